/**
 * Telephone numbers with a calling code: `+CC` and `00CC` (ITU-T E.164 and E.123), in any grouping.
 * Length and first digits of the national number must fit the country; where only the length fits,
 * a word for telephones must stand near.
 *
 *     +44 (0)20 7946 0958    (+49) 30 / 1234-567    0033 6 12 34 56 78    +5511912345678
 *
 * @module
 */

import { codeAt, isSpace } from "../../text/character.ts";
import type { Hit, MatcherRule, Need, Span } from "../../rule.ts";
import type { Scan } from "../../context/scan.ts";
import { type CallingCode, callingCodeAt } from "./phone_countries.ts";
import { standsFree } from "../digit_run.ts";
import { extensionEnd } from "./phone_extension.ts";
import { isAccount } from "./phone_lead.ts";
import { GAP, isClosing, isOpening, PhoneGroups } from "./phone_groups.ts";
import {
  isDated,
  mayEndPhone,
  mayStartPhone,
  phoneDigitsStart,
  phoneGoesOn,
  phoneNaming,
} from "./phone_text.ts";
import { PHONE_WORDS } from "./phone_words.ts";

/** Fewest digits with the calling code: the smallest islands have seven, and so do sums. */
const DIGITS_MIN = 8;
const DIGITS_MAX = 15;
/** Digits behind `00` in fewer groups than this may be anything. */
const GROUPS_MIN = 2;
/** Most digits of a first group that is more than the prefix and the calling code. */
const GLUED_DIGITS_MAX = 7;
/** As for numbers whose form says what they are. */
const RANK = 6;

