/**
 * Keys and tokens that say themselves what they are: by a prefix of `secret_vendors.ts`, or by a
 * shape of `vendor_shapes.ts` that only one issuer uses.
 * @module
 */

import { codeAt, isAlphanumeric, isLetter } from "../character.ts";
import { RANK } from "../engine.ts";
import type { Hit, MatcherRule, Span } from "../rule.ts";
import type { Scan } from "../scan.ts";
import { secretAfter } from "./aws_secret.ts";
import { hasTokenChecksum } from "./github_crc.ts";
import {
  countChars,
  entropyOf,
  isPlaceholder,
  looksRandom,
  runEnd,
  runStart,
  URL64_DOT,
} from "./secret_text.ts";
import { DISTINCT_VENDORS, DOTTED_VENDORS, EXACT_VENDORS, type Vendor } from "./secret_vendors.ts";
import { entraSecretAt, routableTailEnd, shapeAt } from "./vendor_shapes.ts";

/** A token with a distinct prefix and another length than it should have is at least this long. */
const OTHER_LENGTH_MIN = 20;
/** Longest body that is looked at when the length is not fixed. */
const BODY_CHARS_MAX = 600;
/** How far into a token a prefix may begin, after a joiner: `OPENAI_sk-proj-...`. */
const INNER_START_MAX = 32;
/** Longest dotted beginning: `dp.st.production.`. */
const DOTTED_CHARS_MAX = 40;
/** Least entropy of a body whose prefix and length fit, bits per character. */
const ENTROPY_MIN = 2.5;

const DOT = 0x2e;
const DASH = 0x2d;
const UNDERSCORE = 0x5f;

interface Row {
  vendor: Vendor;
  isDistinct: boolean;
}

/** Rows by the first two characters of their prefix, the longest prefix first. */
class Index {
  readonly #rows = new Map<number, Row[]>();

  constructor(rows: readonly Row[]) {
    for (const row of rows) {
      const key = pairAt(row.vendor[0], 0);
      const list = this.#rows.get(key) ?? [];
      this.#rows.set(key, list);
      list.push(row);
      list.sort((a, b) => b.vendor[0].length - a.vendor[0].length);
    }
  }

  /** Rows whose prefix may begin at a place. */
  at(text: string, at: number): readonly Row[] {
    return this.#rows.get(pairAt(text, at)) ?? NO_ROWS;
  }
}

const NO_ROWS: readonly Row[] = [];

function pairAt(text: string, at: number): number {
  return (codeAt(text, at) << 16) | codeAt(text, at + 1);
}

const PLAIN = new Index([
  ...DISTINCT_VENDORS.map((vendor) => ({ vendor, isDistinct: true })),
  ...EXACT_VENDORS.map((vendor) => ({ vendor, isDistinct: false })),
]);
const DOTTED = new Index(DOTTED_VENDORS.map((vendor) => ({ vendor, isDistinct: true })));

/** The token of a vendor that begins at `at`, or null. */
function tokenAt(text: string, at: number, index: Index): Span | null {
  for (const row of index.at(text, at)) {
    const [prefix, body, least, most] = row.vendor;
    if (!text.startsWith(prefix, at)) continue;
    const from = at + prefix.length;
    const max = row.isDistinct ? Math.max(most + 1, BODY_CHARS_MAX) : most + 1;
    const whole = runEnd(text, from, { of: body, max });
    const end = withoutTail(text, { start: at, end: whole });
    const length = end - from;
    const fits = length >= least && length <= most;
    if (!fits && !(row.isDistinct && length >= OTHER_LENGTH_MIN)) continue;
    if (isAlphanumeric(codeAt(text, end)) || goesOn(text, end)) continue;
    const isChecked = fits && hasTokenChecksum(text.slice(at, end));
    if (!isChecked && !isSecret(text.slice(from, end), fits && row.isDistinct)) continue;
    return { start: at, end: prefix.startsWith("gl") ? routableTailEnd(text, end) : end };
  }
  return null;
}

/** Without dots and dashes that belong to the sentence, and the underscore that closes italics. */
function withoutTail(text: string, token: Span): number {
  let { end } = token;
  while (end > token.start && ".-".includes(text.charAt(end - 1))) end--;
  const isItalic = codeAt(text, token.start - 1) === UNDERSCORE;
  while (isItalic && end > token.start && codeAt(text, end - 1) === UNDERSCORE) end--;
  return end;
}

