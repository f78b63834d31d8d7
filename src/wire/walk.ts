/**
 * Visits every string of a body, whatever API it belongs to, so that nothing depends on anybody
 * here knowing a field. Structural values (`role`, `id`) are told from texts by their keys and
 * their looks, and content that is no text is named.
 * @module
 */

import { encodedKind } from "./encoded_value.ts";
import { DEPTH_MAX, type JsonObject } from "./json_value.ts";
import { CONTENT_KEYS, DOCUMENT_KEYS, isStructural, OPAQUE_PARTS } from "./structure.ts";
import type { FieldSink } from "./wire_format.ts";

/** Smallest number that is read like text: 8 digits make an identifier of a person. */
const NUMBER_MIN = 1e7;
/** Arrays of numbers above this length are vectors, and of no interest to a reader of text. */
const VECTOR_LENGTH_MIN = 32;

/** A value and where it is. */
export interface Place {
  path: string;
  value: unknown;
  /** As `FieldSink.text` describes it. */
  label?: string;
}

interface Step {
  path: string;
  label: string;
  /** The key that it is the value of, also through arrays. */
  key: string;
  depth: number;
  /** It lies in what somebody wrote, and not in what the API is built of. */
  isContent: boolean;
}

/** Visits every string below a value, and every whole number that is long enough to be one. */
export function walk(sink: FieldSink, { path, value, label = "" }: Place): void {
  new Walk(sink).visit(value, {
    path,
    label,
    key: lastKey(label),
    depth: 0,
    isContent: false,
  });
}

class Walk {
  readonly #sink: FieldSink;
  /** Texts of documents that were read: their parts are no opaque ones. */
  #read = 0;

  constructor(sink: FieldSink) {
    this.#sink = sink;
  }

  visit(value: unknown, step: Step): void {
    if (typeof value === "string") return this.#text(value, step);
    if (typeof value === "number") {
      if (!isLong(value) || isStructural(step, "0")) return;
      return this.#sink.number(step.path, String(value), step.label);
    }
    if (typeof value !== "object" || value === null) return;
    if (step.depth >= DEPTH_MAX) return this.#sink.tooDeep();
    if (Array.isArray(value)) this.#array(value, step);
    else this.#object(value as JsonObject, step);
  }

  #array(items: readonly unknown[], step: Step): void {
    const { path, depth } = step;
    if (items.length >= VECTOR_LENGTH_MIN && typeof items[0] === "number") {
      if (items.every(isPlainNumber)) return;
    }
    for (let k = 0; k < items.length; k++) {
      this.visit(items[k], { ...step, path: `${path}[${k}]`, depth: depth + 1 });
    }
  }

  #object(fields: JsonObject, step: Step): void {
    const { path, label, depth } = step;
    const { type } = fields;
    const part = typeof type === "string" ? OPAQUE_PARTS.get(type) : undefined;
    const before = this.#read;
    for (const key of Object.keys(fields)) {
      const value = fields[key];
      // Nothing to visit: then the key is not written either, so it need not be looked at.
      if (value === undefined || value === null || typeof value === "boolean") continue;
      if (typeof value === "number" && !isLong(value)) continue;
      const name = this.#sink.key(key);
      const at = path === "" && name.startsWith(".") ? name.slice(1) : path + name;
      const under = label === "" ? key : `${label}.${key}`;
      const isContent = step.isContent || CONTENT_KEYS.has(key);
      this.visit(value, { path: at, label: under, key, depth: depth + 1, isContent });
    }
    if (part === undefined) return;
    const isRead = (part === "document" || part === "file") && this.#read > before;
    if (!isRead) this.#sink.notInspected(`part:${part}`);
  }

  #text(text: string, step: Step): void {
    if (text === "") return;
    const { path, label } = step;
    if (isStructural(step, text)) return this.#sink.identifier(path, text, label);
    const encoded = encodedKind(text);
    if (encoded === null) {
      if (DOCUMENT_KEYS.has(step.key)) this.#read++;
      return this.#sink.text(path, text, label);
    }
    if (encoded.text !== null) {
      this.#read++;
      return this.#sink.text(path, encoded.text, label);
    }
    this.#sink.unvisited();
    this.#sink.notInspected(`part:${encoded.kind}`);
  }
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
