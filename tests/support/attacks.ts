/**
 * The attacks of the threat model as data: each builds a log as the program does, does to it what an
 * attacker would, and says exactly what the verifier must find.
 * @module
 */

import { fromBase64, toBase64 } from "../../src/base/bytes.ts";
import type { FindingCode } from "../../src/format/finding_codes.ts";
import type { RecordBody } from "../../src/format/record.ts";
import { parseNote } from "../../src/tlog/note.ts";
import type { EvidenceSource } from "../../src/verify/source.ts";
import type { VerifyOptions } from "../../src/verify/verifier.ts";
import {
  type AttackLog,
  attackLog,
  dropNewest,
  editLines,
  HONEST,
  type Hour,
  rechain,
  windowsOf,
} from "./attack_log.ts";
import { editFile, type Files } from "./verify_rig.ts";

/** What an attack leaves behind, and what must be found in it. */
export interface Attack {
  /** The evidence as it is handed over. */
  files: Files;
  /** Instead of {@linkcode Attack.files} in memory. */
  source?: EvidenceSource;
  /** Telemetry that is handed over with it. */
  telemetry?: string;
  /** What else the auditor gives, beside key and head. */
  options?: Partial<VerifyOptions>;
  /** Codes that change the verdict, with the log's key alone. */
  alone: readonly FindingCode[];
  /** The same with one head that left the host; as `alone` when left out. */
  withHead?: readonly FindingCode[];
  /** Notes that must be there, too. */
  notes?: readonly FindingCode[];
  /** Key and head of the honest log; of the log made for the attack when left out. */
  honest?: AttackLog;
}

/** Group order of Ed25519, little-endian. */
const ORDER_HEX = "edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010";
/** Another history after the first window. */
const OTHER: readonly Hour[] = [{ calls: 4 }, { calls: 5, status: 500 }, { calls: 4 }, {
  calls: 1,
}];

/** What is found, beside `more`, in a sealed window when one line of it has other bytes. */
function lineChanged(...more: FindingCode[]): Pick<Attack, "alone" | "withHead"> {
  const alone: FindingCode[] = [
    "CHAIN_BROKEN",
    "PREDICATE_MISMATCH",
    "ROOT_MISMATCH",
    "SUBJECT_DIGEST_MISMATCH",
    "SUMS_MISMATCH",
    "TILE_MISMATCH",
    ...more,
  ];
  return { alone: alone.sort(), withHead: [...alone, "HEAD_FORKED" as const].sort() };
}

/** Damage to the lines of one window of the honest log. */
function lines(window: number, edit: (lines: string[]) => string[]): { files: Files } {
  const { files } = attackLog(HONEST);
  editLines(files, windowsOf(files)[window] ?? "", edit);
  return { files };
}

/** A line changed in one place. */
function one(index: number, edit: (line: string) => string): (lines: string[]) => string[] {
  return (all) => all.map((line, k) => k === index ? edit(line) : line);
}

/** S + L instead of S in a checkpoint's signature: some libraries take both. */
function malleated(note: string): string {
  const line = note.trimEnd().split("\n").at(-1) ?? "";
  const [, base64 = ""] = /^\u2014 \S+ (\S+)$/.exec(line) ?? [];
  const bytes = fromBase64(base64) as Uint8Array;
  let carry = 0;
  for (let k = 0; k < 32; k++) {
    const at = bytes.length - 32 + k;
    const order = parseInt(ORDER_HEX.slice(2 * k, 2 * k + 2), 16);
    const sum = (bytes[at] as number) + order + carry;
    bytes[at] = sum & 0xff;
    carry = sum >> 8;
  }
  return note.replace(base64, toBase64(bytes));
}

/** The first window's files in the place of another's, or as one more window. */
function replayed(target: (windows: string[]) => string): { files: Files } {
  const { files } = attackLog(HONEST);
  const windows = windowsOf(files);
  const [source = ""] = windows;
  for (const [path, bytes] of [...files]) {
    if (!path.startsWith(`${source}/`)) continue;
    files.set(path.replace(source, target(windows)), bytes);
  }
  return { files };
}

