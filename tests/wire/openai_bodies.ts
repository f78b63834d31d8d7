/**
 * What the tests of OpenAI's formats share: calls, and streams as text.
 * @module
 */

import { recognise } from "../../src/wire/registry.ts";
import type { CallShape, WireFormat } from "../../src/wire/wire_format.ts";
import { assert } from "../support/std.ts";

/** A call of OpenAI's API. */
export function callOf(path: string, more: Partial<CallShape> = {}): CallShape {
  return {
    method: "POST",
    path,
    host: "api.openai.com",
    body: undefined,
    contentType: "application/json",
    ...more,
  };
}

/** The format of a call that has one. */
export function formatFor(call: CallShape): WireFormat {
  const format = recognise(call);
  assert(format !== null, `${call.method} ${call.path}`);
  return format;
}

/** Events as the API sends them: named by their type. */
export function sse(...events: Record<string, unknown>[]): string {
  return events.map((event) => `event: ${event["type"]}\ndata: ${JSON.stringify(event)}\n\n`)
    .join("");
}

/** A response with every kind of item that holds text. */
export const RESPONSE = {
  id: "resp_1",
  object: "response",
  created_at: 1_763_700_000,
  status: "completed",
  error: null,
  incomplete_details: null,
  instructions: "You are a clerk.",
  model: "gpt-5-2026-01-01",
  output: [
    {
      id: "rs_1",
      type: "reasoning",
      summary: [{ type: "summary_text", text: "Thinking of a@example.com" }],
      encrypted_content: "gAAAA",
    },
    {
      id: "msg_1",
      type: "message",
      status: "completed",
      role: "assistant",
      content: [{ type: "output_text", text: "The SSN is 123-45-6789.", annotations: [] }],
    },
    {
      id: "fc_1",
      type: "function_call",
      call_id: "call_1",
      name: "send",
      arguments: '{"to":"b@example.com"}',
    },
  ],
  usage: {
    input_tokens: 36,
    input_tokens_details: { cached_tokens: 12 },
    output_tokens: 87,
    output_tokens_details: { reasoning_tokens: 40 },
    total_tokens: 123,
  },
};

const EMPTY = { ...RESPONSE, status: "in_progress", output: [], usage: null };

/** The same as a stream up to its terminal event, which comes apart. */
export const RESPONSE_EVENTS: Record<string, unknown>[] = [
  { type: "response.created", response: EMPTY, sequence_number: 0 },
  { type: "response.in_progress", response: EMPTY, sequence_number: 1 },
  {
    type: "response.output_item.added",
    output_index: 0,
    item: { id: "rs_1", type: "reasoning", summary: [] },
  },
  {
    type: "response.reasoning_summary_part.added",
    item_id: "rs_1",
    output_index: 0,
    summary_index: 0,
    part: { type: "summary_text", text: "" },
  },
  ...["Thinking of a@exa", "mple.com"].map((delta) => ({
    type: "response.reasoning_summary_text.delta",
    item_id: "rs_1",
    output_index: 0,
    summary_index: 0,
    delta,
    obfuscation: "x8Kq",
  })),
  {
    type: "response.reasoning_summary_text.done",
    item_id: "rs_1",
    output_index: 0,
    summary_index: 0,
    text: "Thinking of a@example.com",
  },
  { type: "response.output_item.done", output_index: 0, item: RESPONSE.output[0] },
  {
    type: "response.output_item.added",
    output_index: 1,
    item: { id: "msg_1", type: "message", status: "in_progress", role: "assistant", content: [] },
  },
  {
    type: "response.content_part.added",
    item_id: "msg_1",
    output_index: 1,
    content_index: 0,
    part: { type: "output_text", text: "", annotations: [] },
  },
  ...["The SSN is 123", "-45-6789."].map((delta) => ({
    type: "response.output_text.delta",
    item_id: "msg_1",
    output_index: 1,
    content_index: 0,
    delta,
    logprobs: [],
  })),
  {
    type: "response.output_text.done",
    item_id: "msg_1",
    output_index: 1,
    content_index: 0,
    text: "The SSN is 123-45-6789.",
  },
  {
    type: "response.content_part.done",
    item_id: "msg_1",
    output_index: 1,
    content_index: 0,
    part: { type: "output_text", text: "The SSN is 123-45-6789.", annotations: [] },
  },
  { type: "response.output_item.done", output_index: 1, item: RESPONSE.output[1] },
  {
    type: "response.output_item.added",
    output_index: 2,
    item: { id: "fc_1", type: "function_call", call_id: "call_1", name: "send", arguments: "" },
  },
  ...['{"to":"b@exa', 'mple.com"}'].map((delta) => ({
    type: "response.function_call_arguments.delta",
    item_id: "fc_1",
    output_index: 2,
    delta,
  })),
  {
    type: "response.function_call_arguments.done",
    item_id: "fc_1",
    output_index: 2,
    arguments: '{"to":"b@example.com"}',
  },
  { type: "response.output_item.done", output_index: 2, item: RESPONSE.output[2] },
];

/** The terminal event. */
export const RESPONSE_COMPLETED: Record<string, unknown> = {
  type: "response.completed",
  response: RESPONSE,
  sequence_number: 20,
};
