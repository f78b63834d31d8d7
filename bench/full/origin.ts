/**
 * Upstream of the full benchmark, a process of its own: the model of a request chooses between two
 * prepared JSON answers and a stream of chunks. Prints `{"port":N}` and ends when its standard input
 * ends. It is no HTTP server: whatever it does not expect ends the connection.
 * @module
 */

import { utf8 } from "../../src/base/bytes.ts";
import {
  answerKindOf,
  answerOf,
  type EventTemplate,
  isStream,
  KIND_BYTES,
  STREAM_END,
  STREAM_HEAD,
  STREAM_PAUSE_MS,
  streamTemplates,
  writeStamp,
} from "./bodies.ts";
import { HeadScan } from "./http_scan.ts";
import {
  acceptSocket,
  Alarm,
  closeSocket,
  listenSocket,
  monotonicUs,
  Poller,
  receiveSome,
  sendSome,
} from "./sockets.ts";

const STDIN_FD = 0;
/** Holds a head and the part of a body that says which answer is wanted. */
const START_BYTES = 16_384;
const SCRATCH = new Uint8Array(1_048_576);
const ANSWERS = { small: answerOf("small"), large: answerOf("large") };
const TEMPLATES: readonly EventTemplate[] = streamTemplates();
const NOTHING = new Uint8Array(0);

/** One connection: reads a request, answers it, reads the next. */
class OriginConnection {
  readonly fd: number;
  /** Next chunk of the stream that is being sent, or -1. */
  nextChunk = -1;
  /** When that chunk is due. */
  dueUs = 0;
  #pauseUs = 0;
  readonly #start = new Uint8Array(START_BYTES);
  readonly #head = new HeadScan();
  #filled = 0;
  /** Bytes of the body still to come, once the head has been read. */
  #left = -1;
  #answer: Uint8Array = NOTHING;
  #answerAt = 0;

  constructor(fd: number) {
    this.fd = fd;
  }

