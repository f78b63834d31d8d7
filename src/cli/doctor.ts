/**
 * `outband doctor`: looks at everything that `serve` needs, and says of each what to do about it.
 * @module
 */

import { SYSTEM_CLOCK } from "../base/clock.ts";
import { EXIT, messageOf, OutbandError } from "../base/errors.ts";
import { PROGRAM, VERSION } from "../base/version.ts";
import type { ServeConfig } from "../format/config.ts";
import { parseDuration } from "../format/config_values.ts";
import { type CheckResult, fail, ok, resultText, skip, warn } from "./check_result.ts";
import type { Command, CommandIo } from "./command.ts";
import { checkBudget, checkEvidence, checkRetention } from "./doctor_evidence.ts";
import { checkDirectories, checkKey, checkLock, checkWebhookSecret } from "./doctor_files.ts";
import {
  checkDescriptors,
  checkEnvironment,
  checkPermissions,
  checkRuntimeHere,
  checkSandbox,
  readLimits,
} from "./doctor_machine.ts";
import {
  askHealth,
  checkOtel,
  checkPort,
  checkReceivers,
  checkUpstreams,
} from "./doctor_network.ts";
import { waitForCall } from "./doctor_wait.ts";
import { environmentNames, permittedEnvironment } from "./environment.ts";
import { readServeConfig } from "./settings.ts";
import { terminalStyle } from "./terminal.ts";

const USAGE = `Usage: outband doctor [flags of outband serve] [--offline] [--json]
       outband doctor --wait [--timeout DURATION] [flags of outband serve]

Checks what outband serve needs, with the same flags and OUTBAND_* variables, and changes nothing:
settings and their file, environment, runtime, permissions, limits, directories, space, budget, lock,
key, ports, upstreams of all routes with their certificates, clock, the OpenTelemetry receiver,
webhook, witnesses and time-stamp authority, the newest sealed window, and the retention. Each line says ok, warn,
fail or skip; below it stands what to do.

With --wait it watches a running outband serve until a call arrives, and says what came of it: for
when no requests appear.

  --offline           calls nobody: no upstream, no receiver
  --json              one JSON object: {"exit":0,"checks":[{"check","status","seen","todo"}]}
  --wait              waits for the next call
  --timeout DURATION  longest wait [5m]

Example:
  outband doctor --target=https://api.openai.com
  outband doctor --config outband.jsonc --offline --json

Exit code: 0 when nothing fails, 10 when something does or no call arrives; warnings are 0.
`;

const TIMEOUT_DEFAULT_MS = 300_000;

/** `outband doctor`. */
export const DOCTOR_COMMAND: Command = {
  name: "doctor",
  summary: "check settings, machine, upstream, evidence; wait for a call",
  usage: USAGE,
  run: runDoctor,
};

/** Flags of the doctor itself. */
interface Own {
  isJson: boolean;
  isOffline: boolean;
  isWaiting: boolean;
  timeoutMs: number;
}

async function runDoctor(args: readonly string[], io: CommandIo): Promise<number> {
  const { own, rest } = splitArguments(args);
  let config: ServeConfig;
  let warnings: string[];
  let file: string | null;
  try {
    ({ config, warnings, file } = readServeConfig(
      rest,
      (name) => permittedEnvironment(name) ?? undefined,
      environmentNames,
    ));
  } catch (error) {
    // A command line that cannot be read is no finding; a file of settings that cannot be is one.
    if (!(error instanceof OutbandError) || error.code === "USAGE" || own.isWaiting) throw error;
    const todo = "change it; outband serve --help lists all settings";
    return print([fail("config", messageOf(error), todo), skipped()], own, io);
  }
  if (own.isWaiting) return await waitForCall(config, { io, timeoutMs: own.timeoutMs });
  return print(await runChecks(config, { warnings, file, isOffline: own.isOffline }), own, io);
}

function skipped(): CheckResult {
  return skip("all others", "they need settings that can be used");
}

