/**
 * Keys whose name says little alone: the name of a vendor that has nothing else to give, and a key
 * in quotes beside the name of its user.
 *
 *     { mistral: "...", cohere: "..." }        { username = "feed", key = "..." }
 *
 * @module
 */

import { type Hit, type MatcherRule, RANK, type Span } from "../../rule.ts";
import type { Scan } from "../../context/scan.ts";
import { valueAfter } from "./assignment.ts";
import { countChars, isOf, isPlaceholder, isRecordId, looksRandom, URL64 } from "./secret_text.ts";

/** Issuers whose names are no other words. */
const ISSUERS: readonly string[] = [
  ...["cohere", "mistral", "deepseek", "groq", "openai", "anthropic", "pinecone", "datadog"],
  ...[
    "sendgrid",
    "mailgun",
    "deepgram",
    "elevenlabs",
    "rapidapi",
    "algolia",
    "pagerduty",
    "twilio",
  ],
  ...["assemblyai", "huggingface", "openrouter", "newrelic", "mapbox", "mailchimp", "postmark"],
];
/** Fewest and most characters, and fewest digits and letters of either case. */
const KEY_MIN = 30;
const KEY_MAX = 80;
const SORT_MIN = 3;
/** How far before a key its user may be named. */
const USER_CHARS_MAX = 96;
const USER_REGEXP =
  /(?:^|[\s"'{(,])(?:user(?:_?name)?|login|consumer|client_?id|account)["']?\s?(?:=>|[:=])\s?["'][^"'\n]{2,48}["'](?:,\s{0,24}|\s{1,24})(?:[\w-]{0,12}["'])?$/i;

function matchPaired({ text }: Scan, anchor: Readonly<Span>): Hit | null {
  // Most words are followed by another one: refused without a look at a slice.
  if (!"\"' =:`".includes(text.charAt(anchor.end) || "x")) return null;
  if (!/^["'`]?\s?(?:=>|[:=])/.test(text.slice(anchor.end, anchor.end + 4))) return null;
  const value = valueAfter(text, anchor, { charsMax: KEY_MAX, isToken: true });
  if (value === null || value.form !== "assigned" || !isDrawn(value.text)) return null;
  const isKey = anchor.end - anchor.start === 3;
  if (isKey && !(value.isQuoted && isBesideUser(text, anchor.start))) return null;
  return { start: value.start, end: value.end, need: "none", rank: RANK.DEFAULT };
}

function isBesideUser(text: string, at: number): boolean {
  return USER_REGEXP.test(text.slice(Math.max(0, at - USER_CHARS_MAX), at));
}

/** Whether a text is drawn from letters of both cases and digits. */
function isDrawn(found: string): boolean {
  if (found.length < KEY_MIN || !isOf(found, URL64) || isRecordId(found)) return false;
  const { digits, lower, upper } = countChars(found);
  return digits >= SORT_MIN && lower >= SORT_MIN && upper >= SORT_MIN && looksRandom(found) &&
    !isPlaceholder(found);
}

/** A made-up key, in pieces, so that no scanner takes this file for a leak. */
const KEY = "ogvd6qEom2QoMjjuHZJk" + "bid87Pr9FkDF2vS0NHog";

/** The rule for keys beside the name of their issuer or user. */
export const PAIRED_KEY_RULE: MatcherRule = {
  anchor: "matcher",
  category: "API_KEY",
  finds: "random text of 30 to 80 characters beside an issuer's name, or as key beside a user name",
  at: ["word"],
  triggers: [...ISSUERS, "key"],
  words: [],
  revision: 1,
  match: matchPaired,
  hits: [
    [`{ mistral: "${KEY}", cohere: "x" }`, KEY],
    [`cohere = ${KEY}\n`, KEY],
    [`{"deepgram":"${KEY}"}`, KEY],
    [`username = "feed",\n  key = "${KEY}"`, KEY],
    [`{"user":"feed","key":"${KEY}"}`, KEY],
    [`"elevenlabs" => "${KEY}",`, KEY],
    [`INFO algolia=${KEY} loaded`, KEY],
    [`Schl\u00fcssel f\u00fcr Mistral: ${KEY}`, KEY],
  ],
  misses: [
    "cohere: embed-multilingual-v3.0-2024-with-a-long-name",
    'mistral: "mistral-large-2407-instruct-abcdefghijkl"',
    "datadog: 9fceb02d0ae598e95dc970b74767f19372d61af8",
    "sendgrid: 0f8fad5b-d9cb-469f-a165-70867728950e",
    'openai = OpenAI("the-name-of-a-project-in-2026")',
    `key = "${KEY}"`,
    'username = "bob"\nkey = "9e107d9d372bb6826bd81d3542a419d6"',
    'user = "bob", key = "bobs-settings-for-the-year-2026"',
  ],
};
