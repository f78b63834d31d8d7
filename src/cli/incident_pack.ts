/**
 * Copies the windows of an incident's time into a directory of their own: evidence as it is, which
 * `outband verify` reads, and one file of facts.
 * @module
 */

import { utf8 } from "../base/bytes.ts";
import { canonicalJson } from "../base/canonical_json.ts";
import { parseTime } from "../base/clock.ts";
import { sha256Hex } from "../base/digest.ts";
import { OutbandError } from "../base/errors.ts";
import { noCounts } from "../format/counts.ts";
import {
  CHECKPOINT_FILE,
  SEGMENT_FILE,
  SUMS_FILE,
  sumsText,
  windowEndMs,
  windowStartMs,
} from "../format/layout.ts";
import { type IncidentOpenEntry, REGISTER_FILE, type RegisterHead } from "../format/register.ts";
import { sumCounts, type Tally, tally, WindowTotals } from "../format/window_totals.ts";
import type { CommandIo } from "./command.ts";
import { fileFault } from "./input.ts";
import { exists } from "./key_text.ts";
import { findParts, type PartFile, readSegment } from "./log_parts.ts";

/** What a pack says of itself. */
const FACTS_FILE = "incident.json";

/** Sums over the windows of a pack. */
interface PackSums {
  counts: ReturnType<typeof noCounts>[];
  hosts: Tally;
  models: Tally;
  request: Tally;
  answer: Tally;
  tenants: Set<string>;
  windows: string[];
}

/**
 * Writes a pack.
 *
 * @param parts.output Directory that does not exist yet.
 * @returns SHA-256 of its `SHA256SUMS`, and how many files it lists.
 * @throws {OutbandError} CONFIG when the directory is there or the time has no window; IO.
 */
export async function writePack(
  evidenceDir: string,
  parts: { opened: RegisterHead & IncidentOpenEntry; output: string; io: CommandIo },
): Promise<{ sha256: string; files: number }> {
  const { opened, output, io } = parts;
  const root = evidenceDir.replace(/\/+$/, "") || evidenceDir;
  if (exists(output)) {
    throw new OutbandError("CONFIG", `Cannot write ${output}: it exists, and is kept`);
  }
  const sums: PackSums = {
    counts: [],
    hosts: {},
    models: {},
    request: {},
    answer: {},
    tenants: new Set(),
    windows: [],
  };
  const chosen: string[] = [];
  for (const part of await findParts(root, io)) {
    if (!await isConcerned(part, { opened, sums, io })) continue;
    chosen.push(part.path.slice(0, -SEGMENT_FILE.length));
  }
  if (chosen.length === 0) {
    const time = `${opened.from} to ${opened.to}`;
    throw new OutbandError("CONFIG", `Cannot pack ${opened.incident}: no window lies in ${time}`);
  }
  try {
    return write(root, { opened, output, sums, directories: chosen });
  } catch (error) {
    if (error instanceof OutbandError) throw error;
    throw new OutbandError("IO", `Cannot write ${output}: ${fileFault(error)}`, { cause: error });
  }
}

/** Adds up a part when its window touches the incident's time. */
async function isConcerned(
  part: PartFile,
  { opened, sums, io }: { opened: IncidentOpenEntry; sums: PackSums; io: CommandIo },
): Promise<boolean> {
  const totals = new WindowTotals();
  const tenants = new Set<string>();
  for await (const { parsed } of readSegment(part.path, io)) {
    if ("problem" in parsed || parsed.form !== "outband") continue;
    const { record } = parsed;
    totals.add(record);
    if (record.kind === "call" && record.attribution?.["tenant"] !== undefined) {
      tenants.add(record.attribution["tenant"]);
    }
  }
  const { open } = totals;
  if (open === null) return false;
  const [fromMs, toMs] = [parseTime(opened.from) ?? 0, parseTime(opened.to) ?? 0];
  if (windowEndMs(open) <= fromMs || windowStartMs(open) >= toMs) return false;
  sums.counts.push(totals.counts);
  sums.windows.push(`${open.w}.${open.part}`);
  for (const tenant of tenants) sums.tenants.add(tenant);
  const pairs = [
    [sums.hosts, totals.byHost],
    [sums.models, totals.byServedModel],
    [sums.request, totals.req.instances],
    [sums.answer, totals.res.instances],
  ] as const;
  for (const [into, from] of pairs) {
    for (const [name, n] of Object.entries(from)) tally(into, name, n);
  }
  return true;
}

function write(
  root: string,
  pack: {
    opened: RegisterHead & IncidentOpenEntry;
    output: string;
    sums: PackSums;
    directories: readonly string[];
  },
): { sha256: string; files: number } {
  const { opened, output, sums, directories } = pack;
  const paths = [
    ...[CHECKPOINT_FILE, REGISTER_FILE].filter((name) => exists(`${root}/${name}`)),
    ...filesBelow(`${root}/keys`).map((name) => `keys/${name}`),
    ...directories.flatMap((directory) => {
      const below = directory.startsWith(`${root}/`) ? directory.slice(root.length + 1) : "";
      return filesBelow(directory.replace(/\/+$/, "")).map((name) => `${below}${name}`);
    }),
  ];
  const listed: { name: string; sha256: string }[] = [];
  const put = (name: string, bytes: Uint8Array): void => {
    const path = `${output}/${name}`;
    Deno.mkdirSync(path.slice(0, path.lastIndexOf("/")), { recursive: true });
    Deno.writeFileSync(path, bytes, { createNew: true });
    listed.push({ name, sha256: sha256Hex(bytes) });
  };
  for (const path of paths) put(path, Deno.readFileSync(`${root}/${path}`));
  put(FACTS_FILE, utf8(`${canonicalJson(factsOf(opened, sums))}\n`));
  const text = utf8(sumsText(listed));
  Deno.writeFileSync(`${output}/${SUMS_FILE}`, text, { createNew: true });
  return { sha256: sha256Hex(text), files: listed.length };
}

/** Tenants are counted; what they are called is a pseudonym even in the log. */
function factsOf(opened: RegisterHead & IncidentOpenEntry, sums: PackSums): unknown {
  const { log, incident, title, aware, clock, due, from, to, head } = opened;
  return {
    log,
    incident,
    title,
    aware,
    clock,
    due,
    from,
    to,
    frozen_at: head,
    windows: sums.windows,
    counts: sums.counts.length === 0 ? noCounts() : sumCounts(sums.counts),
    hosts: sums.hosts,
    models: sums.models,
    found_in_requests: sums.request,
    found_in_answers: sums.answer,
    tenants: sums.tenants.size,
    not_proven: [
      "That this is a serious incident, what caused it, and whom it harmed.",
      "Calls that did not pass the proxy.",
    ],
  };
}

/** Regular files below a directory, as paths relative to it, sorted; none when it is missing. */
function filesBelow(directory: string, below = ""): string[] {
  if (!exists(`${directory}/${below}`)) return [];
  const files: string[] = [];
  for (const entry of Deno.readDirSync(`${directory}/${below}`)) {
    const path = `${below}${entry.name}`;
    if (entry.isDirectory) files.push(...filesBelow(directory, `${path}/`));
    else if (entry.isFile) files.push(path);
  }
  return files.sort();
}
