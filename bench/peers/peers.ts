/**
 * `deno task bench:detect:peers`: this program's detection beside programs from npm, on the same
 * documents in the same run: how many megabytes each takes in a second of processor time, how many of the labelled values of the corpus are
 * gone from its output, and how many documents without anything to find it changes.
 *
 * What would make it lie: the corpus is this project's own, and the peers were never tuned to it;
 * a value counts as gone when it no longer stands whole in the output, whatever it was called, and
 * a program that took everything out would have full recall, so that the last column belongs to it.
 * Programs that look for secrets only are asked for those of the corpus.
 *
 * @module
 */

import { cpuUsage } from "node:process";
import { parseArgs } from "node:util";
import { utf8 } from "../../src/base/bytes.ts";
import { makeCorpus } from "../../tests/corpus/corpus.ts";
import type { CorpusDocument } from "../../tests/corpus/document.ts";
import { groupOf } from "../../tests/corpus/subjects.ts";
import { describeMachine, machineLine } from "../machine.ts";
import { type NamedRedactor, namedRedactors } from "./redactors.ts";

const SECRETS: ReadonlySet<string> = new Set(
  ["API_KEY", "CONNECTION_STRING", "JWT", "PASSWORD", "PRIVATE_KEY"],
);
/** Columns of the table. */
const COLUMNS = ["core", "required", "context", "extended", "secrets", "disguised"] as const;
type Column = typeof COLUMNS[number];

/** What a program did to the corpus. */
interface Outcome {
  name: string;
  /** Per second of processor time, so that neighbours on the machine count for little. */
  megabytesPerSecond: number;
  /** Values, and those that are gone, by column. */
  gone: Record<Column, [values: number, gone: number]>;
  /** Documents without values, and those that came out changed. */
  clean: [documents: number, changed: number];
}

const { values } = parseArgs({ options: { rounds: { type: "string", default: "3" } } });

function columnsOf(document: CorpusDocument, category: string): Column[] {
  if (document.kind === "evasion") return ["disguised"];
  const group = groupOf(category);
  return SECRETS.has(category) ? [group, "secrets"] : [group];
}

async function outcomeOf(
  { name, redact }: NamedRedactor,
  corpus: readonly CorpusDocument[],
): Promise<Outcome> {
  const gone = Object.fromEntries(
    COLUMNS.map((column) => [column, [0, 0]]),
  ) as unknown as Outcome["gone"];
  const clean: Outcome["clean"] = [0, 0];
  let best = Infinity;
  // The round before the first is for the compiler, and for the counts.
  for (let round = 0; round <= Number(values.rounds); round++) {
    const outputs: string[] = [];
    const before = cpuUsage();
    for (const { text } of corpus) outputs.push(await redact(text));
    const { user, system } = cpuUsage(before);
    if (round > 0) best = Math.min(best, user + system);
    else corpus.forEach((document, k) => count(document, outputs[k] as string, { gone, clean }));
  }
  const bytes = corpus.reduce((sum, { text }) => sum + utf8(text).length, 0);
  return { name, megabytesPerSecond: bytes / best, gone, clean };
}

function count(
  document: CorpusDocument,
  output: string,
  { gone, clean }: Pick<Outcome, "gone" | "clean">,
): void {
  const { text, labels } = document;
  if (labels.length === 0) {
    clean[0]++;
    if (output !== text) clean[1]++;
  }
  for (const { start, end, category } of labels) {
    const isGone = !output.includes(text.slice(start, end));
    for (const column of columnsOf(document, category)) {
      gone[column][0]++;
      if (isGone) gone[column][1]++;
    }
  }
}

function share([all, part]: readonly [number, number]): string {
  return all === 0 ? "-" : `${(part / all * 100).toFixed(0)} %`;
}

function print(line: string): void {
  // deno-lint-ignore no-console -- the report of a command
  console.log(line);
}

const corpus = makeCorpus();
print(machineLine(describeMachine()));
print(`${corpus.length} documents, ${values.rounds} rounds, the best one counts\n`);
print(`| program | MB/s | ${COLUMNS.join(" | ")} | clean documents changed |`);
print(`| --- |${" ---: |".repeat(COLUMNS.length + 2)}`);
for (const redactor of namedRedactors()) {
  const { name, megabytesPerSecond, gone, clean } = await outcomeOf(redactor, corpus);
  const shares = COLUMNS.map((column) =>
    redactor.isForSecrets && column !== "secrets" ? "-" : share(gone[column])
  );
  const changed = `${clean[1]} of ${clean[0]}`;
  print(`| ${name} | ${megabytesPerSecond.toFixed(2)} | ${shares.join(" | ")} | ${changed} |`);
}
