/**
 * Plays one exchange, directly or through the program, and tells what both ends saw.
 * @module
 */

import { RawClient } from "../support/raw_client.ts";
import { assert } from "../support/std.ts";
import { type Exchange, seenAnswer, seenRequest } from "./exchange.ts";
import type { Stage } from "./stage.ts";

/** One exchange as both ends write it. */
export interface Script {
  method: string;
  /** The request, in writes. */
  request: Uint8Array<ArrayBuffer>[];
  /** The answer, in writes; empty when the upstream closes without one. */
  answer: Uint8Array<ArrayBuffer>[];
  /** The upstream closes after its answer. */
  closes: boolean;
}

/**
 * Plays a script on a connection of its own.
 *
 * @param port The upstream's own, or the program's.
 */
export async function play(stage: Stage, script: Script, port: number): Promise<Exchange> {
  using client = await RawClient.connect(port);
  return await playOn(client, { stage, script });
}

/** Plays a script on a connection that may have been used before. */
export async function playOn(
  client: RawClient,
  { stage, script }: { stage: Stage; script: Script },
): Promise<Exchange> {
  stage.upstream.requests.length = 0;
  stage.handler = async (_request, connection) => {
    for (const write of script.answer) await connection.write(write);
    if (script.closes) connection.close();
  };
  for (const write of script.request) await client.sendBytes(write);
  const answer = await client.readAnswer(script.method).catch((error: Error) => {
    if (error.message.includes("the connection ended")) return null;
    throw error;
  });
  const [request] = stage.upstream.requests;
  assert(stage.upstream.requests.length <= 1, "one request arrives at most once");
  return {
    request: request === undefined ? null : seenRequest(request, new URL(stage.upstream.url).host),
    answer: answer === null ? null : seenAnswer(answer, script.method),
  };
}
