/**
 * `outband doctor --wait`: watches a running proxy until a call arrives, and says what came of it.
 * When none comes it says what the proxy did see, which is where the fault lies.
 * @module
 */

import { SYSTEM_CLOCK } from "../base/clock.ts";
import { EXIT, messageOf, OutbandError } from "../base/errors.ts";
import type { ServeConfig } from "../format/config.ts";
import type { CallBody } from "../format/record.ts";
import { formatAddress } from "../proxy/server.ts";
import { MetricsText } from "../telemetry/metrics_text.ts";
import type { CommandIo } from "./command.ts";
import { clientAddress } from "./doctor_network.ts";
import { httpCall } from "./http_call.ts";
import { findParts, readSegment } from "./log_parts.ts";

const POLL_MS = 250;
const ASK_MS = 2_000;
const METRICS_BYTES_MAX = 4 * 1024 * 1024;
/** Longest wait, after a call arrived, for its record. */
const RECORD_MS = 15_000;

/** Variables by which SDKs take their base URL, by what the upstream's host ends with. */
const BASE_URLS: readonly [host: string, variable: string, path: string][] = [
  ["openai.com", "OPENAI_BASE_URL", "/v1"],
  ["anthropic.com", "ANTHROPIC_BASE_URL", ""],
  ["googleapis.com", "GOOGLE_GEMINI_BASE_URL", ""],
  ["mistral.ai", "MISTRAL_SERVER_URL", ""],
];

/** What the metrics say at a moment. */
export interface Sighting {
  requests: number;
  settled: number;
  openConnections: number;
  refused: number;
  timedOut: number;
  upstreamConnections: number;
}

/** Reads the figures that matter here. */
export function sightingOf(text: string): Sighting | null {
  const metrics = new MetricsText(text);
  if (!metrics.has("outband_requests_total")) return null;
  const value = (name: string): number => metrics.value(`outband_${name}`);
  return {
    requests: value("requests_total"),
    settled: value("requests_audited_total") + value("requests_partial_total") +
      value("requests_metadata_only_total") + value("requests_dropped_total"),
    openConnections: value("client_connections"),
    refused: value("client_connections_refused_total"),
    timedOut: value("client_connections_timed_out_total"),
    upstreamConnections: value("upstream_connections_opened_total"),
  };
}

/**
 * Waits for the next call.
 *
 * @returns 0 when one arrived, 10 when none did in time.
 * @throws {OutbandError} CONFIG without metrics, by which alone the proxy can be watched.
 */
