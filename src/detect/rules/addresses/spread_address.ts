/**
 * Addresses in parts between commas, whose house number may stand far from the street: in Arabic and
 * Persian, and flats and plots of India.
 *
 *     QUARTER\u060c STREET\u060c building 4412\u060c flat 6\u060c TOWN        B-1203, Lotus Heights, Sector 74, Noida
 *
 * @module
 */

import type { Hit, MatcherRule, Span } from "../../rule.ts";
import type { Scan } from "../../context/scan.ts";
import { arabicTail } from "./address_places.ts";
import { phrases } from "../phrases.ts";

/** How much is read on from a word, and back. */
const AHEAD_CHARS_MAX = 176;
const BACK_CHARS_MAX = 80;

const ARABIC_WORDS: readonly string[] = phrases([
  "\u0634\u0627\u0631\u0639|\u062d\u064a|\u0637\u0631\u064a\u0642",
  "\u062e\u06cc\u0627\u0628\u0627\u0646|\u0628\u0644\u0648\u0627\u0631",
  "\u0645\u06cc\u062f\u0627\u0646|\u0627\u062a\u0648\u0628\u0627\u0646|\u0634\u0647\u0631\u06a9",
  "\u0645\u0646\u0637\u0642\u0629|\u062d\u0649",
]);
const DIGITS = "[0-9\\u0660-\\u0669\\u06f0-\\u06f9]";
const NAME = "[\\u0620-\\u06d3\\u200c]{2,18}(?: [\\u0620-\\u06d3\\u200c]{1,18}){0,3}";
const HOUSE =
  "(?:\u0645\u0628\u0646\u0649|\u0628\u0646\u0627\u064a\u0629|\u0639\u0645\u0627\u0631\u0629|\u0634\u0642\u0629|\u0641\u064a\u0644\u0627|\u0631\u0642\u0645|\u0627\u0644\u062f\u0648\u0631|\u0627\u0644\u0637\u0627\u0628\u0642|\u0645\u0646\u0632\u0644|\u0628\u064a\u062a|\u0642\u0637\u0639\u0629|\u0628\u0644\u0648\u0643|\u0628\u0631\u062c|\u067e\u0644\u0627\u06a9|\u0648\u0627\u062d\u062f|\u0637\u0628\u0642\u0647|\u0628\u0644\u0648\u06a9|\u0633\u0627\u062e\u062a\u0645\u0627\u0646|\u0645\u062c\u062a\u0645\u0639|\u0632\u0646\u06af)";
const ARABIC_REGEXP = new RegExp(
  `^ ${NAME}(?:[\u060c,] ?${NAME}){0,3}?(?:[\u060c,]? ?${HOUSE}(?: \u0631\u0642\u0645)?:? ?${DIGITS}{1,6}(?:/${DIGITS}{1,4})?){1,4}(?:[\u060c,] ?[\\u0620-\\u06d3\\u200c]{3,14}(?: [\\u0620-\\u06d3\\u200c]{2,12})?(?=[ \\t]*(?:[.\u060c\u061b\\n)"]|$)))?`,
);
const CITY_REGEXP =
  /(?:\u062a\u0647\u0631\u0627\u0646|\u0627\u0635\u0641\u0647\u0627\u0646|\u0634\u06cc\u0631\u0627\u0632|\u0645\u0634\u0647\u062f|\u062a\u0628\u0631\u06cc\u0632|\u06a9\u0631\u062c|\u0642\u0645|\u0627\u0647\u0648\u0627\u0632|\u0631\u0634\u062a|\u0627\u0644\u0631\u064a\u0627\u0636|\u062c\u062f\u0629|\u0645\u0643\u0629|\u0627\u0644\u062f\u0645\u0627\u0645|\u0627\u0644\u0642\u0627\u0647\u0631\u0629|\u0627\u0644\u062c\u064a\u0632\u0629|\u0627\u0644\u0625\u0633\u0643\u0646\u062f\u0631\u064a\u0629|\u062f\u0628\u064a|\u0623\u0628\u0648\u0638\u0628\u064a|\u0627\u0644\u0634\u0627\u0631\u0642\u0629|\u0628\u064a\u0631\u0648\u062a|\u0639\u0645\u0627\u0646|\u0628\u063a\u062f\u0627\u062f|\u0627\u0644\u062f\u0648\u062d\u0629|\u0627\u0644\u0643\u0648\u064a\u062a|\u0627\u0644\u0645\u0646\u0627\u0645\u0629|\u0645\u0633\u0642\u0637|\u062f\u0645\u0634\u0642)[\u060c,] ?$/;

