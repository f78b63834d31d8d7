/**
 * The questions behind every figure of a report. Each has a name that stands beside its figures, so
 * that anybody can ask it again with `outband query`. `:from` and `:to` are milliseconds since
 * 1970; a window belongs to the period when it begins in it, and its calls with it.
 * @module
 */

/** One row of an answer. */
export type Row = Readonly<Record<string, string | number | null>>;

/** Asks a question. */
export type Ask = (name: QueryName) => Row[];

/** One question. */
export interface NamedQuery {
  title: string;
  sql: string;
}

const IN_PERIOD = "start_ms >= :from AND start_ms < :to";
/** Sums of calls belong to windows, so that they are as exact as the period inside a day. */
const IN_WINDOWS = `window IN (SELECT id FROM window WHERE ${IN_PERIOD})`;
const COUNTS = "sum(processed) AS processed, sum(audited_full) AS audited_full, " +
  "sum(audited_partial) AS audited_partial, sum(metadata_only) AS metadata_only, " +
  "sum(dropped) AS dropped, sum(excluded) AS excluded, sum(unknown_at_crash) AS unknown_at_crash";

/** All questions, by name. */
export const QUERIES = {
  logs: {
    title: "Logs and their window parts",
    sql: `SELECT log.id, log.origin, log.place, log.records, log.unread, count(window.id) AS parts,
(SELECT min(first_index) FROM window first WHERE first.log = log.id) AS log_first,
(SELECT min(start_ms) FROM window first WHERE first.log = log.id) AS log_first_ms,
(SELECT max(end_ms) FROM window last WHERE last.log = log.id) AS log_last_ms, min(start_ms) AS first_ms, max(end_ms) AS last_ms, ${COUNTS}, sum(io_errors) AS io_errors
FROM log LEFT JOIN window ON window.log = log.id AND ${IN_PERIOD} GROUP BY log.id ORDER BY log.id`,
  },
  windows: {
    title: "Window parts in order",
    sql: `SELECT id, log, w, part, period, start_ms, end_ms, opened_ms, closed_ms, dir, first_index,
end_index, has_checkpoint, is_partial, processed, audited_full, dropped, unknown_at_crash
FROM window WHERE ${IN_PERIOD} ORDER BY log, first_index`,
  },
  totals: {
    title: "How the calls were settled",
    sql:
      `SELECT count(*) AS parts, ${COUNTS}, sum(io_errors) AS io_errors FROM window WHERE ${IN_PERIOD}`,
  },
  days: {
    title: "How the calls of each day were settled",
    sql: `SELECT start_ms - start_ms % 86400000 AS day_ms, ${COUNTS}
FROM window WHERE ${IN_PERIOD} GROUP BY day_ms ORDER BY day_ms`,
  },
  gaps: {
    title: "Calls without a record, by log, window and reason",
    sql: `SELECT log.origin AS log, window.dir, window.start_ms, window.end_ms, gap.why,
gap.is_upper_bound, min(gap.t_ms) AS first_ms, max(gap.t_ms) AS last_ms, min(gap.i) AS record,
sum(gap.calls) AS calls
FROM gap JOIN window ON window.id = gap.window JOIN log ON log.id = gap.log WHERE ${IN_PERIOD}
GROUP BY window.id, gap.why, gap.is_upper_bound ORDER BY gap.log, record`,
  },
  drops: {
    title: "Calls without a record, by reason",
    sql: `SELECT CASE is_upper_bound WHEN 1 THEN gap.why || ' (at most)' ELSE gap.why END AS why,
sum(gap.calls) AS calls FROM gap JOIN window ON window.id = gap.window WHERE ${IN_PERIOD}
GROUP BY 1 ORDER BY calls DESC`,
  },
  captures: {
    title: "Calls that were not captured whole, by reason",
    sql: `SELECT coalesce(why.text, 'not stated') AS why,
CASE class WHEN 1 THEN 'partial' ELSE 'metadata' END AS class, count(*) AS calls
FROM call JOIN window ON window.id = call.window LEFT JOIN name why ON why.id = call.why
WHERE call.class > 0 AND ${IN_PERIOD} GROUP BY 1, 2 ORDER BY calls DESC`,
  },
  mix: {
    title: "Calls by vendor and model",
    sql: `SELECT provider, host, coalesce(model, '-') AS model, coalesce(served, '-') AS served,
sum(calls) AS calls, sum(CASE WHEN status >= 400 OR status = 0 THEN calls ELSE 0 END) AS errors,
sum(input) AS input, sum(output) AS output, min(hour_ms) AS first_ms, max(hour_ms) AS last_ms,
count(DISTINCT log) AS logs
FROM hours WHERE ${IN_WINDOWS} GROUP BY 1, 2, 3, 4 ORDER BY calls DESC`,
  },
  endpoints: {
    title: "Calls by upstream host and operation",
    sql: `SELECT host, provider, operation, sum(calls) AS calls, min(hour_ms) AS first_ms,
max(hour_ms) AS last_ms, count(DISTINCT log) AS logs
FROM hours WHERE ${IN_WINDOWS} GROUP BY 1, 2, 3 ORDER BY calls DESC`,
  },
  statuses: {
    title: "Calls by status",
    sql: `SELECT provider, status, sum(calls) AS calls FROM hours WHERE ${IN_WINDOWS}
GROUP BY 1, 2 ORDER BY 1, 2`,
  },
  latency: {
    title: "Latency of calls, in buckets of microseconds",
    sql: `SELECT what, name.text AS provider, bucket_us, sum(calls) AS calls
FROM latency JOIN name ON name.id = latency.provider WHERE ${IN_WINDOWS}
GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
  },
  findings: {
    title: "What was found, by category, direction and upstream host",
    sql: `SELECT category.text AS category, found.direction, host.text AS host,
sum(calls) AS calls, sum(instances) AS instances, min(day_ms) AS first_ms, max(day_ms) AS last_ms
FROM found JOIN name category ON category.id = found.category
JOIN name host ON host.id = found.host WHERE ${IN_WINDOWS} GROUP BY 1, 2, 3 ORDER BY instances DESC`,
  },
  seen: {
    title: "First and last time of each vendor, model, prompt, tool set, rule set and setting",
    sql: `SELECT log.origin AS log, what, value, first_ms, first_i, last_ms, last_i, times
FROM seen JOIN log ON log.id = seen.log WHERE first_ms < :to AND last_ms >= :from
ORDER BY what, first_ms`,
  },
  settings: {
    title: "Program, configuration, rules and keys as they changed",
    sql: `SELECT log.origin AS log, log AS log_id, kind, t_ms, i, body FROM event
JOIN log ON log.id = event.log WHERE kind IN ('boot', 'config', 'detector', 'key.next')
AND t_ms < :to ORDER BY log, i`,
  },
  events: {
    title: "Starts, crashes, stepped clocks, declared downtime and degraded audit",
    sql: `SELECT log.origin AS log, log AS log_id, kind, t_ms, i, body FROM event
JOIN log ON log.id = event.log WHERE kind IN ('boot', 'recover', 'absent', 'clock', 'degrade',
'telemetry_lost', 'erase', 'anchor') AND t_ms >= :from
AND (t_ms < :to OR kind = 'absent') ORDER BY log, i`,
  },
  selftests: {
    title: "Tests of the detector with known cases",
    sql: `SELECT log.origin AS log, t_ms, i, body FROM event JOIN log ON log.id = event.log
WHERE kind = 'selftest' AND t_ms >= :from AND t_ms < :to ORDER BY log, i`,
  },
  tombstones: {
    title: "Deletions of windows that the logs declare",
    sql: `SELECT log.origin AS log, t_ms, i, body FROM event JOIN log ON log.id = event.log
WHERE kind = 'tombstone' ORDER BY t_ms, log, i`,
  },
  signals: {
    title: "Signals that follow from calls after each other",
    sql: `SELECT log.origin AS log, signal.i, signal.t_ms, signal.rule, signal.what,
signal.has_reference, window.dir, json_extract(window.facts, '$.policy') AS policy
FROM signal JOIN window ON window.id = signal.window JOIN log ON log.id = signal.log
WHERE ${IN_PERIOD} ORDER BY signal.log, signal.i`,
  },
  policies: {
    title: "Declared policies in force, by window parts",
    sql: `SELECT json_extract(facts, '$.policy') AS policy, count(*) AS parts,
min(start_ms) AS first_ms, max(end_ms) AS last_ms FROM window WHERE ${IN_PERIOD}
GROUP BY 1 ORDER BY last_ms`,
  },
  references: {
    title: "References of changes",
    sql: `SELECT log.origin AS log, t_ms, i, body FROM event JOIN log ON log.id = event.log
WHERE kind = 'annotation' AND json_extract(body, '$.about') = 'change' AND t_ms >= :from - 86400000
ORDER BY t_ms`,
  },
  facts: {
    title: "Facts of each window part, from which statuses are computed",
    sql: `SELECT log.place, window.dir, facts FROM window JOIN log ON log.id = window.log
WHERE ${IN_PERIOD} ORDER BY window.log, first_index`,
  },
} as const satisfies Record<string, NamedQuery>;

/** Name of a question. */
export type QueryName = keyof typeof QUERIES;

/** A number of a row; 0 for none. */
export function numberOf(row: Row | undefined, name: string): number {
  return Number(row?.[name] ?? 0);
}

/** A text of a row; empty for none. */
export function textOf(row: Row | undefined, name: string): string {
  return String(row?.[name] ?? "");
}

/** The JSON object in a row. */
export function bodyOf(row: Row, name = "body"): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(textOf(row, name));
  return typeof value === "object" && value !== null ? value as Record<string, unknown> : {};
}
