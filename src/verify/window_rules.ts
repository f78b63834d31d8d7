/**
 * Windows lie on a grid, one after the other, each opened and closed once; what is missing between
 * them is declared. Also the order of starts of the program, which the declarations rest on.
 * @module
 */

import { formatTime } from "../base/clock.ts";
import type { BasicWindowClose } from "../format/basic_record.ts";
import { windowAt, windowEndMs, windowStartMs } from "../format/layout.ts";
import type {
  AbsentBody,
  BootBody,
  RecoverBody,
  Software,
  WindowCloseBody,
} from "../format/record.ts";
import type { ParsedRecord } from "../format/record_schema.ts";
import type { Findings, Place } from "./findings.ts";
import type { WindowSpan } from "./time_rules.ts";

/** Latest moment that a date can hold (ECMA-262, "Time Values and Time Range"). */
const DATE_MS_MAX = 8.64e15;

/** Stands in for a period that is not known: windows still have an order then, but no times. */
const STAND_IN_PERIOD = 1;

/** A window part as it was opened. */
interface OpenWindow {
  w: number;
  part: number;
  period: number;
  /** The period is known, so the window has a start and an end. */
  hasTimes: boolean;
}

/** Follows the windows of one log. */
export class WindowRules {
  readonly #findings: Findings;
  readonly #isRooted: boolean;
  #state: "before" | "open" | "closed" = "before";
  #window: OpenWindow | null = null;
  #last: OpenWindow | null = null;
  #absent: AbsentBody[] = [];
  #openPlace: Place = { where: "" };
  /** Period that `log.open` names. */
  #period: number | null = null;
  #boot: number | null = null;
  #software: Software | null = null;
  #isLogClosed = false;

  /**
   * @param findings Where findings go.
   * @param options `isRooted`: the log is read from its first record on.
   */
  constructor(findings: Findings, options: { isRooted: boolean }) {
    this.#findings = findings;
    this.#isRooted = options.isRooted;
  }

  /** The window that is open, on the grid; null when there is none or its period is not known. */
  get span(): WindowSpan | null {
    const window = this.#window;
    return window === null || !window.hasTimes || windowEndMs(window) > DATE_MS_MAX
      ? null
      : { startMs: windowStartMs(window), endMs: windowEndMs(window) };
  }

  /** The program that the newest `boot` record names. */
  get software(): Software | null {
    return this.#software;
  }

  /** A `log.close` was seen. */
  get isLogClosed(): boolean {
    return this.#isLogClosed;
  }

  /** A new segment begins. */
  startPart(): void {
    this.#state = "before";
    this.#window = null;
    this.#absent = [];
  }

  /** Takes the next record. */
  record(parsed: ParsedRecord, place: Place): void {
    const { record } = parsed;
    if (record.kind === "window.open") {
      const { w } = record;
      if ("part" in record) return this.#open({ ...record, hasTimes: true }, place);
      const period = this.#period ?? STAND_IN_PERIOD;
      return this.#open({ w, part: 0, period, hasTimes: this.#period !== null }, place);
    }
    if (record.kind === "log.open" && record.i === 0) {
      this.#period = record.period;
      return;
    }
    this.#checkPlace(record.kind, place);
    switch (record.kind) {
      case "window.close":
        return this.#close(record, place);
      case "boot":
        return this.#start(record, place);
      case "absent":
        return this.#declareAbsent(record, place);
      case "recover":
        return this.#recover(record, place);
      case "log.close":
        this.#isLogClosed = true;
    }
  }

