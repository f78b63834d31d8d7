/**
 * What the rules for telephone numbers share: what a number is called, and where one may end.
 * @module
 */

import { codeAt, isAlphanumeric, isDash, isDigit, isLetter } from "../character.ts";
import { foldWord } from "../lexicon.ts";
import type { Names } from "./named.ts";
import { PHONE_WORDS } from "./phone_words.ts";

const DOT = 0x2e;
const SLASH = 0x2f;
const UNDERSCORE = 0x5f;
const PERCENT = 0x25;
/** Before or behind a number they make it an amount. */
const AMOUNT_SIGNS = "$\u00a3\u00a5\u20ac\u20b9\u20bd\u20a9";

/** What stands right before a number, for and against a telephone. */
export const PHONE_NAMES: Names = {
  wordsMax: 2,
  own: new Set(PHONE_WORDS.filter((word) => /^[^ =]+$/.test(word)).map(foldWord)),
  other: new Set([
    ...["id", "ids", "uid", "gid", "pid", "uuid", "key", "hash", "commit", "seed", "nonce", "crc"],
    ...["order", "orders", "bestellnummer", "bestellung", "commande", "pedido", "ordine", "ordre"],
    ...["invoice", "rechnung", "rechnungsnummer", "facture", "factura", "fattura", "fatura", "po"],
    ...["ticket", "case", "ref", "reference", "referenz", "referencia", "aktenzeichen", "rma"],
    ...["tracking", "shipment", "awb", "sendungsnummer", "sku", "ean", "upc", "gtin", "asin"],
    ...["isbn", "issn", "doi", "arxiv", "pmid", "oclc", "lccn", "cas", "barcode", "part", "model"],
    ...["serial", "sn", "imei", "imsi", "iccid", "version", "ver", "build", "release", "rev"],
    ...["zip", "zipcode", "postal", "postcode", "postleitzahl", "plz", "cap", "pin", "otp", "code"],
    ...[
      "iban",
      "bic",
      "swift",
      "routing",
      "aba",
      "card",
      "visa",
      "ssn",
      "ein",
      "itin",
      "tin",
      "vat",
    ],
    ...["nif", "nie", "dni", "cpf", "cnpj", "rut", "curp", "pesel", "nip", "regon", "inn", "snils"],
    ...["passport", "license", "licence", "policy", "contract", "customer", "kundennummer"],
    ...["kundennr", "vertragsnummer", "booking", "reservation", "flight", "member", "employee"],
    ...["timestamp", "epoch", "date", "datum", "time", "year", "duration", "ms", "seconds"],
    ...["lat", "lon", "lng", "latitude", "longitude", "coordinates", "price", "amount", "total"],
    ...["size", "bytes", "length", "count", "offset", "port", "row", "rows", "page", "population"],
    ...["score", "item", "product", "artikel", "artikelnummer", "batch", "lot", "patent", "rfc"],
  ]),
};

/** No digit, and no letter but those of an extension (`x12`, `ext. 12`). */
export function mayEndPhone(text: string, at: number): boolean {
  const next = codeAt(text, at);
  if (isDigit(next) || next === PERCENT) return false;
  if (next === UNDERSCORE) return !isAlphanumeric(codeAt(text, at + 1));
  if (!isLetter(next)) return true;
  const extension = (next | 0x20) === 0x78 && isDigit(codeAt(text, at + 1));
  return extension || text.startsWith("ext", at);
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
  if (isAlphanumeric(before)) return false;
  if (isDash(before) || before === DOT || before === SLASH || before === 0x3a) {
    if (isDigit(codeAt(text, at - 2))) return false;
  }
  return before === 0 || !AMOUNT_SIGNS.includes(text.charAt(at - 1));
}

/** `REF-030 1234567`, `x_030...`: the rest of a name. */
export function isNameTail(text: string, at: number): boolean {
  const before = codeAt(text, at - 1);
  const isJoint = isDash(before) || before === UNDERSCORE || before === DOT || before === SLASH;
  return isJoint && isAlphanumeric(codeAt(text, at - 2));
}
