/**
 * The configuration of `outband serve`: one table of settings, which drives parsing, `--help`,
 * environment variables and the digest in the log.
 *
 * Every setting is a text at its source (flag or `OUTBAND_*` variable). All faults are reported at
 * once.
 *
 * @module
 */

import { z } from "zod";
import {
  CAPTURE_BYTES_MAX,
  CONNECTIONS_MAX,
  POOL_BYTES,
  READ_BUFFER_BYTES,
  SLOT_BYTES,
  TELEMETRY_LINE_BYTES_MAX,
} from "../base/limits.ts";
import { optionalUrl, type WitnessSetting, witnessSettings } from "./anchor_config.ts";
import {
  duration,
  listen,
  type ListenAddress,
  onOff,
  optionalPath,
  path,
  whole,
} from "./config_values.ts";

/** The effective configuration; sizes in bytes, times in milliseconds. */
export interface ServeConfig {
  target: string;
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
  markerStyle: "plain" | "reference";
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
}

const ORIGIN_RULE_REGEXP = /^[a-z0-9.-]+(?:\/[A-Za-z0-9._~-]+)*$/;

/** How a setting is described and read. */
export interface Setting {
  /** Flag without dashes; the variable is `OUTBAND_` and the same in upper case. */
  flag: string;
  /** What stands for the value in `--help`. */
  value: string;
  /** Default as text; null when there is none. */
  byDefault: string | null;
  help: string;
}

interface Row extends Setting {
  schema: z.ZodType<unknown>;
}

/** No size beyond 1 TiB is meant. */
const SIZE_MAX = 2 ** 40;

