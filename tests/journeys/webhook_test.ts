/**
 * Journey: what a real proxy sends to a webhook, signed; a receiver that is down, or redirects.
 */

import { createHmac } from "node:crypto";
import { assert, assertEquals, assertStringIncludes } from "../support/std.ts";
import { chat, chatUpstream, filesBelow, verify, vkeyOf } from "../support/journey.ts";
import { runCommand, startServe } from "../support/program.ts";
import { type RawRequest, RawUpstream } from "../support/raw_upstream.ts";
import { TempDir } from "../support/temp_dir.ts";

const KEY = new Uint8Array(32).fill(7);
const SECRET = `whsec_${btoa(String.fromCharCode(...KEY))}`;

interface Received {
  type: string;
  data: Record<string, unknown> & { summary?: Record<string, unknown> };
}

/** Checks the signature by hand, as the specification has it. */
function received(request: RawRequest): Received {
  const field = (name: string): string =>
    request.headers.find(([key]) => key.toLowerCase() === name)?.[1] ?? "";
  const body = new TextDecoder().decode(request.body);
  const signed = `${field("webhook-id")}.${field("webhook-timestamp")}.${body}`;
  const expected = createHmac("sha256", KEY).update(signed).digest("base64");
  assertEquals(field("webhook-signature"), `v1,${expected}`);
  assert(field("webhook-id").startsWith("msg_"));
  return JSON.parse(body);
}

function receiver(status: () => string): RawUpstream {
  return new RawUpstream(async (_request, connection) => {
    await connection.write(
      `HTTP/1.1 ${status()}\r\nContent-Length: 0\r\nLocation: /elsewhere\r\n\r\n`,
    );
  });
}

async function secretIn(dir: TempDir, mode = 0o600): Promise<string> {
  const path = dir.join("secret");
  await Deno.writeTextFile(path, `${SECRET}\n`);
  await Deno.chmod(path, mode);
  return path;
}

Deno.test("the last window's summary arrives, signed, with a checkpoint that verify confirms", async () => {
  await using upstream = chatUpstream();
  await using hook = receiver(() => "204 No Content");
  await using dir = await TempDir.make();
  const evidence = dir.join("evidence");
  await using serve = await startServe({
    target: upstream.url,
    evidenceDir: evidence,
    args: [
      `--webhook-url=${hook.url}/hook?token=t0ken`,
      `--webhook-secret-file=${await secretIn(dir)}`,
    ],
  });
  const enabled = await serve.waitForLog("webhook.enabled");
  assertEquals(enabled["level"], "warn");
  assertStringIncludes(String(enabled["effect"]), "no content");
  const vkey = await vkeyOf(serve);
  assertEquals(await chat(serve.url, "I am jane.roe@example.com"), 200);
  const { code, stderr } = await serve.stop();
  assertEquals(code, 0, stderr);
  assert(!stderr.includes("t0ken"), "the address may hold a secret");

  const messages = hook.requests.map(received);
  const sealed = messages.filter(({ type }) => type === "window.sealed");
  assertEquals(sealed.length, 1);
  assertEquals(hook.requests[0]?.target, "/hook?token=t0ken");
  assertEquals(sealed[0]?.data.summary?.["total_requests_processed"], 1);
  assert(!JSON.stringify(messages).includes("jane.roe"), "content never leaves");
  const head = dir.join("head");
  await Deno.writeTextFile(head, String(sealed[0]?.data["checkpoint"]));
  const { code: exit, report } = await verify(evidence, ["--key", vkey, "--known-head", head]);
  assertEquals([exit, report.results.independence], [0, "pass"]);
  assertEquals(filesBelow(`${evidence}.private/webhook`), []);
});

Deno.test("a receiver that is down gets everything after the next start; redirects are not followed", async () => {
  await using upstream = chatUpstream();
  await using dir = await TempDir.make();
  let status = "307 Temporary Redirect";
  await using hook = receiver(() => status);
  const evidence = dir.join("evidence");
  const options = {
    target: upstream.url,
    evidenceDir: evidence,
    args: [`--webhook-url=${hook.url}/hook`, `--webhook-secret-file=${await secretIn(dir)}`],
  };
  {
    await using serve = await startServe(options);
    assertEquals(await chat(serve.url, "hello"), 200);
    const { code, stderr } = await serve.stop();
    assertEquals(code, 0, "a webhook that fails is no fault of the evidence");
    assertStringIncludes(stderr, "a redirect, which is not followed");
    assertStringIncludes(stderr, "sent after the next start");
  }
  assert(hook.requests.every(({ target }) => target === "/hook"));
  const waiting = filesBelow(`${evidence}.private/webhook`);
  assert(waiting.length >= 1);
  status = "200 OK";
  const before = hook.requests.length;
  {
    await using serve = await startServe(options);
    await serve.waitForLog("webhook.delivered");
    await serve.stop();
  }
  const first = hook.requests[before];
  assert(first !== undefined);
  assertEquals(received(first).type, "window.sealed");
  assertEquals(filesBelow(`${evidence}.private/webhook`), []);
});

Deno.test("serve does not start with a secret that others may read, or that is none", async () => {
  await using dir = await TempDir.make();
  const run = async (path: string): Promise<string> => {
    const { code, stderr } = await runCommand([
      "serve",
      "--target=http://127.0.0.1:1",
      `--evidence-dir=${dir.join("evidence")}`,
      "--listen=127.0.0.1:0",
      "--metrics-listen=off",
      "--webhook-url=http://127.0.0.1:1/hook",
      `--webhook-secret-file=${path}`,
    ]);
    assertEquals(code, 3, stderr);
    return stderr;
  };
  assertStringIncludes(await run(await secretIn(dir, 0o644)), "chmod 600");
  const other = dir.join("other");
  await Deno.writeTextFile(other, "hunter2\n", { mode: 0o600 });
  const stderr = await run(other);
  assertStringIncludes(stderr, "whsec_");
  assert(!stderr.includes("hunter2"));
});
