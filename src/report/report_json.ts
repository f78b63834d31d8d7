/**
 * `report.json`: the data of a report, times as text.
 * @module
 */

import { formatTime } from "../base/clock.ts";
import type { Report } from "./data.ts";
import { QUERIES } from "./queries.ts";

/** Version of the format. */
export const REPORT_FORMAT = "outband/report/v1";

/**
 * The text of the file. Moments, fields whose names end in `Ms` or `_ms`, become UTC times under the
 * name without that ending; the same report gives the same text.
 */
export function reportJson(report: Report): string {
  const { recon, ...rest } = report;
  const questions = Object.fromEntries(
    Object.entries(QUERIES).map(([name, { title, sql }]) => [name, { title, sql }]),
  );
  const days = recon.map(({ source, days }) => ({ source, days }));
  const value = { format: REPORT_FORMAT, ...rest, recon: days, questions };
  return `${JSON.stringify(withTimes(value), null, 1)}\n`;
}

function withTimes(value: unknown): unknown {
  if (value instanceof Map) return withTimes(Object.fromEntries(value));
  if (Array.isArray(value)) return value.map(withTimes);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => {
      const plain = name.replace(/(?:Ms|_ms)$/, "");
      if (plain !== name && field === null) return [plain, null];
      return plain !== name && typeof field === "number"
        ? [plain, formatTime(field)]
        : [name, withTimes(field)];
    }),
  );
}
