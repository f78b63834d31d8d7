/**
 * Sections 11 to 13 of a report, the questions behind the figures, and the page around them.
 * @module
 */

import { PROGRAM } from "../base/version.ts";
import type { Report } from "./data.ts";
import { escaped, grouped, Html, markup, type Part, table } from "./html.ts";
import type { IpeSheet } from "./ipe.ts";
import { pageStart } from "./page_start.ts";
import { type NamedQuery, QUERIES } from "./queries.ts";
import {
  changesSection,
  dataFlowSection,
  effectivenessSection,
  exceptionsSection,
  retentionSection,
  reviewsSection,
} from "./sections_operation.ts";
import {
  completenessSection,
  controlsSection,
  integritySection,
  scopeSection,
} from "./sections_proof.ts";
import { day, moment } from "./words.ts";

/** What a proxy cannot see: stands in every report. */
export const LIMITS: readonly string[] = [
  "Calls that went around the proxy. Only a count from outside shows them.",
  "What a vendor keeps, trains on, or does with the data; server-side memory, threads and files.",
  "Whether a tool call took effect, and what happened before the prompt and after the answer.",
  "Who a person is: names of users and tenants are what the application said.",
  "Access control, contracts, training, impact assessments, notices to users.",
  "Training data, fairness without data on groups, and whether answers are true.",
  "Content in images, audio, or an encoding that is not read; it is counted as not inspected.",
  "All personal data: detectors find patterns, and names in prose only with a clear cue.",
  "The proxy's clock, unless somebody outside stamped a head of the log.",
  "That the program which wrote the records was unchanged.",
];

/** What surrounds the data. */
export interface PageFrame {
  sheets: readonly IpeSheet[];
  /** Question of the comparison with other counts. */
  reconSql: string;
  /** SHA-256 of `report.json`, hex. */
  dataSha256: string;
  sha256: (bytes: Uint8Array) => Uint8Array;
}

/** The whole page. */
export function reportPage(report: Report, frame: PageFrame): string {
  const sections: [title: string, body: Html][] = [
    ["Scope and basis", scopeSection(report)],
    ["Integrity", integritySection(report)],
    ["Completeness", completenessSection(report)],
    ["Status per control", controlsSection(report)],
    ["Exceptions", exceptionsSection(report)],
    ["Effectiveness of detectors", effectivenessSection(report)],
    ["Changes", changesSection(report)],
    ["Data flow and vendors", dataFlowSection(report)],
    ["Reviews", reviewsSection(report)],
    ["Retention and custody", retentionSection(report)],
    ["What this does not show", limitsSection()],
    ["How to re-perform", reperformSection(report)],
    ["Tables and their sources (IPE)", ipeSection(frame)],
  ];
  const title = `Evidence report ${day(report.period.fromMs)} to ${day(report.period.toMs - 1)}`;
  const made = `Made ${moment(report.generatedAtMs)} by ${report.program}. All times are UTC.`;
  const page = markup`${
    pageStart(title, frame.sha256)
  }<p class="faint">Calls of language models through ${PROGRAM}, as their records show them. ${made}</p>
</header>
<main>
<nav aria-label="Contents"><ol>
${sections.map(([name], k) => markup`<li><a href="#s${k + 1}">${name}</a></li>\n`)}</ol></nav>
${sections.map(([name, body], k) => sectionOf(k + 1, { name, body }))}${querySection(frame)}</main>
<footer><p>SHA-256 of report.json: <code>${frame.dataSha256}</code>. This page needs no network and runs
no program.</p></footer>
</body>
</html>`;
  return `${page.text.trim()}\n`;
}

function sectionOf(n: number, { name, body }: { name: string; body: Html }): Html {
  return markup`<section id="s${n}" aria-labelledby="h${n}"><h2 id="h${n}">${n}. ${name}</h2>
${body}</section>
`;
}

