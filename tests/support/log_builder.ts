/**
 * Builds logs in memory, record by record, with fixed keys and a clock that only it moves. Written
 * apart from the journal and the sealer on purpose: where both agree with the verifier, the format
 * is what the documents say. It never checks what it is told to write, so it can also lie.
 * @module
 */

import { concat, fromHex, toBase64, toHex, utf8 } from "../../src/base/bytes.ts";
import { canonicalJson } from "../../src/base/canonical_json.ts";
import { formatTime } from "../../src/base/clock.ts";
import { NODE_SUITE } from "../../src/base/digest.ts";
import { Histogram } from "../../src/format/histogram.ts";
import {
  CHECKPOINT_FILE,
  SEGMENT_FILE,
  STATEMENT_FILE,
  SUMMARY_FILE,
  SUMMED_FILES,
  SUMS_FILE,
  sumsText,
  windowDirectory,
  windowEndMs,
  type WindowPart,
  windowStartMs,
} from "../../src/format/layout.ts";
import type { GapBody, RecordBody, WindowCloseBody } from "../../src/format/record.ts";
import {
  STATEMENT_PAYLOAD_TYPE,
  statementText,
  type WindowPredicate,
} from "../../src/format/statement.ts";
import { summarise, summaryText } from "../../src/format/summary.ts";
import { WindowTotals } from "../../src/format/window_totals.ts";
import { commitment, genesisPrev, keyNextMessage } from "../../src/tlog/commitment.ts";
import { formatEnvelope, pae } from "../../src/tlog/dsse.ts";
import { leafHash, leavesSource, rootOf } from "../../src/tlog/merkle.ts";
import { formatCheckpoint } from "../../src/tlog/note.ts";
import { entryBundle, TILE_WIDTH, tilePath, tilesForRange } from "../../src/tlog/tiles.ts";
import { ORIGIN, signedNote, signWith, type TestKey, testKey } from "./test_keys.ts";

/** 2026-11-21T00:00:00Z in windows of an hour. */
export const FIRST_W = 498_672;
export const PERIOD = 3_600;
export const SOFTWARE = { name: "outband", version: "0.1.0", runtime: "deno 2.9.6" };

const HASH = "ab".repeat(32);

/** What can be made wrong about a seal. */
export interface SealOverrides {
  /** Keys that sign the checkpoint; the keys in force when left out. */
  signers?: readonly TestKey[];
  /** Key that signs the statement. */
  statementKey?: TestKey;
  size?: number;
  root?: Uint8Array;
  origin?: string;
  predicate?: Partial<WindowPredicate>;
  /** Fields of the summary. */
  summary?: Record<string, unknown>;
  payloadType?: string;
  /** Changes the statement's text before it is signed. */
  statement?: (text: string) => string;
  /** Files that are not written. */
  without?: readonly string[];
}

/** Fields of a record that are usually filled in. */
export interface RecordOverrides {
  /** Any head field, or a body field of the wrong type. */
  fields?: Record<string, unknown>;
  /** Time, instead of the clock's. */
  tMs?: number;
}

/** One log in memory. */
export class LogBuilder {
  /** All files by path. */
  readonly files = new Map<string, Uint8Array>();
  /** Telemetry lines, one for each call. */
  readonly telemetry: string[] = [];
  /** The clock. */
  nowMs = FIRST_W * PERIOD * 1000;
  /** Next ordinal. */
  ord = 0;
  /** Digest of the declared policy in force; null for none. */
  policy: string | null = null;
  /** Calls that were accepted and not settled when the last window was closed. */
  carried = 0;
  readonly origin: string;
  readonly key: TestKey;
  #keys: TestKey[];
  readonly #leaves: Uint8Array[] = [];
  readonly #lines: Uint8Array[] = [];
  #part: WindowPart = { w: FIRST_W, part: 0, period: PERIOD };
  #partFirst = 0;
  #totals = new WindowTotals();
  #added = new Histogram();
  #openedAt = "";
  #closedAt = "";
  #sealedSize = 0;
  #boot = 0;

  constructor(options: { key?: TestKey; origin?: string } = {}) {
    this.origin = options.origin ?? ORIGIN;
    this.key = options.key ?? testKey(1, this.origin);
    this.#keys = [this.key];
  }

  /** Records so far. */
  get size(): number {
    return this.#lines.length;
  }

