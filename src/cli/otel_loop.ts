/**
 * The OpenTelemetry thread: makes spans and metrics of recorded calls and posts them to the receiver
 * that the operator named, as OTLP over HTTP with JSON. Nothing else is told to it, and a receiver
 * that is slow or away costs spans, which are counted, and nothing else.
 * @module
 */

import { background } from "../base/background.ts";
import type { Clock } from "../base/clock.ts";
import { messageOf } from "../base/errors.ts";
import type { Post, Reply } from "../anchor/http.ts";
import { OtelSignals } from "../telemetry/otel_signals.ts";
import type {
  FromOtel,
  OtelCalls,
  OtelSettings,
  OtelStats,
  OtelTaken,
  ToOtel,
} from "./otel_messages.ts";

/** How often spans and metrics are exported. */
const SPANS_MS = 2_000;
const METRICS_MS = 15_000;
/** Spans of one request. */
const BATCH_MAX = 512;
/** Longest wait for one answer, and for all at the end. */
const POST_MS = 10_000;
const STOP_MS = 4_000;
const REPLY_BYTES_MAX = 64 * 1024;
/** Pauses after failures: doubled each time. */
const RETRY_MS_MIN = 1_000;
const RETRY_MS_MAX = 60_000;
/** Answers after which the same request may be sent again (OTLP specification, "Failures"). */
const RETRYABLE: readonly number[] = [429, 502, 503, 504];

/** A thread's side towards main. */
export interface OtelPort {
  onmessage: ((event: MessageEvent<ToOtel>) => void) | null;
  postMessage(message: FromOtel): void;
}

/** Serves main on a port once it says where to export to. */
export function serveOtel(port: OtelPort, parts: { post: Post; clock: Clock }): void {
  let loop: OtelLoop | null = null;
  port.onmessage = ({ data }): void => {
    if (data.kind === "start") loop = new OtelLoop(port, { ...parts, ...data });
    else if (loop !== null) background(loop.stop(), () => {});
  };
}

/** One request that may have to be sent again. */
interface Batch {
  body: Uint8Array<ArrayBuffer>;
  spans: number;
}

/** The exporter. */
export class OtelLoop {
  readonly #port: OtelPort;
  readonly #post: Post;
  readonly #clock: Clock;
  readonly #settings: OtelSettings;
  readonly #signals: OtelSignals;
  readonly #timers: ReturnType<typeof setInterval>[];
  /** Sent, and to be sent again. */
  #batch: Batch | null = null;
  #exporting: Promise<void> = Promise.resolve();
  /** Settles when the journal has said everything. */
  readonly #last = Promise.withResolvers<void>();
  #isExporting = false;
  #notBeforeMs = 0;
  #retryMs = RETRY_MS_MIN;
  #hasFailed = false;
  #exported = 0;
  #failures = 0;
  /** Spans lost on the way here, and by answers that refuse them. */
  #lostBefore = 0;
  #refused = 0;

  constructor(
    port: OtelPort,
    parts: { post: Post; clock: Clock; settings: OtelSettings; journal: MessagePort },
  ) {
    this.#port = port;
    this.#post = parts.post;
    this.#clock = parts.clock;
    this.#settings = parts.settings;
    this.#signals = new OtelSignals(parts.settings);
    parts.journal.onmessage = ({ data }: MessageEvent<OtelCalls>): void => {
      for (const call of data.calls) this.#signals.record(call);
      this.#lostBefore = data.lost;
      parts.journal.postMessage({ taken: data.calls.length } satisfies OtelTaken);
      if (!data.isLast) return;
      parts.journal.close();
      this.#last.resolve();
    };
    this.#timers = [
      setInterval(() => this.exportSpans(), SPANS_MS),
      setInterval(() => this.#exportMetrics(), METRICS_MS),
    ];
  }

  /** Exports the spans that wait, unless that is being done; resolves when it has been tried. */
  exportSpans(): Promise<void> {
    if (!this.#isExporting && this.#clock.monotonicMs() >= this.#notBeforeMs) {
      this.#isExporting = true;
      this.#exporting = this.#sendSpans().finally(() => {
        this.#isExporting = false;
        this.#port.postMessage({ kind: "stats", stats: this.#stats() });
      });
      background(this.#exporting, () => {});
    }
    return this.#exporting;
  }

  /** Exports everything once more, within a few seconds, and says that this is over. */
  async stop(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    const late = Promise.withResolvers<void>();
    const timer = setTimeout(late.resolve, STOP_MS);
    await Promise.race([this.#exportAll(), late.promise]);
    clearTimeout(timer);
    this.#refused += this.#signals.waiting + (this.#batch?.spans ?? 0);
    this.#port.postMessage({ kind: "stopped", stats: this.#stats() });
  }

  async #exportAll(): Promise<void> {
    await this.#last.promise;
    await this.#exporting;
    this.#notBeforeMs = 0;
    await this.exportSpans();
    await this.#sendMetrics();
  }

  #stats(): OtelStats {
    const spansLost = this.#lostBefore + this.#signals.lost + this.#refused;
    return { spansExported: this.#exported, spansLost, failures: this.#failures };
  }

  async #sendSpans(): Promise<void> {
    for (;;) {
      this.#batch ??= this.#signals.takeSpans(BATCH_MAX);
      if (this.#batch === null) return;
      const { body, spans } = this.#batch;
      const reply = await this.#send("/v1/traces", body);
      if (reply === null) return; // The same batch is sent again.
      this.#batch = null;
      const refused = reply.status === 200 ? Math.min(spans, rejectedSpans(reply)) : spans;
      this.#refused += refused;
      this.#exported += spans - refused;
    }
  }

  #exportMetrics(): void {
    if (this.#clock.monotonicMs() >= this.#notBeforeMs) background(this.#sendMetrics(), () => {});
  }

  async #sendMetrics(): Promise<void> {
    const body = await this.#signals.metrics();
    if (body !== null) await this.#send("/v1/metrics", body);
  }

  /** Posts once; null when the same may be sent again later. */
  async #send(path: string, body: Uint8Array<ArrayBuffer>): Promise<Reply | null> {
    const { endpoint, headers } = this.#settings;
    let reply: Reply;
    try {
      reply = await this.#post({
        url: `${endpoint}${path}`,
        contentType: "application/json",
        headers,
        body,
        timeoutMs: POST_MS,
        bytesMax: REPLY_BYTES_MAX,
      });
    } catch (error) {
      this.#fail(messageOf(error));
      return null;
    }
    if (reply.status === 200) {
      this.#hasFailed = false;
      this.#retryMs = RETRY_MS_MIN;
      return reply;
    }
    this.#fail(`${endpoint}${path} answered ${reply.status}`);
    return RETRYABLE.includes(reply.status) ? null : reply;
  }

  /** Pauses; told once until something has been exported again. */
  #fail(reason: string): void {
    this.#failures++;
    this.#notBeforeMs = this.#clock.monotonicMs() + this.#retryMs;
    this.#retryMs = Math.min(2 * this.#retryMs, RETRY_MS_MAX);
    if (!this.#hasFailed) this.#port.postMessage({ kind: "failed", reason });
    this.#hasFailed = true;
  }
}

/** Spans that a receiver refused in an answer that is otherwise good. */
function rejectedSpans({ body }: Reply): number {
  try {
    const answer = JSON.parse(new TextDecoder().decode(body));
    const rejected = Number(answer?.partialSuccess?.rejectedSpans ?? 0);
    return Number.isSafeInteger(rejected) && rejected > 0 ? rejected : 0;
  } catch {
    return 0; // Some receivers answer with nothing.
  }
}
