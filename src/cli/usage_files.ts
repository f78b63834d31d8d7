/**
 * `--openai-usage`, `--anthropic-usage` and `--csv`: counts of somebody else, compared with the
 * records. For `reconcile` and `report`.
 * @module
 */

import { OutbandError } from "../base/errors.ts";
import type { IndexDatabase } from "../index/database.ts";
import { CSV_BYTES_MAX } from "../report/csv.ts";
import { reconcile, type ReconRow, type SeenHour } from "../report/reconcile.ts";
import {
  type CsvColumns,
  readAnthropicUsage,
  readOpenaiUsage,
  readUsageCsv,
  type UsageExportResult,
} from "../report/usage_export.ts";
import type { Arguments } from "./arguments.ts";
import type { CommandIo } from "./command.ts";
import { inputLabel, readText } from "./input.ts";
import type { Period } from "./range_arguments.ts";

/** Text for `--help`. */
export const USAGE_FILES_USAGE =
  `  --openai-usage FILE  pages of /v1/organization/usage/completions, best with bucket_width=1h and
                       group_by=model; or of /v1/organization/costs (repeat for several)
  --anthropic-usage FILE
                       pages of /v1/organizations/usage_report/messages; it counts tokens, so the
                       output tokens are compared (repeat for several)
  --csv FILE           what a gateway or a firewall logged, with a line of names
  --map LIST           columns of that file: time=NAME, and of model= count= output=; without count
                       each row is a call; times with zone, or seconds or milliseconds since 1970
  --provider NAME      vendor or host whose calls that file holds [all]
`;

/** Flags of these files. */
export const USAGE_FILES_FLAGS = {
  lists: ["openai-usage", "anthropic-usage", "csv"],
  values: ["map", "provider"],
} as const;

/** One file and what came of it. */
export interface ReconSource {
  source: string;
  rows: ReconRow[];
}

const SEEN_SQL = `SELECT hour_ms, coalesce(model, '') AS model, coalesce(served, '') AS served,
sum(calls) AS calls, sum(output) AS output FROM hours
WHERE hour_ms >= :from AND hour_ms < :to AND status BETWEEN 200 AND 299
AND (:provider = '' OR provider = :provider OR host = :provider) GROUP BY 1, 2, 3 ORDER BY 1`;
const UNRECORDED_SQL = `SELECT start_ms, end_ms, sum(calls) AS calls FROM gap
JOIN window ON window.id = gap.window WHERE start_ms < :to AND end_ms > :from GROUP BY window.id`;

/** The question behind what was seen. */
export const RECON_SQL = `${SEEN_SQL}; ${UNRECORDED_SQL}`;

/**
 * Reads all files that were named and compares each with the records.
 *
 * @throws {OutbandError} IO if a file cannot be read, CONFIG if it is not in its form.
 */
export async function reconcileFiles(
  given: Arguments,
  { io, db, period }: { io: CommandIo; db: IndexDatabase; period: Period },
): Promise<ReconSource[]> {
  const sources: ReconSource[] = [];
  const columns = given.list("csv").length > 0 ? readMap(given.value("map")) : null;
  const csvProvider = given.value("provider") ?? "";
  const sorts = [
    { flag: "openai-usage", provider: "openai", read: readOpenaiUsage },
    { flag: "anthropic-usage", provider: "anthropic", read: readAnthropicUsage },
    {
      flag: "csv",
      provider: csvProvider,
      read: (text: string) => readUsageCsv(text, columns as CsvColumns),
    },
  ];
  for (const { flag, provider, read } of sorts) {
    for (const file of given.list(flag)) {
      const usage = rowsOf(read(await readText(file, io, { bytesMax: CSV_BYTES_MAX })), file);
      const source = inputLabel(file).split("/").at(-1) as string;
      const seen = seenHours(db, { period, provider });
      const unrecorded = unrecordedCalls(db, period);
      sources.push({ source, rows: reconcile({ source, usage, seen, unrecorded, period }) });
    }
  }
  return sources;
}

function rowsOf(
  result: UsageExportResult,
  file: string,
): Extract<UsageExportResult, { rows: unknown }>["rows"] {
  if ("rows" in result) return result.rows;
  throw new OutbandError("CONFIG", `Cannot use ${inputLabel(file)}: ${result.problem}`);
}

function seenHours(
  db: IndexDatabase,
  { period, provider }: { period: Period; provider: string },
): SeenHour[] {
  const params = { from: period.fromMs, to: period.toMs, provider };
  return db.all(SEEN_SQL, params).map((row) => ({
    hourMs: Number(row["hour_ms"]),
    model: String(row["model"]),
    served: String(row["served"]),
    calls: Number(row["calls"]),
    output: Number(row["output"]),
  }));
}

function unrecordedCalls(
  db: IndexDatabase,
  { fromMs, toMs }: Period,
): { fromMs: number; toMs: number; calls: number }[] {
  return db.all(UNRECORDED_SQL, { from: fromMs, to: toMs }).map((row) => ({
    fromMs: Number(row["start_ms"]),
    toMs: Number(row["end_ms"]),
    calls: Number(row["calls"]),
  }));
}

const MEANINGS = ["time", "model", "count", "output"] as const;

function readMap(text: string | undefined): CsvColumns {
  const columns: Partial<Record<typeof MEANINGS[number], string>> = {};
  for (const pair of text?.split(",") ?? []) {
    const cut = pair.indexOf("=");
    const meaning = MEANINGS.find((name) => name === pair.slice(0, cut));
    if (meaning === undefined || cut === pair.length - 1) {
      throw new OutbandError(
        "CONFIG",
        `Flag --map has "${pair}" and must be NAME=COLUMN with ${MEANINGS.join(", ")}`,
      );
    }
    columns[meaning] = pair.slice(cut + 1);
  }
  const { time, ...more } = columns;
  if (time !== undefined) return { time, ...more };
  throw new OutbandError("USAGE", "Flag --csv needs --map with time=COLUMN at least");
}
