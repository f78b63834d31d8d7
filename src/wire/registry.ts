/**
 * All wire formats that the audit understands. A format exists because it is listed here.
 * @module
 */

import { ANTHROPIC_MESSAGES } from "./anthropic_messages.ts";
import { ANTHROPIC_MORE } from "./anthropic_more.ts";
import { BEDROCK } from "./bedrock_converse.ts";
import { BEDROCK_INVOKE } from "./bedrock_invoke.ts";
import { recogniseByShape } from "./call_shape.ts";
import { COHERE_FORMATS } from "./cohere.ts";
import { GEMINI_GENERATE } from "./gemini.ts";
import { GEMINI_INTERACTIONS } from "./gemini_interactions.ts";
import { GEMINI_LIVE } from "./gemini_live.ts";
import { GEMINI_MORE } from "./gemini_more.ts";
import { MCP_FORMATS } from "./mcp.ts";
import { MISTRAL_FORMATS } from "./mistral.ts";
import { OLLAMA_FORMATS } from "./ollama.ts";
import { OPENAI_CHAT } from "./openai_chat.ts";
import { OPENAI_MEDIA } from "./openai_media.ts";
import { OPENAI_REALTIME } from "./openai_realtime.ts";
import { OPENAI_RESPONSES } from "./openai_responses.ts";
import { OPENAI_SOCKETS } from "./openai_socket.ts";
import { OPENAI_STORES } from "./openai_stores.ts";
import { OPENAI_TEXT } from "./openai_text.ts";
import { VLLM_FORMATS } from "./vllm.ts";
import type { CallShape, WireFormat } from "./wire_format.ts";

/** The formats that a path tells; the first that matches counts, so the special ones come first. */
const BY_PATH: readonly WireFormat[] = [
  GEMINI_LIVE,
  ...ANTHROPIC_MORE,
  ...MISTRAL_FORMATS,
  ...OPENAI_SOCKETS,
  OPENAI_CHAT,
  ANTHROPIC_MESSAGES,
  GEMINI_GENERATE,
  ...GEMINI_MORE,
  ...GEMINI_INTERACTIONS,
  ...BEDROCK,
  BEDROCK_INVOKE,
  ...COHERE_FORMATS,
  ...OLLAMA_FORMATS,
  ...VLLM_FORMATS,
  ...OPENAI_RESPONSES,
  ...OPENAI_TEXT,
  ...OPENAI_MEDIA,
  ...OPENAI_REALTIME,
  ...OPENAI_STORES,
];

/** The formats. */
export const WIRE_FORMATS: readonly WireFormat[] = [...BY_PATH, ...MCP_FORMATS];

/**
 * The format of a call by its path, else by the shape of its body; null when it has none: then it
 * is opaque. It is told anew for each call, since one host may serve several.
 */
export function recognise(call: CallShape): WireFormat | null {
  return BY_PATH.find((format) => format.matches(call)) ?? recogniseByShape(call);
}
