import { ATTRIBUTES, readAttributes } from "../../src/format/attribution.ts";
import { assertEquals } from "../support/std.ts";

Deno.test("readAttributes() takes fields and baggage by the same names", () => {
  const { asserted, invalid } = readAttributes([
    ["x-outband-app", " billing "],
    ["outband.purpose", "PUR%2D7"],
    ["x-outband-user", "u-1"],
  ]);
  assertEquals(asserted, [
    { name: "app", value: "billing", isPersonal: false },
    { name: "purpose", value: "PUR-7", isPersonal: false },
    { name: "user", value: "u-1", isPersonal: true },
  ]);
  assertEquals(invalid, 0);
});

Deno.test("readAttributes() counts what is unknown, too long, not printable or not in its form", () => {
  const bad: [string, string][] = [
    ["x-outband-nonsense", "x"],
    ["x-outband-app", ""],
    ["x-outband-app", "x".repeat(257)],
    ["x-outband-app", "caf\u00e9"],
    ["x-outband-auth", "magic"],
    ["outband.app", "%zz"],
    ["outband.__proto__", "x"],
  ];
  assertEquals(readAttributes(bad), { asserted: [], invalid: bad.length });
});

Deno.test("readAttributes() keeps the first of a name, and all of one that may repeat", () => {
  const { asserted, invalid } = readAttributes([
    ["x-outband-app", "a"],
    ["outband.app", "b"],
    ["x-outband-guardrail", "name=x;verdict=allow"],
    ["x-outband-guardrail", "name=y;verdict=block"],
  ]);
  assertEquals(asserted.map(({ name, value }) => [name, value]), [
    ["app", "a"],
    ["guardrail", "name=x;verdict=allow"],
    ["guardrail#2", "name=y;verdict=block"],
  ]);
  assertEquals(invalid, 1);
});

Deno.test("ATTRIBUTES explains each", () => {
  for (const [name, { meaning }] of ATTRIBUTES) {
    assertEquals([/^[a-z-]+$/.test(name), meaning.length > 5], [true, true], name);
  }
});
