/**
 * Reaches into the threads of a running program through its inspector, to kill one of them as a
 * fault of its own would.
 * @module
 */

import { withDeadline } from "./deadline.ts";

/** What the inspector says; only what is used here. */
interface Message {
  method?: string;
  params?: { sessionId?: string; workerInfo?: { url: string } };
}

/** A free address of 127.0.0.1 for the inspector; the program runs with `--inspect=ADDRESS`. */
export function inspectorAddress(): string {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return `127.0.0.1:${listener.addr.port}`;
}

/**
 * Lets one audit worker throw at its next look at the ring.
 *
 * @param address Where the program's inspector listens.
 * @throws {Error} If there is no inspector, or no worker within the deadline.
 */
export async function killAuditWorker(address: string): Promise<void> {
  const socket = new WebSocket(await debuggerUrl(address));
  const opened = Promise.withResolvers<void>();
  const gone = Promise.withResolvers<void>();
  const closed = Promise.withResolvers<void>();
  let victim = "";
  const tell = (method: string, params: unknown): void => {
    socket.send(JSON.stringify({ id: 1, method, params }));
  };
  socket.onopen = (): void => opened.resolve();
  socket.onclose = (): void => closed.resolve();
  socket.onmessage = (event: MessageEvent<string>): void => {
    const { method, params } = JSON.parse(event.data) as Message;
    const session = params?.sessionId ?? "";
    const isWorker = params?.workerInfo?.url.endsWith("/audit_thread.ts") === true;
    if (method === "NodeWorker.attachedToWorker" && isWorker && victim === "") {
      victim = session;
      const expression = "Atomics.load = () => { throw new Error('killed by a test'); }; 0";
      const message = JSON.stringify({ id: 2, method: "Runtime.evaluate", params: { expression } });
      tell("NodeWorker.sendMessageToWorker", { sessionId: session, message });
    } else if (method === "NodeWorker.detachedFromWorker" && session === victim) {
      gone.resolve();
    }
  };
  await withDeadline(opened.promise, { describe: () => "The inspector does not answer" });
  tell("NodeWorker.enable", { waitForDebuggerOnStart: false });
  await withDeadline(gone.promise, { describe: () => "No audit worker died" });
  socket.close();
  await closed.promise;
}

/** Where the main thread is debugged; leaves no connection open, for some callers count them. */
async function debuggerUrl(address: string): Promise<string> {
  using client = Deno.createHttpClient({ poolMaxIdlePerHost: 0 });
  const targets = await (await fetch(`http://${address}/json/list`, { client })).json();
  return targets[0].webSocketDebuggerUrl;
}
