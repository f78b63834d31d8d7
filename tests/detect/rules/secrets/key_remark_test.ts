/** Tests for `src/detect/rules/secrets/key_remark.ts`. @module */

import { remarked } from "../../../../src/detect/rules/secrets/key_remark.ts";
import { assertEquals } from "../../../support/std.ts";

const VALUE = "a283478d664edb06" + "704c8852ae713757";

/** What the name `api key` of a text is the name of. */
function valueOf(text: string): string | null {
  const start = text.indexOf("api key");
  const span = remarked(text, { start, end: start + 7 });
  return span === null ? null : text.slice(span.start, span.end);
}

Deno.test("remarked() finds the value before, behind and above which a remark stands", () => {
  for (
    const text of [
      `k := "${VALUE}" // weather api key`,
      `k = '${VALUE}';  # the api key\nnext`,
      `K=${VALUE} # api key`,
      `conf.set("k", "${VALUE}"); /* api key */`,
      `${VALUE} is the weather api key`,
      `${VALUE}, which is our api key.`,
      `weather: ${VALUE} (api key)`,
      `# weather api key\nK=${VALUE}\n`,
      `  // the api key\n  const k = "${VALUE}";\n`,
      `-- api key:\nk: '${VALUE}'`,
    ]
  ) {
    assertEquals(valueOf(text), VALUE, text);
  }
});

Deno.test("remarked() leaves values that the remark says are something else", () => {
  for (
    const text of [
      `k := "${VALUE}" // hash of the api key`,
      `k := "${VALUE}" // api key file`,
      `commit ${VALUE} # api key`,
      `${VALUE} is not the api key`,
      `${VALUE} and then some. The api key`,
      `# digest of the api key\nK=${VALUE}\n`,
      `# api key\n\nK=${VALUE}\n`,
      `see the api key\nK=${VALUE}\n`,
      "// api key\nconst k = load();\n",
    ]
  ) {
    assertEquals(valueOf(text), null, text);
  }
});
