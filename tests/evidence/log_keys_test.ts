import { assertEquals, assertThrows } from "../support/std.ts";
import { fromHex } from "../../src/base/bytes.ts";
import { NODE_SUITE, SPKI_ED25519_PREFIX } from "../../src/base/digest.ts";
import { OutbandError } from "../../src/base/errors.ts";
import { publicPem, publishKey } from "../../src/evidence/log_keys.ts";
import type { Signer } from "../../src/evidence/signer.ts";
import { openSigningKey } from "../../src/evidence/signing_key.ts";
import { parseVkey } from "../../src/tlog/note.ts";
import { seededBytes } from "../support/drafts.ts";
import { FakeDisk } from "../support/fake_disk.ts";
import { vectorTest, vectorText } from "../support/vectors.ts";

const VKEY = "/log/keys/log-1.vkey";
const PEM = "/log/keys/log-1.pub.pem";

function signerOf(disk: FakeDisk, seed: number): Signer {
  disk.makeDirectory("/private");
  disk.makeDirectory("/log");
  const path = `/private/${seed}.pem`;
  const randomBytes = seededBytes(seed);
  return openSigningKey({ disk, suite: NODE_SUITE, origin: "localhost/x", path, randomBytes });
}

vectorTest("publicPem() writes the published key file", () => {
  const vkey = parseVkey(vectorText("example-outband/keys/log-1.vkey").trimEnd());
  const spki = new Uint8Array(44);
  spki.set(SPKI_ED25519_PREFIX);
  spki.set(vkey?.publicKey ?? fromHex("") as Uint8Array, SPKI_ED25519_PREFIX.length);
  assertEquals(publicPem(spki), vectorText("example-outband/keys/log-1.pub.pem"));
});

Deno.test("publishKey() writes both files durably and keeps them", () => {
  const disk = new FakeDisk();
  const signer = signerOf(disk, 1);
  publishKey(disk, signer, { evidenceDir: "/log", n: 1, isNew: true });
  disk.restart("synced");
  assertEquals(disk.text(VKEY), `${signer.vkeyText}\n`);
  assertEquals(disk.text(PEM), publicPem(signer.spki));
  const calls = disk.calls.length;
  publishKey(disk, signer, { evidenceDir: "/log", n: 1, isNew: false });
  assertEquals(disk.calls.slice(calls).some(({ name }) => name === "rename"), false);
});

Deno.test("publishKey() refuses the key of another log, but replaces that of one that never began", () => {
  const disk = new FakeDisk();
  publishKey(disk, signerOf(disk, 1), { evidenceDir: "/log", n: 1, isNew: true });
  const other = signerOf(disk, 2);
  const log = { evidenceDir: "/log", n: 1, isNew: false };
  const error = assertThrows(() => publishKey(disk, other, log), OutbandError, VKEY);
  assertEquals(error.code, "CONFIG");
  publishKey(disk, other, { ...log, isNew: true });
  assertEquals(disk.text(VKEY), `${other.vkeyText}\n`);
});
