/**
 * `outband serve`: reads settings, runs the proxy until a signal, stops in order.
 * @module
 */

import { SYSTEM_CLOCK } from "../base/clock.ts";
import { EXIT, messageOf, OutbandError } from "../base/errors.ts";
import { jsonLogger, type Logger } from "../base/log.ts";
import { parseServeConfig, type ServeConfig, SETTINGS } from "../format/config.ts";
import { type Arguments, readArguments } from "./arguments.ts";
import type { Command, CommandIo } from "./command.ts";
import { readRulesFile } from "./rules_file.ts";
import { permittedEnvironment } from "./environment.ts";
import { type Running, startOutband } from "./runtime.ts";
import { readWireVariables } from "./wire_environment.ts";

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

const SWITCHES: readonly string[] = ["sandbox-workers", "reuse-port", "help"];

/** Text of `--help`: one line per setting. */
function usageText(): string {
  const lines = SETTINGS.map(({ flag, value, byDefault, help }) => {
    const name = `  --${flag}${value === "" ? "" : ` ${value}`}`;
    const suffix = byDefault === null || byDefault === "" ? "" : ` [${byDefault}]`;
    return `${name}\n      ${help}${suffix}\n`;
  });
  return `Usage: outband serve --target URL [flags]

Forwards calls to the upstream and audits a copy of them out of band.

${lines.join("")}
  --metrics-port N
      As --metrics-listen 127.0.0.1:N.

Each flag can be given as an environment variable: --log-dir is OUTBAND_LOG_DIR. A flag comes
before the variable, the variable before the default. Durations need a unit: 500ms, 5s, 60m, 1h, 90d.
SIGHUP opens telemetry files anew and changes no setting: --rules needs a restart.
`;
}

/** `outband serve`. */
export const SERVE_COMMAND: Command = {
  name: "serve",
  summary: "run the proxy (the default when the first argument is a flag)",
  usage: usageText(),
  async run(args, io): Promise<number> {
    const log = jsonLogger((line) => io.err(line), SYSTEM_CLOCK);
    const { config, warnings } = readServeConfig(args, environment());
    for (const warning of warnings) log("warn", "audit.warning", { warning });
    tellEnvironment(log);
    if (config.commitment === "sha256") {
      const warning = "--commitment=sha256 puts plain hashes beside redacted text: short values " +
        "such as a social security number can be guessed from them";
      log("warn", "audit.warning", { warning });
    }
    const rules = config.rules === null ? null : await rulesText(config.rules, io);
    let running: Running | null = null;
    // SIGHUP opens files anew, and changes neither settings nor rules.
    using signals = new Signals(() => {
      log("info", "telemetry.reopened");
      running?.reopen();
    });
    running = await startOutband(config, { log, env: permittedEnvironment, rules });
    return await untilSignal(running, signals, log);
  },
};

/**
 * Names the variables that change the wire, and what each does.
 *
 * @throws {OutbandError} CONFIG if one of them would break a promise.
 */
function tellEnvironment(log: Logger): void {
  const { variables, unreadable } = readWireVariables(permittedEnvironment);
  for (const { name, value, weight, effect } of variables) {
    log(weight === "tell" ? "info" : "warn", "server.environment", { name, value, effect });
  }
  if (unreadable.length > 0) {
    const effect = "whether they are set is not known; add their names to --allow-env";
    log("warn", "server.environment", { unreadable, effect });
  }
  const refused = variables.filter(({ weight }) => weight === "refuse");
  if (refused.length === 0) return;
  const reasons = refused.map(({ name, effect }) => `${name} is set: ${effect}`);
  throw new OutbandError("CONFIG", `Cannot start: ${reasons.join("; ")}; unset it`);
}

