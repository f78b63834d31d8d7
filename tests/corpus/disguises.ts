/**
 * Ways to disguise a value so that people or programs still read it.
 * @module
 */

import { pick } from "../support/detect_corpus.ts";
import type { Random } from "../support/random.ts";

/** A way to disguise, and the categories whose values it suits. */
export interface Disguise {
  name: string;
  suits: readonly string[];
  /** The disguised value. */
  dress(value: string, random: Random): string;
  /** Sentence around it, with `%`; a plain one when absent. */
  frame?: string;
}

const NUMBERS = ["SSN", "CC_NUMBER", "PHONE", "IBAN"];
const PLAIN_NUMBERS = ["SSN", "CC_NUMBER", "PHONE"];
const ALL = ["SSN", "CC_NUMBER", "PHONE", "EMAIL", "IP_ADDRESS", "IBAN"];

function eachDigit(value: string, change: (digit: number) => string): string {
  return value.replaceAll(/\d/g, (digit) => change(Number(digit)));
}

/** Digits of another script, by its zero. */
function digitsFrom(zero: number): Disguise["dress"] {
  return (value) => eachDigit(value, (digit) => String.fromCodePoint(zero + digit));
}

/** A character after every so many characters. */
function sprinkled(chars: readonly string[]): Disguise["dress"] {
  return (value, random) =>
    [...value].map((char, k) => k > 0 && random(3) === 0 ? pick(random, chars) + char : char)
      .join("").replace(/^(.)(.)/u, `$1${chars[0]}$2`);
}

function fullWidth(value: string): string {
  return value.replaceAll(
    /[!-~]/g,
    (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0),
  );
}

function escaped(lead: string): Disguise["dress"] {
  return (value) =>
    [...value].map((char) => `${lead}u${char.charCodeAt(0).toString(16).padStart(4, "0")}`)
      .join("");
}

const LOOK_ALIKES: Readonly<Record<string, string>> = {
  a: "\u0430",
  c: "\u0441",
  e: "\u0435",
  i: "\u0456",
  o: "\u043e",
  p: "\u0440",
  s: "\u0455",
  x: "\u0445",
};

function lookAlike(value: string): string {
  return value.replace(/[aceiopsx]/, (char) => LOOK_ALIKES[char] as string)
    .replace(
      /@[^aceiopsx]*([aceiopsx])/,
      (all, char: string) => all.slice(0, -1) + (LOOK_ALIKES[char] as string),
    );
}

function base64(value: string): string {
  return btoa(value);
}

function hexOf(value: string): string {
  return [...value].map((char) => char.charCodeAt(0).toString(16)).join("");
}

/** Scripts with digits of their own. */
const SCRIPTS: readonly (readonly [name: string, zero: number])[] = [
  ...[["arabic_digits", 0x660], ["persian_digits", 0x6f0], ["devanagari_digits", 0x966]] as const,
  ...[["bengali_digits", 0x9e6], ["thai_digits", 0xe50], ["wide_digits", 0xff10]] as const,
  ...[["bold_digits", 0x1d7ce], ["mono_digits", 0x1d7f6]] as const,
];

