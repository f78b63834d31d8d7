/**
 * Numbers of India: Aadhaar, permanent account number, passport.
 * @module
 */

import type { Hit, MatcherRule, Rule, Span } from "../../rule.ts";
import { isInHexTable } from "../../engine/stands_alone.ts";
import { digitsOf, passesVerhoeff } from "./check_digits.ts";
import { ID_CARD_WORDS, PASSPORT_WORDS } from "./id_words.ts";
import { NATIONAL_ID_WORDS, TAX_WORDS } from "./id_number_words.ts";
import { PrintedId } from "./printed_id.ts";

/** From 2 on, no palindrome, Verhoeff's check (UIDAI, number scheme). */
function isAadhaar(code: string): boolean {
  if (!/^[2-9]\d{11}$/.test(code) || code === [...code].reverse().join("")) return false;
  // Three years are a heading or a range.
  if (/^(?:(?:19|20)\d\d){3}$/.test(code)) return false;
  return passesVerhoeff(digitsOf(code), 12);
}

const AADHAAR = new PrintedId([
  { pattern: "9999 9999 9999", need: "soft" },
  { pattern: "9999-9999-9999", need: "soft" },
  { pattern: "9999~9999~9999", need: "context" },
  { pattern: "999999999999", need: "context" },
  { pattern: "9999 - 9999 - 9999", need: "context" },
  { pattern: "999~999~999~999", need: "context" },
  { pattern: "99999999~9999", need: "context" },
], isAadhaar);

