/**
 * Categories of Germany, the United Kingdom, Ireland, France, Italy, Spain, Portugal, the
 * Netherlands, Belgium and Switzerland.
 * @module
 */

import { digits, pick } from "../support/detect_corpus.ts";
import type { Random } from "../support/random.ts";
import { codiceLetter, crossSum, icaoDigit, mod1110Digit, weigh } from "./check_digits.ts";
import {
  birthday,
  charsOf,
  grouped,
  LETTERS,
  patterned,
  shortDay,
  type Subject,
  until,
  wholeDigits,
} from "./subject.ts";

function steuerId(random: Random): string {
  const order = [...Array(10).keys()].sort(() => random(2) * 2 - 1);
  const [doubled, left] = [order[0] as number, order[9] as number];
  const body = until(() => {
    const list = [doubled, ...order.filter((digit) => digit !== left)];
    const mixed = list.map((digit) => ({ digit, at: random(1000) })).sort((a, b) => a.at - b.at);
    const text = mixed.map(({ digit }) => digit).join("");
    return text.startsWith("0") || /(\d)\1/.test(text) ? null : text;
  });
  const id = body + mod1110Digit(body);
  return pick(random, [id, grouped(id, [2, 3, 3, 3], " ")]);
}

function rvnr(random: Random): string {
  const area = pick(random, ["13", "15", "24", "38", "52", "65", "82"]);
  const { year, month, day } = birthday(random);
  const letter = charsOf(random, LETTERS, 1);
  const serial = digits(random, 2);
  const place = String(letter.charCodeAt(0) - 64).padStart(2, "0");
  const numeric = `${area}${day}${month}${year.slice(2)}${place}${serial}`;
  const check = crossSum(numeric, [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1]) % 10;
  const id = `${area}${day}${month}${year.slice(2)}${letter}${serial}${check}`;
  return pick(random, [id, grouped(id, [2, 6, 1, 3], " ")]);
}

const CARD_CHARS = "CFGHJKLMNPRTVWXYZ0123456789";

/** Four characters of the authority, five of the card; most of them are digits. */
function serial(random: Random, first: string): string {
  return until(() => {
    const body = charsOf(random, first, 1) + charsOf(random, CARD_CHARS, 8);
    return body.replaceAll(/\D/g, "").length < 4 ? null : body;
  });
}

function idCard(random: Random): string {
  const body = serial(random, "LMNPRTVWXY");
  return random(2) === 0 ? body : body + icaoDigit(body);
}

function kvnr(random: Random): string {
  const letter = charsOf(random, LETTERS, 1);
  const body = digits(random, 8);
  const place = String(letter.charCodeAt(0) - 64).padStart(2, "0");
  return `${letter}${body}${crossSum(place + body, [1, 2, 1, 2, 1, 2, 1, 2, 1, 2]) % 10}`;
}

function nino(random: Random): string {
  const prefix = pick(random, ["AB", "CE", "HJ", "JM", "LR", "PN", "SK", "WZ", "YE"]);
  const id = `${prefix}${digits(random, 6)}${pick(random, [..."ABCD"])}`;
  return pick(random, [id, grouped(id, [2, 2, 2, 2, 1], " ")]);
}

