/**
 * Sections 5 to 10 of a report: exceptions, detectors, changes, data flow, reviews, retention.
 * @module
 */

import { PROGRAM } from "../base/version.ts";
import type { Report } from "./data.ts";
import { EXCEPTION_KINDS } from "../controls/exceptions.ts";
import { EXCEPTION_QUERIES } from "./exceptions.ts";
import { grouped, type Html, markup, source, table } from "./html.ts";
import { findingsPlot, latencyPlot, mixPlot } from "./plots_of_report.ts";
import { bodyOf, numberOf, textOf } from "./queries.ts";
import { chip, day, duration, moment, nowrap } from "./words.ts";

/** Rows of a long table; the CSV files have all. */
const ROWS_SHOWN_MAX = 200;

/** 5: what needs an explanation, and who gave one. */
export function exceptionsSection({ exceptions }: Report): Html {
  const count = (weight: string): number =>
    exceptions.filter((row) => row.weight === weight).length;
  if (exceptions.length === 0) {
    return markup`<p>Nothing that needs an explanation was found: 0 deviations, 0 events.</p>`;
  }
  return markup`<p>${grouped(count("deviation"))} deviations from what was declared and ${
    grouped(count("event"))
  } events that need an explanation; each window is judged by the policy that was in force in it. <code>${PROGRAM}
ack</code> answers one by its id; an answer is signed, and counts for the log in whose register it
stands.${source(EXCEPTION_QUERIES.join(" "))}</p>
${kindTable(exceptions)}${
    table("Exceptions: deviations first, open ones first", {
      query: EXCEPTION_QUERIES.join(" "),
      columns: [
        ...[{ head: "When and where" }, { head: "Kind and id" }],
        ...[{ head: "What was seen" }, { head: "Answer" }],
      ],
      rows: exceptions.toSorted((a, b) => rankOf(a) - rankOf(b)).slice(0, ROWS_SHOWN_MAX)
        .map((row) => [
          markup`${row.toMs - row.fromMs > 0 ? spanOf(row) : nowrap(moment(row.fromMs))}<br>${
            row.log === "" ? "all logs" : row.log
          }`,
          markup`<span class="k"><code>${row.kind}</code><br><code>${row.id}</code><br>${
            chip(row.weight)
          }</span>`,
          row.rule === null ? row.what : `${row.rule}: ${row.what}`,
          answerOf(row),
        ]),
    })
  }${more(exceptions.length, "exceptions.csv")}`;
}

function kindTable(exceptions: Report["exceptions"]): Html {
  const kinds = Map.groupBy(exceptions, ({ kind }) => kind);
  const rows = [...kinds].map(([kind, all]) => ({ kind, all, rank: rankOf(all[0]) }))
    .toSorted((a, b) => a.rank - b.rank || b.all.length - a.all.length);
  const states = ["open", "not_due", "in_time", "late"] as const;
  return table("Exceptions by kind", {
    query: EXCEPTION_QUERIES.join(" "),
    columns: [
      ...[{ head: "Kind" }, { head: "Exceptions", isNumber: true }],
      ...[{ head: "Open", isNumber: true }, { head: "Not due yet", isNumber: true }],
      ...[{ head: "In time", isNumber: true }, { head: "Late", isNumber: true }],
    ],
    rows: rows.map(({ kind, all }) => [
      markup`<span class="k"><code>${kind}</code></span><br>${EXCEPTION_KINDS[kind]}`,
      grouped(all.length),
      ...states.map((state) =>
        grouped(all.filter(({ disposition }) => disposition.state === state).length)
      ),
    ]),
  });
}

/** Deviations before events, and within each what is open first. */
function rankOf(row: Report["exceptions"][number] | undefined): number {
  const isOpen = row?.disposition.state === "open" || row?.disposition.state === "not_due";
  return (row?.weight === "deviation" ? 0 : 2) + (isOpen ? 0 : 1);
}

function answerOf({ disposition }: Report["exceptions"][number]): Html {
  const { state, ack } = disposition;
  if (ack === null) return chip(state);
  const words = `${ack.disposition.replaceAll("_", " ")} by ${ack.by}, ${
    moment(Date.parse(ack.t))
  }: ${ack.reason}${ack.ticket === undefined ? "" : ` (${ack.ticket})`}`;
  return markup`${chip(state)}<br>${words}`;
}

function spanOf({ fromMs, toMs }: { fromMs: number; toMs: number }): Html {
  const isDays = fromMs % 86_400_000 === 0 && toMs % 86_400_000 === 0;
  if (isDays && toMs - fromMs === 86_400_000) return nowrap(day(fromMs));
  return isDays
    ? markup`${nowrap(day(fromMs))} to ${nowrap(day(toMs - 1))}`
    : markup`${nowrap(moment(fromMs))} to ${nowrap(moment(toMs))}`;
}

