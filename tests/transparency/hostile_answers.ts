/**
 * Answers that two receivers could read in two ways, and what becomes of each: refused with 502, or
 * handed on so that there is one way left to read them. The connection of a bad one is not used again.
 * @module
 */

/** What the client gets, and whether the next request may use the same connection. */
export type Fate =
  /** 502 with this `error.type`; the connection is not used again. */
  | { refused: "outband_upstream_bad_response" | "outband_upstream_closed" }
  /** The upstream's status and this whole body. */
  | { passed: string; connection: "kept" | "dropped" }
  /** A body that begins like this and is visibly cut; the connection is not used again. */
  | { cut: string };

/** One row. */
export interface HostileAnswer {
  name: string;
  /** One character per byte; each is one write. */
  writes: string[];
  /** The upstream closes afterwards. */
  closes: boolean;
  /** Of the request. */
  method: "GET" | "HEAD";
  fate: Fate;
}

const BAD: Fate = { refused: "outband_upstream_bad_response" };
const CLOSED: Fate = { refused: "outband_upstream_closed" };
const OK_KEPT: Fate = { passed: "ok", connection: "kept" };
const OK_DROPPED: Fate = { passed: "ok", connection: "dropped" };

const OK = "HTTP/1.1 200 OK\r\n";
/** What the next client must never get. */
const EVIL = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil";
const CHUNKED_OK = "2\r\nok\r\n0\r\n\r\n";

function row(
  name: string,
  bytes: string | string[],
  fate: Fate,
  options: Partial<HostileAnswer> = {},
): HostileAnswer {
  const writes = typeof bytes === "string" ? [bytes] : bytes;
  return { name, writes, closes: false, method: "GET", fate, ...options };
}

/** A row for each way to declare a length. */
function lengths(): HostileAnswer[] {
  const bad = ["-2", "+2", "0x2", "2.0", "2 2", "2,3", "2,", "", "two", "\xb2", "9".repeat(20)];
  const withLength = (length: string): string => `${OK}Content-Length: ${length}\r\n\r\nok`;
  return [
    ...bad.map((length) => row(`length ${JSON.stringify(length)}`, withLength(length), BAD)),
    row("length with zeros", withLength("0002"), OK_KEPT),
    row("length twice in one field", withLength("2, 2"), OK_KEPT),
    row("length in two fields", withLength("2\r\nContent-Length: 2"), OK_KEPT),
    row("two lengths, the first shorter", withLength("2\r\nContent-Length: 3"), BAD),
    row("two lengths, the first longer", withLength("3\r\nContent-Length: 2"), BAD),
    row(
      "length and chunked",
      `${OK}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n${CHUNKED_OK}`,
      BAD,
    ),
    row(
      "chunked and length",
      `${OK}Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n${CHUNKED_OK}`,
      BAD,
    ),
    row(
      "length that never comes",
      `${OK}Content-Length: 999999999999999\r\n\r\nok`,
      { cut: "ok" },
      {
        closes: true,
      },
    ),
  ];
}

