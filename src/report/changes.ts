/**
 * What changed in a period: the program, its configuration and rules, keys, and what the calls show
 * of vendors, models, prompts and tools. A change is seen, never approved, here.
 * @module
 */

import { formatTime } from "../base/clock.ts";
import { type Ask, bodyOf, numberOf, type Row, textOf } from "./queries.ts";

/** Sorts of changes; all but the first five are first sightings in calls. */
export type ChangeKind =
  | "program"
  | "configuration"
  | "policy"
  | "detector"
  | "key"
  | "host"
  | "model"
  | "served_model"
  | "system_prompt"
  | "tools";

/** Where a change was seen. */
export interface ChangeSight {
  log: string;
  atMs: number;
  /** Index of the record that shows it. */
  record: number;
}

/** One change; the same one of several instances within an hour is one. */
export interface Change {
  kind: ChangeKind;
  /** When it was first seen. */
  atMs: number;
  /** Once for each log that shows it. */
  seen: ChangeSight[];
  /** What it was; empty for something that was not there before. */
  from: string;
  to: string;
  /** What a change annotation within a day calls it; null when there is none. */
  reference: string | null;
}

const DAY_MS = 86_400_000;
/** What a log shows on its first day is what it began with. */
const BASELINE_MS = DAY_MS;
/** An annotation belongs to the changes of its log that are no further away than this. */
const REFERENCE_MS = DAY_MS;

/** An instance that follows within this time makes the same change, and no other one. */
const SAME_CHANGE_MS = DAY_MS / 24;

const SIGHTS: Readonly<Record<string, ChangeKind>> = {
  host: "host",
  model: "model",
  served: "served_model",
  system_prompt: "system_prompt",
  tool_schema: "tools",
};

/** All changes in the order of time. */
export function changesOf(ask: Ask, period: { fromMs: number; toMs: number }): Change[] {
  const settings = ask("settings");
  const begins = new Map<string, number>();
  for (const row of settings) {
    const log = textOf(row, "log");
    if (!begins.has(log)) begins.set(log, numberOf(row, "t_ms"));
  }
  const changes = [...settingChanges(settings), ...sightings(ask("seen"), begins)]
    .filter(({ atMs }) => atMs >= period.fromMs && atMs < period.toMs);
  const references = ask("references");
  for (const change of changes) change.reference = referenceOf(change, references);
  return merged(changes.sort((a, b) => a.atMs - b.atMs || logsOf(a).localeCompare(logsOf(b))));
}

/** Puts the same change of several instances together. @param changes In the order of time. */
function merged(changes: readonly Change[]): Change[] {
  const events: Change[] = [];
  const last = new Map<string, Change>();
  for (const change of changes) {
    const key = `${change.kind}\n${change.from}\n${change.to}`;
    const event = last.get(key);
    const isNew = event === undefined || change.atMs - event.atMs >= SAME_CHANGE_MS ||
      event.seen.some(({ log }) => change.seen.some((sight) => sight.log === log));
    if (isNew) {
      last.set(key, change);
      events.push(change);
      continue;
    }
    event.seen.push(...change.seen);
    event.reference ??= change.reference;
  }
  return events;
}

/** Names of the logs that show a change. */
function logsOf({ seen }: Pick<Change, "seen">): string {
  return seen.map(({ log }) => log).join(" ");
}

/** Values of a setting one after the other. */
function settingChanges(rows: readonly Row[]): Change[] {
  const last = new Map<string, string>();
  const changes: Change[] = [];
  for (const row of rows) {
    const log = textOf(row, "log");
    for (const [kind, value] of settingsIn(row)) {
      const key = `${log}\n${kind}`;
      const before = last.get(key);
      last.set(key, value);
      if (before === undefined || before === value) continue;
      const sight = { log, atMs: numberOf(row, "t_ms"), record: numberOf(row, "i") };
      changes.push(changeAt(sight, { kind, from: before, to: value }));
    }
  }
  return changes;
}

function changeAt(
  sight: ChangeSight,
  what: { kind: ChangeKind; from: string; to: string },
): Change {
  return { ...what, atMs: sight.atMs, seen: [sight], reference: null };
}

function settingsIn(row: Row): [ChangeKind, string][] {
  const body = bodyOf(row);
  switch (row["kind"]) {
    case "boot": {
      const { name, version, runtime } = body["software"] as Record<string, string>;
      return [["program", [name, version, runtime].filter(Boolean).join(" ")]];
    }
    case "config": {
      const upstreams = (body["upstreams"] as string[]).join(", ");
      const config: [ChangeKind, string] = [
        "configuration",
        `${String(body["config"]).slice(0, 16)} (upstreams ${upstreams})`,
      ];
      return [config, ["policy", String(body["policy"] ?? "none declared").slice(0, 16)]];
    }
    case "detector":
      return [["detector", String(body["detector"]).slice(0, 16) + rulesOf(body["rules"])]];
    default:
      return [["key", String(body["old"])], ["key", String(body["new"])]];
  }
}

function rulesOf(rules: unknown): string {
  return typeof rules === "string" ? `, own rules ${rules.slice(0, 16)}` : "";
}

function sightings(rows: readonly Row[], begins: ReadonlyMap<string, number>): Change[] {
  return rows.flatMap((row): Change[] => {
    const kind = SIGHTS[textOf(row, "what")];
    const log = textOf(row, "log");
    const atMs = numberOf(row, "first_ms");
    if (kind === undefined || atMs < (begins.get(log) ?? 0) + BASELINE_MS) return [];
    const sight = { log, atMs, record: numberOf(row, "first_i") };
    return [changeAt(sight, { kind, from: "", to: textOf(row, "value") })];
  });
}

function referenceOf({ seen, atMs }: Change, references: readonly Row[]): string | null {
  const log = seen[0]?.log;
  const row = references.find((reference) =>
    textOf(reference, "log") === log && Math.abs(numberOf(reference, "t_ms") - atMs) < REFERENCE_MS
  );
  if (row === undefined) return null;
  const said = bodyOf(row)["said"] as Record<string, string> | undefined;
  return said?.["ref"] ?? said?.["ticket"] ?? said?.["change"] ?? Object.values(said ?? {})[0] ??
    "";
}

/** Columns of `changes.csv`. */
export const CHANGE_COLUMNS = ["logs", "kind", "at", "from", "to", "reference", "records"];

/** A change as a row of `changes.csv`. */
export function changeCells(change: Change): (string | number | null)[] {
  const { kind, atMs, from, to, reference, seen } = change;
  const records = seen.map(({ record }) => record).join(" ");
  return [logsOf(change), kind, formatTime(atMs), from, to, reference, records];
}
