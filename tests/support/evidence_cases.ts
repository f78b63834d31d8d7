/**
 * One small log per finding code, each wrong in one way. Lies are signed wherever the code is about
 * what a signer may not say; damage is done afterwards where it is about what nobody may change.
 * @module
 */

import { canonicalJson } from "../../src/base/canonical_json.ts";
import { concat, toBase64, utf8 } from "../../src/base/bytes.ts";
import type { FindingCode } from "../../src/format/finding_codes.ts";
import { genesisPrev } from "../../src/tlog/commitment.ts";
import { parseEnvelope } from "../../src/tlog/dsse.ts";
import { formatSigstoreBundle } from "../../src/tlog/sigstore_bundle.ts";
import { formatCheckpoint } from "../../src/tlog/note.ts";
import { NODE_SUITE } from "../../src/base/digest.ts";
import { archiveSource } from "../../src/verify/archive.ts";
import { memorySource } from "../../src/verify/source.ts";
import type { EvidenceSource } from "../../src/verify/source.ts";
import { byteFile, tarOf } from "./archives.ts";
import { CONTENT_CASES } from "./content_cases.ts";
import { registerText } from "./register_text.ts";
import { revoked, SIZE_AT_CHANGE } from "./revocations.ts";
import { FIRST_W, LogBuilder, PERIOD, smallLog } from "./log_builder.ts";
import { ORIGIN, signedNote, type TestKey, testKey } from "./test_keys.ts";
import { editFile, type Files, fileText } from "./verify_rig.ts";
import type { Recomputation, ReportComparison } from "../../src/verify/recompute_check.ts";
import type { VerifyOptions } from "../../src/verify/verifier.ts";

/** Evidence that makes the verifier find something. */
export interface EvidenceCase {
  files: Files;
  /** Instead of {@linkcode EvidenceCase.files} in memory. */
  source?: EvidenceSource;
  /** Beside the first key of the log, which is trusted when nothing is said. */
  options?: Partial<VerifyOptions>;
  /** Exit code. */
  exit: 0 | 4 | 5 | 6;
  /** Further codes that change the verdict; `any` where damage spreads. */
  also?: readonly FindingCode[] | "any";
}

/** A builder of a case. */
export type CaseMaker = () => EvidenceCase;

/** First window's directory. */
export const FIRST_DIR = "windows/2026-11-21/000000Z-498672";
/** Second window's directory. */
export const SECOND_DIR = "windows/2026-11-21/010000Z-498673";
/** A record that is true and means nothing. */
export const LOST = { kind: "telemetry_lost", n: 1, why: "test" };

/** A record that no total counts. */
const REMARK = { kind: "review", text: "test" };

const TIME = "2026-11-21T00:00:00.000Z";
const HOUR_MS = PERIOD * 1000;
const SECOND_KEY = testKey(2);
const THIRD_KEY = testKey(3);

/** One window; `lie` writes into it before it is closed. */
export function oneWindow(lie: (log: LogBuilder) => void): LogBuilder {
  const log = new LogBuilder().begin();
  log.call();
  lie(log);
  return log.closeWindow().seal().writeKeys();
}

/** {@linkcode smallLog} with damage done to its files. */
export function damaged(damage: (files: Files) => void): Files {
  const { files } = smallLog();
  damage(files);
  return files;
}

/** Only the second window of {@linkcode smallLog}, as if its directory alone were handed over. */
export function secondWindowAlone(): Files {
  const files: Files = new Map();
  for (const [path, bytes] of smallLog().files) {
    if (path.startsWith(`${SECOND_DIR}/`)) files.set(path.slice(SECOND_DIR.length + 1), bytes);
  }
  return files;
}

/** {@linkcode smallLog} and a third window that is still being written. */
export function openLog(tail = ""): Files {
  const log = smallLog();
  log.openWindow();
  log.call();
  log.writeSegment();
  const path = log.path("segment.jsonl");
  log.files.set(path, concat(log.files.get(path) as Uint8Array, utf8(tail)));
  return log.files;
}