function matchArabic({ text }: Scan, anchor: Readonly<Span>): Hit | null {
  if (/[\u0620-\u06d3]/.test(text.charAt(anchor.start - 1))) return null;
  const found = ARABIC_REGEXP.exec(text.slice(anchor.end, anchor.end + AHEAD_CHARS_MAX))?.[0];
  if (found === undefined) return null;
  const city = CITY_REGEXP.exec(text.slice(Math.max(0, anchor.start - 16), anchor.start))?.[0] ??
    "";
  const end = arabicTail(text, anchor.end + found.length);
  return { start: anchor.start - city.length, end, need: "none" };
}

/** Before the number of a house or a flat, in Hindi. */
const HINDI_WORDS: readonly string[] = phrases([
  "\u092e\u0915\u093e\u0928 \u0928\u0902|\u092e\u0915\u093e\u0928 \u0928\u0902\u092c\u0930|\u092e\u0915\u093e\u0928 \u0928\u092e\u094d\u092c\u0930|\u092e\u0915\u093e\u0928 \u0938\u0902\u0916\u094d\u092f\u093e|\u092e\u0915\u093e\u0928 \u0915\u094d\u0930\u092e\u093e\u0902\u0915|\u092b\u094d\u0932\u0948\u091f \u0928\u0902|\u092b\u094d\u0932\u0948\u091f \u0928\u0902\u092c\u0930|\u092a\u094d\u0932\u0949\u091f \u0928\u0902|\u092a\u094d\u0932\u0949\u091f \u0928\u0902\u092c\u0930|\u0926\u0941\u0915\u093e\u0928 \u0928\u0902|\u0939\u093e\u0909\u0938 \u0928\u0902",
  "\u0915\u094d\u0935\u093e\u0930\u094d\u091f\u0930 \u0928\u0902|\u092d\u0935\u0928 \u0938\u0902\u0916\u094d\u092f\u093e|\u0918\u0930 \u0928\u0902|\u0918\u0930 \u0915\u094d\u0930\u092e\u093e\u0902\u0915|\u092b\u094d\u0932\u0945\u091f \u0928\u0902|\u092b\u094d\u0932\u0948\u091f \u0938\u0902\u0916\u094d\u092f\u093e|\u092e \u0928\u0902",
]);
const HINDI_DIGIT = "[0-9\u0966-\u096f]";
const HINDI_WORD = "[\u0900-\u0963\u0970-\u097f]{1,18}\\.?";
const HINDI_REGEXP = new RegExp(
  `^\\.? ?:? ?(?:[A-Z]-?)?${HINDI_DIGIT}{1,5}(?:[-/][A-Z0-9\u0966-\u096f]{1,4})?(?:, ?${HINDI_WORD}(?: ${HINDI_WORD}){0,3}(?:[ -]${HINDI_DIGIT}{1,4}(?!${HINDI_DIGIT}))?){1,6}?(?:,? ?[-\u2013]? ?${HINDI_DIGIT}{3} ?${HINDI_DIGIT}{3}(?!${HINDI_DIGIT})|(?=\\s*(?:[\u0964.;)\\n"]|$)))`,
);
/** What such an address has, or a postcode; and what only sentences have. */
const HINDI_PROOF_REGEXP =
  /\u0928\u0917\u0930|\u0917\u0932\u0940|\u0938\u0947\u0915\u094d\u091f\u0930|\u0915\u0949\u0932\u094b\u0928\u0940|\u092e\u094b\u0939\u0932\u094d\u0932\u093e|\u092e\u0941\u0939\u0932\u094d\u0932\u093e|\u0930\u094b\u0921|\u092e\u093e\u0930\u094d\u0917|\u0935\u093e\u0930\u094d\u0921|\u092c\u094d\u0932\u0949\u0915|\u092b\u0947\u091c|\u0935\u093f\u0939\u093e\u0930|\u0917\u0902\u091c|\u091a\u094c\u0915|\u092c\u093e\u091c\u093c?\u093c?\u093e\u0930|\u090f\u0928\u094d\u0915\u094d\u0932\u0947\u0935|\u0905\u092a\u093e\u0930\u094d\u091f\u092e\u0947\u0902\u091f|[0-9\u0966-\u096f]{3} ?[0-9\u0966-\u096f]{3}$/;
