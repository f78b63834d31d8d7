import { fromHex, toHex, utf8 } from "../../src/base/bytes.ts";
import { hmacSha256, NODE_SUITE, sha256, sha256Hex } from "../../src/base/digest.ts";
import { assert, assertEquals, assertFalse } from "../support/std.ts";
import { vectorTest, vectorText } from "../support/vectors.ts";

/** FIPS 180-2 appendix B.1. */
const ABC_HEX = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

interface MacGroup {
  tagSize: number;
  tests: { key: string; msg: string; tag: string; result: string }[];
}

function bytesOf(hex: string): Uint8Array {
  const bytes = fromHex(hex);
  assert(bytes !== null);
  return bytes;
}

Deno.test("sha256() gives the same digest in every form and over shared memory", () => {
  const shared = new Uint8Array(new SharedArrayBuffer(3));
  shared.set(utf8("abc"));
  assertEquals(toHex(sha256(utf8("abc"))), ABC_HEX);
  assertEquals(toHex(sha256(shared)), ABC_HEX);
  assertEquals(sha256Hex(utf8("abc")), ABC_HEX);
  const stream = NODE_SUITE.sha256Stream();
  stream.update(utf8("a"));
  stream.update(utf8("bc"));
  assertEquals(toHex(stream.digest()), ABC_HEX);
});

vectorTest("hmacSha256() agrees with all 174 Wycheproof cases", () => {
  const { testGroups }: { testGroups: MacGroup[] } = JSON.parse(
    vectorText("wycheproof/hmac_sha256_test.json"),
  );
  let cases = 0;
  for (const { tagSize, tests } of testGroups) {
    for (const { key, msg, tag, result } of tests) {
      const mac = toHex(hmacSha256(bytesOf(key), bytesOf(msg))).slice(0, tagSize / 4);
      assertEquals(mac === tag, result === "valid");
      cases++;
    }
  }
  assertEquals(cases, 174);
});

Deno.test("NODE_SUITE.ed25519Verify() gives false, not an exception, for wrong lengths", () => {
  for (const [keyBytes, signatureBytes] of [[31, 64], [33, 64], [0, 64], [32, 63], [32, 0]]) {
    const verdict = NODE_SUITE.ed25519Verify(
      new Uint8Array(keyBytes ?? 0),
      utf8("abc"),
      new Uint8Array(signatureBytes ?? 0),
    );
    assertFalse(verdict);
  }
});

Deno.test("sha256() gives each digest a place of its own", () => {
  const inputs = Array.from({ length: 300 }, (_, k) => utf8(`input ${k}`));
  const digests = inputs.map(sha256);
  for (const [k, input] of inputs.entries()) {
    assertEquals(toHex(digests[k] as Uint8Array), sha256Hex(input));
  }
});
