import { utf8 } from "../../src/base/bytes.ts";
import { type Form, readMultipart } from "../../src/wire/multipart.ts";
import { assert, assertEquals } from "../support/std.ts";

const TYPE = 'multipart/form-data; boundary="b-1"';
const WHOLE = [
  "--b-1",
  'Content-Disposition: form-data; name="prompt"',
  "",
  "Jane's number is 5.",
  "--b-1",
  'Content-Disposition: form-data; name="file"; filename="a \\"b\\".jsonl"',
  "Content-Type: application/octet-stream",
  "",
  '{"a":1}\n{"b":2}',
  "--b-1--",
  "",
].join("\r\n");

function names(form: Form | null): unknown {
  return form?.parts.map((
    { name, fileName, kind, text, isJson },
  ) => [name, fileName, kind, text, isJson]);
}

Deno.test("readMultipart() reads fields and files", () => {
  const form = readMultipart(utf8(WHOLE), TYPE);
  assertEquals(names(form), [
    ["prompt", "", "text", "Jane's number is 5.", false],
    ["file", 'a \\"b\\".jsonl', "text", '{"a":1}\n{"b":2}', true],
  ]);
  assertEquals(form?.complete, true);
});

Deno.test("readMultipart() takes line feeds, a preamble and an unquoted boundary", () => {
  const form = readMultipart(
    utf8(`preamble\n${WHOLE.replaceAll("\r\n", "\n")}`),
    "multipart/form-data; boundary=b-1",
  );
  assertEquals(form?.parts.length, 2);
});

Deno.test("readMultipart() names files that are no text", () => {
  const head = '--b-1\r\nContent-Disposition: form-data; name="file"; filename="a.wav"\r\n\r\n';
  const body = new Uint8Array([...utf8(`${head}RIFF`), 0, 1, 2, 255, ...utf8("\r\n--b-1--")]);
  assertEquals(names(readMultipart(body, TYPE)), [["file", "a.wav", "audio", null, false]]);
});

Deno.test("readMultipart() without its boundary is none", () => {
  assertEquals(readMultipart(utf8(WHOLE), "multipart/form-data"), null);
  assertEquals(readMultipart(utf8(WHOLE), "multipart/form-data; boundary=other"), null);
});

Deno.test("readMultipart() of every prefix is incomplete, and gives what came", () => {
  for (let length = 0; length < WHOLE.length - 4; length++) {
    const form = readMultipart(utf8(WHOLE.slice(0, length)), TYPE);
    assert(form === null || !form.complete, `${length} characters`);
  }
  const cut = readMultipart(utf8(WHOLE.slice(0, 69)), TYPE);
  assertEquals(cut?.parts[0]?.text, "Jane's number");
});
