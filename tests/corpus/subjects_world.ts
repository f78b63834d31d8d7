/**
 * Categories of northern and eastern Europe, the Americas, Africa, Asia and Australia.
 * @module
 */

import { digits, pick } from "../support/detect_corpus.ts";
import type { Random } from "../support/random.ts";
import { digitsOf, luhnDigit, mod112Char, verhoeffDigit, weigh } from "./check_digits.ts";
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

function personnummer(random: Random): string {
  const day = birthday(random);
  const body = `${shortDay(day)}${digits(random, 3)}`;
  const check = luhnDigit(body);
  const tail = `${body.slice(6)}${check}`;
  const short = shortDay(day);
  return pick(random, [`${short}-${tail}`, `${day.year}${day.month}${day.day}-${tail}`]);
}

function hetu(random: Random): string {
  const { year, month, day } = birthday(random);
  const serial = String(2 + random(890)).padStart(3, "0");
  const born = `${day}${month}${year.slice(2)}`;
  const check = "0123456789ABCDEFHJKLMNPRSTUVWXY".charAt(Number(born + serial) % 31);
  return `${born}${Number(year) < 2000 ? "-" : "A"}${serial}${check}`;
}

function fodselsnummer(random: Random): string {
  return until(() => {
    const { year, month, day } = birthday(random, 1946, 1999);
    const body = `${day}${month}${year.slice(2)}${String(random(500)).padStart(3, "0")}`;
    const first = (11 - weigh(body, [3, 7, 6, 1, 8, 9, 4, 5, 2]) % 11) % 11;
    const second = (11 - weigh(`${body}${first}`, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11) % 11;
    if (first === 10 || second === 10) return null;
    const id = `${body}${first}${second}`;
    return pick(random, [id, grouped(id, [6, 5], " ")]);
  });
}

function cpr(random: Random): string {
  return until(() => {
    const { year, month, day } = birthday(random, 1946, 1999);
    const body = `${day}${month}${year.slice(2)}${random(4)}${digits(random, 2)}`;
    const check = (11 - weigh(body, [4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11) % 11;
    return check === 10 ? null : grouped(`${body}${check}`, [6, 4], "-");
  });
}

function pesel(random: Random): string {
  const { year, month, day } = birthday(random);
  const coded = Number(year) < 2000 ? month : String(Number(month) + 20);
  const body = `${year.slice(2)}${coded}${day}${digits(random, 4)}`;
  return `${body}${(1000 - weigh(body, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3])) % 10}`;
}

function aadhaar(random: Random): string {
  const body = `${2 + random(8)}${digits(random, 10)}`;
  const id = body + verhoeffDigit(body);
  return pick(random, [grouped(id, [4, 4, 4], " "), grouped(id, [4, 4, 4], "-"), id]);
}

/** A made-up permanent account number. */
function pan(random: Random): string {
  return `${charsOf(random, LETTERS, 3)}${pick(random, [..."PCHF"])}${charsOf(random, LETTERS, 1)}${
    digits(random, 4)
  }${charsOf(random, LETTERS, 1)}`;
}

function gstin(random: Random): string {
  const alphabet = `0123456789${LETTERS}`;
  const state = pick(random, ["07", "19", "24", "27", "29", "33", "36"]);
  const body = `${state}${pan(random)}${1 + random(9)}Z`;
  const sum = [...body].reduce((total, char, k) => {
    const product = alphabet.indexOf(char) * (k % 2 + 1);
    return total + Math.floor(product / 36) + product % 36;
  }, 0);
  return body + alphabet.charAt((36 - sum % 36) % 36);
}

function voter(random: Random): string {
  const body = digits(random, 6);
  return `${charsOf(random, LETTERS, 3)}${body}${luhnDigit(body)}`;
}

function brazilDigit(body: string, weights: readonly number[]): string {
  const rest = weigh(body, weights) % 11;
  return rest < 2 ? "0" : String(11 - rest);
}

function cpf(random: Random): string {
  const body = digits(random, 9);
  const first = body + brazilDigit(body, [10, 9, 8, 7, 6, 5, 4, 3, 2]);
  const id = first + brazilDigit(first, [11, 10, 9, 8, 7, 6, 5, 4, 3, 2]);
  return pick(random, [`${grouped(id, [3, 3, 3], ".")}-${id.slice(9)}`, id]);
}

function cnpj(random: Random): string {
  const body = `${wholeDigits(random, 8)}0001`;
  const first = body + brazilDigit(body, [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]);
  const id = first + brazilDigit(first, [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]);
  return pick(random, [
    `${grouped(id, [2, 3, 3], ".")}/${id.slice(8, 12)}-${id.slice(12)}`,
    id,
  ]);
}

function tfn(random: Random): string {
  const id = until(() => {
    const body = wholeDigits(random, 9);
    return weigh(body, [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 === 0 ? body : null;
  });
  return pick(random, [id, grouped(id, [3, 3, 3], " ")]);
}

function sin(random: Random): string {
  const body = `${pick(random, [1, 2, 3, 4, 5, 6, 7, 9])}${digits(random, 7)}`;
  const id = body + luhnDigit(body);
  return pick(random, [id, grouped(id, [3, 3, 3], " "), grouped(id, [3, 3, 3], "-")]);
}

function auMedicare(random: Random): string {
  const body = `${2 + random(5)}${digits(random, 7)}`;
  const check = weigh(body, [1, 3, 7, 9, 1, 3, 7, 9]) % 10;
  const id = `${body}${check}${1 + random(9)}`;
  return pick(random, [id, grouped(id, [4, 5, 1], " ")]);
}

function abn(random: Random): string {
  const id = until(() => {
    const body = wholeDigits(random, 11);
    const less = `${Number(body.charAt(0)) - 1}${body.slice(1)}`;
    return weigh(less, [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]) % 89 === 0 ? body : null;
  });
  return pick(random, [id, grouped(id, [2, 3, 3, 3], " ")]);
}

function acn(random: Random): string {
  const body = `0${digits(random, 7)}`;
  const id = `${body}${(1000 - weigh(body, [8, 7, 6, 5, 4, 3, 2, 1])) % 10}`;
  return pick(random, [id, grouped(id, [3, 3, 3], " ")]);
}

function nric(random: Random): string {
  const letter = pick(random, [..."STFG"]);
  const body = digits(random, 7);
  const sum = weigh(body, [2, 7, 6, 5, 4, 3, 2]) + ("TG".includes(letter) ? 4 : 0);
  const table = "ST".includes(letter) ? "JZIHGFEDCBA" : "XWUTRQPNMLK";
  return `${letter}${body}${table.charAt(sum % 11)}`;
}

function rrn(random: Random): string {
  const day = birthday(random);
  const body = `${shortDay(day)}${Number(day.year) < 2000 ? 1 + random(2) : 3 + random(2)}${
    digits(random, 5)
  }`;
  const check = (11 - weigh(body, [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]) % 11) % 10;
  return grouped(`${body}${check}`, [6, 7], "-");
}

function residentId(random: Random): string {
  const { year, month, day } = birthday(random);
  const region = pick(random, ["110101", "310104", "440106", "330106", "510104", "320102"]);
  const body = `${region}${year}${month}${day}${digits(random, 3)}`;
  return body + mod112Char(body);
}

function southAfricanId(random: Random): string {
  const body = `${shortDay(birthday(random))}${digits(random, 4)}${random(2)}8`;
  return body + luhnDigit(body);
}

function tckn(random: Random): string {
  const body = wholeDigits(random, 9);
  const all = digitsOf(body);
  const odd = all.filter((_digit, k) => k % 2 === 0).reduce((a, b) => a + b, 0);
  const even = all.filter((_digit, k) => k % 2 === 1).reduce((a, b) => a + b, 0);
  const tenth = (odd * 7 - even + 100) % 10;
  return `${body}${tenth}${(odd + even + tenth) % 10}`;
}

function curp(random: Random): string {
  const alphabet = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ";
  const day = birthday(random, 1950, 1999);
  const body = `${charsOf(random, "BCDFGHJLMPRST", 1)}${charsOf(random, "AEIOU", 1)}${
    charsOf(random, "BCDFGHJLMPRST", 2)
  }${shortDay(day)}${pick(random, ["H", "M"])}${pick(random, ["DF", "JC", "NL", "OC", "YN"])}${
    charsOf(random, "BCDFGHJLMNPRSTVZ", 3)
  }${random(10)}`;
  const sum = [...body].reduce((total, char, k) => total + alphabet.indexOf(char) * (18 - k), 0);
  return `${body}${(10 - sum % 10) % 10}`;
}

function myNumber(random: Random): string {
  const body = digits(random, 11);
  const rest = weigh(body, [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11;
  const id = `${body}${rest <= 1 ? 0 : 11 - rest}`;
  return pick(random, [id, grouped(id, [4, 4, 4], " "), grouped(id, [4, 4, 4], "-")]);
}

function israeliId(random: Random): string {
  const body = `${pick(random, ["0", "2", "3"])}${digits(random, 7)}`;
  return body + luhnDigit(body);
}

function rut(random: Random): string {
  const body = String(5_000_000 + random(20_000_000));
  let sum = 0;
  for (const [k, digit] of digitsOf(body).reverse().entries()) sum += digit * (2 + k % 6);
  const check = 11 - sum % 11;
  const last = check === 11 ? "0" : check === 10 ? "K" : String(check);
  const dotted = body.replace(/\B(?=(\d{3})+$)/g, ".");
  return `${pick(random, [body, dotted])}-${last}`;
}

function thaiId(random: Random): string {
  const body = `${1 + random(8)}${digits(random, 11)}`;
  const sum = weigh(body, [13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]);
  const id = `${body}${(11 - sum % 11) % 10}`;
  return pick(random, [id, grouped(id, [1, 4, 5, 2, 1], "-")]);
}

type Row = readonly [
  category: string,
  make: (random: Random) => string,
  keys: readonly string[],
  says: readonly string[],
];

const ROWS: readonly Row[] = [
  ["SE_PERSONNUMMER", personnummer, ["personnummer", "person_nr", "swedish_personal_number"], [
    "The Swedish personnummer is %.",
    "Personnummer: %",
    "My Swedish personal identity number is %.",
  ]],
  ["FI_HETU", hetu, ["hetu", "henkilotunnus", "finnish_personal_id"], [
    "Hetu: %",
    "The Finnish personal identity code is %.",
    "Henkilötunnus % is on the card.",
  ]],
  ["NO_FNR", fodselsnummer, ["fodselsnummer", "fnr", "norwegian_id"], [
    "Fødselsnummer: %",
    "My Norwegian national identity number is %.",
    "The fnr % belongs to the tenant.",
  ]],
  ["DK_CPR", cpr, ["cpr", "cpr_nummer", "cprNumber"], [
    "CPR number %.",
    "My Danish CPR is %.",
    "CPR-nr. %",
  ]],
  ["PL_PESEL", pesel, ["pesel", "numer_pesel"], [
    "Her PESEL is %.",
    "PESEL: %",
    "The Polish national number (PESEL) is %.",
  ]],
  ["TR_TCKN", tckn, ["tckn", "tc_kimlik_no", "tcKimlik"], [
    "TC Kimlik No: %",
    "My Turkish identity number is %.",
    "T.C. kimlik numarası %",
  ]],
  ["IL_ID", israeliId, ["teudat_zehut", "israeli_id", "mispar_zehut"], [
    "Teudat Zehut %",
    "My Israeli ID number is %.",
    "Israeli identity number: %",
  ]],
  ["IN_AADHAAR", aadhaar, ["aadhaar", "aadhaar_number", "uidai"], [
    "My Aadhaar number is %.",
    "Aadhaar: %",
    "The UIDAI letter shows %.",
  ]],
  ["IN_PAN", pan, ["pan", "pan_number", "permanent_account_number"], [
    "PAN % is linked to the account.",
    "My PAN card number is %.",
    "Permanent Account Number: %",
  ]],
  ["IN_GSTIN", gstin, ["gstin", "gst_number", "gstNo"], [
    "The supplier's GSTIN is %.",
    "GST number: %",
    "Invoice under GSTIN %",
  ]],
  ["IN_VOTER", voter, ["voter_id", "epic_no", "voterId"], [
    "My voter ID is %.",
    "EPIC number: %",
    "Election card (voter id) %",
  ]],
  ["IN_PASSPORT", (random) => patterned(random, `${pick(random, [..."JKLMNPRSTUVW"])}^#####^`), [
    "indian_passport",
    "passport_no_in",
  ], [
    "Indian passport number %.",
    "My Indian passport is %, issued in Pune.",
    "Passport (India): %",
  ]],
  ["BR_CPF", cpf, ["cpf", "cpf_cliente", "documento_cpf"], [
    "The customer's CPF is %.",
    "CPF: %",
    "My Brazilian CPF number is %.",
  ]],
  ["BR_CNPJ", cnpj, ["cnpj", "cnpj_empresa"], [
    "The company's CNPJ is %.",
    "CNPJ %",
    "Invoice it to CNPJ no. %.",
  ]],
  ["MX_CURP", curp, ["curp", "clave_curp"], [
    "Her CURP is %.",
    "CURP: %",
    "The Mexican population code (CURP) is %.",
  ]],
  ["CL_RUT", rut, ["rut", "rut_cliente", "rutEmpresa"], [
    "My Chilean RUT is %.",
    "RUT: %",
    "The RUT % is on the receipt.",
  ]],
  ["CA_SIN", sin, ["sin_number", "social_insurance_number", "socialInsuranceNumber"], [
    "My Social Insurance Number is %.",
    "SIN: %",
    "Canadian social insurance number %, for the T4.",
  ]],
  ["AU_TFN", tfn, ["tfn", "tax_file_number", "taxFileNumber"], [
    "My tax file number is %.",
    "TFN: %",
    "The ATO has TFN % on file.",
  ]],
  ["AU_MEDICARE", auMedicare, ["medicare_number", "medicare_card", "medicareCardNo"], [
    "The Australian Medicare card number is %.",
    "Medicare card: %",
    "My Medicare number is %, reference on the card.",
  ]],
  ["AU_ABN", abn, ["abn", "australian_business_number"], [
    "Our ABN is %.",
    "ABN: %",
    "Australian Business Number %, registered for GST.",
  ]],
  ["AU_ACN", acn, ["acn", "australian_company_number"], [
    "The company's ACN is %.",
    "ACN %",
    "Australian Company Number: %",
  ]],
  ["SG_NRIC", nric, ["nric", "nric_no", "fin_number"], [
    "My NRIC is %.",
    "NRIC/FIN: %",
    "The Singapore NRIC number % was masked in the list.",
  ]],
  ["KR_RRN", rrn, ["rrn", "resident_registration_number", "jumin"], [
    "Korean resident registration number %.",
    "RRN: %",
    "The resident registration number is %.",
  ]],
  ["CN_RIC", residentId, ["id_card", "resident_id", "shenfenzheng"], [
    "Chinese resident ID number %.",
    "My Chinese ID card number is %.",
    "Resident identity card: %",
  ]],
  ["JP_MYNUMBER", myNumber, ["my_number", "mynumber", "individual_number"], [
    "My Number: %",
    "The Japanese individual number is %.",
    "Her My Number card shows %.",
  ]],
  ["TH_PIN", thaiId, ["thai_id", "citizen_id", "national_id_th"], [
    "Thai national ID %.",
    "My Thai ID card number is %.",
    "Thai citizen ID: %",
  ]],
  ["ZA_ID", southAfricanId, ["sa_id", "rsa_id_number", "south_african_id"], [
    "South African ID number %.",
    "RSA ID: %",
    "My SA ID number is %.",
  ]],
  ["NG_NIN", (random) => wholeDigits(random, 11), ["nin", "national_identification_number"], [
    "My NIN is %.",
    "Nigerian National Identification Number: %",
    "NIN % was linked to the SIM.",
  ]],
];

/** Categories of the rest of the world. */
export const WORLD_SUBJECTS: readonly Subject[] = ROWS.map(([category, make, keys, says]) => ({
  category,
  make,
  keys,
  says,
}));
