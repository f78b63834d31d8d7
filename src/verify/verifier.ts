/**
 * Verifies one log from its first file to its last: the order of all checks, and what they share.
 * @module
 */

import { toBase64 } from "../base/bytes.ts";
import type { CryptoSuite } from "../base/crypto_suite.ts";
import type { ResultName } from "../format/finding_codes.ts";
import { CHECKPOINT_FILE } from "../format/layout.ts";
import type { TreeHead } from "../format/statement.ts";
import { parseVkey } from "../tlog/note.ts";
import { CallIndex } from "./call_index.ts";
import {
  type AnchorTrust,
  checkAnchors,
  checkRequired,
  NO_ANCHORS,
  type Requirement,
} from "./anchor_check.ts";
import { Findings } from "./findings.ts";
import { checkKnownHeads, checkNewestHead, type HeadText, sizeOf } from "./head_check.ts";
import {
  listPaths,
  type LogFiles,
  NOTE_BYTES_MAX,
  type PartFiles,
  takeInventory,
} from "./inventory.ts";
import { readLogKey } from "./key_chain.ts";
import { checkKeyFiles } from "./key_file_check.ts";
import type { LogFacts } from "./log_facts.ts";
import { type CallRecord, LogState } from "./log_state.ts";
import type { VerifyReport, WindowReport } from "./report.ts";
import { type CheckedRange, checkRange } from "./range_check.ts";
import { checkSample, type ReadSample, readSample, type SampleFiles } from "./sample_check.ts";
import { checkComparison, type Recomputation } from "./recompute_check.ts";
import { checkRevocations } from "./revocation_check.ts";
import { checkNames, checkPartSeal, hasSeal, type SealResult, treeHeadOf } from "./seal_check.ts";
import { checkSegment, type SegmentResult } from "./segment_check.ts";
import type { SignedHead } from "./signed_head.ts";
import {
  checkRegister,
  checkRegisterClaims,
  readRegister,
  type RegisterText,
} from "./register_check.ts";
import { type EvidenceSource, readWhole, textOf } from "./source.ts";
import { CallCommitments, checkTelemetry, type TelemetryFile } from "./telemetry_check.ts";
import type { PartFacts } from "./part_tally.ts";
import { TileCheck } from "./tile_check.ts";
import { checkTombstones } from "./tombstone_check.ts";
import { makeReport } from "./verdict.ts";

/** What a verification starts from. */
export interface VerifyOptions extends AnchorTrust {
  /** Hash and signature functions; `NODE_SUITE` on the command line. */
  suite: CryptoSuite;
  /** Log keys that the auditor trusts, as vkeys received by another way than the evidence. */
  keys?: readonly string[];
  /** Checkpoints of the log that were kept elsewhere. */
  knownHeads?: readonly HeadText[];
  /** Revocations of the log's keys that were received by another way than the evidence. */
  revocations?: readonly HeadText[];
  /** What must hold beyond the questions that always must be answered with `pass`. */
  require?: readonly Requirement[];
  /** Telemetry to compare with the records' commitments. */
  telemetry?: readonly TelemetryFile[];
  /** Time that signed windows must cover; makes continuity a question that must be answered. */
  range?: CheckedRange;
  /** A sample of the log, drawn with the auditor's nonce. */
  sample?: SampleFiles;
  /** Computes statuses, and a report, again and compares. */
  recompute?: Recomputation;
  /** Told how much was read. */
  onProgress?: (progress: { records: number; bytes: number }) => void;
}

/** How often the files are listed while the log is written before the list is taken as it is. */
const LIST_ROUNDS_MAX = 3;

/** A part that was read. There may be many thousands, so it keeps none of the part's totals. */
interface ReadPart {
  files: PartFiles;
  segment: Pick<SegmentResult, "sha256" | "first" | "end"> & { tally: PartFacts };
  isSealed: boolean;
  claimed: SignedHead | null;
}

/**
 * Verifies the evidence in a source and reports everything that was found; never stops early.
 *
 * Without trusted keys everything is still checked, but the report says that identity is unproven.
 *
 * @param source Where the files are.
 * @param options Trust, further material, and hash functions.
 * @throws {TypeError} If a text in `keys` is not the key of a log.
 */
