/**
 * Reads what somebody else counted: usage and cost exports of vendors, and CSV of gateways.
 *
 * ```text
 * OpenAI     GET /v1/organization/usage/completions: data[] of buckets with num_model_requests
 *            GET /v1/organization/costs: the same buckets with amount
 * Anthropic  GET /v1/organizations/usage_report/messages: data[] with tokens, no requests
 * CSV        any columns, named by the user: time, model, count, output
 * ```
 *
 * A file holds one page, or several as a JSON array or one per line. Nothing is guessed: a bucket
 * that is not in hours, a number that is none, a file with further pages are errors.
 *
 * @module
 */

import { parseCsv } from "./csv.ts";

/** What a row counts. */
export type Measure = "requests" | "output_tokens" | "cost";

/** One count of somebody else. */
export interface UsageRow {
  /** Bucket, milliseconds since 1970; the end is not part of it. */
  fromMs: number;
  toMs: number;
  /** Model as the export names it; null when it adds all models up. */
  model: string | null;
  measure: Measure;
  n: number;
}

/** What was read, or what is wrong with it. */
export type UsageExportResult = { rows: UsageRow[] } | { problem: string };

const HOUR_MS = 3_600_000;
/** Most buckets of all pages. */
const ROWS_MAX = 2_000_000;

type Fields = Readonly<Record<string, unknown>>;
type Reader = (bucket: Fields, result: Fields) => UsageRow[] | string;

/** Reads pages of OpenAI's usage or cost API. */
export function readOpenaiUsage(text: string): UsageExportResult {
  return readPages(text, (bucket, result) => {
    const span = spanOf(secondsOf(bucket["start_time"]), secondsOf(bucket["end_time"]));
    if (span === null) return "a bucket's start_time and end_time are not whole hours";
    const model = typeof result["model"] === "string" ? result["model"] : null;
    const requests = result["num_model_requests"];
    if (isCount(requests)) return [{ ...span, model, measure: "requests", n: requests }];
    const cost = amountOf(result["amount"]);
    if (cost !== null) return [{ ...span, model: null, measure: "cost", n: cost }];
    return "a result has neither num_model_requests nor amount";
  });
}

/** Reads pages of Anthropic's usage report: output tokens, because it counts no requests. */
export function readAnthropicUsage(text: string): UsageExportResult {
  return readPages(text, (bucket, result) => {
    const span = spanOf(timeOf(bucket["starting_at"]), timeOf(bucket["ending_at"]));
    if (span === null) return "a bucket's starting_at and ending_at are not whole hours";
    const output = result["output_tokens"];
    if (!isCount(output)) return "a result has no output_tokens";
    const model = typeof result["model"] === "string" ? result["model"] : null;
    return [{ ...span, model, measure: "output_tokens", n: output }];
  });
}

/** Columns of a CSV file by what they mean; without `count` each row is one call. */
export interface CsvColumns {
  time: string;
  model?: string;
  count?: string;
  output?: string;
}

/** Reads CSV with the columns that the user names; rows are added up by hour. */
export function readUsageCsv(text: string, columns: CsvColumns): UsageExportResult {
  const table = parseCsv(text);
  if ("problem" in table) return table;
  const [header = [], ...lines] = table;
  const places = new Map<string, number>();
  for (const [meaning, name] of Object.entries(columns)) {
    const at = header.indexOf(name);
    if (at < 0) return { problem: `it has no column "${name}", only ${header.join(", ")}` };
    places.set(meaning, at);
  }
  const cell = (line: string[], meaning: string): string | undefined =>
    places.has(meaning) ? line[places.get(meaning) as number] ?? "" : undefined;
  const rows = new Map<string, UsageRow>();
  for (const [k, line] of lines.entries()) {
    if (line.length === 1 && line[0] === "") continue;
    const ms = momentOf(cell(line, "time") ?? "");
    if (ms === null) return { problem: `row ${k + 2} has the time "${cell(line, "time")}"` };
    const measure: Measure = columns.output === undefined ? "requests" : "output_tokens";
    const counted = cell(line, columns.output === undefined ? "count" : "output");
    const n = counted === undefined ? 1 : Number(counted);
    if (!isCount(n) || counted === "") {
      return { problem: `row ${k + 2} has the count "${counted}"` };
    }
    addHour(rows, { ms, model: cell(line, "model") ?? null, measure, n });
  }
  return { rows: [...rows.values()] };
}

