/**
 * Verifies Outband's evidence offline: the library behind `outband verify`.
 *
 * It reads files through an interface, needs no network, no clock and no permission of its own, and
 * runs the same in Deno, in Node and in a browser. It decides nothing about trust: without a key
 * that you received by another way, the report says that identity is unproven.
 *
 * ```ts
 * import { memorySource, verifyEvidence } from "@outband/proxy/verify";
 *
 * const report = await verifyEvidence(memorySource(files), { suite, keys: [pinnedVkey] });
 * if (report.exit !== 0) console.log(report.findings);
 * ```
 *
 * @module
 */

export type { CryptoSuite, Sha256Stream } from "../base/crypto_suite.ts";
export type { Counts } from "../format/counts.ts";
export {
  FINDING_CODES,
  type FindingCode,
  type FindingRule,
  findingRule,
  type FindingWeight,
  RESULT_NAMES,
  type ResultName,
} from "../format/finding_codes.ts";
export { type ArchiveKind, archiveKind, archiveSource, refusedArchive } from "./archive.ts";
export { ArchiveError, type ArchiveLimits, type ByteFile } from "./archive_file.ts";
export { type Compressed, inflate, inflateTar } from "./inflate.ts";
export type { HeadText } from "./head_check.ts";
export type { CheckedRange, RangeEnd } from "./range_check.ts";
export type {
  Finding,
  FirstBad,
  LogReport,
  OutsideReport,
  RegisterReport,
  ResultStatus,
  VerifyReport,
  WindowReport,
} from "./report.ts";
export type {
  FigureDifference,
  Recomputation,
  ReportComparison,
  StatusesOf,
} from "./recompute_check.ts";
export { differencesOf } from "./recompute_check.ts";
export type { SampleFiles, SampleReport } from "./sample_check.ts";
export type { Vkey } from "../tlog/note.ts";
export { type EvidenceSource, memorySource } from "./source.ts";
export type { TelemetryFile } from "./telemetry_check.ts";
export { keyProblem, verifyEvidence, type VerifyOptions } from "./verifier.ts";
export type { AnchorTrust, Requirement } from "./anchor_check.ts";
export type { TimestampJudge, TimestampVerdict } from "../format/anchor.ts";
export {
  parsePolicy,
  type Policy,
  POLICY_BYTES_MAX,
  type PolicyGroup,
  type PolicyWitness,
} from "../tlog/policy.ts";
export { formatProof, parseProof, type Proof } from "../tlog/proof.ts";
