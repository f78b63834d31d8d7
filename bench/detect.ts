/**
 * `deno task bench:detect`: how fast the detection engine reads clean and dense text, and how its
 * time grows with the text on input that was made to slow it down.
 *
 * What would make it lie: a text that was scanned before is the same string, and its branches are
 * learned; so each kind of text is made of random parts, 64 documents of 16 KiB. Another process on
 * the same core: processor time is counted, which leaves what it does to the caches, and the best
 * round is printed beside the median.
 *
 * @module
 */

import { cpuUsage } from "node:process";
import { parseArgs } from "node:util";
import { utf8 } from "../src/base/bytes.ts";
import { createDetector } from "../src/detect/detector.ts";
import {
  cleanCode,
  cleanJson,
  cleanLogs,
  cleanProse,
  denseProse,
} from "../tests/support/detect_corpus.ts";
import { randomFrom } from "../tests/support/random.ts";
import { describeMachine, machineLine } from "./machine.ts";
import { median } from "./statistics.ts";

const DOCUMENT_CHARS = 1 << 14;
const DOCUMENTS = 64;
const WARM_UP_ROUNDS = 3;
const SEED = 20261125;

const detector = createDetector();

const { values } = parseArgs({
  options: { rounds: { type: "string", default: "9" }, fit: { type: "boolean", default: false } },
});

function ownSource(): string {
  const parts: string[] = [];
  const visit = (folder: URL): void => {
    for (const entry of Deno.readDirSync(folder)) {
      const at = new URL(entry.isDirectory ? `${entry.name}/` : entry.name, folder);
      if (entry.isDirectory) visit(at);
      else if (entry.name.endsWith(".ts")) parts.push(Deno.readTextFileSync(at));
    }
  };
  visit(new URL("../src/", import.meta.url));
  return parts.join("");
}

/** Documents made one after the other. */
function documents(make: () => string): string[] {
  return Array.from({ length: DOCUMENTS }, make);
}

/** Parts of a text. A slice of a string is read more slowly than a string, so each is made anew. */
function partsOf(text: string): string[] {
  let from = 0;
  return documents(() => {
    const part = text.slice(from, from + DOCUMENT_CHARS);
    from += DOCUMENT_CHARS;
    return part.split("\n").join("\n");
  }).filter((part) => part !== "");
}

function texts(): [name: string, documents: string[]][] {
  const random = randomFrom(SEED);
  const chars = DOCUMENT_CHARS;
  const many = [
    "english",
    "german",
    "french",
    "spanish",
    "russian",
    "chinese",
    "japanese",
  ] as const;
  return [
    ["prose, English", documents(() => cleanProse(random, { chars }))],
    [
      "prose, 8 languages",
      documents(() => cleanProse(random, { chars, languages: [...many, "arabic"] })),
    ],
    ["JSON", documents(() => cleanJson(random, chars))],
    ["code, made up", documents(() => cleanCode(random, chars))],
    ["code, this program", partsOf(ownSource())],
    ["logs", documents(() => cleanLogs(random, chars))],
    ["dense", documents(() => denseProse(random, chars))],
  ];
}

/** Megabytes of UTF-8 per second of processor time, that of the compiler and collector included. */
function speedOf(texts: readonly string[]): { best: number; middle: number; findings: number } {
  const bytes = bytesOf(texts);
  const speeds: number[] = [];
  let findings = 0;
  for (let round = 0; round < Number(values.rounds) + WARM_UP_ROUNDS; round++) {
    const before = cpuUsage();
    findings = 0;
    for (const text of texts) findings += detector.scan(text).length;
    const { user, system } = cpuUsage(before);
    if (round >= WARM_UP_ROUNDS) speeds.push(bytes / (user + system));
  }
  return { best: Math.max(...speeds), middle: median(speeds), findings };
}

function bytesOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + utf8(text).length, 0);
}

function print(line: string): void {
  // deno-lint-ignore no-console -- the report of a command
  console.log(line);
}

print(machineLine(describeMachine()));
for (const [name, parts] of texts()) {
  const { best, middle, findings } = speedOf(parts);
  const per100 = findings / (bytesOf(parts) / 100_000);
  print(
    `${name.padEnd(20)} ${middle.toFixed(0).padStart(5)} MB/s, best ${
      best.toFixed(0).padStart(5)
    }` +
      `, ${per100.toFixed(1)} findings in 100 KB`,
  );
}