/** A joiner and then more of a word: the token is part of something longer. */
function goesOn(text: string, at: number): boolean {
  const code = codeAt(text, at);
  return (code === DASH || code === UNDERSCORE) && isAlphanumeric(codeAt(text, at + 1));
}

function isSecret(body: string, fits: boolean): boolean {
  if (isPlaceholder(body)) return false;
  if (!fits) return looksRandom(body);
  const { digits, distinct } = countChars(body);
  // Letters without any digit are words more often than not, unless there are many of them.
  return entropyOf(body) >= ENTROPY_MIN && distinct >= 6 && (digits > 0 || looksRandom(body));
}

/** `\nghp_...` in text that was quoted twice: the letter belongs to the escape. */
function realStart(text: string, at: number): number {
  const isEscape = codeAt(text, at - 1) === 0x5c && "nrt".includes(text.charAt(at));
  return isEscape && isLetter(codeAt(text, at)) ? at + 1 : at;
}

/** A token whose prefix begins inside the run, after a joiner. */
function innerToken(text: string, run: Readonly<Span>): Span | null {
  const last = Math.min(run.end, run.start + INNER_START_MAX);
  for (let at = run.start + 1; at < last; at++) {
    const before = codeAt(text, at - 1);
    if (before !== DASH && before !== UNDERSCORE) continue;
    const token = tokenAt(text, at, PLAIN);
    if (token !== null) return token;
  }
  return null;
}

function dottedToken(text: string, run: Readonly<Span>): Span | null {
  const before = codeAt(text, run.start - 1);
  if (before !== DOT && codeAt(text, run.end) !== DOT) return null;
  const head = runStart(text, run.start, { of: URL64_DOT, max: DOTTED_CHARS_MAX });
  return tokenAt(text, realStart(text, head), DOTTED);
}

function matchVendor(text: string, run: Readonly<Span>): Span | null {
  const start = realStart(text, run.start);
  return dottedToken(text, run) ?? tokenAt(text, start, PLAIN) ??
    shapeAt(text, { ...run, start }) ?? innerToken(text, run);
}

/** The rule for keys of known vendors. */
export const VENDOR_KEY_RULE: MatcherRule = {
  anchor: "matcher",
  category: "API_KEY",
  finds: "key or token of a known vendor, by prefix, alphabet and length, or by its shape",
  at: ["token", "word"],
  // Base64 has signs that end a run of letters and digits, so that this one may have no long run.
  triggers: ["whsec"],
  words: [],
  revision: 1,
  match: (scan: Scan, anchor: Readonly<Span>): Hit | null => sure(matchVendor(scan.text, anchor)),
  hits: [],
  misses: [],
};

/** The rule for client secrets of Microsoft Entra, which are no run of letters and digits. */
export const ENTRA_SECRET_RULE: MatcherRule = {
  anchor: "matcher",
  category: "API_KEY",
  finds: "client secret of Microsoft Entra: three characters, a digit, Q~, 31 to 34 characters",
  at: ["mixed"],
  words: [],
  revision: 1,
  match: (scan: Scan, anchor: Readonly<Span>): Hit | null => sure(entraSecretAt(scan.text, anchor)),
  hits: [],
  misses: [],
};

/** The rule for the secret that stands after an AWS access key id. */
export const AWS_SECRET_RULE: MatcherRule = {
  anchor: "matcher",
  category: "API_KEY",
  finds: "AWS secret access key, 40 characters, within 96 characters after its access key id",
  at: ["token"],
  words: [],
  revision: 1,
  match: ({ text }: Scan, anchor: Readonly<Span>): Hit | null => {
    const start = realStart(text, anchor.start);
    const isId = text.startsWith("AKIA", start) || text.startsWith("ASIA", start);
    return isId ? sure(secretAfter(text, { start, end: anchor.end })) : null;
  },
  hits: [],
  misses: [],
};

function sure(span: Span | null): Hit | null {
  return span === null ? null : { ...span, need: "none", rank: RANK.SURE };
}
