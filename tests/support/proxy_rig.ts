/**
 * The proxy in one process: raw upstream, upstream client, forwarder, recorder and server on
 * 127.0.0.1, and a stand-in for the audit worker that takes every job and gives all memory back.
 *
 * When a rig is disposed of it proves what must hold after any traffic: each exchange gave one
 * request job and then one answer job, and every slot and descriptor is free again.
 *
 * @module
 */

import { assert as invariant } from "../../src/base/assert.ts";
import { concat, equalBytes } from "../../src/base/bytes.ts";
import { type Clock, SYSTEM_CLOCK } from "../../src/base/clock.ts";
import { EXCHANGES_MAX } from "../../src/base/limits.ts";
import { END, type EndCode } from "../../src/capture/body_tap.ts";
import {
  type BodyRef,
  readRequest,
  readResponse,
  type RequestTexts,
  type ResponseFacts,
} from "../../src/capture/descriptor.ts";
import { Recorder, REQUEST_JOB } from "../../src/capture/recorder.ts";
import { RING_EMPTY } from "../../src/capture/ring.ts";
import {
  allocateShared,
  DESCRIPTOR_TAG,
  NO_SLOT,
  type SharedViews,
  viewShared,
} from "../../src/capture/shared.ts";
import { Forwarder } from "../../src/proxy/forward.ts";
import type { Peer } from "../../src/proxy/front.ts";
import { type Route, Router } from "../../src/proxy/router.ts";
import { type Server, type ServerOptions, startServer } from "../../src/proxy/server.ts";
import { parseTarget, Upstream, type UpstreamTls } from "../../src/proxy/upstream.ts";
import type { ConnectionEvents } from "../../src/proxy/upstream_connection.ts";
import { withDeadline } from "./deadline.ts";
import { RawClient } from "./raw_client.ts";
import { type RawHandler, RawUpstream, type UpstreamOptions } from "./raw_upstream.ts";
import { assertEquals } from "./std.ts";

/** What a worker finds of one direction. */
export interface SeenBody {
  /** The captured bytes, out of their slots. */
  bytes: Uint8Array<ArrayBuffer>;
  total: number;
  end: EndCode;
  began: boolean;
}

/** What a worker finds of one exchange. */
export interface SeenCall {
  ord: number;
  acceptedAtMs: number;
  isDegraded: boolean;
  texts: RequestTexts;
  facts: ResponseFacts;
  request: SeenBody;
  response: SeenBody;
}

type SeenRequest = Omit<SeenCall, "facts" | "response">;

/** Plays the audit worker on its rings, without a thread. */
export class FakeWorker {
  /** Finished exchanges, in the order of their last job. */
  readonly calls: SeenCall[] = [];
  readonly #views: SharedViews;
  readonly #worker: number;
  readonly #requests = new Map<number, SeenRequest>();

  constructor(views: SharedViews, worker: number = 0) {
    this.#views = views;
    this.#worker = worker;
  }

  /** Requests whose answer has not ended. */
  get held(): number {
    return this.#requests.size;
  }

  /** Takes every waiting job and gives back its slots; overwritten, so that late writes show. */
  work(): void {
    const jobs = this.#views.jobs[this.#worker];
    invariant(jobs !== undefined, "The worker has a jobs ring");
    for (let job = jobs.pop(); job !== RING_EMPTY; job = jobs.pop()) {
      const descriptor = job >> 1;
      if ((job & 1) === REQUEST_JOB) this.#takeRequest(descriptor);
      else this.#takeResponse(descriptor);
    }
  }

