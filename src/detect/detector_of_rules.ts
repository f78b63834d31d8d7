/**
 * The detector of a thread, from the text of a file of rules that was checked before.
 * @module
 */

import { assert } from "../base/assert.ts";
import { createDetector, type Detector } from "./detector.ts";
import { CATEGORIES } from "./table.ts";
import { parseUserRules } from "./user/user_rules.ts";

/**
 * A detector with a user's rules.
 *
 * @param text Content of the file; null for the table alone.
 * @returns The detector, and the digest of the rules; null without any.
 */
export function detectorOfRules(
  text: string | null,
): { detector: Detector; rulesDigest: string | null } {
  if (text === null) return { detector: createDetector(), rulesDigest: null };
  const parsed = parseUserRules(text, CATEGORIES);
  assert("rules" in parsed, "Rules are checked before threads get them");
  return { detector: createDetector(parsed.rules), rulesDigest: parsed.rules.digest };
}
