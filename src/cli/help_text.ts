/**
 * Help texts in the width of the terminal: paragraphs and descriptions are broken anew, commands
 * that somebody may want to copy are not.
 * @module
 */

import { wrapped } from "./check_result.ts";

/** A line that is longer was broken by its author, so the next one goes on with it. */
const FULL_LINE_MIN = 70;
/** Narrower than this a description is not readable beside its flag. */
const ROOM_MIN = 20;
const ROW_REGEXP = /^( {2,8}\S(?:.{0,60}?\S)? {2,})(\S.*)$/;
const INDENTED_REGEXP = /^( *)(.*)$/;

/** A piece of text that is broken as a whole. */
interface Piece {
  /** What the first line begins with. */
  lead: string;
  /** Column of the other lines. */
  column: number;
  text: string;
  /** Its last source line was broken because it was full. */
  isFull: boolean;
}

/**
 * The text with no line longer than the terminal is wide, as far as words allow.
 *
 * @param width In characters, at least 40.
 */
export function fittedHelp(text: string, width: number): string {
  const pieces: Piece[] = [];
  for (const line of text.split("\n")) {
    const last = pieces.at(-1);
    const next = pieceOf(line);
    const goesOn = last?.isFull === true && next.lead.trim() === "" && next.text !== "" &&
      next.column === last.column && !isCommand(next.text);
    if (goesOn) {
      last.text += ` ${next.text}`;
      last.isFull = next.isFull;
    } else pieces.push(next);
  }
  return pieces.flatMap((piece) => linesOf(piece, width)).join("\n");
}

function pieceOf(line: string): Piece {
  const isFull = line.length > FULL_LINE_MIN;
  const [, lead, text] = ROW_REGEXP.exec(line) ?? [];
  if (lead !== undefined && text !== undefined && !isCommand(line)) {
    return { lead, column: lead.length, text, isFull };
  }
  const [, indent = "", rest = ""] = INDENTED_REGEXP.exec(line) ?? [];
  return { lead: indent, column: indent.length, text: rest, isFull: isFull && !isCommand(line) };
}

function isCommand(line: string): boolean {
  return /^\s*(?:Usage: )?outband /.test(line) || line.endsWith("\\");
}

function linesOf({ lead, column, text }: Piece, width: number): string[] {
  if (isCommand(text) || text.startsWith("Usage:")) return [`${lead}${text}`];
  const [first = "", ...more] = wrapped(text, Math.max(width - column, ROOM_MIN));
  return [`${lead}${first}`, ...more.map((line) => `${" ".repeat(column)}${line}`)];
}
