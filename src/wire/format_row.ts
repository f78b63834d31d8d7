/**
 * Small formats as rows of a table, and what their functions have in common.
 * @module
 */

import type { TokenUsage } from "../format/draft.ts";
import { errorTypeOf } from "./error_body.ts";
import { asObject, asText, type JsonObject } from "./json_value.ts";
import { paramsOf } from "./params.ts";
import { providerOf } from "./provider.ts";
import {
  type CallShape,
  type FormatNames,
  NO_REQUEST_FACTS,
  NO_RESPONSE_FACTS,
  type RequestFacts,
  type ResponseFacts,
  type StreamReader,
  type WireFormat,
} from "./wire_format.ts";

/** A format in short: what is left out is as most have it. */
export interface FormatRow extends Omit<FormatNames, "version" | "extractor"> {
  /** Request methods; `POST` alone when left out. */
  methods?: readonly string[];
  /** Recognises the path. */
  path: RegExp;
  /** Whose hosts alone it is about, for a path that others have too. */
  providers?: ReadonlySet<string>;
  /** Providers that have the path too, for an API of their own: their hosts are left to them. */
  foreign?: ReadonlySet<string>;
  /** Confirms the body of a POST; without it any body will do. */
  confirms?: (body: JsonObject) => boolean;
  /** Facts of a request; by default its model. */
  request?: (body: JsonObject, call: CallShape) => RequestFacts;
  /** Facts of an answer. */
  response: (body: unknown, call: CallShape) => ResponseFacts | null;
  /** A reader for one stream. */
  stream?: () => StreamReader;
}

/** The format that a row describes. */
export function formatOfRow(row: FormatRow): WireFormat {
  const { id, title, route, operation } = row;
  return {
    ...{ id, title, route, operation },
    version: 1,
    extractor: "unknown",
    provider: providerOf,
    matches: (call) => matches(row, call),
    request: (body, call) => (row.request ?? modelFacts)(asObject(body) ?? {}, call),
    response: row.response,
    stream: row.stream ?? null,
  };
}

function matches(row: FormatRow, { method, path, host, body }: CallShape): boolean {
  const { methods = ["POST"], providers, foreign, confirms } = row;
  if (!methods.includes(method) || !row.path.test(path)) return false;
  // What these serve as OpenAI's they serve below a path that says so.
  if (foreign?.has(providerOf(host)) && !path.includes("/openai/")) return false;
  if (providers !== undefined && !providers.has(providerOf(host))) return false;
  if (body === undefined || confirms === undefined || method !== "POST") return true;
  const fields = asObject(body);
  return fields !== null && confirms(fields);
}

function modelFacts(body: JsonObject): RequestFacts {
  return { ...NO_REQUEST_FACTS, model: asText(body["model"]) };
}

/** Facts of a request that has a model and parameters, and nothing else that is a fact. */
export function paramFacts(names: readonly string[]): (body: JsonObject) => RequestFacts {
  return (body) => ({ ...modelFacts(body), params: paramsOf(body, names) });
}

/**
 * Facts of an answer that has one of some fields; else of an error, or null.
 *
 * @param more What can be told besides.
 */
export function answerFacts(
  fields: readonly string[],
  more: (response: JsonObject) => Partial<ResponseFacts> = () => ({}),
): (body: unknown) => ResponseFacts | null {
  return (body) => {
    const response = asObject(body);
    if (response === null) return null;
    const isAnswer = fields.some((name) => response[name] !== undefined);
    const errorType = errorTypeOf(response, isAnswer);
    if (!isAnswer && errorType === null) return null;
    const model = asText(response["model"]);
    return { ...NO_RESPONSE_FACTS, model, errorType, ...more(response) };
  };
}

/** The part of a path that an expression captures, without percent signs; null when it has none. */
export function pathPart(path: string, regexp: RegExp): string | null {
  const part = regexp.exec(path)?.[1];
  if (part === undefined) return null;
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // As it stands, then.
  }
}

/** The usage of several answers together. */
export function sumUsage(a: TokenUsage, b: TokenUsage): TokenUsage {
  return {
    input: sumOf(a.input, b.input),
    output: sumOf(a.output, b.output),
    cached: sumOf(a.cached, b.cached),
    reasoning: sumOf(a.reasoning, b.reasoning),
  };
}

/** The sum of counts; null when none of them is known. */
export function sumOf(...counts: readonly (number | null)[]): number | null {
  const known = counts.filter((count) => count !== null);
  return known.length === 0 ? null : known.reduce((sum, count) => sum + count, 0);
}
