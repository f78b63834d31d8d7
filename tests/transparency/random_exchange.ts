/**
 * Random exchanges from a seed: legal HTTP/1.1 in all its variety, and how it is cut into writes.
 * @module
 */

import { concat, utf8 } from "../../src/base/bytes.ts";
import { patternBytes } from "../support/proxy_rig.ts";
import { randomFrom } from "../support/random.ts";
import { chunkBytes } from "../support/raw_client.ts";
import { type HeaderPair, latin1Bytes } from "../support/wire_reader.ts";
import type { Script } from "./play.ts";

const METHODS = [
  "POST",
  "POST",
  "PUT",
  "PATCH",
  "DELETE",
  "GET",
  "HEAD",
  "OPTIONS",
  "QUERY",
  "put",
];
const STATUSES = [
  200,
  200,
  200,
  201,
  204,
  205,
  206,
  299,
  301,
  304,
  400,
  404,
  429,
  500,
  529,
  600,
  999,
];
const REASONS = ["OK", "", "Made up", "a b  c", "caf\xe9", "123"];
const REQUEST_NAMES = [
  "Authorization",
  "X-Api-Key",
  "Cookie",
  "Accept",
  "Accept-Encoding",
  "User-Agent",
  "Content-Type",
  "X-Forwarded-For",
  "Via",
  "traceparent",
  "x-tab",
  "X-TAB",
  "1-st",
  "!#$%&'*+-.^_`|~",
  "Date",
  "Range",
  "Origin",
];
const ANSWER_NAMES = [
  "Set-Cookie",
  "Content-Type",
  "Server",
  "X-Request-Id",
  "Retry-After",
  "Location",
  "ETag",
  "Vary",
  "x-ratelimit-remaining-tokens",
  "1-st",
  "WWW-Authenticate",
];
/** Fields that do not pass, or make others not pass. */
const REQUEST_HOP: readonly HeaderPair[] = [
  ["Connection", "keep-alive"],
  ["Connection", "x-tab, Accept"],
  ["TE", "trailers"],
  ["Keep-Alive", "timeout=5"],
  ["Proxy-Authorization", "Basic eA=="],
  ["Proxy-Connection", "keep-alive"],
  ["Upgrade", "h2c"],
  ["Trailer", "x-sum"],
  ["Expect", "100-continue"],
];
const ANSWER_HOP: readonly HeaderPair[] = [
  ["Connection", "keep-alive"],
  ["Connection", "server, ETag"],
  ["Keep-Alive", "timeout=5, max=100"],
  ["Upgrade", "h2c"],
  ["Trailer", "x-sum"],
  ["Proxy-Authenticate", "Basic"],
  ["Proxy-Connection", "keep-alive"],
];
const TARGET_PARTS = [
  "/",
  "v1",
  "//",
  "/./",
  "/..",
  "%2F",
  "%zz",
  "%",
  ":",
  "@",
  ";a=b",
  "~",
  "[",
  "|",
];
const QUERY_PARTS = ["?", "a=b", "&", "a=", "%20", "+", "#", "/", "..", "\xc3\xbc", '"', "{}"];
const VALUE_CHARACTERS = "abcXYZ019 \t,;=\"'\\/:()<>@?{}[]%\x80\xa0\xe9\xff";

/** Makes scripts; equal seeds make equal ones. */
export class ScriptMaker {
  readonly #random: (below: number) => number;

  constructor(seed: number) {
    this.#random = randomFrom(seed);
  }

