/**
 * Walks over values whose shape the caller of an API chose: tool arguments and JSON schemas.
 * @module
 */

import { DEPTH_MAX, type JsonObject } from "./json_value.ts";
import type { FieldSink } from "./wire_format.ts";

/** Smallest number that can be a card number (13 digits): such numbers are read like text. */
const NUMBER_MIN = 1e12;

/** A value and the path that leads to it. */
export interface Place {
  path: string;
  value: unknown;
}

/** A place, and how many levels were followed to it. */
export interface DeepPlace extends Place {
  depth: number;
}

/** Visits every string below a value, and every whole number long enough to be a card number. */
export function visitLeaves(sink: FieldSink, place: Place): void {
  visitLeavesAt(sink, { ...place, depth: 0 });
}

function visitLeavesAt(sink: FieldSink, { path, value, depth }: DeepPlace): void {
  if (typeof value === "string") return sink.text(path, value);
  if (typeof value === "number" && isLong(value)) return sink.text(path, String(value));
  if (typeof value !== "object" || value === null) return;
  if (depth >= DEPTH_MAX) return sink.tooDeep();
  for (const [key, child] of Object.entries(value)) {
    // Nothing to visit: then the key is not written either, so it need not be looked at.
    if (child === null || typeof child === "boolean") continue;
    if (typeof child === "number" && !isLong(child)) continue;
    const at = childPath(sink, { path, value, key });
    visitLeavesAt(sink, { path: at, value: child, depth: depth + 1 });
  }
}

function isLong(value: number): boolean {
  return Number.isSafeInteger(value) && value >= NUMBER_MIN;
}

/** Visits every `description` of a JSON schema; names, types and enumerations are structure. */
export function visitDescriptions(sink: FieldSink, place: Place): void {
  visitDescriptionsAt(sink, { ...place, depth: 0 });
}

function visitDescriptionsAt(sink: FieldSink, { path, value, depth }: DeepPlace): void {
  if (typeof value !== "object" || value === null) return;
  if (depth >= DEPTH_MAX) return sink.tooDeep();
  for (const [key, child] of Object.entries(value)) {
    if (typeof child === "string" && key === "description") {
      sink.text(`${path}.description`, child);
    } else if (typeof child === "object" && child !== null) {
      const at = childPath(sink, { path, value, key });
      visitDescriptionsAt(sink, { path: at, value: child, depth: depth + 1 });
    }
  }
}

function childPath(sink: FieldSink, child: { path: string; value: object; key: string }): string {
  const { path, value, key } = child;
  return Array.isArray(value) ? `${path}[${key}]` : path + sink.key(key);
}

/** Visits the named field of an object if it is a text. */
export function visitText(
  sink: FieldSink,
  field: { path: string; of: JsonObject; name: string },
): void {
  const text = field.of[field.name];
  if (typeof text === "string") sink.text(`${field.path}.${field.name}`, text);
}
