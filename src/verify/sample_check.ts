/**
 * Checks a sample: drawn from this log with the auditor's nonce, complete, each record proven under
 * the checkpoint, and each opening what the record committed to.
 * @module
 */

import { equalBytes, fromHex, utf8 } from "../base/bytes.ts";
import {
  type Opening,
  OPENINGS_BYTES_MAX,
  parseOpenings,
  parseSample,
  type Sample,
  SAMPLE_BYTES_MAX,
  SAMPLE_FILE,
} from "../format/sample.ts";
import { LINE_BYTES_MAX } from "../format/layout.ts";
import { parseRecord } from "../format/record_schema.ts";
import { commitment } from "../tlog/commitment.ts";
import { leafHash, verifyInclusion } from "../tlog/merkle.ts";
import { parseProof } from "../tlog/proof.ts";
import { sampleSeed, sampleSize } from "../tlog/sampler.ts";
import type { CallIndex } from "./call_index.ts";
import type { Findings } from "./findings.ts";
import { checkOwnHead } from "./head_check.ts";
import type { LogState } from "./log_state.ts";
import { parseHead, type SignedHead } from "./signed_head.ts";
import { type EvidenceSource, readWhole, textOf } from "./source.ts";

const PROOF_BYTES_MAX = 140_000;
const KEY_CHARS = 64;
const RECORD_FILE_REGEXP = /^(0|[1-9]\d{0,15})\.(entry\.json|tlog-proof|openings\.jsonl)$/;

/** A sample that an auditor was given. */
export interface SampleFiles {
  /** Name in findings. */
  name: string;
  /** Its directory. */
  source: EvidenceSource;
  /** The nonce that the auditor gave; null takes the one in the sample. */
  nonce: string | null;
}

/** A sample as it was read, before the log is. */
export interface ReadSample {
  files: SampleFiles;
  sample: Sample;
  head: SignedHead;
}

/** What came of a sample. */
export interface SampleReport {
  /** Calls that it was drawn from. */
  calls: number;
  /** Calls that had to be in it. */
  drawn: number;
  /** Of these: proven under the checkpoint. */
  proven: number;
  /** Of these: at least one part was opened, and fits. */
  opened: number;
  /** Of these: erased on purpose, so that they cannot be opened. */
  erased: number;
  /** Size of the checkpoint that it was drawn under. */
  size: number;
  /** The nonce in the sample. */
  nonce: string;
  /** The auditor gave this nonce to the verifier, too. */
  nonce_confirmed: boolean;
}

/** Reads the description of a sample; null after a finding says why it cannot be used. */
export async function readSample(
  findings: Findings,
  files: SampleFiles,
): Promise<ReadSample | null> {
  const where = `${files.name}/${SAMPLE_FILE}`;
  const bytes = await readWhole(files.source, named(findings, files), {
    path: SAMPLE_FILE,
    bytesMax: SAMPLE_BYTES_MAX,
  });
  if (bytes === null) return null;
  const sample = parseSample(textOf(bytes) ?? "");
  const head = sample === null ? null : parseHead(sample.checkpoint, where);
  if (sample !== null && head !== null) return { files, sample, head };
  findings.add("FILE_UNREADABLE", { where }, "It does not describe a sample");
  return null;
}

/** Findings about files of the sample name the sample. */
function named(findings: Findings, files: SampleFiles): Pick<Findings, "add"> {
  return {
    add: (code, place, message) =>
      findings.add(code, { ...place, where: `${files.name}/${place.where}` }, message),
  };
}

/** Checks a sample against the log that was read. @param calls All calls below its size. */
export async function checkSample(
  log: LogState,
  read: ReadSample,
  calls: CallIndex,
): Promise<SampleReport> {
  const check = new SampleCheck(log, read, calls);
  await check.run();
  return check.report;
}

class SampleCheck {
  readonly #log: LogState;
  readonly #read: ReadSample;
  readonly #calls: CallIndex;
  readonly #findings: Pick<Findings, "add">;
  /** Records that nobody opened. */
  readonly #unopened: number[] = [];
  readonly report: SampleReport;

  constructor(log: LogState, read: ReadSample, calls: CallIndex) {
    this.#log = log;
    this.#read = read;
    this.#calls = calls;
    this.#findings = named(log.findings, read.files);
    const { nonce } = read.sample;
    this.report = {
      calls: calls.count,
      drawn: 0,
      proven: 0,
      opened: 0,
      erased: 0,
      size: read.head.checkpoint.size,
      nonce,
      nonce_confirmed: read.files.nonce === nonce,
    };
  }