/** Attacks on the records themselves. */
export const LINE_ATTACKS: Readonly<Record<string, () => Attack>> = {
  "a line is edited": () => ({
    ...lines(0, one(6, (line) => line.replace('"status":200', '"status":500'))),
    ...lineChanged("SUMMARY_MISMATCH"),
  }),
  "a line is deleted": () => ({
    ...lines(1, (all) => all.toSpliced(4, 1)),
    alone: [
      "COUNT_MISMATCH",
      "INDEX_GAP",
      "ORDINAL_GAP",
      "PREDICATE_MISMATCH",
      "SUBJECT_DIGEST_MISMATCH",
      "SUMMARY_MISMATCH",
      "SUMS_MISMATCH",
    ],
  }),
  "a line is inserted": () => ({
    ...lines(1, (all) => all.toSpliced(4, 0, (all[4] ?? "").replace('"ord":5', '"ord":4'))),
    alone: [
      "COUNT_MISMATCH",
      "INDEX_GAP",
      "ORDINAL_DUPLICATE",
      "PREDICATE_MISMATCH",
      "SUBJECT_DIGEST_MISMATCH",
      "SUMMARY_MISMATCH",
      "SUMS_MISMATCH",
    ],
  }),
  "two lines change places": () => ({
    ...lines(0, (all) => all.toSpliced(5, 2, all[6] ?? "", all[5] ?? "")),
    alone: ["INDEX_GAP", "SUBJECT_DIGEST_MISMATCH", "SUMS_MISMATCH"],
  }),
  "a line is edited and all are chained anew without the key": () => {
    const { files } = lines(0, one(6, (line) => line.replace('"status":200', '"status":500')));
    rechain(files);
    return {
      files,
      alone: [
        "PREDICATE_MISMATCH",
        "ROOT_MISMATCH",
        "SUBJECT_DIGEST_MISMATCH",
        "SUMMARY_MISMATCH",
        "SUMS_MISMATCH",
        "TILE_MISMATCH",
      ],
      withHead: [
        "HEAD_FORKED",
        "PREDICATE_MISMATCH",
        "ROOT_MISMATCH",
        "SUBJECT_DIGEST_MISMATCH",
        "SUMMARY_MISMATCH",
        "SUMS_MISMATCH",
        "TILE_MISMATCH",
      ],
    };
  },
  "a line is deleted and all are chained anew without the key": () => {
    const { files } = lines(1, (all) => all.toSpliced(4, 1));
    rechain(files);
    return {
      files,
      alone: [
        "COUNT_MISMATCH",
        "ORDINAL_GAP",
        "PREDICATE_MISMATCH",
        "SIZE_MISMATCH",
        "SUBJECT_DIGEST_MISMATCH",
        "SUMMARY_MISMATCH",
        "SUMS_MISMATCH",
        "TILE_MISMATCH",
      ],
      withHead: [
        "COUNT_MISMATCH",
        "HEAD_ROLLED_BACK",
        "ORDINAL_GAP",
        "PREDICATE_MISMATCH",
        "SIZE_MISMATCH",
        "SUBJECT_DIGEST_MISMATCH",
        "SUMMARY_MISMATCH",
        "SUMS_MISMATCH",
        "TILE_MISMATCH",
      ],
    };
  },
  "a line has a key twice": () => ({
    ...lines(0, one(6, (line) => line.replace('"kind":"call"', '"kind":"call","kind":"call"'))),
    ...lineChanged("LINE_NOT_CANONICAL"),
  }),
  "a line has a space": () => ({
    ...lines(0, one(6, (line) => line.replace(",", ", "))),
    ...lineChanged("LINE_NOT_CANONICAL"),
  }),
  "lines end in carriage returns": () => ({
    ...lines(0, (all) => all.map((line) => `${line}\r`)),
    ...lineChanged("LINE_ENDING"),
  }),
  "the end of a closed window is cut": () => ({
    ...lines(1, (all) => all.slice(0, -2)),
    alone: [
      "COUNT_MISMATCH",
      "INDEX_GAP",
      "ORDINAL_GAP",
      "PREDICATE_MISMATCH",
      "SIZE_MISMATCH",
      "SUBJECT_DIGEST_MISMATCH",
      "SUMS_MISMATCH",
      "WINDOW_CLOSE_MISSING",
    ],
  }),
  "a closed window is cut inside a line": () => {
    const { files } = attackLog(HONEST);
    const path = `${windowsOf(files)[1]}/segment.jsonl`;
    files.set(path, (files.get(path) as Uint8Array).slice(0, -9));
    return {
      files,
      alone: [
        "COUNT_MISMATCH",
        "INDEX_GAP",
        "PREDICATE_MISMATCH",
        "SEGMENT_TORN_TAIL",
        "SIZE_MISMATCH",
        "SUBJECT_DIGEST_MISMATCH",
        "SUMS_MISMATCH",
        "WINDOW_CLOSE_MISSING",
      ],
    };
  },
  "a time is set back": () => ({
    ...lines(
      0,
      one(8, (line) => line.replace(/"t":"2026-11-21T14:..:../, '"t":"2026-11-21T14:00:00')),
    ),
    ...lineChanged("CLOCK_BACKWARDS"),
  }),
  "dropped calls are hidden": () => ({
    ...lines(1, (all) => all.filter((line) => !line.includes('"kind":"gap"'))),
    alone: [
      "COUNT_MISMATCH",
      "INDEX_GAP",
      "ORDINAL_GAP",
      "PREDICATE_MISMATCH",
      "SUBJECT_DIGEST_MISMATCH",
      "SUMMARY_MISMATCH",
      "SUMS_MISMATCH",
    ],
  }),
};

/** Attacks on whole windows, without the key. */
export const WINDOW_ATTACKS: Readonly<Record<string, () => Attack>> = {
  "the oldest window is dropped": () => {
    const { files } = attackLog(HONEST);
    const [oldest = ""] = windowsOf(files);
    for (const path of [...files.keys()]) if (path.startsWith(oldest)) files.delete(path);
    return { files, alone: ["INDEX_GAP"] };
  },
  "a window in the middle is dropped": () => {
    const { files } = attackLog(HONEST);
    const middle = windowsOf(files)[1] ?? "";
    for (const path of [...files.keys()]) if (path.startsWith(middle)) files.delete(path);
    return {
      files,
      alone: [
        "COUNT_MISMATCH",
        "INDEX_GAP",
        "ORDINAL_GAP",
        "PREDICATE_MISMATCH",
        "WINDOW_GAP_UNDECLARED",
      ],
    };
  },
  "an old window is replayed in the place of another": () => ({
    ...replayed((windows) => windows[2] ?? ""),
    alone: [
      "BOOT_SEQUENCE",
      "CLOCK_BACKWARDS",
      "COUNT_MISMATCH",
      "INDEX_GAP",
      "KEY_ROTATION_BROKEN",
      "ORDINAL_DUPLICATE",
      "ORDINAL_GAP",
      "PREDICATE_MISMATCH",
      "WINDOW_DUPLICATE",
      "WINDOW_GAP_UNDECLARED",
    ],
  }),
  "an old window is replayed as one more": () => ({
    ...replayed(() => "windows/2026-11-21/180000Z-498690"),
    alone: [
      "BOOT_SEQUENCE",
      "CLOCK_BACKWARDS",
      "COUNT_MISMATCH",
      "INDEX_GAP",
      "KEY_ROTATION_BROKEN",
      "ORDINAL_DUPLICATE",
      "PREDICATE_MISMATCH",
      "WINDOW_DUPLICATE",
    ],
  }),
  "the newest window's seal is removed": () => {
    const { files } = attackLog(HONEST);
    const newest = windowsOf(files).at(-1) ?? "";
    for (const path of [...files.keys()]) {
      if (path.startsWith(newest) && !path.endsWith("segment.jsonl")) files.delete(path);
    }
    return { files, alone: ["FILE_MISSING"] };
  },
  "the newest window's seal and the checkpoint over it are removed": () => {
    const { files } = attackLog(HONEST);
    const [before = "", newest = ""] = windowsOf(files).slice(-2);
    for (const path of [...files.keys()]) {
      if (path.startsWith(newest) && !path.endsWith("segment.jsonl")) files.delete(path);
      if (path.startsWith("tile/")) files.delete(path);
    }
    files.set("checkpoint", files.get(`${before}/checkpoint`) as Uint8Array);
    return { files, alone: ["WINDOW_UNSIGNED"] };
  },
  "all seals are removed": () => {
    const { files } = attackLog(HONEST);
    for (const path of [...files.keys()]) if (!path.endsWith("segment.jsonl")) files.delete(path);
    return { files, alone: ["NOTE_UNSIGNED", "WINDOW_UNSIGNED"], withHead: ["WINDOW_UNSIGNED"] };
  },
  "the signatures are stripped": () => {
    const { files } = attackLog(HONEST);
    for (const path of [...files.keys()].filter((name) => name.endsWith("checkpoint"))) {
      editFile(files, path, (text) => parseNote(text)?.text ?? "");
    }
    return {
      files,
      alone: ["NOTE_FORMAT", "NOTE_UNSIGNED", "SUBJECT_DIGEST_MISMATCH", "SUMS_MISMATCH"],
      withHead: ["NOTE_FORMAT", "SUBJECT_DIGEST_MISMATCH", "SUMS_MISMATCH"],
    };
  },
  "a signature is malleated, which some libraries take": () => {
    const { files } = attackLog(HONEST);
    editFile(files, "checkpoint", malleated);
    return { files, alone: ["NOTE_SIGNATURE_BAD"] };
  },
  "the clock is set back, and the record of it is removed": () => {
    const hours = [{ calls: 3 }, { calls: 2, clockStepMs: -600_000 }];
    const log = attackLog(hours);
    for (const directory of windowsOf(log.files)) {
      editLines(
        log.files,
        directory,
        (all) => all.filter((line) => !line.includes('"kind":"clock"')),
      );
    }
    return {
      files: log.files,
      honest: log,
      alone: ["INDEX_GAP", "SUBJECT_DIGEST_MISMATCH", "SUMS_MISMATCH"],
    };
  },
};

/** Attacks on who signed and on the content. */
export const OTHER_ATTACKS: Readonly<Record<string, () => Attack>> = {
  "the key is swapped: a whole log made with another one": () => ({
    files: attackLog(HONEST, { seed: 99 }).files,
    alone: ["KEY_UNKNOWN"],
    withHead: ["HEAD_UNREADABLE", "KEY_UNKNOWN"],
  }),
  "an opening is moved to another record": () => {
    const { files, telemetry } = attackLog(HONEST);
    const [first = "", second = "", ...rest] = telemetry.split("\n");
    const at = (line: string): string => /"index":\d+/.exec(line)?.[0] ?? "";
    const moved = [first.replace(at(first), at(second)), second.replace(at(second), at(first))];
    return { files, telemetry: [...moved, ...rest].join("\n"), alone: ["COMMITMENT_MISMATCH"] };
  },
  "content is changed": () => {
    const { files, telemetry } = attackLog(HONEST);
    return {
      files,
      telemetry: telemetry.replace("Noted", "Denied"),
      alone: ["COMMITMENT_MISMATCH"],
    };
  },
  "content is deleted without a word": () => {
    const { files, telemetry } = attackLog(HONEST);
    return {
      files,
      telemetry: telemetry.slice(telemetry.indexOf("\n") + 1),
      alone: [],
      notes: ["REQUESTS_DROPPED", "TELEMETRY_MISSING"],
    };
  },
  "content is erased with a word": () => {
    const body = { kind: "erase", target: 5, parts: ["req"], why: "request" };
    const erase = body as unknown as RecordBody; // The journal writes it as it is.
    const log = attackLog([{ calls: 2 }, { calls: 1, notes: [erase] }]);
    return { files: log.files, honest: log, alone: [], notes: ["ERASED_DECLARED"] };
  },
  "calls are dropped under load": () => ({
    files: attackLog(HONEST).files,
    alone: [],
    notes: ["REQUESTS_DROPPED"],
  }),
  "the clock is set back, and the log says so": () => {
    const log = attackLog([{ calls: 3 }, { calls: 2, clockStepMs: -600_000 }]);
    return { files: log.files, honest: log, alone: [], notes: ["CLOCK_STEP_DECLARED"] };
  },
  "the whole log is made later and dated back": () => {
    const log = attackLog(HONEST, { startMs: Date.UTC(2020, 0, 1) });
    return { files: log.files, honest: log, alone: [], notes: ["REQUESTS_DROPPED"] };
  },
};

/**
 * What the holder of the key can do: only a head that left the host tells. A fork, a split view to
 * two auditors and a thief's use of a stolen key all leave the same behind: a second history.
 */
export const KEY_ATTACKS: Readonly<Record<string, () => Attack>> = {
  "the newest windows are dropped": () => {
    const { files } = attackLog(HONEST);
    dropNewest(files);
    return { files, alone: [], withHead: ["HEAD_ROLLED_BACK"] };
  },
  "the log is rewritten with the real key": () => ({
    files: attackLog(OTHER).files,
    alone: [],
    withHead: ["HEAD_FORKED"],
  }),
  "an old backup is restored and continued": () => ({
    files:
      attackLog([{ calls: 4 }, { calls: 3, isRestart: true }, { calls: 9 }, { calls: 1 }]).files,
    alone: [],
    withHead: ["HEAD_FORKED"],
  }),
};
