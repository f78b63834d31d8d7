/**
 * `deno task bench:detect:score`: how well the detection engine does on the corpus of
 * `tests/corpus/`: by category, language and kind, on disguised values and on clean text.
 *
 *     --misses N   so many of what went wrong, by document; 20 when absent
 *     --category C only what went wrong with a category
 *     --show       with the text of these documents around the place
 *     --seed N     another corpus than the one that the floors are about
 *
 * What would make it lie: the corpus was written by people who know what can be found. It says
 * where the engine fails; that it does well here does not prove that it does elsewhere.
 *
 * @module
 */

import { parseArgs } from "node:util";
import { createDetector } from "../src/detect/detector.ts";
import { CORPUS_SEED, makeCorpus } from "../tests/corpus/corpus.ts";
import type { CorpusDocument } from "../tests/corpus/document.ts";
import {
  f1Of,
  falsePer100Kb,
  type Miss,
  precisionOf,
  recallOf,
  type Score,
  scoreOf,
  sumOf,
  type Tally,
} from "../tests/corpus/score.ts";
import { groupOf } from "../tests/corpus/subjects.ts";

/** Characters shown on either side of a place. */
const AROUND_CHARS = 60;
const NAME_WIDTH = 24;
/** Order of the groups in the table. */
const GROUPS = ["core", "required", "context", "extended"] as const;

const { values } = parseArgs({
  options: {
    misses: { type: "string", default: "20" },
    category: { type: "string" },
    show: { type: "boolean", default: false },
    seed: { type: "string", default: String(CORPUS_SEED) },
  },
});

function print(line: string): void {
  // deno-lint-ignore no-console -- the report of a command
  console.log(line);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`.padStart(7);
}

function row(name: string, tally: Tally): string {
  const { labels, findings, right, exact, found } = tally;
  const shares = [recallOf(tally), precisionOf(tally), f1Of(tally)].map(percent).join("");
  const exactShare = found === 0 ? "      -" : percent(exact / found);
  const counts = `${String(labels).padStart(7)}${String(findings - right).padStart(7)}`;
  return `${name.padEnd(NAME_WIDTH)}${shares}${exactShare}${counts}`;
}

function printHead(title: string): void {
  print(`\n${title.padEnd(NAME_WIDTH)} recall  prec.     F1  exact labels  false`);
}

function printTable(title: string, tallies: ReadonlyMap<string, Tally>): void {
  printHead(title);
  for (const [name, tally] of [...tallies].sort()) print(row(name, tally));
}

/** Categories by group; the mean F1 of a group counts each category that has labels once. */
function printCategories({ byCategory }: Score): void {
  for (const group of GROUPS) {
    const own = [...byCategory].filter(([name]) => groupOf(name) === group);
    printTable(`${group} categories`, new Map(own));
    const tallies = own.map(([, tally]) => tally);
    print(row(`all ${group}`, sumOf(tallies)));
    const labelled = tallies.filter(({ labels }) => labels > 0);
    const mean = labelled.reduce((sum, tally) => sum + f1Of(tally), 0) / labelled.length;
    print(`${"mean F1".padEnd(NAME_WIDTH)}${"".padEnd(14)}${percent(mean)}`);
  }
}

function printEvasions({ evasions }: Score): void {
  const all = sumOf(evasions.values());
  print(`\nevasions found: ${all.found} of ${all.labels} (${percent(recallOf(all)).trim()})`);
  for (const [name, { found, labels }] of [...evasions].sort()) {
    if (found < labels) print(`  ${name.padEnd(NAME_WIDTH)}${found} of ${labels}`);
  }
}

function printMisses(misses: readonly Miss[], corpus: readonly CorpusDocument[]): void {
  const chosen = misses.filter(({ category }) =>
    values.category === undefined || category === values.category
  );
  const groups = new Map<string, Miss[]>();
  for (const miss of chosen) {
    const key = `${miss.category} ${miss.how}${miss.trait === "" ? "" : `, ${miss.trait}`}`;
    groups.set(key, [...groups.get(key) ?? [], miss]);
  }
  print(`\nworst of ${chosen.length} faults`);
  const worst = [...groups].sort(([, a], [, b]) => b.length - a.length)
    .slice(0, Number(values.misses));
  for (const [key, list] of worst) {
    const ids = [...new Set(list.map(({ id }) => id))];
    const more = ids.length > 6 ? `, and ${ids.length - 6} more` : "";
    print(`${String(list.length).padStart(4)}  ${key}: ${ids.slice(0, 6).join(", ")}${more}`);
    if (values.show) { for (const miss of list.slice(0, 6)) print(placeOf(miss, corpus)); }
  }
}

function placeOf({ id, start, end }: Miss, corpus: readonly CorpusDocument[]): string {
  const text = corpus.find((document) => document.id === id)?.text ?? "";
  const part = (from: number, to: number): string => JSON.stringify(text.slice(from, to));
  const before = part(Math.max(0, start - AROUND_CHARS), start).slice(1, -1);
  const after = part(end, end + AROUND_CHARS).slice(1, -1);
  return `        ${id}: ${before}>>>${part(start, end).slice(1, -1)}<<<${after}`;
}

const corpus = makeCorpus(Number(values.seed));
const score = scoreOf(createDetector(), corpus);
printCategories(score);
printTable("by language", score.byLanguage);
printTable("by kind", score.byKind);
printEvasions(score);
print(
  `\nclean text: ${score.clean.findings} findings in ${score.clean.bytes} bytes, ${
    falsePer100Kb(score).toFixed(1)
  } in 100 KB`,
);
printMisses(score.misses, corpus);
