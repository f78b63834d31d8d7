/**
 * Recognises a call by its body alone, for gateways and servers that have their own paths. Only
 * what no other API has counts: a wrong name in a record is worse than none.
 * @module
 */

import { ANTHROPIC_MESSAGES } from "./anthropic_messages.ts";
import { GEMINI_GENERATE } from "./gemini.ts";
import { asObject, asObjects, asText, type JsonObject } from "./json_value.ts";
import { MCP_FORMATS } from "./mcp.ts";
import { OPENAI_CHAT } from "./openai_chat.ts";
import type { CallShape, WireFormat } from "./wire_format.ts";

/** The format whose requests look like this one; null when none does for sure. */
export function recogniseByShape(call: CallShape): WireFormat | null {
  if (call.method !== "POST" || call.body === undefined) return null;
  const body = asObject(call.body);
  // Before JSON-RPC's own `params` are taken for anything else.
  const rpc = MCP_FORMATS.find((format) => format.matches(call));
  if (rpc !== undefined) return rpc;
  if (body === null) return null;
  if (isAnthropic(body)) return ANTHROPIC_MESSAGES;
  if (isOpenAi(body)) return OPENAI_CHAT;
  return isGemini(body) ? GEMINI_GENERATE : null;
}

/** `system` beside the messages, or the version in the body as clouds want it. */
function isAnthropic(body: JsonObject): boolean {
  if (!hasTurns(body) || typeof body["max_tokens"] !== "number") return false;
  return asText(body["anthropic_version"]) !== null || body["system"] !== undefined;
}

function isOpenAi(body: JsonObject): boolean {
  return hasTurns(body) && asText(body["model"]) !== null;
}

function hasTurns(body: JsonObject): boolean {
  return isListOf(body["messages"], (message) => asText(message["role"]) !== null);
}

function isGemini(body: JsonObject): boolean {
  return isListOf(body["contents"], (content) => Array.isArray(content["parts"]));
}

/** At least one item, and each an object that fits. */
function isListOf(value: unknown, fits: (item: JsonObject) => boolean): boolean {
  if (!Array.isArray(value) || value.length === 0) return false;
  const items = asObjects(value);
  return items.length === value.length && items.every(fits);
}
