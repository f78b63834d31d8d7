/**
 * What an operator declares: which upstreams and models are approved, what may be in a prompt,
 * which purposes there are, how often somebody looks. JSON with comments:
 *
 *     {
 *       "version": 1,
 *       "name": "ai-use-2026",
 *       "upstreams": ["api.openai.com", "*.openai.azure.com"],
 *       "models": ["gpt-4o-*"],
 *       "categories": { "SSN": "deny", "EMAIL": "alert", "*": "allow" },
 *       "purposes": [{ "id": "PUR-7", "title": "answers to customers" }],
 *       "review": { "everyDays": 7, "graceDays": 3 },
 *       "dispositionDays": 2,
 *       "retentionDays": 400,
 *       "reviewers": [{ "name": "A. Auditor", "role": "reviewer", "vkey": "example.com/a+..." }],
 *       "keyCustody": "separate",
 *       "instances": ["example.com/gw-0"],
 *       "signals": { "injection.role_override": "ignore", "*": "exception" },
 *       "canaries": [{ "tenant": "acme", "marker": "CANARY-7f3a9c" }],
 *       "frameworks": ["soc2"],
 *       "thresholds": { "COVERAGE": { "pass": 0.999, "partial": 0.99 } },
 *       "notApplicable": [{ "control": "euaiact:Art. 19(1)", "reason": "no high-risk system" }]
 *     }
 *
 * Whatever is left out is not declared, and tests that rest on it say so. The digest of the whole
 * content is in every window, so nothing of it can be changed without a trace.
 *
 * @module
 */

import * as z from "zod";
import { utf8 } from "../base/bytes.ts";
import { canonicalJson } from "../base/canonical_json.ts";
import { JsoncError, type JsonValue, parseJsonc } from "../base/jsonc.ts";

/** Longest file, in UTF-16 code units. */
export const POLICY_CHARS_MAX = 256 * 1024;
/** Faults that are told; more are counted. */
const FAULTS_SHOWN_MAX = 20;
const LIST_MAX = 1_024;
const TEXT_CHARS_MAX = 200;
/** A shorter marker would stand in texts by chance. */
const MARKER_CHARS_MIN = 8;
const DAYS_MAX = 36_525;

/** What is to be done about a category in a prompt. */
export type CategoryRule = "allow" | "alert" | "deny";
/** What a hit of a signal is. */
export type SignalRule = "exception" | "ignore";

/** Somebody whose signed statements count. */
export interface Reviewer {
  name: string;
  /** `operator` runs the proxy; who reviews should not be one. */
  role: "reviewer" | "operator" | "custodian";
  /** Public key of that person, as vkey. */
  vkey: string;
}

/** A policy, complete: null and empty lists are what was not declared. */
export interface DeclaredPolicy {
  version: 1;
  name: string;
  /** Host names, with the port when it is none of the scheme; `*.` stands for any host below. */
  upstreams: string[] | null;
  /** Model ids as served; a final `*` stands for any ending. */
  models: string[] | null;
  /** By category; `*` is for all that are not named. */
  categories: Record<string, CategoryRule> | null;
  purposes: { id: string; title: string }[] | null;
  review: { everyDays: number; graceDays: number } | null;
  /** Days that an exception may wait for a disposition. */
  dispositionDays: number | null;
  retentionDays: number | null;
  reviewers: Reviewer[];
  /** Where the signing key is, as the operator says: nobody can see it in the records. */
  keyCustody: "separate" | "file" | "shared" | null;
  /** Origins of all logs that there should be. */
  instances: string[] | null;
  /** By rule id, by family (`injection.*`), or `*` for all others. */
  signals: Record<string, SignalRule>;
  canaries: { tenant: string; marker: string }[];
  /** Keys of the frameworks that reports are about; null for all. */
  frameworks: string[] | null;
  thresholds: Record<string, { pass: number; partial: number }>;
  notApplicable: { control: string; reason: string }[];
}

/** Names that a policy may refer to. */
export interface PolicyNames {
  frameworks: readonly string[];
  controls: readonly string[];
  /** Tests with a threshold. */
  tests: readonly string[];
  /** Rule ids of signals. */
  signals: readonly string[];
}

const text = z.string().min(1).max(TEXT_CHARS_MAX);
const texts = z.array(text).max(LIST_MAX);
const days = z.number().int().min(1).max(DAYS_MAX);
const share = z.number().min(0).max(1);

const schema = z.strictObject({
  version: z.literal(1),
  name: text,
  upstreams: texts.nullable().default(null),
  models: texts.nullable().default(null),
  categories: z.record(text, z.enum(["allow", "alert", "deny"])).nullable().default(null),
  purposes: z.array(z.strictObject({ id: text, title: z.string().max(TEXT_CHARS_MAX).default("") }))
    .max(LIST_MAX).nullable().default(null),
  review: z.strictObject({
    everyDays: days,
    graceDays: z.number().int().min(0).max(DAYS_MAX).default(0),
  }).nullable().default(null),
  dispositionDays: days.nullable().default(null),
  retentionDays: days.nullable().default(null),
  reviewers: z.array(z.strictObject({
    name: text,
    role: z.enum(["reviewer", "operator", "custodian"]),
    vkey: text,
  })).max(LIST_MAX).default([]),
  keyCustody: z.enum(["separate", "file", "shared"]).nullable().default(null),
  instances: texts.nullable().default(null),
  signals: z.record(text, z.enum(["exception", "ignore"])).default({}),
  canaries: z.array(z.strictObject({
    tenant: text,
    marker: z.string().min(MARKER_CHARS_MIN).max(TEXT_CHARS_MAX),
  })).max(LIST_MAX).default([]),
  frameworks: texts.nullable().default(null),
  thresholds: z.record(text, z.strictObject({ pass: share, partial: share })).default({}),
  notApplicable: z.array(z.strictObject({ control: text, reason: text })).max(LIST_MAX).default([]),
}) satisfies z.ZodType<DeclaredPolicy>;

