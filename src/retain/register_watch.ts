/**
 * Ties the register of people's answers to the log: whenever it grew, a `register` record says how
 * many lines it has and what the next one will follow. So its newest lines cannot be cut off without
 * trace once a record that saw them is signed.
 * @module
 */

import { decodeUtf8 } from "../base/bytes.ts";
import { type Disk, readFile } from "../format/disk.ts";
import type { RecordBody } from "../format/record.ts";
import { REGISTER_BYTES_MAX, REGISTER_FILE, registerLink } from "../format/register.ts";
import { bytesOf } from "./disk_watch.ts";

/** How often somebody may have signed something. */
const LOOK_MS = 10_000;

/** Where the register is, and who is told. */
export interface RegisterWatchOptions {
  disk: Disk;
  evidenceDir: string;
  hash: (bytes: Uint8Array) => Uint8Array;
  /** @returns False when the record cannot be taken now. */
  note(body: RecordBody): boolean;
}

/** Looks at the register now and then, and at once after the start. */
export class RegisterWatch {
  readonly #options: RegisterWatchOptions;
  #nextMs = 0;
  #size = 0;

  /** @param options Where it is. */
  constructor(options: RegisterWatchOptions) {
    this.#options = options;
  }

  /** Looks when it is time; a disk that fails is asked again. */
  tick(nowMs: number): void {
    if (nowMs < this.#nextMs) return;
    this.#nextMs = nowMs + LOOK_MS;
    const { disk, evidenceDir, note } = this.#options;
    const path = `${evidenceDir}/${REGISTER_FILE}`;
    try {
      const size = bytesOf(disk, path);
      if (size === this.#size) return;
      const bytes = readFile(disk, path, { bytesMax: REGISTER_BYTES_MAX });
      const body = bytes === null ? null : this.#headOf(decodeUtf8(bytes));
      if (body === null || note(body)) this.#size = size;
    } catch {
      return; // Unreadable now, or no text: the register is for verify, and the log goes on.
    }
  }

  /** Null while a line is being written, or when there is none. */
  #headOf(text: string): RecordBody | null {
    const lines = text.split("\n");
    const last = lines.at(-2);
    if (lines.pop() !== "" || last === undefined) return null;
    return { kind: "register", n: lines.length, head: registerLink(this.#options.hash, last) };
  }
}
