/**
 * Journey of one vendor's client: the same program calls the vendor directly, then through the real
 * `serve`; what the client's library returned and what reached the vendor must be equal, and the
 * telemetry must tell what was called.
 *
 * The program of a client is a process of its own: it gets a base address, and prints one JSON line
 * for each of its calls.
 *
 * @module
 */

import { contradictions, filesBelow, verify, vkeyOf } from "../support/journey.ts";
import { ROOT_DIR, startServe } from "../support/program.ts";
import { assert, assertEquals } from "../support/std.ts";
import { TempDir } from "../support/temp_dir.ts";
import { TEST_CA, TEST_SERVER } from "../support/test_certificates.ts";
import type { TelemetryLine } from "../../src/format/telemetry.ts";
import { assertLines } from "./expected_lines.ts";
import { type SeenRequest, VendorUpstream } from "./vendor_upstream.ts";

/** How the program of a client is started; the base address is added at the end. */
export interface ClientProgram {
  command: string;
  args: readonly string[];
  /** The client wants TLS: client, proxy and vendor then speak it. False when absent. */
  isTls?: boolean;
}

/** What a client's library returned, or threw, for one call. */
interface CallResult {
  call: string;
  value?: unknown;
  error?: string;
}

const SDK_DIR = `${ROOT_DIR}tests/clients/sdk/`;
/** Straight to the address that is given, and nothing left beside the modules. */
const CLIENT_ENV = { NO_PROXY: "127.0.0.1", NO_COLOR: "1", PYTHONDONTWRITEBYTECODE: "1" };
/** Longest run of a client, the download of its packages included. */
const RUN_MS = 120_000;

/** A client that is a module below `sdk/`, with the packages of its own configuration. */
export function sdkProgram(module: string): ClientProgram {
  const flags = ["--quiet", "--no-prompt", `--config=${SDK_DIR}deno.json`];
  return { command: Deno.execPath(), args: ["run", "-A", ...flags, `${SDK_DIR}${module}`] };
}

/** Runs all calls of a client with and without the proxy; each call is a step of the test. */
export async function clientJourney(test: Deno.TestContext, program: ClientProgram): Promise<void> {
  const isTls = program.isTls === true;
  await using upstream = new VendorUpstream(isTls ? TEST_SERVER : null);
  await using dir = await TempDir.make();
  await Deno.writeTextFile(dir.join("ca.pem"), TEST_CA);
  const run = (baseUrl: string): Promise<CallResult[]> =>
    runClient(program, { baseUrl, caFile: dir.join("ca.pem") });
  const direct = await run(upstream.url);
  const directSeen = upstream.takeSeen();
  await using serve = await startServe({
    target: upstream.url,
    evidenceDir: dir.join("evidence"),
    args: isTls ? await tlsFlags(dir) : [],
  });
  const vkey = await vkeyOf(serve);
  const proxied = await run(isTls ? `https://${serve.address}` : serve.url);
  const proxiedSeen = upstream.takeSeen();
  const { code, stderr } = await serve.stop();
  assertEquals(code, 0, stderr);

  const [name] = filesBelow(dir.join("evidence.telemetry"));
  const telemetry = dir.join("evidence.telemetry", `${name}`);
  const lines = telemetryLines(await Deno.readTextFile(telemetry));
  assert(direct.length > 0, "The client made calls");
  for (const [k, expected] of direct.entries()) {
    await test.step(expected.call, () => {
      assertEquals(expected.error, undefined, "The call succeeds without a proxy");
      assertEquals(proxied[k], expected, "The library returns the same");
      assertEquals(of(proxiedSeen, expected), of(directSeen, expected), "The vendor sees the same");
      assertLines(expected.call, lines);
    });
  }
  assertEquals(proxied.length, direct.length);
  assertEquals(upstream.faults, []);
  const verdict = await verify(dir.join("evidence"), ["--key", vkey, "--telemetry", telemetry]);
  assertEquals([verdict.code, contradictions(verdict.report)], [0, []]);
}

/** What reached the vendor of one call; sorted, for a client may send two requests at once. */
function of(seen: readonly SeenRequest[], { call }: CallResult): string[] {
  return seen.filter((request) => request.call === call).map((one) => JSON.stringify(one)).sort();
}

function telemetryLines(text: string): TelemetryLine[] {
  return text.trimEnd().split("\n").map((line) => JSON.parse(line))
    .filter((line) => line.type === "call");
}

async function tlsFlags(dir: TempDir): Promise<string[]> {
  const files = { cert: dir.join("cert.pem"), key: dir.join("key.pem") };
  await Deno.writeTextFile(files.cert, TEST_SERVER.cert);
  await Deno.writeTextFile(files.key, TEST_SERVER.key, { mode: 0o600 });
  const ca = `--upstream-ca=${dir.join("ca.pem")}`;
  return [`--tls-cert=${files.cert}`, `--tls-key=${files.key}`, ca];
}

async function runClient(
  program: ClientProgram,
  { baseUrl, caFile }: { baseUrl: string; caFile: string },
): Promise<CallResult[]> {
  const child = new Deno.Command(program.command, {
    args: [...program.args, baseUrl],
    env: { ...CLIENT_ENV, DENO_CERT: caFile },
    stdin: "null",
    signal: AbortSignal.timeout(RUN_MS),
  });
  const { code, stdout, stderr } = await child.output();
  const errors = new TextDecoder().decode(stderr);
  assertEquals(code, 0, `${program.args.at(-1)} failed\n${errors}`);
  return new TextDecoder().decode(stdout).trimEnd().split("\n").map((line) => JSON.parse(line));
}
