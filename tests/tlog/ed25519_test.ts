import { gunzipSync } from "node:zlib";
import { ed25519 } from "@noble/curves/ed25519.js";
import { decodeUtf8, fromHex, toHex, utf8 } from "../../src/base/bytes.ts";
import type { CryptoSuite } from "../../src/base/crypto_suite.ts";
import { NODE_SUITE } from "../../src/base/digest.ts";
import { NOBLE_SUITE } from "../../src/page/noble_suite.ts";
import { isStrictPublicKey, verifyStrict } from "../../src/tlog/ed25519.ts";
import { cctvCases, type SignatureCase, wycheproofCases } from "../support/ed25519_vectors.ts";
import { assert, assertEquals, assertFalse } from "../support/std.ts";
import { vectorBytes, vectorTest } from "../support/vectors.ts";
import { SECRETS, testKey } from "./rfc8032_keys.ts";

/** Order of the base point, RFC 8032 section 5.1. */
const ORDER = ed25519.Point.Fn.ORDER;
/** A point of order 8; its multiples are all points of low order. */
const TORSION_HEX = "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a";
/** Encodings of y = 0, 1 and p - 1 that RFC 8032 section 5.1.3 refuses. */
const ODD_LOW_ORDER_HEX = [
  "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
  "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
  "0100000000000000000000000000000000000000000000000000000000000080",
  "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
];
const MESSAGE = utf8("strict");

function bytesOf(hex: string): Uint8Array<ArrayBuffer> {
  const bytes = fromHex(hex);
  assert(bytes !== null);
  return bytes;
}

function lowOrderEncodings(): string[] {
  const torsion = ed25519.Point.fromHex(TORSION_HEX);
  const encodings = [...ODD_LOW_ORDER_HEX];
  let point = ed25519.Point.ZERO;
  for (let k = 0; k < 8; k++) {
    encodings.push(toHex(point.toBytes()));
    point = point.add(torsion);
  }
  return encodings;
}

Deno.test("isStrictPublicKey() refuses all 14 encodings of low-order points", () => {
  const encodings = lowOrderEncodings();
  assertEquals(new Set(encodings).size, 14);
  for (const encoding of encodings) assertFalse(isStrictPublicKey(bytesOf(encoding)));
});

Deno.test("isStrictPublicKey() takes sound keys, first time and from memory", () => {
  for (const secret of Object.values(SECRETS)) {
    const { publicKey } = testKey(secret);
    assert(isStrictPublicKey(publicKey));
    assert(isStrictPublicKey(publicKey));
  }
});

Deno.test("isStrictPublicKey() refuses keys outside the prime-order subgroup", () => {
  const torsion = ed25519.Point.fromHex(TORSION_HEX);
  const sound = ed25519.Point.fromBytes(testKey(SECRETS.first).publicKey);
  let mixed = sound;
  for (let k = 1; k < 8; k++) {
    mixed = mixed.add(torsion);
    assertFalse(isStrictPublicKey(mixed.toBytes()));
  }
  assert(isStrictPublicKey(mixed.add(torsion).toBytes()));
});

Deno.test("isStrictPublicKey() refuses what is no point, not canonical or not 32 bytes", () => {
  const { publicKey } = testKey(SECRETS.first);
  for (let k = 0; k < publicKey.length; k++) assertFalse(isStrictPublicKey(publicKey.slice(0, k)));
  assertFalse(isStrictPublicKey(new Uint8Array(33)));
  assertFalse(isStrictPublicKey(bytesOf(`02${"00".repeat(31)}`))); // y = 2 is not on the curve.
  for (let low = 0xed; low <= 0xff; low++) {
    const y = bytesOf(`${low.toString(16)}${"ff".repeat(30)}7f`); // From p to 2^255 - 1.
    assertFalse(isStrictPublicKey(y));
  }
});

Deno.test("isStrictPublicKey() keeps its verdicts right when memory is full", () => {
  const { publicKey } = testKey(SECRETS.second);
  for (let k = 0; k < 40; k++) {
    const odd = Uint8Array.from(publicKey);
    odd[5] = k;
    isStrictPublicKey(odd);
    assert(isStrictPublicKey(publicKey));
    assertFalse(isStrictPublicKey(bytesOf(ODD_LOW_ORDER_HEX[0] ?? "")));
  }
});

