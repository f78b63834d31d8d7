/**
 * Streamed answers: each connection asks for one after the other, and every chunk says when the
 * upstream wrote it, on the clock that all processes share.
 * @module
 */

import { expectedStream, requestOf, STAMP_DIGITS, StampReader, STREAM_CHUNKS } from "./bodies.ts";
import { type ClientConnection, Connections } from "./client_connection.ts";
import type { Tally } from "./closed_loop.ts";
import { type Buckets, Histogram } from "./histogram.ts";
import { type Latencies, latenciesOf, type StreamFigures, type StreamJob } from "./jobs.ts";
import { monotonicUs, Poller } from "./sockets.ts";

const SILENCE_MS_MAX = 30_000;
const EXPECTED = expectedStream();
const ZERO = 48;

/** What is measured of one kind, microseconds. */
class Samples {
  readonly #samplesUs: number[] = [];

  add(us: number): void {
    this.#samplesUs.push(us);
  }

  latencies(): Latencies {
    return latenciesOf(Float64Array.from(this.#samplesUs));
  }

  buckets(): Buckets {
    const histogram = new Histogram();
    for (const us of this.#samplesUs) histogram.add(us);
    return histogram.buckets();
  }
}

/** One connection and the stream on it. */
interface Lane {
  connection: ClientConnection;
  stamps: StampReader;
  /** Streams begun. */
  begun: number;
  chunks: number;
  lastChunkUs: number;
  isFirstByteIn: boolean;
}

/** State of one run. */
class StreamRun {
  readonly #job: StreamJob;
  readonly #tally: Tally;
  readonly #firstBytes = new Samples();
  readonly #chunks = new Samples();
  readonly #gaps = new Samples();
  #chunksAll = 0;
  #streams = 0;

  constructor(job: StreamJob, tally: Tally) {
    this.#job = job;
    this.#tally = tally;
  }

  run(connections: Connections): void {
    using poller = new Poller();
    const lanes = new Map<number, Lane>();
    for (const connection of connections.all) {
      const lane = newLane(connection);
      lanes.set(connection.fd, lane);
      poller.add(connection.fd);
      this.#begin(lane);
    }
    let open = lanes.size;
    while (open > 0) {
      const ready = poller.wait(SILENCE_MS_MAX);
      if (ready === 0) throw new Error(`No chunk came within ${SILENCE_MS_MAX} ms`);
      for (let k = 0; k < ready; k++) {
        const lane = lanes.get(poller.fdAt(k));
        if (lane === undefined || !this.#read(lane)) continue;
        if (lane.begun < this.#job.warmup_streams + this.#job.streams) {
          this.#begin(lane);
        } else {
          poller.remove(lane.connection.fd);
          open--;
        }
      }
    }
  }

  figures(): StreamFigures {
    return {
      sent: this.#tally.sent,
      streams: this.#streams,
      chunks: this.#chunksAll,
      first_byte: this.#firstBytes.latencies(),
      chunk: this.#chunks.latencies(),
      gap: this.#gaps.latencies(),
      chunk_histogram: this.#chunks.buckets(),
      gap_histogram: this.#gaps.buckets(),
    };
  }

  #begin(lane: Lane): void {
    lane.stamps.reset();
    lane.begun++;
    lane.chunks = 0;
    lane.isFirstByteIn = false;
    this.#tally.sent++;
    lane.connection.startUs = monotonicUs();
    // A request of a kilobyte always fits into the send buffer of an idle connection.
    if (!lane.connection.send()) throw new Error("The request did not go out at once");
  }

  /** Reads once; whether the stream is complete. */
  #read(lane: Lane): boolean {
    const { connection } = lane;
    const isDone = connection.receive(monotonicUs);
    const nowUs = monotonicUs();
    const isMeasured = lane.begun > this.#job.warmup_streams;
    if (!lane.isFirstByteIn) {
      lane.isFirstByteIn = true;
      if (isMeasured) this.#firstBytes.add(connection.firstByteUs - connection.startUs);
    }
    for (;;) {
      const writtenUs = lane.stamps.next(connection.payload, connection.payloadBytes);
      if (writtenUs < 0) break;
      if (isMeasured) {
        this.#chunks.add(nowUs - writtenUs);
        if (lane.chunks > 0) this.#gaps.add(nowUs - lane.lastChunkUs);
      }
      lane.chunks++;
      this.#chunksAll++;
      lane.lastChunkUs = nowUs;
    }
    if (isDone) {
      checkStream(lane);
      if (isMeasured) this.#streams++;
    }
    return isDone;
  }
}

function newLane(connection: ClientConnection): Lane {
  return {
    connection,
    stamps: new StampReader(),
    begun: 0,
    chunks: 0,
    lastChunkUs: 0,
    isFirstByteIn: false,
  };
}

/** Every byte of the stream but the times is the upstream's. */
function checkStream(lane: Lane): void {
  const { connection, chunks } = lane;
  if (chunks !== STREAM_CHUNKS) throw new Error(`The stream has ${chunks} of ${STREAM_CHUNKS}`);
  for (const at of EXPECTED.stampsAt) connection.payload.fill(ZERO, at, at + STAMP_DIGITS);
  if (!connection.hasPayload(EXPECTED.bytes)) {
    throw new Error("The stream has other bytes than the upstream sent");
  }
}

/** Runs streams on all connections at once. */
export function runStreams(job: StreamJob, tally: Tally): StreamFigures {
  const request = requestOf(job.port, {
    bytes: job.request_bytes,
    kind: job.answer,
    fields: job.fields,
  });
  using connections = new Connections(job.port, {
    request,
    waits: false,
    count: job.connections,
  });
  const run = new StreamRun(job, tally);
  run.run(connections);
  return run.figures();
}
