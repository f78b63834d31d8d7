/**
 * Postal addresses at their house number: a word for street after or before it, in the order and
 * with the words of some thirty countries, with apartment, town and postcode when they follow.
 *
 *     742 Evergreen Terrace, Springfield, IL 62704      number first: read on from the number
 *     Musterstra\u00dfe 12, 10115 Berlin                     number last: read back from the number
 *
 * What so reads in prose about other things needs proof: a postcode, or a word before it (`lives
 * at`).
 *
 * @module
 */

import { codeAt, isDash, isDigit } from "../../text/character.ts";
import { foldWord } from "../../engine/lexicon.ts";
import type { Hit, MatcherRule, Span } from "../../rule.ts";
import type { Scan } from "../../context/scan.ts";
import { addressTail } from "./address_places.ts";
import { denseAddress, thaiAddress } from "./dense_address.ts";
import {
  HEAD_CHARS_MAX,
  isBreakAhead,
  isSmallLetter,
  isStreetAhead,
  isStreetBehind,
  isTime,
  isUpper,
  isWordAhead,
  mayEndInSign,
  mayEndStreet,
  NAME_WORDS_MAX,
} from "./street_gate.ts";
import { isCued, proven, type Street, withUnit } from "./street_proof.ts";
import {
  NO_STREETS,
  NO_SUFFIXED,
  NUMBER_FIRST_WORDS,
  NUMBERED,
  NUMBERED_STREETS,
  PREPOSITION_REGEXP,
  STREET_SUFFIXES,
  SUFFIX_REGEXP,
  WEAK_SUFFIX_REGEXP,
  WEAK_SUFFIXES,
} from "./street_words.ts";

/** How much is read back from a house number. */
const BACK_CHARS_MAX = 64;

