/**
 * What the documents name is there: commands, tasks, files, packages, sections.
 */

import { assertEquals } from "./support/std.ts";

const ROOT = new URL("../", import.meta.url);
const README = textOf("README.md");
const MANIFEST: { tasks: Record<string, unknown>; imports: Record<string, string> } = JSON.parse(
  textOf("deno.json"),
);
const DOCUMENTS: readonly string[] = [
  "README.md",
  "SECURITY.md",
  "bench/README.md",
  "deploy/README.md",
];

function textOf(path: string): string {
  return Deno.readTextFileSync(new URL(path, ROOT));
}

/** A section of the README, without its heading. */
function section(name: string): string {
  return README.split(`\n## ${name}\n`)[1]?.split("\n## ")[0] ?? "";
}

function exists(path: string): boolean {
  try {
    Deno.statSync(new URL(path, ROOT));
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** Where a heading is linked to: lower case, without punctuation, words joined by hyphens. */
function anchorOf(heading: string): string {
  return heading.toLowerCase().replaceAll(/[^\w\- ]/g, "").replaceAll(" ", "-");
}

Deno.test("README: each section stands once, and in the contents", () => {
  const headings = [...README.matchAll(/^## (.+)$/gm)].map(([, heading = ""]) => heading);
  assertEquals(headings, [...new Set(headings)]);
  const contents = README.split("**Contents:**")[1]?.split("\n\n")[0] ?? "";
  const links = [...contents.replaceAll("\n", " ").matchAll(/\[([^\]]+)\]\(#([^)]+)\)/g)];
  assertEquals(
    links.map(([, name, anchor]) => [name, anchor]),
    headings.map((heading) => [heading, anchorOf(heading)]),
  );
});

Deno.test("README: the table of commands has all that main.ts has", () => {
  const table = section("Quick start");
  const named = [...table.matchAll(/^\|([^|]+)\|/gm)].flatMap(([, cell = ""]) =>
    [...cell.matchAll(/`([a-z]+)/g)].map(([, command = ""]) => command)
  );
  const commands = [...textOf("src/main.ts").matchAll(/^ {2}(\w+): async \(\) =>/gm)]
    .map(([, command = ""]) => command);
  assertEquals([...new Set(named)].sort(), commands.sort());
});

Deno.test("README: the table of dependencies has every package of deno.json", () => {
  const table = section("Dependencies");
  const packages = Object.values(MANIFEST.imports)
    .map((specifier) => /^npm:\/?((?:@[^/]+\/)?[^@/]+)@/.exec(specifier)?.[1] ?? specifier);
  const missing = packages.filter((name) =>
    !table.includes(name) && !table.includes(`${name.split("/")[0]}/*`)
  );
  assertEquals([packages.length > 0, missing], [true, []]);
});

for (const document of DOCUMENTS) {
  Deno.test(`${document}: tasks and files that it names are there`, () => {
    const text = textOf(document);
    const tasks = [...text.matchAll(/\bdeno(?:@[\d.]+)? task ([a-z][\w:-]*)/g)]
      .map(([, task = ""]) => task);
    assertEquals(tasks.filter((task) => MANIFEST.tasks[task] === undefined), []);
    const paths = [...text.matchAll(/\b(?:src|tests|bench|deploy)\/[\w./-]*\w/g)]
      .map(([path]) => path);
    assertEquals(paths.filter((path) => !exists(path)), []);
  });
}
