/**
 * Main-thread end of the OpenTelemetry thread.
 * @module
 */

import { messageOf, OutbandError } from "../base/errors.ts";
import type { Logger } from "../base/log.ts";
import { VERSION } from "../base/version.ts";
import type { ServeConfig } from "../format/config.ts";
import { startThread } from "../worker/crew.ts";
import type { FromOtel, OtelSettings, OtelStats, ToOtel } from "./otel_messages.ts";

/** Longest wait for the last export. */
const STOP_MS_MAX = 5_000;
const HEADER_REGEXP = /^([A-Za-z0-9!#$%&'*+.^_`|~-]{1,128}):[ \t]*([\x20-\x7e]{0,4096})$/;

/** Puts the thread's entry into the static graph for check, cache and compile; never called. */
export function otelGraph(): Promise<unknown> {
  return import("./otel_thread.ts");
}

/** One OpenTelemetry thread. */
export class OtelLink {
  readonly #worker: Worker;
  readonly #log: Logger;
  readonly #stopped = Promise.withResolvers<void>();
  /** For the journal; to be handed over once. */
  readonly journalPort: MessagePort;
  /** As the thread told last. */
  stats: OtelStats = { spansExported: 0, spansLost: 0, failures: 0 };

  /** @param options.isSandboxed The thread may reach the receiver's host and nothing else. */
  constructor(
    options: { settings: OtelSettings; log: Logger; isSandboxed: boolean },
  ) {
    const { settings, log, isSandboxed } = options;
    this.#log = log;
    this.#worker = startThread(new URL("./otel_thread.ts", import.meta.url), {
      name: "otel",
      sandbox: isSandboxed ? permissionsFor(settings.endpoint) : undefined,
    });
    this.#worker.onmessage = ({ data }: MessageEvent<FromOtel>): void => this.#hear(data);
    this.#worker.onerror = (event): void => {
      event.preventDefault();
      log("warn", "otel.failed", { reason: event.message, effect: "nothing more is exported" });
      this.#stopped.resolve();
    };
    const { port1, port2 } = new MessageChannel();
    this.journalPort = port1;
    this.#tell({ kind: "start", settings, journal: port2 }, [port2]);
  }

  /** Exports what there is and ends the thread. To be called when the journal has closed. */
  async stop(): Promise<void> {
    const timer = setTimeout(() => this.#stopped.resolve(), STOP_MS_MAX);
    this.#tell({ kind: "stop" });
    await this.#stopped.promise;
    clearTimeout(timer);
    this.terminate();
  }

  /** Ends the thread at once. */
  terminate(): void {
    this.#worker.terminate();
  }

  #tell(message: ToOtel, transfer: Transferable[] = []): void {
    this.#worker.postMessage(message, transfer);
  }

  #hear(message: FromOtel): void {
    if (message.kind === "failed") {
      const effect = "spans wait, and are lost and counted when too many do";
      return this.#log("warn", "otel.failed", { reason: message.reason, effect });
    }
    this.stats = message.stats;
    if (message.kind !== "stopped") return;
    const { spansLost } = message.stats;
    if (spansLost > 0) this.#log("warn", "otel.failed", { spans_lost: spansLost });
    this.#stopped.resolve();
  }
}

/**
 * Where to export to; null when nothing is exported.
 *
 * @throws {OutbandError} IO or CONFIG for the file of header fields.
 */
export function otelSettings(
  { otelEndpoint, otelHeadersFile }: Pick<ServeConfig, "otelEndpoint" | "otelHeadersFile">,
): Omit<OtelSettings, "origin"> | null {
  if (otelEndpoint === null) return null;
  const headers = otelHeadersFile === null ? {} : readHeaders(otelHeadersFile);
  return { endpoint: otelEndpoint.replace(/\/+$/, ""), headers, version: VERSION };
}

/** Lines `name: value`; the values are secrets and never part of a message. */
function readHeaders(file: string): Record<string, string> {
  let text: string;
  try {
    text = Deno.readTextFileSync(file);
  } catch (cause) {
    const reason = messageOf(cause);
    throw new OutbandError("IO", `Cannot read --otel-headers-file ${file}: ${reason}`, { cause });
  }
  const headers: Record<string, string> = {};
  for (const [k, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === "") continue;
    const [, name, value] = HEADER_REGEXP.exec(line) ?? [];
    if (name === undefined || value === undefined) {
      const problem = `line ${k + 1} is not NAME: VALUE`;
      throw new OutbandError("CONFIG", `Cannot use --otel-headers-file ${file}: ${problem}`);
    }
    headers[name] = value;
  }
  return headers;
}

function permissionsFor(endpoint: string): Deno.PermissionOptionsObject {
  const url = new URL(endpoint);
  const port = url.port === "" ? (url.protocol === "https:" ? 443 : 80) : url.port;
  const none = { read: false, write: false, env: false, run: false, sys: false, ffi: false };
  return {
    ...none,
    import: false,
    net: [`${url.hostname}:${port}`],
  } as Deno.PermissionOptionsObject;
}
