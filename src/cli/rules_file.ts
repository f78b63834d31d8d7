/**
 * The detector that a command works with: the table, and the file of a user's rules when one was
 * named.
 * @module
 */

import { decodeUtf8 } from "../base/bytes.ts";
import { OutbandError } from "../base/errors.ts";
import { createDetector, type Detector } from "../detect/detector.ts";
import type { Rule } from "../detect/rule.ts";
import { RULES } from "../detect/table.ts";
import { createUserDetector } from "../detect/user_detector.ts";
import { parseUserRules, USER_RULES_CHARS_MAX } from "../detect/user_rules.ts";
import type { CommandIo } from "./command.ts";
import { inputLabel, readWhole } from "./input.ts";

/**
 * A detector and its rows.
 *
 * @param file File of rules; undefined for the table alone.
 * @throws {OutbandError} CONFIG, naming every fault of the file; IO when it cannot be read.
 */
export async function detectorWith(
  file: string | undefined,
  io: CommandIo,
): Promise<{ detector: Detector; rules: readonly Rule[] }> {
  const detector = createDetector();
  if (file === undefined) return { detector, rules: RULES };
  const bytes = await readWhole(file, io, { bytesMax: 4 * USER_RULES_CHARS_MAX });
  const parsed = parseUserRules(textOf(bytes, file), detector.categories);
  if ("faults" in parsed) {
    throw new OutbandError("CONFIG", `Cannot use ${inputLabel(file)}: ${parsed.faults.join("; ")}`);
  }
  const user = createUserDetector(detector, parsed.rules);
  const rules = [...RULES, ...parsed.rules.rules].filter((rule) =>
    user.categories.includes(rule.category) && (rule.anchor !== "matcher" || rule.at.length > 0)
  );
  return { detector: user, rules };
}

function textOf(bytes: Uint8Array, file: string): string {
  try {
    return decodeUtf8(bytes);
  } catch (error) {
    throw new OutbandError("CONFIG", `Cannot use ${inputLabel(file)}: it is not UTF-8`, {
      cause: error,
    });
  }
}
