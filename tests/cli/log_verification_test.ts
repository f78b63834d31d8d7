import { verifyLog } from "../../src/cli/log_verification.ts";
import { takeInventory } from "../../src/verify/inventory.ts";
import { memorySource } from "../../src/verify/source.ts";
import type { LogVerification } from "../../src/report/verification.ts";
import { LogBuilder } from "../support/log_builder.ts";
import { assertEquals } from "../support/std.ts";

/** Verifies a built log after something was done to its files; its parts' states in order. */
async function statesOf(
  change: (log: LogBuilder, dirs: string[]) => void,
  options: { isPinned?: boolean } = {},
): Promise<{ states: string[]; verification: LogVerification; segments: number }> {
  const log = new LogBuilder().begin();
  log.call();
  const dirs = [log.directory];
  log.closeWindow().seal().openWindow();
  dirs.push(log.directory);
  log.call();
  log.closeWindow().seal().writeKeys();
  change(log, dirs);
  const source = memorySource(log.files);
  const [files] = await takeInventory(source, [...log.files.keys()].toSorted());
  if (files === undefined) throw new Error("There is no log");
  const found = { origin: log.origin, place: "here", source, files };
  const keys = options.isPinned === false ? [] : [log.key.text];
  const { verification, segments } = await verifyLog(found, { keys });
  const states = dirs.map((dir) => verification.parts.get(dir) ?? "none");
  return { states, verification, segments: segments.size };
}

Deno.test("verifyLog() calls parts verified by a pinned key, and by no other", async () => {
  const good = await statesOf(() => {});
  assertEquals(good.states, ["verified", "verified"]);
  assertEquals([good.verification.exit, good.segments], [0, 2]);
  const unpinned = await statesOf(() => {}, { isPinned: false });
  assertEquals(unpinned.states, ["untrusted", "untrusted"]);
});

Deno.test("verifyLog() tells the part that contradicts from the others", async () => {
  const { states, verification } = await statesOf((log, [first]) => {
    const path = `${first}/summary.json`;
    const text = new TextDecoder().decode(log.files.get(path));
    log.files.set(path, new TextEncoder().encode(text.replace('"io_errors":0', '"io_errors":7')));
  });
  assertEquals(states[0] === "verified", false);
  assertEquals(states[1], "verified");
  assertEquals(verification.exit, 4);
});

Deno.test("verifyLog() blames every part for what lies in none", async () => {
  const { states } = await statesOf((log) => {
    const tile = [...log.files.keys()].find((path) => path.startsWith("tile/0/")) ?? "";
    const bytes = (log.files.get(tile) ?? new Uint8Array(32)).slice();
    bytes[0] = (bytes[0] ?? 0) ^ 1;
    log.files.set(tile, bytes);
  });
  assertEquals(states, ["failed", "failed"]);
});
