/**
 * The closed loop: each connection sends its next request when the last answer is complete.
 * @module
 */

import { ANSWER_BYTES, answerBodyOf, requestOf } from "./bodies.ts";
import { type ClientConnection, Connections } from "./client_connection.ts";
import { type ClosedJob, latenciesOf, type LoadFigures } from "./jobs.ts";
import { monotonicUs, Poller } from "./sockets.ts";

/** 2^20 exchanges of one run: 20 s at 50,000 per second. */
const SAMPLES_MAX = 1_048_576;
/** One answer in so many is compared byte by byte; each one's status and length are checked. */
const COMPARE_EVERY = 64;
/** Longest silence of all connections at once. */
const SILENCE_MS_MAX = 30_000;

const SAMPLES_US = new Float64Array(SAMPLES_MAX);

/** Counts requests, for an error, too. */
export interface Tally {
  sent: number;
}

/** Compares answers with what the upstream sends. */
export class AnswerCheck {
  readonly #bytes: number;
  readonly #expected: Uint8Array;
  #seen = 0;

  constructor(answer: "small" | "large") {
    this.#bytes = ANSWER_BYTES[answer];
    this.#expected = answerBodyOf(answer);
  }

  /** @throws {Error} If the answer is not the upstream's. */
  check(connection: ClientConnection): void {
    if (connection.payloadBytes !== this.#bytes) {
      throw new Error(`The answer has ${connection.payloadBytes} bytes, not ${this.#bytes}`);
    }
    if (this.#seen++ % COMPARE_EVERY === 0 && !connection.hasPayload(this.#expected)) {
      throw new Error("The answer has other bytes than the upstream sent");
    }
  }
}

/** State of one run. */
class ClosedLoop {
  readonly #tally: Tally;
  readonly #check: AnswerCheck;
  readonly #measureFromUs: number;
  readonly #endAtUs: number;
  #count = 0;
  #lastEndUs: number;

  constructor(job: ClosedJob, tally: Tally) {
    this.#tally = tally;
    this.#check = new AnswerCheck(job.answer);
    this.#measureFromUs = monotonicUs() + job.warmup_ms * 1000;
    this.#endAtUs = this.#measureFromUs + job.ms * 1000;
    this.#lastEndUs = this.#measureFromUs;
  }

  /** One connection: reads and writes wait, and nothing else happens in between. */
  runOne(connection: ClientConnection): void {
    while (this.#begins(connection)) {
      connection.send();
      while (!connection.receive(monotonicUs));
      this.#ends(connection);
    }
  }

  /** Many connections: whichever is ready. */
  runMany(connections: Connections): void {
    using poller = new Poller();
    const send = (connection: ClientConnection): void => {
      if (!connection.send()) poller.watchWrites(connection.fd, true);
    };
    let open = connections.all.length;
    for (const connection of connections.all) {
      poller.add(connection.fd);
      if (this.#begins(connection)) send(connection);
      else open--;
    }
    while (open > 0) {
      const ready = poller.wait(SILENCE_MS_MAX);
      if (ready === 0) throw new Error(`No answer came within ${SILENCE_MS_MAX} ms`);
      for (let k = 0; k < ready; k++) {
        const connection = connections.of(poller.fdAt(k));
        if (poller.isWritable(k) && connection.flush()) poller.watchWrites(connection.fd, false);
        if (!connection.receive(monotonicUs)) continue;
        this.#ends(connection);
        if (this.#begins(connection)) {
          send(connection);
        } else {
          poller.remove(connection.fd);
          open--;
        }
      }
    }
  }

  figures(): LoadFigures {
    if (this.#count === 0) throw new Error("No exchange was complete in the measured time");
    const seconds = (this.#lastEndUs - this.#measureFromUs) / 1e6;
    return {
      ...latenciesOf(SAMPLES_US.subarray(0, this.#count)),
      sent: this.#tally.sent,
      exchanges: this.#count,
      exchanges_per_s: this.#count / seconds,
      unanswered: 0,
      histogram: [],
    };
  }

  /** Whether there is time for one more exchange; if so, it begins now. */
  #begins(connection: ClientConnection): boolean {
    connection.startUs = monotonicUs();
    if (connection.startUs >= this.#endAtUs) return false;
    this.#tally.sent++;
    return true;
  }

  #ends(connection: ClientConnection): void {
    const endUs = monotonicUs();
    if (connection.startUs >= this.#measureFromUs) {
      if (this.#count === SAMPLES_MAX) throw new Error(`More than ${SAMPLES_MAX} samples`);
      SAMPLES_US[this.#count++] = endUs - connection.startUs;
      this.#lastEndUs = endUs;
    }
    this.#check.check(connection);
  }
}

/** Runs one closed loop. */
export function runClosedLoop(job: ClosedJob, tally: Tally): LoadFigures {
  const request = requestOf(job.port, {
    bytes: job.request_bytes,
    kind: job.answer,
    fields: job.fields,
  });
  const waits = job.connections === 1;
  using connections = new Connections(job.port, { request, waits, count: job.connections });
  const loop = new ClosedLoop(job, tally);
  const [only] = connections.all;
  if (waits && only !== undefined) loop.runOne(only);
  else loop.runMany(connections);
  return loop.figures();
}
