/**
 * A report as elements of the page. Every text is set as text, never as markup.
 * @module
 */

/// <reference lib="dom" />

import { printable } from "../base/printable.ts";
import {
  type Finding,
  type FindingCode,
  findingRule,
  type FindingWeight,
  RESULT_NAMES,
  type VerifyReport,
} from "../verify/mod.ts";
import {
  dayTime,
  placeWords,
  STATUS_WORDS,
  totalWords,
  VERDICT_WORDS,
  verdictWords,
  WEIGHT_TITLES,
  WINDOW_COLUMNS,
  windowCells,
} from "../verify/report_words.ts";
import { number } from "../verify/wording.ts";

/** Rows of the window table that are shown at each end, and places of one code. */
const ROWS_SHOWN_MAX = 100;
const PLACES_SHOWN_MAX = 20;
const WEIGHTS: readonly FindingWeight[] = ["contradiction", "unreadable", "unproven", "note"];
/** First column of numbers in the window table, and the one after the last. */
const NUMBERS = { from: 3, to: 7 };

/** An element with a class and children; texts become safe to read. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  options: { class?: string; id?: string } = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (options.class !== undefined) made.className = options.class;
  if (options.id !== undefined) made.id = options.id;
  made.append(
    ...children.map((child) => typeof child === "string" ? printable(child) : child),
  );
  return made;
}

/** The whole report; the first element is the verdict, which can take the focus. */
export function reportView(report: VerifyReport): HTMLElement[] {
  return [
    verdictView(report),
    ...logView(report),
    resultView(report),
    ...findingViews(report),
    ...windowView(report),
    listView("Not proven by this", report.not_proven),
    ...(report.others.length === 0
      ? []
      : [listView("Other logs here, which were NOT checked", report.others)]),
    jsonView(report),
  ];
}

function verdictView(report: VerifyReport): HTMLElement {
  const { exit } = report;
  const heading = element(
    "h2",
    { id: "verdict" },
    `${VERDICT_WORDS[exit]} `,
    element("small", {}, `(exit ${exit})`),
  );
  heading.tabIndex = -1;
  const words = verdictWords(report);
  const sentence = element("p", {}, `${words.charAt(0).toUpperCase()}${words.slice(1)}`);
  const box = element("section", { class: `verdict exit-${exit}` }, heading, sentence);
  const bad = report.first_bad;
  if (bad !== undefined) {
    const where = `First bad record: record ${bad.index}, ${bad.path} line ${bad.line}`;
    box.append(element("p", { class: "place" }, where));
  }
  return box;
}

function logView({ log, windows, totals }: VerifyReport): HTMLElement[] {
  if (log === null) return [];
  const rows: [string, string][] = [["Log", log.origin]];
  rows.push(["Key", log.keys.at(-1) ?? "not known"]);
  if (log.keys.length > 1) rows.push(["Keys so far", number(log.keys.length)]);
  const [first] = windows;
  const last = windows.at(-1);
  if (first !== undefined && last !== undefined && log.records > 0) {
    rows.push(["Records", `${number(log.records)}, index ${first.first} to ${last.end - 1}`]);
    rows.push(["Period", `${dayTime(first.from)} to ${dayTime(last.to)} UTC`]);
  }
  const head = log.size === null
    ? "no checkpoint that holds"
    : `${number(log.size)} records, root ${log.root ?? ""}`;
  rows.push(["Signed head", head]);
  const list = element("dl", {});
  for (const [name, value] of rows) {
    list.append(element("dt", {}, name), element("dd", {}, value));
  }
  const section = element("section", {}, element("h3", {}, "What was verified"), list);
  if (windows.length > 0) section.append(element("p", {}, totalWords(totals)));
  return [section];
}

