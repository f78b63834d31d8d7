/**
 * Vendors' own clients through the real program: each call returns what it returns without a proxy,
 * the vendor sees the same request, and the telemetry tells of it.
 */

import { ROOT_DIR } from "../support/program.ts";
import { clientJourney, type ClientProgram, sdkProgram } from "./client_journey.ts";
import { assertFormats } from "./expected_lines.ts";

/** Modules below `sdk/`, and the packages that they try. */
const SDK_CLIENTS: readonly (readonly [module: string, packages: string])[] = [
  ["openai.ts", "openai"],
  ["openai_realtime.ts", "openai over WebSocket"],
  ["vercel.ts", "ai with @ai-sdk/openai"],
  ["anthropic.ts", "@anthropic-ai/sdk"],
  ["gemini.ts", "@google/genai"],
  ["cohere.ts", "cohere-ai"],
  ["mistral.ts", "@mistralai/mistralai"],
  ["ollama.ts", "ollama"],
  ["bedrock.ts", "@aws-sdk/client-bedrock-runtime"],
  ["mcp.ts", "@modelcontextprotocol/sdk"],
];
/** Modules below `python/` and their package. */
const PYTHON_CLIENTS: readonly (readonly [module: string, name: string])[] = [
  ["openai_calls.py", "openai"],
  ["anthropic_calls.py", "anthropic"],
];
/** Where `deno task clients:python` installs the packages. */
const VENV_PYTHON = `${ROOT_DIR}.venv-clients/bin/python3`;

async function hasPackage(name: string): Promise<boolean> {
  try {
    const find = `import importlib.util as u, sys; sys.exit(u.find_spec("${name}") is None)`;
    return (await new Deno.Command(VENV_PYTHON, { args: ["-c", find] }).output()).success;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

function pythonProgram(module: string): ClientProgram {
  return { command: VENV_PYTHON, args: [`${ROOT_DIR}tests/clients/python/${module}`] };
}

Deno.test("the table of expected telemetry names formats that exist, or says that they are to come", () => {
  assertFormats();
});

for (const [module, packages] of SDK_CLIENTS) {
  Deno.test(`${packages} gets the same with and without the proxy`, async (test) => {
    const isTls = module === "openai_realtime.ts";
    await clientJourney(test, { ...sdkProgram(module), isTls });
  });
}

for (const [module, name] of PYTHON_CLIENTS) {
  const isThere = await hasPackage(name);
  const why = isThere ? "" : " (skipped: no package; deno task clients:python installs it)";
  Deno.test({
    name: `Python's ${name} gets the same with and without the proxy${why}`,
    ignore: !isThere,
    fn: (test) => clientJourney(test, pythonProgram(module)),
  });
}
