/**
 * Every finding that the verifier can make: which question it answers, and what it weighs.
 *
 * A weight is a property of the code, never of the occasion, so that one table decides all
 * verdicts. Facts about traffic or operation (drops, downtime, a crash) are notes: they are printed
 * and counted, but an honest log of a bad day is still good evidence.
 *
 * @module
 */

/**
 * One of the seven questions.
 *
 * - `integrity`: are these the records that were signed, byte for byte?
 * - `identity`: was it the pinned key that signed them?
 * - `continuity`: is there a window for all of the time, or a declared reason why not?
 * - `time`: do the times fit each other, and an outside clock?
 * - `independence`: does a copy kept elsewhere confirm this history?
 * - `content`: does the content that was handed over fit what was committed to?
 * - `completeness`: is every accepted call accounted for, as far as the proxy can know?
 */
export type ResultName =
  | "integrity"
  | "identity"
  | "continuity"
  | "time"
  | "independence"
  | "content"
  | "completeness";

/** The seven questions, in the order in which a report answers them. */
export const RESULT_NAMES: readonly ResultName[] = [
  "integrity",
  "identity",
  "continuity",
  "time",
  "independence",
  "content",
  "completeness",
];

/**
 * What a finding does to the verdict; the heaviest decides the exit code.
 *
 * - `contradiction`: the evidence is bad (exit 4).
 * - `unreadable`: something could not be checked at all (exit 5).
 * - `unproven`: nothing is wrong, but the question stays open (exit 6 where it was required).
 * - `note`: a fact the reader should know; never changes the exit code.
 */
export type FindingWeight = "contradiction" | "unreadable" | "unproven" | "note";

/** What is fixed about a finding code. */
export interface FindingRule {
  /** The question that it belongs to. */
  result: ResultName;
  /** What it does to the verdict. */
  weight: FindingWeight;
  /** What it means, in one plain sentence. */
  meaning: string;
}