const HINDI_PROSE_REGEXP =
  /[ ,](?:\u0939\u0948|\u0939\u0948\u0902|\u0939\u0942\u0901|\u0939\u0942\u0902|\u092e\u0947\u0902|\u0930\u0939\u0924\u093e|\u0930\u0939\u0924\u0940|\u0915\u094b|\u0938\u0947|\u092e\u0948\u0902|\u092f\u0939|\u0914\u0930)(?=[ ,]|$)/;

function matchHindi({ text }: Scan, anchor: Readonly<Span>): Hit | null {
  if (/[\u0900-\u097f]/.test(text.charAt(anchor.start - 1))) return null;
  const found = HINDI_REGEXP.exec(text.slice(anchor.end, anchor.end + AHEAD_CHARS_MAX))?.[0];
  if (found === undefined || !HINDI_PROOF_REGEXP.test(found)) return null;
  if (HINDI_PROSE_REGEXP.test(found)) return null;
  const { length } = found.replace(/\.$/, "");
  return { start: anchor.start, end: anchor.end + length, need: "none" };
}

/** Before the number of a flat, a house, a plot. */
const FLAT_WORDS: readonly string[] = phrases([
  "flat no|flat number|flat|h no|house no|plot no|door no|d no|shop no|villa no|quarter no|hno",
  "apartment no|bungalow no",
]);
/** Words of the parts of Indian addresses. */
const PLACE_WORDS: readonly string[] = phrases([
  "nagar|colony|marg|chowk|enclave|vihar|puram|mohalla|taluk|tehsil|peth|chawl|bhavan|layout",
  "residency|sector|phase|society|gali|wadi|salai|bazaar|garden|extn",
]);
const CODE = "[A-Z]{0,2}[-/]?\\d{1,5}[A-Z]?(?:[/-]\\d{1,4}[A-Z]?){0,3}";
const PART =
  "[\\p{Lu}\\d][\\p{L}\\d.'\\u2019&/-]{0,20}(?: (?:(?:of|and|no\\.?) )?[\\p{Lu}\\d][\\p{L}\\d.'\\u2019&/-]{0,20}){0,4}";
