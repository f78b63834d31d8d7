/**
 * The archive of a period as an OSCAL document: its report, and its files as resources.
 * @module
 */

import { createHash } from "node:crypto";
import { sha256Hex } from "../base/digest.ts";
import { SEGMENT_FILE, STATEMENT_FILE } from "../format/layout.ts";
import {
  assessmentResults,
  type OscalResource,
  type OscalVersion,
} from "../oscal/assessment_results.ts";
import { pathsBelow } from "./export_archive.ts";
import type { MadeArchive } from "./export.ts";

/** Files that are named, by the end of their path; all observations point to those that are cited. */
const KINDS: readonly (Omit<OscalResource, "path" | "sha256"> & { end: string })[] = [
  {
    end: "report/report.json",
    title: "Report: all figures",
    type: "report",
    mediaType: "application/json",
    isCited: true,
  },
  {
    end: "report/controls.csv",
    title: "Status per control, with tests and reasons",
    type: "report",
    mediaType: "text/csv",
    isCited: true,
  },
  {
    end: `/${STATEMENT_FILE}`,
    title: "Signed statement of a window",
    type: "evidence",
    mediaType: "application/json",
    isCited: false,
  },
  {
    end: `/${SEGMENT_FILE}`,
    title: "Chained records of a window",
    type: "raw-data",
    mediaType: "application/jsonl",
    isCited: false,
  },
];

/** SHA-1 for names that follow from content (RFC 9562); no signature rests on it. */
function sha1(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash("sha1").update(bytes).digest());
}

/** The text of the document. @param options.directory Of the archive. */
export function oscalText(
  { report }: Pick<MadeArchive, "report">,
  { directory, version }: { directory: string; version: OscalVersion },
): string {
  const resources = pathsBelow(directory).flatMap((path): OscalResource[] => {
    const kind = KINDS.find(({ end }) => path.endsWith(end));
    if (kind === undefined) return [];
    const { end: _, ...rest } = kind;
    return [{ ...rest, path, sha256: sha256Hex(Deno.readFileSync(`${directory}/${path}`)) }];
  });
  return assessmentResults({ report, resources, version, sha1 });
}