/** Stable name of a finding. */
export type FindingCode =
  | "NOTHING_TO_VERIFY"
  | "REGISTER_FORMAT"
  | "REGISTER_CHAIN_BROKEN"
  | "REGISTER_SIGNATURE_BAD"
  | "REGISTER_HEAD_MISMATCH"
  | "REGISTER_CUT"
  | "FILE_UNREADABLE"
  | "ARCHIVE_UNSAFE"
  | "LIMIT_EXCEEDED"
  | "FORMAT_UNSUPPORTED"
  | "FILE_MISSING"
  | "FILE_UNEXPECTED"
  | "FILE_NOT_CHECKED"
  | "SUMS_MISMATCH"
  | "LINE_NOT_UTF8"
  | "LINE_ENDING"
  | "LINE_TOO_LONG"
  | "LINE_PARSE"
  | "LINE_NOT_CANONICAL"
  | "RECORD_KIND_UNKNOWN"
  | "RECORD_SCHEMA"
  | "LOG_ID_MISMATCH"
  | "SEGMENT_TORN_TAIL"
  | "SEGMENT_TAIL_OPEN"
  | "GENESIS_MISMATCH"
  | "CHAIN_BROKEN"
  | "INDEX_GAP"
  | "SIZE_MISMATCH"
  | "ROOT_MISMATCH"
  | "ROOT_NOT_RECOMPUTED"
  | "TILE_MISMATCH"
  | "NOTE_FORMAT"
  | "NOTE_SIGNATURE_BAD"
  | "NOTE_UNSIGNED"
  | "ORIGIN_MISMATCH"
  | "DSSE_FORMAT"
  | "DSSE_TYPE"
  | "DSSE_SIGNATURE_BAD"
  | "SUBJECT_DIGEST_MISMATCH"
  | "PREDICATE_MISMATCH"
  | "PREDICATE_NOT_CHECKED"
  | "BUNDLE_MISMATCH"
  | "SUMMARY_MISMATCH"
  | "SUMMARY_NOT_RECOMPUTED"
  | "STATUS_MISMATCH"
  | "STATUS_NOT_RECOMPUTED"
  | "REPORT_MISMATCH"
  | "REPORT_NOT_RECOMPUTED"
  | "KEY_NOT_PINNED"
  | "KEY_UNKNOWN"
  | "KEY_INVALID"
  | "KEY_OUT_OF_RANGE"
  | "KEY_POP_BAD"
  | "KEY_ROTATION_BROKEN"
  | "KEY_REVOKED"
  | "KEY_ROTATED"
  | "KEY_FILE_MISMATCH"
  | "WINDOW_OPEN_MISSING"
  | "WINDOW_CLOSE_MISSING"
  | "WINDOW_RECORD_OUTSIDE"
  | "WINDOW_NUMBER_MISMATCH"
  | "WINDOW_DUPLICATE"
  | "WINDOW_GAP_UNDECLARED"
  | "WINDOW_NOT_CLOSED"
  | "WINDOW_UNSIGNED"
  | "WINDOW_COVERED_LATER"
  | "SEAL_INCOMPLETE"
  | "RANGE_NOT_COVERED"
  | "TOMBSTONE_DECLARED"
  | "TOMBSTONE_MISMATCH"
  | "PERIOD_CHANGED"
  | "DOWNTIME_DECLARED"
  | "RECOVERED_AFTER_CRASH"
  | "BOOT_SEQUENCE"
  | "LOG_NOT_CLOSED"
  | "HEARTBEAT_MISSING"
  | "HEAD_ROLLED_BACK"
  | "HEAD_FORKED"
  | "HEAD_UNREADABLE"
  | "HEAD_NONE_KNOWN"
  | "HEAD_OUTSIDE_RANGE"
  | "HEAD_MISSING"
  | "HEAD_STALE"
  | "COSIGNATURE_BAD"
  | "QUORUM_NOT_MET"
  | "WITNESS_INTERNAL_ONLY"
  | "ANCHOR_UNCHECKED"
  | "TSA_IMPRINT_MISMATCH"
  | "TSA_SIGNATURE_BAD"
  | "TSA_EKU"
  | "TSA_UNTRUSTED"
  | "TIME_AFTER_ANCHOR"
  | "CLOCK_BACKWARDS"
  | "CLOCK_STEP_DECLARED"
  | "TIME_OUTSIDE_WINDOW"
  | "ORDINAL_GAP"
  | "ORDINAL_DUPLICATE"
  | "COUNT_MISMATCH"
  | "REQUESTS_DROPPED"
  | "REQUESTS_EXCLUDED"
  | "REQUESTS_UNKNOWN"
  | "CAPTURE_PARTIAL"
  | "CALLS_IN_FLIGHT"
  | "TELEMETRY_LOST"
  | "COMMITMENT_MISMATCH"
  | "OPENING_KEY_LENGTH"
  | "TELEMETRY_MISSING"
  | "TELEMETRY_NONE"
  | "TELEMETRY_SKIPPED"
  | "ERASED_DECLARED"
  | "ERASE_TARGET_INVALID"
  | "NOT_OPENED"
  | "SAMPLE_SEED_MISMATCH"
  | "SAMPLE_INDEX_MISSING"
  | "SAMPLE_INDEX_EXTRA"
  | "SAMPLE_PROOF_BAD";

type Row = readonly [result: ResultName, weight: FindingWeight, meaning: string];