const FLAT_REGEXP = new RegExp(
  `^\\.? ?[:#-]? ?(${CODE},? (?:${PART}, ?){1,6}${PART}(?:,? ?[-\\u2013]? ?\\d{3} ?\\d{3}(?!\\d))?)(?=[\\s.;)"'|,\\\\]|$)`,
  "u",
);
const BACK_REGEXP = new RegExp(
  `(?:^|[\\s:"'(])(?:No\\.? ?)?(#?${CODE}, ?(?:${PART}, ?){0,4}(?:[\\p{Lu}\\d][\\p{L}\\d.'\\u2019&/-]{0,20} ){0,3})$`,
  "u",
);
const ON_REGEXP = new RegExp(
  `^(?: (?:No\\.? ?)?\\d{1,3}[A-Z]?| [IVX]{1,4})?(?:,? ?${PART}){0,4}?(?:,? ?[-\\u2013]? ?\\d{3} ?\\d{3}(?!\\d)|(?=\\s*(?:[.;)"'|\\n\\\\]|$)))`,
  "u",
);
const PROOF_REGEXP =
  /\b(?:Sector|Phase|Nagar|Colony|Road|Rd|Marg|Layout|Main|Cross|Enclave|Vihar|Puram|Society|Apartments?|Apts|Towers?|Residency|Heights|Gardens?|Gali|Lane|Street|Bazaar|Chowk|Extn|Extension|Stage|Block|Market|Mohalla|Peth)\b|(?:^|\D)\d{3} ?\d{3}$/;

function matchFlat({ text }: Scan, anchor: Readonly<Span>): Hit | null {
  if (/[\p{L}\d_/-]/u.test(text.charAt(anchor.start - 1))) return null;
  const found = FLAT_REGEXP.exec(text.slice(anchor.end, anchor.end + AHEAD_CHARS_MAX));
  const address = found?.[1];
  if (found === null || address === undefined || !PROOF_REGEXP.test(address)) return null;
  const start = anchor.end + found[0].length - address.length;
  return { start, end: start + address.length, need: "none" };
}

function matchPlace({ text }: Scan, anchor: Readonly<Span>): Hit | null {
  // A capital: in prose these words are others.
  if (!/^\p{Lu}/u.test(text.charAt(anchor.start)) && text.charCodeAt(anchor.start - 1) === 0x20) {
    return null;
  }
  const before = text.slice(Math.max(0, anchor.start - BACK_CHARS_MAX), anchor.start);
  if (!/\d[^\n]*, ?/.test(before)) return null;
  const head = BACK_REGEXP.exec(before)?.[1];
  if (head === undefined) return null;
  const ahead = ON_REGEXP.exec(text.slice(anchor.end, anchor.end + BACK_CHARS_MAX))?.[0];
  if (ahead === undefined) return null;
  return { start: anchor.start - head.length, end: anchor.end + ahead.length, need: "none" };
}

const ROW = {
  anchor: "matcher",
  category: "STREET_ADDRESS",
  at: ["word"],
  words: [],
  revision: 1,
} as const;