function more(rows: number, file: string): Html | null {
  return rows <= ROWS_SHOWN_MAX
    ? null
    : markup`<p>${grouped(rows - ROWS_SHOWN_MAX)} more rows are in <code>${file}</code>.</p>`;
}

/** 6: do the detectors find what they say. */
export function effectivenessSection({ selfTests }: Report): Html {
  const { rows, categories } = selfTests;
  if (rows.length === 0) {
    return markup`<p class="note">No test of the detector with known cases was recorded in the period, so
nothing here shows whether it finds what it should.${source("selftests")}</p>`;
  }
  return markup`<p>The program tests its detector with known cases at each start and once a day, and writes
the result into the log. Such cases are few and plain: they show that the rules were in force and
worked, not what share of real data they find.</p>
${
    table("Tests by log and rule set", {
      query: "selftests",
      columns: [
        ...[{ head: "Log" }, { head: "Rule set" }, { head: "Tests", isNumber: true }],
        ...[{ head: "Failed", isNumber: true }, { head: "First" }, { head: "Last" }],
        { head: "Longest time without (h)", isNumber: true },
      ],
      rows: rows.map((row) => [
        ...[
          nowrap(row.log),
          markup`<code>${row.detector}</code>`,
          grouped(row.tests),
          grouped(row.failed),
        ],
        ...[nowrap(moment(row.firstMs)), nowrap(moment(row.lastMs)), row.hoursMax],
      ]),
    })
  }${
    table("Newest result by category", {
      query: "selftests",
      columns: [
        ...[{ head: "Category" }, { head: "Cases", isNumber: true }],
        { head: "Found", isNumber: true },
      ],
      rows: categories.map((
        { category, cases, found },
      ) => [category, grouped(cases), grouped(found)]),
    })
  }`;
}

/** 7: what changed. */
export function changesSection({ changes }: Report): Html {
  if (changes.length === 0) {
    return markup`<p>No change was seen.${source("settings seen references")}</p>`;
  }
  return markup`<p>Changes as the records show them. Prompts and sets of tools are keyed hashes that can be
compared within one log only. The same change of several instances within an hour is one. "Reference" is what the application said, no approval.</p>
${
    table("Changes", {
      query: "settings seen references",
      columns: [
        ...[{ head: "When" }, { head: "Logs" }, { head: "What" }],
        ...[{ head: "From" }, { head: "To" }, { head: "Reference" }],
      ],
      rows: changes.slice(0, ROWS_SHOWN_MAX).map((change) => [
        nowrap(moment(change.atMs)),
        change.seen.map(({ log }) => markup`${nowrap(log)}<br>`),
        change.kind.replaceAll("_", " "),
        markup`<code>${change.from}</code>`,
        markup`<code>${change.to}</code>`,
        change.reference ?? "none",
      ]),
    })
  }${more(changes.length, "changes.csv")}`;
}

/** 8: where data went. */
export function dataFlowSection(report: Report): Html {
  const { mix, findings, latency } = report;
  const what = {
    added: "added by the proxy",
    ttfb: "to the first byte",
    total: "to the last byte",
  };
  return markup`<p>Vendors and models as observed. Redaction applies to the copy that is kept: the vendor
received the original bytes.</p>
${mixPlot(report)}${
    table("Calls by vendor and model", {
      query: "mix",
      columns: [
        ...[{ head: "Host" }, { head: "Model asked for" }, { head: "Model that answered" }],
        ...[{ head: "Calls", isNumber: true }, { head: "Errors", isNumber: true }],
        ...[{ head: "Input tokens", isNumber: true }, { head: "Output tokens", isNumber: true }],
      ],
      rows: mix.slice(0, ROWS_SHOWN_MAX).map((row) => [
        ...["host", "model", "served"].map((name) => textOf(row, name)),
        ...["calls", "errors", "input", "output"].map((name) => grouped(numberOf(row, name))),
      ]),
    })
  }${
    findings.length === 0
      ? markup`<p>Nothing was found in the text that was scanned.${source("findings")}</p>`
      : markup`${findingsPlot(report)}${findingsTable(report)}`
  }${
    latency.length === 0 ? null : markup`${latencyPlot(report)}${
      table("Latency percentiles", {
        query: "latency",
        columns: [
          ...[{ head: "Vendor" }, { head: "Time" }, { head: "Calls", isNumber: true }],
          ...[{ head: "Median", isNumber: true }, { head: "95 of 100", isNumber: true }],
          { head: "99 of 100", isNumber: true },
        ],
        rows: latency.map((row) => [
          ...[row.provider, what[row.what], grouped(row.calls)],
          ...[duration(row.p50), duration(row.p95), duration(row.p99)],
        ]),
      })
    }`
  }`;
}

