/**
 * The open loop: requests fall due at a fixed rate, whatever became of the earlier ones, and a
 * latency is counted from the moment at which its request was due. So a pause of the subject counts
 * for every request that it held up, as it would for users who do not wait for one another.
 * @module
 */

import { requestOf } from "./bodies.ts";
import { type ClientConnection, Connections } from "./client_connection.ts";
import { AnswerCheck, type Tally } from "./closed_loop.ts";
import { Histogram } from "./histogram.ts";
import { latenciesOf, type LoadFigures, type OpenJob } from "./jobs.ts";
import { dueCount, dueTotal, dueUs } from "./schedule.ts";
import { Alarm, monotonicUs, Poller } from "./sockets.ts";

/** How long answers are waited for when the last request has fallen due. */
const DRAIN_MS_MAX = 2000;

/** State of one run. */
class OpenLoop {
  readonly #job: OpenJob;
  readonly #tally: Tally;
  readonly #check: AnswerCheck;
  readonly #startUs = monotonicUs();
  readonly #total: number;
  readonly #warmup: number;
  readonly #latenciesUs: Float64Array;
  readonly #idle: ClientConnection[] = [];
  /** Requests begun, in the order in which they fell due. */
  #begun = 0;
  #measured = 0;
  #answered = 0;
  #lastEndUs = 0;

  constructor(job: OpenJob, tally: Tally) {
    this.#job = job;
    this.#tally = tally;
    this.#check = new AnswerCheck(job.answer);
    this.#warmup = dueTotal(job.rate_per_s, job.warmup_ms);
    this.#total = this.#warmup + dueTotal(job.rate_per_s, job.ms);
    this.#latenciesUs = new Float64Array(this.#total - this.#warmup);
  }

  run(connections: Connections): void {
    using poller = new Poller();
    using alarm = new Alarm();
    poller.add(alarm.fd);
    for (const connection of connections.all) poller.add(connection.fd);
    this.#idle.push(...connections.all);
    const stopUs = this.#dueUs(this.#total) + DRAIN_MS_MAX * 1000;
    while (this.#answered < this.#total && monotonicUs() < stopUs) {
      this.#sendDue(poller);
      this.#setAlarm(alarm, stopUs);
      const ready = poller.wait(DRAIN_MS_MAX);
      for (let k = 0; k < ready; k++) {
        if (poller.fdAt(k) === alarm.fd) continue;
        const connection = connections.of(poller.fdAt(k));
        if (poller.isWritable(k) && connection.flush()) poller.watchWrites(connection.fd, false);
        this.#read(connection);
        if (connection.isClosed) poller.remove(connection.fd);
      }
    }
  }

  /** Requests without an answer count with the time that they have waited so far. */
  figures(connections: Connections): LoadFigures {
    if (this.#measured === 0) throw new Error("No request was answered in the measured time");
    const answered = this.#measured;
    const nowUs = monotonicUs();
    for (const connection of connections.all) {
      if (connection.isBusy) this.#addSample(connection.startUs, nowUs);
    }
    for (let k = this.#begun; k < this.#total; k++) this.#addSample(this.#dueUs(k), nowUs);
    const samplesUs = this.#latenciesUs.subarray(0, this.#measured);
    const histogram = new Histogram();
    for (const latencyUs of samplesUs) histogram.add(latencyUs);
    const seconds = (this.#lastEndUs - this.#dueUs(this.#warmup)) / 1e6;
    return {
      ...latenciesOf(samplesUs),
      sent: this.#tally.sent,
      exchanges: answered,
      exchanges_per_s: answered / seconds,
      unanswered: this.#total - this.#answered,
      histogram: histogram.buckets(),
    };
  }

  #dueUs(index: number): number {
    return dueUs(index, { startUs: this.#startUs, ratePerS: this.#job.rate_per_s });
  }

  /** Sends all that is due while connections are idle. */
  #sendDue(poller: Poller): void {
    const schedule = { startUs: this.#startUs, ratePerS: this.#job.rate_per_s };
    const due = Math.min(this.#total, dueCount(monotonicUs(), schedule));
    while (this.#begun < due) {
      const connection = this.#idle.pop();
      if (connection === undefined) return;
      if (connection.isClosed) continue;
      connection.startUs = this.#dueUs(this.#begun++);
      this.#tally.sent++;
      if (!connection.send()) poller.watchWrites(connection.fd, true);
    }
  }

  /** Rings when the next request is due, or at the end; never while all connections are busy. */
  #setAlarm(alarm: Alarm, stopUs: number): void {
    const isMore = this.#begun < this.#total;
    if (isMore && this.#idle.length === 0) alarm.set(stopUs);
    else alarm.set(isMore ? this.#dueUs(this.#begun) : stopUs);
  }

  #read(connection: ClientConnection): void {
    if (!connection.isBusy) {
      connection.readIdle();
      return;
    }
    if (!connection.receive(monotonicUs)) return;
    const endUs = monotonicUs();
    this.#answered++;
    if (this.#addSample(connection.startUs, endUs)) this.#lastEndUs = endUs;
    this.#check.check(connection);
    this.#idle.push(connection);
  }

  /** Whether the request fell due in the measured time; if so, it is counted. */
  #addSample(dueUs: number, endUs: number): boolean {
    if (dueUs < this.#dueUs(this.#warmup)) return false;
    this.#latenciesUs[this.#measured++] = endUs - dueUs;
    return true;
  }
}

/** Runs one open loop. */
export function runOpenLoop(job: OpenJob, tally: Tally): LoadFigures {
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
  const loop = new OpenLoop(job, tally);
  loop.run(connections);
  return loop.figures(connections);
}
