/**
 * Starts, watches and replaces threads; the only place that makes workers.
 *
 * A thread that dies never takes the process with it: its error is logged, its successor gets the
 * same rings, and the owner learns which one it was.
 *
 * @module
 */

import type { Clock } from "../base/clock.ts";
import { messageOf } from "../base/errors.ts";
import { WORKER_RETRY_MS, WORKER_STUCK_MS } from "../base/limits.ts";
import { yieldPermission } from "../base/priority.ts";
import {
  CURRENT_JOB,
  JOBS_DONE,
  type SharedBuffers,
  type SharedViews,
  STOP,
  WAKE,
  WORKER_WORDS,
} from "../capture/shared.ts";

/** Values of the control word `STOP`. */
export const STOP_WHEN_EMPTY = 1;
export const STOP_NOW = 2;

const NO_PERMISSIONS: Deno.PermissionOptionsObject = {
  env: false,
  ffi: false,
  import: false,
  net: false,
  read: false,
  run: false,
  write: false,
};

/** How an audit worker works. */
export interface AuditOptions {
  markerStyle: "plain" | "reference";
  /** Most bytes a compressed body may unfold to. */
  decodedBytesMax: number;
  /** The threads have permissions of their own: none. */
  isSandboxed: boolean;
  /** Content of the file of a user's detection rules, checked; null without one. */
  rules: string | null;
  /** Markers that belong to one tenant each, of the declared policy; none when absent. */
  canaries?: readonly { tenant: string; marker: string }[];
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
  /** The thread gives way to the one that forwards. */
  isYielding: boolean;
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

/** One place in the crew. */
interface Member {
  worker: Worker | undefined;
  /** Times in monotonic milliseconds. */
  startedAtMs: number;
  /** When a successor is started; infinite when none is due. */
  retryAtMs: number;
  /** As last seen; wraps. */
  jobsDone: number;
  /** When it was last seen to have done a job, or to have none. */
  movedAtMs: number;
}

/** The audit workers. */
export class Crew {
  readonly #url: URL;
  readonly #views: SharedViews;
  readonly #buffers: SharedBuffers;
  readonly #options: AuditOptions;
  readonly #events: CrewEvents;
  readonly #openPort: (worker: number) => MessagePort;
  readonly #clock: Clock;
  readonly #members: Member[];
  #isStopping = false;
  /** Workers replaced since the start. */
  restarts = 0;

  /** @param parts.openPort A fresh port to the journal for a worker. */
  constructor(parts: {
    url: URL;
    buffers: SharedBuffers;
    views: SharedViews;
    options: AuditOptions;
    events: CrewEvents;
    openPort: (worker: number) => MessagePort;
    clock: Clock;
  }) {
    this.#url = parts.url;
    this.#buffers = parts.buffers;
    this.#views = parts.views;
    this.#options = parts.options;
    this.#events = parts.events;
    this.#openPort = parts.openPort;
    this.#clock = parts.clock;
    this.#members = parts.views.jobs.map(() => ({
      worker: undefined,
      startedAtMs: 0,
      retryAtMs: Infinity,
      jobsDone: 0,
      movedAtMs: 0,
    }));
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
    for (const member of this.#members) member.worker?.terminate();
  }

  /** Starts successors that had to wait, and replaces workers that are stuck. For a slow timer. */
  maintain(): void {
    const nowMs = this.#clock.monotonicMs();
    for (const [index, member] of this.#members.entries()) {
      if (nowMs >= member.retryAtMs) {
        member.retryAtMs = Infinity;
        if (!this.#isStopping) this.#spawn(index);
      }
      if (member.worker !== undefined && this.#isStuck(index, nowMs)) {
        this.#replace(index, `the worker is stuck: no job ended for ${WORKER_STUCK_MS} ms`);
      }
    }
  }

  /** Workers that run. */
  get running(): number {
    return this.#members.filter((member) => member.worker !== undefined).length;
  }

  #isStuck(index: number, nowMs: number): boolean {
    const member = this.#members[index] as Member;
    const words = index * WORKER_WORDS;
    const done = Atomics.load(this.#views.workerWords, words + JOBS_DONE);
    const isBusy = Atomics.load(this.#views.workerWords, words + CURRENT_JOB) !== 0;
    if (!isBusy || done !== member.jobsDone) {
      member.jobsDone = done;
      member.movedAtMs = nowMs;
    }
    return nowMs - member.movedAtMs > WORKER_STUCK_MS;
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
      sandbox: this.#options.isSandboxed ? { ...NO_PERMISSIONS, ...yieldPermission() } : undefined,
    });
    const member = this.#members[index] as Member;
    const nowMs = this.#clock.monotonicMs();
    member.worker = worker;
    member.startedAtMs = nowMs;
    member.movedAtMs = nowMs;
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
    const member = this.#members[index] as Member;
    member.worker?.terminate();
    member.worker = undefined;
    if (this.#isStopping) return;
    this.restarts++;
    this.#events.lost(index, messageOf(reason));
    // One that dies at once would die again at once: its successor has to wait.
    const nowMs = this.#clock.monotonicMs();
    if (nowMs - member.startedAtMs < WORKER_RETRY_MS) member.retryAtMs = nowMs + WORKER_RETRY_MS;
    else this.#spawn(index);
  }
}
