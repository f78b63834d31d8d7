/**
 * Made-up texts that are hard for the detection engine: examples and look-alikes of every row,
 * plain and disguised, between prose, JSON, code, logs and tables. The same seed gives the same
 * text.
 * @module
 */

import { RULES } from "../../src/detect/table.ts";
import {
  cleanCode,
  cleanJson,
  cleanLogs,
  cleanProse,
  denseProse,
  digits,
  pick,
} from "./detect_corpus.ts";
import type { Random } from "./random.ts";

const DIGIT_WORDS = [
  "zero",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
];

/** Ways to write a text so that a simple search misses what is in it. */
export const DISGUISES: Readonly<Record<string, (text: string) => string>> = {
  fullWidth: (text) => mapped(text, /[!-~]/g, (unit) => unit + 0xfee0),
  arabicDigits: (text) => mapped(text, /[0-9]/g, (unit) => unit - 0x30 + 0x660),
  mathematical: (text) => mapped(text, /[0-9]/g, (unit) => unit - 0x30 + 0x1d7ce),
  zeroWidth: (text) => text.replaceAll(/([0-9a-z])(?=[0-9a-z])/gi, "$1\u200b"),
  softHyphen: (text) => text.replaceAll(/([0-9]{2})/g, "$1\u00ad"),
  combining: (text) => text.replaceAll(/[0-9]/g, "$&\u0336"),
  dashes: (text) => text.replaceAll("-", "\u2013").replaceAll(" ", "\u00a0"),
  homoglyphs: (text) => text.replaceAll("a", "\u0430").replaceAll("e", "\u0435"),
  json: (text) => text.replaceAll(/[0-9@]/g, (char) => `\\u${hex(char, 4)}`),
  jsonTwice: (text) => text.replaceAll(/[0-9@]/g, (char) => `\\\\u${hex(char, 4)}`),
  hexEscape: (text) => text.replaceAll(/[0-9@]/g, (char) => `\\x${hex(char, 2)}`),
  decimalEntity: (text) => text.replaceAll(/[0-9@]/g, (char) => `&#${char.charCodeAt(0)};`),
  hexEntity: (text) => text.replaceAll(/[0-9@]/g, (char) => `&#x${hex(char, 2)};`),
  percent: (text) => text.replaceAll(/[-@. ]/g, (char) => `%${hex(char, 2)}`),
  percentTwice: (text) => text.replaceAll(/[-@. ]/g, (char) => `%25${hex(char, 2)}`),
  quotedPrintable: (text) => text.replaceAll("@", "=40").replaceAll(/(.{60})/g, "$1=\n"),
  tags: (text) => text.replaceAll(/([0-9])([-.@ ])([0-9a-z])/gi, "$1<b>$2</b>$3"),
  stars: (text) => text.replaceAll(/([0-9]{3,4})(?=[- ])/g, "**$1**"),
  spread: (text) => text.replaceAll(/[0-9](?=[-0-9])/g, "$& ").replaceAll("-", "- "),
  broken: (text) => text.replaceAll(/(?<=[0-9])-(?=[0-9])/g, "-\n"),
  bracketed: (text) => text.replaceAll("@", " [at] ").replaceAll(/\.(?=[a-z])/g, " [dot] "),
  spoken: (text) => text.replaceAll("@", " at ").replaceAll(/\.(?=[a-z])/g, " dot "),
  digitWords: (text) =>
    text.replaceAll(/[0-9]/g, (char) => ` ${DIGIT_WORDS[Number(char)]}`).replaceAll("-", " dash "),
  base64: (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text))),
  hexadecimal: (text) => [...new TextEncoder().encode(text)].map((b) => hexByte(b)).join(""),
};

function mapped(text: string, units: RegExp, to: (unit: number) => number): string {
  return text.replaceAll(units, (char) => String.fromCodePoint(to(char.charCodeAt(0))));
}

function hex(char: string, width: number): string {
  return char.charCodeAt(0).toString(16).padStart(width, "0");
}

function hexByte(byte: number): string {
  return byte.toString(16).padStart(2, "0");
}

/** Rows that bring words and find nothing have no examples. */
const WITH_EXAMPLES = RULES.filter(({ hits }) => hits.length > 0);

/** An example or a look-alike of a row, as it stands or disguised. */
export function randomExample(random: Random): string {
  const rule = pick(random, WITH_EXAMPLES);
  const example = random(3) === 0 ? pick(random, rule.misses) : pick(random, rule.hits)[0];
  if (random(2) === 0) return example;
  return (DISGUISES[pick(random, Object.keys(DISGUISES))] ?? String)(example);
}

function table(random: Random): string {
  const lines = ["name,ssn,phone,card,note"];
  for (let k = random(40); k >= 0; k--) {
    const cells = [
      "Ann",
      digits(random, 9),
      digits(random, 10),
      digits(random, 16),
      digits(random, 4),
    ];
    lines.push(cells.join(","));
  }
  return `\n\n${lines.join("\n")}\n\n`;
}

/** A text of about so many characters. */
export function mixedText(random: Random, chars: number): string {
  const parts: string[] = [];
  const kinds: (() => string)[] = [
    () => randomExample(random),
    () => randomExample(random),
    () => randomExample(random),
    () => denseProse(random, 200),
    () => cleanProse(random, { chars: 150, languages: ["english", "german", "japanese"] }),
    () => cleanJson(random, 300),
    () => cleanCode(random, 200),
    () => cleanLogs(random, 200),
    () => table(random),
    () => digits(random, random(60)),
    () => pick(random, [" ", "\n", "\n\n", ", ", "; ", "\t", "-", "=", "[REDACTED:SSN]", "\ud800"]),
  ];
  for (let size = 0; size < chars;) {
    const part = pick(random, kinds)() + pick(random, [" ", "\n", ", ", ""]);
    parts.push(part);
    size += part.length;
  }
  return parts.join("");
}
