/**
 * Requests that two receivers could read in two ways, and what becomes of each: refused before
 * anything reaches the upstream, or forwarded so that there is one way left to read them.
 * @module
 */

/** What becomes of a request. */
export type Fate =
  /** Answered with this status, or closed without an answer when null; nothing is forwarded. */
  | { refused: number | null }
  /**
   * Forwarded as these requests, each as method, target and body; `then` is the status that what
   * follows them is refused with.
   */
  | { forwarded: string[]; then?: number };

/** One row. */
export interface HostileRequest {
  name: string;
  /** One character per byte. */
  bytes: string;
  fate: Fate;
}

const BAD: Fate = { refused: 400 };
/** Faults in a body come after the head was taken: there is no answer, only an end. */
const BROKEN_OFF: Fate = { refused: null };
const HELLO: Fate = { forwarded: ["POST /x hello"] };
const GET_X: Fate = { forwarded: ["GET /x "] };

/** What a receiver that reads the framing the other way would take for a second request. */
const SMUGGLED = "GET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n";
const CHUNKED_HELLO = "5\r\nhello\r\n0\r\n\r\n";

function post(fields: string, body: string): string {
  return `POST /x HTTP/1.1\r\nHost: h\r\n${fields}\r\n\r\n${body}`;
}

function get(fields: string): string {
  return `GET /x HTTP/1.1\r\n${fields}\r\n\r\n`;
}

function row(name: string, bytes: string, fate: Fate): HostileRequest {
  return { name, bytes, fate };
}

/** A row for each content-length that is no plain number, and for some that are. */
function lengths(): HostileRequest[] {
  const bad = [
    "+5",
    "-5",
    "5 5",
    "5, 5",
    "5, 6",
    "5,",
    "0x5",
    "5.0",
    "1e1",
    "five",
    "",
    "\xb5",
    '"5"',
    "18446744073709551621",
    "99999999999999999999999999",
  ];
  return [
    ...bad.map((length) =>
      row(
        `content-length ${JSON.stringify(length)}`,
        post(`Content-Length: ${length}`, "hello"),
        BAD,
      )
    ),
    row("content-length with spaces around", post("Content-Length:  5 ", "hello"), HELLO),
    row("content-length with tabs around", post("Content-Length:\t5\t", "hello"), HELLO),
    row("content-length with zeros", post("Content-Length: 0000000000000005", "hello"), HELLO),
    row("two equal lengths", post("Content-Length: 5\r\nContent-Length: 5", "hello"), HELLO),
    row(
      "two lengths, the first shorter",
      post("Content-Length: 5\r\nContent-Length: 6", "hello!"),
      BAD,
    ),
    row(
      "two lengths, the first longer",
      post("Content-Length: 39\r\nContent-Length: 0", SMUGGLED),
      BAD,
    ),
  ];
}

/** A row for each way to hide a transfer coding from one of two receivers. */
function codings(): HostileRequest[] {
  const bad = [
    "identity",
    "xchunked",
    "chunkedx",
    "chunked, gzip",
    "chunked, identity",
    "chunked, chunked",
    ",chunked",
    "chunked;q=1",
    '"chunked"',
    "chunked\x0b",
    "\x0bchunked",
    "\x0cchunked",
    "\xa0chunked",
    "chunked\xa0",
    "c hunked",
    "",
  ];
  return [
    ...bad.flatMap((coding) => {
      const name = `transfer-encoding ${JSON.stringify(coding)}`;
      return [
        row(name, post(`Transfer-Encoding: ${coding}`, CHUNKED_HELLO), BAD),
        row(
          `${name}, and a length`,
          post(`Content-Length: 5\r\nTransfer-Encoding: ${coding}`, CHUNKED_HELLO),
          BAD,
        ),
      ];
    }),
    row("a coding before chunked", post("Transfer-Encoding: gzip, chunked", CHUNKED_HELLO), {
      refused: 501,
    }),
    row("CHUNKED", post("Transfer-Encoding: CHUNKED", CHUNKED_HELLO), HELLO),
    row("chunked with tabs around", post("Transfer-Encoding:\tchunked\t", CHUNKED_HELLO), HELLO),
    row(
      "chunked twice",
      post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", CHUNKED_HELLO),
      BAD,
    ),
    row(
      "identity, then chunked",
      post("Transfer-Encoding: identity\r\nTransfer-Encoding: chunked", CHUNKED_HELLO),
      BAD,
    ),
    row(
      "length, then chunked",
      post("Content-Length: 5\r\nTransfer-Encoding: chunked", `0\r\n\r\n${SMUGGLED}`),
      BAD,
    ),
    row(
      "chunked, then length",
      post("Transfer-Encoding: chunked\r\nContent-Length: 5", `0\r\n\r\n${SMUGGLED}`),
      BAD,
    ),
    row(
      "a name that only a careless gateway takes for Transfer-Encoding",
      post("Transfer_Encoding: chunked\r\nContent-Length: 5", "hello"),
      HELLO,
    ),
    row(
      "chunked in HTTP/1.0",
      `POST /x HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n${CHUNKED_HELLO}`,
      BAD,
    ),
  ];
}

