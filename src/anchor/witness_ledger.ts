/**
 * A witness for other teams' logs (c2sp.org/tlog-witness): remembers the newest head of each log,
 * cosigns a newer one when a proof shows that it only grew, and never goes back. A head is durable
 * before its cosignature leaves. It sees sizes and hashes only.
 *
 * `<state>/heads/<slug of the origin>.checkpoint` holds the newest checkpoint of one log, as the
 * log signed it.
 *
 * @module
 */

import { decodeUtf8, toBase64, utf8 } from "../base/bytes.ts";
import type { Clock } from "../base/clock.ts";
import type { CryptoSuite } from "../base/crypto_suite.ts";
import { messageOf, OutbandError } from "../base/errors.ts";
import { type Disk, readFile, replaceFile } from "../format/disk.ts";
import {
  cosign,
  type Cosigner,
  isLineOf,
  parseAddCheckpoint,
  type ParsedRequest,
  signatureLines,
} from "../tlog/cosignature.ts";
import { verifyStrict } from "../tlog/ed25519.ts";
import { verifyConsistency } from "../tlog/merkle.ts";
import {
  type Checkpoint,
  formatNote,
  type Note,
  parseCheckpoint,
  parseNote,
  type Vkey,
} from "../tlog/note.ts";

const HEAD_BYTES_MAX = 131_072;

/** What a ledger is made of. */
export interface LedgerOptions {
  disk: Disk;
  suite: CryptoSuite;
  clock: Clock;
  /** Directory of the witness's state; exists. */
  stateDir: string;
  signer: Cosigner;
  /** Keys of the logs that are witnessed; several with one name are keys of one log. */
  logs: readonly Vkey[];
}

/** An answer as HTTP has it. */
export interface LedgerAnswer {
  status: 200 | 400 | 403 | 404 | 409 | 422 | 500;
  contentType: string;
  body: string;
  /** For the witness's own log; never more than origin, sizes and a reason. */
  fields: Readonly<Record<string, unknown>>;
}

/** The newest heads of some logs. */
export class WitnessLedger {
  readonly #options: LedgerOptions;
  readonly #heads = new Map<string, Checkpoint>();

  /**
   * Reads the state.
   *
   * @throws {OutbandError} CONFIG if a head in it is not a checkpoint that its log signed: a
   *   witness that lost its memory must not go on as if it never had one.
   */
  constructor(options: LedgerOptions) {
    this.#options = options;
    const { disk, stateDir, logs } = options;
    disk.makeDirectory(`${stateDir}/heads`);
    disk.syncDirectory(stateDir);
    for (const origin of new Set(logs.map(({ name }) => name))) {
      const head = this.#readHead(origin);
      if (head !== null) this.#heads.set(origin, head);
    }
  }

  /** Size that was cosigned last, by log; 0 for none. */
  sizeOf(origin: string): number {
    return this.#heads.get(origin)?.size ?? 0;
  }

  /**
   * Answers a request. From looking the old head up to having the new one on disk nothing else
   * runs, so two requests can never both be measured against the same head.
   */
  answer(body: Uint8Array): LedgerAnswer {
    const request = parseAddCheckpoint(textOf(body));
    if (request === null) return refusal(400, { reason: "the body is no add-checkpoint request" });
    const { checkpoint, oldSize } = request;
    const { origin, size } = checkpoint;
    const fields = { origin, old: oldSize, size };
    if (this.#keysOf(origin).length === 0) {
      return refusal(404, { ...fields, reason: "unknown log" });
    }
    if (!this.#isSigned(origin, request.note)) {
      return refusal(403, { ...fields, reason: "no good signature by a known key of the log" });
    }
    if (oldSize > size) return refusal(400, { ...fields, reason: "old size above the new one" });
    const conflict = this.#conflict(request, fields) ?? this.#inconsistency(request, fields);
    if (conflict !== null) return conflict;
    return this.#accept(request, fields);
  }

