/**
 * OpenAI's Realtime API: the calls that begin a session which then goes past whoever carried them.
 * Sessions over a socket are in `openai_socket.ts`.
 * @module
 */

import { asObject, asText, type JsonObject } from "./json_value.ts";
import { formatOf, modelOf, plainFacts } from "./openai_call.ts";
import { addToolContexts } from "./openai_responses.ts";
import { paramsOf } from "./params.ts";
import {
  type CallShape,
  NO_RESPONSE_FACTS,
  type RequestFacts,
  type ResponseFacts,
  type WireFormat,
} from "./wire_format.ts";

const SESSION_PARAMS: readonly string[] = [
  ...["temperature", "max_output_tokens", "max_response_output_tokens", "tool_choice", "voice"],
];

/** Calls after which the talk goes past whoever carried the call. */
const SESSION_PATH_REGEXP =
  /\/realtime\/(?:translations\/)?(?:client_secrets|sessions|transcription_sessions)\/?$/;
const CALL_PATH_REGEXP = /\/realtime\/(?:translations\/)?calls(?:\/[^/]+\/[a-z]+)?\/?$/;

/** The formats. */
export const OPENAI_REALTIME: readonly WireFormat[] = [
  formatOf({
    id: "openai.realtime_sessions",
    title: "OpenAI Realtime: client secrets",
    route: "POST .../realtime/client_secrets, .../realtime/sessions",
    operation: "create_session",
    path: SESSION_PATH_REGEXP,
    request: sessionRequestFacts,
    response: (body) => externalFacts(body, "client_secret"),
  }),
  formatOf({
    id: "openai.realtime_calls",
    title: "OpenAI Realtime: calls",
    route: "POST .../realtime/calls",
    operation: "create_session",
    path: CALL_PATH_REGEXP,
    request: (body, call) => ({
      ...sessionRequestFacts(body, call),
      contextExternal: ["webrtc"],
    }),
    response: (body) => externalFacts(body, "webrtc"),
  }),
];

function sessionRequestFacts(body: JsonObject, call: CallShape): RequestFacts {
  const session = asObject(body["session"]) ?? body;
  const contexts = new Set<string>();
  addToolContexts(contexts, session["tools"]);
  if (asText(asObject(session["prompt"])?.["id"])) contexts.add("prompt");
  return {
    model: modelOf(session, call),
    systemPrompt: asText(session["instructions"]),
    params: paramsOf(session, SESSION_PARAMS),
    tools: session["tools"],
    contextExternal: [...contexts],
  };
}

/** The answer is a secret or the description of a connection: what follows does not pass here. */
function externalFacts(body: unknown, context: string): ResponseFacts | null {
  const response = asObject(body);
  if (typeof body === "string") return { ...NO_RESPONSE_FACTS, contextExternal: [context] };
  if (response === null) return null;
  const session = asObject(response["session"]) ?? response;
  const isAnswer = response["value"] !== undefined || response["client_secret"] !== undefined ||
    response["session"] !== undefined;
  const facts = isAnswer ? NO_RESPONSE_FACTS : plainFacts(body);
  if (facts === null || facts.errorType !== null) return facts;
  return { ...facts, model: asText(session["model"]), contextExternal: [context] };
}