/** Rows about the lines of a head. */
function heads(): HostileRequest[] {
  const withField = (field: string): string => post(`${field}\r\nContent-Length: 5`, "hello");
  return [
    row("folded field", withField("X-A: a\r\n b"), BAD),
    row("folded transfer-encoding", post("Transfer-Encoding:\r\n chunked", CHUNKED_HELLO), BAD),
    row("folded first field", get(" Host: h"), BAD),
    row("bare line feeds", withField("X-A: b").replaceAll("\r\n", "\n"), HELLO),
    row("one bare line feed", withField("X-A: b\nX-B: c"), HELLO),
    row(
      "bare line feed at the end",
      `POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\nhello`,
      HELLO,
    ),
    row("bare carriage return in a value", withField("X-A: b\rX-B: c"), BAD),
    row("bare carriage return before a line end", withField("X-A: b\r"), BAD),
    row("bare carriage return in a name", withField("X-\rA: b"), BAD),
    row("NUL in a value", withField("X-A: b\0c"), BAD),
    row("NUL in a name", withField("X-\0A: b"), BAD),
    row("control character in a value", withField("X-A: \x01"), BAD),
    row("delete character in a value", withField("X-A: \x7f"), BAD),
    row("space before the colon", withField("X-A : b"), BAD),
    row("tab before the colon", withField("X-A\t: b"), BAD),
    row("space before the colon of a length", post("Content-Length : 5", "hello"), BAD),
    row(
      "space before the colon of a coding",
      post("Content-Length: 5\r\nTransfer-Encoding : chunked", CHUNKED_HELLO),
      BAD,
    ),
    row("no colon", withField("X-A"), BAD),
    row("no name", withField(": b"), BAD),
    row("space in a name", withField("X A: b"), BAD),
    row("byte 0x80 in a name", withField("X\x80A: b"), BAD),
    row("host missing", "GET /x HTTP/1.1\r\n\r\n", GET_X),
    row("host twice", get("Host: h\r\nHost: g"), BAD),
    row("host twice, the same", get("Host: h\r\nHost: h"), BAD),
    row("host with a path", get("Host: h/y?z#f"), GET_X),
    row("host with a user", get("Host: u:p@h"), GET_X),
    row("host empty", get("Host:"), GET_X),
    row("host with a space", get("Host: h g"), GET_X),
    row("host with bytes", get("Host: \xff"), GET_X),
    row(
      "Connection that names the framing",
      post("Connection: content-length\r\nContent-Length: 5", "hello"),
      HELLO,
    ),
    row(
      "Connection that names host and framing",
      post("Connection: Host, Transfer-Encoding\r\nTransfer-Encoding: chunked", CHUNKED_HELLO),
      HELLO,
    ),
  ];
}

