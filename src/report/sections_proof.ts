/**
 * Sections 1 to 4 of a report: scope, integrity, completeness, status per control.
 * @module
 */

import { CATALOGUE } from "../controls/catalogue.ts";
import type { PeriodControl } from "../controls/period.ts";
import type { Report } from "./data.ts";
import { EXCEPTION_QUERIES } from "./exceptions.ts";
import { grouped, type Html, markup, source, table } from "./html.ts";
import { coveragePlot, dropsPlot } from "./plots_of_report.ts";
import { numberOf, textOf } from "./queries.ts";
import { partsByState } from "./verification.ts";
import { chip, day, moment, nowrap, percent } from "./words.ts";

/** 1: what the report is about. */
export function scopeSection(report: Report): Html {
  const { totals, coverage, ledger, exceptions, verification } = report;
  const deviations = exceptions.filter(({ weight }) => weight === "deviation").length;
  const verified = partsByState(verification).get("verified") ?? 0;
  const tiles = [
    [grouped(totals.processed), "calls that reached the proxy", "totals"],
    [percent(coverage), "captured whole and scanned", "totals"],
    [
      `${grouped(verified)} of ${grouped(allParts(report))}`,
      "window parts verified with a pinned key",
      "verification",
    ],
    [grouped(deviations), "deviations from what was declared", EXCEPTION_QUERIES.join(" ")],
  ];
  return markup`<ul class="tiles">${
    tiles.map(([n, what, query]) =>
      markup`<li><b>${n ?? ""}</b>${what ?? ""}${source(query ?? "")}</li>`
    )
  }</ul>
<p>This report covers ${nowrap(moment(report.period.fromMs))} to ${
    nowrap(moment(report.period.toMs))
  } and ${ledger.logs.length} ${ledger.logs.length === 1 ? "log" : "logs"}.${
    source("logs windows")
  } It counts what reached the
proxy; it cannot count traffic that went around it (see <a href="#s3">completeness</a>). It states
what evidence shows. Whether a control is met is for the auditor.</p>
<p>${policyWords(report)}${source("policies")}</p>
${
    table("Logs in scope", {
      query: "logs",
      columns: [
        { head: "Log" },
        { head: "First window" },
        { head: "Last window ends" },
        { head: "Window parts", isNumber: true },
        { head: "Calls", isNumber: true },
        { head: "Records", isNumber: true },
      ],
      rows: report.logs.map((row) => [
        nowrap(textOf(row, "origin")),
        nowrap(moment(numberOf(row, "first_ms"))),
        nowrap(moment(numberOf(row, "last_ms"))),
        ...[grouped(numberOf(row, "parts")), grouped(numberOf(row, "processed"))],
        grouped(numberOf(row, "records")),
      ]),
    })
  }${report.policies.length === 0 ? null : policyTable(report)}`;
}

function allParts({ verification }: Report): number {
  return verification.reduce((sum, { parts }) => sum + parts.size, 0);
}

function policyTable({ policies }: Report): Html {
  return table("Declared policies", {
    query: "policies",
    columns: [
      ...[{ head: "Name" }, { head: "SHA-256" }],
      { head: "Window parts that name it", isNumber: true },
    ],
    rows: policies.map((
      { name, digest, parts },
    ) => [name, markup`<code>${digest}</code>`, grouped(parts)]),
  });
}

function policyWords({ policy, unknownPolicies, partsWithoutPolicy }: Report): string {
  const others = unknownPolicies.length === 0
    ? ""
    : ` ${unknownPolicies.length} other policies are named in records and were not given here, so ` +
      "what rests on them is not judged.";
  return policy === null
    ? "No declared policy was given, so nothing is judged against one: hosts, models and categories " +
      `are listed as observed.${others}`
    : `Each window is judged by the policy that was in force in it; the newest is "${policy.name}". ` +
      `${grouped(partsWithoutPolicy)} window parts name no policy that was given.${others}`;
}

