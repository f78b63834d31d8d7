/**
 * What in a body is structure: keys whose values name a role, a type or an object of the API, and
 * parts that carry no text.
 * @module
 */

/** Longest value that can be structural; signatures and sealed reasoning are longer, and listed. */
const VALUE_CHARS_MAX = 160;

/** Keys whose values are structural when they look like it. */
const KEYS: ReadonlySet<string> = new Set([
  ...[
    "type",
    "role",
    "id",
    "user",
    "safety_identifier",
    "prompt_cache_key",
    "object",
    "model",
    "modelId",
    "name",
    "index",
    "event",
    "op",
    "kind",
  ],
  ...["status", "finish_reason", "finishReason", "stop_reason", "stopReason", "done_reason"],
  ...["tool_call_id", "call_id", "tool_use_id", "toolUseId", "item_id", "response_id", "event_id"],
  ...["previous_response_id", "previous_item_id", "previous_interaction_id", "conversation"],
  ...["conversation_id", "session_id", "request_id", "batch_id", "file_id", "container_id"],
  ...["interaction_id", "message_id", "generation_id", "responseId", "agent_id", "thread_id"],
  ...["assistant_id", "run_id", "input_file_id", "output_file_id", "error_file_id", "stream_id"],
  ...["system_fingerprint", "service_tier", "serviceTier", "modelVersion", "model_version"],
  ...["media_type", "mimeType", "mime_type", "encoding_format", "embedding_types", "language"],
  ...["voice", "detail", "quality", "size", "background", "moderation", "effort", "summary_type"],
  ...["reasoning_effort", "verbosity", "tool_choice", "truncation", "include", "modalities"],
  ...["response_format", "required", "format", "jsonrpc", "method", "protocolVersion", "phase"],
  ...["created_at", "createdAt", "createTime", "updated_at", "output_format", "input_type"],
  ...[
    "prompt_cache_retention",
    "blockReason",
    "category",
    "probability",
    "severity",
    "api_version",
  ],
  ...["threshold", "anthropic_version", "anthropic_beta", "keep_alive", "purpose", "bytes_type"],
  ...["event_type", "completionReason", "processing_status"],
  ...["resultType", "completion_window", "endpoint", "logprobs_type", "roles", "mode", "execution"],
]);

/** Keys whose values only their vendor can read, however long they are. */
const SEALED_KEYS: ReadonlySet<string> = new Set([
  ...["signature", "encrypted_content", "encrypted_index", "thoughtSignature", "thought_signature"],
  ...["obfuscation", "reasoning_encrypted_content", "redactedContent", "embedding", "p"],
]);

/** A name, a path or an id: no white space, and nothing that separates words. */
const VALUE_REGEXP = /^[\w.:/+=#@*~-]+$/;

/** Keys that hold the text of a document, where one has it. */
export const DOCUMENT_KEYS: ReadonlySet<string> = new Set(["text", "data", "content"]);

/** Keys below which people and tools write, and a key says what they mean by it. */
export const CONTENT_KEYS: ReadonlySet<string> = new Set([
  ...[
    "content",
    "input",
    "arguments",
    "args",
    "output",
    "result",
    "response",
    "documents",
    "params",
  ],
  ...["structuredContent", "parts", "messages", "contents", "body", "inputs", "variables", "query"],
]);

/** `workspace_id`, `requestId`: an API's own, unless it lies in what somebody wrote. */
const ID_KEY_REGEXP = /(?:^|_)(?:id|ids|uuid)$|Ids?$/;

/** Whether a text is a structural value of its key. */
export function isStructural(
  { key, isContent }: { key: string; isContent: boolean },
  text: string,
): boolean {
  if (SEALED_KEYS.has(key)) return true;
  if (!KEYS.has(key) && (isContent || !ID_KEY_REGEXP.test(key))) return false;
  return text.length <= VALUE_CHARS_MAX && VALUE_REGEXP.test(text);
}

/** Parts that carry no text, by type, and what a record calls them. */
export const OPAQUE_PARTS: ReadonlyMap<string, string> = new Map([
  ["image", "image"],
  ["image_url", "image"],
  ["input_image", "image"],
  ["image_file", "image"],
  ["computer_screenshot", "image"],
  ["audio", "audio"],
  ["input_audio", "audio"],
  ["output_audio", "audio"],
  ["audio_url", "audio"],
  ["file", "file"],
  ["input_file", "file"],
  ["video", "video"],
  ["video_url", "video"],
  ["input_video", "video"],
  ["document", "document"],
  ["document_url", "document"],
  ["redacted_thinking", "redacted_thinking"],
  ["binary", "binary"],
]);
