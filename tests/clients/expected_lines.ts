/**
 * What the telemetry must say of each call that the clients make: one table.
 * @module
 */

import type { TelemetryLine } from "../../src/format/telemetry.ts";
import { WIRE_FORMATS } from "../../src/wire/registry.ts";
import { assert, assertEquals } from "../support/std.ts";

/** One line of telemetry, as far as it is compared. */
interface ExpectedLine {
  format: string;
  operation: string;
  /** Models asked for and that answered. */
  models: readonly [string | null, string | null];
  /** False when absent. */
  stream?: boolean;
  /** Tokens: input, output, cached, reasoning; all null when absent. */
  usage?: readonly (number | null)[];
  finish?: readonly string[];
  /** Names of the tools that the model called. */
  tools?: readonly string[];
  /** Type of the error; null when absent. */
  error?: string;
  /** False when a part was not inspected, such as a file; true when absent. */
  whole?: boolean;
}

const NO_USAGE = [null, null, null, null];
/** Format of what no format matches. */
const OPAQUE = "opaque";
/** A record names the version of a format as well. */
const VERSION_REGEXP = /\/[0-9]+$/;

const CHAT: ExpectedLine = {
  format: "openai.chat",
  operation: "chat",
  models: ["gpt-test", "gpt-test-served"],
  usage: [11, 7, 3, 2],
  finish: ["stop"],
};
const CHAT_REFUSED: ExpectedLine = {
  format: "openai.chat",
  operation: "chat",
  models: ["gpt-busy", null],
  error: "requests",
};
const CHAT_TOOLS: ExpectedLine = { ...CHAT, finish: ["tool_calls"], tools: ["weather"] };
const RESPONSES: ExpectedLine = { ...CHAT, format: "openai.responses", finish: ["completed"] };
const RESPONSES_TOOLS: ExpectedLine = { ...RESPONSES, tools: ["weather"] };
const EMBEDDINGS: ExpectedLine = {
  format: "openai.embeddings",
  operation: "embeddings",
  models: ["embed-test", "embed-test-served"],
  usage: [9, null, null, null],
};
const TRANSCRIPTION: ExpectedLine = {
  format: "openai.transcriptions",
  operation: "transcription",
  models: ["transcribe-test", null],
  usage: [14, 5, null, null],
  whole: false,
};
const IMAGE: ExpectedLine = {
  format: "openai.images",
  operation: "image_generation",
  models: ["image-test", null],
  usage: [12, 272, null, null],
  whole: false,
};
const REALTIME: ExpectedLine = {
  format: "openai.realtime",
  operation: "chat",
  // The model asked for is in the query of the handshake, which no format sees.
  models: [null, null],
  stream: true,
  usage: [11, 7, 3, null],
  finish: ["completed"],
};
/** Two answers, of which the first comes with the session's own event, and the socket. */
const REALTIME_SESSION: readonly ExpectedLine[] = [
  { ...REALTIME, models: [null, "realtime-test-served"] },
  REALTIME,
  { format: "openai.realtime", operation: "chat", models: [null, null] },
];
const MESSAGES: ExpectedLine = {
  format: "anthropic.messages",
  operation: "chat",
  models: ["claude-test", "claude-test-served"],
  usage: [14, 7, 3, null],
  finish: ["end_turn"],
};
/** Refused in the stream, after what it began with. */
const MESSAGES_REFUSED: ExpectedLine = {
  format: "anthropic.messages",
  operation: "chat",
  models: ["claude-busy", "claude-busy-served"],
  stream: true,
  usage: [14, 1, 3, null],
  error: "overloaded_error",
};
const MESSAGES_TOOLS: ExpectedLine = { ...MESSAGES, finish: ["tool_use"], tools: ["weather"] };
const GEMINI: ExpectedLine = {
  format: "gemini.generate",
  operation: "generate_content",
  models: ["gemini-test", "gemini-test-served"],
  usage: [11, 7, 3, 2],
  finish: ["STOP"],
};
const COHERE: ExpectedLine = {
  format: "cohere.chat",
  operation: "chat",
  models: ["command-test", null],
  usage: [11, 7, null, null],
  finish: ["COMPLETE"],
};
const MISTRAL: ExpectedLine = { ...CHAT, models: ["mistral-test", "mistral-test-served"] };
const OLLAMA: ExpectedLine = {
  format: "ollama.chat",
  operation: "chat",
  models: ["llama-test", "llama-test"],
  usage: [11, 7, null, null],
  finish: ["stop"],
};
const BEDROCK: ExpectedLine = {
  format: "bedrock.converse",
  operation: "chat",
  models: [
    "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.model-test-v1:0",
    null,
  ],
  usage: [11, 7, null, null],
  finish: ["end_turn"],
};
const BEDROCK_REFUSED: ExpectedLine = {
  format: "bedrock.converse",
  operation: "chat",
  models: BEDROCK.models,
  // Amazon names the type in a field, `x-amzn-errortype`; formats see the body only.
  error: "error",
};
const MCP: ExpectedLine = { format: "mcp.message", operation: "initialize", models: [null, null] };
const MCP_TOOL: ExpectedLine = {
  ...{ ...MCP, operation: "execute_tool", stream: true },
  tools: ["weather"],
};
/** A call without a body, of which nothing is known. */
const EMPTY: ExpectedLine = { format: OPAQUE, operation: "unknown", models: [null, null] };
/** The stream that the client opens and the server refuses, and the end of the session, are empty. */
const MCP_SESSION: readonly ExpectedLine[] = [
  MCP,
  { ...MCP, operation: "notifications" },
  EMPTY,
  { ...MCP, operation: "tools/list" },
  MCP_TOOL,
  EMPTY,
];

