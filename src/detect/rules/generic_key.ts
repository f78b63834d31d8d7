/**
 * Keys and tokens that only their name gives away: `api_key = ...`, `"client_secret": "..."`,
 * `my token is ...`. The name asks for the value, and the value must look like a secret: random
 * enough, and neither a stand-in nor code nor the identifier of something.
 * @module
 */

import { codeAt } from "../character.ts";
import { RANK } from "../engine.ts";
import type { Hit, MatcherRule, Span } from "../rule.ts";
import type { Scan } from "../scan.ts";
import { type Given, isInName, isReference, valueAfter, wordBefore } from "./assignment.ts";
import { NEARBY_KEY_WORDS, STRONG_KEY_WORDS, WEAK_KEY_WORDS } from "./generic_key_words.ts";
import {
  countChars,
  HEX_ANY,
  isOf,
  isPlaceholder,
  isRecordId,
  isUuid,
  looksRandom,
  wordiness,
} from "./secret_text.ts";

/** Longest value; session tokens of AWS have over a thousand characters. */
const VALUE_CHARS_MAX = 1_600;
/** Shortest value after a strong name, after a weak one, and of one that just stands near. */
const STRONG_MIN = 8;
const WEAK_MIN = 16;
const NEARBY_MIN = 20;
/** A shorter value than this needs digits in several places. */
const SHORT_MAX = 15;
/** Hexadecimal text of fewer characters is an identifier or a colour. */
const HEX_MIN = 32;

/** Words before a name that make it something that everybody may see, or no value at all. */
const PUBLIC_WORDS: ReadonlySet<string> = new Set(
  "public publishable pub anon anonymous hashed hash encrypted masked no missing fake without"
    .split(
      " ",
    ),
);
/** Words before `token`, `key`, `secret` that make them something else. */
const OTHER_WORDS: ReadonlySet<string> = new Set([
  ...PUBLIC_WORDS,
  ..."page next prev previous continuation sync pagination cursor paging scroll max min num".split(
    " ",
  ),
  ..."total prompt completion input output stop eos bos pad unk special mask cls sep resume".split(
    " ",
  ),
  ..."skip idempotency first last per each primary foreign cache partition sort object row".split(
    " ",
  ),
  ..."index shard routing group dedup dedupe translation map dict idempotent s3 blob file".split(
    " ",
  ),
  ..."message hot short composite unique natural surrogate lookup join candidate ssh host".split(
    " ",
  ),
  ..."csrf xsrf change watch lock lease fencing design color theme locale i18n mime etag".split(
    " ",
  ),
]);

const NUMBER_REGEXP = /^v?\d+(?:[.:_-]\d+)+|^\d{4}-\d{2}/;
const FILE_REGEXP =
  /\.(?:pem|key|crt|cer|json|txt|env|ya?ml|toml|ini|js|mjs|ts|tsx|py|rb|go|java|md|html?|png|svg)$/i;
const PRINTABLE_REGEXP = /^[!-~]+$/;

/** What no value of a secret is, whatever its name. */
function isOther(value: Readonly<Given>, text: string): boolean {
  const found = value.text;
  if (!PRINTABLE_REGEXP.test(found) || isReference(value, text) || isPlaceholder(found)) {
    return true;
  }
  if (found.includes("://") || /^[./~\\]|^[A-Za-z]:\\/.test(found)) return true;
  return NUMBER_REGEXP.test(found) || FILE_REGEXP.test(found) || /@[\w-]+\.\w/.test(found);
}