  /** Reads once: `closed` at the end of the connection, `answers` when a request is complete. */
  read(): "closed" | "waits" | "answers" {
    const isInHead = this.#left < 0;
    const into = isInHead ? this.#start.subarray(this.#filled) : SCRATCH;
    const count = receiveSome(this.fd, into);
    if (count === 0) return "closed";
    if (count < 0) return "waits";
    if (this.#answer !== NOTHING || this.nextChunk >= 0) {
      throw new Error("Bytes came before the last answer was sent");
    }
    if (isInHead) this.#takeStart(count);
    else this.#left -= count;
    if (this.#left > 0 || (this.#left < 0 && this.#filled < START_BYTES)) return "waits";
    if (this.#left < 0) throw new Error("The request's body is longer than its head says");
    return "answers";
  }

  /** Begins the answer; whether all that is to be sent now has been sent. */
  answer(): boolean {
    const kind = answerKindOf(this.#start.subarray(this.#head.headBytes, this.#filled));
    if (kind === null) throw new Error("The request does not name a model of the benchmark");
    this.#filled = 0;
    this.#left = -1;
    if (!isStream(kind)) return this.#send(ANSWERS[kind]);
    this.nextChunk = 0;
    this.#pauseUs = STREAM_PAUSE_MS[kind] * 1000;
    this.dueUs = monotonicUs();
    return this.#send(STREAM_HEAD);
  }

  /** Sends the chunk that is due, and after the last one the end. */
  sendChunk(): void {
    const template = TEMPLATES[this.nextChunk];
    if (template === undefined) throw new Error(`There is no chunk ${this.nextChunk}`);
    this.nextChunk++;
    this.dueUs += this.#pauseUs;
    writeStamp(template, monotonicUs());
    this.#sendWhole(template.bytes);
    if (this.nextChunk < TEMPLATES.length) return;
    this.nextChunk = -1;
    this.#sendWhole(STREAM_END);
  }

  /** Sends on; whether all has been sent. */
  flush(): boolean {
    this.#answerAt += sendSome(this.fd, { bytes: this.#answer, at: this.#answerAt });
    if (this.#answerAt < this.#answer.length) return false;
    this.#answer = NOTHING;
    return true;
  }

  #send(bytes: Uint8Array): boolean {
    this.#answer = bytes;
    this.#answerAt = 0;
    return this.flush();
  }

  /** A chunk of a stream is small: a peer that cannot take it has stopped reading. */
  #sendWhole(bytes: Uint8Array): void {
    if (sendSome(this.fd, { bytes, at: 0 }) !== bytes.length) this.nextChunk = -1;
  }

  #takeStart(count: number): void {
    this.#filled += count;
    if (!this.#head.scan(this.#start, this.#filled)) return;
    if (this.#head.bodyBytes < 0) throw new Error("The request does not say how long it is");
    const bodyBytes = this.#filled - this.#head.headBytes;
    if (bodyBytes < Math.min(KIND_BYTES, this.#head.bodyBytes)) return;
    this.#left = this.#head.bodyBytes - bodyBytes;
    if (this.#left < 0) throw new Error("Bytes follow the request");
  }
}

/** All connections of the process. */
class Origin {
  readonly #listener = listenSocket();
  readonly #poller = new Poller();
  readonly #alarm = new Alarm();
  readonly #connections = new Map<number, OriginConnection>();
  readonly #streaming = new Set<OriginConnection>();

  get port(): number {
    return this.#listener.port;
  }

  /** Serves until standard input ends. */
  run(): void {
    this.#poller.add(this.#listener.fd);
    this.#poller.add(this.#alarm.fd);
    this.#poller.add(STDIN_FD);
    for (;;) {
      const ready = this.#poller.wait(-1);
      for (let k = 0; k < ready; k++) {
        const fd = this.#poller.fdAt(k);
        if (fd === STDIN_FD) return;
        if (fd === this.#listener.fd) this.#accept();
        else if (fd !== this.#alarm.fd) this.#serve(fd, this.#poller.isWritable(k));
      }
      this.#sendDue();
    }
  }

  #accept(): void {
    for (let fd = this.#accepted(); fd >= 0; fd = this.#accepted()) {
      this.#connections.set(fd, new OriginConnection(fd));
      this.#poller.add(fd);
    }
  }

  #accepted(): number {
    return acceptSocket(this.#listener.fd);
  }

  #serve(fd: number, isWritable: boolean): void {
    const connection = this.#connections.get(fd);
    if (connection === undefined) return;
    try {
      if (isWritable && connection.flush()) this.#poller.watchWrites(fd, false);
      const state = connection.read();
      if (state === "closed") this.#close(connection);
      else if (state === "answers") this.#answer(connection);
    } catch (error) {
      Deno.stderr.writeSync(utf8(`bench upstream: ${error}\n`));
      this.#close(connection);
    }
  }

  #answer(connection: OriginConnection): void {
    if (!connection.answer()) this.#poller.watchWrites(connection.fd, true);
    if (connection.nextChunk >= 0) this.#streaming.add(connection);
  }

  #close(connection: OriginConnection): void {
    this.#connections.delete(connection.fd);
    this.#streaming.delete(connection);
    closeSocket(connection.fd);
  }

  /** Sends the chunks that are due, and sets the alarm for the next one. */
  #sendDue(): void {
    if (this.#streaming.size === 0) return;
    let nextUs = Infinity;
    for (const connection of this.#streaming) {
      while (connection.nextChunk >= 0 && connection.dueUs <= monotonicUs()) connection.sendChunk();
      if (connection.nextChunk < 0) this.#streaming.delete(connection);
      else nextUs = Math.min(nextUs, connection.dueUs);
    }
    if (nextUs === Infinity) this.#alarm.clear();
    else this.#alarm.set(nextUs);
  }
}

function main(): void {
  const origin = new Origin();
  Deno.stdout.writeSync(utf8(`${JSON.stringify({ port: origin.port })}\n`));
  origin.run();
}

main();
