/**
 * OpenAI's Realtime API over a WebSocket: one answer to each `response.create`.
 * @module
 */

import { ANSWER, partsOf } from "../vendor_answer.ts";

interface ServerEvent {
  type: string;
  [field: string]: unknown;
}

const PLACE = { response_id: "resp_1", item_id: "item_1", output_index: 0, content_index: 0 };
const USAGE = {
  total_tokens: 18,
  input_tokens: 11,
  output_tokens: 7,
  input_token_details: { text_tokens: 11, audio_tokens: 0, cached_tokens: 3 },
  output_token_details: { text_tokens: 7, audio_tokens: 0 },
};

/**
 * Takes the handshake and plays the session.
 *
 * @param onMessage Told each message of the client.
 */
export function playRealtime(request: Request, onMessage: (text: string) => void): Response {
  const model = `${new URL(request.url).searchParams.get("model")}-served`;
  // Clients that cannot set fields offer their key as one more protocol.
  const isOffered = request.headers.get("sec-websocket-protocol")?.startsWith("realtime") === true;
  const { socket, response } = Deno.upgradeWebSocket(request, {
    idleTimeout: 0,
    ...(isOffered ? { protocol: "realtime" } : {}),
  });
  const session = { type: "realtime", object: "realtime.session", id: "sess_1", model };
  let count = 0;
  const send = (event: ServerEvent): void => {
    socket.send(JSON.stringify({ ...event, event_id: `event_${count++}` }));
  };
  socket.onopen = (): void => send({ type: "session.created", session });
  socket.onmessage = ({ data }): void => {
    onMessage(data);
    const event = JSON.parse(data);
    if (event.type === "session.update") {
      send({ type: "session.updated", session: { ...session, ...event.session } });
    } else if (event.type === "conversation.item.create") {
      const item = { ...event.item, id: "item_0" };
      send({ type: "conversation.item.added", item, previous_item_id: null });
    } else if (event.type === "response.create") {
      for (const answer of answerEvents()) send(answer);
    }
  };
  return response;
}

function answerEvents(): ServerEvent[] {
  const response = { id: "resp_1", object: "realtime.response", metadata: null };
  const content = [{ type: "output_text", text: ANSWER }];
  const item = { id: "item_1", object: "realtime.item", type: "message", role: "assistant" };
  const done = { ...response, status: "completed", output: [{ ...item, content }], usage: USAGE };
  return [
    { type: "response.created", response: { ...response, status: "in_progress", output: [] } },
    ...partsOf(ANSWER).map((delta) => ({ type: "response.output_text.delta", ...PLACE, delta })),
    { type: "response.output_text.done", ...PLACE, text: ANSWER },
    { type: "response.done", response: done },
  ];
}
