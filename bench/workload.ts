/**
 * The bodies that the benchmarks send and expect: chat completions in the shape of the OpenAI API,
 * made of prose with personal data in it, the same bytes in every run.
 * @module
 */

import { utf8 } from "../src/base/bytes.ts";
import { createHash } from "node:crypto";

/** Bytes of the canonical request body. */
export const REQUEST_BYTES = 1024;

/** Bytes of the canonical answer body. */
export const ANSWER_BYTES = 1600;

/** Path of every call. */
export const TARGET = "/v1/chat/completions";

const CALM_PROSE =
  "The quarterly report says that the new warehouse opened in spring and that the " +
  "team moved in without trouble. Please sum it up in two sentences and mail the result to " +
  "anna.keller@example.com before noon. ";

/** Every sentence holds something that a detector must find: no run of clean text to skip. */
const DENSE_PROSE = "Mail john.smith@acmecorp.example or call +1 (415) 555-0132 about the card " +
  "4532 0151 1283 0366, exp 09/27. His SSN is 123-45-6789, his IBAN DE89 3704 0044 0532 0130 00. " +
  "She logged in from 203.0.113.77 with the key AKIAIOSFODNN7EXAMPLE, born 1984-03-12. ";

/** Body of the canonical request, {@linkcode REQUEST_BYTES} long. */
export function requestBody(): Uint8Array<ArrayBuffer> {
  return padded(REQUEST_BYTES, (text) => chatRequest(`${CALM_PROSE}${text}`));
}

/** Body of the canonical answer, {@linkcode ANSWER_BYTES} long. */
export function answerBody(): Uint8Array<ArrayBuffer> {
  return padded(ANSWER_BYTES, (text) => chatAnswer(`${CALM_PROSE}${text}`));
}

/**
 * Request body with dense personal data; every call has its own bytes, so answers cannot be mixed
 * up unnoticed.
 *
 * @param textBytes Length of the message text in bytes.
 */
export function denseRequestBody(call: string, textBytes: number): Uint8Array<ArrayBuffer> {
  const text = `Case ${call}. `.padEnd(textBytes, DENSE_PROSE);
  return utf8(JSON.stringify(chatRequest(text)));
}

/** Answer that proves which request bytes the upstream received. */
export function digestAnswerBody(request: Uint8Array): Uint8Array<ArrayBuffer> {
  const digest = createHash("sha256").update(request).digest("hex");
  return utf8(JSON.stringify(chatAnswer(`Your request has the SHA-256 ${digest}.`)));
}

/** Bytes of a request as the load client sends it. */
export function requestBytes(port: number): Uint8Array<ArrayBuffer> {
  const body = new TextDecoder().decode(requestBody());
  return utf8(
    `POST ${TARGET} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nuser-agent: outband-bench\r\n` +
      "accept: application/json\r\nauthorization: Bearer bench\r\n" +
      `content-type: application/json\r\ncontent-length: ${REQUEST_BYTES}\r\n\r\n${body}`,
  );
}

/** Bytes of an answer as the benchmark's upstream sends it. */
export function answerBytes(body: Uint8Array): Uint8Array<ArrayBuffer> {
  const head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n" +
    `x-request-id: req_bench\r\ncontent-length: ${body.length}\r\n\r\n`;
  return utf8(`${head}${new TextDecoder().decode(body)}`);
}

function chatRequest(content: string): unknown {
  return {
    model: "gpt-4o-mini",
    temperature: 0.2,
    messages: [
      { role: "system", content: "You are a careful assistant." },
      { role: "user", content },
    ],
  };
}

function chatAnswer(content: string): unknown {
  return {
    id: "chatcmpl-bench",
    object: "chat.completion",
    created: 1_760_000_000,
    model: "gpt-4o-mini-2024-07-18",
    choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop" }],
    usage: { prompt_tokens: 210, completion_tokens: 330, total_tokens: 540 },
  };
}

/** JSON of exactly `bytes` bytes: the text given to `build` fills what is missing. */
function padded(bytes: number, build: (text: string) => unknown): Uint8Array<ArrayBuffer> {
  const missing = bytes - utf8(JSON.stringify(build(""))).length;
  return utf8(JSON.stringify(build("".padEnd(missing, CALM_PROSE))));
}
