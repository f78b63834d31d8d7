/**
 * The configuration of `outband serve`: one schema over the settings of `config_table.ts`, whatever
 * their source (flag, `OUTBAND_*` variable, file, default). All faults are reported at once.
 *
 * @module
 */

import { z } from "zod";
import { nearestName } from "../base/suggest.ts";
import type { WitnessSetting } from "./anchor_config.ts";
import { ROWS, type Setting } from "./config_table.ts";
import type { ListenAddress } from "./config_values.ts";
import type { OperationConfig } from "./operation_config.ts";
import { type RouteSetting, withoutCredentials } from "./upstream_setting.ts";

/** The effective configuration; sizes in bytes, times in milliseconds. */
export interface ServeConfig extends OperationConfig {
  /** Null when every call goes by a route. */
  target: string | null;
  /** Upstreams for some calls; the others go to `target`. */
  routes: RouteSetting[];
  listen: ListenAddress;
  /** PEM files of the listener's certificate chain and key; both or neither. */
  tlsCert: string | null;
  tlsKey: string | null;
  reusePort: boolean;
  /** Null when metrics are off. */
  metricsListen: ListenAddress | null;
  evidenceDir: string;
  privateDir: string;
  logDir: string;
  logOutput: "file" | "stdout";
  /** A path, or `exec:` and a command. */
  keyFile: string | null;
  publicKeyFile: string | null;
  keyPassphraseFile: string | null;
  keyPassphraseCommand: string | null;
  recoveryVkey: string | null;
  origin: string | null;
  summaryIntervalMs: number;
  /** Witnesses that are asked to cosign each window's checkpoint. */
  witnesses: WitnessSetting[];
  /** Time-stamp authority that is asked to stamp it; null for none. */
  tsa: string | null;
  auditCapacity: number;
  auditBlockSize: number;
  maxPayloadSize: number;
  workers: number;
  commitment: "hmac" | "sha256";
  markerStyle: "plain" | "reference" | "sized";
  telemetryMaxLine: number;
  /** File of the user's detection rules. */
  rules: string | null;
  /** File of the declared policy. */
  policy: string | null;
  /** PEM file of certificates that are trusted besides the system's. */
  upstreamCa: string | null;
  /** PEM files of the certificate shown to the upstream, and its key; both or neither. */
  upstreamCert: string | null;
  upstreamKey: string | null;
  headerReadTimeoutMs: number;
  clientIdleTimeoutMs: number;
  maxConnections: number;
  maxHeaderSize: number;
  connectTimeoutMs: number;
  headerTimeoutMs: number;
  streamIdleTimeoutMs: number;
  upstreamIdleTimeoutMs: number;
  shutdownDrainMs: number;
  sandboxWorkers: boolean;
  /** Base address of an OTLP receiver; null when nothing is exported. */
  otelEndpoint: string | null;
  /** File of fields that each request to it has. */
  otelHeadersFile: string | null;
}