function splitArguments(args: readonly string[]): { own: Own; rest: string[] } {
  const own: Own = {
    isJson: false,
    isOffline: false,
    isWaiting: false,
    timeoutMs: TIMEOUT_DEFAULT_MS,
  };
  const rest: string[] = [];
  for (let k = 0; k < args.length; k++) {
    const arg = (args[k] ?? "").replace(/^--?(?=[a-z])/, "--");
    if (arg === "--json") own.isJson = true;
    else if (arg === "--offline") own.isOffline = true;
    else if (arg === "--wait") own.isWaiting = true;
    else if (arg === "--timeout") own.timeoutMs = timeoutOf(args[++k] ?? "");
    else if (arg.startsWith("--timeout=")) own.timeoutMs = timeoutOf(arg.slice(10));
    else rest.push(args[k] ?? "");
  }
  return { own, rest };
}

function timeoutOf(text: string): number {
  const ms = parseDuration(text);
  if (ms !== null && ms > 0) return ms;
  throw new OutbandError(
    "CONFIG",
    `Flag --timeout is ${JSON.stringify(text)} and must be a duration such as 30s or 5m`,
  );
}

/** All checks in the order in which faults explain each other. */
async function runChecks(
  config: ServeConfig,
  options: { warnings: readonly string[]; file: string | null; isOffline: boolean },
): Promise<CheckResult[]> {
  const { listen, metricsListen, evidenceDir } = config;
  const health = metricsListen === null ? null : await askHealth(metricsListen, "/readyz");
  const directories = checkDirectories(config);
  const hasEvidenceDir = directories.every(({ check, status }) =>
    check !== "evidence-dir" || status !== "fail"
  );
  const why = "the evidence directory cannot be used";
  return [
    ...settingsResults(options),
    ...checkEnvironment(permittedEnvironment),
    await checkRuntimeHere(config),
    checkPermissions(config),
    checkSandbox(config),
    checkDescriptors(config, readLimits()),
    ...directories,
    checkBudget(config),
    hasEvidenceDir ? checkLock(evidenceDir, { isServing: health !== null }) : skip("lock", why),
    hasEvidenceDir ? checkKey(config, permittedEnvironment) : skip("key", why),
    await checkPort("listen", listen, config),
    metricsListen === null
      ? warn("metrics", "they are off", "set --metrics-listen: nobody sees a degraded audit")
      : await checkPort("metrics", metricsListen, config),
    checkServing(health),
    ...(options.isOffline
      ? ["upstream", "clock", "otel"].map((check) => skip(check, "--offline"))
      : [
        ...await checkUpstreams(config, SYSTEM_CLOCK),
        await checkOtel(config),
        ...await checkReceivers(config),
      ]),
    hasEvidenceDir ? await checkEvidence(config) : skip("evidence", why),
    ...checkRetention(config),
    ...(config.webhookUrl === null ? [] : [checkWebhookSecret(config)]),
  ];
}

function settingsResults(
  { warnings, file }: { warnings: readonly string[]; file: string | null },
): CheckResult[] {
  const of = file === null ? "" : `, those of ${file}, too`;
  if (warnings.length === 0) return [ok("config", `all settings can be used${of}`)];
  return warnings.map((warning) => warn("config", warning, "leave it out"));
}

/** What a running proxy says of itself. */
function checkServing(health: { status: number; text: string } | null): CheckResult {
  if (health === null) return skip("serving", "no outband serve answers on the metrics address");
  const text = health.text.trim().replaceAll("\n", "; ");
  if (health.status !== 200) {
    return warn("serving", `it is ${text}`, "wait until it has started, or look at its log");
  }
  return text.includes("degraded")
    ? warn("serving", text, "the log of outband serve has the reason; see Operations in the README")
    : ok("serving", "it is ready, and the audit is at its best");
}

function print(results: readonly CheckResult[], own: Own, io: CommandIo): number {
  const failed = results.filter(({ status }) => status === "fail").map(({ check }) => check);
  const exit = failed.length > 0 ? EXIT.FINDINGS : EXIT.OK;
  if (own.isJson) {
    io.out(`${JSON.stringify({ program: PROGRAM, version: VERSION, exit, checks: results })}\n`);
    return exit;
  }
  const style = terminalStyle(io, permittedEnvironment);
  for (const result of results) io.out(resultText(result, style));
  const count = (status: string): number => results.filter((r) => r.status === status).length;
  io.out(
    `\n${count("ok")} ok, ${count("warn")} to look at, ${count("skip")} not looked at, ` +
      // Named again, because the first lines are out of sight on a small terminal.
      `${failed.length} failed${failed.length > 0 ? `: ${failed.join(", ")}` : ""}\n`,
  );
  return exit;
}
