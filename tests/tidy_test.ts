/**
 * The house rules, executable. Each test names every fault it finds; the tests at the end prove
 * that the rules can fail.
 * @module
 */

import {
  deadFaults,
  exportFaults,
  importFaults,
  type Module,
  moduleDocFaults,
  placeFaults,
  type PlaceRule,
  type RoomRule,
  sizeFaults,
  untestedFaults,
  wordFaults,
} from "./support/house_rules.ts";
import { blank, functionsOf, importsOf } from "./support/source_text.ts";
import { assert, assertEquals } from "./support/std.ts";

const ROOT = new URL("../", import.meta.url);

/** Who may import whom. */
const IMPORT_TABLE: Record<string, RoomRule> = {
  "base": { rooms: [], packages: ["node:", "@std/"] },
  "format": { rooms: ["base"], packages: ["zod"] },
  "tlog": { rooms: ["base"], packages: ["@noble/curves/"] },
  "detect": { rooms: ["base"], packages: [] },
  "wire": { rooms: ["base", "format"], packages: [] },
  "signals": { rooms: ["base", "format"], packages: [] },
  "capture": { rooms: ["base"], packages: [] },
  "proxy": { rooms: ["base", "format", "capture"], packages: ["node:"] },
  "worker": {
    rooms: ["base", "format", "capture", "detect", "signals", "wire"],
    packages: ["node:"],
  },
  "journal": { rooms: ["base", "format", "tlog"], packages: ["node:"] },
  "evidence": { rooms: ["base", "format", "tlog"], packages: ["node:"] },
  "anchor": { rooms: ["base", "format", "tlog"], packages: ["asn1js", "pkijs"] },
  "retain": { rooms: ["base", "format", "tlog"], packages: [] },
  "webhook": { rooms: ["base", "format"], packages: [] },
  "verify": { rooms: ["base", "format", "tlog"], packages: [] },
  "page": {
    rooms: ["base", "format", "tlog", "verify"],
    packages: ["@noble/curves/", "@noble/hashes/"],
  },
  "controls": { rooms: ["base", "format", "tlog"], packages: [] },
  "index": { rooms: ["base", "format", "signals"], packages: ["node:"] },
  "report": { rooms: ["base", "format", "controls"], packages: [] },
  "oscal": { rooms: ["base", "format", "controls", "report"], packages: [] },
  "telemetry": { rooms: ["base", "format"], packages: ["@opentelemetry/"] },
  "cli": { rooms: ["*"], packages: ["node:"] },
  "main.ts": { rooms: ["base", "cli"], packages: [] },
};

/** Rooms that run anywhere, a browser included. */
const PURE_ROOMS = [
  ...[
    "verify/",
    "tlog/",
    "format/",
    "detect/",
    "signals/",
    "wire/",
    "controls/",
    "telemetry/",
    "page/",
    "report/",
    "oscal/",
  ],
];

const WRITES = "create|mkdir|open|remove|rename|truncate|writeFile|writeTextFile";

