/** A session of the Model Context Protocol's own client. */

import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { type Calls, QUESTION, runCalls } from "./run_calls.ts";

const CALLS: Calls = {
  "mcp-session": async (url) => {
    const client = new Client({ name: "test-client", version: "1.0.0" });
    const transport = new StreamableHTTPClientTransport(new URL(`${url}/mcp`));
    await client.connect(transport);
    const server = client.getServerVersion();
    const tools = await client.listTools();
    const progress: unknown[] = [];
    const called = { name: "weather", arguments: { city: QUESTION } };
    const result = await client.callTool(called, undefined, {
      onprogress: (step: unknown) => progress.push(step),
    });
    await transport.terminateSession();
    await client.close();
    return { server, tools, progress, result };
  },
};

await runCalls(CALLS);
