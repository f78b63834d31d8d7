/**
 * Portkey's AI gateway, a Node program that forwards calls to many vendors and also to a custom
 * host. It is installed from npm into a directory of the run when npm can be used.
 *
 * Its newest release asks for any newer `@hono/node-server`, with which it answers each streamed
 * call with status 500 ("TypeError: immutable", issue 1389 of Portkey-AI/gateway). So the version
 * that its own lock file names is installed beside it, which `npx` cannot do; the program is the
 * same.
 * @module
 */

import { join } from "node:path";
import { withDeadline } from "../../tests/support/deadline.ts";
import { freePort } from "../../tests/support/ports.ts";
import { endChild, untilAccepting } from "../ports.ts";

/** Version of the gateway. */
const PORTKEY_VERSION = "1.15.2";
/** Version of its server that it was released with. */
const NODE_SERVER_VERSION = "1.13.5";
const INSTALL_MS_MAX = 180_000;
/** 30 s: it reads 500 KB of JavaScript before it listens. */
const ACCEPT_ATTEMPTS_MAX = 1500;

const PACKAGE = {
  private: true,
  dependencies: { "@portkey-ai/gateway": PORTKEY_VERSION },
  overrides: { "@hono/node-server": NODE_SERVER_VERSION },
};
const NPM_ARGS = [
  "install",
  "--prefer-offline",
  "--no-audit",
  "--no-fund",
  "--ignore-scripts",
  "--loglevel=error",
];

/** A running gateway. */
export interface Portkey extends AsyncDisposable {
  /** It listens on this port of all addresses: it has no flag for one. */
  port: number;
  pid: number;
  version: string;
}

/** Header lines that make it forward to an upstream on 127.0.0.1. */
export function portkeyFields(upstreamPort: number): string {
  return "x-portkey-provider: openai\r\n" +
    `x-portkey-custom-host: http://127.0.0.1:${upstreamPort}/v1\r\n`;
}

/**
 * Installs and starts the gateway.
 *
 * @param dir Directory to install into.
 * @returns The running gateway, or why there is none.
 */
export async function startPortkey(dir: string): Promise<Portkey | string> {
  const home = join(dir, "portkey");
  await Deno.mkdir(home);
  await Deno.writeTextFile(join(home, "package.json"), JSON.stringify(PACKAGE));
  try {
    const fault = await install(home);
    if (fault !== null) return fault;
    return await start(home);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "not installed: there is no npm or no node";
    throw error;
  }
}

async function install(home: string): Promise<string | null> {
  const child = new Deno.Command("npm", {
    args: NPM_ARGS,
    cwd: home,
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).spawn();
  const ending = child.output();
  try {
    const { success, stderr } = await withDeadline(ending, {
      ms: INSTALL_MS_MAX,
      describe: () => "npm did not end",
    });
    if (success) return null;
    return `not installed: ${new TextDecoder().decode(stderr).split("\n")[0]}`;
  } catch (error) {
    endChild(child, "SIGKILL");
    await ending;
    return `not installed: ${error instanceof Error ? error.message : error}`;
  }
}

async function start(home: string): Promise<Portkey> {
  const node = await new Deno.Command("node", { args: ["--version"] }).output();
  const port = freePort();
  const program = join(home, "node_modules/@portkey-ai/gateway/build/start-server.js");
  const child = new Deno.Command("node", {
    args: [program, `--port=${port}`, "--headless"],
    env: { NODE_ENV: "production" },
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).spawn();
  await untilAccepting(child, { port, name: "portkey", attemptsMax: ACCEPT_ATTEMPTS_MAX });
  return {
    port,
    pid: child.pid,
    version: `Portkey gateway ${PORTKEY_VERSION} with @hono/node-server ${NODE_SERVER_VERSION}, ` +
      `Node ${new TextDecoder().decode(node.stdout).trim()}`,
    [Symbol.asyncDispose]: async () => {
      endChild(child, "SIGTERM");
      await child.status;
    },
  };
}
