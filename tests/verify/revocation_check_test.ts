import { utf8 } from "../../src/base/bytes.ts";
import { recoveryName } from "../../src/tlog/key_names.ts";
import { revocation, revoked, SIZE_AT_CHANGE } from "../support/revocations.ts";
import { LogBuilder } from "../support/log_builder.ts";
import { assertEquals } from "../support/std.ts";
import { ORIGIN, testKey } from "../support/test_keys.ts";
import {
  codesOf,
  type Files,
  fileText,
  rememberingSuite,
  verifyFiles,
} from "../support/verify_rig.ts";

const PATH = "keys/revoked-1.note";
const SUITE = rememberingSuite();
const KEYS = [testKey(1).text];

async function verdict(
  files: Files,
  given: string[] = [],
): Promise<[exit: number, codes: string[]]> {
  const revocations = given.map((text) => ({ name: "given.note", text }));
  const report = await verifyFiles(files, { suite: SUITE, keys: KEYS, revocations });
  return [report.exit, codesOf(report, ["contradiction", "unreadable"])];
}

Deno.test("checkRevocations() accepts a key that signed no more than it may", async () => {
  assertEquals(await verdict(revoked(SIZE_AT_CHANGE)), [0, []]);
  assertEquals(await verdict(revoked(SIZE_AT_CHANGE - 1)), [4, ["KEY_REVOKED"]]);
  assertEquals(await verdict(revoked(0)), [4, ["KEY_REVOKED"]]);
});

Deno.test("checkRevocations() applies one that came by another way, where the evidence has none", async () => {
  const files = revoked(SIZE_AT_CHANGE);
  files.delete(PATH);
  const good = revocation({ lastGoodSize: SIZE_AT_CHANGE });
  const late = revocation({ lastGoodSize: 3 });
  assertEquals(await verdict(files, [good]), [0, []]);
  assertEquals(await verdict(files, [good, late]), [4, ["KEY_REVOKED"]]);
});

Deno.test("checkRevocations() believes nobody but the log's recovery key", async () => {
  const files = revoked(SIZE_AT_CHANGE);
  const others = [
    testKey(1),
    testKey(2),
    testKey(9, recoveryName(ORIGIN)),
    testKey(4, recoveryName("other.example")),
  ];
  for (const by of others) {
    const text = revocation({ lastGoodSize: 3, by });
    assertEquals(await verdict(files, [text]), [5, ["FILE_UNREADABLE"]]);
    assertEquals(await verdict(new Map([...files, [PATH, utf8(text)]])), [4, [
      "KEY_FILE_MISMATCH",
    ]]);
  }
  const stranger = revocation({ lastGoodSize: 3, vkey: testKey(9).text });
  assertEquals(await verdict(files, [stranger]), [5, ["FILE_UNREADABLE"]]);
  const without = new LogBuilder().begin().closeWindow().seal().files;
  assertEquals(await verdict(without, [revocation({ lastGoodSize: 3 })]), [5, ["FILE_UNREADABLE"]]);
});

Deno.test("checkRevocations() accepts no revocation that is cut or has a flipped bit", async () => {
  const files = revoked(SIZE_AT_CHANGE);
  const text = fileText(files, PATH);
  for (let length = 0; length < text.length; length++) {
    files.set(PATH, utf8(text.slice(0, length)));
    assertEquals(await verdict(files), [4, ["KEY_FILE_MISMATCH"]], `${length} characters`);
  }
  const bytes = utf8(text);
  files.set(PATH, bytes);
  for (let at = 0; at < bytes.length; at++) {
    bytes[at] = (bytes[at] as number) ^ (1 << (at % 8));
    assertEquals((await verdict(files))[0], 4, `byte ${at}`);
    bytes[at] = (bytes[at] as number) ^ (1 << (at % 8));
  }
});

Deno.test("checkRevocations() says that it cannot check one without the log's first record", async () => {
  const files = revoked(0);
  const rest: Files = new Map();
  for (const [path, bytes] of files) {
    if (path.includes("-498673/")) rest.set(path.split("/").slice(2).join("/"), bytes);
    if (path === PATH) rest.set(path, bytes);
  }
  const report = await verifyFiles(rest, { suite: SUITE, keys: [testKey(2).text] });
  assertEquals(codesOf(report, ["note"]).includes("FILE_NOT_CHECKED"), true);
});

Deno.test("verifyEvidence() takes statements by a key that the records announce, and by no other", async () => {
  const attester = testKey(7, `${ORIGIN}/attest`);
  const logOf = (announced: string): Files => {
    const log = new LogBuilder().begin();
    log.append({ kind: "attest.key", vkey: announced });
    log.call();
    return log.closeWindow().seal({ statementKey: attester }).writeKeys().files;
  };
  assertEquals(await verdict(logOf(attester.text)), [0, []]);
  const other = testKey(8, `${ORIGIN}/attest`).text;
  assertEquals(await verdict(logOf(other)), [4, ["DSSE_SIGNATURE_BAD"]]);
  for (const text of [testKey(7).text, "no key"]) {
    assertEquals(await verdict(logOf(text)), [4, ["DSSE_SIGNATURE_BAD", "KEY_INVALID"]]);
  }
});

Deno.test("verifyEvidence() refuses a recovery key that is none", async () => {
  for (const text of [testKey(4).text, "no key"]) {
    const log = new LogBuilder().begin({ fields: { recovery_vkey: text } });
    assertEquals(await verdict(log.closeWindow().seal().files), [4, ["KEY_INVALID"]]);
  }
});