  async run(): Promise<void> {
    const { sample, head, files } = this.#read;
    const isOurs = await checkOwnHead(this.#log, { name: head.path, text: sample.checkpoint });
    this.#checkSeed();
    if (this.#isDrawable() && isOurs) this.#compare(this.#draw());
    const paths = new Set(await this.#list(files.source));
    for (const index of new Set(sample.records)) await this.#record(index, paths);
    for (const path of paths) this.#leftOver(path);
    this.#countOpened();
  }

  #checkSeed(): void {
    const { sample, head, files } = this.#read;
    const place = { where: SAMPLE_FILE };
    if (files.nonce !== null && files.nonce !== sample.nonce) {
      const message = `It was drawn with the nonce ${sample.nonce}, and yours is ${files.nonce}`;
      this.#findings.add("SAMPLE_SEED_MISMATCH", place, message);
    }
    const { text } = head.note;
    const seed = sampleSeed(this.#log.suite.sha256, { text, nonce: sample.nonce });
    if (seed !== sample.seed) {
      const message = `seed is ${sample.seed}, and of this checkpoint and nonce it is ${seed}`;
      this.#findings.add("SAMPLE_SEED_MISMATCH", place, message);
    }
  }

  /** All records are here that it was drawn from. */
  #isDrawable(): boolean {
    const { first, next, isBroken } = this.#log;
    if (first === 0 && !isBroken && next >= this.#read.head.checkpoint.size) return true;
    const message = "Not all records are here that the sample was drawn from";
    this.#findings.add("RANGE_NOT_COVERED", { where: SAMPLE_FILE }, message);
    return false;
  }

  /** The indexes that had to be drawn. */
  #draw(): number[] {
    const { sample, head } = this.#read;
    const { sha256 } = this.#log.suite;
    const seed = sampleSeed(sha256, { text: head.note.text, nonce: sample.nonce });
    return this.#calls.draw(sha256, { seed, count: sample.count });
  }

  #compare(expected: readonly number[]): void {
    const { records, plan, count } = this.#read.sample;
    this.report.drawn = expected.length;
    const place = { where: SAMPLE_FILE };
    const needed = plan === undefined ? 0 : planSize(plan);
    if (needed === null || count < needed) {
      const message = `count is ${count}, and its plan needs ${needed ?? "another form"}`;
      this.#findings.add("SAMPLE_INDEX_MISSING", place, message);
    }
    const given = new Set(records);
    const drawn = new Set(expected);
    for (const index of drawn) {
      if (given.has(index)) continue;
      this.#findings.add("SAMPLE_INDEX_MISSING", { ...place, index }, "It was drawn and left out");
    }
    for (const index of given) {
      if (drawn.has(index)) continue;
      this.#findings.add("SAMPLE_INDEX_EXTRA", { ...place, index }, "It was not drawn");
    }
  }

  async #list(source: EvidenceSource): Promise<string[]> {
    try {
      return await source.list();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.#findings.add("FILE_UNREADABLE", { where: "" }, message);
      return [];
    }
  }

