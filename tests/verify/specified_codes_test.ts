/**
 * The failures that the format's specification names, which was written before the program: each is
 * a finding code of this verifier, is found under another code, or cannot come up.
 */

import { utf8 } from "../../src/base/bytes.ts";
import { FINDING_CODES, type FindingCode } from "../../src/format/finding_codes.ts";
import { formatCheckpoint } from "../../src/tlog/note.ts";
import { damaged, FIRST_DIR } from "../support/evidence_cases.ts";
import { LogBuilder, smallLog } from "../support/log_builder.ts";
import { logOfCalls, recordsIn, sampleFiles, sampleOf } from "../support/sample_cases.ts";
import { assert, assertEquals } from "../support/std.ts";
import { ORIGIN, signedNote, testKey } from "../support/test_keys.ts";
import { editFile, type Files, telemetryOf, verifyFiles } from "../support/verify_rig.ts";
import type { VerifyOptions } from "../../src/verify/verifier.ts";

const SPECIFIED = `
  FILE_UNREADABLE ARCHIVE_UNSAFE LIMIT_EXCEEDED FORMAT_UNSUPPORTED NOTHING_TO_VERIFY FILE_MISSING
  FILE_UNEXPECTED SUMS_MISMATCH LINE_NOT_UTF8 LINE_NOT_CANONICAL LINE_PARSE LINE_TOO_LONG
  LINE_ENDING SEGMENT_TORN_TAIL RECORD_SCHEMA RECORD_KIND_UNKNOWN LOG_ID_MISMATCH GENESIS_MISMATCH
  CHAIN_BROKEN INDEX_GAP ROOT_MISMATCH SIZE_MISMATCH TILE_MISMATCH CONSISTENCY_INVALID
  INCLUSION_INVALID NOTE_FORMAT NOTE_SIGNATURE_BAD NOTE_UNSIGNED KEY_NOT_PINNED KEY_UNKNOWN
  KEY_INVALID KEY_OUT_OF_RANGE KEY_POP_BAD KEY_ROTATION_BROKEN KEY_REVOKED ORIGIN_MISMATCH
  CHECKPOINT_SIZE_DECREASED CHECKPOINT_EXTENSION WINDOW_OPEN_MISSING WINDOW_CLOSE_MISSING
  WINDOW_NUMBER_MISMATCH WINDOW_DUPLICATE WINDOW_GAP_UNDECLARED DOWNTIME_DECLARED WINDOW_UNSIGNED
  WINDOW_COVERED_LATER LOG_NOT_CLOSED HEARTBEAT_MISSING BOOT_SEQUENCE RECOVERED_AFTER_CRASH
  HEAD_ROLLED_BACK HEAD_FORKED HEAD_NONE_KNOWN RANGE_NOT_COVERED CLOCK_BACKWARDS
  TIME_OUTSIDE_WINDOW TIME_AFTER_ANCHOR CLOCK_STEP_DECLARED ORDINAL_GAP ORDINAL_DUPLICATE
  COUNT_MISMATCH SUMMARY_MISMATCH REQUESTS_DROPPED CAPTURE_PARTIAL COMMITMENT_MISMATCH
  OPENING_KEY_LENGTH PAYLOAD_MISSING_UNDECLARED ERASED_DECLARED ERASE_TARGET_INVALID
  SEAL_OPEN_FAILED NOT_OPENED DSSE_FORMAT DSSE_SIGNATURE_BAD DSSE_TYPE SUBJECT_DIGEST_MISMATCH
  PREDICATE_MISMATCH BUNDLE_MISMATCH COSIGNATURE_BAD QUORUM_NOT_MET WITNESS_INTERNAL_ONLY
  TSA_IMPRINT_MISMATCH TSA_SIGNATURE_BAD TSA_UNTRUSTED TSA_EKU ANCHOR_UNCHECKED
  FLEET_LEAF_MISMATCH REPLICA_MISSING SAMPLE_SEED_MISMATCH SAMPLE_INDEX_MISSING SAMPLE_INDEX_EXTRA
  SAMPLE_PROOF_BAD`.trim().split(/\s+/);

