/**
 * E-mail addresses, found from the `@` outwards. Covers the addresses that people have, not every
 * form of RFC 5321: no address literals, no host without a dot.
 * @module
 */

import { CLASS, DENSE, DIGIT, LOWER, UPPER } from "../../text/alphabet.ts";
import { codeAt, isDigit, isHex, isLetter } from "../../text/character.ts";
import type { Hit, MatcherRule, Span } from "../../rule.ts";
import type { Scan } from "../../context/scan.ts";
import { domainAt } from "./email_domain.ts";

/** RFC 5321 section 4.5.3.1.1. */
const LOCAL_MAX = 64;
/** How far back the scheme of a URL, the name of a field or a command is looked for. */
const LEAD_MAX = 100;
/** A form that says by itself what it is. */
const RANK = 9;

const QUOTE = 0x22;
const PERCENT = 0x25;
const AMPERSAND = 0x26;
const APOSTROPHE = 0x27;
const PLUS = 0x2b;
const DASH = 0x2d;
const DOT = 0x2e;
const SLASH = 0x2f;
const COLON = 0x3a;
const EQUALS = 0x3d;
const AT = 0x40;
const BACKSLASH = 0x5c;
const UNDERSCORE = 0x5f;

/** Percent-encoded `+ - . _`. */
const ENCODED_LOCAL: ReadonlySet<string> = new Set(["2b", "2d", "2e", "5f"]);
/** Characters of scripts without spaces that end a word before an address: "to", "is", "of". */
const DENSE_BREAKS =
  "\u5230\u81f3\u7ed9\u7d66\u662f\u4e3a\u70ba\u5728\u7684\u306f\u306b\u3092\u3078\u304c\u306e";

