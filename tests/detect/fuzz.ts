/**
 * `deno task fuzz [--minutes N] [--seed N]`: random texts, built from examples and look-alikes of
 * every row, plain and disguised, and then damaged. It fails, with the seed, when the engine throws,
 * finds something else the second time or in pieces, gives findings that overlap or leave the text,
 * finds something in what it redacted, or takes far too long.
 * @module
 */

import { cpuUsage } from "node:process";
import { parseArgs } from "node:util";
import { createDetector, type Finding } from "../../src/detect/detector.ts";
import { redactUntilClean } from "../../src/detect/redaction.ts";
import { StreamScan } from "../../src/detect/stream.ts";
import { pick } from "../support/detect_corpus.ts";
import { freshSeed, type Random, randomFrom } from "../support/random.ts";
import { mixedText, randomExample } from "../support/detect_mix.ts";

/** Longest text, and the time that it may take per character. */
const CHARS_MAX = 60_000;
const MICROSECONDS_PER_CHAR = 20;
const ATTEMPTS_MAX = 5;
const REPORT_MS = 60_000;

const DETECTOR = createDetector();

/** Characters that mean something to the engine. */
const UNITS = [
  ..."0123456789-. ()@+:/=&%\\\"'<>*_[]{},;\n\t",
  "\u200b",
  "\u0301",
  "\ud835",
  "\udfce",
  "\u0661",
  "\uff11",
  "\u0430",
  "\u3002",
  "at ",
  " dot ",
  "one ",
  "\\u00",
  "&#",
  "%4",
  "=\n",
];

/** Some characters replaced, left out, doubled; some parts moved. */
function damaged(random: Random, text: string): string {
  let result = text;
  for (let times = random(8); times > 0; times--) {
    const at = random(result.length + 1);
    const cut = at + random(4);
    const part = random(4) === 0 ? result.slice(at, at + random(40)) : pick(random, UNITS);
    result = result.slice(0, at) + part + result.slice(cut);
  }
  return result;
}

function randomText(random: Random): string {
  const kind = random(4);
  if (kind === 0) return damaged(random, randomExample(random));
  if (kind === 1) {
    let text = "";
    while (text.length < 200) text += pick(random, UNITS);
    return text;
  }
  const text = mixedText(random, kind === 2 ? 2_000 : 1_000 + random(CHARS_MAX));
  return damaged(random, text);
}

function keyOf(findings: readonly Finding[]): string {
  return findings.map(({ start, end, category }) => `${start}..${end} ${category}`).join(", ");
}

function inPieces(random: Random, text: string): Finding[] {
  const stream = new StreamScan(DETECTOR);
  const most = pick(random, [1, 20, 500, 9_000]);
  const findings: Finding[] = [];
  for (let at = 0; at < text.length;) {
    const end = at + 1 + random(most);
    findings.push(...stream.push(text.slice(at, end)));
    at = end;
  }
  return [...findings, ...stream.end()];
}

/** Milliseconds of processor time that a text may take: other programs' time is none of it. */
function msMax(text: string): number {
  return 50 + text.length * MICROSECONDS_PER_CHAR / 1000;
}

/** Milliseconds that a text takes: the best of some, as the first runs compile. */
function timeOf(text: string): number {
  let best = Infinity;
  for (let attempt = 0; attempt < ATTEMPTS_MAX && best > msMax(text); attempt++) {
    const before = cpuUsage();
    DETECTOR.scan(text);
    const { user, system } = cpuUsage(before);
    best = Math.min(best, (user + system) / 1000);
  }
  return best;
}

/** What is wrong with the findings of a text, or null. */
function faultOf(random: Random, text: string): string | null {
  const findings = DETECTOR.scan(text);
  const tookMs = timeOf(text);
  if (tookMs > msMax(text)) return `took ${tookMs} ms`;
  let from = 0;
  for (const { start, end } of findings) {
    if (start < from || end <= start || end > text.length) return `overlap at ${start}..${end}`;
    from = end;
  }
  const whole = keyOf(findings);
  if (keyOf(DETECTOR.scan(text)) !== whole) return "other findings the second time";
  if (keyOf(inPieces(random, text)) !== whole) return "other findings in pieces";
  const style = pick(random, ["plain", "reference", "sized"] as const);
  const options = { detector: DETECTOR, style };
  const once = redactUntilClean(text, options);
  return redactUntilClean(once, options) === once ? null : "redacted text is redacted again";
}

function print(line: string): void {
  // deno-lint-ignore no-console -- the report of a command
  console.log(line);
}

function run(): number {
  const { values } = parseArgs({
    options: { minutes: { type: "string", default: "60" }, seed: { type: "string" } },
  });
  const endsAt = performance.now() + Number(values.minutes) * 60_000;
  let seed = Number(values.seed ?? freshSeed());
  let reportAt = performance.now() + REPORT_MS;
  print(`first seed ${seed}`);
  for (let count = 1;; count++, seed++) {
    const random = randomFrom(seed);
    const text = randomText(random);
    const fault = faultOf(random, text);
    if (fault !== null) {
      print(`seed ${seed}: ${fault}, in a text of ${text.length} characters`);
      return 1;
    }
    if (performance.now() > endsAt) {
      print(`${count} texts without a fault, the last of seed ${seed}`);
      return 0;
    }
    if (performance.now() > reportAt) {
      reportAt += REPORT_MS;
      print(`${count} texts, seed ${seed}`);
    }
  }
}

if (import.meta.main) Deno.exit(run());
