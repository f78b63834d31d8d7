/**
 * Sampling parameters of a request.
 * @module
 */

import type { JsonObject } from "./json_value.ts";

/** The named fields of a request that are numbers, texts or booleans; others are left out. */
export function paramsOf(
  request: JsonObject,
  names: readonly string[],
): Record<string, number | string | boolean> {
  const params: Record<string, number | string | boolean> = {};
  for (const name of names) {
    const value = request[name];
    if (typeof value === "number" || typeof value === "string" || typeof value === "boolean") {
      params[name] = value;
    }
  }
  return params;
}
