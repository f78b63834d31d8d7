import {
  readUpstreamUrl,
  routeSettings,
  upstreamUrl,
  withoutCredentials,
} from "../../src/format/upstream_setting.ts";
import { assert, assertEquals } from "../support/std.ts";

function routes(given: unknown): unknown {
  const result = routeSettings().safeParse(given);
  return result.success ? result.data : result.error.issues.map(({ message }) => message);
}

Deno.test("routeSettings() reads a path, a host, or both", () => {
  assertEquals(routes(""), []);
  assertEquals(routes("/anthropic=https://api.anthropic.com"), [
    { host: null, prefix: "/anthropic", url: "https://api.anthropic.com" },
  ]);
  assertEquals(routes(["OpenAI.local=http://a:1/v1", "[::1]:8080/b/c/=http://b"]), [
    { host: "openai.local", prefix: "", url: "http://a:1/v1" },
    { host: "[::1]:8080", prefix: "/b/c", url: "http://b" },
  ]);
  assertEquals(routes("/a=http://a,/b=http://b"), routes(["/a=http://a", "/b=http://b"]));
});

Deno.test("routeSettings() names each route that it cannot use", () => {
  assertEquals(routes(["nonsense", "=http://a", "/a=ftp://a", "/b=http://u:p@b"]), [
    'cannot be "nonsense": give [HOST][/PREFIX]=URL, such as /anthropic=https://api.anthropic.com',
    'cannot be "=http://a": give [HOST][/PREFIX]=URL, such as /anthropic=https://api.anthropic.com',
    'cannot be "/a=ftp://a": its scheme is "ftp"; give http(s)://host[:port][/path] after the =',
    'cannot be "/b=http://***@b": it holds a user name or password; ' +
    "give http(s)://host[:port][/path] after the =",
  ]);
  assertEquals(routes(["/a=http://a", "/a/=http://b"]), ['names "/a" twice']);
  assertEquals(routes(7), ["must be text or a list of texts"]);
  const many = Array.from({ length: 65 }, (_, k) => `/r${k}=http://a`);
  assertEquals(routes(many), ["holds more than 64 routes"]);
});

Deno.test("routeSettings() takes a text that is cut off anywhere, or names a fault", () => {
  const whole = "api.local:8080/anthropic/v1=https://api.anthropic.com/base";
  for (let length = 1; length < whole.length; length++) {
    const result = routes(whole.slice(0, length)) as unknown[];
    assertEquals(result.length, 1, whole.slice(0, length));
  }
});

Deno.test("upstreamUrl() takes none for null, and shows no password", () => {
  assertEquals(upstreamUrl().parse(""), null);
  assertEquals(upstreamUrl().parse("http://a:1/b"), "http://a:1/b");
  const result = upstreamUrl().safeParse("http://u:secret@h");
  assert(!result.success);
  assertEquals(result.error.issues[0]?.message.includes("secret"), false);
  assertEquals(withoutCredentials("https://u:p@h/x"), "https://***@h/x");
});

Deno.test("readUpstreamUrl() gives address, host field and path", () => {
  assertEquals(readUpstreamUrl("https://[::1]:8443/v1/"), {
    tls: true,
    hostname: "::1",
    port: 8443,
    host: "[::1]:8443",
    basePath: "/v1",
  });
  assertEquals(readUpstreamUrl("http://h/?a"), { problem: "it has a query or fragment" });
});
