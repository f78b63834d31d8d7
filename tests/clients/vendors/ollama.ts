/**
 * Ollama's own API.
 * @module
 */

import {
  ANSWER,
  answerJson,
  answerLines,
  jsonOf,
  partsOf,
  type VendorRequest,
  type VendorRoutes,
} from "../vendor_answer.ts";

/** What is answered where. */
export const OLLAMA_ROUTES: VendorRoutes = {
  "POST /api/chat": answerChat,
  "POST /api/embed": answerEmbed,
};

const TIMES = { total_duration: 5_000, load_duration: 1_000 };

function answerChat(request: VendorRequest): Response {
  const { model, stream } = jsonOf(request);
  const start = { model, created_at: "2026-01-02T03:04:05.678901Z" };
  const counts = { ...TIMES, prompt_eval_count: 11, eval_count: 7 };
  const end = { done: true, done_reason: "stop", ...counts };
  const line = (content: string, more: object): unknown => ({
    ...start,
    message: { role: "assistant", content },
    ...more,
  });
  if (stream === false) return answerJson(request, line(ANSWER, end));
  return answerLines([
    ...partsOf(ANSWER).map((part) => line(part, { done: false })),
    line("", end),
  ]);
}

function answerEmbed(request: VendorRequest): Response {
  const { model } = jsonOf(request);
  const embeddings = [[0.5, -0.25, 0.125]];
  return answerJson(request, { model, embeddings, ...TIMES, prompt_eval_count: 9 });
}
