/**
 * Text that cannot be seen and is there all the same: characters of Unicode's tags, each of which
 * stands for one of ASCII, and selectors of variants, which stand for bytes. Models read both, and
 * people see nothing. Flags of regions are spelled with a few tags, and are left alone.
 * @module
 */

import { codeAt } from "./character.ts";

/** First half of the pairs of both; second halves of U+E0020 to U+E007E. */
const HIGH = 0xdb40;
const TAG_MIN = 0xdc20;
const TAG_MAX = 0xdc7e;
/** Second halves of U+E0110 to U+E016E, the selectors of the bytes 0x20 to 0x7e. */
const SELECTOR_MIN = 0xdd10;
const SELECTOR_MAX = 0xdd6e;
/** Second half of the flag that tags follow. */
const FLAG = 0xdff4;
/** Fewest characters of a text, and most of a flag. */
const TEXT_CHARS_MIN = 5;
const FLAG_CHARS_MAX = 6;

/** The character of ASCII that an unseen pair at a place stands for; 0 when it is none. */
function unitAt(text: string, at: number): number {
  if (codeAt(text, at) !== HIGH) return 0;
  const low = codeAt(text, at + 1);
  if (low >= TAG_MIN && low <= TAG_MAX) return low - TAG_MIN + 0x20;
  return low >= SELECTOR_MIN && low <= SELECTOR_MAX ? low - SELECTOR_MIN + 0x20 : 0;
}

/**
 * What the unseen pair at a place says, when it is one of a text: with a space before the first one
 * and behind the last one, since what stands beside it is of another text. Empty when it says nothing.
 */
export function unseenText(text: string, at: number): string {
  const unit = unitAt(text, at);
  if (unit === 0) return "";
  const before = pairsBeside(text, at, -2);
  const behind = pairsBeside(text, at, 2);
  if (before + behind + 1 < TEXT_CHARS_MIN) return "";
  const isFlag = before + behind < FLAG_CHARS_MAX &&
    codeAt(text, at - 2 * before - 1) === FLAG;
  if (isFlag) return "";
  return `${before === 0 ? " " : ""}${String.fromCharCode(unit)}${behind === 0 ? " " : ""}`;
}

/** How many unseen pairs stand beside one; not more than a flag has. */
function pairsBeside(text: string, at: number, step: number): number {
  let count = 0;
  while (count < FLAG_CHARS_MAX && unitAt(text, at + step * (count + 1)) > 0) count++;
  return count;
}
