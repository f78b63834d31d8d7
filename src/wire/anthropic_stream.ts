/**
 * Puts a streamed Anthropic message together: `message_start`, content blocks by index with their
 * deltas, `message_delta`, up to `message_stop` or an `error` event.
 * @module
 */

import {
  asArray,
  asCount,
  asObject,
  asText,
  type JsonObject,
  take,
  takeText,
  typeOf,
} from "./json_value.ts";
import type { StreamEvent } from "./stream_event.ts";
import { append, type Fields, moveFields, moveOnce, withJson } from "./stream_texts.ts";
import type { Reassembly, StreamReader } from "./wire_format.ts";

/** Content blocks of one answer; far above what the API produces. */
const BLOCKS_MAX = 1024;
/** Citations of one block. */
const CITATIONS_MAX = 1024;

interface Block {
  fields: Fields;
  /** JSON text of a tool's input, in pieces. */
  inputText: string;
  citations: unknown[];
}

/** Reader for one stream. */
export class MessageStreamReader implements StreamReader {
  readonly #blocks = new Map<number, Block>();
  readonly #message: Fields = {};
  #ended = false;

  event({ value, name, valid }: StreamEvent): void {
    const event = asObject(value);
    if (event === null) return;
    const type = asText(event["type"]) ?? name;
    this.#dispatch(type, event);
    // Whatever comes after the end passed on the wire and is read.
    if (valid && (type === "message_stop" || type === "error")) this.#ended = true;
  }

  finish(): Reassembly {
    const content = [...this.#blocks.entries()].sort(([a], [b]) => a - b)
      .map(([, block]) => finished(block));
    return { body: { ...this.#message, content }, ended: this.#ended };
  }

  #dispatch(type: string, event: JsonObject): void {
    switch (type) {
      case "message_start":
        return this.#messageStart(event["message"]);
      case "content_block_start":
        return this.#start(event);
      case "content_block_delta":
        return this.#delta(event);
      case "message_delta":
        return this.#messageDelta(event);
      case "error":
        return moveOnce(event, this.#message, "error");
    }
  }

  /** Its content is empty, since blocks follow; whatever it holds stays where it is. */
  #messageStart(value: unknown): void {
    const message = asObject(value);
    if (message === null) return;
    for (const name of Object.keys(message)) {
      // What later events replace is left there too.
      if (name === "usage" || name === "stop_reason") this.#message[name] ??= message[name];
      else if (name !== "content") moveOnce(message, this.#message, name);
    }
  }

  #start(event: JsonObject): void {
    const block = this.#block(event);
    if (block !== null) moveFields(event["content_block"], block.fields);
  }

  /** The block an event belongs to; deltas of a block whose start was lost still count. */
  #block(event: JsonObject): Block | null {
    const index = asCount(event["index"]) ?? 0;
    let block = this.#blocks.get(index);
    if (block === undefined) {
      if (this.#blocks.size >= BLOCKS_MAX) return null; // It is visited as it stands.
      block = { fields: {}, inputText: "", citations: [] };
      this.#blocks.set(index, block);
    }
    return block;
  }

  #delta(event: JsonObject): void {
    const block = this.#block(event);
    const delta = asObject(event["delta"]);
    if (block === null || delta === null) return;
    const type = typeOf(delta);
    if (type === "text_delta") grow(block, delta, "text");
    else if (type === "thinking_delta") grow(block, delta, "thinking");
    else if (type === "input_json_delta") {
      block.inputText += takeText(delta, "partial_json") ?? "";
      block.fields["type"] ??= "tool_use";
    } else if (type === "citations_delta" && block.citations.length < CITATIONS_MAX) {
      block.citations.push(take(delta, "citation"));
    } else if (type === "compaction_delta") {
      append(block.fields, "content", takeText(delta, "content"));
    }
  }

  /** Usage here is cumulative: what it names replaces what `message_start` said. */
  #messageDelta(event: JsonObject): void {
    const stopReason = asText(asObject(event["delta"])?.["stop_reason"]);
    if (stopReason !== null) this.#message["stop_reason"] = stopReason;
    const usage = asObject(event["usage"]) ?? {};
    const named = Object.entries(usage).filter(([, count]) => asCount(count) !== null);
    this.#message["usage"] = { ...asObject(this.#message["usage"]), ...Object.fromEntries(named) };
  }
}

function grow(block: Block, delta: JsonObject, type: "text" | "thinking"): void {
  block.fields["type"] ??= type;
  append(block.fields, type, takeText(delta, type));
}

/** Without a terminal event the input is cut where the stream is. */
function finished({ fields, inputText, citations }: Block): Fields {
  const all = [...asArray(fields["citations"]), ...citations];
  const block = citations.length === 0 ? fields : { ...fields, citations: all };
  return withJson(block, { name: "input", json: inputText });
}
