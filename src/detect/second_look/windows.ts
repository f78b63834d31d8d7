/**
 * Windows around places of a text.
 * @module
 */

import type { Places } from "../engine/events.ts";
import type { Span } from "../rule.ts";

/** Characters on either side of a place: the longest plain value, and words that speak for it. */
const MARGIN = 192;
/** How much further a window reaches so as not to end inside a token. */
const TOKEN_CHARS_MAX = 2_048;
/** Longest word at the beginning of a context that is left out. */
const WORD_CHARS_MAX = 24;

const SPACE = 0x20;

/** Windows around places that ascend, merged where they meet. */
export function windowsAround(text: string, places: Places): Span[] {
  const windows: Span[] = [];
  let last: Span | null = null;
  for (let k = 0; k < places.count; k++) {
    const place = places.at[k] as number;
    if (last !== null && place + MARGIN <= last.end) continue;
    const end = tokenEnd(text, Math.min(text.length, place + MARGIN));
    const least: number = last === null ? 0 : last.end;
    const start = tokenStart(text, { from: Math.max(least, place - MARGIN), least });
    if (last !== null && start <= least) last.end = end;
    else windows.push(last = { start, end });
  }
  return windows;
}

function tokenStart(text: string, { from, least }: { from: number; least: number }): number {
  const most = Math.max(least, from - TOKEN_CHARS_MAX);
  for (let at = from; at > most; at--) if (text.charCodeAt(at - 1) <= SPACE) return at;
  return most === least ? least : from;
}

function tokenEnd(text: string, from: number): number {
  const most = Math.min(text.length, from + TOKEN_CHARS_MAX);
  for (let at = from; at < most; at++) if (text.charCodeAt(at) <= SPACE) return at;
  // Not back to where it began: each character is looked at once.
  return most;
}

/** Where a word begins about `chars` characters before a place, or a little nearer. */
export function contextStart(
  text: string,
  { place, chars }: { place: number; chars: number },
): number {
  const least = Math.max(0, place - chars);
  if (least === 0) return 0;
  for (let at = least; at < place && at < least + WORD_CHARS_MAX; at++) {
    if (text.charCodeAt(at) <= SPACE) return at;
  }
  return least;
}
