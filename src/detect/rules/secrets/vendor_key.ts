/**
 * Keys and tokens that say themselves what they are: by a prefix of `secret_vendors.ts`, or by a
 * shape of `vendor_shapes.ts` that only one issuer uses.
 * @module
 */

import { codeAt, isAlphanumeric, isLetter } from "../../text/character.ts";
import { type Hit, type MatcherRule, RANK, type Span } from "../../rule.ts";
import type { Scan } from "../../context/scan.ts";
import { secretAfter } from "./aws_secret.ts";
import { hasTokenChecksum } from "./github_crc.ts";
import {
  countChars,
  entropyOf,
  isPlaceholder,
  isUuid,
  looksRandom,
  runEnd,
  runStart,
  UPPER36,
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
    // Capitals and digits of one length say enough: one id in fifty has the pairs of words.
    const isExact = (body === UPPER36 && least === most) ||
      (prefix.length >= UUID_PREFIX_MIN && isUuid(text.slice(from, end)));
    const isSure = fits && (row.isDistinct || isExact);
    if (!isChecked && !isSecret(text.slice(from, end), isSure)) continue;
    return { start: at, end: prefix.startsWith("gl") ? routableTailEnd(text, end) : end };
  }
  return null;
}

/** Whether a text is one token of a vendor whose prefix tells, and nothing else. */
export function isVendorToken(text: string): boolean {
  return tokenAt(text, 0, PLAIN)?.end === text.length;
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

/** Prefixes of this length say whose key a UUID is. */
const UUID_PREFIX_MIN = 8;
const TWILIO_ACCOUNT_REGEXP = /^AC[0-9a-f]{32}$/;

/** The account of Twilio is half of its credentials; it takes a word for Twilio next to it. */
function matchAccount(text: string, run: Readonly<Span>): Hit | null {
  if (!TWILIO_ACCOUNT_REGEXP.test(text.slice(run.start, run.end))) return null;
  return { start: run.start, end: run.end, need: "context", rank: RANK.CHECKED };
}

/** Made-up tokens, in two pieces each, so that no scanner takes this file for a leak. */
const GITHUB = "ghp" + "_3aT365xd4DItbteHDv0GE1r44dPIfIXnX51h";
const OPENAI = "sk-proj" + "-xdZp27ppDzJlYdApXlfXL0IoBs5HgIm94HMNAfWmjCGZ4f6S";
const ACCESS_KEY_ID = "AKIA" + "YZ27QVYIH6REOGJ6";
const WORDY_ID = "AKIA" + "OTERST7EADREN4IS";
const GOOGLE = "AIza" + "6JUfASNVHoYx7okz3IncAsU9uJrGvsGbx4s";
const SLACK = "xoxb" + "-166748785099-0384984719360-D1G1kJCNPGOUZt0xr9SaMkWo";
const STRIPE = "sk_live" + "_ffo8hBr1Efa8PartfKVu341d";
const SENDGRID = "SG" + ".gbg9nYkAxBSgr-OTEqZ1e2.ivzn10K6zKJfFqyRUwucDDIqzz5rkD3P2MvNd-mwsxF";
const TELEGRAM = "816262641" + ":AAxyz4W6m50SOCZ4z76h4zP7Xg6TmFq-PGS";
const DISCORD = "NDc5Mzg1NzE1ODc2MjkxOTc2" + ".JnfmsC.ytUkYWaz84ubSnKK6N2QD19H7fT";
const NEW_RELIC = "eu01xx" + "e5fe7eb8d89b58e046d562551d9720" + "NRAL";
const RAZORPAY = "rzp_live" + "_F1A5e3aVSCaDIJ";
const HUBSPOT = "pat-eu1" + "-799ea68f-e616-49ba-a0ad-e53ba16b2e12";
const MAILCHIMP = "73551797303327dc93928f014cb11b35" + "-us21";

/** The rule for keys of known vendors. */
export const VENDOR_KEY_RULE: MatcherRule = {
  anchor: "matcher",
  category: "API_KEY",
  finds: "key or token of a known vendor, by prefix, alphabet and length, or by its shape",
  at: ["token", "word"],
  // Base64 has signs that end a run of letters and digits, so that this one may have no long run.
  triggers: ["whsec"],
  words: ["twilio", "account sid"],
  revision: 2,
  match: ({ text }: Scan, anchor: Readonly<Span>): Hit | null =>
    sure(matchVendor(text, anchor)) ?? matchAccount(text, anchor),
  hits: [
    [`export GITHUB_TOKEN=${GITHUB}`, GITHUB],
    [`Use ${OPENAI}, please.`, OPENAI],
    [`aws_access_key_id = ${ACCESS_KEY_ID}`, ACCESS_KEY_ID],
    [`AWS_ACCESS_KEY_ID=${WORDY_ID} region`, WORDY_ID],
    [`{"maps":"${GOOGLE}"}`, GOOGLE],
    [`{\\"slack\\":\\"${SLACK}\\"}`, SLACK],
    [`name,stripe\nAnn,${STRIPE}\n`, STRIPE],
    [`2026-11-25T10:00:00Z WARN mail key=${SENDGRID} refused`, SENDGRID],
    [`Der Schl\u00fcssel ist ${GITHUB}.`, GITHUB],
    [`https://api.telegram.org/bot${TELEGRAM}/getMe`, TELEGRAM],
    [`client.login("${DISCORD}")`, DISCORD],
    [`Ma cl\u00e9 : ${MAILCHIMP}`, MAILCHIMP],
    [`NEW_RELIC_LICENSE: ${NEW_RELIC}`, NEW_RELIC],
    [`key_id: ${RAZORPAY}`, RAZORPAY],
    [`hubspot;prod;${HUBSPOT};2026`, HUBSPOT],
  ],
  misses: [
    "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    "sk-learn-contrib-0.24-py3-none",
    "AKIAIOSFODNN7EXAMPLE",
    "AIzaYourKeyHere1234",
    "xoxb-your-token-goes-here",
    "pk_live_ffo8hBr1Efa8PartfKVu341d",
    "tokens begin with ghp_ and 36 characters follow",
    "9851c4a71e794433411bb9df92ec41d2363efe7361e1fdc8d95b2bb41100751e",
    "0f8fad5b-d9cb-469f-a165-70867728950e",
    "chatcmpl-9fK2jd8sKq72hsLKd92jsKd8",
    "order SG.2024.1 of 2026-11-25",
    "call_abc123XYZ789def456GHI",
  ],
};

const ENTRA = "Ppr8Q~" + "kBGqm99qrROTTeDYiGILynboGxc4J4ddNb";

/** The rule for client secrets of Microsoft Entra, which are no run of letters and digits. */
export const ENTRA_SECRET_RULE: MatcherRule = {
  anchor: "matcher",
  category: "API_KEY",
  finds: "client secret of Microsoft Entra: three characters, a digit, Q~, 31 to 34 characters",
  at: ["mixed"],
  followedBy: "~",
  words: [],
  revision: 1,
  match: (scan: Scan, anchor: Readonly<Span>): Hit | null => sure(entraSecretAt(scan.text, anchor)),
  hits: [
    [`AZURE_CLIENT_SECRET=${ENTRA}`, ENTRA],
    [`{"clientSecret":"${ENTRA}"}`, ENTRA],
    [`The secret is ${ENTRA}.`, ENTRA],
    [`Das Geheimnis lautet ${ENTRA}, bitte merken`, ENTRA],
    [`{\\"s\\":\\"${ENTRA}\\"}`, ENTRA],
    [`id,secret\n1,${ENTRA}\n`, ENTRA],
    [`INFO secret=${ENTRA} rotated`, ENTRA],
    [`az login -p '${ENTRA}'`, ENTRA],
  ],
  misses: [
    "abc8Q~short",
    "abc8Q~xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    "git show HEAD8Q~2",
    "a file~1 and a file~2",
    "Q~ as in 3Q~",
    "version 1.8Q~rc",
    "see ~/a/b8Q~",
    "12348Q-kBGqm99qrROTTeDYiGILynboGxc4J4ddNb",
  ],
};

/** The id that AWS uses in its manuals: no finding of its own. */
const SAMPLE_ID = "AKIA" + "IOSFODNN7EXAMPLE";
const SECRET = "0k1s0OT4EkR8vIPNkIORc5QB" + "v3tCnAw/r5mKDwdB";

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
  hits: [
    [`${SAMPLE_ID} / ${SECRET}`, SECRET],
    [`id ${SAMPLE_ID} and secret ${SECRET}.`, SECRET],
    [`${SAMPLE_ID},${SECRET}`, SECRET],
    [`{"i":"${SAMPLE_ID}","s":"${SECRET}"}`, SECRET],
    [`${SAMPLE_ID}\n${SECRET}\n`, SECRET],
    [`{\\"i\\":\\"${SAMPLE_ID}\\",\\"s\\":\\"${SECRET}\\"}`, SECRET],
    [`INFO ${SAMPLE_ID}:${SECRET} used`, SECRET],
    [`die Kennung ${SAMPLE_ID} mit ${SECRET}`, SECRET],
  ],
  misses: [
    "AKIAYZ27 and v3tCnAw",
    "AKIA... and 40 characters",
    "commit 9fceb02d0ae598e95dc970b74767f19372d61af8 of AKIA",
    `${SAMPLE_ID} by 9fceb02d0ae598e95dc970b74767f19372d61af8`,
    `${SAMPLE_ID} in thisIsAVeryLongIdentifierOfFortyCharsXYZ`,
    `${SAMPLE_ID}${SECRET}`,
    `${SECRET}`,
    `${SAMPLE_ID} ${SECRET}AbCd1`,
  ],
};

function sure(span: Span | null): Hit | null {
  return span === null ? null : { ...span, need: "none", rank: RANK.SURE };
}
