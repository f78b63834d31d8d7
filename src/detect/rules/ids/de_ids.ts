/**
 * Numbers of Germany: tax, pension insurance, health insurance, identity card, passport.
 * @module
 */

import type { CodeRule, MatcherRule, NumberRule, Rule } from "../../rule.ts";
import {
  digitsOf,
  isDayOfMonth,
  isOneDigit,
  passesDocumentCheck,
  passesMod11And10,
} from "./check_digits.ts";
import { SOCIAL_SECURITY_WORDS, TAX_WORDS } from "./id_number_words.ts";
import { ID_CARD_WORDS, PASSPORT_WORDS } from "./id_words.ts";
import { PrintedId } from "./printed_id.ts";

/**
 * Not 0 at first; of the first ten digits one occurs twice or three times, no other more than once,
 * and never three times in a row; ISO 7064 MOD 11,10 (BZSt, Steuer-IdNr., since 2016).
 */
function isSteuerId(d: Uint8Array): boolean {
  if (d[0] === 0 || !passesMod11And10(d, 11)) return false;
  const counts = new Uint8Array(10);
  for (let k = 0; k < 10; k++) {
    const digit = d[k] as number;
    counts[digit] = (counts[digit] as number) + 1;
    if (k > 1 && digit === d[k - 1] && digit === d[k - 2]) return false;
  }
  const repeated = counts.filter((count) => count > 1);
  return repeated.length === 1 && (repeated[0] as number) <= 3;
}

const STEUER_ID_RULE: NumberRule = {
  anchor: "number",
  category: "DE_STEUER_ID",
  finds: "German tax identification number with its check digit and repeated digit",
  revision: 1,
  words: [
    ...[
      "steuerid",
      "steuer ident",
      "steuer idnr",
      "steuer identnummer",
    ],
    ...["steueridentnummer", "steueridentnr", "steuer identifikationsnummer", "idnr", "steueridnr"],
    ...["steueridentifikationsnummer", "steueridentifikationsnr", "steuerident", "tin de"],
    ...["steuerliche identifikationsnummer", "identifikationsnummer", "identnummer"],
    ...["steuerlichen identifikationsnummer", "ident nr", "persoenliche identifikationsnummer"],
    ...[
      "pers\u00f6nliche identifikationsnummer",
      "finanzamt",
      "german tax id",
      "german tax number",
    ],
    ...[
      "german tax identification number",
      "bzst",
      "id nr",
      "steuer",
      "identifiant fiscal allemand",
    ],
    ...["taxe allemande", "identificaci\u00f3n fiscal alemana", "niemiecki numer podatkowy"],
    ...["codice fiscale tedesco", "\u5fb7\u56fd\u7a0e\u53f7", ...TAX_WORDS],
  ],
  forms: [
    { pattern: "99 999 999 999", need: "soft" },
    { pattern: "99~999~999~999", need: "context" },
    { pattern: "99999999999", need: "context" },
    { pattern: "999~999~999~99", need: "context" },
    { pattern: "99~99~99~99~999", need: "context" },
  ],
  valid: isSteuerId,
  hits: [
    ["Steuer-ID: 65929970489", "65929970489"],
    ["Meine Steueridentifikationsnummer lautet 94 580 730 215.", "94 580 730 215"],
    ['{"steuer_id":"29176940983"}', "29176940983"],
    ['{"taxId": "29176940983"}', "29176940983"],
    ["name,steuerId\nAnn,29176940983\n", "29176940983"],
    ["IdNr. 64592272032 (Finanzamt Ulm)", "64592272032"],
    ["lohn: idnr=54046234894 klasse=1", "54046234894"],
    ["My German tax id is 54046234894", "54046234894"],
    ["\u6211\u7684\u5fb7\u56fd\u7a0e\u53f7\u662f12379016846", "12379016846"],
    ["94 580 730 215", "94 580 730 215"],
  ],
  misses: [
    "65929970489",
    "Steuer-ID 65929970488",
    "Steuer-ID 05929970484",
    "Steuer-ID 659299704890",
    "Steuer-ID 12345678901",
    "order 94 580 730 215",
    "Bestellung 65929970489",
    "id=65929970489",
    "Steuer version 65929970489",
    "94 580 730 216",
  ],
};

const PENSION_WEIGHTS = [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1];

