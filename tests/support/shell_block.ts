/**
 * Commands that a document tells people to type, so that a test can type them.
 * @module
 */

import { ROOT_DIR } from "./program.ts";

/** The shell block of a document of this checkout between two markers: `<!-- NAME:begin -->`. */
export async function shellBlock(document: string, name: string): Promise<string> {
  const text = await Deno.readTextFile(`${ROOT_DIR}${document}`);
  const part = text.split(`<!-- ${name}:begin -->`)[1]?.split(`<!-- ${name}:end -->`)[0] ?? "";
  return part.replaceAll(/^```.*$/gm, "").trim();
}

/** Where a `serve` command of a document is moved to. */
export interface Place {
  /** Port of 127.0.0.1 where the upstream listens. */
  upstreamPort: number;
  /** Free ports of 127.0.0.1. */
  listenPort: number;
  metricsPort: number;
}

/**
 * A `serve` command of a document, for this checkout and a local upstream; every permission that it
 * names is moved, and none is added.
 *
 * @param block As {@linkcode shellBlock} gives it.
 */
export function serveCommand(
  block: string,
  { upstreamPort, listenPort, metricsPort }: Place,
): string {
  const command = block.replaceAll("\\\n", "")
    .replace(
      "npx -y deno@2.9.6 run",
      `${Deno.execPath()} run --quiet --config=${ROOT_DIR}deno.json`,
    )
    .replace("api.openai.com:443", `127.0.0.1:${upstreamPort}`)
    .replace("https://api.openai.com", `http://127.0.0.1:${upstreamPort}`)
    .replace("127.0.0.1:8080", `127.0.0.1:${listenPort}`)
    .replace("127.0.0.1:9090", `127.0.0.1:${metricsPort}`)
    .replace("--allow-read=src", `--allow-read=${ROOT_DIR}src`)
    .replace("src/main.ts serve", `${ROOT_DIR}src/main.ts serve`);
  return `exec ${command} --listen=127.0.0.1:${listenPort} ` +
    `--metrics-listen=127.0.0.1:${metricsPort}`;
}
