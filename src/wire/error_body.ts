/**
 * Error bodies of LLM APIs and of the servers in front of them.
 * @module
 */

import { asArray, asObject, asText, type JsonObject } from "./json_value.ts";

/**
 * Names the error's type of a body.
 *
 * ```json
 * {"error":{"message":"...","type":"invalid_request_error","code":"..."}}
 * {"type":"error","error":{"type":"overloaded_error","message":"..."}}
 * {"error":{"code":400,"message":"...","status":"INVALID_ARGUMENT"}}
 * {"error":"..."}  {"object":"error","message":"...","type":"..."}  {"detail":"..."}
 * {"message":"..."}  {"errors":[...]}
 * ```
 *
 * @param isAnswer The body is an answer of its API; then only an explicit `error` makes it one.
 * @returns The type, `error` when the body names none, or null when it is no error body.
 */
export function errorTypeOf(body: JsonObject, isAnswer: boolean): string | null {
  const error = asObject(body["error"]);
  if (error !== null) return typeOfError(error);
  if (asText(body["error"])) return "error";
  if (isAnswer) return null;
  if (typeof body["message"] === "string" && body["role"] === undefined) return typeOfError(body);
  if (typeof body["Message"] === "string") return asText(body["__type"]) ?? "error";
  return body["detail"] === undefined && asArray(body["errors"]).length === 0 ? null : "error";
}

function typeOfError(error: JsonObject): string {
  const { type, status, code, __type: kind } = error;
  return asText(type) ?? asText(status) ?? asText(kind) ?? asText(code) ??
    (typeof code === "number" ? String(code) : "error");
}
