/**
 * The controls that the evidence of a proxy can speak to, and the tests their statuses rest on.
 *
 * The content is data (`catalogue.json`), built by `tests/controls/build_catalogue.ts`. It never
 * concludes: an auditor does. Titles and sentences are paraphrases, the caps say how far this kind
 * of evidence can ever reach, and the thresholds are proposals, since no standard sets them; a
 * declared policy may set others.
 *
 * @module
 */

import content from "./catalogue.json" with { type: "json" };

/** What can be tested on the records of a log, in the order of the catalogue. */
export const TEST_NAMES = [
  "INTEGRITY",
  "CONTINUITY",
  "COVERAGE",
  "RECON",
  "DETECTOR",
  "RESP_SCAN",
  "EGRESS_PII",
  "EGRESS_DEST",
  "TLS",
  "ENFORCE",
  "CHANGE",
  "ATTRIB",
  "MODEL_ID",
  "PURPOSE",
  "RETAIN",
  "CLOCK",
  "KEYS",
  "ANCHOR",
  "REVIEW",
  "DISPOSITION",
  "INCIDENT",
  "PERF",
  "GUARD",
  "HUMAN",
  "LINEAGE",
  "LIMITS",
  "CUSTODY",
] as const;

/** Name of a test. */
export type TestName = typeof TEST_NAMES[number];

/** Shares, 0 to 1, from which a test passes, or passes at the lower level; of RECON, up to which. */
export interface Threshold {
  pass: number;
  partial: number;
}

/** One test, in words. */
export interface TestRow {
  id: TestName;
  computes: string;
  pass: string;
  partial: string;
  otherwise: string;
  /** Null when the test compares no share. */
  threshold: Threshold | null;
  /** Codes that say why it did not pass. */
  reasons: readonly string[];
}

/** One control of one framework. */
export interface Control {
  /** `soc2:CC7.2`: framework and id. */
  id: string;
  /** Short title. */
  title: string;
  /** What an auditor asks. */
  asks: string;
  /** What the records show. */
  evidence: string;
  /** What they leave open. */
  notProven: string;
  /** Best status that traffic evidence can reach for it. */
  cap: "supported" | "partial" | "not_evidenced";
  /** Tests that decide the status; none when traffic says nothing about it. */
  required: readonly TestName[];
  /** Tests that are shown beside them. */
  supporting: readonly TestName[];
}

/** One standard or law. */
export interface Framework {
  /** `soc2`. */
  key: string;
  title: string;
  edition: string;
  /** What a reader must know before using the statuses; empty for nothing. */
  note: string;
  /** Days that records must be kept; 0 when the operator's own policy is what counts. */
  floorDays: number;
  /** How a sentence about it begins. */
  verb: "Supports" | "Contributes to";
  controls: readonly Control[];
}

/** The whole catalogue. */
export interface Catalogue {
  version: string;
  tests: readonly TestRow[];
  frameworks: readonly Framework[];
  /** When duties apply, as the amended regulation has it. */
  euAiAct: { instrument: string; dates: readonly { what: string; from: string }[] };
}

/** The catalogue; a test compares it with its source. */
export const CATALOGUE = content as unknown as Catalogue;

/** Version of the catalogue and of the rules in `status.ts`; changes with either. */
export const RULES_VERSION: string = CATALOGUE.version;

/** Tests that open the gate for others and earn nothing by themselves. */
export const GATES: readonly TestName[] = ["INTEGRITY", "CONTINUITY"];

/** Thresholds of the tests that compare a share. */
export const THRESHOLDS: ReadonlyMap<TestName, Threshold> = new Map(
  CATALOGUE.tests.flatMap(({ id, threshold }) => threshold === null ? [] : [[id, threshold]]),
);

/** Every control of every framework. */
export const CONTROLS: readonly Control[] = CATALOGUE.frameworks.flatMap(({ controls }) =>
  controls
);

/** Controls that the summary of a window states, in its order; reports state all. */
const OF_SUMMARY: readonly string[] = [
  "soc2:CC6.1",
  "soc2:CC6.6",
  "soc2:CC7.2",
  "soc2:CC9.2",
  "iso42001:A.10.2",
  "iso42001:A.10.3",
  "iso42001:A.10.4",
];

/** The controls of a window's summary. */
export const SUMMARY_CONTROLS: readonly Control[] = OF_SUMMARY.flatMap((id) =>
  CONTROLS.filter((control) => control.id === id)
);

/** The framework of a control. */
export function frameworkOf(control: Pick<Control, "id">): Framework {
  const key = control.id.slice(0, control.id.indexOf(":"));
  const framework = CATALOGUE.frameworks.find((candidate) => candidate.key === key);
  if (framework === undefined) throw new RangeError(`No framework ${key}`);
  return framework;
}

/** Names that a declared policy may refer to, beside the rules of signals. */
export const CATALOGUE_NAMES = {
  frameworks: CATALOGUE.frameworks.map(({ key }) => key),
  controls: CONTROLS.map(({ id }) => id),
  tests: [...THRESHOLDS.keys()] as string[],
};
