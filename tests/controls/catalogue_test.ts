import {
  CATALOGUE,
  CATALOGUE_NAMES,
  CONTROLS,
  frameworkOf,
  GATES,
  RULES_VERSION,
  SUMMARY_CONTROLS,
  TEST_NAMES,
  THRESHOLDS,
} from "../../src/controls/catalogue.ts";
import { assert, assertEquals, assertMatch, assertThrows } from "../support/std.ts";
import { buildCatalogue, readTable } from "./build_catalogue.ts";

/** Words that only an auditor may use; `satisfied` is in two names of the reference program. */
export const FORBIDDEN_WORDS: readonly string[] = [
  "satisfied",
  "compliant",
  "certified",
  "audit-proof",
  "tamper-proof",
  "guaranteed",
  "zero-latency",
];

Deno.test("CATALOGUE is what the script builds from the table of controls", () => {
  assertEquals(CATALOGUE as unknown, buildCatalogue(readTable()));
});

Deno.test("CATALOGUE has every framework, test and control once", () => {
  assertEquals(CATALOGUE.tests.map(({ id }) => id), [...TEST_NAMES]);
  assertEquals(TEST_NAMES.length, 27);
  const sizes = CATALOGUE.frameworks.map(({ key, controls }) => [key, controls.length]);
  assertEquals(sizes, [
    ["soc2", 24],
    ["iso42001", 20],
    ["euaiact", 16],
    ["nist_ai_rmf", 17],
    ["nist_ai_600_1", 13],
    ["iso27001", 12],
    ["gdpr", 9],
    ["hipaa", 6],
    ["pci", 11],
  ]);
  assertEquals(new Set(CONTROLS.map(({ id }) => id)).size, CONTROLS.length);
});

Deno.test("CATALOGUE leaves no control without question, evidence, limits and known tests", () => {
  for (const { id, asks, evidence, notProven, cap, required, supporting } of CONTROLS) {
    assert(asks.length > 0 && evidence.length > 0 && notProven.length > 0, id);
    // The sentences are built around these phrases, so they bring no period of their own.
    assert(!evidence.endsWith(".") && !notProven.endsWith("."), id);
    const names = [...required, ...supporting];
    assert(names.every((name) => TEST_NAMES.includes(name)), id);
    assertEquals(new Set(names).size, names.length, id);
    // What no test can show can reach no status.
    assert(required.length > 0 || cap === "not_evidenced", id);
  }
});

Deno.test("CATALOGUE never uses a word that only an auditor may use", () => {
  const text = JSON.stringify(CATALOGUE).toLowerCase();
  for (const word of FORBIDDEN_WORDS) assert(!text.includes(word), word);
});

Deno.test("CATALOGUE names reason codes for every test, each once", () => {
  for (const { id, reasons } of CATALOGUE.tests) {
    assert(reasons.length > 0 && new Set(reasons).size === reasons.length, id);
    for (const code of reasons) assertMatch(code, /^[A-Z][A-Z_]+$/);
  }
});

Deno.test("SUMMARY_CONTROLS are those of a window's summary", () => {
  assertEquals(SUMMARY_CONTROLS.map((control) => control.id), [
    "soc2:CC6.1",
    "soc2:CC6.6",
    "soc2:CC7.2",
    "soc2:CC9.2",
    "iso42001:A.10.2",
    "iso42001:A.10.3",
    "iso42001:A.10.4",
  ]);
});

Deno.test("THRESHOLDS are shares, the lower level never stricter than the upper", () => {
  for (const [name, { pass, partial }] of THRESHOLDS) {
    assert(pass >= 0 && pass <= 1 && partial >= 0 && partial <= 1, name);
    assert(name === "RECON" ? partial >= pass : partial <= pass, name);
  }
});

Deno.test("frameworkOf() finds the framework of a control", () => {
  for (const framework of CATALOGUE.frameworks) {
    for (const control of framework.controls) assertEquals(frameworkOf(control), framework);
  }
  assertThrows(() => frameworkOf({ id: "none:1" }), RangeError);
});

Deno.test("GATES, RULES_VERSION and CATALOGUE_NAMES have the form that others quote", () => {
  assertEquals(GATES, ["INTEGRITY", "CONTINUITY"]);
  assertMatch(RULES_VERSION, /^\d{4}\.\d{2}-\d+$/);
  assertEquals(CATALOGUE_NAMES.controls.length, 128);
  assert(CATALOGUE_NAMES.tests.every((name) => TEST_NAMES.some((test) => test === name)));
});
