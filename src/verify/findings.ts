/**
 * Collects findings while the evidence streams by; bounded, whatever is in the files.
 * @module
 */

import { type FindingCode, findingRule, type FindingWeight } from "../format/finding_codes.ts";
import type { Finding } from "./report.ts";

/** Most findings of one code that are kept; all are counted. */
const FINDINGS_PER_CODE_MAX = 200;
/** Longest message; texts of hostile files go into messages. */
const MESSAGE_CHARS_MAX = 500;

/** Where a finding is. */
export interface Place {
  /** Path below the verified directory; empty for the log as a whole. */
  where: string;
  /** Line in that file, from 1. */
  line?: number;
  /** Index of the record, from 0. */
  index?: number;
}

/** The findings of one verification. */
export class Findings {
  readonly #findings: Finding[] = [];
  readonly #counts = new Map<FindingCode, number>();
  readonly #weights = new Set<FindingWeight>();

  /** Adds a finding. */
  add(code: FindingCode, place: Place, message: string): void {
    const seen = this.#counts.get(code) ?? 0;
    this.#counts.set(code, seen + 1);
    const { result, weight } = findingRule(code);
    this.#weights.add(weight);
    if (seen >= FINDINGS_PER_CODE_MAX) return;
    this.#findings.push({
      code,
      weight,
      result,
      where: place.where,
      ...(place.line === undefined ? {} : { line: place.line }),
      ...(place.index === undefined ? {} : { index: place.index }),
      message: message.length <= MESSAGE_CHARS_MAX
        ? message
        : `${message.slice(0, MESSAGE_CHARS_MAX - 3)}...`,
    });
  }

  /** True when a finding of this weight was added. */
  hasWeight(weight: FindingWeight): boolean {
    return this.#weights.has(weight);
  }

  /** How often a code was added. */
  count(code: FindingCode): number {
    return this.#counts.get(code) ?? 0;
  }

  /** How many findings are contradictions. */
  contradictions(): number {
    let sum = 0;
    for (const [code, n] of this.#counts) {
      if (findingRule(code).weight === "contradiction") sum += n;
    }
    return sum;
  }

  /** Those that were kept, in the order of their adding. */
  list(): Finding[] {
    return [...this.#findings];
  }

  /** How often each code was added. */
  counts(): Partial<Record<FindingCode, number>> {
    return Object.fromEntries(this.#counts);
  }
}
