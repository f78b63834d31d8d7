/**
 * Labels that are disguised themselves: in figures (`p4ssw0rd`), backwards (`drowssap`), in
 * alternating case (`PaSsWoRd`), one letter at a time (`p a s s w o r d`). Only words that name a
 * value are read so, and they only speak for what stands beside them.
 * @module
 */

import { codeAt, isAlphanumeric, isDigit, isLetter } from "../text/character.ts";
import { stepHash } from "../engine/lexicon.ts";
import type { Span } from "../rule.ts";

/** Shortest and longest label. */
const CHARS_MIN = 3;
const CHARS_MAX = 16;
/** Most words that are read backwards together. */
const WORDS_MAX = 4;

const SPACE = 0x20;
const ONE = 0x31;
const SMALL_I = 0x69;
const SMALL_L = 0x6c;
const DASH = 0x2d;
const DOT = 0x2e;

/** Words of labels. */
const WORDS: readonly string[] = (
  "account address bank birth birthday bitcoin card cell cellphone code contact credentials credit " +
  "cvv date dob driver drivers ein email identification identity iban insurance itin key licence " +
  "license login mail medicare mobile name national nino number pass passcode password passphrase " +
  "passport passwd passwort passwords person phone phonenumber pin pwd routing secret security sin " +
  "social ssn tax taxpayer telefon telefono telephone token user username wallet contrasena clave " +
  "correo tarjeta senha motdepasse kennwort konto steuer numero nummer rekening wachtwoord haslo"
).split(" ");

/** Short names of numbers, whose letters dots or spaces may part. */
const SHORT: readonly string[] = (
  "pan nhs bsn cpf cnpj nir nie dni nif tfn abn pesel mbi npi nino cuil cuit curp rfc ahv rut ico " +
  "imei vin mrn"
).split(" ");

/** Words that no language has, when they are written backwards. */
const BACKWARDS: readonly string[] = (
  "account address birth bitcoin card credit driver drivers email iban identity insurance license " +
  "licence medicare mobile national number passcode password passport phone routing secret security " +
  "social ssn taxpayer telephone token wallet"
).split(" ");

const LABELS: ReadonlySet<string> = new Set(WORDS);
const SPACED: ReadonlySet<string> = new Set([...WORDS, ...SHORT, "passwort", "contrasena"]);
const PLAIN_OF: ReadonlyMap<string, string> = new Map(
  BACKWARDS.map((word) => [[...word].reverse().join(""), word]),
);

/** Words written backwards, for the lexicon. */
export const BACKWARD_WORDS: readonly string[] = [...PLAIN_OF.keys()];

/** Figures and signs that stand for letters; `1` for two of them. */
const FIGURES: Readonly<Record<string, string>> = {
  "0": "o",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "8": "b",
  "@": "a",
  "$": "s",
};

/** The small letter of each character of a word in figures; `1` is itself. */
const LETTER_OF: Uint8Array = letters();
const LABEL_HASHES: ReadonlySet<number> = new Set(WORDS.map(hashOf));

/** A label, and the words that it stands for. */
export interface Label extends Span {
  text: string;
}

/** The disguised label whose first character is at `at`, or null. */
export function labelAt(text: string, at: number): Label | null {
  const before = codeAt(text, at - 1);
  if (isAlphanumeric(before)) return null;
  let end = at;
  let figures = 0;
  let changes = 0;
  while (end - at <= CHARS_MAX && isLabelUnit(codeAt(text, end))) {
    const code = text.charCodeAt(end);
    if (!isLetter(code)) figures++;
    else if (end > at && ((code ^ text.charCodeAt(end - 1)) & 0x20) !== 0) changes++;
    end++;
  }
  const size = end - at;
  if (size > CHARS_MAX) return null;
  if (size === 1) return spacedLabel(text, at);
  if (size < CHARS_MIN) return null;
  if (figures === 0 && changes < 2) return backwardLabel(text, { start: at, end });
  const plain = figures === 0
    ? known(text.slice(at, end).toLowerCase())
    : inFigures(text.slice(at, end));
  return plain === null ? null : { start: at, end, text: plain };
}

