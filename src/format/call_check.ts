/**
 * A hand-written test for the records of calls, which are nearly all lines of a log. It knows less
 * than the schema in `record_schema.ts` and decides nothing but the good case: what it takes, the
 * schema takes, and what it does not take is the schema's to judge and to put into words (measured:
 * a fifth of the time of a verification).
 * @module
 */

import type { CaptureClass, CaptureReason } from "./draft.ts";
import type { OutbandRecord } from "./record.ts";
import {
  isCount,
  isHash,
  isNames,
  isObject,
  isOneOf,
  isTally,
  isText,
  isTexts,
} from "./record_values.ts";

/** How much of a direction was captured. */
export const CAPTURE_CLASSES: readonly CaptureClass[] = ["full", "none", "partial", "metadata"];
/** Why a direction is not whole. */
export const CAPTURE_REASONS: readonly CaptureReason[] = [
  "pool",
  "limit",
  "client_gone",
  "upstream_broken",
  "cut",
  "opaque",
  "malformed",
  "too_deep",
  "worker_lost",
];

type Fields = Readonly<Record<string, unknown>>;
type Test = (value: unknown) => boolean;
type CallRecord = Extract<OutbandRecord, { kind: "call" }>;

const isClass = isOneOf(["full", "partial", "metadata"]);
const isCapture = isOneOf(CAPTURE_CLASSES);
const isReason = isOneOf(CAPTURE_REASONS);

/** Fields that every call has. */
const REQUIRED_FIELDS = 19;

/**
 * True for the record of a call in the outband form that keeps all rules of its fields, but for
 * `t`, which is read as a time elsewhere, and for those between fields.
 *
 * @param value What `JSON.parse` made of a line: no field of it is undefined.
 */
export function isCall(value: Fields): value is Fields & CallRecord {
  if (!isHead(value) || !isCore(value)) return false;
  const optional = optionalFields(value);
  // Every field was looked at when there are no more than these.
  return optional >= 0 && Object.keys(value).length === REQUIRED_FIELDS + optional;
}

/** 6 fields. */
function isHead(value: Fields): boolean {
  return value["v"] === 1 && value["kind"] === "call" && isText(value["log"]) &&
    isCount(value["i"]) && isHash(value["prev"]) && isText(value["t"]);
}

/** 13 fields. */
function isCore(value: Fields): boolean {
  return isCount(value["ord"]) && isClass(value["class"]) &&
    isPair(value["capture"], isCapture) && isText(value["format"]) && isText(value["provider"]) &&
    isText(value["operation"]) && isText(value["host"]) && isCount(value["status"]) &&
    typeof value["stream"] === "boolean" && isTimes(value["us"]) &&
    isPair(value["size"], isCount) &&
    isPair(value["fields"], isCount) && isParts(value["parts"]);
}

/** How many of the fields that may be absent are there; -1 when one is not as it must be. */
function optionalFields(value: Fields): number {
  let count = 0;
  for (const [name, isFit] of OPTIONAL_FIELDS) {
    const field = value[name];
    if (field === undefined) continue;
    if (!isFit(field)) return -1;
    count++;
  }
  return count;
}

const OPTIONAL_FIELDS: readonly (readonly [name: string, isFit: Test])[] = [
  ["why", isEach(isReason)],
  ["degraded", (value): boolean => value === true],
  ["not_inspected", isEach(isText)],
  ["model", isText],
  ["served", isText],
  ["error", isText],
  ["finish", isTexts],
  ["usage", isUsage],
  ["found", isEach(isTally)],
  ["tools", isCount],
  ["system_prompt", isText],
  ["tool_schema", isText],
  ["first_seen", isTexts],
  ["fingerprint", isText],
  ["context_external", isTexts],
  ["unvisited", isEach(isCount)],
  ["attribution", isNames],
  ["attribution_invalid", isCount],
  ["plain", isNames],
  ["signals", isEach(isTally)],
];

/** `{req, res}`, both there. */
function isPair(value: unknown, isFit: Test): boolean {
  return isObject(value) && isFit(value["req"]) && isFit(value["res"]) && sizeOf(value) === 2;
}

/** A test for `{req, res}` where either may be absent. */
function isEach(isFit: Test): Test {
  return (value) => isObject(value) && fitting(value, ["req", "res"], isFit) === sizeOf(value);
}

function isUsage(value: unknown): boolean {
  if (!isObject(value)) return false;
  return fitting(value, ["input", "output", "cached", "reasoning"], isCount) === sizeOf(value);
}

function isTimes(value: unknown): boolean {
  return isObject(value) && isCount(value["added"]) && isCount(value["ttfb"]) &&
    isCount(value["total"]) && sizeOf(value) === 3;
}

function isParts(value: unknown): boolean {
  if (!isObject(value) || !isHash(value["line"])) return false;
  return 1 + fitting(value, ["orig.req", "orig.res", "req", "res"], isHash) === sizeOf(value);
}

/** How many of these fields are there and fit; -1 when one does not fit. */
function fitting(value: Fields, names: readonly string[], isFit: Test): number {
  let count = 0;
  for (const name of names) {
    const field = value[name];
    if (field === undefined) continue;
    if (!isFit(field)) return -1;
    count++;
  }
  return count;
}

function sizeOf(value: Fields): number {
  return Object.keys(value).length;
}
