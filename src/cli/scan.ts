/**
 * `outband scan`: what the detection engine finds in a text. What it found is never printed: human
 * output shows its shape, machine output its place.
 * @module
 */

import { decodeUtf8 } from "../base/bytes.ts";
import { EXIT, OutbandError } from "../base/errors.ts";
import { createDetector, type Detector, type Finding } from "../detect/detector.ts";
import { type MarkerStyle, redact } from "../detect/redaction.ts";
import { readArguments } from "./arguments.ts";
import type { Command, CommandIo } from "./command.ts";
import { inputLabel, readLines, readWhole, STDIN_NAME } from "./input.ts";

/** Longest text that is scanned as a whole. */
const TEXT_BYTES_MAX = 64 * 1024 * 1024;
/** Longest line of `--jsonl`. */
const JSONL_LINE_BYTES_MAX = 16 * 1024 * 1024;
/** Longest shape that is shown of a finding, UTF-16 code units. */
const SHAPE_CHARS_MAX = 40;

const HIDDEN_REGEXP = /[^ .@()+-]/g;
const CATEGORY_WIDTH = 12;

const USAGE = `Usage: outband scan [FILE|-]... [--json | --jsonl | --marker STYLE] [--fail]
       outband scan --list [--json]

Shows what the detection engine finds in texts; without a FILE, in standard input.

  --json          one JSON object per text: places and categories
  --jsonl         read lines {"id","text"}, write lines {"id","spans":[{"start","end","category"}]}
  --marker STYLE  write the text with findings replaced: plain [REDACTED:SSN],
                  reference [REDACTED:SSN:CC6.1]
  --fail          exit with 10 when something was found
  --list          what is looked for, and what is not

Places are UTF-16 offsets, the end exclusive. Nothing that was found is ever printed.
`;

/** One input, read and scanned. */
interface ScannedText {
  name: string;
  text: string;
  findings: readonly Finding[];
}

/** How findings are written. */
type Mode = "human" | "json" | "jsonl" | "marker" | "list";

/** `outband scan`. */
export const SCAN_COMMAND: Command = {
  name: "scan",
  summary: "show what the detection engine finds in a text",
  usage: USAGE,
  run: runScan,
};

async function runScan(args: readonly string[], io: CommandIo): Promise<number> {
  const given = readArguments("scan", args, {
    switches: ["json", "jsonl", "fail", "list"],
    values: ["marker"],
  });
  const style = markerStyle(given.value("marker"));
  const mode = modeOf(
    ["list", "jsonl", "marker", "json"].filter((name) =>
      given.has(name) || given.value(name) !== undefined
    ),
  );
  const detector = createDetector();
  if (mode === "list") {
    io.out(listText(detector, given.has("json")));
    return EXIT.OK;
  }
  const names = given.rest.length > 0 ? given.rest : [STDIN_NAME];
  let found = 0;
  for (const name of names) {
    if (mode === "jsonl") {
      found += await scanLines(name, io, detector);
    } else {
      const scanned = await scanText(name, io, detector);
      io.out(resultText(scanned, mode, style));
      found += scanned.findings.length;
    }
  }
  if (mode === "human") io.out(`Not looked for: ${detector.notCovered.join(", ")}\n`);
  return given.has("fail") && found > 0 ? EXIT.FINDINGS : EXIT.OK;
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
  if (text === undefined || text === "plain" || text === "reference") return text ?? "plain";
  throw new OutbandError("CONFIG", `Flag --marker is "${text}" and must be plain or reference`);
}

async function scanText(name: string, io: CommandIo, detector: Detector): Promise<ScannedText> {
  const bytes = await readWhole(name, io, { bytesMax: TEXT_BYTES_MAX });
  // Not strict: personal data beside a bad byte is still worth finding.
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  return { name, text, findings: detector.scan(text) };
}

function resultText(scanned: ScannedText, mode: Mode, style: MarkerStyle): string {
  if (mode === "marker") return redact(scanned.text, scanned.findings, style);
  return mode === "json" ? jsonText(scanned) : humanText(scanned);
}

function jsonText(scanned: ScannedText): string {
  const placed = placesOf(scanned);
  const findings = scanned.findings.map((finding, k) => ({ ...finding, ...placed[k] }));
  return `${JSON.stringify({ source: scanned.name, findings })}\n`;
}

function humanText(scanned: ScannedText): string {
  const { text, findings } = scanned;
  const name = inputLabel(scanned.name);
  const counts = new Map<string, number>();
  const placed = placesOf(scanned);
  const lines = findings.map(({ start, end, category }, k) => {
    counts.set(category, (counts.get(category) ?? 0) + 1);
    const { line, column } = placed[k] ?? { line: 0, column: 0 };
    const label = category.padEnd(CATEGORY_WIDTH);
    return `${name}:${line}:${column}  ${label} ${shapeOf(text.slice(start, end))}\n`;
  });
  const tally = [...counts].sort().map(([category, n]) => `${category} ${n}`).join(", ");
  const total = findings.length === 0 ? "nothing found" : `${findings.length} found (${tally})`;
  return `${lines.join("")}${name}: ${total}\n`;
}

/** Line and column of each finding, both from 1; one pass over the text. */
function placesOf({ text, findings }: ScannedText): { line: number; column: number }[] {
  let line = 1;
  let lineStart = 0;
  let lineEnd = text.indexOf("\n");
  return findings.map(({ start }) => {
    while (lineEnd >= 0 && lineEnd < start) {
      line++;
      lineStart = lineEnd + 1;
      lineEnd = text.indexOf("\n", lineStart);
    }
    return { line, column: start - lineStart + 1 };
  });
}

/** `123-45-6789` as `***-**-****`: enough to recognise, nothing to use. */
function shapeOf(found: string): string {
  const shown = found.slice(0, SHAPE_CHARS_MAX).replaceAll(HIDDEN_REGEXP, "*");
  return found.length > SHAPE_CHARS_MAX ? `${shown}...` : shown;
}

async function scanLines(name: string, io: CommandIo, detector: Detector): Promise<number> {
  let found = 0;
  let lineNumber = 0;
  for await (const batch of readLines(name, io, { lineBytesMax: JSONL_LINE_BYTES_MAX })) {
    let answers = "";
    try {
      for (const bytes of batch) {
        lineNumber++;
        if (bytes.length === 0) continue;
        const { id, text } = parseItem(bytes, `${inputLabel(name)} line ${lineNumber}`);
        const spans = detector.scan(text).map(({ start, end, category }) => ({
          start,
          end,
          category,
        }));
        found += spans.length;
        answers += `${JSON.stringify({ id, spans })}\n`;
      }
    } finally {
      // Lines before a bad one are answered, and answered once.
      if (answers !== "") io.out(answers);
    }
  }
  return found;
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

function listText(detector: Detector, asJson: boolean): string {
  const { digest, categories, notCovered } = detector;
  if (asJson) {
    return `${JSON.stringify({ categories, not_covered: notCovered, detector_digest: digest })}\n`;
  }
  return `Looked for:     ${categories.join(", ")}\n` +
    `Not looked for: ${notCovered.join(", ")}\n` +
    `Rule table:     sha256 ${digest}\n`;
}
