/**
 * Postal addresses whose word for street stands first: `Calle Mayor 5`, `ul. D\u0142uga 15`, with
 * apartment, town and postcode when they follow.
 * @module
 */

import { codeAt } from "../../text/character.ts";
import { foldWord } from "../../engine/lexicon.ts";
import type { Hit, MatcherRule, Span } from "../../rule.ts";
import type { Scan } from "../../context/scan.ts";
import { addressTail } from "./address_places.ts";
import { proven } from "./street_proof.ts";
import { NAME_FIRST_WORDS, PREFIX_WORDS, WEAK_PREFIXES } from "./street_words.ts";

/** How much is read on from the word. */
const HEAD_CHARS_MAX = 96;

/** The name of a street after its word: particles, capitals, numbers of streets. */
const PREFIXED_REGEXP =
  /^\.?(?:[ \u00a0]|(?=\p{Lu}))(?:\d{1,2}(?:\.|-[\u0433\u0439\u044f]{1,2})?(?: de)? |(?:de|del|la|las|los|el|do|da|dos|das|di|della|dei|degli|delle|dell['\u2019]|du|des|d['\u2019]|gen|prof|bana|kralja|kneza|svetog|sv|mar\u0161ala|\u0438\u043c)[. ]{1,2}){0,3}(?:[\p{Lu}\u00ab"\u201e\u201c\u201d][\p{L}\p{M}'\u2019.\u00bb"\u201c\u201d-]*|\d{1,3}[A-Z]?)(?:[ \u00a0-](?:(?:de|del|la|las|los|el|y|e|i|do|da|dos|das|di|della|dei|degli|delle|al|van) ){0,2}(?:\p{Lu}[\p{L}\p{M}'\u2019.-]*[\u00bb"\u201c\u201d]?)){0,4}/u;
const SMALL_PREFIXED_REGEXP =
  /^['\u05f3.]? [\u05d0-\u05ea\u0620-\u064a'"-]{2,16}(?: [\u05d0-\u05ea\u0620-\u064a'"-]{2,16}){0,3}/;
/** The house number after it. */
const NUMBER_LAST_REGEXP =
  /^,?[ \u00a0](?:(?:n\.?[\u00ba\u00b0o]?|num|nr|no|n\u00famero|numero|kav|\u0434|\u0434\u043e\u043c|\u0431\u0443\u0434|\u0432\u043b|\u2116|\u03b1\u03c1|civico|s\u1ed1|\u0431\u0443\u0434\u0438\u043d\u043e\u043a)\.?:?[ \u00a0]?|# ?)?(?:s\/n(?![\p{L}\d])|\d{1,5})(?:(?:[\u043a\u0441]\d{1,2}){1,2}| ?(?:bis|[A-Za-z\u0410-\u044f](?![\p{L}\p{M}\d]|\. ?\d))|-[a-z\u0430-\u044f](?![\p{L}\p{M}\d-]))?(?: ?[-\u2013\/#] ?\d{1,4}[A-Za-z]?){0,2}(?:\/[A-Za-z](?!\p{L}))?(?![\d\p{L}%:]|[.,]\d|\.?[\u00ba\u00aa\u00b0])/u;
const CITY_BEFORE_REGEXP =
  /(?:\d{5,6}, ?)?(?:(?:\u0433|\u043c|\u0433\u0440)\.? ?|\u0433\u043e\u0440\u043e\u0434 )\p{Lu}[\p{L}-]{2,20}(?: \p{Lu}[\p{L}-]{2,20})?, ?$/u;
/** A number in the place of a name, as streets of the Romance languages have it. */
const NUMBERED_REGEXP = /^\.?[ \u00a0]\d{1,3}[A-Z]?$/;
/** A sign for numbers before the house number. */
const SIGNED_REGEXP =
  /[ ,](?:(?:nr|no|n\.?[\u00ba\u00b0]|\u2116|\u0434|\u0431\u0443\u0434)[. ]{1,2}\d[^ ]*|s\/n)$/i;
/** `Plaza del Pilar 4,`: a particle and a name, and nothing that is counted. */
const PARTICLED_REGEXP =
  /^ (?:del|de la|de los|de las|de|da|do|das|dos|dei|della|degli|delle|dell['\u2019]|di) ?\p{Lu}.*\d[A-Za-z]?$/u;
const COUNTED_REGEXP = /^ \p{Ll}{3,}|^ ?[%\u20ac$]/u;
/** A road of the country with its number, and the kilometre. */
const KILOMETRE_REGEXP =
  /^ (?:(?:Provinciale|Statale|Regionale|Nazionale|Comunale|[A-Z]{1,3}) ?-? ?)?(?:[A-Z]{1,3}-)?\d{1,4}[A-Z]?,? (?:km|Km|KM)\.? ?\d{1,4}(?:[.,+]\d{1,3})?/;
const PLAIN_NAME = "(?:(?!KM|Km|Gg|Gang|No|RT|Rt|Blok)\\p{Lu}[\\p{L}.'-]*)";
/** A street of Indonesia: the kilometre, an alley, a block or a house. */
const INDONESIAN_REGEXP = new RegExp(
  `^\\.? ?${PLAIN_NAME}(?: ${PLAIN_NAME}){0,4}(?:,? (?:KM|Km|km)\\.? ?\\d{1,3}(?:[.,]\\d{1,2})?)?(?:,? (?:Gg|Gang)\\.? ${PLAIN_NAME}(?: ${PLAIN_NAME}){0,3}(?: \\d{1,2}(?!\\d))?)?(?:,? (?:Blok [A-Z]{1,2}(?:[ -]?\\d{1,3})?(?: |, )?)?(?:No|no|Nomor)\\.? ?\\d{1,4}[A-Za-z]?(?:[/-]\\d{1,4})?)?(?![\\p{L}\\d])`,
  "u",
);
/** What says that it is one, besides the number of a house. */
const INDONESIAN_PROOF_REGEXP = / (?:KM|Km|km)\.? ?\d|,? (?:Gg|Gang)\.? .*\d|Blok /;

/** Right before a word for street that also means something else. */
const PLACED_REGEXP =
  /(?:[:=]\s?["']?|[\s,](?:en|na|przy|abito in|abita in|in|vivo en|vive en|moro na|residente in|indirizzo|pe|strada|adresa|adres|adresse|adresi|direcci\u00f3n|domicilio|endere\u00e7o|address|la adresa) )$/;
/** A house number right before the word, and a postcode behind a name. */
const NUMBER_FIRST_REGEXP = /(?:^|[^\d])\d{1,4}(?: ?(?:bis|ter|[A-Za-z]))?,? $/;
const POSTCODE_REGEXP = /, \d{5}$/;
const ADJECTIVE_BEFORE_REGEXP = /\p{Lu}[\p{L}-]{3,20} $/u;

function matchPrefix(scan: Scan, anchor: Readonly<Span>): Hit | null {
  const { text } = scan;
  const before = text.charAt(anchor.start - 1);
  if (/[\p{L}\d_/.-]/u.test(before) || text.startsWith("et ", anchor.start - 3)) return null;
  const rest = text.slice(anchor.end, anchor.end + HEAD_CHARS_MAX);
  const word = text.slice(anchor.start, anchor.end);
  const isSmallScript = /^[\u0590-\u06ff]/.test(word);
  const name = (isSmallScript ? SMALL_PREFIXED_REGEXP : PREFIXED_REGEXP).exec(rest);
  // `Karlovo n\u00e1m\u011bst\u00ed 5, 120 00 Praha`: the name stands before the word.
  const isNameBehind = name === null ||
    (NAME_FIRST_WORDS.has(foldWord(word)) && NUMBERED_REGEXP.test(name[0]));
  const house = isNameBehind ? null : houseAfter(rest, name[0]);
  // `14 impasse du Moulin, 31400 Toulouse`: that is the postcode.
  const hasHouse = house !== null && POSTCODE_REGEXP.test(rest.slice(0, house)) &&
    NUMBER_FIRST_REGEXP.test(text.slice(Math.max(0, anchor.start - 10), anchor.start));
  const placed = hasHouse ? null : house;
  const isWeak = WEAK_PREFIXES.has(foldWord(word)) || /^[A-Z]+$/.test(word);
  const road = KILOMETRE_REGEXP.exec(rest)?.[0];
  if (road !== undefined) {
    return proven(text, { start: anchor.start, end: anchor.end + road.length, isSure: true });
  }
  if (/^(?:j(?:l|ln|alan)|perum(?:ahan)?|kompleks?)$/i.test(word)) {
    const alley = INDONESIAN_REGEXP.exec(rest)?.[0];
    if (alley !== undefined && INDONESIAN_PROOF_REGEXP.test(alley)) {
      return proven(text, {
        start: anchor.start,
        end: anchor.end + alley.length,
        isSure: true,
      });
    }
  }
  if (placed !== null) {
    const start = cityStart(text, anchor.start);
    // A weak word must be written as an abbreviation, or be in a place where addresses are.
    const isAbbreviation = rest.startsWith(".");
    const isMarked = isAbbreviation || start < anchor.start ||
      SIGNED_REGEXP.test(rest.slice(0, placed));
    const isNamed = /^\p{Lu}/u.test(word) && PARTICLED_REGEXP.test(rest.slice(0, placed)) &&
      !COUNTED_REGEXP.test(rest.slice(placed));
    const street = { start, end: anchor.end + placed, isSure: !isWeak || isMarked || isNamed };
    if (street.isSure || PLACED_REGEXP.test(text.slice(Math.max(0, start - 16), start))) {
      return proven(text, { ...street, isSure: true });
    }
    const { end, isProof } = addressTail(text, street.end);
    return isProof ? { start, end, need: "none" } : null;
  }
  const adjective = ADJECTIVE_BEFORE_REGEXP.exec(
    text.slice(Math.max(0, anchor.start - 24), anchor.start),
  );
  const number = NUMBER_LAST_REGEXP.exec(rest.replace(/^\./, ""));
  if (adjective === null || number === null || codeAt(word, 0) < 0x0400) return null;
  const dot = rest.startsWith(".") ? 1 : 0;
  const start = cityStart(text, anchor.start - adjective[0].length);
  return proven(text, { start, end: anchor.end + dot + number[0].length, isSure: true });
}

/** Where the house number ends; the name may have taken a number that is it. */
function houseAfter(rest: string, name: string): number | null {
  const house = NUMBER_LAST_REGEXP.exec(rest.slice(name.length));
  if (house !== null && !/^19\d\d|^ 20\d\d$/.test(house[0])) return name.length + house[0].length;
  return null;
}

function cityStart(text: string, at: number): number {
  const city = CITY_BEFORE_REGEXP.exec(text.slice(Math.max(0, at - 56), at));
  return city === null ? at : at - city[0].length;
}

/** The rule for addresses at a word for street that stands first. */
export const STREET_PREFIX_RULE: MatcherRule = {
  anchor: "matcher",
  category: "STREET_ADDRESS",
  finds: "street with the word first, as in Calle Mayor 5, and its house number",
  at: ["word"],
  triggers: PREFIX_WORDS,
  words: [],
  revision: 1,
  match: matchPrefix,
  hits: [
    ["Vivo en la Calle Mayor 5, 28013 Madrid", "Calle Mayor 5, 28013 Madrid"],
    [
      "Avenida de la Constituci\u00f3n, 12, 3\u00ba B, 41001 Sevilla",
      "Avenida de la Constituci\u00f3n, 12, 3\u00ba B, 41001 Sevilla",
    ],
    ["Via Roma 10, 00184 Roma", "Via Roma 10, 00184 Roma"],
    [
      "Rua das Flores, 123, S\u00e3o Paulo - SP, 01310-100",
      "Rua das Flores, 123, S\u00e3o Paulo - SP, 01310-100",
    ],
    [
      "mieszkam przy ul. Marsza\u0142kowskiej 10/4, 00-590 Warszawa",
      "ul. Marsza\u0142kowskiej 10/4, 00-590 Warszawa",
    ],
    [
      "\u0443\u043b. \u041b\u0435\u043d\u0438\u043d\u0430, \u0434. 5, \u043a\u0432. 3",
      "\u0443\u043b. \u041b\u0435\u043d\u0438\u043d\u0430, \u0434. 5, \u043a\u0432. 3",
    ],
    [
      "\u0433. \u041c\u043e\u0441\u043a\u0432\u0430, \u0443\u043b. \u0422\u0432\u0435\u0440\u0441\u043a\u0430\u044f, \u0434. 12",
      "\u0433. \u041c\u043e\u0441\u043a\u0432\u0430, \u0443\u043b. \u0422\u0432\u0435\u0440\u0441\u043a\u0430\u044f, \u0434. 12",
    ],
    [
      "\u041d\u0435\u0432\u0441\u043a\u0438\u0439 \u043f\u0440\u043e\u0441\u043f\u0435\u043a\u0442, 25",
      "\u041d\u0435\u0432\u0441\u043a\u0438\u0439 \u043f\u0440\u043e\u0441\u043f\u0435\u043a\u0442, 25",
    ],
    [
      "\u0432\u0443\u043b. \u0425\u0440\u0435\u0449\u0430\u0442\u0438\u043a, \u0431\u0443\u0434. 22, \u041a\u0438\u0457\u0432",
      "\u0432\u0443\u043b. \u0425\u0440\u0435\u0449\u0430\u0442\u0438\u043a, \u0431\u0443\u0434. 22, \u041a\u0438\u0457\u0432",
    ],
    [
      "\u0443\u043b. \u0412\u0438\u0442\u043e\u0448\u0430 15, \u0421\u043e\u0444\u0438\u044f",
      "\u0443\u043b. \u0412\u0438\u0442\u043e\u0448\u0430 15, \u0421\u043e\u0444\u0438\u044f",
    ],
    [
      "\u039f\u03b4\u03cc\u03c2 \u0395\u03c1\u03bc\u03bf\u03cd 15, 105 63 \u0391\u03b8\u03ae\u03bd\u03b1",
      "\u039f\u03b4\u03cc\u03c2 \u0395\u03c1\u03bc\u03bf\u03cd 15, 105 63 \u0391\u03b8\u03ae\u03bd\u03b1",
    ],
    ["Strada Victoriei nr. 12, Bucure\u0219ti", "Strada Victoriei nr. 12, Bucure\u0219ti"],
    [
      "\u05d0\u05e0\u05d9 \u05d2\u05e8 \u05d1\u05e8\u05d7\u05d5\u05d1 X, \u05e8\u05d7\u05d5\u05d1 \u05d4\u05e8\u05e6\u05dc 12",
      "\u05e8\u05d7\u05d5\u05d1 \u05d4\u05e8\u05e6\u05dc 12",
    ],
    ["Jl. Sudirman No. 25, Jakarta 10220", "Jl. Sudirman No. 25, Jakarta 10220"],
    [
      "\u043d\u0430 \u0443\u043b. \u0413\u043e\u0433\u043e\u043b\u044f 14\u043a3, \u043a\u0432. 8",
      "\u0443\u043b. \u0413\u043e\u0433\u043e\u043b\u044f 14\u043a3, \u043a\u0432. 8",
    ],
    ["client: Bd. Eroilor 54, ap. 12, Arad", "Bd. Eroilor 54, ap. 12, Arad"],
    ["da me, vico Lungo Mare 56, Napoli", "vico Lungo Mare 56, Napoli"],
    [
      "adrese \u0160kolsk\u00e1 trieda 61/8, 949 01 Nitra",
      "\u0160kolsk\u00e1 trieda 61/8, 949 01 Nitra",
    ],
    ["Calle 12 # 45-67, Bogot\u00e1", "Calle 12 # 45-67, Bogot\u00e1"],
    ["dejar en Plaza del Carmen 7, bajo A", "Plaza del Carmen 7, bajo A"],
    ["reside na Travessa do Sol, n.\u00ba 9, r/c esq.", "Travessa do Sol, n.\u00ba 9, r/c esq."],
    ["Strada Statale 9, km 12,400.", "Strada Statale 9, km 12,400"],
    ["Rodovia BR-101, km 25, galp\u00e3o 3", "Rodovia BR-101, km 25, galp\u00e3o 3"],
    [
      "Paseo de la Playa s/n, bloque 2, 3.\u00ba izquierda",
      "Paseo de la Playa s/n, bloque 2, 3.\u00ba izquierda",
    ],
    ["rue de la Loi 16, 1000 Bruxelles", "rue de la Loi 16, 1000 Bruxelles"],
    [
      "os. S\u0142oneczne 14 m. 6, 31-957 Krak\u00f3w",
      "os. S\u0142oneczne 14 m. 6, 31-957 Krak\u00f3w",
    ],
    [
      "Jl. Godean KM 4,5 Gg. Melati Putih No. 7A, RT 03/RW 09, Gamping, Sleman 55294",
      "Jl. Godean KM 4,5 Gg. Melati Putih No. 7A, RT 03/RW 09, Gamping, Sleman 55294",
    ],
    [
      "Av. Brasil 900, apto 4, Centro, Campinas/SP, CEP 13010-100",
      "Av. Brasil 900, apto 4, Centro, Campinas/SP, CEP 13010-100",
    ],
    [
      "Perum Citra Indah Blok D No. 9, RT 05/RW 02, Bekasi 17121",
      "Perum Citra Indah Blok D No. 9, RT 05/RW 02, Bekasi 17121",
    ],
    ["via del Campo 31/r, 16124 Genova", "via del Campo 31/r, 16124 Genova"],
    [
      "\u0432\u0443\u043b. \u0417\u0435\u043b\u0435\u043d\u0430, 7-\u0430, \u043a\u0432. 12, 79005 \u041b\u044c\u0432\u0456\u0432",
      "\u0432\u0443\u043b. \u0417\u0435\u043b\u0435\u043d\u0430, 7-\u0430, \u043a\u0432. 12, 79005 \u041b\u044c\u0432\u0456\u0432",
    ],
    [
      "Rua do Carvalhal, 88 - 2.\u00ba Dto., 4150-101 Porto",
      "Rua do Carvalhal, 88 - 2.\u00ba Dto., 4150-101 Porto",
    ],
    ["Calle Lope, 9 - 1.\u00ba A, 28014 Madrid", "Calle Lope, 9 - 1.\u00ba A, 28014 Madrid"],
    [
      "\u0443\u043b. \u201e\u0425\u0430\u043d \u041a\u0440\u0443\u043c\u201c \u2116 7, \u0435\u0442. 2, 9000 \u0412\u0430\u0440\u043d\u0430",
      "\u0443\u043b. \u201e\u0425\u0430\u043d \u041a\u0440\u0443\u043c\u201c \u2116 7, \u0435\u0442. 2, 9000 \u0412\u0430\u0440\u043d\u0430",
    ],
    [
      "ul. \u201eGranitowa\u201d 3, 20-001 Lublin. To",
      "ul. \u201eGranitowa\u201d 3, 20-001 Lublin",
    ],
    ["via Verdi 4, 43121 Parma. La porta", "via Verdi 4, 43121 Parma"],
    ["via Verdi 4, 6500 St. Moritz. La porta", "via Verdi 4, 6500 St. Moritz"],
    [
      "n\u00e1b\u0159e\u017e\u00ed Karla Havl\u00ed\u010dka 6, 602 00 Brno",
      "n\u00e1b\u0159e\u017e\u00ed Karla Havl\u00ed\u010dka 6, 602 00 Brno",
    ],
    ["Trg kralja Tomislava 9, 10000 Zagreb", "Trg kralja Tomislava 9, 10000 Zagreb"],
    ["Rua do Sol, 55, apto 8, 13015-001 Campinas", "Rua do Sol, 55, apto 8, 13015-001 Campinas"],
    ["Jl. Kenanga No. 5 RT 02/RW 09, Depok 16415", "Jl. Kenanga No. 5 RT 02/RW 09, Depok 16415"],
  ],
  misses: [
    "jalan tol KM 5,6 macet",
    "sent via HTTP 2",
    "n\u00e1m\u011bst\u00ed 17, 811 lid\u00ed",
    "na t\u0159\u00edd\u011b 12 \u017e\u00e1k\u016f",
    "trg 5",
    "Kompleks 3 gedung",
    "via Slack 3 times",
    "la calle es larga",
    "camino a la red 5",
    "plaza 5",
    "str = 5",
    "os.path 3",
    "corso di laurea 3",
    "\u0443\u043b. \u0431\u0435\u0437 \u043d\u043e\u043c\u0435\u0440\u0430",
    "import os 3",
    "et al. 2019",
    "Smith et al. Nature 12",
    "la place de la mairie 3 fois",
    "Corso di formazione 3 ore",
    "Camino de Santiago 3 etapas",
    "avenue 5 times",
  ],
};