/** A failure that has another code here. */
interface Renamed {
  code: FindingCode;
  files: Files;
  options?: Partial<VerifyOptions>;
}

function sampleWithBadProof(): Renamed {
  const log = logOfCalls(20);
  const files = sampleOf(log);
  const path = `${recordsIn(files)[0]}.tlog-proof`;
  editFile(files, path, (text) => {
    const lines = text.split("\n");
    lines[2] = (lines[2] ?? "").replace(/^./, (first) => first === "A" ? "B" : "A");
    return lines.join("\n");
  });
  const options = { sample: sampleFiles(files) };
  return { code: "SAMPLE_PROOF_BAD", files: log.files, options };
}

function twoWindows(second: Parameters<LogBuilder["seal"]>[0]): Files {
  const log = new LogBuilder().begin();
  log.call();
  log.closeWindow().seal().openWindow();
  return log.closeWindow().seal(second).writeKeys().files;
}

const RENAMED: Readonly<Record<string, () => Renamed>> = {
  // No file of a proof is written: all roots are computed anew, and a statement names the one before.
  CONSISTENCY_INVALID: () => ({
    code: "PREDICATE_MISMATCH",
    files: twoWindows({ predicate: { previous: { size: 6, root: "A".repeat(43) + "=" } } }),
  }),
  INCLUSION_INVALID: sampleWithBadProof,
  CHECKPOINT_SIZE_DECREASED: () => ({ code: "SIZE_MISMATCH", files: twoWindows({ size: 2 }) }),
  CHECKPOINT_EXTENSION: () => ({
    code: "NOTE_FORMAT",
    files: damaged((files) => {
      const root = smallLog().root(9);
      const text = `${formatCheckpoint({ origin: ORIGIN, size: 9, root })}extension\n`;
      files.set(`${FIRST_DIR}/checkpoint`, utf8(signedNote(text, [testKey(1)])));
    }),
  }),
  // Content lies outside the log (telemetry), and may well be kept elsewhere: a note says so.
  PAYLOAD_MISSING_UNDECLARED: () => {
    const { files, telemetry } = smallLog();
    return {
      code: "TELEMETRY_MISSING",
      files,
      options: { telemetry: [telemetryOf(telemetry[0] ?? "")] },
    };
  },
};

/** What this program does not do, so that it cannot fail. */
const ABSENT: Readonly<Record<string, string>> = {
  SEAL_OPEN_FAILED: "content is not sealed beside the log, but written as telemetry",
  FLEET_LEAF_MISMATCH: "there is no log over the logs of several replicas",
  REPLICA_MISSING: "there is no log over the logs of several replicas",
  HEARTBEAT_MISSING: "windows are the beat; a heartbeat between them bounds nothing that is judged",
};

Deno.test("every failure of the specification is a code, has another code, or cannot come up", () => {
  const known = new Set<string>([
    ...FINDING_CODES,
    ...Object.keys(RENAMED),
    ...Object.keys(ABSENT),
  ]);
  assertEquals(SPECIFIED.filter((code) => !known.has(code)), []);
  assertEquals(SPECIFIED.length, new Set(SPECIFIED).size);
  for (const code of [...Object.keys(RENAMED), ...Object.keys(ABSENT)]) {
    assert(SPECIFIED.includes(code), `${code} is specified`);
  }
});

for (const [name, make] of Object.entries(RENAMED)) {
  Deno.test(`verifyEvidence() finds what the specification calls ${name}`, async () => {
    const { code, files, options } = make();
    const report = await verifyFiles(files, { keys: [testKey(1).text], ...options });
    assert(report.finding_counts[code] === 1, JSON.stringify(report.finding_counts));
  });
}