const ROWS: Readonly<Record<keyof ServeConfig, Row>> = {
  target: {
    flag: "target",
    value: "URL",
    byDefault: null,
    help: "Upstream, such as https://api.openai.com. Required.",
    schema: path(),
  },
  listen: {
    flag: "listen",
    value: "HOST:PORT",
    byDefault: "127.0.0.1:8080",
    help: "Where applications connect.",
    schema: listen(),
  },
  tlsCert: {
    flag: "tls-cert",
    value: "FILE",
    byDefault: "",
    help: "Serve HTTPS (HTTP/1.1 and HTTP/2) with this certificate chain, PEM; needs --tls-key.",
    schema: optionalPath(),
  },
  tlsKey: {
    flag: "tls-key",
    value: "FILE",
    byDefault: "",
    help: "Key of --tls-cert, PEM.",
    schema: optionalPath(),
  },
  reusePort: {
    flag: "reuse-port",
    value: "",
    byDefault: "false",
    help: "Let several processes share the port (SO_REUSEPORT), each with a log of its own.",
    schema: onOff(),
  },
  metricsListen: {
    flag: "metrics-listen",
    value: "HOST:PORT|off",
    byDefault: "127.0.0.1:9090",
    help: "Where /metrics, /healthz and /readyz are served, apart from traffic.",
    schema: z.union([z.literal("off").transform(() => null), listen()]),
  },
  evidenceDir: {
    flag: "evidence-dir",
    value: "DIR",
    byDefault: "./evidence",
    help: "Log, windows and public keys: what an auditor gets. One directory per log.",
    schema: path(),
  },
  privateDir: {
    flag: "private-dir",
    value: "DIR",
    byDefault: "<evidence-dir>.private",
    help: "Signing key and window secrets, mode 0700. Never hand it over.",
    schema: path(),
  },
  logDir: {
    flag: "log-dir",
    value: "DIR",
    byDefault: ".",
    help: "Telemetry JSONL with the redacted content, one file per window.",
    schema: path(),
  },
  logOutput: {
    flag: "log-output",
    value: "file|stdout",
    byDefault: "file",
    help: "Telemetry to --log-dir, or to standard output for a log collector.",
    schema: z.enum(["file", "stdout"], "must be file or stdout"),
  },
  keyFile: {
    flag: "key-file",
    value: "FILE|exec:COMMAND",
    byDefault: "",
    help: "Ed25519 key, PKCS#8 PEM, mode 0600; or a command: message in, signature out. " +
      "Default: made in --private-dir.",
    schema: optionalPath(),
  },
  publicKeyFile: {
    flag: "public-key-file",
    value: "FILE",
    byDefault: "",
    help: "Public key of --key-file=exec:COMMAND, PEM or vkey.",
    schema: optionalPath(),
  },
  keyPassphraseFile: {
    flag: "key-passphrase-file",
    value: "FILE",
    byDefault: "",
    help: "Passphrase of encrypted keys, mode 0600; else OUTBAND_KEY_PASSPHRASE holds it.",
    schema: optionalPath(),
  },
  keyPassphraseCommand: {
    flag: "key-passphrase-command",
    value: "COMMAND",
    byDefault: "",
    help: "Command that prints the passphrase of encrypted keys.",
    schema: optionalPath(),
  },
  recoveryVkey: {
    flag: "recovery-vkey",
    value: "VKEY",
    byDefault: "",
    help: "Offline key that may revoke the log's keys, told in a new log's first record.",
    schema: optionalPath(),
  },
  origin: {
    flag: "origin",
    value: "NAME",
    byDefault: "",
    help: "Name of the log, such as example.com/prod/gw-0. Default: localhost/outband-<random>.",
    schema: z.string().max(120, "must be at most 120 characters").transform((text, context) => {
      if (text !== "" && !ORIGIN_RULE_REGEXP.test(text)) {
        context.addIssue("must be a lower-case host name, then /segments: example.com/prod/gw-0");
      }
      return text === "" ? null : text;
    }),
  },
  summaryIntervalMs: {
    flag: "summary-interval",
    value: "DURATION",
    byDefault: "60m",
    help: "Length of a window, on a UTC grid; whole seconds.",
    schema: duration(1_000).refine((ms) => ms % 1_000 === 0, "must be whole seconds"),
  },
  witnesses: {
    flag: "witness",
    value: "URL+VKEY",
    byDefault: "",
    help:
      "Witnesses, commas between, that cosign each checkpoint. Sizes and hashes leave, no content.",
    schema: witnessSettings(),
  },
  tsa: {
    flag: "tsa",
    value: "URL",
    byDefault: "",
    help: "Time-stamp authority (RFC 3161) for each checkpoint. Only its SHA-256 leaves.",
    schema: optionalUrl(),
  },
  auditCapacity: {
    flag: "audit-capacity",
    value: "BYTES",
    byDefault: String(POOL_BYTES),
    help:
      "Memory for copies of bodies, taken at start. 0 switches audit, metrics and evidence off.",
    schema: whole(0, SIZE_MAX),
  },
  auditBlockSize: {
    flag: "audit-block-size",
    value: "BYTES",
    byDefault: String(SLOT_BYTES),
    help: "Size of one slot of that memory, a multiple of 8.",
    schema: whole(1, SIZE_MAX).refine((n) => n % 8 === 0, "must be a multiple of 8"),
  },
  maxPayloadSize: {
    flag: "max-payload-size",
    value: "BYTES",
    byDefault: String(CAPTURE_BYTES_MAX),
    help: "Longest prefix of a body that is audited; the rest is forwarded and declared.",
    schema: whole(1, SIZE_MAX),
  },
  workers: {
    flag: "workers",
    value: "N",
    byDefault: "<cores - 1, at least 1>",
    help: "Audit workers.",
    schema: whole(1, 256),
  },
  commitment: {
    flag: "commitment",
    value: "hmac|sha256",
    byDefault: "hmac",
    help: "Hashes in telemetry: keyed, or plain as in the reference program (guessable).",
    schema: z.enum(["hmac", "sha256"], "must be hmac or sha256"),
  },
  markerStyle: {
    flag: "marker-style",
    value: "plain|reference",
    byDefault: "plain",
    help: "[REDACTED:SSN], or [REDACTED:SSN:CC6.1] as in the reference program.",
    schema: z.enum(["plain", "reference"], "must be plain or reference"),
  },
  telemetryMaxLine: {
    flag: "telemetry-max-line",
    value: "BYTES",
    byDefault: String(TELEMETRY_LINE_BYTES_MAX),
    help: "Longest telemetry line; longer ones are cut and say so.",
    schema: whole(16_384, 2 ** 30),
  },
  rules: {
    flag: "rules",
    value: "FILE",
    byDefault: "",
    help: "Detection rules of your own, JSON with comments; read once, at start.",
    schema: optionalPath(),
  },
  policy: {
    flag: "policy",
    value: "FILE",
    byDefault: "",
    help: "What you declare: approved upstreams and models, categories, purposes, reviews; JSON " +
      "with comments, read once, at start. Its hash is in every window.",
    schema: optionalPath(),
  },
  upstreamCa: {
    flag: "upstream-ca",
    value: "FILE",
    byDefault: "",
    help: "Certificates, PEM, that the upstream's may be signed by, besides the system's.",
    schema: optionalPath(),
  },
  upstreamCert: {
    flag: "upstream-cert",
    value: "FILE",
    byDefault: "",
    help: "Certificate chain, PEM, shown to an upstream that asks; needs --upstream-key.",
    schema: optionalPath(),
  },
  upstreamKey: {
    flag: "upstream-key",
    value: "FILE",
    byDefault: "",
    help: "Key of --upstream-cert, PEM.",
    schema: optionalPath(),
  },
  headerReadTimeoutMs: {
    flag: "header-read-timeout",
    value: "DURATION",
    byDefault: "30s",
    help: "Longest time from accepting a connection to the end of its first request's head.",
    schema: duration(1),
  },
  clientIdleTimeoutMs: {
    flag: "client-idle-timeout",
    value: "DURATION",
    byDefault: "5m",
    help: "How long a client's connection is kept without a request; 0s keeps it for ever.",
    schema: duration(0),
  },
  maxConnections: {
    flag: "max-connections",
    value: "N",
    byDefault: String(CONNECTIONS_MAX),
    help: "Client connections open at once; further ones are answered with 503 and closed.",
    schema: whole(1, 1_000_000),
  },
  maxHeaderSize: {
    flag: "max-header-size",
    value: "BYTES",
    byDefault: String(READ_BUFFER_BYTES),
    help: "Longest target and header fields of a request; larger ones are answered with 431.",
    schema: whole(1_024, READ_BUFFER_BYTES),
  },
  connectTimeoutMs: {
    flag: "connect-timeout",
    value: "DURATION",
    byDefault: "10s",
    help: "Longest wait for a connection to the upstream.",
    schema: duration(1),
  },
  headerTimeoutMs: {
    flag: "header-timeout",
    value: "DURATION",
    byDefault: "0s",
    help: "Longest wait for the head of an answer; 0s waits for ever, as models think for minutes.",
    schema: duration(0),
  },
  streamIdleTimeoutMs: {
    flag: "stream-idle-timeout",
    value: "DURATION",
    byDefault: "0s",
    help: "How long a body may pause, in either direction, before the call is cut; 0s for ever.",
    schema: duration(0),
  },
  upstreamIdleTimeoutMs: {
    flag: "upstream-idle-timeout",
    value: "DURATION",
    byDefault: "30s",
    help: "How long an idle upstream connection is kept.",
    schema: duration(1),
  },
  shutdownDrainMs: {
    flag: "shutdown-drain",
    value: "DURATION",
    byDefault: "10s",
    help: "How long running calls may go on after SIGTERM.",
    schema: duration(1),
  },
  sandboxWorkers: {
    flag: "sandbox-workers",
    value: "",
    byDefault: "false",
    help: "Audit workers without any permission; needs deno's --unstable-worker-options.",
    schema: onOff(),
  },
};

