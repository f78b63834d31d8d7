/**
 * `outband top`: a live view of a running proxy, from its metrics.
 * @module
 */

import { background } from "../base/background.ts";
import { formatTime, SYSTEM_CLOCK } from "../base/clock.ts";
import { EXIT, messageOf, OutbandError } from "../base/errors.ts";
import { type ListenAddress, listenAddress, parseDuration } from "../format/config_values.ts";
import { MetricsText } from "../telemetry/metrics_text.ts";
import { readArguments } from "./arguments.ts";
import type { Command, CommandIo } from "./command.ts";
import { clientAddress } from "./doctor_network.ts";
import { permittedEnvironment } from "./environment.ts";
import { httpCall } from "./http_call.ts";
import { terminalStyle } from "./terminal.ts";
import { frameLines, type Look } from "./top_view.ts";

const DEFAULT_ADDRESS = "127.0.0.1:9090";
const INTERVAL_DEFAULT_MS = 1_000;
const ASK_MS = 5_000;
const METRICS_BYTES_MAX = 4 * 1024 * 1024;

const USAGE = `Usage: outband top [HOST:PORT] [--interval DURATION] [--once]

Shows what a running outband serve does: calls per second, added latency, what was audited, drops,
lag, pool, window and findings. Latencies are upper bounds of the metrics' buckets. q or Ctrl-C
ends it. Where standard output is no terminal it prints one frame.

  HOST:PORT            its --metrics-listen [OUTBAND_METRICS_LISTEN, else ${DEFAULT_ADDRESS}]
  --interval DURATION  time between two frames [1s]
  --once               one frame, over one interval

Without colours when NO_COLOR is set.

Example:
  outband top 127.0.0.1:9090 --interval 5s
`;

/** `outband top`. */
export const TOP_COMMAND: Command = {
  name: "top",
  summary: "a live view of a running proxy",
  usage: USAGE,
  run: runTop,
};

async function runTop(args: readonly string[], io: CommandIo): Promise<number> {
  const given = readArguments("top", args, { switches: ["once"], values: ["interval"] });
  const [first, extra] = given.rest;
  if (extra !== undefined) {
    throw new OutbandError("USAGE", "Name one address; see outband top --help");
  }
  const address = addressOf(first ?? permittedEnvironment("OUTBAND_METRICS_LISTEN") ?? undefined);
  const intervalMs = intervalOf(given.value("interval"));
  if (!io.isTerminal || given.has("once")) {
    const before = await look(address);
    await new Promise((resolve) => setTimeout(resolve, intervalMs));
    const lines = frame(io, { address, before, now: await look(address) });
    io.out(lines.map((line) => `${line}\n`).join(""));
    return EXIT.OK;
  }
  return await watch(io, { address, intervalMs });
}

function addressOf(text: string | undefined): ListenAddress {
  const address = listenAddress(text ?? DEFAULT_ADDRESS);
  if (address !== null) return address;
  const seen = JSON.stringify(text);
  throw new OutbandError("CONFIG", `Cannot watch ${seen}: give host:port, as 127.0.0.1:9090`);
}

function intervalOf(text: string | undefined): number {
  const ms = text === undefined ? INTERVAL_DEFAULT_MS : parseDuration(text);
  if (ms !== null && ms >= 100) return ms;
  const seen = JSON.stringify(text);
  throw new OutbandError("CONFIG", `Flag --interval is ${seen} and must be 100ms or more`);
}

/** @throws {OutbandError} NETWORK if no proxy answers there. */
async function look(address: ListenAddress): Promise<Look> {
  const url = `http://${clientAddress(address)}/metrics`;
  let metrics: MetricsText;
  try {
    const { body } = await httpCall({ url, timeoutMs: ASK_MS, bytesMax: METRICS_BYTES_MAX });
    metrics = new MetricsText(new TextDecoder().decode(body));
  } catch (error) {
    throw new OutbandError(
      "NETWORK",
      `Cannot read ${url}: ${messageOf(error)}; start outband serve, or name its --metrics-listen`,
    );
  }
  if (metrics.has("outband_requests_total")) return { metrics, atMs: SYSTEM_CLOCK.monotonicMs() };
  throw new OutbandError("NETWORK", `Cannot read ${url}: these are not the metrics of outband`);
}

function frame(
  io: CommandIo,
  looks: { address: ListenAddress; before: Look; now: Look },
): string[] {
  const time = formatTime(SYSTEM_CLOCK.nowMs()).slice(0, 19).replace("T", " ");
  const { before, now } = looks;
  const input = { address: clientAddress(looks.address), time: `${time} UTC`, before, now };
  return frameLines(input, terminalStyle(io, permittedEnvironment));
}

/** Frames on the terminal's other screen until q or a signal; the first one's stays untouched. */
async function watch(
  io: CommandIo,
  { address, intervalMs }: { address: ListenAddress; intervalMs: number },
): Promise<number> {
  let before = await look(address); // A fault is said before the screen changes.
  const ended = Promise.withResolvers<number>();
  const stop = (): void => ended.resolve(EXIT.OK);
  for (const signal of SIGNALS) Deno.addSignalListener(signal, stop);
  const isRaw = Deno.stdin.isTerminal();
  if (isRaw) {
    Deno.stdin.setRaw(true);
    background(untilKey(stop), stop);
  }
  io.out("\x1b[?1049h\x1b[?25l");
  try {
    for (;;) {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const pause = new Promise<null>((resolve) => {
        timer = setTimeout(() => resolve(null), intervalMs);
      });
      const code = await Promise.race([ended.promise, pause]);
      clearTimeout(timer);
      if (code !== null) return code;
      const now = await look(address);
      const lines = frame(io, { address, before, now });
      // Each line is cleared behind its end, so that nothing flickers.
      io.out(`\x1b[H${lines.map((line) => `${line}\x1b[K`).join("\r\n")}\x1b[J`);
      before = now;
    }
  } finally {
    io.out("\x1b[?25h\x1b[?1049l");
    if (isRaw) Deno.stdin.setRaw(false);
    for (const signal of SIGNALS) Deno.removeSignalListener(signal, stop);
  }
}

const SIGNALS: readonly Deno.Signal[] = ["SIGINT", "SIGTERM"];
/** q, Q, Escape is left to arrow keys, Ctrl-C, Ctrl-D. */
const END_KEYS: readonly number[] = [0x71, 0x51, 0x03, 0x04];

async function untilKey(stop: () => void): Promise<void> {
  const keys = new Uint8Array(64);
  for (;;) {
    const count = await Deno.stdin.read(keys);
    if (count === null || keys.subarray(0, count).some((key) => END_KEYS.includes(key))) break;
  }
  stop();
}