/** Lines by call, in any order: a client may send two requests at once. */
const EXPECTED: Readonly<Record<string, readonly ExpectedLine[]>> = {
  "openai-chat": [CHAT],
  "openai-chat-stream": [{ ...CHAT, stream: true }],
  "openai-chat-tools": [CHAT_TOOLS],
  "openai-chat-tools-stream": [{ ...CHAT_TOOLS, stream: true }],
  "openai-refused": [CHAT_REFUSED],
  "openai-retried": [CHAT_REFUSED, { ...CHAT, models: ["gpt-busy", "gpt-busy-served"] }],
  "openai-responses": [RESPONSES],
  "openai-responses-stream": [{ ...RESPONSES, stream: true }],
  "openai-responses-tools-stream": [{ ...RESPONSES_TOOLS, stream: true }],
  "openai-embeddings": [EMBEDDINGS],
  "openai-transcription": [TRANSCRIPTION],
  "openai-transcription-stream": [{ ...TRANSCRIPTION, stream: true }],
  "openai-image": [IMAGE],
  "openai-image-edit": [IMAGE],
  "openai-realtime": REALTIME_SESSION,
  "openai-realtime-ws": REALTIME_SESSION,
  "openai-vercel-chat": [CHAT],
  "openai-vercel-responses-stream": [{ ...RESPONSES, stream: true }],
  "openai-vercel-tools": [RESPONSES_TOOLS],
  "openai-vercel-embed": [EMBEDDINGS],
  "openai-python-chat": [CHAT],
  "openai-python-chat-stream": [{ ...CHAT, stream: true }],
  "openai-python-responses-stream": [{ ...RESPONSES, stream: true }],
  "openai-python-embeddings": [EMBEDDINGS],
  "openai-python-transcription": [TRANSCRIPTION],
  "anthropic-messages": [MESSAGES],
  "anthropic-stream": [{ ...MESSAGES, stream: true }],
  "anthropic-stream-refused": [MESSAGES_REFUSED],
  "anthropic-tools": [MESSAGES_TOOLS],
  "anthropic-tools-stream": [{ ...MESSAGES_TOOLS, stream: true }],
  "anthropic-count": [{
    format: "anthropic.count_tokens",
    operation: "count_tokens",
    models: ["claude-test", null],
  }],
  "anthropic-python-messages": [MESSAGES],
  "anthropic-python-stream": [{ ...MESSAGES, stream: true }],
  "anthropic-python-tools-stream": [{ ...MESSAGES_TOOLS, stream: true }],
  "gemini-beta": [GEMINI],
  "gemini-generate": [GEMINI],
  "gemini-stream": [{ ...GEMINI, stream: true }],
  "gemini-tools": [{ ...GEMINI, tools: ["weather"] }],
  "cohere-chat": [COHERE],
  "cohere-stream": [{ ...COHERE, stream: true }],
  "cohere-rerank": [{
    format: "cohere.rerank",
    operation: "rerank",
    models: ["rerank-test", null],
  }],
  "mistral-chat": [MISTRAL],
  "mistral-stream": [{ ...MISTRAL, stream: true }],
  "ollama-chat": [OLLAMA],
  "ollama-stream": [{ ...OLLAMA, stream: true }],
  "ollama-embed": [{
    format: "ollama.embed",
    operation: "embeddings",
    models: ["embed-test", "embed-test"],
    usage: [9, null, null, null],
  }],
  "bedrock-converse": [BEDROCK],
  "bedrock-converse-plain": [BEDROCK],
  "bedrock-forged": [BEDROCK_REFUSED],
  "bedrock-stream": [{ ...BEDROCK, stream: true }],
  "bedrock-stream-plain": [{ ...BEDROCK, stream: true }],
  "mcp-session": MCP_SESSION,
};

/** The lines of one call are those that the table has for it. */
export function assertLines(call: string, lines: readonly TelemetryLine[]): void {
  const expected = EXPECTED[call];
  assert(expected !== undefined, `The table has the call ${call}`);
  const own = lines.filter(({ path }) => path.startsWith(`/${call}/`));
  assertEquals(own.map(summary).sort(), expected.map(expectedSummary).sort());
}

/** Every format of the table exists. */
export function assertFormats(): void {
  const known = new Set([OPAQUE, ...WIRE_FORMATS.map(({ id }) => id)]);
  const named = new Set(Object.values(EXPECTED).flat().map(({ format }) => format));
  const missing = [...named].filter((id) => !known.has(id)).sort();
  assertEquals(missing, [], "The formats that do not exist");
}

/** A line of telemetry as one text, which a difference shows best. */
function summary(line: TelemetryLine): string {
  const format = line.format.replace(VERSION_REGEXP, "");
  if (format === OPAQUE) return OPAQUE;
  const { input, output, cached, reasoning } = line.usage;
  return JSON.stringify({
    format,
    operation: line.operation,
    models: [line.model_requested, line.model_served],
    stream: line.stream,
    usage: [input, output, cached, reasoning],
    finish: line.finish_reasons,
    tools: line.tool_calls.map(({ name }) => name),
    error: line.error_type,
    whole: line.capture_complete && line.response_capture_complete,
  });
}

/** The line as it must be today. */
function expectedSummary(expected: ExpectedLine): string {
  const { format, operation, models, stream = false, usage = NO_USAGE } = expected;
  const { finish = [], tools = [], error = null, whole = true } = expected;
  if (format === OPAQUE) return OPAQUE;
  return JSON.stringify({
    ...{ format, operation, models, stream, usage, finish, tools, error, whole },
  });
}
