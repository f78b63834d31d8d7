/**
 * Finds the end of an HTTP/1.1 message that has a content length: all the parsing that the load
 * client and the benchmark's upstream do, so that they cost little beside what is measured.
 * @module
 */

const CR = 13;
const LF = 10;
const CONTENT_LENGTH_REGEXP = /\r\ncontent-length: *(\d{1,9})\r\n/i;
const DECODER = new TextDecoder("latin1");

/** Where a message ends. */
export interface MessageSize {
  /** Bytes of the head, with the empty line. */
  head: number;
  /** Bytes of head and body. */
  total: number;
}

/**
 * Size of the message at the start of a buffer, or null while its head is not complete.
 *
 * @param filled Bytes of the buffer that have arrived.
 * @throws {Error} If the head has no content length: chunked messages are not part of the workload.
 */
export function messageSize(buffer: Uint8Array, filled: number): MessageSize | null {
  const head = headSize(buffer, filled);
  if (head === 0) return null;
  const text = DECODER.decode(buffer.subarray(0, head));
  const digits = CONTENT_LENGTH_REGEXP.exec(text)?.[1];
  if (digits === undefined) throw new Error(`The message has no content length: ${text}`);
  return { head, total: head + Number(digits) };
}

function headSize(buffer: Uint8Array, filled: number): number {
  let at = buffer.indexOf(CR);
  while (at >= 0 && at + 3 < filled) {
    if (buffer[at + 1] === LF && buffer[at + 2] === CR && buffer[at + 3] === LF) return at + 4;
    at = buffer.indexOf(CR, at + 2);
  }
  return 0;
}
