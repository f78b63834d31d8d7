/**
 * Reads as much of a JSON text as can be understood. Bodies that were cut, or that only a lenient
 * server would take, still hold text that must be audited; nothing here throws or rejects.
 * @module
 */

import { DEPTH_MAX } from "./json_value.ts";

/** What a JSON text, or the beginning of one, says. */
export interface JsonPrefix {
  /** The value; undefined when not even one began. Containers hold what was read of them. */
  value: unknown;
  /** The whole text is one JSON value. */
  complete: boolean;
  /** Reading ended because of nesting deeper than 64. */
  tooDeep: boolean;
  /** Where the value ended; the length of the text when it did not. */
  end: number;
}

/** Equal keys of one object that have places of their own; finding one takes as many looks. */
const REPEATS_MAX = 16;
const NUMBER_REGEXP = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/;
// deno-lint-ignore no-control-regex -- JSON allows no control characters in strings.
const CONTROL_REGEXP = /[\0-\x1f]/;
/** Numbers of so many decimal digits, and these powers of ten, are exact as binary64 (2^53 > 10^15). */
const EXACT_DIGITS_MAX = 15;
const POWERS_OF_TEN: readonly number[] = Array.from(
  { length: EXACT_DIGITS_MAX + 1 },
  (_, k) => 10 ** k,
);
const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
/** What single-letter escapes stand for (RFC 8259 section 7). */
const ESCAPES: Readonly<Record<string, string>> = {
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

/**
 * Parses a JSON text; when it is no valid JSON, or cut, what can be understood of it.
 *
 * Takes what lenient parsers take, and flags it: `NaN`, trailing commas, control characters and
 * unknown escapes in strings, text after the value. Of equal keys the last has the name, as in
 * `JSON`; those before it are kept too, as `key#2`, `key#3`.
 *
 * Not `JSON.parse`, which drops all but the last of equal keys and gives nothing of a cut text: 130
 * to 290 MB/s against 300 to 1,000 (small events, long messages), and both far above detection.
 */
export function parseJson(text: string): JsonPrefix {
  const reader = new PrefixReader(text);
  const value = reader.value(0);
  const { at } = reader;
  reader.end();
  return { value, complete: !reader.faulty, tooDeep: reader.tooDeep, end: at };
}

class PrefixReader {
  /** Something was not valid JSON. */
  faulty = false;
  /** A value was nested too deep. */
  tooDeep = false;
  #stopped = false;
  #at = 0;
  readonly #text: string;
  /** Pretty-printed, or with control characters inside strings. */
  readonly #hasControls: boolean;
  /** The first backslash from the last string on. */
  #backslash = -1;

  constructor(text: string) {
    this.#text = text;
    this.#hasControls = CONTROL_REGEXP.test(text);
  }

  /** The next character to be read. */
  get at(): number {
    return Math.min(this.#at, this.#text.length);
  }

  value(depth: number): unknown {
    const code = this.#next();
    if (code === QUOTE) return this.#string();
    if (code !== OPEN_OBJECT && code !== OPEN_ARRAY) return this.#token();
    if (depth >= DEPTH_MAX) {
      this.tooDeep = true;
      return this.#stop();
    }
    this.#at++;
    return code === OPEN_OBJECT ? this.#object(depth) : this.#array(depth);
  }

  /** Notes whatever follows the value. */
  end(): void {
    this.#next();
    if (this.#at < this.#text.length) this.faulty = true;
  }

  #stop(): undefined {
    this.#stopped = true;
    this.faulty = true;
    return undefined;
  }

  /** The next code unit that is no white space, not consumed; NaN at the end. */
  #next(): number {
    for (;; this.#at++) {
      const code = this.#text.charCodeAt(this.#at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return code;
    }
  }

  #object(depth: number): Record<string, unknown> {
    const fields = Object.create(null) as Record<string, unknown>;
    while (!this.#closes(CLOSE_OBJECT)) {
      if (this.#next() !== QUOTE) {
        this.#stop();
        break;
      }
      const key = this.#string();
      if (this.#stopped || this.#next() !== COLON) {
        this.#stop();
        break;
      }
      this.#at++;
      const value = this.value(depth + 1);
      if (value !== undefined) {
        if (fields[key] !== undefined) keepFormer(fields, key);
        fields[key] = value;
      }
      if (this.#stopped || !this.#separates(CLOSE_OBJECT)) break;
    }
    return fields;
  }

  #array(depth: number): unknown[] {
    const items: unknown[] = [];
    while (!this.#closes(CLOSE_ARRAY)) {
      const value = this.value(depth + 1);
      if (value !== undefined) items.push(value);
      if (this.#stopped || !this.#separates(CLOSE_ARRAY)) break;
    }
    return items;
  }

  #closes(close: number): boolean {
    if (this.#next() !== close) return false;
    this.#at++;
    return true;
  }

  /** Whether the container goes on: a comma is consumed, its end is left for `#closes`. */
  #separates(close: number): boolean {
    const code = this.#next();
    if (code === close) return true;
    if (code !== COMMA) {
      this.#stop();
      return false;
    }
    this.#at++;
    if (this.#next() === close) this.faulty = true; // A trailing comma.
    return true;
  }

  /** A number or literal; anything else of that kind is null, and a fault. */
  #token(): number | boolean | null | undefined {
    return this.#shortNumber() ?? this.#anyToken();
  }

  /**
   * A number of few digits without an exponent, as those of vectors and lists of tokens are; null,
   * and nothing consumed, for whatever else stands here.
   */
  #shortNumber(): number | null {
    const text = this.#text;
    let at = this.#at;
    const isNegative = text.charCodeAt(at) === MINUS;
    if (isNegative) at++;
    const start = at;
    let point = -1;
    let digits = 0;
    let code = text.charCodeAt(at);
    for (
      ;
      (code >= ZERO && code <= NINE) || (code === POINT && point < 0);
      code = text.charCodeAt(++at)
    ) {
      if (code === POINT) point = at;
      else digits = digits * 10 + (code - ZERO);
    }
    const whole = (point < 0 ? at : point) - start;
    const decimals = point < 0 ? 0 : at - point - 1;
    const isGood = whole > 0 && (whole === 1 || text.charCodeAt(start) !== ZERO) &&
      (point < 0 || decimals > 0) && whole + decimals <= EXACT_DIGITS_MAX &&
      at < text.length && isDelimiter(code);
    if (!isGood) return null;
    this.#at = at;
    // Both are exact, so that their quotient is rounded once, as that of the decimal digits is.
    const value = decimals === 0 ? digits : digits / (POWERS_OF_TEN[decimals] as number);
    return isNegative ? -value : value;
  }

  #anyToken(): number | boolean | null | undefined {
    const start = this.#at;
    while (this.#at < this.#text.length && !isDelimiter(this.#text.charCodeAt(this.#at))) {
      this.#at++;
    }
    // A token at the end of the text may be the beginning of a longer one: 12 of 1234.
    if (this.#at === start || this.#at === this.#text.length) return this.#stop();
    const token = this.#text.slice(start, this.#at);
    if (token === "true" || token === "false") return token === "true";
    if (NUMBER_REGEXP.test(token)) return Number(token);
    if (token !== "null") this.faulty = true;
    return null;
  }

  /** A string from its opening quote; without a closing one, up to the end of the text. */
  #string(): string {
    let from = ++this.#at;
    let value = "";
    for (;;) {
      const quote = this.#indexOf('"', from);
      if (this.#backslash < from) this.#backslash = this.#indexOf("\\", from);
      const end = Math.min(quote, this.#backslash);
      const piece = this.#text.slice(from, end);
      if (this.#hasControls && CONTROL_REGEXP.test(piece)) this.faulty = true;
      value = value === "" ? piece : value + piece;
      this.#at = end;
      if (end === quote) break;
      value += this.#escape();
      from = ++this.#at;
    }
    if (this.#at >= this.#text.length) this.#stop();
    this.#at++;
    return value;
  }

  /** Where a sign comes next; behind the text when it does not. */
  #indexOf(sign: string, from: number): number {
    const at = this.#text.indexOf(sign, from);
    return at < 0 ? this.#text.length : at;
  }

  /** What an escape stands for; leaves the position at its last character. */
  #escape(): string {
    const name = this.#text.charAt(++this.#at);
    if (name === "u") {
      const hex = this.#text.slice(this.#at + 1, this.#at + 5);
      if (/^[0-9a-fA-F]{4}$/.test(hex)) {
        this.#at += 4;
        return String.fromCharCode(parseInt(hex, 16));
      }
    }
    if (name === '"' || name === "\\" || name === "/") return name;
    const meaning = Object.hasOwn(ESCAPES, name) ? ESCAPES[name] : undefined;
    if (meaning === undefined) this.faulty = true;
    return meaning ?? name;
  }
}

/** Moves the value of a key that comes again to the next free `key#2`. */
function keepFormer(fields: Record<string, unknown>, key: string): void {
  for (let k = 2; k <= REPEATS_MAX; k++) {
    const name = `${key}#${k}`;
    if (fields[name] !== undefined) continue;
    fields[name] = fields[key];
    return;
  }
  const last = `${key}#${REPEATS_MAX}`;
  const rest = fields[last];
  if (Array.isArray(rest)) rest.push(fields[key]);
  else fields[last] = [rest, fields[key]];
}

function isDelimiter(code: number): boolean {
  return code <= 0x20 || code === QUOTE || code === COMMA || code === COLON ||
    code === OPEN_ARRAY || code === CLOSE_ARRAY || code === OPEN_OBJECT || code === CLOSE_OBJECT;
}