export async function verifyEvidence(
  source: EvidenceSource,
  options: VerifyOptions,
): Promise<VerifyReport> {
  const { suite, keys: pinned = [] } = options;
  for (const text of pinned) {
    const problem = keyProblem(suite, text);
    if (problem !== null) throw new TypeError(`Cannot trust the key ${text}: ${problem}`);
  }
  const findings = new Findings();
  const { logs, log, newest } = await settleOn(source, findings, pinned);
  const report = { findings, pinned, require: [] as ResultName[] };
  if (log === undefined) {
    if (!findings.hasWeight("unreadable")) {
      findings.add("NOTHING_TO_VERIFY", { where: "" }, "No directory here holds a segment.jsonl");
    }
    return makeReport({ ...report, log: null, others: [] });
  }
  const strange = log.parts[0]?.strangeFormat ?? null;
  if (strange !== null) {
    findings.add("FORMAT_UNSUPPORTED", { where: log.parts[0]?.dir ?? "" }, `It has ${strange}`);
    return makeReport({ ...report, log: null, others: [] });
  }
  const others = logs.filter((other) => other !== log).map(({ origin, root }) =>
    `${origin} (${root || "."})`
  );
  const facts = await new LogVerifier(source, options, { findings, log, newest }).run();
  report.require = checkRequired(facts.log, requirementsOf(options), {
    facts: facts.anchors,
    policy: options.policy,
    newest: facts.newest?.checkpoint.size ?? 0,
  });
  if (facts.log.records === 0) {
    findings.add(
      "NOTHING_TO_VERIFY",
      { where: log.root },
      "The segments hold not one whole record",
    );
  }
  return makeReport({ ...report, log: facts, others });
}

/** Who names a period asks whether windows without a gap cover it. */
function requirementsOf({ require = [], range }: VerifyOptions): Requirement[] {
  return range === undefined ? [...require] : [...require, "continuity"];
}

/**
 * What makes a text unfit to be trusted as the key of a log, in words; null when nothing does.
 *
 * @param suite Hash functions.
 * @param text A verifier key, as `keys/log-1.vkey` holds it, without its line feed.
 */
export function keyProblem(suite: CryptoSuite, text: string): string | null {
  const key = readLogKey(suite, text);
  return typeof key === "string" ? key : null;
}

/**
 * Chooses the log and reads its newest head. A window that was sealed between the list of files and
 * the head would look as if its seal were missing, so the list is made again until it is the same
 * on both sides: a log may be verified while it is written.
 */
async function settleOn(
  source: EvidenceSource,
  findings: Findings,
  pinned: readonly string[],
): Promise<{ logs: LogFiles[]; log: LogFiles | undefined; newest: HeadText | null }> {
  let paths = await listPaths(source, findings);
  if (paths.length === 0) return { logs: [], log: undefined, newest: null };
  for (let round = 1;; round++) {
    const logs = await takeInventory(source, paths);
    const log = chooseLog(logs, pinned);
    const newest = log === undefined ? null : await newestHead(source, findings, log);
    const again = await listPaths(source, findings);
    const isSame = again.length === paths.length && again.every((path, k) => path === paths[k]);
    if (isSame || round === LIST_ROUNDS_MAX) return { logs, log, newest };
    paths = again;
  }
}

async function newestHead(
  source: EvidenceSource,
  findings: Findings,
  { checkpoint: path }: LogFiles,
): Promise<HeadText | null> {
  if (path === null) return null;
  const bytes = await readWhole(source, findings, { path, bytesMax: NOTE_BYTES_MAX });
  return bytes === null ? null : { name: path, text: textOf(bytes) ?? "" };
}

/** The log that a pinned key names, else the first. */
function chooseLog(logs: readonly LogFiles[], pinned: readonly string[]): LogFiles | undefined {
  const names = new Set(pinned.map((text) => parseVkey(text)?.name));
  return logs.find(({ origin }) => names.has(origin)) ?? logs[0];
}

/** Verifies one log. */
class LogVerifier {
  readonly #source: EvidenceSource;
  readonly #options: VerifyOptions;
  readonly #findings: Findings;
  readonly #files: LogFiles;
  readonly #newest: HeadText | null;
  readonly #calls = new CallCommitments();
  #sample: ReadSample | null = null;
  #sampled: CallIndex | null = null;
  /** Roots at the starts of parts, base64 by size. */
  readonly #roots = new Map<number, string>();
  #register: RegisterText | null = null;
  #bytes = 0;

  constructor(
    source: EvidenceSource,
    options: VerifyOptions,
    found: { findings: Findings; log: LogFiles; newest: HeadText | null },
  ) {
    this.#source = source;
    this.#options = options;
    this.#findings = found.findings;
    this.#files = found.log;
    this.#newest = found.newest;
  }

