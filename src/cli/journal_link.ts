/**
 * Main-thread end of the journal thread.
 * @module
 */

import { OutbandError } from "../base/errors.ts";
import type { Logger } from "../base/log.ts";
import type { SharedBuffers } from "../capture/shared.ts";
import type { AnchorBody, DegradeBody } from "../format/record.ts";
import type { AnnotationAnswer } from "../proxy/annotations.ts";
import { startThread } from "../worker/crew.ts";
import type { FromJournal, JournalSettings, JournalStats, ToJournal } from "./journal_messages.ts";

/** Annotations that wait for an answer at once. */
const ANNOTATIONS_MAX = 256;
/** Longest wait for the journal's figures. */
const STATS_MS_MAX = 2_000;

/** The journal said that it is open. */
export type JournalOpened = FromJournal & { kind: "opened" };

/** Puts the thread's entry into the static graph for check, cache and compile; never called. */
export function journalGraph(): Promise<unknown> {
  return import("./journal_thread.ts");
}

/** One journal thread. */
export class JournalLink {
  readonly #worker: Worker;
  readonly #log: Logger;
  readonly #opened = Promise.withResolvers<JournalOpened>();
  readonly #closed = Promise.withResolvers<boolean>();
  #statsWanted: PromiseWithResolvers<JournalStats | null> | null = null;
  /** What was told last. */
  #stats: JournalStats | null = null;
  /** Who waits for an answer, by the number of the annotation. */
  readonly #annotations = new Map<number, (answer: AnnotationAnswer) => void>();
  #annotationId = 0;
  /** Why the audit is degraded, as the journal sees it. */
  degraded: string[] = [];
  /** Told of each sealed part. */
  onSealed: (part: { directory: string; note: string }) => void = () => {};
  /** True once the thread died; nothing is recorded any more. */
  isLost = false;

  /** @param permissions What the thread may do; undefined for everything the process may. */
  constructor(options: { log: Logger; permissions: Deno.PermissionOptions | undefined }) {
    this.#log = options.log;
    this.#worker = startThread(new URL("./journal_thread.ts", import.meta.url), {
      name: "journal",
      sandbox: options.permissions,
    });
    this.#worker.onmessage = (event: MessageEvent<FromJournal>): void => this.#hear(event.data);
    this.#worker.onerror = (event): void => {
      event.preventDefault();
      this.#lose(event.message);
    };
  }

  /**
   * Opens log and key.
   *
   * @throws {OutbandError} With the journal's own line, if that fails.
   */
  open(buffers: SharedBuffers, settings: JournalSettings): Promise<JournalOpened> {
    this.#tell({ kind: "start", buffers, settings });
    return this.#opened.promise;
  }

  /** A port on which a worker can post its drafts. */
  openPort(worker: number): MessagePort {
    const { port1, port2 } = new MessageChannel();
    this.#tell({ kind: "port", worker, port: port1 }, [port1]);
    return port2;
  }

  /** Tells recorded calls to an OpenTelemetry thread, too. */
  exportTo(port: MessagePort): void {
    this.#tell({ kind: "otel", port }, [port]);
  }

  /** These ordinals will have no record. */
  reportLost(ordinals: number[]): void {
    if (ordinals.length > 0) this.#tell({ kind: "lost", ordinals });
  }

  /** The state of the capture changed. */
  reportState(change: Omit<DegradeBody, "kind">): void {
    if (!this.isLost) this.#tell({ kind: "state", change });
  }

  /** Somebody outside confirmed a checkpoint. */
  recordAnchor(body: AnchorBody): void {
    if (!this.isLost) this.#tell({ kind: "anchor", body });
  }

  /** Opens files anew that something else may have renamed. */
  reopen(): void {
    if (!this.isLost) this.#tell({ kind: "reopen" });
  }

  /**
   * Figures, or null when the journal is gone or has not told any yet. A thread that gets no
   * processor for a while keeps nobody waiting: then they are those that it told last.
   */
  stats(): Promise<JournalStats | null> {
    if (this.isLost) return Promise.resolve(null);
    if (this.#statsWanted === null) {
      const wanted = Promise.withResolvers<JournalStats | null>();
      const late = setTimeout(() => this.#heardStats(this.#stats), STATS_MS_MAX);
      wanted.promise.finally(() => clearTimeout(late));
      this.#statsWanted = wanted;
      this.#tell({ kind: "stats" });
    }
    return this.#statsWanted.promise;
  }

  /** Hands over what an application says after a call. */
  annotate(bytes: Uint8Array<ArrayBuffer>): Promise<AnnotationAnswer> {
    if (this.isLost || this.#annotations.size >= ANNOTATIONS_MAX) {
      return Promise.resolve({ kind: "unavailable" });
    }
    const id = this.#annotationId++;
    const { promise, resolve } = Promise.withResolvers<AnnotationAnswer>();
    this.#annotations.set(id, resolve);
    this.#tell({ kind: "annotate", id, bytes });
    return promise;
  }

  /**
   * Waits for the workers' last drafts, settles everything, seals the window.
   *
   * @param workers Ports on which an end is still to come.
   * @returns true when every call is settled and the window is sealed.
   */
  close(workers: number): Promise<boolean> {
    if (!this.isLost) this.#tell({ kind: "close", workers });
    return this.#closed.promise;
  }

  /** Ends the thread. */
  terminate(): void {
    this.#worker.terminate();
  }

  #tell(message: ToJournal, transfer: Transferable[] = []): void {
    this.#worker.postMessage(message, transfer);
  }

  #heardStats(stats: JournalStats | null): void {
    this.#statsWanted?.resolve(stats);
    this.#statsWanted = null;
  }

  #hear(message: FromJournal): void {
    switch (message.kind) {
      case "opened":
        return this.#opened.resolve(message);
      case "failed":
        return this.#opened.reject(new OutbandError(message.code, message.message));
      case "log":
        return this.#log(message.level, message.event, message.fields);
      case "sealed":
        return this.onSealed(message);
      case "degraded":
        this.degraded = message.reasons;
        return;
      case "stats":
        this.#stats = message.stats;
        return this.#heardStats(message.stats);
      case "annotated": {
        const { id, answer } = message;
        this.#annotations.get(id)?.(answer);
        this.#annotations.delete(id);
        return;
      }
      case "closed":
        this.#closed.resolve(message.clean);
    }
  }

  #lose(reason: string): void {
    this.isLost = true;
    this.degraded = ["journal_lost"];
    this.#log("error", "journal.error", { reason, effect: "nothing is recorded until a restart" });
    this.#opened.reject(new OutbandError("IO", `Cannot start the journal: ${reason}`));
    this.#heardStats(null);
    for (const resolve of this.#annotations.values()) resolve({ kind: "unavailable" });
    this.#annotations.clear();
    this.#closed.resolve(false);
  }
}