  #accept({ checkpoint, note }: ParsedRequest, fields: LedgerAnswer["fields"]): LedgerAnswer {
    const { disk, stateDir, signer, clock } = this.#options;
    const { origin } = checkpoint;
    try {
      const path = this.#path(origin);
      replaceFile(disk, path, { bytes: utf8(formatNote(this.#own(origin, note))) });
      disk.syncDirectory(`${stateDir}/heads`);
    } catch (error) {
      return refusal(500, { ...fields, reason: `state not written: ${messageOf(error)}` });
    }
    this.#heads.set(origin, checkpoint);
    const line = cosign(signer, note.text, Math.floor(clock.nowMs() / 1_000));
    const body = signatureLines([line]);
    return { status: 200, contentType: "text/plain; charset=utf-8", body, fields };
  }

  #conflict(
    { checkpoint, oldSize }: ParsedRequest,
    fields: LedgerAnswer["fields"],
  ): LedgerAnswer | null {
    const seen = this.#heads.get(checkpoint.origin);
    const seenSize = seen?.size ?? 0;
    const isOther = seen !== undefined && seen.size === checkpoint.size &&
      toBase64(seen.root) !== toBase64(checkpoint.root);
    if (oldSize === seenSize && !isOther) return null;
    const reason = oldSize === seenSize ? "another root at the same size" : `seen ${seenSize}`;
    return {
      status: 409,
      contentType: "text/x.tlog.size",
      body: `${seenSize}\n`,
      fields: { ...fields, reason },
    };
  }

  #inconsistency(
    { checkpoint, oldSize, proof }: ParsedRequest,
    fields: LedgerAnswer["fields"],
  ): LedgerAnswer | null {
    const { sha256 } = this.#options.suite;
    const isConsistent = verifyConsistency(sha256, {
      oldSize,
      newSize: checkpoint.size,
      oldRoot: this.#heads.get(checkpoint.origin)?.root ?? sha256(new Uint8Array(0)),
      newRoot: checkpoint.root,
      proof,
    });
    return isConsistent ? null : refusal(422, { ...fields, reason: "consistency proof" });
  }

  #isSigned(origin: string, note: Note): boolean {
    const { suite } = this.#options;
    return this.#keysOf(origin).some((key) =>
      note.signatures.some((line) =>
        isLineOf(line, key) && verifyStrict(suite, {
            publicKey: key.publicKey,
            message: utf8(note.text),
            signature: line.signature,
          }) === true
      )
    );
  }

  /** The note with the log's own lines alone. */
  #own(origin: string, { text, signatures }: Note): Note {
    const keys = this.#keysOf(origin);
    return { text, signatures: signatures.filter((line) => keys.some((k) => isLineOf(line, k))) };
  }

  #keysOf(origin: string): Vkey[] {
    return this.#options.logs.filter(({ name }) => name === origin);
  }

  #path(origin: string): string {
    return `${this.#options.stateDir}/heads/${origin.replaceAll("/", "+")}.checkpoint`;
  }

  #readHead(origin: string): Checkpoint | null {
    const path = this.#path(origin);
    const bytes = readFile(this.#options.disk, path, { bytesMax: HEAD_BYTES_MAX });
    if (bytes === null) return null;
    const note = parseNote(textOf(bytes));
    const checkpoint = note === null ? null : parseCheckpoint(note.text);
    if (note !== null && checkpoint?.origin === origin && this.#isSigned(origin, note)) {
      return checkpoint;
    }
    throw new OutbandError(
      "CONFIG",
      `Cannot witness ${origin}: ${path} is no checkpoint that the log signed; restore it`,
    );
  }
}

function refusal(
  status: LedgerAnswer["status"],
  fields: Readonly<Record<string, unknown>> & { reason: string },
): LedgerAnswer {
  return {
    status,
    contentType: "text/plain; charset=utf-8",
    body: `${fields.reason}\n`,
    fields,
  };
}

/** Text of bytes; what is not UTF-8 becomes a text that no parser takes. */
function textOf(bytes: Uint8Array): string {
  try {
    return decodeUtf8(bytes);
  } catch {
    return "";
  }
}
