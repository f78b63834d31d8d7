/**
 * Content blocks of Anthropic messages, in requests and answers.
 * @module
 */

import { asArray, asObject, DEPTH_MAX, type JsonObject, typeOf } from "./json_value.ts";
import { type DeepPlace, type Place, visitLeaves, visitText } from "./leaves.ts";
import type { FieldSink } from "./wire_format.ts";

/** Blocks whose `content` is again a text or a list of blocks. */
const CONTAINERS: ReadonlySet<string> = new Set(
  ["tool_result", "mcp_tool_result", "search_result", "compaction", "mid_conv_system"],
);
/** Text fields of what the vendor's own tools return. */
const SERVER_RESULT_TEXTS: readonly string[] = ["title", "url", "stdout", "stderr", "text"];

/** `tool_use`, and `server_tool_use` and `mcp_tool_use`, which the vendor runs itself. */
export function isToolUse(type: string): boolean {
  return type === "tool_use" || type.endsWith("_tool_use");
}

/** Visits content: a text, or a list of blocks; what is no text is named to the sink. */
export function visitBlocks(sink: FieldSink, place: Place): void {
  visitContent(sink, { ...place, depth: 0 });
}

function visitContent(sink: FieldSink, { path, value, depth }: DeepPlace): void {
  if (value === undefined || value === null) return;
  if (!Array.isArray(value)) return visitBlock(sink, { path, value, depth });
  value.forEach((block, k) => visitBlock(sink, { path: `${path}[${k}]`, value: block, depth }));
}

function visitBlock(sink: FieldSink, { path, value, depth }: DeepPlace): void {
  if (typeof value === "string") return sink.text(path, value);
  if (depth >= DEPTH_MAX) return sink.tooDeep();
  const block = asObject(value);
  if (block === null) return sink.notInspected("part:unknown");
  const type = typeOf(block);
  if (type === "text") {
    visitText(sink, { path, of: block, name: "text" });
    return visitCitations(sink, { path, block });
  }
  if (type === "thinking") return visitText(sink, { path, of: block, name: "thinking" });
  if (isToolUse(type)) return visitLeaves(sink, { path: `${path}.input`, value: block["input"] });
  if (type === "document") return visitDocument(sink, { path, block, depth });
  if (type === "search_result") {
    for (const name of ["title", "source"]) visitText(sink, { path, of: block, name });
  }
  const content = { path: `${path}.content`, value: block["content"], depth: depth + 1 };
  if (CONTAINERS.has(type)) return visitContent(sink, content);
  if (type.endsWith("_tool_result")) return visitServerResults(sink, content);
  sink.notInspected(`part:${type}`);
}

interface Block {
  path: string;
  block: JsonObject;
}

function visitCitations(sink: FieldSink, { path, block }: Block): void {
  asArray(block["citations"]).forEach((value, k) => {
    const citation = asObject(value);
    if (citation === null) return;
    for (const name of ["cited_text", "document_title", "title"]) {
      visitText(sink, { path: `${path}.citations[${k}]`, of: citation, name });
    }
  });
}

function visitDocument(sink: FieldSink, { path, block, depth }: Block & { depth: number }): void {
  for (const name of ["title", "context"]) visitText(sink, { path, of: block, name });
  const source = asObject(block["source"]) ?? {};
  if (source["type"] === "text") {
    visitText(sink, { path: `${path}.source`, of: source, name: "data" });
  } else if (source["type"] === "content") {
    const content = { path: `${path}.source.content`, value: source["content"], depth: depth + 1 };
    visitContent(sink, content);
  } else sink.notInspected("part:document"); // A PDF, a URL or an uploaded file.
}

/** Results of tools that the vendor ran: pages found, output of code. Encrypted parts stay so. */
function visitServerResults(sink: FieldSink, { path, value, depth }: DeepPlace): void {
  if (typeof value === "string") return sink.text(path, value);
  const isList = Array.isArray(value);
  (isList ? value : [value]).forEach((item, k) => {
    const result = asObject(item);
    if (result === null) return sink.notInspected("part:unknown");
    const at = isList ? `${path}[${k}]` : path;
    for (const name of SERVER_RESULT_TEXTS) visitText(sink, { path: at, of: result, name });
    if (result["encrypted_content"] !== undefined) sink.notInspected("part:encrypted_content");
    visitContent(sink, { path: `${at}.content`, value: result["content"], depth: depth + 1 });
  });
}
