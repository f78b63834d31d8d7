/**
 * Puts a streamed Anthropic message together: `message_start`, content blocks by index with their
 * deltas, `message_delta`, up to `message_stop` or an `error` event.
 * @module
 */

import { parseJson } from "./json_prefix.ts";
import { asCount, asObject, asText, type JsonObject, typeOf } from "./json_value.ts";
import type { SseEvent } from "./sse.ts";
import type { Reassembly, StreamReader } from "./wire_format.ts";

/** Content blocks of one answer; far above what the API produces. */
const BLOCKS_MAX = 1024;
/** Citations of one block. */
const CITATIONS_MAX = 1024;

/** Events of the API; `content_block_stop` and `ping` carry nothing. */
const HANDLED: ReadonlySet<string> = new Set([
  ...["message_start", "message_delta", "message_stop", "error", "ping"],
  ...["content_block_start", "content_block_delta", "content_block_stop"],
]);

type Fields = Record<string, unknown>;

interface Block {
  fields: Fields;
  /** JSON text of a tool's input, in pieces. */
  inputText: string;
  citations: unknown[];
}

/** Reader for one stream. */
export class MessageStreamReader implements StreamReader {
  readonly #blocks = new Map<number, Block>();
  #message: Fields = {};
  #ended = false;
  #malformed = false;
  #notInspected: string | null = null;

  event({ data, type, complete }: SseEvent): void {
    const parsed = parseJson(data);
    // An event that was cut is the end of a cut stream, which has a reason of its own.
    if (complete && !parsed.complete) this.#malformed = true;
    const event = asObject(parsed.value);
    if (event === null) return;
    const name = asText(event["type"]) ?? type;
    if (HANDLED.has(name)) this.#dispatch(name, event);
    else if (parsed.complete) this.#notInspected ??= `event:${name}`;
    // Whatever comes after the end passed on the wire and is read.
    if (parsed.complete && (name === "message_stop" || name === "error")) this.#ended = true;
  }

  finish(): Reassembly {
    const content = [...this.#blocks.entries()].sort(([a], [b]) => a - b)
      .map(([, block]) => this.#finished(block));
    return {
      body: { ...this.#message, content },
      ended: this.#ended,
      malformed: this.#malformed,
      notInspected: this.#notInspected,
    };
  }

  #dispatch(type: string, event: JsonObject): void {
    switch (type) {
      case "message_start":
        this.#message = { ...asObject(event["message"]) };
        return;
      case "content_block_start":
        return this.#start(event);
      case "content_block_delta":
        return this.#delta(event);
      case "message_delta":
        return this.#messageDelta(event);
      case "error":
        this.#message["error"] = event["error"];
    }
  }

  #start(event: JsonObject): void {
    const block = this.#block(event);
    if (block !== null) block.fields = { ...asObject(event["content_block"]) };
  }

  /** The block an event belongs to; deltas of a block whose start was lost still count. */
  #block(event: JsonObject): Block | null {
    const index = asCount(event["index"]) ?? 0;
    let block = this.#blocks.get(index);
    if (block === undefined) {
      if (this.#blocks.size >= BLOCKS_MAX) {
        this.#notInspected ??= "part:content_block";
        return null;
      }
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
    if (type === "text_delta") append(block, { type: "text", text: delta["text"] });
    else if (type === "thinking_delta") {
      append(block, { type: "thinking", text: delta["thinking"] });
    } else if (type === "input_json_delta") {
      block.inputText += asText(delta["partial_json"]) ?? "";
      block.fields["type"] ??= "tool_use";
    } else if (type === "citations_delta" && block.citations.length < CITATIONS_MAX) {
      block.citations.push(delta["citation"]);
    } else if (type === "compaction_delta") {
      const { content } = block.fields;
      block.fields["content"] = (asText(content) ?? "") + (asText(delta["content"]) ?? "");
    } else if (type !== "signature_delta") this.#notInspected ??= `delta:${type}`;
  }

  /** Usage here is cumulative: what it names replaces what `message_start` said. */
  #messageDelta(event: JsonObject): void {
    const stopReason = asText(asObject(event["delta"])?.["stop_reason"]);
    if (stopReason !== null) this.#message["stop_reason"] = stopReason;
    const usage = asObject(event["usage"]) ?? {};
    const named = Object.entries(usage).filter(([, count]) => asCount(count) !== null);
    this.#message["usage"] = { ...asObject(this.#message["usage"]), ...Object.fromEntries(named) };
  }

  #finished({ fields, inputText, citations }: Block): Fields {
    const block = citations.length === 0 ? fields : { ...fields, citations };
    if (inputText === "") return block;
    const input = parseJson(inputText);
    // Without a terminal event the input is cut where the stream is: no fault of its own.
    if (!input.complete && this.#ended) this.#malformed = true;
    return { ...block, input: input.value };
  }
}

function append(block: Block, { type, text }: { type: "text" | "thinking"; text: unknown }): void {
  block.fields["type"] ??= type;
  if (typeof text === "string") block.fields[type] = (asText(block.fields[type]) ?? "") + text;
}
