import { recoveryName } from "../../src/tlog/key_names.ts";
import { formatRevocation, parseRevocation, type Revocation } from "../../src/tlog/revocation.ts";
import { parseCheckpoint } from "../../src/tlog/note.ts";
import { assertEquals, assertThrows } from "../support/std.ts";
import { ORIGIN, testKey } from "../support/test_keys.ts";

const REVOCATION: Revocation = {
  origin: ORIGIN,
  vkey: testKey(1).text,
  lastGoodSize: 1_234,
  sinceMs: Date.parse("2026-11-21T08:00:00.000Z"),
};
const TEXT = `outband/revocation/v1
test.example/gw-0
${testKey(1).text}
1234
2026-11-21T08:00:00.000Z
`;

Deno.test("formatRevocation() writes five lines, which parseRevocation() reads", () => {
  assertEquals(formatRevocation(REVOCATION), TEXT);
  assertEquals(parseRevocation(TEXT), REVOCATION);
  assertEquals(parseCheckpoint(TEXT), null, "it is no checkpoint");
  assertEquals(recoveryName(ORIGIN), "test.example/gw-0/recovery");
});

Deno.test("parseRevocation() reads no text that is cut or longer", () => {
  for (let length = 0; length < TEXT.length; length++) {
    assertEquals(parseRevocation(TEXT.slice(0, length)), null, `${length} characters`);
  }
  for (const text of [`${TEXT}\n`, `${TEXT}more\n`, ` ${TEXT}`]) {
    assertEquals(parseRevocation(text), null);
  }
});

Deno.test("parseRevocation() reads no field in another form", () => {
  const changes: [from: string, to: string][] = [
    ["/v1", "/v2"],
    [`v1\n${ORIGIN}\n`, "v1\nother.example\n"],
    [`\n${testKey(1).text}\n`, "\nkey\n"],
    ["\n1234\n", "\n01234\n"],
    ["\n1234\n", "\n-1\n"],
    ["\n1234\n", "\n9007199254740992\n"],
    ["08:00:00.000Z", "08:00:00Z"],
    ["2026-11-21", "2026-11-31"],
  ];
  for (const [from, to] of changes) {
    const text = TEXT.replace(from, to);
    assertEquals([text === TEXT, parseRevocation(text)], [false, null], to);
  }
});

Deno.test("formatRevocation() refuses what could not be read again", () => {
  for (const change of [{ origin: "other.example" }, { lastGoodSize: 1.5 }, { vkey: "a\nb" }]) {
    assertThrows(() => formatRevocation({ ...REVOCATION, ...change }), RangeError);
  }
});
