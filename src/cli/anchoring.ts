/**
 * Shows the log's newest checkpoint to those outside that the operator named: witnesses, and a
 * time-stamp authority. What they answer is put beside the checkpoint and, as `anchor` records,
 * into the log. Hashes and sizes leave the machine, and only to these addresses.
 *
 * A checkpoint covers all before it, so only the newest is shown: while nobody answers, nothing
 * piles up.
 *
 * @module
 */

import { utf8 } from "../base/bytes.ts";
import type { CryptoSuite } from "../base/crypto_suite.ts";
import { sha256Hex } from "../base/digest.ts";
import { messageOf, OutbandError } from "../base/errors.ts";
import type { Logger } from "../base/log.ts";
import type { Post } from "../anchor/http.ts";
import type { TimestampAnswer, TimestampTools } from "../anchor/timestamp_client.ts";
import { askWitness, type WitnessAddress } from "../anchor/witness_client.ts";
import type { WitnessSetting } from "../format/anchor_config.ts";
import { COSIGNED_FILE, TIMESTAMP_FILE } from "../format/layout.ts";
import type { AnchorBody } from "../format/record.ts";
import { isStrictPublicKey } from "../tlog/ed25519.ts";
import { lineBytes, signatureLines } from "../tlog/cosignature.ts";
import {
  type Checkpoint,
  formatNote,
  KEY_TYPE_COSIGNATURE,
  keyIdOf,
  type Note,
  type NoteSignature,
  parseCheckpoint,
  parseNote,
  parseVkey,
} from "../tlog/note.ts";
import { readConsistencyProof, writeReceipt } from "./anchor_files.ts";

/** Pause before those are asked again who did not answer. */
const RETRY_MS = 60_000;

/** What anchoring is made of. */
export interface AnchoringOptions {
  suite: CryptoSuite;
  post: Post;
  log: Logger;
  evidenceDir: string;
  witnesses: readonly WitnessAddress[];
  /** Address of a time-stamp authority. */
  tsa: string | null;
  randomBytes: TimestampTools["randomBytes"];
  /** Takes a record for the log. */
  record(body: AnchorBody): void;
}

/** A sealed part. */
export interface SealedPart {
  /** Its directory below the log's. */
  directory: string;
  /** Its checkpoint as signed. */
  note: string;
}

interface Job {
  directory: string;
  note: Note;
  checkpoint: Checkpoint;
  /** Lines of witnesses that answered. */
  lines: Map<WitnessAddress, NoteSignature>;
  isStamped: boolean;
}

/**
 * Reads the witnesses of a configuration.
 *
 * @throws {OutbandError} CONFIG if a key is no sound witness key.
 */
export function readWitnesses(
  suite: CryptoSuite,
  settings: readonly WitnessSetting[],
): WitnessAddress[] {
  return settings.map(({ url, vkey: text }) => {
    const vkey = parseVkey(text);
    const isSound = vkey !== null && vkey.type === KEY_TYPE_COSIGNATURE &&
      vkey.id === keyIdOf(suite.sha256, vkey.name, vkey.type, vkey.publicKey) &&
      isStrictPublicKey(vkey.publicKey);
    if (vkey !== null && isSound) return { url, vkey };
    throw new OutbandError("CONFIG", `Cannot use --witness ${url}: ${text} is no witness key`);
  });
}

/** Anchors the newest checkpoint of one log. */
export class Anchoring {
  readonly #options: AnchoringOptions;
  /** Size that each witness saw last, as far as it told. */
  readonly #known = new Map<WitnessAddress, number>();
  readonly #failing = new Set<string>();
  #next: Job | null = null;
  #running: Promise<void> | null = null;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #isStopped = false;

  constructor(options: AnchoringOptions) {
    this.#options = options;
  }

