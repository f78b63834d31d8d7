/**
 * What only an auditor may say is said nowhere: not in the program, not in its documents.
 * @module
 */

import { assertEquals } from "./support/std.ts";

const ROOT = new URL("../", import.meta.url);
const WORDS_REGEXP = /\b\w*(?:satisfied|compliant|certified|tamper-?proof|audit-?proof)\w*/gi;
/** Names that the reference program's users already parse; what they hold is computed. */
const NAMES: readonly string[] = ["soc2_controls_satisfied", "iso42001_controls_satisfied"];
const SUFFIXES: readonly string[] = [".ts", ".json", ".md", ".html", ".yaml", ".service"];

function filesBelow(folder: URL): URL[] {
  return [...Deno.readDirSync(folder)].flatMap((entry) => {
    const at = new URL(entry.isDirectory ? `${entry.name}/` : entry.name, folder);
    if (entry.isDirectory) return filesBelow(at);
    return SUFFIXES.some((suffix) => entry.name.endsWith(suffix)) ? [at] : [];
  });
}

function claims(text: string): string[] {
  return [...text.matchAll(WORDS_REGEXP)].map(([word]) => word)
    .filter((word) => !NAMES.includes(word));
}

Deno.test("no source and no document says what only an auditor may say", () => {
  const files = [
    ...filesBelow(new URL("src/", ROOT)),
    ...filesBelow(new URL("deploy/", ROOT)),
    new URL("README.md", ROOT),
    new URL("SECURITY.md", ROOT),
  ];
  const found = files.flatMap((file) =>
    claims(Deno.readTextFileSync(file)).map((word) => `${file.pathname}: ${word}`)
  );
  assertEquals(found, []);
});

Deno.test("claims() finds the words, whatever their case, and lets the two names pass", () => {
  assertEquals(claims("It is SOC2-Compliant, certified and tamper-proof."), [
    "Compliant",
    "certified",
    "tamper-proof",
  ]);
  assertEquals(claims("all_controls_satisfied soc2_controls_satisfied"), [
    "all_controls_satisfied",
  ]);
});
