/**
 * Telephone numbers without a calling code, in the forms of all countries. Some forms say what they
 * are; most need a word for telephones near or right before (`phone_shapes.ts`).
 *
 *     (030) 901820    06 12 34 56 78    tel:8675309    \u96fb\u8a71 03-1234-5678    5551234567
 *
 * @module
 */

import { codeAt, isDigit, isSpace, startsWord } from "../../text/character.ts";
import type { Hit, MatcherRule, Span } from "../../rule.ts";
import type { Scan } from "../../context/scan.ts";
import { extensionEnd } from "./phone_extension.ts";
import { GAP, isClosing, isOpening, PhoneGroups } from "./phone_groups.ts";
import { isAccount, needOfLed } from "./phone_lead.ts";
import { CLAIM, claimOf } from "./phone_shapes.ts";
import {
  DIGITS_MIN,
  hasUnit,
  isDated,
  isNameTail,
  isSeries,
  mayEndPhone,
  mayStartPhone,
  phoneDigitsStart,
  phoneGoesOn,
  phoneNaming,
} from "./phone_text.ts";
import { PHONE_WORDS } from "./phone_words.ts";

/** Below numbers with a calling code, and those of North America. */
const RANK = 5;
/** So many digits in a row are a number of their own, whatever stands before them. */
const WHOLE_DIGITS = 9;
const PLUS = 0x2b;
const ZERO = 0x30;
const DELIMITERS = ",;\t|^~";

const GROUPS = new PhoneGroups();

/** A number as far as its groups claim to be one. */
interface Claimed extends Span {
  claim: number;
  groups: number;
}

function matchPhone(text: string, run: Readonly<Span>): Hit | null {
  const digits = phoneDigitsStart(text, run);
  if (digits < 0 || isSeries(text, digits)) return null;
  const start = startAt(text, digits, run);
  if (start < 0) return null;
  GROUPS.read(text, start, isHalfClosed(text, start, run.end));
  const best = GROUPS.count < DIGITS_MIN ? null : bestAt(text, start);
  if (best === null) return null;
  const naming = digits > run.start && !startsWord(text, digits)
    ? "phone" // The word is glued on.
    : phoneNaming(text, start);
  if (naming === "other" || (naming === "nothing" && isNameTail(text, start))) return null;
  if (naming !== "phone" && isDated(text, best)) return null;
  const isInside = GROUPS.closedAt > 0 && areaEnd(text, start - 1, run.end) > 0;
  const hit = {
    start: isInside ? start - 1 : start,
    end: extensionEnd(text, best.end),
    rank: RANK,
  };
  const isNamed = naming === "phone" || (naming === "perhaps" && best.claim > CLAIM.NAMED);
  if (isNamed) return { ...hit, need: "none" };
  const isPlanned = best.claim === CLAIM.NAMED;
  const need = needOfLed(text, { ...best, number: GROUPS, isPlanned });
  if (need !== null) return { ...hit, need };
  if (best.claim >= CLAIM.NEAR) {
    if (isAccount(text, start)) return null;
    return { ...hit, need: best.claim === CLAIM.SURE ? "soft" : "context" };
  }
  return isField(text, { start: hit.start, end: best.end }) ? { ...hit, need: "context" } : null;
}

/** Where the number begins whose first digit this is, or -1. */
function startAt(text: string, digits: number, run: Readonly<Span>): number {
  const isOpened = isOpening(codeAt(text, digits - 1));
  const isArea = isOpened && isClosing(codeAt(text, run.end));
  const start = isArea ? digits - 1 : digits;
  const before = codeAt(text, start - 1);
  if (before === PLUS) return -1; // It has a calling code.
  const isGlued = digits > run.start;
  if (!isGlued && !mayStartPhone(text, start)) return -1;
  // The second group of a number, or of a row of numbers.
  const last = isSpace(before) ? codeAt(text, start - 2) : before;
  const isSecond = isDigit(last) || isClosing(last) && isDigit(codeAt(text, start - 3));
  return isSecond && !isGlued && run.end - digits < WHOLE_DIGITS ? -1 : start;
}

/**
 * `02) 6105-4471`: an area with half of its parentheses, and `(06 70) 331-9042`, where they also
 * stand around what is dialled before the area.
 */
function isHalfClosed(text: string, start: number, end: number): boolean {
  if (codeAt(text, start) !== ZERO || end - start < 2) return false;
  return isClosing(codeAt(text, end)) ||
    (isOpening(codeAt(text, start - 1)) && areaEnd(text, start - 1, end) > 0);
}

/** Most digits of an area behind what is dialled before it. */
const AREA_DIGITS_MAX = 4;

/** Where the parenthesis closes that two groups stand in, or -1. */
function areaEnd(text: string, opening: number, end: number): number {
  if (!isOpening(codeAt(text, opening))) return -1;
  let at = end + 1;
  while (at - end <= AREA_DIGITS_MAX && isDigit(codeAt(text, at))) at++;
  return at > end + 1 && isClosing(codeAt(text, at)) ? at : -1;
}

