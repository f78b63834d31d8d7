/**
 * The loop of an audit worker: takes jobs from its ring, audits them, hands drafts to the journal.
 *
 *     pop job -> copy the body out of its slots, give the slots back -> audit
 *             -> request: keep the result until the answer comes
 *             -> answer:  draft; when some are together: post, give the descriptors back
 *
 * The worker blocks on shared memory and hears no messages after the first one.
 *
 * @module
 */

import { utf8 } from "../base/bytes.ts";
import { Collector } from "../base/collector.ts";
import { sha256 } from "../base/digest.ts";
import {
  AUDIT_NICE,
  DRAFT_BYTES_AHEAD_MAX,
  DRAFTS_AHEAD_MAX,
  WORKER_SLEEP_MS,
} from "../base/limits.ts";
import { yieldToTraffic } from "../base/priority.ts";
import {
  type BodyRef,
  type ReadRequest,
  readRequest,
  readResponse,
} from "../capture/descriptor.ts";
import { REQUEST_JOB } from "../capture/recorder.ts";
import { type Ring, RING_EMPTY } from "../capture/ring.ts";
import {
  CURRENT_JOB,
  DESCRIPTOR_TAG,
  DRAFT_KIB_AHEAD,
  DRAFTS_AHEAD,
  JOBS_DONE,
  NO_SLOT,
  type SharedViews,
  STOP,
  viewShared,
  WAKE,
  WORKER_WORDS,
} from "../capture/shared.ts";
import { detectorOfRules } from "../detect/detector_of_rules.ts";
import { redact } from "../detect/redaction.ts";
import type { CallDraft, CaptureReason, ExchangeMeta } from "../format/draft.ts";
import {
  type AuditContext,
  auditRequest,
  auditResponse,
  type CapturedBody,
  lostRequest,
  type RequestAudit,
} from "./audit_body.ts";
import { attributionOf, rateLimitsOf, retryOf, tenantIn } from "./audit_attribution.ts";
import { type ReadyMessage, type StartMessage, STOP_NOW } from "./crew.ts";

/** Drafts, and their bytes, that are posted together at most: what lives long grows the heap. */
const BATCH_MAX = 32;
const BATCH_BYTES_MAX = 256 * 1024;
/** Bodies up to this share one buffer. */
const SHARED_BODY_BYTES = 1024 * 1024;

const TRACEPARENT_REGEXP = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}/;

/** Reasons in the order of the end codes of `capture/body_tap.ts`. */
const REASON_OF_END: readonly ("complete" | CaptureReason)[] = [
  "complete",
  "pool",
  "limit",
  "client_gone",
  "upstream_broken",
  "cut",
];

/** The part of a worker's global scope that the loop needs. */
export interface TaskPort {
  onmessage: ((event: MessageEvent<StartMessage>) => void) | null;
  postMessage(message: ReadyMessage): void;
  close(): void;
}

/** What a worker posts to the journal. */
export type WorkerMessage =
  | { kind: "drafts"; worker: number; kib: number; drafts: CallDraft[] }
  | { kind: "end"; worker: number };

/** Runs the loop on a port once its start message has come. */
export function serveTasks(port: TaskPort): void {
  // Registered before anything is awaited, or the first message would be lost.
  port.onmessage = (event): void => {
    const { isSandboxed } = event.data.options;
    const isYielding = yieldToTraffic({ nice: AUDIT_NICE, isSandboxed });
    const { detector } = detectorOfRules(event.data.options.rules);
    const loop = new TaskLoop(event.data, {
      detector,
      markerStyle: event.data.options.markerStyle,
      decodedBytesMax: event.data.options.decodedBytesMax,
      canaries: event.data.options.canaries ?? [],
    });
    port.postMessage({
      kind: "ready",
      isYielding,
      detector: detector.digest,
      categories: detector.categories,
      notCovered: detector.notCovered,
    });
    loop.run();
    port.close();
  };
}

interface HeldRequest extends Pick<CallDraft, "attribution" | "retry"> {
  meta: ExchangeMeta;
  audit: RequestAudit;
  credentialSha256: Uint8Array | null;
}

