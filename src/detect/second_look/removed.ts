/**
 * Values of which the text says what is to be removed from them: a letter, or a sign.
 *
 *     our EIN, drop every z from it: 8z4-z3z1z9z0z2z7z7      the card without the stars: 4*5*3*2*...
 *                  ^
 *
 * The letter or sign must be named near the word, and stand in the value more than once.
 *
 * @module
 */

import { codeAt, isDigit, isLetter } from "../text/character.ts";
import type { Engine } from "../engine/engine.ts";
import type { Span } from "../rule.ts";
import type { Candidate, Looked } from "./second_look.ts";
import { hasValueNear, statedCandidates, valuesNear } from "./stated.ts";

/** How far from the word the name of a sign is looked for. */
const NAME_REACH = 44;
/** Most values that are tried for a word, and fewest times that a sign stands in one. */
const VALUES_MAX = 4;
const TIMES_MIN = 2;
/** Fewest characters of numbers and codes near a word. */
const VALUE_CHARS_MIN = 2;
/** Fewest characters that are left, and digits where all letters go. */
const PLAIN_CHARS_MIN = 7;
const PLAIN_DIGITS_MIN = 7;

/** Signs, and how their names begin. */
const SIGN_NAMES: readonly (readonly [sign: string, name: RegExp])[] = [
  [
    "*",
    /star|aster[iy]|stern|\u00e9toile|estrell|ast\u00e9risq|\u0437\u0432\u0451\u0437\u0434|\u0437\u0432\u0435\u0437\u0434|\u0437\u0456\u0440\u043e\u0447\u043a|gwiazd|hv\u011bzd|hviezd|stj[\u00e4\u00e6e]rn|sterr|t\u00e4ht|t\u00e4hd|csillag|y\u0131ld\u0131z|stelu|\u03b1\u03c3\u03c4\u03b5\u03c1|\u0646\u062c\u0645|\u0646\u062c\u0648\u0645|\u05db\u05d5\u05db\u05d1\u05d9|\u0924\u093e\u0930|\ubcc4|\u661f|\u30a2\u30b9\u30bf\u30ea\u30b9\u30af|\u7c73\u5370|bintang|d\u1ea5u sao|zvjezd|\u0e14\u0e2d\u0e01\u0e08\u0e31\u0e19/iu,
  ],
  [
    "#",
    /hash|pound|raute|di\u00e8se|almohadill|numeral|cancellett|\u0440\u0435\u0448\u0451\u0442|\u0440\u0435\u0448\u0435\u0442|hekje|krzy\u017cyk|m\u0159\u00ed\u017e|\u4e95\u53f7|\u30b7\u30e3\u30fc\u30d7|cerquilha|jogo da velha|\uc0f5/iu,
  ],
  [
    "-",
    /hyphen|dash|strich|tiret|trait|gui[o\u00f3]n|trattin|h[i\u00ed]fen|tra\u00e7o|streepje|my\u015blnik|kresk|poml|bindestre|k\u00f6t\u0151jel|\u0434\u0435\u0444\u0438\u0441|\u0442\u0438\u0440\u0435|viiva|\u30cf\u30a4\u30d5\u30f3|\u6a2a\u7ebf|\u6a6b\u7dda|\ud558\uc774\ud508|\u0939\u093e\u0907\u092b\u093c\u0928|\u05e4\u05e1\u05d9\u05dd|\u0645\u0642\u0641/iu,
  ],
  [
    ".",
    /\bdot|point|punkt|punt[oie]|ponto|kropk|te\u010dk|bodk|prikk|\u0442\u043e\u0447[\u043a\u0435]|\u043a\u0440\u0430\u043f|nokta|piste|\u70b9|\u9ede|\uc810|\u30c9\u30c3\u30c8|\u0646\u0642\u0637|\u05e0\u05e7\u05d5\u05d3|\u092c\u093f\u0902\u0926\u0941/iu,
  ],
  [
    "_",
    /underscore|unterstrich|gui[o\u00f3]n(?:es)? bajo|tirets? bas|trattin[oi] bass|underline|\u043f\u043e\u0434\u0447|podkre\u015bl|podtr\u017e|alaviiv|\u4e0b\u5212\u7ebf|\u30a2\u30f3\u30c0\u30fc|\ubc11\uc904/iu,
  ],
  [
    "|",
    /pipe|\bbars?\b|senkrecht|barre|barra|\u043f\u0430\u043b\u043a|kresk|\u7ad6\u7ebf|\u7e26\u7dda/iu,
  ],
  ["~", /tilde|\u0442\u0438\u043b\u044c\u0434|tyld|wave|\u6ce2\u6d6a/iu],
  ["+", /plus|\u043f\u043b\u044e\u0441|\u52a0\u53f7|\u30d7\u30e9\u30b9/iu],
  [
    "/",
    /slash|schr\u00e4g|barre|barra|\u0441\u043b\u0435\u0448|\u0441\u043b\u044d\u0448|uko\u015bnik|lom\u00edtk|\u659c\u6760|\u30b9\u30e9\u30c3\u30b7\u30e5/iu,
  ],
  ["^", /caret|circonflex|zirkumflex/iu],
  [
    "!",
    /exclamation|ausrufe|\u0432\u043e\u0441\u043a\u043b\u0438\u0446|esclamativ|wykrzyk|\u611f\u53f9\u53f7/iu,
  ],
  ["$", /dollar|d\u00f3lar|\u0434\u043e\u043b\u043b\u0430\u0440/iu],
  ["%", /per ?cent|prozent|pourcent|\u043f\u0440\u043e\u0446\u0435\u043d\u0442/iu],
  ["=", /equals|gleich|\u0440\u0430\u0432\u043d/iu],
  ["&", /ampersand|\u0430\u043c\u043f\u0435\u0440\u0441\u0430\u043d\u0434/iu],
  ["@", /klammeraff|arob|arrob|\u0441\u043e\u0431\u0430\u043a|\bat[- ]?(?:sign)/iu],
];
/** A letter that stands alone, in the plural perhaps: `the x's`. */
const LETTER_REGEXP =
  /(?<![A-Za-z0-9\u00c0-\u052f'\u2019])([A-Za-z])(?:-?['\u2019]?s)?(?![A-Za-z0-9\u00c0-\u052f'\u2019])/g;
/** All letters. */
const LETTERS_REGEXP =
  /letters?\b|buchstab|lettres|letras|lettere|\bletters|litery|liter\b|p\u00edsmen|bokst|bogstav|kirjaim|bet[\u0171u]|harf|\u0431\u0443\u043a\u0432|\u043b\u0456\u0442\u0435\u0440|\u03b3\u03c1\u03ac\u03bc\u03bc\u03b1|\u062d\u0631\u0648\u0641|\u05d0\u05d5\u05ea\u05d9\u05d5\u05ea|\u0905\u0915\u094d\u0937\u0930|huruf|\u5b57\u6bcd|\u6587\u5b57|\uae00\uc790|\uc54c\ud30c\ubcb3/iu;

/** The values near a word for removal, without what it says. */
export function* removedCandidates(
  looked: Looked,
  engine: Engine,
  at: number,
): Generator<Candidate> {
  const { text, events } = looked;
  const word = {
    start: events.spoken.starts[at] as number,
    end: events.spoken.ends[at] as number,
  };
  if (!hasValueNear(events, word, VALUE_CHARS_MIN)) return;
  let count = 0;
  for (const value of valuesNear(text, events, word)) {
    if (count === VALUES_MAX) return;
    const written = text.slice(value.start, value.end);
    if (!isMixed(written)) continue;
    count++;
    const isStrict = !written.includes("@");
    for (const plain of plainOf(written, aroundOf(text, word, value))) {
      const isSure = written.length === 2 * plain.length - 1;
      yield* statedCandidates(looked, engine, { value, word, plain, isStrict, isSure });
    }
  }
}

/** Whether a letter or sign stands in a value at least twice, between others: a cheap look. */
function isMixed(written: string): boolean {
  let changes = 0;
  let before = isDigit(codeAt(written, 0));
  for (let at = 1; at < written.length; at++) {
    const is = isDigit(codeAt(written, at));
    if (is !== before && ++changes > TIMES_MIN) return true;
    before = is;
  }
  return !before && !isDigit(codeAt(written, 0)) && !isLetter(codeAt(written, 1));
}

/** What stands around a word, without the value. */
function aroundOf(text: string, word: Span, value: Span): string {
  const from = Math.max(0, word.start - NAME_REACH);
  const to = word.end + NAME_REACH;
  if (value.end <= word.start) return text.slice(Math.max(from, value.end), to);
  return text.slice(from, Math.min(to, value.start));
}

/** A value without each of the letters and signs that are named, and without all letters. */
function* plainOf(written: string, around: string): Generator<string> {
  for (const [sign, name] of SIGN_NAMES) {
    if (countOf(written, sign) < TIMES_MIN) continue;
    if (!name.test(around) && !isQuoted(around, sign)) continue;
    yield* longOf(written.replaceAll(sign, ""));
  }
  const tried = new Set<string>();
  for (const [, letter] of around.matchAll(LETTER_REGEXP)) {
    for (const one of [(letter as string).toLowerCase(), (letter as string).toUpperCase()]) {
      if (tried.has(one) || countOf(written, one) < TIMES_MIN) continue;
      tried.add(one);
      yield* longOf(written.replaceAll(one, ""));
    }
  }
  if (!LETTERS_REGEXP.test(around)) return;
  const bare = written.replaceAll(/[A-Za-z]/g, "");
  if (bare.length < written.length && bare.replaceAll(/[^0-9]/g, "").length >= PLAIN_DIGITS_MIN) {
    yield bare;
  }
}

function* longOf(plain: string): Generator<string> {
  if (plain.length >= PLAIN_CHARS_MIN) yield plain;
}

function countOf(written: string, sign: string): number {
  return written.split(sign).length - 1;
}

/** Whether a sign stands by itself: `without the #`. */
function isQuoted(around: string, sign: string): boolean {
  const at = around.indexOf(sign);
  return at >= 0 && !isLetter(codeAt(around, at - 1)) && !isLetter(codeAt(around, at + 1)) &&
    !isDigit(codeAt(around, at - 1)) && !isDigit(codeAt(around, at + 1));
}
