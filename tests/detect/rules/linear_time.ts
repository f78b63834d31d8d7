/**
 * Whether rules take a time that is linear in the text, whatever it repeats.
 * @module
 */

import { Engine } from "../../../src/detect/engine.ts";
import type { Rule } from "../../../src/detect/rule.ts";
import { NEGATIVE_WORDS } from "../../../src/detect/table.ts";
import { assertLess } from "../../support/std.ts";

const SMALL = 0x2000;
const LARGE = 0x8_0000;
/** Of run time over length; 1 is linear, 2 is quadratic. */
const EXPONENT_MAX = 1.25;
/** Below this a time says more about the machine than about the text. */
const FLOOR_MS = 2;
/** Measures again when the machine was busy with something else. */
const ATTEMPTS_MAX = 4;

/** Scans long repetitions of each part, and compares the times with those of short ones. */
export function assertLinear(rules: readonly Rule[], parts: readonly string[]): void {
  const engine = new Engine(rules, NEGATIVE_WORDS);
  const timeMs = (text: string, rounds: number): number => {
    let best = Infinity;
    for (let round = 0; round < rounds; round++) {
      const startMs = performance.now();
      engine.scan(text, "");
      best = Math.min(best, performance.now() - startMs);
    }
    return Math.max(best, FLOOR_MS);
  };
  for (const part of parts) {
    const small = part.repeat(Math.ceil(SMALL / part.length));
    const large = part.repeat(Math.ceil(LARGE / part.length));
    let exponent = Infinity;
    for (let attempt = 0; attempt < ATTEMPTS_MAX && exponent >= EXPONENT_MAX; attempt++) {
      const ratio = timeMs(large, 1) / timeMs(small, 5);
      exponent = Math.min(exponent, Math.log(ratio) / Math.log(LARGE / SMALL));
    }
    assertLess(exponent, EXPONENT_MAX, JSON.stringify(part));
  }
}
