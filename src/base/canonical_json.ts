/**
 * RFC 8785 (JCS): one byte form for a JSON value. It never guesses: what JSON cannot hold exactly
 * is an error, where other serialisers drop it, quote it or call `toJSON`.
 * @module
 */

/** Deepest nesting of arrays and objects; also what ends a value that contains itself. */
const DEPTH_MAX = 64;

/** Strings up to this are looked at before they are handed to `JSON.stringify`. */
const SHORT_LENGTH = 80;
/** Printable ASCII without quote and backslash, which JSON writes as it is. */
const SAFE_REGEXP = /^[ !#-[\]-~]*$/;

/**
 * Serialises a value to canonical JSON.
 *
 * Keys are sorted by UTF-16 code units, numbers are written as ECMAScript does, `-0` is `0`, and
 * there is no white space (RFC 8785 section 3.2).
 *
 * @param value null, boolean, finite number, well-formed string, array or plain object of these.
 * @returns Text whose UTF-8 encoding is the canonical form; no final line feed.
 * @throws {TypeError} If anything else is found (undefined, function, symbol, bigint, NaN,
 *   Infinity, lone surrogate, class instance) or the nesting is deeper than 64.
 */
export function canonicalJson(value: unknown): string {
  return serialise(value, 0);
}

function serialise(value: unknown, depth: number): string {
  if (typeof value === "string") return quote(value);
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new TypeError(`Cannot canonicalise the number ${value}`);
    return String(value); // ECMAScript's own form, which RFC 8785 section 3.2.2.3 adopts; -0 is "0".
  }
  if (value === null) return "null";
  if (typeof value === "boolean") return value ? "true" : "false";
  if (typeof value !== "object") {
    throw new TypeError(`Cannot canonicalise a value of type ${typeof value}`);
  }
  if (depth >= DEPTH_MAX) {
    throw new TypeError(`Cannot canonicalise nesting deeper than ${DEPTH_MAX}`);
  }
  return Array.isArray(value) ? serialiseArray(value, depth) : serialiseObject(value, depth);
}

function serialiseArray(items: readonly unknown[], depth: number): string {
  let text = "[";
  for (let k = 0; k < items.length; k++) {
    if (k > 0) text += ",";
    text += serialise(items[k], depth + 1);
  }
  return text + "]";
}

function serialiseObject(value: object, depth: number): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new TypeError("Cannot canonicalise an object that is not plain");
  }
  const fields = value as Readonly<Record<string, unknown>>;
  const names = Object.keys(fields).sort(); // Without a comparator: by UTF-16 code units.
  let text = "{";
  for (let k = 0; k < names.length; k++) {
    const name = names[k] as string;
    if (k > 0) text += ",";
    text += quote(name) + ":" + serialise(fields[name], depth + 1);
  }
  return text + "}";
}

function quote(text: string): string {
  // Names and most values are short and need no escape: half the time (measured).
  if (text.length <= SHORT_LENGTH && SAFE_REGEXP.test(text)) return `"${text}"`;
  // JSON.stringify would write a lone surrogate as an escape, which is not UTF-8 of anything.
  if (!text.isWellFormed()) throw new TypeError("Cannot canonicalise a lone surrogate");
  return JSON.stringify(text);
}
