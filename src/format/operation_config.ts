/**
 * Settings of keeping and telling: how long files stay, what holds them, how much disk they may
 * take, and where summaries and alerts are sent.
 * @module
 */

import { optionalUrl } from "./anchor_config.ts";
import type { Row } from "./config_table.ts";
import { duration, list, optionalPath, text, whole } from "./config_values.ts";

/** Effective values; times in milliseconds, sizes in bytes. */
export interface OperationConfig {
  /** Age at which telemetry files are deleted; 0 for never. */
  retainTelemetryMs: number;
  /** Age at which windows are deleted; 0 for never. */
  retainEvidenceMs: number;
  /** Why nothing may be deleted now; null when deletion is allowed. */
  hold: string | null;
  /** What evidence and telemetry may take together; 0 for no budget. */
  diskBudget: number;
  /** Frameworks whose floors `doctor` compares the retention with. */
  frameworks: FrameworkName[];
  /** Where window summaries and alerts are sent; null for nowhere. */
  webhookUrl: string | null;
  webhookSecretFile: string | null;
}

/** Frameworks that say how long records are kept. */
const FRAMEWORK_NAMES = [
  "eu-ai-act",
  "gdpr",
  "hipaa",
  "iso42001",
  "pci-dss",
  "soc2",
] as const;

/** One of them. */
export type FrameworkName = typeof FRAMEWORK_NAMES[number];

/** No size beyond 1 PiB is meant. */
const DISK_BYTES_MAX = 2 ** 50;
const HOLD_CHARACTERS_MAX = 200;
// deno-lint-ignore no-control-regex
const CONTROL_REGEXP = /[\x00-\x1f\x7f]/;

/** The rows of `config_table.ts`. */
export const OPERATION_ROWS: Readonly<Record<keyof OperationConfig, Row>> = {
  retainTelemetryMs: {
    flag: "retain-telemetry",
    value: "DURATION",
    byDefault: "183d",
    help: "Age at which telemetry files are deleted, and the log says so; 0s keeps them.",
    schema: duration(0),
  },
  retainEvidenceMs: {
    flag: "retain-evidence",
    value: "DURATION",
    byDefault: "400d",
    help: "Age at which windows are deleted, behind a signed tombstone; 0s keeps them.",
    schema: duration(0),
  },
  hold: {
    flag: "hold",
    value: "TEXT",
    byDefault: "",
    help: "Reason why nothing may be deleted, such as a case number; it stays in the log.",
    schema: text()
      .refine((given) => given.length <= HOLD_CHARACTERS_MAX, "must have at most 200 characters")
      .refine((given) => !CONTROL_REGEXP.test(given) && given.isWellFormed(), "must be one line")
      .transform((given) => given.trim() === "" ? null : given.trim()),
  },
  diskBudget: {
    flag: "disk-budget",
    value: "BYTES",
    byDefault: "0",
    help: "What evidence and telemetry may take; from 70 % on the log warns. 0 for no budget.",
    schema: whole(0, DISK_BYTES_MAX),
  },
  frameworks: {
    flag: "frameworks",
    value: "NAME",
    byDefault: "",
    help: `Frameworks whose retention outband doctor checks: ${FRAMEWORK_NAMES.join(", ")}.`,
    isList: true,
    schema: list().transform((given, context): FrameworkName[] => {
      const names = given.map((name) => name.trim());
      const known = names.filter((name) => isFramework(name));
      if (known.length < names.length) {
        context.addIssue(`must be names of ${FRAMEWORK_NAMES.join(", ")}`);
      }
      return [...new Set(known)];
    }),
  },
  webhookUrl: {
    flag: "webhook-url",
    value: "URL",
    byDefault: "",
    help: "Send window summaries and alerts there. Counts and names leave, no content.",
    secret: "all",
    schema: optionalUrl(),
  },
  webhookSecretFile: {
    flag: "webhook-secret-file",
    value: "FILE",
    byDefault: "",
    help: "Secret that signs them (HMAC-SHA-256), whsec_ and base64, mode 0600.",
    schema: optionalPath(),
  },
};

function isFramework(name: string): name is FrameworkName {
  return (FRAMEWORK_NAMES as readonly string[]).includes(name);
}