  #takeRequest(descriptor: number): void {
    invariant(!this.#requests.has(descriptor), "A descriptor has one request job");
    const { body, ...request } = readRequest(this.#views, descriptor);
    this.#requests.set(descriptor, { ...request, request: this.#take(body) });
  }

  #takeResponse(descriptor: number): void {
    const request = this.#requests.get(descriptor);
    invariant(request !== undefined, "The request job comes before the answer's");
    this.#requests.delete(descriptor);
    const { facts, body } = readResponse(this.#views, descriptor);
    this.calls.push({ ...request, facts, response: this.#take(body) });
    this.#free(DESCRIPTOR_TAG + descriptor);
  }

  #take(ref: BodyRef): SeenBody {
    const { slots, slotBytes, slotNext, slotUsed } = this.#views;
    const parts: Uint8Array[] = [];
    for (let slot = ref.first; slot !== NO_SLOT;) {
      const from = slot * slotBytes;
      parts.push(slots.slice(from, from + (slotUsed[slot] as number)));
      slots.fill(0xee, from, from + slotBytes);
      this.#free(slot);
      slot = slotNext[slot] as number;
    }
    const bytes = concat(...parts);
    invariant(bytes.length === ref.captured, "The slots hold what the descriptor says");
    return { bytes, total: ref.total, end: ref.end, began: ref.began };
  }

  #free(value: number): void {
    const isPushed = this.#views.frees[this.#worker]?.push(value);
    invariant(isPushed === true, "The free ring has room for everything");
  }
}

/** Tells when a job was pushed, which otherwise only a sleeping worker would notice. */
class TellingRecorder extends Recorder {
  onPush: () => void = () => {};

  override push(...job: Parameters<Recorder["push"]>): void {
    super.push(...job);
    this.onPush();
  }
}

/** Settings of a rig. */
export interface RigOptions {
  /** 64 KiB when absent. */
  poolBytes?: number;
  /** 1 KiB when absent. */
  slotBytes?: number;
  /** 64 KiB when absent; the pool limits as well. */
  captureBytesMax?: number;
  /** 0, no limit, when absent. */
  headerTimeoutMs?: number;
  /** 5 s when absent. */
  connectTimeoutMs?: number;
  clock?: Clock;
  /** Without recorder. */
  isAuditOff?: boolean;
  /** The worker takes nothing until {@linkcode ProxyRig.work} is called. */
  isWorkerIdle?: boolean;
  /** Path before the client's. */
  basePath?: string;
  /** Another upstream than the rig's own. */
  target?: string;
  /** 0, no limit, when absent. */
  streamIdleMs?: number;
  tls?: UpstreamTls;
  /** Routes besides the target. */
  routes?: (upstream: Upstream) => Route[];
  /** Changes of what the server is started with. */
  server?: Partial<ServerOptions>;
  origin?: UpstreamOptions;
}

/** No certificates besides the system's. */
export const NO_TLS: UpstreamTls = { caCerts: [], client: null };

/** A connection to the upstream without an owner. */
export const NO_EVENTS: ConnectionEvents = { closed: () => {}, idleEnded: () => {} };

/** A client whose connection nobody watches; remembers what it was told. */
export function nobody(): Peer & { seen: string[] } {
  const seen: string[] = [];
  return {
    address: "127.0.0.1",
    seen,
    began: () => void seen.push("began"),
    ended: () => void seen.push("ended"),
    upgraded: () => void seen.push("upgraded"),
  };
}

/** A running proxy and everything around it. */
export class ProxyRig implements AsyncDisposable {
  readonly origin: RawUpstream;
  readonly upstream: Upstream;
  readonly recorder: Recorder;
  readonly worker: FakeWorker;
  readonly server: Server;
  readonly #serverErrors: string[] = [];
  readonly #clock: Clock;
  readonly forwarder: Forwarder;
  #tell: () => void = () => {};
  #stopped: Promise<void> | null = null;

  constructor(handler: RawHandler, options: RigOptions = {}) {
    const { poolBytes = 65_536, slotBytes = 1_024, captureBytesMax = 65_536 } = options;
    const clock = options.clock ?? SYSTEM_CLOCK;
    const views = viewShared(allocateShared({ poolBytes, slotBytes, workers: 1 }));
    this.origin = new RawUpstream(handler, options.origin);
    this.worker = new FakeWorker(views);
    const recorder = new TellingRecorder(views, {
      firstOrdinal: 0,
      captureBytesMax,
      nowMs: () => clock.nowMs(),
    });
    this.recorder = recorder;
    recorder.onPush = () => {
      if (options.isWorkerIdle !== true) this.work();
    };
    const target = options.target ?? `${this.origin.url}${options.basePath ?? ""}`;
    this.upstream = new Upstream(parseTarget(target), {
      clock,
      connectTimeoutMs: options.connectTimeoutMs ?? 5_000,
      idleMs: 60_000,
      streamIdleMs: options.streamIdleMs ?? 0,
      tls: options.tls ?? NO_TLS,
    });
    this.forwarder = new Forwarder({
      router: new Router(options.routes?.(this.upstream) ?? [], this.upstream),
      recorder: options.isAuditOff === true ? null : recorder,
      clock,
      headerTimeoutMs: options.headerTimeoutMs ?? 0,
      headBytesMax: 65_536,
    });
    this.#clock = clock;
    this.server = startServer({ ...this.serverOptions(), ...options.server });
  }

