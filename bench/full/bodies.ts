/**
 * What the full benchmark sends and expects: chat completions of any size made of office prose with
 * a little personal data, and streamed answers whose chunks say when they were written. The same
 * bytes in every run.
 * @module
 */

import { concat, utf8 } from "../../src/base/bytes.ts";
import { hexDigit } from "./http_scan.ts";
import { LCG } from "./schedule.ts";

/** Chunks with text in one streamed answer. */
export const STREAM_CHUNKS = 200;

/** How fast a streamed answer comes. */
export type StreamKind = "stream" | "slow_stream";

/** Pause between two chunks of a streamed answer, milliseconds. */
export const STREAM_PAUSE_MS: Readonly<Record<StreamKind, number>> = { stream: 1, slow_stream: 8 };

/** Hexadecimal digits of the time that a chunk carries, in tenths of a microsecond. */
export const STAMP_DIGITS = 13;

/** The answers that the upstream has. The request's model chooses: no gateway drops that field. */
export type AnswerKind = "small" | "large" | StreamKind;

/** Bytes of the two answers that are not streamed. */
export const ANSWER_BYTES: Readonly<Record<"small" | "large", number>> = {
  small: 1600,
  large: 20_480,
};

const MODELS: Readonly<Record<AnswerKind, string>> = {
  small: "gpt-4o-mini",
  large: "gpt-4o",
  stream: "gpt-4.1-nano",
  slow_stream: "gpt-4.1-mini",
};
/** Every body begins so; the model follows. */
const BODY_BEGIN = '{"model":"';
/** So much of a body tells which answer it wants. */
export const KIND_BYTES: number = BODY_BEGIN.length + 16;

const SENTENCES: readonly string[] = [
  "The new warehouse opened in spring and the team moved in without much trouble.",
  "Most of the shelves were full after a week, which nobody had expected.",
  "We agreed to look at the figures again before the board meets in autumn.",
  "Our supplier asks for two more weeks because a machine has to be repaired.",
  "The customer was pleased with the first delivery and wants the rest sooner.",
  "Sales in the north grew faster than in the south for the third quarter in a row.",
  "Please keep the tone friendly and leave out anything that sounds like a promise.",
  "The draft is too long for one page, so the second part could become a note.",
  "Nobody has answered the question why the returns doubled in March.",
  "Training starts on Monday and everybody who works with the scanner should come.",
  "If the weather holds, the roof will be finished before the end of the month.",
  "There is still no decision about the old building next to the station.",
  "The contract says that prices may change once a year and not by more than three percent.",
  "A shorter version of this text went to the partners some days ago.",
  "What we need is a list of open points with one name beside each of them.",
  "The report should begin with the result and explain the method at the end.",
  "Two of the five trucks are in repair, and a third one is due for inspection.",
  "As far as I can see the delay costs us less than the overtime would.",
  "The survey had 214 answers, more than twice as many as last year.",
  "It would help to know which of the changes came from the legal department.",
  "The meeting room on the second floor is booked until four o'clock.",
  "Many readers stop after the first paragraph, so the main point belongs there.",
];

const PERSONAL: readonly string[] = [
  "Send the result to anna.keller@example.com before noon.",
  "Her number at the office is (415) 555-0132, ask for the planning desk.",
  "Robert, whose SSN is 219-09-9999, has moved to the other team.",
  "The last login came from 203.0.113.77 and was his own.",
  "The invoice was paid with the card 4532 0151 1283 0366 in May.",
];

/** One sentence with personal data per so many bytes of prose. */
const PERSONAL_EVERY_BYTES = 2000;

/**
 * Prose of exactly `bytes` bytes, ASCII, without a character that JSON would escape; the same for
 * the same size.
 */
export function proseOf(bytes: number): string {
  let text = "";
  let state = 1;
  let personalCount = 0;
  while (text.length < bytes) {
    const isPersonal = text.length >= personalCount * PERSONAL_EVERY_BYTES + 400;
    state = (Math.imul(state, LCG.multiplier) + LCG.increment) >>> 0;
    const picked = isPersonal
      ? PERSONAL[personalCount++ % PERSONAL.length]
      : SENTENCES[(state >>> 16) % SENTENCES.length];
    text += `${picked} `;
  }
  return text.slice(0, bytes);
}

/** JSON body of a request, exactly `bytes` long, that asks for one kind of answer. */
export function requestBodyOf(bytes: number, kind: AnswerKind): Uint8Array<ArrayBuffer> {
  return padded(bytes, (content) => ({
    model: MODELS[kind],
    messages: [{ role: "system", content: "You are a careful assistant." }, {
      role: "user",
      content,
    }],
    ...(isStream(kind) ? { stream: true } : { temperature: 0.2 }),
  }));
}

/** Whether an answer comes in chunks. */
export function isStream(kind: AnswerKind): kind is StreamKind {
  return kind in STREAM_PAUSE_MS;
}

/** JSON body of an answer that is not streamed. */
export function answerBodyOf(kind: "small" | "large"): Uint8Array<ArrayBuffer> {
  return padded(ANSWER_BYTES[kind], (content) => ({
    id: "chatcmpl-bench",
    object: "chat.completion",
    created: 1_760_000_000,
    model: "gpt-4o-mini-2024-07-18",
    choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop" }],
    usage: { prompt_tokens: 210, completion_tokens: 330, total_tokens: 540 },
  }));
}

