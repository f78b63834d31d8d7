/**
 * The README's list of differences is what differences.ts applies, line by line, and each line is
 * needed: an exchange shows it, and without its entry that exchange would be foretold wrongly.
 */

import { ROOT_DIR } from "../support/program.ts";
import { assertEquals, assertStringIncludes, assertThrows } from "../support/std.ts";
import { latin1Bytes } from "../support/wire_reader.ts";
import { type Difference, DIFFERENCES, SHOWN_ELSEWHERE, throughProxy } from "./differences.ts";
import { assertExchange } from "./exchange.ts";
import { play, type Script } from "./play.ts";
import { stageTest } from "./stage.ts";

const TABLE_REGEXP =
  /\n## Differences from a direct connection\n[\s\S]*?\n\| -+ \| -+ \|\n([\s\S]*?)\n\n/;
const SECOND_TABLE_REGEXP =
  /\nBeside the bytes of one exchange:\n\n[^\n]+\n\| -+ \| -+ \|\n([\s\S]*?)\n\n/;
const OK = "HTTP/1.1 200 OK\r\nDate: x\r\nContent-Length: 2\r\n\r\nok";

function script(request: string, answer: string, closes: boolean = false): Script {
  return {
    method: request.slice(0, request.indexOf(" ")),
    request: [latin1Bytes(request)],
    answer: answer === "" ? [] : [latin1Bytes(answer)],
    closes,
  };
}

function get(fields: string): string {
  return `GET /x HTTP/1.1\r\nHost: h\r\n${fields}\r\n`;
}

function post(fields: string, body: string): string {
  return `POST /x HTTP/1.1\r\nHost: h\r\n${fields}\r\n${body}`;
}

const CHUNKED_OK =
  "HTTP/1.1 200 OK\r\nDate: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n";

/** Exchanges that show each line, in the order of the lists. */
const SHOWN_BY: readonly Script[][] = [
  [
    script(get("Connection: X-Hop\r\nX-Hop: 1\r\nTE: trailers\r\nUpgrade: h2c\r\n"), OK),
    script(get(""), OK.replace("Date", "Connection: X-Hop\r\nX-Hop: 1\r\nDate")),
  ],
  [script(get("Cookie: a=1\r\nX-A: 1\r\nCookie: b=2\r\n"), OK)],
  [
    script(post("Expect: 100-continue\r\nContent-Length: 2\r\n", "hi"), OK),
    script(get(""), `HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n${OK}`),
  ],
  [
    script("OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n", OK),
    script("GET /\xff HTTP/1.1\r\nHost: h\r\n\r\n", OK),
  ],
  [
    script("GET http://other.example/x?y HTTP/1.1\r\nHost: h\r\n\r\n", OK),
    script("GET https://other.example:1?y HTTP/1.1\r\nHost: h\r\n\r\n", OK),
    script("GET http://other.example HTTP/1.1\r\nHost: h\r\n\r\n", OK),
  ],
  [script("CONNECT other.example:443 HTTP/1.1\r\nHost: other.example:443\r\n\r\n", OK)],
  [script(post("Transfer-Encoding: gzip, chunked\r\n", "2\r\nhi\r\n0\r\n\r\n"), OK)],
  [
    script(`${get("Content-Length: 2\r\n")}hi`, OK),
    script(`${get("Transfer-Encoding: chunked\r\n")}2\r\nhi\r\n0\r\n\r\n`, OK),
    script("HEAD / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nhi", OK.slice(0, -2)),
  ],
  [], // A matter of time: timing_test.ts.
  [
    script(get(""), `${CHUNKED_OK}\r\n`),
    script(get(""), "HTTP/1.1 200 OK\r\nDate: x\r\n\r\nok", true),
  ],
  [
    script(get(""), `${CHUNKED_OK}X-Sum: 1\r\n\r\n`),
    script(post("Transfer-Encoding: chunked\r\n", "2\r\nhi\r\n0\r\nX-Sum: 1\r\n\r\n"), OK),
    script(get(""), OK.replace("OK", "Fine")),
    script(get(""), OK.replace("200 OK", "203 Non-Authoritative Information")),
    script(get(""), OK.replace("Date: x\r\n", "")),
  ],
  [
    script(get(""), OK.replace("Date", "X-A: 1\r\nx-a: 2\r\nDate")),
    script(get(""), OK.replace("\r\n\r\n", "\r\nX-A: 1\r\n\r\n")),
  ],
  [
    script(get(""), "HTTP/1.1 204 No Content\r\nDate: x\r\nX-A: 1\r\nContent-Length: 0\r\n\r\n"),
    script(
      get(""),
      'HTTP/1.1 304 Not Modified\r\nDate: x\r\nETag: "a"\r\nContent-Length: 2\r\n\r\n',
    ),
    script(get(""), "HTTP/1.1 205 Reset Content\r\nDate: x\r\nContent-Length: 0\r\n\r\n"),
  ],
  [
    script(get(""), OK.replace("200 OK", "600 Odd")),
    script(get(""), OK.replace("200 OK", "999 Odd")),
  ],
  ["/healthz", "/readyz"].map((target) => script(get("").replace("/x", target), OK)),
  // Unreachable and silent upstreams: tests/proxy/.
  [script(get(""), "", true)],
];

/** First columns of the README's tables, each cell with single spaces. */
function readmeLines(table: RegExp): string[] {
  const rows = table.exec(Deno.readTextFileSync(`${ROOT_DIR}README.md`))?.[1] ?? "";
  return rows.split("\n").map((row) => row.split("|")[1]?.trim().replace(/\s+/g, " ") ?? "");
}

Deno.test("differences.ts has one entry for each line of the README's list, in its order", () => {
  assertEquals(DIFFERENCES.map(({ line }) => line), readmeLines(TABLE_REGEXP));
  assertEquals(SHOWN_BY.length, DIFFERENCES.length);
  assertEquals(SHOWN_ELSEWHERE.map(([line]) => line), readmeLines(SECOND_TABLE_REGEXP));
  for (const [line, file] of SHOWN_ELSEWHERE) {
    const text = Deno.readTextFileSync(new URL(`${file}_test.ts`, import.meta.url));
    assertStringIncludes(text.replace(/"\s*\+\s*"/g, ""), line);
  }
});

stageTest("every line of the list of differences is true and needed", async (stage) => {
  for (const [at, scripts] of SHOWN_BY.entries()) {
    const difference = DIFFERENCES[at] as Difference;
    for (const [k, shown] of scripts.entries()) {
      await stage.row(`${difference.line} (${k + 1} of ${scripts.length})`, async () => {
        const direct = await play(stage, shown, stage.upstream.port);
        const seen = await play(stage, shown, stage.serve.port);
        assertExchange(seen, throughProxy(direct), difference.line);
        const without = throughProxy(direct, DIFFERENCES.filter((other) => other !== difference));
        assertThrows(() => assertExchange(seen, without, ""), Error, "side of");
      });
    }
  }
});
