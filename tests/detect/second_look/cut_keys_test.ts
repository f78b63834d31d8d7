/** Tests for `cut_keys.ts`: keys that a sign cuts. @module */

import { createDetector } from "../../../src/detect/detector.ts";
import { mayBeCutKey } from "../../../src/detect/second_look/cut_keys.ts";
import { assertEquals } from "../../support/std.ts";

const DETECTOR = createDetector();
/** Parts of keys that nobody has. */
const KEYS = [
  ["gh" + "p_", "jZyKcw9aSnAaj3", "GV1KKm3zIB", "QzIK2nM2XZ7Q"],
  ["AK" + "IA", "VZHE", "NT24", "LC67", "PK6A"],
  ["gl" + "pat-", "VFMxstQ", "O3ySO", "76_m331X"],
  ["sk_" + "live_", "51hlSvUGnI7", "qptmOGEzj", "HgOkNm12"],
];

function categories(text: string): string[] {
  return DETECTOR.scan(text).map(({ category }) => category);
}

Deno.test("scan() finds keys that one sign cuts", () => {
  for (const parts of KEYS) {
    for (const cut of ["*", "''", "\\", "~", "|", " *", "* ", "^", "..."]) {
      const text = `token for the export: ${parts.join(cut)} (take the signs out)`;
      assertEquals(categories(text), ["API_KEY"], text);
    }
  }
});

Deno.test("scan() finds no key in lists of prefixes, patterns and code", () => {
  for (
    const text of [
      "a*b*c*d*e gh" + "p_ x*y",
      "glob sk-*-*-*.tgz and AKIA* keys",
      "s/AKIA|ASIA|AROA/x/",
      "prefixes: gh" + "p_|gho_|ghu_|ghs_|ghr_",
      "tokens like gh" + "p_xxx*yyy*zzz are fine",
      "['a1','b2','c3']",
      'x = "abc1" + "def2"',
    ]
  ) assertEquals(categories(text), [], text);
});

Deno.test("mayBeCutKey() refuses groups beside lone quotation marks and spaces", () => {
  const text = `say "abc1" or abc2, ab*c3 and ab''c4`;
  for (
    const [group, expected] of [["abc1", false], ["abc2", false], ["c3", true], [
      "c4",
      true,
    ]] as const
  ) {
    const start = text.indexOf(group);
    assertEquals(mayBeCutKey(text, start, start + group.length), expected, group);
  }
});
