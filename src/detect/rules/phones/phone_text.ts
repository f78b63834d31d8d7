/**
 * What the rules for telephone numbers share: what a number is called, and where one may end.
 * @module
 */

import { CLASS, DENSE } from "../../text/alphabet.ts";
import { codeAt, isAlphanumeric, isDash, isDigit, isLetter } from "../../text/character.ts";
import { foldWord } from "../../engine/lexicon.ts";
import { ORDER_WORDS } from "../../negative_words.ts";
import type { Span } from "../../rule.ts";
import { digitsStart, standsFree } from "../digit_run.ts";
import { type Names, namesOf, namingBefore } from "../named.ts";
import { endsInPaper, FILE_WORDS, GOODS_WORDS, NUMBER_FILLERS } from "../paper_words.ts";
import { extensionEnd } from "./phone_extension.ts";
import { PHONE_WORDS } from "./phone_words.ts";

const DOT = 0x2e;
const SLASH = 0x2f;
const UNDERSCORE = 0x5f;
const PERCENT = 0x25;
/** Before or behind a number they make it an amount. */
const AMOUNT_SIGNS = "$\u00a3\u00a5\u20ac\u20b9\u20bd\u20a9";

/** What stands right before a number, for and against a telephone. */
const WORDS = {
  own: new Set(PHONE_WORDS.filter((word) => /^[^ =]+$/.test(word)).map(foldWord)),
  other: new Set([
    ...["id", "ids", "uid", "gid", "pid", "uuid", "key", "hash", "commit", "seed", "nonce", "crc"],
    ...["order", "orders", "bestellnummer", "bestellung", "commande", "pedido", "ordine", "ordre"],
    ...["invoice", "rechnung", "rechnungsnummer", "facture", "factura", "fattura", "fatura", "po"],
    ...["ticket", "ref", "reference", "referenz", "referencia", "aktenzeichen", "rma"],
    ...[
      "tracking",
      "shipment",
      "awb",
      "sendungsnummer",
      "sku",
      "ean",
      "upc",
      "gtin",
      "asin",
      "pn",
      "p/n",
    ],
    ...["isbn", "issn", "doi", "arxiv", "pmid", "oclc", "lccn", "cas", "barcode", "part", "model"],
    ...["serial", "sn", "imei", "imsi", "iccid", "version", "ver", "build", "release", "rev"],
    ...["zip", "zipcode", "postal", "postcode", "postleitzahl", "plz", "cap", "pin", "otp", "code"],
    ...["iban", "bic", "swift", "routing", "aba", "card", "visa", "ssn", "ein"],
    ...["itin", "tin", "vat"],
    ...["nif", "nie", "dni", "cpf", "cnpj", "rut", "curp", "pesel", "nip", "regon", "inn", "snils"],
    ...["passport", "license", "licence", "kundennummer", "kundennr", "vertragsnummer"],
    ...["membership", "mitgliedsnummer", "mitgliedsnr", "folio", "lodgement", "personalnummer"],
    ...["timestamp", "epoch", "datum", "duration", "ms", "seconds"],
    ...["symbol", "vs", "incidencia", "incidente", "incidenza", "cod", "c\u00f3d"],
    ...["lat", "lon", "lng", "latitude", "longitude", "coordinates", "price", "amount", "total"],
    ...["size", "bytes", "length", "count", "offset", "port", "row", "rows", "pages", "population"],
    ...["score", "item", "product", "artikel", "artikelnummer", "batch", "lot", "patent", "rfc"],
    ...ORDER_WORDS.filter((word) => !word.includes(" ")).map(foldWord),
    ...[...FILE_WORDS, ...GOODS_WORDS].map(foldWord),
  ]),
};

const PHONE_NAMES: Names = namesOf({ ...WORDS, fillers: NUMBER_FILLERS, wordsMax: 1 });

/** Not a digit, not a share, and no letter but those of an extension (`x12`, `ext. 12`). */
export function mayEndPhone(text: string, at: number): boolean {
  const next = codeAt(text, at);
  if (isDigit(next) || next === PERCENT) return false;
  if (next === UNDERSCORE) return !isAlphanumeric(codeAt(text, at + 1));
  if (!isLetter(next)) return true;
  const lower = next | 0x20;
  return (lower === 0x78 || lower === 0x65) && extensionEnd(text, at) > at;
}

