/**
 * Names of people that somebody announces: with a title before them, or as an introduction. Two
 * capitalised words alone are nobody's name.
 * @module
 */

import { codeAt } from "../../text/character.ts";
import { foldWord } from "../../engine/lexicon.ts";
import type { Hit, MatcherRule, Span } from "../../rule.ts";
import type { Scan } from "../../context/scan.ts";
import {
  CASELESS_INTRODUCTIONS,
  CASELESS_TITLES,
  INTRODUCTIONS,
  PERSON_VERBS,
  ROLE_WORDS,
  SELVES,
  TITLES,
} from "./name_cues.ts";
import { GIVEN_NAMES, NO_NAMES } from "./given_names.ts";
import { type Name, NAME_ROW, nameAt, nameHit } from "./name_text.ts";
import { compact, phrases } from "../phrases.ts";

/** What is read between a cue and a name. */
const GAP_CHARS_MAX = 48;

const TITLE_GAP_REGEXP =
  /^\.?(?:[ \u00a0]{1,2}|(?=\p{Lu}))(?:(?:med|rer|nat|phil|jur|h\.c|dent|ing|iur|habil|vet|pol|oec)\.[ -]){0,3}/u;
/** The title is a part of something else: a name in code, a path, an address. */
const NAME_BEFORE_REGEXP = /[\p{L}\p{M}\d_.\-/@'\u2019]$/u;
/** `Evergreen Dr`, `J. M. Smith`: words that make the title a part of a name. */
const CAPITAL_BEFORE_REGEXP = /(?:\d \p{L}+|\p{Lu}\p{L}*\.|[A-Z]\.?,?) $/u;

/** Titles as they are written, and those that may be written in any way. */
const SPELLED: ReadonlySet<string> = new Set(
  TITLES.filter((title) => title.startsWith("=")).map((title) => title.slice(1)),
);
const FOLDED: ReadonlySet<string> = new Set(
  TITLES.filter((title) => !title.startsWith("=")).map(compact),
);

function isSpelled(title: string): boolean {
  const folded = compact(title);
  return SPELLED.has(title) || FOLDED.has(folded) || ROLES.has(folded);
}

function matchTitle({ text }: Scan, anchor: Readonly<Span>): Hit | null {
  const before = text.slice(Math.max(0, anchor.start - 24), anchor.start);
  if (NAME_BEFORE_REGEXP.test(before) && !/\\[nrt]$/.test(before)) return null;
  const title = text.slice(anchor.start, anchor.end);
  if (!isSpelled(title)) return null;
  const rest = text.slice(anchor.end, anchor.end + GAP_CHARS_MAX);
  const gap = TITLE_GAP_REGEXP.exec(rest)?.[0];
  if (gap === undefined) return null;
  const hasDot = gap.startsWith(".");
  if (title.length <= 2 && CAPITAL_BEFORE_REGEXP.test(before)) return null;
  // `Lucio M. Tato`
  if (title.length === 1 && /\p{Lu}[\p{L}\p{M}]* $/u.test(before)) return null;
  if ((title.length === 1 || DOTTED.has(title)) && !hasDot) return null;
  // `sr.Top` is code.
  const isJoined = !/[ \u00a0]/.test(gap);
  if (isJoined && !(hasDot && /^(?:M|Mr|Mrs|Ms|Dr|Prof)$/.test(title))) return null;
  const name = nameAt(text, anchor.end + gap.length, { isTitled: true });
  if (name === null) return null;
  // `Exmo. Sr. Silva`: that is the next title.
  const isTitle = name.parts.length === 1 && text.charAt(name.end) === "." &&
    isSpelled(text.slice(name.start, name.end));
  if (isTitle || name.end - name.start === 1) return null;
  if (ROLES.has(compact(title)) && !(name.isKnown && name.parts.length > 1)) return null;
  if (PAIRED.has(title) && name.parts.length < 2 && !name.isKnown) return null;
  // `Sister Anna bakery:` before what was said in a chat.
  if (/^(?: \p{Ll}[\p{L}\p{M}]*){1,3}\s?:/u.test(text.slice(name.end, name.end + 32))) return null;
  // In English the letter is that of a first name.
  const isInitial = title === "M" && ENGLISH_BEFORE_REGEXP.test(before);
  return nameHit(isInitial ? { ...name, start: anchor.start } : name);
}

const ENGLISH_BEFORE_REGEXP =
  /(?:^|[^\p{L}])(?:late|of|by|for|and|with|from|to|as|signed|deceased) $/u;

/** What people are to others: a known name must follow, and another one. */
const ROLES: ReadonlySet<string> = new Set(ROLE_WORDS.map(compact));
/** Abbreviations that are something else without their dot. */
const DOTTED: ReadonlySet<string> = new Set(
  ["Sr", "sr", "Sig", "sig", "Ing", "Capt", "Lt", "Avv", "Geom", "Hr", "Rev", "\u03ba"],
);
/** Titles that are also other words: two names must follow, or a known one. */
const PAIRED: ReadonlySet<string> = new Set(phrases([
  "Sir|Judge|Officer|Nurse|Detective|Doctor|Professor|Miss|don|Madam|pan|Pan|pani|Pani|\u00f4ng",
  "\u00d4ng|b\u00e0|B\u00e0|anh|Anh|ch\u1ecb|Ch\u1ecb|Bu|bu|pak|dona|Dona|mw|Mw",
  "\u043f\u0430\u043d|dl|dna|Dna|Dl|ibu|Ibu|bapak",
]));

const WORD_REGEXP = /^[\p{L}\p{M}'\u2019\u200c-]{2,20}/u;
/** Words of Arabic, Hebrew and Hindi that follow a name and are no part of it. */
const CASELESS_STOPS: ReadonlySet<string> = new Set(phrases([
  "\u0641\u064a|\u0645\u0646|\u0639\u0644\u0649|\u0625\u0644\u0649|\u0627\u0644\u0649",
  "\u0627\u0644\u0630\u064a|\u0627\u0644\u062a\u064a|\u0623\u0646|\u0627\u0646|\u0648",
  "\u0647\u0648|\u0647\u064a|\u0639\u0646|\u0645\u0639|\u0642\u062f|\u0643\u0627\u0646",
  "\u0627\u0644\u0631\u0626\u064a\u0633|\u0627\u0644\u0648\u0632\u064a\u0631",
  "\u0627\u0644\u0645\u062f\u064a\u0631|\u0648\u0623\u0646\u0627|\u0648\u0639\u0645\u0631\u064a",
  "\u0623\u0639\u0645\u0644|\u0623\u0633\u0643\u0646|\u0648\u0623\u0639\u064a\u0634",
  "\u05e8\u05e7|\u05d0\u05e0\u05d9|\u05d5\u05d0\u05e0\u05d9|\u05e9\u05dc|\u05d0\u05ea",
  "\u05d4\u05d5\u05d0|\u05d4\u05d9\u05d0|\u05d2\u05e8|\u05d2\u05e8\u05d4|\u05d1\u05df",
  "\u05d1\u05ea|\u05e2\u05dd|\u05e2\u05dc|\u05dc\u05d0|\u05e8\u05d0\u05e9|\u05d4\u05e9\u05e8",
  "\u05d4\u05e0\u05e9\u05d9\u05d0|\u0928\u0947|\u0915\u094b|\u0915\u093e|\u0915\u0940",
  "\u0915\u0947|\u0938\u0947|\u092e\u0947\u0902|\u0939\u0948|\u0939\u0948\u0902|\u091c\u0940",
  "\u0627\u0633\u062a|\u0631\u0627|\u062f\u0631|\u0628\u0647|\u06a9\u0647|\u0627\u0632",
  "\u0628\u0627|\u0628\u0631\u0627\u06cc|\u0645\u062d\u062a\u0631\u0645",
  "\u06af\u0631\u0627\u0645\u06cc|\u0627\u06cc\u0646|\u0634\u0645\u0627",
  "\u0627\u0644\u0645\u062d\u062a\u0631\u0645|\u0627\u0644\u0645\u062d\u062a\u0631\u0645\u0629",
  "\u0641\u0631\u0632\u0646\u062f|\u0645\u062a\u0648\u0644\u062f|\u0633\u0627\u06a9\u0646",
  "\u0914\u0930|\u0939\u0942\u0901|\u0939\u0942\u0902|\u092a\u0930|\u0930\u0939\u0924\u093e",
  "\u0930\u0939\u0924\u0940",
]));
/** What begins words that are no names, in Arabic and Hebrew: `and I`, `and my age`. */
const JOINED_REGEXP =
  /^(?:\u0648(?!\u0644\u064a\u062f|\u0627\u0626\u0644|\u0633\u064a\u0645)|\u05d5\u05d0)/;

/** Words of Hindi in the names of firms and places. */
const FIRM_WORDS: ReadonlySet<string> = new Set(phrases([
  "\u0938\u094d\u091f\u0940\u0932|\u091f\u094d\u0930\u0947\u0921\u0930\u094d\u0938|\u091f\u094d\u0930\u0947\u0921\u093f\u0902\u0917|\u092a\u094d\u0930\u093f\u0902\u091f\u0930\u094d\u0938|\u0907\u0902\u0921\u0938\u094d\u091f\u094d\u0930\u0940\u091c|\u0907\u0902\u0921\u0938\u094d\u091f\u094d\u0930\u0940\u091c\u093c|\u090f\u0902\u091f\u0930\u092a\u094d\u0930\u093e\u0907\u091c\u0947\u091c|\u090f\u0902\u091f\u0930\u092a\u094d\u0930\u093e\u0907\u091c\u093c\u0947\u091c|\u0915\u0902\u092a\u0928\u0940|\u092e\u094b\u091f\u0930\u094d\u0938|\u091c\u094d\u0935\u0948\u0932\u0930\u094d\u0938|\u091c\u094d\u0935\u0947\u0932\u0930\u094d\u0938|\u092e\u0947\u0921\u093f\u0915\u0932|\u0938\u094d\u091f\u094b\u0930",
  "\u0938\u094d\u091f\u094b\u0930\u094d\u0938|\u092c\u0948\u0902\u0915|\u091f\u094d\u0930\u0938\u094d\u091f|\u0938\u0902\u0938\u094d\u0925\u093e\u0928|\u092e\u0902\u0926\u093f\u0930|\u0939\u094b\u091f\u0932|\u091f\u0947\u0915\u094d\u0938\u091f\u093e\u0907\u0932\u094d\u0938|\u090f\u091c\u0947\u0902\u0938\u0940|\u092c\u094d\u0930\u0926\u0930\u094d\u0938|\u092b\u0930\u094d\u0928\u0940\u091a\u0930|\u0932\u093f\u092e\u093f\u091f\u0947\u0921|\u092a\u094d\u0930\u093e\u0907\u0935\u0947\u091f|\u092d\u0902\u0921\u093e\u0930|\u092e\u093f\u0932\u094d\u0938|\u092b\u093e\u0930\u094d\u092e\u093e|\u0939\u093e\u0930\u094d\u0921\u0935\u0947\u092f\u0930",
  "\u0907\u0932\u0947\u0915\u094d\u091f\u094d\u0930\u0949\u0928\u093f\u0915\u094d\u0938|\u0911\u091f\u094b\u092e\u094b\u092c\u093e\u0907\u0932\u094d\u0938|\u0915\u0902\u0938\u094d\u091f\u094d\u0930\u0915\u094d\u0936\u0928|\u0938\u0930\u094d\u0935\u093f\u0938\u0947\u091c|\u0938\u0947\u0935\u093e|\u092e\u093f\u0937\u094d\u0920\u093e\u0928|\u0915\u094d\u0932\u093f\u0928\u093f\u0915|\u0905\u0938\u094d\u092a\u0924\u093e\u0932|\u0938\u094d\u0915\u0942\u0932|\u0935\u093f\u0926\u094d\u092f\u093e\u0932\u092f|\u0938\u093f\u0928\u0947\u092e\u093e|\u0930\u0947\u0938\u094d\u091f\u094b\u0930\u0947\u0902\u091f",
]));

/** One to three words in a script without capitals. */
function caselessName(text: string, at: number): Span | null {
  let end = at;
  let pos = at;
  for (let k = 0; k < 3; k++) {
    const word = WORD_REGEXP.exec(text.slice(pos, pos + 24))?.[0];
    if (word === undefined || CASELESS_STOPS.has(word) || (k > 0 && JOINED_REGEXP.test(word))) {
      break;
    }
    if (FIRM_WORDS.has(word)) return null;
    end = pos + word.length;
    if (codeAt(text, end) !== 0x20) break;
    pos = end + 1;
  }
  return end === at ? null : { start: at, end };
}

function matchCaseless({ text }: Scan, anchor: Readonly<Span>): Hit | null {
  if (/[\p{L}\p{M}\d]/u.test(text.charAt(anchor.start - 1))) return null;
  const gap = /^['\u05f3.]?\s?[:\s]\s?(?:\u0647\u0648 |\u05d4\u05d5\u05d0 |\/ ?)?/.exec(
    text.slice(anchor.end, anchor.end + 12),
  )?.[0];
  if (gap === undefined) return null;
  // The word for `back` is no title without its sign.
  if (text.slice(anchor.start, anchor.end) === "\u05d2\u05d1" && !/^['\u05f3]/.test(gap)) {
    return null;
  }
  const name = caselessName(text, anchor.end + gap.length);
  if (name === null) return null;
  const first = foldWord(text.slice(name.start, name.end).split(" ")[0] ?? "");
  return /^[\u0590-\u097f]/.test(first) ? nameHit(name) : null;
}

const INTRODUCTION_GAP_REGEXP =
  /^(?:[ \u00a0]{1,2}(?:(?:is|called|adalah|to|jest|je|est|es|\u00e9|ist|\u00e4r|er|\u2013|\u2014|-) )?|\s?:[ \t]?\r?\n[ \t]*|\s?[:,] ?)["'*\u201c]{0,2}(?:(?:Mr|Mrs|Ms|Dr|Prof|Herr|Frau|Mme|Sr|Sra)\.? )?/;
const SMALL_NAME_REGEXP =
  /^([a-z\u00df-\u017f'-]{2,20})(?: ([a-z\u00df-\u017f'-]{2,20}))?(?=\s*(?:$|[,.!?;\n)]|(?:and|but|i|i'm|im|from|my)\b))/;
/** Introductions after which many other things follow: the name must be a known one. */
const WEAK_INTRODUCTIONS: ReadonlySet<string> = new Set(
  phrases([
    "ship it to|ship to|shipped to|deliver to|deliver it to|delivered to|send it to|sent it to",
    "payable to|billed to|invoice to|belongs to|the name is|name s|his name is|her name is",
    "whose name is|named|a person named|addressed to|on behalf of|signed by|regards from|call me",
    "speak to|speak with|spoke with|spoke to|talked to|meeting with|met with|interview with",
    "appointment with|namens|genaamd|naam is|ad\u0131m|ismim|nimeni on|t\u00f4i l\u00e0|my boss",
    "my friend|my partner|m appelle|se llama|s appelle|si chiama|my manager|my doctor",
  ]).map(compact),
);

const TURKISH_NAME = compact("ad\u0131m");

/** Verbs whose object may be anything: a known name must follow, and another one. */
const VERBS: ReadonlySet<string> = new Set(PERSON_VERBS.map(compact));

function matchIntroduction({ text }: Scan, anchor: Readonly<Span>): Hit | null {
  const gap = INTRODUCTION_GAP_REGEXP.exec(text.slice(anchor.end, anchor.end + 24))?.[0];
  if (gap === undefined) return null;
  const at = anchor.end + gap.length;
  const cue = compact(text.slice(anchor.start, anchor.end));
  const name = nameAt(text, at);
  if (name !== null) {
    if (VERBS.has(cue)) return name.isKnown && name.parts.length > 1 ? nameHit(name) : null;
    if (isRolePhrase(cue) && !isPerson(text, name)) return null;
    // `Ad\u0131m` is a step as well: two names that end their clause.
    const isTurkish = cue === TURKISH_NAME && /^[A\u0130]/.test(text.charAt(anchor.start)) &&
      name.parts.length > 1 && /^[,.;!]|^ ve /.test(text.slice(name.end, name.end + 4));
    return name.isKnown || isTurkish || !WEAK_INTRODUCTIONS.has(cue) ? nameHit(name) : null;
  }
  if (
    !/^(?:mynameis|mynames|myfullnameis|mynome|mellamo|ichheisse|jemappelle|michiamo|mechamo)$/
      .test(cue)
  ) {
    return null;
  }
  const small = SMALL_NAME_REGEXP.exec(text.slice(at, at + GAP_CHARS_MAX));
  if (small === null) return null;
  const [whole, first = "", second] = small;
  const isOther = NO_NAMES.has(foldWord(first)) && !GIVEN_NAMES.has(foldWord(first));
  if (isOther || /(?:ed|ing|ly)$/.test(first)) return null;
  const isPair = second === undefined || !NO_NAMES.has(foldWord(second));
  return nameHit({ start: at, end: at + (isPair ? whole.length : first.length) });
}

const ROLE_PHRASE_REGEXP =
  /^(?:(?:du|de|la|le|l|el|al|del|dela|il|della|o|a|do|da|betr|unser|unsere[rs]?|den|der|die)(?:paciente?|patient|paziente|alumn|alun|eleve|salarie|assure|locataire|inquilin|conduttore|assistit|trabajador|victima|temoin|testig|testimon|testemunha|requerant|asegurad|segurad)|patient)/;

/** `le patient`: people, and names of firms and things as well. */
function isRolePhrase(cue: string): boolean {
  return ROLE_PHRASE_REGEXP.test(cue);
}

/** Two names or three, before a comma, a verb in small letters or the end. */
function isPerson(text: string, { end, parts, isKnown }: Name): boolean {
  if (parts.length < 2 || parts.length > 4) return false;
  return isKnown || /^(?:[,.;(*)]|\s*$|\s\p{Ll}|\s?\n)/u.test(text.slice(end, end + 3));
}

/** After `I am` these need no given name. */
const SURE_SELVES: ReadonlySet<string> = new Set(["iam", "im"]);
/** `I` alone: a name stands behind a comma. */
const DECLARERS: ReadonlySet<string> = new Set(["eu", "yo", "io", "ich", "ja", "ben", "en"]);
const SPEAKING_REGEXP = /^,? (?:from|calling|speaking|here|with|at|again|and)\b|^[,.!]|^\s*$/;

function matchSelf({ text }: Scan, anchor: Readonly<Span>): Hit | null {
  const before = text.charAt(anchor.start - 1);
  if (/[\p{L}\p{M}\d_'\u2019/.-]/u.test(before)) return null;
  if (text.startsWith(", ", anchor.end)) return declared(text, anchor.end + 2);
  if (codeAt(text, anchor.end) !== 0x20) return null;
  const name = nameAt(text, anchor.end + 1);
  const cue = compact(text.slice(anchor.start, anchor.end));
  if (DECLARERS.has(cue)) return null;
  if (name === null) return SURE_SELVES.has(cue) ? smallSelf(text, anchor.end + 1) : null;
  const next = text.slice(name.end, name.end + 12);
  if (name.isKnown) {
    return name.parts.length > 1 || SPEAKING_REGEXP.test(next) ? nameHit(name) : null;
  }
  const isPair = name.parts.length === 2 || name.parts.length === 3;
  // `im` is a preposition of German.
  const isIn = /^im$/i.test(text.slice(anchor.start, anchor.end));
  return SURE_SELVES.has(cue) && !isIn && isPair && SPEAKING_REGEXP.test(next)
    ? nameHit(name)
    : null;
}

/** `I, Jane Doe, born on ...`: who declares something, between two commas. */
function declared(text: string, at: number): Hit | null {
  const name = nameAt(text, at, { isListed: true });
  if (name === null || name.parts.length < 2) return null;
  return text.startsWith(", ", name.end) ? nameHit(name) : null;
}

const SMALL_SELF_REGEXP = /^([a-z]{3,14})(?: [a-z]{3,16})?(?=\s(?:and|from|here)\b|[,.!\n]|$)/;

/** A known name without a capital, as people chat: `hey i'm marcus and i need help`. */
function smallSelf(text: string, at: number): Hit | null {
  const match = SMALL_SELF_REGEXP.exec(text.slice(at, at + GAP_CHARS_MAX));
  const first = match?.[1] ?? "";
  if (match === null || !GIVEN_NAMES.has(first) || NO_NAMES.has(first)) return null;
  const last = match[0].slice(first.length + 1);
  return nameHit({ start: at, end: at + (NO_NAMES.has(last) ? first.length : match[0].length) });
}

/** The rule for names after a title. */
export const TITLED_NAME_RULE: MatcherRule = {
  ...NAME_ROW,
  finds: "one to five capitalised words after Mr, Frau, Mme, pan and the like",
  triggers: [...TITLES.map((title) => title.replace("=", "")), ...ROLE_WORDS],
  match: matchTitle,
  hits: [
    ["I saw Mr. Smith yesterday", "Smith"],
    ["a sunat d-na P\u0103uleanu, ieri", "P\u0103uleanu"],
    ["Mrs Jane Doe-Miller called", "Jane Doe-Miller"],
    ["ask Dr. J. R. Watson about it", "J. R. Watson"],
    ["Frau M\u00fcller ist da", "M\u00fcller"],
    ["Herr Dr. med. Hans von der Heide", "Hans von der Heide"],
    ["Mme Claire Dupont est venue", "Claire Dupont"],
    ["M. Dupont a appel\u00e9", "Dupont"],
    ["la Sra. Mar\u00eda de la Cruz", "Mar\u00eda de la Cruz"],
    ["il Sig. Rossi", "Rossi"],
    ["Estate of the late M. Hanratty, file 12", "M. Hanratty"],
    ["signed by M. Hanratty", "M. Hanratty"],
    ["dhr. van der Berg", "van der Berg"],
    ["dhr. J. de Groot, geb. 1951", "J. de Groot"],
    ["mevr. A.B. van den Brink", "A.B. van den Brink"],
    ["Sr. P. da Costa", "P. da Costa"],
    ["Exmo. Sr. Joaquim Lemos,", "Joaquim Lemos"],
    ["pan Jan Kowalski", "Jan Kowalski"],
    ["\u0433-\u043d \u0418\u0432\u0430\u043d\u043e\u0432", "\u0418\u0432\u0430\u043d\u043e\u0432"],
    [
      "\u03ba. \u03a0\u03b1\u03c0\u03b1\u03b4\u03cc\u03c0\u03bf\u03c5\u03bb\u03bf\u03c2",
      "\u03a0\u03b1\u03c0\u03b1\u03b4\u03cc\u03c0\u03bf\u03c5\u03bb\u03bf\u03c2",
    ],
    ['{"text":"Ms. O\'Neil is in"}', "O'Neil"],
    ["INFO call from Mr. Brown ended", "Brown"],
    ["Amministratore: rag. Saverio Lo Bianco, tel.", "Saverio Lo Bianco"],
  ],
  misses: [
    "Mr. President, thank you",
    "Say\u0131n Yetkili, 11.06.2026",
    "the DNA Sequencing Lab",
    "MS Word and MS Office",
    "Zeichnung 40-11 Rev. C, Stand 2026",
    "drawing Rev. B",
    "Exmo. Sr.",
    "the HR Department",
    "12 Evergreen Dr Springfield",
    "Sr. Software Engineer",
    "mr_robot = 1",
    "Dear Sir or Madam",
    "in a pan Fry the eggs",
    "DR Site failover",
    "Frau und Herr",
    "M is large",
    "Dr. ",
    "Ch\u1ecb Hoa t\u1ea1p ho\u00e1: em \u01a1i",
    "Sehr geehrter Herr Kollege, wir berichten",
  ],
};

/** The rule for names after a title in scripts without capitals. */
export const CASELESS_NAME_RULE: MatcherRule = {
  ...NAME_ROW,
  finds: "up to three words after a title or introduction in Arabic, Hebrew, Hindi",
  triggers: [...CASELESS_TITLES, ...CASELESS_INTRODUCTIONS],
  match: matchCaseless,
  hits: [
    [
      "\u0627\u0633\u0645\u064a \u0623\u062d\u0645\u062f \u062d\u0633\u0646.",
      "\u0623\u062d\u0645\u062f \u062d\u0633\u0646",
    ],
    [
      "\u0627\u0644\u0633\u064a\u062f \u0645\u062d\u0645\u062f \u0639\u0644\u064a \u0641\u064a \u0627\u0644\u0645\u0643\u062a\u0628",
      "\u0645\u062d\u0645\u062f \u0639\u0644\u064a",
    ],
    [
      "\u05e9\u05de\u05d9 \u05d3\u05d5\u05d3 \u05db\u05d4\u05df",
      "\u05d3\u05d5\u05d3 \u05db\u05d4\u05df",
    ],
    [
      "\u05e7\u05d5\u05e8\u05d0\u05d9\u05dd \u05dc\u05d9 \u05e8\u05d7\u05dc \u05dc\u05d5\u05d9, \u05d5\u05d0\u05e0\u05d9 \u05de\u05ea\u05dc \u05d0\u05d1\u05d9\u05d1",
      "\u05e8\u05d7\u05dc \u05dc\u05d5\u05d9",
    ],
    [
      "\u092e\u0947\u0930\u093e \u0928\u093e\u092e \u0930\u093e\u0939\u0941\u0932 \u0936\u0930\u094d\u092e\u093e \u0939\u0948",
      "\u0930\u093e\u0939\u0941\u0932 \u0936\u0930\u094d\u092e\u093e",
    ],
    [
      "\u0936\u094d\u0930\u0940 \u0905\u092e\u093f\u0924 \u0915\u0941\u092e\u093e\u0930 \u0928\u0947 \u0915\u0939\u093e",
      "\u0905\u092e\u093f\u0924 \u0915\u0941\u092e\u093e\u0930",
    ],
    [
      "\u0645\u0631\u062d\u0628\u0627\u060c \u0627\u0633\u0645\u064a \u0644\u064a\u0644\u0649",
      "\u0644\u064a\u0644\u0649",
    ],
    ["\u05de\u05e8 \u05db\u05d4\u05df", "\u05db\u05d4\u05df"],
  ],
  misses: [
    "\u0627\u0644\u0633\u064a\u062f \u0627\u0644\u0631\u0626\u064a\u0633",
    "\u0627\u0633\u0645\u064a",
    "\u0936\u0930\u094d\u092e\u093e \u0915\u093e \u0928\u093e\u092e",
    "\u05de\u05e8 ",
    "\u0627\u0644\u062f\u0643\u062a\u0648\u0631 \u0641\u064a \u0627\u0644\u0645\u0643\u062a\u0628",
    "\u05e9\u05de\u05d9: 12",
    "\u0936\u094d\u0930\u0940 \u0917\u0923\u0947\u0936 \u091f\u094d\u0930\u0947\u0921\u0930\u094d\u0938",
    "\u0936\u094d\u0930\u0940 12",
    "\u092e\u0947\u0930\u093e \u0928\u093e\u092e \u0939\u0948",
  ],
};

/** The rule for names after an introduction. */
export const INTRODUCED_NAME_RULE: MatcherRule = {
  ...NAME_ROW,
  finds: "name after my name is and the like, in thirty languages",
  triggers: [...INTRODUCTIONS, ...PERSON_VERBS],
  match: matchIntroduction,
  hits: [
    ["My name is Jane Doe and I need help", "Jane Doe"],
    ["hi, my name is jane doe, i need help", "jane doe"],
    ["Hello! My name's Bob.", "Bob"],
    ["Ich hei\u00dfe Anna Schmidt.", "Anna Schmidt"],
    ["Mein Name ist J\u00fcrgen Gro\u00df", "J\u00fcrgen Gro\u00df"],
    ["Je m'appelle Chlo\u00e9 Martin", "Chlo\u00e9 Martin"],
    ["Me llamo Jos\u00e9 Garc\u00eda", "Jos\u00e9 Garc\u00eda"],
    ["Mi chiamo Giulia Rossi", "Giulia Rossi"],
    ["Meu nome \u00e9 Jo\u00e3o da Silva", "Jo\u00e3o da Silva"],
    ["Nazywam si\u0119 Anna Kowalska", "Anna Kowalska"],
    [
      "\u041c\u0435\u043d\u044f \u0437\u043e\u0432\u0443\u0442 \u0418\u0432\u0430\u043d \u041f\u0435\u0442\u0440\u043e\u0432",
      "\u0418\u0432\u0430\u043d \u041f\u0435\u0442\u0440\u043e\u0432",
    ],
    [
      "\u039c\u03b5 \u03bb\u03ad\u03bd\u03b5 \u0393\u03b9\u03ce\u03c1\u03b3\u03bf \u03a0\u03b1\u03c0\u03b1\u03b4\u03cc\u03c0\u03bf\u03c5\u03bb\u03bf",
      "\u0393\u03b9\u03ce\u03c1\u03b3\u03bf \u03a0\u03b1\u03c0\u03b1\u03b4\u03cc\u03c0\u03bf\u03c5\u03bb\u03bf",
    ],
    ["yaz\u0131yorum. Ad\u0131m Nurten Ak\u00e7al\u0131, kimlik", "Nurten Ak\u00e7al\u0131"],
    ["Benim ad\u0131m Mehmet Y\u0131lmaz", "Mehmet Y\u0131lmaz"],
    ["T\u00f4i t\u00ean l\u00e0 Nguy\u1ec5n V\u0103n An", "Nguy\u1ec5n V\u0103n An"],
    ["Nama saya Budi Santoso", "Budi Santoso"],
    ['{"text":"my name is Jane Doe"}', "Jane Doe"],
  ],
  misses: [
    "my name is not on the list",
    "The name is required",
    "my name is spelled wrong",
    "a method named Foo Bar",
    "on behalf of Goldman Sachs",
    "call me Tomorrow",
    "meeting with Acme Corporation",
    "my name is {name}",
    "mein Name ist nicht wichtig",
    "my name is",
  ],
};

/** The rule for people who say who they are. */
export const SELF_NAME_RULE: MatcherRule = {
  ...NAME_ROW,
  finds: "two capitalised words after I am, or a given name and more in other languages",
  triggers: SELVES,
  match: matchSelf,
  hits: [
    ["I am Jane Doe from Leeds", "Jane Doe"],
    ["Hi, I'm Priya Raman.", "Priya Raman"],
    ["This is John Smith from Acme", "John Smith"],
    ["Ich bin Anna Schmidt", "Anna Schmidt"],
    ["Soy Mar\u00eda L\u00f3pez", "Mar\u00eda L\u00f3pez"],
    ["Je suis Pierre Dubois", "Pierre Dubois"],
    ["Sono Marco Bianchi", "Marco Bianchi"],
    [
      "\u042f \u0418\u0432\u0430\u043d \u041f\u0435\u0442\u0440\u043e\u0432",
      "\u0418\u0432\u0430\u043d \u041f\u0435\u0442\u0440\u043e\u0432",
    ],
  ],
  misses: [
    "I am Happy with it",
    "I'm French Canadian",
    "This is Visual Studio from Microsoft",
    "This is Great News",
    "Ich bin Software Entwickler",
    "I am Senior Engineer at Acme",
    "im Lager Kassel. Danke",
    "It's Monday Morning",
    "i am here",
  ],
};
