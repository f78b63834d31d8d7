/**
 * E-mail addresses, found from the `@` outwards. Covers the addresses that people have, not every
 * form of RFC 5321: no quoted local parts, no address literals, no host without a dot.
 * @module
 */

import { codeAt, isAlphanumeric, isDigit, isLetter } from "../character.ts";
import type { Hit, MatcherRule, Span } from "../rule.ts";
import type { Scan } from "../scan.ts";

/** RFC 5321 section 4.5.3.1: local part, domain; RFC 1035 section 2.3.4: label. */
const LOCAL_MAX = 64;
const DOMAIN_MAX = 255;
const LABEL_MAX = 63;

const DASH = 0x2d;
const DOT = 0x2e;
const COLON = 0x3a;
/** Last labels that are file types and no top-level domains: `icon@2x.png`. */
const FILE_TYPES: ReadonlySet<string> = new Set(
  ["png", "jpg", "jpeg", "gif", "svg", "webp", "css", "js", "ts", "tsx", "html", "json", "xml"],
);

/** Letters of the scripts that separate words by spaces: Latin, Greek, Cyrillic. */
function isForeignLetter(code: number): boolean {
  return code >= 0xc0 && code <= 0x52f && code !== 0xd7 && code !== 0xf7;
}

/** Name characters and `. % + - '`; RFC 5322 allows more, which in prose are never part of one. */
function isLocal(code: number): boolean {
  return isNameStart(code) || code === DOT || code === 0x25 || code === 0x2b || code === DASH ||
    code === 0x27;
}

function matchEmail(text: string, anchor: Readonly<Span>): Span | null {
  const start = localStart(text, anchor.start);
  if (start === anchor.start) return null;
  const end = domainEnd(text, anchor.end);
  return end < 0 || isRepository(text, { start, end }) ? null : { start, end };
}

function localStart(text: string, at: number): number {
  let start = at;
  // A longer local part cannot be an address, but hiding one must not be that easy either.
  while (at - start < LOCAL_MAX && isLocal(codeAt(text, start - 1))) start--;
  while (start < at && !isNameStart(codeAt(text, start))) start++;
  return start;
}

function isNameStart(code: number): boolean {
  return isAlphanumeric(code) || isForeignLetter(code) || code === 0x5f; // _
}

/** End of the longest domain from `at` that ends in a plausible top-level label, or -1. */
function domainEnd(text: string, at: number): number {
  let end = -1;
  let label = at;
  while (label - at < DOMAIN_MAX) {
    const letters = lettersEnd(text, label);
    const next = labelEnd(text, label);
    if (next === label || next - label > LABEL_MAX) break;
    if (label > at && isTopLevel(text, { start: label, end: letters, next })) {
      end = text.startsWith("xn--", label) ? next : letters;
    }
    if (codeAt(text, next) !== DOT) break;
    label = next + 1;
  }
  return end;
}

/** Letters only up to the end of the label or a dash, and no file type; or an IDNA label. */
function isTopLevel(text: string, label: Span & { next: number }): boolean {
  if (text.startsWith("xn--", label.start)) return label.next > label.start + 4;
  if (label.end - label.start < 2 || isDigit(codeAt(text, label.end))) return false;
  return !FILE_TYPES.has(text.slice(label.start, label.end).toLowerCase());
}

function lettersEnd(text: string, at: number): number {
  let end = at;
  while (end - at <= LABEL_MAX && isDomainLetter(codeAt(text, end))) end++;
  return end;
}

function labelEnd(text: string, at: number): number {
  let end = at;
  while (end - at <= LABEL_MAX) {
    const code = codeAt(text, end);
    if (!(isDomainLetter(code) || isDigit(code) || code === DASH)) break;
    end++;
  }
  return end;
}

function isDomainLetter(code: number): boolean {
  return isLetter(code) || isForeignLetter(code);
}

/** `git@host.org:team/project` names a repository. */
function isRepository(text: string, hit: Span): boolean {
  return text.startsWith("git@", hit.start) && codeAt(text, hit.end) === COLON;
}

/** The rule for `EMAIL`. */
export const EMAIL_RULE: MatcherRule = {
  anchor: "matcher",
  category: "EMAIL",
  finds: "e-mail address with a dotted domain",
  at: ["at"],
  words: [],
  revision: 1,
  match: (scan: Scan, anchor: Readonly<Span>): Hit | null => {
    const span = matchEmail(scan.text, anchor);
    return span === null ? null : { ...span, need: "none" };
  },
  hits: [
    ["Email me at test@example.com please", "test@example.com"],
    ["john.smith@acmecorp.com.", "john.smith@acmecorp.com"],
    ["<user+tag@mail.corp.example.com>", "user+tag@mail.corp.example.com"],
    ["'o'neil@example.ie'", "o'neil@example.ie"],
    ["jos\u00e9@example.es", "jos\u00e9@example.es"],
    ["me@m\u00fcnchen.de", "me@m\u00fcnchen.de"],
    ["a@xn--mnchen-3ya.xn--p1ai", "a@xn--mnchen-3ya.xn--p1ai"],
    ["x@y-z.org-old", "x@y-z.org"],
    ["jane@example.com:8080", "jane@example.com"],
    ["123-45-6789@example.com", "123-45-6789@example.com"],
  ],
  misses: [
    "a@b.c",
    "user@localhost",
    "icon@2x.png",
    "pkg@1.2.3",
    "image@sha256:abcdef",
    "@types/node.js",
    "git@github.com:team/project",
    "a @ b.com",
    "name@",
    "@",
    "me@.com",
  ],
};