/** Digit sums of the weighted digits, modulo ten (VKVV, annex to section 1). */
function isPensionNumber(code: string): boolean {
  if (!/^[0-8]\d{7}[A-Z]\d{3}$/.test(code) || code.startsWith("00")) return false;
  if (!isDayOfMonth(Number(code.slice(4, 6)), Number(code.slice(2, 4)))) return false;
  const digits = digitsOf(`${code.slice(0, 8)}${letterNumber(code, 8)}${code.slice(9)}`);
  let sum = 0;
  for (let k = 0; k < PENSION_WEIGHTS.length; k++) {
    const product = (digits[k] as number) * (PENSION_WEIGHTS[k] as number);
    sum += product % 10 + Math.floor(product / 10);
  }
  return sum % 10 === digits[12];
}

/** A letter as two digits, A = 01. */
function letterNumber(code: string, at: number): string {
  return String(code.charCodeAt(at) - 0x40).padStart(2, "0");
}

const PENSION = new PrintedId([
  { pattern: "99999999A999", need: "soft" },
  { pattern: "99~999999~A~999", need: "soft" },
  { pattern: "99~999999~A~99~9", need: "context" },
  { pattern: "99~99~99~99~A~999", need: "context" },
  { pattern: "99~99~99~99~A~99~9", need: "context" },
  { pattern: "99999999~A~999", need: "context" },
  { pattern: "99~999999~A999", need: "context" },
  { pattern: "99~999999A999", need: "context" },
], isPensionNumber);

const PENSION_RULE: MatcherRule = {
  anchor: "matcher",
  category: "DE_RVNR",
  finds: "German pension insurance number with a date and a valid check digit",
  at: ["number", "mixed"],
  groups: PENSION.groups,
  groupedMin: 11,
  words: [
    ...["rentenversicherungsnummer", "rentenversicherung", "rentenversicherungsnr", "rv nummer"],
    ...["rvnr", "rv nr", "rvnummer", "sv nummer", "svnr", "sv nr", "svnummer", "sv ausweis"],
    ...["sozialversicherungsausweis", "versicherungsnummer", "versicherungs nr", "vsnr", "vs nr"],
    ...["versicherungsnr", "rentennummer", "deutsche rentenversicherung", "drv nummer"],
    ...["german pension number"],
    ...[
      "pension insurance",
      "pension number",
      "german social security",
      "german pension insurance",
    ],
    ...SOCIAL_SECURITY_WORDS,
  ],
  revision: 1,
  match: ({ text }, anchor) => PENSION.match(text, anchor),
  hits: [
    ["Rentenversicherungsnummer: 15070649C103", "15070649C103"],
    ["Meine SV-Nummer ist 65 180539 B 006.", "65 180539 B 006"],
    ['{"rentenversicherungsnummer":"53270785K019"}', "53270785K019"],
    ['{"svNummer":"12190367w049"}', "12190367w049"],
    ["name,rvnr\nAnn,04311292M501\n", "04311292M501"],
    ["lohn: svnr=25111180S024 klasse=1", "25111180S024"],
    ["My German social security number is 25111180S024", "25111180S024"],
    ["25111180S024", "25111180S024"],
    ["Versicherungsnr. 25 11 11 80 S 024", "25 11 11 80 S 024"],
  ],
  misses: [
    "15070649C104",
    "RVNR 15320649C101",
    "RVNR 15071349C107",
    "15070649c103",
    "sku 15070649C103",
    "15070649C1030",
    "A15070649C103",
    "order 65 180539 B 006",
    "20260101T103",
    "15070649C103-1",
  ],
};

/** Doubled at every second place, modulo ten (GKV-Spitzenverband, section 290 SGB V). */
function isHealthNumber(code: string): boolean {
  const digits = digitsOf(`${letterNumber(code, 0)}${code.slice(1)}`);
  let sum = 0;
  for (let k = 0; k < 10; k++) {
    const product = (digits[k] as number) * (1 + k % 2);
    sum += product % 10 + Math.floor(product / 10);
  }
  return sum % 10 === digits[10] && !isOneDigit(digits.slice(2), 9);
}

