/**
 * Finds checkpoints in a file that somebody kept: one signed note, or the `checkpoint` lines among
 * the JSON lines of a log collector.
 * @module
 */

import { decodeUtf8, fromBase64 } from "../base/bytes.ts";
import type { HeadText } from "./head_check.ts";

/**
 * The checkpoints in a text.
 *
 * @param name Of the file, for findings.
 * @returns None when it holds JSON lines without a checkpoint among them.
 */
export function headTexts(text: string, name: string): HeadText[] {
  if (!text.startsWith("{")) return [{ name, text }];
  const heads: HeadText[] = [];
  for (const [k, line] of text.split("\n").entries()) {
    const note = noteOf(line);
    if (note !== null) heads.push({ name: `${name} line ${k + 1}`, text: note });
  }
  return heads;
}

function noteOf(line: string): string | null {
  if (!line.includes('"checkpoint"')) return null;
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== "object" || value === null || !("note" in value)) return null;
    const bytes = typeof value.note === "string" ? fromBase64(value.note) : null;
    return bytes === null ? null : decodeUtf8(bytes);
  } catch {
    return null; // Some other program's line.
  }
}