/** Whether a dash, dot, slash or colon and then a digit follow: inside something longer. */
export function phoneGoesOn(text: string, at: number): boolean {
  const next = codeAt(text, at);
  const isJoint = isDash(next) || next === DOT || next === SLASH || next === 0x3a;
  return isJoint && isDigit(codeAt(text, at + 1));
}

/** Whether a number may begin at `at`: not the rest of a word, a fraction or an amount. */
export function mayStartPhone(text: string, at: number): boolean {
  const before = codeAt(text, at - 1);
  if (!standsFree(text, at)) return false;
  if (isDash(before) || before === DOT || before === SLASH || before === 0x3a) {
    if (isDigit(codeAt(text, at - 2))) return false;
  }
  return before === 0 || !AMOUNT_SIGNS.includes(text.charAt(at - 1));
}

/** Digits, a slash and a year: the number of a paper. */
const DATED_REGEXP = /^\d{5,10}\/(?:19|20)\d\d$/;

/** `0044120/2026`: a number of a register and its year. */
export function isDated(text: string, { start, end }: Readonly<Span>): boolean {
  return codeAt(text, end - 5) === SLASH && DATED_REGEXP.test(text.slice(start, end));
}

/** `REF-030 1234567`, `x_030...`: the rest of a name. */
export function isNameTail(text: string, at: number): boolean {
  const before = codeAt(text, at - 1);
  const isJoint = isDash(before) || before === UNDERSCORE || before === DOT || before === SLASH;
  return isJoint && isAlphanumeric(codeAt(text, at - 2));
}

/** Two capitals glued on with a dash, as Cyrillic ones and as they look: `\u0420\u041d-0319478`. */
const SERIES_REGEXP = /(?:^|[^\p{L}])(?:[\u0410-\u042f]{2}|PH)-\d{6,9}(?![\d.-])/u;

/** Whether a place is behind the series of a paper. */
export function isSeries(text: string, at: number): boolean {
  return isDash(codeAt(text, at - 1)) &&
    SERIES_REGEXP.test(text.slice(Math.max(0, at - 4), at + 10));
}

/** Words that are glued to numbers: `TEL03-1234-5678`. */
const GLUED_REGEXP = /^(?:tel|telefon|phone|ph|fax|mob|mobile|cell?|tlf|tfn|whatsapp|wa|hp|gsm)$/i;
/** Longest of them. */
const GLUED_CHARS_MAX = 9;

/** One letter each. */
const PARTICLES = "\u05dc\u05d1\u05d5\u05de\u0644\u0628\u0648";

/** Fewest digits of a number, that of its area left out. */
export const DIGITS_MIN = 7;

/** Where the digits of a run begin that may be a telephone number or its first group, or -1. */
export function phoneDigitsStart(text: string, run: Readonly<Span>): number {
  // Most numbers are short and alone.
  if (run.end - run.start < DIGITS_MIN && !mayGoOn(text, run.end)) return -1;
  const start = digitsStart(text, run);
  if (start >= 0) return start;
  // Hebrew and Arabic glue "to" and "by" to what follows.
  if (isDigit(codeAt(text, run.start + 1)) && PARTICLES.includes(text.charAt(run.start))) {
    return run.start + 1;
  }
  let at = run.start;
  while (at - run.start <= GLUED_CHARS_MAX && isLetter(codeAt(text, at))) at++;
  return isDigit(codeAt(text, at)) && GLUED_REGEXP.test(text.slice(run.start, at)) ? at : -1;
}

/** Whether another group of digits may follow behind a group. */
function mayGoOn(text: string, at: number): boolean {
  const code = codeAt(text, at);
  if (code === 0x20) return !isLetter(codeAt(text, at + 1));
  // Parentheses, `-`, `.`, `/`, and everything outside ASCII.
  return (code >= 0x28 && code <= 0x2f && code !== 0x2c) || code > 0x7f;
}

/**
 * What the text right before a number calls it: a telephone, perhaps one (`call`, `T:`), something
 * else, or nothing.
 */
export type PhoneNaming = "phone" | "perhaps" | "other" | "nothing";

/** How far back words of scripts without spaces, signs and lone letters are looked for. */
const NEAR_CHARS = 40;

