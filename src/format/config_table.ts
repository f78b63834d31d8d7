/**
 * Every setting of `outband serve`, one row each: how it is called, read, described and defaulted.
 * Flags, variables, the file, `--help` and the JSON Schema are all made from these rows.
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
import { optionalUrl, witnessSettings } from "./anchor_config.ts";
import type { ServeConfig } from "./config.ts";
import {
  choice,
  duration,
  listen,
  listenOrOff,
  onOff,
  optionalPath,
  path,
  whole,
} from "./config_values.ts";
import { OPERATION_ROWS } from "./operation_config.ts";
import { routeSettings, upstreamUrl } from "./upstream_setting.ts";

const ORIGIN_RULE_REGEXP = /^[a-z0-9.-]+(?:\/[A-Za-z0-9._~-]+)*$/;

/** Where a URL may hold secrets. */
const SECRETS_REGEXP = /[@?]/;

/** How a setting is described and read. */
export interface Setting {
  /** Flag without dashes; the variable is `OUTBAND_` and the same in upper case. */
  flag: string;
  /** What stands for the value in `--help`. */
  value: string;
  /** Default as text; empty when there is none. */
  byDefault: string;
  help: string;
  /** Can be given again; in a variable and as a default with commas, in the file as a list. */
  isList?: true;
  /** Holds, or may hold, a secret: `command` when only what follows `exec:` does. */
  secret?: "all" | "command" | "url";
}

/** A setting with its rule. */
export interface Row extends Setting {
  /** Takes text, as flags and variables give it, or the form that it has in the file. */
  schema: z.ZodType<unknown>;
}

/** No size beyond 1 TiB is meant. */
const SIZE_MAX = 2 ** 40;

/** All settings by their name in the configuration. */
export const ROWS: Readonly<Record<keyof ServeConfig, Row>> = {
  target: {
    flag: "target",
    value: "URL",
    byDefault: "",
    help: "Upstream, such as https://api.openai.com. Required, unless there is a --route.",
    schema: upstreamUrl(),
  },
  routes: {
    flag: "route",
    value: "[HOST][/PREFIX]=URL",
    byDefault: "",
    help: "Another upstream for calls below a path, which is taken away, or for a host name; " +
      "can be given again. The longest path counts.",
    isList: true,
    schema: routeSettings(),
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
    schema: listenOrOff(),
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
    schema: choice("file", "stdout"),
  },
  keyFile: {
    flag: "key-file",
    value: "FILE|exec:COMMAND",
    byDefault: "",
    help: "Ed25519 key, PKCS#8 PEM, mode 0600; or a command: message in, signature out. " +
      "Default: made in --private-dir.",
    secret: "command",
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
    secret: "all",
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
    schema: z.string("must be text").max(120, "must be at most 120 characters").transform(
      (text, context) => {
        if (text !== "" && !ORIGIN_RULE_REGEXP.test(text)) {
          context.addIssue("must be a lower-case host name, then /segments: example.com/prod/gw-0");
        }
        return text === "" ? null : text;
      },
    ),
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
    isList: true,
    schema: witnessSettings(),
  },
  tsa: {
    flag: "tsa",
    value: "URL",
    byDefault: "",
    help: "Time-stamp authority (RFC 3161) for each checkpoint. Only its SHA-256 leaves.",
    secret: "url",
    schema: optionalUrl(),
  },
  auditCapacity: {
    flag: "audit-capacity",
    value: "BYTES",
    byDefault: String(POOL_BYTES),
    help: "Most memory for copies of bodies. 0 switches audit, metrics and evidence off.",
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
    schema: choice("hmac", "sha256"),
  },
  markerStyle: {
    flag: "marker-style",
    value: "plain|reference|sized",
    byDefault: "plain",
    help: "[REDACTED:SSN]; [REDACTED:SSN:CC6.1] as in the reference program; [REDACTED:SSN:9-16].",
    schema: choice("plain", "reference", "sized"),
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
  ...OPERATION_ROWS,
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
  otelEndpoint: {
    flag: "otel-endpoint",
    value: "URL",
    byDefault: "",
    help: "OpenTelemetry receiver (OTLP over HTTP, JSON), such as http://127.0.0.1:4318. Names, " +
      "numbers and times of calls leave, no content.",
    secret: "url",
    schema: optionalUrl().refine(
      (url) => url === null || !SECRETS_REGEXP.test(url),
      "must hold no user name, password or query; put them into --otel-headers-file",
    ),
  },
  otelHeadersFile: {
    flag: "otel-headers-file",
    value: "FILE",
    byDefault: "",
    help: "Fields for --otel-endpoint, NAME: VALUE to a line, such as a token.",
    schema: optionalPath(),
  },
};
