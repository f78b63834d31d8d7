import { SECOND_DIR } from "../support/evidence_cases.ts";
import { LogBuilder, smallLog } from "../support/log_builder.ts";
import { assertEquals } from "../support/std.ts";
import { testKey } from "../support/test_keys.ts";
import { codesOf, type Files, verifyFiles } from "../support/verify_rig.ts";
import type { PartFiles } from "../../src/verify/inventory.ts";
import { hasSeal, treeHeadOf } from "../../src/verify/seal_check.ts";
import { parseHead } from "../../src/verify/signed_head.ts";
import { knownHead } from "../support/evidence_cases.ts";

const SEAL = ["checkpoint", "summary.json", "statement.dsse.json", "SHA256SUMS"];

/** Grave codes, and which windows are sealed. */
async function check(files: Files): Promise<{ codes: string[]; sealed: boolean[] }> {
  const report = await verifyFiles(files, { keys: [testKey(1).text] });
  const codes = codesOf(report, ["contradiction", "unreadable", "unproven"]);
  return { codes, sealed: report.windows.map(({ sealed }) => sealed) };
}

/** The first window's checkpoint as the log's newest, as it is while the second is being sealed. */
function whileSealing(): Files {
  const { files } = smallLog();
  const first = "windows/2026-11-21/000000Z-498672/checkpoint";
  files.set("checkpoint", files.get(first) as Uint8Array);
  return files;
}

Deno.test("hasSeal() is true with any of the four files", () => {
  const part = (...names: string[]): PartFiles => ({
    dir: "",
    names: new Set(names),
    nested: [],
    first: 0,
    origin: "",
    strangeFormat: null,
  });
  assertEquals(hasSeal(part("segment.jsonl", "notes.txt")), false);
  for (const name of SEAL) assertEquals(hasSeal(part("segment.jsonl", name)), true);
});

Deno.test("treeHeadOf() is size and root as statements have them", () => {
  const head = knownHead(9, new Uint8Array(32));
  const parsed = parseHead(head.text, head.name);
  assertEquals(parsed === null ? null : treeHeadOf(parsed), {
    size: 9,
    root: "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
  });
});

Deno.test("checkPartSeal() holds what is signed and fits", async () => {
  assertEquals(await check(smallLog().files), { codes: [], sealed: [true, true] });
});

Deno.test("checkPartSeal() takes a seal without its checkpoint for unfinished in the newest part only", async () => {
  const files = whileSealing();
  files.delete(`${SECOND_DIR}/checkpoint`);
  const unfinished = ["SEAL_INCOMPLETE", "WINDOW_UNSIGNED"];
  assertEquals(await check(files), { codes: unfinished, sealed: [true, false] });
  files.delete(`${SECOND_DIR}/SHA256SUMS`);
  files.delete(`${SECOND_DIR}/statement.dsse.json`);
  assertEquals(await check(files), { codes: unfinished, sealed: [true, false] });
  const covered = smallLog().files;
  covered.delete(`${SECOND_DIR}/checkpoint`);
  assertEquals((await check(covered)).codes, ["FILE_MISSING"]);
});

Deno.test("checkPartSeal() misses any other file, whatever the newest head says", async () => {
  for (const name of SEAL.slice(1)) {
    const files = whileSealing();
    files.delete(`${SECOND_DIR}/${name}`);
    assertEquals((await check(files)).codes, ["FILE_MISSING"]);
  }
});

Deno.test("checkPartSeal() misses a whole seal that the newest head covers", async () => {
  const { files } = smallLog();
  for (const name of SEAL) files.delete(`${SECOND_DIR}/${name}`);
  assertEquals((await check(files)).codes, ["FILE_MISSING"]);
});

Deno.test("checkPartSeal() checks what the other files say even when one is unreadable", async () => {
  const { files } = smallLog();
  files.set(`${SECOND_DIR}/statement.dsse.json`, new Uint8Array(100_000));
  assertEquals((await check(files)).codes, ["LIMIT_EXCEEDED"]);
});

Deno.test("checkPartSeal() does not hold a checkpoint of other size or root", async () => {
  const lie = (overrides: Parameters<LogBuilder["seal"]>[0]): Files =>
    new LogBuilder().begin().closeWindow().seal(overrides).files;
  assertEquals((await check(lie({ size: 5 }))).sealed, [false]);
  assertEquals((await check(lie({ root: new Uint8Array(32) }))).sealed, [false]);
  assertEquals((await check(lie({ signers: [testKey(2)] }))).sealed, [false]);
});
