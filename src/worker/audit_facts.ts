/**
 * Turns the facts that a wire format read into what a record may carry: bounded in number and
 * length, and run through the detector, because a model or tool name is text from outside too.
 * @module
 */

import { sha256 } from "../base/digest.ts";
import { utf8 } from "../base/bytes.ts";
import { canonicalJson } from "../base/canonical_json.ts";
import type { Detector } from "../detect/detector.ts";
import { type MarkerStyle, redact } from "../detect/redaction.ts";
import type { ExchangeMeta, ToolUse, WireFacts } from "../format/draft.ts";
import { providerOf } from "../wire/provider.ts";
import {
  NO_USAGE,
  type RequestFacts,
  type ResponseFacts,
  type ToolFact,
  type WireFormat,
} from "../wire/wire_format.ts";

/** Characters of names; `format/draft.ts` promises them. */
const NAME_LENGTH_MAX = 128;
const REASON_LENGTH_MAX = 64;
/** Entries of the lists. */
const REASONS_MAX = 8;
const TOOL_CALLS_MAX = 16;
const CONTEXTS_MAX = 8;
const SAFETY_EVENTS_MAX = 8;
/** Characters scanned beyond a cut, so that a finding across it is still whole: the longest. */
const LOOKAHEAD = 320;

const KIND_REGEXP = /^[a-z_]+:[a-z0-9_.+/-]{1,48}$/;

/** What facts are cleaned with. */
export interface Cleaner {
  detector: Detector;
  markerStyle: MarkerStyle;
}

/** The facts that the request alone decides. */
export type RequestWireFacts = Pick<
  WireFacts,
  | "format"
  | "extractor"
  | "provider"
  | "operation"
  | "modelRequested"
  | "systemPromptSha256"
  | "params"
  | "toolCalls"
  | "toolCallsMore"
  | "toolResults"
  | "toolResultsMore"
  | "toolsSha256"
  | "contextExternal"
>;

/** Facts of a request; without a format or without facts only the host speaks. */
export function requestWireFacts(
  cleaner: Cleaner,
  call: { meta: ExchangeMeta; format: WireFormat | null; facts: RequestFacts | null },
): RequestWireFacts {
  const { meta, format, facts } = call;
  const systemPrompt = facts?.systemPrompt ?? null;
  return {
    format: format === null ? "opaque" : `${format.id}/${format.version}`,
    extractor: format?.extractor ?? "unknown",
    provider: format?.provider(meta.host) ?? providerOf(meta.host),
    operation: facts?.operation ?? format?.operation ?? "unknown",
    modelRequested: nameOrNull(cleaner, facts?.model),
    systemPromptSha256: systemPrompt === null ? null : sha256(utf8(systemPrompt)),
    params: cleanParams(cleaner, facts?.params ?? {}),
    toolsSha256: hashOfJson(facts?.tools),
    ...toolCallsOf(toolUses(cleaner, facts?.toolCalls)),
    ...toolResultsOf(toolUses(cleaner, facts?.toolResults)),
    contextExternal: names(cleaner, facts?.contextExternal ?? [], CONTEXTS_MAX),
  };
}

/** Facts of the whole call. */
export function callWireFacts(
  cleaner: Cleaner,
  call: { request: RequestWireFacts; stream: boolean; facts: ResponseFacts | null },
): WireFacts {
  const { request, stream, facts } = call;
  const reason = { lengthMax: REASON_LENGTH_MAX };
  const context = [...request.contextExternal, ...facts?.contextExternal ?? []];
  const calls = joined(
    { uses: request.toolCalls, more: request.toolCallsMore },
    toolUses(cleaner, facts?.toolCalls),
  );
  const results = joined(
    { uses: request.toolResults, more: request.toolResultsMore },
    toolUses(cleaner, facts?.toolResults),
  );
  return {
    ...request,
    modelServed: nameOrNull(cleaner, facts?.model),
    stream,
    usage: facts?.usage ?? NO_USAGE,
    fingerprint: nameOrNull(cleaner, facts?.fingerprint),
    contextExternal: names(cleaner, [...new Set(context)], CONTEXTS_MAX),
    finishReasons: names(cleaner, facts?.finishReasons ?? [], REASONS_MAX),
    ...toolCallsOf(calls),
    ...toolResultsOf(results),
    errorType: facts === null || facts.errorType === null
      ? null
      : label(cleaner, facts.errorType, reason),
    safetyEvents: names(cleaner, facts?.safetyEvents ?? [], SAFETY_EVENTS_MAX),
  };
}