export async function waitForCall(
  config: ServeConfig,
  options: { io: CommandIo; timeoutMs: number },
): Promise<number> {
  const { metricsListen } = config;
  if (metricsListen === null) {
    throw new OutbandError(
      "CONFIG",
      "Cannot watch the proxy: --metrics-listen is off; give the address that serve has",
    );
  }
  const { io } = options;
  const address = clientAddress(metricsListen);
  const untilMs = SYSTEM_CLOCK.monotonicMs() + options.timeoutMs;
  let first: Sighting | null = null;
  let last: Sighting | null = null;
  let isTold = false;
  while (SYSTEM_CLOCK.monotonicMs() < untilMs) {
    const now = await look(address);
    if (now === null && !isTold) {
      io.out(`No outband serve answers on ${address} yet: start it with the same flags.\n`);
      isTold = true;
    }
    if (now !== null && (first === null || now.requests < first.requests)) {
      if (first === null) io.out(waitingText(config, now));
      first = now; // A smaller count is that of another process: it was started again.
    }
    last = now ?? last;
    if (first !== null && now !== null && now.requests > first.requests) {
      io.out(await arrivedText(config, { address, first, now }));
      return EXIT.OK;
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  io.out(nothingText(config, { address, first, last }));
  return EXIT.FINDINGS;
}

async function look(address: string): Promise<Sighting | null> {
  try {
    const { status, body } = await httpCall({
      url: `http://${address}/metrics`,
      timeoutMs: ASK_MS,
      bytesMax: METRICS_BYTES_MAX,
    });
    return status === 200 ? sightingOf(new TextDecoder().decode(body)) : null;
  } catch {
    return null; // Not there, or not there yet.
  }
}

/** The address that an application must be given. */
export function baseUrlText(config: Pick<ServeConfig, "target" | "listen" | "tlsCert">): string {
  const scheme = config.tlsCert === null ? "http" : "https";
  const base = `${scheme}://${clientAddress(config.listen)}`;
  const host = URL.parse(config.target ?? "")?.hostname ?? "";
  const known = BASE_URLS.find(([end]) => host === end || host.endsWith(`.${end}`));
  if (known === undefined) return `the base URL of its SDK to ${base}, with the vendor's path`;
  return `${known[1]}=${base}${known[2]}`;
}

function waitingText(config: ServeConfig, { requests, openConnections }: Sighting): string {
  const { hostname, port } = config.listen;
  return `Watching ${formatAddress(hostname, port)}: ${requests} calls so far, ` +
    `${openConnections} connections open.\n` +
    `In the application set ${baseUrlText(config)}\n` +
    "Waiting for a call ...\n";
}

async function arrivedText(
  config: ServeConfig,
  seen: { address: string; first: Sighting; now: Sighting },
): Promise<string> {
  const { address, first } = seen;
  const untilMs = SYSTEM_CLOCK.monotonicMs() + RECORD_MS;
  let now = seen.now;
  // A stream can last for minutes: its record comes when it ends.
  while (now.settled === first.settled && SYSTEM_CLOCK.monotonicMs() < untilMs) {
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    now = await look(address) ?? now;
  }
  const calls = now.requests - first.requests;
  const lines = [`${calls === 1 ? "1 call" : `${calls} calls`} arrived.`];
  if (now.upstreamConnections === 0) {
    lines.push("No connection to the upstream was made: run outband doctor.");
  }
  if (now.settled === first.settled) {
    lines.push("No record yet: it is written when the answer ends. /readyz says how the audit is.");
  } else lines.push(...await recordLines(config));
  return lines.map((line) => `${line}\n`).join("");
}

async function recordLines({ evidenceDir }: ServeConfig): Promise<string[]> {
  try {
    const call = await newestCall(evidenceDir);
    if (call === null) return ["Its record is not in --evidence-dir: is that the one of serve?"];
    const { i, body } = call;
    const { capture, why, status, host, format, model } = body;
    return [
      `Record ${i}: ${format}, model ${model ?? "not named"}, status ${status} from ${host}.`,
      `Request captured: ${capture.req}${reason(why?.req)}. ` +
      `Answer captured: ${capture.res}${reason(why?.res)}.`,
      ...advice(body),
      `Look at it: outband inspect ${evidenceDir} --record ${i}`,
    ];
  } catch (error) {
    return [`Its record cannot be shown: ${messageOf(error)}`];
  }
}

function reason(why: string | undefined): string {
  return why === undefined ? "" : ` (${why})`;
}

/** What a record says about a set-up that is not right yet. */
function advice({ status, capture, format }: CallBody): string[] {
  const lines: string[] = [];
  if (status === 401 || status === 403) {
    lines.push("The upstream refused the credential: the application must send its own key.");
  } else if (status === 404) {
    lines.push("The upstream does not know the path: compare the base URL with the vendor's.");
  } else if (status === 502 || status === 504) {
    lines.push("The upstream was not reached: run outband doctor.");
  }
  if (format === "opaque" || capture.req === "metadata") {
    lines.push("The API was not recognised: outband schema --formats lists those that are.");
  }
  return lines;
}

/** The newest `call` record of a log; null when its newest part has none. */
async function newestCall(evidenceDir: string): Promise<{ i: number; body: CallBody } | null> {
  const io: CommandIo = {
    out: () => {},
    err: () => {},
    stdin: () => new ReadableStream(),
    isTerminal: false,
  };
  const part = (await findParts(evidenceDir, io)).at(-1);
  if (part === undefined) return null;
  let newest: { i: number; body: CallBody } | null = null;
  for await (const { parsed } of readSegment(part.path, io)) {
    if ("problem" in parsed || parsed.form !== "outband") continue;
    const { record } = parsed;
    if (record.kind === "call") newest = { i: record.i, body: record };
  }
  return newest;
}

/** Why no call was seen, as far as the figures tell. */
export function nothingText(
  config: Pick<ServeConfig, "target" | "listen" | "tlsCert">,
  seen: { address: string; first: Sighting | null; last: Sighting | null },
): string {
  const { address, first, last } = seen;
  if (first === null || last === null) {
    return `No call arrived, because no outband serve answers on ${address}: start it, or give ` +
      "its --metrics-listen.\n";
  }
  const lines = ["No call arrived."];
  const closed = last.timedOut - first.timedOut;
  const refused = last.refused - first.refused;
  if (refused > 0) {
    lines.push(`${refused} connections were refused: too many are open (--max-connections).`);
  }
  if (closed > 0 || last.openConnections > 0) {
    const other = config.tlsCert === null ? "https:// instead of http://" : "http:// not https://";
    lines.push(
      "Connections came, but no request on them: the application may speak another protocol, " +
        `such as ${other}, or only keeps a connection ready.`,
    );
  } else if (refused === 0) {
    lines.push(
      "Not even a connection came, so the application still calls the vendor directly, or another " +
        "address.",
      `Set ${baseUrlText(config)} where the application runs, and restart it.`,
      "In a container, 127.0.0.1 is the container itself: both must share a network namespace.",
    );
  }
  return lines.map((line) => `${line}\n`).join("");
}