function nhs(random: Random): string {
  const id = until(() => {
    const body = wholeDigits(random, 9);
    const check = 11 - weigh(body, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11;
    return check === 10 ? null : `${body}${check % 11}`;
  });
  return pick(random, [id, grouped(id, [3, 3, 4], " "), grouped(id, [3, 3, 4], "-")]);
}

function drivingLicence(random: Random): string {
  const { year, month, day } = birthday(random);
  const surname = pick(random, ["MORGA", "SMITH", "LEE99", "HOLLI", "OKONK", "ASH99"]);
  const born = random(2) === 0 ? month : String(Number(month) + 50);
  return `${surname}${year.charAt(2)}${born}${day}${year.charAt(3)}${
    pick(random, ["SM", "J9", "AB", "K9"])
  }9${charsOf(random, LETTERS, 2)}`;
}

function pps(random: Random): string {
  const body = digits(random, 7);
  const second = pick(random, ["", "A", "W"]);
  const extra = second === "A" ? 9 : 0;
  const sum = weigh(body, [8, 7, 6, 5, 4, 3, 2]) + extra;
  return `${body}${"WABCDEFGHIJKLMNOPQRSTUV".charAt(sum % 23)}${second}`;
}

function nir(random: Random): string {
  const { year, month } = birthday(random);
  const department = pick(random, ["75", "13", "33", "69", "59", "2A", "2B"]);
  const body = `${1 + random(2)}${year.slice(2)}${month}${department}${digits(random, 3)}${
    digits(random, 3)
  }`;
  const number = BigInt(body.replace("2A", "19").replace("2B", "18"));
  const id = body + String(97n - number % 97n).padStart(2, "0");
  return pick(random, [id, grouped(id, [1, 2, 2, 2, 3, 3, 2], " ")]);
}

function codiceFiscale(random: Random): string {
  const { year, day } = birthday(random);
  const names = charsOf(random, "BCDFGLMNPRSTVZ", 6);
  const month = charsOf(random, "ABCDEHLMPRST", 1);
  const born = random(2) === 0 ? day : String(Number(day) + 40);
  const place = pick(random, ["H501", "F205", "L219", "D612", "A944", "G273"]);
  const body = `${names}${year.slice(2)}${month}${born}${place}`;
  return body + codiceLetter(body);
}

function dni(random: Random): string {
  const table = "TRWAGMYFPDXBNJZSQVHLCKE";
  if (random(3) === 0) {
    const lead = random(3);
    const body = digits(random, 7);
    return `${"XYZ".charAt(lead)}${body}${table.charAt(Number(`${lead}${body}`) % 23)}`;
  }
  const body = wholeDigits(random, 8);
  const letter = table.charAt(Number(body) % 23);
  return pick(random, [`${body}${letter}`, `${body}-${letter}`]);
}

function nif(random: Random): string {
  const body = `${1 + random(3)}${digits(random, 7)}`;
  const rest = weigh(body, [9, 8, 7, 6, 5, 4, 3, 2]) % 11;
  const id = `${body}${rest < 2 ? 0 : 11 - rest}`;
  return pick(random, [id, grouped(id, [3, 3, 3], " ")]);
}

function bsn(random: Random): string {
  return until(() => {
    const body = wholeDigits(random, 8);
    const check = weigh(body, [9, 8, 7, 6, 5, 4, 3, 2]) % 11;
    return check === 10
      ? null
      : pick(random, [`${body}${check}`, grouped(`${body}${check}`, [4, 2, 3], ".")]);
  });
}

function nationalRegister(random: Random): string {
  const day = birthday(random);
  const body = `${shortDay(day)}${String(1 + random(997)).padStart(3, "0")}`;
  const number = Number(Number(day.year) >= 2000 ? `2${body}` : body);
  const id = `${body}${String(97 - number % 97).padStart(2, "0")}`;
  const dotted = `${grouped(id, [2, 2, 2], ".")}-${id.slice(6, 9)}.${id.slice(9)}`;
  return pick(random, [id, dotted]);
}

function ahv(random: Random): string {
  const body = `756${digits(random, 9)}`;
  const sum = weigh(body, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3]);
  const id = `${body}${(1000 - sum) % 10}`;
  return pick(random, [id, grouped(id, [3, 4, 4, 2], ".")]);
}

type Row = readonly [
  category: string,
  make: (random: Random) => string,
  keys: readonly string[],
  says: readonly string[],
];

