/**
 * What leads to a telephone number where no word means a telephone: a preposition before a form
 * that the numbers of its language have, a verb of noting or sending, whose number it is, and a
 * question for a number that the line above asks.
 *
 *     Hausmeister unter 0172-3390185    apunta 655 22 15 73    Office 6542 0087
 *     Kasia: what's your number?        Bartek: 601-806-143
 *
 * @module
 */

import { CLASS, LOWER, UPPER } from "../../text/alphabet.ts";
import { codeAt, isDigit } from "../../text/character.ts";
import { foldWord } from "../../engine/lexicon.ts";
import type { Need, Span } from "../../rule.ts";
import { NO_KIND, WordKinds } from "../../engine/word_kinds.ts";
import { type Names, namesOf, namingBefore } from "../named.ts";
import { GAP, type PhoneGroups } from "./phone_groups.ts";
import {
  CALLED_ARTICLES,
  CALLED_PREPOSITIONS,
  CALLED_WORDS,
  CASE_WORDS,
  DESKS,
  FINNISH_NUMBER_WORDS,
  type LeadLanguage,
  LINES,
  NEW_WORDS,
  NUMBER_WORDS,
  OTHERS,
  OWNERS,
  PLAIN_NUMBER_WORDS,
  POSSESSIVES,
  PREPOSITIONS,
  ROLES,
  VERBS,
} from "./phone_lead_words.ts";
import { isAscending } from "./phone_shapes.ts";
import { phoneNaming } from "./phone_text.ts";
import { PHONE_WORDS } from "./phone_words.ts";

const LINE_FEED = 0x0a;
const SPACE = 0x20;
/** Longest word that leads, and how far before the number it ends at most. */
const WORD_CHARS_MAX = 24;
const SIGN_CHARS_MAX = 4;
/** What may stand between a word and its number. */
const SIGNS = " -:,?|\u00b7\u2022(*\"'\u00ab\u201c\u201e\u2013\u2192\uff1a\u00a0\u200f\u200e";
/** Between whose number it is and the number. */
const ROLE_SIGN_REGEXP = /^(?::|\?|,|\s[-\u2013\u2014|\u00b7\u2022]|)\s?\(?$/;
/** Behind a number that ends its line, clause or cell. */
const END_REGEXP = /^[\s)\]"']{0,2}(?:$|[\r\n.;,|<(\u00b7/])/;
/** Fewest and most digits of a number that a preposition leads to. */
const DIGITS_MIN = 9;
const DIGITS_MAX = 13;

/** Numbers as their groups stand there, with the sign of each gap. */
const LED_REGEXP = /^0[1-9]\d{0,4}(?:[ /-]\d{2,8}){1,4}(?:-\d)?$|^0[5-7]\d{8}$|^01[5-7]\d{8,9}$/;
const PLANS: Readonly<Record<LeadLanguage, RegExp>> = {
  led: LED_REGEXP,
  italian: /^3[2-9]\d(?: \d\d \d\d \d{3}|[ ./-]\d{6,7}|[ .-]\d{3}[ .-]\d{3,4}|\d{7})$/,
  nordic: /^[2-9]\d(?: \d\d){3}$|^[49]\d\d \d\d \d{3}$/,
  iberian:
    /^[67]\d\d(?: \d\d \d\d \d\d|[ .-]\d{3}[ .-]\d{3}|\.\d\d\.\d\d\.\d\d|\d{6})$|^2[12] \d{3} (?:\d\d \d\d|\d{4})$|^9\d(?: \d{3} \d\d \d\d|\d \d\d \d\d \d\d)$|^9[1236]\d[ -]\d{3}[ -]\d{3}$|^[29][ -]?\d{4}[ -]\d{4}$|^\d\d ?9 ?\d{4}-\d{4}$|^(?:55|33|81|11) \d{4}[ -]\d{4}$/,
  slavic: /^[4-8]\d\d-\d{3}-\d{3}$|^[1-9]\d \d{3} \d\d \d\d$/,
  russian: /^8[ -]?9\d\d[ -]?\d{3}[ -]?\d\d[ -]?\d\d$|^0[3-9]\d{8}$/,
  greek: /^69\d(?:\d{7}|\d? ?\d{3} ?\d{3,4})$|^2\d{2,3} ?\d{6,7}$/,
  semitic: /^0[57]\d{8}$|^01[0125]\d{8}$|^09\d{9}$/,
  indic: /^[6-9]\d{4}[ -]\d{5}$/,
  malay: /^(?:62|0)8\d{8,11}$|^09\d{9}$|^01\d[ -]?\d{7,8}$/,
  vietnamese: /^(?:84|0)[35789]\d{8}$/,
};
/** What somebody calls from or on: all of the above, and what is not enough behind a preposition. */
const CALLED_PLANS: readonly RegExp[] = [
  /^[2-9]\d\d[ -]\d{3}[ -]\d{3}$|^[2-7]\d{3} \d{3,4}$|^8[ -][3-7]\d\d \d{5}$/,
];
/** Shifts of hours and years that stand four by four. */
const FOURS_REGEXP = /^\d{4}[ -]\d{4}[ -]\d{4}$/;