  /** One record: its line, its place in the tree, its openings. Takes its files off the list. */
  async #record(index: number, paths: Set<string>): Promise<void> {
    const place = { where: `${index}.entry.json`, index };
    const line = await this.#take(place.where, { paths, bytesMax: LINE_BYTES_MAX });
    const proof = await this.#take(`${index}.tlog-proof`, { paths, bytesMax: PROOF_BYTES_MAX });
    const openings = await this.#take(`${index}.openings.jsonl`, {
      paths,
      bytesMax: OPENINGS_BYTES_MAX,
    });
    if (line === null || proof === null) {
      this.#findings.add("SAMPLE_INDEX_MISSING", place, "Its line or its proof is not here");
      return;
    }
    if (!this.#isProven(index, line, proof)) return;
    this.report.proven++;
    const isErased = this.#log.erased.has(index);
    if (openings !== null) this.#open(index, line, openings);
    else if (isErased) this.report.erased++;
    else this.#unopened.push(index);
  }

  /** Records that nobody opened are a gap only where others were opened. */
  #countOpened(): void {
    if (this.report.opened === 0) return;
    for (const index of this.#unopened) {
      const place = { where: SAMPLE_FILE, index };
      this.#findings.add("NOT_OPENED", place, "It is in the sample, and no part of it was opened");
    }
  }

  async #take(
    path: string,
    { paths, bytesMax }: { paths: Set<string>; bytesMax: number },
  ): Promise<Uint8Array | null> {
    if (!paths.delete(path)) return null;
    return await readWhole(this.#read.files.source, this.#findings, { path, bytesMax });
  }

  #isProven(index: number, line: Uint8Array, bytes: Uint8Array): boolean {
    const { sample, head } = this.#read;
    const place = { where: `${index}.tlog-proof`, index };
    const proof = parseProof(textOf(bytes) ?? "");
    if (proof === null || proof.index !== index || proof.checkpoint !== sample.checkpoint) {
      const message = proof === null
        ? "It is no proof of a record"
        : "It is of another record, or under another checkpoint";
      this.#findings.add("SAMPLE_PROOF_BAD", place, message);
      return false;
    }
    const { size, root } = head.checkpoint;
    const { sha256 } = this.#log.suite;
    const leaf = leafHash(sha256, line);
    if (verifyInclusion(sha256, { leaf, index, size, root, proof: proof.proof })) return true;
    const message = "The line beside it is not this record of the log";
    this.#findings.add("SAMPLE_PROOF_BAD", place, message);
    return false;
  }

  #open(index: number, line: Uint8Array, bytes: Uint8Array): void {
    const place = { where: `${index}.openings.jsonl`, index };
    const openings = parseOpenings(textOf(bytes) ?? "");
    const parts = partsOf(line);
    if (openings === null || openings.some(({ i }) => i !== index)) {
      this.#findings.add("COMMITMENT_MISMATCH", place, "They are no openings of this record");
      return;
    }
    let fit = 0;
    for (const opening of openings) {
      if (this.#fits(opening, parts[opening.part], place)) fit++;
    }
    if (fit > 0) this.report.opened++;
    else if (openings.length === 0) this.#unopened.push(index);
  }

  #fits(
    opening: Opening,
    committed: string | undefined,
    place: { where: string; index: number },
  ): boolean {
    const { suite, origin } = this.#log;
    const { i: index, part, k } = opening;
    const key = k.length === KEY_CHARS ? fromHex(k) : null;
    if (key === null) {
      this.#findings.add("OPENING_KEY_LENGTH", place, `k of ${part} is not 64 hex characters`);
      return false;
    }
    const isOriginal = part.startsWith("orig.");
    const data = isOriginal
      ? opening.sha256 === undefined ? null : fromHex(opening.sha256)
      : opening.data === undefined
      ? null
      : utf8(opening.data);
    if (data === null) {
      const message = `The key of ${part} is here, and not what it opens`;
      this.#findings.add("NOT_OPENED", place, message);
      return false;
    }
    const opened = commitment(suite, { origin, index, part, key, data });
    const expected = committed === undefined ? null : fromHex(committed);
    if (expected !== null && equalBytes(opened, expected)) return true;
    this.#findings.add("COMMITMENT_MISMATCH", place, `The record committed to another ${part}`);
    return false;
  }

  #leftOver(path: string): void {
    if (path === SAMPLE_FILE) return;
    const index = RECORD_FILE_REGEXP.exec(path)?.[1];
    if (index === undefined) {
      this.#findings.add("FILE_UNEXPECTED", { where: path }, "No file of a sample has this name");
    } else {
      const place = { where: path, index: Number(index) };
      this.#findings.add("SAMPLE_INDEX_EXTRA", place, "It was not drawn");
    }
  }
}

/** Commitments of a record; none when it is no call. */
function partsOf(line: Uint8Array): Readonly<Record<string, string>> {
  try {
    const parsed = parseRecord(JSON.parse(textOf(line) ?? ""));
    if ("record" in parsed && parsed.record.kind === "call") return parsed.record.parts;
  } catch {
    // The line is proven to be the record's; what is wrong with it is said elsewhere.
  }
  return {};
}

const PERCENT_REGEXP = /^(?:0|[1-9]\d?)(?:\.\d{1,4})?$/;

/** A share from a percentage above 0 and below 100 with at most four decimals; null for others. */
export function shareOf(percent: string): number | null {
  const value = PERCENT_REGEXP.test(percent) ? Number(percent) / 100 : 0;
  return value > 0 ? value : null;
}

/** The sample size that a plan needs; null when it is no plan. */
export function planSize(plan: NonNullable<Sample["plan"]>): number | null {
  const risk = shareOf(plan.risk);
  const tolerable = shareOf(plan.tolerable);
  if (risk === null || tolerable === null) return null;
  return sampleSize({ risk, tolerable, deviations: plan.deviations });
}