const HEALTH_RULE: CodeRule = {
  anchor: "code",
  category: "DE_KVNR",
  finds: "German health insurance number with a valid check digit, next to a word for it",
  revision: 1,
  words: [
    ...[
      "kvnr",
      "kv nr",
      "kv nummer",
      "kvnummer",
      "krankenversicherungsnummer",
      "egk",
    ],
    ...["krankenversichertennummer", "versichertennummer", "versicherten nr", "versichertennr"],
    ...["krankenversichertennr", "krankenversicherten nr", "kv nummer"],
    ...["krankenversichertenummer", "versichertenummer"],
    ...["versicherten id", "krankenversicherung", "krankenkasse", "krankenkassennummer"],
    ...["gesundheitskarte", "versichertenkarte", "versichertenkartennummer", "versichertenid"],
    ...["krankenkassenkarte", "versicherungsnummer", "german health insurance"],
    ...["health insurance", "health card", "health id", "insurance number"],
    ...[
      "num\u00e9ro d assurance maladie",
      "assurance maladie",
      "seguro m\u00e9dico",
      "seguro de salud",
    ],
    ...["assicurazione sanitaria", "ubezpieczenie zdrowotne", "zorgverzekering"],
  ],
  forms: [
    { pattern: "A999999999", need: "context" },
    { pattern: "A~999~999~999", need: "context" },
    { pattern: "A999~999~999", need: "context" },
    { pattern: "A 999999999", need: "context" },
  ],
  valid: isHealthNumber,
  hits: [
    ["Versichertennummer: A123456780", "A123456780"],
    ["Meine Krankenversichertennummer ist T471052835.", "T471052835"],
    ["Krankenversichertennr.: T 471 052 835", "T 471 052 835"],
    ['{"kvnr":"M903872161"}', "M903872161"],
    ['{"healthInsuranceNumber":"K205849137"}', "K205849137"],
    ["name,kvnr\nAnn,G381726400\n", "G381726400"],
    ["egk read kvnr=S650291747", "S650291747"],
    ["My German health insurance number is S650 291 747", "S650 291 747"],
    ["Krankenkasse AOK, Nummer S650291747", "S650291747"],
  ],
  misses: [
    "A123456780",
    "KVNR A123456781",
    "KVNR AA12345678",
    "KVNR A1234567801",
    "sku A123456780",
    "KVNR 1123456780",
    "order A123456780",
    "health check A123456780",
  ],
};

const DOCUMENT_REGEXP = /^[CFGHJ-NPRTV-Z0-9]{9}\d?$/;

/** A Spanish NIE, which is found beside the same words. */
const FOREIGN_ID_REGEXP = /^[XYZ]\d{7}[A-Z]$/;

/** With which letters identity cards begin; some offices took those of passports for them. */
const CARD_FIRSTS = "LMNPRTVWXYZ";
const CHECKED_CARD_FIRSTS = `CFGHJK${CARD_FIRSTS}`;

/** Letters without vowels; the tenth is the check digit (BSI TR-03110, Personalausweis). */
function isDocument(code: string, firsts: string): boolean {
  if (
    !DOCUMENT_REGEXP.test(code) || FOREIGN_ID_REGEXP.test(code) || !firsts.includes(code.charAt(0))
  ) return false;
  const digits = code.slice(1, 9).replace(/\D/g, "").length;
  return code.length === 9 ? digits >= 2 : digits >= 1 && passesDocumentCheck(code);
}

const ID_CARD_RULE: CodeRule = {
  anchor: "code",
  category: "DE_ID_CARD",
  finds: "German identity card number, next to a word for it",
  revision: 1,
  words: ID_CARD_WORDS,
  forms: [
    { pattern: "AXXXXXXXX", need: "context" },
    { pattern: "AXXXXXXXX9", need: "context" },
    { pattern: "AXXXXXXXX~9", need: "context" },
    { pattern: "AXX~XXX~XXX", need: "context" },
    { pattern: "AXX-XXXXXX", need: "context" },
    { pattern: "AXX XXXXXX", need: "context" },
    { pattern: "AXXXX~XXXX", need: "context" },
  ],
  valid: (code) => isDocument(code, code.length > 9 ? CHECKED_CARD_FIRSTS : CARD_FIRSTS),
  hits: [
    ["Personalausweisnummer: L01X00T471", "L01X00T471"],
    ["Mein Personalausweis hat die Nummer T22000129.", "T22000129"],
    ['{"personalausweis":"LZ6311T475"}', "LZ6311T475"],
    ['{"idCardNumber":"P3MK0R7X2"}', "P3MK0R7X2"],
    ["name,ausweisnummer\nAnn,M8WT4C9HK1\n", "M8WT4C9HK1"],
    ["kyc document_number=T220001293 type=id", "T220001293"],
    ["Her German ID card number is L01X00T47", "L01X00T47"],
    ["num\u00e9ro de carte d'identit\u00e9 allemande : L01X00T47", "L01X00T47"],
    ["Ausweis-Nr. l01x00t47", "l01x00t47"],
    ["hab nur den Perso: L01-X00T47", "L01-X00T47"],
    ["Personalausweis: CH7K2MT944", "CH7K2MT944"],
    ['{"typ":"Personalausweis","nummer":"L01X00T47"}', "L01X00T47"],
  ],
  misses: [
    "L01X00T471",
    "Ausweis L01X00T472",
    "Ausweis LO1X00T47",
    "Ausweis A01X00T47",
    "Personalausweis: CH7K2MT943",
    "id card LABEL1234",
    "id card model T220001",
    "sku T22000129",
    "Ausweis order T22000129",
    "id card reader, serial T22000129",
  ],
};