/** Of the first groups, those that claim most, and of these the most. */
function bestAt(text: string, start: number): Claimed | null {
  let best: Claimed | null = null;
  for (let groups = GROUPS.groups; groups > 0; groups--) {
    const end = GROUPS.ends[groups - 1] as number;
    if (!mayEndPhone(text, end)) continue;
    const isWhole = groups === GROUPS.groups;
    const goesOn = isWhole
      ? GROUPS.goesOn || phoneGoesOn(text, end)
      : GROUPS.gaps[groups] !== GAP.SPACE;
    if (goesOn) continue;
    let claim = claimOf(GROUPS, groups);
    if (GROUPS.digits[0] !== 0 && hasUnit(text, end)) claim = CLAIM.NONE;
    if (claim > (best?.claim ?? CLAIM.NONE)) best = { start, end, claim, groups };
  }
  return best;
}

/** Whether a number is the whole text, or a cell of a table that is not the first of its line. */
function isField(text: string, { start, end }: Span): boolean {
  // The last cell of a line and the first of the next.
  if (text.slice(start, end).includes("\n")) return false;
  const before = isQuote(codeAt(text, start - 1)) ? start - 2 : start - 1;
  const after = isQuote(codeAt(text, end)) ? end + 1 : end;
  const next = codeAt(text, after);
  const isEnd = next === 0 || next === 0x0a || next === 0x0d;
  if (before < 0) return isEnd;
  return isDelimiter(text, before) && (isEnd || isDelimiter(text, after));
}

function isDelimiter(text: string, at: number): boolean {
  return at < text.length && DELIMITERS.includes(text.charAt(at));
}

function isQuote(code: number): boolean {
  return code === 0x22 || code === 0x27;
}

