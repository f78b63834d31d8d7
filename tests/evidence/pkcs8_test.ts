import { createPrivateKey } from "node:crypto";
import { Buffer } from "node:buffer";
import { concat, fromHex } from "../../src/base/bytes.ts";
import { encryptPkcs8 } from "../../src/evidence/pkcs8.ts";
import { seededBytes } from "../support/drafts.ts";
import { assert, assertEquals, assertStringIncludes, assertThrows } from "../support/std.ts";

const DER = concat(
  fromHex("302e020100300506032b657004220420") as Uint8Array,
  new Uint8Array(32).fill(7),
);

function encrypted(passphrase: string, rounds = 1_000): string {
  return encryptPkcs8(DER, { passphrase, rounds, randomBytes: seededBytes(1) });
}

Deno.test("encryptPkcs8() is opened by the runtime with the passphrase, and with no other", () => {
  for (const passphrase of ["a", "correct horse battery", "\u00fcber \u{1f511}"]) {
    const key = createPrivateKey({ key: encrypted(passphrase), passphrase });
    const der = key.export({ type: "pkcs8", format: "der" });
    assertEquals(Uint8Array.from(der), DER);
    assertThrows(() => createPrivateKey({ key: encrypted(passphrase), passphrase: "wrong" }));
  }
});

Deno.test("encryptPkcs8() writes every number of rounds in its shortest form", () => {
  for (const rounds of [1, 127, 128, 255, 256, 32_768, 600_000]) {
    const key = createPrivateKey({ key: encrypted("x", rounds), passphrase: "x" });
    assertEquals(key.asymmetricKeyType, "ed25519", `${rounds} rounds`);
  }
});

Deno.test("encryptPkcs8() takes 600,000 rounds of HMAC-SHA-256 when nothing is said", () => {
  const pem = encryptPkcs8(DER, { passphrase: "x", randomBytes: seededBytes(1) });
  const body = Buffer.from(pem.split("\n").slice(1, -2).join(""), "base64").toString("hex");
  assertStringIncludes(body, "02030927c0"); // INTEGER 600000
  assertStringIncludes(body, "2a864886f70d0209");
});

const HAVE_OPENSSL = ((): boolean => {
  try {
    return new Deno.Command("openssl", { args: ["version"], stdout: "null" }).outputSync().success;
  } catch {
    return false;
  }
})();

Deno.test({
  name: `OpenSSL opens what encryptPkcs8() wrote${HAVE_OPENSSL ? "" : " (skipped: no openssl)"}`,
  ignore: !HAVE_OPENSSL,
  async fn(): Promise<void> {
    const dir = await Deno.makeTempDir({ prefix: "outband-" });
    try {
      await Deno.writeTextFile(`${dir}/key.pem`, encrypted("secret"));
      const args = ["pkey", "-in", `${dir}/key.pem`, "-passin", "pass:secret", "-outform", "DER"];
      const { code, stdout } = await new Deno.Command("openssl", { args }).output();
      assertEquals(code, 0);
      assertEquals(stdout, DER);
    } finally {
      await Deno.remove(dir, { recursive: true });
    }
  },
});

Deno.test("encryptPkcs8() gives no byte of the key away", () => {
  assert(!encrypted("x").includes(DER.slice(16).toBase64().slice(0, 16)), "it is encrypted");
});
