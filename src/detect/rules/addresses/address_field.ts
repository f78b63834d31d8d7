/**
 * Addresses that a name gives away: `address: ...`, `"street": "..."`, a column, the whole text of a
 * field; and boxes at the post office.
 * @module
 */

import { codeAt } from "../../text/character.ts";
import { foldWord } from "../../engine/lexicon.ts";
import type { Hit, MatcherRule, Span } from "../../rule.ts";
import type { Scan } from "../../context/scan.ts";
import { addressTail } from "./address_places.ts";
import { formValue } from "../form_value.ts";
import { lineValue } from "../line_value.ts";
import { nameAt } from "../names/name_text.ts";
import { ADDRESS_NAMES, BOX_WORDS, OTHER_ADDRESSES } from "./street_words.ts";

/** Longest address. */
const VALUE_CHARS_MAX = 160;

/** What no address has. */
const OTHER_REGEXP =
  /[{}<>=@\\_$%^~?!]|:\/\/|\b0x|::|->|\(\)|\b(?:null|none|undefined|true|false|string|unknown|n\/a|todo)\b|\b\d{1,3}(?:\.\d{1,3}){3}\b|(?:[0-9a-f]{2}:){3}|^https?|\bplaceholder\b|\b(?:your|enter|example|sample)\b/i;
const DIGIT_REGEXP = /\d/;
const WORDS_REGEXP = /[\p{L}\p{M}]{2,}/gu;
const DENSE_REGEXP = /[\u0e00-\u0e7f\u3040-\u9fff\uac00-\ud7a3]{3}/;
const STREETS_REGEXP = /street|str(?:a\u00dfe|asse)|line|rue|calle|rua|via|ulica/i;

/** Whether a value that a name calls an address is one. */
function isAddress(value: string, name: string): boolean {
  const { length } = value;
  if (length < 4 || length > VALUE_CHARS_MAX || OTHER_REGEXP.test(value)) return false;
  const words = value.match(WORDS_REGEXP) ?? [];
  const isDense = DENSE_REGEXP.test(value);
  if (isDense) return DIGIT_REGEXP.test(value) || length >= 6;
  if (words.length === 0 || !/[\s,]/.test(value)) return false;
  // A name for it in another language: a form that is translated.
  const isTitle = words.every((word) =>
    /^\p{Lu}|^(?:de|la|du|des|del|van|der|di|da|do)$/u.test(word)
  );
  if (!DIGIT_REGEXP.test(value)) return isTitle && words.length >= 2 && STREETS_REGEXP.test(name);
  if (/^\d+(?:[.,]\d+)?\s\p{Ll}+$/u.test(value)) return /[\u00c0-\u1fff]/.test(value);
  return words.some((word) => /^\p{Lu}|^[^A-Za-z]/u.test(word)) || words.length >= 2;
}

/** The part of the name before the keyword: `ip` of `ip_address`; folded, or empty. */
function headOf(text: string, at: number): string {
  const before = text.slice(Math.max(0, at - 24), at);
  const word = /([A-Za-z0-9]+)[ _.-]?$/.exec(before)?.[1] ?? "";
  return foldWord(/[A-Z]?[a-z0-9]+$|[A-Z0-9]+$/.exec(word)?.[0] ?? word);
}

function isOther(text: string, at: number): boolean {
  const head = headOf(text, at);
  const isGlued = /[A-Za-z0-9_-]/.test(text.charAt(at - 1));
  return OTHER_ADDRESSES.has(head) && (isGlued || text.charAt(at - 1) === " ");
}

const TITLE_REGEXP =
  /^(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Herrn?|Frau|Mme|Mlle|Sr|Sra|Srta|Sig|Sig\.ra|Shri|Smt|Dhr|Mevr|pan|pani)\.? /;
/** Keys that lead to the one who lives there, and then to the place. */
const RECIPIENT_REGEXP = /^(?:ship|bill)[ _-]?to$/i;

