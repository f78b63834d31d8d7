/**
 * The bridge to `controls/`: facts of windows from the index, marked with what the verification said
 * of each, and facts of the period, become statuses.
 * @module
 */

import { CONTROLS, frameworkOf } from "../controls/catalogue.ts";
import { type PeriodControl, PeriodStatus } from "../controls/period.ts";
import { PolicyBook } from "../controls/policy_book.ts";
import type { PolicyInForce } from "../controls/status.ts";
import { noPeriodFacts, type PeriodFacts, type WindowFacts } from "../format/facts.ts";
import type { ReportFacts } from "./data.ts";
import { type Row, textOf } from "./queries.ts";
import { reconFacts } from "./reconcile.ts";
import type { LogVerification } from "./verification.ts";

const HOUR_MS = 3_600_000;

/** Facts of windows from the index, each with the state that the verification gave it. */
export function* windowFacts(
  rows: Iterable<Row>,
  verification: readonly LogVerification[],
): Generator<WindowFacts> {
  const states = new Map(verification.map(({ origin, parts }) => [origin, parts]));
  for (const row of rows) {
    const facts = JSON.parse(textOf(row, "facts")) as WindowFacts;
    const integrity = states.get(facts.log)?.get(textOf(row, "dir")) ?? "failed";
    yield { ...facts, integrity };
  }
}

/**
 * Computes the statuses.
 *
 * @param windows Facts of windows, one by one, in the order of the logs.
 * @param options `frameworks`: keys of the catalogue; all when null.
 */
export function statusesOf(
  facts: ReportFacts,
  windows: Iterable<WindowFacts>,
  { policies, frameworks }: {
    policies: readonly PolicyInForce[];
    frameworks: readonly string[] | null;
  },
): PeriodControl[] {
  const book = new PolicyBook(policies);
  const policy = policies.find(({ digest }) => digest === facts.policy?.digest) ?? null;
  const computed = new PeriodStatus({
    period: periodFacts(facts, policy),
    policyOf: (digest) => book.of(digest),
    policy: policy?.policy ?? null,
    controls: CONTROLS.filter((control) =>
      frameworks === null || frameworks.includes(frameworkOf(control).key)
    ),
  });
  for (const window of windows) computed.add(window);
  return computed.controls();
}

/** What is known of the period beside its windows; the rest stays unknown. */
function periodFacts(facts: ReportFacts, policy: PolicyInForce | null): PeriodFacts {
  const { ledger, answers, changes, verification } = facts;
  const sum = (pick: (log: ReportFacts["ledger"]["logs"][number]) => number): number =>
    ledger.logs.reduce((total, log) => total + pick(log), 0);
  const there = new Set(ledger.logs.filter(({ parts }) => parts > 0).map(({ log }) => log));
  const outside = verification.flatMap((log) => log.outside);
  return {
    ...noPeriodFacts(facts.period),
    windows: { n: sum(({ present }) => present), N: sum(({ expected }) => expected) },
    instancesMissing: policy?.policy.instances?.filter((origin) => !there.has(origin)) ?? [],
    recon: facts.recon.flatMap(({ source, rows }) => reconFacts(source, rows)),
    selfTestHoursMax: facts.selfTests.rows.length === 0
      ? null
      : Math.max(...facts.selfTests.rows.map(({ hoursMax }) => hoursMax)),
    changes: {
      n: changes.filter(({ reference }) => reference !== null).length,
      N: changes.length,
    },
    retention: {
      oldestMs: ledger.logs.length === 0
        ? null
        : Math.min(...ledger.logs.map(({ firstMs }) => firstMs)),
      deletedWithoutTombstone: ledger.gaps.filter(({ kind }) => kind === "windows_missing").length,
    },
    keyCustody: policy?.policy.keyCustody ?? "unknown",
    anchors: outside.length === 0 ? null : {
      verified: outside.length,
      hoursMax: Math.round(
        (facts.period.toMs - Math.max(...outside.map(({ time }) => Date.parse(time)))) / HOUR_MS,
      ),
      contradicting: 0,
    },
    ...answers.facts,
  };
}
