/**
 * `outband scan`: what the detection engine finds in texts. What it found is never printed: human
 * output shows its shape, machine output its place.
 * @module
 */

import { decodeUtf8 } from "../base/bytes.ts";
import { EXIT, OutbandError } from "../base/errors.ts";
import type { Finding } from "../detect/detector.ts";
import { MARKER_STYLES, type MarkerStyle } from "../detect/redaction.ts";
import { readArguments } from "./arguments.ts";
import type { Command, CommandIo } from "./command.ts";
import { inputLabel, readLines, STDIN_NAME } from "./input.ts";
import { detectorWith } from "./rules_file.ts";
import { reasonOf } from "./scan_explain.ts";
import { BINARY, type ScanInput, scanInputs } from "./scan_input.ts";
import { listedCategories, listJson, listText } from "./scan_list.ts";
import { WindowScan } from "./scan_stream.ts";
import { excerptOf, findingLine, LineCounter, painter, shownName, tallyText } from "./scan_text.ts";
import { type ScanRun, TEXT_WRITERS, type TextWriter } from "./scan_writers.ts";

/** Longest line of `--jsonl`. */
const JSONL_LINE_BYTES_MAX = 16 * 1024 * 1024;
/** Longest text of `--explain`, which is read whole, in UTF-16 code units. */
const EXPLAINED_CHARS_MAX = 4 * 1024 * 1024;

const USAGE = `Usage: outband scan [FILE|DIRECTORY|-]... [--json | --marker STYLE | --explain]
                    [--rules FILE] [--fail]
       outband scan [FILE|-]... --jsonl [--rules FILE] [--fail]
       outband scan --list [--json] [--rules FILE]

Shows what the detection engine finds in texts; without a FILE, in standard input. Of a DIRECTORY
every file below it is read, but for .git, node_modules, links and files that are no text.

  --json          one JSON object per text: places and categories
  --jsonl         read lines {"id","text"}, write lines {"id","spans":[{"start","end","category"}]}
  --marker STYLE  write the text with findings replaced: plain [REDACTED:SSN],
                  reference [REDACTED:SSN:CC6.1], sized [REDACTED:SSN:9-16]
  --explain       say why each is one; texts up to 4 Mi characters
  --rules FILE    with rules of your own: categories, dictionaries, context words, what is allowed
                  and what is off (JSON with comments)
  --fail          exit with 10 when something was found
  --list          what is looked for, and what is not

Places are UTF-16 offsets, the end exclusive. Nothing that was found is ever printed: excerpts
show its shape, and no digit of what stands around it.
`;

/** How findings are written. */
type Mode = "human" | "json" | "jsonl" | "marker" | "explain" | "list";

/** `outband scan`. */
export const SCAN_COMMAND: Command = {
  name: "scan",
  summary: "show what the detection engine finds in texts",
  usage: USAGE,
  run: runScan,
};

async function runScan(args: readonly string[], io: CommandIo): Promise<number> {
  const given = readArguments("scan", args, {
    switches: ["json", "jsonl", "fail", "list", "explain"],
    values: ["marker", "rules"],
  });
  const style = markerStyle(given.value("marker"));
  const mode = modeOf(
    ["list", "jsonl", "marker", "explain", "json"].filter((name) =>
      given.has(name) || given.value(name) !== undefined
    ),
  );
  const paint = painter(io.isTerminal && !Deno.noColor);
  const run = {
    io,
    style,
    paint,
    counts: new Map(),
    ...await detectorWith(given.value("rules"), io),
  };
  if (mode === "list") {
    const listed = listedCategories(run.rules, run.detector);
    io.out(given.has("json") ? listJson(listed, run.detector) : listText(listed, run.detector));
    return EXIT.OK;
  }
  const names = given.rest.length > 0 ? given.rest : [STDIN_NAME];
  let isComplete = true;
  if (mode === "jsonl") { for (const name of names) await scanLines(name, run); }
  else isComplete = await scanTexts(names, mode, run);
  if (given.has("fail") && run.counts.size > 0) return EXIT.FINDINGS;
  return isComplete ? EXIT.OK : EXIT.IO;
}

function modeOf(names: readonly string[]): Mode {
  const [first = "human", second] = names;
  if (second !== undefined && !(first === "list" && second === "json")) {
    const both = `--${first} and --${second}`;
    throw new OutbandError("USAGE", `Cannot combine ${both}; see outband scan --help`);
  }
  return first as Mode;
}

function markerStyle(text: string | undefined): MarkerStyle {
  const style = MARKER_STYLES.find((known) => known === (text ?? "plain"));
  if (style !== undefined) return style;
  throw new OutbandError(
    "CONFIG",
    `Flag --marker is "${text}" and must be plain, reference or sized`,
  );
}

