/**
 * How wide a terminal is, and whether it may have colours (https://no-color.org).
 * @module
 */

import type { CommandIo } from "./command.ts";
import type { Environment } from "./environment.ts";

/** How text is laid out. */
export interface TerminalStyle {
  width: number;
  height: number;
  hasColour: boolean;
}

const WIDTH_DEFAULT = 80;
const HEIGHT_DEFAULT = 24;
const WIDTH_MIN = 40;

/** The style for a command's standard output; 80 x 24 without colours where it is no terminal. */
export function terminalStyle(io: Pick<CommandIo, "isTerminal">, env: Environment): TerminalStyle {
  if (!io.isTerminal) return { width: WIDTH_DEFAULT, height: HEIGHT_DEFAULT, hasColour: false };
  const noColour = env("NO_COLOR");
  const hasColour = (noColour === undefined || noColour === null || noColour === "") &&
    env("TERM") !== "dumb";
  const { columns, rows } = size();
  return { width: Math.max(columns, WIDTH_MIN), height: rows, hasColour };
}

function size(): { columns: number; rows: number } {
  try {
    const { columns, rows } = Deno.consoleSize();
    if (columns > 0 && rows > 0) return { columns, rows };
  } catch {
    // Some terminals do not tell.
  }
  return { columns: WIDTH_DEFAULT, rows: HEIGHT_DEFAULT };
}
