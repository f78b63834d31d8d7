/**
 * `outband serve`: reads settings, runs the proxy until a signal, stops in order.
 * @module
 */

import { SYSTEM_CLOCK } from "../base/clock.ts";
import { EXIT, messageOf, OutbandError } from "../base/errors.ts";
import { jsonLogger, type Logger } from "../base/log.ts";
import type { PolicyInForce } from "../controls/status.ts";
import { parseServeConfig, type ServeConfig, SETTINGS } from "../format/config.ts";
import { type Arguments, readArguments } from "./arguments.ts";
import type { Command, CommandIo } from "./command.ts";
import { readPolicyFile } from "./policy_file.ts";
import { readRulesFile } from "./rules_file.ts";
import { permittedEnvironment } from "./environment.ts";
import { type Running, startOutband } from "./runtime.ts";

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

/** Settings of the reference program that this version does not have; refused. */
const NOT_YET: readonly string[] = ["webhook-url", "webhook-headers"];

/** Variables that change what goes over the wire or to whom; named at start when set. */
const WIRE_VARIABLES: readonly string[] = [
  "DENO_SERVE_ADDRESS",
  "DENO_SERVE_AUTOMATIC_COMPRESSION",
  "OTEL_DENO",
];

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
before the variable, the variable before the default. Durations need a unit: 500ms, 5s, 60m, 1h.
SIGHUP opens telemetry files anew and changes no setting: --rules and --policy need a restart.
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
    if (config.commitment === "sha256") {
      const warning = "--commitment=sha256 puts plain hashes beside redacted text: short values " +
        "such as a social security number can be guessed from them";
      log("warn", "audit.warning", { warning });
    }
    const rules = config.rules === null ? null : await rulesText(config.rules, io);
    const policy = config.policy === null ? null : await policyOf(config.policy, io);
    let running: Running | null = null;
    // SIGHUP opens files anew, and changes neither settings nor rules.
    using signals = new Signals(() => {
      log("info", "telemetry.reopened");
      running?.reopen();
    });
    running = await startOutband(config, { log, env: permittedEnvironment, rules, policy });
    return await untilSignal(running, signals, log);
  },
};

/** The content of a file of rules; whatever is wrong with it, it is a setting that cannot be used. */
async function rulesText(file: string, io: CommandIo): Promise<string> {
  try {
    return (await readRulesFile(file, io)).text;
  } catch (error) {
    throw new OutbandError("CONFIG", `--rules: ${messageOf(error)}`, { cause: error });
  }
}

/** The declared policy; whatever is wrong with it, it is a setting that cannot be used. */
async function policyOf(file: string, io: CommandIo): Promise<PolicyInForce> {
  try {
    return await readPolicyFile(file, io);
  } catch (error) {
    throw new OutbandError("CONFIG", `--policy: ${messageOf(error)}`, { cause: error });
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
    values: [...flags, "metrics-port", ...WITHOUT_EFFECT, ...NOT_YET],
  });
  const [stray] = given.rest;
  if (stray !== undefined) {
    throw new OutbandError(
      "USAGE",
      `Unknown argument ${JSON.stringify(stray)}; flags begin with --`,
    );
  }
  for (const flag of NOT_YET) {
    if (given.value(flag) !== undefined) {
      throw new OutbandError("CONFIG", `--${flag}: webhooks are not in this version; leave it out`);
    }
  }
  const warnings = WITHOUT_EFFECT.filter((flag) => given.value(flag) !== undefined)
    .map((flag) => `--${flag} has no effect: there is no such queue, batch or limit here`);
  for (const name of WIRE_VARIABLES) {
    const value = env(name);
    if (value !== undefined) warnings.push(`${name}=${value} is set and can change the wire`);
  }
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
