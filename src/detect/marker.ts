/**
 * Redaction markers: how they are written, and how the engine knows them again, so that what was
 * redacted once is never found, and says nothing about its neighbours.
 *
 *     [REDACTED:SSN]  [REDACTED:SSN:CC6.1]  [REDACTED:SSN:9-16]
 *
 * Nothing can hide in a marker: it holds capitals and one of a few tails.
 *
 * @module
 */

/**
 * How a marker is spelled.
 *
 * - `plain`: `[REDACTED:SSN]`.
 * - `reference`: `[REDACTED:SSN:CC6.1]`, as the reference program writes it.
 * - `sized`: `[REDACTED:SSN:9-16]`, with the class of the length that it stands for.
 */
export type MarkerStyle = "plain" | "reference" | "sized";

/** All styles. */
export const MARKER_STYLES: readonly MarkerStyle[] = ["plain", "reference", "sized"];

const HEAD = "[REDACTED:";
/** Longest category. */
const CATEGORY_CHARS_MAX = 40;
/** The control that the reference program names. */
const REFERENCE_TAIL = "CC6.1";
/** Classes of lengths: each twice as wide as the one before. */
const SIZES: readonly (readonly [max: number, tail: string])[] = [
  ...[[4, "1-4"], [8, "5-8"], [16, "9-16"], [32, "17-32"], [64, "33-64"]] as const,
  ...[[128, "65-128"], [512, "129-512"], [4096, "513-4096"], [Infinity, "4097+"]] as const,
];
const TAILS: readonly string[] = [REFERENCE_TAIL, ...SIZES.map(([, tail]) => tail)];

const CLOSING = 0x5d;
const COLON = 0x3a;
const UNDERSCORE = 0x5f;

/**
 * The marker for a finding.
 *
 * @param chars Length of what it stands for.
 */
export function markerOf(category: string, chars: number, style: MarkerStyle): string {
  if (style === "plain") return `${HEAD}${category}]`;
  return `${HEAD}${category}:${style === "reference" ? REFERENCE_TAIL : sizeOf(chars)}]`;
}

function sizeOf(chars: number): string {
  return SIZES.find(([max]) => chars <= max)?.[1] ?? "";
}

/** Where the marker that begins at `at` ends, or -1. */
export function markerEnd(text: string, at: number): number {
  if (text.charCodeAt(at + 1) !== 0x52 || !text.startsWith(HEAD, at)) return -1;
  const start = at + HEAD.length;
  let end = start;
  while (end - start < CATEGORY_CHARS_MAX && isCategoryUnit(text.charCodeAt(end))) end++;
  if (end === start) return -1;
  if (text.charCodeAt(end) === CLOSING) return end + 1;
  if (text.charCodeAt(end) !== COLON) return -1;
  for (const tail of TAILS) {
    const close = end + 1 + tail.length;
    if (text.charCodeAt(close) === CLOSING && text.startsWith(tail, end + 1)) return close + 1;
  }
  return -1;
}

function isCategoryUnit(code: number): boolean {
  return (code >= 0x41 && code <= 0x5a) || code === UNDERSCORE;
}
