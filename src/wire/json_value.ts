/**
 * Reading values out of parsed JSON that nobody has checked: each function takes anything and says
 * what it is, or that it is not that. Nothing here throws.
 * @module
 */

/** A parsed JSON object. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Deepest nesting that is followed below a known field. */
export const DEPTH_MAX = 64;

/** The value as an object, or null; arrays are no objects here. */
export function asObject(value: unknown): JsonObject | null {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? value as JsonObject
    : null;
}

/** The value as an array; empty when it is none. */
export function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The objects of an array; other items are left out. */
export function asObjects(value: unknown): JsonObject[] {
  return asArray(value).map(asObject).filter((item) => item !== null);
}

/** The value as a text, or null. */
export function asText(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

/** The value as a whole number from 0, or null. */
export function asCount(value: unknown): number | null {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : null;
}

/** The value of a field, which is taken out of the object: who takes it, keeps it. */
export function take(value: JsonObject, key: string): unknown {
  const taken = value[key];
  if (taken !== undefined) (value as Record<string, unknown>)[key] = undefined;
  return taken;
}

/** The text of a field, taken out of the object; null, and left there, when it is none. */
export function takeText(value: JsonObject, key: string): string | null {
  return typeof value[key] === "string" ? take(value, key) as string : null;
}

/** The type of a part, block or event by its `type` field; `unknown` when it names none. */
export function typeOf(value: JsonObject): string {
  return asText(value["type"]) ?? "unknown";
}

/** The value as JSON text, or null when it is nothing or nested too deep. */
export function jsonText(value: unknown): string | null {
  if (value === undefined || !nestsAtMost(value, DEPTH_MAX)) return null;
  return JSON.stringify(value);
}

function nestsAtMost(value: unknown, depth: number): boolean {
  if (typeof value !== "object" || value === null) return true;
  if (depth === 0) return false;
  return Object.values(value).every((child) => nestsAtMost(child, depth - 1));
}
