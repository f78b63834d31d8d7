/**
 * Logs whose telemetry lines or declared erasures are wrong, or merely incomplete.
 * @module
 */

import type { CaseMaker, EvidenceCase } from "./evidence_cases.ts";
import { LogBuilder, smallLog } from "./log_builder.ts";
import { type Files, telemetryOf } from "./verify_rig.ts";

function note(files: Files): EvidenceCase {
  return { files, exit: 0 };
}

function bad(files: Files): EvidenceCase {
  return { files, exit: 4, also: [] };
}

/** A window with one call, and the erasure of a record that is or is not one. */
function erasing(target: number): Files {
  const log = new LogBuilder().begin();
  log.call();
  log.append({ kind: "erase", target, parts: ["req"], why: "request" });
  return log.closeWindow().seal().writeKeys().files;
}

/** By finding code. */
export const CONTENT_CASES = {
  COMMITMENT_MISMATCH: () => {
    const { files, telemetry } = smallLog();
    const text = telemetry.join("\n").replace("answer 1", "answer 9");
    return { ...bad(files), options: { telemetry: [telemetryOf(text)] } };
  },
  OPENING_KEY_LENGTH: () => {
    const { files, telemetry } = smallLog();
    const text = telemetry.join("\n").replace(/"redacted_key":"../, '"redacted_key":"');
    return { ...bad(files), options: { telemetry: [telemetryOf(text)] } };
  },
  TELEMETRY_MISSING: () => {
    const { files, telemetry } = smallLog();
    return { ...note(files), options: { telemetry: [telemetryOf(telemetry[0] ?? "")] } };
  },
  TELEMETRY_NONE: () => ({
    files: smallLog().files,
    options: { telemetry: [telemetryOf("{}\n")] },
    exit: 6,
  }),
  TELEMETRY_SKIPPED: () => {
    const { files, telemetry } = smallLog();
    const text = `starting\n${telemetry.join("\n")}\n`;
    return { ...note(files), options: { telemetry: [telemetryOf(text)] } };
  },
  ERASED_DECLARED: () => note(erasing(5)),
  ERASE_TARGET_INVALID: () => bad(erasing(50)),
} satisfies Record<string, CaseMaker>;
