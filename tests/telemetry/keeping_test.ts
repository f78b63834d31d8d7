import { familyText } from "../../src/telemetry/exposition.ts";
import { keepingFamilies, type KeepingFigures } from "../../src/telemetry/keeping.ts";
import { assert, assertEquals, assertFalse } from "../support/std.ts";

const FIGURES: KeepingFigures = {
  used: { evidence: 300, telemetry: 100 },
  space: { evidence: { freeBytes: 5_000, totalBytes: 9_000 }, telemetry: null },
  budgetBytes: 1_000,
  retention: {
    tombstones: { evidence: 2, telemetry: 3 },
    deleted: { evidence: 48, telemetry: 72 },
  },
  isOnHold: true,
};

function textOf(figures: KeepingFigures | null): string {
  return keepingFamilies(figures).map(familyText).join("");
}

Deno.test("keepingFamilies() gives every number under its name", () => {
  assertEquals(textOf(FIGURES).split("\n").filter((line) => line !== "" && line[0] !== "#"), [
    'outband_disk_used_bytes{kind="evidence"} 300',
    'outband_disk_used_bytes{kind="telemetry"} 100',
    "outband_disk_budget_bytes 1000",
    'outband_disk_free_bytes{kind="evidence"} 5000',
    'outband_disk_size_bytes{kind="evidence"} 9000',
    'outband_retention_tombstones_total{kind="evidence"} 2',
    'outband_retention_tombstones_total{kind="telemetry"} 3',
    'outband_retention_deleted_total{kind="evidence"} 48',
    'outband_retention_deleted_total{kind="telemetry"} 72',
    "outband_retention_hold 1",
  ]);
});

Deno.test("keepingFamilies() shows nothing of what is not known, and no budget as none", () => {
  assertEquals(textOf(null), "");
  const text = textOf({
    ...FIGURES,
    used: null,
    space: { evidence: null, telemetry: null },
    budgetBytes: 0,
    isOnHold: false,
  });
  assertFalse(text.includes("outband_disk"), text);
  assert(text.includes("\noutband_retention_hold 0\n"), text);
});
