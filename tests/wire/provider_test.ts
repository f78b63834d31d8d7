import { providerOf } from "../../src/wire/provider.ts";
import { assertEquals } from "../support/std.ts";

Deno.test("providerOf() names the provider of a host", () => {
  const hosts: Record<string, string> = {
    "api.openai.com": "openai",
    "API.OpenAI.com:443": "openai",
    "eu.api.openai.com": "openai",
    "api.anthropic.com": "anthropic",
    "acme.openai.azure.com": "azure.ai.openai",
    "us-central1-aiplatform.googleapis.com": "gcp.vertex_ai",
    "generativelanguage.googleapis.com": "gcp.gemini",
    "bedrock-runtime.eu-west-1.amazonaws.com": "aws.bedrock",
    "vpce-0a1b-c2d3.bedrock-runtime.us-east-1.vpce.amazonaws.com": "aws.bedrock",
    "bedrock-mantle.us-east-1.api.aws": "aws.bedrock",
    "api.cohere.ai": "cohere",
    "api.mistral.ai": "mistral_ai",
    "api.x.ai": "x_ai",
  };
  for (const [host, provider] of Object.entries(hosts)) assertEquals(providerOf(host), provider);
});

Deno.test("providerOf() does not guess", () => {
  for (
    const host of [
      ...["", "localhost:8080", "127.0.0.1", "[::1]:80", "my-openai-proxy.example.com"],
      ...["openai.com.evil.example", "notopenai.com", "s3.eu-west-1.amazonaws.com"],
      ...["vpce-0a1b.s3.us-east-1.vpce.amazonaws.com", "x.bedrock.us-east-1.amazonaws.com"],
    ]
  ) assertEquals(providerOf(host), "unknown", host);
});
