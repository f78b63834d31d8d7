import { sha256Hex } from "../../src/base/digest.ts";
import { exportTable, hashTotal } from "../../src/report/ipe.ts";
import { assertEquals, assertNotEquals } from "../support/std.ts";

const FRAME = {
  query: "SELECT 1",
  parameters: { from: "2026-07-01T00:00:00.000Z" },
  source: ["example/log: 5 records"],
  program: "outband 0",
  generatedAt: "2026-10-01T00:00:00.000Z",
};

Deno.test("hashTotal() adds up the first column of whole numbers", () => {
  const table = { columns: ["name", "share", "n"], rows: [["a", 0.5, 3], ["b", 1.5, 4]] };
  assertEquals(hashTotal(table), { column: "n", sum: 7 });
  assertEquals(hashTotal({ columns: ["n"], rows: [] }), null);
  assertEquals(hashTotal({ columns: ["n"], rows: [["x"]] }), null);
});

Deno.test("exportTable() describes the file so that a changed row shows", () => {
  const make = (n: number) =>
    exportTable(
      { columns: ["a", "n"], rows: [["x", 1], ["y", n]] },
      { file: "t.csv", title: "T" },
      {
        frame: FRAME,
        sha256Hex,
      },
    );
  const { csv, sheet } = make(2);
  assertEquals(csv, "a,n\r\nx,1\r\ny,2\r\n");
  assertEquals(sheet.rows, 2);
  assertEquals(sheet.hash_total, { column: "n", sum: 3 });
  assertEquals(sheet.sha256, sha256Hex(new TextEncoder().encode(csv)));
  assertEquals(sheet.query, "SELECT 1");
  assertNotEquals(make(5).sheet.hash_total, sheet.hash_total);
});
