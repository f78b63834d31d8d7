/**
 * Where telemetry lines go. In file mode there is one file per window part, under its final name
 * once the part is closed. Lines are written after their records are durable and are synced when the part closes;
 * a line that cannot be written is given up and counted, never waited for.
 * @module
 */

import { release, utf8 } from "../base/bytes.ts";
import type { Disk } from "../format/disk.ts";
import { TELEMETRY_CURRENT, telemetryFile, type WindowPart } from "../format/layout.ts";
import { FileGoneError, SegmentFile } from "./segment_file.ts";

const LF = 0x0a;
const CHUNK_BYTES = 256 * 1024;

/** Where telemetry lines go. */
export interface TelemetryOutput {
  /** Takes lines without line feeds; returns how many it could not keep. Never throws. */
  write(lines: readonly string[]): number;
  /** Makes what was written durable, before the part's end is. Never throws. */
  sync(): void;
  /** The part is over and its end is durable. Never throws. */
  finishPart(window: WindowPart): void;
  /** Something else may have renamed what is open. Never throws. */
  reopen(): void;
  /** Whole lines that it still has of the open part; null when it cannot know. */
  countLines(): number | null;
}

/** Telemetry lines on a stream, which has no parts. */
export class TelemetryStream implements TelemetryOutput {
  readonly #sink: { line(text: string): void };

  /** @param sink Takes lines without line feeds; it counts itself what it loses. */
  constructor(sink: { line(text: string): void }) {
    this.#sink = sink;
  }

  write(lines: readonly string[]): number {
    for (const line of lines) this.#sink.line(line);
    return 0;
  }

  sync(): void {}

  finishPart(): void {}

  reopen(): void {}

  countLines(): null {
    return null;
  }
}

/** What {@linkcode TelemetryFile} tells of its disk. */
export interface TelemetryFaults {
  /** A call failed. */
  failed(error: unknown): void;
  /** A call worked. */
  worked(): void;
}

/** The files of one telemetry directory. */
export class TelemetryFile implements TelemetryOutput {
  readonly #disk: Disk;
  readonly #directory: string;
  readonly #faults: TelemetryFaults;
  #current: SegmentFile;

  /**
   * Takes over a file that an earlier run left behind, without its torn last line.
   *
   * @throws What the disk reports.
   */
  constructor(disk: Disk, directory: string, faults: TelemetryFaults) {
    this.#disk = disk;
    this.#directory = directory;
    this.#faults = faults;
    disk.makeDirectory(directory);
    this.#current = this.#take(wholeLines(disk, this.#currentPath).bytes);
  }

  countLines(): number {
    return wholeLines(this.#disk, this.#currentPath).count;
  }

  write(lines: readonly string[]): number {
    if (lines.length === 0) return 0;
    const bytes = utf8(`${lines.join("\n")}\n`);
    const isWritten = this.#attempt(() => this.#append(bytes));
    release(bytes);
    return isWritten ? 0 : lines.length;
  }

  /** A file that was removed, maybe with its directory, is begun anew: what was in it is gone. */
  #append(bytes: Uint8Array): void {
    try {
      this.#current.append(bytes);
    } catch (error) {
      if (!(error instanceof FileGoneError)) throw error;
      this.#disk.makeDirectory(this.#directory);
      this.#current = this.#take(wholeLines(this.#disk, this.#currentPath).bytes);
      this.#current.append(bytes);
    }
  }

  reopen(): void {
    this.#attempt(() => {
      this.#syncAll();
      this.#current.close();
      this.#current = this.#take(wholeLines(this.#disk, this.#currentPath).bytes);
    });
  }

  sync(): void {
    if (this.#current.length > 0) this.#attempt(() => this.#syncAll());
  }

  #syncAll(): void {
    this.#current.sync();
    this.#disk.syncDirectory(this.#directory);
  }

  finishPart(window: WindowPart): void {
    this.#attempt(() => {
      if (this.#current.length === 0) return this.#disk.syncDirectory(this.#directory);
      this.#syncAll();
      this.#current.close();
      const target = this.#freeName(telemetryFile(window));
      this.#disk.rename(this.#currentPath, `${this.#directory}/${target}`);
      this.#current = this.#take(0);
      this.#disk.syncDirectory(this.#directory);
    });
  }

  get #currentPath(): string {
    return `${this.#directory}/${TELEMETRY_CURRENT}`;
  }

  #take(length: number): SegmentFile {
    const file = { length, syncs: false, mayMove: true };
    return new SegmentFile(this.#disk, this.#currentPath, file);
  }

  /** A file is never replaced: another log may have used the directory in the same window. */
  #freeName(name: string): string {
    const taken = new Set((this.#disk.list(this.#directory) ?? []).map((entry) => entry.name));
    let free = name;
    for (let k = 1; taken.has(free); k++) free = name.replace(/\.jsonl$/, `-${k}.jsonl`);
    return free;
  }

  #attempt(call: () => void): boolean {
    try {
      call();
    } catch (error) {
      this.#faults.failed(error);
      return false;
    }
    this.#faults.worked();
    return true;
  }
}

/** Counts the whole lines of a file, which may be much longer than records are. */
function wholeLines(disk: Disk, path: string): { count: number; bytes: number } {
  const whole = { count: 0, bytes: 0 };
  const file = disk.openRead(path);
  if (file === null) return whole;
  try {
    const buffer = new Uint8Array(CHUNK_BYTES);
    let at = 0;
    for (let count = file.read(buffer, at); count > 0; count = file.read(buffer, at)) {
      for (let k = buffer.indexOf(LF); k >= 0 && k < count; k = buffer.indexOf(LF, k + 1)) {
        whole.count++;
        whole.bytes = at + k + 1;
      }
      at += count;
    }
  } finally {
    file.close();
  }
  return whole;
}
