/**
 * How `outband scan` writes the findings of one text while they become known: for people, as JSON,
 * or as the text with markers.
 * @module
 */

import type { Detector, Finding } from "../detect/detector.ts";
import { type MarkerStyle, redact } from "../detect/redaction.ts";
import type { Rule } from "../detect/rule.ts";
import type { CommandIo } from "./command.ts";
import { inputLabel } from "./input.ts";
import { AROUND_CHARS, excerptOf, findingLine, LineCounter, type Painter } from "./scan_text.ts";

/** What the steps of a run of `outband scan` share. */
export interface ScanRun {
  io: CommandIo;
  detector: Detector;
  rules: readonly Rule[];
  style: MarkerStyle;
  paint: Painter;
  /** Findings of all texts by category. */
  counts: Map<string, number>;
}

/** A part of a text with what became final in it. */
export interface TextPart {
  text: string;
  /** Place of the part in the whole text, and up to where its findings are final. */
  base: number;
  finalTo: number;
  /** New findings, ascending, at their places in the whole text. */
  findings: readonly Finding[];
}

/** Writes what became final of one text. */
export interface TextWriter {
  write(part: TextPart): void;
  end(): void;
  /** Place from which on the writer needs the text again. */
  readonly keepFrom: number;
}

/** A line per finding, with the text around it; waits until that is final. */
class HumanWriter implements TextWriter {
  readonly #name: string;
  readonly #run: ScanRun;
  readonly #lines = new LineCounter();
  #waiting: Finding[] = [];
  /** Findings that were written and may stand in the excerpt of a next one. */
  #written: Finding[] = [];
  keepFrom = 0;

  constructor(name: string, run: ScanRun) {
    this.#name = inputLabel(name);
    this.#run = run;
  }

  write({ text, base, finalTo, findings }: TextPart): void {
    // Not push(...findings): a window may hold more of them than a call takes arguments.
    this.#waiting = this.#waiting.concat(findings);
    const isEnd = finalTo === base + text.length;
    const ready = this.#waiting.filter(({ end }) => isEnd || end + AROUND_CHARS <= finalTo);
    const near = [...this.#written, ...this.#waiting]
      .map(({ start, end, category }) => ({ start: start - base, end: end - base, category }));
    let first = 0;
    for (const [k, finding] of ready.entries()) {
      const place = near[this.#written.length + k] as Finding;
      while ((near[first] as Finding).end < place.start - AROUND_CHARS) first++;
      const { paint } = this.#run;
      const around = near.slice(first, this.#written.length + k + AROUND_CHARS);
      const excerpt = excerptOf(text, place, { findings: around, paint });
      const where = this.#lines.placeOf(finding.start, text, base);
      const { category } = finding;
      this.#run.io.out(findingLine(this.#name, where, { category, excerpt, paint }));
    }
    this.#waiting = this.#waiting.slice(ready.length);
    const next = this.#waiting[0]?.start ?? finalTo;
    this.keepFrom = Math.max(base, this.#lines.catchUp(next, text, base) - 2 * AROUND_CHARS);
    this.#written = [...this.#written, ...ready].filter(({ end }) => end > this.keepFrom);
  }

  end(): void {}
}

/** One JSON object, written as it grows. */
class JsonWriter implements TextWriter {
  readonly #run: ScanRun;
  readonly #head: string;
  readonly #lines = new LineCounter();
  #count = 0;
  keepFrom = 0;

  constructor(name: string, run: ScanRun) {
    this.#run = run;
    this.#head = `{"source":${JSON.stringify(name)},"findings":[`;
  }

  write({ text, base, finalTo, findings }: TextPart): void {
    const items = findings.map((finding) => {
      const { start, end, category } = finding;
      const { line, column } = this.#lines.placeOf(start, text, base);
      return JSON.stringify({ start, end, category, line, column });
    });
    this.#lines.catchUp(finalTo, text, base);
    this.keepFrom = finalTo;
    if (items.length === 0) return;
    this.#run.io.out(`${this.#count === 0 ? this.#head : ","}${items.join(",")}`);
    this.#count += items.length;
  }

  end(): void {
    this.#run.io.out(`${this.#count === 0 ? this.#head : ""}]}\n`);
  }
}

/** The text with markers. */
class MarkerWriter implements TextWriter {
  readonly #run: ScanRun;
  keepFrom = 0;

  constructor(run: ScanRun) {
    this.#run = run;
  }

  write({ text, base, finalTo, findings }: TextPart): void {
    const from = this.keepFrom - base;
    const moved = findings.map(({ start, end, category }) => ({
      start: start - this.keepFrom,
      end: end - this.keepFrom,
      category,
    }));
    this.#run.io.out(redact(text.slice(from, finalTo - base), moved, this.#run.style));
    this.keepFrom = finalTo;
  }

  end(): void {}
}

/** A writer for a text of this name, by mode. */
export const TEXT_WRITERS = {
  human: (name: string, run: ScanRun): TextWriter => new HumanWriter(name, run),
  json: (name: string, run: ScanRun): TextWriter => new JsonWriter(name, run),
  marker: (_name: string, run: ScanRun): TextWriter => new MarkerWriter(run),
};
