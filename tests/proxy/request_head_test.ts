/** Which fields pass in each direction, and the bytes of the request head. */

import {
  type RequestFields,
  requestFields,
  requestHead,
  returnedHeaders,
} from "../../src/proxy/request_head.ts";
import { assert, assertEquals, assertFalse } from "../support/std.ts";

type Pairs = [name: string, value: string][];

function headText(headers: Pairs, target: string = "/v1"): string {
  const fields = requestFields(headers);
  return requestHead({ method: "POST", target, host: "api.example:81", fields });
}

/** The returned fields as pairs, whichever form was chosen. */
function returned(fields: Pairs): Pairs {
  const { headers } = returnedHeaders(fields);
  return Array.isArray(headers) ? headers : Object.entries(headers);
}

const START = "POST /v1 HTTP/1.1\r\nhost: api.example:81\r\n";

Deno.test("requestHead() writes request line, host and fields", () => {
  assertEquals(headText([]), START);
  assertEquals(
    headText([["x-b", "2"], ["x-a", ""], ["accept", "*/*"]]),
    `${START}x-b: 2\r\nx-a: \r\naccept: */*\r\n`,
  );
});

Deno.test("requestHead() replaces the host and rebuilds the framing", () => {
  const fields: Pairs = [["host", "client.example"], ["content-length", "5"], [
    "transfer-encoding",
    "chunked",
  ]];
  assertEquals(headText(fields), START);
});

Deno.test("requestHead() strips the fields of one connection", () => {
  const fields: Pairs = [
    ["connection", "keep-alive, X-Hop ,x-other"],
    ["x-hop", "1"],
    ["x-other", "2"],
    ["x-stays", "3"],
    ...["keep-alive", "proxy-connection", "proxy-authenticate", "proxy-authorization", "te"]
      .map((name): [string, string] => [name, "x"]),
    ...["trailer", "upgrade", "expect"].map((name): [string, string] => [name, "x"]),
  ];
  assertEquals(headText(fields), `${START}x-stays: 3\r\n`);
});

Deno.test("requestHead() forwards the target byte for byte, as one byte per character", () => {
  const target = '//a/../%2F%2f/.//b?x=%zz&y=//..#f|{}\\^`"';
  assertEquals(headText([], target).split("\r\n")[0], `POST ${target} HTTP/1.1`);
  const beyondAscii = "/caf\u00e9/\u20ac/\u{1f600}?q=\u00ff";
  const bytes = String.fromCharCode(...new TextEncoder().encode(beyondAscii));
  assertEquals(headText([], beyondAscii).split("\r\n")[0], `POST ${bytes} HTTP/1.1`);
});

Deno.test("requestHead() lets no character of the target end its line", () => {
  // One byte per character would turn these into CR, LF and a space.
  const text = headText([], "/\u00e9\u0120HTTP/1.1\u010d\u010ax: 1");
  assertEquals(text.split("\r\n").length, 3);
  assertFalse(text.includes("\u010d"));
  assertEquals(text.split(" ").length, 5);
});

Deno.test("requestFields() shows the audit what it wants to see", () => {
  const see = (fields: Pairs): RequestFields => requestFields(fields);
  const { contentType, contentEncoding, traceparent, credential } = see([
    ["content-type", "a/b"],
    ["content-encoding", "gzip"],
    ["traceparent", "00-1-2-01"],
    ["authorization", "Bearer x"],
  ]);
  assertEquals([contentType, contentEncoding, traceparent, credential], [
    "a/b",
    "gzip",
    "00-1-2-01",
    "Bearer x",
  ]);
  for (const name of ["authorization", "x-api-key", "api-key", "x-goog-api-key"]) {
    assertEquals(see([[name, "k"]]).credential, "k", name);
  }
  const none = see([["cookie", "a=b"]]);
  assertEquals([none.contentType, none.contentEncoding, none.traceparent, none.credential], [
    "",
    "",
    "",
    "",
  ]);
});

Deno.test("returnedHeaders() keeps names, values and order", () => {
  const fields: Pairs = [["X-B", "2"], ["Content-Length", "5"], ["x-a", ""], ["Date", "x"]];
  assertEquals(returned(fields), fields);
  assertFalse(Array.isArray(returnedHeaders(fields).headers), "a record is cheaper");
});

Deno.test("returnedHeaders() keeps repeated fields as pairs", () => {
  const fields: Pairs = [["X-D", "1"], ["Set-Cookie", "a"], ["X-D", "2"], ["Set-Cookie", "b"]];
  assertEquals(returned(fields), fields);
  const cased: Pairs = [["X-D", "1"], ["x-d", "2"]];
  assertEquals(returned(cased), cased);
});

Deno.test("returnedHeaders() keeps the order of names that look like numbers", () => {
  const fields: Pairs = [["X-A", "1"], ["7", "2"], ["x-b", "3"], ["1", "4"], ["__proto__", "5"]];
  assertEquals(returned(fields), fields);
});

