import { encodedKind, isText, kindOfType } from "../../src/wire/encoded_value.ts";
import { assert, assertEquals, assertFalse } from "../support/std.ts";

const WORDS = "Ask Jane about the invoice, she knows. ".repeat(9);

function latin1(length: number, start = ""): string {
  return start + Array.from({ length }, (_, k) => String.fromCharCode((k * 73) % 256)).join("");
}

Deno.test("encodedKind() leaves plain text alone", () => {
  for (
    const text of ["", "data", "data: 5", "data:,", WORDS, "x".repeat(100), '{"a":1}'.repeat(90)]
  ) {
    assertEquals(encodedKind(text), null, text.slice(0, 20));
  }
});

Deno.test("encodedKind() decodes text, in either alphabet, with and without padding and lines", () => {
  const umlauts = `${WORDS}\u00fc\u00e9\u20ac`;
  const binary = String.fromCharCode(...new TextEncoder().encode(umlauts));
  const plain = btoa(binary);
  const forms = [plain, plain.replace(/=+$/, ""), plain.replace(/(.{76})/g, "$1\r\n")];
  forms.push(plain.replaceAll("+", "-").replaceAll("/", "_"));
  for (const form of forms) assertEquals(encodedKind(form), { kind: "text", text: umlauts });
  const url = `data:text/plain;charset=utf-8;base64,${plain.slice(0, 40)}`;
  assertEquals(encodedKind(url), { kind: "text", text: umlauts.slice(0, 30) });
});

Deno.test("encodedKind() tells what is no text by its first bytes or its type", () => {
  const cases: [string, string][] = [
    [btoa(latin1(300, "\x89PNG\r\n")), "image"],
    [btoa(latin1(300, "RIFF\x00\x00\x00\x00WEBP")), "image"],
    [btoa(latin1(300, "RIFF\x00\x00\x00\x00WAVE")), "audio"],
    [btoa(latin1(300, "%PDF-1.7\n")), "document"],
    [btoa(latin1(300, "PK\x03\x04")), "archive"],
    [btoa(latin1(300, "\x00\x00\x00\x18ftypmp42")), "video"],
    [btoa(latin1(300, "\x00\x01")), "binary"],
    ["data:image/png;base64,AAAA", "image"],
    ["data:audio/wav;base64,AAAA", "audio"],
    ["data:application/pdf;base64,AAAA", "document"],
    ["data:image/svg+xml,%3Csvg", "image"],
  ];
  for (const [text, kind] of cases) assertEquals(encodedKind(text), { kind, text: null }, kind);
});

Deno.test("encodedKind() of text that breaks off its encoding is binary, never an error", () => {
  const late = btoa(`${WORDS.repeat(9)}\xff\xfe\x00`);
  assertEquals(encodedKind(late), { kind: "binary", text: null });
  for (let length = 250; length < 300; length++) encodedKind(btoa(WORDS).slice(0, length));
});

Deno.test("kindOfType() knows types that are text whatever they are called", () => {
  assertEquals(
    ["text/csv", "application/json", "application/ld+json", "application/zip", "", "image/gif"]
      .map(kindOfType),
    ["text", "text", "text", "binary", "binary", "image"],
  );
});

Deno.test("isText() takes a cut character at the end, and no zero byte", () => {
  const bytes = new TextEncoder().encode("Gr\u00fc\u00dfe \u{1f600}");
  for (let length = 1; length <= bytes.length; length++) assert(isText(bytes.subarray(0, length)));
  assertFalse(isText(Uint8Array.of(0x41, 0)));
  assertFalse(isText(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0x41)));
});
