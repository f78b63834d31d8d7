/**
 * `outband serve`: reads settings, runs the proxy until a signal, stops in order.
 * @module
 */

import { EXIT, messageOf, OutbandError } from "../base/errors.ts";
import type { Logger } from "../base/log.ts";
import type { PolicyInForce } from "../controls/status.ts";
import { type ServeConfig, SETTINGS } from "../format/config.ts";
import type { Command, CommandIo } from "./command.ts";
import { environmentNames, permittedEnvironment } from "./environment.ts";
import { type LogOutput, openLog } from "./log_output.ts";
import { missingPermissions, usefulPermissions } from "./permission_needs.ts";
import { type Running, startOutband } from "./runtime.ts";
import { readServeConfig } from "./settings.ts";
import { readWireVariables } from "./wire_environment.ts";

/** Text of `--help`: one line per setting. */
function usageText(): string {
  const lines = SETTINGS.map(({ flag, value, byDefault, help }) => {
    const name = `  --${flag}${value === "" ? "" : ` ${value}`}`;
    const suffix = byDefault === "" ? "" : ` [${byDefault}]`;
    return `${name}\n      ${help}${suffix}\n`;
  });
  return `Usage: outband serve --target URL [flags]

Forwards calls to the upstream and audits a copy of them out of band.

${lines.join("")}
  --metrics-port N
      As --metrics-listen 127.0.0.1:N.
  --config FILE
      Settings as JSON with comments; the keys are the flags with _ for -.

Each setting can be given as an environment variable, or in the file:
--log-dir is OUTBAND_LOG_DIR and "log_dir". A flag comes before the variable,
the variable before the file, the file before the default. outband config
prints what is in force and why; outband schema --config prints a JSON Schema
of the file for editors. Durations need a unit: 500ms, 5s, 60m, 1h, 90d.

A route takes calls below its path, to its host name, or both. One that names
a host comes before those that do not, then the longest path counts; calls
that no route takes go to --target, or are answered with 404. The path of the
route is taken away: with --route /a=https://b/c a call to /a/d goes to
https://b/c/d. To keep it, repeat it in the URL.

SIGHUP opens telemetry files anew and changes no setting: --rules and --policy need a restart.
`;
}

/** `outband serve`. */
export const SERVE_COMMAND: Command = {
  name: "serve",
  summary: "run the proxy (the default when the first argument is a flag)",
  usage: usageText(),
  async run(args, io): Promise<number> {
    const output = openLog(io);
    try {
      return await serve(args, { io, output });
    } finally {
      await output.flush();
    }
  },
};

async function serve(
  args: readonly string[],
  { io, output }: { io: CommandIo; output: LogOutput },
): Promise<number> {
  const { log } = output;
  const env = (name: string): string | undefined => permittedEnvironment(name) ?? undefined;
  const { config, warnings } = readServeConfig(args, env, environmentNames);
  for (const warning of warnings) log("warn", "audit.warning", { warning });
  demandPermissions(config, log);
  if (config.commitment === "sha256") {
    const warning = "--commitment=sha256 puts plain hashes beside redacted text: short values " +
      "such as a social security number can be guessed from them";
    log("warn", "audit.warning", { warning });
  }
  const rules = config.rules === null ? null : await rulesText(config.rules, io);
  const policy = config.policy === null ? null : await policyOf(config.policy, io);
  tellEnvironment(log);
  let running: Running | null = null;
  // SIGHUP opens files anew, and changes neither settings nor rules.
  using signals = new Signals(() => {
    log("info", "telemetry.reopened");
    running?.reopen();
  });
  running = await startOutband(config, { output, env: permittedEnvironment, rules, policy });
  return await untilSignal(running, signals, log);
}

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

/**
 * Names every permission that the settings need and the process has not.
 *
 * @throws {OutbandError} IO if it cannot work without.
 */
function demandPermissions(config: ServeConfig, log: Logger): void {
  const missing = missingPermissions(config);
  if (missing.length > 0) {
    throw new OutbandError(
      "IO",
      `Cannot start: permissions are missing; add to the command ${missing.join(" ")}`,
    );
  }
  for (const { flag, effect } of usefulPermissions()) {
    log("warn", "server.environment", { missing: flag, effect });
  }
}

/** The content of a file of rules; whatever is wrong with it, it is a setting that cannot be used. */
async function rulesText(file: string, io: CommandIo): Promise<string> {
  try {
    // The tables of the detector are 30 MB, and this thread never scans.
    const { readRulesFile } = await import("./rules_file.ts");
    return (await readRulesFile(file, io)).text;
  } catch (error) {
    throw new OutbandError("CONFIG", `--rules: ${messageOf(error)}`, { cause: error });
  }
}

/** The declared policy; whatever is wrong with it, it is a setting that cannot be used. */
async function policyOf(file: string, io: CommandIo): Promise<PolicyInForce> {
  try {
    const { readPolicyFile } = await import("./policy_file.ts");
    return await readPolicyFile(file, io);
  } catch (error) {
    throw new OutbandError("CONFIG", `--policy: ${messageOf(error)}`, { cause: error });
  }
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