const SORT = { PREPOSITION: 1, ROLE: 2, VERB: 3, LINE: 4, DESK: 5 } as const;

/** A word that leads to numbers. */
interface Lead {
  sort: number;
  /** For prepositions, the forms that they lead to. */
  plans: RegExp[];
}

const ALL_PLANS: RegExp[] = Object.values(PLANS);
const CALLED: Lead = { sort: SORT.PREPOSITION, plans: [...ALL_PLANS, ...CALLED_PLANS] };
/** Years, and numbers that end in zeros, are no telephones that a role leads to. */
const ROUND_REGEXP = /00$|(?:^|\D)(?:19|20)\d\d(?:\D|$)/;
/** Forms that a name before them is enough for: with an area, or of mobile telephones. */
const DISTINCT_REGEXP =
  /^0[1-9]\d{0,3}(?:[ /-]\d{2,8}){1,4}$|^[67]\d\d \d\d \d\d \d\d$|^3[2-9]\d(?: \d\d \d\d \d{3}|[ -]\d{7})$|^\d\d 9\d{4}-\d{4}$|^69\d\d \d{3} \d{3}$/;
/** Longest title and name. */
const TITLE_CHARS_MAX = 64;

const LEADS: readonly [string, Lead][] = [...leads()];
const KINDS = new WordKinds(LEADS.map(([word], k) => [word, k + 1]));
const OTHER_NAMES: Names = namesOf({
  own: [],
  other: OTHERS.map(foldWord),
  wordsMax: 5,
});

/** Right before a number, what it is when no telephone. */
const ACCOUNT_NAMES: Names = namesOf({ own: [], other: OTHERS.map(foldWord), wordsMax: 1 });

/** Whether the word right before a place says that a number is an account's or a file's. */
export function isAccount(text: string, at: number): boolean {
  return namingBefore(text, at, ACCOUNT_NAMES) === "other";
}

function leads(): Map<string, Lead> {
  const found = new Map<string, Lead>();
  for (const [language, words] of Object.entries(PREPOSITIONS)) {
    for (const word of words.map(foldWord)) {
      const lead = found.get(word) ?? { sort: SORT.PREPOSITION, plans: [LED_REGEXP] };
      const plan = PLANS[language as LeadLanguage];
      if (!lead.plans.includes(plan)) lead.plans.push(plan);
      found.set(word, lead);
    }
  }
  const named = [[DESKS, SORT.DESK], [ROLES, SORT.ROLE], [VERBS, SORT.VERB]] as const;
  const sorts = [...named, [LINES, SORT.LINE]] as const;
  for (const [words, sort] of sorts) {
    for (const word of words) found.set(foldWord(word), { sort, plans: [] });
  }
  return found;
}

/** A number that its form does not settle. */
export interface Unsettled extends Span {
  groups: number;
  number: PhoneGroups;
  /** Whether it must have a form that the numbers of some language have. */
  isPlanned: boolean;
}

/**
 * What a number needs beside that which leads to it, or null when nothing does.
 *
 * @param found A number whose groups fit a telephone's; see `CLAIM.NEAR`.
 */
