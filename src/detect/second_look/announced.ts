/**
 * Values of which the text itself says how they are disguised: that they are written backwards, or
 * with each letter thirteen places further on.
 *
 *     my SSN backwards is 0918-25-463     ROT13: wnar@rknzcyr.bet
 *
 * @module
 */

import { isLetter } from "../text/character.ts";
import type { Engine } from "../engine/engine.ts";
import type { Span } from "../rule.ts";
import type { Candidate, Looked } from "./second_look.ts";
import { LEFT_KIND, ROTATED_KIND, TURN_KIND } from "./spoken_words.ts";
import { hasValueNear, statedCandidates, valuesNear } from "./stated.ts";

/** Most values that are tried for a word. */
const VALUES_MAX = 4;
/** Fewest characters of the numbers and codes near a word, groups with signs included. */
const VALUE_CHARS_MIN = 7;
/** How far before it `right` may stand before `left`. */
const FROM_CHARS_MAX = 24;
/** How much of a saying is read to either side of its word. */
const SAYING_CHARS_MAX = 28;

const FROM_RIGHT_REGEXP =
  /(?:right|rechts|droite|derecha|destra|direita|prawej|zprava|h\u00f6ger|h\u00f8yre|h\u00f8jre|jobbr\u00f3l|oikealta|sa\u011fdan|dreapta|\u0441\u043f\u0440\u0430\u0432\u0430|\u043f\u0440\u0430\u0432\u043e\u0433\u043e)[^\n.,;:]{1,12}$/iu;
const ROTATION_REGEXP = /^[ -]?(?:13|xiii)(?![0-9A-Za-z])/i;
/**
 * Sayings for backwards whose words say other things as well. Between them and their word, which is
 * in `TURN_KIND`, only spaces and small words stand.
 */
const SAYING_REGEXP = new RegExp(
  [
    "(?:last|final) (?:digit|one|number|char(?:acter)?|letter)s? (?:comes? |goes |is )?first",
    "(?:from|starting (?:at|with)|start (?:at|with)) the (?:last|end)",
    "back to front|the wrong way (?:a)?round|end to (?:start|front|beginning)",
    "von hinten|letzte (?:ziffer|stelle|zahl) (?:zuerst|vorn)|falsch herum|verkehrt herum",
    "(?:par|de|depuis) la fin|(?:dernier chiffre|fin) (?:en premier|au d\u00e9but)",
    "de(?:sde)? atr[a\u00e1]s|(?:del|desde el|por el) (?:final|\u00faltimo)|vuelta",
    "de tr[a\u00e1]s|(?:do|pelo|a partir do) (?:fim|final|\u00faltimo)",
    "dalla fine|dal fondo|dall['\u2019]ultim[ao]|all['\u2019]indietro",
    "(?:van|naar) achter|laatste cijfer eerst",
    "od (?:ty\u0142u|ko\u0144ca|konce|konca)|sista siffran f\u00f6rst|sidste ciffer f\u00f8rst",
    "sondan|lopusta|\u0441 \u043a\u043e\u043d\u0446\u0430|\u0437 \u043a\u0456\u043d\u0446\u044f|(?:\u0432|\u0443|\u0443) (?:\u043e\u0431\u0440\u0430\u0442\u043d|\u0437\u0432\u043e\u0440\u043e\u0442\u043d)",
    "\u0430\u03c0\u03cc \u03c4\u03bf \u03c4\u03ad\u03bb\u03bf\u03c2|dari belakang|t\u1eeb cu\u1ed1i",
    "\u0645\u0646 \u0627\u0644(?:\u0622\u062e\u0631|\u0646\u0647\u0627\u064a\u0629)|\u05de\u05d4\u05e1\u05d5\u05e3|\u092a\u0940\u091b\u0947 \u0938\u0947|de la coad\u0103",
  ].join("|"),
  "iu",
);

/** The values near a word that announces them, as they would read without it. */
export function* announcedCandidates(
  looked: Looked,
  engine: Engine,
  at: number,
): Generator<Candidate> {
  const { text, events } = looked;
  const { kinds, starts, ends } = events.spoken;
  const word = { start: starts[at] as number, end: ends[at] as number };
  const kind = kinds[at];
  const isRotated = kind === ROTATED_KIND;
  if (isRotated && !ROTATION_REGEXP.test(text.slice(word.end, word.end + 6))) return;
  if (kind === LEFT_KIND && !isFromRight(text, word.start)) return;
  if (!hasValueNear(events, word, VALUE_CHARS_MIN)) return;
  if (kind === TURN_KIND && !isSaying(text, word)) return;
  let count = 0;
  for (const value of valuesNear(text, events, word)) {
    if (count === VALUES_MAX) return;
    const written = text.slice(value.start, value.end);
    const isAddress = written.includes("@");
    // Only an address shows that it was rotated right.
    if (isRotated && !isAddress) continue;
    count++;
    const plain = isRotated ? rotated(written) : [...written].reverse().join("");
    yield* statedCandidates(looked, engine, { value, word, plain, isStrict: !isAddress });
  }
}

/** Whether a word stands in a saying that means backwards. */
function isSaying(text: string, { start, end }: Span): boolean {
  const from = Math.max(0, start - SAYING_CHARS_MAX);
  const found = SAYING_REGEXP.exec(text.slice(from, end + SAYING_CHARS_MAX));
  if (found === null) return false;
  const first = from + found.index;
  return first <= end && first + found[0].length >= start;
}

/** `right to left` */
function isFromRight(text: string, place: number): boolean {
  return FROM_RIGHT_REGEXP.test(text.slice(Math.max(0, place - FROM_CHARS_MAX), place));
}

function rotated(text: string): string {
  let plain = "";
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const first = code & 0x20 ? 0x61 : 0x41;
    plain += String.fromCharCode(isLetter(code) ? first + (code - first + 13) % 26 : code);
  }
  return plain;
}