function resultView(report: VerifyReport): HTMLElement {
  const rows = RESULT_NAMES.map((name) => {
    const status = report.results[name];
    const isRequired = report.required.includes(name);
    const tone = status === "unproven" && isRequired ? "wanted" : status;
    const head = element("th", {}, name);
    head.scope = "row";
    if (isRequired) head.append(" ", element("small", {}, "required"));
    return element(
      "tr",
      {},
      head,
      element("td", {}, element("span", { class: `status ${tone}` }, STATUS_WORDS[status])),
      element("td", {}, report.reasons[name]),
    );
  });
  const table = element("table", { class: "results" }, element("tbody", {}, ...rows));
  return element("section", {}, element("h3", {}, "Seven questions"), table);
}

function findingViews(report: VerifyReport): HTMLElement[] {
  return WEIGHTS.flatMap((weight) => {
    const findings = report.findings.filter((finding) => finding.weight === weight);
    if (findings.length === 0) return [];
    const codes = [...new Set(findings.map(({ code }) => code))];
    const items = codes.map((code) =>
      codeView(report, code, findings.filter((finding) => finding.code === code))
    );
    const list = element("ul", { class: `findings ${weight}` }, ...items);
    return [element("section", {}, element("h3", {}, WEIGHT_TITLES[weight]), list)];
  });
}

function codeView(
  report: VerifyReport,
  code: FindingCode,
  findings: readonly Finding[],
): HTMLElement {
  const total = report.finding_counts[code] ?? findings.length;
  const times = total > 1 ? ` (${number(total)} times)` : "";
  const item = element(
    "li",
    {},
    element("code", {}, code),
    `${times}: ${findingRule(code).meaning}`,
  );
  const places = findings.slice(0, PLACES_SHOWN_MAX).map((finding) =>
    element("li", {}, `${placeWords(finding)}${finding.message}`)
  );
  const more = total - places.length;
  if (more > 0) places.push(element("li", {}, `and ${number(more)} more`));
  item.append(element("ul", { class: "places" }, ...places));
  return item;
}

function windowView({ windows }: VerifyReport): HTMLElement[] {
  if (windows.length === 0) return [];
  const hidden = windows.length - 2 * ROWS_SHOWN_MAX;
  const shown = hidden <= 1
    ? windows
    : [...windows.slice(0, ROWS_SHOWN_MAX), ...windows.slice(-ROWS_SHOWN_MAX)];
  const rows = shown.map((window) => element("tr", {}, ...windowCells(window).map(windowCell)));
  if (hidden > 1) {
    const gap = element("td", {}, `... ${number(hidden)} more windows ...`);
    gap.colSpan = WINDOW_COLUMNS.length;
    rows.splice(ROWS_SHOWN_MAX, 0, element("tr", {}, gap));
  }
  const heads = WINDOW_COLUMNS.map((name) => {
    const head = element("th", {}, name);
    head.scope = "col";
    return head;
  });
  const table = element(
    "table",
    { class: "windows" },
    element("thead", {}, element("tr", {}, ...heads)),
    element("tbody", {}, ...rows),
  );
  const title = `Windows (${number(windows.length)})`;
  const box = element("div", { class: "scroll" }, table);
  box.tabIndex = 0; // So that it can be scrolled with the keyboard.
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", title);
  return [element("section", {}, element("h3", {}, title), box)];
}

function windowCell(text: string, column: number): HTMLElement {
  const isNumber = column >= NUMBERS.from && column < NUMBERS.to;
  return element("td", isNumber ? { class: "number" } : {}, text);
}

function listView(title: string, sentences: readonly string[]): HTMLElement {
  const items = sentences.map((sentence) => element("li", {}, sentence));
  return element("section", {}, element("h3", {}, title), element("ul", {}, ...items));
}

/** The report for machines: exactly what `outband verify --json` prints. */
function jsonView(report: VerifyReport): HTMLElement {
  const text = `${JSON.stringify(report, null, 2)}\n`;
  const link = element("a", {}, "Save the report as JSON");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = "outband-verify.json";
  const pre = element("pre", { id: "json" });
  pre.textContent = text;
  pre.tabIndex = 0;
  const details = element("details", {}, element("summary", {}, "Report as JSON"), pre);
  return element("section", {}, element("p", {}, link), details);
}
