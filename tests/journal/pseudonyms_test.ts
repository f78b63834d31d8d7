import { assertEquals, assertNotEquals } from "../support/std.ts";
import { toHex, utf8 } from "../../src/base/bytes.ts";
import { NODE_SUITE } from "../../src/base/digest.ts";
import { Pseudonyms } from "../../src/journal/pseudonyms.ts";

const KEY = new Uint8Array(32).fill(7);

function hashOf(text: string): Uint8Array {
  return NODE_SUITE.sha256(utf8(text));
}

Deno.test("Pseudonyms names credentials and prompts by keyed hashes with labels of their own", () => {
  const pseudonyms = new Pseudonyms(NODE_SUITE, KEY);
  const hash = hashOf("secret");
  const expected = (label: string): string =>
    toHex(NODE_SUITE.hmacSha256(KEY, utf8(`${label}\n${toHex(hash)}`)));
  assertEquals(pseudonyms.ofCredential(hash), expected("outband/credential/v1").slice(0, 16));
  assertEquals(pseudonyms.ofSystemPrompt(hash), expected("outband/system-prompt/v1").slice(0, 32));
  assertEquals([pseudonyms.ofCredential(null), pseudonyms.ofSystemPrompt(null)], [null, null]);
});

Deno.test("Pseudonyms gives equal names to equal inputs of one log only", () => {
  const pseudonyms = new Pseudonyms(NODE_SUITE, KEY);
  const name = pseudonyms.ofCredential(hashOf("a"));
  assertEquals(pseudonyms.ofCredential(hashOf("a")), name);
  assertNotEquals(pseudonyms.ofCredential(hashOf("b")), name);
  const other = new Pseudonyms(NODE_SUITE, new Uint8Array(32).fill(8));
  assertNotEquals(other.ofCredential(hashOf("a")), name);
});

Deno.test("Pseudonyms names the same after it has forgotten", () => {
  const pseudonyms = new Pseudonyms(NODE_SUITE, KEY);
  const name = pseudonyms.ofSystemPrompt(hashOf("a"));
  for (let k = 0; k < 1_100; k++) pseudonyms.ofCredential(hashOf(`${k}`));
  assertEquals(pseudonyms.ofSystemPrompt(hashOf("a")), name);
});
