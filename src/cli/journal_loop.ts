/**
 * The journal thread: collects drafts from the workers, hands them to the journal in batches, and
 * keeps the counts that metrics show.
 *
 * A batch is closed when it is large or {@linkcode BATCH_MS} old. Workers get their credit back
 * only when their drafts are durable, so a slow disk slows the workers, then costs captures, and
 * never the traffic.
 *
 * @module
 */

import { SYSTEM_CLOCK } from "../base/clock.ts";
import { Collector } from "../base/collector.ts";
import { NODE_SUITE } from "../base/digest.ts";
import { messageOf, OutbandError } from "../base/errors.ts";
import { FATE_TABLE_BYTES, JOURNAL_NICE } from "../base/limits.ts";
import type { LogEvent, LogLevel } from "../base/log.ts";
import { yieldToTraffic } from "../base/priority.ts";
import { PROGRAM, VERSION } from "../base/version.ts";
import {
  ACCEPTED,
  DRAFT_KIB_AHEAD,
  DRAFTS_AHEAD,
  FATES_SCANNED,
  FATES_WRITTEN,
  type SharedViews,
  viewShared,
  WORKER_WORDS,
} from "../capture/shared.ts";
import { computeControls } from "../controls/status.ts";
import type { Detector } from "../detect/detector.ts";
import { detectorOfRules } from "../detect/detector_of_rules.ts";
import { runSelfTest, selfTestBody, type SelfTestCause } from "../detect/selftest.ts";
import { PASSPHRASE_VARIABLE, passphraseSource } from "../evidence/passphrase.ts";
import { openSealer, type SealerOptions } from "../evidence/sealer.ts";
import type { GapReason } from "../format/counts.ts";
import type { CallDraft } from "../format/draft.ts";
import { windowAt } from "../format/layout.ts";
import { SYSTEM_DISK } from "../journal/disk.ts";
import { type Journal, type JournalOptions, openJournal } from "../journal/journal.ts";
import { CallCounter } from "../telemetry/call_figures.ts";
import type { WorkerMessage } from "../worker/task_loop.ts";
import { annotationRecord } from "./annotations.ts";
import { permittedEnvironment } from "./environment.ts";
import type { FromJournal, JournalSettings, JournalStats, ToJournal } from "./journal_messages.ts";
import { Housekeeping } from "./housekeeping.ts";
import { LineSink } from "./line_sink.ts";
import { OtelFeed } from "./otel_feed.ts";

/** A batch waits this long for more drafts. */
const BATCH_MS = 20;
/** A batch of this many drafts, or KiB, does not wait. */
const BATCH_MAX = 512;
const BATCH_KIB_MAX = 1_024;
/** How often windows, leases and fates are looked at when nothing else happens. */
const TICK_MS = 100;
/** Longest wait for standard output at the end. */
const FLUSH_MS = 5_000;
/** How often the detector tests itself after the start. */
const SELFTEST_MS = 24 * 60 * 60 * 1_000;
/** Detection level of the first engine, as the reference program names it. */
const DETECTION_LEVEL = "pattern-based";

/** Severity of the journal's events; those not named are `info`. */
const LEVELS: Partial<Record<LogEvent, LogLevel>> = {
  "audit.degraded": "error",
  "audit.dropped": "warn",
  "detector.selftest_failed": "error",
  "journal.error": "error",
  "journal.recovered": "warn",
  "window.seal_failed": "error",
  "window.left_unsigned": "warn",
  "key.rotation_failed": "error",
  "telemetry.lost": "warn",
  "retention.failed": "error",
  "retention.held": "warn",
  "disk.low": "warn",
};

/** The part of the thread's global scope that the journal needs. */
export interface JournalPort {
  onmessage: ((event: MessageEvent<ToJournal>) => void) | null;
  postMessage(message: FromJournal): void;
}

/** Serves the main thread on a port. */
export function serveJournal(port: JournalPort): void {
  let loop: JournalLoop | null = null;
  port.onmessage = ({ data }): void => {
    if (data.kind !== "start") {
      loop?.hear(data);
      return;
    }
    try {
      loop = new JournalLoop(port, { views: viewShared(data.buffers), settings: data.settings });
    } catch (error) {
      const code = error instanceof OutbandError ? error.code : "IO";
      port.postMessage({ kind: "failed", code, message: messageOf(error) });
    }
  };
}

