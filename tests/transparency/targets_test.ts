/** Request targets reach the upstream byte for byte, or are answered as the README says. */

import { assert, assertEquals } from "../support/std.ts";
import { latin1Bytes } from "../support/wire_reader.ts";
import { type Stage, stageTest } from "./stage.ts";

/** Origin form in all its oddity. */
const UNCHANGED: readonly string[] = [
  "/",
  "//",
  "///a//b//",
  "/.",
  "/..",
  "/./",
  "/a/.",
  "/a/./b",
  "/a/../b",
  "/../../etc/passwd",
  "/%2F",
  "/%2f",
  "/%3A",
  "/%2e%2e/x",
  "/%252F",
  "/%00",
  "/%C0%AF",
  "/%zz",
  "/%",
  "/a%",
  "/a%2",
  "/%u0041",
  "/a%20b+c",
  "/x%0d%0aX-Evil:%201",
  "/x?a=%0D%0A%0D%0AGET%20/y%20HTTP/1.1",
  "/?",
  "/??",
  "/?a?b",
  "/?a=b&a=c&a",
  "/?=&&=",
  "/?a=%C3%BC&b=%E2%82%AC",
  "/?a=%23&b=%26%3D",
  "/x?/../y",
  "/?a=http://x/y",
  "/[]|^`{}",
  '/?[]|^`{}\\"<>',
  "/\\",
  "/a\\..\\b",
  '/"<>',
  "/a;b=c;d,e",
  "/!$&'()*+,;=:@~-._",
  "/:80",
  "/@x",
  "/http://x/y",
  "//host/x",
  "//user:pass@host:1/x?y",
  "/*",
  "/a#fragment",
  "/a?b#fragment",
  "/?a=http://x/y#z",
  "/\xc3\xbc?\xe2\x82\xac",
  // Characters whose code points end in 0d and 0a: cut to bytes they would be a line end.
  "/\xc4\x8d\xc4\x8aX-Evil:1",
  "/healthz/",
  "/healthz?x",
  "//healthz",
  "/%68ealthz",
  "/HEALTHZ",
  `/${"a".repeat(8 * 1024)}`,
  `/?${"b=%20&".repeat(1_400)}`,
  `/${"c".repeat(60_000)}`,
];

/** What arrives when it is not what was sent. */
const CHANGED: readonly [sent: string, arrived: string][] = [
  ["OPTIONS *", "OPTIONS /*"],
  ["GET http://h/x?y", "GET /x?y"],
  ["GET http://other:1/x", "GET /x"],
  ["GET https://user:pass@other/x", "GET /x"],
  ["GET ftp://other/x", "GET /x"],
  ["GET http://other", "GET /"],
  ["GET http://other?y", "GET /?y"],
  ["GET http://other//x/../y", "GET //x/../y"],
];

/** Answered with 400 by the runtime; nothing reaches the upstream. */
const REFUSED: readonly string[] = [
  "GET /\xff",
  "GET /?\xff",
  "GET /\xc3",
  "GET /\x01",
  "GET /a\tb",
  "GET /a\rb",
  "GET /a\0b",
  "GET /a b",
  "GET x",
  "GET ?a",
  "GET *",
  "GET foo:bar",
  "GET h:80",
  `GET /${"d".repeat(70_000)}`,
];

/** What went on, as `METHOD target`, or null. */
async function arrived(stage: Stage, line: string, status: number): Promise<string | null> {
  using client = await stage.connect();
  await client.sendBytes(latin1Bytes(`${line} HTTP/1.1\r\nHost: h\r\n\r\n`));
  const got = await client.readAnswer();
  assertEquals(got.status, status);
  const [request, ...others] = stage.upstream.requests;
  assertEquals(others, []);
  if (request === undefined) return null;
  assertEquals(request.headers.map(([name]) => name), ["host"], "nothing became a field");
  return `${request.method} ${request.target}`;
}

function shown(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1);
  return escaped.length > 60 ? `${escaped.slice(0, 57)}... (${text.length} characters)` : escaped;
}

stageTest("targets arrive byte for byte", async (stage) => {
  for (const target of UNCHANGED) {
    await stage.row(shown(target), async () => {
      assertEquals(await arrived(stage, `GET ${target}`, 200), `GET ${target}`);
    });
  }
  for (const [sent, expected] of CHANGED) {
    await stage.row(`${sent} arrives as ${expected}`, async () => {
      assertEquals(await arrived(stage, sent, 200), expected);
    });
  }
  for (const line of REFUSED) {
    await stage.row(`${shown(line)} is answered with 400`, async () => {
      assertEquals(await arrived(stage, line, 400), null);
      await stage.sentinel();
      assert(stage.upstream.requests.every(({ target }) => target === "/sentinel"));
    });
  }
});