/** The rule for `PHONE` without a calling code. */
export const PHONE_NATIONAL_RULE: MatcherRule = {
  anchor: "matcher",
  category: "PHONE",
  finds: "telephone number as it is written inside a country",
  at: ["number", "mixed"],
  joinedMin: DIGITS_MIN,
  groups: [[1, WHOLE_DIGITS - 1, "* -./", "* -./"], [WHOLE_DIGITS, 99, "* -./_", "* -./"]],
  words: PHONE_WORDS,
  revision: 2,
  match: (scan: Scan, anchor: Readonly<Span>): Hit | null => matchPhone(scan.text, anchor),
  hits: [
    ["telefono: 347 6620 918", "347 6620 918"],
    ["a mobilom 06 30 418 7729", "06 30 418 7729"],
    ["fixo: 11 3862-9015", "11 3862-9015"],
    ["(030) 901820", "(030) 901820"],
    ["Tel. 030 / 901820", "030 / 901820"],
    ["Auskunft unter 0561 / 92 30 71-18", "0561 / 92 30 71-18"],
    ["R\u00fcckfragen: 0561 92 30 71-0", "0561 92 30 71-0"],
    ["Vragen? 0561 92 30 71", "0561 92 30 71"],
    ["\u624b\u673a\u53f7 138-3125-2709", "138-3125-2709"],
    [
      "\u043a\u043e\u043d\u0442\u0430\u043a\u0442\u043d\u044b\u0439 \u043d\u043e\u043c\u0435\u0440 8 (495) 312-52-70",
      "8 (495) 312-52-70",
    ],
    ["call 020 7946 0958 please", "020 7946 0958"],
    ["Mon num\u00e9ro : 06 12 34 56 78.", "06 12 34 56 78"],
    ["06.12.34.56.78", "06.12.34.56.78"],
    ["(11) 91234-5678", "(11) 91234-5678"],
    ["090-1234-5678\u307e\u3067", "090-1234-5678"],
    ["\u96fb\u8a71\uff1a03-1234-5678", "03-1234-5678"],
    ["010-1234-5678\ub85c \uc5f0\ub77d\uc8fc\uc138\uc694", "010-1234-5678"],
    ["\u624b\u673a13812345678", "13812345678"],
    ["138 1234 5678", "138 1234 5678"],
    ["mera mobile 98765 43210 hai", "98765 43210"],
    ["mi m\u00f3vil es 612 345 678", "612 345 678"],
    ["ll\u00e1mame al 612345678", "612345678"],
    ["8 (495) 123-45-67", "8 (495) 123-45-67"],
    ["zadzwo\u0144 601 234 567 jutro", "601 234 567"],
    ["Tlf: 12 34 56 78", "12 34 56 78"],
    ["0532 123 45 67", "0532 123 45 67"],
    ["07700 900123", "07700 900123"],
    ["my phone is 5551234567", "5551234567"],
    ["tel:8675309", "8675309"],
    ["call 555-1234", "555-1234"],
    ["phone: 5558675309 ext 4", "5558675309 ext 4"],
    ["\u0647\u0627\u062a\u0641: 0501234567", "0501234567"],
    ["\u092b\u093c\u094b\u0928 9876543210", "9876543210"],
    ['{"contact_tel":"0301234567"}', "0301234567"],
    ["name,phoneNumber,city\nAnn,91234567,Oslo", "91234567"],
    ["https://wa.me/491511234567", "491511234567"],
    ["TEL03-1234-5678", "03-1234-5678"],
    ["T: 020 7946 0958", "020 7946 0958"],
    ["The caretaker picks up on 01632 960 983", "01632 960 983"],
    ["Hausmeister unter 0160-3390185", "0160-3390185"],
    ["anota 611 22 33 44", "611 22 33 44"],
    ["Praxis: 0711 489 2217", "0711 489 2217"],
    ["Lea: your number?\nTom: 601-806-143", "601-806-143"],
    ["2026-01-01 10:00 WARN sms failed mobile=09123456789", "09123456789"],
    ["\ud83d\udcde 9123 4567", "9123 4567"],
    ["(\uff0803\uff091234-5678)", "\uff0803\uff091234-5678"],
    ["\u00dcgyf\u00e9lszolg\u00e1lat: 06 1 317 9042, munkanapokon", "06 1 317 9042"],
    ["06-20/551-7836", "06-20/551-7836"],
    ["06/70 551-78-36", "06/70 551-78-36"],
    ["06-1/317-9042", "06-1/317-9042"],
    ["06-52-418-377 (este)", "06-52-418-377"],
    ["a;(06 30) 551-7836;b", "(06 30) 551-7836"],
    ["(06-1) 317 9042", "(06-1) 317 9042"],
    ["csak este: 06 (20) 551-7836", "06 (20) 551-7836"],
    ["avise pelo 22 317 90 42, por favor", "22 317 90 42"],
    ["volal z \u010d\u00edsla 377 551 836.", "377 551 836"],
    ["dzwonili z numeru 22 317 90 42", "22 317 90 42"],
    ["ligou do n\u00famero 912 317 904", "912 317 904"],
    ["onko numero 050 317 9042?", "050 317 9042"],
    ["a@musterhof.example oder 0541 / 66 20 75-13", "0541 / 66 20 75-13"],
    ["Anders: a@firma.example | 01632 710 884", "01632 710 884"],
    ["T\u00e9l. fixe / Port. 07 81 45 60 13", "07 81 45 60 13"],
    ["toner: d-na Ionescu, 0368 402 166, comanda 2600418", "0368 402 166"],
    ["ext. 3308 / 01 459 6624", "01 459 6624"],
    ["\u03ba\u03b9\u03bd\u03b7\u03c4\u03cc 694 3179 042", "694 3179 042"],
  ],
  misses: [
    "Art.-Nr. 06 31 52 70 94, zwei St\u00fcck",
    "code article 04 31 52 70 94",
    "\u0441\u0435\u0440\u0438\u0439\u043d\u044b\u0439 \u043d\u043e\u043c\u0435\u0440 8 495 312-52-70",
    "\u05de\u05e1\u05e4\u05e8 \u05e1\u05d9\u05d3\u05d5\u05e8\u05d9 050-3125270",
    "\u30b7\u30ea\u30a2\u30eb\u756a\u53f7 090-3125-2709",
    "\u5e8f\u5217\u53f7 138-3125-2709",
    "Fragen 1234 5678",
    "Protocollo 0561223/2025 del 4 marzo",
    "0561223/2025",
    "\uc811\uc218\ubc88\ud638 26-0561223",
    "\u53d7\u4ed8\u756a\u53f7\uff1a03-5612-2390",
    "diarienummer 08-561 22 39",
    "\u0e40\u0e25\u0e02\u0e17\u0e35\u0e48\u0e2a\u0e31\u0e0d\u0e0d\u0e32 081-561-2239",
    "5551234567",
    "1732000000",
    "called at 1732000000123",
    "020 7946 0958",
    "612 345 678",
    "98765 43210",
    "contact us on 2026-01-05 10:30",
    "phone bill of 1 234 567 EUR",
    "01 02 03 04 05",
    "06 12 34 56 78 90 12",
    "order 06 12 34 56 78",
    "978-3-16-148410-0",
    "call 192.168.100.200",
    "call it 52.520008",
    "550e8400-e29b-41d4-a716-446655440000",
    "REF-030-901820",
    "phone model 1234567",
    "123.456.789-09",
    "123-45-6789",
    "call 1990-2000",
    "id,name,phone\n12345678,Ann,x",
    "call 0612345678a",
    "12 345 678",
    "call about no. 8878-2024",
    "my new order number is 601-806-143",
    "the account is on 612 345 678",
    "(1) 234 567 89",
    "06 1 317 9042 55",
    "06-20 12/551-7836",
    "06:20 1 317 9042",
    "objedn\u00e1vka \u010d\u00edslo 377 551 836",
    "na \u010d\u00edslo faktury 377 551 836",
    "tilausnumero 050 317 9042",
    "es el n\u00famero 377 551 836 de la lista",
    "confirme o n\u00famero 377 551 836",
    "694 3179 042",
    "a@firma.example, order 01632 710 884",
    "a@firma.example, 01.02.2024",
    "variabiln\u00fd symbol 2026091805",
    "\u041d\u0430\u043a\u043b\u0430\u0434\u043d\u0430 \u0420\u041d-0318567",
    "cod. 347-551-0918 guarnizione",
    "id;tel;osszeg\n1;x;12 400\n002;y",
  ],
};
