import { CONTROLS, GATES, RULES_VERSION, THRESHOLDS } from "../../src/controls/catalogue.ts";
import { assert, assertEquals, assertMatch } from "../support/std.ts";

Deno.test("CONTROLS states the seven controls of this version, once each", () => {
  assertEquals(CONTROLS.map((control) => control.id), [
    "soc2:CC6.1",
    "soc2:CC6.6",
    "soc2:CC7.2",
    "soc2:CC9.2",
    "iso42001:A.10.2",
    "iso42001:A.10.3",
    "iso42001:A.10.4",
  ]);
});

Deno.test("CONTROLS leaves no control without tests, evidence and limits", () => {
  for (const control of CONTROLS) {
    assert(control.required.length > 0, control.id);
    assert(control.evidence.length > 0 && control.notProven.length > 0, control.id);
    // The sentences are built around these phrases, so they bring no period of their own.
    assert(!control.evidence.endsWith(".") && !control.notProven.endsWith("."), control.id);
    const names = [...control.required, ...control.supporting];
    assertEquals(new Set(names).size, names.length, control.id);
  }
});

Deno.test("CONTROLS lets only anomaly monitoring be more than partial", () => {
  const full = CONTROLS.filter((control) => control.cap === "supported");
  assertEquals(full.map((control) => control.id), ["soc2:CC7.2"]);
});

Deno.test("THRESHOLDS are shares, the lower level never above the upper", () => {
  for (const [name, { pass, partial }] of Object.entries(THRESHOLDS)) {
    assert(pass <= 1 && partial >= 0 && partial <= pass, name);
  }
});

Deno.test("GATES and RULES_VERSION have the form that reports quote", () => {
  assertEquals(GATES, ["INTEGRITY", "CONTINUITY"]);
  assertMatch(RULES_VERSION, /^\d{4}\.\d{2}-\d+$/);
});
