/**
 * `outband verify`: checks evidence offline and says what it proves. Reads files, writes a report,
 * and contacts nobody.
 * @module
 */

import { NODE_SUITE } from "../base/digest.ts";
import { EXIT, OutbandError } from "../base/errors.ts";
import {
  type CheckedRange,
  type EvidenceSource,
  type RangeEnd,
  type Requirement,
  RESULT_NAMES,
  type SampleFiles,
  verifyEvidence,
} from "../verify/mod.ts";
import { type Arguments, readArguments } from "./arguments.ts";
import type { Command, CommandIo } from "./command.ts";
import { openEvidence } from "./archive_input.ts";
import { INDEX_USAGE } from "./evidence_index.ts";
import { recomputation } from "./recompute.ts";
import { readNonce } from "./sample.ts";
import { writeVerifyPage } from "./verify_page.ts";
import { parseMoment } from "./range_arguments.ts";
import { reportText } from "./verify_text.ts";
import { USAGE_FILES_FLAGS } from "./usage_files.ts";
import { readTrust, TRUST_FLAGS, TRUST_USAGE } from "./verify_trust.ts";

const USAGE = `Usage: outband verify PATH [--key VKEY|FILE]... [--known-head FILE]...
                      [--policy FILE] [--tsa-ca FILE] [--revocation FILE]... [--telemetry FILE]...
                      [--sample DIR [--nonce DIGITS]] [--from W|TIME] [--to W|TIME]
                      [--recompute [--declared-policy FILE]... [--report FILE]]
                      [--require LIST] [--json]
       outband verify --html FILE

Checks evidence offline and says, in plain words, what it proves and what it does not. PATH is an
evidence directory, a directory that holds one, the directory of a single window, or an archive of
any of these: zip, tar, tar.gz.

  --key VKEY|FILE    key of the log, received by another way than the evidence: the text itself,
                     or a file that holds it (repeat for several)
${TRUST_USAGE}  --sample DIR       a sample of this log (outband sample), as a directory, an archive of it, or its
                     sample.json: draws again and checks every record and opening
  --nonce DIGITS     the nonce that you gave for that sample
  --from, --to       what signed windows must cover: numbers of windows, times or days (UTC);
                     continuity must then hold, and windows that are missing give exit 6
  --policy FILE      keys of log and witnesses, and which witnesses must have cosigned the newest
                     checkpoint (c2sp.org/tlog-policy); its log keys count as given with --key
  --tsa-ca FILE      certificates, PEM, of time-stamp authorities (RFC 3161) that you trust
  --require LIST     what must hold beyond integrity, identity and completeness (commas between):
                     continuous   no window is missing without a declared reason
                     independent  a known head, a witness or a time-stamp confirms the log
                     witnessed    the newest checkpoint has the witnesses that --policy asks for
                     timestamped  the newest checkpoint has a time-stamp by an authority of --tsa-ca
                     or the name of a result: continuity, time, independence, content
  --recompute        computes the statuses of every summary again from the records and compares
  --declared-policy FILE
                     a policy as outband serve has it: the rules of the windows that name it, for
                     --recompute (repeat for several)
  --report FILE      a report.json of outband report: with --recompute its figures are computed again
                     from all logs below PATH and compared; give what it was made with: the keys, and
                     --telemetry, --known-head, --openai-usage, --anthropic-usage, --csv as there
${INDEX_USAGE}  --json             the whole report as one JSON object
  --html FILE        writes a page that does the same in a browser, on dropped files, without any
                     connection; for auditors who have no program of ours

Exit codes: 0 everything required is proven; 4 the evidence contradicts itself; 5 it could not be
checked; 6 nothing contradicts, but something required is not proven (always so without --key);
2 the command line cannot be read; 3 a key, policy, certificate or --require is malformed.
`;

/** `outband verify`. */
export const VERIFY_COMMAND: Command = {
  name: "verify",
  summary: "check evidence offline and say what it proves",
  usage: USAGE,
  run: runVerify,
};

