import { fittedHelp } from "../../src/cli/help_text.ts";
import { assert, assertEquals } from "../support/std.ts";

const TEXT = `Usage: outband thing PATH [--one ONE] [--two TWO] [--a-long-flag VALUE] [--json]

Does what it says, in a sentence that its author broke only because the line was full, so
that it goes on here. A second one.

  PATH          where it is
  --one ONE     what one is for: a description that is as long as this one, which its author broke
                into two lines

Example:
  outband thing ./evidence --one 1 --two 2 --a-long-flag "something long that stays on its line"
`;

Deno.test("fittedHelp() breaks paragraphs and descriptions anew, below where they begin", () => {
  assertEquals(
    fittedHelp(TEXT, 60),
    `Usage: outband thing PATH [--one ONE] [--two TWO] [--a-long-flag VALUE] [--json]

Does what it says, in a sentence that its author broke only
because the line was full, so that it goes on here. A second
one.

  PATH          where it is
  --one ONE     what one is for: a description that is as
                long as this one, which its author broke
                into two lines

Example:
  outband thing ./evidence --one 1 --two 2 --a-long-flag "something long that stays on its line"
`,
  );
});

Deno.test("fittedHelp() loses no word at any width, and leaves what fits", () => {
  for (let width = 40; width <= 120; width++) {
    const words = (text: string): string[] => text.split(/\s+/);
    assertEquals(words(fittedHelp(TEXT, width)), words(TEXT));
  }
  const short = "Usage: outband a\n\nOne.\nTwo.\n\n  --b  c\n";
  assertEquals(fittedHelp(short, 80), short);
});

Deno.test("the help of every command fits 80 columns but for its commands", async () => {
  let count = 0;
  for await (const { name } of Deno.readDir(new URL("../../src/cli/", import.meta.url))) {
    const module: Record<string, unknown> = name.endsWith("_thread.ts")
      ? {}
      : await import(`../../src/cli/${name}`);
    for (const value of Object.values(module)) {
      if (typeof value !== "object" || value === null || !("usage" in value)) continue;
      count++;
      const lines = fittedHelp(String(value.usage), 80).split("\n");
      const wide = lines.filter((line) => line.length > 80 && !/outband |\\$/.test(line));
      assertEquals(wide.filter((line) => /\s\S+\s/.test(line.slice(20))), [], name);
    }
  }
  assert(count >= 29, `${count} commands`);
});
