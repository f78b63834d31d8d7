/**
 * What OpenAI's APIs have in common: rows of small formats, models that stand in a path, token
 * usage, verdicts of content filters, and plain objects as answers.
 * @module
 */

import type { TokenUsage } from "../format/draft.ts";
import { errorTypeOf } from "./error_body.ts";
import { asArray, asCount, asObject, asText, type JsonObject } from "./json_value.ts";
import { formatOfRow, type FormatRow } from "./format_row.ts";
import { paramsOf } from "./params.ts";
import {
  type CallShape,
  NO_REQUEST_FACTS,
  NO_RESPONSE_FACTS,
  NO_USAGE,
  type RequestFacts,
  type ResponseFacts,
  type WireFormat,
} from "./wire_format.ts";

/** Providers whose files, batches and models are no OpenAI ones. */
export const OWN_APIS: ReadonlySet<string> = new Set([
  ...["anthropic", "cohere", "gcp.gemini", "gcp.vertex_ai"],
]);

/** Azure has the model, as the name of a deployment, in the path. */
const DEPLOYMENT_REGEXP = /\/openai\/deployments\/([^/]{1,200})\//;

/** A row of an API of OpenAI's: its model may stand in the path, its answer may be plain. */
export type OpenaiRow = Omit<FormatRow, "response"> & Partial<Pick<FormatRow, "response">>;

/** The format that a row describes. */
export function formatOf(row: OpenaiRow): WireFormat {
  return formatOfRow({ request: modelOnly, response: plainFacts, ...row });
}

function modelOnly(body: JsonObject, call: CallShape): RequestFacts {
  return { ...NO_REQUEST_FACTS, model: modelOf(body, call) };
}

/** The model that a request names, or its path. */
export function modelOf(body: JsonObject, { path }: CallShape): string | null {
  return asText(body["model"]) ?? DEPLOYMENT_REGEXP.exec(path)?.[1] ?? null;
}

/** Facts of a request that has a model and parameters, and nothing else that is a fact. */
export function paramFacts(
  names: readonly string[],
): (body: JsonObject, call: CallShape) => RequestFacts {
  return (body, call) => ({
    ...NO_REQUEST_FACTS,
    model: modelOf(body, call),
    params: paramsOf(body, names),
  });
}

/** Facts of any object, list, or file that was stored: at most an error. */
export function plainFacts(body: unknown): ResponseFacts | null {
  if (typeof body === "string" || Array.isArray(body)) return NO_RESPONSE_FACTS;
  const response = asObject(body);
  if (response === null) return null;
  const { object, data, id, type } = response;
  const isAnswer = Array.isArray(data) || typeof id === "string" ||
    (typeof object === "string" && object !== "error");
  const errorType = errorTypeOf(response, isAnswer && type !== "error");
  if (!isAnswer && errorType === null) return null;
  const status = asText(response["status"]);
  return {
    ...NO_RESPONSE_FACTS,
    model: asText(response["model"]),
    errorType,
    contextExternal: status !== null && PENDING.has(status) ? ["background"] : [],
  };
}

/** States of what will be answered later, on another call. */
const PENDING: ReadonlySet<string> = new Set([
  ...["queued", "in_progress", "validating", "finalizing", "preprocessing", "running"],
]);

/** Whether an object says that its answer is still to come. */
export function isPending(response: JsonObject): boolean {
  const status = asText(response["status"]);
  return status !== null && PENDING.has(status);
}

/** Token usage as OpenAI's newer APIs report it: `input_tokens`, `output_tokens`. */
export function tokenUsageOf(value: unknown): TokenUsage {
  const usage = asObject(value);
  if (usage === null) return NO_USAGE;
  // The Realtime API writes its details without the s.
  const input = asObject(usage["input_tokens_details"]) ?? asObject(usage["input_token_details"]);
  const output = asObject(usage["output_tokens_details"]) ??
    asObject(usage["output_token_details"]);
  return {
    input: asCount(usage["input_tokens"]),
    output: asCount(usage["output_tokens"]),
    cached: asCount(input?.["cached_tokens"]),
    reasoning: asCount(output?.["reasoning_tokens"]),
  };
}

/** Adds the categories that a content filter acted on. */
export function addFiltered(events: Set<string>, results: unknown): void {
  for (const [category, verdict] of Object.entries(asObject(results) ?? {})) {
    if (asObject(verdict)?.["filtered"] === true) events.add(`content_filter:${category}`);
  }
}

/** Adds what Azure's filters say of a whole answer: of its prompt, or why it is an error. */
export function addFilters(events: Set<string>, response: JsonObject): void {
  for (const prompt of asArray(response["prompt_filter_results"])) {
    addFiltered(events, asObject(prompt)?.["content_filter_results"]);
  }
  const error = asObject(response["error"]);
  if (error?.["code"] === "content_filter") events.add("content_filter");
  addFiltered(events, asObject(error?.["innererror"])?.["content_filter_result"]);
  for (const { content_filters: filters } of [response, error ?? {}]) {
    for (const value of asArray(filters)) {
      const filter = asObject(value);
      if (filter?.["blocked"] === true) events.add("content_filter");
      addFiltered(events, filter?.["content_filter_results"]);
    }
  }
}
