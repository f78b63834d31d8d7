/**
 * The logs below some paths, each as a source of its own, for commands about several instances.
 * @module
 */

import { toHex } from "../base/bytes.ts";
import { NODE_SUITE } from "../base/digest.ts";
import { OutbandError } from "../base/errors.ts";
import { SEGMENT_FILE } from "../format/layout.ts";
import type { EvidenceSource } from "../verify/mod.ts";
import { type LogFiles, takeInventory } from "../verify/inventory.ts";
import { reasonOf } from "../verify/source.ts";
import { type OpenedEvidence, openEvidence } from "./archive_input.ts";

/** Most paths on one command line, and logs below them. */
const PATHS_MAX = 1_000;
const LOGS_MAX = 8_000;

/** One log. */
export interface FoundLog {
  origin: string;
  /** The path that was named, and the log's directory below it, for people. */
  place: string;
  /** The files of this log alone. */
  source: EvidenceSource;
  files: LogFiles;
}

/** Logs that are open for reading. */
export interface FoundLogs {
  logs: FoundLog[];
  /** Changes when files are added, removed, or written again. */
  fingerprint: string;
  close(): void;
}

/**
 * Finds all logs, in the order of their names.
 *
 * @param action For error texts: `report on`.
 * @param options.hidden What is cut off from the front of places.
 * @throws {OutbandError} IO if there is none, or the same log twice.
 */
export async function findLogs(
  paths: readonly string[],
  action: string,
  { hidden = "" }: { hidden?: string } = {},
): Promise<FoundLogs> {
  if (paths.length > PATHS_MAX) {
    throw new OutbandError("USAGE", `Name at most ${PATHS_MAX} paths; ${paths.length} were named`);
  }
  const opened: OpenedEvidence[] = [];
  const close = (): void => opened.forEach((evidence) => evidence.close());
  const logs: FoundLog[] = [];
  const stamps: string[] = [];
  try {
    for (const path of paths) {
      const { source, close } = await openEvidence(path, action);
      opened.push({ source, close });
      const found = await logsIn(source, { path, action });
      for (const log of found) {
        logs.push(
          log.place.startsWith(hidden) ? { ...log, place: log.place.slice(hidden.length) } : log,
        );
      }
      stamps.push(await stampOf(source, path, found));
    }
    checkLogs(logs, { paths, action });
  } catch (error) {
    close();
    throw error;
  }
  logs.sort((a, b) => a.origin < b.origin ? -1 : 1);
  const fingerprint = toHex(NODE_SUITE.sha256(new TextEncoder().encode(stamps.join("\n"))));
  return { logs, fingerprint, close };
}

async function logsIn(
  source: EvidenceSource,
  { path, action }: { path: string; action: string },
): Promise<FoundLog[]> {
  try {
    const files = await source.list();
    const inventory = await takeInventory(source, files.toSorted());
    return inventory.map((log) => ({
      origin: log.origin,
      place: `${path.replace(/\/$/, "")}/${log.root}`.replace(/\/$/, ""),
      source: below(source, log.root),
      files: log,
    }));
  } catch (error) {
    if (error instanceof OutbandError) throw error;
    throw new OutbandError("IO", `Cannot ${action} ${path}: ${reasonOf(error)}`);
  }
}

function checkLogs(
  logs: readonly FoundLog[],
  { paths, action }: { paths: readonly string[]; action: string },
): void {
  const refuse = (why: string): OutbandError =>
    new OutbandError("IO", `Cannot ${action} ${paths.join(", ")}: ${why}`);
  if (logs.length === 0) throw refuse(`there is no ${SEGMENT_FILE}`);
  if (logs.length > LOGS_MAX) throw refuse(`there are more than ${LOGS_MAX} logs`);
  const places = new Map<string, string>();
  for (const { origin, place } of logs) {
    const other = places.get(origin);
    if (other !== undefined) {
      throw refuse(`the log ${origin} is there twice: ${other} and ${place}`);
    }
    places.set(origin, place);
  }
}

/** Sizes and times of the segments; only a hint that something changed, never a proof. */
async function stampOf(
  source: EvidenceSource,
  path: string,
  logs: readonly FoundLog[],
): Promise<string> {
  const isDirectory = (await Deno.stat(path)).isDirectory;
  const lines: string[] = [path];
  if (!isDirectory) {
    const { size, mtime } = await Deno.stat(path);
    return `${path} ${size} ${mtime?.getTime()}`;
  }
  for (const { files } of logs) {
    for (const { dir } of files.parts) {
      const segment = `${dir}${SEGMENT_FILE}`;
      const { mtime } = await Deno.stat(`${path}/${segment}`);
      lines.push(`${segment} ${await source.size(segment)} ${mtime?.getTime()}`);
    }
  }
  return lines.join("\n");
}

/** The files below a directory as if it were the root. */
function below(source: EvidenceSource, root: string): EvidenceSource {
  if (root === "") return source;
  return {
    async list(): Promise<string[]> {
      const paths = await source.list();
      return paths.filter((path) => path.startsWith(root)).map((path) => path.slice(root.length));
    },
    size: (path) => source.size(`${root}${path}`),
    read: (path) => source.read(`${root}${path}`),
    stream: (path) => source.stream(`${root}${path}`),
  };
}
