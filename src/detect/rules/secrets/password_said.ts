/**
 * Passwords that stand some words after the word for one, as people say and write it: what it is
 * for, since when, and then the password. Only values that no word is: letters with digits, and
 * more than one of these, or a sign.
 *
 *     the password for the guest network is still Moon#Light7    \u53e3\u4ee4\u8fd8\u662f duty-8899
 *     forgot the pw. isn't it still harvest-moon7        passphrase is seven wet otters sing
 *
 * @module
 */

import { codeAt } from "../../text/character.ts";
import { foldWord } from "../../engine/lexicon.ts";
import type { Span } from "../../rule.ts";
import { type Given, textAt } from "./assignment.ts";
import { PASSPHRASE_STOPS, PASSPHRASE_WORDS, SENTENCE_WORDS } from "./password_words.ts";
import { isJoined } from "./password_shape.ts";
import { countChars } from "./secret_text.ts";

/** What is read behind a word for passwords. */
const HEAD_CHARS_MAX = 96;
/** From here on: Greek, and all that comes behind it. */
const FOREIGN_MIN = 0x0370;

/** Words of another script, and then one of Latin letters. */
const FOREIGN_REGEXP = /^[^\nA-Za-z0-9"'`|;=(){}<>?\u00bf/\\]{1,48}/;
/** Up to eight words, and a colon, an arrow or "is". */
const WORDS_REGEXP =
  /^(?:[ \t][^\s.!?;:="'`|,<>(){}[\]\d/\\]{1,20}){1,8}(?:[ \t]?[:=\uff1a\u2192](?![:=])[ \t]{0,2}|[ \t]c['\u2019]est[ \t]{1,2}|(?<=[ \t](?:is|was|still|\u00e9|\u00e8|es|est|ist|lautet|jest|to|je|\u00e4r|er|on|este|masih|adalah|ialah|l\u00e0|zijn|hai|thi|e|ni|\u03b5\u03af\u03bd\u03b1\u03b9|\u0435|\u0454|\u0446\u0435|\u044d\u0442\u043e|\u0939\u0948|\u05d4\u05d5\u05d0|\u05d4\u05d9\u05d0|\u0647\u064a|\u0647\u0648|sigue|reste|noch|immer|toujours|encore|ahora|agora|adesso|ancora|nog|teraz|now|nu|siendo|seguir\u00e1|ser\u00e1|fue|era|sea|ser|foi|continua|sendo|sera|\u00e9tait|etait|reste|resta|rimane|diventa|sar\u00e0|fu|war|wird|wurde|bleibt|\u00fcbrigens|lautete|jetzt|blijft|wordt|werd|waren|voortaan|dus|var|blir|bliver|forbliver|f\u00f6rblir|oli|jatkossa|nyt|edelleen|yh\u00e4|vaihtui|by\u0142|by\u0142o|b\u0119dzie|byl|bylo|bude|z\u016fst\u00e1v\u00e1|lesz|volt|maradt|marad|r\u0103m\u00e2ne|acum|oldu|olacak|idi|menjadi|jadi|tetap|th\u00e0nh|v\u1eabn|\u0431\u044b\u043b|\u0431\u044b\u043b\u0430|\u0431\u0443\u0434\u0435\u0442|\u0442\u0435\u043f\u0435\u0440\u044c|\u043e\u0441\u0442\u0430\u043b\u0441\u044f|\u043e\u0441\u0442\u0430\u0451\u0442\u0441\u044f|\u0431\u0443\u0432|\u0431\u0443\u043b\u0430|\u0431\u0443\u0434\u0435|\u0442\u0435\u043f\u0435\u0440|\u0437\u0430\u043b\u0438\u0448\u0438\u0432\u0441\u044f|\u03ae\u03c4\u03b1\u03bd|\u03c0\u03b1\u03c1\u03b1\u03bc\u03ad\u03bd\u03b5\u03b9|\u0925\u093e|kini|were|becomes|remains|stays|became|be))[ \t]{1,2})/iu;
/** Up to three words and nothing else, before what only passwords look like. */
const FEW_WORDS_REGEXP = /^(?:[ \t][^\s.!?;:="'`|,<>(){}[\]\d/\\]{1,20}){1,3}[ \t]{1,2}/u;
/** Some words, a comma, and what it was before. */
const FORMER_REGEXP =
  /^(?:[ \t][^\s.!?;:="'`|,<>(){}[\]\d/\\]{1,20}){0,6},[ \t](?:tr\u01b0\u1edbc|tr\u01b0\u1edbc \u0111\u00e2y|h\u1ed3i tr\u01b0\u1edbc|before|previously|it used to be|formerly|antes|anteriormente|fr\u00fcher|vorher|bisher|zuletzt|avant|auparavant|prima|vroeger|eerst|tidligere|f\u00f6rut|tidigare|aiemmin|ennen|wcze\u015bniej|przedtem|d\u0159\u00edve|kor\u00e1bban|\u00eenainte|eskiden|\u00f6nceden|\u0440\u0430\u043d\u044c\u0448\u0435|\u0440\u0430\u043d\u0435\u0435|\u043f\u0440\u0435\u0436\u0434\u0435|\u0440\u0430\u043d\u0456\u0448\u0435|dulu|dulunya|sebelumnya)(?:[ \t](?:it|was|is|ese|era|es|fue|war|sie|es|c'\u00e9tait|\u00e9tait|was|het|var|det|oli|se|by\u0142o|by\u0142|to|byl|bylo|volt|idi|\u0431\u0443\u0432|\u0431\u0443\u043b\u043e|\u0431\u044b\u043b|\u0431\u044b\u043b\u043e|l\u00e0|\u0111\u1ec3 l\u00e0|th\u00ec l\u00e0|\u0111\u1ec3|adalah)){0,3}(?::[ \t]|[ \t]{1,2})/iu;
/** "is it not still ..." in another sentence. */
const ASKED_REGEXP =
  /^[ \t]?[.?!,;]{0,2}[ \t](?:(?:is|was)(?:n['\u2019]?t)?[ \t]it|it(?:['\u2019]?s|[ \t](?:is|was))|c['\u2019]est|ist[ \t]das|es[ \t]ist|sigue[ \t]siendo|\u00e8[ \t]sempre|is[ \t]dat|det[ \t](?:er|\u00e4r))[ \t](?:(?:still|not|now|just|the|noch|immer|nicht|toujours|encore|ancora|nog|stadig|fortfarande)[ \t]){0,2}/i;
/** Up to five words, and "to", where it is said that the password was changed. */
const TO_REGEXP =
  /^(?:[ \t][^\s.!?;:="'`|,<>(){}[\]\d/\\]{1,20}){0,5}[ \t](?:to|auf|zu|en|par|a|por|para|in|na|till|til|naar|\u043d\u0430)[ \t]{1,2}/iu;
const CHANGED_REGEXP =
  /chang|\breset\b|\bset\b|switch|ge\u00e4nd|\u00e4nder|gesetzt|setze|cambi|mud(?:ei|ou|amos)|alter(?:ei|ou)|zmien|zmeni|zm\u011bn|\u00e4ndra|\u00e6ndre|endre|gewijzigd|veranderd|aangepast|\u043f\u043e\u043c\u0435\u043d\u044f|\u0441\u043c\u0435\u043d|\u0437\u043c\u0456\u043d|\u043c\u0456\u043d\u044f|\u043c\u0435\u043d\u044f[\u043b\u0442\u044e]|\u043f\u043e\u0441\u0442\u0430\u0432\u0438\u043b|\u043f\u043e\u0441\u0442\u0430\u0432\u0438\u0432|zmien|ustawi|vaihdo|vaihto|muut|de\u011fi\u015f|ganti|\u0111\u1ed5i|thay|mudar|mudado|trocad|troquei|trocou|pus[eo]|puesto|mis |impost/i;
const CHANGED_CHARS_MAX = 40;
/** A clause behind the word that says what to enter, or which one it is. */
const USE_REGEXP =
  /^[ \t]?[,;:.][ \t]{1,2}(?:(?:so|then|just|please|da|dann|bitte|alors|puis|entonces|luego|ent\u00e3o|allora|dan|wtedy|wi\u0119c|\u0442\u043e\u0433\u0434\u0430)[ \t]){0,2}(?:use|enter|type|try|take|give it|that one is|this one is|that is|which is|it is|namely|usa|pon|introduce|escribe|digita|digite|coloque|inserisci|metti|tapez|tape|saisissez|utilisez|utilise|mettez|entrez|gebruik|typ|nimm|nutze|verwende|gib|n\u00e4mlich|wpisz|podaj|zadej|pou\u017eij|anv\u00e4nd|skriv|brug|bruk|k\u00e4yt\u00e4|\u0432\u0432\u0435\u0434\u0438(?:\u0442\u0435)?|\u0438\u0441\u043f\u043e\u043b\u044c\u0437\u0443\u0439(?:\u0442\u0435)?)[ \t:]{1,2}/iu;
const USE_CHARS_MAX = 40;
/** `the password (Heron!Lake7)`. */
const BRACKET_REGEXP = /^[ \t]{1,2}[([](?=[^\s()[\]]{6,64}[)\]])/;
/** "... is the word brookTrout95". */
const WORD_REGEXP =
  /^(?:the word|the phrase|das Wort|le mot|la palabra|a palavra|la parola|het woord|ordet|s\u0142owo|slovo|\u0441\u043b\u043e\u0432\u043e)[ \t]{1,2}/iu;
/** The rest of a question, then who answers it, perhaps with the time. */
const QUESTION_REGEXP =
  /^[^\n?\uff1f\u061f]{0,72}[?\uff1f\u061f][^\n]{0,12}\r?\n[ \t>*-]{0,4}(?:\[[^\]\n]{4,24}\][ \t]?|\d[\d.:/, -]{3,18}[ \t-]{1,3})?(?:[\p{L}\p{M}\d_.'~@ -]{1,24}[:>][ \t]{0,2})?/iu;
/** What people answer before the value and that says nothing else: yes, it is, now, I think. */
const YES_REGEXP =
  /^(?:(?:it['\u2019]?s|it|its|is|was|now|here|ok|okay|claro|klar|jasne|eccola|voil\u00e0|toma|hier|still|yes|yeah|yep|sure|should|be|i|think|try|changed|to|es|ist|w\u00e4re|jetzt|noch|immer|das|m\u00fcsste|sein|ja|jo|oui|ouais|c['\u2019]est|toujours|maintenant|s\u00ed|si|s\u00ec|es|ahora|sigue|siendo|creo|que|sim|\u00e9|agora|acho|mudou|\u00e8|adesso|ora|credo|sia|het|nu|nog|steeds|is|tak|to|teraz|jest|ano|je|te\u010f|nyn\u00ed|igen|most|az|da|\u0434\u0430|\u044d\u0442\u043e|\u0442\u0435\u043f\u0435\u0440\u044c|\u0442\u0430\u043c|\u0430|\u0442\u0430\u043a|\u0446\u0435|\u0442\u0435\u043f\u0435\u0440|evet|\u015fimdi|nyt|se|on|nu|det|\u00e4r|er|iya|sekarang|masih|v\u1eabn|l\u00e0)[ \t,:]{1,3}){0,5}(?=\S)/iu;
/** A few words of any sort, before what can be nothing else. */
const ANY_WORDS_REGEXP = /^(?:[\p{L}\p{M}'\u2019]{1,16}[ \t,:]{1,3}){0,6}(?=\S)/u;
const NEXT_SPEAKER_REGEXP =
  /^[^\n?:=]{0,64}\r?\n[ \t>*-]{0,4}(?:\[[^\]\n]{4,24}\][ \t]?|\d[\d.:/, -]{3,18}[ \t-]{1,3})?\p{L}[\p{L}\p{M}\d_.'~@ -]{0,23}[:>][ \t]{1,2}(?=\S)/u;
const SPEAKER_REGEXP =
  /(?:^|\n)[ \t>*-]{0,4}(?:\[[^\]\n]{4,24}\][ \t]?|\d[\d.:/, -]{3,18}[ \t-]{1,3})?\p{L}[\p{L}\p{M}\d_.'~@ -]{0,23}[:>][ \t][^\n:=]{0,64}$/u;
const SPEAKER_CHARS_MAX = 144;
const ANSWER_CHARS_MAX = 96;
/** Nothing else in the line, and a remark behind the value. */
const ANSWER_END_REGEXP = /^[.,!)\s]{0,2}(?:$|[\r\n]|\\n)/;
const ANSWER_REMARK_REGEXP = /^(?:[ \t]?[,(!]|[ \t]\p{Extended_Pictographic})/u;
const QUESTION_CHARS_MAX = 176;
/** Between word and value: it is about passwords, or about something else. */
const OTHER_REGEXP =
  /\b(?:hash\w*|polic\w+|reset\w*|link|page|field|manager|length|id|ticket|version|rules?|generator|algorithm|encrypt\w*|expir\w*|requir\w*|must|user(?:name)?|mail|email|e-mail|login|file|column|error|code|case|see|order|ref|by|via|using|with|than|format|prompts?|protected|example)\b|\u52a0\u5bc6|\u7b97\u6cd5|\u54c8\u5e0c|\u957f\u5ea6|\u91cd\u7f6e|\u4f4d|\u6697\u53f7\u5316|\u30cf\u30c3\u30b7\u30e5|\u518d\u8a2d\u5b9a|\uc554\ud638\ud654|\ud574\uc2dc|\u0445\u0435\u0448|\u0448\u0438\u0444\u0440|\u043b\u043e\u0433\u0438\u043d|\u044e\u0437\u0435\u0440/iu;

/** A verb, a particle or a sign, or none. */
const LINK =
  "(?:[ \\t]?(?:is|was|ist|war|lautet|est|es|era|\u00e9|\u00e8|e|jest|to|je|\u00e4r|er|on|este|adalah|ialah|l\u00e0|hai|dir|" +
  "\u0e04\u0e37\u0e2d|\u306f|\u304c|\ub294|\uc740|\uc774|\uac00|\u662f|\u5c31\u662f|\u4e3a|\u70ba|\u044d\u0442\u043e|\u0446\u0435|\u0454|\u03b5\u03af\u03bd\u03b1\u03b9|\u0647\u064a|\u0647\u0648|\u05d4\u05d9\u05d0|\u05d4\u05d5\u05d0|\u0939\u0948|" +
  "[:=\uff1a\uff1d\u2192\u2013\u2014-]|->|=>))?[ \\t]{0,2}";
/** A remark in brackets, with a verb or a sign before it or behind it, or without. */
const REMARK_REGEXP = new RegExp(
  `^["'\`*_]{0,3}${LINK}[(\uff08\u3010[]([^()\uff08\uff09\u3010\u3011[\\]\\n]{2,64})[)\uff09\u3011\\]]${LINK}(?=\\S)`,
  "iu",
);
/** What is not said of a password, but of how one is made or kept. */
const REMARK_OF_OTHER_REGEXP =
  /\b(?:hash\w*|encrypt\w*|algorithm\w*|polic\w+|minimum|maximum|at least|length|format|types?|version|see|optional|required|default|deprecated|link|id|stored|e\.g|example|such as|like|z\.b|p\.ex|usually|rfc)\b|\u52a0\u5bc6|\u7b97\u6cd5|\u54c8\u5e0c|\u957f\u5ea6|\u4f8b|\u6697\u53f7\u5316|\u30cf\u30c3\u30b7\u30e5|\uc554\ud638\ud654|\uc608|\u0445\u0435\u0448|\u0448\u0438\u0444\u0440|\u043d\u0430\u043f\u0440\u0438\u043c\u0435\u0440/iu;
/** Verbs that mean "is" or "should be", and words that people say while they think. */
const FILLED_REGEXP =
  /^(?:[ \t][^\s.!?;:="'`|,<>(){}[\]\d/\\]{1,20}){0,2}?(?:,?[ \t](?:(?:is|was|it['\u2019]?s|c['\u2019]est|ist|es|\u00e9|\u00e8|is|\u00e4r|er|to|jest)[ \t](?:like|genre|tipo|typ|so|wie|w stylu|takie)|uh+|u[hm]+m*|erm?|i think|i guess|i believe|basically|c['\u2019]est|je crois|ben|bah|halt|eben|w\u00e4re?|dann|glaub(?:e ich)?|ich glaube|pues|creo que(?: es)?|creo|ser\u00eda|vendr\u00eda siendo|viene siendo|acho que(?: \u00e9)?|deve ser|ficou|sarebbe|dovrebbe essere|credo(?: sia)?|mi sa|dus|geloof ik|denk ik|zeg maar|skal v\u00e6re|ska vara|skulle vara|tror ja?e?g|vist|muistaakseni|taitaa olla|varmaan|chyba|to b\u0119dzie|b\u0119dzie|podobno|asi|tu\u0161\u00edm|snad|mysl\u00edm|(?:de )?\u015fu(?:ydu)?|galiba|san\u0131r\u0131m|herhalde|i\u015fte|eto|vrode|kazhetsya|tuh|kayaknya|sepertinya|h\u00ecnh nh\u01b0|ch\u1eafc l\u00e0|tabun|tashika|yata|shayad|shi|wa|heya)\b){1,3}[,:]?[ \t]{1,2}(?=\S)/iu;

/** The value some words behind a word for passwords, or null. */
export function valueSaidAfter(
  text: string,
  key: Readonly<Span>,
  { charsMax, digitsMin }: { charsMax: number; digitsMin: number },
): Given | null {
  const head = text.slice(key.end, key.end + HEAD_CHARS_MAX);
  const led = valueAfterAside(text, key, { head, charsMax, digitsMin });
  if (led !== null) return led;
  const asked = ASKED_REGEXP.exec(head)?.[0] ?? FORMER_REGEXP.exec(head)?.[0];
  const between = asked ?? WORDS_REGEXP.exec(head)?.[0] ?? changedTo(text, key, head) ??
    foreignWords(text, key, head);
  if (between === undefined) {
    return valueAfterFew(text, key, charsMax) ?? toldToUse(text, key, charsMax) ??
      answerTo(text, key, charsMax);
  }
  if (OTHER_REGEXP.test(between)) return null;
  const from = key.end + between.length;
  const word = WORD_REGEXP.exec(text.slice(from, from + 16))?.[0].length ?? 0;
  const value = textAt(text, from + word, charsMax);
  if (value !== null && isUnlikeWords(value.text, digitsMin)) return value;
  // "... is changed?" asks, and another one answers.
  return value === null || text.charAt(value.end) === "?" ? answerTo(text, key, charsMax) : null;
}

/** The value behind a remark in brackets, or behind a word that only fills: `is like`, `w\u00e4r dann`. */
function valueAfterAside(
  text: string,
  key: Readonly<Span>,
  { head, charsMax, digitsMin }: { head: string; charsMax: number; digitsMin: number },
): Given | null {
  const between = asideIn(text, key, head);
  if (between === undefined) return null;
  const value = textAt(text, key.end + between.length, charsMax);
  return value !== null && isUnlikeWords(value.text, digitsMin) ? value : null;
}

function asideIn(text: string, key: Readonly<Span>, head: string): string | undefined {
  const remark = REMARK_REGEXP.exec(head);
  if (remark === null) {
    const filled = FILLED_REGEXP.exec(head)?.[0];
    return filled === undefined || OTHER_REGEXP.test(filled) ? undefined : filled;
  }
  const [between, said = ""] = remark;
  // `password(user) ...` is a call.
  if (between.startsWith("(") && codeAt(text, key.end - 1) < FOREIGN_MIN) return undefined;
  return REMARK_OF_OTHER_REGEXP.test(said) || !/\p{L}{3}|[^\0-\x7f]{2}/u.test(said)
    ? undefined
    : between;
}

/** The answer to a question for a password: hardly more than the value, or what can only be one. */
function answerTo(text: string, key: Readonly<Span>, charsMax: number): Given | null {
  const question = text.slice(key.end, key.end + QUESTION_CHARS_MAX);
  const asked = QUESTION_REGEXP.exec(question)?.[0];
  const between = asked ?? nextSpeaker(text, key, question);
  if (between === undefined) return null;
  if (asked === undefined) return hardAnswer(text, key.end + between.length, charsMax);
  const from = key.end + between.length;
  const said = text.slice(from, from + ANSWER_CHARS_MAX);
  const plain = textAt(text, from + (YES_REGEXP.exec(said)?.[0].length ?? 0), charsMax);
  if (plain !== null && isUnlikeWords(plain.text, 1)) {
    const rest = text.slice(plain.next, plain.next + 4);
    const isWhole = ANSWER_END_REGEXP.test(rest);
    return isWhole || (isHard(plain.text) && ANSWER_REMARK_REGEXP.test(rest)) ? plain : null;
  }
  return hardAnswer(text, from, charsMax);
}

/** What can only be a password, behind a few words of any sort. */
function hardAnswer(text: string, from: number, charsMax: number): Given | null {
  const said = text.slice(from, from + ANSWER_CHARS_MAX);
  const value = textAt(text, from + (ANY_WORDS_REGEXP.exec(said)?.[0].length ?? 0), charsMax);
  if (value === null || !(isHard(value.text) || UNDERSCORED_REGEXP.test(value.text))) return null;
  const rest = text.slice(value.next, value.next + 4);
  return ANSWER_END_REGEXP.test(rest) || ANSWER_REMARK_REGEXP.test(rest) ? value : null;
}

/** `Mewa_Molo42`. */
const UNDERSCORED_REGEXP = /^\p{Lu}\p{Ll}{2,16}(?:_\p{L}{2,16}){1,3}_?\d{2,4}$/u;

/** Up to what the next one says, where both lines begin with who speaks. */
function nextSpeaker(text: string, key: Readonly<Span>, rest: string): string | undefined {
  const next = NEXT_SPEAKER_REGEXP.exec(rest)?.[0];
  if (next === undefined || OTHER_REGEXP.test(rest.slice(0, rest.indexOf("\n")))) return undefined;
  const before = text.slice(Math.max(0, key.start - SPEAKER_CHARS_MAX), key.start);
  return SPEAKER_REGEXP.test(before) ? next : undefined;
}

/** Whether letters of both cases and digits stand with a sign that no name or version has. */
function isHard(found: string): boolean {
  const { digits, lower, upper } = countChars(found);
  return digits > 0 && upper > 0 && lower > 2 && !/[/\\<>@]/.test(found) &&
    (HARD_SIGN_REGEXP.test(found.slice(0, -1)) || /[!#$%^&*]$/.test(found));
}

/** Words in groups with a figure behind, or a hard value: `Marmalade-Steps-7`. */
function isGrouped(found: string): boolean {
  return isHard(found) || /^\p{L}{2,16}(?:[._-]\p{L}{2,16}){1,4}[._-]?\d{1,4}$/u.test(found);
}

/** `... asks for a password; use Heron-Lake-7`. */
function toldToUse(text: string, key: Readonly<Span>, charsMax: number): Given | null {
  const between = USE_REGEXP.exec(text.slice(key.end, key.end + USE_CHARS_MAX))?.[0] ??
    BRACKET_REGEXP.exec(text.slice(key.end, key.end + 72))?.[0];
  if (between === undefined) return null;
  const value = textAt(text, key.end + between.length, charsMax);
  return value !== null && isGrouped(value.text) ? value : null;
}

/** `PW router Keller42!`: with digits, letters and a sign, and no address. */
function valueAfterFew(text: string, key: Readonly<Span>, charsMax: number): Given | null {
  const head = text.slice(key.end, key.end + HEAD_CHARS_MAX);
  const between = FEW_WORDS_REGEXP.exec(head)?.[0];
  if (between === undefined || OTHER_REGEXP.test(between)) return null;
  const value = textAt(text, key.end + between.length, charsMax);
  if (value === null || /[\s/<>]|@\w+\.|^[a-z]+@[a-z]+\d*$/.test(value.text)) return null;
  const { digits, lower, upper } = countChars(value.text);
  const hasSign = /[!@#$%^&*~+=](?!\d+$|$)|[A-Za-z\d][!@#$%^&*~]\d{0,8}$/.test(value.text);
  return digits > 1 && lower + upper > 2 && hasSign ? value : null;
}

function changedTo(text: string, key: Readonly<Span>, head: string): string | undefined {
  const between = TO_REGEXP.exec(head)?.[0];
  if (between === undefined) return undefined;
  const from = Math.max(0, key.start - CHANGED_CHARS_MAX);
  const before = text.slice(from, key.start);
  // "... auf Katze.2024 ge\u00e4ndert"
  const around = before + head.slice(0, between.length + CHANGED_CHARS_MAX);
  return CHANGED_REGEXP.test(around) ? between : undefined;
}

function foreignWords(text: string, key: Readonly<Span>, head: string): string | undefined {
  if (codeAt(text, key.end - 1) < FOREIGN_MIN) return undefined;
  return FOREIGN_REGEXP.exec(head)?.[0];
}

/** Whether a value is neither a word with a number nor a name of a thing. */
export function isUnlikeWords(found: string, digitsMin: number): boolean {
  const { digits, lower, upper, signs } = countChars(found);
  if (digits < digitsMin || lower + upper < 2) return false;
  // `RFC-2898`, `AB-1234`, `OpenSSH9.6`: what people number.
  if (/[<>]|^[A-Za-z]+-?\d+(?:\.\d+)+$/.test(found)) return false;
  if (/^[A-Z]{1,6}[-_/#]?\d+(?:[-./]\d+)?$/.test(found)) return false;
  return digits > 2 || signs > 0 || (digits > 1 && lower > 0) || INNER_DIGIT_REGEXP.test(found);
}

/** A digit inside, and a capital behind it: nobody names a thing so. */
const INNER_DIGIT_REGEXP = /^(?=.{8,})[a-z]{2,}\d[A-Z][a-z]{2,}$/;

/** What is read before a word for passwords, for a value that stands there. */
const EARLIER_CHARS_MAX = 128;
/** The value, what leads from it to the word, and what a few words say of it. */
const EARLIER_REGEXP =
  /(?:^|[\s"'`(])(?:(with|use|using|used|try|tried|tries|entered|typed|set it to|mit|avec|con|com|met|med|z)[ \t])?["'`\u201c\u2018]?([^\s"'`(),;:<>\u201c\u201d\u2018\u2019]{6,64})["'`\u201d\u2019]?(?:[ \t]\(|,[ \t]|[ \t][\u2013\u2014-][ \t]|,?[ \t](?:(?:which|that|it|this|das|der|die|qui|que|che|wat|dat)(?:[ \t]|(?=['\u2019])))?(?:['\u2019]s|is|was|being|as|als|som|jako|olarak|sebagai|comme|como|come|ist|war|est|\u00e9tait|es|era|\u00e9|\u00e8|fue|foi|jest|to|\u00e4r|er|var|on)[ \t](?:now[ \t]|still[ \t])?)(?:(?:an?|the|my|our|his|her|their|your|its|ein|eine|das|dem|mein|unser|le|la|un|une|mon|notre|el|una|mi|nuestra|a|uma|minha|il|lo|mia|het|een|mijn|ett?|det|mitt|to|moje)[ \t])?(?:[\p{L}\p{M}-]{2,16}[ \t]){0,2}$/u;
/** Behind the word: the end of the clause, or what the password is for. */
const EARLIER_END_REGEXP =
  /^(?:$|[,.;!)\r\n]|[ \t](?:for|of|on|to|until|till|before|since|from|in|at|and|we|they|i|that|ein(?:getragen|gestellt|geben)|gesetzt|hinterlegt|now|f\u00fcr|von|vom|bis|aus|und|pour|du|de|del|della|do|da|per|para|voor|van|till|til|dla|do|z)\b|[ \t](?:antigua|viejo|vieja|antiga|vecchia|ancien|ancienne)\b)/iu;
/** `... as the password`: nothing else is named so. */
const NAMED_AS_REGEXP =
  /[ \t](?:as|als|som|jako|olarak|sebagai|comme|como|come)(?:[ \t][\p{L}]{1,8}){0,2}[ \t]$/iu;
/** Signs that no name, version or path has among its letters. */
const HARD_SIGN_REGEXP = /[!#$%^&*+=?~]/;

/** The value that stands before a word for passwords: `Fjord#41x is the password for the wifi`. */
export function valueBefore(text: string, key: Readonly<Span>): Given | null {
  if (!/[ \t(]/.test(text.charAt(key.start - 1))) return null;
  if (!EARLIER_END_REGEXP.test(text.slice(key.end, key.end + 16))) return null;
  const from = Math.max(0, key.start - EARLIER_CHARS_MAX);
  const found = EARLIER_REGEXP.exec(text.slice(from, key.start));
  const [whole, lead, secret = ""] = found ?? [];
  if (found === null || whole === undefined) return null;
  const { digits, lower, upper } = countChars(secret);
  const isHard = HARD_SIGN_REGEXP.test(secret.slice(0, -1)) || /[!#$%^&*]$/.test(secret);
  const isNamed = NAMED_AS_REGEXP.test(whole.slice(whole.lastIndexOf(secret)));
  const isMixed = (isNamed && isJoined(secret, 1)) ||
    (lead !== undefined && /\p{L}\d\p{L}/u.test(secret) && upper > 0 && lower > 2);
  if (digits < 1 || lower + upper < 3 || !(isHard || isMixed) || /[/\\@]/.test(secret)) return null;
  const start = from + found.index + whole.lastIndexOf(secret);
  const end = start + secret.length;
  return { start, end, text: secret, form: "said", isQuoted: false, next: end };
}

const PHRASE_KEYS: ReadonlySet<string> = new Set(PASSPHRASE_WORDS.map((word) => foldWord(word)));
/** After "is" or a sign, words in lower case to the end of the line. */
const PHRASE_REGEXP =
  /^(?:[ \t](?:is|was|est|ist|lautet|es|\u00e9|\u00e8)(?:[ \t]?:)?|[ \t]?[:=])[ \t]{1,2}((?:[a-z\u00e0-\u00ff]{2,12}[ -]){3,9}[a-z\u00e0-\u00ff]{2,12})[.!]?[ \t]*(?:[\r\n]|$)/;
const PHRASE_CHARS_MAX = 144;
/** Endings of words that say what is done with a passphrase. */
const VERBAL_REGEXP = /(?:ed|[a-z]{4}ing|ly|tion|ment)$/;

/** A passphrase of several words up to the end of the line, behind a word for one. */
export function passphraseAfter(text: string, key: Readonly<Span>): Span | null {
  if (!PHRASE_KEYS.has(foldWord(text.slice(key.start, key.end)))) return null;
  const found = PHRASE_REGEXP.exec(text.slice(key.end, key.end + PHRASE_CHARS_MAX));
  const phrase = found?.[1];
  if (found === null || phrase === undefined) return null;
  const words = phrase.split(/[ -]/);
  const isSaid = words.some((word) =>
    SENTENCE_WORDS.has(word) || PASSPHRASE_STOPS.has(word) || VERBAL_REGEXP.test(word)
  );
  if (isSaid) return null;
  const start = key.end + found[0].indexOf(phrase);
  return { start, end: start + phrase.length };
}
