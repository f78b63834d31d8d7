/**
 * A report made of a small log that was built in memory, for tests of pages and tables.
 * @module
 */

import { CONTROLS } from "../../src/controls/catalogue.ts";
import type { PolicyInForce } from "../../src/controls/status.ts";
import { type Report, reportFacts } from "../../src/report/data.ts";
import { QUERIES } from "../../src/report/queries.ts";
import { statusesOf, windowFacts } from "../../src/report/statuses.ts";
import { NODE_SUITE } from "../../src/base/digest.ts";
import type { LogVerification } from "../../src/report/verification.ts";
import { FIRST_W, LogBuilder, PERIOD } from "./log_builder.ts";
import { SmallIndex } from "./small_index.ts";

/** A day from the first window of built logs. */
export const SAMPLE_PERIOD = {
  fromMs: FIRST_W * PERIOD * 1000,
  toMs: (FIRST_W + 24) * PERIOD * 1000,
};

/** What somebody might send to break a page. */
export const HOSTILE_MODEL = '<script>alert("x")</script>';

/** Three windows: calls, a gap, a hostile name; a hole of two declared windows; a new host. */
export function sampleLog(): LogBuilder {
  const log = new LogBuilder().begin();
  log.call();
  log.call({ model: HOSTILE_MODEL, served: "=cmd|calc" });
  log.gap({ ord: 2, n: 3, why: "queue_full" });
  log.closeWindow().seal();
  log.openWindow();
  log.call({ status: 500 });
  log.closeWindow().seal();
  log.nowMs += 2 * PERIOD * 1000;
  log.openWindow({ boot: true, absent: [FIRST_W + 2, FIRST_W + 3] });
  log.call();
  return log.closeWindow().seal();
}

/** What a verification of a log says that holds; parts in the given state. */
export function sampleVerification(log: LogBuilder, state: "verified" | "failed"): LogVerification {
  const dirs = [...log.files.keys()].filter((path) => path.endsWith("/segment.jsonl"))
    .map((path) => path.slice(0, path.lastIndexOf("/")));
  return {
    origin: log.origin,
    place: "/evidence/it's here",
    exit: state === "verified" ? 0 : 4,
    results: [{ name: "integrity", status: state === "verified" ? "pass" : "fail", reason: "r" }],
    findings: state === "verified"
      ? []
      : [{ code: "CHAIN_BROKEN", weight: "contradiction", where: dirs[0] ?? "", message: "m" }],
    records: log.size,
    size: log.size,
    root: "AAAA",
    keys: [log.key.text],
    trusted: [log.key.text],
    telemetry: null,
    handed: { heads: 0, revocations: 0, witnesses: false, authorities: false },
    outside: [],
    register: [],
    parts: new Map(dirs.map((dir) => [dir, state])),
  };
}

/** Makes the report. */
export async function sampleReport(
  options: { policy?: PolicyInForce; state?: "verified" | "failed"; log?: LogBuilder } = {},
): Promise<Report> {
  const log = options.log ?? sampleLog();
  await using index = await SmallIndex.of(log);
  const policies = options.policy === undefined ? [] : [options.policy];
  const params = { from: SAMPLE_PERIOD.fromMs, to: SAMPLE_PERIOD.toMs };
  const facts = reportFacts({
    ask: index.ask(SAMPLE_PERIOD),
    facts: index.db.all(QUERIES.facts.sql, params),
    period: SAMPLE_PERIOD,
    policies,
    verification: [sampleVerification(log, options.state ?? "verified")],
    recon: [],
    program: "outband 0.1.0",
    generatedAtMs: SAMPLE_PERIOD.toMs,
    sha256: NODE_SUITE.sha256,
  });
  const windows = windowFacts(index.db.all(QUERIES.facts.sql, params), facts.verification);
  const controls = statusesOf(facts, windows, { policies, frameworks: ["soc2"] });
  return { ...facts, controls, frameworks: ["soc2"], rulesVersion: String(CONTROLS.length) };
}