const ROWS: Record<FindingCode, Row> = {
  // Files.
  NOTHING_TO_VERIFY: ["integrity", "unreadable", "There is no evidence at this place."],
  FILE_UNREADABLE: ["integrity", "unreadable", "A file could not be read."],
  ARCHIVE_UNSAFE: ["integrity", "unreadable", "The archive holds what no honest tool writes."],
  LIMIT_EXCEEDED: ["integrity", "unreadable", "Something is larger than the verifier will read."],
  FORMAT_UNSUPPORTED: ["integrity", "unreadable", "This verifier does not know the log's format."],
  FILE_MISSING: ["integrity", "contradiction", "A file of a sealed window is gone."],
  FILE_UNEXPECTED: ["integrity", "note", "A file lies here that is no part of the evidence."],
  FILE_NOT_CHECKED: ["independence", "note", "A file was recognised, but is not checked here."],
  SUMS_MISMATCH: ["integrity", "contradiction", "SHA256SUMS does not fit the files beside it."],
  // Lines.
  LINE_NOT_UTF8: ["integrity", "contradiction", "A line is not valid UTF-8."],
  LINE_ENDING: ["integrity", "contradiction", "A line is empty, or ends in a carriage return."],
  LINE_TOO_LONG: ["integrity", "contradiction", "A line is longer than a record can be."],
  LINE_PARSE: ["integrity", "contradiction", "A line is not JSON."],
  LINE_NOT_CANONICAL: ["integrity", "contradiction", "A line is not in the one canonical form."],
  RECORD_KIND_UNKNOWN: ["integrity", "contradiction", "A record is of a kind that does not exist."],
  RECORD_SCHEMA: ["integrity", "contradiction", "A record breaks a rule of its kind."],
  LOG_ID_MISMATCH: ["integrity", "contradiction", "A record names another log."],
  SEGMENT_TORN_TAIL: ["integrity", "contradiction", "A sealed segment ends inside a line."],
  SEGMENT_TAIL_OPEN: ["integrity", "note", "The newest, unsealed segment ends inside a line."],
  // Chain and tree.
  GENESIS_MISMATCH: ["integrity", "contradiction", "The log does not begin as a log must."],
  CHAIN_BROKEN: [
    "integrity",
    "contradiction",
    "A record is not the one its successor was chained to.",
  ],
  INDEX_GAP: ["integrity", "contradiction", "Records are missing, repeated or out of order."],
  SIZE_MISMATCH: ["integrity", "contradiction", "A signed checkpoint counts other records."],
  ROOT_MISMATCH: ["integrity", "contradiction", "The records are not those that were signed."],
  ROOT_NOT_RECOMPUTED: [
    "integrity",
    "note",
    "Without the records before, the tree could not be rebuilt; the signed statement vouches for the bytes.",
  ],
  TILE_MISMATCH: [
    "integrity",
    "contradiction",
    "A tile of the Merkle tree does not fit the records.",
  ],
  // Notes, statements, summaries.
  NOTE_FORMAT: ["integrity", "contradiction", "A checkpoint is not a well-formed signed note."],
  NOTE_SIGNATURE_BAD: ["integrity", "contradiction", "A checkpoint's signature does not verify."],
  NOTE_UNSIGNED: ["integrity", "unproven", "No signature could be checked on a checkpoint."],
  ORIGIN_MISMATCH: ["integrity", "contradiction", "A checkpoint belongs to another log."],
  DSSE_FORMAT: ["integrity", "contradiction", "A statement's envelope or payload is malformed."],
  DSSE_TYPE: ["integrity", "contradiction", "A statement is of another type."],
  DSSE_SIGNATURE_BAD: ["integrity", "contradiction", "A statement's signature does not verify."],
  SUBJECT_DIGEST_MISMATCH: ["integrity", "contradiction", "A statement vouches for other files."],
  PREDICATE_MISMATCH: ["integrity", "contradiction", "A statement says what the records do not."],
  PREDICATE_NOT_CHECKED: ["integrity", "note", "A statement's field could not be recomputed."],
  BUNDLE_MISMATCH: ["integrity", "contradiction", "A Sigstore bundle is not of the statement."],
  SUMMARY_MISMATCH: ["completeness", "contradiction", "A summary says what the records do not."],
  SUMMARY_NOT_RECOMPUTED: ["completeness", "note", "A summary's fields could not be recomputed."],
  STATUS_MISMATCH: [
    "completeness",
    "contradiction",
    "A summary states a status that its records, rules and policy do not give.",
  ],
  STATUS_NOT_RECOMPUTED: [
    "completeness",
    "unproven",
    "Statuses could not be computed again, because rules or policy are not here.",
  ],
  REPORT_MISMATCH: [
    "content",
    "contradiction",
    "A report states a figure that the records do not.",
  ],
  REPORT_NOT_RECOMPUTED: [
    "content",
    "unproven",
    "A part of a report could not be compared with what was handed over.",
  ],
  // Keys.
  KEY_NOT_PINNED: ["identity", "unproven", "No key was given, so anybody could have signed this."],
  KEY_UNKNOWN: ["identity", "contradiction", "None of the given keys signed this log."],
  KEY_INVALID: ["identity", "contradiction", "A key is malformed, or not a sound Ed25519 key."],
  KEY_OUT_OF_RANGE: ["identity", "contradiction", "A key signed outside its time of validity."],
  KEY_POP_BAD: ["identity", "contradiction", "A new key did not prove that it is held."],
  KEY_ROTATION_BROKEN: [
    "identity",
    "contradiction",
    "A change of key was not signed by both keys.",
  ],
  KEY_REVOKED: ["identity", "contradiction", "A revoked key signed more than it may have."],
  KEY_ROTATED: ["identity", "note", "The log changed its key, and both keys signed the change."],
  KEY_FILE_MISMATCH: [
    "identity",
    "contradiction",
    "A published key file is not a key of this log.",
  ],
  // Windows.
  WINDOW_OPEN_MISSING: ["continuity", "contradiction", "A segment does not begin with its window."],
  WINDOW_CLOSE_MISSING: ["continuity", "contradiction", "A segment does not end with its window."],
  WINDOW_RECORD_OUTSIDE: ["continuity", "contradiction", "A record lies where none may be."],
  WINDOW_NUMBER_MISMATCH: [
    "continuity",
    "contradiction",
    "A window's number, part or start is wrong.",
  ],
  WINDOW_DUPLICATE: ["continuity", "contradiction", "A window occurs twice."],
  WINDOW_GAP_UNDECLARED: ["continuity", "contradiction", "Windows are missing without a reason."],
  WINDOW_NOT_CLOSED: ["continuity", "note", "The newest window was still open."],
  WINDOW_UNSIGNED: [
    "integrity",
    "unproven",
    "The newest records are not covered by a signature yet.",
  ],
  WINDOW_COVERED_LATER: [
    "integrity",
    "note",
    "A window has no checkpoint of its own; a later one covers it.",
  ],
  SEAL_INCOMPLETE: ["integrity", "unproven", "The newest window's sealing was interrupted."],
  RANGE_NOT_COVERED: ["continuity", "unproven", "The log's first records are not here."],
  TOMBSTONE_DECLARED: [
    "continuity",
    "note",
    "The oldest windows were deleted, and the log says so.",
  ],
  TOMBSTONE_MISMATCH: [
    "integrity",
    "contradiction",
    "A tombstone is not that of the records before the first one here.",
  ],
  PERIOD_CHANGED: ["continuity", "note", "The length of the windows was changed."],
  DOWNTIME_DECLARED: ["continuity", "note", "The program was not running, and the log says so."],
  RECOVERED_AFTER_CRASH: ["continuity", "note", "The program crashed, and the log says so."],
  BOOT_SEQUENCE: ["continuity", "contradiction", "The program's starts are not numbered in order."],
  HEARTBEAT_MISSING: [
    "continuity",
    "note",
    "A window that was open gave no sign of life for minutes.",
  ],
  LOG_NOT_CLOSED: ["continuity", "note", "The log was not closed for good, so it may go on."],
  // Heads kept elsewhere.
  HEAD_ROLLED_BACK: [
    "independence",
    "contradiction",
    "A signed head knows more records than are here.",
  ],
  HEAD_FORKED: ["independence", "contradiction", "A signed head belongs to another history."],
  HEAD_UNREADABLE: ["independence", "unreadable", "A known head is not a signed head of this log."],
  HEAD_NONE_KNOWN: ["independence", "note", "No head from elsewhere was given to compare with."],
  HEAD_OUTSIDE_RANGE: [
    "independence",
    "note",
    "A known head lies before the records that are here.",
  ],
  HEAD_MISSING: ["independence", "note", "The log's own newest checkpoint is not here."],
  HEAD_STALE: ["independence", "note", "The log's own checkpoint is older than its newest window."],
  // Anchors: witnesses and time-stamps.
  COSIGNATURE_BAD: ["independence", "contradiction", "A witness's signature does not hold."],
  QUORUM_NOT_MET: [
    "independence",
    "unproven",
    "The newest checkpoint lacks the witnesses that were asked for.",
  ],
  WITNESS_INTERNAL_ONLY: [
    "independence",
    "note",
    "All witnesses bear the log's own host name: they show no collusion inside that organisation.",
  ],
  ANCHOR_UNCHECKED: [
    "independence",
    "note",
    "A witness's signature or a time-stamp could not be checked with what was given.",
  ],
  TSA_IMPRINT_MISMATCH: ["time", "contradiction", "A time-stamp is of something else."],
  TSA_SIGNATURE_BAD: ["time", "contradiction", "A time-stamp is malformed or its signature bad."],
  TSA_EKU: ["time", "contradiction", "A time-stamp was signed with a certificate for other uses."],
  TSA_UNTRUSTED: ["time", "unproven", "No time-stamp of an authority that you trust covers this."],
  TIME_AFTER_ANCHOR: [
    "time",
    "contradiction",
    "Records claim to be later than an outside clock saw them.",
  ],
  // Time.
  CLOCK_BACKWARDS: ["time", "contradiction", "Time runs backwards without a declared reason."],
  CLOCK_STEP_DECLARED: ["time", "note", "The system clock was set back, and the log says so."],
  TIME_OUTSIDE_WINDOW: ["time", "contradiction", "A record's time is outside its window."],
  // Counts.
  ORDINAL_GAP: ["completeness", "contradiction", "An accepted call is not accounted for."],
  ORDINAL_DUPLICATE: ["completeness", "contradiction", "A call is accounted for twice."],
  COUNT_MISMATCH: ["completeness", "contradiction", "A window's totals do not add up."],
  REQUESTS_DROPPED: [
    "completeness",
    "note",
    "Calls passed without being audited; they are counted.",
  ],
  REQUESTS_EXCLUDED: ["completeness", "note", "Calls were left out by a declared rule."],
  REQUESTS_UNKNOWN: [
    "completeness",
    "note",
    "Calls may have been lost in a crash; at most this many.",
  ],
  CAPTURE_PARTIAL: ["completeness", "note", "Calls were audited only in part; they are counted."],
  CALLS_IN_FLIGHT: [
    "completeness",
    "note",
    "Calls were still running when the newest window ended.",
  ],
  TELEMETRY_LOST: [
    "content",
    "note",
    "Telemetry lines could not be delivered, and the log says so.",
  ],
  // Content.
  COMMITMENT_MISMATCH: ["content", "contradiction", "Content is not what the record committed to."],
  OPENING_KEY_LENGTH: ["content", "contradiction", "A telemetry line's key is not 32 bytes."],
  TELEMETRY_MISSING: ["content", "note", "Calls have no telemetry line in the files given."],
  TELEMETRY_NONE: ["content", "unproven", "No line of the telemetry files belongs to this log."],
  TELEMETRY_SKIPPED: ["content", "note", "Telemetry lines were not checked."],
  ERASED_DECLARED: ["content", "note", "Content was erased on purpose, and the log says so."],
  ERASE_TARGET_INVALID: [
    "content",
    "contradiction",
    "An erasure names a record that cannot be its target.",
  ],
  NOT_OPENED: ["content", "unproven", "A part of a sampled record was not opened."],
  // Register.
  REGISTER_FORMAT: [
    "integrity",
    "contradiction",
    "A line of the register of reviews and dispositions is malformed.",
  ],
  REGISTER_CHAIN_BROKEN: [
    "integrity",
    "contradiction",
    "A line of the register does not follow from the line before it.",
  ],
  REGISTER_SIGNATURE_BAD: [
    "integrity",
    "contradiction",
    "A line of the register is not signed by the person it names.",
  ],
  REGISTER_HEAD_MISMATCH: [
    "independence",
    "contradiction",
    "Somebody who signed the register saw another history of this log.",
  ],
  REGISTER_CUT: [
    "integrity",
    "contradiction",
    "The register lacks a line that the log had seen, or has another in its place.",
  ],
  // Samples.
  SAMPLE_SEED_MISMATCH: [
    "content",
    "contradiction",
    "A sample was not drawn with this nonce under this checkpoint.",
  ],
  SAMPLE_INDEX_MISSING: [
    "content",
    "contradiction",
    "A record that was drawn is not in the sample.",
  ],
  SAMPLE_INDEX_EXTRA: ["content", "contradiction", "A record is in the sample that was not drawn."],
  SAMPLE_PROOF_BAD: [
    "content",
    "contradiction",
    "A sampled record is not proven to be a record of the log.",
  ],
};

/** All codes, in the order of the table. */
export const FINDING_CODES: readonly FindingCode[] = Object.keys(ROWS) as FindingCode[];

/** What is fixed about a code. */
export function findingRule(code: FindingCode): FindingRule {
  const [result, weight, meaning] = ROWS[code];
  return { result, weight, meaning };
}