function note(files: Files): EvidenceCase {
  return { files, exit: 0 };
}

function bad(files: Files, also: EvidenceCase["also"] = []): EvidenceCase {
  return { files, exit: 4, also };
}

/** What computing a report again found, beside good statuses. */
function comparedWith(found: Partial<ReportComparison>): Recomputation {
  const comparison = { name: "report.json", differences: [], skipped: [], ...found };
  return {
    statuses: () => ({ controls: [] }),
    report: () => Promise.resolve(comparison),
  };
}

/** {@linkcode smallLog} with a register of two reviews, then changed. */
function withRegister(edit: (text: string) => string, root?: Uint8Array): Files {
  const log = smallLog();
  const head = { size: log.size, root: root ?? log.root() };
  const text = registerText(log.origin, head, [
    { kind: "review", from: TIME, to: TIME, note: "one" },
    { kind: "review", from: TIME, to: TIME, note: "two" },
  ]);
  log.files.set("register.jsonl", utf8(edit(text)));
  return log.files;
}

/** A window whose closing record or seal is wrong. */
function badSeal(overrides: Parameters<LogBuilder["seal"]>[0]): Files {
  const log = new LogBuilder().begin();
  log.call();
  return log.closeWindow().seal(overrides).writeKeys().files;
}

/** A log of two windows with a change of key in the first. */
function rotated(options: {
  pop?: string;
  firstSigners?: TestKey[];
  secondSigners?: TestKey[];
} = {}): Files {
  const log = new LogBuilder().begin();
  log.rotate(SECOND_KEY, options.pop === undefined ? {} : { pop: options.pop });
  log.closeWindow().seal(
    options.firstSigners === undefined ? {} : { signers: options.firstSigners },
  );
  log.openWindow().closeWindow().seal(
    options.secondSigners === undefined ? {} : { signers: options.secondSigners },
  );
  return log.writeKeys([log.key, SECOND_KEY]).files;
}

/** A head of {@linkcode smallLog}'s log that was kept elsewhere. */
export function knownHead(size: number, root: Uint8Array): { name: string; text: string } {
  const text = formatCheckpoint({ origin: ORIGIN, size, root });
  return { name: "kept.txt", text: signedNote(text, [testKey(1)]) };
}

function unreadable(): EvidenceCase {
  const files = damaged(() => {});
  const inner = memorySource(files);
  const source = {
    ...inner,
    read(path: string): Promise<Uint8Array> {
      return path === `${FIRST_DIR}/summary.json`
        ? Promise.reject(new Error("Cannot read it: the disk is broken"))
        : inner.read(path);
    },
  };
  return { files, source, exit: 5 };
}

function strangeKey(): Files {
  const text = testKey(1).text.replace("+", "+0");
  const broken = `${text.slice(0, ORIGIN.length + 9)}${text.slice(ORIGIN.length + 10)}`;
  const prev = genesisPrev(NODE_SUITE, { origin: ORIGIN, vkey: broken });
  const log = new LogBuilder().begin({ fields: { vkey: broken, prev } });
  return log.closeWindow().seal().files;
}

