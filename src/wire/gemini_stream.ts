/**
 * Puts a streamed Gemini answer together. Each event, or each item of the one list that comes
 * without `alt=sse`, is a whole answer with some of the parts: text is appended by candidate, calls
 * come whole, or with pieces of their arguments by path. Nothing says that it is the last.
 * @module
 */

import {
  asArray,
  asObject,
  asText,
  DEPTH_MAX,
  type JsonObject,
  take,
  takeText,
} from "./json_value.ts";
import { Slots } from "./slots.ts";
import type { StreamEvent } from "./stream_event.ts";
import { append, type Fields, moveOnce } from "./stream_texts.ts";
import type { Reassembly, StreamReader } from "./wire_format.ts";

/** Parts of one candidate. */
const PARTS_MAX = 4_096;
/** Arguments of one call that come in pieces. */
const ARGS_MAX = 1_024;

/** Fields of a part that are not appended to each other; both spellings. */
const WHOLE_FIELDS = [
  ...["functionCall", "function_call", "functionResponse", "function_response"],
  ...["executableCode", "executable_code", "codeExecutionResult", "code_execution_result"],
  ...["inlineData", "inline_data", "fileData", "file_data", "toolCall", "toolResponse"],
] as const;
/** Fields of an answer of which the last counts, and which say no more than the answer does. */
const LAST_FIELDS = [
  ...["modelVersion", "model_version", "usageMetadata", "usage_metadata", "responseId"],
] as const;
const FINISH_FIELDS = ["finishReason", "finish_reason"] as const;

interface Candidate {
  content: { role: string; parts: Fields[] };
  finish: Fields;
  /** Why it ended was said by an event that is whole. */
  isFinished: boolean;
}

/** Reader for one stream. */
export class GenerateStreamReader implements StreamReader {
  readonly #candidates = new Slots<Candidate>(() => ({
    content: { role: "model", parts: [] },
    finish: {},
    isFinished: false,
  }));
  readonly #answer: Fields = {};
  #isOver = false;

  event({ value, valid }: StreamEvent): void {
    const event = asObject(value);
    if (event === null) return;
    const chunk = asObject(event["response"]) ?? event;
    for (const name of LAST_FIELDS) if (chunk[name]) this.#answer[name] = chunk[name];
    for (const name of ["promptFeedback", "prompt_feedback", "error"]) {
      const said = asObject(chunk[name]);
      if (said === null) continue;
      moveOnce(chunk, this.#answer, name);
      if (valid && (name === "error" || said["blockReason"] || said["block_reason"])) {
        this.#isOver = true;
      }
    }
    for (const item of asArray(chunk["candidates"])) {
      const candidate = asObject(item);
      const known = candidate === null ? null : this.#candidates.atIndex(candidate["index"]);
      if (candidate === null || known === null) continue;
      addCandidate(known, candidate);
      known.isFinished ||= valid && Object.keys(known.finish).length > 0;
    }
  }

  finish(): Reassembly {
    const all = this.#candidates.values();
    const candidates = all.map(({ content, finish }, index) => ({ index, content, ...finish }));
    const isFinished = all.length > 0 && all.every((item) => item.isFinished);
    return {
      body: { ...this.#answer, candidates },
      ended: this.#isOver || isFinished,
    };
  }
}

function addCandidate({ content, finish }: Candidate, candidate: JsonObject): void {
  for (const name of FINISH_FIELDS) if (asText(candidate[name])) finish[name] = candidate[name];
  const parts = asObject(candidate["content"])?.["parts"];
  for (const item of Array.isArray(parts) ? parts : [parts]) {
    const part = asObject(item);
    if (part !== null) addPart(content.parts, part);
  }
}

/** Adds a part to those before it; what stays in it is visited as it stands. */
export function addPart(parts: Fields[], part: JsonObject): void {
  const isThought = part["thought"] === true;
  const last = parts.at(-1);
  const text = takeText(part, "text");
  if (text !== null) {
    const isSame = typeof last?.["text"] === "string" && (last["thought"] === true) === isThought;
    // Without room for another part it is appended all the same: it is text.
    if (last !== undefined && (isSame || parts.length >= PARTS_MAX)) append(last, "text", text);
    else parts.push(isThought ? { thought: true, text } : { text });
  }
  const call = asObject(part["functionCall"]);
  if (call !== null && Array.isArray(call["partialArgs"])) return addPieces(parts, call);
  for (const name of WHOLE_FIELDS) {
    if (asObject(part[name]) === null || parts.length >= PARTS_MAX) continue;
    parts.push({ [name]: take(part, name) });
  }
}

/**
 * `{"name":"f","partialArgs":[{"jsonPath":"$.city","stringValue":"Bo","willContinue":true}]}`, and
 * the pieces after it without the name.
 */
function addPieces(parts: Fields[], call: JsonObject): void {
  let open = asObject(parts.at(-1)?.["functionCall"]);
  const name = takeText(call, "name");
  if (open === null || name !== null) {
    if (parts.length >= PARTS_MAX) return;
    open = { name: name ?? "", args: Object.create(null) };
    parts.push({ functionCall: open });
  }
  const args = (asObject(open["args"]) ?? {}) as Fields;
  for (const item of asArray(call["partialArgs"])) {
    const piece = asObject(item);
    const path = asText(piece?.["jsonPath"])?.slice(0, DEPTH_MAX * 64);
    if (piece === null || path === undefined) continue;
    if (args[path] === undefined && Object.keys(args).length >= ARGS_MAX) continue;
    append(args, path, takeText(piece, "stringValue"));
  }
}
