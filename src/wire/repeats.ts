/**
 * Streams say the same text several times: in pieces, whole, inside its part, inside its item,
 * inside the answer. Here is told what of a value the answer does not say already, so that the
 * same is visited once and nothing that differs is lost.
 * @module
 */

import { DEPTH_MAX, type JsonObject } from "./json_value.ts";

/** Smaller numbers are not visited, so they need not be kept either; as `walk.ts` has it. */
const NUMBER_MIN = 1e7;

/** The texts and long numbers below a value. */
export function textsOf(value: unknown): Set<string> {
  const texts = new Set<string>();
  collect(texts, { value, depth: 0 });
  return texts;
}

function collect(texts: Set<string>, { value, depth }: { value: unknown; depth: number }): void {
  if (typeof value === "string") texts.add(value);
  else if (typeof value === "number") texts.add(String(value));
  else if (typeof value === "object" && value !== null && depth < DEPTH_MAX) {
    for (const child of Object.values(value)) collect(texts, { value: child, depth: depth + 1 });
  }
}

/**
 * A copy of what of a value is not among known texts.
 *
 * @returns Undefined when nothing is left. Below the greatest depth everything is.
 */
export function without(value: unknown, known: ReadonlySet<string>): unknown {
  return rest(known, { value, depth: 0 });
}

function rest(
  known: ReadonlySet<string>,
  { value, depth }: { value: unknown; depth: number },
): unknown {
  if (typeof value === "string") return value === "" || known.has(value) ? undefined : value;
  if (typeof value === "number") {
    return value < NUMBER_MIN || known.has(String(value)) ? undefined : value;
  }
  if (typeof value !== "object" || value === null) return undefined;
  if (depth >= DEPTH_MAX) return value;
  if (Array.isArray(value)) {
    const items = value.map((child) => rest(known, { value: child, depth: depth + 1 }));
    return items.every((item) => item === undefined) ? undefined : items;
  }
  const left: Record<string, unknown> = Object.create(null);
  let isEmpty = true;
  for (const [key, child] of Object.entries(value as JsonObject)) {
    const kept = rest(known, { value: child, depth: depth + 1 });
    if (kept === undefined) continue;
    left[key] = kept;
    isEmpty = false;
  }
  return isEmpty ? undefined : left;
}

/**
 * An answer and, as `stream`, what the stream said besides it.
 *
 * @param repeats Values that are likely to repeat the answer, or each other.
 */
export function withRest(answer: JsonObject, repeats: readonly unknown[]): JsonObject {
  const known = textsOf(answer);
  const stream: unknown[] = [];
  for (const value of repeats) {
    const left = without(value, known);
    if (left === undefined) continue;
    stream.push(left);
    for (const text of textsOf(left)) known.add(text);
  }
  return stream.length === 0 ? answer : { ...answer, stream };
}
