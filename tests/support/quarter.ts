/**
 * A quarter of synthetic evidence in the real format, written by the real journal and the real
 * sealer, with fixed seed, keys and clock. What happens in it is listed in {@linkcode QUARTER}, so
 * that a report can be held against it: every event must be in the report, and nothing else.
 *
 * ```text
 * gw-0  Jul 1 -------- Aug 15 key rotation ------ Sep 17 unapproved vendor -------- Sep 30
 * gw-1  Jul 1 --- Aug 4 09:10 crash ... Aug 5 15:00 back ------ Sep 10 drops ------ Sep 30
 * gw-2            Jul 20 added ------------- Sep 3 traffic that bypassed the proxy - Sep 30
 * all   Jul 28 new version and tools; Aug 1 new rules; Aug 7 model served; Aug 25 prompt
 *       a review of each log each Monday, but none for the week from Aug 17
 * gw-0  Aug 20 an incident of the denied category, packed and closed
 * gw-1  Sep 11 the drops of Sep 10 are answered
 * ```
 * @module
 */

import { formatTime } from "../../src/base/clock.ts";
import { REGISTER_FILE, type RegisterBody } from "../../src/format/register.ts";
import { exceptionRow } from "../../src/controls/exceptions.ts";
import { registerText } from "./register_text.ts";
import { NODE_SUITE, sha256Hex } from "../../src/base/digest.ts";
import { openSealer } from "../../src/evidence/sealer.ts";
import { computeControls, type PolicyInForce } from "../../src/controls/status.ts";
import { makeNextKey } from "./quarter_keys.ts";
import type { Disk, DiskFile } from "../../src/format/disk.ts";
import type { RecordBody } from "../../src/format/record.ts";
import { SYSTEM_DISK } from "../../src/journal/disk.ts";
import { type Journal, type JournalOptions, openJournal } from "../../src/journal/journal.ts";
import { FakeClock } from "./fake_clock.ts";
import { seededBytes } from "./drafts.ts";
import {
  busyHours,
  busyness,
  companyCall,
  seededNumbers,
  type TrafficChange,
} from "./quarter_traffic.ts";
import { POLICY_PURPOSES, QUARTER_POLICY, quarterPolicy } from "./quarter_policy.ts";
import { UsageExport } from "./quarter_usage.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const BATCH_MAX = 64;

/** What happens, in milliseconds since 1970. Ends are exclusive. */
const QUARTER = {
  from: Date.UTC(2026, 6, 1),
  to: Date.UTC(2026, 9, 1),
  newVersion: Date.UTC(2026, 6, 28, 6),
  newRules: Date.UTC(2026, 7, 1, 0),
  newServedModel: Date.UTC(2026, 7, 7, 12),
  crash: Date.UTC(2026, 7, 4, 9, 10),
  back: Date.UTC(2026, 7, 5, 15),
  keyRotation: Date.UTC(2026, 7, 15, 12),
  unreviewedWeek: Date.UTC(2026, 7, 17),
  deniedFrom: Date.UTC(2026, 7, 20, 9),
  deniedTo: Date.UTC(2026, 7, 20, 13),
  newPrompt: Date.UTC(2026, 7, 25, 9),
  bypassFrom: Date.UTC(2026, 8, 3, 10),
  bypassTo: Date.UTC(2026, 8, 3, 16),
  overloadFrom: Date.UTC(2026, 8, 10, 9),
  overloadTo: Date.UTC(2026, 8, 10, 12),
  answered: Date.UTC(2026, 8, 11, 8),
  strangerFrom: Date.UTC(2026, 8, 17, 6),
  strangerTo: Date.UTC(2026, 8, 17, 18),
} as const;

/** The vendor that nobody approved, and the category that must not leave. */
export const STRANGER = {
  host: "api.unapproved.example",
  provider: "unknown",
  model: "free-chat-1",
};
export const DENIED_CATEGORY = "SSN";

/** Name of the incident that was declared. */
export const INCIDENT = "INC-2026-08";

