/**
 * Dates of birth that stand apart from the word for them: the answer to a question in a chat, and the
 * date that corrects a wrong one.
 *
 *     [10:13] Agent: And your date of birth?          his date of birth is wrong, it should be ...
 *     [10:15] Bob: it's 14 June 1993
 *
 * @module
 */

import { codeAt, isDigit } from "../../text/character.ts";
import type { Span } from "../../rule.ts";
import { OTHER_DATES } from "./birth_words.ts";
import { dateEnd } from "../date_forms.ts";

/** How far a question goes on behind the word, and how far into the answer its date begins. */
const ASKED_CHARS_MAX = 160;
const LEAD_CHARS_MAX = 40;
/** How far back the line of the question may begin. */
const BACK_CHARS_MAX = 96;

const TIME =
  "\\[?(?:\\d{1,4}[./-]\\d{1,2}(?:[./-]\\d{1,4})?[,T ]{1,2})?\\d{1,2}:\\d\\d(?::\\d\\d)?(?:\\s?[AaPp]\\.?[Mm]\\.?| [\u0635\u0645])?\\]?[\\s,\u2013-]{0,3}";
/** The next message of a list: `"},{"role":"user","content":"`. */
const MEMBER =
  '\\\\{0,3}"\\s{0,4}\\},\\s{0,12}\\{[^{}]{0,72}"(?:content|text|message|body|msg)\\\\{0,3}"\\s{0,2}:\\s{0,2}\\\\{0,3}"';
