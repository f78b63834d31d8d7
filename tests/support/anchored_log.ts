/**
 * A log that the real program made with a witness and a time-stamp authority beside it: `outband
 * serve`, `outband witness`, and `openssl ts` behind HTTP.
 * @module
 */

import { chat, chatUpstream, vkeyOf } from "./journey.ts";
import { OpensslTsa } from "./openssl_tsa.ts";
import { freePort } from "./ports.ts";
import { type ServeProcess, startListening, startServe } from "./program.ts";
import { assertEquals } from "./std.ts";
import { TempDir } from "./temp_dir.ts";

/** Name of the log. */
const ANCHORED_ORIGIN = "logs.example.com/gw-0";

/** The log and whom it was shown to. */
export interface AnchoredLog extends AsyncDisposable {
  dir: TempDir;
  evidence: string;
  /** Key of the log. */
  vkey: string;
  /** Key of the witness. */
  witnessVkey: string;
  /** Policy that asks for the witness. */
  policyFile: string;
  tsa: OpensslTsa;
  /** What reached the authority. */
  stampRequests: readonly Uint8Array[];
  /** Standard output of the program. */
  stdout: string;
}

/** Starts a witness of one log. */
export async function startWitness(
  parts: { dir: TempDir; log: string; port: number },
): Promise<{ process: ServeProcess; vkey: string; url: string }> {
  const process = await startListening([
    "witness",
    "--name=witness.example.org/w",
    `--state-dir=${parts.dir.join("witness")}`,
    `--log=${parts.log}`,
    `--listen=127.0.0.1:${parts.port}`,
  ]);
  return { process, vkey: process.stdoutLines[0] ?? "", url: `http://${process.address}` };
}

/**
 * Makes one.
 *
 * @param calls Calls in all, spread over windows of two seconds until three are sealed.
 */
export async function anchoredLog(calls: number): Promise<AnchoredLog> {
  const dir = await TempDir.make();
  const tsa = await OpensslTsa.make();
  const authority = tsa.serve();
  await using upstream = chatUpstream();
  const evidence = dir.join("evidence");
  const options = {
    target: upstream.url,
    evidenceDir: evidence,
    args: [`--origin=${ANCHORED_ORIGIN}`, "--summary-interval=2s"],
  };
  // The log's key is made at the first start, and the witness must know it before the next.
  let vkey = "";
  {
    await using first = await startServe(options);
    vkey = await vkeyOf(first);
    assertEquals(await chat(first.url, "the first call"), 200);
    assertEquals((await first.stop()).code, 0);
  }
  const witness = await startWitness({ dir, log: vkey, port: freePort() });
  await using _witness = witness.process;
  const anchors = [`--witness=${witness.url}+${witness.vkey}`, `--tsa=${authority.url}`];
  await using serve = await startServe({ ...options, args: [...options.args, ...anchors] });
  for (let k = 0; k < calls; k++) await chat(serve.url, `call ${k}`);
  let sealed = 0;
  await serve.waitForLog("window.sealed", () => ++sealed === 3);
  await chat(serve.url, "the last call");
  const ended = await serve.stop();
  assertEquals(ended.code, 0, ended.stderr);
  await authority.stop();
  const policyFile = dir.join("policy");
  const policy = `log ${vkey}\nwitness w ${witness.vkey}\nquorum w\n`;
  await Deno.writeTextFile(policyFile, policy);
  return {
    dir,
    evidence,
    vkey,
    witnessVkey: witness.vkey,
    policyFile,
    tsa,
    stampRequests: authority.requests,
    stdout: ended.stdout,
    async [Symbol.asyncDispose](): Promise<void> {
      await tsa[Symbol.asyncDispose]();
      await dir[Symbol.asyncDispose]();
    },
  };
}
