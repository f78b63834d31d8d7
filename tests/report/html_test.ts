import { escaped, grouped, Html, markup, table } from "../../src/report/html.ts";
import { assertEquals, assertFalse, assertStringIncludes } from "../support/std.ts";

Deno.test("markup`` escapes text, and takes markup as it is", () => {
  const text = `<script>"'&`;
  assertEquals(
    markup`<p title="${text}">${text}${new Html("<b>")}${null}${[1, "<"]}</p>`.text,
    [
      '<p title="&lt;script&gt;&quot;&#39;&amp;">&lt;script&gt;&quot;&#39;&amp;<b>1&lt;</p>',
    ].join(""),
  );
});

Deno.test("escaped() shows what would be invisible or turn the text round", () => {
  assertEquals(
    escaped("a\u0000b\u202ec\u2066d\u007f\te\n"),
    "a&#xfffd;b&#xfffd;c&#xfffd;d&#xfffd;\te\n",
  );
});

Deno.test("table() has a caption, scopes, and a frame that a keyboard can scroll", () => {
  const { text } = table("Calls <by> host", {
    columns: [{ head: "Host" }, { head: "Calls", isNumber: true }],
    rows: [["<img src=x>", "1,000"]],
    query: "mix logs",
  });
  assertStringIncludes(text, 'tabindex="0" role="region" aria-label="Calls &lt;by&gt; host"');
  assertStringIncludes(text, '<th scope="col" class="n">Calls</th>');
  assertStringIncludes(text, '<a href="#q-mix">mix</a> <a href="#q-logs">logs</a>');
  assertFalse(text.includes("<img"));
});

Deno.test("grouped() sets thousands apart", () => {
  assertEquals([0, 999, 1000, 1234567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
});
