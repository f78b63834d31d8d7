/**
 * Exceptions: what somebody has to look at, from facts and the declared policy. Computed, never
 * stored, so that everybody who has the evidence gets the same list with the same ids.
 * @module
 */

import { toHex, utf8 } from "../base/bytes.ts";
import {
  categoryRule,
  type DeclaredPolicy,
  isListed,
  signalRule,
} from "../format/declared_policy.ts";
import type { WindowFacts } from "../format/facts.ts";
import { SIGNAL_RULES } from "../format/signal_rules.ts";

/** Kinds of exceptions, and what each means. */
export const EXCEPTION_KINDS = {
  INTEGRITY: "a window does not verify",
  WINDOW_GAP: "windows are missing",
  DROPS: "calls passed without a record",
  CRASH: "calls may have been lost in a crash",
  TLS: "an upstream was called without a checked certificate",
  SELFTEST: "the detector's test of itself failed",
  UPSTREAM: "an upstream that is not approved was called",
  MODEL: "a model that is not approved answered",
  CATEGORY_DENIED: "a category that is denied was in a request that was forwarded",
  CATEGORY_ALERT: "a category that is to be looked at was in a request",
  PURPOSE: "calls name a purpose that is not registered",
  SIGNAL: "a signal from traffic, which may mean nothing",
  REVIEW: "an interval was not reviewed in time",
  DOWNTIME: "the program was not running",
  CHANGE: "something changed, and no reference of a change was recorded",
  POPULATION: "somebody else counted more than the records have",
} as const;

/** Kind of an exception. */
export type ExceptionKind = keyof typeof EXCEPTION_KINDS;

/** Against what was declared, or an event that no declared rule speaks of. */
export type ExceptionWeight = "deviation" | "event";

const DEVIATIONS: ReadonlySet<ExceptionKind> = new Set([
  "INTEGRITY",
  "WINDOW_GAP",
  "UPSTREAM",
  "MODEL",
  "CATEGORY_DENIED",
  "PURPOSE",
  "REVIEW",
]);

/** One exception. */
export interface ExceptionRow {
  /** 16 hex characters; the same facts have the same id. */
  id: string;
  kind: ExceptionKind;
  weight: ExceptionWeight;
  /** Origin of the log; empty for what is of no single log, such as a comparison of counts. */
  log: string;
  /** Time that it concerns, milliseconds since 1970. */
  fromMs: number;
  toMs: number;
  /** Calls, instances, hits or windows. */
  n: number;
  /** One line; names from outside are quoted. */
  what: string;
  /** Rule id of a signal; null for everything else. */
  rule: string | null;
}

/** SHA-256 over bytes. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

const ID_CHARS = 16;

/** Makes a row with its id: over kind, log, time and subject, not over counts. */
export function exceptionRow(
  sha256: Sha256,
  row: Omit<ExceptionRow, "id" | "rule" | "weight"> & {
    subject: string;
    rule?: string;
    weight?: ExceptionWeight;
  },
): ExceptionRow {
  const { subject, rule = null, weight = weightOf(row.kind), ...rest } = row;
  const { kind, log, fromMs, toMs } = row;
  const text = ["outband/exception/v1", kind, log, fromMs, toMs, rule ?? "", subject].join("\n");
  return { ...rest, weight, rule, id: toHex(sha256(utf8(text))).slice(0, ID_CHARS) };
}

function weightOf(kind: ExceptionKind): ExceptionWeight {
  return DEVIATIONS.has(kind) ? "deviation" : "event";
}

/** A subject without its id and place. */
type Found = Pick<ExceptionRow, "kind" | "n" | "what"> & { subject: string; rule?: string };

/**
 * Exceptions of one window part.
 *
 * @param policy The policy that was in force in it; null for none.
 */