/** Drafts of one worker that are not durable yet. */
interface Credit {
  worker: number;
  drafts: number;
  kib: number;
}

/** Where the keys are, as the sealer takes it. */
function keyOptions(
  keys: JournalSettings["keys"],
): Pick<SealerOptions, "keyFile" | "publicKeyFile" | "passphrase"> {
  const { keyFile, publicKeyFile, passphraseFile: file, passphraseCommand: command } = keys;
  const variable = (): string | undefined | null => permittedEnvironment(PASSPHRASE_VARIABLE);
  return {
    ...(keyFile === null ? {} : { keyFile }),
    ...(publicKeyFile === null ? {} : { publicKeyFile }),
    passphrase: passphraseSource({ disk: SYSTEM_DISK, file, command, variable }),
  };
}

class JournalLoop {
  readonly #port: JournalPort;
  readonly #views: SharedViews;
  readonly #journal: Journal;
  readonly #sink = new LineSink(Deno.stdout);
  readonly #credits: Credit[] = [];
  readonly #ticker: ReturnType<typeof setInterval>;
  #drafts: CallDraft[] = [];
  #draftKib = 0;
  readonly #collector = new Collector();
  #batchTimer: ReturnType<typeof setTimeout> | undefined;
  #endsToCome = Infinity;
  #ends = 0;
  #degraded = "";
  readonly #calls = new CallCounter();
  /** Drafts that became durable and whose credit was not given back yet. */
  #settled = 0;
  readonly #periodSeconds: number;
  #detector: Detector | null = null;
  #otel: OtelFeed | null = null;
  #selfTest: JournalStats["selfTest"] = null;
  readonly #selfTestTimers: ReturnType<typeof setTimeout>[] = [];
  #isClosed = false;
  #housekeeping: Housekeeping | null = null;