/** What may be said only in some places. */
const PLACE_RULES: readonly PlaceRule[] = [
  // The demo plays the application; anchors go where the operator said. Nothing else calls anybody
  // but through proxy/upstream.ts.
  { name: "fetch(", pattern: /\bfetch\s*\(/, allowed: ["cli/demo.ts", "anchor/http.ts"] },
  { name: "new Worker(", pattern: /\bnew Worker\s*\(/, allowed: ["worker/crew.ts"] },
  { name: "Deno.exit(", pattern: /\bDeno\.exit\s*\(/, allowed: ["main.ts"] },
  {
    name: "Atomics.wait(",
    pattern: /\bAtomics\.wait\s*\(/,
    allowed: ["worker/", "cli/audit_thread.ts"],
  },
  { name: "Date.now(", pattern: /\bDate\.now\s*\(/, allowed: ["base/clock.ts"] },
  {
    name: "opening files for writing",
    pattern: new RegExp(`\\bDeno\\.(?:${WRITES})(?:Sync)?\\b`),
    allowed: ["journal/disk.ts", "cli/"],
  },
  {
    name: "Deno.connect",
    pattern: /\bDeno\.connect/,
    allowed: ["proxy/upstream", "proxy/front_check.ts", "cli/probe.ts"],
  },
  // The bare equation is for the strict rule alone, and for a signer that looks at its own work.
  {
    name: "ed25519Verify(",
    pattern: /\bed25519Verify\s*\(/,
    allowed: ["tlog/ed25519.ts", "base/", "page/noble_suite.ts", "evidence/signing_key.ts"],
  },
  { name: "Deno.", pattern: /\bDeno\./, allowed: [], within: PURE_ROOMS },
];

/** Modules that no test of their room reaches, and why. */
const UNTESTED: Record<string, string> = {
  "main.ts": "tests/journeys/ run it as a process",
  "page/page.ts": "tests/page/ run it as the script of the page",
  "page/dropped.ts": "it runs in a page only: tests/page/chromium_test.ts",
  "page/report_view.ts": "it runs in a page only: tests/page/chromium_test.ts",
};

function filesBelow(folder: string): string[] {
  const found: string[] = [];
  const visit = (at: string): void => {
    for (const entry of Deno.readDirSync(new URL(`${folder}/${at}`, ROOT))) {
      if (entry.isDirectory) visit(`${at}${entry.name}/`);
      else if (entry.name.endsWith(".ts")) found.push(`${at}${entry.name}`);
    }
  };
  visit("");
  return found.sort();
}

function modulesBelow(folder: string): Module[] {
  return filesBelow(folder).map((path) => ({
    path,
    source: Deno.readTextFileSync(new URL(`${folder}/${path}`, ROOT)),
  }));
}

const MODULES: readonly Module[] = modulesBelow("src");
const TESTS: readonly Module[] = modulesBelow("tests");
const ALL: readonly Module[] = ["src", "tests", "bench", "deploy"].flatMap((folder) =>
  modulesBelow(folder).map(({ path, source }) => ({ path: `${folder}/${path}`, source }))
);

/** Where the program can be entered, below `src/`, as deno.json names it. */
function entries(): string[] {
  const { exports, compile } = JSON.parse(Deno.readTextFileSync(new URL("deno.json", ROOT)));
  // The page's script is bundled into the page, which is a text to those who import it.
  const paths: string[] = [...Object.values<string>(exports), ...compile.include, "page/page.ts"];
  return paths.map((path) => path.replace(/^(\.\/)?src\//, ""));
}

function assertNone(faults: readonly string[]): void {
  assert(faults.length === 0, `${faults.length} faults\n${faults.join("\n")}`);
}

Deno.test("src imports only what the table allows", () => {
  assertNone(importFaults(MODULES, IMPORT_TABLE));
});

Deno.test("src imports @std only in base/std.ts and base/std_crypto.ts", () => {
  const places = ["base/std.ts", "base/std_crypto.ts"];
  const others = MODULES.filter(({ path }) => !places.includes(path));
  assertNone(
    others.filter(({ source }) => importsOf(source).some((name) => name.startsWith("@std/")))
      .map(({ path }) => path),
  );
});

Deno.test("src says some things only in one place", () => {
  assertNone(placeFaults(MODULES, PLACE_RULES));
});

Deno.test("no file and no function is too long", () => {
  assertNone(sizeFaults(ALL));
});

Deno.test("src has a module doc on every module", () => {
  assertNone(moduleDocFaults(MODULES));
});

Deno.test("src has a test for every module with logic", () => {
  assertNone(untestedFaults(MODULES, TESTS, UNTESTED));
});

Deno.test("src has no module that nothing reaches", () => {
  assertNone(deadFaults(MODULES, entries()));
});

Deno.test("nothing is exported that nothing imports", () => {
  assertNone(exportFaults(ALL, ["auditGraph", "journalGraph", "otelGraph"]));
});

Deno.test("src has no leftover words and no characters outside ASCII", () => {
  assertNone(wordFaults(MODULES));
});

Deno.test("tests import @std only in support/std.ts", () => {
  assertNone(
    filesBelow("tests").filter((path) => path !== "support/std.ts").filter((path) =>
      importsOf(Deno.readTextFileSync(new URL(`tests/${path}`, ROOT)))
        .some((specifier) => specifier.startsWith("@std/"))
    ),
  );
});

Deno.test("importFaults() finds imports that the table does not allow", () => {
  const source = `import { a } from "../base/a.ts";
export { b } from "./b.ts";
import type { c } from "../proxy/c.ts";
const d = import("../cli/d.ts");
// import { e } from "../cli/e.ts";
import { z } from "zod";
import f from "npm:f";
`;
  assertEquals(importFaults([{ path: "format/x.ts", source }], IMPORT_TABLE), [
    "format/x.ts: may not import ../proxy/c.ts",
    "format/x.ts: may not import ../cli/d.ts",
    "format/x.ts: may not import npm:f",
  ]);
  assertEquals(importFaults([{ path: "cellar/x.ts", source: "" }], IMPORT_TABLE), [
    "cellar/x.ts: the import table has no room cellar",
  ]);
});

Deno.test("placeFaults() finds calls, not words in comments and strings", () => {
  const quiet = '// fetch(\nconst a = "fetch("; /* Date.now( */ `Deno.exit( ${a}`;';
  assertEquals(placeFaults([{ path: "worker/x.ts", source: quiet }], PLACE_RULES), []);
  const loud = "const a = `${await fetch(x)}`; Date.now(); Atomics.wait(y); Deno.openSync(z);";
  assertEquals(placeFaults([{ path: "worker/x.ts", source: loud }], PLACE_RULES), [
    "worker/x.ts: fetch( is allowed only in cli/demo.ts, anchor/http.ts",
    "worker/x.ts: Date.now( is allowed only in base/clock.ts",
    "worker/x.ts: opening files for writing is allowed only in journal/disk.ts, cli/",
  ]);
  const pure = { path: "verify/x.ts", source: "Deno.readFileSync(x);" };
  assertEquals(placeFaults([pure], PLACE_RULES), ["verify/x.ts: Deno. is allowed nowhere"]);
});

Deno.test("sizeFaults() measures functions and files", () => {
  const body = (lines: number): string => "  a();\n".repeat(lines);
  const ok = `function ok(): void {\n${body(68)}}\n`;
  const head = "class C {\n  async #m({ a }: { a: string }): Promise<{ b: 1 }> {\n";
  const long = `${head}${body(69)}  }\n}\n`;
  assertEquals(sizeFaults([{ path: "a.ts", source: ok + long }]), [
    "a.ts:72: #m has 71 lines, at most 70",
  ]);
  assertEquals(sizeFaults([{ path: "a.ts", source: "\n".repeat(501) }]), [
    "a.ts: 501 lines, at most 500",
  ]);
});

Deno.test("moduleDocFaults() wants the doc first and @module last", () => {
  const good = "/**\n * What it is.\n *\n * More.\n * @module\n */\ncode();\n";
  const late = `code();\n${good}`;
  const other = "/**\n * What it is.\n */\n/** @module */\n";
  const faults = moduleDocFaults([
    { path: "good.ts", source: good },
    { path: "late.ts", source: late },
    { path: "other.ts", source: other },
    { path: "types.d.ts", source: "" },
  ]);
  assertEquals(faults.map((fault) => fault.split(":")[0]), ["late.ts", "other.ts"]);
});

Deno.test("untestedFaults() asks for tests of logic, and for no needless exception", () => {
  const modules = [
    { path: "a/logic.ts", source: 'import "./inner.ts";\nexport function f(): void {}\n' },
    { path: "a/inner.ts", source: "class D {}\n" },
    { path: "a/types.ts", source: "export interface T {\n  f(): () => void;\n}\n" },
    { path: "a/bare.ts", source: "class C {}\n" },
    { path: "b/other.ts", source: "class E {}\n" },
  ];
  const tests = [
    { path: "a/logic_test.ts", source: 'import "../../src/a/logic.ts";\n' },
    { path: "a/cross_test.ts", source: 'import "../../src/b/other.ts";\n' },
  ];
  assertEquals(untestedFaults(modules, tests, { "a/types.ts": "why" }), [
    "a/bare.ts: no test in tests/a/ reaches it",
    "b/other.ts: no test in tests/b/ reaches it",
    "a/types.ts: needs no exception from having a test",
  ]);
});

Deno.test("deadFaults() follows imports, worker addresses and declaration files", () => {
  const modules = [
    { path: "main.ts", source: 'import "./a/used.ts";\nnew URL("./a/worker.ts", base);\n' },
    { path: "a/used.ts", source: '// @ts-types="./types.d.ts"\n' },
    { path: "a/worker.ts", source: "" },
    { path: "a/types.d.ts", source: "" },
    { path: "a/dead.ts", source: 'import "./twin.ts";\n' },
    { path: "a/twin.ts", source: 'import "./dead.ts";\n' },
  ];
  assertEquals(deadFaults(modules, ["main.ts"]), [
    "a/dead.ts: no entry reaches it",
    "a/twin.ts: no entry reaches it",
  ]);
});

Deno.test("exportFaults() finds functions, classes and constants that only their module names", () => {
  const modules = [
    {
      path: "a.ts",
      source: "export function f() {}\nexport const C = 1;\nexport class D {}\n" +
        "export interface T {}\nexport async function g() {}\nconst s = `\nexport const X = 1;`;\n",
    },
    { path: "b.ts", source: 'import { C } from "./a.ts";\n' },
  ];
  assertEquals(exportFaults(modules, ["g"]), [
    "a.ts: exports f, which nothing imports",
    "a.ts: exports D, which nothing imports",
  ]);
});

Deno.test("wordFaults() lets a TODO pass only with its issue", () => {
  const source = "// TODO(#12): later\n// TODO: sometime\n// FIXME\nconst a = '\u00e9';\n";
  assertEquals(wordFaults([{ path: "a.ts", source }]), [
    "a.ts:2: TODO",
    "a.ts:3: FIXME",
    "a.ts:4: character outside ASCII",
  ]);
});

Deno.test("blank() keeps length and lines through nested templates and expressions", () => {
  const source =
    'const a = `x ${b ? `y ${"}"} {` : /[/{]`/.source} {`; // {\nf(1 / 2 / 3); "\\"{";\n';
  const code = blank(source, { keepStrings: false });
  const lengths = (text: string): number[] => text.split("\n").map((line) => line.length);
  assertEquals(lengths(code), lengths(source));
  assertEquals(
    code.replaceAll(/\s+/g, " "),
    'const a = ` ${b ? ` ${" "} ` : / /.source} `; f(1 / 2 / 3); " "; ',
  );
});

Deno.test("functionsOf() finds declarations, expressions and methods, not calls", () => {
  const source = `export async function* one<T extends { a: 1 }>(x: T): AsyncGenerator<{ b: T }> {
}
function two(): { a: string }[] {
  call(function (): void {
  });
  if (x) {
  }
}
class C {
  static async three(
    a = "{",
  ): Promise<void> {
  }
  get four(): string {
    return this.five();
  }
  declared(): void;
}
`;
  assertEquals(functionsOf(source), [
    { name: "one", line: 1, lines: 2 },
    { name: "two", line: 3, lines: 6 },
    { name: "", line: 4, lines: 2 },
    { name: "three", line: 10, lines: 4 },
    { name: "four", line: 14, lines: 3 },
  ]);
});
