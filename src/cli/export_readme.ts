/**
 * The text that an auditor reads first in an archive: what it is, how to check it, what it does not
 * prove. It says only what the files beside it say, so two exports have the same text.
 * @module
 */

import { formatTime } from "../base/clock.ts";
import { PROGRAM } from "../base/version.ts";
import { LIMITS } from "../report/sections_end.ts";
import type { StagedLog } from "./export_evidence.ts";

/** What the text is about. */
export interface ReadmeFacts {
  program: string;
  period: { fromMs: number; toMs: number };
  /** Moment as of which the report was made. */
  asOfMs: number;
  logs: readonly StagedLog[];
  /** SHA-256 of the page that verifies in a browser, hex. */
  pageSha256: string;
}

const WIDTH = 96;

/** The text of `README.txt`. */
export function archiveReadme(facts: ReadmeFacts): string {
  const { period, program, asOfMs } = facts;
  return [
    "EVIDENCE OF CALLS TO LANGUAGE MODELS",
    "",
    wrapped(
      `For an auditor. This archive holds signed records of the calls that passed a proxy between ` +
        `${formatTime(period.fromMs)} and ${
          formatTime(period.toMs)
        }, a report about them, and what ` +
        `is needed to check both without a connection and without trusting whoever gave it to you. ` +
        `It was written by ${program}. All times are UTC.`,
    ),
    "",
    "1. WHAT IS HERE",
    "",
    FILES,
    "",
    ...facts.logs.flatMap(logLines),
    "2. HOW TO CHECK IT",
    "",
    ...checkLines(facts),
    "3. HOW TO GO ON",
    "",
    ...furtherLines(facts),
    "4. WHAT THIS DOES NOT PROVE",
    "",
    ...[...LIMITS, ...MORE_LIMITS].map((limit) => wrapped(limit, "- ")),
    "",
    "5. WHAT IS NOT HERE, ON PURPOSE",
    "",
    wrapped(
      "No text of a prompt or an answer, no private key, and nothing that opens what a record " +
        "commits to. Records hold counts, names of models and hosts, times, keyed hashes, and short " +
        "statements that the application or people made about their work.",
    ),
    wrapped(
      `The report is made as of ${formatTime(asOfMs)}, the newest moment in the records and ` +
        "signatures here, so that the same evidence always gives the same archive.",
    ),
    "",
  ].join("\n");
}

const FILES = `   README.txt           this text
   manifest.json        the same facts for programs, and every file with its size and SHA-256
   SHA256SUMS           the same digests for sha256sum -c
   public-keys/         one key per log; compare, do not trust (see 2)
   evidence/            signed windows of each log, with its tree of hashes
   proofs/              of each window: its last record, and proof that the signed head covers it
   report/              report.html to read and print, report.json, tables as CSV, each with a
                        sheet (*.ipe.json) that says where its rows come from
   verifier/verify.html checks the evidence in a browser`;

function logLines(log: StagedLog): string[] {
  const notes = [
    ...log.isFromStart ? [] : [
      `It begins with record ${log.first}: the records before it are of other periods. Of them only ` +
      "the hashes are here, which tie these records to the signed head.",
    ],
    ...log.windowsAfter === 0 ? [] : [
      `${log.windowsAfter} windows after the period are here because people signed statements that ` +
      "name records in them.",
    ],
    ...log.windowsUnsigned === 0
      ? []
      : [`${log.windowsUnsigned} windows of the period are not signed yet, and so are not here.`],
    ...log.registerLeftOut === 0 ? [] : [
      `${log.registerLeftOut} entries of the register are left out: they come after one that names ` +
      "records which are not signed in a window yet.",
    ],
  ];
  return [
    `   log ${log.origin}`,
    `     ${log.path}: records ${log.first} to ${log.end - 1}, ${log.windows} windows`,
    `     signed head: ${log.head.size} records, root ${log.head.root}`,
    ...log.firstKey === null ? [] : [`     first signed by: ${log.firstKey}`],
    ...notes.map((note) => wrapped(note, "     ")),
    "",
  ];
}

