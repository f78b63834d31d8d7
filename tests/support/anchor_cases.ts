/**
 * One small log per finding code about witnesses and time-stamps, each wrong in one way.
 * @module
 */

import { utf8 } from "../../src/base/bytes.ts";
import { NODE_SUITE } from "../../src/base/digest.ts";
import type { TimestampVerdict } from "../../src/format/anchor.ts";
import type { FindingCode } from "../../src/format/finding_codes.ts";
import { signatureLines } from "../../src/tlog/cosignature.ts";
import { parsePolicy, type Policy } from "../../src/tlog/policy.ts";
import type { VerifyOptions } from "../../src/verify/verifier.ts";
import { type CaseMaker, damaged, type EvidenceCase, SECOND_DIR } from "./evidence_cases.ts";
import { FIRST_W, PERIOD, smallLog } from "./log_builder.ts";
import { TestWitness } from "./test_witness.ts";
import { type Files, fileText } from "./verify_rig.ts";

/** When the second window ended. */
const END_MS = (FIRST_W + 2) * PERIOD * 1_000;
const WITNESS = new TestWitness(11);

/** A policy that asks for one witness. */
function policyOf(witness: TestWitness, quorum = "w"): Policy {
  const policy = parsePolicy(NODE_SUITE.sha256, `witness w ${witness.text}\nquorum ${quorum}\n`);
  if (typeof policy === "string") throw new Error(policy);
  return policy;
}

/** {@linkcode smallLog} with its second window cosigned. */
function cosigned(witness: TestWitness, timeMs = END_MS): Files {
  const { files } = smallLog();
  const note = fileText(files, `${SECOND_DIR}/checkpoint`);
  files.set(`${SECOND_DIR}/checkpoint.cosigned`, utf8(witness.cosigned(note, timeMs)));
  return files;
}

/** {@linkcode smallLog} with a response beside its second window, of which a judge says this. */
function stamped(
  verdict: TimestampVerdict,
  exit: EvidenceCase["exit"],
  options: Partial<VerifyOptions> = {},
): EvidenceCase {
  const files = damaged((all) => all.set(`${SECOND_DIR}/anchors/checkpoint.tsr`, utf8("stamp")));
  const judge = (): Promise<TimestampVerdict> => Promise.resolve(verdict);
  return { files, options: { timestamps: { judge }, ...options }, exit };
}

/** By finding code. */
export const ANCHOR_CASES: Partial<Record<FindingCode, CaseMaker>> = {
  COSIGNATURE_BAD: () => {
    const { files } = smallLog();
    const note = fileText(files, `${SECOND_DIR}/checkpoint`);
    const { name, id } = WITNESS.vkey;
    const { signature } = new TestWitness(12).line(note, END_MS);
    const text = `${note}${signatureLines([{ name, id, signature }])}`;
    files.set(`${SECOND_DIR}/checkpoint.cosigned`, utf8(text));
    return { files, options: { policy: policyOf(WITNESS, "none") }, exit: 4 };
  },
  QUORUM_NOT_MET: () => ({
    files: smallLog().files,
    options: { policy: policyOf(WITNESS) },
    exit: 6,
  }),
  WITNESS_INTERNAL_ONLY: () => {
    const own = new TestWitness(13, "test.example/witness");
    return { files: cosigned(own), options: { policy: policyOf(own) }, exit: 0 };
  },
  ANCHOR_UNCHECKED: () => ({ files: cosigned(WITNESS), exit: 0 }),
  TSA_IMPRINT_MISMATCH: () => stamped({ code: "TSA_IMPRINT_MISMATCH", message: "other data" }, 4),
  TSA_SIGNATURE_BAD: () => stamped({ code: "TSA_SIGNATURE_BAD", message: "malformed" }, 4),
  TSA_EKU: () => stamped({ code: "TSA_EKU", message: "code signing" }, 4),
  TSA_UNTRUSTED: () =>
    stamped({ code: "TSA_UNTRUSTED", message: "no path" }, 6, { require: ["time"] }),
  TIME_AFTER_ANCHOR: () => stamped({ timeMs: END_MS - 301_000 }, 4),
};
