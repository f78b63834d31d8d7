import { toBase64, utf8 } from "../../src/base/bytes.ts";
import { NODE_SUITE } from "../../src/base/digest.ts";
import { NOBLE_SUITE } from "../../src/page/noble_suite.ts";
import { keysIn, verifyFiles } from "../../src/page/verify_files.ts";
import { seededBytes } from "../support/drafts.ts";
import { smallLog } from "../support/log_builder.ts";
import { assert, assertEquals, assertRejects } from "../support/std.ts";
import { signWith, testKey } from "../support/test_keys.ts";
import { type Files, fileText } from "../support/verify_rig.ts";

const KEY = testKey(1).text;

function given(files: Files): { path: string; blob: Blob }[] {
  return [...files].map(([path, bytes]) => ({ path, blob: new Blob([Uint8Array.from(bytes)]) }));
}

Deno.test("verifyFiles() verifies with a key, a kept head and telemetry, and tells how far it is", async () => {
  const log = smallLog();
  const note = toBase64(utf8(fileText(log.files, "checkpoint")));
  const heads: Files = new Map([["kept", utf8(`{"type":"checkpoint","note":"${note}"}\n`)]]);
  const telemetry: Files = new Map([["telemetry.jsonl", utf8(log.telemetry.join("\n"))]]);
  let records = 0;
  const report = await verifyFiles({
    files: given(log.files),
    keys: [KEY],
    heads: given(heads),
    telemetry: given(telemetry),
    require: ["independence", "content"],
    onProgress: (progress) => records = progress.records,
  });
  assertEquals([report.exit, records, report.telemetry?.matched], [0, 16, 5]);
});

Deno.test("verifyFiles() says in one sentence what it cannot use", async () => {
  const { files } = smallLog();
  const bad = { files: given(files), keys: ["nonsense"] };
  await assertRejects(() => verifyFiles(bad), Error, "Cannot trust the key nonsense: ");
  const heads: Files = new Map([["lines", utf8('{"message":"hello"}\n')]]);
  const none = { files: given(files), heads: given(heads) };
  await assertRejects(() => verifyFiles(none), Error, "Cannot find a checkpoint line in lines");
});

Deno.test("keysIn() reads one key in a line", () => {
  assertEquals(keysIn(` ${KEY} \r\n\n${KEY}`), [KEY, KEY]);
  assertEquals(keysIn(" \n"), []);
});

Deno.test("NOBLE_SUITE computes what the platform does", async () => {
  const seed = 7;
  const random = seededBytes(seed);
  const key = testKey(3);
  for (const length of [0, 1, 55, 56, 63, 64, 65, 1_000, 100_000]) {
    const data = random(length);
    const secret = random(32);
    const stream = NOBLE_SUITE.sha256Stream();
    stream.update(data.subarray(0, length >> 1));
    stream.update(data.subarray(length >> 1));
    const wanted = NODE_SUITE.sha256(data);
    const message = `${length} bytes of seed ${seed}`;
    assertEquals(Uint8Array.from(NOBLE_SUITE.sha256(data)), Uint8Array.from(wanted), message);
    assertEquals(Uint8Array.from(stream.digest()), Uint8Array.from(wanted), message);
    const mac = NOBLE_SUITE.hmacSha256(secret, data);
    assertEquals(
      Uint8Array.from(mac),
      Uint8Array.from(NODE_SUITE.hmacSha256(secret, data)),
      message,
    );
    const signature = signWith(key, data);
    assert(await NOBLE_SUITE.ed25519Verify(key.vkey.publicKey, data, signature), message);
    signature[40] = (signature[40] ?? 0) ^ 1;
    assert(!await NOBLE_SUITE.ed25519Verify(key.vkey.publicKey, data, signature), message);
  }
});
