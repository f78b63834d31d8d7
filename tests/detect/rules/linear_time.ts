/**
 * Whether rules take a time that is linear in the text, whatever it repeats. It is the processor time
 * of this thread, since the clock of a busy machine says little about a text.
 * @module
 */

import { threadCpuUsage } from "node:process";
import { Engine } from "../../../src/detect/engine.ts";
import type { Rule } from "../../../src/detect/rule.ts";
import { NEGATIVE_WORDS } from "../../../src/detect/table.ts";
import { assertLess } from "../../support/std.ts";

const SMALL = 0x2000;
const LARGE = 0x8_0000;
/** A text is scanned again until this is reached: the kernel counts in ticks of ten milliseconds. */
const TIMED_MS_MIN = 40;
/** Of run time over length; 1 is linear, 2 is quadratic. */
const EXPONENT_MAX = 1.25;
const ATTEMPTS_MAX = 4;

/** Scans long repetitions of each part, and compares the times with those of short ones. */
export function assertLinear(rules: readonly Rule[], parts: readonly string[]): void {
  const engine = new Engine(rules, NEGATIVE_WORDS);
  const timeMs = (text: string): number => {
    const before = threadCpuUsage();
    for (let round = 1;; round++) {
      engine.scan(text, "");
      const { user, system } = threadCpuUsage(before);
      if (user + system >= TIMED_MS_MIN * 1000) return (user + system) / 1000 / round;
    }
  };
  for (const part of parts) {
    const small = part.repeat(Math.ceil(SMALL / part.length));
    const large = part.repeat(Math.ceil(LARGE / part.length));
    let exponent = Infinity;
    for (let attempt = 0; attempt < ATTEMPTS_MAX && exponent >= EXPONENT_MAX; attempt++) {
      const ratio = timeMs(large) / timeMs(small);
      exponent = Math.min(exponent, Math.log(ratio) / Math.log(LARGE / SMALL));
    }
    assertLess(exponent, EXPONENT_MAX, JSON.stringify(part));
  }
}
