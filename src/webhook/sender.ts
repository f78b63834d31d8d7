/**
 * Delivers messages in order, from a spool on disk: a message is written before it is sent, and
 * removed when the receiver took it. What fails is tried again, later and later.
 * @module
 */

import type { Clock } from "../base/clock.ts";
import type { CryptoSuite } from "../base/crypto_suite.ts";
import { messageOf } from "../base/errors.ts";
import type { Logger } from "../base/log.ts";
import { signedFields, type WebhookMessage } from "./message.ts";

/** The spool's files; names are in order of their age. */
export interface SpoolFiles {
  /** Names of all messages, oldest first. */
  list(): Promise<string[]>;
  /** Body of a message; null when it is gone. */
  read(name: string): Promise<string | null>;
  /** Writes one, durably. */
  write(name: string, body: string): Promise<void>;
  remove(name: string): Promise<void>;
}

/** What a sender is made of. */
export interface SenderOptions {
  suite: Pick<CryptoSuite, "hmacSha256">;
  clock: Clock;
  log: Logger;
  files: SpoolFiles;
  secret: Uint8Array;
  /** Receiver, for the log: without path and query, which may hold a token. */
  host: string;
  /** Posts once, follows nothing. @returns The status. */
  post(fields: readonly [string, string][], body: string): Promise<number>;
  /** From 0 to 1, so that many senders do not come back at once. */
  random(): number;
  /** Waits; resolves early when the signal aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

/** Messages that may wait; of more, the oldest go, and the log says so. */
export const SPOOL_MAX = 10_000;
const RETRY_MS_MIN = 1_000;
const RETRY_MS_MAX = 60 * 60 * 1_000;
/** Digits of the time in a name: enough until the year 33658. */
const NAME_DIGITS = 15;

/** Counts since the start, and what waits now. */
export interface SenderStats {
  waiting: number;
  delivered: number;
  /** Attempts that failed; each is made again. */
  failures: number;
  /** Messages that nobody gets any more. */
  dropped: number;
}

/** Sends the messages of one log. */
export class WebhookSender {
  readonly #options: SenderOptions;
  readonly #stop = new AbortController();
  #wake = new AbortController();
  /** Names in the spool, oldest first. */
  #waiting: string[] = [];
  #count = 0;
  /** Failed attempts after each other. */
  #failures = 0;
  readonly #counts = { delivered: 0, failures: 0, dropped: 0 };
  #saving: Promise<void> = Promise.resolve();
  #running: Promise<void> | null = null;

  constructor(options: SenderOptions) {
    this.#options = options;
  }

  /** True while the last attempt failed. */
  get isFailing(): boolean {
    return this.#failures > 0;
  }

  /** Messages that wait. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** For the metrics. */
  get stats(): SenderStats {
    return { waiting: this.#waiting.length, ...this.#counts };
  }

  /** Takes up what an earlier run could not deliver. */
  async open(): Promise<void> {
    this.#waiting = await this.#options.files.list();
    this.#start();
  }

  /** Takes a message; it is on disk when this resolves. Never throws. */
  enqueue(body: string): Promise<void> {
    const { clock } = this.#options;
    const time = String(clock.nowMs()).padStart(NAME_DIGITS, "0");
    const name = `${time}-${String(this.#count++).padStart(6, "0")}`;
    this.#saving = this.#saving.then(() => this.#save({ name, body }));
    return this.#saving;
  }

  /**
   * Tries once more to deliver all, for at most so long; the rest stays for the next start.
   *
   * @returns How many are left.
   */
  async finish(waitMs: number): Promise<number> {
    const { sleep } = this.#options;
    const late = new AbortController();
    await this.#saving;
    this.#failures = Math.min(this.#failures, 1);
    this.#wake.abort();
    this.#start();
    await Promise.race([this.#running ?? Promise.resolve(), sleep(waitMs, late.signal)]);
    late.abort();
    this.#stop.abort();
    this.#wake.abort();
    return this.#waiting.length;
  }

  async #save({ name, body }: WebhookMessage): Promise<void> {
    const { files, log } = this.#options;
    try {
      await files.write(name, body);
    } catch (error) {
      this.#counts.dropped++;
      log("error", "webhook.dropped", { messages: 1, reason: messageOf(error) });
      return;
    }
    this.#waiting.push(name);
    while (this.#waiting.length > SPOOL_MAX) await this.#dropOldest();
    this.#start();
  }

  async #dropOldest(): Promise<void> {
    const { files, log } = this.#options;
    const name = this.#waiting.shift();
    if (name === undefined) return;
    this.#counts.dropped++;
    log("error", "webhook.dropped", { messages: 1, reason: `more than ${SPOOL_MAX} wait` });
    try {
      await files.remove(name);
    } catch {
      // The next start sends it then; a receiver that gets it late is no harm.
    }
  }

  #start(): void {
    if (this.#stop.signal.aborted || this.#waiting.length === 0) return;
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
      if (this.#failures === 0) this.#start(); // One came while the last was being removed.
    });
  }

  async #run(): Promise<void> {
    for (let name = this.#waiting[0]; name !== undefined; name = this.#waiting[0]) {
      if (this.#stop.signal.aborted) return;
      const problem = await this.#deliver(name);
      if (problem === null) {
        if (this.#waiting[0] === name) this.#waiting.shift();
        this.#failures = 0;
        continue;
      }
      this.#failures++;
      this.#counts.failures++;
      const waitMs = this.#pauseMs();
      const { log, host } = this.#options;
      log("warn", "webhook.failed", {
        host,
        reason: problem,
        waiting: this.#waiting.length,
        again_in_ms: waitMs,
      });
      if (this.#stop.signal.aborted) return;
      this.#wake = new AbortController();
      await this.#options.sleep(waitMs, this.#wake.signal);
    }
  }

  /** Twice as long after each failure, and a little at random. */
  #pauseMs(): number {
    const doubled = RETRY_MS_MIN * 2 ** Math.min(this.#failures - 1, 30);
    return Math.round(Math.min(doubled, RETRY_MS_MAX) * (0.75 + 0.25 * this.#options.random()));
  }

  /** @returns Why the message was not delivered; null when it was. */
  async #deliver(name: string): Promise<string | null> {
    const { files, suite, secret, clock, post, log, host } = this.#options;
    try {
      const body = await files.read(name);
      if (body === null) return null; // Somebody removed it from the spool.
      const message = { name, body };
      const status = await post(
        signedFields(suite, secret, { message, nowMs: clock.nowMs() }),
        body,
      );
      if (status < 200 || status > 299) {
        const redirect = status >= 300 && status < 400 ? ", a redirect, which is not followed" : "";
        return `status ${status}${redirect}`;
      }
      await files.remove(name);
      this.#counts.delivered++;
      log("info", "webhook.delivered", { host, id: `msg_${name}` });
      return null;
    } catch (error) {
      return messageOf(error);
    }
  }
}