/** The rule for addresses in Hindi. */
export const HINDI_ADDRESS_RULE: MatcherRule = {
  ...ROW,
  finds: "number of a house or flat in Hindi, and the parts of its address between commas",
  triggers: HINDI_WORDS,
  match: matchHindi,
  hits: [
    [
      "\u092a\u0924\u093e: \u092e\u0915\u093e\u0928 \u0928\u0902. 45, \u0917\u0932\u0940 \u0928\u0902. 3, \u0936\u093e\u0938\u094d\u0924\u094d\u0930\u0940 \u0928\u0917\u0930, \u091c\u092f\u092a\u0941\u0930 302016\u0964",
      "\u092e\u0915\u093e\u0928 \u0928\u0902. 45, \u0917\u0932\u0940 \u0928\u0902. 3, \u0936\u093e\u0938\u094d\u0924\u094d\u0930\u0940 \u0928\u0917\u0930, \u091c\u092f\u092a\u0941\u0930 302016",
    ],
    [
      "\u092b\u094d\u0932\u0948\u091f \u0928\u0902. 12-B, \u0938\u0947\u0915\u094d\u091f\u0930 9, \u0930\u094b\u0939\u093f\u0923\u0940, \u0926\u093f\u0932\u094d\u0932\u0940 - 110085",
      "\u092b\u094d\u0932\u0948\u091f \u0928\u0902. 12-B, \u0938\u0947\u0915\u094d\u091f\u0930 9, \u0930\u094b\u0939\u093f\u0923\u0940, \u0926\u093f\u0932\u094d\u0932\u0940 - 110085",
    ],
    [
      "\u092e\u0915\u093e\u0928 \u0938\u0902\u0916\u094d\u092f\u093e 7, \u0935\u093e\u0930\u094d\u0921 4, \u0917\u093e\u0902\u0927\u0940 \u0928\u0917\u0930\u0964",
      "\u092e\u0915\u093e\u0928 \u0938\u0902\u0916\u094d\u092f\u093e 7, \u0935\u093e\u0930\u094d\u0921 4, \u0917\u093e\u0902\u0927\u0940 \u0928\u0917\u0930",
    ],
    [
      "\u092a\u094d\u0932\u0949\u091f \u0928\u0902 18, \u090f\u092e\u091c\u0940 \u0930\u094b\u0921, \u0907\u0902\u0926\u094c\u0930 452001 \u092a\u0930 \u092d\u0947\u091c\u0947\u0902",
      "\u092a\u094d\u0932\u0949\u091f \u0928\u0902 18, \u090f\u092e\u091c\u0940 \u0930\u094b\u0921, \u0907\u0902\u0926\u094c\u0930 452001",
    ],
    [
      "\u092e\u0947\u0930\u093e \u0918\u0930 \u0928\u0902. \u096f, \u0935\u093f\u0915\u093e\u0938 \u0915\u0949\u0932\u094b\u0928\u0940, \u092a\u0941\u0923\u0947 \u096a\u0967\u0967\u0966\u0966\u0967",
      "\u0918\u0930 \u0928\u0902. \u096f, \u0935\u093f\u0915\u093e\u0938 \u0915\u0949\u0932\u094b\u0928\u0940, \u092a\u0941\u0923\u0947 \u096a\u0967\u0967\u0966\u0966\u0967",
    ],
    [
      '{"text":"\u092e\u0915\u093e\u0928 \u0928\u0902. 45, \u0936\u093e\u0938\u094d\u0924\u094d\u0930\u0940 \u0928\u0917\u0930, \u091c\u092f\u092a\u0941\u0930 302016"}',
      "\u092e\u0915\u093e\u0928 \u0928\u0902. 45, \u0936\u093e\u0938\u094d\u0924\u094d\u0930\u0940 \u0928\u0917\u0930, \u091c\u092f\u092a\u0941\u0930 302016",
    ],
    [
      "INFO \u092e\u0915\u093e\u0928 \u0928\u0902. 45, \u0936\u093e\u0938\u094d\u0924\u094d\u0930\u0940 \u0928\u0917\u0930, \u091c\u092f\u092a\u0941\u0930 302016",
      "\u092e\u0915\u093e\u0928 \u0928\u0902. 45, \u0936\u093e\u0938\u094d\u0924\u094d\u0930\u0940 \u0928\u0917\u0930, \u091c\u092f\u092a\u0941\u0930 302016",
    ],
    [
      "\u0939\u093e\u0909\u0938 \u0928\u0902. 3, \u092e\u0949\u0932 \u0930\u094b\u0921, \u0936\u093f\u092e\u0932\u093e.",
      "\u0939\u093e\u0909\u0938 \u0928\u0902. 3, \u092e\u0949\u0932 \u0930\u094b\u0921, \u0936\u093f\u092e\u0932\u093e",
    ],
  ],
  misses: [
    "\u092e\u0915\u093e\u0928 \u0928\u0902. 214 \u0916\u093e\u0932\u0940 \u0939\u0948\u0964",
    "\u092e\u0915\u093e\u0928 \u0928\u0902. 214, \u092e\u0948\u0902 \u0935\u0939\u093e\u0901 \u0930\u0939\u0924\u093e \u0939\u0942\u0901\u0964",
    "\u0926\u0941\u0915\u093e\u0928 \u0928\u0902. 5, \u0915\u0932 \u092c\u0902\u0926 \u0930\u0939\u0947\u0917\u0940\u0964",
    "\u092a\u094d\u0932\u0949\u091f \u0928\u0902. 8",
    "\u092e\u0915\u093e\u0928 \u0928\u0902\u092c\u0930 \u0915\u094d\u092f\u093e \u0939\u0948?",
    "\u092b\u094d\u0932\u0948\u091f \u0928\u0902. 3, \u0914\u0930 \u092b\u093f\u0930 \u0917\u0932\u0940 \u092e\u0947\u0902 \u092e\u0941\u0921\u093c\u0947\u0902\u0964",
    "\u092d\u0935\u0928 \u0938\u0902\u0916\u094d\u092f\u093e 12, 13, 14",
    "\u092e\u0915\u093e\u0928 \u0928\u0902., \u0917\u0932\u0940 \u0928\u0902.",
  ],
};

