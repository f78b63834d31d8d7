/**
 * Google's Gemini API.
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
export const GEMINI_ROUTES: VendorRoutes = {
  "POST /v1/models/*:generateContent": answerContent,
  "POST /v1/models/*:streamGenerateContent": answerStream,
  "POST /v1beta/models/*:generateContent": answerContent,
  "POST /v1beta/models/*:streamGenerateContent": answerStream,
};

const USAGE = {
  promptTokenCount: 11,
  candidatesTokenCount: 5,
  thoughtsTokenCount: 2,
  cachedContentTokenCount: 3,
  totalTokenCount: 18,
};
const SERVED = { modelVersion: "gemini-test-served", responseId: "resp-1" };

function answerContent(request: VendorRequest): Response {
  const { tools } = jsonOf(request);
  const call = { functionCall: { name: "weather", args: { city: "K\u00f6ln" } } };
  const content = { role: "model", parts: [tools === undefined ? { text: ANSWER } : call] };
  const candidates = [{ content, finishReason: "STOP", index: 0 }];
  return answerJson(request, { candidates, usageMetadata: USAGE, ...SERVED });
}

function answerStream(): Response {
  const [first, second] = partsOf(ANSWER).map((text) => ({ role: "model", parts: [{ text }] }));
  const started = { promptTokenCount: 11, totalTokenCount: 11 };
  const last = { content: second, finishReason: "STOP", index: 0 };
  return answerEvents([
    { candidates: [{ content: first, index: 0 }], usageMetadata: started, ...SERVED },
    { candidates: [last], usageMetadata: USAGE, ...SERVED },
  ]);
}