  /** Directory of the part in hand. */
  get directory(): string {
    return windowDirectory(this.#part);
  }

  /** Path of a file of the part in hand. */
  path(name: string): string {
    return `${this.directory}/${name}`;
  }

  /** Leaf hashes so far. */
  get leaves(): readonly Uint8Array[] {
    return this.#leaves;
  }

  /** Root over all records so far, or over the first ones. */
  root(size = this.size): Uint8Array {
    return rootOf(NODE_SUITE.sha256, this.#leaves.slice(0, size));
  }

  /** The next record, not appended. */
  record(
    body: RecordBody | Record<string, unknown>,
    overrides: RecordOverrides = {},
  ): Record<string, unknown> & { t: string } {
    const last = this.#leaves.at(-1);
    return {
      v: 1,
      log: this.origin,
      i: this.size,
      prev: last === undefined
        ? genesisPrev(NODE_SUITE, { origin: this.origin, vkey: this.key.text })
        : toHex(last),
      t: formatTime(overrides.tMs ?? this.nowMs),
      ...body,
      ...overrides.fields,
    };
  }

  /** Appends a record. @returns Its index. */
  append(body: RecordBody | Record<string, unknown>, overrides: RecordOverrides = {}): number {
    const index = this.size;
    const record = this.record(body, overrides);
    const written = record as unknown as RecordBody;
    this.#totals.add(written);
    if (written.kind === "call") this.#added.add(written.us.added);
    if (written.kind === "window.open") this.#openedAt = record.t;
    if (written.kind === "window.close") this.#closedAt = record.t;
    this.appendLine(utf8(canonicalJson(record)));
    return index;
  }

  /** Appends the bytes of a line, whatever they are. */
  appendLine(line: Uint8Array): void {
    this.#lines.push(line);
    this.#leaves.push(leafHash(NODE_SUITE.sha256, line));
  }

  /** Writes the segment of the part in hand, as it is. */
  writeSegment(): void {
    const lines = this.#lines.slice(this.#partFirst).flatMap((line) => [line, utf8("\n")]);
    this.files.set(this.path(SEGMENT_FILE), concat(...lines));
  }

  /** `log.open`, then the first window. */
  begin(overrides: RecordOverrides = {}): this {
    this.append({
      kind: "log.open",
      format: "outband/segment/v1",
      period: PERIOD,
      vkey: this.key.text,
    }, overrides);
    return this.openWindow({ boot: true });
  }

  /** Puts further records into this part, which no record opens. */
  startPart(part: WindowPart): void {
    this.#part = part;
  }

  /** Opens the window that holds the clock's time. */
  openWindow(
    options: {
      boot?: boolean;
      part?: number;
      w?: number;
      period?: number;
      absent?: [number, number];
      fields?: Record<string, unknown>;
    } = {},
  ): this {
    const period = options.period ?? PERIOD;
    const w = options.w ?? Math.floor(this.nowMs / (period * 1000));
    this.startPart({ w, part: options.part ?? 0, period });
    this.append({
      kind: "window.open",
      ...this.#part,
      start: formatTime(windowStartMs(this.#part)),
      ord: this.ord,
      carried_in: this.carried,
    }, options.fields === undefined ? {} : { fields: options.fields });
    if (options.boot === true) this.boot();
    if (options.absent !== undefined) {
      const [from_w, to_w] = options.absent;
      this.append({ kind: "absent", from_w, to_w, boot: this.#boot });
    }
    this.append({
      kind: "config",
      config: HASH,
      upstreams: ["api.openai.com"],
      tls: true,
      limits: { pool_bytes: 52_428_800 },
      commitment: "hmac",
      sandbox: true,
      on_audit_failure: "pass",
      ...(this.policy === null ? {} : { policy: this.policy }),
    });
    this.append({
      kind: "detector",
      detector: HASH,
      level: "standard",
      categories: ["EMAIL", "SSN"],
      not_covered: ["NAME"],
    });
    return this;
  }

  /** The program starts. */
  boot(): void {
    this.#boot++;
    this.append({ kind: "boot", boot: this.#boot, software: SOFTWARE });
  }

  /** One call with a telemetry line. @returns Its index. */
  call(fields: Record<string, unknown> = {}): number {
    this.nowMs += 10;
    const ord = this.ord++;
    const body = { ...callFields(ord), ...fields };
    const { line, parts } = this.#telemetryLine(ord);
    this.telemetry.push(line);
    return this.append({ ...body, parts: fields["parts"] ?? parts });
  }

  /** Calls without records. */
  gap(gap: Omit<GapBody, "kind">): number {
    this.ord = Math.max(this.ord, gap.ord + gap.n);
    return this.append({ kind: "gap", ...gap });
  }

  /** Closes the window at its end on the grid, or now with `partial`. */
  closeWindow(fields: Partial<WindowCloseBody> & Record<string, unknown> = {}): this {
    const open = this.#totals.open;
    const counts = { ...this.#totals.counts };
    const endMs = windowEndMs(this.#part);
    if (fields.partial !== true) this.nowMs = Math.max(this.nowMs, endMs);
    const carriedIn = open?.carried_in ?? 0;
    const accepted = this.ord - (open?.ord ?? 0);
    this.carried = carriedIn + accepted - counts.processed;
    this.append({
      kind: "window.close",
      w: this.#part.w,
      part: this.#part.part,
      ord: this.ord,
      carried_in: carriedIn,
      accepted,
      carried_out: this.carried,
      counts,
      added_us: this.#added.toSparse(),
      io_errors: 0,
      uptime_s: 3_600,
      ...fields,
    });
    return this;
  }

  /** Announces the next key. */
  rotate(next: TestKey, fields: Record<string, unknown> = {}): number {
    const old = this.#keys.at(-1) as TestKey;
    const message = keyNextMessage({
      origin: this.origin,
      oldVkey: old.text,
      newVkey: next.text,
      index: this.size,
    });
    this.#keys = [...this.#keys, next];
    return this.append({
      kind: "key.next",
      old: old.text,
      new: next.text,
      pop: toBase64(signWith(next, message)),
      ...fields,
    });
  }

  /** Writes the seal of the part in hand, and begins the next part. */
  seal(overrides: SealOverrides = {}): this {
    const signers = overrides.signers ?? this.#keys;
    const size = overrides.size ?? this.size;
    const root = overrides.root ?? this.root();
    this.writeSegment();
    const text = formatCheckpoint({ origin: overrides.origin ?? this.origin, size, root });
    const note = utf8(signedNote(text, signers));
    this.#keys = this.#keys.slice(-1);
    const files = new Map([
      [SEGMENT_FILE, this.files.get(this.path(SEGMENT_FILE)) as Uint8Array],
      [SUMMARY_FILE, utf8(this.#summary(overrides))],
      [CHECKPOINT_FILE, note],
    ]);
    files.set(STATEMENT_FILE, utf8(this.#statement(files, overrides)));
    const sums = SUMMED_FILES.map((name) => ({ name, sha256: digestOf(files.get(name)) }));
    files.set(SUMS_FILE, utf8(sumsText(sums)));
    for (const [name, bytes] of files) {
      if (overrides.without?.includes(name) !== true) this.files.set(this.path(name), bytes);
    }
    this.files.set(CHECKPOINT_FILE, note);
    this.#writeTiles();
    this.endPart();
    return this;
  }

  /** Ends the part in hand without a seal. */
  endPart(): void {
    this.writeSegment();
    this.#partFirst = this.size;
    this.#totals = new WindowTotals();
    this.#added = new Histogram();
  }

  /** Writes `keys/`. */
  writeKeys(keys: readonly TestKey[] = [this.key]): this {
    for (const [k, key] of keys.entries()) {
      const der = toBase64(key.spki);
      const pem = `-----BEGIN PUBLIC KEY-----\n${der}\n-----END PUBLIC KEY-----\n`;
      this.files.set(`keys/log-${k + 1}.vkey`, utf8(`${key.text}\n`));
      this.files.set(`keys/log-${k + 1}.pub.pem`, utf8(pem));
    }
    return this;
  }

  #summary({ summary }: SealOverrides): string {
    const made = summarise(this.#totals, {
      log: this.origin,
      version: SOFTWARE.version,
      firstIndex: this.#partFirst,
      endIndex: this.size,
      controls: [],
    });
    if (made === null) return "{}\n";
    return summaryText({ ...made, ...summary });
  }

  #statement(files: ReadonlyMap<string, Uint8Array>, overrides: SealOverrides): string {
    const first = this.#partFirst;
    const key = overrides.statementKey ?? this.#keys.at(-1) as TestKey;
    const type = overrides.payloadType ?? STATEMENT_PAYLOAD_TYPE;
    const text = statementText({
      subject: [SEGMENT_FILE, CHECKPOINT_FILE, SUMMARY_FILE].map((name) => ({
        name,
        digest: { sha256: digestOf(files.get(name)) },
      })),
      predicate: {
        log: this.origin,
        window: this.#part.w,
        part: this.#part.part,
        openedAt: this.#openedAt,
        closedAt: this.#closedAt,
        firstIndex: first,
        endIndex: this.size,
        checkpoint: { size: this.size, root: toBase64(this.root()) },
        previous: { size: first, root: toBase64(this.root(first)) },
        counts: this.#totals.counts,
        software: SOFTWARE,
        configDigest: HASH,
        ...(this.policy === null ? {} : { policyDigest: this.policy }),
        ...overrides.predicate,
      },
    });
    const payload = utf8(overrides.statement?.(text) ?? text);
    const sig = signWith(key, pae(type, payload));
    const keyid = toHex(NODE_SUITE.sha256(key.spki));
    const signatures = [{ keyid, sig }];
    return `${formatEnvelope({ payload, payloadType: type, signatures })}\n`;
  }

  #writeTiles(): void {
    const source = leavesSource(NODE_SUITE.sha256, this.#leaves);
    for (const { level, index, width } of tilesForRange(this.#sealedSize, this.size)) {
      const first = index * TILE_WIDTH;
      const hashes = Array.from({ length: width }, (_, k) => source.node(8 * level, first + k));
      this.files.set(tilePath(level, index, width), concat(...hashes));
      if (level > 0) continue;
      const lines = this.#lines.slice(first, first + width);
      this.files.set(tilePath("entries", index, width), entryBundle(lines));
    }
    this.#sealedSize = this.size;
  }

  #telemetryLine(ord: number): { line: string; parts: Record<string, string> } {
    const index = this.size;
    const keyHex = toHex(NODE_SUITE.sha256(utf8(`key ${index}`)));
    const key = fromHex(keyHex) as Uint8Array;
    const req = canonicalJson({ "messages[0].content": "[REDACTED:SSN]" });
    const res = canonicalJson({ "choices[0].message.content": `answer ${ord}` });
    const committed = {
      type: "call",
      log: this.origin,
      index,
      request_id: ord,
      params: { temperature: 0.7 },
      redacted_payload: req,
      response_redacted_payload: res,
    };
    const commit = (part: string, text: string): string =>
      toHex(
        commitment(NODE_SUITE, { origin: this.origin, index, part, key, data: utf8(text) }),
      );
    const parts = {
      req: commit("req", req),
      res: commit("res", res),
      line: commit("line", canonicalJson(committed)),
    };
    return { line: canonicalJson({ ...committed, redacted_key: keyHex }), parts };
  }
}

/** A call as a record has it, without `parts`. */
export function callFields(ord: number): Record<string, unknown> {
  return {
    kind: "call",
    ord,
    class: "full",
    capture: { req: "full", res: "full" },
    format: "openai.chat/2",
    provider: "openai",
    operation: "chat",
    host: "api.openai.com",
    model: "gpt-4o-mini",
    served: "gpt-4o-mini-2024-07-18",
    status: 200,
    stream: false,
    finish: ["stop"],
    usage: { input: 12, output: 34 },
    us: { added: 90 + (ord % 7), ttfb: 200_000, total: 300_000 },
    size: { req: 1024, res: 2048 },
    found: { req: { SSN: 1 } },
    fields: { req: 1, res: 1 },
  };
}

function digestOf(bytes: Uint8Array | undefined): string {
  return bytes === undefined ? HASH : toHex(NODE_SUITE.sha256(bytes));
}

/** A log of two sealed windows: five records and three calls in the first, two calls in the second. */
export function smallLog(): LogBuilder {
  const log = new LogBuilder().begin();
  for (let k = 0; k < 3; k++) log.call();
  log.closeWindow().seal();
  log.openWindow();
  log.call();
  log.gap({ ord: log.ord, n: 2, why: "table_full" });
  log.call();
  return log.closeWindow().seal().writeKeys();
}
