/**
 * `outband open`: opens what single records committed to, for somebody who has the evidence. It
 * reveals keys of these records and of no others, and only after they were seen to fit.
 * @module
 */

import { equalBytes, fromHex, toHex, utf8 } from "../base/bytes.ts";
import { canonicalJson } from "../base/canonical_json.ts";
import { NODE_SUITE } from "../base/digest.ts";
import { EXIT, OutbandError } from "../base/errors.ts";
import { type Opening, openingsText, parseSample, SAMPLE_FILE } from "../format/sample.ts";
import { REDACTED_KEY } from "../format/telemetry.ts";
import { SYSTEM_DISK } from "../journal/disk.ts";
import { type KeptPart, OriginalKeys } from "../journal/original_keys.ts";
import { commitment } from "../tlog/commitment.ts";
import { withoutAdded } from "../verify/telemetry_lines.ts";
import { openEvidence } from "./archive_input.ts";
import { type Arguments, readArguments } from "./arguments.ts";
import type { Command, CommandIo } from "./command.ts";
import { readWhole } from "./input.ts";
import { findWholeLog } from "./log_lines.ts";
import {
  type LineSeen,
  makeOutDirectory,
  newestProofHead,
  readProofHead,
  readProvable,
  writeOut,
  writeProofs,
} from "./proof_files.ts";
import { findLines, type LineFields } from "./record_content.ts";

const USAGE = `Usage: outband open PATH --record I --out DIR [--parts LIST] [--private-dir DIR]
                    [--telemetry FILE|DIR]... [--request FILE] [--response FILE]
       outband open PATH --sample DIR [--parts LIST] [--private-dir DIR]
                    [--telemetry FILE|DIR]...

Opens what one record, or each record of a sample, committed to: writes the keys and the texts, so
that whoever has the evidence can check that it is this content and no other. PATH is the evidence
directory of a log, or an archive of it.

  --record I         index of the record; its line and tlog-proof are written, too
  --sample DIR       directory that outband sample wrote; openings are added to it
  --out DIR          directory to make
  --parts LIST       what to open: req, res, line, orig.req, orig.res (commas between)
                     [req,res,line, and what --request and --response are the originals of]
  --private-dir DIR  where the window secrets are [PATH.private]
  --telemetry NAME   telemetry file, or directory of them; - is standard input
  --request FILE     bytes of the original request, which nobody but its sender has; without them
                     --parts=orig.req gives the key alone, for whoever does have them
  --response FILE    bytes of the original response, likewise

req, res and line have one key in common: whoever gets it can check guesses of the other two.
`;

const LINE_PARTS: readonly string[] = ["req", "res", "line"];
const PARTS: readonly string[] = [...LINE_PARTS, "orig.req", "orig.res"];
const KEY_BYTES = 32;
const INDEX_REGEXP = /^(?:0|[1-9]\d{0,15})$/;
const SAMPLE_BYTES_MAX = 32 * 1024 * 1024;
const ORIGINAL_BYTES_MAX = 1024 ** 3;

/** `outband open`. */
export const OPEN_COMMAND: Command = {
  name: "open",
  summary: "open what one record, or a sample, committed to",
  usage: USAGE,
  run: runOpen,
};

/** Which records are to be opened, and where the result goes. */
interface Target {
  records: ReadonlySet<number>;
  out: string;
  /** Checkpoint of the sample; null for a single record. */
  note: string | null;
}

/** A call whose record was found. */
interface FoundCall {
  bytes: Uint8Array;
  window: KeptPart;
  committed: Readonly<Record<string, string>>;
}

