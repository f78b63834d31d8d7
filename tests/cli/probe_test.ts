import { OutbandError } from "../../src/base/errors.ts";
import { PROBE_COMMAND } from "../../src/cli/probe.ts";
import { chatUpstream } from "../support/journey.ts";
import { freePort } from "../support/ports.ts";
import { runCommand, startServe } from "../support/program.ts";
import { RecordedIo } from "../support/command_io.ts";
import { assertEquals, assertRejects, assertStringIncludes } from "../support/std.ts";
import { TempDir } from "../support/temp_dir.ts";

async function fails(code: string, words: string, ...args: string[]): Promise<void> {
  const failing = (): Promise<number> => PROBE_COMMAND.run(args, new RecordedIo());
  const error = await assertRejects(failing, OutbandError, words);
  assertEquals([error.code, error.message.includes("\n")], [code, false], error.message);
}

/** Answers one connection with these bytes, or never when they are null, and tells what it read. */
async function answerOnce(listener: Deno.TcpListener, answer: string | null): Promise<string> {
  using conn = await listener.accept();
  const buffer = new Uint8Array(1_024);
  const length = await conn.read(buffer) ?? 0;
  if (answer === null) await conn.read(buffer);
  else await conn.write(new TextEncoder().encode(answer));
  return new TextDecoder().decode(buffer.subarray(0, length));
}

async function probe(answer: string, ...flags: string[]): Promise<[number, string, string]> {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const answering = answerOnce(listener, answer);
  const io = new RecordedIo();
  const code = await PROBE_COMMAND.run([`127.0.0.1:${listener.addr.port}`, ...flags], io);
  return [code, io.stdout, (await answering).split("\r\n", 1)[0] as string];
}

Deno.test("probe prints the answer, and its exit code tells 200 from everything else", async () => {
  const ok = "HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nok\n";
  assertEquals(await probe(ok), [0, "ok\n", "GET /readyz HTTP/1.1"]);
  assertEquals(await probe(ok, "--live"), [0, "ok\n", "GET /healthz HTTP/1.1"]);
  const not = "HTTP/1.1 503 Service Unavailable\r\na: b\r\nc: d\r\n\r\nnot ready\n";
  assertEquals(await probe(not), [5, "not ready\n", "GET /readyz HTTP/1.1"]);
});

Deno.test("probe names what is wrong with its command line", async () => {
  await fails("USAGE", "Unknown flag", "--liv");
  await fails("USAGE", "Too many arguments", "127.0.0.1:1", "127.0.0.1:2");
  await fails("CONFIG", "give host:port", "http://127.0.0.1:9090");
  await fails("CONFIG", "give host:port", "off");
});

Deno.test("probe says that nobody answers, or that it is no proxy", async () => {
  await fails("NETWORK", "is it the --metrics-listen", `127.0.0.1:${freePort()}`);
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const address = `127.0.0.1:${listener.addr.port}`;
  for (const answer of ["", "HTTP/1.1 200 OK\r\n", "220 mail ready\r\n", "x".repeat(9_000)]) {
    const answering = answerOnce(listener, answer).catch(() => {});
    await fails("NETWORK", "the answer is no HTTP", address);
    await answering;
  }
});

Deno.test("probe does not wait for ever for one that accepts and says nothing", async () => {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const silent = answerOnce(listener, null);
  await fails("NETWORK", "no answer in 2000 ms", `127.0.0.1:${listener.addr.port}`);
  assertStringIncludes(await silent, "GET /readyz");
});

Deno.test("probe finds a running proxy by OUTBAND_METRICS_LISTEN, past HTTP_PROXY", async () => {
  await using upstream = chatUpstream();
  await using dir = await TempDir.make();
  await using serve = await startServe({ target: upstream.url, evidenceDir: dir.join("evidence") });
  const nobody = `http://127.0.0.1:${freePort()}`;
  const address = serve.metricsUrl.replace("http://", "");
  const env = { OUTBAND_METRICS_LISTEN: address, HTTP_PROXY: nobody, http_proxy: nobody };
  const { code, stdout } = await runCommand(["probe"], { env });
  assertEquals([code, stdout], [0, "ok\n"]);
  const any = address.replace("127.0.0.1", "0.0.0.0");
  assertEquals((await runCommand(["probe", any, "--live"])).code, 0);
});