/** The rule for addresses in Arabic and Persian. */
export const ARABIC_ADDRESS_RULE: MatcherRule = {
  ...ROW,
  finds: "quarter, street and building in Arabic or Persian, between commas",
  triggers: ARABIC_WORDS,
  match: matchArabic,
  hits: [
    [
      "\u0627\u0644\u0639\u0646\u0648\u0627\u0646: \u062d\u064a \u0627\u0644\u0648\u0631\u0648\u062f\u060c \u0634\u0627\u0631\u0639 \u0627\u0644\u0623\u0645\u064a\u0631 \u0633\u0644\u0637\u0627\u0646\u060c \u0645\u0628\u0646\u0649 3120\u060c \u0634\u0642\u0629 4\u060c \u062c\u062f\u0629.",
      "\u062d\u064a \u0627\u0644\u0648\u0631\u0648\u062f\u060c \u0634\u0627\u0631\u0639 \u0627\u0644\u0623\u0645\u064a\u0631 \u0633\u0644\u0637\u0627\u0646\u060c \u0645\u0628\u0646\u0649 3120\u060c \u0634\u0642\u0629 4\u060c \u062c\u062f\u0629",
    ],
    [
      "\u0625\u0644\u0649 \u0634\u0627\u0631\u0639 \u0627\u0644\u0646\u0635\u0631\u060c \u0645\u0628\u0646\u0649 31\u060c \u0634\u0642\u0629 4\u060c \u062d\u064a \u0627\u0644\u0648\u0631\u0648\u062f\u060c \u062c\u062f\u0629 23435.",
      "\u0634\u0627\u0631\u0639 \u0627\u0644\u0646\u0635\u0631\u060c \u0645\u0628\u0646\u0649 31\u060c \u0634\u0642\u0629 4\u060c \u062d\u064a \u0627\u0644\u0648\u0631\u0648\u062f\u060c \u062c\u062f\u0629 23435",
    ],
    [
      "\u064a\u0633\u0643\u0646 \u0641\u064a \u0634\u0627\u0631\u0639 \u0627\u0644\u0646\u0635\u0631\u060c \u0639\u0645\u0627\u0631\u0629 \u0661\u0665\u060c \u0627\u0644\u062f\u0648\u0631 \u0663",
      "\u0634\u0627\u0631\u0639 \u0627\u0644\u0646\u0635\u0631\u060c \u0639\u0645\u0627\u0631\u0629 \u0661\u0665\u060c \u0627\u0644\u062f\u0648\u0631 \u0663",
    ],
    [
      "\u062a\u0647\u0631\u0627\u0646\u060c \u062e\u06cc\u0627\u0628\u0627\u0646 \u0648\u0644\u06cc\u0639\u0635\u0631\u060c \u06a9\u0648\u0686\u0647 \u0646\u0633\u062a\u0631\u0646\u060c \u067e\u0644\u0627\u06a9 \u06f2\u06f4\u060c \u0648\u0627\u062d\u062f \u06f3",
      "\u062a\u0647\u0631\u0627\u0646\u060c \u062e\u06cc\u0627\u0628\u0627\u0646 \u0648\u0644\u06cc\u0639\u0635\u0631\u060c \u06a9\u0648\u0686\u0647 \u0646\u0633\u062a\u0631\u0646\u060c \u067e\u0644\u0627\u06a9 \u06f2\u06f4\u060c \u0648\u0627\u062d\u062f \u06f3",
    ],
    [
      "\u0622\u062f\u0631\u0633: \u0628\u0644\u0648\u0627\u0631 \u06a9\u0634\u0627\u0648\u0631\u0632\u060c \u067e\u0644\u0627\u06a9 12",
      "\u0628\u0644\u0648\u0627\u0631 \u06a9\u0634\u0627\u0648\u0631\u0632\u060c \u067e\u0644\u0627\u06a9 12",
    ],
    [
      '{"text":"\u062d\u064a \u0627\u0644\u0648\u0631\u0648\u062f\u060c \u0634\u0627\u0631\u0639 \u0627\u0644\u0623\u0645\u064a\u0631\u060c \u0645\u0628\u0646\u0649 3120"}',
      "\u062d\u064a \u0627\u0644\u0648\u0631\u0648\u062f\u060c \u0634\u0627\u0631\u0639 \u0627\u0644\u0623\u0645\u064a\u0631\u060c \u0645\u0628\u0646\u0649 3120",
    ],
    [
      "\u0627\u0644\u0642\u0627\u0647\u0631\u0629\u060c \u0634\u0627\u0631\u0639 \u0627\u0644\u062a\u062d\u0631\u064a\u0631\u060c \u0639\u0645\u0627\u0631\u0629 7",
      "\u0627\u0644\u0642\u0627\u0647\u0631\u0629\u060c \u0634\u0627\u0631\u0639 \u0627\u0644\u062a\u062d\u0631\u064a\u0631\u060c \u0639\u0645\u0627\u0631\u0629 7",
    ],
    [
      "\u0645\u06cc\u062f\u0627\u0646 \u0622\u0632\u0627\u062f\u06cc\u060c \u0633\u0627\u062e\u062a\u0645\u0627\u0646 \u06f5\u060c \u0637\u0628\u0642\u0647 \u06f2",
      "\u0645\u06cc\u062f\u0627\u0646 \u0622\u0632\u0627\u062f\u06cc\u060c \u0633\u0627\u062e\u062a\u0645\u0627\u0646 \u06f5\u060c \u0637\u0628\u0642\u0647 \u06f2",
    ],
    [
      "id,text\n7,\u0634\u0627\u0631\u0639 \u0627\u0644\u0646\u0635\u0631\u060c \u0639\u0645\u0627\u0631\u0629 15\n",
      "\u0634\u0627\u0631\u0639 \u0627\u0644\u0646\u0635\u0631\u060c \u0639\u0645\u0627\u0631\u0629 15",
    ],
  ],
  misses: [
    "\u0634\u0627\u0631\u0639 \u0637\u0648\u064a\u0644 \u0648\u062c\u0645\u064a\u0644",
    "\u0647\u0648 \u062d\u064a \u064a\u0631\u0632\u0642",
    "\u0637\u0631\u064a\u0642 \u0627\u0644\u0646\u062c\u0627\u062d\u060c 5 \u062e\u0637\u0648\u0627\u062a",
    "\u062e\u06cc\u0627\u0628\u0627\u0646 \u0634\u0644\u0648\u063a \u0628\u0648\u062f\u060c \u0633\u0627\u0639\u062a \u06f5",
    "\u0641\u064a \u0643\u0644 \u062d\u064a\u060c \u0639\u0634\u0631\u0648\u0646 \u0639\u0627\u0626\u0644\u0629",
    "\u0634\u0627\u0631\u0639 \u0627\u0644\u0635\u062d\u0627\u0641\u0629",
    "\u0645\u0646\u0637\u0642\u0629 \u0627\u0644\u062e\u0644\u064a\u062c\u060c \u0639\u0627\u0645 2020",
    "\u0645\u06cc\u062f\u0627\u0646 \u062c\u0646\u06af\u060c \u0633\u0627\u0644 \u06f5\u06f7",
  ],
};

