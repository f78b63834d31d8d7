import { declaredKind, kindOf, mediaTypeOf } from "../../src/worker/audit_media.ts";
import { assertEquals } from "../support/std.ts";

function kind(text: string, declared: string): string {
  return kindOf(new TextEncoder().encode(text), declaredKind(declared));
}

Deno.test("mediaTypeOf() drops parameters and case", () => {
  assertEquals(mediaTypeOf(" Application/JSON ; charset=utf-8"), "application/json");
  assertEquals(mediaTypeOf(""), "");
});

Deno.test("declaredKind() knows JSON, event streams, and what says nothing", () => {
  assertEquals(declaredKind("application/json; charset=utf-8"), "json");
  assertEquals(declaredKind("application/problem+json"), "json");
  assertEquals(declaredKind("Text/Event-Stream"), "events");
  assertEquals(declaredKind(""), null);
  assertEquals(declaredKind("text/plain"), null);
  assertEquals(declaredKind("application/x-www-form-urlencoded"), "pairs");
  assertEquals(declaredKind("image/png"), "binary");
  assertEquals(declaredKind("multipart/form-data; boundary=x"), "form");
  assertEquals(declaredKind("application/x-ndjson"), "lines");
  assertEquals(declaredKind("application/vnd.amazon.eventstream"), "frames");
  for (const type of ["text/html", "application/xml", "text/csv", "application/x-subrip"]) {
    assertEquals(declaredKind(type), "text");
  }
});

Deno.test("kindOf() believes the first bytes more than the declaration", () => {
  for (const declared of ["application/json", "text/event-stream", "", "text/plain"]) {
    assertEquals(kind(' \r\n\t{"a":1}', declared), "json");
    assertEquals(kind("\ufeff[]", declared), "json");
    for (const start of ["data: x", "event:x", ": hi", "id: 1", "\n\nretry: 5"]) {
      assertEquals(kind(start, declared), "events", start);
    }
  }
});

Deno.test("kindOf() believes the declaration when the bytes say nothing", () => {
  assertEquals(kind("", "application/json"), "json");
  assertEquals(kind("oops", "text/event-stream"), "events");
  assertEquals(kind("<html>", ""), "text");
  assertEquals(kind("\0\x01\x02", ""), "binary");
  assertEquals(kind("--x\r\n", "multipart/form-data; boundary=x"), "form");
  assertEquals(kind("text", "multipart/form-data; boundary=x"), "binary");
  assertEquals(kind("a=b", "application/x-www-form-urlencoded"), "pairs");
});
