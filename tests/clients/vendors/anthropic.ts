/**
 * Anthropic's Messages API.
 * @module
 */

import {
  ANSWER,
  answerEvents,
  answerJson,
  jsonOf,
  partsOf,
  type VendorRequest,
  type VendorRoutes,
} from "../vendor_answer.ts";

/** What is answered where. */
export const ANTHROPIC_ROUTES: VendorRoutes = {
  "POST /v1/messages": answerMessage,
  "POST /v1/messages/count_tokens": (request) => answerJson(request, { input_tokens: 21 }),
};

const USAGE = { input_tokens: 11, cache_creation_input_tokens: 0, cache_read_input_tokens: 3 };
const TOOL_INPUT = '{"city":"K\u00f6ln"}';

function answerMessage(request: VendorRequest): Response {
  const { model, stream, tools } = jsonOf(request);
  const isTool = Array.isArray(tools) && tools.length > 0;
  const start = { id: "msg_1", type: "message", role: "assistant", model: `${model}-served` };
  const end = { stop_reason: isTool ? "tool_use" : "end_turn", stop_sequence: null };
  const tool = { type: "tool_use", id: "toolu_1", name: "weather" };
  if (stream !== true) {
    const block = isTool
      ? { ...tool, input: JSON.parse(TOOL_INPUT) }
      : { type: "text", text: ANSWER };
    const usage = { ...USAGE, output_tokens: 7 };
    return answerJson(request, { ...start, content: [block], ...end, usage });
  }
  const block = isTool ? { ...tool, input: {} } : { type: "text", text: "" };
  const deltas = isTool
    ? partsOf(TOOL_INPUT).map((part) => ({ type: "input_json_delta", partial_json: part }))
    : partsOf(ANSWER).map((text) => ({ type: "text_delta", text }));
  const none = { stop_reason: null, stop_sequence: null };
  const opened = { ...start, content: [], ...none, usage: { ...USAGE, output_tokens: 1 } };
  if (model === "claude-busy") {
    const error = { type: "overloaded_error", message: "Overloaded" };
    const events = [{ type: "message_start", message: opened }, { type: "error", error }];
    return answerEvents(events, { isNamed: true });
  }
  return answerEvents([
    { type: "message_start", message: opened },
    { type: "content_block_start", index: 0, content_block: block },
    { type: "ping" },
    ...deltas.map((delta) => ({ type: "content_block_delta", index: 0, delta })),
    { type: "content_block_stop", index: 0 },
    { type: "message_delta", delta: end, usage: { output_tokens: 7 } },
    { type: "message_stop" },
  ], { isNamed: true });
}
