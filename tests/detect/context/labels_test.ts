/** Tests for `labels.ts`: labels that are disguised themselves. @module */

import { createDetector } from "../../../src/detect/detector.ts";
import { labelAt, mayBeInFigures } from "../../../src/detect/context/labels.ts";
import { assertEquals } from "../../support/std.ts";

const DETECTOR = createDetector();

function plain(text: string, at = 0): string | null {
  const label = labelAt(text, at);
  return label === null ? null : `${label.text}|${text.slice(label.end)}`;
}

Deno.test("labelAt() reads figures, signs, alternating case and single letters", () => {
  assertEquals(plain("p4ssw0rd: x"), "password|: x");
  assertEquals(plain("l1c3ns3 n0"), "license| n0");
  assertEquals(plain("p@ssword=1"), "password|=1");
  assertEquals(plain("pa$$word=1"), "password|=1");
  assertEquals(plain("PaSsWoRd 1"), "password| 1");
  assertEquals(plain("p a s s w o r d: x"), "password|: x");
  assertEquals(plain("P.A.N. x"), "pan|. x");
});

Deno.test("labelAt() reads words backwards, all of a phrase in its order", () => {
  assertEquals(plain("drowssap: x"), "password|: x");
  assertEquals(plain("rebmun ytiruces laicos x"), "social security number| x");
});

Deno.test("labelAt() reads nothing else", () => {
  for (
    const text of [
      ...["password", "Password", "utf8", "sha1", "base64", "h264", "i18n", "a b c d", "drawer"],
      ...["0x1f", "1st", "x", "", "toString", "a1b2c3d4e5f6a7b8c9d0"],
    ]
  ) assertEquals(plain(text), null, text);
  assertEquals(plain("xp4ssw0rd", 1), null);
  assertEquals(mayBeInFigures("p4ssw0rd", { start: 0, end: 8 }), true);
  assertEquals(mayBeInFigures("da39a3ee", { start: 0, end: 8 }), false);
});

Deno.test("scan() hears disguised labels for the values beside them", () => {
  for (
    const [text, wanted] of [
      ["p4ssw0rd: Kx7vT!q92mW", "PASSWORD Kx7vT!q92mW"],
      ["drowssap = Kx7vT!q92mW", "PASSWORD Kx7vT!q92mW"],
      ["s0c14l s3cur1ty numb3r 519387742", "SSN 519387742"],
      ["519387742 <- rebmun ytiruces laicos", "SSN 519387742"],
      ["p a s s w o r d: Kx7vT!q92mW", "PASSWORD Kx7vT!q92mW"],
    ] as const
  ) {
    const found = DETECTOR.scan(text).map(({ start, end, category }) =>
      `${category} ${text.slice(start, end)}`
    );
    assertEquals(found, [wanted], text);
  }
});
