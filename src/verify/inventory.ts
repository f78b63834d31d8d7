/**
 * Sorts the files of a source into logs and window parts. Parts are found by their content (a
 * directory that holds a `segment.jsonl`), never by its name.
 * @module
 */

import { CHECKPOINT_FILE, LINE_BYTES_MAX, SEGMENT_FILE } from "../format/layout.ts";
import { REGISTER_FILE } from "../format/register.ts";
import { ArchiveError } from "./archive_file.ts";
import type { Findings } from "./findings.ts";
import { LineSplitter } from "./line_splitter.ts";
import { type EvidenceSource, readWhole, reasonOf, textOf } from "./source.ts";

/** Most files that are looked at; a year of hourly windows has 44,000. */
const FILES_MAX = 2_000_000;
/** A checkpoint with 16 post-quantum signatures. */
export const NOTE_BYTES_MAX = 131_072;

/** One window part. */
export interface PartFiles {
  /** Its directory with a final `/`; empty for the root of the source. */
  dir: string;
  /** Names of files directly in it. */
  names: Set<string>;
  /** Paths of files in directories below it. */
  nested: string[];
  /** Index of its first record; null when the first line does not say. */
  first: number | null;
  /** Log that its first record names; null when the first line does not say. */
  origin: string | null;
  /** Format that its first record names, when it is not the one that is known here. */
  strangeFormat: string | null;
}

/** The files of one log. */
export interface LogFiles {
  /** Its directory with a final `/`; empty for the root of the source. */
  root: string;
  /** Name of the log, as most of its files have it. */
  origin: string;
  /** Window parts, by index of their first record. */
  parts: PartFiles[];
  /** It is a log's own directory, so its first record should be here, too. */
  isWhole: boolean;
  /** The newest checkpoint, when it is here. */
  checkpoint: string | null;
  /** Files below `keys/`. */
  keys: string[];
  /** Files below `tile/`. */
  tiles: string[];
  /** What people say of the log, when it is here. */
  register: string | null;
}

/**
 * Finds the logs in a source, by directory.
 *
 * @param paths All files of the source, sorted.
 */