/** Rows about the first line. */
function requestLines(): HostileRequest[] {
  const line = (text: string): string => `${text}\r\nHost: h\r\n\r\n`;
  const bad = [
    "GET\t/x\tHTTP/1.1",
    "GET  /x HTTP/1.1",
    "GET /x  HTTP/1.1",
    "GET /x HTTP/1.1 ",
    " GET /x HTTP/1.1",
    "GET /x y HTTP/1.1",
    "GET /x",
    "GET",
    "/x HTTP/1.1",
    "GET /x HTTP/1.2",
    "GET /x HTTP/1.10",
    "GET /x HTTP/2.0",
    "GET /x HTTP/0.9",
    "GET /x HTTP/1",
    "GET /x http/1.1",
    "GET /x HTTPS/1.1",
    "GET /x HTTP/1.1\x0b",
    "G(T /x HTTP/1.1",
    "G\x80T /x HTTP/1.1",
    "G\0T /x HTTP/1.1",
    "GET /x\0 HTTP/1.1",
    "GET /x\ry HTTP/1.1",
    "CONNECT /x HTTP/1.1",
    "\x16\x03\x01\x02\x00\x01",
  ];
  return [
    ...bad.map((text) => row(`line ${JSON.stringify(text)}`, line(text), BAD)),
    row("HTTP/0.9", "GET /x\r\n\r\n", BAD),
    row("an empty line before", `\r\n${line("GET /x HTTP/1.1")}`, GET_X),
    row("empty lines before", `\r\n\r\n\n${line("GET /x HTTP/1.1")}`, GET_X),
    row("method in lower case", line("get /x HTTP/1.1"), { forwarded: ["get /x "] }),
    row("method nobody knows", line("M-!#$%&'*+.^_`|~ /x HTTP/1.1"), {
      forwarded: ["M-!#$%&'*+.^_`|~ /x "],
    }),
    row("absolute form with another host", line("GET http://other/x HTTP/1.1"), GET_X),
    row(
      "line end in percent escapes",
      line("GET /%0d%0aX-A:1%0d%0a%0d%0aGET%20/y HTTP/1.1"),
      { forwarded: ["GET /%0d%0aX-A:1%0d%0a%0d%0aGET%20/y "] },
    ),
    row(
      "characters that end in the bytes of a line end",
      line("GET /\xc4\x8d\xc4\x8aX-A:1 HTTP/1.1"),
      { forwarded: ["GET /\xc4\x8d\xc4\x8aX-A:1 "] },
    ),
  ];
}

