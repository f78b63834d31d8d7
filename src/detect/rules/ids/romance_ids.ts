/**
 * Numbers of France, Spain and Italy. All three state numbers carry a check that a made-up number
 * seldom passes, so that their usual forms need no word.
 *
 * @module
 */

import type { CodeRule, MatcherRule, Rule } from "../../rule.ts";
import { digitsOf } from "./check_digits.ts";
import { CODICE_FISCALE_RULE } from "./codice_fiscale.ts";
import { ID_CARD_WORDS, LICENCE_WORDS } from "./id_words.ts";
import { NATIONAL_ID_WORDS, SOCIAL_SECURITY_WORDS, TAX_WORDS } from "./id_number_words.ts";
import { NATION_WORDS } from "./national_id_words.ts";
import { PrintedId } from "./printed_id.ts";

/**
 * Sex, year, month (20 and more when it is not known), department (2A and 2B for Corsica), commune,
 * order, and a key: 97 less the rest modulo 97 (INSEE, NIR). Thirteen digits come without the key.
 */
function isNir(code: string): boolean {
  if (!/^[123478]\d{4}(?:\d\d|2[AB])\d{6}(?:\d\d)?$/.test(code)) return false;
  const month = Number(code.slice(3, 5));
  if (month === 0 || (month > 12 && month < 20) || code.slice(7, 10) === "000") return false;
  if (code.length === 13) return true;
  const digits = digitsOf(code.slice(0, 13).replace("2A", "19").replace("2B", "18"));
  const rest = digits.reduce((value, digit) => (value * 10 + digit) % 97, 0);
  return 97 - rest === Number(code.slice(13));
}

const NIR = new PrintedId([
  { pattern: "999999999999999", need: "soft" },
  { pattern: "999999A99999999", need: "soft" },
  { pattern: "9~99~99~99~999~999~99", need: "soft" },
  { pattern: "9~99~99~9A~999~999~99", need: "soft" },
  { pattern: "9999999999999~99", need: "soft" },
  { pattern: "999999A999999~99", need: "soft" },
  { pattern: "9999999999999", need: "context" },
  { pattern: "999999A999999", need: "context" },
  { pattern: "9~99~99~99~999~999", need: "context" },
  { pattern: "9~99~99~9A~999~999", need: "context" },
  { pattern: "9~99~99~99~999~99999", need: "context" },
  { pattern: "999~99~99~999~999~99", need: "context" },
  { pattern: "99999~99~999~999~99", need: "context" },
], isNir);

const NIR_RULE: MatcherRule = {
  anchor: "matcher",
  category: "FR_NIR",
  finds: "French social security number (NIR) with a valid key",
  at: ["number", "mixed"],
  groups: NIR.groups,
  groupedMin: 13,
  words: [
    ...[
      "nir",
      "num\u00e9ro nir",
      "nirpp",
      "num\u00e9ro insee",
      "insee",
      "num\u00e9ro s\u00e9cu",
      "n s\u00e9cu",
    ],
    ...[
      "s\u00e9curit\u00e9 sociale",
      "no s\u00e9cu",
      "no ss",
      "num s\u00e9cu",
      "n ss",
      "carte vitale",
      "vitale",
    ],
    ...[
      "num\u00e9ro de s\u00e9curit\u00e9 sociale",
      "num\u00e9ro d assur\u00e9",
      "num\u00e9ro d assur\u00e9 social",
    ],
    ...[
      "num\u00e9ro d immatriculation",
      "num\u00e9ro d inscription au r\u00e9pertoire",
      "assur\u00e9 social",
    ],
    ...[
      "num\u00e9ro s\u00e9curit\u00e9 sociale",
      "numsecu",
      "numerosecu",
      "securitesociale",
      "numss",
      "nss",
    ],
    ...["num\u00e9rosecuritesociale", "french social security"],
    ...["franz\u00f6sische sozialversicherungsnummer", "num\u00e9ro national", "french ssn"],
    ...NATION_WORDS,
    ...SOCIAL_SECURITY_WORDS,
  ],
  revision: 1,
  match: ({ text }, anchor) => NIR.match(text, anchor),
  hits: [
    ["NIR : 150108370540059", "150108370540059"],
    [
      "Mon num\u00e9ro de s\u00e9curit\u00e9 sociale est le 2 55 04 26 571 625 55.",
      "2 55 04 26 571 625 55",
    ],
    ['{"nir":"221018446462816"}', "221018446462816"],
    ['{"numeroSecu": 282055979316695}', "282055979316695"],
    ["nom,nir\nAnn,206093727656096\n", "206093727656096"],
    ["assur\u00e9 nir=189103421716686 ok", "189103421716686"],
    ["n\u00e9 \u00e0 Ajaccio, 1 74 07 2A 571 787 25", "1 74 07 2A 571 787 25"],
    ["147072B34952057", "147072B34952057"],
    ["My French social security number is 1501083705400", "1501083705400"],
    ["1891034217166 86, carte vitale de Paul", "1891034217166 86"],
    ["carte vitale 1-89-10-34-217-166-86", "1-89-10-34-217-166-86"],
    ["The French social security number is 1 54 11 75 877 236 46.", "1 54 11 75 877 236 46"],
  ],
  misses: [
    "150108370540058",
    "NIR 550108370540059",
    "NIR 150138370540059",
    "1501083705400",
    "1501083705400590",
    "1732000000000000",
    "commande order 150108370540059",
    "147072C34952057",
    "NIR 150 10",
    "490154203237518",
  ],
};

const DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";

/** The first part of `20240115T103000Z`. */
const TIMESTAMP_REGEXP = /^(?:19|20)\d\d(?:0[1-9]|1[0-2])[0-3]\d[TZ]$/;

/** The letter is the number modulo 23; X, Y, Z stand for 0, 1, 2 (Real Decreto 1553/2005). */
function isDni(code: string): boolean {
  const parts = /^([XYZ]?)(\d{7,8})([A-Z])$/.exec(code);
  if (parts === null) return false;
  const [, foreign, number, letter] = parts as unknown as [string, string, string, string];
  if (foreign !== "" && number.length !== 7) return false;
  if (/^0+$/.test(number) || TIMESTAMP_REGEXP.test(code)) return false;
  const prefix = foreign === "" ? "" : String("XYZ".indexOf(foreign));
  return DNI_LETTERS.charAt(Number(prefix + number) % 23) === letter;
}

const DNI = new PrintedId([
  { pattern: "99999999A", need: "soft" },
  { pattern: "99999999~A", need: "soft" },
  { pattern: "99.999.999-A", need: "soft" },
  { pattern: "99.999.999A", need: "soft" },
  { pattern: "99.999.999 A", need: "soft" },
  { pattern: "99~999~999~A", need: "context" },
  { pattern: "99~999~999A", need: "context" },
  { pattern: "A9999999A", need: "soft" },
  { pattern: "A-9999999-A", need: "soft" },
  { pattern: "A9999999-A", need: "soft" },
  { pattern: "A-9999999A", need: "soft" },
  { pattern: "A 9999999 A", need: "context" },
  { pattern: "A 9999999A", need: "context" },
  { pattern: "A~9.999.999~A", need: "context" },
  { pattern: "A9.999.999-A", need: "context" },
  { pattern: "9999999A", need: "context" },
  { pattern: "9999999~A", need: "context" },
  { pattern: "9.999.999-A", need: "context" },
], isDni);

