import { NODE_SUITE } from "../../src/base/digest.ts";
import { spkiKeyId, spkiPem } from "../../src/verify/spki.ts";
import { assertEquals } from "../support/std.ts";
import { testKey } from "../support/test_keys.ts";
import { exampleFiles, fileText } from "../support/verify_rig.ts";
import { parseVkey } from "../../src/tlog/note.ts";
import { vectorTest } from "../support/vectors.ts";

Deno.test("spkiPem() and spkiKeyId() agree with node:crypto", () => {
  const { vkey, spki, privateKey } = testKey(7);
  const der = spkiPem(vkey.publicKey).split("\n")[1] ?? "";
  assertEquals(Uint8Array.fromBase64(der), spki);
  assertEquals(privateKey.asymmetricKeyType, "ed25519");
  assertEquals(spkiKeyId(NODE_SUITE, vkey.publicKey), NODE_SUITE.sha256(spki).toHex());
});

vectorTest("spkiPem() and spkiKeyId() reproduce the published example", () => {
  const files = exampleFiles();
  const vkey = parseVkey(fileText(files, "keys/log-1.vkey").trim());
  assertEquals(
    spkiPem(vkey?.publicKey ?? new Uint8Array(32)),
    fileText(files, "keys/log-1.pub.pem"),
  );
  const envelope = JSON.parse(fileText(files, "windows/498672/statement.dsse.json"));
  assertEquals(
    spkiKeyId(NODE_SUITE, vkey?.publicKey ?? new Uint8Array(32)),
    envelope.signatures[0].keyid,
  );
});
