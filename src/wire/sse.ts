/**
 * Parses a captured event stream (WHATWG HTML section 9.2.6). Unlike a browser it also delivers
 * the last event when the stream was cut inside it, flagged, because its text passed on the wire.
 * @module
 */

/** One event of a stream. */
export interface SseEvent {
  /** The `event` field; empty when there was none. */
  type: string;
  /** The `data` fields, joined by line feeds. */
  data: string;
  /** The blank line that ends an event was there. */
  complete: boolean;
}

const DECODER = new TextDecoder();

/**
 * Calls `onEvent` for every event that has data, in order. Lines may end in CR, LF or CRLF; a byte
 * order mark and comments are skipped; malformed UTF-8 becomes U+FFFD.
 *
 * @param bytes The stream from its first byte.
 */
export function readEventStream(bytes: Uint8Array, onEvent: (event: SseEvent) => void): void {
  const decoded = DECODER.decode(bytes);
  const text = decoded.includes("\r") ? decoded.replaceAll(/\r\n?/g, "\n") : decoded;
  let type = "";
  let data: string | null = null;
  let from = 0;
  while (from < text.length) {
    const lineFeed = text.indexOf("\n", from);
    const end = lineFeed < 0 ? text.length : lineFeed;
    if (end === from) {
      if (data !== null) onEvent({ type, data, complete: true });
      type = "";
      data = null;
    } else {
      const field = readField(text.slice(from, end));
      if (field.name === "event") type = field.value;
      else if (field.name === "data") {
        data = data === null ? field.value : `${data}\n${field.value}`;
      }
    }
    from = end + 1;
  }
  if (data !== null) onEvent({ type, data, complete: false });
}

/** A comment has the empty name, a line without colon an empty value. */
function readField(line: string): { name: string; value: string } {
  const colon = line.indexOf(":");
  if (colon < 0) return { name: line, value: "" };
  const value = line.charAt(colon + 1) === " " ? colon + 2 : colon + 1;
  return { name: line.slice(0, colon), value: line.slice(value) };
}
