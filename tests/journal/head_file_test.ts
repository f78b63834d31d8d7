import { assertEquals } from "../support/std.ts";
import { type HeadFile, headText, parseHead } from "../../src/journal/head_file.ts";
import { SAMPLE_TIME_MS } from "../support/drafts.ts";

const HEAD: HeadFile = {
  origin: "localhost/outband-test",
  root: new Uint8Array(32).fill(1),
  window: { w: 498_686, part: 2, period: 3600 },
  before: {
    size: 0,
    prev: "0".repeat(64),
    lastMs: 0,
    frontier: [],
    ord: 0,
    open: [],
    boot: 0,
    software: null,
    window: null,
    keys: [],
  },
  after: {
    size: 3,
    prev: "a".repeat(64),
    lastMs: SAMPLE_TIME_MS,
    frontier: [new Uint8Array(32).fill(2), new Uint8Array(32).fill(3)],
    ord: 9,
    open: [{ start: 4, end: 6 }, { start: 8, end: 9 }],
    boot: 4,
    software: { name: "outband", version: "0.1.0", runtime: "deno 2.9.6" },
    window: { w: 498_686, part: 2, period: 3600 },
    keys: [{ n: 1, vkey: "first", index: 0 }, { n: 2, vkey: "second", index: 2 }],
  },
};

Deno.test("headText() is one canonical line with the fields that other programs read", () => {
  const text = headText(HEAD);
  assertEquals(text.indexOf("\n"), text.length - 1);
  const { origin, size, root, w, part, ord, boot } = JSON.parse(text);
  assertEquals(
    [origin, size, root, w, part, ord, boot],
    [HEAD.origin, 3, "01".repeat(32), 498_686, 2, 9, 4],
  );
});

Deno.test("parseHead() reads back what headText() wrote", () => {
  assertEquals(parseHead(headText(HEAD)), HEAD);
  const swapped = { ...HEAD, before: HEAD.after, after: HEAD.before };
  assertEquals(parseHead(headText(swapped)), swapped);
});

Deno.test("parseHead() returns null for every cut and for every changed character", () => {
  const text = headText(HEAD);
  for (let k = 0; k < text.length; k++) {
    assertEquals(parseHead(text.slice(0, k)), null);
    const changed = `${text.slice(0, k)}\u0001${text.slice(k + 1)}`;
    assertEquals(parseHead(changed), null);
  }
});

Deno.test("parseHead() returns null when a field is of another kind", () => {
  const text = headText(HEAD);
  const faults: [from: string, to: string][] = [
    ['"origin":"localhost/outband-test"', '"origin":7'],
    ['"size":3,', '"size":3.5,'],
    ['"size":3,', '"size":-3,'],
    ['"ord":9,"prev"', '"ord":"9","prev"'],
    ['"open":[[4,6],[8,9]]', '"open":[[4,6],8]'],
    ['"open":[[4,6],[8,9]]', '"open":{}'],
    ["2026-11-21T14:00:00.000Z", "2026-11-21T14:00:00Z"],
    ['"frontier":["02', '"frontier":["zz'],
    ['"name":"outband",', '"name":null,'],
    ['"software":null', '"software":1'],
    ['"window":null', '"window":[]'],
  ];
  for (const [from, to] of faults) {
    assertEquals(text.includes(from), true, from);
    assertEquals(parseHead(text.replace(from, to)), null, to);
  }
});
