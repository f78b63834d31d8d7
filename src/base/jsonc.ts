/**
 * JSON with comments, strictly: `//` and slash-star comments and a comma before a closing bracket
 * are allowed, nothing else is. A key that stands twice in an object is a fault, and every fault has
 * its line and column. Faults never quote the text.
 * @module
 */

/** Deepest nesting. */
const DEPTH_MAX = 32;

/** A JSON value. */
export type JsonValue = null | boolean | number | string | JsonValue[] | {
  [key: string]: JsonValue;
};

/** Why a text is no JSON with comments. */
export class JsoncError extends Error {
  override name = "JsoncError";
}

const NUMBER_REGEXP = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
// deno-lint-ignore no-control-regex -- JSON forbids exactly these inside strings
const STRING_REGEXP = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const SPACE_REGEXP = /[ \t\r\n]*/y;
const WORDS: readonly (readonly [word: string, value: null | boolean])[] = [
  ["null", null],
  ["true", true],
  ["false", false],
];

/**
 * Reads a text.
 *
 * @throws {JsoncError} Naming line and column, both from 1.
 */
export function parseJsonc(text: string): JsonValue {
  const reader = new Reader(text);
  const value = reader.value(0);
  reader.end();
  return value;
}

class Reader {
  readonly #text: string;
  #at: number;

  constructor(text: string) {
    this.#text = text;
    // A byte order mark is no part of the text.
    this.#at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  }

  value(depth: number): JsonValue {
    if (depth > DEPTH_MAX) throw this.#fault(`nested deeper than ${DEPTH_MAX}`);
    this.#skip();
    const char = this.#text.charAt(this.#at);
    if (char === "{") return this.#object(depth);
    if (char === "[") return this.#array(depth);
    if (char === '"') return this.#string();
    for (const [word, value] of WORDS) {
      if (!this.#text.startsWith(word, this.#at)) continue;
      this.#at += word.length;
      return value;
    }
    const number = this.#take(NUMBER_REGEXP);
    if (number === null) throw this.#fault("a value is missing");
    if (!Number.isFinite(Number(number))) throw this.#fault("the number is too large");
    return Number(number);
  }

  end(): void {
    this.#skip();
    if (this.#at < this.#text.length) throw this.#fault("the value ends here, and more follows");
  }

  #object(depth: number): JsonValue {
    const object: { [key: string]: JsonValue } = {};
    this.#at++;
    for (;;) {
      this.#skip();
      if (this.#next("}")) return object;
      if (this.#text.charAt(this.#at) !== '"') throw this.#fault("a key in quotes is missing");
      const keyAt = this.#at;
      const key = this.#string();
      if (Object.hasOwn(object, key)) {
        this.#at = keyAt;
        throw this.#fault("the key stands here a second time");
      }
      this.#skip();
      if (!this.#next(":")) throw this.#fault("a colon is missing");
      const value = this.value(depth + 1);
      // A key such as __proto__ is a key.
      Object.defineProperty(object, key, { value, enumerable: true });
      this.#skip();
      if (!this.#next(",") && this.#text.charAt(this.#at) !== "}") {
        throw this.#fault("a comma or } is missing");
      }
    }
  }

  #array(depth: number): JsonValue[] {
    const list: JsonValue[] = [];
    this.#at++;
    for (;;) {
      this.#skip();
      if (this.#next("]")) return list;
      list.push(this.value(depth + 1));
      this.#skip();
      if (!this.#next(",") && this.#text.charAt(this.#at) !== "]") {
        throw this.#fault("a comma or ] is missing");
      }
    }
  }

  #string(): string {
    const quoted = this.#take(STRING_REGEXP);
    if (quoted === null) throw this.#fault("the string is not well formed or does not end");
    return JSON.parse(quoted) as string;
  }

  /** White space and comments. */
  #skip(): void {
    for (;;) {
      this.#take(SPACE_REGEXP);
      if (this.#text.startsWith("//", this.#at)) {
        const end = this.#text.indexOf("\n", this.#at);
        this.#at = end < 0 ? this.#text.length : end;
      } else if (this.#text.startsWith("/*", this.#at)) {
        const end = this.#text.indexOf("*/", this.#at + 2);
        if (end < 0) throw this.#fault("the comment does not end");
        this.#at = end + 2;
      } else return;
    }
  }

  #next(char: string): boolean {
    if (this.#text.charAt(this.#at) !== char) return false;
    this.#at++;
    return true;
  }

  #take(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? null;
    if (found !== null) this.#at += found.length;
    return found;
  }

  #fault(problem: string): JsoncError {
    const before = this.#text.slice(0, this.#at);
    const line = before.split("\n").length;
    const column = before.length - before.lastIndexOf("\n");
    return new JsoncError(`line ${line}, column ${column}: ${problem}`);
  }
}
