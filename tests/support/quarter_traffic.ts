/**
 * Calls of an invented company, as an audit worker would hand them to the journal: three services,
 * two vendors, office hours. The same seed gives the same calls; nothing in them is anybody's.
 * @module
 */

import type { BodyDraft, CallDraft } from "../../src/format/draft.ts";
import { sampleDraft } from "./drafts.ts";

const HOUR_MS = 3_600_000;
const HOUR_TOKENS = 600;
/** Calls of an hour of the day as a share of the busiest one, UTC. */
const HOURS = [
  2,
  1,
  1,
  1,
  2,
  4,
  10,
  25,
  60,
  90,
  100,
  95,
  80,
  90,
  98,
  92,
  70,
  45,
  25,
  15,
  10,
  7,
  5,
  3,
];
const WEEKEND_SHARE = 0.2;

/** A service of the company. */
interface Service {
  app: string;
  tenant: string;
  host: string;
  provider: string;
  format: string;
  path: string;
  model: string;
  served: string;
  /** Share of all calls, of streams, of vendor errors. */
  share: number;
  streams: number;
  errors: number;
  /** Categories in requests, with the share of calls that hold them. */
  finds: readonly (readonly [category: string, share: number])[];
  prompt: number;
  tools: number | null;
}

const OPENAI = {
  host: "api.openai.com",
  provider: "openai",
  format: "openai.chat/2",
  path: "/v1/chat/completions",
};

const SERVICES: readonly Service[] = [
  {
    ...OPENAI,
    ...{
      app: "support-bot",
      tenant: "retail",
      model: "gpt-5-mini",
      served: "gpt-5-mini-2025-08-07",
    },
    ...{ share: 0.55, streams: 0.9, errors: 0.006, prompt: 11, tools: null },
    finds: [["EMAIL", 0.11], ["PHONE", 0.05], ["CREDIT_CARD", 0.004]],
  },
  {
    ...{ app: "claims-triage", tenant: "insurance", model: "claude-sonnet-4-5" },
    ...{ host: "api.anthropic.com", provider: "anthropic", format: "anthropic.messages/1" },
    ...{ path: "/v1/messages", served: "claude-sonnet-4-5-20250929" },
    ...{ share: 0.3, streams: 0.1, errors: 0.012, prompt: 12, tools: 21 },
    finds: [["PERSON_NAME", 0.2], ["BIRTH_DATE", 0.06]],
  },
  {
    ...OPENAI,
    ...{ app: "dev-copilot", tenant: "engineering", model: "gpt-5", served: "gpt-5-2025-08-07" },
    ...{ share: 0.15, streams: 0.95, errors: 0.004, prompt: 13, tools: 22 },
    finds: [["IP_ADDRESS", 0.03], ["GITHUB_TOKEN", 0.002]],
  },
];

/** What is different for some calls. */
export interface TrafficChange {
  /** Served by this model instead, where the service's model is `model`. */
  served?: { model: string; as: string };
  /** Other system prompts and tools of some services. */
  prompts?: readonly { app: string; prompt: number; tools: number }[];
  /** A vendor that nobody approved. */
  stranger?: { host: string; provider: string; model: string };
  /** A category that must not leave, in the request. */
  denied?: string;
  /** The pool was short: the request is captured only in part. */
  isPartial?: boolean;
}

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
export function seededNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** How busy the hour that begins at `ms` is: 0 to 1. */
export function busyness(ms: number): number {
  const date = new Date(ms);
  const isWeekend = [0, 6].includes(date.getUTCDay());
  return (HOURS[date.getUTCHours()] as number) / 100 * (isWeekend ? WEEKEND_SHARE : 1);
}

/** Sum of {@linkcode busyness} over the hours from `fromMs` to `toMs`. */
export function busyHours(fromMs: number, toMs: number): number {
  let sum = 0;
  for (let ms = fromMs; ms < toMs; ms += HOUR_MS) sum += busyness(ms);
  return sum;
}

