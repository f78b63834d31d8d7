/** Calls of Amazon's own client for Bedrock, signed (see `vendors/signature_v4.ts`). */

import {
  BedrockRuntimeClient,
  ConverseCommand,
  ConverseStreamCommand,
} from "@aws-sdk/client-bedrock-runtime";
import { allOf, type Calls, QUESTION, runCalls } from "./run_calls.ts";

/** A name that is escaped in a path. */
const MODEL = "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.model-test-v1:0";
const REQUEST = {
  modelId: MODEL,
  system: [{ text: "Be brief" }],
  messages: [{ role: "user" as const, content: [{ text: QUESTION }] }],
  inferenceConfig: { maxTokens: 100, temperature: 0.5 },
};

function client(endpoint: string): BedrockRuntimeClient {
  const made = new BedrockRuntimeClient({
    endpoint,
    region: "us-east-1",
    maxAttempts: 1,
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "not-a-secret" },
  });
  // Sent along and signed, so that the vendor's side can put it into the check.
  made.middlewareStack.add((next) => (args) => {
    const { headers } = args.request as { headers: Record<string, string> };
    headers["x-signed-host"] = new URL(endpoint).host;
    return next(args);
  }, { step: "build" });
  return made;
}

const CALLS: Calls = {
  "bedrock-converse": async (url) => {
    const { output, stopReason, usage } = await client(url).send(new ConverseCommand(REQUEST));
    return { output, stopReason, usage };
  },
  "bedrock-stream": async (url) => {
    const { stream } = await client(url).send(new ConverseStreamCommand(REQUEST));
    return stream === undefined ? null : await allOf(stream);
  },
};

await runCalls(CALLS);
// The client keeps its connections.
Deno.exit(0);
