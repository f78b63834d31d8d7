import {
  isReference,
  valueAfter,
  wordBefore,
} from "../../../../src/detect/rules/secrets/assignment.ts";
import { assert, assertEquals } from "../../../support/std.ts";

/** Form and text of the value that belongs to the first `key` of a text. */
function given(text: string): string {
  const start = text.search(/key/i);
  const value = valueAfter(text, { start, end: start + 3 }, { charsMax: 64 });
  if (value === null) return "nothing";
  assertEquals(text.slice(value.start, value.end), value.text);
  return `${value.form} ${value.text}`;
}

Deno.test("valueAfter() reads assignments in code, configuration and markup", () => {
  const texts = [
    ...["key: v1", "key=v1", "key = v1", "key := v1", 'key => "v1"', "key -> v1", "key == 'v1'"],
    ...[
      '"key":"v1"',
      "'key' : 'v1'",
      '{\\"key\\": \\"v1\\"}',
      '{\\\\\\"key\\\\\\":\\\\\\"v1\\\\\\"}',
    ],
    ...[
      "KEY_PROD=v1",
      "key2: v1",
      "key (temporary): v1",
      "**Key:** v1",
      "**Key**: `v1`",
      "a.key=v1",
    ],
    ...["<key>v1</key>", '<string name="key">v1</string>', '<add name="key" value="v1"/>'],
    ...['{"name":"key","value":"v1"}', "- name: KEY\n  value: v1", "?key=v1&x=2", "key=v1; x=2"],
    ...["key: \u201cv1\u201d", "key: \u00abv1\u00bb", "key\uff1av1", 'key=b"v1"', "<b>Key:</b> v1"],
  ];
  for (const text of texts) assertEquals(given(text), "assigned v1", text);
});

Deno.test("valueAfter() tells how a value was given", () => {
  assertEquals(given("tool --key v1 -x"), "flag v1");
  assertEquals(given("KEY 'v1'"), "quoted v1");
  assertEquals(given("key('v1')"), "quoted v1");
  assertEquals(given("the key is v1."), "said v1");
  assertEquals(given("the key for the lab is v1, keep it"), "said v1");
  assertEquals(given("the key is now set to v1"), "said v1");
  assertEquals(given("key \u2014 v1"), "said v1");
  assertEquals(given("define('KEY', 'v1')"), "bare v1");
  assertEquals(given("| Key | v1 |"), "bare v1");
  assertEquals(given("<th>key</th><td>v1</td>"), "bare v1");
  assertEquals(given("Key:\nv1\n"), "bare v1");
  assertEquals(given("use key v1 now"), "bare v1");
});

Deno.test("valueAfter() knows names that only begin with the keyword", () => {
  for (const text of ["key_hash=v1", "keyName: v1", "key-file=v1", "key.path=v1", "keys=v1"]) {
    assertEquals(given(text), "nothing", text);
  }
});

Deno.test("valueAfter() gives nothing where nothing is", () => {
  const texts = ["key", "key:", 'key=""', "key: \n\n", "['key', 'other']", '<input type="key">'];
  for (const text of [...texts, "key::v1", `key: ${"x".repeat(65)}`]) {
    assertEquals(given(text), "nothing", text);
  }
});

Deno.test("valueAfter() leaves the sentence's own signs", () => {
  assertEquals(given("key: v1."), "assigned v1");
  assertEquals(given("(key: v1)"), "assigned v1");
  assertEquals(given("key: v1!"), "assigned v1!");
  assertEquals(given("key=v1\\nnext"), "assigned v1");
  assertEquals(given("key: v1\u3002"), "assigned v1");
  assertEquals(given("key: a&b"), "assigned a&b");
  assertEquals(given("key: 'a \\' b'"), "assigned a \\' b");
});

Deno.test("isReference() knows code that yields a value", () => {
  function isCode(text: string): boolean {
    const value = valueAfter(text, { start: 0, end: 3 }, { charsMax: 64 });
    assert(value !== null, text);
    return isReference(value, text);
  }
  const code = ["key=load()", "key=env['K']", "key=process.env.K", "key=$K", "key=my_key"];
  for (const text of [...code, "key=userKey", "key=obj->key", "key=&value"]) {
    assert(isCode(text), text);
  }
  for (const text of ["key=hunter2", "key='userKey'", "key=Abc12", "key=a.b2c3"]) {
    assert(!isCode(text), text);
  }
});

Deno.test("wordBefore() gives the word that a name begins with", () => {
  assertEquals(wordBefore("hashedKey", 6), "hashed");
  assertEquals(wordBefore("page_key", 5), "page");
  assertEquals(wordBefore("a public key", 9), "public");
  assertEquals(wordBefore("key", 0), "");
});