  /**
   * The segment ends.
   *
   * @param options `isOpenEnd`: it is the newest and not sealed, so it may be unfinished.
   */
  endPart({ isOpenEnd }: { isOpenEnd: boolean }, place: Place): void {
    if (this.#window !== null) this.#checkGap(this.#window);
    if (this.#state === "open" || this.#state === "before") {
      const message = this.#state === "open"
        ? "The last record is not window.close"
        : "The segment has no window.open";
      this.#findings.add(isOpenEnd ? "WINDOW_NOT_CLOSED" : "WINDOW_CLOSE_MISSING", place, message);
    }
    this.#last = this.#window ?? this.#last;
  }

  #open(window: OpenWindow & { start?: string }, place: Place): void {
    if (this.#state !== "before" || this.#isLogClosed) {
      const reason = this.#isLogClosed ? "after log.close" : "in one segment";
      this.#findings.add("WINDOW_RECORD_OUTSIDE", place, `A further window.open ${reason}`);
      return;
    }
    this.#state = "open";
    const { w, part, period, hasTimes } = window;
    this.#window = { w, part, period, hasTimes };
    this.#openPlace = { ...place };
    if (windowEndMs(this.#window) > DATE_MS_MAX) {
      this.#mismatch(place, `Window ${w} of ${period} seconds is beyond all time`);
    } else if (window.start !== undefined) {
      const start = formatTime(windowStartMs(this.#window));
      if (window.start !== start) {
        this.#mismatch(place, `start is ${window.start}, and window ${w} starts at ${start}`);
      }
    }
    this.#checkOrder(this.#window, place);
  }

  #checkOrder(window: OpenWindow, place: Place): void {
    const last = this.#last;
    if (last === null) {
      const isFirst = window.part === 0 && window.period === (this.#period ?? window.period);
      if (this.#isRooted && !isFirst) {
        const name = `Window ${nameOf(window)} of ${window.period} seconds`;
        this.#mismatch(place, `${name} cannot be the first of a log of ${this.#period} seconds`);
      }
      return;
    }
    if (last.period !== window.period) {
      const message = `From ${last.period} to ${window.period} seconds`;
      this.#findings.add("PERIOD_CHANGED", place, message);
    }
    const isSameStart = windowStartMs(window) === windowStartMs(last);
    if (isSameStart && window.part <= last.part) {
      this.#findings.add("WINDOW_DUPLICATE", place, `Window ${nameOf(window)} was there before`);
    } else if (windowStartMs(window) < windowStartMs(last)) {
      this.#mismatch(place, `Window ${nameOf(window)} comes after window ${nameOf(last)}`);
    } else if (window.part !== (isSameStart ? last.part + 1 : 0)) {
      this.#mismatch(place, `Part is ${window.part}, after window ${nameOf(last)}`);
    }
  }

  /** The windows between the last one and this one are exactly those that are declared absent. */
  #checkGap(window: OpenWindow): void {
    const last = this.#last;
    let next = last === null ? null : windowAt(windowEndMs(last), window.period);
    for (const { from_w: from, to_w: to } of this.#absent) {
      if (next !== null && from !== next) break;
      this.#findings.add("DOWNTIME_DECLARED", this.#openPlace, `Windows ${from} to ${to}`);
      next = to + 1;
    }
    if (next === null || window.w <= next && this.#absent.length === 0) return;
    if (next !== window.w) {
      const message = `Windows ${next} to ${window.w - 1} are neither here nor declared absent`;
      this.#findings.add("WINDOW_GAP_UNDECLARED", this.#openPlace, message);
    }
  }

  #checkPlace(kind: string, place: Place): void {
    if (this.#state === "before") {
      this.#state = "open"; // Said once; the rest of the segment is still checked.
      this.#findings.add("WINDOW_OPEN_MISSING", place, `It begins with ${kind}`);
    } else if (this.#state === "closed") {
      this.#findings.add("WINDOW_RECORD_OUTSIDE", place, `${kind} after window.close`);
    } else if (this.#isLogClosed && kind !== "window.close") {
      this.#findings.add("WINDOW_RECORD_OUTSIDE", place, `${kind} after log.close`);
    }
  }

  #close(body: WindowCloseBody | BasicWindowClose, place: Place): void {
    this.#state = "closed";
    const window = this.#window;
    const part = "part" in body ? body.part : 0;
    if (window === null || (body.w === window.w && part === window.part)) return;
    const closed = nameOf({ w: body.w, part });
    this.#mismatch(place, `It closes window ${closed}, and ${nameOf(window)} is open`);
  }

  #start({ boot, software }: BootBody, place: Place): void {
    const expected = this.#boot === null ? (this.#isRooted ? 1 : boot) : this.#boot + 1;
    if (boot !== expected) {
      this.#findings.add("BOOT_SEQUENCE", place, `boot is ${boot}, and must be ${expected}`);
    }
    this.#boot = boot;
    this.#software = software;
  }

  #declareAbsent(body: AbsentBody, place: Place): void {
    this.#absent.push(body);
    if (this.#boot === null || body.boot === this.#boot) return;
    this.#findings.add("BOOT_SEQUENCE", place, `boot is ${body.boot}, and must be ${this.#boot}`);
  }

  #recover(body: RecoverBody, place: Place): void {
    const lost = body.lost_bytes === 0 ? "no torn line" : `${body.lost_bytes} bytes cut off`;
    this.#findings.add("RECOVERED_AFTER_CRASH", place, `${lost}; last record at ${body.prev_t}`);
  }

  #mismatch(place: Place, message: string): void {
    this.#findings.add("WINDOW_NUMBER_MISMATCH", place, message);
  }
}

function nameOf({ w, part }: Pick<OpenWindow, "w" | "part">): string {
  return part === 0 ? String(w) : `${w}.${part}`;
}