/** One instance of the proxy. */
export interface Replica {
  origin: string;
  /** Directory of its evidence. */
  dir: string;
  startMs: number;
  seed: number;
  /** Its share of the traffic. */
  share: number;
}

/** What was made. */
export interface Quarter {
  replicas: { origin: string; dir: string; vkey: string; firstVkey: string; records: number }[];
  calls: number;
  dropped: number;
  /** Calls that the vendor saw and the proxy did not. */
  bypassed: number;
  strangerCalls: number;
  deniedCalls: number;
  /** Path of what the vendor counted, as its export has it, and of the declared policy. */
  usageFile: string;
  policyFile: string;
}

/** How much of it. */
export interface QuarterOptions {
  /** About so many calls in all. */
  calls: number;
  periodSeconds: number;
  /** Telemetry files are written, too. */
  hasTelemetry?: boolean;
  /** End of the quarter, when less than all of it is wanted. */
  toMs?: number;
}

/** Writes the quarter below `root`. */
export function writeQuarter(root: string, options: QuarterOptions): Quarter {
  const replicas: Replica[] = [
    { startMs: QUARTER.from, seed: 11, share: 0.4 },
    { startMs: QUARTER.from, seed: 12, share: 0.35 },
    { startMs: Date.UTC(2026, 6, 20), seed: 13, share: 0.25 },
  ].map((replica, k) => ({
    ...replica,
    origin: `gateway.example/gw-${k}`,
    dir: `${root}/evidence/gw-${k}`,
  }));
  const usage = new UsageExport();
  const made = { calls: 0, dropped: 0, strangerCalls: 0, deniedCalls: 0 };
  const runs = replicas.map((replica) => new ReplicaRun(root, replica, { ...options, usage }));
  const written = runs.map((run) => run.run());
  for (const { totals } of runs) {
    for (const name of Object.keys(made) as (keyof typeof made)[]) made[name] += totals[name];
  }
  const bypassed = usage.bypass(QUARTER.bypassFrom, { toMs: QUARTER.bypassTo, perHour: 25 });
  const usageFile = `${root}/openai-usage.json`;
  Deno.writeTextFileSync(usageFile, usage.text());
  const policyFile = `${root}/policy.jsonc`;
  Deno.writeTextFileSync(policyFile, QUARTER_POLICY);
  return { ...made, replicas: written, bypassed, usageFile, policyFile };
}

/** The system's disk without waiting for the platter, and with handles that a crash closes. */
class QuickDisk {
  readonly #open = new Set<DiskFile>();
  readonly disk: Disk = {
    ...SYSTEM_DISK,
    openRead: (path) => this.#kept(SYSTEM_DISK.openRead(path)),
    openWrite: (path, options) => this.#kept(SYSTEM_DISK.openWrite(path, options)) as DiskFile,
    syncDirectory: (): void => {},
    lock: () => ({ isThere: (): boolean => true, release: (): void => {} }),
  };

  /** What the end of a process does. */
  crash(): void {
    for (const file of this.#open) file.close();
    this.#open.clear();
  }

  #kept(file: DiskFile | null): DiskFile | null {
    if (file === null) return null;
    const open = this.#open;
    const kept: DiskFile = {
      size: () => file.size(),
      read: (into, at) => file.read(into, at),
      write: (bytes, at) => file.write(bytes, at),
      truncate: (length) => file.truncate(length),
      whereabouts: (path) => file.whereabouts(path),
      sync: (): void => {},
      close(): void {
        if (open.delete(kept)) file.close();
      },
    };
    open.add(kept);
    return kept;
  }
}

/** Writes the log of one replica. */
class ReplicaRun {
  readonly totals = { calls: 0, dropped: 0, strangerCalls: 0, deniedCalls: 0 };
  readonly #root: string;
  readonly #replica: Replica;
  readonly #options: QuarterOptions & { usage: UsageExport };
  readonly #clock = new FakeClock();
  readonly #quick = new QuickDisk();
  readonly #randomBytes: (count: number) => Uint8Array;
  readonly #random: () => number;
  readonly #policy: PolicyInForce = quarterPolicy();
  readonly #callsPerBusyHour: number;
  #journal: Journal;
  #firstVkey: string;
  #rest = 0;
  readonly #entries: (RegisterBody & { t: string })[] = [];

