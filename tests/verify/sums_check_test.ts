import { utf8 } from "../../src/base/bytes.ts";
import { sumsText } from "../../src/format/layout.ts";
import { Findings } from "../../src/verify/findings.ts";
import { checkSums } from "../../src/verify/sums_check.ts";
import { assertEquals } from "../support/std.ts";

const A = "aa".repeat(32);
const B = "bb".repeat(32);
const ALL = ["segment.jsonl", "summary.json", "checkpoint", "statement.dsse.json"];

function text(names: readonly string[], sha256 = A): string {
  return sumsText(names.map((name) => ({ name, sha256 })));
}

/** Messages for this file, where all files have digest A. */
function messages(
  sums: string | Uint8Array,
  options: { isBasic?: boolean; digests?: string[] } = {},
): string[] {
  const findings = new Findings();
  checkSums(findings, typeof sums === "string" ? utf8(sums) : sums, {
    path: "SHA256SUMS",
    digests: new Map((options.digests ?? ALL).map((name) => [name, A])),
    isBasic: options.isBasic ?? false,
  });
  for (const { code } of findings.list()) assertEquals(code, "SUMS_MISMATCH");
  return findings.list().map(({ message }) => message);
}

Deno.test("checkSums() accepts the four files in order with their digests", () => {
  assertEquals(messages(text(ALL)), []);
});

Deno.test("checkSums() lets basic parts list three files in any order", () => {
  const three = ["segment.jsonl", "checkpoint", "summary.json"];
  assertEquals(messages(text(three), { isBasic: true }), []);
  assertEquals(messages(text(three)).length, 1);
  assertEquals(messages(text(["segment.jsonl"]), { isBasic: true }).length, 1);
});

Deno.test("checkSums() finds other digests, names and orders", () => {
  assertEquals(messages(text(ALL, B)), ALL.map((name) => `${name} has ${A}, and ${B} is listed`));
  assertEquals(messages(text(ALL.toReversed())).length, 1);
  assertEquals(messages(text([...ALL, "segment.jsonl"])).length, 1);
  assertEquals(messages(text([...ALL, "more.txt"]), { isBasic: true }).length, 1);
});

Deno.test("checkSums() takes no other bytes than sumsText() writes", () => {
  const good = text(ALL);
  const texts = [
    "",
    good.slice(0, -1),
    good.replaceAll("\n", "\r\n"),
    good.replace("  ", " "),
    good.replace("  ", " *"),
    good.toUpperCase(),
    `${good}\n`,
    `\n${good}`,
    good.replace(/^./, "g"),
  ];
  for (const sums of texts) {
    assertEquals(messages(sums), ["It is not lines of a digest, two spaces and a name"]);
  }
  assertEquals(messages(Uint8Array.of(0xff)).length, 1);
});

Deno.test("checkSums() leaves files that are not here to those who miss them", () => {
  assertEquals(messages(text(ALL), { digests: ALL.slice(0, 2) }), []);
});
