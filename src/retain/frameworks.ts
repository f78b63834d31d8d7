/**
 * How long frameworks want records kept, and what the settings make of it. It says what a number
 * is below, never that a framework is met.
 * @module
 */

import type { FrameworkName } from "../format/operation_config.ts";

/** Milliseconds of a day. */
export const DAY_MS = 86_400_000;

/** How long files are kept; 0 for ever. */
export interface RetentionSettings {
  retainEvidenceMs: number;
  retainTelemetryMs: number;
}

/** What a framework asks of one sort of file. */
interface Floor {
  framework: FrameworkName;
  /** Where it is said. */
  source: string;
  of: keyof RetentionSettings;
  days: number;
  /** `law`: a number of the text itself; `custom`: what auditors usually ask for. */
  basis: "law" | "custom";
}

const FLOORS: readonly Floor[] = [
  {
    framework: "eu-ai-act",
    source: "Art. 19(1) and 26(6): six months",
    of: "retainEvidenceMs",
    days: 183,
    basis: "law",
  },
  {
    framework: "eu-ai-act",
    source: "Art. 19(1) and 26(6): six months, if content is part of the logs",
    of: "retainTelemetryMs",
    days: 183,
    basis: "custom",
  },
  {
    framework: "pci-dss",
    source: "10.5.1: twelve months",
    of: "retainEvidenceMs",
    days: 366,
    basis: "law",
  },
  {
    framework: "hipaa",
    source: "164.316(b)(2)(i): six years",
    of: "retainEvidenceMs",
    days: 2_192,
    basis: "law",
  },
  {
    framework: "soc2",
    source: "the whole observation period, until the report is issued",
    of: "retainEvidenceMs",
    days: 400,
    basis: "custom",
  },
];

/** Something to be said about the retention. */
export interface RetentionRemark {
  framework: FrameworkName;
  /** `fail` for less than the text of a framework says. */
  weight: "warn" | "fail";
  /** In words, with the flag to change. */
  message: string;
}

const FLAGS: Record<keyof RetentionSettings, string> = {
  retainEvidenceMs: "--retain-evidence",
  retainTelemetryMs: "--retain-telemetry",
};

/** Compares the settings with the floors, and the one ceiling, of the frameworks named. */
export function judgeRetention(
  settings: RetentionSettings,
  frameworks: readonly FrameworkName[],
): RetentionRemark[] {
  const remarks: RetentionRemark[] = [];
  for (const { framework, source, of, days, basis } of FLOORS) {
    const keptMs = settings[of];
    if (!frameworks.includes(framework) || keptMs === 0 || keptMs >= days * DAY_MS) continue;
    remarks.push({
      framework,
      weight: basis === "law" ? "fail" : "warn",
      message: `${FLAGS[of]} is ${daysText(keptMs)}, and ${framework} has ${days} days ` +
        `(${source})`,
    });
  }
  if (frameworks.includes("gdpr") && settings.retainTelemetryMs === 0) {
    remarks.push({
      framework: "gdpr",
      weight: "warn",
      message: "--retain-telemetry keeps redacted content for ever, and gdpr wants an end " +
        "(Art. 5(1)(e))",
    });
  }
  return remarks;
}

/** `183 days`, `1.5 days`, `for ever`. */
export function daysText(ms: number): string {
  if (ms === 0) return "for ever";
  const days = Math.floor(ms / DAY_MS * 10) / 10;
  return days === 1 ? "1 day" : `${days} days`;
}
