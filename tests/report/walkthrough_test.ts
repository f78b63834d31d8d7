/**
 * The page of one call: its steps in order, nothing that gets in, and nothing that it claims.
 */

import axe from "axe-core";
import { NODE_SUITE } from "../../src/base/digest.ts";
import type { CallBody, RecordHead } from "../../src/format/record.ts";
import { type WalkthroughFacts, walkthroughPage } from "../../src/report/walkthrough.ts";
import { chromiumTest } from "../support/chromium.ts";
import { callFields, LogBuilder } from "../support/log_builder.ts";
import { HOSTILE_MODEL, sampleVerification } from "../support/sample_report.ts";
import { assert, assertEquals, assertFalse, assertStringIncludes } from "../support/std.ts";
import { TempDir } from "../support/temp_dir.ts";

const HASH = "ab".repeat(32);

function facts(change: Partial<WalkthroughFacts> = {}): WalkthroughFacts {
  const log = new LogBuilder().begin();
  const record = {
    ...{ v: 1, log: log.origin, i: 7, prev: HASH, t: "2026-11-21T00:00:00.010Z" },
    ...callFields(3),
    model: HOSTILE_MODEL,
    parts: { req: HASH, line: HASH, "orig.req": HASH },
  } as unknown as RecordHead & CallBody;
  return {
    record,
    line: JSON.stringify(record),
    leaf: HASH,
    previousLeaf: HASH,
    nextPrev: HASH,
    segment: "windows/2026-11-21/000000Z-498672/segment.jsonl",
    lineNumber: 8,
    window: {
      w: 498_672,
      part: 0,
      start: "2026-11-21T00:00:00.000Z",
      counts: null,
      closedAt: null,
    },
    files: ["checkpoint", "segment.jsonl"],
    config: HASH,
    detector: HASH,
    head: {
      note: "test.example/gw-0\n9\nAAAA\n\n\u2014 test.example/gw-0 sig\n",
      size: 9,
      root: "AAAA",
    },
    proof: { hashes: ["AAAA", "BBBB"], holds: true },
    opened: [
      { part: "req", isSame: true, text: "I am [REDACTED:EMAIL] <b>", isKeyOnly: false },
      { part: "line", isSame: false, text: "another line", isKeyOnly: false },
      { part: "orig.req", isSame: false, text: null, isKeyOnly: true },
    ],
    erased: [],
    telemetry: null,
    verification: sampleVerification(log, "verified"),
    program: "outband 0.1.0",
    sha256: NODE_SUITE.sha256,
    ...change,
  };
}

Deno.test("walkthroughPage() follows the call in its order, each step with what can be done again", () => {
  const page = walkthroughPage(facts());
  const heads = [...page.matchAll(/<h2 id="h\d+">\d+\. ([^<]+)</g)].map(([, title]) => title);
  assertEquals(heads, [
    "The call",
    "Accepted and forwarded",
    "Copied and read",
    "Found and redacted",
    "Committed to",
    "Hashed and chained",
    "Sealed in a window and signed",
    "Checked again, now",
    "Counted in the report",
    "What this does not show",
  ]);
  assertEquals(page.match(/Do it again:/g)?.length, heads.length - 1);
});

Deno.test("walkthroughPage() shows content only when it is what the record committed to", () => {
  const page = walkthroughPage(facts());
  assertStringIncludes(page, "I am [REDACTED:EMAIL] &lt;b&gt;");
  assertFalse(page.includes("another line"));
  assertStringIncludes(page, "opened: another content");
  assertStringIncludes(page, "key only: needs the original");
  const forged = walkthroughPage(facts({
    opened: [{ part: "req", isSame: false, text: "forged words", isKeyOnly: false }],
    erased: ["line"],
  }));
  assertFalse(forged.includes("forged words"));
  assertStringIncludes(forged, "erased, as a later record declares");
  const erased = walkthroughPage(facts({ erased: ["req"] }));
  assertFalse(
    erased.includes("I am [REDACTED:EMAIL]"),
    "Erased is erased, even if somebody has it",
  );
});

Deno.test("walkthroughPage() marks each link and proof that does not fit", () => {
  const count = (change: Partial<WalkthroughFacts>): number =>
    walkthroughPage(facts(change)).match(/class="s s-bad"/g)?.length ?? 0;
  const other = "cd".repeat(32);
  assertEquals(count({}), 0);
  assertEquals(count({ previousLeaf: other }), 1);
  assertEquals(count({ nextPrev: other }), 1);
  assertEquals(count({ proof: { hashes: [], holds: false } }), 1);
});

Deno.test("walkthroughPage() lets nothing in, asks for nothing, and never concludes", () => {
  const page = walkthroughPage(facts());
  assertStringIncludes(page, "default-src 'none'");
  assertStringIncludes(page, "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;");
  assertFalse(/<script|<link|<img|<iframe|\son[a-z]+=|\sstyle=|https?:/i.test(page), "Only text");
  assertFalse(/\b(satisfied|compliant|certified|tamper-proof)\b/i.test(page));
});

chromiumTest("a walkthrough has no accessibility fault, and fits each screen", async (browser) => {
  await using dir = await TempDir.make();
  const file = dir.join("call.html");
  await Deno.writeTextFile(file, walkthroughPage(facts()));
  const page = await browser.open(`file://${file}`);
  await page.evaluate(axe.source);
  for (const [width, scheme] of [[1280, "light"], [390, "dark"]] as const) {
    await page.show(width, scheme);
    const found = await page.evaluate(`axe.run().then(({ violations }) => violations.map((v) =>
      v.id + ": " + v.nodes[0].html.slice(0, 200)))`);
    assertEquals(found, [], `${width} ${scheme}`);
    const isWide = await page.evaluate("document.documentElement.scrollWidth > innerWidth");
    assertEquals(isWide, false, `${width}: the page itself scrolls only down`);
  }
  assert(page.events("Network.requestWillBeSent").length === 1, "It asks for nothing but itself");
});