async function runOpen(args: readonly string[], io: CommandIo): Promise<number> {
  const given = readArguments("open", args, {
    values: ["record", "sample", "out", "parts", "private-dir", "request", "response"],
    lists: ["telemetry"],
  });
  const [path, extra] = given.rest;
  if (path === undefined || extra !== undefined) {
    throw new OutbandError("USAGE", "Name the path of one log; see outband open --help");
  }
  const target = await readTarget(given, io);
  const originals = await readOriginals(given, io);
  const parts = readParts(given.value("parts") ?? [...LINE_PARTS, ...originals.keys()].join(","));
  const evidence = await openEvidence(path, "open");
  try {
    const log = await findWholeLog(evidence.source, path);
    const head = target.note === null
      ? await newestProofHead(evidence.source, log)
      : readProofHead(target.note, SAMPLE_FILE);
    const calls = new CallFinder(target.records);
    const provable = await readProvable(evidence.source, log, {
      head,
      onLine: (line): void => calls.see(line),
    });
    calls.check(head.checkpoint.size);
    const telemetry = given.list("telemetry");
    const wanted = { origin: log.origin, records: target.records };
    const keys = new OriginalKeys({
      disk: SYSTEM_DISK,
      suite: NODE_SUITE,
      privateDir: given.value("private-dir") ?? `${path.replace(/\/+$/, "")}.private`,
      origin: log.origin,
    });
    const opener = new Opener(log.origin, {
      parts,
      lines: await findLines(telemetry, io, wanted),
      keys,
      originals,
    });
    const opened = new Map<number, Opening[]>();
    for (const [index, call] of calls.found) opened.set(index, opener.open(index, call));
    if (target.note === null) {
      checkOpened(opened, calls.erased);
      makeOutDirectory(target.out);
      const lines = [...calls.found].map(([index, { bytes }]) => [index, bytes] as const);
      writeProofs(target.out, provable, new Map(lines));
    }
    writeOpenings(target.out, opened);
    io.out(resultText(opened, calls.erased, target));
    return EXIT.OK;
  } finally {
    evidence.close();
  }
}

async function readTarget(given: Arguments, io: CommandIo): Promise<Target> {
  const record = given.value("record");
  const sample = given.value("sample")?.replace(/\/+$/, "");
  const out = given.value("out");
  if ((record === undefined) === (sample === undefined)) {
    throw new OutbandError("USAGE", "Give --record or --sample; see outband open --help");
  }
  if ((record === undefined) === (out !== undefined)) {
    const message = "Flag --out belongs to --record; see outband open --help";
    throw new OutbandError("USAGE", message);
  }
  if (record !== undefined && out !== undefined) {
    if (INDEX_REGEXP.test(record)) return { records: new Set([Number(record)]), out, note: null };
    throw new OutbandError("CONFIG", `Flag --record is "${record}" and must be an index from 0`);
  }
  const path = `${sample}/${SAMPLE_FILE}`;
  const bytes = await readWhole(path, io, { bytesMax: SAMPLE_BYTES_MAX });
  const parsed = parseSample(new TextDecoder().decode(bytes));
  if (parsed === null) throw new OutbandError("IO", `Cannot use ${path}: it is no sample`);
  if (given.value("request") !== undefined || given.value("response") !== undefined) {
    throw new OutbandError("USAGE", "Flags --request and --response belong to --record");
  }
  return { records: new Set(parsed.records), out: sample as string, note: parsed.checkpoint };
}

function readParts(text: string): ReadonlySet<string> {
  const names = text.split(",");
  const strange = names.find((name) => !PARTS.includes(name));
  if (strange === undefined) return new Set(names);
  throw new OutbandError(
    "CONFIG",
    `Flag --parts has "${strange}" and must be of ${PARTS.join(", ")}`,
  );
}

async function readOriginals(
  given: Arguments,
  io: CommandIo,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const hashes = new Map<string, Uint8Array>();
  for (const [flag, part] of [["request", "orig.req"], ["response", "orig.res"]] as const) {
    const name = given.value(flag);
    if (name === undefined) continue;
    const bytes = await readWhole(name, io, { bytesMax: ORIGINAL_BYTES_MAX });
    hashes.set(part, NODE_SUITE.sha256(bytes));
  }
  return hashes;
}

/** Finds the calls that are wanted, their windows, and what was erased. */
class CallFinder {
  readonly found = new Map<number, FoundCall>();
  /** Wanted records of which something was erased, as far as the checkpoint reaches. */
  readonly erased = new Set<number>();
  readonly #records: ReadonlySet<number>;
  #window: KeptPart = { w: 0, part: 0 };

  constructor(records: ReadonlySet<number>) {
    this.#records = records;
  }