/**
 * What was not inspected as a record names it: `part:image`. Records must not grow a counter for
 * every text that somebody sends, so what does not look like a name is `other`.
 */
export function kindLabel(detector: Detector, what: string): string {
  const kind = what.toLowerCase();
  const colon = kind.indexOf(":");
  // The word before the colon is ours, and says nothing about what somebody sent.
  const isName = KIND_REGEXP.test(kind) && detector.scan(kind.slice(colon + 1)).length === 0;
  return isName ? kind : `${kind.slice(0, colon)}:other`;
}

/** Uses of tools that are listed, and how many more there were. */
interface ToolUses {
  uses: ToolUse[];
  more: number;
}

function toolUses(cleaner: Cleaner, facts: readonly ToolFact[] = []): ToolUses {
  const uses = facts.slice(0, TOOL_CALLS_MAX).map(({ name, text }) => ({
    name: label(cleaner, name, { lengthMax: NAME_LENGTH_MAX }),
    length: text.length,
    sha256: sha256(utf8(text)),
  }));
  return { uses, more: facts.length - uses.length };
}

/** A request may be a call of a tool itself, and its answer a result. */
function joined(request: ToolUses, answer: ToolUses): ToolUses {
  const all = [...request.uses, ...answer.uses];
  const uses = all.slice(0, TOOL_CALLS_MAX);
  return { uses, more: request.more + answer.more + all.length - uses.length };
}

function toolCallsOf({ uses, more }: ToolUses): Pick<WireFacts, "toolCalls" | "toolCallsMore"> {
  return { toolCalls: uses, toolCallsMore: more };
}

function toolResultsOf(
  { uses, more }: ToolUses,
): Pick<WireFacts, "toolResults" | "toolResultsMore"> {
  return { toolResults: uses, toolResultsMore: more };
}

/** SHA-256 of the canonical JSON of a value; null when it is nothing, or has none. */
function hashOfJson(value: unknown): Uint8Array | null {
  if (value === undefined || value === null) return null;
  try {
    return sha256(utf8(canonicalJson(value)));
  } catch {
    return null; // Nested too deep, or lone surrogates: nothing that a vendor would take.
  }
}

function names(cleaner: Cleaner, texts: readonly string[], countMax: number): string[] {
  return texts.slice(0, countMax)
    .map((text) => label(cleaner, text, { lengthMax: REASON_LENGTH_MAX }));
}

function label(cleaner: Cleaner, text: string, { lengthMax }: { lengthMax: number }): string {
  const head = text.slice(0, lengthMax + LOOKAHEAD);
  const clean = redact(head, cleaner.detector.scan(head), cleaner.markerStyle);
  return clean.slice(0, lengthMax).toWellFormed();
}

function nameOrNull(cleaner: Cleaner, text: string | null | undefined): string | null {
  if (text === null || text === undefined) return null;
  return label(cleaner, text, { lengthMax: NAME_LENGTH_MAX });
}

function cleanParams(cleaner: Cleaner, params: RequestFacts["params"]): WireFacts["params"] {
  const clean: WireFacts["params"] = {};
  for (const [name, value] of Object.entries(params)) {
    clean[name] = typeof value === "string"
      ? label(cleaner, value, { lengthMax: REASON_LENGTH_MAX })
      : value;
  }
  return clean;
}
