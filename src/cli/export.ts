/**
 * `outband export`: one archive for an auditor, or the statuses as OSCAL. Both are made of copied,
 * freshly verified windows and of nothing else, and have the same bytes each time.
 * @module
 */

import { utf8 } from "../base/bytes.ts";
import { formatTime } from "../base/clock.ts";
import { sha256Hex } from "../base/digest.ts";
import { EXIT, messageOf, OutbandError } from "../base/errors.ts";
import { PROGRAM, VERSION } from "../base/version.ts";
import { CATALOGUE_NAMES } from "../controls/catalogue.ts";
import { SUMS_FILE, sumsText } from "../format/layout.ts";
import { OSCAL_VERSIONS, type OscalVersion } from "../oscal/assessment_results.ts";
import PAGE from "../page/verify_page.html" with { type: "text" };
import type { PolicyInForce } from "../controls/status.ts";
import type { Report } from "../report/data.ts";
import { type Arguments, readArguments } from "./arguments.ts";
import type { Command, CommandIo } from "./command.ts";
import { findLogs } from "./evidence_logs.ts";
import { packDirectory, type PackedKind, packedKind, pathsBelow } from "./export_archive.ts";
import { slugOf, type StagedLog, stageLog } from "./export_evidence.ts";
import { oscalText } from "./export_oscal.ts";
import { archiveReadme } from "./export_readme.ts";
import { readKeyArgument } from "./key_argument.ts";
import { readPolicyFile } from "./policy_file.ts";
import { makeOutDirectory, writeOut } from "./proof_files.ts";
import { RANGE_USAGE, readPeriod } from "./range_arguments.ts";
import { exitOf, readFrameworks, reportInto } from "./report.ts";
import type { BasisOrder } from "./report_basis.ts";
import { USAGE_FILES_FLAGS, USAGE_FILES_USAGE } from "./usage_files.ts";

const USAGE =
  `Usage: outband export PATH... --out FILE|DIR [--from DAY] [--to DAY] [--key VKEY|FILE]...
                      [--whole] [--format archive|oscal] [--oscal-version V]
                      [--policy FILE]... [--framework LIST] [--openai-usage FILE]... [--anthropic-usage FILE]...
                      [--csv FILE --map LIST]

Writes what an auditor gets about a period, from all logs below PATH: a README in plain words, the
signed windows with everything that outband verify needs for them, public keys, a proof for each
window, a report (HTML, JSON, CSV), and the page that verifies in a browser. Nothing private is in
it: no content, no private key, no window secret. outband verify takes it as it is. The same evidence
and flags give the same bytes.

  --out FILE|DIR       .zip, .tar.gz or .tgz: an archive, which must not exist; else a directory to
                       make. With --format oscal the file to write, which must not exist,
                       or - for standard output
  --whole              windows before the period, too: outband sample draws from a log's first record
                       on, so a sample needs them
  --format NAME        archive, or oscal: OSCAL assessment-results with one observation for each
                       control: its computed status, numbers and reasons, and no finding, because
                       whether a control is met is for the auditor [archive]
  --oscal-version V    ${OSCAL_VERSIONS.join(", ")} [1.1.3]
  --key VKEY|FILE      key of a log (repeat for several); without it the report says of that log
                       that nobody known signed it
  --policy FILE        the declared policy, as outband serve has it
  --framework LIST     frameworks to state, with commas: ${CATALOGUE_NAMES.frameworks.join(", ")}
                       [those of the policy, or all]
${RANGE_USAGE}${USAGE_FILES_USAGE}
Windows that nobody signed yet stay out, and it says so. Windows after the period come along when
somebody signed a review or an answer that names records in them.

Exit codes: 0 it was written and nothing contradicts; 4 it was written, and the evidence contradicts
itself; 5 it could not be written; 6 it was written, and keys are missing.
`;

/** Version of the manifest. */
const EXPORT_FORMAT = "outband/export/v1";

/** `outband export`. */
export const EXPORT_COMMAND: Command = {
  name: "export",
  summary: "write an auditor's archive of a period, or OSCAL",
  usage: USAGE,
  run: runExport,
};

/** What was asked for. */
interface Order {
  given: Arguments;
  io: CommandIo;
  out: string;
  wanted: BasisOrder["wanted"];
  report: Pick<BasisOrder, "trust" | "policies"> & { frameworks: readonly string[] | null };
  /** Null for an archive. */
  oscal: OscalVersion | null;
}