/** The key of the register's own interface, and words that say which register it is. */
const UID_KEY_REGEXP = /(?:^|[^A-Za-z])uid\\{0,3}["']?\s?[:=]\s?\\{0,3}["']?$/i;
const AADHAAR_REGEXP = /aad?haa?r|uidai|e-?kyc/i;
const INDIA_REGEXP =
  /aad?haa?r|uidai|voter|gstin|\bindian?\b|(?:\b|_)pan(?:\b|_)|\u092d\u093e\u0930\u0924/i;
const KEY_CHARS_MAX = 12;
/** How far around such words are looked for. */
const AROUND_CHARS_MAX = 160;

function matchAadhaar(text: string, anchor: Readonly<Span>): Hit | null {
  const hit = AADHAAR.match(text, anchor);
  if (hit === null || isInHexTable(text, hit)) return null;
  if (hit.need !== "context") return hit;
  const isUid = UID_KEY_REGEXP.test(text.slice(Math.max(0, hit.start - KEY_CHARS_MAX), hit.start));
  return isUid && AADHAAR_REGEXP.test(around(text, hit)) ? { ...hit, need: "none" } : hit;
}

function around(text: string, { start, end }: Readonly<Span>): string {
  return text.slice(Math.max(0, start - AROUND_CHARS_MAX), end + AROUND_CHARS_MAX);
}

const AADHAAR_RULE: MatcherRule = {
  anchor: "matcher",
  category: "IN_AADHAAR",
  finds: "Indian Aadhaar number with a valid check digit",
  at: ["number"],
  groups: AADHAAR.groups,
  joinedMin: 12,
  words: [
    ...["aadhaar", "aadhar", "adhaar", "adhar"],
    ...["aadhaarnumber", "aadharnumber", "aadhaarno"],
    ...["uidai", "uid number", "uid no", "aadhaar uid", "num\u00e9ro aadhaar"],
    ...["unique identification", "indian national id", "e kyc"],
    ...[
      "\u0906\u0927\u093e\u0930",
      "\u0906\u0927\u093e\u0930 \u0928\u0902\u092c\u0930",
      "\u0906\u0927\u093e\u0930 \u0938\u0902\u0916\u094d\u092f\u093e",
    ],
    ...[
      "\u0906\u0927\u093e\u0930 \u0915\u093e\u0930\u094d\u0921",
      "\u0906\u0927\u093e\u0930 \u0915\u094d\u0930\u092e\u093e\u0902\u0915",
    ],
    ...[
      "\u0986\u09a7\u09be\u09b0",
      "\u0986\u09a7\u09be\u09b0 \u09a8\u09ae\u09cd\u09ac\u09b0",
      "\u0b86\u0ba4\u0bbe\u0bb0\u0bcd",
      "\u0c06\u0c27\u0c3e\u0c30\u0c4d",
    ],
    ...[
      "\u0a86\u0aa7\u0abe\u0ab0",
      "\u0c86\u0ca7\u0cbe\u0cb0\u0ccd",
      "\u0d06\u0d27\u0d3e\u0d7c",
      "\u0a06\u0a27\u0a3e\u0a30",
      "\u0622\u062f\u06be\u0627\u0631",
    ],
    ...NATIONAL_ID_WORDS,
    ...ID_CARD_WORDS,
  ],
  revision: 1,
  match: ({ text }, anchor) => matchAadhaar(text, anchor),
  hits: [
    ["Aadhaar: 9457 0662 6103", "9457 0662 6103"],
    ["My Aadhar number is 990762871537.", "990762871537"],
    ['{"aadhaar":"951227763787"}', "951227763787"],
    ['{"aadhaarNumber": 440295709493}', "440295709493"],
    ["name,aadhaar\nAsha,268565912206\n", "268565912206"],
    ["kyc uidai=311852834442 ok", "311852834442"],
    [
      "\u092e\u0947\u0930\u093e \u0906\u0927\u093e\u0930 \u0928\u0902\u092c\u0930 9081 8795 6697 \u0939\u0948",
      "9081 8795 6697",
    ],
    ["Meine Aadhaar-Nummer: 9081-8795-6697", "9081-8795-6697"],
    ["9081 8795 6697", "9081 8795 6697"],
    ["national id 9081.8795.6697", "9081.8795.6697"],
    ['{"kyc":{"uid":"951227763787","aadhaar_seeded":true}}', "951227763787"],
  ],
  misses: [
    "9457 0662 6104",
    "Aadhaar 1457 0662 6103",
    "990762871537",
    "Aadhaar 9907628715370",
    "4457 9457 0662 6103",
    "9457 0662 6103 4457",
    "order 9457 0662 6103",
    "a3f1c2d4-9457-0662-6103-90e1f2a3b4c5",
    "1999 2000 2001",
    "9457-0662-6103-4457",
    "id=990762871537",
    '{"kyc":{"uid":"951227763787","seeded":true}}',
  ],
};

/** The fourth letter says what sort of person it is (Income Tax Department, rule 114). */
function isPan(code: string): boolean {
  return /^[A-Z]{3}[ABCFGHJLPT][A-Z]\d{4}[A-Z]$/.test(code) && code.slice(5, 9) !== "0000" &&
    // `AAAAA9999A` shows the form.
    !/^([A-Z])\1{4}(\d)\2{3}\1$/.test(code);
}

const PAN = new PrintedId([
  { pattern: "AAAAA9999A", need: "soft" },
  { pattern: "AAAAA~9999~A", need: "context" },
  { pattern: "AAAAA 9999A", need: "context" },
  { pattern: "AAAAA9999 A", need: "context" },
], isPan);

const PAN_RULE: MatcherRule = {
  anchor: "matcher",
  category: "IN_PAN",
  finds: "Indian permanent account number with a known kind of person",
  at: ["mixed", "number"],
  groups: PAN.groups,
  words: [
    ...[
      "pan",
      "pancard",
    ],
    ...["pannumber", "panno", "permanent account"],
    ...["permanentaccountnumber", "income tax pan", "indian tax id", "indian pan", "gstin pan"],
    ...[
      "\u092a\u0948\u0928",
      "\u092a\u0948\u0928 \u0928\u0902\u092c\u0930",
      "\u092a\u0948\u0928 \u0915\u093e\u0930\u094d\u0921",
      "\u0938\u094d\u0925\u093e\u092f\u0940 \u0916\u093e\u0924\u093e",
    ],
    ...[
      "\u0938\u094d\u0925\u093e\u092f\u0940 \u0916\u093e\u0924\u093e \u0938\u0902\u0916\u094d\u092f\u093e",
      "\u09aa\u09cd\u09af\u09be\u09a8",
      "\u0baa\u0bbe\u0ba9\u0bcd",
    ],
    ...TAX_WORDS,
  ],
  revision: 1,
  match: ({ text }, anchor) => PAN.match(text, anchor),
  hits: [
    ["PAN: ABCPE1234F", "ABCPE1234F"],
    ["My permanent account number is BNZAA2318J.", "BNZAA2318J"],
    ['{"pan":"AAPFU0939F"}', "AAPFU0939F"],
    ['{"panNumber":"aapfu0939f"}', "aapfu0939f"],
    ["name,pan\nAsha,ABCPE1234F\n", "ABCPE1234F"],
    ["kyc pan=BNZAA2318J ok", "BNZAA2318J"],
    [
      "\u092e\u0947\u0930\u093e \u092a\u0948\u0928 \u0928\u0902\u092c\u0930 ABCPE1234F \u0939\u0948",
      "ABCPE1234F",
    ],
    ["ABCPE1234F", "ABCPE1234F"],
    ["PAN card ABCPE 1234 F", "ABCPE 1234 F"],
  ],
  misses: [
    "ABCDE1234F",
    "the PAN has the form AAAAA9999A",
    "PAN ABCPE12345",
    "ABCPE0000F",
    "vault2024b",
    "sku ABCPE1234F",
    "ABCPE1234FG",
    "XABCPE1234F",
    "order ABCPE1234F",
    "model-ABCPE1234F",
    "ABCPE1234F-01",
  ],
};

// No Q and X; Z from missions abroad; the number does not begin in 0 (Passport Seva).
const PASSPORT = new PrintedId([
  { pattern: "A9999999", need: "context" },
  { pattern: "A~9999999", need: "context" },
], (code) => /^[A-PR-WYZ][1-9]\d{6}$/.test(code) && !/^.(\d)\1+$/.test(code));

/** A number that ends in 0 is rare, and must stand beside other words of India. */
function matchPassport(text: string, anchor: Readonly<Span>): Hit | null {
  const hit = PASSPORT.match(text, anchor);
  if (hit === null || text.charAt(hit.end - 1) !== "0") return hit;
  return INDIA_REGEXP.test(around(text, hit)) ? hit : null;
}

const IN_PASSPORT_RULE: MatcherRule = {
  anchor: "matcher",
  category: "IN_PASSPORT",
  finds: "Indian passport number, next to a word for it",
  revision: 1,
  words: [
    ...["indian passport", "india passport"],
    ...[
      "indischer reisepass",
      "passeport indien",
      "pasaporte indio",
      "reisepass",
      "reisepassnummer",
    ],
    ...[
      "\u092d\u093e\u0930\u0924\u0940\u092f \u092a\u093e\u0938\u092a\u094b\u0930\u094d\u091f",
      ...PASSPORT_WORDS,
    ],
  ],
  at: ["mixed", "number"],
  groups: PASSPORT.groups,
  match: (scan, anchor) => scan.mayBeNear("IN_PASSPORT") ? matchPassport(scan.text, anchor) : null,
  hits: [
    ["Indian passport number M8392014", "M8392014"],
    ["My passport is K4829173.", "K4829173"],
    ['{"passportNumber":"J8369854"}', "J8369854"],
    ['{"passport_no":"P4366918"}', "P4366918"],
    ["name,passport\nAsha,R2938471\n", "R2938471"],
    ["visa passport=T5829371 ok", "T5829371"],
    [
      "\u092e\u0947\u0930\u093e \u092a\u093e\u0938\u092a\u094b\u0930\u094d\u091f \u0928\u0902\u092c\u0930 M8392014 \u0939\u0948",
      "M8392014",
    ],
    ["Mon passeport indien M8392014", "M8392014"],
    ["Indian passport Z4839201", "Z4839201"],
    ["the passport page shows m8392014", "m8392014"],
    ['{"aadhaar_last4":"6697","passport_no":"M8392010"}', "M8392010"],
  ],
  misses: [
    "M8392014",
    "passport Q8392014",
    "passport M0392014",
    "passport M8392010",
    "passport M83920145",
    "passport MM392014",
    "sku M8392014",
    "passport order M8392014",
  ],
};

/** Numbers of India. */
export const INDIAN_ID_RULES: readonly Rule[] = [AADHAAR_RULE, PAN_RULE, IN_PASSPORT_RULE];
