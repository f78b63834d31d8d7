/**
 * The tables of the README about detection: what is looked for, and how well it is found in the
 * project's corpus. `deno task docs:detect` writes them, and a test compares.
 * @module
 */

import { listedCategories } from "../../src/cli/scan_list.ts";
import { createDetector } from "../../src/detect/detector.ts";
import { RULES } from "../../src/detect/table.ts";
import { makeCorpus } from "../corpus/corpus.ts";
import {
  f1Of,
  falsePer100Kb,
  precisionOf,
  recallOf,
  type Score,
  scoreOf,
  sumOf,
  type Tally,
} from "../corpus/score.ts";
import { type Group, groupOf } from "../corpus/subjects.ts";

/** Order of the groups in the table of scores. */
const GROUPS: readonly Group[] = ["core", "required", "context", "extended"];

/** The blocks of the README by name; each stands between `<!-- name:begin -->` and `:end`. */
export function detectTables(): Record<string, string> {
  const detector = createDetector();
  const rows = listedCategories(RULES, detector).map(({ category, needs_context, finds }) =>
    line([`\`${category}\``, needs_context ?? "-", [...new Set(finds)].join("; ")])
  );
  const head = [line(["category", "needs a word", "finds"]), line(["---", "---", "---"])];
  return {
    categories: [...head, ...rows].join("\n"),
    scores: scoresText(scoreOf(detector, makeCorpus())),
  };
}

function scoresText(score: Score): string {
  const head = line(["category", "recall", "precision", "F1", "values"]);
  const ruler = line(["---", "---:", "---:", "---:", "---:"]);
  const rows = GROUPS.flatMap((group) => {
    const own = [...score.byCategory].filter(([name]) => groupOf(name) === group).sort();
    const all = sumOf(own.map(([, tally]) => tally));
    return [
      scoreRow(`**${group}**, all`, all),
      ...own.map(([name, tally]) => scoreRow(`\`${name}\``, tally)),
    ];
  });
  const evasions = sumOf(score.evasions.values());
  return [
    ...[head, ruler, ...rows, ""],
    `Disguised values found: ${evasions.found} of ${evasions.labels}. False findings in 100 KB of ` +
    `clean prose, code and logs: ${falsePer100Kb(score).toFixed(1)}.`,
  ].join("\n");
}

function scoreRow(name: string, tally: Tally): string {
  const shares = [recallOf(tally), precisionOf(tally), f1Of(tally)];
  return line([name, ...shares.map((share) => `${(share * 100).toFixed(1)} %`), `${tally.labels}`]);
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

/** A text with its blocks replaced. */
export function withTables(text: string, tables: Readonly<Record<string, string>>): string {
  let result = text;
  for (const [name, table] of Object.entries(tables)) {
    const { start, end } = blockOf(result, name);
    result = `${result.slice(0, start)}\n\n${table}\n\n${result.slice(end)}`;
  }
  return result;
}

/** A block as it stands, without what a formatter adds. */
export function tableIn(text: string, name: string): string {
  const { start, end } = blockOf(text, name);
  return bare(text.slice(start, end));
}

/** A table without the padding of its cells and the breaks of its lines of prose. */
export function bare(table: string): string {
  return table.trim().replaceAll(/-{3,}/g, "---").replaceAll(/[ \t]+/g, " ")
    .replaceAll(/(?<=[^|\n])\n(?=[^|\n])/g, " ");
}

function blockOf(text: string, name: string): { start: number; end: number } {
  const begin = `<!-- ${name}:begin -->`;
  const start = text.indexOf(begin) + begin.length;
  const end = text.indexOf(`<!-- ${name}:end -->`);
  if (start < begin.length || end < start) throw new Error(`The text has no block ${name}`);
  return { start, end };
}
