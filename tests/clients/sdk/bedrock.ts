/** Calls of Amazon's own client for Bedrock, signed (see `vendors/signature_v4.ts`). */

import {
  BedrockRuntimeClient,
  BedrockRuntimeServiceException,
  ConverseCommand,
  ConverseStreamCommand,
} from "@aws-sdk/client-bedrock-runtime";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { allOf, type Calls, QUESTION, runCalls } from "./run_calls.ts";

/** A name that is escaped in a path. */
const MODEL = "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.model-test-v1:0";
const REQUEST = {
  modelId: MODEL,
  system: [{ text: "Be brief" }],
  messages: [{ role: "user" as const, content: [{ text: QUESTION }] }],
  inferenceConfig: { maxTokens: 100, temperature: 0.5 },
};

/** A client; its own choice is HTTP/2, without TLS as well. */
function client(
  endpoint: string,
  { isHttp1 = false, secretAccessKey = "not-a-secret" } = {},
): BedrockRuntimeClient {
  const made = new BedrockRuntimeClient({
    endpoint,
    region: "us-east-1",
    maxAttempts: 1,
    ...(isHttp1 ? { requestHandler: new NodeHttpHandler() } : {}),
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey },
  });
  // Sent along and signed, so that the vendor's side can put it into the check.
  made.middlewareStack.add((next) => (args) => {
    const { headers } = args.request as { headers: Record<string, string> };
    headers["x-signed-host"] = new URL(endpoint).host;
    return next(args);
  }, { step: "build" });
  return made;
}

async function converse(bedrock: BedrockRuntimeClient): Promise<unknown> {
  const { output, stopReason, usage } = await bedrock.send(new ConverseCommand(REQUEST));
  return { output, stopReason, usage };
}

async function converseStream(bedrock: BedrockRuntimeClient): Promise<unknown> {
  const { stream } = await bedrock.send(new ConverseStreamCommand(REQUEST));
  return stream === undefined ? null : await allOf(stream);
}

/** What a call that is signed with a wrong key throws. */
async function refused(bedrock: BedrockRuntimeClient): Promise<unknown> {
  try {
    return await converse(bedrock);
  } catch (error) {
    if (!(error instanceof BedrockRuntimeServiceException)) throw error;
    return [error.name, error.$metadata.httpStatusCode];
  }
}

const CALLS: Calls = {
  "bedrock-converse": (url) => converse(client(url)),
  "bedrock-converse-plain": (url) => converse(client(url, { isHttp1: true })),
  "bedrock-forged": (url) => refused(client(url, { secretAccessKey: "other" })),
  "bedrock-stream": (url) => converseStream(client(url)),
  "bedrock-stream-plain": (url) => converseStream(client(url, { isHttp1: true })),
};

await runCalls(CALLS);
// The client keeps its connections.
Deno.exit(0);