const DE_PASSPORT_RULE: CodeRule = {
  anchor: "code",
  category: "DE_PASSPORT",
  finds: "German passport number, next to a word for it",
  revision: 1,
  words: [
    ...[
      "reisepass",
      "reisepasses",
      "reisepassnummer",
      "reisepassnr",
      "reisep\u00e4sse",
    ],
    ...[
      "pass nr",
      "passnr",
      "passnummer",
      "german passport",
      "kinderreisepass",
    ],
    ...["mein pass", "dein pass", "sein pass", "ihr pass", "unser pass", "der pass", "den pass"],
    ...["dem pass", "im pass", "neuer pass", "neuen pass", "neue pass", "alte pass", "alter pass"],
    ...["alten pass", "zweite pass", "zweiter pass", "zweiten pass", "g\u00fcltiger pass"],
    ...["g\u00fcltige pass", "g\u00fcltigen pass", "abgelaufene pass", "laut pass"],
    ...["vorl\u00e4ufiger pass", "vorl\u00e4ufigen pass", "pass tr\u00e4gt", "pass lautet"],
    ...["deutscher reisepass", "deutscher pass", "passeport allemand"],
    ...["pasaporte alem\u00e1n", "passaporto tedesco", "niemiecki paszport", "duits paspoort"],
    ...["passaporte alem\u00e3o", "\u5fb7\u56fd\u62a4\u7167", ...PASSPORT_WORDS],
  ],
  forms: [
    { pattern: "AXXXXXXXX", need: "context" },
    { pattern: "AXXXXXXXX9", need: "context" },
    { pattern: "AXX~XXX~XXX", need: "context" },
    { pattern: "AXX-XXXXXX", need: "context" },
    { pattern: "AXX XXXXXX", need: "context" },
    { pattern: "AXXXX~XXXX", need: "context" },
    { pattern: "AXXXXXXXX~9", need: "context" },
  ],
  valid: (code) => isDocument(code, "CFGHJK"),
  hits: [
    ["Reisepassnummer: C01X00T47", "C01X00T47"],
    ["Mein Reisepass hat die Nummer C01X00T478.", "C01X00T478"],
    ['{"reisepass":"CH7R4K2M9"}', "CH7R4K2M9"],
    ['{"passportNumber":"CH7R4K2M9"}', "CH7R4K2M9"],
    ["name,reisepass\nAnn,F5JKX0T182\n", "F5JKX0T182"],
    ["kyc passport=C01X00T47 type=P", "C01X00T47"],
    ["Her German passport is C01X00T47", "C01X00T47"],
    ["mon passeport allemand C01X00T47", "C01X00T47"],
    ["Pass-Nr. C01234567", "C01234567"],
    ["Ihr neuer Pass tr\u00e4gt die Nummer C01X00T47.", "C01X00T47"],
    ["Reisepass C01 X00T47", "C01 X00T47"],
  ],
  misses: [
    "C01X00T47",
    "Reisepass C01X00T479",
    "Reisepass CO1X00T47",
    "Reisepass B01X00T47",
    "passport CLIENTKEY",
    "sku C01X00T47",
    "Reisepass order C01X00T47",
    "passport C01X00T47X2",
  ],
};

/** Numbers of Germany. */
export const DE_ID_RULES: readonly Rule[] = [
  ...[STEUER_ID_RULE, PENSION_RULE, HEALTH_RULE, ID_CARD_RULE, DE_PASSPORT_RULE],
];
