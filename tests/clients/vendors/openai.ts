/**
 * OpenAI's REST API: chat, responses, embeddings, transcriptions and images.
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
import { answerChat } from "./openai_chat.ts";
import { answerResponse } from "./openai_responses.ts";

/** What is answered where. */
export const OPENAI_ROUTES: VendorRoutes = {
  "POST /v1/chat/completions": (request) => busy(request) ?? answerChat(request),
  "POST /v1/responses": answerResponse,
  "POST /v1/embeddings": answerEmbeddings,
  "POST /v1/audio/transcriptions": answerTranscription,
  "POST /v1/images/generations": answerImage,
  "POST /v1/images/edits": answerImage,
};

/** The model `gpt-busy` refuses a client's first try. */
function busy(request: VendorRequest): Response | null {
  const isFirst = request.headers.get("x-stainless-retry-count") === "0";
  if (!isFirst || jsonOf(request)["model"] !== "gpt-busy") return null;
  const error = {
    message: "Slow down",
    type: "requests",
    param: null,
    code: "rate_limit_exceeded",
  };
  const answer = answerJson(request, { error }, 429);
  answer.headers.set("retry-after-ms", "1");
  return answer;
}

function answerEmbeddings(request: VendorRequest): Response {
  const { model, encoding_format: format } = jsonOf(request);
  const floats = new Float32Array([0.5, -0.25, 0.125]);
  const embedding = format === "base64"
    ? new Uint8Array(floats.buffer).toBase64()
    : Array.from(floats);
  return answerJson(request, {
    object: "list",
    model: `${model}-served`,
    data: [{ object: "embedding", index: 0, embedding }],
    usage: { prompt_tokens: 9, total_tokens: 9 },
  });
}

async function answerTranscription(request: VendorRequest): Promise<Response> {
  const form = await formOf(request);
  const file = form.get("file");
  if (!(file instanceof File)) throw new TypeError("The form has no file");
  const text = `${ANSWER} (${file.name}, ${file.size} bytes)`;
  const usage = {
    type: "tokens",
    input_tokens: 14,
    output_tokens: 5,
    total_tokens: 19,
    input_token_details: { text_tokens: 4, audio_tokens: 10 },
  };
  if (form.get("stream") !== "true") return answerJson(request, { text, usage });
  return answerEvents([
    ...partsOf(text).map((delta) => ({ type: "transcript.text.delta", delta })),
    { type: "transcript.text.done", text, usage },
  ], { isNamed: true });
}

/** Answers a prompt in JSON, or one in a form with the image to be changed. */
async function answerImage(request: VendorRequest): Promise<Response> {
  const isForm = request.headers.get("content-type")?.startsWith("multipart/") === true;
  const image = isForm ? (await formOf(request)).get("image") : null;
  const bytes = image instanceof File ? await image.bytes() : new Uint8Array(300).fill(7);
  return answerJson(request, {
    created: 1_700_000_000,
    data: [{ b64_json: bytes.toBase64(), revised_prompt: ANSWER }],
    usage: {
      input_tokens: 12,
      output_tokens: 272,
      total_tokens: 284,
      input_tokens_details: { text_tokens: 12, image_tokens: 0 },
    },
  });
}

function formOf({ headers, body }: VendorRequest): Promise<FormData> {
  const type = headers.get("content-type") ?? "";
  return new Response(body, { headers: { "content-type": type } }).formData();
}