function checkLines({ logs, pageSha256 }: ReadmeFacts): string[] {
  const commands = logs.map((log) =>
    `     ${PROGRAM} verify ARCHIVE --key KEY${fromFlag(log)}${
      logs.length > 1 ? `     (${log.origin})` : ""
    }`
  );
  const isSlice = logs.some(({ isFromStart }) => !isFromStart);
  return [
    wrapped(
      "First get the key of each log by another way than this archive: from the engagement letter, " +
        "by a call. It is one line of text. A key that came with the evidence proves nothing; the " +
        "ones in public-keys/ are for comparing. Where a log changed its key, use the one that signed " +
        "the first window here, as named above.",
    ),
    "",
    "   With the program, on any machine; ARCHIVE is this archive as it is, or unpacked:",
    ...commands,
    wrapped(
      "Exit code 0 and the words it prints mean: signatures, chain and counts hold, and the key is " +
        "yours. 4 means that the evidence contradicts itself, 5 that it could not be checked, 6 that " +
        "something is open, such as the key.",
    ),
    "",
    wrapped(
      "Without the program: open verifier/verify.html in a browser, offline, give it the key and " +
        "drop the archive on it. Get the page, or its SHA-256, from somebody else than the archive's " +
        "sender, since a page from a liar says what the liar wants:",
    ),
    `     ${pageSha256}`,
    ...isSlice
      ? [wrapped("For a log that does not begin here it says that first records are missing.")]
      : [],
    "",
    wrapped(
      "With common tools: sha256sum -c SHA256SUMS in the unpacked folder shows that no file was " +
        "damaged on the way. It proves nothing about who wrote them.",
    ),
    "",
  ];
}

function furtherLines({ period, logs }: ReadmeFacts): string[] {
  const range = `--from ${formatTime(period.fromMs)} --to ${formatTime(period.toMs)}`;
  const log = logs[0]?.path ?? "evidence";
  const from = logs[0] === undefined ? "" : fromFlag(logs[0]);
  return [
    "   Make the report again from the unpacked evidence, and compare report.json: it differs only",
    "   in the moment at which it was made, in places, and in the keys that you give.",
    `     ${PROGRAM} report evidence ${range} --key KEY \\`,
    "       --out report-again        (and --policy FILE, if report.html names a policy)",
    "",
    ...sampleLines(log, from),
    "",
    "   Follow one call from end to end, on one page. RECORD is its index in the log:",
    `     ${PROGRAM} walkthrough ${log} RECORD --key KEY --out call.html`,
    "",
  ];
}

function sampleLines(log: string, from: string): string[] {
  if (from !== "") {
    return [
      wrapped(
        "A sample is drawn from all calls of a log, and of some logs only the period is here. Ask for " +
          `an archive made with ${PROGRAM} export --whole, and draw from that.`,
      ),
    ];
  }
  return [
    "   Draw a sample with your own dice; neither side can steer it:",
    `     ${PROGRAM} sample ${log} --nonce DIGITS --out sample`,
    "   Give the folder to the operator, who adds what the records committed to:",
    `     ${PROGRAM} open LOG --sample sample --telemetry LINES`,
    "   and check what came back against this archive, not against theirs:",
    `     ${PROGRAM} verify ${log} --sample sample --nonce DIGITS --key KEY`,
  ];
}

/** What a slice of a log is verified with. */
function fromFlag({ isFromStart, firstW }: StagedLog): string {
  return isFromStart || firstW === null ? "" : ` --from ${firstW}`;
}

const MORE_LIMITS: readonly string[] = [
  "That no newer windows were removed before the export, unless you kept a head yourself, or a " +
  "witness or time-stamp confirms one.",
  "Whether any control is met: statuses are computed by published rules, and the conclusion is yours.",
];

/** Lines of at most {@linkcode WIDTH} characters, behind three spaces. */
function wrapped(text: string, mark = ""): string {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && 3 + mark.length + line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  lines.push(line);
  const blank = " ".repeat(mark.length);
  return lines.map((part, k) => `   ${k === 0 ? mark : blank}${part}`).join("\n");
}