export function needOfLed(text: string, found: Unsettled): Need | null {
  const { start, groups, number, isPlanned } = found;
  if (groups !== number.groups) return null;
  const lead = leadBefore(text, start, isPlanned);
  const mayOwn = lead?.sort !== SORT.LINE && hasOwnWord(text, start);
  if (lead !== null || mayOwn) {
    const form = formOf(number, groups);
    if (isPlanned && !isOfPlan(form)) return null;
    const isLed = lead !== null && isLedTo(text, found, { lead, form });
    if (isLed || (mayOwn && isOwn(text, found, form))) {
      const from = isLed ? lead.end : start;
      if (namingBefore(text, from, OTHER_NAMES) === "other") return null;
      // The word itself would speak against it, or one behind it: `Ms Roe, 0368 ..., order 7`.
      const isFirm = lead?.sort === SORT.LINE || (isLed && lead.plans === ALL_PLANS);
      return isFirm ? "none" : "soft";
    }
  }
  if (isBeside(text, found)) return "soft";
  return !isPlanned && isAnswer(text, found) ? "soft" : null;
}

/** What stands between two ways to reach somebody. */
const JOIN =
  "(?:\\s?[,;|/\u00b7\u2022]\\s?|\\s(?:or|oder|ou|o|of|eller|tai|lub|nebo|alebo|vagy|sau|ili|veya|\u0438\u043b\u0438|\u0430\u0431\u043e|\u03ae|\u0623\u0648|and|und|et|y|e|en|og|och|ja|i|a)\\s)(?:\\p{L}{1,12}\\.?\\s){0,2}\\(?$";
const BESIDE_MAIL_REGEXP = new RegExp(`\\S@[\\w.-]{1,40}\\.[a-z]{2,12}[>)]?${JOIN}`, "iu");
const BESIDE_PHONE_REGEXP = new RegExp(
  `\\+?(?<![\\d.,/-])\\d[\\d ()./-]{6,16}\\d(?:\\s\\([^()\\n\\d]{1,16}\\))?${JOIN}`,
  "iu",
);
const BESIDE_EXTENSION_REGEXP =
  /(?:^|[^\p{L}])(?:extn?|durchwahl|dw|poste)\.?\s\d{2,5}\s?[,;|/]\s$/iu;
const BESIDE_CHARS_MAX = 64;

/** Whether a number of a known form is told right behind an address of mail or another telephone. */
function isBeside(text: string, { start, groups, number }: Unsettled): boolean {
  if (groups < 2 || isAscending(number, groups)) return false;
  const from = Math.max(0, start - BESIDE_CHARS_MAX);
  const lead = text.slice(from, start);
  const hasMail = lead.includes("@") && BESIDE_MAIL_REGEXP.test(lead);
  const phone = hasMail ? null : BESIDE_PHONE_REGEXP.exec(lead);
  if (!hasMail && phone === null && !BESIDE_EXTENSION_REGEXP.test(lead)) return false;
  const form = formOf(number, groups);
  if (form.replace(/\D/g, "").length < DIGITS_MIN || !isOfPlan(form) || ROUND_REGEXP.test(form)) {
    return false;
  }
  if (namingBefore(text, start, OTHER_NAMES) === "other") return false;
  return phone === null || phone[0].startsWith("+") ||
    phoneNaming(text, from + phone.index) === "phone";
}

function isOfPlan(form: string): boolean {
  return ALL_PLANS.some((plan) => plan.test(form));
}

/** Words that are made of one for a telephone: `Vakttelefon`, `Diensthandy`. */
const COMPOUND_REGEXP =
  /\p{L}{2}(?:telefon(?:en|nr|nummer)?|handy|phone|puhelin|telefoon|hotline|telefonen)$/iu;