async function runExport(args: readonly string[], io: CommandIo): Promise<number> {
  const order = await readOrder(args, io);
  const { out, oscal } = order;
  const kind = oscal === null ? packedKind(out) : null;
  if (oscal === null && kind === null) makeOutDirectory(out);
  else if (out !== "-") checkFree(out);
  const scratch = await Deno.makeTempDir({ prefix: "outband-" });
  try {
    const isDirectory = oscal === null && kind === null;
    const directory = isDirectory ? out : `${scratch}/archive`;
    const made = await makeArchive(order, { directory, scratch });
    if (oscal !== null) {
      const text = oscalText(made, { directory, version: oscal });
      if (out === "-") io.out(text);
      else writeOut(out, text);
    } else if (kind !== null) await packInto(out, { made, directory, kind });
    if (out !== "-") io.out(resultText(made, out));
    return exitOf(made.report, false);
  } catch (error) {
    if (error instanceof OutbandError) throw error;
    throw new OutbandError("IO", `Cannot export to ${out}: ${messageOf(error)}`, { cause: error });
  } finally {
    await Deno.remove(scratch, { recursive: true });
  }
}

async function readOrder(args: readonly string[], io: CommandIo): Promise<Order> {
  const given = readArguments("export", args, {
    switches: ["whole"],
    values: [
      ...["from", "to", "out", "format", "oscal-version", "framework"],
      ...USAGE_FILES_FLAGS.values,
    ],
    lists: ["key", "policy", ...USAGE_FILES_FLAGS.lists],
  });
  const out = given.value("out")?.replace(/(.)\/+$/, "$1");
  if (given.rest.length === 0 || out === undefined) {
    throw new OutbandError("USAGE", "Name a path and --out; see outband export --help");
  }
  const oscal = readOscal(given);
  const wanted = readPeriod(given);
  const policies: PolicyInForce[] = [];
  for (const file of given.list("policy")) policies.push(await readPolicyFile(file, io));
  const frameworks = readFrameworks(given.value("framework"));
  const keys: string[] = [];
  for (const key of given.list("key")) keys.push(await readKeyArgument(key, io));
  return { given, io, out, wanted, report: { trust: { keys }, policies, frameworks }, oscal };
}

function readOscal(given: Arguments): OscalVersion | null {
  const format = given.value("format") ?? "archive";
  const version = given.value("oscal-version");
  if (format !== "archive" && format !== "oscal") {
    throw new OutbandError("CONFIG", `Flag --format is "${format}" and must be archive or oscal`);
  }
  if (format === "archive") {
    if (version === undefined) return null;
    throw new OutbandError("USAGE", "Flag --oscal-version belongs to --format oscal");
  }
  const known = OSCAL_VERSIONS.find((name) => name === (version ?? "1.1.3"));
  if (known !== undefined) return known;
  const all = OSCAL_VERSIONS.join(", ");
  throw new OutbandError("CONFIG", `Flag --oscal-version is "${version}" and must be of ${all}`);
}

/** Said before hours of work, and seen again when the file is made. */
function checkFree(out: string): void {
  try {
    Deno.lstatSync(out);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return;
    throw new OutbandError("IO", `Cannot write ${out}: ${messageOf(error)}`);
  }
  throw new OutbandError("CONFIG", `Cannot write ${out}: it exists, and is kept`);
}

/** What was made. */
export interface MadeArchive {
  report: Report;
  logs: readonly StagedLog[];
}