/** Which answer a request asks for, from the first {@linkcode KIND_BYTES} of its body; or null. */
export function answerKindOf(body: Uint8Array): AnswerKind | null {
  const text = new TextDecoder().decode(body.subarray(0, KIND_BYTES));
  const model = text.startsWith(BODY_BEGIN) ? text.slice(BODY_BEGIN.length).split('"')[0] : null;
  const kinds: readonly AnswerKind[] = ["small", "large", "stream", "slow_stream"];
  return kinds.find((kind) => MODELS[kind] === model) ?? null;
}

/** Bytes of a request, head and body; `fields` are further header lines, each with its line end. */
export function requestOf(
  port: number,
  parts: { bytes: number; kind: AnswerKind; fields: string },
): Uint8Array<ArrayBuffer> {
  const head = `POST /v1/chat/completions HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n` +
    "user-agent: outband-bench\r\naccept: application/json\r\nauthorization: Bearer bench\r\n" +
    `content-type: application/json\r\n${parts.fields}content-length: ${parts.bytes}\r\n\r\n`;
  return concat(utf8(head), requestBodyOf(parts.bytes, parts.kind));
}

/** Bytes of an answer of known length, head and body. */
export function answerOf(kind: "small" | "large"): Uint8Array<ArrayBuffer> {
  const head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n" +
    `x-request-id: req_bench\r\ncontent-length: ${ANSWER_BYTES[kind]}\r\n\r\n`;
  return concat(utf8(head), answerBodyOf(kind));
}

/** Head of a streamed answer. The last field asks nginx not to collect chunks. */
export const STREAM_HEAD: Uint8Array<ArrayBuffer> = utf8(
  "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncache-control: no-cache\r\n" +
    "x-accel-buffering: no\r\ntransfer-encoding: chunked\r\n\r\n",
);

/** What ends a streamed answer, as HTTP chunks. */
export const STREAM_END: Uint8Array<ArrayBuffer> = utf8("e\r\ndata: [DONE]\n\n\r\n0\r\n\r\n");

/** One event of a streamed answer with room for the time. */
export interface EventTemplate {
  /** The event as one HTTP chunk. */
  bytes: Uint8Array<ArrayBuffer>;
  /** Where the first digit of the time is. */
  stampAt: number;
}

const STAMP_MARK = utf8('"fp_');

/** All events of a streamed answer. */
export function streamTemplates(): EventTemplate[] {
  return streamEvents().map((event) => {
    const size = event.length.toString(16);
    const bytes = utf8(`${size}\r\n${event}\r\n`);
    return { bytes, stampAt: stampAtIn(event) + size.length + 2 };
  });
}

/** The payload of a streamed answer, all times zero, and where the times are in it. */
export function expectedStream(): { bytes: Uint8Array<ArrayBuffer>; stampsAt: number[] } {
  let at = 0;
  const stampsAt: number[] = [];
  const events = streamEvents();
  for (const event of events) {
    stampsAt.push(at + stampAtIn(event));
    at += event.length;
  }
  return { bytes: utf8(`${events.join("")}data: [DONE]\n\n`), stampsAt };
}

/** Writes a time into an event. */
export function writeStamp(template: EventTemplate, timeUs: number): void {
  let left = Math.round(timeUs * 10);
  for (let digit = STAMP_DIGITS - 1; digit >= 0; digit--) {
    const value = left % 16;
    template.bytes[template.stampAt + digit] = value < 10 ? 48 + value : 87 + value;
    left = (left - value) / 16;
  }
}

/** Finds the times in a payload that grows. */
export class StampReader {
  #at = 0;

  /** Begins another payload. */
  reset(): void {
    this.#at = 0;
  }

  /**
   * Next time that has not been returned before.
   *
   * @param filled Bytes of the payload that have arrived.
   * @returns Microseconds, or -1 when no further one has arrived whole.
   */
  next(payload: Uint8Array, filled: number): number {
    const last = filled - STAMP_MARK.length - STAMP_DIGITS;
    for (; this.#at <= last; this.#at++) {
      if (!this.#isMark(payload)) continue;
      const from = this.#at + STAMP_MARK.length;
      this.#at = from + STAMP_DIGITS;
      let value = 0;
      for (let k = 0; k < STAMP_DIGITS; k++) value = value * 16 + hexDigit(payload[from + k] ?? 0);
      return value / 10;
    }
    return -1;
  }

  #isMark(payload: Uint8Array): boolean {
    for (let k = 0; k < STAMP_MARK.length; k++) {
      if (payload[this.#at + k] !== STAMP_MARK[k]) return false;
    }
    return true;
  }
}

function streamEvents(): string[] {
  const words = proseOf(4000).split(" ");
  return Array.from({ length: STREAM_CHUNKS }, (_, k) => {
    const finish = k === STREAM_CHUNKS - 1 ? ',"finish_reason":"stop"' : "";
    return 'data: {"id":"chatcmpl-1","object":"chat.completion.chunk",' +
      `"system_fingerprint":"fp_${"0".repeat(STAMP_DIGITS)}",` +
      `"choices":[{"index":0,"delta":{"content":" ${words[k]}"}${finish}}]}\n\n`;
  });
}

function stampAtIn(event: string): number {
  return event.indexOf('"fp_') + STAMP_MARK.length;
}

/** JSON of exactly `bytes` bytes: prose given to `build` fills what is missing. */
function padded(bytes: number, build: (text: string) => unknown): Uint8Array<ArrayBuffer> {
  const missing = bytes - utf8(JSON.stringify(build(""))).length;
  return utf8(JSON.stringify(build(proseOf(missing))));
}
