/**
 * Strict parser for the head of an HTTP/1.1 response, and for how its body is framed.
 *
 * Pure. What is ambiguous is refused, never guessed: two lengths, a length beside chunked, an
 * unknown transfer coding, a bare line feed, a folded header (RFC 9112 sections 5 and 6).
 *
 * @module
 */

/** How the end of a body is found. */
export type Framing =
  | { kind: "none" }
  | { kind: "length"; length: number }
  | { kind: "chunked" }
  | { kind: "eof" };

/** A parsed response head. */
export interface ResponseHead {
  /** 100 to 999. */
  status: number;
  /** All header fields in order, names as sent. */
  fields: [name: string, value: string][];
  framing: Framing;
  /** The connection may carry another exchange after this one. */
  keepAlive: boolean;
  /** Bytes of the head, including the empty line. */
  bytes: number;
}

const STATUS_LINE_REGEXP = /^HTTP\/1\.([01]) ([1-9][0-9]{2})(?: [\t\x20-\x7e\x80-\xff]*)?$/;
const TOKEN_REGEXP = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const VALUE_REGEXP = /^[\t\x20-\x7e\x80-\xff]*$/;
const LENGTH_REGEXP = /^[0-9]{1,15}$/;

const CR = 13;
const LF = 10;
const DECODER = new TextDecoder();

/** Why a head was refused: one clause for the error message. */
export class HeadError extends Error {
  override name = "HeadError";
}

/**
 * Finds the end of a head.
 *
 * @param bytes Where the head starts at `from`.
 * @param search Where to start looking, for a head that came in pieces.
 * @returns Index after the empty line, or -1 while it has not come.
 */
export function headEnd(bytes: Uint8Array, from: number, to: number, search = from): number {
  for (let k = Math.max(from, search - 3); k + 3 < to; k++) {
    k = bytes.indexOf(CR, k);
    if (k < 0 || k + 3 >= to) return -1;
    if (bytes[k + 1] === LF && bytes[k + 2] === CR && bytes[k + 3] === LF) return k + 4;
  }
  return -1;
}

/**
 * Whether a line of an unfinished head ends with a bare line feed: then its end will never come.
 *
 * @param bytes Where the head starts at `from`.
 * @param search Where to start looking, for a head that came in pieces.
 */
export function hasBareLineFeed(
  bytes: Uint8Array,
  head: { from: number; to: number; search: number },
): boolean {
  for (
    let k = bytes.indexOf(LF, head.search);
    k >= 0 && k < head.to;
    k = bytes.indexOf(LF, k + 1)
  ) {
    if (k === head.from || bytes[k - 1] !== CR) return true;
  }
  return false;
}

/** Bytes as text, one character per byte. ASCII, which is nearly always, takes the fast way. */
export function latin1(bytes: Uint8Array): string {
  let isAscii = true;
  for (let k = 0; k < bytes.length; k++) {
    if ((bytes[k] as number) > 0x7f) {
      isAscii = false;
      break;
    }
  }
  if (isAscii) return DECODER.decode(bytes);
  // TextDecoder("latin1") is windows-1252 and would turn 0x80-0x9f into other characters.
  let text = "";
  for (let k = 0; k < bytes.length; k++) text += String.fromCharCode(bytes[k] as number);
  return text;
}

/**
 * Parses a whole head.
 *
 * @param head The bytes up to and including the empty line.
 * @param method Of the request: an answer to HEAD has no body.
 * @throws {HeadError} If it breaks a rule.
 */
export function parseResponseHead(head: Uint8Array, method: string): ResponseHead {
  const lines = latin1(head).split("\r\n");
  const statusLine = STATUS_LINE_REGEXP.exec(lines[0] as string);
  if (statusLine === null) throw new HeadError("its status line is not HTTP/1.1");
  const status = Number(statusLine[2]);
  const fields: [string, string][] = [];
  const framer = new Framer();
  // The last two parts are what follows the last field's CRLF and the empty line's.
  for (let k = 1; k < lines.length - 2; k++) {
    const line = lines[k] as string;
    const colon = line.indexOf(":");
    const name = line.slice(0, colon);
    if (colon < 1 || !TOKEN_REGEXP.test(name)) throw new HeadError("a header name is not a token");
    const value = withoutSpace(line.slice(colon + 1));
    if (!VALUE_REGEXP.test(value)) throw new HeadError(`header ${name} holds a control character`);
    fields.push([name, value]);
    framer.see(name, value);
  }
  const isKeptByDefault = statusLine[1] === "1";
  return {
    status,
    fields,
    ...framer.result({ status, method, isKeptByDefault }),
    bytes: head.length,
  };
}

/**
 * The text without spaces and tabs around it (RFC 9110 section 5.6.3). `trim` would also take line
 * ends, which must be refused, and 0xa0, which is the last byte of many a UTF-8 sequence.
 */
function withoutSpace(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && isSpace(text.charCodeAt(from))) from++;
  while (to > from && isSpace(text.charCodeAt(to - 1))) to--;
  return text.slice(from, to);
}

function isSpace(code: number): boolean {
  return code === 32 || code === 9;
}

class Framer {
  #length = -1;
  #isChunked = false;
  #closes = false;
  #keepsAlive = false;

  see(name: string, value: string): void {
    switch (name.length) {
      case 10:
        if (name.toLowerCase() === "connection") this.#seeConnection(value.toLowerCase());
        return;
      case 14:
        if (name.toLowerCase() === "content-length") this.#seeLength(value);
        return;
      case 17:
        if (name.toLowerCase() === "transfer-encoding") this.#seeCoding(value.toLowerCase());
    }
  }

  result(
    context: { status: number; method: string; isKeptByDefault: boolean },
  ): { framing: Framing; keepAlive: boolean } {
    const { status } = context;
    if (this.#isChunked && this.#length >= 0) {
      throw new HeadError("it has both a length and chunked coding");
    }
    // Chunked is unknown to HTTP/1.0: read as framed, then close (RFC 9112 section 6.1).
    const keepAlive = !this.#closes &&
      (context.isKeptByDefault || (this.#keepsAlive && !this.#isChunked));
    if (context.method === "HEAD" || status < 200 || status === 204 || status === 304) {
      return { framing: { kind: "none" }, keepAlive };
    }
    if (this.#isChunked) return { framing: { kind: "chunked" }, keepAlive };
    if (this.#length === 0) return { framing: { kind: "none" }, keepAlive };
    if (this.#length > 0) return { framing: { kind: "length", length: this.#length }, keepAlive };
    return { framing: { kind: "eof" }, keepAlive: false };
  }

  #seeConnection(value: string): void {
    for (const token of value.split(",")) {
      const option = withoutSpace(token);
      if (option === "close") this.#closes = true;
      else if (option === "keep-alive") this.#keepsAlive = true;
    }
  }

  #seeLength(value: string): void {
    for (const part of value.split(",")) {
      const text = withoutSpace(part);
      if (!LENGTH_REGEXP.test(text)) throw new HeadError("its content-length is not a number");
      const length = Number(text);
      if (this.#length >= 0 && this.#length !== length) {
        throw new HeadError("it has two different lengths");
      }
      this.#length = length;
    }
  }

  #seeCoding(value: string): void {
    if (value !== "chunked" || this.#isChunked) {
      throw new HeadError("its transfer-encoding is not chunked");
    }
    this.#isChunked = true;
  }
}
