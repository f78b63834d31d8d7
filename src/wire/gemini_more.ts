/**
 * Gemini's other APIs: counting tokens, embeddings, predictions of models that are no Gemini, and
 * what Google keeps for later calls. Reads bodies; never calls the API.
 * @module
 */

import { formatOfRow } from "./format_row.ts";
import {
  either,
  geminiErrorType,
  geminiUsageOf,
  generateRequestFacts,
  hasContents,
  modelName,
  pathModel,
} from "./gemini.ts";
import { asArray, asObject, asText, type JsonObject } from "./json_value.ts";
import { paramsOf } from "./params.ts";
import {
  type CallShape,
  NO_REQUEST_FACTS,
  NO_RESPONSE_FACTS,
  type RequestFacts,
  type ResponseFacts,
  type WireFormat,
} from "./wire_format.ts";

const GOOGLE: ReadonlySet<string> = new Set(["gcp.gemini", "gcp.vertex_ai"]);

/** Parameters of predictions: those of texts, and those of images and sounds. */
const PREDICT_PARAMS: readonly string[] = [
  ...["temperature", "maxOutputTokens", "topP", "topK", "sampleCount", "aspectRatio", "seed"],
  ...["personGeneration", "safetySetting", "outputDimensionality", "autoTruncate"],
];

/** The formats. */
export const GEMINI_MORE: readonly WireFormat[] = [
  formatOfRow({
    id: "gemini.count_tokens",
    title: "Gemini token counting",
    route: "POST .../models/{model}:countTokens, :computeTokens",
    operation: "count_tokens",
    path: /:(?:countTokens|computeTokens)$/,
    confirms: (body) =>
      hasContents(body) || Array.isArray(body["instances"]) ||
      hasContents(either(body, "generateContentRequest")),
    request: countRequestFacts,
    response: googleFacts(["totalTokens", "total_tokens", "tokensInfo", "tokens_info"]),
  }),
  formatOfRow({
    id: "gemini.embed",
    title: "Gemini embeddings",
    route: "POST .../models/{model}:embedContent, :batchEmbedContents",
    operation: "embeddings",
    path: /:(?:embedContent|batchEmbedContents|asyncBatchEmbedContent)$/,
    request: embedRequestFacts,
    response: googleFacts(["embedding", "embeddings", "name"]),
  }),
  formatOfRow({
    id: "gemini.predict",
    title: "Vertex AI predictions",
    route: "POST .../models/{model}:predict, :predictLongRunning",
    operation: "predict",
    path: /:(?:predict|predictLongRunning|serverStreamingPredict)$/,
    confirms: (body) => body["instances"] !== undefined || body["inputs"] !== undefined,
    request: (body, call) => ({
      model: pathModel(call),
      systemPrompt: null,
      params: paramsOf(asObject(body["parameters"]) ?? {}, PREDICT_PARAMS),
    }),
    response: googleFacts(["predictions", "name", "outputs"]),
  }),
  formatOfRow({
    id: "gemini.resources",
    title: "Gemini caches, batches, files, models and operations",
    route: "GET, POST, PATCH, DELETE .../v1beta/cachedContents, files, models, ...",
    operation: "resources",
    methods: ["GET", "POST", "PATCH", "DELETE"],
    // What Google serves as OpenAI's it serves below a path that says so.
    path:
      /\/v1[a-z0-9]{0,8}\/(?!openai\/)(?:[^:]{1,400}\/)?(?:cachedContents|files|models|tunedModels|operations|batches|fileSearchStores)(?:\/[^/]{1,200}){0,6}$|:batchGenerateContent$/,
    providers: GOOGLE,
    request: (body, call) => ({ ...generateRequestFacts(body, call), contextExternal: [] }),
    response: resourceFacts,
  }),
];

function countRequestFacts(body: JsonObject, call: CallShape): RequestFacts {
  const inner = either(body, "generateContentRequest");
  return generateRequestFacts(asObject(inner) ?? body, call);
}

function embedRequestFacts(body: JsonObject, call: CallShape): RequestFacts {
  const first = asObject(asArray(body["requests"])[0]) ?? body;
  const dimension = either(first, "outputDimensionality");
  return {
    ...NO_REQUEST_FACTS,
    model: pathModel(call) ?? modelName(first["model"]),
    params: typeof dimension === "number" ? { outputDimensionality: dimension } : {},
  };
}

/** Facts of an answer that has one of some fields; an operation is answered on another call. */
function googleFacts(fields: readonly string[]): (body: unknown) => ResponseFacts | null {
  return (body) => {
    const response = asObject(body);
    if (response === null) return null;
    const isAnswer = fields.some((name) => response[name] !== undefined);
    const errorType = geminiErrorType(response, isAnswer);
    if (!isAnswer && errorType === null) return null;
    const name = asText(response["name"]);
    const isPending = name !== null && name.includes("operations/") && response["done"] !== true;
    return {
      ...NO_RESPONSE_FACTS,
      model: modelName(either(response, "modelVersion")),
      usage: geminiUsageOf(either(response, "usageMetadata")),
      errorType,
      contextExternal: isPending ? ["background"] : [],
    };
  };
}

/** Any object, list or text of a file: what is kept has many shapes. */
function resourceFacts(body: unknown): ResponseFacts | null {
  if (typeof body === "string") return NO_RESPONSE_FACTS;
  const response = asObject(body);
  return response === null ? null : googleFacts(Object.keys(response))(response);
}
