/**
 * The journal's end of the way to OpenTelemetry: hands recorded calls over, and never waits. Calls
 * for which a slow exporter has no room are lost there, counted, and complete in the log.
 * @module
 */

import type { RecordedCall } from "../journal/call_record.ts";
import { otelCallOf } from "../telemetry/otel_call.ts";
import type { OtelCalls, OtelTaken } from "./otel_messages.ts";

/** Calls on their way at once. */
const AHEAD_MAX = 4_096;

/** The end of a channel, as far as it is needed. */
export type FeedPort = Pick<MessagePort, "postMessage" | "onmessage">;

/** Hands calls over. */
export class OtelFeed {
  readonly #port: FeedPort;
  #ahead = 0;
  #lost = 0;

  constructor(port: FeedPort) {
    this.#port = port;
    port.onmessage = ({ data }: MessageEvent<OtelTaken>): void => {
      this.#ahead -= data.taken;
    };
  }

  /** These calls are durable. */
  recorded(recorded: readonly RecordedCall[]): void {
    const room = Math.max(0, AHEAD_MAX - this.#ahead);
    const calls = recorded.slice(0, room).map(otelCallOf);
    this.#lost += recorded.length - calls.length;
    this.#ahead += calls.length;
    this.#post({ calls, isLast: false });
  }

  /** Nothing more comes. */
  close(): void {
    this.#post({ calls: [], isLast: true });
  }

  #post(message: Omit<OtelCalls, "lost">): void {
    this.#port.postMessage({ ...message, lost: this.#lost } satisfies OtelCalls);
  }
}
