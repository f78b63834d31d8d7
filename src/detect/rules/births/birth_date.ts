/**
 * Dates of birth: a date that a word for birth claims, in some thirty languages. A date alone is
 * nobody's, and the first date after the word is the one that counts.
 *
 *     born in Paris on 12 March 1985     "dob":"1985-03-12"     1985\u5e743\u670812\u65e5\u751f\u307e\u308c
 *          \__ gap ____/ \_ date ____/
 *
 * @module
 */

import { codeAt, isDigit } from "../../text/character.ts";
import type { Hit, MatcherRule, Span } from "../../rule.ts";
import { isStated, STATED_CHARS_MAX } from "../../context/said_of.ts";
import type { Scan } from "../../context/scan.ts";
import { answerAfter, isCorrection } from "./birth_answer.ts";
import { isOwned, isSaidOf } from "./birth_said.ts";
import { BIRTH_NOUNS, BORN_WORDS, OTHER_DATES } from "./birth_words.ts";
import { DATE_CHARS_MAX, dateEnd } from "../date_forms.ts";
import { compact } from "../phrases.ts";

/** How far after a word its date may begin. */
const GAP_CHARS_MAX = 72;
/** The same for names of the date, which stand next to it. */
const NOUN_GAP_CHARS_MAX = 48;
const GAP_WORDS_MAX = 8;

/** `dob_verified`, `birthDateSource`: the name goes on, so that it names something else. */
const NAME_REGEXP =
  /^(?:[_-]?(?:date|dt|str|string|value|val|text|iso|raw|field|s|\d{1,2}))?(?![A-Za-z0-9]|[_-][A-Za-z0-9])/i;
