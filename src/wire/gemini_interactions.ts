/**
 * Gemini interactions: answers made of steps, which may be kept, continued, made in the background
 * and fetched later. Reads bodies and streams; never calls the API.
 * @module
 */

import type { TokenUsage } from "../format/draft.ts";
import { formatOfRow, sumOf } from "./format_row.ts";
import { geminiErrorType, generationParams, modelName, systemTextOf } from "./gemini.ts";
import {
  asArray,
  asCount,
  asObject,
  asObjects,
  asText,
  type JsonObject,
  jsonText,
  takeText,
} from "./json_value.ts";
import { paramsOf } from "./params.ts";
import { Slots } from "./slots.ts";
import { isDone, type StreamEvent } from "./stream_event.ts";
import { append, type Fields, moveFields, moveOnce, withJson } from "./stream_texts.ts";
import {
  NO_REQUEST_FACTS,
  NO_RESPONSE_FACTS,
  NO_USAGE,
  type Reassembly,
  type RequestFacts,
  type ResponseFacts,
  type StreamReader,
  type ToolFact,
  type WireFormat,
} from "./wire_format.ts";

/** States of an interaction that is answered on another call. */
const PENDING: ReadonlySet<string> = new Set(["queued", "in_progress"]);
/** Texts of one step. */
const TEXTS_MAX = 1_024;

/** The formats. */
export const GEMINI_INTERACTIONS: readonly WireFormat[] = [
  formatOfRow({
    id: "gemini.interactions",
    title: "Gemini interactions",
    route: "POST .../interactions",
    operation: "generate_content",
    path: /\/v1[a-z0-9]{0,8}\/(?:[^:]{1,400}\/)?interactions\/?$/,
    confirms: (body) =>
      body["input"] !== undefined &&
      (typeof body["model"] === "string" || typeof body["agent"] === "string"),
    request: interactionRequestFacts,
    response: interactionFacts,
    stream: (): StreamReader => new InteractionStreamReader(),
  }),
  formatOfRow({
    id: "gemini.interactions.stored",
    title: "Gemini interactions, fetched, cancelled or deleted",
    route: "GET, POST, DELETE .../interactions/{id}, .../cancel",
    operation: "fetch_response",
    methods: ["GET", "POST", "DELETE"],
    path: /\/v1[a-z0-9]{0,8}\/(?:[^:]{1,400}\/)?interactions\/[^/:]{1,400}(?:[/:]cancel)?\/?$/,
    request: () => ({ ...NO_REQUEST_FACTS, contextExternal: ["interaction"] }),
    response: storedFacts,
    stream: (): StreamReader => new InteractionStreamReader(),
  }),
];

function interactionRequestFacts(request: JsonObject): RequestFacts {
  const steps = asObjects(request["input"]);
  return {
    model: modelName(request["model"]) ?? asText(request["agent"]),
    systemPrompt: systemTextOf(request["system_instruction"]),
    params: {
      ...generationParams(request["generation_config"]),
      ...paramsOf(request, ["stream", "store"]),
    },
    tools: request["tools"],
    toolResults: steps.flatMap(toolResultOf),
    contextExternal: externalOf(request, steps),
  };
}

function toolResultOf(step: JsonObject): ToolFact | [] {
  if (!asText(step["type"])?.endsWith("_result")) return [];
  const result = step["result"];
  const name = asText(step["name"]) ?? asText(step["call_id"]) ?? "";
  return { name, text: asText(result) ?? jsonText(result) ?? "" };
}

function externalOf(request: JsonObject, steps: readonly JsonObject[]): string[] {
  const external: string[] = [];
  if (asText(request["previous_interaction_id"])) external.push("previous_interaction_id");
  if (request["background"] === true) external.push("background");
  // An agent is configured elsewhere.
  if (asText(request["agent"])) external.push("agent");
  const contents = steps.flatMap((step) => [step, ...asArray(step["content"])]);
  if (contents.some((content) => asText(asObject(content)?.["uri"]))) external.push("uri");
  return external;
}

/** Facts of an interaction; `outputs` is what `steps` was called before. */
function interactionFacts(body: unknown): ResponseFacts | null {
  const response = asObject(body);
  if (response === null) return null;
  const status = asText(response["status"]);
  const steps = [...asArray(response["steps"]), ...asArray(response["outputs"])];
  const isAnswer = status !== null || steps.length > 0 || typeof response["id"] === "string";
  const errorType = geminiErrorType(response, isAnswer);
  if (!isAnswer && errorType === null) return null;
  return {
    model: modelName(response["model"]) ?? asText(response["agent"]),
    usage: interactionUsageOf(response["usage"]),
    finishReasons: status === null ? [] : [status],
    toolCalls: steps.flatMap(toolCallOf),
    errorType,
    safetyEvents: [],
    contextExternal: status !== null && PENDING.has(status) ? ["background"] : [],
  };
}

/** An interaction that was fetched was counted when it was made. */
function storedFacts(body: unknown): ResponseFacts | null {
  const facts = interactionFacts(body);
  if (facts !== null) return { ...facts, usage: NO_USAGE };
  // What was deleted leaves an empty object.
  const response = asObject(body);
  return response === null || Object.keys(response).length > 0 ? null : NO_RESPONSE_FACTS;
}

