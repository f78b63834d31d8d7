import { NODE_SUITE } from "../../src/base/digest.ts";
import { OutbandError } from "../../src/base/errors.ts";
import {
  keyPath,
  type KeyRingPlace,
  listKeys,
  openNewest,
  openOwnKey,
  signerPath,
  writeSigner,
} from "../../src/evidence/key_ring.ts";
import { openSigningKey } from "../../src/evidence/signing_key.ts";
import { seededBytes } from "../support/drafts.ts";
import { FakeDisk } from "../support/fake_disk.ts";
import { assertEquals, assertStringIncludes, assertThrows } from "../support/std.ts";
import { ORIGIN, testKey } from "../support/test_keys.ts";

const PRIVATE_DIR = "/private";

function newPlace(): KeyRingPlace & { disk: FakeDisk } {
  const disk = new FakeDisk();
  disk.makeDirectory(PRIVATE_DIR);
  return { disk, suite: NODE_SUITE, privateDir: PRIVATE_DIR, origin: ORIGIN };
}

function makeKeys(place: KeyRingPlace, numbers: readonly number[]): string[] {
  return numbers.map((n) => {
    const path = keyPath(PRIVATE_DIR, n);
    return openSigningKey({ ...place, path, randomBytes: seededBytes(n) }).vkeyText;
  });
}

function refusal(run: () => unknown): string {
  const error = assertThrows(run, OutbandError);
  assertEquals([error.code, error.message.includes("\n")], ["CONFIG", false]);
  return error.message;
}

Deno.test("openNewest() opens the newest keys by number, whatever else lies there", () => {
  const place = newPlace();
  const vkeys = makeKeys(place, [1, 2, 9, 10]);
  for (const name of ["log-0.key.pem", "log-3.key.pem.tmp", "log-01.key.pem", "ordinals"]) {
    place.disk.put(`${PRIVATE_DIR}/${name}`, "x");
  }
  assertEquals(openNewest(place).map(({ n, signer }) => [n, signer.vkeyText]), [
    [2, vkeys[1]],
    [9, vkeys[2]],
    [10, vkeys[3]],
  ]);
  assertEquals(listKeys(place.disk, "/nowhere"), []);
});

Deno.test("listKeys() refuses two files of one number", () => {
  const place = newPlace();
  makeKeys(place, [2]);
  writeSigner(place.disk, signerPath(PRIVATE_DIR, 2), { command: "true", vkey: testKey(1).text });
  assertStringIncludes(refusal(() => listKeys(place.disk, PRIVATE_DIR)), "two files are number 2");
});

Deno.test("openNewest() opens a key behind a command, and only from a file as it was written", () => {
  const place = newPlace();
  const path = signerPath(PRIVATE_DIR, 2);
  writeSigner(place.disk, path, { command: 'sign "it"', vkey: testKey(1).text });
  assertEquals(openNewest(place).map(({ signer }) => [signer.vkeyText, signer.isRemote]), [
    [testKey(1).text, true],
  ]);
  const text = place.disk.text(path);
  for (let length = 0; length < text.length; length++) {
    place.disk.put(path, text.slice(0, length), 0o600);
    assertStringIncludes(refusal(() => openNewest(place)), "it is malformed");
  }
  for (const other of [`${text}\n`, text.replace(":", ": "), text.replace("sign", "\\u0073ign")]) {
    place.disk.put(path, other, 0o600);
    assertStringIncludes(refusal(() => openNewest(place)), "it is malformed");
  }
  place.disk.put(path, text, 0o620);
  assertStringIncludes(refusal(() => openNewest(place)), "chmod 600");
  place.disk.put(path, text, 0o600);
  assertStringIncludes(
    refusal(() => openNewest({ ...place, origin: "other.example" })),
    "is named",
  );
});

Deno.test("openOwnKey() wants a public key for a command", () => {
  const place = newPlace();
  const keyFile = "exec:true";
  assertStringIncludes(refusal(() => openOwnKey({ ...place, keyFile })), "give --public-key-file");
  const publicKeyFile = "/private/log.pub.pem";
  const own = { ...place, keyFile, publicKeyFile };
  assertStringIncludes(refusal(() => openOwnKey(own)), "it is missing");
  place.disk.put(publicKeyFile, "garbage");
  assertStringIncludes(refusal(() => openOwnKey(own)), "it is no Ed25519 public key");
  place.disk.put(publicKeyFile, `${testKey(3).text}\n`);
  assertEquals(openOwnKey(own).vkeyText, testKey(3).text);
});