  constructor(port: JournalPort, parts: { views: SharedViews; settings: JournalSettings }) {
    this.#port = port;
    this.#views = parts.views;
    const { settings } = parts;
    yieldToTraffic({ nice: JOURNAL_NICE, isSandboxed: settings.isSandboxed });
    this.#periodSeconds = settings.periodSeconds;
    this.#journal = openJournal(this.#journalOptions(settings));
    this.#housekeeping = new Housekeeping({
      ...settings,
      settings: settings.housekeeping,
      note: (body) => !this.#isClosed && this.#journal.note(body),
      log: (event, fields) => this.#log(event, fields),
    });
    this.#ticker = setInterval(() => this.#tick(), TICK_MS);
    port.postMessage({
      kind: "opened",
      nextOrdinal: this.#journal.nextOrdinal,
      origin: this.#journal.origin,
      vkey: this.#journal.vkey,
    });
    this.#selfTestTimers.push(
      setTimeout(() => this.#runSelfTest("start"), 0),
      setInterval(() => this.#runSelfTest("daily"), SELFTEST_MS),
    );
  }

  /** Tests the rules in force and records what came of it; takes some milliseconds. */
  #runSelfTest(cause: SelfTestCause): void {
    if (this.#detector === null) return;
    const result = runSelfTest(this.#detector);
    this.#selfTest = { passed: result.passed, recall: result.recall };
    this.#journal.note(selfTestBody(result, cause));
    if (result.passed) return;
    this.#log("detector.selftest_failed", { recall: result.recall, precision: result.precision });
  }

  #journalOptions(
    { origin, keys, rules, policy, isSandboxed: _, housekeeping: _kept, ...settings }:
      JournalSettings,
  ): JournalOptions {
    const { detector, rulesDigest } = detectorOfRules(rules);
    this.#detector = detector;
    const common = {
      ...settings,
      suite: NODE_SUITE,
      disk: SYSTEM_DISK,
      randomBytes: (bytes: number): Uint8Array => crypto.getRandomValues(new Uint8Array(bytes)),
    };
    return {
      ...common,
      ...(origin === null ? {} : { origin }),
      ...(keys.recoveryVkey === null ? {} : { recoveryVkey: keys.recoveryVkey }),
      purposes: policy?.policy.purposes?.map(({ id }) => id) ?? [],
      clock: SYSTEM_CLOCK,
      software: { name: PROGRAM, version: VERSION, runtime: `deno ${Deno.version.deno}` },
      detector: {
        detector: detector.digest,
        level: DETECTION_LEVEL,
        categories: [...detector.categories],
        not_covered: [...detector.notCovered],
        ...(rulesDigest === null ? {} : { rules: rulesDigest }),
      },
      sink: this.#sink,
      openSealer: (log) =>
        openSealer({
          ...common,
          ...log,
          ...keyOptions(keys),
          controls: (totals) => computeControls(totals, policy),
          keyCreated: (key) => this.#log("key.created", key),
        }),
      log: (event, fields) => this.#log(event, fields),
      firstOrdinalReady: () => {},
      recorded: (calls) => this.#otel?.recorded(calls),
      sealed: (part, note) => {
        this.#housekeeping?.sealed(part.totals.tombstones);
        this.#port.postMessage({ kind: "sealed", directory: part.directory, note });
      },
      settled: (drafts) => {
        this.#settled += drafts;
      },
    };
  }

  hear(message: ToJournal): void {
    switch (message.kind) {
      case "port":
        message.port.onmessage = ({ data }: MessageEvent<WorkerMessage>): void => {
          this.#hearWorker(data, message.port);
        };
        return;
      case "otel":
        this.#otel = new OtelFeed(message.port);
        return;
      case "lost":
        return this.#drop(message.ordinals, "worker_lost");
      case "state":
        this.#journal.note({ kind: "degrade", ...message.change });
        return;
      case "anchor":
        // What arrives about the last window is only kept as a file.
        if (!this.#isClosed) this.#journal.note(message.body);
        return;
      case "reopen":
        this.#journal.reopen();
        return this.#journal.rotate();
      case "stats":
        return this.#port.postMessage({ kind: "stats", stats: this.#stats() });
      case "annotate":
        return this.#annotate(message);
      case "close":
        this.#endsToCome = message.workers;
        if (this.#ends >= this.#endsToCome) this.#close();
    }
  }

  #annotate({ id, bytes }: ToJournal & { kind: "annotate" }): void {
    if (this.#detector === null) return; // It is there before anybody can ask.
    const result = annotationRecord(bytes, this.#detector);
    if ("problem" in result) {
      return this.#port.postMessage({
        kind: "annotated",
        id,
        answer: { kind: "refused", ...result },
      });
    }
    const kind = this.#journal.note(result.body) ? "accepted" : "unavailable";
    this.#port.postMessage({ kind: "annotated", id, answer: { kind } });
  }

  #hearWorker(message: WorkerMessage, port: MessagePort): void {
    if (message.kind === "end") {
      port.close();
      this.#ends++;
      if (this.#ends >= this.#endsToCome) this.#close();
      return;
    }
    const { worker, kib, drafts } = message;
    this.#credits.push({ worker, drafts: drafts.length, kib });
    for (const draft of drafts) this.#drafts.push(draft);
    this.#draftKib += kib;
    const isLarge = this.#drafts.length >= BATCH_MAX || this.#draftKib >= BATCH_KIB_MAX;
    if (isLarge) this.#appendBatch();
    else this.#batchTimer ??= setTimeout(() => this.#appendBatch(), BATCH_MS);
  }

  #appendBatch(): void {
    clearTimeout(this.#batchTimer);
    this.#batchTimer = undefined;
    const drafts = this.#drafts;
    this.#drafts = [];
    const kib = this.#draftKib;
    this.#draftKib = 0;
    this.#acceptFates();
    const nowMs = SYSTEM_CLOCK.nowMs();
    for (const draft of drafts) this.#calls.count(draft, nowMs);
    this.#journal.append(drafts);
    this.#collector.worked(kib * 1024);
    this.#afterwards();
  }

  #tick(): void {
    this.#acceptFates();
    this.#housekeeping?.tick(SYSTEM_CLOCK.nowMs());
    this.#journal.tick();
    if (this.#drafts.length === 0) this.#collector.idle(TICK_MS);
    this.#afterwards();
  }

  /** Tells the journal how many calls there are, and which of them will have no record. */
  #acceptFates(): void {
    const { counters, fates } = this.#views;
    const from = Number(Atomics.load(counters, FATES_SCANNED));
    const to = Number(Atomics.load(counters, FATES_WRITTEN));
    this.#journal.acceptedNow(Number(Atomics.load(counters, ACCEPTED)));
    if (to === from) return;
    const dropped: number[] = [];
    for (let ord = from; ord < to; ord++) {
      const at = ord % FATE_TABLE_BYTES;
      if (fates[at] === 0) continue;
      fates[at] = 0;
      dropped.push(ord);
    }
    if (dropped.length > 0) this.#drop(dropped, this.#isDiskOut() ? "disk" : "table_full");
    Atomics.store(counters, FATES_SCANNED, BigInt(to));
  }

  /** The table of calls is full because nothing of it can be written. */
  #isDiskOut(): boolean {
    const names = this.#journal.degraded();
    return names.includes("disk") || names.includes("directory");
  }

  /** Gives credit back for what has become durable, and tells what changed. */
  #afterwards(): void {
    while (this.#credits[0] !== undefined && this.#settled >= this.#credits[0].drafts) {
      const { worker, drafts, kib } = this.#credits.shift() as Credit;
      this.#settled -= drafts;
      const words = worker * WORKER_WORDS;
      Atomics.sub(this.#views.workerWords, words + DRAFTS_AHEAD, drafts);
      Atomics.sub(this.#views.workerWords, words + DRAFT_KIB_AHEAD, kib);
      Atomics.notify(this.#views.workerWords, words + DRAFTS_AHEAD);
    }
    this.#reportLostLines();
    const reasons = [...this.#journal.degraded(), ...this.#housekeeping?.reasons() ?? []];
    if (reasons.join() === this.#degraded) return;
    this.#degraded = reasons.join();
    this.#port.postMessage({ kind: "degraded", reasons });
  }

  #reportLostLines(): void {
    const lost = this.#sink.takeLost();
    if (lost === 0) return;
    this.#journal.telemetryLost(lost, "stdout");
    this.#log("telemetry.lost", { lines: lost });
  }

  #drop(ordinals: readonly number[], why: GapReason): void {
    const dropped = this.#journal.settleDropped(ordinals, why);
    this.#calls.drop(dropped, why);
    this.#log("audit.dropped", { calls: dropped, why });
  }

  #stats(): JournalStats {
    const { stats } = this.#journal;
    return {
      calls: this.#calls.figures(),
      ioErrors: stats.ioErrors,
      windowsSealed: stats.windowsSealed,
      telemetryLinesLost: stats.telemetryLinesLost,
      backlog: stats.backlog + this.#drafts.length,
      selfTest: this.#selfTest,
      windowNumber: stats.windowNumber ?? windowAt(SYSTEM_CLOCK.nowMs(), this.#periodSeconds),
      written: { records: stats.recordsWritten, bytes: stats.bytesWritten },
      windowsUnsealed: stats.unsealed,
      log: { records: stats.size, signed: stats.signedSize },
      housekeeping: this.#housekeeping?.stats() ?? null,
    };
  }

  #close(): void {
    clearInterval(this.#ticker);
    for (const timer of this.#selfTestTimers) clearTimeout(timer);
    this.#appendBatch();
    this.#isClosed = true;
    const { clean } = this.#journal.close();
    this.#otel?.close();
    const late = setTimeout(() => {
      const lines = this.#sink.abandon();
      // The log is closed: a record of it is too late.
      if (lines > 0) this.#log("telemetry.lost", { lines, effect: "nobody read them at the end" });
      this.#port.postMessage({ kind: "closed", clean });
    }, FLUSH_MS);
    const report = (): void => {
      clearTimeout(late);
      this.#port.postMessage({ kind: "closed", clean });
    };
    this.#sink.flushed().then(report, report);
  }

  #log(event: LogEvent, fields: Readonly<Record<string, unknown>>): void {
    this.#port.postMessage({ kind: "log", level: LEVELS[event] ?? "info", event, fields });
  }
}