  async run(): Promise<LogFacts> {
    const log = await this.#begin();
    const parts: ReadPart[] = [];
    for (const [k, files] of this.#files.parts.entries()) {
      const isNewest = k === this.#files.parts.length - 1;
      const part = await this.#part(log, files, { isNewest, last: parts.at(-1) ?? null });
      if (part === null) return this.#facts(log, { parts, isCut: true });
      parts.push(part);
    }
    await log.keys.checkPossession();
    await this.#tiles(log);
    const facts = this.#facts(log, { parts, isCut: false });
    facts.signedSize = Math.max(facts.signedSize, await this.#newestHead(log, parts));
    this.#checkSealing(parts, facts);
    if (this.#files.isWhole) {
      checkTombstones(log, {
        signedSize: facts.signedSize,
        roots: this.#roots,
        firstDir: this.#files.parts[0]?.dir ?? "",
      });
    }
    this.#checkRange(parts, facts);
    await this.#keys(log);
    facts.anchors = await checkAnchors(this.#source, log, {
      parts: parts.map((part) => ({ ...part, to: part.segment.tally.to })),
      trust: this.#options,
    });
    facts.confirmed = await checkKnownHeads(log, this.#options.knownHeads ?? []);
    await checkRevocations(this.#source, log, {
      root: this.#files.root,
      paths: this.#files.keys,
      given: this.#options.revocations ?? [],
    });
    if (this.#files.isWhole) checkRegisterClaims(log, this.#register);
    if (this.#register !== null) facts.register = await checkRegister(log, this.#register);
    facts.telemetry = await this.#telemetry(log);
    const { report } = this.#options.recompute ?? {};
    if (report !== undefined) checkComparison(this.#findings, await report());
    if (this.#sample !== null && this.#sampled !== null) {
      facts.sample = await checkSample(log, this.#sample, this.#sampled);
    }
    return facts;
  }

  #facts(log: LogState, { parts, isCut }: { parts: ReadPart[]; isCut: boolean }): LogFacts {
    const newest = parts.findLast(({ isSealed }) => isSealed) ?? null;
    return {
      log,
      windows: parts.map(windowReport),
      newest: newest?.claimed ?? null,
      signedSize: newest?.segment.end ?? 0,
      confirmed: 0,
      anchors: NO_ANCHORS,
      telemetry: null,
      register: null,
      sample: null,
      isCut,
      hasHead: this.#newest !== null || parts.some(({ claimed }) => claimed !== null),
      hasClose: parts.some(({ segment }) => segment.tally.closedAt !== ""),
    };
  }

  /** Checks the log's newest checkpoint; @returns the size that it covers. */
  async #newestHead(log: LogState, parts: readonly ReadPart[]): Promise<number> {
    if (this.#newest === null) {
      const path = `${this.#files.root}${CHECKPOINT_FILE}`;
      const message = "It would name the newest signed size";
      if (log.first === 0) this.#findings.add("HEAD_MISSING", { where: path }, message);
      return 0;
    }
    const sealedSize = parts.findLast(({ isSealed }) => isSealed)?.segment.end ?? 0;
    const lastClaim = parts.at(-1)?.claimed ?? null;
    return await checkNewestHead(log, this.#newest, { sealedSize, lastClaim });
  }

  async #begin(): Promise<LogState> {
    const { origin, parts, isWhole } = this.#files;
    const { suite, keys: pinned = [], knownHeads = [] } = this.#options;
    const tiles = new TileCheck(this.#source, this.#findings, this.#files);
    // A log's own directory must hold it from its first record on, or tell that it was deleted.
    const first = parts[0]?.first ?? 0;
    if (first > 0 && !isWhole && this.#options.range?.from === undefined) {
      const message = `The first record here is ${first}`;
      this.#findings.add("RANGE_NOT_COVERED", { where: "" }, message);
    }
    const heads = this.#newest === null ? knownHeads : [this.#newest, ...knownHeads];
    const sample = await this.#readSample();
    const { register } = this.#files;
    if (register !== null) {
      this.#register = await readRegister(this.#source, this.#findings, register);
    }
    const log = new LogState({
      suite,
      findings: this.#findings,
      origin,
      pinned,
      tiles,
      first,
      sizes: new Set([
        ...heads.map(sizeOf),
        ...(sample === null ? [] : [sample.size]),
        ...this.#register?.sizes ?? [],
      ]),
      onCall: this.#onCall(),
      statuses: this.#options.recompute?.statuses ?? null,
    });
    if (first > 0) await log.takeEarlier(tiles.leaves(first));
    return log;
  }

  async #readSample(): Promise<CallIndex | null> {
    const { sample: files } = this.#options;
    this.#sample = files === undefined ? null : await readSample(this.#findings, files);
    if (this.#sample === null) return null;
    const { head, sample } = this.#sample;
    return this.#sampled = new CallIndex(head.checkpoint.size, sample.stratum);
  }

  #onCall(): ((call: CallRecord) => void) | null {
    const sampled = this.#sampled;
    const hasTelemetry = this.#options.telemetry !== undefined;
    if (sampled === null && !hasTelemetry) return null;
    return (call): void => {
      if (hasTelemetry) this.#calls.add(call.i, call.parts);
      sampled?.add(call.i, call);
    };
  }

  async #part(
    log: LogState,
    part: PartFiles,
    { isNewest, last }: { isNewest: boolean; last: ReadPart | null },
  ): Promise<ReadPart | null> {
    checkNames(log, part);
    const root = log.root();
    const previous: TreeHead | null = root === null
      ? claimedBefore(last, log.next)
      : { size: log.next, root: toBase64(root) };
    if (root !== null) this.#roots.set(log.next, toBase64(root));
    const segment = await checkSegment(this.#source, log, {
      dir: part.dir,
      isOpenEnd: isNewest && !hasSeal(part),
      onPiece: (bytes) => {
        this.#bytes += bytes;
        this.#options.onProgress?.({ records: log.records, bytes: this.#bytes });
      },
    });
    if (segment === null) return null;
    let result: SealResult = { claimed: null, isSealed: false };
    if (hasSeal(part)) {
      const covered = this.#newest === null ? 0 : sizeOf(this.#newest);
      const isMaybeUnfinished = isNewest && covered < segment.end;
      const input = { part, segment, isMaybeUnfinished, previous };
      result = await checkPartSeal(this.#source, log, input);
    }
    return { files: part, segment: { ...segment, tally: segment.tally.facts() }, ...result };
  }

  async #tiles(log: LogState): Promise<void> {
    const { tiles } = log;
    await tiles.flush();
    if (log.hasTree) tiles.finish(log);
    else if (!log.isBroken && this.#files.tiles.length > 0) {
      const message = "Tiles cannot be compared without the records before";
      this.#findings.add("FILE_NOT_CHECKED", { where: `${this.#files.root}tile` }, message);
    }
  }

