/**
 * Journey: every API's calls through the real program, an address in every text that they hold. It
 * is redacted in the telemetry, and nowhere on disk, in the log or in the metrics.
 */

import { utf8 } from "../../src/base/bytes.ts";
import { recognise } from "../../src/wire/registry.ts";
import { filesBelow } from "../support/journey.ts";
import { startServe } from "../support/program.ts";
import { RawUpstream } from "../support/raw_upstream.ts";
import { assert, assertEquals } from "../support/std.ts";
import { TempDir } from "../support/temp_dir.ts";
import { bodyBytes, canaryOf, positionsOf, streamBytes, withCanary } from "../wire/canary.ts";
import { FIXTURES } from "../wire/fixtures/all.ts";
import type { WireFixture } from "../wire/fixtures/fixture.ts";

/** The fixture with a canary in every text that is more than a name. */
function planted(fixture: WireFixture): WireFixture {
  let changed = fixture;
  let count = 0;
  for (const { part, path } of positionsOf(fixture)) {
    const holder = part === "stream" ? fixture.stream?.events : fixture[part];
    const text = path.reduce<unknown>(
      (value, step) => (value as Record<string, unknown>)[step],
      holder,
    );
    if (typeof text !== "string" || !text.includes(" ")) continue;
    const canary = canaryOf(count++);
    if (part !== "stream") {
      changed = { ...changed, [part]: withCanary(changed[part], path, canary) };
    } else if (changed.stream !== undefined) {
      const events = withCanary(changed.stream.events, path, canary) as unknown[];
      changed = { ...changed, stream: { ...changed.stream, events } };
    }
  }
  return changed;
}

interface Played {
  method: string;
  path: string;
  type: string;
  body: Uint8Array<ArrayBuffer>;
  answer: { type: string; bytes: Uint8Array<ArrayBuffer> };
}

/** Calls over plain HTTP; what passes through sockets has a test of its own. */
function plays(): Played[] {
  return FIXTURES.filter(({ requestType }) => requestType !== "application/json-seq")
    .flatMap((fixture) => {
      const { method, path, requestType: type, request, response, responseType, stream } = planted(
        fixture,
      );
      const body = bodyBytes(request);
      const plain = { type: responseType, bytes: bodyBytes(response) };
      const answers = stream === undefined ? [plain] : [plain, streamBytes(stream)];
      return answers.map((answer) => ({ method, path, type, body, answer }));
    });
}

Deno.test("no canary of any API's calls is kept, and each call has its findings", async () => {
  await using dir = await TempDir.make();
  const queue = plays();
  let next = 0;
  await using upstream = new RawUpstream(async (_request, connection) => {
    const { type, bytes } = (queue[next++] as Played).answer;
    const head =
      `HTTP/1.1 200 OK\r\ncontent-type: ${type}\r\ncontent-length: ${bytes.length}\r\n\r\n`;
    await connection.write(new Uint8Array([...utf8(head), ...bytes]));
  });
  await using serve = await startServe({
    target: upstream.url,
    evidenceDir: dir.join("evidence"),
    args: [`--log-dir=${dir.join("telemetry")}`, `--private-dir=${dir.join("private")}`],
  });
  for (const { method, path, type, body, answer } of queue) {
    const hasBody = method !== "GET" && body.length > 0;
    const response = await fetch(`${serve.url}${path}`, {
      method,
      headers: type === "" ? {} : { "content-type": type },
      ...(hasBody ? { body } : {}),
    });
    assertEquals(new Uint8Array(await response.arrayBuffer()), answer.bytes, path);
  }
  const metrics = await (await fetch(serve.metricsUrl)).text();
  const { code, stderr } = await serve.stop("SIGTERM");
  assertEquals(code, 0);

  const holders: [string, string][] = [["metrics", metrics], ["log", stderr]];
  for (const name of filesBelow(dir.path)) {
    const bytes = await Deno.readFile(dir.join(name));
    holders.push([name, new TextDecoder("latin1").decode(bytes)]);
  }
  assert(holders.length > 5);
  assertEquals(holders.filter(([, text]) => text.includes("aviary")).map(([name]) => name), []);

  const telemetry = holders.filter(([name]) => name.startsWith("telemetry/"))
    .map(([, text]) => text).join("");
  const lines = telemetry.trimEnd().split("\n").map((line) => JSON.parse(line));
  assertEquals(lines.length, queue.length);
  for (const [k, line] of lines.sort((a, b) => a.request_id - b.request_id).entries()) {
    const { method, path, body, answer, type: contentType } = queue[k] as Played;
    // Paths that several vendors have are told by the host, which is this machine here.
    const call = { method, path, host: "127.0.0.1", contentType, body: undefined };
    if (recognise(call) !== null) assert(line.format !== "opaque", path);
    for (
      const [bytes, found] of [
        [body, line.pii_categories_found],
        [answer.bytes, line.response_pii_categories],
      ] as const
    ) {
      const hasCanary = new TextDecoder().decode(bytes).includes("aviary");
      const wasSent = bytes === body ? line.bytes.request > 0 : true;
      if (hasCanary && wasSent) assert(found.includes("EMAIL"), `${line.format} ${queue[k]?.path}`);
    }
  }
});