/** How far before a number the words are read that say whose it is. */
const OWN_CHARS_MAX = 56;
const WORD_REGEXP = /[\p{L}\p{M}]+/gu;
/** Somebody's name, and a colon or "is". */
const NAME_END_REGEXP =
  /\p{Lu}[\p{L}\p{M}'\u2019-]+(?: (?:is|es|\u00e9|\u00e8|e|ist|jest))?[ :]{1,3}$/u;
const CLAUSE_REGEXP = /[^\n"'`{}|;,?!()<>=/]*$/;
/** Between words for a number and the number: "is", "of grandma", a colon. */
const LINK_WORDS_MAX = 2;

/** `my new number is ...`, `neue Nummer von Oma: ...`, `mine's ...`. */
function isOwn(text: string, { start, groups }: Unsettled, form: string): boolean {
  const digits = form.replace(/\D/g, "").length;
  if (digits < DIGITS_MIN - 1 || (groups < 2 && !isOfPlan(form))) {
    return false;
  }
  const lead = text.slice(Math.max(0, start - OWN_CHARS_MAX), start);
  const clause = CLAUSE_REGEXP.exec(lead)?.[0] ?? "";
  const words = (clause.match(WORD_REGEXP) ?? []).slice(-5).map(foldWord);
  const number = words.findLastIndex((word) => NUMBER_SET.has(word));
  const owner = words.findLastIndex((word) => OWNER_SET.has(word));
  const last = words.at(-1) ?? "";
  if (PLAIN_NUMBER_SET.has(last) && PLAIN_MOBILE_REGEXP.test(form)) return true;
  if (FINNISH_NUMBER_SET.has(last) && FINNISH_MOBILE_REGEXP.test(form)) return true;
  const isNew = words.some((word) => NEW_SET.has(word));
  if (number < 0) return owner >= 0 && isNew && words.length - owner <= LINK_WORDS_MAX + 1;
  const isOf = POSSESSIVE_SET.has(words[number + 1] ?? "") && number < words.length - 2;
  const isOfName = isOf && !ROUND_REGEXP.test(form) &&
    (NAME_END_REGEXP.test(clause) || words.slice(number + 2).some((word) => ROLE_SET.has(word)));
  if (isOfName && groups > 1 && digits > DIGITS_MIN && DISTINCT_REGEXP.test(form)) return true;
  return number >= words.length - 1 - LINK_WORDS_MAX && (isNew || (owner >= 0 && owner < number));
}

/** Words that one of must stand among the last of a clause. */
const OWN_KINDS = new WordKinds(
  [...NUMBER_WORDS, ...FINNISH_NUMBER_WORDS, ...NEW_WORDS].map((word) => [word, 1] as const),
);
const OWN_WORDS_MAX = 5;

/** Whether one of the last words before a place is for a number, or says that it is new. */
function hasOwnWord(text: string, at: number): boolean {
  let end = at;
  const least = Math.max(0, at - OWN_CHARS_MAX);
  for (let words = 0; words < OWN_WORDS_MAX && end > least; words++) {
    while (end > least && !isWordUnit(codeAt(text, end - 1))) {
      const code = codeAt(text, end - 1);
      // Another line or field; a quote, a comma, a brace end a thought.
      if (code === LINE_FEED || (code < 0x80 && CLAUSE_ENDS.includes(text.charAt(end - 1)))) {
        return false;
      }
      end--;
    }
    const start = wordStart(text, end);
    if (start < end && OWN_KINDS.kindAt(text, start, end) !== NO_KIND) return true;
    end = start;
  }
  return false;
}

const CLAUSE_ENDS = "\"'`{}|;,?!()<>=/";
const NUMBER_SET: ReadonlySet<string> = new Set(NUMBER_WORDS.map(foldWord));
const PLAIN_NUMBER_SET: ReadonlySet<string> = new Set(PLAIN_NUMBER_WORDS.map(foldWord));
/** Mobile telephones of Russia and Ukraine. */
const PLAIN_MOBILE_REGEXP =
  /^8[ -]?9\d\d[ -]?\d{3}[ -]?\d\d[ -]?\d\d$|^0(?:39|50|6[36-8]|7[37]|9[1-9])[ -]?\d{3}[ -]?\d\d[ -]?\d\d$/;
const FINNISH_NUMBER_SET: ReadonlySet<string> = new Set(FINNISH_NUMBER_WORDS.map(foldWord));
const FINNISH_MOBILE_REGEXP = /^0(?:4\d|50)[ -](?:\d{3}[ -]\d{3,4}|\d{4}[ -]\d{3}|\d{7})$/;
const OWNER_SET: ReadonlySet<string> = new Set(OWNERS.map(foldWord));
const ROLE_SET: ReadonlySet<string> = new Set(ROLES.map(foldWord));
const POSSESSIVE_SET: ReadonlySet<string> = new Set(POSSESSIVES.map(foldWord));
const NEW_SET: ReadonlySet<string> = new Set(NEW_WORDS.map(foldWord));

/** Before the number, somebody by name. */
const TITLE_REGEXP =
  /(?:^|[^\p{L}])(?:[Dd]-?na|[Dd]-?nul|Frau|Herrn?|Mrs?|Ms|Miss|Dr|Mme|Mlle|Sra?|Srta|Sig|Sigra|D\u00f1a|Pani?|Pan\u00ed|dhr|mevr|Hr|Fru|Dra?|Ing|Prof|D)\.?\s(?:\p{Lu}[\p{L}\p{M}'\u2019-]{1,24}\s?){1,2}[,:(\u2013-]?\s?\(?$/u;

function isLedTo(
  text: string,
  found: Unsettled,
  { lead, form }: { lead: Lead & Span; form: string },
): boolean {
  const { number, groups } = found;
  if (isAscending(number, groups)) return false;
  const digits = form.replace(/\D/g, "").length;
  const isLed = form.charAt(0) === "0";
  switch (lead.sort) {
    case SORT.PREPOSITION:
      return digits >= (isLed ? DIGITS_MIN : DIGITS_MIN - 1) && digits <= DIGITS_MAX &&
        !FOURS_REGEXP.test(form) &&
        lead.plans.some((plan) => plan.test(form));
    case SORT.LINE:
      return isLed && groups > 1 && digits >= DIGITS_MIN;
    case SORT.DESK:
    case SORT.ROLE: {
      const isApart = ROLE_SIGN_REGEXP.test(text.slice(lead.end, found.start));
      if (lead.sort === SORT.DESK && !/^0\d/.test(form)) return false;
      if (groups < 2 || !isApart) return false;
      return isLed ? digits >= DIGITS_MIN : !ROUND_REGEXP.test(form) && endsThere(text, found.end);
    }
    default:
      return groups > 1 || digits >= DIGITS_MIN;
  }
}

function endsThere(text: string, end: number): boolean {
  return END_REGEXP.test(text.slice(end, end + 4));
}

/** The groups with a space, dash, dot or slash between them. */
function formOf({ digits, sizes, gaps }: PhoneGroups, groups: number): string {
  let form = "";
  let from = 0;
  for (let k = 0; k < groups; k++) {
    const gap = gaps[k] as number;
    if (k > 0) form += gap === GAP.NONE ? "" : " -./".charAt(gap - 1);
    const size = sizes[k] as number;
    form += digits.subarray(from, from + size).join("");
    from += size;
  }
  return form;
}

/** Words for a number in "from the number", with 1 for those that need the preposition. */
const CALLED_KINDS = new WordKinds([
  ...CALLED_WORDS.map((word) => [word, 1] as const),
  ...CASE_WORDS.map((word) => [word, 2] as const),
]);
const CALLED_PREPOSITION_KINDS = new WordKinds([
  ...CALLED_PREPOSITIONS.map((word) => [word, 1] as const),
  ...CALLED_ARTICLES.map((word) => [word, 2] as const),
]);

/** Whether a word says that what follows is the number of whom somebody calls, or who calls. */
function isCalled(text: string, { start, end: wordEnd }: Readonly<Span>): boolean {
  const kind = CALLED_KINDS.kindAt(text, start, wordEnd);
  if (kind !== 1) return kind !== NO_KIND;
  let end = start - 1;
  for (let words = 0; words < 2 && codeAt(text, end) === SPACE; words++) {
    const from = wordStart(text, end);
    if (from === end) return false;
    const sort = CALLED_PREPOSITION_KINDS.kindAt(text, from, end);
    if (sort !== 2) return sort === 1;
    end = from - 1;
  }
  return false;
}

/** The word right before a place, if it leads to numbers. */
function leadBefore(text: string, at: number, isPlanned: boolean): Lead & Span | null {
  let end = at;
  while (end > 0 && at - end < SIGN_CHARS_MAX && SIGNS.includes(text.charAt(end - 1))) end--;
  const start = wordStart(text, end);
  if (start === end) return null;
  const kind = KINDS.kindAt(text, start, end);
  if (kind === NO_KIND && isCalled(text, { start, end })) return { ...CALLED, start, end };
  if (kind === NO_KIND) return isPlanned ? null : otherLead(text, at, { start, end });
  const [, lead] = LEADS[kind - 1] as [string, Lead];
  // `NO 912 345 678` is a number of Norway.
  const isShouted = end - start > 1 && lead.sort === SORT.PREPOSITION &&
    CLASS[codeAt(text, start + 1)] === UPPER;
  if (isShouted) return null;
  return { ...lead, start, end };
}

/** A compound word for a telephone, or a person with a title. */
function otherLead(text: string, at: number, word: Span): Lead & Span | null {
  const isCompound = COMPOUND_REGEXP.test(text.slice(word.start, word.end));
  if (isCompound) return { sort: SORT.VERB, plans: [], ...word };
  const isPerson = CLASS[codeAt(text, word.start)] === UPPER &&
    TITLE_REGEXP.test(text.slice(Math.max(0, at - TITLE_CHARS_MAX), at));
  if (isPerson) return { sort: SORT.PREPOSITION, plans: ALL_PLANS, ...word };
  return isNamed(text, at, word)
    ? { sort: SORT.PREPOSITION, plans: [DISTINCT_REGEXP], ...word }
    : null;
}

/** A word with a capital before a comma, or any word before a parenthesis. */
function isNamed(text: string, at: number, { start, end }: Span): boolean {
  if (end - start < 3) return false;
  const sign = text.slice(end, at);
  if (sign === " (") return true;
  const isName = CLASS[codeAt(text, start)] === UPPER && CLASS[codeAt(text, end - 1)] === LOWER;
  return isName && sign === ", ";
}

function wordStart(text: string, end: number): number {
  let start = end;
  while (start > 0 && end - start < WORD_CHARS_MAX && isWordUnit(codeAt(text, start - 1))) start--;
  return start;
}

function isWordUnit(code: number): boolean {
  const kind = CLASS[code] as number;
  return kind === LOWER || kind === UPPER;
}

/** Longest name of who says a message, and longest line above that may ask for a number. */
const SPEAKER_CHARS_MAX = 48;
const QUESTION_CHARS_MAX = 160;
const SPEAKER_REGEXP =
  /^[ \t>*_~-]{0,4}(?:\[[^\]\n]{4,24}\][ \t]?|\d[\d.:/, -]{3,18}[ \t-]{1,3})?(?:[\p{L}\p{M}\d_.'~@ -]{1,24}[:>][ \t]{0,2})?[*_]{0,2}$/u;
const AFTER_REGEXP = /^[ \t.!)\u200f]{0,3}(?:\r?\n|$)/;

const ASKING = new WordKinds(
  [...PHONE_WORDS, ...NUMBER_WORDS].filter((word) => /^[^ =]+$/.test(word)).map((word) =>
    [foldWord(word), 1] as const
  ),
);

/** Whether a number is all that somebody says, right after a line that asks for one. */
function isAnswer(text: string, { start, end, number, groups }: Unsettled): boolean {
  if (groups < 2 && (number.sizes[0] as number) < DIGITS_MIN) return false;
  if (!AFTER_REGEXP.test(text.slice(end, end + 5))) return false;
  const least = Math.max(0, start - SPEAKER_CHARS_MAX);
  let line = start;
  while (line > least && codeAt(text, line - 1) !== LINE_FEED) line--;
  if (codeAt(text, line - 1) !== LINE_FEED) return false;
  const speaker = text.slice(line, start);
  // Of a list, only what somebody says.
  if (!/[:>\]]/.test(speaker) || !SPEAKER_REGEXP.test(speaker)) return false;
  return asksForNumber(text, line - 1);
}

/** Whether the line that ends at a place has a word for telephones or for a number. */
function asksForNumber(text: string, lineEnd: number): boolean {
  const least = Math.max(0, lineEnd - QUESTION_CHARS_MAX);
  for (let end = lineEnd; end > least;) {
    const code = codeAt(text, end - 1);
    // A line with a number of its own was about that.
    if (code === LINE_FEED) return false;
    if (!isWordUnit(code)) {
      if (isDigit(code) && isDigit(codeAt(text, end - 5))) return false;
      end--;
      continue;
    }
    const start = wordStart(text, end);
    if (ASKING.kindAt(text, start, end) !== NO_KIND) return true;
    end = start;
  }
  return false;
}
