import http2 from "node:http2";
import { text as streamText } from "node:stream/consumers";
import { Router } from "../../src/proxy/router.ts";
import { parseTarget, Upstream } from "../../src/proxy/upstream.ts";
import { SYSTEM_CLOCK } from "../../src/base/clock.ts";
import { answerJson, RawUpstream } from "../support/raw_upstream.ts";
import { NO_TLS, ProxyRig } from "../support/proxy_rig.ts";
import { assertEquals } from "../support/std.ts";

function upstreamTo(url: string): Upstream {
  return new Upstream(parseTarget(url), {
    clock: SYSTEM_CLOCK,
    connectTimeoutMs: 5_000,
    idleMs: 60_000,
    streamIdleMs: 0,
    tls: NO_TLS,
  });
}

/** A router to upstreams that are called by one letter, and what it chooses: `a /path`. */
function chooser(
  routes: Record<string, string>,
  hasFallback = true,
): (target: string, host?: string) => string | null {
  const list = Object.entries(routes).map(([key, name]) => {
    const at = key.includes("/") ? key.indexOf("/") : key.length;
    const [host, prefix] = [key.slice(0, at), key.slice(at)];
    return { host: host === "" ? null : host, prefix, upstream: upstreamTo(`http://${name}`) };
  });
  const router = new Router(list, hasFallback ? upstreamTo("http://rest") : null);
  router.close();
  return (target, host) => {
    const to = router.choose(target, host ?? null);
    return to === null ? null : `${to.upstream.target.host} ${to.target}`;
  };
}

Deno.test("Router.choose() takes the longest path, whatever the order, and takes it away", () => {
  const routes = { "/a": "short", "/a/b": "long", "/c": "other" };
  for (const order of [Object.entries(routes), Object.entries(routes).reverse()]) {
    const choose = chooser(Object.fromEntries(order));
    assertEquals(choose("/a/x?q=1"), "short /x?q=1");
    assertEquals(choose("/a/b/x"), "long /x");
    assertEquals(choose("/a/bc"), "short /bc");
    assertEquals(choose("/c"), "other /");
    assertEquals(choose("/c?q"), "other /?q");
    assertEquals(choose("/cd/x"), "rest /cd/x");
    assertEquals(choose("/A/x"), "rest /A/x");
  }
});

Deno.test("Router.choose() takes a named host before any path, with or without its port", () => {
  const choose = chooser({ "/a/b/c": "path", "api.local": "host", "api.local/a": "both" });
  assertEquals(choose("/a/b/c/x", "api.local:8080"), "both /b/c/x");
  assertEquals(choose("/x", "API.local"), "host /x");
  assertEquals(choose("/a/b/c/x", "elsewhere"), "path /x");
  assertEquals(choose("/x", "api.local.evil"), "rest /x");
  const exact = chooser({ "api.local:81": "port" });
  assertEquals([exact("/", "api.local:81"), exact("/", "api.local")], ["port /", "rest /"]);
});

Deno.test("Router.choose() gives null when nothing takes the call", () => {
  const choose = chooser({ "/a": "a" }, false);
  assertEquals([choose("/b"), choose("/a")], [null, "a /"]);
});

Deno.test("Forwarder.forward() finds the host name of HTTP/2, which has no such field", async () => {
  const other = new RawUpstream(answerJson({ from: "other" }));
  const upstream = upstreamTo(other.url);
  const rig = new ProxyRig(answerJson({ from: "target" }), {
    routes: () => [{ host: "other.local", prefix: "", upstream }],
  });
  const session = http2.connect(`http://127.0.0.1:${rig.server.addr.port}`);
  const told = (authority: string): Promise<string> => {
    const stream = session.request({ ":path": "/", ":authority": authority });
    return streamText(stream);
  };
  assertEquals(await told("other.local"), '{"from":"other"}');
  assertEquals(await told("elsewhere"), '{"from":"target"}');
  await new Promise<void>((resolve) => session.close(resolve));
  await rig[Symbol.asyncDispose]();
  upstream.close();
  await other[Symbol.asyncDispose]();
});

Deno.test("Forwarder.forward() sends a call where its route says, and the record names it", async () => {
  const other = new RawUpstream(answerJson({ from: "other" }));
  const upstream = upstreamTo(`${other.url}/base`);
  const rig = new ProxyRig(answerJson({ from: "target" }), {
    routes: () => [{ host: null, prefix: "/other", upstream }],
  });
  const client = await rig.connect();
  const told = async (target: string): Promise<string> =>
    new TextDecoder().decode((await client.request({ method: "GET", target })).body);
  assertEquals(await told("/other/v1/models?k=1"), '{"from":"other"}');
  assertEquals(await told("/v1/models"), '{"from":"target"}');
  client.close();
  const [first, second] = [await rig.call(0), await rig.call(1)];
  assertEquals([first.texts.host, first.texts.path], [
    `127.0.0.1:${other.port}`,
    "/base/v1/models",
  ]);
  assertEquals([second.texts.host, second.texts.path], [
    `127.0.0.1:${rig.origin.port}`,
    "/v1/models",
  ]);
  assertEquals(other.requests.map(({ target }) => target), ["/base/v1/models?k=1"]);
  await rig[Symbol.asyncDispose]();
  upstream.close();
  await other[Symbol.asyncDispose]();
});