function limitsSection(): Html {
  return markup`<p>Evidence of a proxy cannot show the following, however good the figures are:</p>
<ul>${LIMITS.map((limit) => markup`<li>${limit}</li>`)}</ul>`;
}

function reperformSection({ period, verification, policies }: Report): Html {
  const range = `--from ${day(period.fromMs)} --to ${day(period.toMs - 1)}`;
  const verify = verification.map(({ place }) =>
    `${PROGRAM} verify ${quoted(place)} --key KEY ${range}`
  );
  const places = verification.map(({ place }) => quoted(place)).join(" ");
  const report =
    `${PROGRAM} report ${places} ${range}${policies.length === 0 ? "" : " --policy POLICY..."} ` +
    "--key KEY... --out report-again";
  const again = `${PROGRAM} verify ${places} --key KEY... --recompute --report report.json` +
    (policies.length === 0 ? "" : " --declared-policy POLICY...");
  return markup`<p>On any machine with the evidence, offline. Give keys that you received by another way than
        this report and the evidence.</p>
    <ol>
      <li>Verify each log:<pre>${verify.join("\n")}</pre></li>
      <li>Have every figure computed again and compared with <code>report.json</code>:<pre>${again}</pre></li>
      <li>Or make this report again, and compare <code>report.json</code>, which differs only in the time at which
    it was made and in the paths:<pre>${report}</pre></li>
      <li>Ask any question below, or your own:<pre>${PROGRAM} query ${places} "SELECT ..."</pre></li>
      <li>Draw a sample with your own dice, and have the calls opened: <code>${PROGRAM} sample --help</code>.</li>
      <li>Take calls from a vendor's log and look for them: <code>${PROGRAM} find --help</code>.</li>
    </ol>`;
}

const PLAIN_REGEXP = /^[\w./+-]{1,500}$/;

function quoted(path: string): string {
  return PLAIN_REGEXP.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}

function ipeSection({ sheets }: PageFrame): Html {
  const source = sheets[0]?.source ?? [];
  return markup`<p>Each file has a sheet beside it (<code>*.ipe.json</code>) with the question, parameters and
source. The hash total is the sum of one column: it means nothing and changes when a row does. All times
are UTC. Source: ${source.join("; ")}.</p>
${
    table("Files of this report", {
      columns: [
        ...[{ head: "File" }, { head: "Content" }, { head: "Rows", isNumber: true }],
        ...[{ head: "Hash total" }, { head: "SHA-256" }],
      ],
      rows: sheets.map((sheet): Part[] => [
        markup`<code>${sheet.file}</code>`,
        sheet.title,
        grouped(sheet.rows),
        sheet.hash_total === null ? "-" : `${sheet.hash_total.sum} (${sheet.hash_total.column})`,
        markup`<code>${sheet.sha256}</code>`,
      ]),
    })
  }`;
}

function querySection({ reconSql }: PageFrame): Html {
  const queries: [string, NamedQuery][] = [
    ...Object.entries(QUERIES),
    ["recon", { title: "Calls seen, for the comparison with other counts", sql: reconSql }],
    ["verification", {
      title: "Answers of the verification, no question to the index",
      sql: `${PROGRAM} verify DIR --key KEY --json: results, findings, windows, log`,
    }],
    ["register", {
      title: "What people signed, no question to the index",
      sql:
        `${PROGRAM} verify DIR --key KEY --json: register, which lists the entries of register.jsonl ` +
        "whose form, chain and signature hold; reviewers of the newest policy count",
    }],
  ];
  return markup`<section aria-labelledby="hq"><h2 id="hq">Questions behind the figures</h2>
    <p>:from and :to are the ends of the period in milliseconds since 1970. A window belongs to the period
    when it begins in it.</p>
    ${
    queries.map(([name, { title, sql }]) =>
      markup`<h3 id="q-${name}">${name}: ${title}</h3>
        <pre>${new Html(escaped(sql))}</pre>`
    )
  }</section>`;
}