Deno.test("verifyStrict() takes a sound signature and no altered one", async () => {
  const key = testKey(SECRETS.first);
  const signature = key.sign(MESSAGE);
  const signed = { publicKey: key.publicKey, message: MESSAGE, signature };
  assert(await verifyStrict(NODE_SUITE, signed));
  assertFalse(await verifyStrict(NODE_SUITE, { ...signed, message: utf8("strict ") }));
  const { publicKey } = testKey(SECRETS.second);
  assertFalse(await verifyStrict(NODE_SUITE, { ...signed, publicKey }));
  for (let k = 0; k < signature.length; k++) {
    const altered = Uint8Array.from(signature);
    altered[k] = (altered[k] ?? 0) ^ 1;
    assertFalse(await verifyStrict(NODE_SUITE, { ...signed, signature: altered }));
    const cut = signature.subarray(0, k);
    assertFalse(await verifyStrict(NODE_SUITE, { ...signed, signature: cut }));
  }
});

Deno.test("verifyStrict() asks no library about S >= L, an odd R or an odd key", async () => {
  const key = testKey(SECRETS.first);
  const signature = key.sign(MESSAGE);
  const gullible: CryptoSuite = { ...NODE_SUITE, ed25519Verify: () => true };
  const signed = { publicKey: key.publicKey, message: MESSAGE, signature };
  assert(await verifyStrict(gullible, signed));
  const littleEndian = ORDER.toString(16).padStart(64, "0").match(/../g)?.reverse().join("") ?? "";
  const atOrder = Uint8Array.of(...signature.subarray(0, 32), ...bytesOf(littleEndian));
  assertFalse(await verifyStrict(gullible, { ...signed, signature: atOrder }));
  const belowOrder = Uint8Array.from(atOrder);
  belowOrder[32] = (belowOrder[32] ?? 0) - 1;
  assert(await verifyStrict(gullible, { ...signed, signature: belowOrder }));
  for (const encoding of lowOrderEncodings()) {
    const oddR = Uint8Array.of(...bytesOf(encoding), ...signature.subarray(32));
    assertFalse(await verifyStrict(gullible, { ...signed, signature: oddR }));
    assertFalse(await verifyStrict(gullible, { ...signed, publicKey: bytesOf(encoding) }));
  }
  assertFalse(
    await verifyStrict(gullible, { ...signed, signature: Uint8Array.of(...signature, 0) }),
  );
});

Deno.test("verifyStrict() waits for a suite that answers with a promise", async () => {
  const key = testKey(SECRETS.first);
  const signed = { publicKey: key.publicKey, message: MESSAGE, signature: key.sign(MESSAGE) };
  const slow: CryptoSuite = { ...NODE_SUITE, ed25519Verify: () => Promise.resolve(true) };
  const verdict = verifyStrict(slow, signed);
  assert(verdict instanceof Promise);
  assert(await verdict);
});

/** Checks cases with both suites; @returns the names of those whose verdict is another. */
async function wrongVerdicts(cases: readonly SignatureCase[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const [name, suite] of [["node:crypto", NODE_SUITE], ["noble", NOBLE_SUITE]] as const) {
    for (const { key, message, signature, isGood, name: number } of cases) {
      const verdict = await verifyStrict(suite, {
        publicKey: bytesOf(key),
        message: bytesOf(message),
        signature: bytesOf(signature),
      });
      if (verdict !== isGood) wrong.push(`${number} with ${name}`);
    }
  }
  return wrong;
}

vectorTest(
  "verifyStrict() agrees with all 151 Wycheproof cases, with node:crypto and noble",
  async () => {
    const cases = wycheproofCases();
    assertEquals(cases.length, 151);
    assertEquals(await wrongVerdicts(cases), []);
  },
);

vectorTest(
  "verifyStrict() takes exactly 1 of the 914 CCTV cases, with node:crypto and noble",
  async () => {
    const cases = cctvCases();
    assertEquals([cases.length, cases.filter(({ isGood }) => isGood).length], [914, 1]);
    assertEquals(await wrongVerdicts(cases), []);
  },
);

vectorTest(
  "verifyStrict() takes all 128 lines of sign.input, which node:crypto signs alike",
  async () => {
    const lines = decodeUtf8(gunzipSync(vectorBytes("rfc8032/sign.input.gz"))).trimEnd().split(
      "\n",
    );
    assertEquals(lines.length, 128);
    for (const line of lines) {
      const [secretAndKey = "", keyHex = "", messageHex = "", signedHex = ""] = line.split(":");
      const key = testKey(secretAndKey.slice(0, 64));
      const message = bytesOf(messageHex);
      const signature = bytesOf(signedHex.slice(0, 128));
      assertEquals(toHex(key.publicKey), keyHex);
      assertEquals(signedHex.slice(128), messageHex);
      assertEquals(key.sign(message), signature);
      assert(await verifyStrict(NODE_SUITE, { publicKey: key.publicKey, message, signature }));
    }
  },
);
