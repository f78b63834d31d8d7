/**
 * Visits every string of a body, whatever API it belongs to, so that nothing depends on anybody
 * here knowing a field. Structural values (`role`, `id`) are told from texts by their keys and
 * their looks, and content that is no text is named.
 *
 * Where a value is costs nothing until somebody asks: most values of a body are structure.
 *
 * @module
 */

import { encodedKind } from "./encoded_value.ts";
import { DEPTH_MAX, type JsonObject } from "./json_value.ts";
import { CONTENT_KEYS, DOCUMENT_KEYS, isStructural, OPAQUE_PARTS } from "./structure.ts";
import type { FieldSink, Where } from "./wire_format.ts";

/** Smallest number that is read like text: 8 digits make an identifier of a person. */
const NUMBER_MIN = 1e7;
/** Arrays of numbers above this length are vectors, and of no interest to a reader of text. */
const VECTOR_LENGTH_MIN = 32;

/** A value, and where it is. */
export interface Place {
  path: string;
  value: unknown;
  /** As `Where.label`; empty when absent. */
  label?: string;
}

/** Visits every string below a value, and every whole number that is long enough to be one. */
export function walk(sink: FieldSink, { path, value, label = "" }: Place): void {
  new Walk(sink, { path, label }).visit(value, { key: lastKey(label), isContent: false });
}

/** What the keys above a value say about it. */
interface Above {
  /** The key that it is the value of, also through arrays. */
  key: string;
  /** It lies in what somebody wrote, and not in what the API is built of. */
  isContent: boolean;
}

/** One walk; also says where it is. */
class Walk implements Where {
  readonly #sink: FieldSink;
  readonly #root: { path: string; label: string };
  /** Keys and positions from the root to the value in hand. */
  readonly #steps: (string | number)[] = [];
  /** Labels as far as somebody asked for them, by depth; those below a change are dropped. */
  readonly #labels: string[] = [];
  #depth = 0;
  /** Texts of documents that were read: their parts are no opaque ones. */
  #read = 0;

  constructor(sink: FieldSink, root: { path: string; label: string }) {
    this.#sink = sink;
    this.#root = root;
  }

  get path(): string {
    let { path } = this.#root;
    for (let k = 0; k < this.#depth; k++) {
      const step = this.#steps[k] as string | number;
      if (typeof step === "number") path += `[${step}]`;
      else {
        const name = this.#sink.nameOf(step);
        path += path === "" && name.startsWith(".") ? name.slice(1) : name;
      }
    }
    return path;
  }

  get label(): string {
    let known = Math.min(this.#labels.length, this.#depth);
    let label = known === 0 ? this.#root.label : this.#labels[known - 1] as string;
    for (; known < this.#depth; known++) {
      const step = this.#steps[known] as string | number;
      if (typeof step === "string") label = label === "" ? step : `${label}.${step}`;
      this.#labels[known] = label;
    }
    return label;
  }

  visit(value: unknown, above: Above): void {
    if (typeof value === "string") this.#text(value, above);
    else if (typeof value === "number") {
      if (isLong(value) && !isStructural(above, "0")) this.#sink.number(this, String(value));
    } else if (typeof value === "object" && value !== null) {
      if (this.#depth >= DEPTH_MAX) this.#sink.tooDeep();
      else if (Array.isArray(value)) this.#array(value, above);
      else this.#object(value as JsonObject, above);
    }
  }

  #array(items: readonly unknown[], above: Above): void {
    if (items.length >= VECTOR_LENGTH_MIN && typeof items[0] === "number") {
      if (items.every(isPlainNumber)) return;
    }
    const at = this.#depth++;
    for (let k = 0; k < items.length; k++) {
      this.#step(at, k);
      this.visit(items[k], above);
    }
    this.#depth = at;
  }

  #object(fields: JsonObject, above: Above): void {
    const { type } = fields;
    const part = typeof type === "string" ? OPAQUE_PARTS.get(type) : undefined;
    const before = this.#read;
    const at = this.#depth++;
    for (const key of Object.keys(fields)) {
      const value = fields[key];
      // Nothing to visit: then the key is not written either, so it need not be looked at.
      if (value === undefined || value === null || typeof value === "boolean") continue;
      if (typeof value === "number" && !isLong(value)) continue;
      this.#step(at, key);
      if (!isPlainKey(key)) this.#sink.key(key);
      this.visit(value, { key, isContent: above.isContent || CONTENT_KEYS.has(key) });
    }
    this.#depth = at;
    if (part === undefined) return;
    const isRead = (part === "document" || part === "file") && this.#read > before;
    if (!isRead) this.#sink.notInspected(`part:${part}`);
  }

  #step(at: number, step: string | number): void {
    const former = this.#steps[at];
    this.#steps[at] = step;
    const isSame = former === step || (typeof former === "number" && typeof step === "number");
    if (!isSame && this.#labels.length > at) this.#labels.length = at;
  }

  #text(text: string, above: Above): void {
    if (text === "") return;
    if (isStructural(above, text)) return this.#sink.identifier(this, text);
    const encoded = encodedKind(text);
    if (encoded === null) {
      if (DOCUMENT_KEYS.has(above.key)) this.#read++;
      return this.#sink.text(this, text);
    }
    if (encoded.text !== null) {
      this.#read++;
      return this.#sink.text(this, encoded.text);
    }
    this.#sink.unvisited();
    this.#sink.notInspected(`part:${encoded.kind}`);
  }
}

/** Letters and underscores, and few: nothing can be found in such a key. */
export function isPlainKey(key: string): boolean {
  if (key.length > 15 || key.length === 0) return false;
  for (let k = 0; k < key.length; k++) {
    const code = key.charCodeAt(k) | 0x20;
    if (!(code >= 0x61 && code <= 0x7a) && key.charCodeAt(k) !== 0x5f) return false;
  }
  return true;
}

function isPlainNumber(value: unknown): boolean {
  return typeof value === "number" && !isLong(value);
}

function isLong(value: number): boolean {
  return Number.isSafeInteger(value) && value >= NUMBER_MIN;
}

function lastKey(label: string): string {
  return label.slice(label.lastIndexOf(".") + 1);
}
