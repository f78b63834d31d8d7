/**
 * Time and peak memory of what an auditor runs on a large amount of evidence: verify, index, report
 * and reconcile, each a process of its own.
 *
 *     deno task bench:evidence [--calls N] [--period SECONDS] [--dir DIR]
 *
 * The evidence is the synthetic quarter, once with a tenth of the calls and once with all of them, so
 * that memory which grows with the records is seen. With `--dir` the larger one is kept there, and
 * taken from there when it is complete: ten million calls need some 22 GB and an hour to write.
 * What makes these numbers lie: a disk cache that holds all of it, and others at work on the machine.
 *
 * @module
 */

import { parseArgs } from "node:util";
import { type Quarter, writeQuarter } from "../../tests/support/quarter.ts";
import { MAIN_MODULE } from "../../tests/support/program.ts";
import { TempDir } from "../../tests/support/temp_dir.ts";
import { grouped } from "../full/scales.ts";
import { describeMachine, machineLine } from "../machine.ts";
import { type Run, run } from "../verify.ts";

const USAGE = "Usage: scale.ts [--calls N] [--period SECONDS] [--dir DIR]";
const CALLS = 1_000_000;
const PERIOD_SECONDS = 3_600;
/** The small evidence is this much smaller. */
const SCALE = 10;
const MADE_FILE = "made.json";

/** One command on one evidence. */
interface Measured {
  name: string;
  result: Run;
}

function print(line: string): void {
  // deno-lint-ignore no-console -- this is what it is for
  console.log(line);
}

/** Evidence in a directory, as it was made there before or now. */
function evidenceIn(dir: string, options: { calls: number; periodSeconds: number }): Quarter {
  try {
    const made = JSON.parse(Deno.readTextFileSync(`${dir}/${MADE_FILE}`));
    if (made.options.calls === options.calls) return made.quarter;
  } catch {
    // Not there, or another program's.
  }
  const quarter = writeQuarter(dir, options);
  Deno.writeTextFileSync(`${dir}/${MADE_FILE}`, JSON.stringify({ options, quarter }));
  return quarter;
}

async function measure(dir: string, quarter: Quarter): Promise<Measured[]> {
  const outband = [Deno.execPath(), "run", "-A", "--quiet", MAIN_MODULE];
  const evidence = `${dir}/evidence`;
  const index = ["--index", `${dir}/index.sqlite`];
  const period = ["--from", "2026-07-01", "--to", "2026-09-30"];
  const keys = quarter.replicas.flatMap(({ vkey }) => ["--key", vkey]);
  const usage = ["--openai-usage", quarter.usageFile];
  const out = await Deno.makeTempDir({ dir });
  const commands: [string, string[]][] = [
    ...quarter.replicas.map(({ dir, vkey, origin }): [string, string[]] => [
      `verify ${origin.split("/")[1]}`,
      ["verify", dir, "--key", vkey],
    ]),
    ["index", ["query", evidence, "SELECT count(*) FROM call", "--rebuild", ...index]],
    [
      "report",
      ["report", evidence, "--out", `${out}/report`, "--policy", quarter.policyFile]
        .concat(index, period, keys, usage),
    ],
    ["reconcile", ["reconcile", evidence, ...index, ...period, ...usage]],
    ["query", ["query", evidence, "SELECT host, count(*) FROM calls GROUP BY 1", ...index]],
  ];
  const measured: Measured[] = [];
  for (const [name, args] of commands) {
    const result = await run([...outband, ...args]);
    if (result.code !== 0) throw new Error(`${name} ended with ${result.code}: ${result.stdout}`);
    measured.push({ name, result });
  }
  return measured;
}

function report(small: Measured[], large: Measured[]): void {
  print("command         seconds   peak MiB   seconds with a tenth   peak MiB with a tenth");
  for (const [k, { name, result }] of large.entries()) {
    const tenth = small[k]?.result;
    const cells = [
      ...[name.padEnd(14), result.seconds.toFixed(1).padStart(9)],
      ...[(result.peakMib ?? 0).toFixed(0).padStart(10)],
      ...[(tenth?.seconds ?? 0).toFixed(1).padStart(22)],
      (tenth?.peakMib ?? 0).toFixed(0).padStart(23),
    ];
    print(cells.join(" "));
  }
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { calls: { type: "string" }, period: { type: "string" }, dir: { type: "string" } },
  });
  const calls = Number(values.calls ?? CALLS);
  const periodSeconds = Number(values.period ?? PERIOD_SECONDS);
  if (![calls, periodSeconds].every((n) => Number.isSafeInteger(n) && n >= SCALE)) {
    print(USAGE);
    return 2;
  }
  await using root = await TempDir.make();
  const smallDir = root.join("small");
  const largeDir = values.dir ?? root.join("large");
  const smallOptions = { calls: Math.round(calls / SCALE), periodSeconds };
  const small = await measure(smallDir, evidenceIn(smallDir, smallOptions));
  const started = performance.now();
  const quarter = evidenceIn(largeDir, { calls, periodSeconds });
  const seconds = (performance.now() - started) / 1000;
  const large = await measure(largeDir, quarter);
  const records = quarter.replicas.reduce((sum, { records }) => sum + records, 0);
  print(
    `${grouped(quarter.calls)} calls, ${grouped(records)} records, made in ${seconds.toFixed(0)} s`,
  );
  report(small, large);
  print(machineLine(describeMachine()));
  return 0;
}

if (import.meta.main) Deno.exit(await main());
