/**
 * Attacks of the threat model that need more than the honest log: another key, a revocation, a
 * sample, an archive.
 * @module
 */

import type { FindingCode } from "../../src/format/finding_codes.ts";
import type { AttackLog } from "./attack_log.ts";
import { type Attack, OTHER_ATTACKS } from "./attacks.ts";
import { type CaseMaker, IDENTITY_CASES, INTEGRITY_CASES, OTHER_CASES } from "./evidence_cases.ts";
import { revoked, SIZE_AT_CHANGE } from "./revocations.ts";
import { SAMPLE_CASES } from "./sample_cases.ts";
import { testKey } from "./test_keys.ts";
import { type Files, fileText } from "./verify_rig.ts";

/** What an auditor of a log of the test key holds. */
function honestTest(files: Files): AttackLog {
  const head = files.has("checkpoint") ? fileText(files, "checkpoint") : "";
  return { files, telemetry: "", vkey: testKey(1).text, head };
}

/** The attack that a case of a finding code is; what a kept head adds is not asked. */
function attackOf(code: FindingCode, make: CaseMaker | undefined): Attack {
  if (make === undefined) throw new Error(`No case of ${code}`);
  const { files, source, options = {} } = make();
  return {
    files,
    options,
    alone: [code],
    honest: honestTest(files),
    ...(source === undefined ? {} : { source }),
  };
}

/** By what is done. */
export const MORE_ATTACKS: Readonly<Record<string, () => Attack>> = {
  "the key is swapped, and the auditor has none to pin": () => ({
    ...(OTHER_ATTACKS["the key is swapped: a whole log made with another one"] as () => Attack)(),
    options: { keys: [] },
    alone: ["KEY_NOT_PINNED"],
    withHead: ["HEAD_UNREADABLE", "KEY_NOT_PINNED"],
  }),
  "a stolen key signs more than the recovery key allows it": () => {
    const files = revoked(SIZE_AT_CHANGE - 1);
    return { files, honest: honestTest(files), alone: ["KEY_REVOKED"] };
  },
  "the log's key is malformed": () => ({
    ...attackOf("KEY_INVALID", IDENTITY_CASES.KEY_INVALID),
    withHead: ["KEY_INVALID"],
  }),
  "calls are lost in a crash": () => ({
    ...attackOf("REQUESTS_UNKNOWN", OTHER_CASES.REQUESTS_UNKNOWN),
    alone: [],
    notes: ["REQUESTS_UNKNOWN"],
  }),
  "the operator draws the sample again with a seed of his own": () =>
    attackOf("SAMPLE_SEED_MISMATCH", SAMPLE_CASES.SAMPLE_SEED_MISMATCH),
  "the operator leaves a drawn record out": () =>
    attackOf("SAMPLE_INDEX_MISSING", SAMPLE_CASES.SAMPLE_INDEX_MISSING),
  "the archive holds a link": () => attackOf("ARCHIVE_UNSAFE", INTEGRITY_CASES.ARCHIVE_UNSAFE),
};
