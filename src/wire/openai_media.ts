/**
 * OpenAI's APIs for sound and pictures: transcriptions, translations, speech, images, videos.
 * Requests come as JSON or as a form, answers also as plain text. Never calls the API.
 * @module
 */

import type { TokenUsage } from "../format/draft.ts";
import { errorTypeOf } from "./error_body.ts";
import { asArray, asObject, asText, type JsonObject } from "./json_value.ts";
import {
  addFilters,
  formatOf,
  modelOf,
  paramFacts,
  plainFacts,
  tokenUsageOf,
} from "./openai_call.ts";
import { chatUsageOf } from "./openai_chat.ts";
import { MediaStreamReader, TranscriptStreamReader } from "./openai_media_stream.ts";
import { paramsOf } from "./params.ts";
import {
  type CallShape,
  NO_REQUEST_FACTS,
  NO_RESPONSE_FACTS,
  type RequestFacts,
  type ResponseFacts,
  type WireFormat,
} from "./wire_format.ts";

/** Parameters by their names in the request; in a form all are texts. */
const AUDIO_PARAMS: readonly string[] = [
  ...["language", "response_format", "temperature", "stream", "chunking_strategy", "diarize"],
];
const SPEECH_PARAMS: readonly string[] = ["voice", "response_format", "speed", "stream_format"];
const IMAGE_PARAMS: readonly string[] = [
  ...["n", "size", "quality", "style", "background", "output_format", "output_compression"],
  ...["response_format", "moderation", "input_fidelity", "partial_images", "stream"],
];
const VIDEO_PARAMS: readonly string[] = ["seconds", "size", "n_seconds", "n_variants"];

/** The formats. */
export const OPENAI_MEDIA: readonly WireFormat[] = [
  formatOf({
    id: "openai.transcriptions",
    title: "OpenAI audio transcriptions",
    route: "POST .../audio/transcriptions",
    operation: "transcription",
    path: /\/audio\/transcriptions\/?$/,
    request: audioRequestFacts,
    response: transcriptFacts,
    stream: () => new TranscriptStreamReader(),
  }),
  formatOf({
    id: "openai.translations",
    title: "OpenAI audio translations",
    route: "POST .../audio/translations",
    operation: "translation",
    path: /\/audio\/translations\/?$/,
    request: audioRequestFacts,
    response: transcriptFacts,
    stream: () => new TranscriptStreamReader(),
  }),
  formatOf({
    id: "openai.speech",
    title: "OpenAI speech",
    route: "POST .../audio/speech",
    operation: "speech",
    path: /\/audio\/speech\/?$/,
    confirms: (body) => body["input"] !== undefined,
    request: (body, call) => ({
      ...paramFacts(SPEECH_PARAMS)(body, call),
      systemPrompt: asText(body["instructions"]),
    }),
    response: mediaFacts,
    stream: () => new MediaStreamReader(),
  }),
  formatOf({
    id: "openai.images",
    title: "OpenAI images",
    route: "POST .../images/generations, .../images/edits, .../images/variations",
    operation: "image_generation",
    path: /\/images\/(?:generations|edits|variations)\/?$/,
    request: imageRequestFacts,
    response: mediaFacts,
    stream: () => new MediaStreamReader(),
  }),
  formatOf({
    id: "openai.videos",
    title: "OpenAI videos",
    route: ".../videos, .../videos/{id}, .../videos/{id}/remix",
    operation: "video_generation",
    methods: ["POST", "GET", "DELETE"],
    path: /\/(?:videos(?:\/[^/]+){0,2}|video\/generations(?:\/[^/]+){0,4})\/?$/,
    request: videoRequestFacts,
    response: videoFacts,
  }),
];