/** One worker's loop, testable without a thread. */
export class TaskLoop {
  readonly #views: SharedViews;
  readonly #jobs: Ring;
  readonly #frees: Ring;
  readonly #journal: Pick<MessagePort, "postMessage">;
  readonly #index: number;
  readonly #context: AuditContext;
  readonly #words: number;
  readonly #collector = new Collector();
  readonly #held = new Map<number, HeldRequest>();
  readonly #body = new Uint8Array(SHARED_BODY_BYTES);
  #drafts: CallDraft[] = [];
  #descriptors: number[] = [];
  #draftBytes = 0;

  constructor(start: StartMessage, context: AuditContext) {
    this.#views = viewShared(start.buffers);
    this.#index = start.index;
    this.#jobs = this.#views.jobs[start.index] as Ring;
    this.#frees = this.#views.frees[start.index] as Ring;
    this.#journal = start.journal;
    this.#context = context;
    this.#words = start.index * WORKER_WORDS;
  }

  /** Works until told to stop. */
  run(): void {
    const { workerWords } = this.#views;
    while (Atomics.load(workerWords, this.#words + STOP) !== STOP_NOW) {
      if (this.step()) continue;
      this.flush();
      if (Atomics.load(workerWords, this.#words + STOP) !== 0 && this.#jobs.size === 0) break;
      const seen = Atomics.load(workerWords, this.#words + WAKE);
      if (this.#jobs.size > 0) continue;
      const slept = Atomics.wait(workerWords, this.#words + WAKE, seen, WORKER_SLEEP_MS);
      if (slept === "timed-out" && this.#jobs.size === 0) this.#collector.idle(WORKER_SLEEP_MS);
    }
    this.#journal.postMessage({ kind: "end", worker: this.#index } satisfies WorkerMessage);
  }

  /** Does one job; false when there is none. */
  step(): boolean {
    const job = this.#jobs.pop();
    if (job === RING_EMPTY) return false;
    Atomics.store(this.#views.workerWords, this.#words + CURRENT_JOB, job + 1);
    const descriptor = job >> 1;
    if ((job & 1) === REQUEST_JOB) this.#auditRequest(descriptor);
    else this.#auditResponse(descriptor);
    Atomics.store(this.#views.workerWords, this.#words + CURRENT_JOB, 0);
    Atomics.add(this.#views.workerWords, this.#words + JOBS_DONE, 1);
    if (this.#drafts.length >= BATCH_MAX || this.#draftBytes >= BATCH_BYTES_MAX) this.flush();
    return true;
  }

  /** Posts the drafts that are together, once the journal has room for them. */
  flush(): void {
    if (this.#drafts.length === 0) return;
    this.#awaitRoom();
    const kib = Math.ceil(this.#draftBytes / 1024);
    Atomics.add(this.#views.workerWords, this.#words + DRAFTS_AHEAD, this.#drafts.length);
    Atomics.add(this.#views.workerWords, this.#words + DRAFT_KIB_AHEAD, kib);
    this.#journal.postMessage(
      { kind: "drafts", worker: this.#index, kib, drafts: this.#drafts } satisfies WorkerMessage,
    );
    for (const descriptor of this.#descriptors) this.#frees.push(DESCRIPTOR_TAG + descriptor);
    this.#drafts = [];
    this.#descriptors = [];
    this.#draftBytes = 0;
  }

  #auditRequest(descriptor: number): void {
    const request = readRequest(this.#views, descriptor);
    const { texts, body } = request;
    const meta = newMeta(request);
    meta.tenant = tenantIn(texts.attribution);
    const audit = auditRequest(this.#context, meta, this.#take(body));
    meta.path = this.#cleanPath(meta.path);
    this.#held.set(descriptor, {
      meta,
      audit,
      attribution: attributionOf(this.#context, texts.attribution),
      retry: retryOf(texts.retry),
      credentialSha256: texts.credential === "" ? null : sha256(utf8(texts.credential)),
    });
  }

  #auditResponse(descriptor: number): void {
    const { facts, body } = readResponse(this.#views, descriptor);
    const held = this.#held.get(descriptor) ?? this.#heldByPredecessor(descriptor);
    this.#held.delete(descriptor);
    const { meta } = held;
    meta.status = facts.status;
    meta.responseType = facts.contentType;
    meta.responseEncoding = facts.contentEncoding;
    meta.upstreamRequestId = facts.upstreamRequestId;
    meta.errorType = facts.errorType;
    meta.addedUs = facts.addedUs;
    meta.ttfbUs = facts.ttfbUs;
    meta.totalUs = facts.totalUs;
    const { body: res, wire } = auditResponse(
      this.#context,
      meta,
      this.#take(body),
      held.audit,
    );
    meta.tenant = null; // It was compared with markers, and is named nowhere else.
    const req = held.audit.body;
    const { attribution, retry, credentialSha256 } = held;
    const rateLimits = rateLimitsOf(this.#context, facts.rateLimits);
    this.#drafts.push({ meta, req, res, wire, attribution, rateLimits, retry, credentialSha256 });
    this.#descriptors.push(descriptor);
    this.#draftBytes += 2 * (req.redacted.length + res.redacted.length) + 1024;
  }

  /** Some APIs have names or addresses in the path, which is kept. */
  #cleanPath(path: string): string {
    const { detector, markerStyle } = this.#context;
    return redact(path, detector.scan(path), markerStyle);
  }

  /** What is left of a request whose worker died: its texts, without the body. */
  #heldByPredecessor(descriptor: number): HeldRequest {
    const request = readRequest(this.#views, descriptor);
    const { body, texts } = request;
    const meta = newMeta(request);
    return {
      meta,
      audit: lostRequest(this.#context, meta, body.total),
      attribution: attributionOf(this.#context, texts.attribution),
      retry: retryOf(texts.retry),
      credentialSha256: null,
    };
  }

  /** Copies a body out of its slots, and gives them back zeroed. */
  #take(ref: BodyRef): CapturedBody {
    const { slots, slotBytes, slotNext, slotUsed } = this.#views;
    const isShared = ref.captured <= this.#body.length;
    const bytes = isShared ? this.#body.subarray(0, ref.captured) : new Uint8Array(ref.captured);
    let length = 0;
    for (let slot = ref.first; slot !== NO_SLOT;) {
      const next = slotNext[slot] as number;
      const used = slotUsed[slot] as number;
      const from = slot * slotBytes;
      bytes.set(slots.subarray(from, from + used), length);
      slots.fill(0, from, from + used);
      length += used;
      this.#frees.push(slot);
      slot = next;
    }
    this.#collector.worked(ref.captured);
    return {
      bytes,
      total: ref.total,
      ended: REASON_OF_END[ref.end] ?? "cut",
      began: ref.began,
    };
  }

  #awaitRoom(): void {
    const { workerWords } = this.#views;
    const word = this.#words + DRAFTS_AHEAD;
    const kibMax = DRAFT_BYTES_AHEAD_MAX / 1024;
    while (Atomics.load(workerWords, this.#words + STOP) !== STOP_NOW) {
      const ahead = Atomics.load(workerWords, word);
      const kib = Atomics.load(workerWords, this.#words + DRAFT_KIB_AHEAD);
      if (ahead === 0 || (ahead + this.#drafts.length <= DRAFTS_AHEAD_MAX && kib < kibMax)) return;
      Atomics.wait(workerWords, word, ahead, WORKER_SLEEP_MS);
    }
  }
}

function newMeta(request: ReadRequest): ExchangeMeta {
  const { texts } = request;
  return {
    ord: request.ord,
    acceptedAtMs: request.acceptedAtMs,
    isDegraded: request.isDegraded,
    method: texts.method,
    path: texts.path,
    host: texts.host,
    status: 0,
    requestType: texts.contentType,
    requestEncoding: texts.contentEncoding,
    responseType: "",
    responseEncoding: "",
    upstreamRequestId: "",
    traceId: TRACEPARENT_REGEXP.exec(texts.traceparent)?.[1] ?? "",
    clientAddress: texts.clientAddress,
    errorType: "",
    addedUs: 0,
    ttfbUs: 0,
    totalUs: 0,
  };
}