/** Scans texts; returns whether all of them could be read. */
async function scanTexts(
  names: readonly string[],
  mode: Exclude<Mode, "jsonl" | "list">,
  run: ScanRun,
): Promise<boolean> {
  const { io, counts } = run;
  let texts = 0;
  let skipped = 0;
  let isComplete = true;
  for await (const input of scanInputs(names, io)) {
    const label = shownName(inputLabel(input.name));
    if ("skipped" in input) {
      skipped++;
      isComplete &&= input.skipped === BINARY;
      if (mode === "json") {
        io.out(`${JSON.stringify({ source: input.name, skipped: input.skipped })}\n`);
      } else io.err(`outband: skipped ${label}: ${input.skipped}\n`);
      continue;
    }
    texts++;
    const found = mode === "explain"
      ? await explainText(input, run)
      : await scanText(input, TEXT_WRITERS[mode](input.name, run), run);
    if (mode === "human" && (input.isNamed || found.size > 0)) {
      io.out(`${label}: ${tallyText(found)}\n`);
    }
  }
  if (mode !== "human") return isComplete;
  if (texts + skipped > 1) io.out(`${texts} texts, ${skipped} skipped: ${tallyText(counts)}\n`);
  io.out(`Not looked for: ${run.detector.notCovered.join(", ")}\n`);
  return isComplete;
}

/** Scans one text in pieces; returns its findings by category. */
async function scanText(
  input: ScanInput & { pieces: AsyncIterable<string> },
  writer: TextWriter,
  run: ScanRun,
): Promise<ReadonlyMap<string, number>> {
  const found = new Map<string, number>();
  const scan = new WindowScan(run.detector);
  let text = "";
  let base = 0;
  const hand = (findings: readonly Finding[], openChars: number): void => {
    for (const { category } of findings) count(found, category);
    writer.write({ text, base, finalTo: base + text.length - openChars, findings });
    const keepFrom = Math.min(writer.keepFrom, base + text.length - openChars);
    text = text.slice(keepFrom - base);
    base = keepFrom;
  };
  for await (const piece of input.pieces) {
    text += piece;
    const before = scan.openChars;
    const findings = scan.push(piece);
    if (scan.openChars !== before + piece.length) hand(findings, scan.openChars);
  }
  hand(scan.end(), 0);
  writer.end();
  for (const [category, n] of found) count(run.counts, category, n);
  return found;
}

function count(counts: Map<string, number>, category: string, n = 1): void {
  counts.set(category, (counts.get(category) ?? 0) + n);
}

/** Says why; needs the whole text. */
async function explainText(
  input: ScanInput & { pieces: AsyncIterable<string> },
  run: ScanRun,
): Promise<ReadonlyMap<string, number>> {
  const { io, detector, paint } = run;
  let text = "";
  for await (const piece of input.pieces) {
    text += piece;
    if (text.length <= EXPLAINED_CHARS_MAX) continue;
    const label = inputLabel(input.name);
    throw new OutbandError(
      "IO",
      `Cannot explain ${label}: it is longer than ${EXPLAINED_CHARS_MAX} characters`,
    );
  }
  const findings = detector.scan(text);
  const found = new Map<string, number>();
  for (const { category } of findings) {
    count(found, category);
    count(run.counts, category);
  }
  const considered = detector.explain(text).sort((a, b) => a.start - b.start);
  const lines = new LineCounter();
  for (const one of considered) {
    const { start, end, category } = one;
    // What is considered and not found may be a secret, too: its shape covers it.
    const others = findings.filter((finding) => finding.end <= start || finding.start >= end);
    const covered = [...others, { start, end, category }].sort((a, b) => a.start - b.start);
    const excerpt = excerptOf(text, one, { findings: covered, paint });
    const where = lines.placeOf(start, text, 0);
    io.out(findingLine(inputLabel(input.name), where, { category, excerpt, paint }));
    io.out(`    ${reasonOf(one)}\n`);
  }
  io.out(`${shownName(inputLabel(input.name))}: ${tallyText(found)}\n`);
  return found;
}

async function scanLines(name: string, { io, detector, counts }: ScanRun): Promise<void> {
  let lineNumber = 0;
  for await (const batch of readLines(name, io, { lineBytesMax: JSONL_LINE_BYTES_MAX })) {
    let answers = "";
    try {
      for (const bytes of batch) {
        lineNumber++;
        if (bytes.length === 0) continue;
        const { id, text } = parseItem(bytes, `${inputLabel(name)} line ${lineNumber}`);
        const spans = detector.scan(text).map(({ start, end, category }) => {
          count(counts, category);
          return { start, end, category };
        });
        answers += `${JSON.stringify({ id, spans })}\n`;
      }
    } finally {
      // Lines before a bad one are answered, and answered once.
      if (answers !== "") io.out(answers);
    }
  }
}

/** One line of `--jsonl`; the error never quotes the line, which may hold what must not be shown. */
function parseItem(bytes: Uint8Array, where: string): { id: string | number; text: string } {
  const fault = (problem: string): OutbandError =>
    new OutbandError("IO", `Cannot scan ${where}: ${problem}; the lines before it were scanned`);
  let item: unknown;
  try {
    item = JSON.parse(decodeUtf8(bytes));
  } catch {
    throw fault("it is not JSON in UTF-8");
  }
  if (typeof item !== "object" || item === null || Array.isArray(item)) {
    throw fault("it is not an object");
  }
  const { id, text } = item as { id?: unknown; text?: unknown };
  if (typeof id !== "string" && !Number.isSafeInteger(id)) {
    throw fault("its id is no string and no whole number");
  }
  if (typeof text !== "string") throw fault("its text is no string");
  return { id: id as string | number, text };
}