function findingsTable({ findings }: Report): Html {
  return table("Findings by category, direction and host", {
    query: "findings",
    columns: [
      ...[{ head: "Category" }, { head: "Direction" }, { head: "Host" }],
      ...[{ head: "Calls", isNumber: true }, { head: "Instances", isNumber: true }],
    ],
    rows: findings.slice(0, ROWS_SHOWN_MAX).map((row) => [
      textOf(row, "category"),
      row["direction"] === "req" ? "request" : "answer",
      textOf(row, "host"),
      ...["calls", "instances"].map((name) => grouped(numberOf(row, name))),
    ]),
  });
}

/** 9: who looked. */
export function reviewsSection({ answers, exceptions }: Report): Html {
  const { intervals, entries } = answers;
  const states = Map.groupBy(exceptions, ({ disposition }) => disposition.state);
  const counts = [...states].map(([state, rows]) => `${rows.length} ${state.replaceAll("_", " ")}`);
  const reviews = entries.filter(({ kind }) => kind === "review").length;
  return markup`${
    intervals.length === 0
      ? markup`<p>No review interval is declared, so nothing says how often somebody should look.</p>`
      : table("Review intervals, by log", {
        query: "logs register",
        columns: [
          ...[{ head: "Interval" }, { head: "Log" }, { head: "State" }],
          ...[{ head: "By" }, { head: "Signed" }],
        ],
        rows: intervals.toSorted((a, b) => a.fromMs - b.fromMs).map((row) => [
          spanOf(row),
          nowrap(row.log),
          chip(row.state),
          row.review?.by ?? "",
          row.review === null ? "" : nowrap(moment(Date.parse(row.review.t))),
        ]),
      })
  }<p>${
    grouped(reviews)
  } reviews are in the registers, signed by people who count; the registers were
checked with the logs, and a review counts for the log in whose register it stands.${
    source("register")
  } Of ${grouped(exceptions.length)} exceptions: ${
    counts.join(", ") || "none"
  }; <a href="#s5">the list</a>
has the answers.${source(EXCEPTION_QUERIES.join(" "))}</p>`;
}

/** 10: how long records are kept, and who held them. */
export function retentionSection(report: Report): Html {
  const { retentionDays, ledger, answers, tombstones, generatedAtMs } = report;
  const oldest = Math.min(...ledger.logs.map(({ firstMs }) => firstMs), generatedAtMs);
  const days = Math.floor((generatedAtMs - oldest) / 86_400_000);
  const age = ledger.logs.length === 0
    ? "No window is here. "
    : markup`The oldest window of the period begins on ${nowrap(day(oldest))}, ${
      grouped(days)
    } days before this report was made. `;
  const lists = [
    entryTable("Exports, openings, holds and deletions", answers.entries, ["custody"]),
    entryTable("Incidents", answers.entries, ["incident.open", "incident.pack", "incident.close"]),
    tombstones.length === 0
      ? markup`<p>Deletions of windows: none declared.${source("tombstones")}</p>`
      : table("Deletions of windows", {
        query: "tombstones",
        columns: [{ head: "When" }, { head: "Log" }, { head: "What" }],
        rows: tombstones.map((row) => [
          ...[nowrap(moment(numberOf(row, "t_ms"))), nowrap(textOf(row, "log"))],
          wordsOf(bodyOf(row)),
        ]),
      }),
  ];
  return markup`<p>${age}${source("windows")} ${
    retentionDays === null
      ? "No retention is declared."
      : `The policy declares ${retentionDays} days.`
  } Evidence that is deleted by ${PROGRAM} leaves a record; windows that are missing without one are
listed under <a href="#s3">completeness</a>.</p>${lists}`;
}

function entryTable(
  title: string,
  entries: Report["answers"]["entries"],
  kinds: readonly string[],
): Html {
  const rows = entries.filter(({ kind }) => kinds.includes(kind));
  if (rows.length === 0) {
    return markup`<p>${title}: none in the registers.${source("register")}</p>`;
  }
  return table(title, {
    query: "register",
    columns: [{ head: "Signed" }, { head: "By" }, { head: "Log" }, { head: "What" }],
    rows: rows.map((
      { t, by, log, v: _v, n: _n, prev: _p, vkey: _k, head: _h, sig: _s, ...what },
    ) => [
      ...[nowrap(moment(Date.parse(t))), by, nowrap(log), wordsOf(what)],
    ]),
  });
}

function wordsOf(fields: Readonly<Record<string, unknown>>): string {
  return Object.entries(fields).map(([name, value]) =>
    `${name}: ${typeof value === "string" ? value : JSON.stringify(value)}`
  ).join("; ");
}
