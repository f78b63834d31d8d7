import { utf8 } from "../../src/base/bytes.ts";
import { NODE_SUITE } from "../../src/base/digest.ts";
import { formatVkey, KEY_TYPE_COSIGNATURE, vkeyOf } from "../../src/tlog/note.ts";
import { Findings } from "../../src/verify/findings.ts";
import type { LogKey } from "../../src/verify/key_chain.ts";
import { checkKeyFiles } from "../../src/verify/key_file_check.ts";
import { memorySource } from "../../src/verify/source.ts";
import { spkiPem } from "../../src/verify/spki.ts";
import { assertEquals } from "../support/std.ts";
import { type TestKey, testKey } from "../support/test_keys.ts";
import { addedCodes } from "../support/verify_rig.ts";

const [FIRST, SECOND, THIRD] = [testKey(1), testKey(2), testKey(3)];

function logKey({ text, vkey }: TestKey): LogKey {
  return { text, vkey, after: 0, upTo: Infinity, hasSigned: true, largest: { size: 0, where: "" } };
}

/** Codes for these files below `keys/` of a log with two keys. */
async function codes(files: Record<string, string>, isRange = false): Promise<string[]> {
  const findings = new Findings();
  const paths = Object.keys(files).map((name) => `log/keys/${name}`);
  const entries = Object.values(files).map((text, k): [string, Uint8Array] => [
    paths[k] ?? "",
    utf8(text),
  ]);
  await checkKeyFiles(memorySource(new Map(entries)), {
    suite: NODE_SUITE,
    findings,
    root: "log/",
    paths,
    keys: [logKey(FIRST), logKey(SECOND)],
    isRange,
  });
  return addedCodes(findings);
}

Deno.test("checkKeyFiles() accepts the log's keys under their numbers", async () => {
  assertEquals(
    await codes({
      "log-1.vkey": `${FIRST.text}\n`,
      "log-1.pub.pem": spkiPem(FIRST.vkey.publicKey),
      "log-2.vkey": `${SECOND.text}\n`,
      "log-2.pub.pem": spkiPem(SECOND.vkey.publicKey),
      "current.vkey": `${SECOND.text}\n`,
    }),
    [],
  );
});

Deno.test("checkKeyFiles() finds other keys, other numbers and other bytes", async () => {
  const pem = spkiPem(FIRST.vkey.publicKey);
  const cases: Record<string, string>[] = [
    { "log-1.vkey": `${SECOND.text}\n` },
    { "log-1.vkey": FIRST.text },
    { "log-1.vkey": `${FIRST.text}\n\n` },
    { "log-3.vkey": `${THIRD.text}\n` },
    { "log-0.vkey": `${FIRST.text}\n` },
    { "log-1.pub.pem": pem.replace("\n", "\r\n") },
    { "log-1.pub.pem": spkiPem(THIRD.vkey.publicKey) },
    { "other.vkey": `${THIRD.text}\n` },
    { "other.vkey": "nonsense\n" },
    { "other.pub.pem": spkiPem(THIRD.vkey.publicKey) },
  ];
  for (const files of cases) assertEquals(await codes(files), ["KEY_FILE_MISMATCH"]);
});

Deno.test("checkKeyFiles() wants of other parties' keys only that they are what they say", async () => {
  const { publicKey } = THIRD.vkey;
  const witness = vkeyOf(NODE_SUITE.sha256, "w.example/w", publicKey, KEY_TYPE_COSIGNATURE);
  const text = formatVkey(witness);
  assertEquals(await codes({ "witness.vkey": `${text}\n` }), []);
  const forged = formatVkey({ ...witness, id: witness.id ^ 1 });
  assertEquals(await codes({ "witness.vkey": `${forged}\n` }), ["KEY_FILE_MISMATCH"]);
});

Deno.test("checkKeyFiles() knows no other files", async () => {
  assertEquals(await codes({ "readme.txt": "hello" }), ["FILE_UNEXPECTED"]);
  assertEquals(await codes({ "log-1.vkey": "x".repeat(5_000) }), ["LIMIT_EXCEEDED"]);
});

Deno.test("checkKeyFiles() cannot judge the keys of a log whose start is not here", async () => {
  const files = { "log-9.vkey": `${THIRD.text}\n`, "log-8.vkey": `${SECOND.text}\n` };
  assertEquals(await codes(files, true), ["FILE_NOT_CHECKED"]);
});
