/**
 * `verify --recompute`: computes the statuses of summaries, and the figures of a report, again from
 * the records, with what the auditor hands over, and compares.
 * @module
 */

import { parseTime } from "../base/clock.ts";
import { OutbandError } from "../base/errors.ts";
import { RULES_VERSION } from "../controls/catalogue.ts";
import { computeControls, type PolicyInForce } from "../controls/status.ts";
import { REPORT_FORMAT, reportJson } from "../report/report_json.ts";
import {
  differencesOf,
  type Recomputation,
  type ReportComparison,
  type StatusesOf,
} from "../verify/mod.ts";
import type { Arguments } from "./arguments.ts";
import type { CommandIo } from "./command.ts";
import { inputLabel, readText } from "./input.ts";
import { readPolicyFile } from "./policy_file.ts";
import { reportOf, withBasis } from "./report_basis.ts";
import type { Trust } from "./verify_trust.ts";

/** Longest report that is read: a year of windows with some thousand exceptions. */
const REPORT_BYTES_MAX = 256 * 1024 * 1024;

/** A report as it was read. */
type Written = Readonly<Record<string, unknown>>;

/** Fields that say how and where a report was made, and not what the records show. */
const NOT_FIGURES: readonly string[] = ["program", "generatedAt", "questions"];
/** What rests on the answer of the verification, and so on what was handed to it. */
const JUDGED: readonly string[] = ["controls", "exceptions", "answers", "verification"];

/**
 * What `verify` computes again.
 *
 * @param path Evidence, as it was named.
 * @throws {OutbandError} CONFIG if policy or report cannot be used.
 */
export async function recomputation(
  path: string,
  { given, io, trust }: { given: Arguments; io: CommandIo; trust: Trust },
): Promise<Recomputation> {
  const policies: PolicyInForce[] = [];
  for (const file of given.list("declared-policy")) policies.push(await readPolicyFile(file, io));
  const file = given.value("report");
  const statuses = statusesWith(policies);
  if (file === undefined) return { statuses };
  const written = readReport(await readText(file, io, { bytesMax: REPORT_BYTES_MAX }), file);
  const job = { given, io, trust, policies, written, name: inputLabel(file) };
  return { statuses, report: () => compare(path, job) };
}

/** Statuses by the policy that a window names. */
function statusesWith(policies: readonly PolicyInForce[]): StatusesOf {
  return (totals) => {
    const digest = totals.config?.policy ?? null;
    const known = policies.find((policy) => policy.digest === digest) ?? null;
    if (digest !== null && known === null) {
      return { problem: `It names the policy ${digest}; give it with --declared-policy` };
    }
    return { controls: computeControls(totals, known) };
  };
}

function readReport(text: string, file: string): Written {
  const refuse = (why: string): OutbandError =>
    new OutbandError("CONFIG", `Cannot use the report ${inputLabel(file)}: ${why}`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw refuse("it is not JSON");
  }
  if (!isObject(value) || value["format"] !== REPORT_FORMAT) {
    throw refuse(`its format is not ${REPORT_FORMAT}`);
  }
  return value;
}

/** Makes the report again for the period, the time and the frameworks that it names. */
async function compare(
  path: string,
  job: {
    given: Arguments;
    io: CommandIo;
    trust: Trust;
    policies: readonly PolicyInForce[];
    written: Written;
    name: string;
  },
): Promise<ReportComparison> {
  const { given, io, trust, policies, written, name } = job;
  const period = isObject(written["period"]) ? written["period"] : {};
  const [fromMs, toMs] = [timeOf(period["from"]), timeOf(period["to"])];
  const nowMs = timeOf(written["generatedAt"]);
  if (fromMs === null || toMs === null || nowMs === null) {
    throw new OutbandError("CONFIG", `Cannot use the report ${name}: its times are malformed`);
  }
  const order = { paths: [path], given, io, trust, policies, action: "compute again" };
  return await withBasis({ ...order, nowMs, wanted: { fromMs, toMs } }, (basis) => {
    const frameworks = textsOf(written["frameworks"]);
    const again = JSON.parse(reportJson(reportOf(basis, { policies, frameworks }))) as Written;
    const { skipped, names } = notComparable(written, again);
    const all = differencesOf(comparable(written, names), comparable(again, names), "");
    return { name, differences: all, skipped };
  });
}

/** What was handed over here is not what the report was made with, and what rests on it. */
function notComparable(
  written: Written,
  again: Written,
): { skipped: string[]; names: ReadonlySet<string> } {
  const names = new Set<string>();
  const skipped: string[] = [];
  const skip = (what: readonly string[], why: string): void => {
    for (const one of what) names.add(one);
    skipped.push(`${why}; not compared: ${what.join(", ")}`);
  };
  if (written["rulesVersion"] !== RULES_VERSION) {
    skip(["controls", "rulesVersion"], `It is of the rules ${written["rulesVersion"]}`);
  }
  const trusts: readonly [what: string, flags: string][] = [
    ["trusted", "keys: give them with --key"],
    ["handed", "known heads, revocations, witnesses or authorities"],
    ["telemetry", "telemetry: give it with --telemetry"],
  ];
  const differing = trusts.filter(([field]) => trustOf(written, field) !== trustOf(again, field));
  if (differing.length > 0) {
    skip(JUDGED, `It was made with other ${differing.map(([, flags]) => flags).join(", ")}`);
  }
  if (digestsOf(written) !== digestsOf(again)) {
    const policy = ["policy", "policies", "unknownPolicies", "partsWithoutPolicy"];
    const why = "It was made with other policies: give them with --declared-policy";
    skip([...JUDGED, ...policy, "retentionDays"], why);
  }
  if (sourcesOf(written) !== sourcesOf(again)) {
    const why = "It was made with other counts: give them with --openai-usage and the like";
    skip(["recon", "controls", "exceptions", "answers"], why);
  }
  return { skipped, names };
}

/** A field of each log's verification; of telemetry only whether there was any. */
function trustOf(report: Written, field: string): string {
  return JSON.stringify(
    rowsOf(report["verification"]).map((row) =>
      field === "telemetry" ? row[field] !== null : row[field]
    ),
  );
}

function digestsOf(report: Written): string {
  return rowsOf(report["policies"]).map(({ digest }) => String(digest)).sort().join();
}

function sourcesOf(report: Written): string {
  return rowsOf(report["recon"]).map(({ source }) => String(source)).join("\n");
}

/** The figures of a report that can be compared; places differ from machine to machine. */
function comparable(report: Written, without: ReadonlySet<string>): Written {
  const kept = Object.entries(report).filter(([name]) =>
    !NOT_FIGURES.includes(name) && !without.has(name)
  );
  return Object.fromEntries(
    kept.map(([name, value]) => [
      name,
      name === "logs" || name === "verification" ? rowsOf(value).map(withoutPlace) : value,
    ]),
  );
}

function withoutPlace({ place: _place, ...row }: Written): Written {
  return row;
}

function rowsOf(value: unknown): Written[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function isObject(value: unknown): value is Written {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textsOf(value: unknown): string[] | null {
  return Array.isArray(value) ? value.map(String) : null;
}

function timeOf(value: unknown): number | null {
  return typeof value === "string" ? parseTime(value) : null;
}
