/**
 * Numbers of Brazil: CPF for persons, CNPJ for firms. As printed, with dots, slash and dash, they
 * need no word.
 *
 *     844.136.709-49    83.979.654/0001-36    12.ABC.345/01DE-35 (from July 2026)
 *
 * @module
 */

import { codeAt } from "../../text/character.ts";
import type { Hit, MatcherRule, NumberRule, Rule, Span } from "../../rule.ts";
import { isOneDigit } from "./check_digits.ts";
import { NATIONAL_ID_WORDS, TAX_WORDS } from "./id_number_words.ts";
import { isSeparator, PrintedId } from "./printed_id.ts";

/** Two check digits, weights from 2 on, from the right (Receita Federal, CPF). */
function isCpf(d: Uint8Array): boolean {
  if (isOneDigit(d, 11)) return false;
  for (let size = 9; size < 11; size++) {
    let sum = 0;
    for (let k = 0; k < size; k++) sum += (d[k] as number) * (size + 1 - k);
    if (sum * 10 % 11 % 10 !== d[size]) return false;
  }
  return true;
}

const CPF_RULE: NumberRule = {
  anchor: "number",
  category: "BR_CPF",
  finds: "Brazilian CPF number with two valid check digits",
  revision: 1,
  words: [
    ...[
      "cpf",
      "c p f",
      "cpfs",
      "cpf mf",
      "cpfnumber",
    ],
    ...["n\u00famero do cpf", "n\u00famero de cpf", "cadastro de pessoas f\u00edsicas", "cpf cnpj"],
    ...[
      "cadastro de pessoa f\u00edsica",
      "brazilian tax id",
      "brazilian id",
      "numerocpf",
      "cpfcnpj",
    ],
    ...[
      "contribuinte",
      "inscri\u00e7\u00e3o no cpf",
      "brazilian cpf",
      "brasilianische steuernummer",
    ],
    ...NATIONAL_ID_WORDS,
    ...TAX_WORDS,
  ],
  forms: [
    { pattern: "999.999.999-99", need: "none" },
    { pattern: "999.999.999/99", need: "context" },
    { pattern: "999.999.999.99", need: "context" },
    { pattern: "999~999~999~99", need: "context" },
    { pattern: "999999999-99", need: "soft" },
    { pattern: "999999999/99", need: "context" },
    { pattern: "99999999999", need: "context" },
    { pattern: "999 999 999-99", need: "soft" },
    { pattern: "999.999.999 - 99", need: "soft" },
    { pattern: "999.999.999 99", need: "soft" },
  ],
  valid: isCpf,
  hits: [
    ["CPF: 844.136.709-49", "844.136.709-49"],
    ["Meu CPF \u00e9 13026647608, pode conferir.", "13026647608"],
    ['{"cpf":"26882255539"}', "26882255539"],
    ['{"cpf": 54219005501}', "54219005501"],
    ["nome,cpf\nAna,71185877533\n", "71185877533"],
    ["cadastro cpf=86121062223 ok", "86121062223"],
    ["My Brazilian CPF is 496 156 011 10", "496 156 011 10"],
    ["496.156.011-10", "496.156.011-10"],
    ["496156011-10", "496156011-10"],
    ["meine brasilianische Steuernummer 496.156.011-10", "496.156.011-10"],
  ],
  misses: [
    "844.136.709-48",
    "CPF 111.111.111-11",
    "13026647608",
    "CPF 130266476080",
    "R$ 844.136.709,49",
    "id=13026647608",
    "order 13026647608",
    "1.844.136.709-49",
    "496.156.011-109",
    "pedido 496.156.011",
  ],
};

const CNPJ_WEIGHTS = [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2];

/** Letters count as their code less 48 (Instrucao Normativa RFB 2.229/2024). */
function isCnpj(code: string): boolean {
  if (!/^[0-9A-Z]{12}\d\d$/.test(code) || /^(.)\1+$/.test(code) || /^0{8}/.test(code)) return false;
  for (let size = 12; size < 14; size++) {
    let sum = 0;
    for (let k = 0; k < size; k++) {
      sum += (code.charCodeAt(k) - 0x30) * (CNPJ_WEIGHTS[k + 13 - size] as number);
    }
    const check = sum % 11 < 2 ? 0 : 11 - sum % 11;
    if (check !== code.charCodeAt(size) - 0x30) return false;
  }
  return true;
}