Deno.test("returnedHeaders() strips the fields of one connection", () => {
  const fields: Pairs = [
    ["Keep-Alive", "timeout=5"],
    ["X-Stays", "1"],
    ...["Connection", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade"]
      .map((name): [string, string] => [name, "x"]),
  ];
  assertEquals(returned(fields), [["X-Stays", "1"]]);
});

Deno.test("returnedHeaders() strips what any connection field names, before or after it", () => {
  for (
    const connections of [
      ["X-Hop, x-other"],
      ["close, X-Hop", "X-OTHER"],
      ["x-hop", "x-other", "keep-alive"],
      ["keep-alive", "x-other", "close", "x-hop"],
    ]
  ) {
    const fields: Pairs = [["X-Hop", "1"]];
    for (const value of connections) fields.push(["Connection", value]);
    fields.push(["x-other", "2"], ["X-Stays", "3"]);
    assertEquals(returned(fields), [["X-Stays", "3"]], connections.join(" | "));
  }
});

Deno.test("returnedHeaders() shows the audit what it wants to see", () => {
  const see = (name: string): unknown => returnedHeaders([[name, "v"]]);
  const nothing = { contentType: "", contentEncoding: "", requestId: "", rateLimits: "" };
  for (
    const [name, key] of [
      ["Content-Type", "contentType"],
      ["content-encoding", "contentEncoding"],
      ["X-Request-Id", "requestId"],
      ["request-id", "requestId"],
    ] as const
  ) {
    const headers = Object.assign(Object.create(null), { [name]: "v" });
    assertEquals(see(name), { headers, ...nothing, [key]: "v" });
  }
  assert(returnedHeaders([]).contentType === "");
});

Deno.test("requestFields() tells what decides how a request is forwarded", () => {
  const fields = requestFields(
    [
      ["host", "h"],
      ["content-length", "5"],
      ["transfer-encoding", "chunked"],
      ["upgrade", "websocket"],
      ["x-a", "1"],
    ],
  );
  assertEquals([fields.host, fields.contentLength], ["h", "5"]);
  assertEquals([fields.transferEncoding, fields.upgrade], ["chunked", "websocket"]);
  assertEquals(
    fields.size,
    "host: h  content-length: 5  ".length + "x-a: 1  ".length +
      "transfer-encoding: chunked  upgrade: websocket  ".length,
  );
  const none = requestFields([]);
  assertEquals([none.host, none.size, none.text], [null, 0, ""]);
  assertEquals([none.contentLength, none.transferEncoding, none.upgrade], [null, null, null]);
});

Deno.test("requestFields() keeps what the application says to Outband from the upstream", () => {
  const { text, attribution } = requestFields([
    ["X-Outband-Tenant", "acme"],
    ["accept", "*/*"],
    ["baggage", "a=1,outband.purpose=PUR%2D7;p=1, outband.user=u-1,b=2"],
    ["Baggage", "outband.app=x"],
    ["traceparent", "00-1-2-00"],
  ]);
  assertEquals(text, "accept: */*\r\nbaggage: a=1,b=2\r\ntraceparent: 00-1-2-00\r\n");
  assertEquals(attribution.split("\x1e"), [
    "x-outband-tenant\x1facme",
    "outband.purpose\x1fPUR%2D7",
    "outband.user\x1fu-1",
    "outband.app\x1fx",
    "",
  ]);
});

Deno.test("requestFields() leaves other baggage as it is, also where `connection` names a field", () => {
  const value = "key = value ;p=1 ,  other=2";
  assertEquals(requestFields([["baggage", value]]).text, `baggage: ${value}\r\n`);
  const named: [string, string][] = [["connection", "x-hop"], ["x-hop", "1"], [
    "x-outband-app",
    "a",
  ]];
  assertEquals(
    requestFields([...named, ["baggage", "outband.app=b,c=3"]]).text,
    "baggage: c=3\r\n",
  );
});

Deno.test("requestFields() bounds what the application says, and says so", () => {
  const { text, attribution } = requestFields(
    Array.from({ length: 20 }, () => ["x-outband-app", "v".repeat(200)] as const),
  );
  assertEquals(text, "");
  assert(attribution.length < 1_100 && attribution.endsWith("\x1d"));
});

Deno.test("returnedHeaders() notes limits and the request ids of every vendor", () => {
  const { rateLimits, requestId } = returnedHeaders([
    ["X-RateLimit-Remaining-Requests", "59"],
    ["anthropic-ratelimit-tokens-limit", "10"],
    ["Retry-After", "3"],
    ["x-amzn-RequestId", "r-1"],
  ]);
  assertEquals(requestId, "r-1");
  assertEquals(rateLimits.split("\x1e").slice(0, -1), [
    "x-ratelimit-remaining-requests\x1f59",
    "anthropic-ratelimit-tokens-limit\x1f10",
    "retry-after\x1f3",
  ]);
});
