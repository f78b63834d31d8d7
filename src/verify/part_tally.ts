/**
 * What the records of one window part add up to, in both forms of records.
 * @module
 */

import { decodeUtf8, utf8 } from "../base/bytes.ts";
import type { BasicRecord } from "../format/basic_record.ts";
import {
  countCall,
  countGap,
  type Counts,
  coveragePercent,
  type Gap,
  gapSize,
  noCounts,
} from "../format/counts.ts";
import { Histogram, type SparseHistogram } from "../format/histogram.ts";
import type { OutbandRecord, Software } from "../format/record.ts";
import type { ParsedRecord } from "../format/record_schema.ts";
import { WindowTotals } from "../format/window_totals.ts";

/** What is remembered of a part when all of its own files were checked. */
export interface PartFacts {
  /** Window number; null when the part does not say. */
  w: number | null;
  part: number;
  /** Times of the first record, of the newest, and of `window.close`; empty when there is none. */
  from: string;
  to: string;
  closedAt: string;
  /** Start of the window on the grid, as `window.open` states it; null when it does not. */
  start: string | null;
  counts: Counts;
  coverage: number | null;
}

/** Totals of one part. */
export class PartTally {
  /** Everything that a summary needs; only of records of the outband form. */
  readonly totals: WindowTotals = new WindowTotals();
  /** Calls settled, in both forms. */
  readonly counts: Counts = noCounts();
  /** Calls with a record and without, as the basic form counts them. */
  readonly basic = { audited: 0, dropped: 0 };
  /** Window number; null until the part is opened. */
  w: number | null = null;
  /** Number of the part. */
  part = 0;
  /** `window.open` is of the basic form. */
  isBasic = false;
  /** Time of the first record, and of the newest. */
  from = "";
  to = "";
  /** Times of `window.open` and `window.close`; empty when there is none. */
  openedAt = "";
  closedAt = "";
  /** The program that wrote the part, as far as the records tell. */
  software: Software | null = null;
  readonly #added = new Histogram();

  /** Histogram of the added latency of all calls. */
  get added(): SparseHistogram {
    return this.#added.toSparse();
  }

  /** Fully audited calls in percent; null when there were none. */
  get coverage(): number | null {
    return coveragePercent(this.counts);
  }

  /** Adds one record. */
  add(parsed: ParsedRecord): void {
    const { record } = parsed;
    if (this.from === "") this.from = record.t;
    this.to = record.t;
    if (record.kind === "window.open") {
      this.openedAt = record.t;
      this.w = record.w;
      this.isBasic = parsed.form === "basic";
    } else if (record.kind === "window.close") this.closedAt = record.t;
    if (parsed.form === "outband") this.#addOutband(parsed.record);
    else this.#addBasic(parsed.record);
  }

  /** What is worth remembering, without a hold on the records that it came from. */
  facts(): PartFacts {
    const { w, part, from, to, closedAt, counts, coverage } = this;
    const start = this.totals.open?.start ?? null;
    return {
      ...{ w, part, counts: { ...counts }, coverage },
      ...{ from: ownText(from), to: ownText(to), closedAt: ownText(closedAt) },
      start: start === null ? null : ownText(start),
    };
  }

  #addOutband(record: OutbandRecord): void {
    this.totals.add(record);
    if (record.kind === "window.open") this.part = record.part;
    else if (record.kind === "gap") this.#addGap(record);
    else if (record.kind === "call") {
      countCall(this.counts, record.class);
      this.basic.audited++;
      this.#added.add(record.us.added);
    }
  }

  #addBasic(record: BasicRecord): void {
    if (record.kind !== "call") return;
    countCall(this.counts, record.capture === "complete" ? "full" : "partial");
    this.basic.audited++;
  }

  #addGap(gap: Gap): void {
    countGap(this.counts, gap);
    this.basic.dropped += gapSize(gap);
  }
}

/** The same text in memory of its own: the engine's may be a view of the line that it was read from. */
function ownText(text: string): string {
  return decodeUtf8(utf8(text));
}