const OPENING_REGEXP = /(?:^|[\s"'(:=>|,\u201c\u201e\u00ab*\[]|\\[nt])$/;
const RANGE_REGEXP =
  /^(?:[-\u2013]\d{1,6}[A-Za-z]?|\/\d{1,4}[A-Za-z]?| ?1\/2|,? ?(?:bis|ter|quater)(?= |,)|,? [A-D](?= \p{Ll}))?/u;
const TOKEN_REGEXP = /^[ \u00a0]([\p{L}\d#][\p{L}\p{M}\d'\u2019.&-]*)/u;
const SMALL_WORDS: ReadonlySet<string> = new Set(
  "of the de la del des du le las los los el y van den von st".split(" "),
);
const DIRECTION_REGEXP = /^[ ](?:[NSEW]|NE|NW|SE|SW|North|South|East|West)\b\.?(?! ?\p{L}*\d)/u;
const STREET_NUMBER_REGEXP = /^ \d{1,3}[A-Z]?(?=,? (?:#\s?\d|\(?S'?p?o?r?e?\)? ?\d{6}|Singapore))/;
/** A road with a number, or a name that says all. */
const ROAD_REGEXP =
  /^ (?:[NSEW]\.? )?(?:(?:(?:State|County|US|Old) )?(?:Highway|Hwy|Route|Rte|Road)|FM|CR|I-?) ?\d{1,4}\b|^ (?:[NSEW]\.? |North |South |East |West )?(?:Broadway|Avenue of the Americas|El Camino Real|Avenue [A-Z]|The Embarcadero)\b/;
const FRENCH_NAME_REGEXP =
  /^\.?[ ](?:(?:de|du|des|la|le|les|aux|\u00e0|et|en|sur|sous) |[dl]['\u2019]){0,3}(?:\p{Lu}[\p{L}\p{M}'\u2019.-]*|\d{1,2})(?:[ -](?:(?:de|du|des|la|le|les|et) |[dl]['\u2019]){0,3}\p{Lu}[\p{L}\p{M}'\u2019.-]*){0,4}/u;
const ARABIC_NAME_REGEXP = /^ [\u0620-\u064a]{2,16}(?: [\u0620-\u064a]{2,16}){0,2}/;
/** French words that are English ones as well. */
const ENGLISH_TOO: ReadonlySet<string> = new Set(
  "avenue av ave place pl route square passage villa cours ch boulevard cite".split(" "),
);
/** Numbers that are years, rather than houses. */
const YEAR_REGEXP = /^(?:19|20)\d\d$/;

function matchNumber(scan: Scan, anchor: Readonly<Span>): Hit | null {
  const { text } = scan;
  const before = codeAt(text, anchor.start - 1);
  // Inside a date, a version, a path or a longer number.
  if (isDash(before) || before === 0x2f) return null;
  if (before === 0x2e && isDigit(codeAt(text, anchor.start - 2))) return null;
  if (before >= 0x2e80 || (before === 0x20 && codeAt(text, anchor.start - 2) >= 0xac00)) {
    const hit = denseAddress(text, anchor);
    if (hit !== null) return hit;
  }
  const after = codeAt(text, anchor.end);
  const thai = thaiAddress(text, anchor);
  if (thai !== null) return thai;
  // A house number begins with a digit: not `S3 bucket`.
  if (!isDigit(codeAt(text, anchor.start))) return null;
  if (after === 0x2f) {
    const street = vietnamese(text, anchor) ?? inUnit(scan, anchor);
    if (street !== null) return proven(text, withUnit(text, street));
  }
  if (isStreetAhead(text, anchor.end, after) && isWordAhead(scan, anchor.end)) {
    const isOpen = OPENING_REGEXP.test(text.slice(Math.max(0, anchor.start - 2), anchor.start));
    const street = isOpen && !isTime(text, anchor) ? numberFirst(text, anchor) : null;
    if (street !== null) return proven(text, withUnit(text, street));
  }
  if (!isStreetBehind(text, anchor.start, before)) return null;
  const street = numberLast(text, anchor);
  return street === null ? null : proven(text, street);
}

/** `5/18 Wattle Grove`: a unit and a house, or a date or score; what follows must prove it. */
function inUnit(scan: Scan, anchor: Readonly<Span>): Street | null {
  const { text } = scan;
  if (!/^\/\d{1,4}[A-Za-z]? \p{Lu}/u.test(text.slice(anchor.end, anchor.end + 8))) return null;
  if (!OPENING_REGEXP.test(text.slice(Math.max(0, anchor.start - 2), anchor.start))) return null;
  const street = numberFirst(text, anchor);
  return street === null ? null : { ...street, isSure: false };
}

/** Postcode and town before the street, as in Hungary. */
const TOWN_BEFORE_REGEXP = /(?:H-)?\d{4} \p{Lu}[\p{L}-]{2,20}, $/u;

function numberFirst(text: string, anchor: Readonly<Span>): Street | null {
  const head = text.slice(anchor.end, anchor.end + HEAD_CHARS_MAX);
  const range = RANGE_REGEXP.exec(head)?.[0] ?? "";
  const rest = head.slice(range.length);
  const from = anchor.end + range.length;
  const number = text.slice(anchor.start, from);
  return french({ start: anchor.start, end: from }, rest) ??
    vietnamese(text, anchor) ??
    english(text, { start: anchor.start, end: from }, { rest, isYear: YEAR_REGEXP.test(number) });
}

/** A street of Vietnam without a word for it, before its ward and district. */
const VIETNAMESE_REGEXP =
  /^(?:\/\d{1,4}[A-Za-z]?){0,3} \p{Lu}\p{L}*(?: \p{Lu}\p{L}*){1,4}(?=, ?(?:(?:[Pp]h\u01b0\u1eddng|[Qq]u\u1eadn) ?[\p{Lu}\d]|[PQ]\.? ?(?:\d{1,2}|\p{Lu}\p{L}*(?: \p{Lu}\p{L}*){0,3}), ?(?:Q\.? ?\d|Q\. ?\p{Lu}|[Qq]u\u1eadn|TP|Tp|HCM|H\u00e0 N\u1ed9i|[Tt]h\u00e0nh ph\u1ed1)))/u;

function vietnamese(text: string, number: Readonly<Span>): Street | null {
  const head = text.slice(number.end, number.end + HEAD_CHARS_MAX);
  const found = VIETNAMESE_REGEXP.exec(head)?.[0];
  if (found === undefined) return null;
  return { start: number.start, end: number.end + found.length, isSure: true };
}

function french(number: Span, rest: string): Street | null {
  const word = /^,? ([\p{L}\p{M}]{2,12})(?=[. ])/u.exec(rest);
  if (word === null) return null;
  const [whole, name = ""] = word;
  const folded = foldWord(name);
  if (!NUMBER_FIRST_WORDS.has(folded)) return null;
  const after = rest.slice(whole.length);
  const isArabic = codeAt(name, 0) >= 0x0600;
  const found = (isArabic ? ARABIC_NAME_REGEXP : FRENCH_NAME_REGEXP).exec(after)?.[0];
  if (found === undefined) return null;
  const end = number.end + whole.length + found.replace(/[.'-]+$/, "").length;
  // Places and tracks have numbers, but few streets do: `08, place 61` is a seat.
  if (!NUMBERED_STREETS.has(folded) && /^\.? (?:\d+|\p{Lu})$/u.test(found)) return null;
  const isSmall = name === name.toLowerCase();
  return { start: number.start, end, isSure: isSmall || !ENGLISH_TOO.has(folded) };
}

function english(
  text: string,
  number: Span,
  { rest, isYear }: { rest: string; isYear: boolean },
): Street | null {
  const road = isSmallLetter(codeAt(rest, 1)) ? null : ROAD_REGEXP.exec(rest);
  if (road !== null) {
    return { start: number.start, end: number.end + road[0].length, isSure: false };
  }
  let isSmall = false;
  let at = 0;
  let end = -1;
  let isStrong = false;
  let previous = "";
  for (let k = 0; k <= NAME_WORDS_MAX; k++) {
    const token = TOKEN_REGEXP.exec(rest.slice(at));
    if (token === null) break;
    const [whole, word = ""] = token;
    const bare = word.replace(/\.+$/, "");
    const isCapital = isUpper(codeAt(word, 0)) || /^\d{1,3}(?:st|nd|rd|th)$/i.test(word);
    const folded = foldWord(bare);
    const isOver = end >= 0 && !STREET_SUFFIXES.has(folded) && !WEAK_SUFFIXES.has(folded);
    if (isOver) break;
    if (!isCapital && !SMALL_WORDS.has(word)) isSmall = true;
    const isStrongWord = STREET_SUFFIXES.has(folded);
    const isSuffix = k > 0 && (isStrongWord || WEAK_SUFFIXES.has(folded));
    if (isSmall && k > 3) break;
    if (isSuffix && !NO_STREETS.has(`${previous} ${folded}`)) {
      end = at + whole.length - (word.length - bare.length);
      isStrong = isStrongWord;
    } else if (end >= 0) break;
    at += whole.length;
    previous = folded;
  }
  // Without capitals it takes a word that says that somebody is there.
  if (end < 0) return named(text, number, rest);
  if (isSmall && (!isCued(text, number.start) || isNumbered(text, number.start))) return null;
  // Streets of Singapore have numbers.
  end += STREET_NUMBER_REGEXP.exec(rest.slice(end))?.[0].length ?? 0;
  const direction = DIRECTION_REGEXP.exec(rest.slice(end).replace(/^\./, ""));
  // The dot of an abbreviation is of the address when it goes on.
  if (rest.charAt(end) === "." && /^\.(?:,|\r?\n| \p{Lu}| #)/u.test(rest.slice(end)) && isStrong) {
    const { isProof } = addressTail(text, number.end + end + 1);
    if (isProof) end++;
  }
  if (direction !== null) end += direction[0].length;
  // `3 Park Avenue Records` is the name of something.
  const goesOn = /^ \p{Lu}/u.test(rest.slice(end));
  return { start: number.start, end: number.end + end, isSure: isStrong && !isYear && !goesOn };
}

const NAMED_REGEXP =
  /^(?: \p{Lu}[\p{L}'\u2019-]+){1,3}(?=, ?(?:\p{Lu}|(?:unit|apt|suite|ste)\b|#\d))/u;
/** A state and a postcode, or one of Britain: these need no word before the address. */
const POSTAL_REGEXP =
  /\b(?:NSW|VIC|QLD|TAS|ACT|NT|SA|WA),? \d{4}$|\b[A-Z]{2},? (?:\d{5}(?:-\d{4})?|[A-Z]\d[A-Z] ?\d[A-Z]\d)$|\b(?:[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}|[A-Z]\d[\dW] ?(?=\w*\d)[A-Z\d]{4})$/;

/** A street without a word for it: `lives at 88 Kingsway, Manchester M19 2LN`. */
function named(text: string, number: Span, rest: string): Street | null {
  const name = NAMED_REGEXP.exec(rest)?.[0];
  if (name === undefined) return null;
  const end = number.end + name.length;
  const tail = addressTail(text, end);
  if (!tail.isProof) return null;
  const isPostal = POSTAL_REGEXP.test(text.slice(end, tail.end)) &&
    !YEAR_REGEXP.test(text.slice(number.start, number.end));
  return isPostal || isCued(text, number.start) ? { start: number.start, end, isSure: true } : null;
}

/** Words before a place, the nearest first, one space between them. */
function wordsBefore(text: string, at: number): Span[] {
  const words: Span[] = [];
  const least = Math.max(0, at - BACK_CHARS_MAX);
  let end = at;
  while (words.length < 5) {
    let start = end;
    while (start > least && isNameUnit(codeAt(text, start - 1))) start--;
    if (start === end) break;
    words.push({ start, end });
    const before = codeAt(text, start - 1);
    if (before !== 0x20 && before !== 0xa0) break;
    end = start - 1;
  }
  return words;
}

function isNameUnit(code: number): boolean {
  const lower = code | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || code === 0x2e || code === 0x27 || code === 0x2d ||
    code === 0x2019 || (code >= 0xc0 && code < 0x2000);
}

/** House number after a street: letter, range. */
const HOUSE_REGEXP =
  /^(?: ?[a-zA-Z](?![\p{L}\d'\u2019]|\. ?\d)(?: \d{1,3}(?=[,\s]{1,2}(?:\d{5}|\n|$)|[.;\n)"]|$))?)?(?:(?: ?[-\u2013/] ?|\/)\d{1,4}(?: ?[a-zA-Z](?![\p{L}\d]|\. ?\d))?){0,2}(?:\/[A-Za-z](?!\p{L}))?(?: (?:bis|ter|hs|huis|rood|zwart)(?![\p{L}])|-(?:[IVX]{1,4}|hs|bis|huis|boven|bv|hoog|\d-hoog)(?![\p{L}\d]))?(?![\d\p{L}%:\u20ac$]|[.,]\d|-\d)/u;
const NUMBER_SIGN_REGEXP =
  /[, ]{1,2}(?:No|Nr|N|nr|no|num|numero|n[\u00ba\u00b0]|\u2116|hnr)[.:]{0,2} ?$/;
const ADJECTIVE_REGEXP =
  /^(?:Alte|Neue|Gro\u00dfe|Kleine|Obere|Untere|Lange|Kurze|Hohe|Breite|Gamla|Nya|Stora|Lilla|Norra|S\u00f6dra|\u00d6stra|V\u00e4stra|N\u00f8rre|S\u00f8nder|Store|Lille|Gammel|Ny|Oude|Nieuwe|Eerste|Tweede|Derde|St\.|Sankt|Alter|Neuer|Gro\u00dfer|Kleiner|Oberer|Unterer|Innere|\u00c4u\u00dfere|Vordere|Hintere|Mittlere|N\u00f8rre|Vester|\u00d8ster|Nordre|S\u00f8ndre|\u00d8stre|Vestre|\u00d8vre|Nedre|\u00d6vre|V\u00e4stra|Gamle|Nye|Ndr\.|Sdr\.|Gl\.|Ll\.|Nr\.|Gr\.|Kl\.|V\.|\u00d8\.|N\.|S\.)$/;
const PARTICLES: ReadonlySet<string> = new Set(
  "der den dem des van de la von und the am an im in zum zur auf unter".split(" "),
);
const LEADING_CODE_REGEXP =
  /^[^\n,]{0,8}(?:,\s?|\n)\s?(?:[A-Z]{1,3}-)?(?:\d{5}|\d{3} \d{2}|\d{2}-\d{3}|\d{4} [A-Z]{2}|\d{4}-\d{3}|(?!19|20)\d{4})\s\p{Lu}/u;
/** What can follow a house number. */
const HOUSE_END_REGEXP = /^(?:[\s,.;)"'|<\/\u2013-]|$|\p{L}|[\\\]}])/u;

/** Whether the name before a number is one that numbers follow: `Python 3 executable path`. */
function isNumbered(text: string, at: number): boolean {
  const [last] = wordsBefore(text, at - 1);
  if (last === undefined || !isUpper(codeAt(text, last.start))) return false;
  return NUMBERED.has(foldWord(text.slice(last.start, last.end)));
}

function numberLast(text: string, anchor: Readonly<Span>): Street | null {
  if (anchor.end - anchor.start > 5 || text.slice(anchor.start, anchor.end) === "0") return null;
  const sign = mayEndInSign(text, anchor.start)
    ? NUMBER_SIGN_REGEXP.exec(text.slice(Math.max(0, anchor.start - 12), anchor.start))
    : null;
  const comma = codeAt(text, anchor.start - 2) === 0x2c ? 2 : 1;
  const until = anchor.start - (sign === null ? comma : sign[0].length);
  // Most numbers are refused by the end of the word before them, and what follows.
  if (
    !mayEndStreet(text, until) && !isBreakAhead(text, anchor.end) && !isSlashBehind(text, until)
  ) {
    return null;
  }
  if (!HOUSE_END_REGEXP.test(text.charAt(anchor.end))) return null;
  const words = wordsBefore(text, until);
  const last = words[0];
  if (last === undefined) return null;
  const word = text.slice(last.start, last.end);
  const isNamed = isUpper(codeAt(word, 0));
  // A word in small letters is a street only after a name: `Pet\u0151fi utca`.
  if (!isNamed && !isUpper(codeAt(text, words[1]?.start ?? -1))) return null;
  const house = HOUSE_REGEXP.exec(text.slice(anchor.end, anchor.end + 16));
  if (house === null) return null;
  const end = anchor.end + house[0].length;
  const folded = foldWord(word.replace(/\.$/, ""));
  const isStrong = SUFFIX_REGEXP.test(word);
  if (isStrong || WEAK_SUFFIX_REGEXP.test(word)) {
    const street = suffixed(text, words, { isStrong, isListed: NO_SUFFIXED.has(folded) });
    if (street !== null) {
      const lead = text.slice(Math.max(0, street.start - 32), street.start);
      const town = TOWN_BEFORE_REGEXP.exec(lead);
      if (town === null) {
        const before = PREPOSITION_REGEXP.exec(lead)?.[1] ?? "";
        // `In der Hauptstra\u00dfe 5 ist ...`: there the sentence begins.
        const isOfStreet = !isStrong || !/^(?:In|Auf) /.test(before);
        return { ...street, start: street.start - (isOfStreet ? before.length : 0), end };
      }
      return { start: street.start - town[0].length, end, isSure: true };
    }
  }
  const slash = slashStart(text, last.start);
  if (slash >= 0) return { start: slash, end, isSure: true };
  if (comma === 2 || sign !== null || !isNamed || NUMBERED.has(folded)) return null;
  // No word for street: only a postcode and a town right after it will do.
  if (!LEADING_CODE_REGEXP.test(text.slice(anchor.end, anchor.end + 40))) return null;
  if (!addressTail(text, end).isProof) return null;
  return { start: nameStart(text, words), end, isSure: true };
}

const SLASH_REGEXP =
  /(?:^|[\s,(:;"'])([Cc]\/\.? ?(?:(?:de|del|la|las|los|el|d') ?){0,3}(?:\p{Lu}[\p{L}\p{M}'\u2019.-]*[ -](?:de |del |la |y )?){0,4})$/u;

/** Whether `c/`, the sign for a street in Spanish, stands before a name. */
function isSlashBehind(text: string, at: number): boolean {
  for (let k = at - 1; k > at - BACK_CHARS_MAX && k > 0; k--) {
    const code = text.charCodeAt(k);
    if (code === 0x2f) return (text.charCodeAt(k - 1) | 0x20) === 0x63;
    if (code < 0x20 || (code >= 0x30 && code <= 0x39) || code === 0x3a) return false;
  }
  return false;
}

/** Where `c/ NAME` begins before the last word of a name, or -1. */
function slashStart(text: string, at: number): number {
  if (!isSlashBehind(text, at + 1)) return -1;
  const before = text.slice(Math.max(0, at - BACK_CHARS_MAX), at);
  const found = SLASH_REGEXP.exec(before)?.[1];
  return found === undefined ? -1 : at - found.length;
}

function suffixed(
  text: string,
  words: readonly Span[],
  { isStrong, isListed }: { isStrong: boolean; isListed: boolean },
): { start: number; isSure: boolean } | null {
  const last = words[0] as Span;
  const word = text.slice(last.start, last.end);
  const second = words[1];
  const before = second === undefined ? "" : text.slice(second.start, second.end);
  const isCapital = /^\p{Lu}/u.test(word);
  const isAlone = isStandingAlone(word);
  if (isAlone) {
    // `Lange Stra\u00dfe`, `Pet\u0151fi utca`: the name is the words before.
    if (!/^\p{Lu}/u.test(before)) return null;
    return { start: nameStart(text, words), isSure: isStrong };
  }
  if (!isCapital || isListed) return null;
  const isLonger = second !== undefined && ADJECTIVE_REGEXP.test(before);
  return { start: isLonger ? second.start : last.start, isSure: isStrong };
}

function isStandingAlone(word: string): boolean {
  const match = SUFFIX_REGEXP.exec(word) ?? WEAK_SUFFIX_REGEXP.exec(word);
  return match !== null && match.index === 0;
}

/** Where capitalised words begin, with the particles between them. */
function nameStart(text: string, words: readonly Span[]): number {
  let start = (words[0] as Span).start;
  for (const span of words.slice(1, 4)) {
    const word = text.slice(span.start, span.end);
    if (/^\p{Lu}/u.test(word)) start = span.start;
    else if (!PARTICLES.has(word)) break;
    if (word.endsWith(".") && word.length > 4) break;
  }
  return start;
}

/** The rule for addresses at a house number. */
export const STREET_NUMBER_RULE: MatcherRule = {
  anchor: "matcher",
  category: "STREET_ADDRESS",
  finds: "house number before or after a street, with apartment, town and postcode",
  at: ["number", "mixed"],
  anchorChars: [1, 6],
  groups: [[1, 6, "* ._", "* -./"]],
  words: [],
  watches: [...STREET_SUFFIXES, ...WEAK_SUFFIXES, ...NUMBER_FIRST_WORDS],
  revision: 1,
  match: matchNumber,
  hits: [
    ["I live at 5/18 Wattle Grove, Coburg VIC 3058.", "5/18 Wattle Grove, Coburg VIC 3058"],
    [
      "She lives at 742 Evergreen Terrace, Springfield, IL 62704.",
      "742 Evergreen Terrace, Springfield, IL 62704",
    ],
    [
      "Ship to 1600 Pennsylvania Ave NW, Washington, DC 20500",
      "1600 Pennsylvania Ave NW, Washington, DC 20500",
    ],
    ["350 5th Ave, Apt 12B, New York, NY 10118", "350 5th Ave, Apt 12B, New York, NY 10118"],
    ["C/ Mayor 5, 3\u00ba B, 28013 Madrid", "C/ Mayor 5, 3\u00ba B, 28013 Madrid"],
    [
      "bor Vesterbrogade 12, 3. th, 1620 K\u00f8benhavn V",
      "Vesterbrogade 12, 3. th, 1620 K\u00f8benhavn V",
    ],
    ["Lakc\u00edm: 1094 Budapest, Tompa utca 11. II/4.", "1094 Budapest, Tompa utca 11. II/4."],
    ["H\u00e4meentie 5 B 12, 00530 Helsinki", "H\u00e4meentie 5 B 12, 00530 Helsinki"],
    ["Mariahilfer Stra\u00dfe 45/3/12, 1060 Wien", "Mariahilfer Stra\u00dfe 45/3/12, 1060 Wien"],
    ["Gartenstra\u00dfe 8, 2. OG links", "Gartenstra\u00dfe 8, 2. OG links"],
    [
      "Blk 27 Bedok Street 12, #07-225, Singapore 460027",
      "Blk 27 Bedok Street 12, #07-225, Singapore 460027",
    ],
    ["Rose Cottage, 4 Mill Lane, Ashwell, SG7 5LX", "Rose Cottage, 4 Mill Lane, Ashwell, SG7 5LX"],
    ["i live at 12 oak drive", "12 oak drive"],
    ["10 Downing Street, London SW1A 2AA", "10 Downing Street, London SW1A 2AA"],
    ["221B Baker Street", "221B Baker Street"],
    ["12 Main St.\nSpringfield, IL 62704", "12 Main St.\nSpringfield, IL 62704"],
    ["Musterstra\u00dfe 12, 10115 Berlin", "Musterstra\u00dfe 12, 10115 Berlin"],
    ["Ich wohne in der Hauptstr. 5a in Ulm", "Hauptstr. 5a"],
    ["Am Markt 3, 04109 Leipzig", "Am Markt 3, 04109 Leipzig"],
    ["Er wohnt Am Steingraben 7b", "Am Steingraben 7b"],
    ["An der Alten Stadtmauer 4, 96450 Coburg", "An der Alten Stadtmauer 4, 96450 Coburg"],
    ["In der Hauptstra\u00dfe 5 brennt es", "Hauptstra\u00dfe 5"],
    ["12 rue de la Paix, 75002 Paris", "12 rue de la Paix, 75002 Paris"],
    ["J'habite au 5 bis, avenue Victor Hugo", "5 bis, avenue Victor Hugo"],
    ["Prinsengracht 263, 1016 GV Amsterdam", "Prinsengracht 263, 1016 GV Amsterdam"],
    ["Drottninggatan 5, 111 51 Stockholm", "Drottninggatan 5, 111 51 Stockholm"],
    ["N\u00f8rregade 12, 1165 K\u00f8benhavn K", "N\u00f8rregade 12, 1165 K\u00f8benhavn K"],
    ["Mannerheimintie 5, 00100 Helsinki", "Mannerheimintie 5, 00100 Helsinki"],
    ["Vinohradsk\u00e1 12, 120 00 Praha 2", "Vinohradsk\u00e1 12, 120 00 Praha 2"],
    [
      "1051 Budapest, Pet\u0151fi S\u00e1ndor utca 12",
      "1051 Budapest, Pet\u0151fi S\u00e1ndor utca 12",
    ],
    [
      "Ba\u011fdat Caddesi No: 12, Kad\u0131k\u00f6y",
      "Ba\u011fdat Caddesi No: 12, Kad\u0131k\u00f6y",
    ],
    [
      "\u6771\u4eac\u90fd\u5343\u4ee3\u7530\u533a\u4e38\u306e\u51851-2-3",
      "\u6771\u4eac\u90fd\u5343\u4ee3\u7530\u533a\u4e38\u306e\u51851-2-3",
    ],
    [
      "\u6211\u4f4f\u5728\u5317\u4eac\u5e02\u671d\u9633\u533a\u5efa\u56fd\u8def88\u53f7",
      "\u5317\u4eac\u5e02\u671d\u9633\u533a\u5efa\u56fd\u8def88\u53f7",
    ],
    [
      "\uc11c\uc6b8\ud2b9\ubcc4\uc2dc \uac15\ub0a8\uad6c \ud14c\ud5e4\ub780\ub85c 123",
      "\uc11c\uc6b8\ud2b9\ubcc4\uc2dc \uac15\ub0a8\uad6c \ud14c\ud5e4\ub780\ub85c 123",
    ],
    [
      "123/45 \u0e16\u0e19\u0e19\u0e2a\u0e38\u0e02\u0e38\u0e21\u0e27\u0e34\u0e17 \u0e41\u0e02\u0e27\u0e07\u0e04\u0e25\u0e2d\u0e07\u0e40\u0e15\u0e22 \u0e01\u0e23\u0e38\u0e07\u0e40\u0e17\u0e1e 10110",
      "123/45 \u0e16\u0e19\u0e19\u0e2a\u0e38\u0e02\u0e38\u0e21\u0e27\u0e34\u0e17 \u0e41\u0e02\u0e27\u0e07\u0e04\u0e25\u0e2d\u0e07\u0e40\u0e15\u0e22 \u0e01\u0e23\u0e38\u0e07\u0e40\u0e17\u0e1e 10110",
    ],
    [
      "12 \u0634\u0627\u0631\u0639 \u0627\u0644\u062a\u062d\u0631\u064a\u0631",
      "12 \u0634\u0627\u0631\u0639 \u0627\u0644\u062a\u062d\u0631\u064a\u0631",
    ],
    [
      "2210 Larkspur, unit 14, Burnaby BC V5H 1Z9, buzzer 3",
      "2210 Larkspur, unit 14, Burnaby BC V5H 1Z9",
    ],
    [
      "g\u1eedi v\u1ec1 45/7 L\u00ea V\u0103n S\u1ef9, P. 13, Q.3, TP.HCM nh\u00e9",
      "45/7 L\u00ea V\u0103n S\u1ef9, P. 13, Q.3, TP.HCM",
    ],
    [
      "\uacbd\uae30\ub3c4 \uc218\uc6d0\uc2dc \uc601\ud1b5\uad6c \uad11\uad50\ub85c 12, 101\ub3d9 203\ud638 (\uc774\uc758\ub3d9) 16227",
      "\uacbd\uae30\ub3c4 \uc218\uc6d0\uc2dc \uc601\ud1b5\uad6c \uad11\uad50\ub85c 12, 101\ub3d9 203\ud638 (\uc774\uc758\ub3d9) 16227",
    ],
    ["Hauptstra\u00dfe 12/b, 39100 Bozen", "Hauptstra\u00dfe 12/b, 39100 Bozen"],
    ["order 7 to 99 Elm Street, Leeds LS1 4AP today", "99 Elm Street, Leeds LS1 4AP"],
  ],
  misses: [
    "use the launcher to get Python 3 executable path",
    "#define CIPHER_PROCESS_RULESTR 0",
    "on 5/18 Park Avenue Records opens",
    "In 2019 Larkspur, Burnaby BC V5H 1Z9",
    "In 2012 John Smith, P. Jones and Q. Brown met",
    "12/03/2024 John Smith, P. Jones",
    "We met on Main Street in 2019.",
    "In 2024 Google Drive had an outage.",
    "15 GB Google Drive",
    "the 3 Supreme Court judges",
    "2019 Wall Street crash",
    "version 12 road map",
    "src/street/12/Main.ts",
    "Arbeitsplatz 3 ist frei",
    "Table 5, 12345 rows",
    "Section 5, page 12",
    "12 place settings",
    "error at line 12 Main Thread",
    "port 8080 on host main",
    "Formel 1 Platz 3",
    "\u7b2c1\u7ae0 \u7b2c2\u8282",
    "\u5171\u67093\u4e2a\u8857\u9053",
    "top 10 streets of Paris",
    "d\u00e9part 17 h 12, voie 4, voiture 06, place 73",
    "TGV 6612, quai B, voiture 11, place 8",
    "Wagen 6, Platz 73, Gleis 4",
    "string 5, integer 12",
  ],
};