function addHour(
  rows: Map<string, UsageRow>,
  more: { ms: number; model: string | null; measure: Measure; n: number },
): void {
  const fromMs = more.ms - more.ms % HOUR_MS;
  const key = `${fromMs} ${more.model ?? ""}`;
  const row = rows.get(key);
  const { model, measure, n } = more;
  if (row === undefined) rows.set(key, { fromMs, toMs: fromMs + HOUR_MS, model, measure, n });
  else row.n += n;
}

function readPages(text: string, read: Reader): UsageExportResult {
  const pages = pagesOf(text);
  if (pages === null) return { problem: "it is no JSON object, array of them, or lines of them" };
  const rows: UsageRow[] = [];
  for (const [k, page] of pages.entries()) {
    const where = pages.length > 1 ? ` on page ${k + 1}` : "";
    const data = page["data"];
    if (!Array.isArray(data)) return { problem: `there is no list "data"${where}` };
    if (k === pages.length - 1 && page["has_more"] === true) {
      return { problem: "it says has_more: fetch the further pages, too" };
    }
    for (const bucket of data) {
      const results = isFields(bucket) ? bucket["results"] : null;
      if (!Array.isArray(results)) return { problem: `a bucket has no list "results"${where}` };
      for (const result of results) {
        const more = isFields(result) ? read(bucket, result) : "a result is no object";
        if (typeof more === "string") return { problem: `${more}${where}` };
        rows.push(...more);
        if (rows.length > ROWS_MAX) return { problem: `it has more than ${ROWS_MAX} results` };
      }
    }
  }
  return { rows };
}

function pagesOf(text: string): Fields[] | null {
  const whole = parsed(text);
  const pages = whole === undefined
    ? text.split("\n").filter((line) => line.trim() !== "").map(parsed)
    : [whole].flat();
  return pages.length > 0 && pages.every(isFields) ? pages as Fields[] : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // Maybe one page per line.
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function amountOf(value: unknown): number | null {
  const amount = isFields(value) ? value["value"] : null;
  return typeof amount === "number" && Number.isFinite(amount) ? amount : null;
}

function secondsOf(value: unknown): number | null {
  return isCount(value) ? value * 1000 : null;
}

function timeOf(value: unknown): number | null {
  return typeof value === "string" ? momentOf(value) : null;
}

const ISO_REGEXP =
  /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2}))?$/;
const SECONDS_REGEXP = /^\d{9,10}(?:\.\d{1,9})?$/;
const MILLISECONDS_REGEXP = /^\d{12,13}$/;

/** A time with its zone, a day (UTC), or seconds or milliseconds since 1970; null for others. */
function momentOf(text: string): number | null {
  if (SECONDS_REGEXP.test(text)) return Math.floor(Number(text) * 1000);
  if (MILLISECONDS_REGEXP.test(text)) return Number(text);
  if (!ISO_REGEXP.test(text)) return null;
  const ms = Date.parse(text.replace(" ", "T"));
  return Number.isNaN(ms) ? null : ms;
}

/** A bucket in whole hours; one of minutes counts to its hour. */
function spanOf(
  fromMs: number | null,
  toMs: number | null,
): { fromMs: number; toMs: number } | null {
  if (fromMs === null || toMs === null || toMs <= fromMs) return null;
  const hourMs = fromMs - fromMs % HOUR_MS;
  if (toMs <= hourMs + HOUR_MS) return { fromMs: hourMs, toMs: hourMs + HOUR_MS };
  return fromMs === hourMs && toMs % HOUR_MS === 0 ? { fromMs, toMs } : null;
}
