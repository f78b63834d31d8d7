/**
 * The only place that reads the system clock. Everything else is handed a {@linkcode Clock}, so
 * that windows and deadlines are tested without waiting.
 * @module
 */

/** Source of wall-clock and monotonic time. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z, whole number. */
  nowMs(): number;
  /** Monotonic milliseconds with a fraction, arbitrary origin. */
  monotonicMs(): number;
}

/** The machine's own clocks. */
export const SYSTEM_CLOCK: Clock = {
  nowMs(): number {
    return Date.now();
  },
  monotonicMs(): number {
    return performance.now();
  },
};

const TIME_REGEXP = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** RFC 3339 in UTC with three decimals, `2026-11-21T00:00:00.000Z`. */
export function formatTime(ms: number): string {
  return new Date(ms).toISOString();
}

/** Milliseconds of exactly the form {@linkcode formatTime} writes, or null. */
export function parseTime(text: string): number | null {
  if (!TIME_REGEXP.test(text)) return null;
  const ms = Date.parse(text);
  return Number.isNaN(ms) || formatTime(ms) !== text ? null : ms;
}
