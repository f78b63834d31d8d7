/**
 * The settings of `outband serve` from all their sources: flags, `OUTBAND_*` variables, a file.
 * @module
 */

import { messageOf, OutbandError } from "../base/errors.ts";
import { parseJsonc } from "../base/jsonc.ts";
import { nearestName } from "../base/suggest.ts";
import {
  fileKeyOf,
  parseServeConfig,
  type ServeConfig,
  SETTINGS,
  unknownKeys,
  variableOf,
} from "../format/config.ts";
import { type Arguments, readArguments } from "./arguments.ts";

/** Settings of the reference program that have no meaning here; accepted, with a warning. */
const WITHOUT_EFFECT: readonly string[] = [
  "api-format",
  "audit-queue-size",
  "stale-timeout",
  "worker-queue-size",
  "collector-queue-size",
  "batch-size",
  "flush-interval",
  "drop-poll-interval",
  "log-max-size",
  "log-max-age",
  "log-max-files",
];

/** Settings of the reference program that are refused, and why. */
const REFUSED: Readonly<Record<string, string>> = {
  "webhook-headers":
    "secrets on a command line are visible to every process; messages are signed " +
    "with --webhook-secret-file instead",
};

/** Flags that are no settings: the file itself, and the reference program's name for an address. */
const CONFIG_FLAG = "config";
const METRICS_PORT_FLAG = "metrics-port";

const SWITCHES: readonly string[] = SETTINGS.filter(({ value }) => value === "")
  .map(({ flag }) => flag);

/** Variables with our prefix that are no settings. */
const OTHER_VARIABLES: readonly string[] = ["OUTBAND_CONFIG", "OUTBAND_KEY_PASSPHRASE"];
/** Kubernetes sets such variables for a service that is called `outband`. */
const SERVICE_VARIABLE_REGEXP =
  /^OUTBAND_(?:[A-Z0-9_]{1,64}_)?(?:SERVICE_(?:HOST|PORT)|PORT)(?:_|$)/;

/** Longest file of settings. */
const FILE_CHARS_MAX = 1024 * 1024;

/** Where the value of a setting comes from, most important first. */
export type Source = "flag" | "variable" | "file" | "default";

/** What was given, not yet checked. */
export interface GivenSettings {
  /** The file of `--config`, or null. */
  file: string | null;
  /** Value of a setting; undefined for the default. */
  valueOf(flag: string): unknown;
  sourceOf(flag: string): Source;
  /** The setting as its source calls it: `--log-dir`, `OUTBAND_LOG_DIR`, `outband.jsonc: log_dir`. */
  nameOf(flag: string): string;
  /** Keys of the file that are no settings; one line each. */
  faults: string[];
  warnings: string[];
}

/** Variables of the process, as a command may see them. */
export interface Variables {
  /** Undefined when it is not set, or may not be read. */
  valueOf(name: string): string | undefined;
  /** Names of all, as far as they may be listed. */
  names(): string[];
}

/**
 * Gathers flags, variables and the file.
 *
 * @param command Name of the command, for error texts.
 * @param switches Flags of the command itself.
 * @throws {OutbandError} USAGE for an unknown flag; IO or CONFIG for a file that cannot be read.
 */
export function gatherSettings(
  command: { name: string; args: readonly string[]; switches?: readonly string[] },
  variables: Variables,
): GivenSettings & { has(name: string): boolean } {
  const { name, args, switches = [] } = command;
  const given = readFlags(name, { args, switches });
  const file = given.value(CONFIG_FLAG) ?? (variables.valueOf("OUTBAND_CONFIG") || null);
  const content = file === null ? {} : readFile(file);
  const fromFlag = (flag: string): string | undefined => flagText(flag, { given, args });
  const fromVariable = (flag: string): string | undefined => variables.valueOf(variableOf(flag));
  const fromFile = (flag: string): unknown => content[fileKeyOf(flag)];
  const sourceOf = (flag: string): Source => {
    if (fromFlag(flag) !== undefined) return "flag";
    if (fromVariable(flag) !== undefined) return "variable";
    return fromFile(flag) === undefined ? "default" : "file";
  };
  return {
    file,
    has: (flag) => given.has(flag),
    valueOf: (flag) => fromFlag(flag) ?? fromVariable(flag) ?? fromFile(flag),
    sourceOf,
    nameOf(flag): string {
      const source = sourceOf(flag);
      if (source === "variable") return variableOf(flag);
      return source === "file" ? `${file}: ${fileKeyOf(flag)}` : `--${flag}`;
    },
    faults: unknownKeys(Object.keys(content)).map(({ key, meant }) =>
      `${file}: ${JSON.stringify(key)} is no setting${meantText(meant)}`
    ),
    warnings: [...ineffective(given), ...strayVariables(variables)],
  };
}

