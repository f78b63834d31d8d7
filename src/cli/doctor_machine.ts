/**
 * Checks of the doctor that look at this process: runtime, environment, permissions, limits.
 * @module
 */

import { messageOf } from "../base/errors.ts";
import type { ServeConfig } from "../format/config.ts";
import { type CheckResult, fail, ok, skip, warn } from "./check_result.ts";
import type { Environment } from "./environment.ts";
import {
  isPermitted,
  missingPermissions,
  type Permitted,
  usefulPermissions,
} from "./permission_needs.ts";
import { checkRuntime } from "./self_check.ts";
import { readWireVariables } from "./wire_environment.ts";

/** The runtime that everything was measured and tested with. */
const RUNTIME = "2.9.6";
/** Descriptors beside those of clients and upstream: files, listeners, threads. */
const DESCRIPTORS_BESIDE = 256;
const LIMIT_REGEXP = /^Max open files\s+(\d+|unlimited)\s/m;

/** Whether this runtime does what the program relies on. */
export async function checkRuntimeHere(config: ServeConfig): Promise<CheckResult> {
  const version = Deno.version.deno;
  try {
    const passed = await checkRuntime(config.metricsListen);
    const seen = `deno ${version}: ${passed.join(", ")} tried`;
    if (version === RUNTIME) return ok("runtime", seen);
    return warn("runtime", seen, `this program was tested with deno ${RUNTIME}; use that`);
  } catch (error) {
    return fail("runtime", messageOf(error), `use deno ${RUNTIME}`);
  }
}

/** Variables that change the wire. */
export function checkEnvironment(env: Environment): CheckResult[] {
  const { variables, unreadable } = readWireVariables(env);
  const results = variables.map(({ name, value, weight, effect }): CheckResult => {
    const seen = `${name}=${value}: ${effect}`;
    if (weight === "refuse") return fail("environment", seen, `unset ${name}`);
    if (weight === "warn") return warn("environment", seen, `unset ${name} unless you want that`);
    return ok("environment", seen);
  });
  if (unreadable.length > 0) {
    const todo = `add to the command --allow-env=${unreadable.join(",")}`;
    results.push(warn("environment", "some variables may not be read", todo));
  }
  return results.length > 0 ? results : [ok("environment", "no variable changes the wire")];
}

/** Whether the process may do what the settings need. */
export function checkPermissions(
  config: ServeConfig,
  permitted: Permitted = isPermitted,
): CheckResult {
  const missing = missingPermissions(config, permitted);
  if (missing.length > 0) {
    const seen = "permissions are missing, and serve will not start";
    return fail("permissions", seen, `add to the command ${missing.join(" ")}`);
  }
  const [useful] = usefulPermissions(permitted);
  if (useful !== undefined) {
    return warn("permissions", useful.effect, `add to the command ${useful.flag}`);
  }
  if (!permitted({ name: "run" })) return ok("permissions", "what is needed is granted");
  const seen = "the process may do everything, and run programs, too";
  const todo = "the README has the command with exact permissions; use that in production";
  return warn("permissions", seen, todo);
}

/** Whether workers are without permissions. */
export function checkSandbox({ sandboxWorkers }: ServeConfig): CheckResult {
  if (sandboxWorkers) {
    const seen = "audit workers run without any permission; deno must be started with " +
      "--unstable-worker-options, or it ends with exit code 70";
    return ok("sandbox", seen);
  }
  const todo = "start deno with --unstable-worker-options and serve with --sandbox-workers";
  return warn("sandbox", "audit workers have all permissions of the process", todo);
}

/**
 * Open files that the kernel allows.
 *
 * @param limits Text of `/proc/self/limits`; null when it cannot be read.
 */
export function checkDescriptors(config: ServeConfig, limits: string | null): CheckResult {
  const found = limits === null ? undefined : LIMIT_REGEXP.exec(limits)?.[1];
  if (found === undefined) {
    return skip("limits", "the kernel's limits cannot be read here (/proc/self/limits)");
  }
  const open = found === "unlimited" ? Infinity : Number(found);
  // Each client can hold one connection to the upstream open.
  const wanted = 2 * config.maxConnections + DESCRIPTORS_BESIDE;
  const seen = `${found} open files, ${wanted} for --max-connections=${config.maxConnections}`;
  if (open >= wanted) return ok("limits", seen);
  const fitting = Math.max(Math.floor((open - DESCRIPTORS_BESIDE) / 2), 1);
  const todo = `raise it (ulimit -n, LimitNOFILE=${wanted}) or set --max-connections=${fitting}`;
  return open < 2 * DESCRIPTORS_BESIDE ? fail("limits", seen, todo) : warn("limits", seen, todo);
}

/** Text of `/proc/self/limits`, or null. */
export function readLimits(): string | null {
  try {
    return Deno.readTextFileSync("/proc/self/limits");
  } catch {
    return null; // Another system, or no permission: the check says that it was not made.
  }
}