async function runVerify(args: readonly string[], io: CommandIo): Promise<number> {
  const given = readArguments("verify", args, {
    switches: ["json", "recompute", "rebuild"],
    values: [
      ...["html", "policy", "sample", "nonce", "from", "to", "report", "index"],
      ...[...TRUST_FLAGS.values, ...USAGE_FILES_FLAGS.values],
    ],
    lists: ["require", "declared-policy", ...TRUST_FLAGS.lists, ...USAGE_FILES_FLAGS.lists],
  });
  const page = given.value("html");
  if (page !== undefined) {
    // `--html=FILE` is one argument, `--html FILE` two; nothing else has a meaning beside it.
    if (args.length > (args.includes(page) ? 2 : 1)) {
      throw new OutbandError("USAGE", "Flag --html stands alone; see outband verify --help");
    }
    await writeVerifyPage(page, io);
    return EXIT.OK;
  }
  const [path, extra] = given.rest;
  if (path === undefined || extra !== undefined) {
    throw new OutbandError("USAGE", "Name one path to verify; see outband verify --help");
  }
  checkRecompute(given);
  const nonce = given.value("nonce");
  const sample = given.value("sample");
  if (nonce !== undefined && sample === undefined) {
    throw new OutbandError("USAGE", "Flag --nonce needs --sample; see outband verify --help");
  }
  const evidence = await openEvidence(path, "verify");
  const opened = [evidence];
  try {
    if (sample === undefined) return await verifyAt(evidence.source, path, { given, io });
    const files = await openEvidence(sample.replace(/\/sample\.json$/, ""), "verify");
    opened.push(files);
    const parts = { name: sample, source: files.source, nonce: readNonceOr(nonce) };
    return await verifyAt(evidence.source, path, { given, io, sample: parts });
  } finally {
    for (const { close } of opened) close();
  }
}

/** Flags that mean something only when figures are computed again. */
function checkRecompute(given: Arguments): void {
  if (given.has("recompute")) return;
  const values = ["report", "index", ...USAGE_FILES_FLAGS.values]
    .filter((name) => given.value(name) !== undefined);
  const lists = ["declared-policy", ...USAGE_FILES_FLAGS.lists]
    .filter((name) => given.list(name).length > 0);
  const [flag] = [...values, ...lists, ...(given.has("rebuild") ? ["rebuild"] : [])];
  if (flag === undefined) return;
  throw new OutbandError("USAGE", `Flag --${flag} needs --recompute; see outband verify --help`);
}

async function verifyAt(
  source: EvidenceSource,
  path: string,
  { given, io, sample }: { given: Arguments; io: CommandIo; sample?: SampleFiles },
): Promise<number> {
  const trust = await readTrust(given, { io, witnessFlag: "policy" });
  const recompute = given.has("recompute")
    ? await recomputation(path, { given, io, trust })
    : undefined;
  const report = await verifyEvidence(source, {
    suite: NODE_SUITE,
    ...trust,
    ...(recompute === undefined ? {} : { recompute }),
    require: readRequired(given.list("require")),
    ...(sample === undefined ? {} : { sample }),
    ...readRange(given),
  });
  const text = given.has("json")
    ? `${JSON.stringify(report, null, 2)}\n`
    : reportText(report, { path, hasColour: io.isTerminal });
  io.out(text);
  return EXIT_OF[report.exit];
}

function readRange(given: Arguments): { range?: CheckedRange } {
  const [from, to] = [given.value("from"), given.value("to")];
  if (from === undefined && to === undefined) return {};
  return {
    range: {
      ...(from === undefined ? {} : { from: rangeEnd("from", from) }),
      ...(to === undefined ? {} : { to: rangeEnd("to", to) }),
    },
  };
}

const WINDOW_REGEXP = /^\d{1,15}$/;

/** A window's number, a time, or a day: from its start, to its end. */
function rangeEnd(flag: "from" | "to", text: string): RangeEnd {
  if (WINDOW_REGEXP.test(text)) return { w: Number(text) };
  const ms = parseMoment(flag, text);
  if (ms !== null) return { ms };
  throw new OutbandError(
    "CONFIG",
    `Flag --${flag} is "${text}" and must be a window number, 2026-11-21 or 2026-11-21T14:00:00Z`,
  );
}

function readNonceOr(text: string | undefined): string | null {
  return text === undefined ? null : readNonce(text);
}

const EXIT_OF: Readonly<Record<0 | 4 | 5 | 6, number>> = {
  0: EXIT.OK,
  4: EXIT.REJECTED,
  5: EXIT.IO,
  6: EXIT.INCOMPLETE,
};

/** Names that say what is asked for, beside the names of results. */
const REQUIRED_NAMES: Readonly<Record<string, Requirement>> = {
  continuous: "continuity",
  independent: "independence",
  witnessed: "witnessed",
  timestamped: "timestamped",
};

function readRequired(values: readonly string[]): Requirement[] {
  const names = values.flatMap((value) => value.split(",")).map((name) => name.trim());
  return names.map((name) => {
    const known = Object.hasOwn(REQUIRED_NAMES, name)
      ? REQUIRED_NAMES[name]
      : RESULT_NAMES.find((result) => result === name);
    if (known !== undefined) return known;
    const all = [...Object.keys(REQUIRED_NAMES), ...RESULT_NAMES].join(", ");
    throw new OutbandError("CONFIG", `Flag --require has "${name}" and must be of ${all}`);
  });
}
