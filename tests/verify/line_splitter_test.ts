import { concat, decodeUtf8, utf8 } from "../../src/base/bytes.ts";
import { LineSplitter } from "../../src/verify/line_splitter.ts";
import { assertEquals } from "../support/std.ts";

/** What comes out for these pieces: lines, `!` for one that is too long, and the tail. */
function split(pieces: readonly string[], bytesMax = 10): { lines: string[]; tail: string } {
  const lines: string[] = [];
  const splitter = new LineSplitter({
    bytesMax,
    line: (bytes) => lines.push(decodeUtf8(bytes)),
    tooLong: () => lines.push("!"),
  });
  for (const piece of pieces) splitter.push(utf8(piece));
  return { lines, tail: decodeUtf8(splitter.end()) };
}

Deno.test("LineSplitter gives the same lines whatever the pieces", () => {
  const text = "one\n\ntwo three\r\n\u20acuro\ntail";
  const whole = { lines: ["one", "", "two three\r", "\u20acuro"], tail: "tail" };
  assertEquals(split([text]), whole);
  const bytes = utf8(text);
  for (let cut = 0; cut <= bytes.length; cut++) {
    const lines: string[] = [];
    const splitter = new LineSplitter({
      bytesMax: 10,
      line: (line) => lines.push(decodeUtf8(line)),
      tooLong: () => lines.push("!"),
    });
    splitter.push(bytes.slice(0, cut));
    splitter.push(bytes.slice(cut));
    assertEquals({ lines, tail: decodeUtf8(splitter.end()) }, whole);
  }
});

Deno.test("LineSplitter says of a line once that it is too long, and goes on behind it", () => {
  assertEquals(split(["12345678901\nok\n"]).lines, ["!", "ok"]);
  assertEquals(split(["1234567890\n"]).lines, ["1234567890"]);
  assertEquals(split(["123456", "789012", "345678", "90\nok", "\n"]).lines, ["!", "ok"]);
  assertEquals(split(["123456789012"]), { lines: ["!"], tail: "" });
});

Deno.test("LineSplitter has no tail after a line feed or in an empty file", () => {
  assertEquals(split([]), { lines: [], tail: "" });
  assertEquals(split(["a\n"]), { lines: ["a"], tail: "" });
});

Deno.test("LineSplitter does not keep pieces that the source reuses", () => {
  const buffer = new Uint8Array(3);
  const lines: string[] = [];
  const splitter = new LineSplitter({
    bytesMax: 10,
    line: (line) => lines.push(decodeUtf8(line)),
    tooLong: () => {},
  });
  for (const piece of ["abc", "de\n"]) {
    buffer.set(utf8(piece));
    splitter.push(buffer);
  }
  assertEquals(lines, ["abcde"]);
  assertEquals(concat(splitter.end()).length, 0);
});
