import { SECRET_RULES } from "../../../../src/detect/rules/secrets/secrets.ts";
import { assert, assertEquals, assertGreaterOrEqual } from "../../../support/std.ts";
import { cleanText } from "../clean_text.ts";
import { foundBy } from "../harness.ts";

const SEED = 20_261_125;

Deno.test("SECRET_RULES finds at most one secret in 150 KB of clean code, logs and prose", () => {
  const text = cleanText(SEED);
  assertGreaterOrEqual(text.length, 150_000);
  const found = foundBy(SECRET_RULES, text);
  assert(found.length <= 1, `seed ${SEED}: ${found.length} found\n${found.join("\n")}`);
});

Deno.test("SECRET_RULES finds what is planted between the lines of clean text", () => {
  const clean = cleanText(SEED);
  const half = clean.indexOf("\n", clean.length / 2) + 1;
  const address = "redis://:p4ssw0rd@cache:6379/0";
  const planted = `password: hunter2\nurl: ${address}\n`;
  const before = new Set(foundBy(SECRET_RULES, clean));
  const found = foundBy(SECRET_RULES, clean.slice(0, half) + planted + clean.slice(half));
  assertEquals(found.filter((one) => !before.has(one)), [
    "PASSWORD hunter2",
    `CONNECTION_STRING ${address}`,
  ]);
});