/** Names that also stand before numbers of calls, of messages, of rows and of people. */
const WEAK_NAMES: ReadonlySet<string> = new Set(
  [
    ...["call", "calls", "calling", "contact", "contacts", "cell", "cells", "ring", "sms", "dial"],
    ...["dialing", "dialling", "reception", "pager", "ruf", "anruf", "kontakt", "kontakta", "kom"],
    ...["appel", "apel", "appelle", "contacto", "contato", "contatto", "contacter", "llamada"],
    ...["ramal", "fisso", "portables", "viber", "wechat", "imessage", "facetime"],
    ...[
      "belt",
      "rufen",
      "volat",
      "piga",
      "mobiles",
      "caller",
      "callee",
      "hotline",
      "helpdesk",
      "extension",
    ],
  ].map(foldWord),
);

const DENSE_WORDS: readonly string[] = PHONE_WORDS.filter((word) =>
  CLASS[codeAt(word, 0)] === DENSE
);
/** What stands between such a word and its number: "number", "is", "of". */
const DENSE_LINK_REGEXP =
  /^(?:[\s:=\uff1a(\uff08["'/\u300c]|\u53f7|\u865f|\u7801|\u78bc|\u756a|\u662f|\u4e3a|\u70ba|\u306f|\u304c|\u306e|\u3092|\u3078|\u306b|\u3067|\ubc88|\ud638|\ub294|\uc740|\uac00|\uc774|\ub85c|\u0e04\u0e37\u0e2d|\u0e17\u0e35\u0e48|[.#*`]){0,9}$/;
/** A telephone, a fax or a mobile phone as a sign. */
const SIGN_REGEXP =
  /(?:[\u260e\u260f\u2706\u2121\u213b]|\ud83d[\udcde\udcdf\udce0\udcf1\udcf2])[\ufe0f\s:(]{0,3}$/;
/** Thai, and all that comes behind it. */
const WIDE = 0x0e00;
/** The number of a messenger's link follows. */
const LINK = "wa.me/";
/** What {@linkcode LETTER_REGEXP} can end in. */
const LETTER_ENDS = ":.)tdg(";
/** `call me at`, and keys that say so in full, or whose value is a text that holds digits. */
const CALL_REGEXP = new RegExp(
  "(?:" + [
    "\\b(?:call|ring|text|reach|contact|message)\\s(?:me|us|him|her|them)(?:\\s(?:at|on|under))?\\s",
    "(?:contact|cell?|contacto|contato|kontakt|kom|kom\u00f3rka|sms|caller|callee|hotline|ring)" +
    "\\\\{0,3}[\"']\\s?:\\s?\\\\{0,3}[\"']",
    "\\b(?:n\u00e5|ringe?r?)\\s(?:til\\s)?m[ei]g\\sp\u00e5\\s",
    "\\bsms\\s(?:na|an|to|til|till|au|al|a|ke|op|naar|p\u00e5)\\s",
    "caller[ _-]?id[\"']?\\s?[:=]\\s?[\"']?",
    '"(?:phone|mobile|tel|telephone|fax)"\\s?:\\s?\\{\\s?"\\w{1,8}"\\s?:\\s?"?',
  ].join("|") + ")\\(?$",
  "i",
);
/** `T: 020 7946 0958`, in the lines below a letter; "text" and then a number. */
const LETTER_REGEXP =
  /(?:(?:^|[\s|(,;/\u00b7\u2022])[cdfhmoptw\u0442\u043c\u0444](?:[:.]|\))\s{0,2}|(?:^|[\s,.])text(?:ed|ing)?\s)\(?$/i;

/** A mobile telephone in French, shortened. */
const PORTABLE_REGEXP = /(?:^|[^\p{L}])Port\.\s?:?\s?$/u;

/** The same some words further back, where they prove less against a telephone. */
const FAR_NAMES: Names = { ...PHONE_NAMES, wordsMax: 3 };

const STRONG_NAMES: Names = namesOf({
  wordsMax: FAR_NAMES.wordsMax,
  own: [...WORDS.own].filter((word) => !WEAK_NAMES.has(word)),
  other: [],
});

/** Keys that mean a telephone when their value is a text. */
const QUOTED_NAMES: Names = namesOf({
  wordsMax: 1,
  own: [
    ...["callback", "linea", "l\u00ednea", "linha", "ligne", "linje", "rueckruf", "r\u00fcckruf"],
    ...["recall", "rappel", "richiamo", "terugbellen", "oddzwonienie", "geri arama"],
    ...["direct", "durchwahl", "extension", "landline", "fisso", "fijo", "fixo", "fixe"],
  ].map(foldWord),
  other: [],
});

/** Looks at the words, signs and letters right before `at`. */
export function phoneNaming(text: string, at: number): PhoneNaming {
  const lead = text.slice(Math.max(0, at - NEAR_CHARS), at);
  const isWide = hasWide(lead);
  if (isWide && endsInPaper(lead)) return "other";
  if (lead.endsWith(LINK) || (isWide && endsInSign(lead))) return "phone";
  const nearest = namingBefore(text, at, PHONE_NAMES);
  const far = nearest === "nothing" ? namingBefore(text, at, FAR_NAMES) : nearest;
  const mayCall = far !== "nothing" || lead.includes("{") || lead.endsWith("g p\u00e5 ");
  if (mayCall && CALL_REGEXP.test(lead)) return "phone";
  if (nearest === "other") return PORTABLE_REGEXP.test(lead) ? "phone" : "other";
  const isText = lead.endsWith('": "') || lead.endsWith('":"');
  if (isText && namingBefore(text, at, QUOTED_NAMES) === "own") return "perhaps";
  if (far === "own") {
    if (namingBefore(text, at, STRONG_NAMES) === "own") return "phone";
    // `call_17`
    return isNameTail(text, at) ? "other" : "perhaps";
  }
  return mayEndInLetter(text, at) && LETTER_REGEXP.test(lead) ? "perhaps" : "nothing";
}

/** Whether the last sign before a place, spaces left out, is one that `LETTER_REGEXP` can end in. */
function mayEndInLetter(text: string, at: number): boolean {
  let last = at - 1;
  while (at - last < NEAR_CHARS && codeAt(text, last) <= 0x20 && last >= 0) last--;
  const code = codeAt(text, last);
  return code >= 0x80 || (code > 0x20 && LETTER_ENDS.includes(text.charAt(last)));
}

/** Whether there is a character above those of alphabets. */
function hasWide(lead: string): boolean {
  for (let k = 0; k < lead.length; k++) if (codeAt(lead, k) >= WIDE) return true;
  return false;
}

function endsInSign(lead: string): boolean {
  return SIGN_REGEXP.test(lead) || DENSE_WORDS.some((word) => {
    const at = lead.lastIndexOf(word);
    return at >= 0 && DENSE_LINK_REGEXP.test(lead.slice(at + word.length));
  });
}

/** Signs and words of currencies and units behind a number. */
const UNIT_REGEXP = new RegExp(
  "^\\s?(?:[%\u00a2-\u00a5\u20a0-\u20cf\u00b0]|(?:" + [
    ...["usd", "eur", "gbp", "jpy", "inr", "cny", "pln", "czk", "huf", "sek", "nok", "dkk", "chf"],
    ...["brl", "rub", "try", "krw", "z\u0142", "k\u010d", "ft", "kr", "kn", "lei", "tl", "rs"],
    ...["euros?", "dollars?", "\u0440\u0443\u0431", "\u0433\u0440\u043d", "bytes?", "[kmgt]i?b"],
    ...["ms", "ns", "us", "sec", "seconds", "minutes", "hours", "days", "times", "km", "kg", "mm"],
    ...["cm", "m2", "px", "rows?", "records", "people", "users", "items", "tokens", "lines"],
    ...["requests", "hits", "calls", "rpm", "hz", "khz", "mhz", "ghz", "kwh", "einwohner"],
    ...["habitants", "habitantes", "abitanti", "\u0447\u0435\u043b\u043e\u0432\u0435\u043a"],
  ].join("|") +
    ")(?![\\p{L}\\d])|[\u5143\u5186\uc6d0\u4e07\u842c\u4eba\u500b\u4e2a\u4ef6\u53f0\u90e8\u540d\u4f4d\u6b21\u6761\u5e74\u6708\u65e5\uba85\uac1c\uac74])",
  "iu",
);
const UNIT_CHARS_MAX = 12;

/** Whether a currency or a unit follows. */
export function hasUnit(text: string, at: number): boolean {
  return UNIT_REGEXP.test(text.slice(at, at + UNIT_CHARS_MAX));
}