/** Cases of integrity. */
export const INTEGRITY_CASES: Partial<Record<FindingCode, CaseMaker>> = {
  NOTHING_TO_VERIFY: () => ({ files: new Map([["readme.txt", utf8("hello")]]), exit: 5 }),
  FILE_UNREADABLE: unreadable,
  LIMIT_EXCEEDED: () => ({
    files: damaged((files) => files.set(`${FIRST_DIR}/summary.json`, new Uint8Array(5_000_000))),
    exit: 5,
  }),
  ARCHIVE_UNSAFE: () => ({
    files: new Map(),
    source: archiveSource(
      byteFile(tarOf([{ name: "checkpoint", kind: "2", link: "/etc/passwd" }])),
    ),
    exit: 5,
  }),
  FORMAT_UNSUPPORTED: () => ({
    files: new LogBuilder().begin({ fields: { format: "outband/segment/v2" } }).closeWindow()
      .seal().files,
    exit: 5,
  }),
  FILE_MISSING: () => bad(damaged((files) => files.delete(`${FIRST_DIR}/summary.json`))),
  FILE_UNEXPECTED: () => note(damaged((files) => files.set(`${FIRST_DIR}/a.txt`, utf8("a")))),
  FILE_NOT_CHECKED: () =>
    note(damaged((files) => files.set(`${FIRST_DIR}/anchors/worm.json`, utf8("a")))),
  SUMS_MISMATCH: () =>
    bad(damaged((files) =>
      editFile(
        files,
        `${SECOND_DIR}/SHA256SUMS`,
        (text) => text.split("\n").slice(0, 3).toReversed().join("\n") + "\n",
      )
    )),
  LINE_NOT_UTF8: () => bad(oneWindow((log) => log.appendLine(Uint8Array.of(0xff, 0xfe))).files),
  LINE_ENDING: () =>
    bad(
      oneWindow((log) => log.appendLine(utf8(`${canonicalJson(log.record(REMARK))}\r`))).files,
    ),
  LINE_TOO_LONG: () => bad(oneWindow((log) => log.appendLine(new Uint8Array(16_385))).files),
  LINE_PARSE: () => bad(oneWindow((log) => log.appendLine(utf8("not json"))).files),
  LINE_NOT_CANONICAL: () =>
    bad(
      oneWindow((log) => log.appendLine(utf8(canonicalJson(log.record(REMARK)).replace(",", ", "))))
        .files,
    ),
  RECORD_KIND_UNKNOWN: () => bad(oneWindow((log) => log.append({ kind: "party" })).files),
  RECORD_SCHEMA: () => bad(oneWindow((log) => log.append({ ...REMARK, n: 1.5 })).files),
  LOG_ID_MISMATCH: () =>
    bad(oneWindow((log) => log.append(LOST, { fields: { log: "other.example/gw" } })).files),
  SEGMENT_TORN_TAIL: () =>
    bad(
      damaged((files) => {
        const path = `${FIRST_DIR}/segment.jsonl`;
        files.set(path, (files.get(path) as Uint8Array).slice(0, -1));
      }),
      "any",
    ),
  SEGMENT_TAIL_OPEN: () => ({ files: openLog('{"i":'), exit: 6, also: ["WINDOW_UNSIGNED"] }),
  GENESIS_MISMATCH: () => {
    const log = new LogBuilder().begin({ fields: { prev: "00".repeat(32) } });
    return bad(log.closeWindow().seal().files);
  },
  CHAIN_BROKEN: () =>
    bad(oneWindow((log) => log.append(LOST, { fields: { prev: "00".repeat(32) } })).files),
  INDEX_GAP: () => bad(oneWindow((log) => log.append(LOST, { fields: { i: 99 } })).files, "any"),
  SIZE_MISMATCH: () => bad(badSeal({ size: 99 }), ["PREDICATE_MISMATCH"]),
  ROOT_MISMATCH: () => bad(badSeal({ root: new Uint8Array(32) }), ["PREDICATE_MISMATCH"]),
  ROOT_NOT_RECOMPUTED: () => note(secondWindowAlone()),
  TILE_MISMATCH: () =>
    bad(damaged((files) => {
      const tile = files.get("tile/0/000.p/9") as Uint8Array;
      files.set("tile/0/000.p/9", tile.map((byte, k) => k === 100 ? byte ^ 1 : byte));
    })),
  NOTE_FORMAT: () =>
    bad(damaged((files) => files.set("checkpoint", utf8("not a signed checkpoint\n")))),
  NOTE_SIGNATURE_BAD: () => bad(badSeal({ signers: [testKey(1), SECOND_KEY] })),
  NOTE_UNSIGNED: () => ({
    files: secondWindowAlone(),
    options: { keys: [] },
    exit: 6,
    also: ["KEY_NOT_PINNED", "WINDOW_UNSIGNED"],
  }),
  ORIGIN_MISMATCH: () => bad(badSeal({ origin: "other.example/gw" }), ["NOTE_UNSIGNED"]),
  DSSE_FORMAT: () => bad(badSeal({ statement: (text) => text.replace(",", ", ") })),
  DSSE_TYPE: () => bad(badSeal({ payloadType: "application/json" })),
  DSSE_SIGNATURE_BAD: () => bad(badSeal({ statementKey: SECOND_KEY })),
  SUBJECT_DIGEST_MISMATCH: () =>
    bad(badSeal({
      statement: (text) => text.replace(/"sha256":"[0-9a-f]{8}/, '"sha256":"00000000'),
    })),
  PREDICATE_MISMATCH: () => bad(badSeal({ predicate: { window: 1 } })),
  PREDICATE_NOT_CHECKED: () => note(secondWindowAlone()),
  BUNDLE_MISMATCH: () =>
    bad(damaged((files) => {
      const other = parseEnvelope(fileText(files, `${SECOND_DIR}/statement.dsse.json`).trimEnd());
      const text = other === null ? "" : formatSigstoreBundle(other);
      files.set(`${FIRST_DIR}/bundle.sigstore.json`, utf8(text));
    })),
  SUMMARY_MISMATCH: () => bad(badSeal({ summary: { total_requests_dropped: 7 } })),
  STATUS_MISMATCH: () => ({
    ...bad(badSeal({ summary: { soc2_controls_satisfied: ["CC7.2"] } })),
    options: { recompute: { statuses: () => ({ controls: [] }) } },
  }),
  STATUS_NOT_RECOMPUTED: () => ({
    ...{ files: smallLog().files, exit: 6 },
    options: { recompute: { statuses: () => ({ problem: "The policy is not here" }) } },
  }),
  REPORT_MISMATCH: () => ({
    ...bad(smallLog().files),
    options: {
      recompute: comparedWith({ differences: [{ figure: "totals.processed", is: 1, should: 2 }] }),
    },
  }),
  REPORT_NOT_RECOMPUTED: () => ({
    ...{ files: smallLog().files, exit: 6 },
    options: { recompute: comparedWith({ skipped: ["It was made with other keys"] }) },
  }),
  SUMMARY_NOT_RECOMPUTED: () => note(badSeal({ summary: { schema_version: "99.0.0" } })),
  WINDOW_UNSIGNED: () => ({ files: openLog(), exit: 6 }),
  WINDOW_COVERED_LATER: () => {
    const log = new LogBuilder().begin().closeWindow();
    log.endPart();
    return note(log.openWindow().closeWindow().seal().files);
  },
  SEAL_INCOMPLETE: () => ({
    files: damaged((files) => {
      files.set("checkpoint", files.get(`${FIRST_DIR}/checkpoint`) as Uint8Array);
      files.delete(`${SECOND_DIR}/checkpoint`);
    }),
    exit: 6,
    also: ["WINDOW_UNSIGNED"],
  }),
};

/** Cases of identity. */
export const IDENTITY_CASES: Partial<Record<FindingCode, CaseMaker>> = {
  KEY_NOT_PINNED: () => ({ files: smallLog().files, options: { keys: [] }, exit: 6 }),
  KEY_UNKNOWN: () => ({ ...bad(smallLog().files), options: { keys: [testKey(9).text] } }),
  KEY_INVALID: () => bad(strangeKey()),
  KEY_OUT_OF_RANGE: () => bad(rotated({ secondSigners: [testKey(1), SECOND_KEY] })),
  KEY_POP_BAD: () => bad(rotated({ pop: toBase64(new Uint8Array(64)) })),
  KEY_ROTATION_BROKEN: () => bad(rotated({ firstSigners: [SECOND_KEY] }), "any"),
  KEY_REVOKED: () => bad(revoked(SIZE_AT_CHANGE - 1)),
  KEY_ROTATED: () => note(rotated()),
  KEY_FILE_MISMATCH: () => {
    const log = smallLog();
    return bad(log.writeKeys([THIRD_KEY]).files);
  },
};

/** Cases of continuity. */
export const CONTINUITY_CASES: Partial<Record<FindingCode, CaseMaker>> = {
  WINDOW_OPEN_MISSING: () => {
    const log = new LogBuilder().begin().closeWindow().seal();
    log.startPart({ w: FIRST_W + 1, part: 0, period: PERIOD });
    log.append(LOST);
    return bad(log.closeWindow().seal().files, "any");
  },
  WINDOW_CLOSE_MISSING: () => bad(new LogBuilder().begin().seal().files, "any"),
  WINDOW_RECORD_OUTSIDE: () => {
    const log = new LogBuilder().begin().closeWindow();
    log.append(LOST);
    return bad(log.seal().files, "any");
  },
  WINDOW_NUMBER_MISMATCH: () => {
    const log = new LogBuilder().begin().closeWindow().seal();
    log.openWindow({ fields: { start: "2026-11-21T01:00:01.000Z" } });
    return bad(log.closeWindow().seal().files);
  },
  WINDOW_DUPLICATE: () => {
    const log = new LogBuilder().begin().closeWindow({ partial: true }).seal();
    log.openWindow({ part: 1, fields: { part: 0 } });
    return bad(log.closeWindow({ part: 0 }).seal({ predicate: { part: 0 } }).files);
  },
  WINDOW_GAP_UNDECLARED: () => {
    const log = new LogBuilder().begin().closeWindow().seal();
    log.nowMs += 2 * HOUR_MS;
    return bad(log.openWindow().closeWindow().seal().files);
  },
  WINDOW_NOT_CLOSED: () => ({ files: openLog(), exit: 6, also: ["WINDOW_UNSIGNED"] }),
  RANGE_NOT_COVERED: () => ({
    files: secondWindowAlone(),
    options: { require: ["continuity"] },
    exit: 6,
  }),
  PERIOD_CHANGED: () => {
    const log = new LogBuilder().begin().closeWindow().seal();
    return note(log.openWindow({ period: 1_800 }).closeWindow().seal().files);
  },
  DOWNTIME_DECLARED: () => {
    const log = new LogBuilder().begin().closeWindow().seal();
    log.nowMs += 2 * HOUR_MS;
    log.openWindow({ boot: true, absent: [FIRST_W + 1, FIRST_W + 2] });
    return note(log.closeWindow().seal().files);
  },
  RECOVERED_AFTER_CRASH: () =>
    note(
      oneWindow((log) => {
        const prev_t = "2026-11-21T00:00:00.010Z";
        log.append({ kind: "recover", lost_bytes: 3, sha256: "00".repeat(32), prev_t });
        log.nowMs += 2 * HOUR_MS;
      }).files,
    ),
  BOOT_SEQUENCE: () =>
    bad(
      oneWindow((log) =>
        log.append({ kind: "boot", boot: 7, software: { name: "outband", version: "0.1.0" } })
      ).files,
      "any",
    ),
  HEARTBEAT_MISSING: () =>
    note(
      oneWindow((log) => {
        const beat = { kind: "heartbeat", in_flight: 0, signed: 0 };
        log.append({ ...beat, ord: log.ord });
        log.nowMs += 180_001;
        log.append({ ...beat, ord: log.ord });
      }).files,
    ),
  LOG_NOT_CLOSED: () => note(smallLog().files),
};

/** Cases of the other questions. */
export const OTHER_CASES: Partial<Record<FindingCode, CaseMaker>> = {
  REGISTER_FORMAT: () => bad(withRegister((text) => text.slice(0, -1))),
  REGISTER_CHAIN_BROKEN: () => bad(withRegister((text) => text.slice(text.indexOf("\n") + 1))),
  REGISTER_SIGNATURE_BAD: () =>
    bad(withRegister((text) => text.replace('"note":"two"', '"note":"2"'))),
  REGISTER_CUT: () => {
    const log = oneWindow((log) => {
      log.append({ kind: "register", n: 1, head: "cd".repeat(32) });
    });
    return bad(log.files);
  },
  REGISTER_HEAD_MISMATCH: () => bad(withRegister((text) => text, new Uint8Array(32))),
  HEAD_ROLLED_BACK: () =>
    bad(
      damaged((files) => {
        for (const path of files.keys()) if (path.startsWith(SECOND_DIR)) files.delete(path);
      }),
      ["TILE_MISMATCH"],
    ),
  HEAD_FORKED: () => ({
    ...bad(smallLog().files),
    options: { knownHeads: [knownHead(9, new Uint8Array(32))] },
  }),
  HEAD_UNREADABLE: () => ({
    files: smallLog().files,
    options: { knownHeads: [{ name: "kept.txt", text: "nothing" }] },
    exit: 5,
  }),
  HEAD_NONE_KNOWN: () => note(smallLog().files),
  HEAD_OUTSIDE_RANGE: () => ({
    ...note(secondWindowAlone()),
    options: { knownHeads: [knownHead(5, new Uint8Array(32))] },
  }),
  HEAD_MISSING: () => note(damaged((files) => files.delete("checkpoint"))),
  HEAD_STALE: () =>
    note(damaged((files) => {
      files.set("checkpoint", files.get(`${FIRST_DIR}/checkpoint`) as Uint8Array);
    })),
  CLOCK_BACKWARDS: () =>
    bad(
      oneWindow((log) => {
        log.nowMs += 60_000;
        log.call();
        log.append(LOST, { tMs: log.nowMs - 2_001 });
      }).files,
    ),
  CLOCK_STEP_DECLARED: () =>
    note(
      oneWindow((log) =>
        log.append({
          kind: "clock",
          old: "2026-11-21T00:10:00.000Z",
          new: "2026-11-21T00:05:00.000Z",
          source: "system",
        })
      ).files,
    ),
  TIME_OUTSIDE_WINDOW: () =>
    bad(
      oneWindow((log) => {
        log.nowMs += HOUR_MS + 5_000;
        log.append(LOST);
      }).files,
    ),
  ORDINAL_GAP: () => {
    const log = new LogBuilder().begin();
    log.ord++;
    log.call();
    return bad(log.closeWindow({ carried_out: 0 }).seal().files, ["COUNT_MISMATCH"]);
  },
  ORDINAL_DUPLICATE: () => bad(oneWindow((log) => log.call({ ord: 0 })).files, "any"),
  COUNT_MISMATCH: () => {
    const log = new LogBuilder().begin();
    log.call();
    return bad(log.closeWindow({ added_us: [] }).seal().files, "any");
  },
  REQUESTS_DROPPED: () => note(smallLog().files),
  REQUESTS_EXCLUDED: () =>
    note(oneWindow((log) => log.gap({ ord: 1, n: 4, why: "excluded" })).files),
  REQUESTS_UNKNOWN: () =>
    note(oneWindow((log) => log.gap({ ord: 1, n: 4, why: "crash", upper_bound: true })).files),
  CAPTURE_PARTIAL: () =>
    note(
      oneWindow((log) =>
        log.call({
          class: "partial",
          capture: { req: "partial", res: "full" },
          why: { req: "pool" },
        })
      ).files,
    ),
  CALLS_IN_FLIGHT: () => note(oneWindow((log) => log.ord += 2).files),
  TELEMETRY_LOST: () => note(oneWindow((log) => log.append(LOST)).files),
  ...CONTENT_CASES,
};
