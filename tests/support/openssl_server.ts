/**
 * OpenSSL's own TLS server, as an upstream that demands a client certificate.
 * @module
 */

import { TextLineStream } from "../../src/base/std.ts";
import { DEADLINE_MS, withDeadline } from "./deadline.ts";
import { canRun } from "./peers.ts";
import { TempDir } from "./temp_dir.ts";
import { TEST_CA, TEST_SERVER } from "./test_certificates.ts";

/** Whether `openssl` can be started. */
export const HAVE_OPENSSL: boolean = canRun("openssl", ["version"]);

/** `openssl s_server`, which answers each GET with a page about the connection. */
export class OpensslServer implements AsyncDisposable {
  readonly #child: Deno.ChildProcess;
  readonly #output: Promise<void>;
  readonly #dir: TempDir;
  readonly url: string;

  constructor(parts: {
    child: Deno.ChildProcess;
    output: Promise<void>;
    dir: TempDir;
    url: string;
  }) {
    this.#child = parts.child;
    this.#output = parts.output;
    this.#dir = parts.dir;
    this.url = parts.url;
  }

  /** Starts on a free port and waits until it listens. */
  static async start(): Promise<OpensslServer> {
    const dir = await TempDir.make();
    const files = { "ca.pem": TEST_CA, "cert.pem": TEST_SERVER.cert, "key.pem": TEST_SERVER.key };
    for (const [name, text] of Object.entries(files)) {
      await Deno.writeTextFile(dir.join(name), text);
    }
    const child = new Deno.Command("openssl", {
      args: ["s_server", "-accept", "127.0.0.1:0", "-www", "-naccept", "100"].concat(
        ["-cert", dir.join("cert.pem"), "-key", dir.join("key.pem")],
        ["-CAfile", dir.join("ca.pem"), "-Verify", "1", "-verify_return_error"],
      ),
      stdin: "null",
      stdout: "piped",
      stderr: "null",
    }).spawn();
    const listening = Promise.withResolvers<string>();
    const output = eachLine(child.stdout, (line) => {
      const address = /^ACCEPT (\S+)$/.exec(line)?.[1];
      if (address !== undefined) listening.resolve(address);
    });
    const address = await withDeadline(listening.promise, {
      ms: DEADLINE_MS,
      describe: () => "openssl s_server does not listen",
    });
    return new OpensslServer({ child, output, dir, url: `https://${address}` });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill("SIGKILL");
    await Promise.all([this.#child.status, this.#output]);
    await this.#dir[Symbol.asyncDispose]();
  }
}

async function eachLine(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  take: (line: string) => void,
): Promise<void> {
  const lines = stream.pipeThrough(new TextDecoderStream()).pipeThrough(new TextLineStream());
  for await (const line of lines) take(line);
}