/** `+38 044 279 33 61` */
const UKRAINE = "380";
/** Keys of those to whom a message or a call goes, before a number that is dialled from abroad. */
const KEY_REGEXP =
  /(?:dest(?:ination)?|recipient|receiver|to|from|sender|caller|callee|msisdn|num(?:ber)?|dst|src|ani|cli)["']?\s?[:=]\s?["']?$/i;
const KEY_CHARS_MAX = 20;

const PLUS = 0x2b;
const ZERO = 0x30;
/** As wide as a Chinese or Japanese character. */
const WIDE_PLUS = 0xff0b;
/** Behind a latitude: the longitude. */
const LONGITUDE_REGEXP = /^[,;/\s]{0,3}[+-]?\d{1,3}\.\d/;

const GROUPS = new PhoneGroups();

function matchPhone(text: string, run: Readonly<Span>): Hit | null {
  const digits = phoneDigitsStart(text, run);
  if (digits < 0) return null;
  const before = codeAt(text, digits - 1);
  if (isPlus(before)) return withPlus(text, digits, digits - 1);
  const isApart = isSpace(before) || isOpening(before);
  if (isApart && isPlus(codeAt(text, digits - 2))) return withPlus(text, digits, digits - 2);
  if (codeAt(text, digits) !== ZERO) return null;
  if (text.startsWith("00", digits)) return withPrefix(text, digits, 2);
  return text.startsWith("011", digits) ? withPrefix(text, digits, 3) : null;
}

function withPlus(text: string, digits: number, plus: number): Hit | null {
  const before = codeAt(text, plus - 1);
  if (!standsFree(text, plus) || isPlus(before) || isClosing(before)) return null;
  const isOpen = isOpening(before);
  GROUPS.read(text, digits, isOpen);
  const code = callingCodeAt(GROUPS.digits, 0);
  if (code === null || !isApartAt(code)) return null;
  const isClosed = isOpen && isClosing(codeAt(text, GROUPS.ends[0] as number));
  const hit = longest(text, { start: isClosed ? plus - 1 : plus, code, skipped: 0 });
  if (hit === null || (digits - plus > 1 && hit.need === "none")) {
    return hit === null ? null : { ...hit, need: "context" };
  }
  return hit;
}

/** Whether the first group holds the calling code; Ukraine writes the last digit of its own apart. */
function isApartAt({ code }: CallingCode): boolean {
  const first = GROUPS.sizes[0] as number;
  return first >= code.length || (code === UKRAINE && first === 2 && GROUPS.sizes[1] === 3);
}

function isPlus(code: number): boolean {
  return code === PLUS || code === WIDE_PLUS;
}

/** Dialled from abroad: `0044 ...`, `00 44 ...`, from North America `011 44 ...`. */
function withPrefix(text: string, digits: number, skipped: number): Hit | null {
  if (!mayStartPhone(text, digits)) return null;
  GROUPS.read(text, digits, false);
  const code = callingCodeAt(GROUPS.digits, skipped);
  if (code === null) return null;
  const first = GROUPS.sizes[0] as number;
  const inGroup = first === skipped ? GROUPS.sizes[1] as number : first - skipped;
  if (inGroup < code.code.length) return null;
  // `00 20 30 40 50 60` are bytes.
  if (first === 2 && GROUPS.sizes.subarray(0, GROUPS.groups).every((size) => size === 2)) {
    return null;
  }
  const hit = longest(text, { start: digits, code, skipped });
  if (hit === null) return null;
  if (isAccount(text, digits)) return null;
  const isKeyed = hit.need === "none" || GROUPS.groups === 1;
  if (isKeyed && KEY_REGEXP.test(text.slice(Math.max(0, digits - KEY_CHARS_MAX), digits))) {
    return { ...hit, need: "none" };
  }
  const isBare = GROUPS.groups < GROUPS_MIN || first > GLUED_DIGITS_MAX ||
    (skipped === 3 && first > skipped);
  return { ...hit, need: isBare || hit.need === "context" ? "context" : "soft" };
}

/** The most groups that make a number of the country, or null. */
function longest(
  text: string,
  from: { start: number; code: CallingCode; skipped: number },
): Hit | null {
  const { start, code, skipped } = from;
  let count = GROUPS.count;
  for (let groups = GROUPS.groups; groups > 0; groups--) {
    const end = GROUPS.ends[groups - 1] as number;
    const need = needOf(code, { skipped, count, groups });
    if (need !== null && mayEndPhone(text, end)) {
      if (isCoordinate(text, end)) return null;
      const isWhole = groups === GROUPS.groups && !GROUPS.goesOn && !phoneGoesOn(text, end);
      const isCut = !isWhole && (GROUPS.gaps[groups] !== GAP.SPACE || phoneGoesOn(text, end));
      const naming = phoneNaming(text, start);
      if (naming === "other") return null;
      if (skipped > 0 && naming !== "phone" && isDated(text, { start, end })) return null;
      const isNamed = naming === "phone" && !isCut;
      const needed = isNamed ? "none" : isCut ? "context" : need;
      return { start, end: extensionEnd(text, end), need: needed, rank: RANK };
    }
    count -= GROUPS.sizes[groups - 1] as number;
  }
  return null;
}

/** What a number of so many digits needs, or null when the country has none of that length. */
function needOf(
  { code, lengths, leads }: CallingCode,
  { skipped, count, groups }: { skipped: number; count: number; groups: number },
): Need | null {
  // `+35236450.6` is a sum.
  if (GROUPS.sizes[groups - 1] === 1 && GROUPS.gaps[groups - 1] === GAP.DOT) return null;
  const all = count - skipped;
  if (all < DIGITS_MIN || all > DIGITS_MAX) return null;
  let from = skipped + code.length;
  let national = all - code.length;
  // `+44 020 7946 0958`: the zero of the country does not belong here, but people write it.
  if (GROUPS.digits[from] === 0 && lengths[national] !== 1 && code !== "1") {
    from++;
    national--;
  }
  if (lengths[national] !== 1) return null;
  if (leads[GROUPS.value(from, 2)] === 1) return "none";
  if (groups === 1) return "soft";
  // Made-up numbers have areas that nobody has.
  const isApart = skipped === 0 && GROUPS.sizes[0] === code.length && groups > 2;
  const hasDots = GROUPS.gaps.subarray(1, groups).includes(GAP.DOT);
  return isApart && !hasDots ? "soft" : "context";
}

/** `+49.28273123,-123.12` is a place; `+49.301234567` is how registries print telephones. */
function isCoordinate(text: string, end: number): boolean {
  if (GROUPS.gaps[1] !== GAP.DOT || (GROUPS.sizes[0] as number) > 2) return false;
  return LONGITUDE_REGEXP.test(text.slice(end, end + 10));
}

/** The rule for `PHONE` with a calling code. */
export const PHONE_INTERNATIONAL_RULE: MatcherRule = {
  anchor: "matcher",
  category: "PHONE",
  finds: "telephone number with a calling code",
  at: ["number", "mixed"],
  joinedMin: DIGITS_MIN,
  groups: [[1, 99, "* -./_", "* -./"]],
  words: PHONE_WORDS,
  revision: 2,
  match: (scan: Scan, anchor: Readonly<Span>): Hit | null => matchPhone(scan.text, anchor),
  hits: [
    ["Tel. +44 20 7946 0958.", "+44 20 7946 0958"],
    ["+44 (0)20 7946 0958", "+44 (0)20 7946 0958"],
    ["+49 (0) 30 / 1234-567 anrufen", "+49 (0) 30 / 1234-567"],
    ["(+33) 6 12 34 56 78", "(+33) 6 12 34 56 78"],
    ["+33612345678", "+33612345678"],
    ["appelle le 0033 6 12 34 56 78", "0033 6 12 34 56 78"],
    ["+7 (916) 123-45-67", "+7 (916) 123-45-67"],
    ["+55 (11) 91234-5678", "+55 (11) 91234-5678"],
    ["\u96fb\u8a71+81-90-1234-5678\u307e\u3067", "+81-90-1234-5678"],
    ['{"phone":"+919876543210"}', "+919876543210"],
    ["name,tel\nAnn,+34 612 345 678\n", "+34 612 345 678"],
    ["2026-01-01 INFO sms to=+4915112345678 ok", "+4915112345678"],
    ["whois: +49.301234567", "+49.301234567"],
    ["+39 06 1234 5678", "+39 06 1234 5678"],
    ["+44 020 7946 0958", "+44 020 7946 0958"],
    ["+972 50-123-4567", "+972 50-123-4567"],
    ["+44 212 867 5309", "+44 212 867 5309"],
    ["+45 12 34 56 78", "+45 12 34 56 78"],
    ["\\n+49 30 901820", "+49 30 901820"],
    ["Tel 00442079460958", "00442079460958"],
    ["POST /sms?dest=00442079460958", "00442079460958"],
    ["tel +38 044 279 33 61", "+38 044 279 33 61"],
    ["+852 9123 4567.", "+852 9123 4567"],
    ["\u0645\u0648\u0628\u0627\u064a\u0644 +20 100 123 4567", "+20 100 123 4567"],
  ],
  misses: [
    "+0200",
    "+1 vote, +2 votes",
    "+10 20 30 40 50 60",
    "build +44 212 867 5309",
    "a+4420794609581",
    "00442079460958",
    "000000442079460958",
    "00390461 07711396",
    "00 20 30 40 50 60 70",
    "+40.6894-074.0447",
    "+37.7749 -122.4194",
    "+48.858370123,+2.294481",
    "+999 123 456 789",
    "+35236450.6",
    "+44 20 7946",
    "version 1.0.0+442079460958",
    "1e+49301234567",
    "order +44 20 7946 0958",
    "account 0048 2291 773",
    "+12-34",
  ],
};
