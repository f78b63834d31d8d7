/**
 * `outband config`: the settings that `serve` would run with, and where each comes from.
 * @module
 */

import { EXIT } from "../base/errors.ts";
import { PROGRAM } from "../base/version.ts";
import { effectiveValue, type Setting, SETTINGS, shownValue } from "../format/config.ts";
import type { Command, CommandIo } from "./command.ts";
import { environmentNames, permittedEnvironment } from "./environment.ts";
import { checkSettings, gatherSettings, type GivenSettings, type Variables } from "./settings.ts";

const USAGE = `Usage: outband config [flags of serve] [--json]

Prints the settings that outband serve would run with, given the same flags,
the same OUTBAND_* variables and the same --config file, and where each comes
from: flag, variable, file or default. Starts nothing. Secrets are never shown.
Exits with 3 when values break rules, and names all of them.

  --json    for programs
`;

/** Columns: name, value, source. Together they fit 80 characters. */
const NAME_CHARS = 24;
const VALUE_CHARS = 44;

/** One line of the list. */
interface EffectiveSetting {
  name: string;
  value: string;
  from: string;
  /** How that source calls it. */
  at: string;
}

/** The command. */
export const CONFIG_COMMAND: Command = {
  name: "config",
  summary: "prints the settings in force, and where each comes from",
  usage: USAGE,
  run: (args, io) =>
    Promise.resolve(printConfig(args, {
      io,
      variables: {
        valueOf: (name) => permittedEnvironment(name) ?? undefined,
        names: environmentNames,
      },
    })),
};

/**
 * Prints the settings.
 *
 * @returns Exit code: 3 when one breaks a rule.
 */
export function printConfig(
  args: readonly string[],
  { io, variables }: { io: Pick<CommandIo, "out" | "err">; variables: Variables },
): number {
  const given = gatherSettings({ name: "config", args, switches: ["json"] }, variables);
  const { faults } = checkSettings(given);
  const settings = SETTINGS.map((setting) => effective(setting, given));
  const { file, warnings } = given;
  if (given.has("json")) {
    io.out(`${JSON.stringify({ file, settings, warnings, faults }, null, 2)}\n`);
  } else {
    io.out(tableText(settings, file));
    for (const warning of warnings) io.err(`${PROGRAM}: warning: ${warning}\n`);
    for (const fault of faults) io.err(`${PROGRAM}: ${fault}\n`);
  }
  return faults.length === 0 ? EXIT.OK : EXIT.CONFIG;
}

function effective(setting: Setting, given: GivenSettings): EffectiveSetting {
  const { flag } = setting;
  const cores = navigator.hardwareConcurrency;
  const value = effectiveValue(flag, { given: given.valueOf, cores });
  const from = given.sourceOf(flag);
  return {
    name: flag,
    value: shownValue(setting, value),
    from,
    at: from === "default" ? "" : given.nameOf(flag),
  };
}

function tableText(settings: readonly EffectiveSetting[], file: string | null): string {
  const lines = settings.flatMap(({ name, value, from }) => {
    const [first = "-", ...more] = pieces(value);
    const head = `${name.padEnd(NAME_CHARS)}${first.padEnd(VALUE_CHARS)} ${from}`;
    return [head, ...more.map((piece) => `${" ".repeat(NAME_CHARS)}${piece}`)];
  });
  const title = `${"SETTING".padEnd(NAME_CHARS)}${"VALUE".padEnd(VALUE_CHARS)} FROM`;
  const read = `File: ${file ?? "none (--config FILE or OUTBAND_CONFIG)"}`;
  return `${[title, ...lines, "", read].join("\n")}\n`;
}

/** A long value goes on in the next line; a list has an item to a line. */
function pieces(value: string): string[] {
  return value.split(",").flatMap((item) => {
    const found: string[] = [];
    for (let at = 0; at < item.length; at += VALUE_CHARS) {
      found.push(item.slice(at, at + VALUE_CHARS));
    }
    return found;
  });
}