/** All settings in the order of `--help`. */
export const SETTINGS: readonly Setting[] = Object.values(ROWS).map(
  ({ flag, value, byDefault, help }) => ({ flag, value, byDefault, help }),
);

/** A value that breaks a rule. */
export interface ConfigFault {
  flag: string;
  message: string;
}

/**
 * Reads the texts of all settings.
 *
 * @param textOf Text of a setting from its most important source; undefined for the default.
 * @param cores Processor cores of the machine, for the default number of workers.
 * @returns The configuration, or every fault.
 */
export function parseServeConfig(
  textOf: (flag: string) => string | undefined,
  cores: number,
): { config: ServeConfig } | { faults: ConfigFault[] } {
  const values: Record<string, unknown> = {};
  const faults: ConfigFault[] = [];
  for (const [key, row] of Object.entries(ROWS)) {
    const text = textOf(row.flag) ?? defaultOf(row, { textOf, cores });
    if (text === null) {
      faults.push({ flag: row.flag, message: "is required" });
      continue;
    }
    const result = row.schema.safeParse(text);
    if (result.success) values[key] = result.data;
    else {faults.push({
        flag: row.flag,
        message: result.error.issues[0]?.message ?? "is not valid",
      });}
  }
  const config = values as unknown as ServeConfig;
  if (config.auditCapacity > 0 && config.auditBlockSize > config.auditCapacity) {
    faults.push({ flag: "audit-block-size", message: "must be <= --audit-capacity" });
  }
  const { tlsCert, tlsKey, upstreamCert, upstreamKey } = config;
  if ((tlsCert === null) !== (tlsKey === null)) {
    faults.push({ flag: "tls-cert", message: "and --tls-key must be given together" });
  }
  if ((upstreamCert === null) !== (upstreamKey === null)) {
    faults.push({ flag: "upstream-cert", message: "and --upstream-key must be given together" });
  }
  return faults.length > 0 ? { faults } : { config };
}

function defaultOf(
  row: Row,
  context: { textOf: (flag: string) => string | undefined; cores: number },
): string | null {
  if (row.flag === "workers") return String(Math.max(1, context.cores - 1));
  if (row.flag === "private-dir") {
    const evidence = context.textOf("evidence-dir") ?? ROWS.evidenceDir.byDefault ?? "";
    return `${evidence.replace(/\/+$/, "")}.private`;
  }
  return row.byDefault;
}