export function windowExceptions(
  facts: WindowFacts,
  { policy, sha256 }: { policy: DeclaredPolicy | null; sha256: Sha256 },
): ExceptionRow[] {
  const { log, startMs: fromMs, endMs: toMs, part } = facts;
  const found = facts.integrity === "verified" || facts.integrity === "pending"
    ? [...keptExceptions(facts), ...declaredExceptions(facts, policy), ...signals(facts, policy)]
    : [{ kind: "INTEGRITY" as const, n: 1, what: facts.integrity, subject: "" }];
  return found.map(({ subject, ...rest }) =>
    exceptionRow(sha256, { ...rest, log, fromMs, toMs, subject: `${part} ${subject}` })
  );
}

function keptExceptions(facts: WindowFacts): Found[] {
  const found: Found[] = [];
  const { counts, dropsByReason, tls, selfTest } = facts;
  if (counts.dropped > 0) {
    const reasons = Object.entries(dropsByReason).filter(([why]) => !why.startsWith("crash"))
      .map(([why, n]) => `${n} ${why}`).join(", ");
    const what = `${counts.dropped} of ${counts.processed} calls have no record: ${reasons}`;
    found.push({ kind: "DROPS", n: counts.dropped, what, subject: "" });
  }
  if (counts.unknown_at_crash > 0) {
    const n = counts.unknown_at_crash;
    found.push({ kind: "CRASH", n, what: `at most ${n} calls were lost in a crash`, subject: "" });
  }
  if (tls !== null && tls.n < tls.N) {
    const n = tls.N - tls.n;
    found.push({ kind: "TLS", n, what: `${n} calls over unchecked connections`, subject: "" });
  }
  if (selfTest !== null && !selfTest.passed) {
    const { n, N } = selfTest.cases;
    found.push({ kind: "SELFTEST", n: N - n, what: `found ${n} of ${N} cases`, subject: "" });
  }
  return found;
}

function declaredExceptions(facts: WindowFacts, policy: DeclaredPolicy | null): Found[] {
  if (policy === null) return [];
  const found: Found[] = [];
  const { upstreams, models, purposes } = policy;
  for (const [host, n] of Object.entries(upstreams === null ? {} : facts.byHost)) {
    if (isListed(upstreams ?? [], host)) continue;
    found.push({
      kind: "UPSTREAM",
      n,
      what: `${counted(n, "call")} to ${quoted(host)}`,
      subject: host,
    });
  }
  for (const [model, n] of Object.entries(models === null ? {} : facts.byServedModel)) {
    if (isListed(models ?? [], model)) continue;
    found.push({
      kind: "MODEL",
      n,
      what: `${counted(n, "answer")} of ${quoted(model)}`,
      subject: model,
    });
  }
  for (const [category, n] of Object.entries(facts.req.found)) {
    const rule = categoryRule(policy, category);
    if (rule === null || rule === "allow") continue;
    const kind = rule === "deny" ? "CATEGORY_DENIED" : "CATEGORY_ALERT";
    const calls = facts.req.calls[category] ?? 0;
    found.push({
      kind,
      n,
      what: `${n} ${category} in ${counted(calls, "request")}`,
      subject: category,
    });
  }
  const registered = Object.values(facts.byPurpose).reduce((sum, n) => sum + n, 0);
  const strange = purposes === null ? 0 : facts.purposes.n - registered;
  if (strange > 0) {
    const what = `${counted(strange, "call")} with a purpose that is not registered`;
    found.push({ kind: "PURPOSE", n: strange, what, subject: "" });
  }
  return found;
}

function signals(facts: WindowFacts, policy: DeclaredPolicy | null): Found[] {
  const directions = [["request", facts.req.signals], ["answer", facts.res.signals]] as const;
  return directions.flatMap(([where, hits]) =>
    Object.entries(hits).filter(([rule]) => signalRule(policy, rule) === "exception")
      .map(([rule, n]) => ({
        kind: "SIGNAL" as const,
        n,
        what: `${n} times in the ${where}: ${meaningOf(rule)}`,
        subject: where,
        rule,
      }))
  );
}

/** What a rule means; the rule itself when it is of a later version. */
function meaningOf(rule: string): string {
  return SIGNAL_RULES.find(({ id }) => id === rule)?.meaning ?? rule;
}

function counted(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
