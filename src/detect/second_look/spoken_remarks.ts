/**
 * What is said between the name of a value and the value when it is dictated: how it was given, and
 * what its first digits are called. The value reads as if it stood right behind its name.
 *
 *     Social security no., dictated: two eight ...     reach me at area code five oh three ...
 *                        ^.........^                               ^.......^
 *
 * @module
 */

import type { Span } from "../rule.ts";

/** How far before a value a remark may begin. */
const REMARK_CHARS_MAX = 72;

/** Says how a value was given, in the languages of the corpus. */
const GIVEN_REGEXP =
  /as\u00ed|assim|cos\u00ec|ainsi|comme \u00e7a|like (?:so|this)|this way|folgenderma\u00dfen|dictat|read (?:out|aloud|over|back|it)|\bspell|\bspelt|phonetic|as follows|in words|in letters|written out|by voice|over the phone|verbal|transcri|diktiert|vorgelesen|buchstabiert|phonetisch|wie folgt|in worten|ausgeschrieben|m\u00fcndlich|dict\u00e9|\u00e9pel|\u00e0 (?:haute )?voix|lettres|comme suit|phon\u00e9ti|dicta|deletre|le\u00edd[oa]|en palabras|en letras|como sigue|fon\u00e9ti|dettat|lett[oa] |a voce|in parole|in lettere|come segue|compita|ditad|soletra|por extenso|em palavras|em voz|conforme segue|gedicteerd|gespeld|voorgelezen|in woorden|als volgt|dyktu|podyktow|przeliterowa|s\u0142ownie|g\u0142osowo|diktera|bokstavera|uppl\u00e4st|l\u00e4ste|s\u00e5 h\u00e4r|i ord|dikter|bogstaver|opl\u00e6st|slovy|diktov|diktov\u00e1no|szavakkal|di[kc]t\u00e1l|bet\u0171zve|sanoin|saneltu|yaz\u0131yla|dikte|dictat\u0103?|\u00een litere|\u0434\u0438\u043a\u0442\u0443|\u043f\u0440\u043e\u0434\u0438\u043a\u0442\u043e\u0432|\u043f\u0440\u043e\u043f\u0438\u0441\u044c\u044e|\u0441\u043b\u043e\u0432\u0430\u043c\u0438|\u043f\u043e \u0431\u0443\u043a\u0432\u0430\u043c|\u0432\u0433\u043e\u043b\u043e\u0441/iu;
/** A clause behind a comma or in brackets, up to the value; and one that ends with a colon. */
const CLAUSE_REGEXP =
  /(?:[,;(\u2013\u2014]|\s-\s)[^\n,;:.()\d]{2,60}[:,)]{0,2}\s{0,2}["'\u201e\u201c\u00ab]?$/u;
const TAIL_REGEXP = /(?<=\p{L}[ .])[^\n,;:.()\d]{2,48}:\s{0,2}["'\u201e\u201c\u00ab]?$/u;
/** Names of the first digits of a telephone number. */
const AREA_REGEXP =
  /(?<!\p{L})(?:area code|vorwahl|ortsvorwahl|indicatif|prefijo|prefisso|prefixo|ddd|netnummer|kengetal|riktnummer|(?:numer )?kierunkowy|p\u0159edvolba|k\u00f6rzetsz\u00e1m|alan kodu|suuntanumero|\u043a\u043e\u0434 \u0433\u043e\u0440\u043e\u0434\u0430|\u043a\u043e\u0434)[ :,]{1,2}$/iu;

/** How it was given: `over the phone` names no telephone number. */
const MANNER_REGEXP =
  /(?:over the|by|on the|via|per|am|ans|por|al|au|par|par le|via|p\u00e5|over|door de|przez|\u043f\u043e) ?\p{L}+/giu;

/**
 * What stands between the name of a value and the value; null when nothing does.
 *
 * @param speaks Whether a word in a part of the text names a category.
 */
export function remarkBefore(
  text: string,
  place: number,
  speaks: (part: Span) => boolean,
): Span | null {
  const from = Math.max(0, place - REMARK_CHARS_MAX);
  const before = text.slice(from, place);
  const area = AREA_REGEXP.exec(before);
  if (area !== null) return { start: from + area.index, end: place };
  for (const regexp of [CLAUSE_REGEXP, TAIL_REGEXP]) {
    const found = regexp.exec(before);
    if (found === null) continue;
    const given = GIVEN_REGEXP.exec(found[0]);
    if (given === null) continue;
    const isTail = regexp === TAIL_REGEXP;
    // The name itself may stand in the same clause.
    const start = from + found.index + (isTail ? given.index : 0);
    const end = from + found.index + given.index;
    if (speaks({ start, end }) || isNamedAfter(found, given, { from, speaks })) continue;
    return { start, end: place };
  }
  return null;
}

/** Whether the name of the value follows the remark: `..., read out my SSN:`. */
function isNamedAfter(
  found: RegExpExecArray,
  given: RegExpExecArray,
  { from, speaks }: { from: number; speaks: (part: Span) => boolean },
): boolean {
  const clause = found[0];
  const first = given.index + given[0].length;
  const rest = clause.slice(first).replaceAll(MANNER_REGEXP, (one) => " ".repeat(one.length));
  for (const { 0: word, index } of rest.matchAll(/\p{L}{2,}/gu)) {
    const start = from + found.index + first + index;
    if (speaks({ start, end: start + word.length })) return true;
  }
  return false;
}
