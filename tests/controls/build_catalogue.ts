/**
 * Builds `src/controls/catalogue.json` from the table of controls that is kept beside the tests.
 *
 * ```sh
 * deno run --allow-read=tests --allow-write=src tests/controls/build_catalogue.ts
 * ```
 *
 * The table says in words when a test passes; the numbers stand here, so that both can be compared.
 *
 * @module
 */

/** The table of controls as it is kept. */
export interface ControlsTable {
  tests: {
    id: string;
    computes: string;
    pass_if: string;
    partial_if: string;
    otherwise: string;
    reason_codes: string[];
  }[];
  eu_ai_act_dates: { instrument: string; rows: [what: string, from: string][] };
  frameworks: {
    key: string;
    title: string;
    edition: string;
    note: string;
    controls: {
      id: string;
      title: string;
      auditor_asks: string;
      evidence: string;
      not_proven: string;
      max_status: string;
      required_tests: string[];
      supporting_tests: string[];
    }[];
  }[];
}

/** Version of the catalogue that is built; changes with its content or with the rules. */
const VERSION = "2026.11-2";

/** Shares from which a test passes, or passes at the lower level. */
const THRESHOLDS: Record<string, { pass: number; partial: number }> = {
  CONTINUITY: { pass: 1, partial: 0.98 },
  COVERAGE: { pass: 0.995, partial: 0.95 },
  // Of a difference: the largest that passes.
  RECON: { pass: 0.005, partial: 0.05 },
  DETECTOR: { pass: 0.98, partial: 0.98 },
  RESP_SCAN: { pass: 0.995, partial: 0.95 },
  CHANGE: { pass: 1, partial: 0.9 },
  ATTRIB: { pass: 0.95, partial: 0.5 },
  MODEL_ID: { pass: 0.99, partial: 0.9 },
  PURPOSE: { pass: 0.95, partial: 0.5 },
  CLOCK: { pass: 0.95, partial: 0 },
  REVIEW: { pass: 1, partial: 0.8 },
  DISPOSITION: { pass: 0.95, partial: 0.8 },
  INCIDENT: { pass: 1, partial: 0 },
  PERF: { pass: 0.99, partial: 0 },
  GUARD: { pass: 0.95, partial: 0.5 },
  HUMAN: { pass: 0.95, partial: 0.5 },
  LINEAGE: { pass: 0.95, partial: 0.5 },
  LIMITS: { pass: 1, partial: 0.98 },
  CUSTODY: { pass: 1, partial: 1 },
};

/** Codes that the computation adds to those of the table. */
const MORE_REASONS: Record<string, string[]> = {
  INTEGRITY: ["INTEGRITY_PENDING", "NO_POPULATION"],
  DETECTOR: ["SELFTEST_FAILED", "SELFTEST_OF_OTHER_RULES", "SELFTEST_LATE"],
  EGRESS_PII: ["POLICY_NOT_IN_FORCE"],
  EGRESS_DEST: ["UNAPPROVED_MODEL", "POLICY_NOT_IN_FORCE", "NAMES_NOT_LISTED"],
  TLS: ["TLS_UNKNOWN"],
  CHANGE: ["CHANGES_NOT_COUNTED"],
  PURPOSE: ["NO_POLICY", "POLICY_NOT_IN_FORCE"],
  RETAIN: ["RETENTION_UNDECLARED"],
  KEYS: ["CUSTODY_UNKNOWN"],
  DISPOSITION: ["NO_POPULATION"],
  INCIDENT: ["PACKS_INCOMPLETE"],
  ANCHOR: ["ANCHOR_CONTRADICTS", "ANCHOR_LATE"],
};

/** Days that a framework asks for; the others ask that the operator's own policy is followed. */
const FLOOR_DAYS: Record<string, number> = { euaiact: 183, pci: 365, hipaa: 2_192 };

/** Frameworks of outcomes, to which evidence contributes. */
const OF_OUTCOMES: readonly string[] = ["nist_ai_rmf", "nist_ai_600_1"];

/** Makes the catalogue. */
export function buildCatalogue(table: ControlsTable): unknown {
  return {
    version: VERSION,
    tests: table.tests.map((test) => ({
      id: test.id,
      computes: test.computes,
      pass: test.pass_if,
      partial: test.partial_if,
      otherwise: test.otherwise,
      threshold: THRESHOLDS[test.id] ?? null,
      reasons: [...test.reason_codes, ...MORE_REASONS[test.id] ?? []],
    })),
    frameworks: table.frameworks.map((framework) => ({
      key: framework.key,
      title: framework.title,
      edition: framework.edition,
      note: framework.note,
      floorDays: FLOOR_DAYS[framework.key] ?? 0,
      verb: OF_OUTCOMES.includes(framework.key) ? "Contributes to" : "Supports",
      controls: framework.controls.map((control) => ({
        id: `${framework.key}:${control.id}`,
        title: control.title,
        asks: control.auditor_asks,
        evidence: withoutPeriod(control.evidence),
        notProven: withoutPeriod(control.not_proven),
        cap: control.max_status,
        required: control.required_tests,
        supporting: control.supporting_tests,
      })),
    })),
    euAiAct: {
      instrument: table.eu_ai_act_dates.instrument,
      dates: table.eu_ai_act_dates.rows.map(([what, from]) => ({ what, from })),
    },
  };
}

/** Sentences are built around these phrases. */
function withoutPeriod(text: string): string {
  return text.replace(/\.$/, "");
}

/** The table. */
export function readTable(): ControlsTable {
  const place = new URL("../fixtures/controls.json", import.meta.url);
  return JSON.parse(Deno.readTextFileSync(place));
}

if (import.meta.main) {
  const place = new URL("../../src/controls/catalogue.json", import.meta.url);
  Deno.writeTextFileSync(place, `${JSON.stringify(buildCatalogue(readTable()), null, 2)}\n`);
}
