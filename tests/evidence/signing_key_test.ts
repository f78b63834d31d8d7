import { generateKeyPairSync, verify } from "node:crypto";
import { assertEquals, assertStringIncludes, assertThrows } from "../support/std.ts";
import { utf8 } from "../../src/base/bytes.ts";
import { NODE_SUITE } from "../../src/base/digest.ts";
import { OutbandError } from "../../src/base/errors.ts";
import { publicPem } from "../../src/evidence/log_keys.ts";
import type { Signer } from "../../src/evidence/signer.ts";
import { openSigningKey } from "../../src/evidence/signing_key.ts";
import { verifyStrict } from "../../src/tlog/ed25519.ts";
import { formatVkey, keyIdOf } from "../../src/tlog/note.ts";
import { seededBytes } from "../support/drafts.ts";
import { DiskFault, FakeDisk } from "../support/fake_disk.ts";

const PATH = "/private/log-1.key.pem";
const ORIGIN = "localhost/outband-test";

function newDisk(): FakeDisk {
  const disk = new FakeDisk();
  disk.makeDirectory("/private");
  return disk;
}

function open(disk: FakeDisk, seed?: number): Signer {
  return openSigningKey({
    disk,
    suite: NODE_SUITE,
    origin: ORIGIN,
    path: PATH,
    ...(seed === undefined ? {} : { randomBytes: seededBytes(seed) }),
  });
}

function refusal(disk: FakeDisk): string {
  const error = assertThrows(() => open(disk), OutbandError);
  assertEquals([error.code, error.message.includes("\n")], ["CONFIG", false]);
  return error.message;
}

Deno.test("openSigningKey() makes a durable private PEM file once and loads it afterwards", () => {
  const disk = newDisk();
  const made = open(disk, 1);
  disk.restart("synced");
  assertEquals(disk.mode(PATH), 0o600);
  assertStringIncludes(disk.text(PATH), "-----BEGIN PRIVATE KEY-----\n");
  assertEquals(open(disk, 2).vkeyText, made.vkeyText);
  assertEquals(open(disk).vkeyText, made.vkeyText);
});

Deno.test("openSigningKey() gives a vkey that belongs to its signatures", () => {
  const signer = open(newDisk(), 1);
  const message = utf8("a message");
  const signature = signer.sign(message);
  const { name, id, type, publicKey } = signer.vkey;
  assertEquals([name, id], [ORIGIN, keyIdOf(NODE_SUITE.sha256, name, type, publicKey)]);
  assertEquals(signer.vkeyText, formatVkey(signer.vkey));
  assertEquals(verifyStrict(NODE_SUITE, { publicKey, message, signature }), true);
  assertEquals(verify(null, message, publicPem(signer.spki), signature), true);
  assertEquals(signer.sign(message), signature);
});

Deno.test("Signer.sign() refuses more than hardware signs", () => {
  const signer = open(newDisk(), 1);
  assertEquals(signer.sign(new Uint8Array(4_096)).length, 64);
  assertThrows(() => signer.sign(new Uint8Array(4_097)), RangeError);
});

Deno.test("Signer.sign() hands out no signature that does not verify", () => {
  const disk = newDisk();
  open(disk, 1);
  let isBroken = false;
  const suite = { ...NODE_SUITE, ed25519Verify: (): boolean => !isBroken };
  const signer = openSigningKey({ disk, suite, origin: ORIGIN, path: PATH });
  isBroken = true;
  assertThrows(() => signer.sign(utf8("x")), OutbandError, "does not verify");
  const start = { disk, suite, origin: ORIGIN, path: PATH };
  assertThrows(() => openSigningKey(start), OutbandError, "does not verify");
});

Deno.test("openSigningKey() refuses a missing file when it may not make one", () => {
  assertStringIncludes(refusal(newDisk()), `${PATH}: it is missing`);
});

Deno.test("openSigningKey() refuses a file that others may read", () => {
  const disk = newDisk();
  open(disk, 1);
  const pem = disk.text(PATH);
  for (const mode of [0o640, 0o604, 0o620, 0o601, 0o644]) {
    disk.put(PATH, pem, mode);
    assertStringIncludes(refusal(disk), "chmod 600");
  }
  disk.put(PATH, pem, 0o400);
  open(disk);
});

Deno.test("openSigningKey() refuses what is no Ed25519 key", () => {
  const disk = newDisk();
  open(disk, 1);
  const pem = disk.text(PATH);
  const encoding = { type: "pkcs8", format: "pem" } as const;
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { publicKey } = generateKeyPairSync("ed25519");
  const encrypted = generateKeyPairSync("ed25519").privateKey.export({
    ...encoding,
    cipher: "aes-256-cbc",
    passphrase: "secret",
  });
  const faults: [content: string, message: string][] = [
    ["", "not a PKCS#8 PEM"],
    ["garbage", "not a PKCS#8 PEM"],
    [pem.slice(0, 60), "not a PKCS#8 PEM"],
    [String(publicKey.export({ type: "spki", format: "pem" })), "not a PKCS#8 PEM"],
    [String(encrypted), "it is encrypted; give --key-passphrase-file"],
    [String(privateKey.export(encoding)), "not an Ed25519 key"],
  ];
  for (const [content, message] of faults) {
    disk.put(PATH, content, 0o600);
    assertStringIncludes(refusal(disk), message);
  }
  disk.put(PATH, "x".repeat(20_000), 0o600);
  assertThrows(() => open(disk), OutbandError, "20000 bytes");
});

Deno.test("openSigningKey() leaves no key behind when the disk fails", () => {
  const disk = newDisk();
  disk.fails = (call): boolean => call.name === "rename";
  assertThrows(() => open(disk, 1), DiskFault);
  disk.fails = (): boolean => false;
  assertStringIncludes(refusal(disk), "missing");
});
