/**
 * A log with a sample of it, both in memory, and what can be wrong about a sample.
 * @module
 */

import { fromHex, toHex, utf8 } from "../../src/base/bytes.ts";
import { NODE_SUITE } from "../../src/base/digest.ts";
import type { FindingCode } from "../../src/format/finding_codes.ts";
import {
  type Opening,
  openingsText,
  type Sample,
  SAMPLE_FILE,
  sampleText,
} from "../../src/format/sample.ts";
import { inclusionProof, leavesSource } from "../../src/tlog/merkle.ts";
import { formatProof } from "../../src/tlog/proof.ts";
import { parseNote } from "../../src/tlog/note.ts";
import { sampleSeed } from "../../src/tlog/sampler.ts";
import { CallIndex } from "../../src/verify/call_index.ts";
import type { SampleFiles } from "../../src/verify/sample_check.ts";
import { memorySource } from "../../src/verify/source.ts";
import type { EvidenceCase } from "./evidence_cases.ts";
import { LogBuilder } from "./log_builder.ts";
import { fileText } from "./verify_rig.ts";

/** A nonce as ten-sided dice give it. */
export const NONCE = "31415926535897932384";

/** A sealed log of so many calls in two windows. */
export function logOfCalls(calls: number): LogBuilder {
  const log = new LogBuilder().begin();
  for (let k = 0; k < calls; k++) {
    log.call();
    if (k === Math.floor(calls / 2)) log.closeWindow().seal().openWindow();
  }
  return log.closeWindow().seal().writeKeys();
}

/** What a sample is made with. */
export interface SampleRecipe {
  count?: number;
  stratum?: NonNullable<Sample["stratum"]>;
  plan?: NonNullable<Sample["plan"]>;
  /** Records that are opened; all when absent. */
  opened?: readonly number[];
}

/** Lines of a log by index. */
function linesOf(log: LogBuilder): Uint8Array[] {
  return [...log.files.keys()].filter((path) => path.endsWith("/segment.jsonl")).sort()
    .flatMap((path) => fileText(log.files, path).trimEnd().split("\n")).map((line) => utf8(line));
}

/** Draws a sample as an honest operator does. */
export function sampleOf(log: LogBuilder, recipe: SampleRecipe = {}): Map<string, Uint8Array> {
  const lines = linesOf(log);
  const checkpoint = fileText(log.files, "checkpoint");
  const calls = new CallIndex(lines.length, recipe.stratum);
  for (const [index, line] of lines.entries()) {
    const record = JSON.parse(new TextDecoder().decode(line));
    if (record.kind === "call") calls.add(index, record);
  }
  const text = parseNote(checkpoint)?.text ?? "";
  const seed = sampleSeed(NODE_SUITE.sha256, { text, nonce: NONCE });
  const count = recipe.count ?? 3;
  const records = calls.draw(NODE_SUITE.sha256, { seed, count });
  const sample: Sample = {
    format: "outband/sample/v1",
    checkpoint,
    nonce: NONCE,
    seed,
    count,
    ...(recipe.plan === undefined ? {} : { plan: recipe.plan }),
    ...(recipe.stratum === undefined ? {} : { stratum: recipe.stratum }),
    records,
  };
  const files = new Map([[SAMPLE_FILE, utf8(sampleText(sample))]]);
  for (const index of records) addRecord(files, log, { index, checkpoint, lines });
  for (const index of recipe.opened ?? records) {
    files.set(`${index}.openings.jsonl`, utf8(openingsText(openingsOf(log, index))));
  }
  return files;
}

/** Adds line and proof of a record. */
export function addRecord(
  files: Map<string, Uint8Array>,
  log: LogBuilder,
  { index, checkpoint = fileText(log.files, "checkpoint"), lines = linesOf(log) }: {
    index: number;
    checkpoint?: string;
    lines?: readonly Uint8Array[];
  },
): void {
  const source = leavesSource(NODE_SUITE.sha256, log.leaves);
  const proof = inclusionProof(source, index, log.size);
  files.set(`${index}.entry.json`, lines[index] as Uint8Array);
  files.set(`${index}.tlog-proof`, utf8(formatProof({ index, proof, checkpoint })));
}

/** Openings of a call out of its telemetry line. */
export function openingsOf(log: LogBuilder, index: number): Opening[] {
  const text = log.telemetry.find((line) => line.includes(`"index":${index},`)) ?? "{}";
  const line = JSON.parse(text) as Record<string, string>;
  const k = line["redacted_key"] ?? "";
  const committed = text.replace(`"redacted_key":"${k}",`, "");
  const part = (name: string, data: string): Opening => ({ data, i: index, k, part: name });
  return [
    part("req", line["redacted_payload"] ?? ""),
    part("res", line["response_redacted_payload"] ?? ""),
    part("line", committed),
  ];
}

/** A sample as the verifier takes it. */
export function sampleFiles(
  files: ReadonlyMap<string, Uint8Array>,
  nonce: string | null = NONCE,
): SampleFiles {
  return { name: "sample", source: memorySource(files), nonce };
}

/** Changes `sample.json` as an operator would who hopes that nobody draws again. */
export function editSample(
  files: Map<string, Uint8Array>,
  edit: (sample: Sample) => Partial<Sample>,
): void {
  const sample = JSON.parse(fileText(files, SAMPLE_FILE)) as Sample;
  files.set(SAMPLE_FILE, utf8(sampleText({ ...sample, ...edit(sample) })));
}

/** Records of a sample. */
export function recordsIn(files: ReadonlyMap<string, Uint8Array>): number[] {
  return (JSON.parse(fileText(files, SAMPLE_FILE)) as Sample).records;
}

function withSample(
  exit: EvidenceCase["exit"],
  damage: (files: Map<string, Uint8Array>, log: LogBuilder) => void,
): EvidenceCase {
  const log = logOfCalls(20);
  const files = sampleOf(log);
  damage(files, log);
  return { files: log.files, options: { sample: sampleFiles(files) }, exit };
}

function first(files: ReadonlyMap<string, Uint8Array>): number {
  return recordsIn(files)[0] as number;
}

/** One case for each code that only samples give. */
export const SAMPLE_CASES: Partial<Record<FindingCode, () => EvidenceCase>> = {
  SAMPLE_SEED_MISMATCH: () =>
    withSample(4, (files) => editSample(files, () => ({ seed: "0".repeat(64) }))),
  SAMPLE_INDEX_MISSING: () => withSample(4, (files) => files.delete(`${first(files)}.entry.json`)),
  SAMPLE_INDEX_EXTRA: () =>
    withSample(4, (files, log) => {
      const drawn = recordsIn(files);
      const index = [6, 7, 8, 9].find((other) => !drawn.includes(other)) as number;
      addRecord(files, log, { index });
      editSample(files, ({ records }) => ({ records: [...records, index] }));
      files.set(`${index}.openings.jsonl`, utf8(openingsText(openingsOf(log, index))));
    }),
  SAMPLE_PROOF_BAD: () =>
    withSample(4, (files) => {
      const path = `${first(files)}.entry.json`;
      const text = fileText(files, path).replace('"status":200', '"status":201');
      files.set(path, utf8(text));
    }),
  NOT_OPENED: () => withSample(6, (files) => files.delete(`${first(files)}.openings.jsonl`)),
};

/** A key with one bit changed. */
export function otherKey(hex: string): string {
  const key = fromHex(hex) as Uint8Array<ArrayBuffer>;
  key[0] = (key[0] as number) ^ 1;
  return toHex(key);
}
