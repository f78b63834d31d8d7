/**
 * The controls that the evidence of a proxy can speak to, and the tests their statuses rest on.
 *
 * It never concludes: an auditor does. Titles and sentences are paraphrases of the standards, the
 * caps say how far this kind of evidence can ever reach, and the thresholds are proposals, since
 * no standard sets them.
 *
 * @module
 */

/** Version of the catalogue and of the rules in `status.ts`; changes with either. */
export const RULES_VERSION = "2026.11-1";

/** What can be tested on the records of a log. */
export type TestName =
  | "INTEGRITY"
  | "CONTINUITY"
  | "COVERAGE"
  | "RECON"
  | "DETECTOR"
  | "RESP_SCAN"
  | "EGRESS_DEST"
  | "TLS"
  | "ATTRIB"
  | "MODEL_ID"
  | "PERF";

/** Shares, 0 to 1, from which a test passes, or passes at the lower level. */
export interface Threshold {
  pass: number;
  partial: number;
}

/** Thresholds of the tests that compare a share. */
export const THRESHOLDS = {
  CONTINUITY: { pass: 1, partial: 0.98 },
  COVERAGE: { pass: 0.995, partial: 0.95 },
  RESP_SCAN: { pass: 0.995, partial: 0.95 },
  ATTRIB: { pass: 0.95, partial: 0.5 },
  MODEL_ID: { pass: 0.99, partial: 0.9 },
  PERF: { pass: 0.99, partial: 0 },
} as const satisfies Partial<Record<TestName, Threshold>>;

/** Tests that open the gate for others and earn nothing by themselves. */
export const GATES: readonly TestName[] = ["INTEGRITY", "CONTINUITY"];

/** One control of one framework. */
export interface Control {
  /** `soc2:CC7.2`: framework and id. */
  id: string;
  /** Short title. */
  title: string;
  /** Best status that traffic evidence can reach for it. */
  cap: "supported" | "partial" | "not_evidenced";
  /** Tests that decide the status. */
  required: readonly TestName[];
  /** Tests that are shown beside them. */
  supporting: readonly TestName[];
  /** What the records show. */
  evidence: string;
  /** What they leave open. */
  notProven: string;
}

/** Every control that a summary states, in the order it states them. */
export const CONTROLS: readonly Control[] = [
  {
    id: "soc2:CC6.1",
    title: "Logical access",
    cap: "partial",
    required: ["ATTRIB"],
    supporting: ["INTEGRITY"],
    evidence: "the share of calls that name an actor, as the application states it",
    notProven: "authentication, authorisation, least privilege and provisioning",
  },
  {
    id: "soc2:CC6.6",
    title: "Threats from outside the boundary",
    cap: "partial",
    required: ["EGRESS_DEST", "TLS"],
    supporting: ["RECON"],
    evidence: "the upstream hosts that were called, and whether their certificates were checked",
    notProven: "that no other way out exists; that takes firewall or network-policy evidence",
  },
  {
    id: "soc2:CC7.2",
    title: "Monitoring for anomalies",
    cap: "supported",
    required: ["INTEGRITY", "CONTINUITY", "COVERAGE", "DETECTOR"],
    supporting: ["RESP_SCAN", "RECON"],
    evidence: "how much of the observed traffic was captured and scanned, what was found in it, " +
      "and what was lost and why",
    notProven: "that someone looked (CC7.3); anomalies that no rule describes",
  },
  {
    id: "soc2:CC9.2",
    title: "Vendors and business partners",
    cap: "partial",
    required: ["EGRESS_DEST", "PERF", "MODEL_ID"],
    supporting: ["RECON"],
    evidence: "the AI vendors and models that were called, with volume, status codes and latency",
    notProven: "contracts, due diligence, vendor reports, and what vendors keep or train on",
  },
  {
    id: "iso42001:A.10.2",
    title: "Allocating responsibilities",
    cap: "not_evidenced",
    required: ["EGRESS_DEST"],
    supporting: [],
    evidence: "observed flows to check the allocation against",
    notProven: "the allocation itself, which contracts and role charts record",
  },
  {
    id: "iso42001:A.10.3",
    title: "Suppliers",
    cap: "partial",
    required: ["EGRESS_DEST", "PERF", "MODEL_ID"],
    supporting: [],
    evidence: "supplier monitoring: the vendors and models that answered, errors and latency",
    notProven: "selection, contracts, and the supplier's own controls",
  },
  {
    id: "iso42001:A.10.4",
    title: "Customers",
    cap: "not_evidenced",
    required: ["ATTRIB"],
    supporting: [],
    evidence: "packs per customer, if they are produced",
    notProven: "commitments to customers and whether they are kept",
  },
];
