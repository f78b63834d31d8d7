/**
 * Error bodies of LLM APIs and of the servers in front of them.
 * @module
 */

import { asObject, asText, type JsonObject } from "./json_value.ts";
import { visitLeaves, visitText } from "./leaves.ts";
import type { FieldSink } from "./wire_format.ts";

/**
 * Visits an error body and names the error's type.
 *
 * ```json
 * {"error":{"message":"...","type":"invalid_request_error","code":"..."}}
 * {"type":"error","error":{"type":"overloaded_error","message":"..."}}
 * {"error":"..."}  {"object":"error","message":"...","type":"..."}  {"detail":"..."}
 * ```
 *
 * @returns The type, `error` when the body names none, or null when it is no error body.
 */
export function visitError(sink: FieldSink, body: JsonObject): string | null {
  const error = asObject(body["error"]);
  if (error !== null) {
    visitText(sink, { path: "error", of: error, name: "message" });
    return errorTypeOf(error);
  }
  const text = asText(body["error"]);
  if (text !== null) {
    sink.text("error", text);
    return "error";
  }
  if (typeof body["message"] === "string" && body["role"] === undefined) {
    sink.text("message", body["message"]);
    return errorTypeOf(body);
  }
  if (body["detail"] === undefined) return null;
  visitLeaves(sink, { path: "detail", value: body["detail"] });
  return "error";
}

function errorTypeOf(error: JsonObject): string {
  const code = error["code"];
  return asText(error["type"]) ?? asText(code) ??
    (typeof code === "number" ? String(code) : "error");
}
