/**
 * `--from` and `--to` as moments, for commands about a period.
 * @module
 */

import { formatTime, parseTime } from "../base/clock.ts";
import { OutbandError } from "../base/errors.ts";
import type { IndexDatabase } from "../index/database.ts";
import type { Arguments } from "./arguments.ts";

/** Text for `--help`. */
export const RANGE_USAGE =
  `  --from, --to         days or times (UTC): from the start of the one to the end of the other
                       [all that is there]
`;

const DAY_MS = 86_400_000;
const DAY_REGEXP = /^\d{4}-\d{2}-\d{2}$/;

/** A period, milliseconds since 1970; the end is not part of it. */
export interface Period {
  fromMs: number;
  toMs: number;
}

/** What was asked for; null where nothing was. */
export function readPeriod(given: Arguments): { fromMs: number | null; toMs: number | null } {
  const fromMs = readEnd("from", given.value("from"));
  const toMs = readEnd("to", given.value("to"));
  if (fromMs === null || toMs === null || fromMs < toMs) return { fromMs, toMs };
  throw new OutbandError(
    "CONFIG",
    `Flag --from is ${formatTime(fromMs)} and must be before --to, ${formatTime(toMs)}`,
  );
}

/** The period that was asked for, or that the evidence covers. */
export function periodOf(
  db: IndexDatabase,
  wanted: { fromMs: number | null; toMs: number | null },
): Period {
  const [row] = db.all("SELECT min(start_ms) AS first, max(end_ms) AS last FROM window");
  const fromMs = wanted.fromMs ?? Number(row?.["first"] ?? 0);
  return { fromMs, toMs: Math.max(fromMs, wanted.toMs ?? Number(row?.["last"] ?? 0)) };
}

/**
 * A day or a time in UTC, with or without milliseconds.
 *
 * @param flag A day means its start for `from`, its end for `to`.
 * @returns Milliseconds since 1970, or null when it is neither.
 */
export function parseMoment(flag: "from" | "to", text: string): number | null {
  const isDay = DAY_REGEXP.test(text);
  const ms = parseTime(isDay ? `${text}T00:00:00.000Z` : text.replace(/(:\d{2})Z$/, "$1.000Z"));
  return ms !== null && isDay && flag === "to" ? ms + DAY_MS : ms;
}

function readEnd(flag: "from" | "to", text: string | undefined): number | null {
  if (text === undefined) return null;
  const ms = parseMoment(flag, text);
  if (ms !== null) return ms;
  throw new OutbandError(
    "CONFIG",
    `Flag --${flag} is "${text}" and must be a day or a time in UTC: 2026-09-30, ` +
      "2026-09-30T12:00:00Z",
  );
}
