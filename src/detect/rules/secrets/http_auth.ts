/**
 * Credentials in the `Authorization` field of HTTP, wherever it is written down: in requests, in
 * commands, in code (RFC 9110 section 11.6.2; Basic: RFC 7617; Bearer: RFC 6750).
 * @module
 */

import { type Hit, type MatcherRule, RANK, type Span } from "../../rule.ts";
import type { Scan } from "../../context/scan.ts";
import {
  countChars,
  decodeBase64,
  isPlaceholder,
  looksRandom,
  runEnd,
  TOKEN68,
  wordiness,
} from "./secret_text.ts";

const CREDENTIAL_CHARS_MAX = 4_096;
/** Shortest credential in a field, and of a Bearer credential that stands alone. */
const IN_FIELD_MIN = 8;
const ALONE_MIN = 16;
/** What is read between the name of the field and the credential. */
const HEAD_CHARS_MAX = 48;
/** How far before `Bearer` the name of the field may stand. */
const FIELD_CHARS_MAX = 40;

/** Name, sign, quotes, and a scheme other than Bearer and Basic, which have their own triggers. */
const FIELD_REGEXP =
  /^\\{0,3}["'`\])]?\s{0,2}(?:=>|[:=,])\s{0,3}\\{0,3}["'`]?(?:(?:Token(?: token=)?|ApiKey|Api-Key|API-KEY|Key|Bot|SSWS|GenieKey|Splunk|OAuth|ghp|Apikey|token|AccessKey|PVEAPIToken=\S{1,60}=)[ \t"]{0,2})?/;
const SCHEME_REGEXP = /^(?:[ \t]{1,4}|\+|%20)/;
const NAME_REGEXP = /authorization\\{0,3}["'`\])]?\s{0,2}(?:=>|[:=,])?\s{0,3}\\{0,3}["'`]?$/i;
/** Printable, with a user name or a password around the colon. */
const PAIR_REGEXP = /^([ -9;-~]{0,128}):([ -~]{0,256})$/;
/** What stands for a user name where the password is a key. */
const KEY_USER_REGEXP =
  /^(?:_{0,2}token_{0,2}|api|api[_-]?key|key|oauth2?|\$oauthtoken|x-access-token|x-token-auth|x-oauth-basic|bearer)?$/i;

function credentialAt(text: string, at: number): Span | null {
  let end = runEnd(text, at, { of: TOKEN68, max: CREDENTIAL_CHARS_MAX });
  // The sentence's own dots, and what a shell or a template goes on with.
  while (end > at && text.charAt(end - 1) === ".") end--;
  return end > at && !"({[$<*".includes(text.charAt(end) || " ") ? { start: at, end } : null;
}

function isCredential(found: string, isInField: boolean): boolean {
  // `oauth_token=...`: parameters of a scheme, and no credential as a whole.
  if (isPlaceholder(found) || /=[^=]/.test(found)) return false;
  if (looksRandom(found) && found.length >= ALONE_MIN) return true;
  if (!isInField || found.length < IN_FIELD_MIN) return false;
  const { digits, digitRuns, distinct } = countChars(found);
  return digits > 0 && distinct >= 6 && (digitRuns > 1 || wordiness(found) < 0.8);
}

function matchBearer(text: string, anchor: Readonly<Span>): Span | null {
  const space = SCHEME_REGEXP.exec(text.slice(anchor.end, anchor.end + 4))?.[0];
  if (space === undefined) return null;
  const span = credentialAt(text, anchor.end + space.length);
  if (span === null) return null;
  const before = text.slice(Math.max(0, anchor.start - FIELD_CHARS_MAX), anchor.start);
  return isCredential(text.slice(span.start, span.end), NAME_REGEXP.test(before)) ? span : null;
}

/** The credential of Basic: a name and a password, or a key on either side of the colon. */
function matchBasic(
  text: string,
  anchor: Readonly<Span>,
  category: "PASSWORD" | "API_KEY",
): Span | null {
  const space = SCHEME_REGEXP.exec(text.slice(anchor.end, anchor.end + 4))?.[0];
  if (space === undefined) return null;
  const span = credentialAt(text, anchor.end + space.length);
  if (span === null || span.end - span.start < IN_FIELD_MIN) return null;
  const pair = PAIR_REGEXP.exec(decodeBase64(text.slice(span.start, span.end)) ?? "");
  if (pair === null || pair[0] === ":") return null;
  const [, user = "", password = ""] = pair;
  const isKey = password === "" || KEY_USER_REGEXP.test(user) || password === "x-oauth-basic";
  return isKey === (category === "API_KEY") ? span : null;
}

function matchField(text: string, anchor: Readonly<Span>): Span | null {
  const head = FIELD_REGEXP.exec(text.slice(anchor.end, anchor.end + HEAD_CHARS_MAX))?.[0];
  if (head === undefined) return null;
  const span = credentialAt(text, anchor.end + head.length);
  if (span === null) return null;
  const found = text.slice(span.start, span.end);
  // The name of a scheme is no credential.
  return /^(?:bearer|basic|digest)$/i.test(found) || !isCredential(found, true) ? null : span;
}

/** Made-up credentials, in pieces, so that no scanner takes this file for a leak. */
const OPAQUE = "ogvd6qEom2QoMjjuHZJk" + "bid87Pr9FkDF2vS0NHog";
const BASIC = "Ym9iOmh1" + "bnRlcjI=";
/** `api:...` and `...:` */
const BASIC_KEY = "YXBpOmtleS1v" + "Z3ZkNnFFb20yUW8=";
const BASIC_ALONE = "b2d2ZDZxRW9t" + "MlFvTWpqdTo=";

/** The rule for credentials in the `Authorization` field. */
export const HTTP_AUTH_RULE: MatcherRule = {
  anchor: "matcher",
  category: "API_KEY",
  finds: "credential after Authorization or Bearer, and after Basic with a key inside",
  at: ["word"],
  triggers: ["authorization", "proxy authorization", "bearer", "basic"],
  words: [],
  revision: 1,
  match: ({ text }: Scan, anchor: Readonly<Span>): Hit | null => {
    const name = text.slice(anchor.start, anchor.end).toLowerCase();
    const span = name === "bearer"
      ? matchBearer(text, anchor)
      : name === "basic"
      ? matchBasic(text, anchor, "API_KEY")
      : matchField(text, anchor);
    return span === null ? null : { ...span, need: "none", rank: RANK.CHECKED };
  },
  hits: [
    [`Authorization: Bearer ${OPAQUE}`, OPAQUE],
    [`{"Authorization":"Bearer ${OPAQUE}"}`, OPAQUE],
    [`{\\"authorization\\":\\"Bearer ${OPAQUE}\\"}`, OPAQUE],
    [`curl -H 'Authorization: Token ${OPAQUE}' x`, OPAQUE],
    [`Authorization: Basic ${BASIC_KEY}`, BASIC_KEY],
    [`headers["Authorization"] = "Basic ${BASIC_ALONE}"`, BASIC_ALONE],
    [`send it as bearer ${OPAQUE}.`, OPAQUE],
    [`Setze Authorization auf Bearer ${OPAQUE} und sende`, OPAQUE],
    [`INFO > Authorization: Bearer ${OPAQUE}\r\n`, OPAQUE],
    ["Authorization: Bearer s3cr3t-t0k3n", "s3cr3t-t0k3n"],
  ],
  misses: [
    "Authorization: Bearer ${TOKEN}",
    "Authorization: Bearer <token>",
    "Authorization: Bearer YOUR_TOKEN_HERE",
    '"Bearer " + token',
    "bearer token authentication",
    "Basic usage: see below",
    "basic authentication2024 is required",
    'WWW-Authenticate: Basic realm="x"',
    "Authorization: ${header}",
    "the authorization of 2026-11-25",
    "Authorization: Bearer [REDACTED]",
    "Authorization: Basic dGVzdA==",
    `Authorization: Basic ${BASIC}`,
  ],
};

/** The rule for a user name and a password in the same field (RFC 7617). */
export const BASIC_AUTH_RULE: MatcherRule = {
  anchor: "matcher",
  category: "PASSWORD",
  finds: "credential after Basic with a user name and a password inside",
  at: ["word"],
  triggers: ["basic"],
  words: [],
  revision: 1,
  match: ({ text }: Scan, anchor: Readonly<Span>): Hit | null => {
    const span = matchBasic(text, anchor, "PASSWORD");
    return span === null ? null : { ...span, need: "none", rank: RANK.CHECKED };
  },
  hits: [
    [`Authorization: Basic ${BASIC}`, BASIC],
    [`headers["Authorization"] = "Basic ${BASIC}"`, BASIC],
    [`curl -H 'Authorization: Basic ${BASIC}' x`, BASIC],
    [`Proxy-Authorization: Basic ${BASIC}\r\n`, BASIC],
    [`{"authorization":"Basic ${BASIC}"}`, BASIC],
    [`{\\"Authorization\\":\\"Basic ${BASIC}\\"}`, BASIC],
    [`WARN request failed, Authorization=Basic ${BASIC} status=401`, BASIC],
    [`authorization:basic ${BASIC}`, BASIC],
  ],
  misses: [
    `Authorization: Basic ${BASIC_KEY}`,
    "Authorization: Basic dGVzdA==",
    "Authorization: Basic Og==",
    "Basic usage: see below",
    "basic authentication2024 is required",
    'WWW-Authenticate: Basic realm="x"',
    "Authorization: Basic ${BASIC}",
    "Authorization: Basic <base64 of user:password>",
  ],
};