/** A policy that was read. */
export interface PolicyFile {
  policy: DeclaredPolicy;
  /** What the digest is over: canonical JSON of the content as it was written, UTF-8. */
  bytes: Uint8Array;
}

/**
 * Reads a policy.
 *
 * @param names Names that it may refer to.
 * @returns The policy, or every fault, each in one line.
 */
export function parseDeclaredPolicy(
  content: string,
  names: PolicyNames,
): PolicyFile | { faults: string[] } {
  if (content.length > POLICY_CHARS_MAX) {
    return { faults: [`the file is longer than ${POLICY_CHARS_MAX} characters`] };
  }
  let value: JsonValue;
  let bytes: Uint8Array;
  try {
    value = parseJsonc(content);
    bytes = utf8(canonicalJson(value));
  } catch (error) {
    if (error instanceof JsoncError) return { faults: [error.message] };
    if (error instanceof TypeError) return { faults: [error.message] };
    throw error;
  }
  const result = schema.safeParse(value);
  const faults = result.success ? nameFaults(result.data, names) : result.error.issues.map(faultOf);
  if (result.success && faults.length === 0) return { policy: result.data, bytes };
  const more = faults.length - FAULTS_SHOWN_MAX;
  return {
    faults: more <= 0 ? faults : [...faults.slice(0, FAULTS_SHOWN_MAX), `and ${more} more faults`],
  };
}

function faultOf(issue: z.core.$ZodIssue): string {
  const place = issue.path.map((key) => typeof key === "number" ? `[${key}]` : `.${String(key)}`)
    .join("").replace(/^\./, "");
  return `${place === "" ? "the file" : place}: ${issue.message}`;
}

/** Faults that the form alone does not show. */
function nameFaults(policy: DeclaredPolicy, names: PolicyNames): string[] {
  const faults: string[] = [];
  function known(at: string, name: string, list: readonly string[]): void {
    if (!list.includes(name)) faults.push(`${at}: there is no ${JSON.stringify(name)}`);
  }
  policy.frameworks?.forEach((name, k) => known(`frameworks[${k}]`, name, names.frameworks));
  policy.notApplicable.forEach(({ control }, k) =>
    known(`notApplicable[${k}].control`, control, names.controls)
  );
  for (const [name, { pass, partial }] of Object.entries(policy.thresholds)) {
    known(`thresholds.${name}`, name, names.tests);
    // A difference passes below, everything else above.
    const isInOrder = name === "RECON" ? pass <= partial : pass >= partial;
    if (!isInOrder) faults.push(`thresholds.${name}: pass must be the stricter of the two`);
  }
  const families = new Set(names.signals.map((rule) => `${rule.slice(0, rule.indexOf("."))}.*`));
  for (const rule of Object.keys(policy.signals)) {
    if (rule !== "*" && !families.has(rule)) known(`signals.${rule}`, rule, names.signals);
  }
  for (const [list, keys] of repeatable(policy)) {
    const again = keys.find((key, k) => keys.indexOf(key) < k);
    if (again !== undefined) faults.push(`${list}: ${JSON.stringify(again)} stands there twice`);
  }
  return faults;
}

function repeatable(policy: DeclaredPolicy): [list: string, keys: string[]][] {
  return [
    ["purposes", policy.purposes?.map(({ id }) => id) ?? []],
    ["reviewers", policy.reviewers.map(({ vkey }) => vkey)],
    ["canaries", policy.canaries.map(({ marker }) => marker)],
    ["notApplicable", policy.notApplicable.map(({ control }) => control)],
  ];
}

/** True when the list names the value: as it is, by `*.` in front or by `*` at the end. */
export function isListed(list: readonly string[], value: string): boolean {
  return list.some((entry) => {
    if (entry.startsWith("*.")) return value.endsWith(entry.slice(1));
    return entry.endsWith("*") ? value.startsWith(entry.slice(0, -1)) : entry === value;
  });
}

/** The rule for a category. */
export function categoryRule(policy: DeclaredPolicy, category: string): CategoryRule | null {
  const { categories } = policy;
  if (categories === null) return null;
  return Object.hasOwn(categories, category)
    ? categories[category] ?? "allow"
    : categories["*"] ?? "allow";
}

/** What a hit of a signal is; an exception unless the policy says otherwise. */
export function signalRule(policy: DeclaredPolicy | null, rule: string): SignalRule {
  const signals = policy?.signals ?? {};
  const family = `${rule.slice(0, rule.indexOf("."))}.*`;
  for (const key of [rule, family, "*"]) {
    if (Object.hasOwn(signals, key)) return signals[key] ?? "exception";
  }
  return "exception";
}
