/**
 * Verifies each of some logs and notes the digest of every segment that was read, so that figures
 * can be tied to exactly those bytes.
 * @module
 */

import { decodeUtf8, toHex } from "../base/bytes.ts";
import { NODE_SUITE } from "../base/digest.ts";
import type { IntegrityState } from "../format/facts.ts";
import { SEGMENT_FILE } from "../format/layout.ts";
import { parseRegisterLine, REGISTER_FILE, type RegisterEntry } from "../format/register.ts";
import type { LogVerification } from "../report/verification.ts";
import { parseVkey } from "../tlog/note.ts";
import {
  type EvidenceSource,
  type Finding,
  type HeadText,
  RESULT_NAMES,
  verifyEvidence,
  type VerifyOptions,
  type VerifyReport,
} from "../verify/mod.ts";
import type { FoundLog } from "./evidence_logs.ts";

/** A verified log, and what was read. */
export interface VerifiedLog {
  verification: LogVerification;
  /** SHA-256 of each segment by its path, hex. */
  segments: ReadonlyMap<string, string>;
}

/** Verifies one log with the keys among those given that bear its name. */
export async function verifyLog(
  log: FoundLog,
  options: Omit<VerifyOptions, "suite">,
): Promise<VerifiedLog> {
  const segments = new Map<string, string>();
  const trusted = (options.keys ?? []).filter((key) => parseVkey(key)?.name === log.origin);
  // What was handed over for several logs names its own in its text.
  const isOurs = ({ text }: HeadText): boolean => text.split("\n", 2).includes(log.origin);
  const { knownHeads = [], revocations = [] } = options;
  const own = { knownHeads: knownHeads.filter(isOurs), revocations: revocations.filter(isOurs) };
  const report = await verifyEvidence(digesting(log.source, segments), {
    ...options,
    ...own,
    keys: trusted,
    suite: NODE_SUITE,
  });
  const handed = {
    heads: own.knownHeads.length,
    revocations: own.revocations.length,
    witnesses: options.policy !== undefined,
    authorities: options.timestamps !== undefined,
  };
  const register = await goodEntries(log.source, report);
  return { verification: verificationOf(log, report, { trusted, register, handed }), segments };
}

/** Entries of the register that the verification found good; none without a register. */
async function goodEntries(
  source: EvidenceSource,
  { register = [] }: VerifyReport,
): Promise<RegisterEntry[]> {
  if (register.length === 0) return [];
  const good = new Set(register.map(({ n, t, vkey, kind }) => `${n} ${t} ${vkey} ${kind}`));
  const lines = decodeUtf8(await source.read(REGISTER_FILE)).split("\n");
  return lines.map(parseRegisterLine).filter((entry) => typeof entry !== "string")
    .filter(({ n, t, vkey, kind }) => good.has(`${n} ${t} ${vkey} ${kind}`));
}

/** A source that notes the digest of each segment that is read to its end. */
function digesting(source: EvidenceSource, segments: Map<string, string>): EvidenceSource {
  return {
    list: () => source.list(),
    size: (path) => source.size(path),
    read: (path) => source.read(path),
    async *stream(path: string): AsyncIterable<Uint8Array> {
      if (!path.endsWith(SEGMENT_FILE)) return yield* source.stream(path);
      const digest = NODE_SUITE.sha256Stream();
      for await (const piece of source.stream(path)) {
        digest.update(piece);
        yield piece;
      }
      segments.set(path, toHex(digest.digest()));
    },
  };
}

function verificationOf(
  log: FoundLog,
  report: VerifyReport,
  { trusted, register, handed }: Pick<LogVerification, "trusted" | "register" | "handed">,
): LogVerification {
  const { witnessed, timestamped } = report.outside;
  return {
    origin: log.origin,
    place: log.place,
    exit: report.exit,
    results: RESULT_NAMES.map((name) => ({
      name,
      status: report.results[name],
      reason: report.reasons[name],
    })),
    findings: report.findings.filter(({ weight }) => weight !== "note")
      .map(({ code, weight, where, message }) => ({ code, weight, where, message })),
    records: report.log?.records ?? 0,
    size: report.log?.size ?? null,
    root: report.log?.root ?? null,
    keys: report.log?.keys ?? [],
    telemetry: report.telemetry,
    handed,
    trusted,
    outside: [
      ...witnessed === null ? [] : [{ by: "witness", ...witnessed }],
      ...timestamped === null ? [] : [{ by: "time-stamp", ...timestamped }],
    ],
    register,
    parts: partStates(report),
  };
}

/**
 * State of each part. A contradiction that lies in no part, or of a code of which not all findings
 * are listed, is one about each of them. What people signed stands beside the records.
 */
function partStates(report: VerifyReport): Map<string, IntegrityState> {
  const bad = report.findings.filter(({ weight, code }) =>
    // Another key than the pinned one makes a part untrusted, not bad.
    weight === "contradiction" && code !== "KEY_UNKNOWN" && !code.startsWith("REGISTER_")
  );
  const isInPart = ({ where }: Finding): boolean =>
    report.windows.some(({ path }) => where === path || where.startsWith(`${path}/`));
  const isListed = ({ code }: Finding): boolean =>
    report.findings.filter((finding) => finding.code === code).length ===
      report.finding_counts[code];
  const isWholeBad = report.exit === 5 || bad.some((one) => !isInPart(one) || !isListed(one));
  const isTrusted = report.results.identity === "pass";
  return new Map(report.windows.map(({ path, sealed, end }) => {
    const own = bad.filter(({ where }) => where === path || where.startsWith(`${path}/`));
    // What a later checkpoint covers is signed by it.
    const isSigned = sealed || end <= (report.log?.size ?? 0);
    return [path, stateOf({ own, isWholeBad, isTrusted, isSigned })];
  }));
}

function stateOf(
  { own, isWholeBad, isTrusted, isSigned }: {
    own: readonly Finding[];
    isWholeBad: boolean;
    isTrusted: boolean;
    isSigned: boolean;
  },
): IntegrityState {
  if (own.length > 0) {
    return own.every(({ code }) => code.startsWith("SUMMARY_")) ? "summary_mismatch" : "failed";
  }
  if (isWholeBad) return "failed";
  if (!isSigned) return "unsigned";
  return isTrusted ? "verified" : "untrusted";
}
