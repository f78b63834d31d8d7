/**
 * Chat completions as OpenAI answers them; Mistral and other vendors answer in the same form.
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

const USAGE = {
  prompt_tokens: 11,
  completion_tokens: 7,
  total_tokens: 18,
  prompt_tokens_details: { cached_tokens: 3 },
  completion_tokens_details: { reasoning_tokens: 2 },
};
const TOOL_ARGUMENTS = '{"city":"K\u00f6ln"}';

/** Answers with a text, or with a call of a tool when there are any; streamed when asked for. */
export function answerChat(request: VendorRequest): Response {
  const { model, stream, tools } = jsonOf(request);
  const isTool = Array.isArray(tools) && tools.length > 0;
  const finish = isTool ? "tool_calls" : "stop";
  const common = { id: "chatcmpl-1", created: 1_700_000_000, model: `${model}-served` };
  if (stream === true) {
    const deltas = isTool ? toolDeltas() : partsOf(ANSWER).map((content) => ({ content }));
    const chunk = (choices: unknown[], more: object = {}): unknown => ({
      ...common,
      object: "chat.completion.chunk",
      choices,
      ...more,
    });
    return answerEvents([
      chunk([{ index: 0, delta: { role: "assistant", content: "" }, finish_reason: null }]),
      ...deltas.map((delta) => chunk([{ index: 0, delta, finish_reason: null }])),
      chunk([{ index: 0, delta: {}, finish_reason: finish }]),
      chunk([], { usage: USAGE }),
    ], { isDone: true });
  }
  const message = { role: "assistant", ...(isTool ? toolCall() : { content: ANSWER }) };
  const choices = [{ index: 0, message, finish_reason: finish }];
  return answerJson(request, { ...common, object: "chat.completion", choices, usage: USAGE });
}

function toolCall(): object {
  const called = { name: "weather", arguments: TOOL_ARGUMENTS };
  return { content: null, tool_calls: [{ id: "call00001", type: "function", function: called }] };
}

function toolDeltas(): unknown[] {
  const [first, second] = partsOf(TOOL_ARGUMENTS);
  const start = { name: "weather", arguments: first };
  return [
    { tool_calls: [{ index: 0, id: "call00001", type: "function", function: start }] },
    { tool_calls: [{ index: 0, function: { arguments: second } }] },
  ];
}
