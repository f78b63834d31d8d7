/**
 * The detector that a command works with: the table, and the file of a user's rules when one was
 * named.
 * @module
 */

import { decodeUtf8 } from "../base/bytes.ts";
import { OutbandError } from "../base/errors.ts";
import { createDetector, type Detector, rulesInForce } from "../detect/detector.ts";
import type { Rule } from "../detect/rule.ts";
import { CATEGORIES } from "../detect/table.ts";
import { parseUserRules, USER_RULES_CHARS_MAX, type UserRules } from "../detect/user/user_rules.ts";
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
  const user = file === undefined ? undefined : await readRulesFile(file, io);
  const rules = rulesInForce(user?.rules).filter((rule) =>
    rule.anchor !== "matcher" || rule.at.length > 0
  );
  return { detector: createDetector(user?.rules), rules };
}

/** A file of rules that was read. */
export interface RulesFile {
  rules: UserRules;
  /** Its content: what threads are given, which parse it for themselves. */
  text: string;
}

/**
 * Reads a file of rules.
 *
 * @throws {OutbandError} CONFIG, naming every fault of the file; IO when it cannot be read.
 */
export async function readRulesFile(
  file: string,
  io: CommandIo,
): Promise<RulesFile> {
  const bytes = await readWhole(file, io, { bytesMax: 4 * USER_RULES_CHARS_MAX });
  const text = textOf(bytes, file);
  const parsed = parseUserRules(text, CATEGORIES);
  if ("rules" in parsed) return { rules: parsed.rules, text };
  throw new OutbandError("CONFIG", `Cannot use ${inputLabel(file)}: ${parsed.faults.join("; ")}`);
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