const ROWS: readonly Row[] = [
  [
    "DE_STEUER_ID",
    steuerId,
    ["steuer_id", "steueridentifikationsnummer", "idnr", "german_tax_id"],
    [
      "The German tax ID on the payslip is %.",
      "Steuer-ID: %",
      "HR needs my Steueridentifikationsnummer, it is %.",
    ],
  ],
  ["DE_RVNR", rvnr, ["rentenversicherungsnummer", "sv_nummer", "sozialversicherungsnummer"], [
    "Rentenversicherungsnummer % is on the letter from Berlin.",
    "SV-Nummer: %",
    "The German social insurance number reads %.",
  ]],
  ["DE_ID_CARD", idCard, ["personalausweis", "ausweisnummer", "personalausweisnummer"], [
    "Personalausweis %, valid until next March.",
    "The German identity card number is %.",
    "Ausweisnummer: %",
  ]],
  ["DE_PASSPORT", (random) => serial(random, "CFGHJK"), [
    "reisepass",
    "reisepassnummer",
    "german_passport",
  ], [
    "Reisepass %, issued in Kiel.",
    "Her German passport number is %.",
    "Reisepassnummer: %",
  ]],
  ["DE_KVNR", kvnr, ["krankenversichertennummer", "kvnr", "versichertennummer"], [
    "KVNR % is printed on the health card.",
    "Krankenversichertennummer: %",
    "The German health insurance number is %.",
  ]],
  ["UK_NINO", nino, ["nino", "national_insurance_number", "niNumber"], [
    "My National Insurance number is %.",
    "NINO: %",
    "Payroll asked for the NI number, so here it is: %",
  ]],
  ["UK_NHS", nhs, ["nhs_number", "nhsNumber", "nhs"], [
    "The patient's NHS number is %.",
    "NHS no. %, referred by the surgery.",
    "Please quote NHS number % when you call the ward.",
  ]],
  ["UK_PASSPORT", (random) => digits(random, 9), ["uk_passport", "british_passport_number"], [
    "British passport number %.",
    "My UK passport is %, it expires in June.",
    "UK passport no: %",
  ]],
  ["UK_DRIVING_LICENCE", drivingLicence, ["driving_licence", "dvla_number", "drivingLicenceNo"], [
    "Driving licence number % was checked at the desk.",
    "My UK driving licence is %.",
    "DVLA licence: %",
  ]],
  ["IE_PPS", pps, ["pps", "pps_number", "ppsn"], [
    "My PPS number is %.",
    "PPSN %, Revenue has it already.",
    "Enter your PPS No. (%) on the form.",
  ]],
  ["FR_NIR", nir, ["numero_securite_sociale", "nir", "num_secu"], [
    "The French social security number is %.",
    "NIR % is on the carte Vitale.",
    "Numéro de sécurité sociale : %",
  ]],
  ["IT_CODICE_FISCALE", codiceFiscale, ["codice_fiscale", "codiceFiscale", "cf"], [
    "Her codice fiscale is %.",
    "The Italian tax code %, as on the card.",
    "C.F. %",
  ]],
  ["IT_DRIVER_LICENSE", (random) => patterned(random, pick(random, ["@@#######@", "U1#######@"])), [
    "patente",
    "numero_patente",
    "patente_di_guida",
  ], [
    "Patente di guida %, category B.",
    "Numero patente: %",
    "The Italian driving licence (patente) is %.",
  ]],
  ["ES_DNI_NIE", dni, ["dni", "nie", "numero_dni", "documento_identidad"], [
    "My Spanish DNI is %.",
    "NIE % was issued in Valencia.",
    "DNI/NIE: %",
  ]],
  ["PT_NIF", nif, ["nif", "contribuinte", "numero_contribuinte"], [
    "Número de contribuinte: %",
    "The Portuguese NIF on the invoice is %.",
    "NIF %",
  ]],
  ["NL_BSN", bsn, ["bsn", "burgerservicenummer", "sofinummer"], [
    "My BSN is %.",
    "Burgerservicenummer % is on the back of the passport.",
    "The Dutch citizen service number (BSN) is %.",
  ]],
  ["BE_NRN", nationalRegister, ["rijksregisternummer", "numero_national", "nrn"], [
    "Rijksregisternummer %",
    "The Belgian national register number is %.",
    "Numéro de registre national : %",
  ]],
  ["CH_AHV", ahv, ["ahv_nummer", "avs", "ahv", "swiss_ssn"], [
    "My Swiss AHV number is %.",
    "AHV-Nr. %",
    "Numéro AVS %",
  ]],
];

/** Categories of western Europe. */
export const EUROPE_SUBJECTS: readonly Subject[] = ROWS.map(([category, make, keys, says]) => ({
  category,
  make,
  keys,
  says,
}));
