/**
 * Amazon Bedrock's Converse API, which answers only what is signed rightly.
 * @module
 */

import {
  ANSWER,
  answerFrames,
  answerJson,
  partsOf,
  type VendorRequest,
  type VendorRoutes,
} from "../vendor_answer.ts";
import { signatureFault } from "./signature_v4.ts";

/** What is answered where. */
export const BEDROCK_ROUTES: VendorRoutes = {
  "POST /model/*/converse": (request) => refusal(request) ?? answerConverse(request),
  "POST /model/*/converse-stream": (request) => refusal(request) ?? answerStream(),
};

const USAGE = { inputTokens: 11, outputTokens: 7, totalTokens: 18 };

function refusal(request: VendorRequest): Response | null {
  const fault = signatureFault(request);
  if (fault === null) return null;
  const answer = answerJson(request, { message: fault }, 403);
  answer.headers.set("x-amzn-errortype", "AccessDeniedException");
  return answer;
}

function answerConverse(request: VendorRequest): Response {
  return answerJson(request, {
    output: { message: { role: "assistant", content: [{ text: ANSWER }] } },
    stopReason: "end_turn",
    usage: USAGE,
    metrics: { latencyMs: 12 },
  });
}

function answerStream(): Response {
  const deltas = partsOf(ANSWER).map((text) =>
    ["contentBlockDelta", { contentBlockIndex: 0, delta: { text } }] as const
  );
  return answerFrames([
    ["messageStart", { role: "assistant" }],
    ...deltas,
    ["contentBlockStop", { contentBlockIndex: 0 }],
    ["messageStop", { stopReason: "end_turn" }],
    ["metadata", { usage: USAGE, metrics: { latencyMs: 12 } }],
  ]);
}