/** The rule for flats and plots at the word before their number. */
export const FLAT_ADDRESS_RULE: MatcherRule = {
  ...ROW,
  finds: "number of a flat or house after its word, and an address in parts",
  triggers: FLAT_WORDS,
  match: matchFlat,
  hits: [
    [
      "flat no C-704, Lotus Heights, Sector 62, Noida ki chaabi",
      "C-704, Lotus Heights, Sector 62, Noida",
    ],
    [
      "Flat 12B, Rose Apartments, MG Road, Pune 411001",
      "12B, Rose Apartments, MG Road, Pune 411001",
    ],
    [
      "H.No. 8-2-120/4, Banjara Colony, Hyderabad 500034",
      "8-2-120/4, Banjara Colony, Hyderabad 500034",
    ],
    ["Plot No. 45, Phase II, Udyog Vihar, Gurugram", "45, Phase II, Udyog Vihar, Gurugram"],
    ['{"text":"House No 221, Gali 4, Lajpat Nagar, Delhi"}', "221, Gali 4, Lajpat Nagar, Delhi"],
    [
      "Door No: 14, Gandhi Street, T Nagar, Chennai - 600017",
      "14, Gandhi Street, T Nagar, Chennai - 600017",
    ],
    ["deliver to flat no 3, Shanti Society, Kothrud\n", "3, Shanti Society, Kothrud"],
    ["Villa No 9, Palm Enclave, Whitefield", "9, Palm Enclave, Whitefield"],
  ],
  misses: [
    "flat 3, Main Menu",
    "a flat 20, 30 or 40 percent",
    "Flat 2, 3 and 4 are let",
    "plot no 5, see Figure 3",
    "flat no longer",
    "house no 3",
    "door no. 7 is open, Sir",
    "shop no more, Sector 7",
  ],
};