  /** The next script. */
  next(): Script {
    const method = this.#pick(METHODS);
    const request = this.#requestBytes(method);
    if (this.#isOneIn(25)) {
      return { method, request: this.#writes(request), answer: [], closes: true };
    }
    const { bytes, closes } = this.#answerBytes(method);
    return { method, request: this.#writes(request), answer: this.#writes(bytes), closes };
  }

  #requestBytes(method: string): Uint8Array<ArrayBuffer> {
    const headers = this.#headers(REQUEST_NAMES, REQUEST_HOP);
    const body = this.#bytes();
    const kind = this.#pick(["none", "length", "length", "chunked"] as const);
    if (kind === "length") headers.push(["Content-Length", `${body.length}`]);
    if (kind === "chunked") headers.push(["Transfer-Encoding", this.#pick(["chunked", "Chunked"])]);
    const line = `${method} ${this.#target()} HTTP/1.1\r\n`;
    const head = this.#head(line, [["Host", "client.example"], ...headers]);
    if (kind === "none") return head;
    return concat(head, kind === "chunked" ? this.#chunked(body) : body);
  }

  #answerBytes(method: string): { bytes: Uint8Array<ArrayBuffer>; closes: boolean } {
    const status = this.#pick(STATUSES);
    const headers = this.#headers(ANSWER_NAMES, ANSWER_HOP);
    // A lonely Content-Type loses its case, but only if the answer is short: see fields_test.ts.
    headers.push(["X-Always", "1"]);
    if (this.#isOneIn(3)) {
      const date: HeaderPair = [this.#cased("Date"), "Sun, 06 Nov 1994 08:49:37 GMT"];
      headers.splice(this.#random(headers.length + 1), 0, date);
    }
    const interim = this.#isOneIn(8)
      ? latin1Bytes("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n")
      : utf8("");
    const line = `HTTP/1.1 ${status} ${this.#pick(REASONS)}\r\n`;
    const body = this.#bytes();
    const hasNoBody = method === "HEAD" || status === 204 || status === 304;
    const kind = this.#pick(["length", "length", "chunked", "eof"] as const);
    if (kind === "length" && status !== 204) {
      const length: HeaderPair = [
        this.#pick(["content-length", "Content-Length"]),
        `${body.length}`,
      ];
      headers.splice(this.#random(headers.length + 1), 0, length);
    }
    if (kind === "chunked") headers.push(["Transfer-Encoding", "chunked"]);
    const head = concat(interim, this.#head(line, headers));
    if (hasNoBody) return { bytes: head, closes: false };
    const payload = kind === "chunked" ? this.#chunked(body) : body;
    return { bytes: concat(head, payload), closes: kind === "eof" };
  }

  #headers(names: readonly string[], hop: readonly HeaderPair[]): HeaderPair[] {
    const count = this.#random(9);
    const headers = Array.from(
      { length: count },
      (): HeaderPair => [this.#cased(this.#pick(names)), this.#value()],
    );
    for (let more = this.#random(4) - 1; more > 0; more--) {
      headers.splice(this.#random(headers.length + 1), 0, this.#pick(hop));
    }
    return headers;
  }

  #head(line: string, headers: readonly HeaderPair[]): Uint8Array<ArrayBuffer> {
    const lines = headers.map(([name, value]) =>
      `${name}:${this.#pick(["", " ", "\t "])}${value}\r\n`
    );
    return latin1Bytes(`${line}${lines.join("")}\r\n`);
  }

  #target(): string {
    const path = Array.from({ length: this.#random(5) }, () => this.#pick(TARGET_PARTS)).join("");
    const query = Array.from({ length: this.#random(5) }, () => this.#pick(QUERY_PARTS)).join("");
    return `/${path}${query.length > 0 ? `?${query}` : ""}`;
  }

  #value(): string {
    const length = this.#isOneIn(20) ? this.#random(3_000) : this.#random(24);
    return Array.from({ length }, () => this.#pick([...VALUE_CHARACTERS])).join("")
      .replace(/^[ \t]+|[ \t]+$/g, "");
  }

  #cased(name: string): string {
    const kind = this.#random(4);
    return kind === 0 ? name.toUpperCase() : kind === 1 ? name.toLowerCase() : name;
  }

  #bytes(): Uint8Array<ArrayBuffer> {
    const bound = this.#pick([1, 10, 1_000, 1_000, 20_000, 70_000, 300_000]);
    return patternBytes(this.#random(bound), this.#random(1 << 30));
  }

  #chunked(body: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
    const parts: Uint8Array[] = [];
    for (let at = 0; at < body.length;) {
      const count = 1 + this.#random(Math.max(1, this.#pick([16, 1_000, 100_000])));
      parts.push(chunkBytes(body.subarray(at, at + count)));
      at += count;
      if (parts.length > 200) {
        parts.push(chunkBytes(body.subarray(at)));
        if (at >= body.length) parts.pop();
        break;
      }
    }
    const trailers = this.#isOneIn(5) ? "x-sum: 1\r\nX-Other: a b\r\n" : "";
    return concat(...parts, utf8(`0\r\n${trailers}\r\n`));
  }

  /** A few writes, often one. */
  #writes(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>[] {
    const cuts = [0, 0, 1, 3][this.#random(4)] as number;
    const places = Array.from({ length: cuts }, () => this.#random(bytes.length + 1))
      .sort((a, b) => a - b);
    return [0, ...places].map((from, k) => bytes.slice(from, places[k] ?? bytes.length))
      .filter((write) => write.length > 0);
  }

  #pick<T>(values: readonly T[]): T {
    return values[this.#random(values.length)] as T;
  }

  #isOneIn(count: number): boolean {
    return this.#random(count) === 0;
  }
}