export async function takeInventory(
  source: EvidenceSource,
  paths: readonly string[],
): Promise<LogFiles[]> {
  const names = namesByDirectory(paths);
  const partDirs = new Set([...names.keys()].filter((dir) => names.get(dir)?.has(SEGMENT_FILE)));
  const logDirs = new Set([...logDirectories(paths)].filter((dir) => !partDirs.has(dir)));
  const parts = new Map<string, PartFiles>();
  const groups = new Map<string, PartFiles[]>();
  for (const dir of [...partDirs].toSorted()) {
    const start = await readStart(source, `${dir}${SEGMENT_FILE}`);
    const part = { dir, names: names.get(dir) ?? new Set<string>(), nested: [], ...start };
    parts.set(dir, part);
    const root = ancestors(dir).find((ancestor) => logDirs.has(ancestor));
    // Outside a log's directory only the name in the records tells which parts belong together.
    const key = root ?? `\n${start.origin ?? ""}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [part]);
    else group.push(part);
  }
  for (const [dir, files] of names) {
    const part = parts.has(dir) ? undefined : nearest(parts, dir);
    for (const name of files) part?.nested.push(`${dir}${name}`);
  }
  const logs: LogFiles[] = [];
  for (const [key, parts] of groups) {
    logs.push(await describeLog(source, { key, parts, paths }));
  }
  return logs;
}

/** All files of a source, sorted; none after a finding says why. */
export async function listPaths(source: EvidenceSource, findings: Findings): Promise<string[]> {
  try {
    const paths = await source.list();
    if (paths.length > FILES_MAX) {
      findings.add("LIMIT_EXCEEDED", { where: "" }, `${paths.length} files, at most ${FILES_MAX}`);
      return [];
    }
    return paths.toSorted();
  } catch (error) {
    const code = error instanceof ArchiveError ? error.code : "FILE_UNREADABLE";
    findings.add(code, { where: "" }, reasonOf(error));
    return [];
  }
}

function namesByDirectory(paths: readonly string[]): Map<string, Set<string>> {
  const directories = new Map<string, Set<string>>();
  for (const path of paths) {
    const cut = path.lastIndexOf("/") + 1;
    const names = directories.get(path.slice(0, cut));
    if (names === undefined) directories.set(path.slice(0, cut), new Set([path.slice(cut)]));
    else names.add(path.slice(cut));
  }
  return directories;
}

/** Directories with a `checkpoint`, a `keys/` or a `tile/` in them. */
function logDirectories(paths: readonly string[]): Set<string> {
  const found = new Set<string>();
  for (const path of paths) {
    if (path === CHECKPOINT_FILE || path.endsWith(`/${CHECKPOINT_FILE}`)) {
      found.add(path.slice(0, -CHECKPOINT_FILE.length));
    }
    const match = LOG_FILE_REGEXP.exec(path);
    if (match !== null) found.add(match[1] ?? "");
  }
  return found;
}

/** Later versions of the format, which may well be good evidence. */
const FORMAT_REGEXP = /^outband\/segment\/v(?!1$)\d{1,6}$/;

/** A path into `keys/` or `tile/`; group 1 is what lies before. Paths are bounded by the source. */
const LOG_FILE_REGEXP = /^((?:[^/]+\/)*?)(?:keys|tile)\//;

/** `a/b/c/` gives `a/b/`, `a/` and the root. */
function ancestors(dir: string): string[] {
  const found: string[] = [];
  for (let rest = dir; rest !== "";) {
    rest = rest.slice(0, rest.lastIndexOf("/", rest.length - 2) + 1);
    found.push(rest);
  }
  return found;
}

function nearest(parts: ReadonlyMap<string, PartFiles>, dir: string): PartFiles | undefined {
  for (const ancestor of ancestors(dir)) {
    const part = parts.get(ancestor);
    if (part !== undefined) return part;
  }
  return undefined;
}

/** What the first line of a segment says of itself; not checked here. */
type SegmentStart = Pick<PartFiles, "first" | "origin" | "strangeFormat">;

async function readStart(source: EvidenceSource, path: string): Promise<SegmentStart> {
  let text: string | null = null;
  let isDone = false;
  const splitter = new LineSplitter({
    bytesMax: LINE_BYTES_MAX,
    line(bytes: Uint8Array): void {
      if (!isDone) text = textOf(bytes);
      isDone = true;
    },
    tooLong(): void {
      isDone = true;
    },
  });
  try {
    for await (const piece of source.stream(path)) {
      splitter.push(piece);
      if (isDone) break;
    }
    return startOf(JSON.parse(text ?? textOf(splitter.end()) ?? ""));
  } catch {
    return startOf(null); // The line, or the file, is reported when it is checked.
  }
}

function startOf(value: unknown): SegmentStart {
  const { v, i: first, log: origin, format } = (value ?? {}) as Readonly<Record<string, unknown>>;
  const version = Number.isSafeInteger(v) && v !== 1 ? `records of version ${v}` : null;
  const isStrange = typeof format === "string" && FORMAT_REGEXP.test(format);
  return {
    first: Number.isSafeInteger(first) ? first as number : null,
    origin: typeof origin === "string" ? origin : null,
    strangeFormat: isStrange ? format : version,
  };
}

async function describeLog(
  source: EvidenceSource,
  group: { key: string; parts: PartFiles[]; paths: readonly string[] },
): Promise<LogFiles> {
  const isInLog = !group.key.startsWith("\n");
  const root = isInLog ? group.key : "";
  const below = (name: string): string[] =>
    group.paths.filter((path) => path.startsWith(`${root}${name}/`));
  const path = `${root}${CHECKPOINT_FILE}`;
  const register = `${root}${REGISTER_FILE}`;
  const checkpoint = isInLog && group.paths.includes(path) ? path : null;
  const keys = isInLog ? below("keys") : [];
  const names = group.parts.map(({ origin }) => origin);
  if (checkpoint !== null) names.push(await originOf(source, checkpoint));
  return {
    root,
    origin: mostFrequent(names),
    parts: inOrder(group.parts),
    isWhole: checkpoint !== null,
    checkpoint,
    keys,
    tiles: isInLog ? below("tile") : [],
    register: isInLog && group.paths.includes(register) ? register : null,
  };
}

/** First line of a checkpoint; not checked here. */
async function originOf(source: EvidenceSource, path: string): Promise<string | null> {
  // A checkpoint that cannot be read is reported when it is checked.
  const bytes = await readWhole(source, { add(): void {} }, { path, bytesMax: NOTE_BYTES_MAX });
  const text = bytes === null ? null : textOf(bytes);
  return text?.split("\n", 1)[0] ?? null;
}

function mostFrequent(names: readonly (string | null)[]): string {
  const votes = new Map<string, number>();
  for (const name of names) if (name !== null) votes.set(name, (votes.get(name) ?? 0) + 1);
  const [first] = [...votes].toSorted((a, b) => b[1] - a[1]);
  return first?.[0] ?? "";
}

/** By first index; a part that does not tell stays behind the one that its path puts it after. */
function inOrder(parts: readonly PartFiles[]): PartFiles[] {
  let last = -1;
  const placed = parts.map((part) => {
    last = part.first ?? last + 0.5;
    return { part, position: last };
  });
  return placed.toSorted((a, b) => a.position - b.position).map(({ part }) => part);
}
