/**
 * Every accepted call is settled exactly once, and the totals say so: the rules of
 * `format/counts.ts`, checked over a whole log.
 * @module
 */

import type { BasicWindowClose } from "../format/basic_record.ts";
import { type Counts, type Gap, gapOrdinals } from "../format/counts.ts";
import type { WindowCloseBody, WindowOpenBody } from "../format/record.ts";
import type { Findings, Place } from "./findings.ts";
import { OrdinalLedger } from "./ordinal_ledger.ts";

/** Follows the ordinals of one log. */
export class OrdinalRules {
  readonly #findings: Findings;
  readonly #ledger = new OrdinalLedger();
  /** Where counting began; ordinals below `ord` are known by number only. */
  #base: { ord: number; carriedIn: number } | null;
  #open: { ord: number; carriedIn: number } | null = null;
  #last: { ord: number; carriedOut: number } | null;
  /** Next ordinal as a record stated it last: it never falls. */
  #stated = 0;
  #isFull = false;

  /**
   * @param findings Where findings go.
   * @param options `isRooted`: the log is read from its first record on.
   */
  constructor(findings: Findings, options: { isRooted: boolean }) {
    this.#findings = findings;
    this.#base = options.isRooted ? { ord: 0, carriedIn: 0 } : null;
    this.#last = options.isRooted ? { ord: 0, carriedOut: 0 } : null;
  }

  /** Calls that were not settled when the newest closed window ended. */
  get inFlight(): number {
    return this.#last?.carriedOut ?? 0;
  }

  /** A window part begins. */
  open(body: WindowOpenBody, place: Place): void {
    const opened = { ord: body.ord, carriedIn: body.carried_in };
    const { ord, carriedOut } = this.#last ?? { ord: body.ord, carriedOut: body.carried_in };
    this.#expect(place, { name: "ord", actual: opened.ord, expected: ord });
    this.#expect(place, { name: "carried_in", actual: opened.carriedIn, expected: carriedOut });
    this.#base ??= opened;
    this.#open = opened;
    this.#stated = opened.ord;
  }

  /** A call is settled by a record. */
  call(ord: number, place: Place): void {
    this.#settle({ from: ord, n: 1 }, place);
  }

  /** Calls are settled by a gap. */
  gap(gap: Gap, place: Place): void {
    const ordinals = gapOrdinals(gap);
    if (ordinals === null) this.#settle({ from: gap.ord, n: gap.n }, place);
    else for (const ordinal of ordinals) this.#settle({ from: ordinal, n: 1 }, place);
  }

  /** A record states the next ordinal; the outband form also, how many below it are not settled. */
  heartbeat({ ord, inFlight }: { ord: number; inFlight: number | null }, place: Place): void {
    if (ord < this.#ledger.end) {
      this.#findings.add(
        "COUNT_MISMATCH",
        place,
        `ord is ${ord}, and ordinal ${this.#ledger.end - 1} is settled already`,
      );
      return;
    }
    this.#state(ord, place);
    const base = this.#base;
    if (inFlight === null || base === null || this.#isFull) return;
    const expected = base.carriedIn + ord - base.ord - this.#ledger.size;
    this.#expect(place, { name: "in_flight", actual: inFlight, expected });
  }

  /** A window part ends. @param counts What its records add up to. */
  close(body: WindowCloseBody, counts: Counts, place: Place): void {
    for (const name of Object.keys(counts) as (keyof Counts)[]) {
      this.#expect(place, {
        name: `counts.${name}`,
        actual: body.counts[name],
        expected: counts[name],
      });
    }
    if (this.#open !== null) {
      const { ord, carriedIn } = this.#open;
      this.#expect(place, {
        name: "accepted",
        actual: body.accepted,
        expected: body.ord - ord,
      });
      this.#expect(place, { name: "carried_in", actual: body.carried_in, expected: carriedIn });
    }
    this.#expect(place, {
      name: "carried_out",
      actual: body.carried_out,
      expected: body.carried_in + body.accepted - counts.processed,
    });
    this.#end({ ord: body.ord, carriedOut: body.carried_out }, place);
  }

  /** A window ends, basic form. @param totals Calls with and without a record. */
  closeBasic(
    body: BasicWindowClose,
    totals: { audited: number; dropped: number },
    place: Place,
  ): void {
    const { audited, dropped } = totals;
    this.#expect(place, { name: "audited", actual: body.audited, expected: audited });
    this.#expect(place, { name: "dropped", actual: body.dropped, expected: dropped });
    this.#expect(place, { name: "proxied", actual: body.proxied, expected: audited + dropped });
    this.#base ??= { ord: body.ord - audited - dropped, carriedIn: 0 };
    this.#end({ ord: body.ord, carriedOut: 0 }, place);
  }

  #settle({ from, n }: { from: number; n: number }, place: Place): void {
    if (this.#ledger.isFull) {
      if (!this.#isFull) {
        this.#findings.add("LIMIT_EXCEEDED", place, "Too many calls are in flight to follow them");
      }
      this.#isFull = true;
      return;
    }
    const duplicate = this.#ledger.add(from, n);
    if (duplicate === null) return;
    this.#findings.add("ORDINAL_DUPLICATE", place, `Call ${duplicate} was settled before`);
  }

  #state(ord: number, place: Place): void {
    if (ord < this.#stated) {
      const message = `ord is ${ord}, and was ${this.#stated} before`;
      this.#findings.add("COUNT_MISMATCH", place, message);
    }
    this.#stated = Math.max(this.#stated, ord);
  }

  /** Everything below the next ordinal is settled, but for as many as are carried over. */
  #end(closed: { ord: number; carriedOut: number }, place: Place): void {
    this.#state(closed.ord, place);
    const base = this.#base ?? { ord: 0, carriedIn: 0 };
    const open = base.carriedIn + closed.ord - base.ord - this.#ledger.size;
    if (this.#ledger.end > closed.ord) {
      this.#findings.add(
        "COUNT_MISMATCH",
        place,
        `ord is ${closed.ord}, and ordinal ${this.#ledger.end - 1} is settled already`,
      );
    } else if (open !== closed.carriedOut && !this.#isFull) {
      const missing = this.#ledger.firstMissing({ floor: base.ord, limit: closed.ord });
      this.#findings.add(
        "ORDINAL_GAP",
        place,
        `${open} calls below ${closed.ord} are not settled, and ${closed.carriedOut} may be` +
          (missing === null ? "" : `; the first is ${missing}`),
      );
    }
    this.#last = closed;
    this.#open = null;
  }

  #expect(
    place: Place,
    { name, actual, expected }: { name: string; actual: number; expected: number },
  ): void {
    if (actual === expected) return;
    this.#findings.add("COUNT_MISMATCH", place, `${name} is ${actual}, and must be ${expected}`);
  }
}
