/**
 * All wire formats that the audit understands. A format exists because it is listed here.
 * @module
 */

import { ANTHROPIC_MESSAGES } from "./anthropic_messages.ts";
import { OPENAI_CHAT } from "./openai_chat.ts";
import { OPENAI_MEDIA } from "./openai_media.ts";
import { OPENAI_REALTIME } from "./openai_realtime.ts";
import { OPENAI_RESPONSES } from "./openai_responses.ts";
import { OPENAI_SOCKETS } from "./openai_socket.ts";
import { OPENAI_STORES } from "./openai_stores.ts";
import { OPENAI_TEXT } from "./openai_text.ts";
import type { CallShape, WireFormat } from "./wire_format.ts";

/** The formats; the first that matches counts. */
export const WIRE_FORMATS: readonly WireFormat[] = [
  ...OPENAI_SOCKETS,
  OPENAI_CHAT,
  ANTHROPIC_MESSAGES,
  ...OPENAI_RESPONSES,
  ...OPENAI_TEXT,
  ...OPENAI_MEDIA,
  ...OPENAI_REALTIME,
  ...OPENAI_STORES,
];

/** The format of a call, or null: then it is opaque. */
export function recognise(call: CallShape): WireFormat | null {
  return WIRE_FORMATS.find((format) => format.matches(call)) ?? null;
}