const SIGNS_REGEXP =
  /^[\s\u00a0"'`:=\uff1a()*_\\\u2013\u2014>|,.#[\]{}<?\u279c\u279e\u27a4\u2192\u21d2\u00bb\u25b6\u25ba\u2026\u00b7\u2022\uff08\uff09-]*$/;
/** The rest of an element up to its value: `name="dob" value="..."`. */
const VALUE_REGEXP =
  /^["'](?:\s[\w:-]{1,20}=["'][^"'<>]{0,40}["']){0,3}\svalue=["']$|^[.:*\s]{0,3}<\/\w{1,8}>\s{0,8}<input\s[^<>]{0,72}value=["']$/i;
/** Words between a name of the date and a colon: `Date of birth on both: ...`. */
const COLON_GAP_REGEXP = /^(?:\s[\p{L}\p{M}'\u2019-]{1,18}){1,4}\s?[:\uff1a]\s?$/u;
/** `DATE` before a date in SQL. */
const SQL_TYPE_REGEXP = /(?:DATE|TIMESTAMP)\s{0,2}(?=['"]$)/i;
/** A bound that dates are compared with: `CHECK (dob > '1900-01-01')`. */
const COMPARED_REGEXP =
  /^["'`\])]{0,2}\s?(?:<|>|<=|>=|<>|!=)\s(?:(?:DATE|TIMESTAMP)\s{0,2})?["']$/i;
/** A line of a chat begins with its date. */
const CHAT_REGEXP = /^,? ?\d{1,2}:\d\d/;
const TIME_TAG_REGEXP = /^<time(?: [^<>]{0,56})?(?=>)/;
const TAG_REGEXP = /<\/?[A-Za-z][^<>]{0,40}>?/g;
/** Ends a sentence or a value: a date behind it is told of something else. */
const BREAK_REGEXP = /[;{}<>=|\n?!]|[.\u3002]["')]?\s+\p{Lu}\p{L}|[\p{L}"']\s?:\s/u;
const WORD_REGEXP = /[\p{L}\p{M}]+/gu;
/** Between a name of the date and the date: verbs, prepositions, what the date is of. */
const NOUN_GAP_REGEXP =
  /^["'`*_]{0,3}\s{0,2}(?:\([^()\n]{1,28}\)\s?)?(?:(?:of|for|del?|du|des|von|van|di|do|da|of the|mein|meiner|my|his|her)\s[\p{L}\p{M}.' -]{1,32}?)?\s?(?:['\u2019]s|is|was|are|on|falls on|ist|war|lautet|est|es|fue|el|le|am|\u00e9|\u00e8|e|foi|era|is op|\u00e4r|er|on|to|jest|je|van|este|\u2013|\u2014|-|:|\uff1a|=|\u044d\u0442\u043e|\u0435|\u0454|\u03b5\u03af\u03bd\u03b1\u03b9|\u0647\u0648|\u05d4\u05d5\u05d0|\u0939\u0948|\u306f|\u662f|\u70ba|\u4e3a|\uc740|\ub294|\uc774|\u0e04\u0e37\u0e2d|l\u00e0|adalah)\s?(?:[\p{L}\p{M}.]{1,20},?\s){0,3}$/iu;
/** Thai, and all scripts without spaces behind it. */
const THAI = 0x0e00;
/** In scripts without spaces: some words and a copula, as in `\u0e27\u0e31\u0e19\u0e40\u0e01\u0e34\u0e14\u0e43\u0e19\u0e23\u0e30\u0e1a\u0e1a\u0e04\u0e37\u0e2d`. */
const DENSE_GAP_REGEXP =
  /^[^\n\d\u3002\uff0c\u3001,;\uff1b\uff01\uff1f!?\uff1a:=|<>{}"\u300c\u300d]{0,28}(?:\u0e04\u0e37\u0e2d|\u0e40\u0e1b\u0e47\u0e19|\u0e23\u0e30\u0e1a\u0e38\u0e27\u0e48\u0e32|\u0e27\u0e48\u0e32|\u662f|\u4e3a|\u70ba|\u7cfb|\u663e\u793a|\u986f\u793a|\u8bb0\u5f55|\u7d00\u9304|\u767b\u8bb0|\u306f|\u304c|\u3092|\u306b|\u3067\u306f|\u3068\u3057\u3066|\u1782\u17ba|\u0ec1\u0ea1\u0ec8\u0e99)[ \u3000:\uff1a]{0,2}["'\u300c]?$/u;
/** What so happens on another day: a party, a card that runs out, a change. */
const DENSE_OTHER_REGEXP =
  /\u6d3e\u5bf9|\u6d3e\u5c0d|\u805a\u4f1a|\u805a\u6703|\u793c|\u79ae|\u86cb\u7cd5|\u4f18\u60e0|\u512a\u60e0|\u8bc1|\u8b49|\u7b7e\u53d1|\u7c3d\u767c|\u6709\u6548|\u5230\u671f|\u66f4\u65b0|\u4fee\u6539|\u66f4\u6539|\u53d8\u66f4|\u8b8a\u66f4|\u53d1\u884c|\u767c\u884c|\u4e0a\u5e02|\u4f1a|\u6703|\u30d1\u30fc\u30c6\u30a3|\u30d7\u30ec\u30bc\u30f3\u30c8|\u767a\u884c|\u671f\u9650|\u30b1\u30fc\u30ad|\u30af\u30fc\u30dd\u30f3|\u5909\u66f4|\u4fee\u6b63|\u5c4a|\u0e07\u0e32\u0e19|\u0e40\u0e25\u0e35\u0e49\u0e22\u0e07|\u0e1b\u0e32\u0e23\u0e4c\u0e15\u0e35\u0e49|\u0e2b\u0e21\u0e14\u0e2d\u0e32\u0e22\u0e38|\u0e2d\u0e2d\u0e01|\u0e04\u0e39\u0e1b\u0e2d\u0e07|\u0e2a\u0e48\u0e27\u0e19\u0e25\u0e14|\u0e41\u0e01\u0e49\u0e44\u0e02|\u0e40\u0e1b\u0e25\u0e35\u0e48\u0e22\u0e19|\u0e02\u0e2d\u0e07\u0e02\u0e27\u0e31\u0e0d|\u4e0d\u662f|\u6ca1\u6709|\u0e44\u0e21\u0e48\u0e43\u0e0a\u0e48|\u3067\u306f\u306a\u3044/;
/** How the date is to be written: `Date of birth (mm/dd/yyyy) `. */
const REMARK_GAP_REGEXP = /^\.?\s?\([^()\n]{2,28}\)[:\s]{1,12}$/;
/** Between a date and a word for birth after it. */
const BEHIND_REGEXP =
  /^[\s\u00a0,.(]*(?:(?:\u0433|\u0440)\.?|\u0433\u043e\u0434\u0430|\u0440\u043e\u043a\u0443|tarihinde|y\u0131l\u0131nda|-?[\p{Ll}]{1,3}|\u306b|\u65e5\u306b|\uc5d0)?[\s\u00a0]{0,2}$/u;
/** The same when the one who was born is named between: `On 12 March 1985, Jane was born`. */
const SUBJECT_REGEXP =
  /^,?\s(?:[\p{L}\p{M}.'\u2019-]+\s){0,4}(?:was|were|wurde|ist|est|fue|\u00e8|foi)\s$/u;

/** Where somebody was born, before the word for it: `am 12.03.1985 in Bad Orb geboren`. */
const PLACE_REGEXP = /^\s(?:in|im|te|i|zu|bei)\s(?:\p{Lu}[\p{L}.-]{1,24}\s){1,3}$/u;

const NOUNS: ReadonlySet<string> = folded(BIRTH_NOUNS);
/** Words that may stand behind their date. */
const TRAILING: ReadonlySet<string> = folded([
  ...[
    "\u65e5\u751f",
    "\u751f\u307e\u308c",
    "\u751f\u308c",
    "\u51fa\u751f",
    "\ucd9c\uc0dd",
    "\uc77c\uc0dd",
  ],
  ...["\ud0dc\uc5b4\ub0ac", "\ud0dc\uc5b4\ub09c", "\u0433 \u0440", "\u0440 \u043d"],
  ...["\u0433\u043e\u0434\u0430 \u0440\u043e\u0436\u0434\u0435\u043d\u0438\u044f"],
  ...["\u0440\u043e\u043a\u0443 \u043d\u0430\u0440\u043e\u0434\u0436\u0435\u043d\u043d\u044f"],
  ...["dogdu", "dogdum", "dogumlu", "dogumluyum", "szuletett", "szulettem", "born", "geboren"],
  ...["syntynyt", "fodd", "nacio", "nacido", "\u0440\u043e\u0436\u0434\u0435\u043d\u0438\u044f"],
]);

function folded(words: readonly string[]): ReadonlySet<string> {
  return new Set(words.map(compact));
}

function matchBirth({ text }: Scan, anchor: Readonly<Span>): Hit | null {
  const written = text.slice(anchor.start, anchor.end);
  const word = compact(written);
  // `DoB` has two humps; two words are something else.
  if (word === "dob" && /^do[^o]/i.test(written) && written.length > 3) return null;
  if (isLatin(codeAt(text, anchor.end - 1))) {
    const before = codeAt(text, anchor.start - 1);
    if (before === 0x2f || !NAME_REGEXP.test(text.slice(anchor.end, anchor.end + 12))) return null;
  }
  const found = dateAfter(text, anchor, word) ?? dateBefore(text, anchor, word);
  if (found !== null) return found;
  const answer = answerAfter(text, anchor);
  return answer === null ? null : hit(answer.start, answer.end);
}

function isLatin(code: number): boolean {
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

function dateAfter(text: string, anchor: Readonly<Span>, word: string): Hit | null {
  const isNoun = NOUNS.has(word);
  const max = isNoun ? NOUN_GAP_CHARS_MAX : GAP_CHARS_MAX;
  const last = Math.min(text.length, anchor.end + max);
  for (let at = anchor.end; at < last; at++) {
    const code = codeAt(text, at);
    if (code === 0x3c) {
      // What an element says of its time is said again in its text.
      at += TIME_TAG_REGEXP.exec(text.slice(at, at + 64))?.[0].length ?? 0;
      continue;
    }
    const isStart = isDigit(code) ? !isDigit(codeAt(text, at - 1)) : isWordStart(text, at);
    if (!isStart) continue;
    const whole = text.slice(anchor.end, at);
    if (COMPARED_REGEXP.test(whole)) return null;
    const isValue = VALUE_REGEXP.test(whole);
    const gap = isValue ? "" : whole.replace(TAG_REGEXP, " ");
    const isNear = isValue || SIGNS_REGEXP.test(gap.replace(SQL_TYPE_REGEXP, ""));
    const end = dateEnd(text, at, { isNamed: isNear && isNoun });
    if (end < 0) {
      // Another number than a date: what comes behind it is another matter.
      if (isDigit(code) && !isRemark(text, anchor.end, at)) return null;
      continue;
    }
    if (gap.includes("\n") && CHAT_REGEXP.test(text.slice(end, end + 8))) return null;
    // The word for a kind, unless it is an abbreviation.
    if (word === "\u0440\u043e\u0434" && !gap.startsWith(".")) return null;
    if (!(isNear ? isNext(gap) : isGap(gap, { isNoun, word }))) return null;
    return standsAlone(text, end) ? hit(at, end) : null;
  }
  return null;
}

/** Whether a place is in parentheses or an address in the gap: `born (1st child) on ...`. */
function isRemark(text: string, from: number, at: number): boolean {
  const gap = text.slice(from, at);
  return gap.lastIndexOf("(") > gap.lastIndexOf(")");
}

function isWordStart(text: string, at: number): boolean {
  const code = codeAt(text, at);
  if (code <= 0x40) return false;
  const before = codeAt(text, at - 1);
  return before <= 0x40 || before >= 0x2e80 || code >= 0x2e80;
}

/** Nothing but signs: a value right after its name, on the next line at the farthest. */
function isNext(gap: string): boolean {
  return gap.length <= 32 && (gap.match(/\n/g)?.length ?? 0) <= 2;
}

function isGap(gap: string, { isNoun, word }: { isNoun: boolean; word: string }): boolean {
  const words = gap.match(WORD_REGEXP) ?? [];
  if (words.some((one) => OTHER_DATES.has(one.toLowerCase()))) return false;
  if (codeAt(gap, 0) >= THAI && DENSE_OTHER_REGEXP.test(gap)) return false;
  if (isNoun) {
    // `"birth": {"date": "..."}`
    if (/^["'\s:{]*"?date"?["'\s:]*$/i.test(gap)) return true;
    if (word === "birth") return false;
    if (codeAt(gap, 0) >= THAI && DENSE_GAP_REGEXP.test(gap)) return true;
    return NOUN_GAP_REGEXP.test(gap) || COLON_GAP_REGEXP.test(gap) || REMARK_GAP_REGEXP.test(gap) ||
      isCorrection(gap) || isSaidOf(gap) || isOwned(gap);
  }
  if (words.length > GAP_WORDS_MAX) return false;
  const isWrapped = /^[^\n]{0,40}\n[^\n]{0,24}$/.test(gap) && words.length <= 4;
  const line = isWrapped ? gap.replace("\n", " ") : gap;
  return !BREAK_REGEXP.test(line.replace(/\s?[:\uff1a]\s*$/, ""));
}

function dateBefore(text: string, anchor: Readonly<Span>, word: string): Hit | null {
  const isKnown = TRAILING.has(word);
  // `12/03/1985 (DOB)`, `12/03/1985 is her date of birth`
  const isBeside = isKnown ||
    /\d\s?[([]$/.test(text.slice(Math.max(0, anchor.start - 3), anchor.start));
  if (!isBeside && !(NOUNS.has(word) && isSaidBefore(text, anchor))) return null;
  // The last sign of the date begins the word.
  const until = word === "\uc77c\uc0dd" || word === "\u65e5\u751f"
    ? anchor.start + 1
    : anchor.start;
  const least = Math.max(0, until - DATE_CHARS_MAX - (isBeside ? 0 : STATED_CHARS_MAX));
  for (let at = least; at < until; at++) {
    const isDigitHere = isDigit(codeAt(text, at));
    if (isDigitHere ? isDigit(codeAt(text, at - 1)) : !isWordStart(text, at)) continue;
    const end = dateEnd(text, at, { isNamed: false });
    if (end < 0 || end > until) continue;
    const gap = text.slice(end, until);
    const isOne = isBeside
      ? BEHIND_REGEXP.test(gap) || SUBJECT_REGEXP.test(gap) || PLACE_REGEXP.test(gap)
      : isStated(gap);
    if (isOne) return hit(at, end);
  }
  return null;
}

/** What has its own date: a party, a card. */
const THING_REGEXP =
  /^ (?:party|card|cake|gift|present|wish|certificate|celebration|dinner|lunch|week|month|trip)/i;

/** Whether what stands between the last digit before a word and the word is a verb and the like. */
function isSaidBefore(text: string, { start: at, end }: Readonly<Span>): boolean {
  if (codeAt(text, at - 1) !== 0x20 || THING_REGEXP.test(text.slice(end, end + 13))) return false;
  for (let k = at - 1; k >= at - STATED_CHARS_MAX; k--) {
    if (isDigit(codeAt(text, k))) return isStated(text.slice(k + 1, at));
  }
  return false;
}

/** No letter or digit goes on; the `T` of a time may. */
function standsAlone(text: string, end: number): boolean {
  const code = codeAt(text, end);
  return !isDigit(code) &&
    (!isLatin(code) || /^T\d|^[A-Z]?[a-z]{1,3}\b/.test(text.slice(end, end + 4)));
}

function hit(start: number, end: number): Hit {
  return { start, end, need: "none" };
}

/** The rule for dates next to a word for birth. */
export const BIRTH_DATE_RULE: MatcherRule = {
  anchor: "matcher",
  category: "DATE_OF_BIRTH",
  finds: "date next to a word for birth in thirty languages, with a year from 1900 to 2035",
  at: ["word"],
  triggers: [...BIRTH_NOUNS, ...BORN_WORDS],
  words: [],
  revision: 1,
  match: matchBirth,
  hits: [
    ["Min f\u00f8dselsdato 3/6-1990", "3/6-1990"],
    ["She was born on 12 March 1985 in Leeds.", "12 March 1985"],
    ["born in Paris on March 12th, 1985", "March 12th, 1985"],
    ["Jane Doe (born March 12, 1985)", "March 12, 1985"],
    ["DOB: 03/12/1985", "03/12/1985"],
    ["we hold your date of birth as 12/03/1985 and", "12/03/1985"],
    ["Wir haben Ihr Geburtsdatum als 12.03.1985 notiert", "12.03.1985"],
    [
      "\u099c\u09a8\u09cd\u09ae \u09a4\u09be\u09b0\u09bf\u0996 12/03/1985\u0964",
      "12/03/1985",
    ],
    ["\u062a\u0627\u0631\u06cc\u062e \u062a\u0648\u0644\u062f 12/03/1364", "12/03/1364"],
    ["bot: confirm DoB?\nu2281: 8.6.94", "8.6.94"],
    ["12 March 1985 is her date of birth.", "12 March 1985"],
    ["12.03.1985 ist das Geburtsdatum der Mieterin", "12.03.1985"],
    ["D.O.B. 3/12/85, male", "3/12/85"],
    ["My date of birth is 1985-03-12.", "1985-03-12"],
    ["Date of birth (dd/mm/yyyy): 12/03/1985", "12/03/1985"],
    ["D.O.B. (dd/mm/yyyy): 12/03/1985", "12/03/1985"],
    ['{"dateOfBirth":"1985-03-12T00:00:00Z"}', "1985-03-12"],
    ['{"birth_date": "12-Mar-1985", "id": 7}', "12-Mar-1985"],
    ['{\\"dob\\":\\"1985-03-12\\"}', "1985-03-12"],
    ["INFO patient dob=19850312 status=ok", "19850312"],
    ["<birthDate>1985-03-12</birthDate>", "1985-03-12"],
    ["| DOB | 1985-03-12 |", "1985-03-12"],
    ["Ich wurde am 12. M\u00e4rz 1985 geboren.", "12. M\u00e4rz 1985"],
    ["geboren am 12. M\u00e4rz 1985 in K\u00f6ln", "12. M\u00e4rz 1985"],
    ["Geburtsdatum: 12.03.1985", "12.03.1985"],
    ["n\u00e9e \u00e0 Lyon le 3 avril 1990", "3 avril 1990"],
    ["n\u00e9(e) le 1er mai 1978", "1er mai 1978"],
    ["Date de naissance : 12/03/1985", "12/03/1985"],
    ["nacido el 12 de marzo de 1985", "12 de marzo de 1985"],
    ["Mi fecha de nacimiento es el 12 de marzo de 1985", "12 de marzo de 1985"],
    ["nato a Roma il 12 marzo 1985", "12 marzo 1985"],
    ["data de nascimento: 12 de mar\u00e7o de 1985", "12 de mar\u00e7o de 1985"],
    ["geboortedatum 12-03-1985", "12-03-1985"],
    ["a data de nascimento dela, 3 de maio de 1951.", "3 de maio de 1951"],
    ["a data de nascimento do meu pai (03/05/1951)", "03/05/1951"],
    ["la fecha de nacimiento del socio, 3 de mayo de 1951", "3 de mayo de 1951"],
    ["sein Geburtsdatum, der 3. Mai 1951, stimmt", "3. Mai 1951"],
    ["data urodzenia pacjentki, 3 maja 1951", "3 maja 1951"],
    ["f\u00f8dselsdatoen hennes, 3. mai 1951", "3. mai 1951"],
    ["f\u00f6dd den 12 mars 1985", "12 mars 1985"],
    ["syntynyt 12. maaliskuuta 1985", "12. maaliskuuta 1985"],
    ["ur. 12 marca 1985 r. w Krakowie", "12 marca 1985"],
    ["narozen 12. b\u0159ezna 1985", "12. b\u0159ezna 1985"],
    ["sz\u00fcletett: 1985. m\u00e1rcius 12.", "1985. m\u00e1rcius 12."],
    ["sz\u00fcletett 1985. m\u00e1rcius 12-\u00e9n", "1985. m\u00e1rcius 12"],
    ["n\u0103scut la 12 martie 1985", "12 martie 1985"],
    ["12 Mart 1985 do\u011fumlu", "12 Mart 1985"],
    [
      "\u0418\u0432\u0430\u043d\u043e\u0432, 12.03.1985 \u0433.\u0440., \u041c\u043e\u0441\u043a\u0432\u0430",
      "12.03.1985",
    ],
    [
      "\u0440\u043e\u0434\u0438\u043b\u0441\u044f 12 \u043c\u0430\u0440\u0442\u0430 1985 \u0433\u043e\u0434\u0430",
      "12 \u043c\u0430\u0440\u0442\u0430 1985",
    ],
    [
      "\u043d\u0430\u0440\u043e\u0434\u0438\u043b\u0430\u0441\u044f 12 \u0431\u0435\u0440\u0435\u0437\u043d\u044f 1985 \u0440\u043e\u043a\u0443",
      "12 \u0431\u0435\u0440\u0435\u0437\u043d\u044f 1985",
    ],
    [
      "\u0440\u043e\u0434\u0435\u043d \u043d\u0430 12 \u043c\u0430\u0440\u0442 1985 \u0433.",
      "12 \u043c\u0430\u0440\u0442 1985 \u0433.",
    ],
    [
      "\u03b3\u03b5\u03bd\u03bd\u03ae\u03b8\u03b7\u03ba\u03b5 \u03c3\u03c4\u03b9\u03c2 12 \u039c\u03b1\u03c1\u03c4\u03af\u03bf\u03c5 1985",
      "12 \u039c\u03b1\u03c1\u03c4\u03af\u03bf\u03c5 1985",
    ],
    [
      "\u062a\u0627\u0631\u064a\u062e \u0627\u0644\u0645\u064a\u0644\u0627\u062f: 12/03/1985",
      "12/03/1985",
    ],
    [
      "\u0648\u0644\u062f \u0641\u064a 12 \u0645\u0627\u0631\u0633 1985",
      "12 \u0645\u0627\u0631\u0633 1985",
    ],
    [
      "\u05e0\u05d5\u05dc\u05d3\u05ea\u05d9 \u05d1-12 \u05d1\u05de\u05e8\u05e5 1985",
      "12 \u05d1\u05de\u05e8\u05e5 1985",
    ],
    ["\u091c\u0928\u094d\u092e \u0924\u093f\u0925\u093f: 12/03/1985", "12/03/1985"],
    ["\u751f\u5e74\u6708\u65e5:1985\u5e743\u670812\u65e5", "1985\u5e743\u670812\u65e5"],
    ["1985\u5e743\u670812\u65e5\u751f\u307e\u308c", "1985\u5e743\u670812\u65e5"],
    [
      "\u662d\u548c60\u5e743\u670812\u65e5\u751f\u307e\u308c",
      "\u662d\u548c60\u5e743\u670812\u65e5",
    ],
    [
      "\u6211\u7684\u51fa\u751f\u65e5\u671f\u662f1985\u5e743\u670812\u65e5\u3002",
      "1985\u5e743\u670812\u65e5",
    ],
    ["\u4ed6\u51fa\u751f\u4e8e1985\u5e743\u670812\u65e5", "1985\u5e743\u670812\u65e5"],
    ["\uc0dd\ub144\uc6d4\uc77c: 1985. 3. 12", "1985. 3. 12"],
    ["1985\ub144 3\uc6d4 12\uc77c\uc0dd", "1985\ub144 3\uc6d4 12\uc77c"],
    [
      "\u0e40\u0e01\u0e34\u0e14\u0e27\u0e31\u0e19\u0e17\u0e35\u0e48 12 \u0e21\u0e35\u0e19\u0e32\u0e04\u0e21 2528",
      "12 \u0e21\u0e35\u0e19\u0e32\u0e04\u0e21 2528",
    ],
    ["sinh ng\u00e0y 12 th\u00e1ng 3 n\u0103m 1985", "12 th\u00e1ng 3 n\u0103m 1985"],
    ["Date of birth (mm/dd/yyyy) 06/09/1995", "06/09/1995"],
    ["4. Date of birth: 19 | 11 | 1990", "19 | 11 | 1990"],
    ["Date of birth on both: 14/02/1987", "14/02/1987"],
    ["The DOB in your file reads 12/03/1985", "12/03/1985"],
    ["Das Geburtsdatum in der Akte lautet 12.03.1985", "12.03.1985"],
    ["la date de naissance inscrite chez nous est le 12/03/1985", "12/03/1985"],
    ["la fecha de nacimiento que figura es 12/03/1985", "12/03/1985"],
    ["data urodzenia podana w umowie to 12.03.1985", "12.03.1985"],
    [
      "\u0434\u0430\u0442\u0430 \u0440\u043e\u0436\u0434\u0435\u043d\u0438\u044f \u0432 \u0431\u0430\u0437\u0435 \u0437\u043d\u0430\u0447\u0438\u0442\u0441\u044f 12.03.1985",
      "12.03.1985",
    ],
    ["do\u011fum tarihi kay\u0131tlarda 12.03.1985", "12.03.1985"],
    [
      "\u05ea\u05d0\u05e8\u05d9\u05da \u05d4\u05dc\u05d9\u05d3\u05d4 \u05d0\u05e6\u05dc\u05e0\u05d5 \u05d4\u05d5\u05d0 12.3.1985",
      "12.3.1985",
    ],
    ["Her birthday's 1/8/1938", "1/8/1938"],
    [
      "\u0e27\u0e31\u0e19\u0e40\u0e01\u0e34\u0e14\u0e17\u0e35\u0e48\u0e41\u0e08\u0e49\u0e07\u0e44\u0e27\u0e49\u0e04\u0e37\u0e2d 03/11/1979",
      "03/11/1979",
    ],
    [
      "\u51fa\u751f\u65e5\u671f\u5728\u6863\u6848\u91cc\u8bb0\u5f55\u7684\u662f1979-11-03",
      "1979-11-03",
    ],
    [
      "\u751f\u5e74\u6708\u65e5\u306f\u53f0\u5e33\u3067\u306f1979\u5e7411\u67083\u65e5\u3067\u3059",
      "1979\u5e7411\u67083\u65e5",
    ],
    ["<label>Data de nasc.</label><input name='d' value='08/09/2012'>", "08/09/2012"],
    ["\u062a\u0627\u0631\u06cc\u062e \u062a\u0648\u0644\u062f: 1366/04/21", "1366/04/21"],
    [
      "\u0440\u043e\u0434. 8 \u043c\u0430\u0440\u0442\u0430 1954 \u0433.",
      "8 \u043c\u0430\u0440\u0442\u0430 1954 \u0433.",
    ],
    ["Tempat/tgl lahir: Pematangsiantar, 9 September 1976", "9 September 1976"],
    ["Tanggal lahir: 12 Maret 1985", "12 Maret 1985"],
    ["fix her date of birth, it should be 3 May 1988 and not 30", "3 May 1988"],
    ["De geboortedatum is fout, het moet 3 mei 1988 zijn", "3 mei 1988"],
    ["Mein Geburtsdatum ist falsch erfasst, richtig ist der 03.05.1988.", "03.05.1988"],
    ["[09:01] Agent: and your date of birth?\n[09:02] Kim: it's 3 May 1988", "3 May 1988"],
    ["Bot: Bitte nennen Sie Ihr Geburtsdatum.\nKunde: 03.05.88", "03.05.88"],
    [
      "09:01 \u53d7\u4ed8) \u751f\u5e74\u6708\u65e5\u3092\u304a\u9858\u3044\u3057\u307e\u3059\n09:02 \u5ba2) \u662d\u548c63\u5e745\u67083\u65e5 \u3067\u3059",
      "\u662d\u548c63\u5e745\u67083\u65e5",
    ],
    ["UPDATE k SET datum_nar = DATE '1985-03-12'", "1985-03-12"],
    [
      "\u0434\u0430\u0442\u0443 \u0440\u043e\u0436\u0434\u0435\u043d\u0438\u044f: \u043f\u0440\u0430\u0432\u0438\u043b\u044c\u043d\u043e 12.03.1985",
      "12.03.1985",
    ],
    [
      "A: \u0397\u03bc\u03b5\u03c1\u03bf\u03bc\u03b7\u03bd\u03af\u03b1 \u03b3\u03ad\u03bd\u03bd\u03b7\u03c3\u03b7\u03c2;\nB: 3/5/1988",
      "3/5/1988",
    ],
    [
      '[{"role":"assistant","content":"What is your date of birth?"},{"role":"user","content":"3 May 1988"}]',
      "3 May 1988",
    ],
  ],
  misses: [
    "The birthday party was moved as 12/03/2020 suits all",
    "\u099c\u09a8\u09cd\u09ae \u09b8\u09a8\u09a6 12/03",
    "Her birthday party in the park is on 12/03/2026",
    "The birth date in the record was changed on 12/03/2020",
    "Das Geburtsdatum in der Akte wurde am 12.03.2020 berichtigt",
    "The date of birth on the form expires 12/03/2027",
    "la date de naissance sur le formulaire d\u00e9pos\u00e9 le 12/03/2020",
    "\u0e27\u0e31\u0e19\u0e40\u0e01\u0e34\u0e14\u0e1b\u0e35\u0e19\u0e35\u0e49\u0e21\u0e35\u0e07\u0e32\u0e19\u0e40\u0e25\u0e35\u0e49\u0e22\u0e07\u0e40\u0e1b\u0e47\u0e19 03/11/2026",
    "\u751f\u65e5\u6d3e\u5bf9\u7684\u65f6\u95f4\u662f2026-11-03",
    "\u51fa\u751f\u8bc1\u660e\u7b7e\u53d1\u65e5\u671f\u662f2019-11-03",
    "\u8a95\u751f\u65e5\u30af\u30fc\u30dd\u30f3\u306e\u671f\u9650\u306f2026\u5e7411\u67083\u65e5\u3067\u3059",
    "[09:01] Agent: date of birth?\n[09:02] Kim: one moment\n[09:03] Kim: ship it on 3 May 2024",
    "What is your date of birth?\nInvoice date: 03/05/2024",
    "Date of birth\nIssued: 03/05/2024",
    "When is her birthday?\nToday is 3 May 2024",
    "The date of birth field is wrong. We meet on 3 May 2024.",
    "the date of birth should be removed by 3 May 2024",
    "The report of 12 March 1985 was lost.",
    "date of birth missing, 12/03/2024",
    "expires: 2030-03-12",
    '{"created":"2020-01-01","dob":null}',
    '{"dob":null,"created":"2020-01-01"}',
    "born in Paris, hired 12/03/2010",
    "She was born in Leeds. On 12 March 2010 she left.",
    "The idea was born in 2019.",
    "CREATE TABLE p (dob date CHECK (dob > '1900-01-01'))",
    "SELECT n FROM p WHERE birth_date <= DATE '2008-01-01'",
    "12 March 1985 is not her date of birth",
    "12 March 2026 is a day after her birthday",
    "12 March 2026 is her birthday party",
    "12 March 2026 is when her birthday is",
    "what to do b) 12 March 1985",
    "birthday party on 12 March 2026",
    "dob_verified_at: 2020-01-01",
    "date of birth: 12/34/1985",
    "date of birth: 12/03/1785",
    "born with version 1.2.1985.4",
    "birth certificate issued 2020-01-01",
    "dateOfBirth: string; createdAt: 2020-01-01",
    "2020-01-01 INFO DOB missing",
    "the birth of the web, 12 pages",
    "Date of birth please\n03.02.2025, 20:23 - Ann: soon",
    "\u0440\u043e\u0434 12.03.1985",
    "Date of birth and date of issue: 12.03.2015",
  ],
};