/** The rule for addresses at a word of one of their parts. */
export const PLACE_ADDRESS_RULE: MatcherRule = {
  ...ROW,
  finds: "house number and parts of an address before and after a word for a quarter in India",
  triggers: PLACE_WORDS,
  match: matchPlace,
  hits: [
    [
      "Ship to 42, 3rd Main, Jayanagar Layout, Bengaluru 560041",
      "42, 3rd Main, Jayanagar Layout, Bengaluru 560041",
    ],
    ["B-17, Lajpat Nagar, New Delhi 110024", "B-17, Lajpat Nagar, New Delhi 110024"],
    ["No. 7, Gandhi Colony, Madurai", "7, Gandhi Colony, Madurai"],
    [
      "A-204, Sunrise Residency, Andheri East, Mumbai - 400069",
      "A-204, Sunrise Residency, Andheri East, Mumbai - 400069",
    ],
    ["12/3, Nehru Marg, Jaipur 302001", "12/3, Nehru Marg, Jaipur 302001"],
    ['{"a":"B-17, Lajpat Nagar, New Delhi 110024"}', "B-17, Lajpat Nagar, New Delhi 110024"],
    ["#18, Shivaji Chowk, Nagpur", "#18, Shivaji Chowk, Nagpur"],
    ["C-9, Sector 21, Chandigarh 160022", "C-9, Sector 21, Chandigarh 160022"],
  ],
  misses: [
    "in 2020, the sector grew",
    "Table 3, phase two",
    "version 4, layout engine",
    "5, 6, society",
    "On March 3, Sector leaders met in town for talks",
    "the 12 colonies, a colony, and more",
    "Item 7, garden tools",
    "v2, Phase",
  ],
};
