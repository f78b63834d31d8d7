/**
 * The declared policy that a command works with.
 * @module
 */

import { decodeUtf8 } from "../base/bytes.ts";
import { NODE_SUITE, sha256Hex } from "../base/digest.ts";
import { OutbandError } from "../base/errors.ts";
import { CATALOGUE_NAMES } from "../controls/catalogue.ts";
import type { PolicyInForce } from "../controls/status.ts";
import { parseDeclaredPolicy, POLICY_CHARS_MAX } from "../format/declared_policy.ts";
import { SIGNAL_IDS } from "../format/signal_rules.ts";
import { keyProblem } from "../verify/mod.ts";
import type { CommandIo } from "./command.ts";
import { inputLabel, readWhole } from "./input.ts";

/**
 * Reads a policy.
 *
 * @throws {OutbandError} CONFIG, naming every fault of the file; IO when it cannot be read.
 */
export async function readPolicyFile(file: string, io: CommandIo): Promise<PolicyInForce> {
  const bytes = await readWhole(file, io, { bytesMax: 4 * POLICY_CHARS_MAX });
  let text: string;
  try {
    text = decodeUtf8(bytes);
  } catch (error) {
    throw new OutbandError("CONFIG", `Cannot use ${inputLabel(file)}: it is not UTF-8`, {
      cause: error,
    });
  }
  const names = { ...CATALOGUE_NAMES, signals: SIGNAL_IDS };
  const read = parseDeclaredPolicy(text, names);
  const faults = "faults" in read ? read.faults : read.policy.reviewers.flatMap(({ vkey }, k) => {
    const problem = keyProblem(NODE_SUITE, vkey);
    return problem === null ? [] : [`reviewers[${k}].vkey: ${problem}`];
  });
  if ("policy" in read && faults.length === 0) {
    return { policy: read.policy, digest: sha256Hex(read.bytes) };
  }
  throw new OutbandError("CONFIG", `Cannot use ${inputLabel(file)}: ${faults.join("; ")}`);
}
