import {
  BASE62,
  countChars,
  decodeBase64,
  entropyOf,
  HEX,
  isOf,
  isPlaceholder,
  isRecordId,
  isTemplate,
  isUuid,
  looksRandom,
  runEnd,
  runStart,
  TOKEN68,
  URL64,
  wordiness,
} from "../../../../src/detect/rules/secrets/secret_text.ts";
import { assert, assertEquals, assertGreaterOrEqual, assertLess } from "../../../support/std.ts";
import { CHARS, SecretMaker } from "../secret_maker.ts";

const SEED = 20_261_125;

Deno.test("runEnd() and runStart() stop at the alphabet's end and at the bound", () => {
  assertEquals(runEnd("ab12-cd", 0, { of: BASE62, max: 99 }), 4);
  assertEquals(runEnd("ab12-cd", 0, { of: URL64, max: 99 }), 7);
  assertEquals(runEnd("ab12-cd", 0, { of: URL64, max: 5 }), 5);
  assertEquals(runEnd("abcdefgh", 2, { of: HEX, max: 99 }), 6);
  assertEquals(runEnd("a\u00e9", 0, { of: TOKEN68, max: 99 }), 1);
  assertEquals(runStart("x=ab12", 6, { of: BASE62, max: 99 }), 2);
  assertEquals(runStart("x=ab12", 6, { of: BASE62, max: 3 }), 3);
  assert(isOf("0a1b", HEX) && !isOf("0a1g", HEX) && !isOf("", HEX));
});

Deno.test("entropyOf() is Shannon's", () => {
  assertEquals(entropyOf("aaaa"), 0);
  assertEquals(entropyOf("abab"), 1);
  assertEquals(entropyOf("abcdefgh"), 3);
});

Deno.test("countChars() counts sorts, runs of digits and changes of case", () => {
  assertEquals(countChars("aB3-44"), {
    digits: 3,
    digitRuns: 2,
    lower: 1,
    upper: 1,
    signs: 1,
    distinct: 5,
    caseChanges: 1,
  });
});

Deno.test("wordiness() tells words of several languages from random letters", () => {
  const words = ["getUserByIdentifier", "authentication_provider", "Zugangsberechtigung"];
  const more = ["desarrolladores", "fonctionnement", "registrazione", "x-forwarded-for"];
  for (const word of [...words, ...more]) assertGreaterOrEqual(wordiness(word), 0.6, word);
  for (const text of ["xQzKfWpJvB", "qkzjxwvbgf", "TzRqWxPl"]) {
    assertLess(wordiness(text), 0.4, text);
  }
  assertEquals(wordiness("1234"), 0);
});

Deno.test("looksRandom() takes what is drawn at random", () => {
  const maker = new SecretMaker(SEED);
  for (
    const [chars, length, shareMin] of [
      [CHARS.base62, 20, 0.96],
      [CHARS.base62, 32, 0.99],
      [CHARS.lower36, 20, 0.97],
      [CHARS.upper36, 20, 0.97],
      [CHARS.url64, 32, 0.99],
      [CHARS.hex, 32, 0.99],
    ] as const
  ) {
    let taken = 0;
    for (let round = 0; round < 2_000; round++) {
      if (looksRandom(maker.text(chars, length))) taken++;
    }
    assertGreaterOrEqual(taken / 2_000, shareMin, `seed ${SEED}: ${length} of ${chars}`);
  }
});

Deno.test("looksRandom() leaves names, numbers and patterns", () => {
  const names = ["AuthenticationManager", "create-react-app-v5", "my_long_variable_name"];
  const more = ["PASSWORD_RESET_TIMEOUT", "useEffectOnce2", "com.example.project.Main"];
  const others = ["1234567890123456", "2026-11-25-10-00", "aaaaaaaaaaaaaaaa", "abababababababab"];
  for (const text of [...names, ...more, ...others]) assert(!looksRandom(text), text);
});

Deno.test("isPlaceholder() knows words, masks, repetitions and sequences", () => {
  const words = ["your-api-key", "EXAMPLE_KEY", "changeme", "REDACTED", "insert-token-here"];
  const masks = ["xxxxxxxxxxxx", "****", "sk-....", "\u2022\u2022\u2022\u2022", "abc\u2026"];
  const patterns = ["0000000000000000", "1234567890abcdef", "abcdefghijkl", "aaaaaaaaaa"];
  for (const text of [...words, ...masks, ...patterns]) assert(isPlaceholder(text), text);
  const maker = new SecretMaker(SEED);
  for (let round = 0; round < 2_000; round++) {
    const text = maker.text(CHARS.base62, 32);
    assert(!isPlaceholder(text) || /xxxx|your|fake|mock/i.test(text), `seed ${SEED}: ${text}`);
  }
});

Deno.test("isTemplate() knows what is filled in later", () => {
  const shell = ["${TOKEN}", "$TOKEN", "$(cat token)", "%TOKEN%"];
  const others = ["{{ token }}", "<token>", "[token]", "{token}", "%s", "%(token)s", "#{token}"];
  for (const text of [...shell, ...others, ":token", "@token", "?"]) assert(isTemplate(text), text);
  for (const text of ["a$b", "$ecr3t!", "p%40ss", "a<b", "x:y"]) assert(!isTemplate(text), text);
});

Deno.test("isUuid() and isRecordId() know identifiers", () => {
  assert(isUuid("0f8fad5b-d9cb-469f-a165-70867728950e"));
  assert(!isUuid("0f8fad5b-d9cb-469f-a165-70867728950"));
  for (const id of ["chatcmpl-9fK2", "toolu_01A0", "call_abc", "msg_1", "req_1", "sha256-abc"]) {
    assert(isRecordId(id), id);
  }
  assert(!isRecordId("sk-proj-1") && !isRecordId("a1b2c3"));
});

Deno.test("decodeBase64() reads both alphabets and nothing else", () => {
  assertEquals(decodeBase64("Ym9iOnB3"), "bob:pw");
  assertEquals(decodeBase64("_-8"), "\u00ff\u00ef");
  assertEquals(decodeBase64("not base64!"), null);
});
