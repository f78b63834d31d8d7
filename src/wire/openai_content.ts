/**
 * Message content as OpenAI's APIs and their relatives write it: a text, or a list of parts.
 * @module
 */

import { asObject, typeOf } from "./json_value.ts";
import { type Place, visitText } from "./leaves.ts";
import type { FieldSink } from "./wire_format.ts";

/** Parts that carry no text, by type, and what a record calls them. */
const OPAQUE_PARTS: ReadonlyMap<string, string> = new Map([
  ["image_url", "image"],
  ["input_image", "image"],
  ["input_audio", "audio"],
  ["audio_url", "audio"],
  ["file", "file"],
  ["input_file", "file"],
  ["video_url", "video"],
  ["document_url", "document"],
]);

/** Visits the text of a message's content; other parts are named to the sink. */
export function visitContent(sink: FieldSink, { path, value }: Place): void {
  if (value === undefined || value === null) return;
  if (typeof value === "string") return sink.text(path, value);
  if (!Array.isArray(value)) return sink.notInspected("part:unknown");
  value.forEach((part, k) => visitPart(sink, { path: `${path}[${k}]`, value: part }));
}

function visitPart(sink: FieldSink, { path, value }: Place): void {
  if (typeof value === "string") return sink.text(path, value);
  const part = asObject(value);
  if (part === null) return sink.notInspected("part:unknown");
  const type = typeOf(part);
  if (type === "text" || type === "input_text" || type === "output_text" || type === "refusal") {
    return visitText(sink, { path, of: part, name: type === "refusal" ? type : "text" });
  }
  if (type !== "thinking") return sink.notInspected(`part:${OPAQUE_PARTS.get(type) ?? type}`);
  // Mistral: a text, or a list of text chunks.
  if (typeof part["thinking"] === "string") return sink.text(`${path}.thinking`, part["thinking"]);
  if (!Array.isArray(part["thinking"])) return;
  part["thinking"].forEach((chunk, k) => {
    const text = asObject(chunk);
    if (text !== null) visitText(sink, { path: `${path}.thinking[${k}]`, of: text, name: "text" });
  });
}
