/**
 * A server of the Model Context Protocol over streamable HTTP: one tool, one session. A call of the
 * tool is answered as a stream, all else as JSON.
 * @module
 */

import {
  ANSWER,
  answerEvents,
  answerJson,
  jsonOf,
  type VendorRequest,
  type VendorRoutes,
} from "../vendor_answer.ts";

const SESSION = "session-1";

/** What is answered where. */
export const MCP_ROUTES: VendorRoutes = {
  "POST /mcp": answerMessage,
  "GET /mcp": () => new Response(null, { status: 405 }),
  "DELETE /mcp": () => new Response(null, { status: 200 }),
};

const TOOL = {
  name: "weather",
  description: `Tells the weather. ${ANSWER}`,
  inputSchema: { type: "object", properties: { city: { type: "string" } } },
};

function answerMessage(request: VendorRequest): Response {
  const { id, method, params } = jsonOf(request);
  if (method !== "initialize" && request.headers.get("mcp-session-id") !== SESSION) {
    throw new TypeError("The request names no session");
  }
  if (id === undefined) return new Response(null, { status: 202 });
  const reply = (result: unknown): unknown => ({ jsonrpc: "2.0", id, result });
  if (method === "initialize") {
    const { protocolVersion } = params as { protocolVersion: string };
    const capabilities = { tools: {} };
    const serverInfo = { name: "weather-server", version: "1.0.0" };
    const answer = answerJson(request, reply({ protocolVersion, capabilities, serverInfo }));
    answer.headers.set("mcp-session-id", SESSION);
    return answer;
  }
  if (method === "tools/list") return answerJson(request, reply({ tools: [TOOL] }));
  if (method !== "tools/call") throw new TypeError(`Unknown method: ${method}`);
  const progress = { progressToken: id, progress: 1, total: 2, message: ANSWER };
  return answerEvents([
    { jsonrpc: "2.0", method: "notifications/progress", params: progress },
    reply({ content: [{ type: "text", text: ANSWER }], isError: false }),
  ]);
}
