/**
 * The committed page: up to date, of one piece, and readable.
 */

import { hash } from "node:crypto";
import { buildPage, PAGE, policyOf, sourcesDigest } from "../../deploy/page/build.ts";
import { assert, assertEquals, assertStringIncludes } from "../support/std.ts";

const TEXT = Deno.readTextFileSync(PAGE);
const STALE = "the page is out of date: run deno task page";

function between(start: string, end: string): string {
  const from = TEXT.indexOf(start) + start.length;
  return TEXT.slice(from, TEXT.indexOf(end, from));
}

Deno.test("the page was made from the sources that are here", async () => {
  assertStringIncludes(TEXT, `/* sources ${await sourcesDigest()} */`, STALE);
});

Deno.test("the page is what the bundler makes of its sources", async () => {
  let built: string;
  try {
    built = await buildPage();
  } catch (error) {
    // Deno fetches its bundler when it is first used; without a network the digest above must do.
    assertStringIncludes(String(error), "Cannot bundle");
    return;
  }
  assert(built === TEXT, STALE);
});

Deno.test("the page is small enough to send by mail", () => {
  // One import too many carries a whole library in: it was 620 KB once.
  assert(TEXT.length < 300_000, `${TEXT.length} bytes`);
});

Deno.test("the page's policy names its own script and style and forbids all else", () => {
  const script = between("<script>", "</script>");
  const style = between("<style>", "</style>");
  assertEquals(
    between('http-equiv="Content-Security-Policy" content="', '"'),
    policyOf({ script, style }),
  );
  const policy = policyOf({ script, style });
  assert(policy.startsWith("default-src 'none'; script-src 'sha256-"));
  assertStringIncludes(policy, hash("sha256", script, "base64"));
  assertEquals(/unsafe|https?:|\*|'self'|data:|blob:/.exec(policy), null);
});

Deno.test("the page refers to no other file and has no markup that runs", () => {
  const frame = TEXT.replace(between("<script>", "</script>"), "");
  assertEquals(/\b(?:src|href|action|on[a-z]+)=/.exec(frame), null);
  assertEquals([...TEXT.matchAll(/<script/g)].length, 1);
  assertEquals(/@import|url\(/.exec(between("<style>", "</style>")), null);
  assertEquals(/[^\t\n\x20-\x7e]/.exec(TEXT), null);
});

Deno.test("the page's colours have contrast enough in light and dark", () => {
  const style = between("<style>", "</style>");
  const schemes = style.split("prefers-color-scheme: dark");
  assertEquals(schemes.length, 2);
  for (const scheme of schemes) {
    const colours = new Map(
      [...scheme.matchAll(/--([a-z]+): (#[0-9a-f]{6});/g)].map(([, name = "", value = ""]) =>
        [name, value] as const
      ),
    );
    for (const back of ["page", "box"]) {
      for (const name of ["text", "quiet", "link", "good", "bad", "open"]) {
        const ratio = contrast(colours.get(name) ?? "", colours.get(back) ?? "");
        assert(ratio >= 4.5, `${name} on ${back}: ${ratio.toFixed(2)}`);
      }
    }
  }
});

/** Contrast of two colours (WCAG 2.2). */
function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