const CNPJ_PRINTED = new PrintedId([
  { pattern: "XX.XXX.XXX/XXXX-99", need: "none" },
  { pattern: "XX~XXX~XXX~XXXX~99", need: "context" },
  { pattern: "XXXXXXXX/XXXX-99", need: "soft" },
  { pattern: "XX XXX XXX/XXXX-99", need: "soft" },
  { pattern: "XXXXXXXXXXXX-99", need: "context" },
], isCnpj);

const CNPJ_BARE = new PrintedId([{ pattern: "XXXXXXXXXXXXXX", need: "context" }], isCnpj);
const CNPJ_CHARS = 14;

function matchCnpj(text: string, run: Readonly<Span>): Hit | null {
  if (run.end - run.start === CNPJ_CHARS) {
    // Whether a run has letters does not matter, so its form has them, and its first group is it.
    return CNPJ_BARE.match(text, run);
  }
  if (run.end - run.start !== 2 || !isSeparator(codeAt(text, run.start - 1))) return null;
  return CNPJ_PRINTED.matchEnding(text, run.end);
}

const CNPJ_RULE: MatcherRule = {
  anchor: "matcher",
  category: "BR_CNPJ",
  finds: "Brazilian CNPJ number, of digits or with letters, with two valid check digits",
  at: ["number", "mixed"],
  groups: [[2, 2, " -./_9|", "* -./"], [CNPJ_CHARS, CNPJ_CHARS, "* -./_9|", "* -./"]],
  words: [
    ...["cnpj", "c n p j", "cnpjs", "cnpj mf", "cnpjnumber"],
    ...["cpf cnpj", "n\u00famero do cnpj", "n\u00famero de cnpj", "cgc", "numerocnpj", "cpfcnpj"],
    ...["cadastro nacional da pessoa jur\u00eddica", "cadastro nacional de pessoa jur\u00eddica"],
    ...["brazilian company id", "brazilian company number", "brazilian tax id", "brazilian cnpj"],
    ...TAX_WORDS,
  ],
  revision: 1,
  match: ({ text }, anchor) => matchCnpj(text, anchor),
  hits: [
    ["CNPJ: 83.979.654/0001-36", "83.979.654/0001-36"],
    ["O CNPJ da empresa \u00e9 51598074000293.", "51598074000293"],
    ['{"cnpj":"44131916000237"}', "44131916000237"],
    ['{"cnpj": 23679762000161}', "23679762000161"],
    ["empresa,cnpj\nAcme,19106666000238\n", "19106666000238"],
    ["nfe cnpj=19106666000238 ok", "19106666000238"],
    ["CNPJ 12.ABC.345/01DE-35", "12.ABC.345/01DE-35"],
    ["12.ABC.345/01DE-35", "12.ABC.345/01DE-35"],
    ["novo CNPJ L3WGKM6G4E2C40", "L3WGKM6G4E2C40"],
    ["Our Brazilian CNPJ is ZY.H4A.N8J/2GMQ-65", "ZY.H4A.N8J/2GMQ-65"],
    ["51.598.074/0002-93", "51.598.074/0002-93"],
    ["CNPJ 51 598 074 0002 93", "51 598 074 0002 93"],
  ],
  misses: [
    "83.979.654/0001-37",
    "51598074000293",
    "CNPJ 11.111.111/1111-11",
    "CNPJ 515980740002930",
    "20260131103000",
    "12.ABC.345/01DE-36",
    "order 51598074000293",
    "CNPJ 00.000.000/0000-00",
    "L3WGKM6G4E2C40",
    "1.83.979.654/0001-36",
  ],
};

/** Numbers of Brazil. */
export const BRAZILIAN_ID_RULES: readonly Rule[] = [CPF_RULE, CNPJ_RULE];