  see({ index, bytes, record }: LineSeen): void {
    if (record?.kind === "window.open") {
      this.#window = { w: record.w, part: "part" in record ? record.part : 0 };
    } else if (record?.kind === "erase" && this.#records.has(record.target)) {
      this.erased.add(record.target);
    } else if (record?.kind === "call" && this.#records.has(index)) {
      this.found.set(index, { bytes, window: this.#window, committed: record.parts });
    }
  }

  /** @throws {OutbandError} IO naming the first record that is no call below the checkpoint. */
  check(size: number): void {
    for (const index of this.#records) {
      if (this.found.has(index)) continue;
      const reason = index < size
        ? "it is no call"
        : `the newest checkpoint covers ${size} records; it is not signed yet`;
      throw new OutbandError("IO", `Cannot open record ${index}: ${reason}`);
    }
  }
}

/** What openings are made of. */
interface Material {
  parts: ReadonlySet<string>;
  /** Telemetry lines by index. */
  lines: ReadonlyMap<number, LineFields>;
  keys: OriginalKeys;
  /** SHA-256 of originals that were given, by part. */
  originals: ReadonlyMap<string, Uint8Array>;
}

/** Makes openings, and tries each before it is written. */
class Opener {
  readonly #origin: string;
  readonly #material: Material;

  constructor(origin: string, material: Material) {
    this.#origin = origin;
    this.#material = material;
  }

  open(index: number, call: FoundCall): Opening[] {
    const openings = [...this.#fromLine(index), ...this.#fromSecret(index, call)];
    const { parts } = this.#material;
    return openings.filter((opening) => {
      const committed = call.committed[opening.part];
      if (!parts.has(opening.part) || committed === undefined) return false;
      this.#check(opening, committed);
      return true;
    });
  }

  #fromLine(index: number): Opening[] {
    const line = this.#material.lines.get(index);
    return line === undefined ? [] : openingsOfLine(index, line);
  }

  #fromSecret(index: number, { window, committed }: FoundCall): Opening[] {
    const { keys, originals } = this.#material;
    const keyOf = keys.ofPart(window);
    if (keyOf === null) return [];
    return ["orig.req", "orig.res"].flatMap((part) => {
      const key = committed[part] === undefined ? null : keyOf({ index, part });
      const sha256 = originals.get(part);
      if (key === null) return [];
      const opening = { i: index, part, k: toHex(key) };
      return [sha256 === undefined ? opening : { ...opening, sha256: toHex(sha256) }];
    });
  }

  /** An opening that does not fit is never handed over. */
  #check(opening: Opening, committed: string): void {
    const { i: index, part } = opening;
    if (fitsCommitment(opening, { origin: this.#origin, committed }) !== false) return;
    throw new OutbandError("IO", `Cannot open ${part} of record ${index}: it is other content`);
  }
}

/** What a telemetry line opens: itself, and the redacted payloads in it. */
export function openingsOfLine(index: number, line: LineFields): Opening[] {
  const { [REDACTED_KEY]: k, ...fields } = withoutAdded(line);
  if (typeof k !== "string") return [];
  const texts = {
    req: fields["redacted_payload"],
    res: fields["response_redacted_payload"],
    line: canonicalJson(fields),
  };
  return Object.entries(texts).flatMap(([part, data]) =>
    typeof data === "string" ? [{ i: index, part, k, data }] : []
  );
}

/** True when key and content give the commitment; null for a key without content. */
export function fitsCommitment(
  { i: index, part, k, data, sha256 }: Opening,
  { origin, committed }: { origin: string; committed: string },
): boolean | null {
  const content = sha256 === undefined ? data === undefined ? null : utf8(data) : fromHex(sha256);
  if (content === null) return null;
  const key = fromHex(k);
  return key !== null && key.length === KEY_BYTES && equalBytes(
    commitment(NODE_SUITE, { origin, index, part, key, data: content }),
    fromHex(committed) ?? new Uint8Array(0),
  );
}

function checkOpened(
  opened: ReadonlyMap<number, readonly Opening[]>,
  erased: ReadonlySet<number>,
): void {
  for (const [index, openings] of opened) {
    if (openings.length > 0) continue;
    const reason = erased.has(index)
      ? "it was erased, and the log says so"
      : "its telemetry line (--telemetry) and its window secret (--private-dir) are not here";
    throw new OutbandError("IO", `Cannot open record ${index}: ${reason}`);
  }
}

function writeOpenings(directory: string, opened: ReadonlyMap<number, readonly Opening[]>): void {
  for (const [index, openings] of opened) {
    if (openings.length === 0) continue;
    writeOut(`${directory}/${index}.openings.jsonl`, openingsText(openings));
  }
}

function resultText(
  opened: ReadonlyMap<number, readonly Opening[]>,
  erased: ReadonlySet<number>,
  { out }: Target,
): string {
  const lines = [...opened].map(([index, openings]) => {
    const parts = openings.map(({ part, data, sha256 }) =>
      data === undefined && sha256 === undefined ? `${part} (key only)` : part
    );
    const why = erased.has(index) ? "nothing: it was erased" : "nothing: no line and no secret";
    return `record ${index}  ${parts.length === 0 ? why : parts.join(", ")}\n`;
  });
  return `${lines.join("")}written  ${out}\n`;
}
