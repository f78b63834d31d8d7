import { createPublicKey, verify } from "node:crypto";
import { fromBase64, toBase64, toHex, utf8 } from "../../src/base/bytes.ts";
import { formatEnvelope, pae, parseEnvelope } from "../../src/tlog/dsse.ts";
import { assert, assertEquals, assertFalse, assertThrows } from "../support/std.ts";
import { vectorTest, vectorText } from "../support/vectors.ts";

const TYPE = "application/vnd.in-toto+json";
const ENVELOPE = {
  payload: utf8('{"a":1}'),
  payloadType: TYPE,
  signatures: [{ keyid: "06e3", sig: new Uint8Array(64).fill(7) }],
};
const TEXT = formatEnvelope(ENVELOPE);

Deno.test("pae() counts bytes, not characters", () => {
  assertEquals(pae("", new Uint8Array(0)), utf8("DSSEv1 0  0 "));
  assertEquals(pae("t\u00e9", utf8("\u20ac")), utf8("DSSEv1 3 t\u00e9 3 \u20ac"));
});

Deno.test("formatEnvelope() writes canonical JSON without a line feed", () => {
  const sig = toBase64(new Uint8Array(64).fill(7));
  const expected = `{"payload":"eyJhIjoxfQ==","payloadType":"${TYPE}",` +
    `"signatures":[{"keyid":"06e3","sig":"${sig}"}]}`;
  assertEquals(TEXT, expected);
  const odd = { ...ENVELOPE, payloadType: "\ud800" };
  assertThrows(() => formatEnvelope(odd), TypeError);
});

Deno.test("parseEnvelope() is the inverse of formatEnvelope()", () => {
  assertEquals(parseEnvelope(TEXT), ENVELOPE);
  const other = {
    payload: new Uint8Array(0),
    payloadType: 't\u00e9\u0000"',
    signatures: Array.from({ length: 16 }, () => ({ keyid: "", sig: new Uint8Array(0) })),
  };
  assertEquals(parseEnvelope(formatEnvelope(other)), other);
});

Deno.test("parseEnvelope() gives null for every fault", () => {
  const one = '{"keyid":"","sig":""}';
  const faults = [
    "",
    "null",
    "[]",
    "1",
    '"a"',
    `${TEXT}\n`,
    ` ${TEXT}`,
    TEXT.replace('"payload":', '"payload": '),
    TEXT.replace("{", '{"_":1,'),
    TEXT.replace("{", '{"payload":"",'),
    TEXT.replace("eyJhIjoxfQ==", "eyJhIjoxfQ"),
    TEXT.replace("eyJhIjoxfQ==", "eyJhIjoxfR=="),
    TEXT.replace("vnd", "\\u0076nd"),
    TEXT.replace(`"${TYPE}"`, "1"),
    TEXT.replace(`"${TYPE}"`, '"\\ud800"'),
    TEXT.replace('"06e3"', "null"),
    TEXT.replace('"keyid":"06e3",', ""),
    TEXT.replace('"keyid":', '"cert":"","keyid":'),
    TEXT.replace('"sig":"B', '"sig":"*'),
    '{"payload":"","payloadType":""}',
    '{"payload":"","payloadType":"","signatures":[]}',
    '{"payload":"","payloadType":"","signatures":{}}',
    '{"payload":"","payloadType":"","signatures":[null]}',
    '{"payload":"","payloadType":"","signatures":[{"keyid":"","sig":1}]}',
    '{"payload":1,"payloadType":"","signatures":[{"keyid":"","sig":""}]}',
    '{"payloadType":"","payload":"","signatures":[{"keyid":"","sig":""}]}',
    `{"payload":"","payloadType":"","signatures":[${`${one},`.repeat(16)}${one}]}`,
  ];
  for (const fault of faults) assertEquals(parseEnvelope(fault), null, fault);
});

Deno.test("parseEnvelope() gives null at every cut and beyond its size", () => {
  for (let k = 0; k < TEXT.length; k++) assertEquals(parseEnvelope(TEXT.slice(0, k)), null);
  const large = formatEnvelope({ ...ENVELOPE, payload: new Uint8Array(49_152) });
  assert(large.length > 65_536);
  assertEquals(parseEnvelope(large), null);
});

vectorTest("pae() gives the published bytes, over which the published signature verifies", () => {
  interface Case {
    payloadType: string;
    payload_b64: string;
    pae_hex: string;
    ecdsa_p256_sha256: { x: string; y: string };
    sig_raw_rs_b64: string;
  }
  const cases: Case[] = JSON.parse(vectorText("dsse/pae.json"));
  for (const item of cases) {
    const body = fromBase64(item.payload_b64);
    const signature = fromBase64(item.sig_raw_rs_b64);
    assert(body !== null && signature !== null);
    const message = pae(item.payloadType, body);
    assertEquals(toHex(message), item.pae_hex);
    const key = {
      key: createPublicKey({
        key: {
          kty: "EC",
          crv: "P-256",
          x: coordinate(item.ecdsa_p256_sha256.x),
          y: coordinate(item.ecdsa_p256_sha256.y),
        },
        format: "jwk",
      }),
      dsaEncoding: "ieee-p1363",
    } as const;
    assert(verify("sha256", message, key, signature));
    assertFalse(verify("sha256", body, key, signature));
  }
  assertEquals(cases.length, 1);
});

/** A coordinate in decimal as JWK wants it: 32 bytes, URL-safe base64 without padding. */
function coordinate(decimal: string): string {
  const hex = BigInt(decimal).toString(16).padStart(64, "0");
  const bytes = Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  return toBase64(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
