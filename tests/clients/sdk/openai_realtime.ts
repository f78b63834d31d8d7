/** Realtime sessions of OpenAI's own client, over Deno's WebSocket and over that of `ws`. */

import OpenAI from "openai";
import { OpenAIRealtimeWebSocket } from "openai/realtime/websocket";
import { OpenAIRealtimeWS } from "openai/realtime/ws";
import { type Calls, QUESTION, runCalls } from "./run_calls.ts";

type Session = OpenAIRealtimeWebSocket | OpenAIRealtimeWS;

const SESSION = { model: "realtime-test" };

function client(baseUrl: string): OpenAI {
  const baseURL = `${baseUrl}/v1`;
  return new OpenAI({ apiKey: "sk-dummy", baseURL, dangerouslyAllowBrowser: true });
}

/** Speaks twice in one session; returns all events. */
async function converse(session: Session, closed: Promise<void>): Promise<unknown[]> {
  const events: unknown[] = [];
  const failed = Promise.withResolvers<never>();
  let next = Promise.withResolvers<void>();
  session.on("error", failed.reject);
  session.on("event", (event) => {
    events.push(event);
    if (event.type === "session.created" || event.type === "response.done") next.resolve();
  });
  await Promise.race([next.promise, failed.promise]);
  session.send({ type: "session.update", session: { type: "realtime", instructions: "Be brief" } });
  for (const text of [QUESTION, "And now?"]) {
    next = Promise.withResolvers();
    const content = [{ type: "input_text" as const, text }];
    session.send({
      type: "conversation.item.create",
      item: { type: "message", role: "user", content },
    });
    session.send({ type: "response.create", response: { output_modalities: ["text"] } });
    await Promise.race([next.promise, failed.promise]);
  }
  session.close();
  await closed;
  return events;
}

const CALLS: Calls = {
  "openai-realtime": async (url) => {
    const session = new OpenAIRealtimeWebSocket(SESSION, client(url));
    const closed = new Promise<void>((resolve) => {
      session.socket.addEventListener("close", () => resolve());
    });
    return await converse(session, closed);
  },
  "openai-realtime-ws": async (url) => {
    const session = new OpenAIRealtimeWS(SESSION, client(url));
    const closed = new Promise<void>((resolve) => session.socket.on("close", () => resolve()));
    return await converse(session, closed);
  },
};

await runCalls(CALLS);
