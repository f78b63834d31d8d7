/**
 * Which window part comes next. Pure.
 *
 * Parts rise by (start, part). After the period was changed the new grid holds from the first of
 * its windows that does not start before the newest part; until then the old one goes on.
 *
 * @module
 */

import { windowAt, windowEndMs, type WindowPart, windowStartMs } from "../format/layout.ts";

/** The next part, and the windows that passed without one. */
export interface NextPart {
  window: WindowPart;
  /** First and last window without a part; null when there is none. */
  absent: { from_w: number; to_w: number } | null;
}

/**
 * The part that holds a moment.
 *
 * @param nowMs Milliseconds since 1970, not before the start of `last`.
 * @param period Seconds of a window from now on.
 * @param last The newest part so far, closed; null for a new log.
 */
export function nextPart(nowMs: number, period: number, last: WindowPart | null): NextPart {
  if (last === null) {
    return { window: { w: windowAt(nowMs, period), part: 0, period }, absent: null };
  }
  const wanted = { w: windowAt(nowMs, period), part: 0, period };
  const startsTooEarly = windowStartMs(wanted) < windowStartMs(last);
  const window = startsTooEarly
    ? { w: windowAt(nowMs, last.period), part: 0, period: last.period }
    : wanted;
  if (windowStartMs(window) === windowStartMs(last)) window.part = last.part + 1;
  const from = windowAt(windowEndMs(last), window.period);
  const absent = from < window.w ? { from_w: from, to_w: window.w - 1 } : null;
  return { window, absent };
}