/** The length of a person's name and a comma before an address, or 0. */
function personLength(value: string, key: string): number {
  const title = TITLE_REGEXP.exec(value)?.[0].length ?? 0;
  if (title === 0 && !RECIPIENT_REGEXP.test(key)) return 0;
  const name = nameAt(value, title, { isTitled: title > 0 });
  if (name === null || (title === 0 && !(name.isKnown && name.parts.length > 1))) return 0;
  const rest = /^, ?(?=[\p{Lu}\d#])/u.exec(value.slice(name.end));
  return rest === null || !DIGIT_REGEXP.test(value.slice(name.end)) ? 0 : name.end + rest[0].length;
}

function matchNamed(scan: Scan, anchor: Readonly<Span>): Hit | null {
  const { text } = scan;
  const form = formValue(text, anchor);
  if (form !== null) {
    const { start, end, decoded } = form;
    const isOne = !isOther(text, anchor.start) && /^[\p{Lu}\d]/u.test(decoded) &&
      isAddress(decoded, text.slice(anchor.start, anchor.end));
    return isOne ? { start, end, need: "none" } : null;
  }
  const value = lineValue(text, anchor, { charsMax: VALUE_CHARS_MAX });
  if (value === null || isOther(text, anchor.start)) return null;
  const name = text.slice(anchor.start, anchor.end);
  const start = value.start + personLength(text.slice(value.start, value.end), name);
  const found = text.slice(start, value.end);
  if (!isAddress(found, name)) return null;
  // Without quotes the value begins as addresses do.
  if (
    !value.isQuoted &&
    !/^[\p{Lu}\d\u0590-\u06ff\u0900-\u0e7f\u3000-\ud7a3#\u3012]|^(?:ul|rue|calle|via|rua|\u0443\u043b|\u0433|\u0432\u0443\u043b)\b/u
      .test(found)
  ) {
    return null;
  }
  const isProse = !value.isQuoted &&
    /\b(?:is|are|was|the|and|not|must|should|when|which)\b/.test(found);
  return isProse ? null : { start, end: value.end, need: "none" };
}

function matchField(scan: Scan, field: Readonly<Span>): Hit | null {
  const { text, fieldName } = scan;
  const at = /(?:addr(?:ess)?|adresse?)(?:[ _-]?(?:line)?[ _-]?\d?)?$/i.exec(fieldName)?.index;
  if (at !== undefined && isOther(fieldName, at)) return null;
  const found = text.slice(field.start, field.end);
  return isAddress(found, fieldName) ? { ...field, need: "none" } : null;
}

const BOX_REGEXP =
  /^\.?\s?[:#]?\s?(?:no\.?\s|nr\.?\s|n[\u00ba\u00b0]\s|\u2116\s?)?\d{1,3}(?: ?\d{2,3}){0,2}\b/i;

function matchBox(scan: Scan, anchor: Readonly<Span>): Hit | null {
  const { text } = scan;
  if (/[\p{L}\d_/-]/u.test(text.charAt(anchor.start - 1)) && codeAt(text, anchor.start) < 0x2e80) {
    return null;
  }
  const number = BOX_REGEXP.exec(text.slice(anchor.end, anchor.end + 24));
  if (number === null) return null;
  const { end } = addressTail(text, anchor.end + number[0].length);
  return { start: anchor.start, end, need: "none" };
}

/** The rule for values that a name calls an address. */
export const ADDRESS_NAMED_RULE: MatcherRule = {
  anchor: "matcher",
  category: "STREET_ADDRESS",
  finds: "value of a key for an address or a street, unless it is one of networks or memory",
  at: ["word"],
  triggers: ADDRESS_NAMES,
  words: [],
  revision: 1,
  match: matchNamed,
  hits: [
    ["Address: 742 Evergreen Terrace, Springfield", "742 Evergreen Terrace, Springfield"],
    ['{"street":"Evergreen Terrace 742","city":"X"}', "Evergreen Terrace 742"],
    ['{"shipping_address": "12 High St, Leeds LS1 4AP"}', "12 High St, Leeds LS1 4AP"],
    ['{\\"addressLine1\\":\\"Flat 3, 12 Elm Grove\\"}', "Flat 3, 12 Elm Grove"],
    ["Bill to: Mr. Gurpal Brar, SCO 12, Sector 8 Road, Mohali", "SCO 12, Sector 8 Road, Mohali"],
    ["Ship to: Jane Doe, 12 Elm Grove, Leeds", "12 Elm Grove, Leeds"],
    ["Adresse : 12 rue de la Paix, 75002 Paris\n", "12 rue de la Paix, 75002 Paris"],
    ["Anschrift: Am Markt 3, 04109 Leipzig", "Am Markt 3, 04109 Leipzig"],
    ["Direcci\u00f3n: Gran V\u00eda 12, Madrid", "Gran V\u00eda 12, Madrid"],
    [
      "\u0430\u0434\u0440\u0435\u0441: \u041c\u043e\u0441\u043a\u0432\u0430, \u0410\u0440\u0431\u0430\u0442 12",
      "\u041c\u043e\u0441\u043a\u0432\u0430, \u0410\u0440\u0431\u0430\u0442 12",
    ],
    [
      "\u4f4f\u6240\uff1a\u6771\u4eac\u90fd\u6e2f\u533a\u829d\u516c\u57124-2-8",
      "\u6771\u4eac\u90fd\u6e2f\u533a\u829d\u516c\u57124-2-8",
    ],
    [
      "\u5730\u5740\uff1a\u5317\u4eac\u5e02\u6d77\u6dc0\u533a\u4e2d\u5173\u6751\u5927\u88571\u53f7",
      "\u5317\u4eac\u5e02\u6d77\u6dc0\u533a\u4e2d\u5173\u6751\u5927\u88571\u53f7",
    ],
    [
      "\uc8fc\uc18c: \uc11c\uc6b8\uc2dc \uc911\uad6c \uc138\uc885\ub300\ub85c 110",
      "\uc11c\uc6b8\uc2dc \uc911\uad6c \uc138\uc885\ub300\ub85c 110",
    ],
    ["POST /q body=dl=7&address=5+Elm+Grove%2C+Leeds&x=1", "5+Elm+Grove%2C+Leeds"],
    ["INFO order=7 address='5 Elm Grove' ok", "5 Elm Grove"],
  ],
  misses: [
    "ip_address: 10.0.0.1 eth0",
    '{"address":"0x52908400098527886E0F7030069857D2E4169EE7"}',
    "address: localhost:8080",
    "email address: jane@example.org",
    "memory address: 7f 00 12",
    "address: string;",
    '"address": "Adresse"',
    "the address is not known",
    "address: { street: 1 }",
    "MAC address: 00:1a:2b:3c:4d:5e",
    "Address family 2",
    "server address: node 12 east",
    "address: see section 3",
    "GET /a?address=0x52908400&chain=1",
    "GET /a?ip_address=10+0+0+1&x=1",
  ],
};

/** The rule for fields named for an address. */
export const ADDRESS_FIELD_RULE: MatcherRule = {
  anchor: "matcher",
  category: "STREET_ADDRESS",
  finds: "whole value of a field, or cell of a column, named for an address or a street",
  at: ["field"],
  triggers: ADDRESS_NAMES,
  words: [],
  revision: 1,
  match: matchField,
  hits: [
    ["name,address,id\nJane,12 Elm Grove,7\n", "12 Elm Grove"],
    ['id,street\n7,"12 Elm Grove, Leeds"\n', "12 Elm Grove, Leeds"],
    ["id;Anschrift\n7;Am Markt 3\n", "Am Markt 3"],
    ["id\tshipping_address\n7\t12 High St, Leeds\n", "12 High St, Leeds"],
    ["| id | Address |\n|---|---|\n| 7 | 5 Elm Grove |\n", "5 Elm Grove"],
    [
      "\u6c0f\u540d,\u4f4f\u6240\n\u5c71\u7530,\u6771\u4eac\u90fd\u6e2f\u533a\u829d\u516c\u57124-2-8\n",
      "\u6771\u4eac\u90fd\u6e2f\u533a\u829d\u516c\u57124-2-8",
    ],
    [
      "id,\u0430\u0434\u0440\u0435\u0441\n7,\u0410\u0440\u0431\u0430\u0442 12\n",
      "\u0410\u0440\u0431\u0430\u0442 12",
    ],
    ["id,calle\n7,Gran V\u00eda 12\n", "Gran V\u00eda 12"],
  ],
  misses: [
    "id,ip_address\n7,10 0 0 1 x\n",
    "id,email address\n7,jane@example.org\n",
    "id,address\n7,none\n",
    "id,address\n7,0x7ffe 12\n",
    "id,address_type\n7,Home 1\n",
    "id,mac address\n7,00:1a:2b:3c:4d:5e\n",
    "id,address\n7,\n",
    "id,address\n7,server_12 east\n",
  ],
};

/** The rule for boxes at the post office. */
export const POST_BOX_RULE: MatcherRule = {
  anchor: "matcher",
  category: "STREET_ADDRESS",
  finds: "box at a post office with its number",
  at: ["word"],
  triggers: BOX_WORDS,
  words: [],
  revision: 1,
  match: matchBox,
  hits: [
    ["Write to P.O. Box 1234, Springfield, IL 62704.", "P.O. Box 1234, Springfield, IL 62704"],
    ["PO Box 99", "PO Box 99"],
    ["Postfach 12 34 56, 10115 Berlin", "Postfach 12 34 56, 10115 Berlin"],
    ["Postbus 123, 1000 AA Amsterdam", "Postbus 123, 1000 AA Amsterdam"],
    ["Apartado de Correos 45, 28080 Madrid", "Apartado de Correos 45, 28080 Madrid"],
    ["Caixa Postal 123", "Caixa Postal 123"],
    ["Casella Postale 12", "Casella Postale 12"],
    [
      "\u0430/\u044f 12, 101000 \u041c\u043e\u0441\u043a\u0432\u0430",
      "\u0430/\u044f 12, 101000 \u041c\u043e\u0441\u043a\u0432\u0430",
    ],
    ["\u79c1\u66f8\u7bb1123", "\u79c1\u66f8\u7bb1123"],
  ],
  misses: [
    "check the box 12",
    "po box",
    "Postfach leeren",
    "inbox 12",
    "PO 1234",
    "text box 5",
    "box 12",
    "P.O. 12",
  ],
};
