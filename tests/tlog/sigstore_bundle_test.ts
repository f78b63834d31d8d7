import { utf8 } from "../../src/base/bytes.ts";
import { formatSigstoreBundle } from "../../src/tlog/sigstore_bundle.ts";
import { assertEquals, assertThrows } from "../support/std.ts";

const SIGNATURE = { keyid: "ab12", sig: Uint8Array.of(1, 2, 3) };

Deno.test("formatSigstoreBundle() wraps an envelope and names its key", () => {
  const payload = utf8("{}");
  const text = formatSigstoreBundle({ payload, payloadType: "text/x", signatures: [SIGNATURE] });
  assertEquals(
    text,
    '{"dsseEnvelope":{"payload":"e30=","payloadType":"text/x",' +
      '"signatures":[{"keyid":"ab12","sig":"AQID"}]},' +
      '"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json",' +
      '"verificationMaterial":{"publicKey":{"hint":"ab12"}}}\n',
  );
});

Deno.test("formatSigstoreBundle() takes one signature, no more and no fewer", () => {
  for (const signatures of [[], [SIGNATURE, SIGNATURE]]) {
    const envelope = { payload: utf8("{}"), payloadType: "text/x", signatures };
    assertThrows(() => formatSigstoreBundle(envelope), RangeError, `${signatures.length}`);
  }
});
