/**
 * Tables of the index: a cache of records for questions in SQL. It can be deleted and is built
 * again from the evidence; nothing that proves anything ever reads it.
 *
 * ```text
 * log        one row per log              window   one row per window part, with its facts
 * call       one row per audited call     finding  categories of a call, by direction
 * gap        calls without a record       event    every other record, as JSON
 * hourly     calls by window and hour     latency  histograms by window and day
 * found      findings by window and day   seen     first and last time of each name
 * segment    SHA-256 of what was read     name     texts that rows point to
 * signal     what follows from calls after each other, by record
 * calls, hours: views with names instead of numbers, times as text
 * ```
 *
 * @module
 */

/** Version of the tables; another one is built anew. */
export const INDEX_VERSION = "2";

/** Bits of a call's id below the number of its log: id = log * 2^40 + index of the record. */
export const RECORD_BITS = 40;

/** Makes all tables and views in an empty database. */
export const SCHEMA_SQL = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE log (
  id INTEGER PRIMARY KEY, origin TEXT NOT NULL, place TEXT NOT NULL, records INTEGER NOT NULL,
  unread INTEGER NOT NULL
);
CREATE TABLE segment (log INTEGER NOT NULL, path TEXT NOT NULL, sha256 TEXT NOT NULL);
CREATE TABLE name (id INTEGER PRIMARY KEY, text TEXT NOT NULL);
CREATE TABLE window (
  id INTEGER PRIMARY KEY, log INTEGER NOT NULL, w INTEGER NOT NULL, part INTEGER NOT NULL,
  period INTEGER NOT NULL, start_ms INTEGER NOT NULL, end_ms INTEGER NOT NULL,
  opened_ms INTEGER NOT NULL, closed_ms INTEGER, dir TEXT NOT NULL,
  first_index INTEGER NOT NULL, end_index INTEGER NOT NULL, has_checkpoint INTEGER NOT NULL,
  is_partial INTEGER NOT NULL, carried_in INTEGER NOT NULL, accepted INTEGER NOT NULL,
  carried_out INTEGER NOT NULL, processed INTEGER NOT NULL, audited_full INTEGER NOT NULL,
  audited_partial INTEGER NOT NULL, metadata_only INTEGER NOT NULL, dropped INTEGER NOT NULL,
  excluded INTEGER NOT NULL, unknown_at_crash INTEGER NOT NULL, io_errors INTEGER NOT NULL,
  facts TEXT NOT NULL
);
CREATE TABLE call (
  id INTEGER PRIMARY KEY, window INTEGER NOT NULL, ord INTEGER NOT NULL, t_ms INTEGER NOT NULL,
  class INTEGER NOT NULL, req INTEGER NOT NULL, res INTEGER NOT NULL, why INTEGER,
  host INTEGER NOT NULL, provider INTEGER NOT NULL, operation INTEGER NOT NULL, model INTEGER,
  served INTEGER, status INTEGER NOT NULL, error INTEGER, added_us INTEGER NOT NULL,
  ttfb_us INTEGER NOT NULL, total_us INTEGER NOT NULL, input INTEGER, output INTEGER
);
CREATE TABLE finding (
  call INTEGER NOT NULL, direction TEXT NOT NULL, category INTEGER NOT NULL,
  instances INTEGER NOT NULL
);
CREATE TABLE gap (
  log INTEGER NOT NULL, i INTEGER NOT NULL, window INTEGER NOT NULL, t_ms INTEGER NOT NULL,
  ord INTEGER NOT NULL, span INTEGER NOT NULL, calls INTEGER NOT NULL, why TEXT NOT NULL,
  is_upper_bound INTEGER NOT NULL
);
CREATE TABLE event (
  log INTEGER NOT NULL, i INTEGER NOT NULL, window INTEGER NOT NULL, t_ms INTEGER NOT NULL,
  kind TEXT NOT NULL, body TEXT NOT NULL
);
CREATE TABLE signal (
  log INTEGER NOT NULL, i INTEGER NOT NULL, window INTEGER NOT NULL, t_ms INTEGER NOT NULL,
  rule TEXT NOT NULL, what TEXT NOT NULL, has_reference INTEGER NOT NULL
);
CREATE TABLE hourly (
  log INTEGER NOT NULL, window INTEGER NOT NULL, hour_ms INTEGER NOT NULL, host INTEGER NOT NULL,
  provider INTEGER NOT NULL, operation INTEGER NOT NULL, model INTEGER, served INTEGER,
  status INTEGER NOT NULL, class INTEGER NOT NULL, calls INTEGER NOT NULL, input INTEGER NOT NULL,
  output INTEGER NOT NULL, cached INTEGER NOT NULL
);
CREATE TABLE latency (
  log INTEGER NOT NULL, window INTEGER NOT NULL, day_ms INTEGER NOT NULL,
  provider INTEGER NOT NULL, what TEXT NOT NULL,
  bucket_us INTEGER NOT NULL, calls INTEGER NOT NULL
);
CREATE TABLE found (
  log INTEGER NOT NULL, window INTEGER NOT NULL, day_ms INTEGER NOT NULL, host INTEGER NOT NULL, direction TEXT NOT NULL,
  category INTEGER NOT NULL, calls INTEGER NOT NULL, instances INTEGER NOT NULL
);
CREATE TABLE seen (
  log INTEGER NOT NULL, what TEXT NOT NULL, value TEXT NOT NULL, first_ms INTEGER NOT NULL,
  first_i INTEGER NOT NULL, last_ms INTEGER NOT NULL, last_i INTEGER NOT NULL,
  times INTEGER NOT NULL
);
CREATE VIEW calls AS SELECT
  log.origin AS log, (call.id & ((1 << ${RECORD_BITS}) - 1)) AS record, call.ord AS request_id,
  strftime('%Y-%m-%dT%H:%M:%fZ', call.t_ms / 1000.0, 'unixepoch') AS t, window.dir AS window,
  CASE call.class WHEN 0 THEN 'full' WHEN 1 THEN 'partial' ELSE 'metadata' END AS class,
  why.text AS why, host.text AS host, provider.text AS provider, operation.text AS operation,
  model.text AS model, served.text AS served, call.status, error.text AS error, call.added_us,
  call.ttfb_us, call.total_us, call.input, call.output, call.id
  FROM call JOIN log ON log.id = call.id >> ${RECORD_BITS} JOIN window ON window.id = call.window
  JOIN name host ON host.id = call.host JOIN name provider ON provider.id = call.provider
  JOIN name operation ON operation.id = call.operation LEFT JOIN name why ON why.id = call.why
  LEFT JOIN name model ON model.id = call.model LEFT JOIN name served ON served.id = call.served
  LEFT JOIN name error ON error.id = call.error;
CREATE VIEW findings AS SELECT
  log.origin AS log, (finding.call & ((1 << ${RECORD_BITS}) - 1)) AS record, finding.direction,
  category.text AS category, finding.instances
  FROM finding JOIN log ON log.id = finding.call >> ${RECORD_BITS}
  JOIN name category ON category.id = finding.category;
CREATE VIEW hours AS SELECT
  log.origin AS log, hourly.window, strftime('%Y-%m-%dT%H:00:00Z', hour_ms / 1000, 'unixepoch') AS hour, hour_ms,
  host.text AS host, provider.text AS provider, operation.text AS operation, model.text AS model,
  served.text AS served, status,
  CASE class WHEN 0 THEN 'full' WHEN 1 THEN 'partial' ELSE 'metadata' END AS class, calls,
  input, output, cached
  FROM hourly JOIN log ON log.id = hourly.log JOIN name host ON host.id = hourly.host
  JOIN name provider ON provider.id = hourly.provider
  JOIN name operation ON operation.id = hourly.operation
  LEFT JOIN name model ON model.id = hourly.model
  LEFT JOIN name served ON served.id = hourly.served;
`;