/** Rows about chunks. */
function chunks(): HostileRequest[] {
  const chunked = (body: string): string => post("Transfer-Encoding: chunked", body);
  const brokenOff: readonly [name: string, body: string][] = [
    ["size -1", "-1\r\nhello\r\n0\r\n\r\n"],
    ["size +5", "+5\r\nhello\r\n0\r\n\r\n"],
    ["size 0x5", "0x5\r\nhello\r\n0\r\n\r\n"],
    ["size 5 5", "5 5\r\nhello\r\n0\r\n\r\n"],
    ["size of 17 digits", "ffffffffffffffff1\r\nhello\r\n0\r\n\r\n"],
    ["size that wraps round to 5", "10000000000000005\r\nhello\r\n0\r\n\r\n"],
    ["size missing", "\r\nhello\r\n0\r\n\r\n"],
    ["size that is no number", "g\r\nhello\r\n0\r\n\r\n"],
    ["size with a bare line feed", "5\nhello\r\n0\r\n\r\n"],
    ["size with a bare carriage return", "5\rhello\r\n0\r\n\r\n"],
    ["size with a tab", "5\t\r\nhello\r\n0\r\n\r\n"],
    ["extension with a bare line feed", "5;a\nhello\r\n0\r\n\r\n"],
    ["chunk without its line end", "5\r\nhello0\r\n\r\n"],
    ["chunk with a bare line feed", "5\r\nhello\n0\r\n\r\n"],
    ["chunk longer than its size", "5\r\nhelloX\r\n0\r\n\r\n"],
    ["chunk shorter than its size", "6\r\nhello\r\n0\r\n\r\n"],
    ["last chunk with bare line feeds, then a request", `5\r\nhello\r\n0\n\n${SMUGGLED}`],
    ["last chunk, a bare line feed, then a request", `5\r\nhello\r\n0\r\n\n${SMUGGLED}`],
    ["trailer without a colon", "5\r\nhello\r\n0\r\nX-A\r\n\r\n"],
    ["trailer that is folded", "5\r\nhello\r\n0\r\nX-A: b\r\n c\r\n\r\n"],
    ["trailer with a bare line feed", "5\r\nhello\r\n0\r\nX-A: b\n\r\n"],
    ["trailer with NUL", "5\r\nhello\r\n0\r\nX-A: \0\r\n\r\n"],
  ];
  return [
    ...brokenOff.map(([name, body]) => row(name, chunked(body), BROKEN_OFF)),
    row("extension", chunked('5;a=b;c="d"\r\nhello\r\n0;e\r\n\r\n'), HELLO),
    row("extension after a space", chunked("5 ;a\r\nhello\r\n0\r\n\r\n"), HELLO),
    row("size with spaces around", chunked(" 5 \r\nhello\r\n0\r\n\r\n"), HELLO),
    row("size with many zeros", chunked(`${"0".repeat(40)}5\r\nhello\r\n000\r\n\r\n`), HELLO),
    row(
      "trailer that declares a length",
      chunked("5\r\nhello\r\n0\r\nContent-Length: 9\r\n\r\n"),
      HELLO,
    ),
    row(
      "trailer that declares a coding, and the next request",
      `${chunked("5\r\nhello\r\n0\r\nTransfer-Encoding: chunked\r\n\r\n")}${get("Host: h")}`,
      { forwarded: ["POST /x hello", "GET /x "] },
    ),
  ];
}

/** Rows about what follows a request on its connection. */
function followers(): HostileRequest[] {
  return [
    row("the next request", post("Content-Length: 5", `hello${SMUGGLED}`), {
      forwarded: ["POST /x hello", "GET /smuggled "],
    }),
    row(
      "the next request after chunks",
      post("Transfer-Encoding: chunked", `${CHUNKED_HELLO}${SMUGGLED}`),
      { forwarded: ["POST /x hello", "GET /smuggled "] },
    ),
    row("a request in a body", post(`Content-Length: ${SMUGGLED.length}`, SMUGGLED), {
      forwarded: [`POST /x ${SMUGGLED}`],
    }),
    row(
      "a request in a chunk",
      post(
        "Transfer-Encoding: chunked",
        `${SMUGGLED.length.toString(16)}\r\n${SMUGGLED}\r\n0\r\n\r\n`,
      ),
      { forwarded: [`POST /x ${SMUGGLED}`] },
    ),
    row(
      "a request in the dropped body of a GET",
      get(`Host: h\r\nContent-Length: ${SMUGGLED.length}`) + SMUGGLED,
      GET_X,
    ),
    row(
      "a request in the dropped chunks of a GET, and the next",
      `${get("Host: h\r\nTransfer-Encoding: chunked")}${
        SMUGGLED.length.toString(16)
      }\r\n${SMUGGLED}\r\n0\r\n\r\n${get("Host: h")}`,
      { forwarded: ["GET /x ", "GET /x "] },
    ),
    row("a body without a length", post("X-A: b", "hello there\r\n\r\n"), {
      forwarded: ["POST /x "],
      then: 400,
    }),
    row("garbage after a body", post("Content-Length: 5", "hello\0\0\r\n\r\n"), {
      forwarded: ["POST /x hello"],
      then: 400,
    }),
    row(
      "a bad request after a good one",
      `${get("Host: h")}${post("Content-Length: 5\r\nTransfer-Encoding: chunked", "0\r\n\r\n")}`,
      { forwarded: ["GET /x "], then: 400 },
    ),
  ];
}

/** All rows. */
export const HOSTILE_REQUESTS: readonly HostileRequest[] = [
  ...lengths(),
  ...codings(),
  ...heads(),
  ...requestLines(),
  ...chunks(),
  ...followers(),
];
