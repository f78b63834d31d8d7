/**
 * The Responses API as OpenAI answers it.
 * @module
 */

import {
  ANSWER,
  answerEvents,
  answerJson,
  jsonOf,
  partsOf,
  type VendorRequest,
} from "../vendor_answer.ts";

interface ServerEvent {
  type: string;
  [field: string]: unknown;
}

const TOOL_ARGUMENTS = '{"city":"K\u00f6ln"}';
const ITEM_PLACE = { item_id: "item_1", output_index: 0 };
const PART_PLACE = { ...ITEM_PLACE, content_index: 0 };
const PART = { type: "output_text", annotations: [], logprobs: [] };
const MESSAGE = { id: "item_1", type: "message", role: "assistant" };
const TOOL_CALL = { id: "item_1", type: "function_call", call_id: "call_1", name: "weather" };
const USAGE = {
  input_tokens: 11,
  input_tokens_details: { cached_tokens: 3 },
  output_tokens: 7,
  output_tokens_details: { reasoning_tokens: 2 },
  total_tokens: 18,
};

/** Answers with a text, or with a call of a tool when there are any; streamed when asked for. */
export function answerResponse(request: VendorRequest): Response {
  const { model, stream, tools } = jsonOf(request);
  const isTool = Array.isArray(tools) && tools.length > 0;
  const item = isTool
    ? { ...TOOL_CALL, arguments: TOOL_ARGUMENTS, status: "completed" }
    : { ...MESSAGE, content: [{ ...PART, text: ANSWER }], status: "completed" };
  const common = { id: "resp_1", object: "response", created_at: 1_700_000_000, ...SETTINGS };
  const response = { ...common, model: `${model}-served` };
  const done = { ...response, status: "completed", output: [item], usage: USAGE };
  if (stream !== true) return answerJson(request, done);
  const open = { ...response, status: "in_progress", output: [], usage: null };
  const events: ServerEvent[] = [
    { type: "response.created", response: open },
    { type: "response.in_progress", response: open },
    ...(isTool ? toolEvents() : messageEvents()),
    { type: "response.output_item.done", output_index: 0, item },
    { type: "response.completed", response: done },
  ];
  const numbered = events.map((event, k) => ({ ...event, sequence_number: k }));
  return answerEvents(numbered, { isNamed: true });
}

const SETTINGS = {
  error: null,
  incomplete_details: null,
  instructions: null,
  metadata: {},
  parallel_tool_calls: true,
  temperature: 1,
  top_p: 1,
  tool_choice: "auto",
  tools: [],
};

function messageEvents(): ServerEvent[] {
  const item = { ...MESSAGE, content: [], status: "in_progress" };
  const part = { ...PART, text: "" };
  const deltas = partsOf(ANSWER).map((delta) => ({
    type: "response.output_text.delta",
    ...PART_PLACE,
    delta,
    logprobs: [],
  }));
  return [
    { type: "response.output_item.added", output_index: 0, item },
    { type: "response.content_part.added", ...PART_PLACE, part },
    ...deltas,
    { type: "response.output_text.done", ...PART_PLACE, text: ANSWER, logprobs: [] },
    { type: "response.content_part.done", ...PART_PLACE, part: { ...PART, text: ANSWER } },
  ];
}

function toolEvents(): ServerEvent[] {
  const item = { ...TOOL_CALL, arguments: "", status: "in_progress" };
  const deltas = partsOf(TOOL_ARGUMENTS).map((delta) => ({
    type: "response.function_call_arguments.delta",
    ...ITEM_PLACE,
    delta,
  }));
  const end = { ...ITEM_PLACE, name: "weather", arguments: TOOL_ARGUMENTS };
  return [
    { type: "response.output_item.added", output_index: 0, item },
    ...deltas,
    { type: "response.function_call_arguments.done", ...end },
  ];
}