/**
 * Reads and checks all settings.
 *
 * @throws {OutbandError} USAGE for an unknown flag; CONFIG naming every value that breaks a rule.
 */
export function readServeConfig(
  args: readonly string[],
  env: (name: string) => string | undefined,
  names: () => string[] = () => [],
): { config: ServeConfig; warnings: string[]; file: string | null } {
  const given = gatherSettings({ name: "serve", args }, { valueOf: env, names });
  const { config, faults } = checkSettings(given);
  const { file, warnings } = given;
  if (config !== null) return { config, warnings, file };
  throw new OutbandError("CONFIG", `Cannot use the settings: ${faults.join("; ")}`);
}

/** The configuration, or null and every fault, each as its source calls the setting. */
export function checkSettings(
  given: GivenSettings,
): { config: ServeConfig | null; faults: string[] } {
  const result = parseServeConfig(given.valueOf, navigator.hardwareConcurrency);
  const broken = "faults" in result
    ? result.faults.map(({ flag, message }) => `${given.nameOf(flag)} ${message}`)
    : [];
  const faults = [...given.faults, ...broken];
  return { config: "config" in result && faults.length === 0 ? result.config : null, faults };
}

function readFlags(
  command: string,
  { args, switches }: { args: readonly string[]; switches: readonly string[] },
): Arguments {
  const valued = SETTINGS.filter(({ flag }) => !SWITCHES.includes(flag));
  const given = readArguments(command, args, {
    switches: [...SWITCHES, ...switches],
    values: [
      ...valued.filter(({ isList }) => isList !== true).map(({ flag }) => flag),
      ...[CONFIG_FLAG, METRICS_PORT_FLAG, ...WITHOUT_EFFECT, ...Object.keys(REFUSED)],
    ],
    lists: valued.filter(({ isList }) => isList === true).map(({ flag }) => flag),
  });
  const [stray] = given.rest;
  if (stray !== undefined) {
    throw new OutbandError(
      "USAGE",
      `Unknown argument ${JSON.stringify(stray)}; flags begin with --`,
    );
  }
  for (const [flag, reason] of Object.entries(REFUSED)) {
    if (given.value(flag) !== undefined) throw new OutbandError("CONFIG", `--${flag}: ${reason}`);
  }
  return given;
}

function flagText(
  flag: string,
  { given, args }: { given: Arguments; args: readonly string[] },
): string | undefined {
  if (SWITCHES.includes(flag)) return switchText(flag, args);
  const list = given.list(flag);
  if (list.length > 1) return list.join(",");
  const port = flag === "metrics-listen" ? given.value(METRICS_PORT_FLAG) : undefined;
  return given.value(flag) ?? list[0] ?? (port === undefined ? undefined : `127.0.0.1:${port}`);
}

/** A switch says no with `--name=false`, also against a variable; the last one counts. */
function switchText(flag: string, args: readonly string[]): string | undefined {
  const last = args.filter((arg) => arg.startsWith("-")).map((arg) => arg.replace(/^--?/, ""))
    .findLast((arg) => arg === flag || arg.startsWith(`${flag}=`));
  if (last === undefined) return undefined;
  const at = last.indexOf("=");
  return at < 0 ? "true" : last.slice(at + 1);
}

function readFile(file: string): Record<string, unknown> {
  let text: string;
  try {
    text = Deno.readTextFileSync(file);
  } catch (cause) {
    throw new OutbandError("IO", `Cannot read --config ${file}: ${messageOf(cause)}`, { cause });
  }
  const fail = (problem: string, cause?: unknown): never => {
    throw new OutbandError("CONFIG", `Cannot use --config ${file}: ${problem}`, { cause });
  };
  if (text.length > FILE_CHARS_MAX) return fail(`it is longer than ${FILE_CHARS_MAX} characters`);
  try {
    const value = parseJsonc(text);
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      return fail("it must hold one object, { ... }");
    }
    return value;
  } catch (error) {
    if (error instanceof OutbandError) throw error;
    return fail(messageOf(error), error);
  }
}

function ineffective(given: Arguments): string[] {
  return WITHOUT_EFFECT.filter((flag) => given.value(flag) !== undefined)
    .map((flag) => `--${flag} has no effect: there is no such queue, batch or limit here`);
}

/** Other programs set variables, too, so one that is no setting is told and stops nothing. */
function strayVariables({ names }: Variables): string[] {
  const known = [...SETTINGS.map(({ flag }) => variableOf(flag)), ...OTHER_VARIABLES];
  return names()
    .filter((name) => name.startsWith("OUTBAND_") && !known.includes(name))
    .filter((name) => !SERVICE_VARIABLE_REGEXP.test(name))
    .map((name) => `${name} is set and is no setting${meantText(nearestName(name, known))}`);
}

function meantText(meant: string | null): string {
  return meant === null ? "" : `; did you mean ${meant}?`;
}
