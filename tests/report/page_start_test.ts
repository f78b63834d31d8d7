/** Tests for `src/report/page_start.ts`. @module */

import { NODE_SUITE } from "../../src/base/digest.ts";
import { pageStart } from "../../src/report/page_start.ts";
import { assertFalse, assertStringIncludes } from "../support/std.ts";

Deno.test("pageStart() permits nothing but its own style, and escapes the title", () => {
  const text = pageStart("a <b> & c", NODE_SUITE.sha256).text;
  assertStringIncludes(text, "default-src 'none'; style-src 'sha256-");
  assertStringIncludes(text, "<title>a &lt;b&gt; &amp; c</title>");
  assertFalse(/<script|https?:/.test(text));
});