  /** Names of who did not answer well last: `witness timestamp`. */
  get failing(): string[] {
    return [...new Set([...this.#failing].map((name) => name.split(" ", 1)[0] as string))];
  }

  /** Takes a part that was sealed; an older one that still waits is dropped. */
  sealed({ directory, note: text }: SealedPart): void {
    const note = parseNote(text);
    const checkpoint = note === null ? null : parseCheckpoint(note.text);
    if (note === null || checkpoint === null || this.#isStopped) return;
    this.#next = { directory, note, checkpoint, lines: new Map(), isStamped: false };
    this.#start();
  }

  /** Waits for what is under way, at most so long; nothing is asked again afterwards. */
  async finish(waitMs: number): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#retry);
    const late = Promise.withResolvers<void>();
    const timer = setTimeout(late.resolve, waitMs);
    await Promise.race([this.#running ?? Promise.resolve(), late.promise]);
    clearTimeout(timer);
  }

  #start(): void {
    clearTimeout(this.#retry);
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
  }

  async #run(): Promise<void> {
    for (let job = this.#next; job !== null; job = this.#next) {
      this.#next = null;
      try {
        await Promise.all([this.#askWitnesses(job), this.#askAuthority(job)]);
      } catch (error) {
        // Nothing that comes from outside may end the program that forwards calls.
        this.#options.log("error", "anchor.failed", { reason: messageOf(error) });
      }
      const { witnesses, tsa } = this.#options;
      const isDone = job.lines.size === witnesses.length && (tsa === null || job.isStamped);
      if (!isDone && this.#next === null && !this.#isStopped) this.#later(job);
    }
  }

  #later(job: Job): void {
    this.#retry = setTimeout(() => {
      this.#next ??= job;
      this.#start();
    }, RETRY_MS);
  }

  async #askWitnesses(job: Job): Promise<void> {
    const { witnesses } = this.#options;
    const before = job.lines.size;
    await Promise.all(witnesses.map(async (witness) => {
      if (!job.lines.has(witness)) await this.#askOne(job, witness);
    }));
    if (job.lines.size === before) return;
    const lines = witnesses.flatMap((witness) => job.lines.get(witness) ?? []);
    const text = `${formatNote(job.note)}${signatureLines(lines)}`;
    await this.#keep(`${job.directory}/${COSIGNED_FILE}`, utf8(text));
  }

  async #askOne(job: Job, witness: WitnessAddress): Promise<void> {
    const { suite, post, evidenceDir, log } = this.#options;
    const { note, checkpoint } = job;
    const by = witness.vkey.name;
    const answer = await askWitness(
      {
        suite,
        post,
        proof: (oldSize, newSize) =>
          readConsistencyProof(suite.sha256, evidenceDir, { oldSize, newSize }),
      },
      witness,
      { note, checkpoint, known: this.#known.get(witness) ?? 0 },
    );
    if (answer.kind !== "cosigned") {
      this.#failing.add(`witness ${witness.url} ${by}`);
      const level = answer.kind === "conflict" ? "error" : "warn";
      log(level, "anchor.failed", { type: "tlog-witness", by, reason: answer.message });
      return;
    }
    this.#failing.delete(`witness ${witness.url} ${by}`);
    this.#known.set(witness, checkpoint.size);
    job.lines.set(witness, answer.line);
    const sha256 = sha256Hex(lineBytes(answer.line));
    this.#received({ kind: "anchor", type: "tlog-witness", size: checkpoint.size, sha256, by }, {
      unixSeconds: answer.time,
    });
  }

  async #askAuthority(job: Job): Promise<void> {
    const { tsa, log } = this.#options;
    if (tsa === null || job.isStamped) return;
    const by = new URL(tsa).host;
    const answer = await this.#stamp(tsa, utf8(formatNote(job.note)));
    if ("problem" in answer) {
      this.#failing.add("timestamp");
      log("warn", "anchor.failed", { type: "rfc3161", by, reason: answer.problem });
      return;
    }
    this.#failing.delete("timestamp");
    job.isStamped = true;
    await this.#keep(`${job.directory}/${TIMESTAMP_FILE}`, answer.response);
    const { size } = job.checkpoint;
    const sha256 = sha256Hex(answer.response);
    this.#received({ kind: "anchor", type: "rfc3161", size, sha256, by }, {
      unixSeconds: Math.floor(answer.timeMs / 1_000),
    });
  }

  async #stamp(url: string, data: Uint8Array): Promise<TimestampAnswer> {
    // Loaded only here: the certificate library is large, and most logs need none.
    const { askTimestamp } = await import("../anchor/timestamp_client.ts");
    return await askTimestamp(this.#options, url, data);
  }

  /** Time as it came: a witness may claim one that no calendar has. */
  #received(body: AnchorBody, { unixSeconds }: { unixSeconds: number }): void {
    const { type, size, by } = body;
    this.#options.record(body);
    this.#options.log("info", "anchor.received", { type, size, by, unix_seconds: unixSeconds });
  }

  async #keep(path: string, bytes: Uint8Array): Promise<void> {
    const { evidenceDir, log } = this.#options;
    try {
      await writeReceipt(`${evidenceDir}/${path}`, bytes);
    } catch (error) {
      log("error", "anchor.failed", { path, reason: messageOf(error) });
    }
  }
}
