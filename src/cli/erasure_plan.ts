/**
 * What an erasure has to do: which keys stay, and what the log is to say. It changes nothing.
 * @module
 */

import { OutbandError } from "../base/errors.ts";
import type { OutbandRecord } from "../format/record.ts";
import type { KeptPart, OriginalPlace } from "../journal/original_keys.ts";
import { directorySource } from "./evidence_source.ts";
import { findWholeLog, logLines } from "./log_lines.ts";

/** One part of a window whose secret goes. */
export interface ErasedPart {
  part: KeptPart;
  /** All commitments to originals in it but those to be erased now or earlier. */
  stay: OriginalPlace[];
}

/** What is to be done. */
export interface ErasurePlan {
  origin: string;
  /** Length of the newest window, in seconds. */
  periodSeconds: number;
  parts: ErasedPart[];
  /** Records that the log is to hold; those that it has already are left out. */
  declarations: { target: number; parts: string[] }[];
}

/** What is asked for. */
export interface Erasure {
  evidenceDir: string;
  records: ReadonlySet<number>;
  isOriginalsOnly: boolean;
}

const ORIGINALS: readonly string[] = ["orig.req", "orig.res"];

/** Reads the log and says what is to be done. @throws {OutbandError} IO for a record that is no call. */
export async function planErasure(erasure: Erasure): Promise<ErasurePlan> {
  const { evidenceDir, records, isOriginalsOnly } = erasure;
  const source = directorySource(evidenceDir);
  const log = await findWholeLog(source, evidenceDir);
  const reader = new PlanReader(records);
  for await (const { index, parsed } of logLines(source, log)) {
    if (parsed?.form === "outband") reader.see(index, parsed.record);
  }
  const declarations: ErasurePlan["declarations"] = [];
  for (const target of records) {
    const committed = reader.targets.get(target);
    if (committed === undefined) {
      throw new OutbandError("IO", `Cannot erase record ${target}: the log has no such call`);
    }
    const wanted = committed.filter((part) => !isOriginalsOnly || ORIGINALS.includes(part));
    const parts = wanted.filter((part) => !reader.isErased(target, part));
    if (parts.length > 0) declarations.push({ target, parts });
  }
  return {
    origin: log.origin,
    periodSeconds: reader.periodSeconds,
    parts: reader.partsToErase(),
    declarations,
  };
}

class PlanReader {
  /** Parts that the wanted records committed to, by index. */
  readonly targets = new Map<number, string[]>();
  periodSeconds = 3_600;
  readonly #records: ReadonlySet<number>;
  readonly #erased = new Map<number, Set<string>>();
  readonly #parts: ErasedPart[] = [];
  #isWanted = false;

  constructor(records: ReadonlySet<number>) {
    this.#records = records;
  }

  see(index: number, record: OutbandRecord): void {
    if (record.kind === "window.open") this.#open(record);
    else if (record.kind === "erase") {
      const parts = this.#erased.get(record.target) ?? new Set<string>();
      for (const part of record.parts) parts.add(part);
      this.#erased.set(record.target, parts);
    } else if (record.kind === "call") {
      if (this.#records.has(index)) {
        this.targets.set(index, Object.keys(record.parts));
        this.#isWanted = true;
      }
      const stay = this.#parts.at(-1)?.stay;
      for (const part of ORIGINALS) if (part in record.parts) stay?.push({ index, part });
    }
  }

  isErased(index: number, part: string): boolean {
    return this.#erased.get(index)?.has(part) ?? false;
  }

  /** Parts with a wanted record, and what stays of them. */
  partsToErase(): ErasedPart[] {
    this.#dropUnwanted();
    return this.#parts.map(({ part, stay }) => ({
      part,
      stay: stay.filter(({ index, part: name }) =>
        !this.#records.has(index) && !this.isErased(index, name)
      ),
    }));
  }

  #open(record: Extract<OutbandRecord, { kind: "window.open" }>): void {
    this.#dropUnwanted();
    this.periodSeconds = record.period;
    this.#parts.push({ part: { w: record.w, part: record.part }, stay: [] });
  }

  /** Only parts with a wanted record are remembered: a log has many. */
  #dropUnwanted(): void {
    if (!this.#isWanted) this.#parts.pop();
    this.#isWanted = false;
  }
}
