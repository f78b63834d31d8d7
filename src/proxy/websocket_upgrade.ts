/**
 * Turns a request and the upstream's 101 into a relayed WebSocket.
 * @module
 */

import { background } from "../base/background.ts";
import { END } from "../capture/body_tap.ts";
import type { Call } from "./call.ts";
import type { Peer } from "./front.ts";
import type { RequestFields } from "./request_head.ts";
import { HeadError, type ResponseHead } from "./response_head.ts";
import type { UpstreamConnection } from "./upstream_connection.ts";
import { SocketCalls } from "./websocket_calls.ts";
import { WebSocketRelay } from "./websocket_relay.ts";

/** Fields of the handshake that the runtime's own answer has. */
const HANDSHAKE: ReadonlySet<string> = new Set([
  ...["connection", "upgrade", "sec-websocket-accept", "sec-websocket-protocol", "date"],
  ...["sec-websocket-extensions", "content-length", "transfer-encoding", "keep-alive"],
]);

/** The fields that make a request a handshake, for the upstream's request head. */
export const UPGRADE_FIELDS = "connection: Upgrade\r\nupgrade: websocket\r\n";

/** A handshake is always a GET (RFC 6455 section 4.1). */
export function isWebSocket(req: Request, fields: RequestFields): boolean {
  return req.method === "GET" && fields.upgrade?.toLowerCase() === "websocket";
}

/** What an upgrade needs. */
export interface Upgrade {
  req: Request;
  peer: Peer;
  answer: ResponseHead;
  /** Record of the socket itself: ends with it. */
  call: Call;
  connection: UpstreamConnection;
  /** Accepts and describes the exchange of one answer that passes through the socket. */
  begin: () => Call;
  nowMs: () => number;
  /** Told when the socket is over. */
  onOver: () => void;
}

/**
 * Answers the client's handshake and relays from then on.
 *
 * @throws {HeadError} If the upstream chose a protocol that the client did not offer.
 */
export function upgradeWebSocket(upgrade: Upgrade): Response {
  const { req, peer, answer, call, connection } = upgrade;
  const protocol = fieldOf(answer, "sec-websocket-protocol");
  const { socket, response } = accept(req, protocol);
  for (const [name, value] of answer.fields) {
    if (!HANDSHAKE.has(name.toLowerCase())) response.headers.append(name, value);
  }
  call.status = 101;
  call.requestEnded(END.COMPLETE);
  const calls = new SocketCalls({ begin: upgrade.begin, nowMs: upgrade.nowMs });
  const relay = new WebSocketRelay({ client: socket, upstream: connection, calls });
  socket.onopen = (): void => {
    peer.upgraded();
    relay.start();
  };
  background(over(relay, upgrade), () => {});
  return response;
}

async function over(relay: WebSocketRelay, upgrade: Upgrade): Promise<void> {
  const { call, connection } = upgrade;
  const { code, end } = await relay.over;
  connection.close();
  // 1000, 1001 and none are how sockets end that did what they were there for.
  if (![1000, 1001, 1005].includes(code)) call.errorType = `websocket_${code}`;
  call.responseEnded(end);
  upgrade.onOver();
}

function accept(req: Request, protocol: string): { socket: WebSocket; response: Response } {
  try {
    // No pings of the runtime's own: the client and the upstream decide how long a socket may idle.
    return Deno.upgradeWebSocket(req, {
      idleTimeout: 0,
      ...(protocol === "" ? {} : { protocol }),
    });
  } catch (cause) {
    throw new HeadError("it chose a sub-protocol that was not offered", { cause });
  }
}

function fieldOf(answer: ResponseHead, wanted: string): string {
  return answer.fields.find(([name]) => name.toLowerCase() === wanted)?.[1] ?? "";
}