/** One call. */
export function companyCall(
  at: { ord: number; ms: number; random: () => number },
  change: TrafficChange = {},
): CallDraft {
  const { ord, ms, random } = at;
  const service = withStranger(pick(random()), change.stranger);
  const isError = random() < service.errors;
  const isStream = random() < service.streams;
  const ttfbUs = Math.round(220_000 * (0.6 + random() + 6 * random() ** 12));
  const output = Math.round(HOUR_TOKENS * random() ** 2) + 8;
  const input = Math.round(2_000 * random()) + 60;
  const isCaptured = change.isPartial !== true;
  const prompt = change.prompts?.find(({ app }) => app === service.app) ?? service;
  const served = change.served?.model === service.model ? change.served.as : service.served;
  return sampleDraft(ord, {
    meta: {
      acceptedAtMs: ms,
      host: service.host,
      path: service.path,
      status: isError ? (random() < 0.5 ? 429 : 529) : 200,
      upstreamRequestId: `req_${hex(ord, random)}`,
      clientAddress: "10.0.3.7",
      addedUs: Math.round(70 + 60 * random() + 900 * random() ** 20),
      ttfbUs,
      totalUs: ttfbUs + Math.round(output * 9_000 * (0.8 + 0.4 * random())),
    },
    req: {
      ...body(at, { bytes: 400 + input * 4, fill: 1 }),
      found: foundIn(service, change, random),
      ...(isCaptured ? {} : { capture: "partial", reason: "pool" }),
    },
    res: {
      ...body(at, { bytes: 300 + output * 5, fill: 2 }),
      found: random() < 0.004 ? { EMAIL: { count: 1, fields: 1 } } : {},
    },
    wire: {
      format: service.format,
      provider: service.provider,
      extractor: service.provider === "anthropic" ? "anthropic" : "openai",
      modelRequested: service.model,
      modelServed: isError ? null : served,
      stream: isStream,
      usage: isError
        ? { input: null, output: null, cached: null, reasoning: null }
        : { input, output, cached: 0, reasoning: null },
      finishReasons: isError ? [] : [random() < 0.01 ? "content_filter" : "stop"],
      errorType: isError ? "overloaded_error" : null,
      toolsSha256: prompt.tools === null ? null : new Uint8Array(32).fill(prompt.tools),
      systemPromptSha256: new Uint8Array(32).fill(prompt.prompt),
    },
    attribution: { asserted: saidOf(service), invalid: 0 },
  });
}

function pick(share: number): Service {
  let rest = share;
  for (const service of SERVICES) {
    rest -= service.share;
    if (rest < 0) return service;
  }
  return SERVICES[0] as Service;
}

function withStranger(service: Service, stranger: TrafficChange["stranger"]): Service {
  if (stranger === undefined) return service;
  return { ...service, ...stranger, ...{ format: "openai.chat/2", served: stranger.model } };
}

function foundIn(
  service: Service,
  change: TrafficChange,
  random: () => number,
): BodyDraft["found"] {
  const found: BodyDraft["found"] = {};
  for (const [category, share] of service.finds) {
    if (random() < share) found[category] = { count: 1 + Math.floor(2 * random()), fields: 1 };
  }
  if (change.denied !== undefined) found[change.denied] = { count: 1, fields: 1 };
  return found;
}

function saidOf({ app, tenant }: Service): CallDraft["attribution"]["asserted"] {
  const said = { app, env: "production", tenant, purpose: `PUR-${app.length}` };
  return Object.entries(said).map(([name, value]) => ({
    name,
    value,
    sha256: new Uint8Array(32).fill(name.length * 16 + value.length),
  }));
}

function body(
  { ord }: { ord: number },
  { bytes, fill }: { bytes: number; fill: number },
): Partial<BodyDraft> {
  const sha256 = new Uint8Array(32).fill(fill);
  new DataView(sha256.buffer).setFloat64(0, ord);
  return { bytes, sha256, redacted: '{"messages[0].content":"synthetic"}', fieldsScanned: 3 };
}

function hex(ord: number, random: () => number): string {
  const tail = Math.floor(random() * 2 ** 32).toString(16).padStart(8, "0");
  return ord.toString(16).padStart(8, "0") + tail;
}
