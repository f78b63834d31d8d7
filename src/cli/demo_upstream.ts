/**
 * The demo's upstream: speaks just enough of the OpenAI and Anthropic APIs, JSON and SSE, with
 * invented persons and numbers from the ranges that are reserved for examples.
 * @module
 */

import type { ListenAddress } from "../format/config_values.ts";
import { formatAddress } from "../proxy/server.ts";

/** One call of the demo. */
export interface DemoCall {
  title: string;
  path: string;
  body: Record<string, unknown>;
}

/** What the demo sends; every value is an example, none belongs to anyone. */
export const DEMO_CALLS: readonly DemoCall[] = [
  {
    title: "OpenAI chat, JSON",
    path: "/v1/chat/completions",
    body: {
      model: "demo-model",
      messages: [
        { role: "system", content: "You are a help desk." },
        { role: "user", content: "I am jane.roe@example.com and my SSN is 219-09-9999." },
      ],
    },
  },
  {
    title: "OpenAI chat, stream",
    path: "/v1/chat/completions",
    body: {
      model: "demo-model",
      stream: true,
      stream_options: { include_usage: true },
      messages: [{ role: "user", content: "Which card do you have on file for me?" }],
    },
  },
  {
    title: "Anthropic messages, JSON",
    path: "/v1/messages",
    body: {
      model: "demo-claude",
      max_tokens: 200,
      messages: [{ role: "user", content: "Call me at (415) 555-0132 from 203.0.113.7." }],
    },
  },
  {
    title: "Anthropic messages, stream",
    path: "/v1/messages",
    body: {
      model: "demo-claude",
      max_tokens: 200,
      stream: true,
      messages: [{ role: "user", content: "Nothing personal here: what is a Merkle tree?" }],
    },
  },
];

/** Starts the upstream, on a free loopback port where none is given. */
export function startDemoUpstream(
  { hostname, port }: ListenAddress = { hostname: "127.0.0.1", port: 0 },
): { url: string; stop(): Promise<void> } {
  const server = Deno.serve({ hostname, port, onListen: () => {} }, answer);
  return {
    url: `http://${formatAddress(hostname, server.addr.port)}`,
    stop: () => server.shutdown(),
  };
}

async function answer(req: Request): Promise<Response> {
  const { pathname } = new URL(req.url);
  const body = await requestBody(req);
  if (body === null) return refused(400, "The body is not JSON");
  const isStream = typeof body === "object" && body !== null && "stream" in body;
  if (pathname.endsWith("/chat/completions")) {
    return isStream ? events(chatEvents()) : Response.json(chatAnswer());
  }
  if (!pathname.endsWith("/messages")) {
    return refused(404, "This stand-in knows /v1/chat/completions and /v1/messages");
  }
  return isStream ? events(messageEvents()) : Response.json(messageAnswer());
}

async function requestBody(req: Request): Promise<unknown> {
  try {
    return await req.json();
  } catch {
    return null;
  }
}

function refused(status: number, message: string): Response {
  return Response.json({ error: { type: "invalid_request_error", message } }, { status });
}

function chatAnswer(): Record<string, unknown> {
  return {
    id: "chatcmpl-demo-1",
    object: "chat.completion",
    model: "demo-model-2026-11",
    choices: [{
      index: 0,
      finish_reason: "stop",
      message: { role: "assistant", content: "Thank you. Ask (415) 555-0199 for help." },
    }],
    usage: { prompt_tokens: 31, completion_tokens: 12, total_tokens: 43 },
  };
}

function chatEvents(): string[] {
  const head = {
    id: "chatcmpl-demo-2",
    object: "chat.completion.chunk",
    model: "demo-model-2026-11",
  };
  // The number comes in pieces, as tokens do: no single chunk holds it.
  const deltas = ["It ends so: ", "4532 0151", " 1283 0", "366", ". Shall I use it?"];
  const chunks: unknown[] = deltas.map((content) => ({
    ...head,
    choices: [{ index: 0, delta: { content }, finish_reason: null }],
  }));
  chunks.push({ ...head, choices: [{ index: 0, delta: {}, finish_reason: "stop" }] });
  const usage = { prompt_tokens: 18, completion_tokens: 22, total_tokens: 40 };
  chunks.push({ ...head, choices: [], usage });
  return [...chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`), "data: [DONE]\n\n"];
}

function messageAnswer(): Record<string, unknown> {
  return {
    id: "msg_demo_1",
    type: "message",
    role: "assistant",
    model: "demo-claude-2026-11",
    content: [{ type: "text", text: "I will ask john.doe@example.org to call you." }],
    stop_reason: "end_turn",
    usage: { input_tokens: 25, output_tokens: 14 },
  };
}

function messageEvents(): string[] {
  const message = {
    id: "msg_demo_2",
    type: "message",
    role: "assistant",
    model: "demo-claude-2026-11",
    content: [],
    usage: { input_tokens: 19, output_tokens: 1 },
  };
  const parts = ["A tree of hashes: ", "one root ", "stands for every leaf."];
  const list: [string, Record<string, unknown>][] = [
    ["message_start", { message }],
    ["content_block_start", { index: 0, content_block: { type: "text", text: "" } }],
    ...parts.map((text): [string, Record<string, unknown>] => [
      "content_block_delta",
      { index: 0, delta: { type: "text_delta", text } },
    ]),
    ["content_block_stop", { index: 0 }],
    ["message_delta", { delta: { stop_reason: "end_turn" }, usage: { output_tokens: 16 } }],
    ["message_stop", {}],
  ];
  return list.map(([type, fields]) =>
    `event: ${type}\ndata: ${JSON.stringify({ type, ...fields })}\n\n`
  );
}

/** A stream that sends each event on its own, a few milliseconds apart, as a model would. */
function events(texts: readonly string[]): Response {
  const encoder = new TextEncoder();
  let next = 0;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller): Promise<void> {
      const text = texts[next++];
      if (text === undefined) return controller.close();
      await new Promise((resolve) => setTimeout(resolve, 5));
      controller.enqueue(encoder.encode(text));
    },
  });
  return new Response(body, { headers: { "content-type": "text/event-stream" } });
}