/** Whether a value that a strong name asks for is a secret and no word. */
function isStrongValue(found: string, isSaid: boolean): boolean {
  if (found.length < STRONG_MIN) return false;
  if (isUuid(found)) return !isSaid;
  const { digits, digitRuns, lower, upper, distinct } = countChars(found);
  if (lower + upper === 0 || distinct < 6) return false;
  if (looksRandom(found)) return !isSaid || found.length > SHORT_MAX;
  if (isSaid || digits === 0) return false;
  // Signs that no name has: keys of web frameworks are drawn from all that the keyboard offers.
  if (/[!@#$%^&*].*[!@#$%^&*].*[!@#$%^&*]/.test(found)) return true;
  const words = wordiness(found);
  if (found.length <= SHORT_MAX) return digitRuns >= 2 && words < 0.7;
  return words < 0.6 || (digitRuns >= 2 && words < 0.75);
}

function matchStrong({ text }: Scan, anchor: Readonly<Span>): Hit | null {
  if (PUBLIC_WORDS.has(wordBefore(text, anchor.start))) return null;
  const value = valueAfter(text, anchor, { charsMax: VALUE_CHARS_MAX });
  if (value === null || isOther(value, text)) return null;
  const isSaid = value.form === "said" || value.form === "bare";
  return isStrongValue(value.text, isSaid) ? hit(value) : null;
}

function matchWeak({ text }: Scan, anchor: Readonly<Span>): Hit | null {
  const before = wordBefore(text, anchor.start);
  if (OTHER_WORDS.has(before)) return null;
  const name = text.slice(anchor.start, anchor.end).toLowerCase();
  // A key alone opens doors, maps and databases; a key in a name is a secret more often than not.
  const isKey = name === "key";
  if (isKey && !isInName(text, anchor.start)) return null;
  const value = valueAfter(text, anchor, { charsMax: VALUE_CHARS_MAX });
  if (value === null || isOther(value, text)) return null;
  const found = value.text;
  if (found.length < (isKey ? NEARBY_MIN : WEAK_MIN) || isRecordId(found) || isUuid(found)) {
    return null;
  }
  if (value.form === "bare" && found.length < NEARBY_MIN) return null;
  if (isOf(found, HEX_ANY) && (isKey || found.length < HEX_MIN)) return null;
  return hasEnoughLetters(found) && looksRandom(found) ? hit(value) : null;
}

/** Dates, versions and names of models have digits mostly. */
function hasEnoughLetters(found: string): boolean {
  const { lower, upper } = countChars(found);
  return lower + upper >= 0.25 * found.length;
}

function hit(value: Readonly<Given>): Hit {
  return { start: value.start, end: value.end, need: "none", rank: RANK.DEFAULT };
}

/** Characters beside a run that make it a part of a path, an address, or base64 of something. */
const PART_SIGNS = "/\\.+=@%#&";

function matchNearby({ text }: Scan, anchor: Readonly<Span>): Hit | null {
  const { start, end } = anchor;
  const found = text.slice(start, end);
  if (found.length < NEARBY_MIN || found.length > VALUE_CHARS_MAX) return null;
  const before = text.charAt(start - 1);
  if (before !== "" && PART_SIGNS.includes(before) && before !== "=") return null;
  const after = text.charAt(end);
  const isGlued = after !== "" && PART_SIGNS.includes(after) && !/\s/.test(text.charAt(end + 1)) &&
    end + 1 < text.length;
  if (isGlued || codeAt(text, end) === 0x28) return null;
  if (isUuid(found) || isRecordId(found) || isPlaceholder(found)) return null;
  if (isOf(found, HEX_ANY) && found.length < HEX_MIN) return null;
  const { digits } = countChars(found);
  if (digits < 2 || !hasEnoughLetters(found) || !looksRandom(found)) return null;
  return { start, end, need: "context", rank: RANK.WEAK };
}

/** The rule for names that mean a secret. */
export const STRONG_KEY_RULE: MatcherRule = {
  anchor: "matcher",
  category: "API_KEY",
  finds: "value of an API key, an access token, a client secret and the like, in many languages",
  at: ["word"],
  triggers: STRONG_KEY_WORDS,
  words: [],
  revision: 1,
  match: matchStrong,
  hits: [],
  misses: [],
};

/** The rule for names that may mean a secret. */
export const WEAK_KEY_RULE: MatcherRule = {
  anchor: "matcher",
  category: "API_KEY",
  finds: "random value of 16 characters and more of a token, a secret, a credential, a ..._key",
  at: ["word"],
  triggers: WEAK_KEY_WORDS,
  words: [],
  revision: 1,
  match: matchWeak,
  hits: [],
  misses: [],
};

/** The rule for random tokens near a word for them, below a column heading, in a labelled field. */
export const NEARBY_KEY_RULE: MatcherRule = {
  anchor: "matcher",
  category: "API_KEY",
  finds: "random token of 20 characters and more near a word for API keys or access tokens",
  at: ["token"],
  words: NEARBY_KEY_WORDS,
  revision: 1,
  match: matchNearby,
  hits: [],
  misses: [],
};