  constructor(root: string, replica: Replica, options: QuarterOptions & { usage: UsageExport }) {
    this.#root = root;
    this.#replica = replica;
    this.#options = options;
    this.#randomBytes = seededBytes(replica.seed);
    this.#random = seededNumbers(replica.seed);
    this.#callsPerBusyHour = options.calls * replica.share /
      busyHours(QUARTER.from, options.toMs ?? QUARTER.to);
    this.#clock.set(replica.startMs);
    this.#journal = this.#start();
    this.#firstVkey = this.#journal.vkey;
  }

  /** Runs from the start to the end of the quarter. */
  run(): Quarter["replicas"][number] {
    const { replica, endMs } = { replica: this.#replica, endMs: this.#options.toMs ?? QUARTER.to };
    for (let ms = replica.startMs; ms < endMs; ms += HOUR_MS) {
      if (this.#isDown(ms)) continue;
      this.#turn(ms);
      this.#hour(ms);
      do this.#journal.tick(); while (this.#journal.stats.unsealed > 0);
    }
    this.#moveTo(endMs - 1);
    this.#stop();
    const { origin, dir } = replica;
    if (this.#entries.length > 0) {
      const text = registerText(origin, headIn(dir), this.#entries);
      Deno.writeTextFileSync(`${dir}/${REGISTER_FILE}`, text);
    }
    return {
      origin,
      dir,
      vkey: this.#journal.vkey,
      firstVkey: this.#firstVkey,
      records: headIn(dir).size,
    };
  }

  #is(k: number): boolean {
    return this.#replica.origin.endsWith(`gw-${k}`);
  }

  #isDown(ms: number): boolean {
    return this.#is(1) && ms > QUARTER.crash && ms < QUARTER.back;
  }

  /** What is planned for the start of an hour. */
  #turn(ms: number): void {
    this.#moveTo(ms);
    const restarts: number[] = [QUARTER.newVersion, QUARTER.newRules];
    if (this.#is(0)) restarts.push(QUARTER.strangerFrom, QUARTER.strangerTo);
    if (restarts.includes(ms)) {
      this.#stop();
      this.#journal = this.#start();
    }
    if (this.#is(1) && ms === QUARTER.back) this.#journal = this.#start();
    if (this.#is(0) && ms === QUARTER.keyRotation) {
      makeNextKey(this.#place(), 2);
      this.#journal.rotate();
    }
    if (ms % DAY_MS === 0) this.#journal.note(this.#selfTest("daily"));
    this.#review(ms);
    if (this.#is(0)) this.#incident(ms);
    if (this.#is(1) && ms === QUARTER.answered) this.#answer(ms);
    this.#journal.tick();
  }

  /** A person looked at the week that ended, and said so. */
  #review(ms: number): void {
    const isMonday = new Date(ms).getUTCDay() === 1 && new Date(ms).getUTCHours() === 9;
    const weekFrom = ms - 9 * HOUR_MS - 7 * DAY_MS;
    if (!isMonday || weekFrom === QUARTER.unreviewedWeek || weekFrom < this.#replica.startMs) {
      return;
    }
    this.#entries.push({
      kind: "review",
      from: formatTime(weekFrom),
      to: formatTime(weekFrom + 7 * DAY_MS),
      note: "Weekly report read; no open question",
      t: formatTime(ms),
    });
  }

  /** The category that must not leave was an incident, handled in time. */
  #incident(ms: number): void {
    const t = formatTime(ms);
    const [from, to] = [formatTime(QUARTER.deniedFrom), formatTime(QUARTER.deniedTo)];
    const hours = (ms - QUARTER.deniedTo) / HOUR_MS;
    if (hours === 2) {
      const due = formatTime(ms + 72 * HOUR_MS);
      const named = { incident: INCIDENT, title: "Numbers of customers in prompts" };
      const clock = { aware: t, clock: "gdpr-72h" as const, due, from, to };
      this.#entries.push({ kind: "incident.open", ...named, ...clock, t });
    } else if (hours === 20) {
      const sha256 = "ab".repeat(32);
      this.#entries.push({ kind: "incident.pack", incident: INCIDENT, sha256, t });
    } else if (hours === 44) {
      const notified = [{ whom: "supervisory authority", at: t }];
      const outcome = "prompt template corrected";
      this.#entries.push({ kind: "incident.close", incident: INCIDENT, outcome, notified, t });
    }
  }

  /** The drops of the overload are accepted, under the id of the list. */
  #answer(ms: number): void {
    const periodMs = this.#options.periodSeconds * 1000;
    const fromMs = QUARTER.overloadFrom - QUARTER.overloadFrom % periodMs;
    const { id } = exceptionRow(NODE_SUITE.sha256, {
      ...{ kind: "DROPS", log: this.#replica.origin, fromMs, toMs: fromMs + periodMs },
      ...{ n: 0, what: "", subject: "0 " },
    });
    this.#entries.push({
      ...{ kind: "ack", exception: id, disposition: "accepted", ticket: "OPS-412" },
      ...{ reason: "Load test of the vendor's new region; more workers since", t: formatTime(ms) },
    });
  }

  #hour(ms: number): void {
    const wanted = this.#callsPerBusyHour * busyness(ms) + this.#rest;
    const count = Math.floor(wanted);
    this.#rest = wanted - count;
    const batches = Math.max(1, Math.min(count, Math.max(4, Math.ceil(count / BATCH_MAX))));
    for (let batch = 0; batch < batches; batch++) {
      const at = ms + Math.floor(HOUR_MS * (batch + 0.5) / batches);
      if (this.#is(1) && ms <= QUARTER.crash && at > QUARTER.crash) return this.#crash();
      this.#moveTo(at);
      const n = Math.floor(count * (batch + 1) / batches) - Math.floor(count * batch / batches);
      if (n > 0) this.#batch(n);
    }
  }

  /** Ends without a goodbye: what was accepted last is not settled. */
  #crash(): void {
    this.#moveTo(QUARTER.crash);
    this.#journal.acceptedNow(this.#totalAccepted + 3);
    this.#quick.crash();
  }

  #totalAccepted = 0;

  #batch(count: number): void {
    const from = this.#totalAccepted;
    const nowMs = this.#clock.nowMs();
    const change = this.#changeAt(nowMs);
    this.#totalAccepted += count;
    this.#journal.acceptedNow(this.#totalAccepted);
    const drafts = [];
    const lost: number[] = [];
    for (let ord = from; ord < from + count; ord++) {
      const draft = companyCall({ ord, ms: nowMs, random: this.#random }, this.#each(change, ord));
      this.totals.calls++;
      this.#options.usage.add(draft);
      if (this.#isOverload(nowMs) && ord % 5 === 0) lost.push(ord);
      else drafts.push(draft);
    }
    this.totals.dropped += lost.length;
    if (lost.length > 0) this.#journal.settleDropped(lost, "queue_full");
    this.#journal.append(drafts);
  }

  #isOverload(ms: number): boolean {
    return this.#is(1) && ms >= QUARTER.overloadFrom && ms < QUARTER.overloadTo;
  }

  #changeAt(ms: number): TrafficChange {
    return {
      ...(ms >= QUARTER.newServedModel
        ? { served: { model: "gpt-5", as: "gpt-5-2026-08-01" } }
        : {}),
      prompts: [
        ...(ms >= QUARTER.newVersion ? [{ app: "dev-copilot", prompt: 13, tools: 23 }] : []),
        ...(ms >= QUARTER.newPrompt ? [{ app: "claims-triage", prompt: 32, tools: 21 }] : []),
      ],
      ...(this.#isOverload(ms) ? { isPartial: true } : {}),
    };
  }

  /** A few calls of the time in question break a rule. */
  #each(change: TrafficChange, ord: number): TrafficChange {
    const ms = this.#clock.nowMs();
    const isStrange = this.#is(0) && ms >= QUARTER.strangerFrom && ms < QUARTER.strangerTo &&
      ord % 7 === 0;
    const isDenied = this.#is(0) && ms >= QUARTER.deniedFrom && ms < QUARTER.deniedTo &&
      ord % 9 === 0;
    if (isStrange) this.totals.strangerCalls++;
    if (isDenied) this.totals.deniedCalls++;
    return {
      ...change,
      ...(isStrange ? { stranger: STRANGER } : {}),
      ...(isDenied ? { denied: DENIED_CATEGORY } : {}),
      ...(change.isPartial === true && ord % 3 !== 0 ? { isPartial: false } : {}),
    };
  }

  #moveTo(ms: number): void {
    this.#clock.pass(Math.max(0, ms - this.#clock.nowMs()));
  }

  #place(): {
    disk: Disk;
    origin: string;
    privateDir: string;
    randomBytes: (n: number) => Uint8Array;
  } {
    return {
      disk: this.#quick.disk,
      origin: this.#replica.origin,
      privateDir: `${this.#root}/private/${this.#replica.origin.replaceAll("/", "+")}`,
      randomBytes: this.#randomBytes,
    };
  }

  #stop(): void {
    do this.#journal.tick(); while (this.#journal.stats.unsealed > 0);
    this.#journal.close();
  }

  #start(): Journal {
    const journal = openJournal(this.#journalOptions());
    this.#totalAccepted = journal.nextOrdinal;
    journal.note(this.#selfTest("start"));
    return journal;
  }

  #journalOptions(): JournalOptions {
    const ms = this.#clock.nowMs();
    const place = { ...this.#place(), suite: NODE_SUITE, evidenceDir: this.#replica.dir };
    const isStrange = this.#is(0) && ms >= QUARTER.strangerFrom && ms < QUARTER.strangerTo;
    const upstreams = [
      "api.anthropic.com",
      "api.openai.com",
      ...(isStrange ? [STRANGER.host] : []),
    ];
    return {
      ...place,
      logDir: this.#options.hasTelemetry === true
        ? `${this.#root}/telemetry/${this.#replica.origin.split("/")[1]}`
        : null,
      periodSeconds: this.#options.periodSeconds,
      clock: this.#clock,
      software: { name: "outband", version: ms >= QUARTER.newVersion ? "0.1.1" : "0.1.0" },
      config: {
        config: sha256Hex(new TextEncoder().encode(upstreams.join())),
        upstreams,
        tls: true,
        limits: { pool_bytes: 52_428_800 },
        commitment: "hmac",
        sandbox: true,
        on_audit_failure: "pass",
        policy: this.#policy.digest,
      },
      purposes: POLICY_PURPOSES,
      detector: {
        detector: this.#rules(),
        level: "pattern-based",
        categories: [
          "BIRTH_DATE",
          "CREDIT_CARD",
          "EMAIL",
          "GITHUB_TOKEN",
          "IP_ADDRESS",
          "PHONE",
          "SSN",
        ],
        not_covered: ["images", "audio"],
      },
      commitment: "hmac",
      telemetryLineMax: 1024 * 1024,
      sink: { line: (): void => {} },
      openSealer: (log) =>
        openSealer({
          ...place,
          ...log,
          controls: (totals) => computeControls(totals, this.#policy),
        }),
      log: (): void => {},
      firstOrdinalReady: (): void => {},
    };
  }

  #rules(): string {
    return (this.#clock.nowMs() >= QUARTER.newRules ? "d2" : "d1").repeat(32);
  }

  #selfTest(cause: "start" | "daily"): RecordBody {
    return {
      kind: "selftest",
      cause,
      detector: this.#rules(),
      corpus: "c0".repeat(32),
      passed: true,
      categories: { EMAIL: [40, 40, 0], PHONE: [35, 35, 0], SSN: [30, 30, 0] },
      clean: { texts: 50, findings: 0 },
      untested: [],
      failed: [],
    };
  }
}

/** The newest head of a log. */
function headIn(dir: string): { size: number; root: Uint8Array } {
  const [, size, root = ""] = Deno.readTextFileSync(`${dir}/checkpoint`).split("\n");
  return { size: Number(size), root: Uint8Array.fromBase64(root) };
}
