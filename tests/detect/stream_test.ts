import { createDetector, type Finding } from "../../src/detect/detector.ts";
import {
  CONTEXT_CHARS,
  HELD_CHARS,
  STEP_CHARS,
  STREAM_CHARS_MAX,
  StreamScan,
} from "../../src/detect/stream.ts";
import { cleanProse } from "../support/detect_corpus.ts";
import { freshSeed, type Random, randomFrom } from "../support/random.ts";
import { mixedText } from "../support/detect_mix.ts";
import { assert, assertEquals, assertLess } from "../support/std.ts";

const DETECTOR = createDetector();

function scanPieces(text: string, pieceChars: () => number): Finding[] {
  const stream = new StreamScan(DETECTOR);
  const findings: Finding[] = [];
  for (let at = 0; at < text.length;) {
    const end = at + pieceChars();
    findings.push(...stream.push(text.slice(at, end)));
    at = end;
  }
  findings.push(...stream.end());
  return findings;
}

function named(findings: readonly Finding[], text: string): string[] {
  return findings.map(({ start, end, category }) =>
    `${start}..${end} ${category} ${text.slice(start, end)}`
  );
}

function splitter(random: Random): () => number {
  const most = [1, 7, 60, 700, 5_000, 50_000][random(6)] as number;
  return () => 1 + random(most);
}

Deno.test("StreamScan gives the findings of the whole text however it is split", () => {
  const seed = freshSeed();
  for (let round = 0; round < 12; round++) {
    const random = randomFrom(seed + round);
    const text = mixedText(random, 3 * STEP_CHARS);
    const whole = named(DETECTOR.scan(text), text);
    const pieces = named(scanPieces(text, splitter(random)), text);
    assertEquals(pieces, whole, `seed ${seed + round}`);
  }
});

Deno.test("StreamScan joins a value that was split at any character", () => {
  const text = "please write to jane.doe@example.com, or my SSN: 123-45-6789.";
  for (let at = 1; at < text.length; at++) {
    const stream = new StreamScan(DETECTOR);
    const findings = [...stream.push(text.slice(0, at)), ...stream.push(text.slice(at))];
    assertEquals([...findings, ...stream.end()].map(({ category }) => category), ["EMAIL", "SSN"]);
  }
});

Deno.test("StreamScan waits for the end of a private key", () => {
  const line = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj\n";
  const key = `-----BEGIN PRIVATE KEY-----\n${line.repeat(300)}-----END PRIVATE KEY-----\n`;
  const prose = cleanProse(randomFrom(7), { chars: 2 * STEP_CHARS });
  const text = `${prose}\n${key}${prose}`;
  assertEquals(
    named(scanPieces(text, () => 1_000), text),
    named(DETECTOR.scan(text), text),
  );
});

Deno.test("StreamScan keeps a bounded part of the text and gives findings on the way", () => {
  const random = randomFrom(20261125);
  const stream = new StreamScan(DETECTOR);
  const most = CONTEXT_CHARS + HELD_CHARS + 4 * STEP_CHARS;
  let found = 0;
  for (let round = 0; round < 60; round++) {
    found += stream.push(`SSN 123-45-6789 ${cleanProse(random, { chars: 4_000 })}\n`).length;
    assertLess(stream.keptChars, most);
  }
  assert(found > 40, `${found} findings were final before the end`);
  assertEquals(found + stream.end().length, 60);
});

Deno.test("StreamScan gives up waiting for a token without end", () => {
  const stream = new StreamScan(DETECTOR);
  for (let round = 0; round < 100; round++) stream.push("a1B2".repeat(2_000));
  assertLess(stream.keptChars, 3 * STREAM_CHARS_MAX);
  stream.push(" SSN 123-45-6789");
  const [finding, ...others] = stream.end().filter(({ category }) => category === "SSN");
  assertEquals([finding?.start, others.length], [800_005, 0]);
});

Deno.test("StreamScan speaks by the heading of a table that it has forgotten", () => {
  const rows = Array.from({ length: 2_500 }, (_, k) => `Ann,${(201_230_001 + 11 * k)},x\n`);
  const text = `\n\nname,ssn,note\n${rows.join("")}`;
  const whole = named(DETECTOR.scan(text), text);
  assert(whole.length > 2_000, `${whole.length} found`);
  assertEquals(named(scanPieces(text, () => 3_000), text), whole);
});