const DNI_RULE: MatcherRule = {
  anchor: "matcher",
  category: "ES_DNI_NIE",
  finds: "Spanish DNI or NIE with a valid letter",
  at: ["number", "mixed"],
  groups: DNI.groups,
  groupedMin: 7,
  words: [
    ...["dni", "d n i", "dnis", "dni nie", "nie dni", "nif", "n i f", "=NIE", "n i e", "=nie"],
    ...[
      "nie number",
      "n\u00famero nie",
      "n\u00famero de nie",
      "n\u00famero de dni",
      "n\u00famero dni",
    ],
    ...["n\u00famero de extranjero", "identidad de extranjero", "documento nacional"],
    ...[
      "n\u00famero de identidad de extranjero",
      "n\u00famero de identificaci\u00f3n de extranjero",
    ],
    ...[
      "documento nacional de identidad",
      "tarjeta de residencia",
      "spanish id",
    ],
    ...["spanish dni", "spanish nie", "spanischer ausweis", "spanish tax id", "residencia"],
    ...["document nacional d identitat", "documento", "n\u00famero de documento"],
    ...ID_CARD_WORDS,
    ...NATIONAL_ID_WORDS,
    ...TAX_WORDS,
  ],
  revision: 1,
  match: ({ text }, anchor) => DNI.match(text, anchor),
  hits: [
    ["DNI 12345678Z", "12345678Z"],
    ["Mi DNI es 60.539.744-H, gracias.", "60.539.744-H"],
    ['{"dni":"53801916V"}', "53801916V"],
    ['{"nie":"X4086851G"}', "X4086851G"],
    ["nombre,dni\nAna,06041735A\n", "06041735A"],
    ["alta cliente nif=11281454T estado=1", "11281454T"],
    ["Her Spanish NIE is Z-5045605-P", "Z-5045605-P"],
    ["El titular, con NIE Y8953774-A, firma", "Y8953774-A"],
    ["65579378F", "65579378F"],
    ["Documento: 32149466-c", "32149466-c"],
    ["DNI 7952692-M", "7952692-M"],
    ["le n\u00b0 de DNI espagnol 32149466 C", "32149466 C"],
    ["DNI: 65579378f", "65579378f"],
  ],
  misses: [
    "12345678A",
    "DNI X4086851H",
    "part number 12345678Z",
    "const dayMs = 12345678z",
    "112345678Z",
    "12345678ZZ",
    "DNI 00000000T",
    "7952692M",
    "W4086851G",
    "20240115T",
    "12345678Z-1",
  ],
};

const IT_LICENCE_RULE: CodeRule = {
  anchor: "code",
  category: "IT_DRIVER_LICENSE",
  finds: "Italian driving licence number, next to a word for it",
  revision: 1,
  words: [
    ...["patente", "patenti", "patente di guida", "patente n", "numero patente", "patente numero"],
    ...["numero di patente", "numero della patente", "patente b", "motorizzazione"],
    ...["italian driving licence", "italian driver license", "italian driver s license"],
    ...["italienischer f\u00fchrerschein", "permis de conduire italien", "italian licence"],
    ...LICENCE_WORDS,
  ],
  forms: [
    { pattern: "A9XXXXXXXA", need: "context" },
    { pattern: "AA9999999A", need: "context" },
    { pattern: "AA 9999999 A", need: "context" },
    { pattern: "AA9999999 A", need: "context" },
    { pattern: "A9~XXXXXXX~A", need: "context" },
  ],
  valid: (code) => /^(?:U1[A-Z0-9]{7}[A-Z]|[A-Z]{2}\d{7}[A-Z])$/.test(code) && /\d\D*\d/.test(code),
  hits: [
    ["Patente di guida U1H7453F6R", "U1H7453F6R"],
    ["La mia patente \u00e8 la MI1234567X.", "MI1234567X"],
    ['{"numeroPatente":"U1K84D920L"}', "U1K84D920L"],
    ['{"driver_license":"RM7654321B"}', "RM7654321B"],
    ["nome,patente\nAnna,U1K84D920L\n", "U1K84D920L"],
    ["noleggio patente=TO4839201Z ok", "TO4839201Z"],
    ["My Italian driving licence is U1H7453F6R", "U1H7453F6R"],
    ["mein italienischer F\u00fchrerschein: MI1234567X", "MI1234567X"],
  ],
  misses: [
    "U1H7453F6R",
    "MI1234567X",
    "patente U2H7453F6R",
    "patente U1ABCDEFGH2",
    "patente MI12345678",
    "patente order MI1234567X",
    "sku MI1234567X",
    "patente MI1234567XY",
  ],
};

/** Numbers of France, Spain and Italy. */
export const ROMANCE_ID_RULES: readonly Rule[] = [
  ...[NIR_RULE, DNI_RULE, CODICE_FISCALE_RULE, IT_LICENCE_RULE],
];