/** 2: a fresh verification. */
export function integritySection(report: Report): Html {
  const { verification } = report;
  const names = verification[0]?.results.map(({ name }) => name) ?? [];
  const findings = verification.flatMap(({ origin, findings }) =>
    findings.map((
      finding,
    ) => [origin, finding.code, chip(findingTone(finding.weight)), finding.message])
  );
  return markup`<p>The evidence was verified anew for this report, and its figures come from exactly the
bytes that were verified. "Identity" passes only for keys that were given by another way than the
evidence.</p>
${
    table("Answers of the verification, by log", {
      query: "verification",
      columns: [{ head: "Log" }, ...names.map((name) => ({ head: name }))],
      rows: verification.map(({ origin, results }) => [
        nowrap(origin),
        ...results.map(({ status }) => chip(status)),
      ]),
    })
  }${
    table("Window parts by state", {
      query: "verification",
      columns: [{ head: "State" }, { head: "Window parts", isNumber: true }],
      rows: [...partsByState(verification)].map(([state, n]) => [chip(state), grouped(n)]),
    })
  }${
    table("Signed heads", {
      query: "verification",
      columns: [
        { head: "Log" },
        { head: "Signed records", isNumber: true },
        { head: "Root" },
        { head: "Keys, oldest first" },
      ],
      rows: verification.map(({ origin, size, root, keys }) => [
        nowrap(origin),
        size === null ? "-" : grouped(size),
        markup`<code>${root ?? "-"}</code>`,
        keys.map((key) => markup`<code>${key}</code><br>`),
      ]),
    })
  }${
    findings.length === 0
      ? markup`<p>Nothing contradicts. "Independence" needs a head that was kept elsewhere, a witness or a
time-stamp, and "content" needs the telemetry lines. ${trustWords(report)}</p>`
      : table("Findings", {
        query: "verification",
        columns: [{ head: "Log" }, { head: "Code" }, { head: "Weight" }, { head: "What was seen" }],
        rows: findings,
      })
  }`;
}

/** What was handed to the verification, and what was confirmed by it. */
function trustWords({ verification }: Report): string {
  const lines = verification.reduce((sum, { telemetry }) => sum + (telemetry?.matched ?? 0), 0);
  const calls = verification.reduce((sum, { telemetry }) => sum + (telemetry?.calls ?? 0), 0);
  const content = calls === 0
    ? "No telemetry line was handed over, so content was not checked."
    : `${grouped(lines)} of ${grouped(calls)} calls have a telemetry line that fits its record.`;
  const outside = verification.flatMap((log) =>
    log.outside.map(({ by, size, time }) =>
      `${log.origin}: ${grouped(size)} records by a ${by} of ${time}`
    )
  );
  const seen = outside.length === 0
    ? "Nobody outside confirmed a head."
    : `Confirmed from outside: ${outside.join("; ")}.`;
  return `${content} ${seen}`;
}

function findingTone(weight: string): string {
  return weight === "contradiction" ? "fail" : weight;
}

/** 3: how much is there, and what is missing. */
export function completenessSection(report: Report): Html {
  const { totals, ledger, recon, coverage } = report;
  return markup`${coveragePlot(report)}
<p>Of ${grouped(totals.processed)} calls, ${grouped(totals.audited_full)} were captured whole and
scanned, ${grouped(totals.audited_partial)} in part, ${grouped(totals.metadata_only)} with metadata
only; ${grouped(totals.dropped)} have no record, ${
    grouped(totals.excluded)
  } were left out by a declared rule, and at most ${
    grouped(totals.unknown_at_crash)
  } were lost unseen in a crash. Coverage is ${
    percent(coverage)
  }, rounded down, with that upper bound counted as missing.${source("totals")}</p>
${
    table("How the calls were settled", {
      query: "totals",
      columns: [{ head: "Calls" }, { head: "Count", isNumber: true }],
      rows: Object.entries(totals).map(([name, n]) => [name.replaceAll("_", " "), grouped(n)]),
    })
  }${
    table("Continuity ledger", {
      query: "windows",
      columns: [
        { head: "Log" },
        { head: "From" },
        { head: "Windows expected", isNumber: true },
        { head: "Present", isNumber: true },
        { head: "Note" },
      ],
      rows: ledger.logs.map((row) => [
        nowrap(row.log),
        nowrap(day(row.firstMs)),
        grouped(row.expected),
        grouped(row.present),
        row.startsLate ? "begins after the period does" : "",
      ]),
    })
  }${gapTable(report)}${dropsPlot(report)}${captureTable(report)}${
    recon.length === 0 ? noRecon() : recon.map(reconTable)
  }`;
}