/** Whether a run of letters and digits may be a label in figures: a cheap look. */
export function mayBeInFigures(text: string, { start, end }: Span): boolean {
  // `p4$$w0rd`
  if (codeAt(text, end) === 0x24) return labelAt(text, start) !== null;
  if (end - start < CHARS_MIN || end - start > CHARS_MAX) return false;
  let letters = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    // 2, 6 and 9 stand for no letter.
    if (!isDigit(code)) letters++;
    else if (code === 0x32 || code === 0x36 || code === 0x39) return false;
  }
  return letters > 1 && labelAt(text, start) !== null;
}

function isLabelUnit(code: number): boolean {
  return isAlphanumeric(code) || code === 0x40 || code === 0x24;
}

/** The label that a word in figures stands for; most words are refused by their hash. */
function inFigures(word: string): string | null {
  if (word === "n0" || word === "N0") return "no";
  let withI = 0;
  let withL = 0;
  for (let at = 0; at < word.length; at++) {
    const unit = LETTER_OF[word.charCodeAt(at)] as number;
    withI = stepHash(withI, unit === ONE ? SMALL_I : unit);
    withL = stepHash(withL, unit === ONE ? SMALL_L : unit);
  }
  if (!LABEL_HASHES.has(withI) && !LABEL_HASHES.has(withL)) return null;
  for (const one of [SMALL_I, SMALL_L]) {
    let plain = "";
    for (const char of word) {
      const unit = LETTER_OF[char.charCodeAt(0)] as number;
      plain += String.fromCharCode(unit === ONE ? one : unit);
    }
    if (LABELS.has(plain)) return plain;
  }
  return null;
}

function hashOf(word: string): number {
  let hash = 0;
  for (let at = 0; at < word.length; at++) hash = stepHash(hash, word.charCodeAt(at));
  return hash;
}

function letters(): Uint8Array {
  const table = new Uint8Array(0x80);
  for (let code = 0; code < table.length; code++) {
    const char = String.fromCharCode(code).toLowerCase();
    table[code] = (FIGURES[char] ?? char).charCodeAt(0);
  }
  return table;
}

function known(word: string): string | null {
  return LABELS.has(word) ? word : null;
}

/** `p a s s w o r d`, `s.s.n` */
function spacedLabel(text: string, at: number): Label | null {
  const sign = codeAt(text, at + 1);
  if (sign !== SPACE && sign !== DASH && sign !== DOT) return null;
  let word = text.charAt(at);
  let end = at + 1;
  while (word.length < CHARS_MAX && codeAt(text, end) === sign && isLetter(codeAt(text, end + 1))) {
    if (isAlphanumeric(codeAt(text, end + 2))) break;
    word += text.charAt(end + 1);
    end += 2;
  }
  const small = word.toLowerCase();
  const plain = word.length < CHARS_MIN ? null : SPACED.has(small) ? small : null;
  return plain === null ? null : { start: at, end, text: plain };
}

/** `rebmun ytiruces laicos`, all of it in its order. */
function backwardLabel(text: string, first: Span): Label | null {
  const words: string[] = [];
  let { end } = first;
  let word = PLAIN_OF.get(text.slice(first.start, end).toLowerCase());
  while (word !== undefined) {
    words.unshift(word);
    const start = end + 1;
    if (words.length === WORDS_MAX || codeAt(text, end) !== SPACE) break;
    let next = start;
    while (next - start <= CHARS_MAX && isLetter(codeAt(text, next))) next++;
    word = PLAIN_OF.get(text.slice(start, next).toLowerCase());
    if (word !== undefined) end = next;
  }
  return words.length === 0 ? null : { start: first.start, end, text: words.join(" ") };
}
