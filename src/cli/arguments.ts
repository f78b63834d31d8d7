/**
 * Arguments of a command: flags by name, and the rest. Nothing unknown passes.
 *
 * `-name` means `--name`, as in the reference program; there are no one-letter flags to cluster.
 * A value is `--name value` or `--name=value`; one that begins with `-` needs the second form.
 *
 * @module
 */

import { OutbandError } from "../base/errors.ts";
import { parseArgs } from "../base/std.ts";
import { nearestName } from "../base/suggest.ts";

/** The flags that a command takes, without dashes. */
export interface FlagNames {
  /** Flags without a value. */
  switches?: readonly string[];
  /** Flags with a value; the last one counts. */
  values?: readonly string[];
  /** Flags with a value that can be given again. */
  lists?: readonly string[];
}

/** What was given. */
export interface Arguments {
  /** True when the switch was given. */
  has(name: string): boolean;
  /** Value of a flag; undefined when it was not given. */
  value(name: string): string | undefined;
  /** All values of a flag, in order. */
  list(name: string): readonly string[];
  /** What is no flag; `-` alone is one of these, and everything after `--`. */
  readonly rest: readonly string[];
}

/**
 * Reads the arguments of a command.
 *
 * @param command Name of the command, for the error text.
 * @throws {OutbandError} USAGE, naming every unknown flag, or the flag that lacks its value.
 */
export function readArguments(
  command: string,
  args: readonly string[],
  { switches = [], values = [], lists = [] }: FlagNames,
): Arguments {
  const unknown: string[] = [];
  const parsed = parseArgs(withTwoDashes(args), {
    boolean: switches,
    string: [...values, ...lists, "_"],
    collect: lists,
    unknown(_arg, key): boolean {
      if (key === undefined) return true;
      unknown.push(`--${key}`);
      return false;
    },
  });
  const help = `see outband ${command} --help`;
  if (unknown.length > 0) {
    const known = [...switches, ...values, ...lists].map((name) => `--${name}`);
    const named = unknown.map((flag) => {
      const meant = nearestName(flag, known);
      return meant === null ? flag : `${flag} (did you mean ${meant}?)`;
    });
    throw new OutbandError("USAGE", `Unknown flag ${named.join(", ")}; ${help}`);
  }
  for (const name of [...values, ...lists]) {
    if ([parsed[name]].flat().includes("")) {
      throw new OutbandError("USAGE", `Flag --${name} needs a value; ${help}`);
    }
  }
  return {
    has: (name) => parsed[name] === true,
    value: (name) => asText(parsed[name]),
    list: (name) => [parsed[name] ?? []].flat().map(String),
    rest: parsed._.map(String),
  };
}

function asText(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function withTwoDashes(args: readonly string[]): string[] {
  const end = args.indexOf("--");
  return args.map((arg, k) => {
    const isShort = arg.startsWith("-") && !arg.startsWith("--") && arg !== "-";
    return isShort && (end < 0 || k < end) ? `-${arg}` : arg;
  });
}