/** All disguises. */
export const DISGUISES: readonly Disguise[] = [
  ...SCRIPTS.map(([name, zero]): Disguise => ({
    name,
    suits: [...PLAIN_NUMBERS, "IP_ADDRESS"],
    dress: digitsFrom(zero),
  })),
  { name: "wide_letters", suits: ["EMAIL", "IBAN", "IP_ADDRESS"], dress: fullWidth },
  {
    name: "wide_signs",
    suits: ["EMAIL"],
    dress: (value) => value.replace("@", "\uff20").replaceAll(".", "\uff0e"),
  },
  { name: "zero_width", suits: ALL, dress: sprinkled(["\u200b", "\u200c", "\u2060"]) },
  { name: "soft_hyphen", suits: ALL, dress: sprinkled(["\u00ad"]) },
  { name: "direction_marks", suits: ALL, dress: sprinkled(["\u200e", "\u202a", "\u2066"]) },
  { name: "byte_order_marks", suits: ALL, dress: sprinkled(["\ufeff"]) },
  { name: "selectors", suits: NUMBERS, dress: sprinkled(["\ufe0f"]) },
  {
    name: "combining_marks",
    suits: PLAIN_NUMBERS,
    dress: (value) => eachDigit(value, (digit) => `${digit}\u0336`),
  },
  {
    name: "typographic_dashes",
    suits: PLAIN_NUMBERS,
    dress: (value, random) =>
      value.replaceAll(/[ -]/g, pick(random, ["\u2010", "\u2011", "\u2013", "\u2212"])),
  },
  {
    name: "typographic_spaces",
    suits: NUMBERS,
    dress: (value, random) =>
      value.replaceAll(/[ -]/g, pick(random, ["\u00a0", "\u2009", "\u202f", "\u2007"])),
  },
  {
    name: "spaced_digits",
    suits: ["SSN", "CC_NUMBER"],
    dress: (value) => [...value.replaceAll(/\D/g, "")].join(" "),
  },
  {
    name: "dots_between",
    suits: ["SSN", "CC_NUMBER"],
    dress: (value) => value.replaceAll(/[ -]/g, "."),
  },
  {
    name: "slashes_between",
    suits: ["SSN", "CC_NUMBER"],
    dress: (value) => value.replaceAll(/[ -]/g, "/"),
  },
  {
    name: "broken_over_lines",
    suits: ["SSN", "CC_NUMBER", "IBAN"],
    dress: (value) => value.replace(/[ -]/, "\n"),
  },
  { name: "json_escapes", suits: ALL, dress: escaped("\\"), frame: '{"note":"%"}' },
  {
    name: "double_json_escapes",
    suits: ALL,
    dress: escaped("\\\\"),
    frame: '{"a":"{\\"n\\":\\"%\\"}"}',
  },
  {
    name: "decimal_entities",
    suits: ALL,
    dress: (value) => [...value].map((char) => `&#${char.charCodeAt(0)};`).join(""),
  },
  {
    name: "hexadecimal_entities",
    suits: ALL,
    dress: (value) => [...value].map((char) => `&#x${char.charCodeAt(0).toString(16)};`).join(""),
  },
  {
    name: "named_entities",
    suits: ["EMAIL"],
    dress: (value) => value.replace("@", "&commat;").replaceAll(".", "&period;"),
  },
  {
    name: "percent_encoding",
    suits: ["EMAIL", "PHONE", "CC_NUMBER"],
    dress: (value) => encodeURIComponent(value),
    frame: "GET /find?q=%&page=2",
  },
  {
    name: "percent_everything",
    suits: ALL,
    dress: (value) => [...value].map((char) => `%${char.charCodeAt(0).toString(16)}`).join(""),
    frame: "GET /find?q=%&page=2",
  },
  {
    name: "quoted_printable",
    suits: ["EMAIL", "SSN"],
    dress: (value) => value.replace("@", "=40").replaceAll("-", "=2D").replaceAll(".", "=2E"),
  },
  { name: "base64", suits: ALL, dress: base64, frame: "payload: %" },
  {
    name: "base64_sentence",
    suits: ALL,
    dress: (value) => base64(`the customer gave ${value} to us`),
    frame: "data:text/plain;base64,%",
  },
  {
    name: "base64url_sentence",
    suits: ALL,
    dress: (value) =>
      base64(`{"note":"??>>","value":"${value}"}`).replaceAll("+", "-").replaceAll("/", "_")
        .replaceAll("=", ""),
    frame: "https://example.com/cb?d=%",
  },
  { name: "hexadecimal", suits: ALL, dress: hexOf, frame: "dump: %" },
  { name: "look_alikes", suits: ["EMAIL"], dress: lookAlike },
  {
    name: "words_in_brackets",
    suits: ["EMAIL"],
    dress: (value) => value.replace("@", " [at] ").replaceAll(".", " [dot] "),
  },
  {
    name: "words_in_parentheses",
    suits: ["EMAIL"],
    dress: (value) => value.replace("@", "(at)").replaceAll(".", "(dot)"),
  },
  {
    name: "words_bare",
    suits: ["EMAIL"],
    dress: (value) => value.replace("@", " at ").replaceAll(".", " dot "),
  },
  {
    name: "defanged",
    suits: ["IP_ADDRESS", "EMAIL"],
    dress: (value) => value.replaceAll(".", "[.]"),
  },
  {
    name: "markdown_stars",
    suits: ["CC_NUMBER", "SSN"],
    dress: (value) => `**${value.slice(0, 4)}**${value.slice(4)}`,
  },
  {
    name: "backslashes",
    suits: ["SSN", "PHONE"],
    dress: (value) => value.replaceAll(/[-.()]/g, "\\$&"),
  },
  {
    name: "keycaps",
    suits: PLAIN_NUMBERS,
    dress: (value) => eachDigit(value, (digit) => `${digit}\ufe0f\u20e3`),
  },
  {
    name: "unseen_beside_spaces",
    suits: NUMBERS,
    dress: (value, random) => value.replaceAll(" ", ` ${pick(random, ["\u200b", "\u2060"])}`),
  },
  {
    name: "one_by_one",
    suits: ["SSN", "CC_NUMBER", "IBAN"],
    dress: (value, random) => [...value.replaceAll(/\W/g, "")].join(pick(random, [".", "_", "-"])),
  },
  {
    name: "odd_signs_between",
    suits: ["SSN", "CC_NUMBER", "IBAN"],
    dress: (value, random) => value.replaceAll(/[ -]/g, pick(random, ["|", "~", "_", "*", "''"])),
  },
  {
    name: "pairs",
    suits: ["CC_NUMBER"],
    dress: (value) => value.replaceAll(/\D/g, "").replaceAll(/..(?=.)/g, "$&."),
  },
  {
    name: "letters_for_digits",
    suits: ["SSN", "CC_NUMBER", "IBAN"],
    dress: (value) => value.replace(/1(?!.*1)/, "l").replaceAll(/0(?=\d)/g, "O"),
  },
  {
    name: "lines_inside",
    suits: ["EMAIL"],
    dress: (value) => value.replace(/@(...)/, "@$1\n"),
  },
  {
    name: "quoted_printable_spaces",
    suits: ["CC_NUMBER", "IBAN"],
    dress: (value) => value.replaceAll(" ", "=20"),
  },
  {
    name: "signs_in_brackets",
    suits: ["IP_ADDRESS", "EMAIL"],
    dress: (value) => value.replace("@", "(@)").replaceAll(".", "(.)"),
  },
  {
    name: "words_of_two",
    suits: ["EMAIL"],
    dress: (value) => value.replace("@", " snabel-a ").replaceAll(".", " punkt "),
  },
  {
    name: "right_to_left",
    suits: ["SSN", "CC_NUMBER"],
    dress: (value) => `\u202e${[...value].reverse().join("")}\u202c`,
  },
  {
    name: "marks_on_all",
    suits: [...PLAIN_NUMBERS, "EMAIL"],
    dress: (value) => [...value].map((char) => char === " " ? char : `${char}\u0335`).join(""),
  },
];
