/** Tests for the README's table of what is looked for: it is what `outband scan --list` prints. @module */

import { assert, assertEquals } from "../support/std.ts";
import { runCommand } from "../support/program.ts";

interface Listed {
  category: string;
  finds: string[];
  needs_context: string | null;
}

const README = Deno.readTextFileSync(new URL("../../README.md", import.meta.url));

function block(name: string): string {
  return README.split(`<!-- ${name}:begin -->`)[1]?.split(`<!-- ${name}:end -->`)[0] ?? "";
}

/** Rows of a table in Markdown, without its head; the width of its columns does not count. */
function rowsOf(table: string): string[] {
  return table.trim().split("\n").slice(2).map((line) =>
    line.split("|").slice(1, -1).map((cell) => cell.trim()).join(" | ")
  );
}

Deno.test("the README lists every category that scan --list prints, in the same words", async () => {
  const { code, stdout } = await runCommand(["scan", "--list", "--json"]);
  assertEquals(code, 0);
  const { rules, not_covered } = JSON.parse(stdout) as { rules: Listed[]; not_covered: string[] };
  const wanted = rules.map(({ category, finds, needs_context }) =>
    [`\`${category}\``, needs_context ?? "-", [...new Set(finds)].join("; ")].join(" | ")
  );
  const shown = rowsOf(block("categories"));
  assertEquals(
    shown,
    wanted,
    `the table has to be\n${wanted.map((row) => `| ${row} |`).join("\n")}`,
  );
  for (const name of not_covered) assert(block("not-covered").includes(`\`${name}\``), name);
});