function gapTable({ ledger }: Report): Html {
  if (ledger.gaps.length === 0) {
    return markup`<p>No gap was found.${source("windows gaps events tombstones")}</p>`;
  }
  return table("What is missing, and why", {
    query: "windows gaps events tombstones",
    columns: [
      ...[{ head: "Log" }, { head: "Kind" }, { head: "From" }, { head: "To" }],
      ...[{ head: "Windows", isNumber: true }, { head: "Calls", isNumber: true }],
      { head: "Reason" },
    ],
    rows: ledger.gaps.map((gap) => [
      ...[nowrap(gap.log), gap.kind.replaceAll("_", " "), nowrap(moment(gap.fromMs))],
      ...[nowrap(moment(gap.toMs)), grouped(gap.windows), grouped(gap.calls), gap.reason],
    ]),
  });
}

function captureTable({ captures }: Report): Html | null {
  if (captures.length === 0) return null;
  return table("Calls that were not captured whole, by reason", {
    query: "captures",
    columns: [{ head: "Reason" }, { head: "Class" }, { head: "Calls", isNumber: true }],
    rows: captures.map((row) => [
      textOf(row, "why"),
      textOf(row, "class"),
      grouped(numberOf(row, "calls")),
    ]),
  });
}

function noRecon(): Html {
  return markup`<p class="note">No count from outside was given (a vendor's usage export, a gateway's
log), so nothing here shows whether calls went around the proxy.</p>`;
}

function reconTable({ source: name, days }: Report["recon"][number]): Html {
  const differing = days.filter((row) =>
    row.measure === "cost" ? row.seen === 0 : row.independent !== row.seen
  );
  const agree = days.length - differing.length;
  const intro = markup`<p>${name}: ${agree} of ${days.length} days agree with the records.${
    source("recon")
  }</p>`;
  if (differing.length === 0) return intro;
  return markup`${intro}${
    table(`Days on which ${name} and the records differ`, {
      query: "recon",
      columns: [
        ...[{ head: "Day" }, { head: "Measure" }, { head: "There", isNumber: true }],
        ...[{ head: "Seen", isNumber: true }, { head: "Difference", isNumber: true }],
        { head: "Calls without a record", isNumber: true },
      ],
      rows: differing.map((row) => [
        ...[nowrap(day(row.dayMs)), row.measure.replaceAll("_", " "), grouped(row.independent)],
        ...[grouped(row.seen), row.measure === "cost" ? "-" : String(row.independent - row.seen)],
        grouped(row.unrecorded),
      ]),
    })
  }`;
}

/** 4: computed statuses. */
export function controlsSection({ controls, rulesVersion }: Report): Html {
  const frameworks = CATALOGUE.frameworks.map((framework) => ({
    framework,
    rows: controls.filter(({ control }) => control.startsWith(`${framework.key}:`)),
  })).filter(({ rows }) => rows.length > 0);
  return markup`<p>A status says how far this evidence supports the stated part of a control, by rules
that are published with the program (version ${rulesVersion}). It is computed, from tests with numbers
and thresholds, on the period and on each window; the worse counts. It never says that a control is
met. "Not evidenced" is no failure of the control: traffic does not show it.</p>
${
    frameworks.map(({ framework, rows }) =>
      markup`<h3>${framework.title} (${framework.edition})</h3>${
        framework.note === "" ? null : markup`<p class="faint">${framework.note}</p>`
      }${controlTable(framework.title, rows)}`
    )
  }`;
}

function controlTable(title: string, rows: readonly PeriodControl[]): Html {
  return table(`Computed status, ${title}`, {
    query: "facts",
    columns: [
      ...[{ head: "Control" }, { head: "Status" }, { head: "Reasons" }],
      ...[{ head: "Tests (n of N)" }, { head: "Not proven" }],
    ],
    rows: rows.map((row) => [
      markup`${nowrap(row.control.slice(row.control.indexOf(":") + 1))}<br>${row.title}`,
      chip(row.status),
      row.reasons.map((reason) => markup`<code>${reason}</code><br>`),
      Object.entries(row.tests).map(([name, test]) => markup`${nowrap(testWords(name, test))}<br>`),
      row.not_proven,
    ]),
  });
}

function testWords(name: string, { state, n, N }: { state: string; n: number; N: number }): string {
  return `${name} ${state}${N > 0 ? ` (${grouped(n)} of ${grouped(N)})` : ""}`;
}