function interactionUsageOf(value: unknown): TokenUsage {
  const usage = asObject(value);
  if (usage === null) return NO_USAGE;
  const reasoning = asCount(usage["total_thought_tokens"]);
  return {
    input: sumOf(asCount(usage["total_input_tokens"]), asCount(usage["total_tool_use_tokens"])),
    output: sumOf(asCount(usage["total_output_tokens"]), reasoning),
    cached: asCount(usage["total_cached_tokens"]),
    reasoning,
  };
}

/** `function_call`, and `code_execution_call` and its like, which the vendor runs itself. */
function toolCallOf(value: unknown): ToolFact | [] {
  const step = asObject(value);
  const type = asText(step?.["type"]);
  if (step === null || type === null || !type.endsWith("_call")) return [];
  const args = step["arguments"];
  return { name: asText(step["name"]) ?? type, text: asText(args) ?? jsonText(args) ?? "" };
}

interface Step {
  fields: Fields;
  /** JSON text of a call's arguments, in pieces. */
  argsText: string;
}

/** Reader for one stream: `step.*` by index between `interaction.created` and `.completed`. */
class InteractionStreamReader implements StreamReader {
  readonly #steps = new Slots<Step>(() => ({ fields: {}, argsText: "" }));
  readonly #answer: Fields = {};
  #isLegacy = false;
  #ended = false;

  event(event: StreamEvent): void {
    if (isDone(event)) this.#ended = true;
    const fields = asObject(event.value);
    if (fields === null) return;
    const type = asText(fields["event_type"]) ?? event.name;
    if (type.startsWith("content.")) this.#isLegacy = true; // So before steps were called steps.
    switch (type) {
      case "step.start":
      case "content.start":
        return this.#start(fields, fields[type.startsWith("step") ? "step" : "content"]);
      case "step.delta":
      case "content.delta":
        return this.#delta(fields);
      case "error":
        moveOnce(fields, this.#answer, "error");
        this.#ended ||= event.valid;
        return;
      case "interaction.status_update":
        if (asText(fields["status"])) this.#answer["status"] = fields["status"];
        return;
      default:
        if (type.startsWith("interaction.")) this.#interaction(fields, { type, event });
    }
  }

  finish(): Reassembly {
    const steps = this.#steps.values().map(finished);
    const whole = [...asArray(this.#answer["steps"]), ...asArray(this.#answer["outputs"])];
    if (whole.length === 0) {
      const name = this.#isLegacy ? "outputs" : "steps";
      return { body: { ...this.#answer, [name]: steps }, ended: this.#ended };
    }
    // An interaction that says its steps itself says the same as the pieces did, as a rule.
    const said = textsOf(this.#answer);
    const isSame = [...textsOf(steps)].every((text) => said.has(text));
    return { body: isSame ? this.#answer : { ...this.#answer, stream: steps }, ended: this.#ended };
  }

  #interaction(fields: JsonObject, { type, event }: { type: string; event: StreamEvent }): void {
    const interaction = asObject(fields["interaction"]) ?? {};
    // The last counts of what changes.
    for (const name of ["status", "usage"]) {
      if (interaction[name] !== undefined) this.#answer[name] = interaction[name];
    }
    for (const name of ["id", "model", "agent", "error"]) {
      moveOnce(interaction, this.#answer, name);
    }
    for (const name of ["steps", "outputs"]) {
      if (asArray(interaction[name]).length > 0) moveOnce(interaction, this.#answer, name);
    }
    const isBeginning = type === "interaction.created" || type === "interaction.start" ||
      type === "interaction.in_progress" || type === "interaction.queued";
    if (!isBeginning && event.valid) this.#ended = true;
  }

  #start(event: JsonObject, value: unknown): void {
    const step = this.#steps.atIndex(event["index"]);
    if (step !== null) moveFields(value, step.fields);
  }

  #delta(event: JsonObject): void {
    const step = this.#steps.atIndex(event["index"]);
    const delta = asObject(event["delta"]);
    if (step === null || delta === null) return;
    switch (delta["type"]) {
      case "text":
        step.fields["type"] ??= this.#isLegacy ? "text" : "model_output";
        if (this.#isLegacy) append(step.fields, "text", takeText(delta, "text"));
        else grow(step.fields, "content", takeText(delta, "text"));
        return;
      case "thought_summary": {
        step.fields["type"] ??= "thought";
        const content = asObject(delta["content"]);
        grow(step.fields, "summary", content === null ? null : takeText(content, "text"));
        grow(step.fields, "summary", takeText(delta, "text"));
        return;
      }
      case "arguments_delta":
        step.fields["type"] ??= "function_call";
        step.argsText += takeText(delta, "arguments") ?? "";
        return;
      case "function_call": // Whole.
        moveFields(delta, step.fields);
    }
  }
}

/** The texts below a value. */
function textsOf(value: unknown): Set<string> {
  const texts = new Set<string>();
  const open: unknown[] = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next === "string") texts.add(next);
    else if (typeof next === "object" && next !== null) open.push(...Object.values(next));
  }
  return texts;
}

/** Appends to the last text of a list of contents; a list that began with other things grows. */
function grow(fields: Fields, name: "content" | "summary", text: string | null): void {
  if (text === null) return;
  const former = fields[name];
  const contents: unknown[] = Array.isArray(former) ? former : [former ?? []].flat();
  fields[name] = contents;
  const last = asObject(contents.at(-1)) as Fields | null;
  if (last !== null && (last["type"] === "text" || contents.length >= TEXTS_MAX)) {
    append(last, "text", text);
  } else contents.push({ type: "text", text });
}

function finished({ fields, argsText }: Step): Fields {
  return withJson(fields, { name: "arguments", json: argsText });
}
