/**
 * Oracle for what reached the upstream: the strictest reading of RFC 9112. What this parser takes
 * can be understood in one way only, by any receiver; everything else is a fault.
 *
 * It shares no code with the program, nor with the reader of the raw upstream.
 *
 * @module
 */

import type { HeaderPair } from "../support/wire_reader.ts";
import { latin1 } from "../support/wire_reader.ts";

/** One whole request. */
export interface StrictRequest {
  method: string;
  target: string;
  /** Values without the spaces and tabs around them; one character per byte. */
  headers: HeaderPair[];
  framing: "none" | "length" | "chunked";
  /** Without chunk framing, one character per byte. */
  body: string;
}

/** What one connection carried. */
export interface StrictReading {
  requests: StrictRequest[];
  /** Why the bytes after the last request are none: cut short, or a fault; null when none are left. */
  rest: { kind: "cut" | "fault"; reason: string } | null;
}

const REQUEST_LINE_REGEXP = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+) ([\x21-\x7e\x80-\xff]+) HTTP\/1\.1$/;
const FIELD_REGEXP = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+):([\t\x20-\x7e\x80-\xff]*)$/;
const SURROUNDING_SPACE_REGEXP = /^[\t ]+|[\t ]+$/g;
const LENGTH_REGEXP = /^[0-9]{1,15}$/;
const CHUNK_SIZE_REGEXP = /^[0-9A-Fa-f]{1,8}$/;

/** The bytes end before the message does. */
class CutError extends Error {
  override name = "CutError";
}

/** Reads all that came over one connection. */
export function readStrictly(bytes: Uint8Array): StrictReading {
  const text = latin1(bytes);
  const requests: StrictRequest[] = [];
  let at = 0;
  while (at < text.length) {
    const scanner = new Scanner(text, at);
    try {
      requests.push(readRequest(scanner));
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      const kind = error instanceof CutError ? "cut" : "fault";
      return { requests, rest: { kind, reason: error.message } };
    }
    at = scanner.at;
  }
  return { requests, rest: null };
}

class Scanner {
  readonly #text: string;
  at: number;

  constructor(text: string, at: number) {
    this.#text = text;
    this.at = at;
  }

  /** The next line without its CRLF. */
  line(): string {
    const end = this.#text.indexOf("\n", this.at);
    if (end < 0) throw new CutError(`cut in the line ${JSON.stringify(this.#text.slice(this.at))}`);
    const line = this.#text.slice(this.at, end + 1);
    this.at = end + 1;
    if (!line.endsWith("\r\n")) throw new Error(`bare line feed: ${JSON.stringify(line)}`);
    return line.slice(0, -2);
  }

  take(count: number): string {
    const taken = this.#text.slice(this.at, this.at + count);
    if (taken.length < count) throw new CutError(`cut after ${taken.length} of ${count} bytes`);
    this.at += count;
    return taken;
  }
}

function readRequest(scanner: Scanner): StrictRequest {
  const line = scanner.line();
  const [, method, target] = REQUEST_LINE_REGEXP.exec(line) ?? [];
  if (method === undefined || target === undefined) {
    throw new Error(`not a request line: ${JSON.stringify(line)}`);
  }
  const headers = readFields(scanner);
  const hosts = valuesOf(headers, "host");
  if (hosts.length !== 1) throw new Error(`${hosts.length} host fields`);
  return { method, target, headers, ...readBody(scanner, headers) };
}

function readFields(scanner: Scanner): HeaderPair[] {
  const headers: HeaderPair[] = [];
  for (let line = scanner.line(); line !== ""; line = scanner.line()) {
    const [, name, value] = FIELD_REGEXP.exec(line) ?? [];
    if (name === undefined || value === undefined) {
      throw new Error(`not a header field: ${JSON.stringify(line)}`);
    }
    headers.push([name, value.replaceAll(SURROUNDING_SPACE_REGEXP, "")]);
  }
  return headers;
}

function readBody(
  scanner: Scanner,
  headers: readonly HeaderPair[],
): { framing: StrictRequest["framing"]; body: string } {
  const lengths = valuesOf(headers, "content-length");
  const codings = valuesOf(headers, "transfer-encoding");
  if (lengths.length + codings.length > 1) throw new Error("framing is declared more than once");
  const [length] = lengths;
  const [coding] = codings;
  if (length !== undefined) {
    if (!LENGTH_REGEXP.test(length)) throw new Error(`not a length: ${JSON.stringify(length)}`);
    return { framing: "length", body: scanner.take(Number(length)) };
  }
  if (coding === undefined) return { framing: "none", body: "" };
  if (coding !== "chunked") throw new Error(`transfer coding: ${JSON.stringify(coding)}`);
  return { framing: "chunked", body: readChunks(scanner) };
}

function readChunks(scanner: Scanner): string {
  let body = "";
  for (;;) {
    const line = scanner.line();
    if (!CHUNK_SIZE_REGEXP.test(line)) throw new Error(`not a chunk size: ${JSON.stringify(line)}`);
    const size = parseInt(line, 16);
    if (size === 0) break;
    body += scanner.take(size);
    if (scanner.take(2) !== "\r\n") throw new Error("a chunk does not end where its size says");
  }
  const end = scanner.line();
  if (end !== "") throw new Error(`trailer field: ${JSON.stringify(end)}`);
  return body;
}

/** All values of a field; the name is compared without case. */
export function valuesOf(headers: readonly HeaderPair[], name: string): string[] {
  return headers.filter(([field]) => field.toLowerCase() === name).map(([, value]) => value);
}