/** Fields whose values have the form of an address and name a message. */
const MESSAGE_ID_REGEXP =
  /(?:message-?id|in-reply-to|references|content-id|\bcid)["']?\s{0,2}[:=]\s{0,2}["']?<?$/i;
/** Commands whose argument is a login on a host. */
const LOGIN_REGEXP =
  /(?:^|[\s`'"$(])(?:ssh|scp|sftp|mosh|rsync|ssh-copy-id)(?:\s+-\S{1,24}(?:\s+[\w./~-]{1,40})?){0,3}\s+$/;
/** Names of algorithms and extensions of SSH (RFC 4251 section 6). */
const SSH_NAME_REGEXP =
  /^[\w.-]*(?:\d|-\w+-|zlib|keepalive|eow)[\w.-]*@(?:openssh\.com|libssh\.org)/i;

function matchEmail(text: string, anchor: Readonly<Span>): Hit | null {
  const at = anchor.start;
  const local = codeAt(text, at - 1) === QUOTE ? quotedStart(text, at) : localStart(text, at);
  if (local === at) return null;
  const domain = domainAt(text, at + 1);
  if (domain === null) return null;
  const { end } = domain;
  const start = isEmphasis(text, local, end) ? local + 1 : local;
  if (start === at || isSomethingElse(text, { start, end })) return null;
  return { start, end, need: domain.isKnown ? "none" : "context", rank: RANK };
}

/** `_jane@example.org_` in Markdown. */
function isEmphasis(text: string, start: number, end: number): boolean {
  return codeAt(text, start) === UNDERSCORE && codeAt(text, end) === UNDERSCORE;
}

/** Start of a quoted local part that ends before `at`, or `at`. */
function quotedStart(text: string, at: number): number {
  // The quotes may themselves be escaped, in JSON.
  const isEscaped = codeAt(text, at - 2) === BACKSLASH;
  const least = Math.max(0, at - LOCAL_MAX - 2);
  for (let start = at - 2; start >= least; start--) {
    const code = codeAt(text, start);
    if (code < 0x20) return at;
    if (code !== QUOTE) continue;
    const isOpening = isEscaped === (codeAt(text, start - 1) === BACKSLASH);
    if (!isOpening || start > at - 3) return at;
    const before = codeAt(text, start - 1);
    // The end of a string in a list of strings is no beginning.
    return isLetter(before) || isDigit(before) ? at : start - (isEscaped ? 1 : 0);
  }
  return at;
}

/** Start of the local part that ends before `at`; `at` when there is none. */
function localStart(text: string, at: number): number {
  const last = codeAt(text, at - 1);
  if (!isNameUnit(last) && last !== DENSE_MARK && !isJoint(last)) return at;
  const mayBeDense = CLASS[last] === DENSE;
  let start = at;
  // A longer local part cannot be an address, but hiding one must not be that easy either.
  while (at - start < LOCAL_MAX) {
    const code = codeAt(text, start - 1);
    if (!isLocalUnit(text, start - 1, mayBeDense)) break;
    if (mayBeDense && DENSE_BREAKS.includes(String.fromCharCode(code))) break;
    // `wait...jane@example.org`
    if (code === DOT && text.startsWith("...", start - 1)) break;
    start--;
  }
  if (codeAt(text, start - 1) === EQUALS) start = behindAssignment(text, start, at);
  start = behindEscapes(text, start, at);
  while (start < at && !isNameUnit(codeAt(text, start))) start++;
  return start;
}

/** A prolonged sound mark and the like count as letters of their script. */
const DENSE_MARK = 0x30fc;

/** May be the last character of a local part beside letters and digits. */
function isJoint(code: number): boolean {
  return code === DOT || code === PLUS || code === DASH;
}

function isNameUnit(code: number): boolean {
  const kind = CLASS[code] as number;
  return kind === LOWER || kind === UPPER || kind === DIGIT || kind === DENSE ||
    code === UNDERSCORE;
}

/** Name characters and `. % + - ' &`; RFC 5322 allows more, which in prose are never part of one. */
function isLocalUnit(text: string, at: number, mayBeDense: boolean): boolean {
  const code = codeAt(text, at);
  if (CLASS[code] === DENSE) return mayBeDense;
  if (isNameUnit(code) || isJoint(code) || code === PERCENT) return true;
  if (code !== APOSTROPHE && code !== AMPERSAND) return false;
  return isNameUnit(codeAt(text, at - 1)) && isNameUnit(codeAt(text, at + 1));
}

/**
 * `to=jane@example.org` is an assignment, `bounce+joe=example.com@lists.example.org` is not: there
 * the local part holds another address.
 */
function behindAssignment(text: string, start: number, at: number): number {
  let first = start - 1;
  let hasPlus = false;
  while (start - first < LOCAL_MAX && isLocalUnit(text, first - 1, false)) {
    first--;
    if (codeAt(text, first) === PLUS) hasPlus = true;
  }
  if (hasPlus && text.slice(start, at).includes(".")) return first;
  // `?to=1&jane@example.org`
  return start + text.slice(start, at).lastIndexOf("&") + 1;
}

/** Behind `%20`, `\n`, `\t`, `\u003c` and `\x3c`, which belong to the text around; not `%2b`. */
function behindEscapes(text: string, start: number, at: number): number {
  let from = start;
  if (codeAt(text, start - 1) === BACKSLASH) {
    const letter = text.charAt(start);
    if (letter === "n" || letter === "r" || letter === "t") from = start + 1;
    else if (letter === "u") from = start + 5;
    else if (letter === "x") from = start + 3;
  }
  for (let k = from; k < at - 2; k++) {
    const isEncoded = codeAt(text, k) === PERCENT && isHex(codeAt(text, k + 1)) &&
      isHex(codeAt(text, k + 2));
    if (isEncoded && !ENCODED_LOCAL.has(text.slice(k + 1, k + 3).toLowerCase())) from = k + 3;
  }
  return Math.min(from, at);
}

/** What has the form of an address and is none. */
function isSomethingElse(text: string, hit: Span): boolean {
  const { start, end } = hit;
  // `@jane@social.example` is a handle.
  if (codeAt(text, start - 1) === AT) return true;
  // `git@host.org:team/project`, `deploy@host.org:/srv`
  if (text.startsWith("git@", start)) return true;
  if (codeAt(text, end) === COLON && isRemotePath(text, end + 1)) return true;
  if (isUserInfo(text, start)) return true;
  const lead = text.slice(Math.max(0, start - LEAD_MAX), start);
  if (MESSAGE_ID_REGEXP.test(lead) || LOGIN_REGEXP.test(lead)) return true;
  return SSH_NAME_REGEXP.test(text.slice(start, end));
}

/** `/srv/app` or `~/app` behind the colon of a host, or `5432/name`. */
function isRemotePath(text: string, at: number): boolean {
  const code = codeAt(text, at);
  if (code === SLASH) return codeAt(text, at + 1) !== SLASH;
  if (code === 0x7e) return true;
  let end = at;
  while (end - at < 6 && isDigit(codeAt(text, end))) end++;
  if (end > at) return codeAt(text, end) === SLASH && isLetter(codeAt(text, end + 1));
  return text.slice(at, at + LEAD_MAX).split(/\s/, 1)[0]?.endsWith(".git") ?? false;
}

/** `https://jane:secret@host.org`: between the slashes of a scheme and the host. */
function isUserInfo(text: string, start: number): boolean {
  const least = Math.max(0, start - LEAD_MAX);
  for (let at = start - 1; at >= least; at--) {
    const code = codeAt(text, at);
    if (code <= 0x20 || code === QUOTE || code === 0x3c || code === 0x3f || code === 0x23) {
      return false;
    }
    if (code !== SLASH) continue;
    const isScheme = codeAt(text, at - 1) === SLASH && codeAt(text, at - 2) === COLON;
    return isScheme && !text.startsWith("mailto", at - 8);
  }
  return false;
}

/** The rule for `EMAIL`. */
export const EMAIL_RULE: MatcherRule = {
  anchor: "matcher",
  category: "EMAIL",
  finds: "e-mail address with a dotted domain",
  at: ["at"],
  words: [
    ...["email", "emails", "e mail", "mail", "mailto", "mailbox", "email address", "mail address"],
    ...["correo", "correo electr\u00f3nico", "courriel", "adresse \u00e9lectronique", "posta"],
    ...["eposta", "e posta", "epost", "e post", "s\u00e4hk\u00f6posti", "po\u0161ta", "poczta"],
    ...["mejl", "\u043f\u043e\u0447\u0442\u0430", "\u90ae\u7bb1", "\u90f5\u7bb1", "\u4fe1\u7bb1"],
    ...[
      "\u30e1\u30fc\u30eb",
      "\uc774\uba54\uc77c",
      "\uba54\uc77c",
      "\u0e2d\u0e35\u0e40\u0e21\u0e25",
    ],
  ],
  revision: 2,
  match: (scan: Scan, anchor: Readonly<Span>): Hit | null => matchEmail(scan.text, anchor),
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
    ['{"contact":{"email":"j.doe_99@sub.example.co.uk"}}', "j.doe_99@sub.example.co.uk"],
    ["[write](mailto:jane@example.org?subject=hi)", "jane@example.org"],
    ["**jane@example.org**", "jane@example.org"],
    ["_jane@example.org_", "jane@example.org"],
    ['"jane doe"@example.org', '"jane doe"@example.org'],
    ["GET /u?email=jane%2Bx@example.org&a=1", "jane%2Bx@example.org"],
    ["?q=to%3Ajane@example.org", "jane@example.org"],
    ["\u8054\u7cfbjane@example.org\u8c22\u8c22", "jane@example.org"],
    ["\u5f20\u4e09@\u4f8b\u5b50.\u516c\u53f8", "\u5f20\u4e09@\u4f8b\u5b50.\u516c\u53f8"],
    [
      "\u0438\u0432\u0430\u043d@\u043f\u043e\u0447\u0442\u0430.\u0440\u0444",
      "\u0438\u0432\u0430\u043d@\u043f\u043e\u0447\u0442\u0430.\u0440\u0444",
    ],
    ["mail: ops@build.grid", "ops@build.grid"],
    ["\\njane@example.org\\n", "jane@example.org"],
    ["bounce+joe=example.com@lists.example.org", "bounce+joe=example.com@lists.example.org"],
    ["jane@example.org:hunter2", "jane@example.org"],
  ],
  misses: [
    "a@b.c",
    "user@localhost",
    "icon@2x.png",
    "logo@3x.ai",
    "pkg@1.2.3",
    "golang.org/x/tools@v0.1.0.info",
    "image@sha256:abcdef",
    "@types/node.js",
    "git@github.com:team/project",
    "deploy@web1.example.com:/srv/app",
    "ssh -i key -p 22 admin@web1.example.com",
    "a @ b.com",
    "name@",
    "@",
    "me@.com",
    "https://jane:secret@example.com/a",
    "postgres://app@db.example.com/x",
    "@jane@social.example",
    "Message-ID: <20240101.1234@mail.example.com>",
    "chacha20-poly1305@openssh.com",
    "getty@tty1.service",
    "y = w@x.shape",
  ],
};
