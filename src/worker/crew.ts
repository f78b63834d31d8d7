/**
 * Starts, watches and replaces threads; the only place that makes workers.
 *
 * A thread that dies never takes the process with it: its error is logged, its successor gets the
 * same rings, and the owner learns which one it was.
 *
 * @module
 */

import { messageOf } from "../base/errors.ts";
import {
  type SharedBuffers,
  type SharedViews,
  STOP,
  WAKE,
  WORKER_WORDS,
} from "../capture/shared.ts";

/** Values of the control word `STOP`. */
export const STOP_WHEN_EMPTY = 1;
export const STOP_NOW = 2;

/** How an audit worker works. */
export interface AuditOptions {
  markerStyle: "plain" | "reference";
  /** Most bytes a compressed body may unfold to. */
  decodedBytesMax: number;
}

/** First message to an audit worker. */
export interface StartMessage {
  kind: "start";
  index: number;
  buffers: SharedBuffers;
  options: AuditOptions;
  /** Where drafts go. */
  journal: MessagePort;
}

/** First message from an audit worker. */
export interface ReadyMessage {
  kind: "ready";
  /** Digest of the detection rules. */
  detector: string;
  categories: readonly string[];
  notCovered: readonly string[];
}

/** What a crew tells its owner. */
export interface CrewEvents {
  /** A worker died; `ready` of its successor follows. */
  lost(worker: number, reason: string): void;
  ready(worker: number, message: ReadyMessage): void;
}

/**
 * Starts a thread.
 *
 * @param url Module of the thread's entry.
 * @param options.sandbox Permissions to run with; undefined inherits those of the process.
 */
export function startThread(
  url: URL,
  options: { name: string; sandbox: Deno.PermissionOptions | undefined },
): Worker {
  const { name, sandbox } = options;
  if (sandbox === undefined) return new Worker(url, { type: "module", name });
  return new Worker(url, { type: "module", name, deno: { permissions: sandbox } });
}

/** The audit workers. */
export class Crew {
  readonly #url: URL;
  readonly #views: SharedViews;
  readonly #buffers: SharedBuffers;
  readonly #options: AuditOptions;
  readonly #sandbox: boolean;
  readonly #events: CrewEvents;
  readonly #openPort: (worker: number) => MessagePort;
  readonly #workers: (Worker | undefined)[] = [];
  #isStopping = false;
  /** Workers replaced since the start. */
  restarts = 0;

  /** @param parts.openPort A fresh port to the journal for a worker. */
  constructor(parts: {
    url: URL;
    buffers: SharedBuffers;
    views: SharedViews;
    options: AuditOptions;
    sandbox: boolean;
    events: CrewEvents;
    openPort: (worker: number) => MessagePort;
  }) {
    this.#url = parts.url;
    this.#buffers = parts.buffers;
    this.#views = parts.views;
    this.#options = parts.options;
    this.#sandbox = parts.sandbox;
    this.#events = parts.events;
    this.#openPort = parts.openPort;
  }

  /** Starts all workers and waits until each has answered. */
  async start(): Promise<ReadyMessage> {
    const ready = this.#views.jobs.map((_, worker) => this.#spawn(worker));
    const [first] = await Promise.all(ready);
    return first as ReadyMessage;
  }

  /** Lets every worker finish its ring and leave; the journal sees the end on its port. */
  stop(): void {
    this.#isStopping = true;
    this.#tell(STOP_WHEN_EMPTY);
  }

  /** Ends all workers at once. */
  terminate(): void {
    this.#isStopping = true;
    this.#tell(STOP_NOW);
    for (const worker of this.#workers) worker?.terminate();
  }

  #tell(stop: number): void {
    for (let worker = 0; worker < this.#views.jobs.length; worker++) {
      const words = worker * WORKER_WORDS;
      Atomics.store(this.#views.workerWords, words + STOP, stop);
      Atomics.add(this.#views.workerWords, words + WAKE, 1);
      Atomics.notify(this.#views.workerWords, words + WAKE);
    }
  }

  #spawn(index: number): Promise<ReadyMessage> {
    const worker = startThread(this.#url, {
      name: `audit-${index}`,
      sandbox: this.#sandbox ? "none" : undefined,
    });
    this.#workers[index] = worker;
    const { promise, resolve } = Promise.withResolvers<ReadyMessage>();
    worker.onmessage = (event: MessageEvent<ReadyMessage>): void => {
      this.#events.ready(index, event.data);
      resolve(event.data);
    };
    worker.onerror = (event): void => {
      // Without this the error would end the whole process.
      event.preventDefault();
      this.#replace(index, event.message);
    };
    const journal = this.#openPort(index);
    const message: StartMessage = {
      kind: "start",
      index,
      buffers: this.#buffers,
      options: this.#options,
      journal,
    };
    worker.postMessage(message, [journal]);
    return promise;
  }

  #replace(index: number, reason: string): void {
    this.#workers[index]?.terminate();
    this.#workers[index] = undefined;
    if (this.#isStopping) return;
    this.restarts++;
    this.#events.lost(index, messageOf(reason));
    this.#spawn(index);
  }
}
