import { Findings } from "../../src/verify/findings.ts";
import { assertEquals } from "../support/std.ts";

Deno.test("Findings.add() fills in what the table says of a code", () => {
  const findings = new Findings();
  findings.add(
    "CHAIN_BROKEN",
    { where: "a/segment.jsonl", line: 3, index: 2 },
    "seen and expected",
  );
  findings.add("KEY_NOT_PINNED", { where: "" }, "no key");
  assertEquals(findings.list(), [
    {
      code: "CHAIN_BROKEN",
      weight: "contradiction",
      result: "integrity",
      where: "a/segment.jsonl",
      line: 3,
      index: 2,
      message: "seen and expected",
    },
    {
      code: "KEY_NOT_PINNED",
      weight: "unproven",
      result: "identity",
      where: "",
      message: "no key",
    },
  ]);
  assertEquals(findings.hasWeight("contradiction"), true);
  assertEquals(findings.hasWeight("unreadable"), false);
});

Deno.test("Findings.add() keeps 200 of a code and counts all", () => {
  const findings = new Findings();
  for (let k = 0; k < 500; k++) findings.add("INDEX_GAP", { where: "a" }, `${k}`);
  findings.add("LOG_NOT_CLOSED", { where: "" }, "note");
  assertEquals(findings.list().length, 201);
  assertEquals(findings.count("INDEX_GAP"), 500);
  assertEquals(findings.count("ROOT_MISMATCH"), 0);
  assertEquals(findings.contradictions(), 500);
  assertEquals(findings.counts(), { INDEX_GAP: 500, LOG_NOT_CLOSED: 1 });
});

Deno.test("Findings.add() cuts long messages", () => {
  const findings = new Findings();
  findings.add("LINE_PARSE", { where: "a" }, "x".repeat(5_000));
  assertEquals(findings.list()[0]?.message, `${"x".repeat(497)}...`);
});