/** A row for each transfer coding, and each fault in chunks. */
function chunks(): HostileAnswer[] {
  const coded = (coding: string): string =>
    `${OK}Transfer-Encoding: ${coding}\r\n\r\n${CHUNKED_OK}`;
  const badCodings = [
    "gzip, chunked",
    "chunked, gzip",
    "chunked, chunked",
    "xchunked",
    "identity",
    "chunked;q=1",
    "",
    "chunked\r\nTransfer-Encoding: chunked",
  ];
  const chunked = (body: string): string => `${OK}Transfer-Encoding: chunked\r\n\r\n${body}`;
  const badChunks: readonly [name: string, body: string][] = [
    ["size -1", "-1\r\nok\r\n0\r\n\r\n"],
    ["size +2", "+2\r\nok\r\n0\r\n\r\n"],
    ["size 0x2", "0x2\r\nok\r\n0\r\n\r\n"],
    ["size of 17 digits", "fffffffffffffffff\r\nok\r\n0\r\n\r\n"],
    ["size that wraps round to 2", "10000000000000002\r\nok\r\n0\r\n\r\n"],
    ["size missing", "\r\nok\r\n0\r\n\r\n"],
    ["size with a bare line feed", "2\nok\r\n0\r\n\r\n"],
    ["extension with a bare line feed", "2;a\nok\r\n0\r\n\r\n"],
    ["chunk without its line end", "2\r\nok0\r\n\r\n"],
    ["chunk with a bare line feed", "2\r\nok\n0\r\n\r\n"],
    ["last chunk with a bare line feed", "2\r\nok\r\n0\n\n"],
    ["trailer with a bare line feed", "2\r\nok\r\n0\r\nX-A: b\n\r\n"],
    ["extension of 2,000 bytes", `2;${"a".repeat(2_000)}\r\nok\r\n0\r\n\r\n`],
    ["trailer of 20,000 bytes", `2\r\nok\r\n0\r\nX-A: ${"a".repeat(20_000)}\r\n\r\n`],
  ];
  return [
    ...badCodings.map((coding) => row(`coding ${JSON.stringify(coding)}`, coded(coding), BAD)),
    row("coding CHUNKED", coded("CHUNKED"), OK_KEPT),
    ...badChunks.map(([name, body]) => row(name, chunked(body), BAD)),
    ...badChunks.map(([name, body]) =>
      row(`${name}, after a good chunk`, [chunked("5\r\nfirst\r\n"), body], { cut: "first" })
    ),
    row("chunk extension", chunked('2;a=b;c="d"\r\nok\r\n0;e\r\n\r\n'), OK_KEPT),
    row("size with zeros and space", chunked("0002 \r\nok\r\n00\r\n\r\n"), OK_KEPT),
    row(
      "trailer that declares a length",
      chunked("2\r\nok\r\n0\r\nContent-Length: 9\r\n\r\n"),
      OK_KEPT,
    ),
    row("chunks that end too soon", chunked("2\r\nok\r\n"), { cut: "ok" }, { closes: true }),
  ];
}

/** A row for each fault in a head. */
function heads(): HostileAnswer[] {
  const withField = (field: string): string => `${OK}${field}\r\nContent-Length: 2\r\n\r\nok`;
  const bad: readonly [name: string, field: string][] = [
    ["folded field", "X-A: a\r\n b"],
    ["one bare line feed", "X-A: b\nX-B: c"],
    ["bare carriage return in a value", "X-A: b\rX-B: c"],
    ["NUL in a value", "X-A: b\0"],
    ["control character in a value", "X-A: \x01"],
    ["delete character in a value", "X-A: \x7f"],
    ["space before the colon", "X-A : b"],
    ["space in a name", "X A: b"],
    ["byte 0x80 in a name", "X\x80: b"],
    ["no name", ": b"],
    ["no colon", "X-A"],
  ];
  return [
    ...bad.map(([name, field]) => row(name, withField(field), BAD)),
    row("bare line feeds only", withField("X-A: b").replaceAll("\r\n", "\n"), BAD),
    row("head of 60,000 bytes", withField(`X-A: ${"a".repeat(60_000)}`), OK_KEPT),
    row("head of 70,000 bytes", withField(`X-A: ${"a".repeat(70_000)}`), BAD),
    row("head without end", `${OK}X-A: ${"a".repeat(200_000)}`, BAD),
    row("head that is cut", `${OK}Content-Le`, CLOSED, { closes: true }),
  ];
}

