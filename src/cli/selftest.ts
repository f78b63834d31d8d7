/**
 * `outband selftest`: whether the detector finds what it is there to find, on fixed cases.
 * @module
 */

import { EXIT, OutbandError } from "../base/errors.ts";
import { runSelfTest, SELFTEST_SHARE_MIN, type SelfTestResult } from "../detect/selftest.ts";
import { readArguments } from "./arguments.ts";
import type { Command, CommandIo } from "./command.ts";
import { detectorWith } from "./rules_file.ts";

const USAGE = `Usage: outband selftest [--rules FILE] [--json]

Scans fixed texts with known values, and texts without any, and tells per category how many were
found (recall) and how many findings were right (precision). Exits with 0 when every category
reaches ${SELFTEST_SHARE_MIN * 100} %, with 10 when one does not.

  --rules FILE  with rules of your own, as for outband scan
  --json        the counts as one JSON object

It shows that the rules work, not how well they do on your traffic.
`;

/** `outband selftest`. */
export const SELFTEST_COMMAND: Command = {
  name: "selftest",
  summary: "test the detection engine on fixed cases",
  usage: USAGE,
  run: runSelfTestCommand,
};

async function runSelfTestCommand(args: readonly string[], io: CommandIo): Promise<number> {
  const given = readArguments("selftest", args, { switches: ["json"], values: ["rules"] });
  if (given.rest.length > 0) {
    throw new OutbandError("USAGE", "Too many arguments; see outband selftest --help");
  }
  const { detector } = await detectorWith(given.value("rules"), io);
  const result = runSelfTest(detector);
  io.out(given.has("json") ? `${JSON.stringify(result)}\n` : selfTestText(result));
  return result.passed ? EXIT.OK : EXIT.FINDINGS;
}

function percent(part: number, whole: number): string {
  return whole === 0 ? "-" : `${Math.floor(part * 1000 / whole) / 10}%`;
}

/** The result for people. */
function selfTestText(result: SelfTestResult): string {
  const { categories, clean, untested, passed, detector, corpus } = result;
  const width = Math.max(8, ...categories.map(({ category }) => category.length));
  const row = (name: string, ...cells: (string | number)[]): string =>
    `${name.padEnd(width)}${cells.map((cell) => String(cell).padStart(11)).join("")}\n`;
  const lines = categories.map((one) =>
    row(
      one.category,
      `${one.found} of ${one.cases}`,
      percent(one.found, one.cases),
      percent(one.found, one.found + one.false),
    )
  );
  const unproven = untested.length === 0 ? "" : `No cases of: ${untested.join(", ")}\n`;
  return row("category", "found", "recall", "precision") + lines.join("") +
    row("all", "", percent(result.recall, 1), percent(result.precision, 1)) +
    `\nClean texts: ${clean.findings} findings in ${clean.texts}\n${unproven}` +
    `Rules: sha256 ${detector}\nCases: sha256 ${corpus}\n${passed ? "passed" : "FAILED"}\n`;
}
