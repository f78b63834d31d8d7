/**
 * Passwords by what they look like: words that signs join with a figure or two, as people make them
 * up. Nothing else looks quite so in a sentence about a password; so how the sentence gets from the
 * word to the value does not matter. What looks like less must be told or set apart.
 *
 *     Puffin&Ledge81    Lodos.Vapur.26    Vinbar-Visby-5    Stroop_3B_herfst    Kestrel89Moor
 *
 * @module
 */

import type { Scan } from "../../context/scan.ts";
import { WORD } from "../../engine/events.ts";
import { foldWord } from "../../engine/lexicon.ts";
import { type Hit, type MatcherRule, RANK, type Span } from "../../rule.ts";
import { PASSWORD_HINTS, PASSWORD_WORDS } from "./password_words.ts";
import { isTold } from "./password_told.ts";
import { countChars, isPlaceholder, looksRandom } from "./secret_text.ts";

const CHARS_MIN = 8;
const CHARS_MAX = 40;
/** How far before a value the word may stand, in characters, events and lines. */
const REACH_CHARS_MAX = 224;
const REACH_EVENTS_MAX = 48;
const REACH_LINES_MAX = 5;
const LETTERS_MIN = 5;
const LOWER_MIN = 3;

/** What a value may be made of, but for letters of other scripts than Latin. */
const INNER_REGEXP = /[\p{L}\p{M}\d!#$&*+^~?%@._-]/u;
/** What may stand right before a value and right behind it. */
const BEFORE_REGEXP = /^[\s"'`\u201c\u201e\u00ab\u2018\u300c(:\uff1a\u2192>]?$/;
const BEHIND_REGEXP =
  /^(?:$|[\s"'`\u201d\u201c\u00bb\u2019\u300d),;:\u3001\u3002\uff0c<]|\\[nrt"])/;
const TRAILING_REGEXP = /[.!?*_]+$/;

/** A sign between letters or digits that joins no words of a language. */
const HARD_REGEXP = /[\p{L}\d][!#$&*+^~?%][\p{L}\d]/u;
/** Words and figures with the same sign or others between them, and a word of them in capitals. */
const JOINED_REGEXP = /^(?:[\p{L}\d]{1,20}[-_.]){1,4}[\p{L}\d]{1,20}$/u;
const WORDS_REGEXP = /\p{L}{4,}/gu;
const CAPITAL_REGEXP = /(?:^|[^\p{L}])\p{Lu}\p{Ll}{2,}/gu;
/** Capital words, and a number of its own. */
const POINTED_REGEXP = /^(?:\p{Lu}\p{Ll}+[-_.])+\d{1,4}$/u;
const SHOUTED_REGEXP = /\p{Lu}{2}/u;
/** `K7mPq2VxTz` */
const DRAWN_REGEXP = /^[A-Za-z\d]{9,16}$/;
/** `Kestrel89Moor`, `hunter41Gather`. */
const HUMP_REGEXP = /^\p{L}\p{Ll}{3,16}\d{1,4}\p{Lu}\p{Ll}{3,16}\d{0,4}$/u;

/**
 * What looks so and is none: a ticket or a colour behind a word, entities and escapes of addresses,
 * an offset to a time zone, a file, a host, a place in a page.
 */
const OTHER_REGEXP =
  /^\p{L}\p{Ll}*#\d+$|^\p{Lu}+#\d+$|&(?:amp|lt|gt|quot|nbsp|#)|%[0-9A-Fa-f]{2}|^(?:UTC|GMT)[+-]|\.(?:md|html?|json|ya?ml|txt|pdf|docx?|xlsx?|png|jpe?g|zip|gz|js|ts|py|go|rs|java|php|rb|sh|conf|cfg|ini|xml|csv|log|exe|dll|local|com|org|net|io|dev)(?![\p{L}\d])|\?[a-z]|\$\d+$|\?\w+=/u;

/** Between a word and a value that is set apart: a bracket, a comma, or what the password is like. */
const APART_REGEXP =
  /^(?:,\s|\s?[(\uff08]|\s(?:new|old|temp|initial|inicia|inizia|prov|tijdelijk|neu|alt|nue|nov|nuo|nieuw|ny|gam|tillf|midlert|v\u00e4liaik|tymcz|do\u010das|ideiglen|yeni|eski|ge\u00e7ici|\u043d\u043e\u0432|\u0441\u0442\u0430\u0440|\u0432\u0440\u0435\u043c|\u0442\u0438\u043c\u0447)\p{L}{0,10}\s?:?\s)$/iu;
/** A user name or an address before a value, and strokes between. */
const PAIR_REGEXP = /(?:^|\s)[\p{L}\d][\p{L}\d._@+-]{2,48} ?\/{1,2} $/u;
/** From here on: Greek, and all that comes behind it. */
const FOREIGN_MIN = 0x0370;
/** `password policy`, `password manager`. */
const SUBJECT_REGEXP =
  /^[ _-]?(?:polic|rule|richtlin|regel|r\u00e8gle|pol[i\u00ed]tic|manag|hash|field|feld|page|seite|link|generat|length|prompt|hint|store|protect|require|strength|expir)/i;
const PARAGRAPH_REGEXP = /\n\s*\n/;

/** Ways to keep a password: `SHA256-hashed`. */
const TERM_REGEXP = /^(?:sha|md|base|utf|aes|rsa|argon|bcrypt|pbkdf|oauth|totp)\W?\d/i;

/** The run of characters around an anchor of which a value may be made, or the beginning of a long one. */
function runAround(text: string, anchor: Readonly<Span>): Span {
  let { start, end } = anchor;
  while (anchor.end - start <= CHARS_MAX && INNER_REGEXP.test(text.charAt(start - 1))) start--;
  while (end - start <= CHARS_MAX && INNER_REGEXP.test(text.charAt(end))) end++;
  return { start, end };
}

function matchShape(scan: Scan, anchor: Readonly<Span>): Hit | null {
  const { text } = scan;
  const { start, end } = runAround(text, anchor);
  if (end - start < CHARS_MIN || end - start > CHARS_MAX) return null;
  if (!BEFORE_REGEXP.test(text.slice(Math.max(0, start - 1), start))) return null;
  if (!BEHIND_REGEXP.test(text.slice(end, end + 2))) return null;
  const value = text.slice(start, end).replace(TRAILING_REGEXP, "");
  if (value.length < CHARS_MIN || !mayBeMadeUp(value)) return null;
  const between = sinceWord(scan, start);
  if (between === null || !isNear(between)) return null;
  const isSure = isMadeUp(value) || isGiven(scan, { value, start, between });
  if (!isSure || isPlaceholder(value)) return null;
  return { start, end: start + value.length, need: "none", rank: RANK.WEAK };
}

const WORDS: ReadonlySet<string> = new Set(
  [...PASSWORD_WORDS, ...PASSWORD_HINTS].map((word) => foldWord(word.replace("=", ""))),
);

/** What stands between the nearest word for passwords before a place and it; null without one. */
function sinceWord({ text, events, at }: Scan, start: number): string | null {
  const { kinds, starts, ends } = events;
  const least = Math.max(0, at - REACH_EVENTS_MAX);
  for (let k = at - 1; k >= least && (starts[k] as number) >= start - REACH_CHARS_MAX; k--) {
    const isWord = kinds[k] === WORD && (ends[k] as number) <= start;
    if (isWord && WORDS.has(foldWord(text.slice(starts[k], ends[k])))) {
      return text.slice(ends[k], start);
    }
  }
  return null;
}

/** Whether what stands between is of the same paragraph, and the word speaks of no rule or page. */
function isNear(between: string): boolean {
  return !PARAGRAPH_REGEXP.test(between) && !SUBJECT_REGEXP.test(between) &&
    between.split("\n").length <= REACH_LINES_MAX;
}

/** Whether what stands before a value that looks like little gives it as the password. */
function isGiven(
  { text }: Scan,
  { value, start, between }: { value: string; start: number; between: string },
): boolean {
  if (TERM_REGEXP.test(value)) return false;
  return isTold(value, between) || (isApart(text, start, between) && isJoined(value, 1));
}

/** `his password, brook-Trout-95, ...`, and a bracket right behind a word of another script. */
function isApart(text: string, start: number, between: string): boolean {
  if (PAIR_REGEXP.test(between)) return true;
  // `password(x)` is a call.
  const isCall = /^[(\uff08]/.test(between) &&
    text.charCodeAt(start - between.length - 1) < FOREIGN_MIN;
  return !isCall && APART_REGEXP.test(between);
}

/** Whether signs join words and figures; so many of four letters or more. */
export function isJoined(value: string, wordsMin: number): boolean {
  return JOINED_REGEXP.test(value) && (value.match(WORDS_REGEXP)?.length ?? 0) >= wordsMin;
}

/** Whether a text has letters and a figure, and is none of what also looks so. */
function mayBeMadeUp(value: string): boolean {
  const letters = value.match(/\p{L}/gu)?.length ?? 0;
  const lower = value.match(/[\p{Ll}\p{Lo}]/gu)?.length ?? 0;
  if (letters < LETTERS_MIN || lower < LOWER_MIN || !/\d/.test(value)) return false;
  return /^[\p{L}\d]/u.test(value) && !value.includes("@") && !OTHER_REGEXP.test(value);
}

/** Whether a text looks as only passwords do. */
function isMadeUp(value: string): boolean {
  if (HARD_REGEXP.test(value) || HUMP_REGEXP.test(value) || isDrawn(value)) return true;
  return isJoined(value, 2) && isJoinedWords(value);
}

/** Letters of both cases and digits at random. */
function isDrawn(value: string): boolean {
  const { digits, lower, upper } = countChars(value);
  return DRAWN_REGEXP.test(value) && digits > 1 && lower > 2 && upper > 2 && looksRandom(value);
}

/** `Vinbar-Visby-5`, `Lodos.Vapur.26`, `Stroop_3B_herfst`; no host, no model, no identifier. */
function isJoinedWords(value: string): boolean {
  const capitals = value.match(CAPITAL_REGEXP)?.length ?? 0;
  if (SHOUTED_REGEXP.test(value)) return false;
  // A point joins the parts of hosts and of code, too, and a dash those of words.
  if (value.includes(".") && !POINTED_REGEXP.test(value)) return false;
  if (value.includes("_")) return capitals > 0;
  return capitals > 1 || (capitals === 1 && /^\p{Ll}/u.test(value));
}

/** The rule for what looks like a password near a word for one. */
export const PASSWORD_SHAPE_RULE: MatcherRule = {
  anchor: "matcher",
  category: "PASSWORD",
  finds: "words joined by signs with a figure, where words around speak of a password",
  at: ["number", "mixed"],
  needsMention: true,
  words: PASSWORD_WORDS,
  revision: 1,
  match: matchShape,
  hits: [
    ["The password, which changes on Monday, is for now Grain&Sorrel4", "Grain&Sorrel4"],
    ["the new password was printed on the card as Kelp-Harbor-5, he says", "Kelp-Harbor-5"],
    ["senha do painel ficou mesmo Caju.Manga.26 desde ontem", "Caju.Manga.26"],
    ["het wachtwoord voor iedereen in de klas: Stroop_3B_herfst", "Stroop_3B_herfst"],
    ["his own password, Kestrel89Moor, went into the box", "Kestrel89Moor"],
    ["his own password, kestrel-moor-89, went into the box", "kestrel-moor-89"],
    ["\ube44\ubc00\ubc88\ud638(kestrel-moor89)\ub294 \uc624\ub298 \ub9cc\ub8cc", "kestrel-moor89"],
    ["su contrase\u00f1a temporal Tx9-garbanzo-Lq, que caduca", "Tx9-garbanzo-Lq"],
    ["pw? hmm\nann / popcorn.farm.31", "popcorn.farm.31"],
    ["la clave, mira detr\u00e1s, pone K7mPq2VxTz", "K7mPq2VxTz"],
    ["the wifi password? it's still kettle77", "kettle77"],
    ["heslo mi nejde\npetr: zkus Jablko.14", "Jablko.14"],
    ["passwort wie gehabt abteilung3b", "abteilung3b"],
    ["la clave del wifi, cu\u00e1l era?\nAna: pues SinAzucar#7 y ya", "SinAzucar#7"],
  ],
  misses: [
    "Grain&Sorrel4",
    "the password for the router is in ticket Issue#4411",
    "password resets since Version-Two",
    "the password of app.server-02.local is in the vault",
    "password rules: see Manual_v2.pdf",
    "the password for eu-central-1 is in the vault",
    "send the password to anna+7@example.org",
    "password hash since AT&T 2004",
    "the password, of 2 words, is long",
    "the password is old, the user is kettle77",
    "the password store is now python311",
    "ask for the password, the ticket is kettle77",
    "set the password, then open settings-panel-2 again",
    "s.replace(password, Ptrace$1)",
    "check_password(user_record_2)",
    "the password page is https://a.example/Login_Page2?x=1",
  ],
};
