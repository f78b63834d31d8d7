import { SEEN_VALUES_MAX, SeenLedger } from "../../src/index/seen.ts";
import { assertEquals } from "../support/std.ts";

Deno.test("SeenLedger keeps first and last sight of each value", () => {
  const seen = new SeenLedger();
  seen.add("model", "a", { ms: 10, index: 1 });
  seen.add("model", undefined, { ms: 15, index: 2 });
  seen.add("model", "a", { ms: 20, index: 3 });
  seen.add("host", "a", { ms: 30, index: 4 });
  assertEquals([...seen.rows()], [
    { what: "model", value: "a", firstMs: 10, firstIndex: 1, lastMs: 20, lastIndex: 3, times: 2 },
    { what: "host", value: "a", firstMs: 30, firstIndex: 4, lastMs: 30, lastIndex: 4, times: 1 },
  ]);
});

Deno.test("SeenLedger counts values beyond its bound together", () => {
  const seen = new SeenLedger();
  for (let k = 0; k < SEEN_VALUES_MAX + 5; k++) seen.add("model", `m${k}`, { ms: k, index: k });
  const rows = [...seen.rows()];
  assertEquals(rows.length, SEEN_VALUES_MAX + 1);
  assertEquals(rows.at(-1)?.value, "other");
  assertEquals(rows.at(-1)?.times, 5);
});