/** The content of a file of rules; whatever is wrong with it, it is a setting that cannot be used. */
async function rulesText(file: string, io: CommandIo): Promise<string> {
  try {
    return (await readRulesFile(file, io)).text;
  } catch (error) {
    throw new OutbandError("CONFIG", `--rules: ${messageOf(error)}`, { cause: error });
  }
}

/** Settings that may not be read have no effect, which is what least privilege asked for. */
function environment(): (name: string) => string | undefined {
  return (name) => permittedEnvironment(name) ?? undefined;
}

/**
 * Reads flags and variables.
 *
 * @throws {OutbandError} USAGE for an unknown flag; CONFIG naming every value that breaks a rule.
 */
export function readServeConfig(
  args: readonly string[],
  env: (name: string) => string | undefined,
): { config: ServeConfig; warnings: string[] } {
  const flags = SETTINGS.map(({ flag }) => flag).filter((flag) => !SWITCHES.includes(flag));
  const given = readArguments("serve", args, {
    switches: SWITCHES,
    values: [...flags, "metrics-port", ...WITHOUT_EFFECT, ...Object.keys(REFUSED)],
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
  const warnings = WITHOUT_EFFECT.filter((flag) => given.value(flag) !== undefined)
    .map((flag) => `--${flag} has no effect: there is no such queue, batch or limit here`);
  const result = parseServeConfig(sourceOf(given, env), navigator.hardwareConcurrency);
  if ("config" in result) return { config: result.config, warnings };
  const faults = result.faults.map(({ flag, message }) => `--${flag} ${message}`);
  throw new OutbandError("CONFIG", `Cannot use the settings: ${faults.join("; ")}`);
}

function sourceOf(
  given: Arguments,
  env: (name: string) => string | undefined,
): (flag: string) => string | undefined {
  return (flag) => {
    const variable = env(`OUTBAND_${flag.toUpperCase().replaceAll("-", "_")}`);
    if (SWITCHES.includes(flag)) return given.has(flag) ? "true" : variable;
    const port = flag === "metrics-listen" ? given.value("metrics-port") : undefined;
    return given.value(flag) ?? (port === undefined ? variable : `127.0.0.1:${port}`);
  };
}

/**
 * Hears SIGINT and SIGTERM, the first and the second, and SIGHUP; from before the start on, because
 * without a listener each of them would end the program at once.
 */
class Signals implements Disposable {
  readonly #first = Promise.withResolvers<Deno.Signal>();
  readonly #second = Promise.withResolvers<Deno.Signal>();
  readonly #handlers: [Deno.Signal, () => void][];
  #count = 0;

  constructor(onHangUp: () => void) {
    this.#handlers = [
      ["SIGINT", (): void => this.#hear("SIGINT")],
      ["SIGTERM", (): void => this.#hear("SIGTERM")],
      ["SIGHUP", onHangUp],
    ];
    for (const [signal, handler] of this.#handlers) Deno.addSignalListener(signal, handler);
  }

  /** The first signal that asks to stop. */
  get first(): Promise<Deno.Signal> {
    return this.#first.promise;
  }

  /** The second one. */
  get second(): Promise<Deno.Signal> {
    return this.#second.promise;
  }

  [Symbol.dispose](): void {
    for (const [signal, handler] of this.#handlers) Deno.removeSignalListener(signal, handler);
  }

  #hear(signal: Deno.Signal): void {
    this.#count++;
    (this.#count === 1 ? this.#first : this.#second).resolve(signal);
  }
}

/** Runs until the first signal, then stops; a second signal ends at once. */
async function untilSignal(running: Running, signals: Signals, log: Logger): Promise<number> {
  await signals.first;
  const stopped = running.stop().then((clean) => clean ? EXIT.OK : EXIT.IO);
  const hurried = signals.second.then((signal) => {
    log("warn", "server.stopped", { clean: false, effect: "second signal: ended at once" });
    return signal === "SIGINT" ? EXIT.SIGINT : EXIT.SIGTERM;
  });
  return await Promise.race([stopped, hurried]);
}
