import { sign } from "node:crypto";
import { utf8 } from "../../src/base/bytes.ts";
import { NODE_SUITE } from "../../src/base/digest.ts";
import { OutbandError } from "../../src/base/errors.ts";
import { execSigner } from "../../src/evidence/exec_signer.ts";
import { readPublicKey } from "../../src/evidence/public_key.ts";
import { type Signer, signing } from "../../src/evidence/signer.ts";
import { SignerError, WAITING } from "../../src/format/sealing.ts";
import { spkiPem } from "../../src/verify/spki.ts";
import { assert, assertEquals, assertStringIncludes, assertThrows } from "../support/std.ts";
import { ORIGIN, testKey } from "../support/test_keys.ts";

const KEY = testKey(1);
const MESSAGE = utf8("a message\n");
const SIGNATURE = Uint8Array.from(sign(null, MESSAGE, KEY.privateKey));
const BASE64 = SIGNATURE.toBase64();
/** Prints the signature raw. */
const RAW = `cat >/dev/null; printf '${
  [...SIGNATURE].map((byte) => `\\${byte.toString(8).padStart(3, "0")}`).join("")
}'`;

function signerOf(command: string, timeoutMs = 10_000): Signer {
  const { publicKey } = KEY.vkey;
  return execSigner({ suite: NODE_SUITE, name: ORIGIN, command, publicKey, timeoutMs });
}

/** Signs without blocking, as it is done while the program runs. */
async function signLater(signer: Signer): Promise<Uint8Array> {
  const steps = signing(signer, MESSAGE, { mayBlock: false });
  for (let k = 0; k < 2_000; k++) {
    const step = steps.next();
    if (step.done === true) return step.value;
    assertEquals(step.value, WAITING);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error("There was no answer");
}

/** Both ways of signing fail alike; returns what they say. */
async function refusal(command: string, timeoutMs?: number): Promise<string> {
  const signer = signerOf(command, timeoutMs);
  const error = assertThrows(() => signer.sign(MESSAGE), SignerError);
  assert(!error.message.includes("\n"), "one line");
  let later = "";
  try {
    await signLater(signer);
  } catch (thrown) {
    if (!(thrown instanceof SignerError)) throw thrown;
    later = thrown.message;
  }
  assertEquals(later, error.message);
  return error.message;
}

Deno.test("execSigner() takes a signature raw and in base64, now and later", async () => {
  const commands = [RAW, `cat >/dev/null; echo ${BASE64}`, `printf ' ${BASE64}'`];
  for (const command of commands) {
    const signer = signerOf(command);
    assertEquals(signer.vkeyText, KEY.text);
    assertEquals(signer.sign(MESSAGE), SIGNATURE);
    assertEquals(await signLater(signer), SIGNATURE);
  }
});

Deno.test("execSigner() gives the command the message and nothing else", () => {
  const command = `test "$(cat)" = "a message" && echo ${BASE64}`;
  assertEquals(signerOf(command).sign(MESSAGE), SIGNATURE);
});

Deno.test("execSigner() hands out nothing that is not a signature by the key", async () => {
  const other = Uint8Array.from(sign(null, MESSAGE, testKey(2).privateKey)).toBase64();
  assertStringIncludes(await refusal(`cat >/dev/null; echo ${other}`), "not one by the public key");
  assertStringIncludes(await refusal("cat >/dev/null; echo hello"), "it printed 6 bytes");
  assertStringIncludes(await refusal("cat >/dev/null"), "it printed 0 bytes, no signature of 64");
  const half = BASE64.slice(0, 40);
  assertStringIncludes(await refusal(`cat >/dev/null; echo ${half}`), "no signature of 64");
});

Deno.test("execSigner() keeps the command to itself: it may hold a PIN", async () => {
  const message = await refusal("PIN=4711; exit 1");
  assertEquals(message, "Cannot sign with the command of exec: it ended with 1");
});

Deno.test("execSigner() says how a command ended, and what it complained about", async () => {
  const broken = await refusal("cat >/dev/null; echo key  service >&2; echo is down >&2; exit 9");
  assertStringIncludes(broken, "it ended with 9: key service is down");
  assertStringIncludes(await refusal("no-such-program-here"), "it ended with 127");
  const good = `cat >/dev/null; echo ${BASE64}; exit 1`;
  assertStringIncludes(await refusal(good), "it ended with 1");
});

Deno.test("execSigner() does not wait for ever, and takes no endless answer", async () => {
  assertStringIncludes(await refusal("exec sleep 60", 200), "no answer within 200 ms");
  assertStringIncludes(await refusal("sleep 5; true", 200), "no answer within 200 ms");
  const endless = signerOf("exec cat /dev/zero");
  let message = "";
  try {
    await signLater(endless);
  } catch (error) {
    message = String(error);
  }
  assertStringIncludes(message, "it prints too much");
});

Deno.test("execSigner() refuses a key or a command that cannot be one", () => {
  const key = { suite: NODE_SUITE, name: ORIGIN, publicKey: KEY.vkey.publicKey };
  assertThrows(() => execSigner({ ...key, command: "  " }), OutbandError, "it is empty");
  const weak = { ...key, publicKey: new Uint8Array(32), command: "true" };
  assertThrows(() => execSigner(weak), OutbandError, "not sound");
  assertThrows(() => signerOf("true").sign(new Uint8Array(4_097)), RangeError);
});

Deno.test("readPublicKey() reads PEM and vkey, and no piece of one", () => {
  const { publicKey } = KEY.vkey;
  const pem = spkiPem(publicKey);
  assertEquals(readPublicKey(NODE_SUITE, pem), publicKey);
  assertEquals(readPublicKey(NODE_SUITE, pem.replaceAll("\n", "\r\n")), publicKey);
  assertEquals(readPublicKey(NODE_SUITE, `${KEY.text}\n`), publicKey);
  for (const text of [pem.trimEnd(), KEY.text]) {
    for (let length = 0; length < text.length; length++) {
      assertEquals(readPublicKey(NODE_SUITE, text.slice(0, length)), null, `${length}`);
    }
  }
  assertEquals(readPublicKey(NODE_SUITE, spkiPem(new Uint8Array(32))), null);
  assertEquals(readPublicKey(NODE_SUITE, pem.replace("MCow", "MCox")), null);
});
