import { escapeAt } from "../../../src/detect/text/escapes.ts";
import { assertEquals } from "../../support/std.ts";

function resolved(text: string): string | null {
  const escape = escapeAt(text, 0);
  return escape === null ? null : `${escape.text}|${text.slice(escape.end)}`;
}

Deno.test("escapeAt() resolves escapes of JSON and JavaScript", () => {
  assertEquals(resolved("\\u0031x"), "1|x");
  assertEquals(resolved("\\\\\\\\u0031x"), "1|x");
  assertEquals(resolved("\\x40x"), "@|x");
  assertEquals(resolved("\\u{1f600}x"), "\u{1f600}|x");
  assertEquals(resolved("\\061x"), "1|x");
  assertEquals(resolved("\\-x"), "-|x");
  for (const text of ["\\u003", "\\x4", "\\u{}", "\\u{110000}", "\\n", "\\", "\\068", "\\q"]) {
    assertEquals(resolved(text), null, text);
  }
});

Deno.test("escapeAt() resolves escapes of URLs, also of more than one byte", () => {
  assertEquals(resolved("%40x"), "@|x");
  assertEquals(resolved("%u0040x"), "@|x");
  assertEquals(resolved("%E2%80%8Bx"), "\u200b|x");
  assertEquals(resolved("%F0%9F%98%80x"), "\u{1f600}|x");
  for (const text of ["%4", "%zz", "%E2%80", "%E2x%80%8B", "%C0%80", "%F5%80%80%80", "%80"]) {
    assertEquals(resolved(text), null, text);
  }
});

Deno.test("escapeAt() resolves entities of HTML", () => {
  assertEquals(resolved("&#64;x"), "@|x");
  assertEquals(resolved("&#64x"), "@|x");
  assertEquals(resolved("&#X40;x"), "@|x");
  assertEquals(resolved("&commat;x"), "@|x");
  assertEquals(resolved("&NBSP;x"), " |x");
  assertEquals(resolved("&eacute;x"), "\u00e9|x");
  assertEquals(resolved("&Uuml;x"), "\u00dc|x");
  assertEquals(resolved("&szlig;x"), "\u00df|x");
  for (const text of ["&", "&#;", "&#x;", "&unknown;", "&amp", "&constructor;", "&#x110000;"]) {
    assertEquals(resolved(text), null, text);
  }
});

Deno.test("escapeAt() resolves quoted-printable", () => {
  assertEquals(resolved("=40x"), "@|x");
  assertEquals(resolved("=\nx"), "|x");
  assertEquals(resolved("=\r\nx"), "|x");
  assertEquals(resolved("=C3=A4x"), "\u00e4|x");
  for (const text of ["=", "=\r", "=4", "=zz"]) assertEquals(resolved(text), null, text);
});
