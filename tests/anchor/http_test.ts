import { post } from "../../src/anchor/http.ts";
import { utf8 } from "../../src/base/bytes.ts";
import { OutbandError } from "../../src/base/errors.ts";
import { assertEquals, assertRejects, assertStringIncludes } from "../support/std.ts";

const POSTING = {
  contentType: "text/plain",
  body: utf8("hello"),
  timeoutMs: 10_000,
  bytesMax: 100,
};

async function withServer(
  handler: (request: Request) => Response | Promise<Response>,
  body: (url: string) => Promise<void>,
): Promise<void> {
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen(): void {} }, handler);
  try {
    await body(`http://127.0.0.1:${server.addr.port}/x`);
  } finally {
    await server.shutdown();
  }
}

Deno.test("post() sends the bytes and hands the answer back", async () => {
  const answer = async (request: Request): Promise<Response> => {
    const seen = `${request.method} ${request.headers.get("content-type")} ${await request.text()}`;
    return new Response(seen, { status: 409, headers: { "content-type": "text/x.tlog.size" } });
  };
  await withServer(answer, async (url) => {
    const { status, contentType, body } = await post({ ...POSTING, url });
    assertEquals([status, contentType], [409, "text/x.tlog.size"]);
    assertEquals(new TextDecoder().decode(body), "POST text/plain hello");
  });
});

Deno.test("post() follows nothing and reads no endless answer", async () => {
  let count = 0;
  const answer = ({ url }: Request): Response => {
    count++;
    return url.endsWith("/big") ? new Response("x".repeat(101)) : Response.redirect(`${url}/big`);
  };
  await withServer(answer, async (url) => {
    assertEquals((await post({ ...POSTING, url })).status, 302);
    assertEquals(count, 1);
    await assertRejects(() => post({ ...POSTING, url: `${url}/big` }), OutbandError, "longer");
  });
});

Deno.test("post() names the address that does not answer", async () => {
  let closed = "";
  await withServer(() => new Response(""), (url) => {
    closed = url;
    return Promise.resolve();
  });
  const failing = (): Promise<unknown> => post({ ...POSTING, url: closed });
  const error = await assertRejects(failing, OutbandError, closed);
  assertEquals(error.code, "NETWORK");
  assertStringIncludes(error.message, "Cannot post");
});