  /** What the rig's server is started with, on a free port. */
  serverOptions(): ServerOptions {
    return {
      hostname: "127.0.0.1",
      port: 0,
      tls: null,
      reusePort: false,
      forwarder: this.forwarder,
      clock: this.#clock,
      connectionsMax: 1_000,
      headerReadMs: 60_000,
      clientIdleMs: 60_000,
      env: () => undefined,
      isReady: () => true,
      degraded: () => [],
      annotate: null,
      onError: (error) => this.#serverErrors.push(error instanceof Error ? error.name : "other"),
    };
  }

  /** A new connection of a client. */
  connect(): Promise<RawClient> {
    return RawClient.connect(this.server.addr.port);
  }

  /** Names of the errors that the server has reported since the last look. */
  takeServerErrors(): string[] {
    return this.#serverErrors.splice(0);
  }

  /** Lets the worker take what waits. */
  work(): void {
    this.worker.work();
    this.#tell();
  }

  /** The exchange that was the `index`-th to finish, once it has. */
  async call(index: number): Promise<SeenCall> {
    for (;;) {
      const call = this.worker.calls[index];
      if (call !== undefined) return call;
      const told = Promise.withResolvers<void>();
      this.#tell = told.resolve;
      await withDeadline(told.promise, {
        describe: () =>
          `${this.worker.calls.length} calls and ${this.worker.held} requests reached the worker`,
      });
    }
  }

  /** Stops to listen and waits for what still runs, as after SIGTERM. */
  stop(): Promise<void> {
    this.#stopped ??= withDeadline(this.forwarder.drain().then(() => this.server.shutdown()), {
      describe: () => "The server did not stop",
    });
    return this.#stopped;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    this.forwarder.close();
    this.upstream.close();
    await this.origin[Symbol.asyncDispose]();
    this.work();
    assertEquals(this.takeServerErrors(), [], "the server reported no error");
    assertAllReturned(this.recorder, this.worker);
  }
}

/** Every exchange has ended, and all memory is free: the whole table can be taken again. */
export function assertAllReturned(recorder: Recorder, worker: FakeWorker): void {
  recorder.maintain();
  const { accepted, dropped, open, slots, slotsFree } = recorder.stats();
  assertEquals([open, worker.held], [0, 0], "no exchange is open");
  assertEquals(worker.calls.length, accepted - dropped, "each exchange has reached the worker");
  assertEquals(slotsFree, slots, "every slot is free");
  let descriptors = 0;
  while (recorder.accept() !== null) descriptors++;
  assertEquals(descriptors, EXCHANGES_MAX, "every descriptor is free");
}

/** Bytes that differ from position to position, so that loss and disorder show. */
export function patternBytes(length: number, seed: number = 1): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let state = seed >>> 0;
  for (let k = 0; k < length; k++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[k] = state >>> 24;
  }
  return bytes;
}

/** Equal bytes; unlike `assertEquals`, quick and readable for megabytes. */
export function assertBytes(actual: Uint8Array, expected: Uint8Array, note: string = ""): void {
  if (equalBytes(actual, expected)) return;
  const at = expected.findIndex((byte, k) => byte !== actual[k]);
  const place = at < 0 ? "longer" : `different from byte ${at} on`;
  throw new Error(`${actual.length} bytes, expected ${expected.length}; ${place}; ${note}`);
}

/** The one direction of a body that passed whole. */
export function passedWhole(bytes: Uint8Array<ArrayBuffer>): SeenBody {
  return { bytes, total: bytes.length, end: END.COMPLETE, began: true };
}
