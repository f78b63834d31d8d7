/** Calls of Google's own client. */

import { GoogleGenAI } from "@google/genai";
import { allOf, type Calls, QUESTION, runCalls } from "./run_calls.ts";

const REQUEST = { model: "gemini-test", contents: QUESTION };
const CONFIG = { systemInstruction: "Be brief", temperature: 0.5 };
const TOOLS = [{
  functionDeclarations: [{
    name: "weather",
    parametersJsonSchema: { type: "object", properties: { city: { type: "string" } } },
  }],
}];

function client(baseUrl: string): GoogleGenAI {
  return new GoogleGenAI({ apiKey: "dummy", httpOptions: { baseUrl } });
}

const CALLS: Calls = {
  "gemini-beta": async (url) => {
    const client = new GoogleGenAI({
      apiKey: "dummy",
      apiVersion: "v1beta",
      httpOptions: { baseUrl: url },
    });
    return withoutHeaders(await client.models.generateContent(REQUEST));
  },
  "gemini-generate": async (url) =>
    withoutHeaders(await client(url).models.generateContent({ ...REQUEST, config: CONFIG })),
  "gemini-stream": async (url) =>
    (await allOf(await client(url).models.generateContentStream({ ...REQUEST, config: CONFIG })))
      .map(withoutHeaders),
  "gemini-tools": async (url) =>
    withoutHeaders(
      await client(url).models.generateContent({ ...REQUEST, config: { tools: TOOLS } }),
    ),
};

/** The answer without the fields of HTTP, of which `date` differs from run to run. */
function withoutHeaders(answer: object): object {
  return { ...answer, sdkHttpResponse: undefined };
}

await runCalls(CALLS);