/** The rest of the question, the end of its line, and who answers. */
const TURN_REGEXP = new RegExp(
  `^([^\\n\\d\\\\"]{0,64})(?:${MEMBER}|(?:\\r?\\n|\\\\n){1,2}[ \\t>*\u2022-]{0,4}(${TIME})?((?:<[^<>\\n\\d]{1,24}>|[*_~@]{0,2}\\p{L}[\\w.-]{0,20}[:>]|[*_~@]{0,2}\\p{L}[^\\n:\uff1a<>\\])\\d=]{0,24}(?:\\*{0,2}[:\uff1a][*_]{0,2}|[)>\\]]))\\s?|\u2192 ?)?)`,
  "u",
);
const TIME_BEFORE_REGEXP = new RegExp(
  `(?:^|\\n|\\\\n)[ \\t>*\u2022-]{0,4}${TIME}[^\\n]{0,64}$`,
  "u",
);
/** Asks, with a sign or a word. */
const ASKS_REGEXP =
  /[?\uff1f\u061f\u037e]|(?:^|[\u0370-\u03ff\u1f00-\u1fff]);\s*$|\b(?:please|pls|confirm|provide|tell me|bitte|s['\u2019]il vous pla\u00eet|svp|por favor|per favore|per cortesia|alstublieft|graag|prosz\u0119|pros\u00edm|k\u00e9rem|v\u0103 rog|l\u00fctfen|tack|takk|kiitos|mohon|tolong)\b|\u043f\u043e\u0436\u0430\u043b\u0443\u0439\u0441\u0442\u0430|\u043f\u043e\u0434\u0441\u043a\u0430\u0436\u0438\u0442\u0435|\u0431\u0443\u0434\u044c \u043b\u0430\u0441\u043a\u0430|\u043c\u043e\u043b\u044f|\u03c0\u03b1\u03c1\u03b1\u03ba\u03b1\u03bb\u03ce|\u304f\u3060\u3055\u3044|\u304a\u9858\u3044|\u5ff5\u306e\u305f\u3081|\u6559\u3048\u3066|\uc54c\ub824|\ud655\uc778|\ub9d0\uc500|\u8bf7|\u8acb|\u63d0\u4f9b|\u0e14\u0e49\u0e27\u0e22\u0e04\u0e48\u0e30|\u0e04\u0e23\u0e31\u0e1a|\u0e04\u0e30|\u05e0\u05d0|\u05d1\u05d1\u05e7\u05e9\u05d4|\u0645\u0646 \u0641\u0636\u0644\u0643|\u0645\u0645\u0643\u0646|\u092c\u0924\u093e\u0907\u090f|\u092c\u0924\u093e\u090f\u0902|\u0915\u0943\u092a\u092f\u093e|\u1ea1\s*$/iu;
/** Before the word, in a question whose verb stands first. */
const ASKS_BEFORE_REGEXP =
  /\b(?:what(?:'s| is)|confirm|provide|need|give|podaj|poda\u0107|nennen|angeben|indiquez|donnez|indique|dime|deme|qual|quale|cu\u00e1l|quelle|wat is|wanneer|vad \u00e4r|hva er|hvad er|mik\u00e4|jak\u00e1|jak\u00fd|mi a|care este|nedir|tell|k\u00e9rem|prosz\u0119|pros\u00edm|oppgi|angi|ange|conferma|confirme|confirma|confirmez|bevestig|doorgeven|best\u00e4tigen)\b[^\n.]{0,60}$|(?:\u043a\u0430\u043a\u0430\u044f|\u0443\u043a\u0430\u0436\u0438\u0442\u0435|\u043d\u0430\u0437\u043e\u0432\u0438\u0442\u0435|\u0432\u043a\u0430\u0436\u0456\u0442\u044c|\u044f\u043a\u0430)[^\n.]{0,60}$/iu;
/** A label of a form, and no speaker. */
const LABEL_REGEXP =
  /date|datum|data\b|dato|fecha|issue|expir|valid|\u0434\u0430\u0442\u0430|\u65e5|\ub0a0\uc9dc|\u0e27\u0e31\u0e19\u0e17\u0e35\u0e48|\u062a\u0627\u0631\u064a\u062e|\u05ea\u05d0\u05e8\u05d9\u05da|ng\u00e0y/iu;
const TODAY_REGEXP =
  /^(?:today|tomorrow|yesterday|heute|morgen|hoy|oggi|hoje|vandaag|dzisiaj|\u0441\u0435\u0433\u043e\u0434\u043d\u044f)$/i;
const WORD_REGEXP = /[\p{L}\p{M}]+/gu;
/** Ends what is said before the date. */
const END_REGEXP = /[\n;{}<>=|?!\\]|[.\u3002]["')]?\s+\p{Lu}/u;

/** The date that somebody answers to a question that ends in a word for birth, or null. */
export function answerAfter(text: string, word: Readonly<Span>): Span | null {
  const rest = text.slice(word.end, word.end + ASKED_CHARS_MAX);
  const turn = TURN_REGEXP.exec(rest);
  if (turn === null) return null;
  const [whole, asked = "", time, speaker] = turn;
  if (
    isOther(asked) || (speaker !== undefined && (LABEL_REGEXP.test(speaker) || isOther(speaker)))
  ) {
    return null;
  }
  const before = text.slice(Math.max(0, word.start - BACK_CHARS_MAX), word.start);
  const isAsked = ASKS_REGEXP.test(asked) ||
    (/^[\s.:!]*$/.test(asked) && ASKS_BEFORE_REGEXP.test(before));
  const isChat = time !== undefined && speaker !== undefined && TIME_BEFORE_REGEXP.test(before);
  if (!isChat && !isAsked) return null;
  return firstDate(text, word.end + whole.length);
}

/** The first date of what is said from a place on, behind a few words. */
function firstDate(text: string, from: number): Span | null {
  for (let at = from; at < from + LEAD_CHARS_MAX; at++) {
    const code = codeAt(text, at);
    const before = codeAt(text, at - 1);
    const isStart = isDigit(code)
      ? !isDigit(before)
      : code > 0x40 && (before <= 0x40 || before >= 0x2e80 || code >= 0x2e80);
    if (!isStart) continue;
    const end = dateEnd(text, at, { isNamed: at === from });
    if (end < 0) {
      if (isDigit(code)) return null;
      continue;
    }
    const lead = text.slice(from, at);
    if (END_REGEXP.test(lead) || isOther(lead)) return null;
    const after = codeAt(text, end);
    return isDigit(after) || after === 0x3a ? null : { start: at, end };
  }
  return null;
}

function isOther(said: string): boolean {
  return (said.match(WORD_REGEXP) ?? []).some((word) =>
    OTHER_DATES.has(word.toLowerCase()) || TODAY_REGEXP.test(word)
  );
}

const WRONG =
  "wrong(?:ly)?|incorrect(?:ly)?|mistyped|a typo|not right|not correct|falsch|verkehrt|nicht richtig|nicht korrekt|fehlerhaft|verkeerd|fout|onjuist|niet juist|erron\u00e9e?|fausse|incorrecte|pas bonne|mal|incorrecta|equivocada|err\u00f3nea|sbagliata|errata|scorretta|errada|incorreta|b\u0142\u0119dn[ayi]e?|z\u0142a|\u017ale|niepoprawna|felaktigt?|fel|forkert|feil|v\u00e4\u00e4rin|virheellinen|\u0161patn\u011b|chybn[\u011b\u00e1\u00e9]|hib\u00e1s|rossz|gre\u0219it[\u0103a]?|yanl\u0131\u015f|\u043d\u0435\u0432\u0435\u0440\u043d[\\p{L}]{1,3}|\u043d\u0435\u043f\u0440\u0430\u0432\u0438\u043b\u044c\u043d[\\p{L}]{1,3}|\u043e\u0448\u0438\u0431\u043e\u0447\u043d[\\p{L}]{1,3}|\u043d\u0435\u0432\u0456\u0440\u043d[\\p{L}]{1,3}|\u0433\u0440\u0435\u0448\u043d[\\p{L}]{1,3}|\u03bb\u03ac\u03b8\u03bf\u03c2|salah|sai";
const RIGHT =
  "it(?:'s|\u2019s| is)|(?:it |that |this )?should (?:be|read|say)|the (?:correct|right) (?:one|date) is|correct is|actually|(?:richtig|korrekt) (?:ist|w\u00e4re)(?: der)?|sondern(?: der)?|es ist der|het is|(?:het )?moet (?:zijn)?|juist is|c['\u2019]est(?: le)?|la bonne est(?: le)?|es(?: el)?|debe ser(?: el)?|la correcta es(?: el)?|\u00e8(?: il)?|quella (?:giusta|corretta) \u00e8(?: il)?|la corretta \u00e8(?: il)?|\u00e9|o correto \u00e9|a correta \u00e9|deve ser|powinno by\u0107|prawid\u0142owa to|to|r\u00e4tt \u00e4r|det ska vara|korrekt er|det skal v\u00e6re|oikea on|spr\u00e1vn\u011b(?: je| m\u00e1 b\u00fdt)?|helyesen|corect(?: este)?|do\u011frusu|\u043f\u0440\u0430\u0432\u0438\u043b\u044c\u043d\u043e|\u043f\u0440\u0430\u0432\u0438\u043b\u044c\u043d\u0430\u044f|\u0432\u0435\u0440\u043d\u043e|\u0434\u043e\u043b\u0436\u043d\u043e \u0431\u044b\u0442\u044c|\u043c\u0430\u0454 \u0431\u0443\u0442\u0438|\u0432\u0456\u0440\u043d\u043e|\u043f\u0440\u0430\u0432\u0438\u043b\u043d\u043e|\u03c4\u03bf \u03c3\u03c9\u03c3\u03c4\u03cc \u03b5\u03af\u03bd\u03b1\u03b9|yang benar(?: adalah)?|\u0111\u00fang l\u00e0";
const CORRECTION_REGEXPS: readonly RegExp[] = [
  // `is wrong, it should be`
  new RegExp(
    `^ [^.;\\n\\d]{0,32}(?<![\\p{L}])(?:${WRONG})(?![\\p{L}])[^.;,\\n\\d]{0,20}(?:,| ?[\u2013\u2014:-]| and| und| et| y| e) ?(?:(?:${RIGHT})[: \u2013\u2014-]{1,3})?$`,
    "iu",
  ),
  // `on the policy: correct is`
  new RegExp(
    `^(?:\\s[\\p{L}\\p{M}'\u2019-]{1,18}){0,4}\\s?:\\s(?:${RIGHT})[: \u2013\u2014-]{1,3}$`,
    "iu",
  ),
  // `, it should be`
  new RegExp(
    "^(?:,| [\u2013\u2014-])? ?(?:it |that |which |this |er |es |il |elle |dat |het )?(?:(?:should|must|ought to) (?:be|read|say|have been)|(?:sollte|muss|m\u00fcsste)(?: eigentlich)?(?: der| am)?|(?:moet|moest)(?: zijn)?|(?:doit|devrait) \u00eatre(?: le)?|(?:debe|deber\u00eda|tiene que) (?:ser|decir)(?: el)?|(?:deve|dovrebbe) essere(?: il)?|(?:deve|deveria) ser|powinn[oa] by\u0107|ska vara|skal v\u00e6re|pit\u00e4\u00e4 olla|m\u00e1 b\u00fdt|trebuie s\u0103 fie|olmal\u0131|\u0434\u043e\u043b\u0436\u043d[\u043e\u0430] \u0431\u044b\u0442\u044c|\u043c\u0430[\u0454\u0435] \u0431\u0443\u0442\u0438|\u0442\u0440\u044f\u0431\u0432\u0430 \u0434\u0430 \u0435) $",
    "iu",
  ),
  /^[\u304c\u306f]?[^\n\d]{0,14}(?:\u9593\u9055|\u8aa4\u308a|\u9055)[^\n\d]{0,8}[\u3002\u3001,]?(?:\u6b63\u3057\u304f\u306f)?$/u,
  /^[^\n\d]{0,8}(?:\u9519|\u932f|\u6709\u8bef|\u6709\u8aa4|\u4e0d\u5bf9|\u4e0d\u5c0d)[^\n\d]{0,4}[\uff0c,\u3002]?(?:\u5e94\u8be5?\u662f|\u5e94\u4e3a|\u61c9\u70ba|\u6b63\u786e\u7684?\u662f|\u6539\u6210|\u6539\u4e3a|\u6539\u70ba)?$/u,
  /^[\uc774\uac00\uc740\ub294]? ?[^\n\d]{0,8}(?:\ud2c0|\uc798\ubabb|\uc624\ub958)[^\n\d]{0,10}[,.]? ?(?:\uc815\ud655\ud55c \uac74|\ub9de\ub294 \uac74|\ub9de\ub294 \ub0a0\uc9dc\ub294)? ?$/u,
];

/** Whether what stands between a name of the date and a date says that this is the right one. */
export function isCorrection(gap: string): boolean {
  return CORRECTION_REGEXPS.some((regexp) => regexp.test(gap));
}