/** The key of a file that editors read and this program does not. */
const SCHEMA_KEY = "$schema";
/** What stands in place of a secret. */
const HIDDEN = "(hidden)";
const EXEC_REGEXP = /^exec:.*$/s;
const DIGITS_REGEXP = /^\d{1,15}$/;
const QUERY_REGEXP = /[?#].*$/s;

export type { Setting };

/** URL of every upstream, once: that of `--target` first, then those of the routes. */
export function upstreamUrls({ target, routes }: Pick<ServeConfig, "target" | "routes">): string[] {
  const urls = [...(target === null ? [] : [target]), ...routes.map(({ url }) => url)];
  return [...new Set(urls)];
}

/** All settings in the order of `--help`. */
export const SETTINGS: readonly Setting[] = Object.values(ROWS).map(
  ({ schema: _, ...setting }) => setting,
);

/** Key of a setting in the file: the flag with `_` for `-`. */
export function fileKeyOf(flag: string): string {
  return flag.replaceAll("-", "_");
}

/** Variable of a setting. */
export function variableOf(flag: string): string {
  return `OUTBAND_${fileKeyOf(flag).toUpperCase()}`;
}

/** The whole configuration as it stands in a file; every value may be left out. */
const CONFIG_SCHEMA = z.strictObject({
  [SCHEMA_KEY]: z.optional(z.string()),
  ...Object.fromEntries(
    Object.values(ROWS).map((
      row,
    ) => [fileKeyOf(row.flag), z.optional(row.schema.meta({ description: row.help }))]),
  ),
}).meta({
  title: "Outband configuration",
  description: "JSON with comments, for outband serve --config FILE",
});

/** JSON Schema (2020-12) of the file, for editors. */
export function configJsonSchema(): unknown {
  const schema = z.toJSONSchema(CONFIG_SCHEMA, { io: "input" });
  for (const { flag, byDefault, isList } of Object.values(ROWS)) {
    const property = schema.properties?.[fileKeyOf(flag)];
    if (typeof property !== "object" || isList === true) continue;
    // What is computed, or empty for none, is no value to suggest.
    if (byDefault !== "" && !byDefault.startsWith("<")) property.default = inFile(byDefault);
  }
  return schema;
}

/** A default as it would stand in the file. */
function inFile(text: string): string | number | boolean {
  if (text === "true" || text === "false") return text === "true";
  return DIGITS_REGEXP.test(text) ? Number(text) : text;
}

/** A value that breaks a rule. */
export interface ConfigFault {
  flag: string;
  message: string;
}

/** Value of a setting from its most important source; undefined for the default. */
export type GivenValue = (flag: string) => unknown;

/**
 * Reads the values of all settings.
 *
 * @param given Texts, or what stands in the file.
 * @param cores Processor cores of the machine, for the default number of workers.
 * @returns The configuration, or every fault.
 */
export function parseServeConfig(
  given: GivenValue,
  cores: number,
): { config: ServeConfig } | { faults: ConfigFault[] } {
  const keyed = Object.values(ROWS).map(({ flag }) => ({ flag, key: fileKeyOf(flag) }));
  const values = Object.fromEntries(
    keyed.map(({ flag, key }) => [key, effectiveValue(flag, { given, cores })]),
  );
  const result = CONFIG_SCHEMA.safeParse(values);
  const issues = result.success ? [] : result.error.issues;
  // Of several faults of one value the first is told, which is the first that a Map is given last.
  const faulty = new Map(issues.map(({ path, message }) => [path[0], message] as const).reverse());
  const faults = keyed.flatMap(({ flag, key }) => {
    const message = faulty.get(key);
    return message === undefined ? [] : [{ flag, message }];
  });
  const read = Object.entries(ROWS).map(([name, { flag, schema }]) => [
    name,
    faulty.has(fileKeyOf(flag)) ? undefined : schema.parse(values[fileKeyOf(flag)]),
  ]);
  const config = Object.fromEntries(read) as ServeConfig;
  faults.push(...faultsBetween(config));
  return faults.length > 0 ? { faults } : { config };
}

/** Rules that concern two settings; of one that is faulty itself nothing is said here. */
function faultsBetween(config: ServeConfig): ConfigFault[] {
  const faults: ConfigFault[] = [];
  if (config.target === null && config.routes?.length === 0) {
    faults.push({ flag: "target", message: "is required" });
  }
  if (config.auditCapacity > 0 && config.auditBlockSize > config.auditCapacity) {
    faults.push({ flag: "audit-block-size", message: "must be <= --audit-capacity" });
  }
  if (config.auditCapacity === 0 && typeof config.otelEndpoint === "string") {
    faults.push({
      flag: "otel-endpoint",
      message: "has nothing to export with --audit-capacity=0",
    });
  }
  const { tlsCert, tlsKey, upstreamCert, upstreamKey, webhookUrl, webhookSecretFile } = config;
  if ((webhookUrl === null) !== (webhookSecretFile === null)) {
    faults.push({
      flag: "webhook-url",
      message: "and --webhook-secret-file must be given together",
    });
  }
  if ((tlsCert === null) !== (tlsKey === null)) {
    faults.push({ flag: "tls-cert", message: "and --tls-key must be given together" });
  }
  if ((upstreamCert === null) !== (upstreamKey === null)) {
    faults.push({ flag: "upstream-cert", message: "and --upstream-key must be given together" });
  }
  return faults;
}

/** Value of a setting as it was given, or its default as text; empty for none. */
export function effectiveValue(
  flag: string,
  context: { given: GivenValue; cores: number },
): unknown {
  const value = context.given(flag);
  if (value !== undefined) return value;
  if (flag === "workers") return String(Math.max(1, context.cores - 1));
  if (flag === "private-dir") {
    const evidence = String(context.given("evidence-dir") ?? ROWS.evidenceDir.byDefault);
    return `${evidence.replace(/\/+$/, "")}.private`;
  }
  return Object.values(ROWS).find((row) => row.flag === flag)?.byDefault ?? "";
}

/** Keys of a file that are none, each with what was probably meant. */
export function unknownKeys(keys: readonly string[]): { key: string; meant: string | null }[] {
  const known = Object.values(ROWS).map(({ flag }) => fileKeyOf(flag));
  return keys.filter((key) => key !== SCHEMA_KEY && !known.includes(key))
    .map((key) => ({ key, meant: nearestName(key, known) }));
}

/** A value as it may be shown: without what is, or may hold, a secret. */
export function shownValue({ secret }: Setting, value: unknown): string {
  const shown = Array.isArray(value) ? value.join(",") : String(value);
  if (shown === "" || secret === undefined) return withoutCredentialsIn(shown);
  if (secret === "all") return HIDDEN;
  if (secret === "command") return shown.replace(EXEC_REGEXP, `exec:${HIDDEN}`);
  return withoutCredentials(shown).replace(QUERY_REGEXP, `?${HIDDEN}`);
}

/** A URL with a password is refused; it must not be shown on the way there. */
function withoutCredentialsIn(shown: string): string {
  return shown.includes("://") && shown.includes("@") ? withoutCredentials(shown) : shown;
}
