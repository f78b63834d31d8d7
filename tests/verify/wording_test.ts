import type { ResultName } from "../../src/format/finding_codes.ts";
import { openLog, secondWindowAlone } from "../support/evidence_cases.ts";
import { LogBuilder, smallLog } from "../support/log_builder.ts";
import { assert, assertEquals, assertStringIncludes } from "../support/std.ts";
import { testKey } from "../support/test_keys.ts";
import { type Files, telemetryOf, verifyFiles } from "../support/verify_rig.ts";
import type { VerifyOptions } from "../../src/verify/verifier.ts";

async function reason(
  name: ResultName,
  files: Files,
  options: Partial<VerifyOptions> = {},
): Promise<string> {
  return (await verifyFiles(files, { keys: [testKey(1).text], ...options })).reasons[name];
}

Deno.test("reasonsOf() says in one sentence what was found good", async () => {
  const { files, telemetry } = smallLog();
  const all = { telemetry: [telemetryOf(telemetry.join("\n"))] };
  const some = { telemetry: [telemetryOf(telemetry[0] ?? "")] };
  const head = { name: "a", text: new TextDecoder().decode(files.get("checkpoint")) };
  assertEquals(
    await reason("integrity", files),
    "All 16 records are, byte for byte, those under the signed root of checkpoint 16.",
  );
  assertStringIncludes(await reason("integrity", secondWindowAlone()), "signed statements");
  assertEquals(
    await reason("integrity", openLog()),
    "16 records are covered by a signature that holds; the newest 4 are not signed yet.",
  );
  assertEquals(await reason("identity", files), "The key that you gave signed this log.");
  assertStringIncludes(await reason("continuity", files), "498672 to 498673");
  assertStringIncludes(await reason("independence", files), "No head from elsewhere");
  assertEquals(
    await reason("independence", files, { knownHeads: [head] }),
    "1 head kept elsewhere is part of this history.",
  );
  assertStringIncludes(await reason("content", files), "No telemetry");
  assertStringIncludes(await reason("content", files, all), "All 5 calls have their telemetry");
  assertStringIncludes(await reason("content", files, some), "1 of 5 calls");
  assertStringIncludes(await reason("completeness", files), "All 7 settled calls");
});

Deno.test("reasonsOf() counts one call and none in good English", async () => {
  const one = new LogBuilder().begin();
  one.call();
  const single = await reason("completeness", one.closeWindow().seal().files);
  assertStringIncludes(single, "The 1 settled call is accounted for");
  const none = new LogBuilder().begin().closeWindow().seal();
  assertStringIncludes(await reason("completeness", none.files), "No call was settled");
  const open = new LogBuilder().begin();
  open.writeSegment();
  assertStringIncludes(await reason("completeness", open.files), "No window was closed");
});

Deno.test("reasonsOf() gives the meaning of the first finding that counts, and how many follow", async () => {
  const { files } = smallLog();
  files.set("tile/0/000.p/9", new Uint8Array(288));
  files.set("tile/0/000.p/16", new Uint8Array(512));
  assertEquals(
    await reason("integrity", files),
    "A tile of the Merkle tree does not fit the records. (1 more finding of this weight.)",
  );
});

Deno.test("notProven() always says what no log can prove, and what this one does not", async () => {
  const { files } = smallLog();
  const sentences = async (given: Files, keys: string[]): Promise<string> =>
    (await verifyFiles(given, { keys })).not_proven.join("\n");
  const good = await sentences(files, [testKey(1).text]);
  assertStringIncludes(good, "Calls that bypassed the proxy");
  assertStringIncludes(good, "no head that was kept elsewhere");
  assert(!good.includes("Who signed"));
  assertStringIncludes(await sentences(files, []), "Who signed this is not known");
  const open = await sentences(openLog(), [testKey(1).text]);
  assertStringIncludes(open, "The newest 4 records can still be changed");
  const range = await sentences(secondWindowAlone(), [testKey(1).text]);
  assertStringIncludes(range, "the 9 records before these");
});