  /** Parts without a checkpoint that holds. */
  #checkSealing(
    parts: readonly ReadPart[],
    { log, signedSize }: Pick<LogFacts, "log" | "signedSize">,
  ): void {
    for (const { files, segment } of parts) {
      if (hasSeal(files) || segment.end > signedSize || segment.end === segment.first) continue;
      const isNewest = segment.end === log.next;
      const [code, message] = isNewest
        ? [
          "FILE_MISSING",
          "The log's checkpoint covers this window, whose seal is not here",
        ] as const
        : ["WINDOW_COVERED_LATER", `The checkpoint of ${signedSize} records covers it`] as const;
      this.#findings.add(code, { where: files.dir }, message);
    }
    const unsigned = log.next - Math.max(signedSize, log.first);
    if (unsigned <= 0 || this.#findings.hasWeight("contradiction")) return;
    const message = `Records ${log.next - unsigned} to ${log.next - 1} are not signed`;
    this.#findings.add("WINDOW_UNSIGNED", { where: parts.at(-1)?.files.dir ?? "" }, message);
  }

  #checkRange(parts: readonly ReadPart[], { log, signedSize }: LogFacts): void {
    const { range } = this.#options;
    if (range === undefined) return;
    const { findings, first } = log;
    const spans = parts.map(({ segment: { end, tally } }) => ({ end, tally }));
    checkRange({ findings, first, signedSize }, spans, range);
  }

  async #keys(log: LogState): Promise<void> {
    const { keys: paths, root } = this.#files;
    const { suite } = this.#options;
    const isRange = log.first > 0;
    const facts = { suite, findings: this.#findings, root, paths, isRange, keys: log.keys.keys };
    await checkKeyFiles(this.#source, facts);
  }

  async #telemetry(log: LogState): Promise<{ matched: number; calls: number } | null> {
    const files = this.#options.telemetry;
    if (files === undefined) return null;
    const { suite, findings, origin, erased, first, next: end } = log;
    const facts = { suite, findings, origin, erased, first, end, calls: this.#calls };
    return { matched: await checkTelemetry(facts, files), calls: this.#calls.size };
  }
}

/** The checkpoint of the part before, where the tree itself is not known. */
function claimedBefore(last: ReadPart | null, size: number): TreeHead | null {
  const head = last?.claimed ?? null;
  return head === null || head.checkpoint.size !== size ? null : treeHeadOf(head);
}

function windowReport({ files, segment, isSealed }: ReadPart): WindowReport {
  const { tally, first, end } = segment;
  return {
    w: tally.w,
    part: tally.part,
    path: files.dir === "" ? "." : files.dir.slice(0, -1),
    first,
    end,
    from: tally.from,
    to: tally.to,
    sealed: isSealed,
    counts: tally.counts,
    coverage: tally.coverage,
  };
}