function audioRequestFacts(body: JsonObject, call: CallShape): RequestFacts {
  const contexts = new Set<string>();
  if (asText(body["file_id"])) contexts.add("file_id");
  if (asText(body["url"]) || asText(body["file_url"])) contexts.add("url");
  return {
    ...paramFacts(AUDIO_PARAMS)(body, call),
    // What the model is told besides the sound.
    systemPrompt: asText(body["prompt"]),
    contextExternal: [...contexts],
  };
}

/** An answer is an object, or, as asked for, the text itself or subtitles. */
function transcriptFacts(body: unknown): ResponseFacts | null {
  if (typeof body === "string") return NO_RESPONSE_FACTS;
  const response = asObject(body);
  if (response === null) return null;
  const isAnswer = typeof response["text"] === "string" || Array.isArray(response["segments"]);
  const errorType = errorTypeOf(response, isAnswer);
  if (!isAnswer && errorType === null) return null;
  return {
    ...NO_RESPONSE_FACTS,
    model: asText(response["model"]),
    usage: eitherUsage(response["usage"]),
    errorType,
  };
}

/** Mistral counts `prompt_tokens` here, OpenAI `input_tokens`, or seconds, which are no tokens. */
function eitherUsage(value: unknown): TokenUsage {
  return asObject(value)?.["prompt_tokens"] === undefined
    ? tokenUsageOf(value)
    : chatUsageOf(value);
}

function imageRequestFacts(body: JsonObject, call: CallShape): RequestFacts {
  const contexts = new Set<string>();
  for (const value of [...asArray(body["images"]), body["image"], body["mask"]]) {
    const image = asObject(value);
    if (asText(image?.["file_id"])) contexts.add("file_id");
    const url = asText(image?.["image_url"]) ?? asText(image?.["url"]);
    if (url !== null && !url.startsWith("data:")) contexts.add("url");
  }
  return {
    ...NO_REQUEST_FACTS,
    model: modelOf(body, call),
    params: paramsOf(body, IMAGE_PARAMS),
    contextExternal: [...contexts],
  };
}

/** Pictures and sound: what they show nobody reads, but that they were made, and what they cost. */
function mediaFacts(body: unknown): ResponseFacts | null {
  const response = asObject(body);
  if (response === null) return null;
  const isAnswer = Array.isArray(response["data"]) || response["audio"] !== undefined;
  const errorType = errorTypeOf(response, isAnswer);
  if (!isAnswer && errorType === null) return null;
  const events = new Set<string>();
  addFilters(events, response);
  if (asObject(response["error"])?.["code"] === "moderation_blocked") events.add("content_filter");
  const pictures = asArray(response["data"]);
  for (const value of pictures) {
    const picture = asObject(value);
    addFilters(events, {
      prompt_filter_results: [
        { content_filter_results: picture?.["prompt_filter_results"] },
        { content_filter_results: picture?.["content_filter_results"] },
      ],
    });
  }
  return {
    ...NO_RESPONSE_FACTS,
    model: asText(response["model"]),
    usage: tokenUsageOf(response["usage"]),
    errorType,
    safetyEvents: [...events],
    contextExternal: pictures.some((value) => asText(asObject(value)?.["url"])) ? ["url"] : [],
  };
}

function videoRequestFacts(body: JsonObject, call: CallShape): RequestFacts {
  const { path } = call;
  const contexts: string[] = [];
  if (path.endsWith("/remix")) contexts.push("video_id");
  const reference = asObject(body["input_reference"]);
  if (asText(reference?.["file_id"])) contexts.push("file_id");
  return {
    ...NO_REQUEST_FACTS,
    model: modelOf(body, call),
    params: paramsOf(body, VIDEO_PARAMS),
    contextExternal: contexts,
  };
}

/** A job: the video itself comes later, on a call of its own. */
function videoFacts(body: unknown): ResponseFacts | null {
  const facts = plainFacts(body);
  const error = asObject(asObject(body)?.["error"]);
  if (facts === null || error?.["code"] !== "moderation_blocked") return facts;
  return { ...facts, safetyEvents: ["content_filter"] };
}