/** Copies, verifies, reports and describes, in this order. */
async function makeArchive(
  order: Order,
  { directory, scratch }: { directory: string; scratch: string },
): Promise<MadeArchive> {
  const { given, io, wanted } = order;
  const period = { fromMs: wanted.fromMs ?? -Infinity, toMs: wanted.toMs ?? Infinity };
  const logs: StagedLog[] = [];
  const found = await findLogs(given.rest, "export");
  try {
    for (const log of found.logs) {
      const staged = await stageLog(log, { directory, period, isWhole: given.has("whole") });
      if (staged !== null) logs.push(staged);
    }
  } finally {
    found.close();
  }
  if (logs.length === 0) {
    throw new OutbandError(
      "CONFIG",
      `Cannot export ${given.rest.join(", ")}: no signed window lies in the period`,
    );
  }
  const out = `${directory}/report`;
  makeOutDirectory(out);
  const report = await reportInto(out, {
    ...order.report,
    ...{ given, io, wanted, action: "export" },
    paths: [`${directory}/evidence`],
    hidden: `${directory}/`,
    indexFile: `${scratch}/index.sqlite`,
    nowMs: ({ evidence: { db }, verified }) => {
      const [row] = db.all("SELECT max(coalesce(closed_ms, opened_ms)) AS newest FROM window");
      const signed = verified.flatMap(({ verification }) =>
        verification.register.map(({ t }) => Date.parse(t))
      );
      return Math.max(Number(row?.["newest"] ?? 0), ...signed);
    },
  });
  describe(directory, { report, logs });
  return { report, logs };
}

/** Writes all that speaks about the other files. */
function describe(directory: string, { report, logs }: MadeArchive): void {
  const page = utf8(PAGE);
  Deno.mkdirSync(`${directory}/verifier`);
  writeOut(`${directory}/verifier/verify.html`, page);
  Deno.mkdirSync(`${directory}/public-keys`);
  for (const { origin } of logs) {
    const keys = report.verification.find((log) => log.origin === origin)?.keys ?? [];
    const text = keys.map((key) => `${key}\n`).join("");
    writeOut(`${directory}/public-keys/${slugOf(origin)}.txt`, text);
  }
  const program = `${PROGRAM} ${VERSION}`;
  const asOfMs = report.generatedAtMs;
  const readme = archiveReadme({
    ...{ program, asOfMs, logs },
    period: report.period,
    pageSha256: sha256Hex(page),
  });
  writeOut(`${directory}/README.txt`, readme);
  const files = listed(directory);
  const { fromMs, toMs } = report.period;
  const manifest = {
    format: EXPORT_FORMAT,
    program,
    period: { from: formatTime(fromMs), to: formatTime(toMs) },
    as_of: formatTime(asOfMs),
    logs,
    not_here: ["content of calls", "private keys", "window secrets"],
    files,
  };
  writeOut(`${directory}/manifest.json`, `${JSON.stringify(manifest, null, 1)}\n`);
  const sums = listed(directory).map(({ path, sha256 }) => ({ name: path, sha256 }));
  writeOut(`${directory}/${SUMS_FILE}`, sumsText(sums));
}

function listed(directory: string): { path: string; bytes: number; sha256: string }[] {
  return pathsBelow(directory).map((path) => {
    const bytes = Deno.readFileSync(`${directory}/${path}`);
    return { path, bytes: bytes.length, sha256: sha256Hex(bytes) };
  });
}

async function packInto(
  archive: string,
  { made, directory, kind }: { made: MadeArchive; directory: string; kind: PackedKind },
): Promise<void> {
  const { fromMs, toMs } = made.report.period;
  const day = (ms: number): string => formatTime(ms).slice(0, 10);
  const folder = `${PROGRAM}-${day(fromMs)}-${day(Math.max(fromMs, toMs - 1))}`;
  await packDirectory(directory, { archive, kind, folder });
}

function resultText({ report, logs }: MadeArchive, out: string): string {
  const lines = logs.map((log) => {
    const notes = [
      ...log.windowsUnsigned > 0 ? [`${log.windowsUnsigned} not signed yet, left out`] : [],
      ...log.windowsAfter > 0 ? [`${log.windowsAfter} after the period`] : [],
      ...log.registerLeftOut > 0 ? [`${log.registerLeftOut} register entries left out`] : [],
    ];
    const windows = `${log.windows} windows${notes.length === 0 ? "" : ` (${notes.join(", ")})`}`;
    return `Log         ${log.origin}: records ${log.first} to ${log.end - 1}, ${windows}\n`;
  });
  const open = report.verification.filter(({ exit }) => exit !== EXIT.OK)
    .map(({ origin, exit }) => `Not proven  ${origin} (verify: exit ${exit})\n`);
  return [
    `Period      ${formatTime(report.period.fromMs)} to ${formatTime(report.period.toMs)}\n`,
    ...lines,
    ...open,
    `Written     ${out}\n`,
  ].join("");
}