/** A row for each status line. */
function statusLines(): HostileAnswer[] {
  const bad = [
    "HTTP/1.2 200 OK",
    "HTTP/2 200 OK",
    "HTTP/0.9 200 OK",
    "HTTP/1.1 20 OK",
    "HTTP/1.1 2000 OK",
    "HTTP/1.1 +20 OK",
    "HTTP/1.1 000 OK",
    "HTTP/1.1 099 OK",
    "HTTP/1.1 2OO OK",
    "HTTP/1.1  200 OK",
    "HTTP/1.1\t200 OK",
    "HTTP/1.1 200\tOK",
    " HTTP/1.1 200 OK",
    "http/1.1 200 OK",
    "ICY 200 OK",
    "200 OK",
    "HTTP/1.1",
    "HTTP/1.1 200 O\0K",
    "HTTP/1.1 200 O\rK",
    "PRI * HTTP/2.0",
    "\x16\x03\x01\x02\x00\x01",
  ];
  const withLine = (line: string): string => `${line}\r\nContent-Length: 2\r\n\r\nok`;
  return [
    ...bad.map((line) => row(`line ${JSON.stringify(line)}`, withLine(line), BAD)),
    row("no status line", "Content-Length: 2\r\n\r\nok", BAD),
    row("an empty line before", `\r\n${withLine("HTTP/1.1 200 OK")}`, BAD),
    row("HTTP/0.9", "<html>ok</html>", CLOSED, { closes: true }),
    row("nothing", [], CLOSED, { closes: true }),
    row("HTTP/1.0", withLine("HTTP/1.0 200 OK"), OK_DROPPED),
    row("HTTP/1.0 that is kept", withLine("HTTP/1.0 200 OK\r\nConnection: keep-alive"), OK_KEPT),
    row(
      "HTTP/1.0 with chunks",
      `HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${CHUNKED_OK}`,
      OK_DROPPED,
    ),
    row("HTTP/1.1 that closes", withLine("HTTP/1.1 200 OK\r\nConnection: close"), OK_DROPPED),
    row("unasked 101", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\nraw", BAD),
    row("100 and no more", "HTTP/1.1 100 Continue\r\n\r\n", CLOSED, { closes: true }),
    row(
      "16 interim answers",
      `${"HTTP/1.1 102 Processing\r\n\r\n".repeat(16)}${withLine("HTTP/1.1 200 OK")}`,
      OK_KEPT,
    ),
    row(
      "17 interim answers",
      `${"HTTP/1.1 102 Processing\r\n\r\n".repeat(17)}${withLine("HTTP/1.1 200 OK")}`,
      BAD,
    ),
    row("interim answers without end", "HTTP/1.1 102 Processing\r\n\r\n".repeat(5_000), BAD),
    row(
      "bad interim answer",
      `HTTP/1.1 102 P\r\nX A: b\r\n\r\n${withLine("HTTP/1.1 200 OK")}`,
      BAD,
    ),
  ];
}

/** A row for each place behind which bytes may hide that nobody asked for. */
function followers(): HostileAnswer[] {
  const hidden = (name: string, bytes: string, passed: string, method: "GET" | "HEAD" = "GET") =>
    row(name, `${bytes}${EVIL}`, { passed, connection: "dropped" }, { method });
  return [
    hidden("a second answer behind a length", `${OK}Content-Length: 2\r\n\r\nok`, "ok"),
    hidden("a second answer behind the length 0", `${OK}Content-Length: 0\r\n\r\n`, ""),
    hidden(
      "a second answer behind chunks",
      `${OK}Transfer-Encoding: chunked\r\n\r\n${CHUNKED_OK}`,
      "ok",
    ),
    hidden("a second answer behind 204", "HTTP/1.1 204 No Content\r\n\r\n", ""),
    hidden(
      "a second answer behind 304",
      "HTTP/1.1 304 Not Modified\r\nContent-Length: 44\r\n\r\n",
      "",
    ),
    hidden("a second answer behind HEAD", `${OK}Content-Length: 44\r\n\r\n`, "", "HEAD"),
    row("one byte too many", `${OK}Content-Length: 2\r\n\r\nok!`, OK_DROPPED),
    row("a line end too many", `${OK}Content-Length: 2\r\n\r\nok\r\n`, OK_DROPPED),
    row(
      "a line end too many behind chunks",
      `${OK}Transfer-Encoding: chunked\r\n\r\n${CHUNKED_OK}\r\n`,
      OK_DROPPED,
    ),
    row(
      "a second answer behind a streamed body",
      [`${OK}Content-Length: 4\r\n\r\nst`, `op${EVIL}`],
      { passed: "stop", connection: "dropped" },
    ),
    row("an answer inside a body until the end", `${OK}\r\n${EVIL}`, {
      passed: EVIL,
      connection: "dropped",
    }, { closes: true }),
  ];
}

/** All rows. */
export const HOSTILE_ANSWERS: readonly HostileAnswer[] = [
  ...lengths(),
  ...chunks(),
  ...heads(),
  ...statusLines(),
  ...followers(),
];
