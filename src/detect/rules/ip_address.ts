/**
 * IPv4 addresses as dotted quads. Versions, section numbers and object identifiers look alike and
 * are left alone where the surroundings give them away.
 * @module
 */

import { codeAt, isAlphanumeric, isDigit, isLetter, startsWord } from "../character.ts";
import type { Hit, MatcherRule, Span } from "../rule.ts";
import type { Scan } from "../scan.ts";

const DOT = 0x2e;
const SLASH = 0x2f;
const GROUPS = 4;
/** Characters between a word and a number that belong together: `"version": "1.2.3.4"`. */
const GLUE = " \"'=:(#";
const GLUE_MAX = 4;
/** Words after which four groups are a version or a section; at most ten letters each. */
const NUMBERED_WORDS: ReadonlySet<string> = new Set(
  ["v", "ver", "version", "release", "build", "firmware", "section", "chapter", "clause"],
);
const WORD_LENGTH_MAX = 10;

function matchIp(text: string, run: Readonly<Span>): Span | null {
  let at = run.start;
  for (let group = 0; group < GROUPS; group++) {
    if (group > 0 && codeAt(text, at++) !== DOT) return null;
    at = octetEnd(text, at);
    if (at < 0) return null;
  }
  if (!mayStart(text, run.start) || !mayEnd(text, at)) return null;
  const hit = { start: run.start, end: at };
  return isVersion(text, hit) ? null : hit;
}

/** End of a decimal number from 0 to 255 without leading zeros, or -1. */
function octetEnd(text: string, at: number): number {
  let end = at;
  let value = 0;
  while (end - at < 4 && isDigit(codeAt(text, end))) {
    value = value * 10 + codeAt(text, end) - 0x30;
    end++;
  }
  const leadingZero = end - at > 1 && codeAt(text, at) === 0x30;
  return end === at || value > 255 || leadingZero ? -1 : end;
}

function mayStart(text: string, at: number): boolean {
  if (!startsWord(text, at)) return false;
  return codeAt(text, at - 1) !== DOT || !isAlphanumeric(codeAt(text, at - 2));
}

/** Not a fifth group, a file name (`1.2.3.4.tar`) or a reverse zone (`4.3.2.1.in-addr.arpa`). */
function mayEnd(text: string, at: number): boolean {
  const next = codeAt(text, at);
  if (next === DOT) return !isAlphanumeric(codeAt(text, at + 1));
  return !isAlphanumeric(next);
}

/** `version 1.2.3.4`, or `Chrome/120.0.0.0` in a browser's user agent. */
function isVersion(text: string, hit: Span): boolean {
  if (codeAt(text, hit.start - 1) === SLASH && isLetter(codeAt(text, hit.start - 2))) {
    return text.startsWith(".0.0", hit.end - 4);
  }
  let end = hit.start;
  while (end > 0 && hit.start - end < GLUE_MAX && GLUE.includes(text.charAt(end - 1))) end--;
  let start = end;
  while (end - start <= WORD_LENGTH_MAX && isLetter(codeAt(text, start - 1))) start--;
  return start < end && NUMBERED_WORDS.has(text.slice(start, end).toLowerCase());
}

/** The rule for `IP_ADDRESS`. */
export const IP_RULE: MatcherRule = {
  anchor: "matcher",
  category: "IP_ADDRESS",
  finds: "IPv4 address as a dotted quad",
  at: ["number"],
  anchorChars: [1, 3],
  words: [],
  revision: 1,
  match: (scan: Scan, anchor: Readonly<Span>): Hit | null => {
    const span = matchIp(scan.text, anchor);
    return span === null ? null : { ...span, need: "none" };
  },
  hits: [
    ["from 192.168.1.1 port 22", "192.168.1.1"],
    ["http://10.0.0.1:8080/x", "10.0.0.1"],
    ["10.0.0.0/8", "10.0.0.0"],
    ["It was 255.255.255.255.", "255.255.255.255"],
    ["db/10.1.2.3", "10.1.2.3"],
    ["ip_8.8.8.8", "8.8.8.8"],
    ["version from 8.8.8.8", "8.8.8.8"],
  ],
  misses: [
    "999.999.999.999",
    "01.02.03.04",
    "1.2.3.4.5",
    "300.1.2.3.4",
    "v1.2.3.4",
    "version 2.10.3.1",
    '"Version": "2.10.3.1"',
    "Chrome/120.0.0.0 Safari/537.36",
    "lib-1.2.3.4.tar.gz",
    "4.3.2.1.in-addr.arpa",
    "1.2.3",
    "1.2.3.256",
    "a.1.2.3.4",
    "1.2.3.4b",
  ],
};
