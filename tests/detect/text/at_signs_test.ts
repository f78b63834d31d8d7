/** Tests for `at_signs.ts`: what else people write for an `@`. @module */

import {
  atSignAt,
  bracketedSize,
  isEnvelope,
  isLikeAt,
  leetDotAt,
} from "../../../src/detect/text/at_signs.ts";
import { createDetector } from "../../../src/detect/detector.ts";
import { assertEquals } from "../../support/std.ts";

const DETECTOR = createDetector();

function found(text: string): string[] {
  return DETECTOR.scan(text).map(({ start, end, category }) =>
    `${category} ${text.slice(start, end)}`
  );
}

Deno.test("scan() finds addresses with an a in brackets or a circle, or an envelope", () => {
  for (
    const address of [
      ...["jane.doe(a)example.com", "jane[a]example.org", "jane[A]mail.example.org"],
      ...["jane.doe (a) example.org", "jane\u24d0example.org", "jane\u24b6example.co.uk"],
      ...["jane_doe\u249cexample.org", "jane.doe \u24d0 example.org", "jane\u2709example.org"],
      ...["jane.doe \u2709\ufe0f example.org", "jane.doe \u{1f4e7} example \u26ab org"],
      ...[
        "jane \u{1f4e9} example \u25cf org",
        "jane\u{1f4e8}example\u00b7org",
        "jd7 [a] mail.example.fi",
      ],
    ]
  ) {
    assertEquals(found(`write to ${address} today`), [`EMAIL ${address}`], address);
    assertEquals(found(`(${address})`), [`EMAIL ${address}`], address);
  }
});

Deno.test("scan() takes no address from what only looks like one", () => {
  for (
    const text of [
      ...[
        "foo(a)bar.baz(b)",
        "f(a)(b) example.com",
        "section 4 (a) example.com",
        "sum(a) total.count",
      ],
      ...["call(a)b.c", "see 3.2 (a) www.example.com", "list[a]next.item", "anna (a) example.fi"],
      ...[
        "write to us \u{1f4e7} example.com",
        "mail \u2709 example.com",
        "\u{1f4e7} \u{1f600} a.b",
      ],
      ...["(a)example.com", "jane(a)example", "jane(a)example.notatld", "jane(b)example.com"],
      ...["\u24d0 first\n\u24d1 second", "\u25cf one\n\u25cf two.com"],
    ]
  ) assertEquals(found(text), [], text);
});

Deno.test("scan() reads round signs and low quotes between the numbers of an address", () => {
  for (
    const dot of ["\u201a", "\u25cf", "\u26ab", "\u0387", "\u02d9", "\u2e33", "\ua78f", "\u1427"]
  ) {
    const address = ["203", "0", "113", "9"].join(dot);
    assertEquals(found(`login from ${address} failed`), [`IP_ADDRESS ${address}`], address);
  }
  assertEquals(found("Er sagte \u201aja\u2018, und 5\u201a2 von 7\u201a1 waren da"), []);
});

Deno.test("scan() finds addresses with short words and digits in brackets", () => {
  for (
    const address of [
      ...["jane.doe[et]example.com.tr", "jane.doe(et)example.org", "jane.doe [et] example.org"],
      ...["jane.doe(\u00e4t)example.de", "jane(4t)example.org", "j4n3(4t)ex4mple(d0t)c0m"],
      ...["jane[at]example[d0t]c0m", "jane[@t]example{d0t}n3t", "jane.doe(at)example(dot)0rg"],
      ...["jane[eta]example(d0t)com", "m1ll3r(4t)p0st(d0t)de"],
    ]
  ) {
    assertEquals(found(`write to ${address} today`), [`EMAIL ${address}`], address);
  }
  for (
    const text of [
      ...["fn(4t)b.c", "list(4t)next.item", "section (et) example.com", "a(4t)example"],
      ...["x(d0t)c0m", "see item(4).com", "arr(4)foo.com", "f(4t)(d0t)c0m", "bread (et) wine.com"],
    ]
  ) assertEquals(found(text), [], text);
});

Deno.test("bracketedSize() and leetDotAt() measure what stands in brackets", () => {
  assertEquals(
    ["(a)", "[et]", "{4t}", "(at", "(b)", "", "(at]"].map((text) => bracketedSize(text, 0)),
    [
      ...[3, 4, 4, 0, 0, 0, 0],
    ],
  );
  assertEquals(leetDotAt("a(d0t)c0m", 1), { start: 1, end: 9, text: ".com" });
  assertEquals(leetDotAt("a[.]b", 1), { start: 1, end: 4, text: "." });
  for (const text of ["a(dat)c0m", "a(d0t", "a", " (d0t)c0m"]) {
    assertEquals(leetDotAt(text, 1), null);
  }
});

Deno.test("atSignAt() takes the spaces with it", () => {
  assertEquals(atSignAt("j.d (a) e.org", 4), { start: 3, end: 8 });
  assertEquals(atSignAt("jd(a)e.org", 2), { start: 2, end: 5 });
  for (let size = 0; size < 8; size++) assertEquals(atSignAt("jd(a)e.org".slice(0, size), 2), null);
  assertEquals(isEnvelope("\u{1f4e7}", 0) && isEnvelope("\u2709", 0), true);
  assertEquals(isEnvelope("\u{1f600}", 0) || isEnvelope("", 0), false);
  assertEquals([..."@\u24d0\u2709a."].map((char) => isLikeAt(char, 0)), [
    true,
    true,
    true,
    false,
    false,
  ]);
});
