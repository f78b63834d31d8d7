import { Events, TOKEN } from "../../../src/detect/engine/events.ts";
import { Lexicon } from "../../../src/detect/engine/lexicon.ts";
import { Prefilter } from "../../../src/detect/engine/prefilter.ts";
import { assertEquals } from "../../support/std.ts";

const PREFILTER = new Prefilter(new Lexicon());

function tokensOf(text: string): string[] {
  const events = new Events();
  PREFILTER.scan(text, events);
  const tokens: string[] = [];
  for (let k = 0; k < events.count; k++) {
    if (events.kinds[k] === TOKEN) tokens.push(text.slice(events.starts[k], events.ends[k]));
  }
  return tokens;
}

Deno.test("scan() takes up to three joiners in a row as part of a token", () => {
  assertEquals(tokensOf("a1b2c3d4__e5f6g7h8i9"), ["a1b2c3d4__e5f6g7h8i9"]);
  assertEquals(tokensOf("a1b2c3d4-_-e5f6g7h8i9"), ["a1b2c3d4-_-e5f6g7h8i9"]);
  assertEquals(tokensOf("a1b2c3d4e5f6g7h8----i9"), ["a1b2c3d4e5f6g7h8"]);
});

Deno.test("scan() makes a token of a run that a joiner or the text ends", () => {
  assertEquals(tokensOf("_a1b2c3d4e5f6g7h8_ and"), ["a1b2c3d4e5f6g7h8"]);
  assertEquals(tokensOf("a1b2c3d4e5f6g7h8-"), ["a1b2c3d4e5f6g7h8"]);
  assertEquals(tokensOf("a1b2c3d4e5f6g7h8"), ["a1b2c3d4e5f6g7h8"]);
  assertEquals(tokensOf("a1b2c3d4-e5f6g7-"), []);
});
