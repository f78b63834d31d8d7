/**
 * What one check of `outband doctor` found, and how it is printed.
 * @module
 */

/** `skip` for what could not be looked at, and why. */
export type CheckStatus = "ok" | "warn" | "fail" | "skip";

/** One line of the doctor. */
export interface CheckResult {
  /** Stable name: `upstream`. */
  check: string;
  status: CheckStatus;
  /** What was seen. */
  seen: string;
  /** What to do; null when there is nothing to do. */
  todo: string | null;
}

/** Nothing to do. */
export function ok(check: string, seen: string): CheckResult {
  return { check, status: "ok", seen, todo: null };
}

/** It works, but not as it should. */
export function warn(check: string, seen: string, todo: string): CheckResult {
  return { check, status: "warn", seen, todo };
}

/** It does not work, or breaks a promise. */
export function fail(check: string, seen: string, todo: string): CheckResult {
  return { check, status: "fail", seen, todo };
}

/** It was not looked at. */
export function skip(check: string, seen: string): CheckResult {
  return { check, status: "skip", seen, todo: null };
}

const COLOURS: Record<CheckStatus, string> = { ok: "32", warn: "33", fail: "31", skip: "2" };
const NAME_WIDTH = 12;
const INDENT = " ".repeat(4 + 2 + NAME_WIDTH + 2);

/**
 * Lines of a result: status, name, what was seen, and below it what to do, wrapped.
 *
 * @param style `width` in characters; `hasColour` for a terminal.
 */
export function resultText(
  { check, status, seen, todo }: CheckResult,
  style: { width: number; hasColour: boolean },
): string {
  const label = status.padEnd(4);
  const mark = style.hasColour ? `\x1b[${COLOURS[status]}m${label}\x1b[0m` : label;
  const room = Math.max(style.width - INDENT.length, 20);
  const [first = "", ...more] = wrapped(seen, room);
  const lines = [`${mark}  ${check.padEnd(NAME_WIDTH)}  ${first}`];
  for (const line of more) lines.push(`${INDENT}${line}`);
  if (todo !== null) {
    for (const line of wrapped(`-> ${todo}`, room)) lines.push(`${INDENT}${line}`);
  }
  return lines.map((line) => `${line.trimEnd()}\n`).join("");
}

/** Words in lines of at most `width` characters; a longer word has a line of its own. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
