/**
 * The house rules as functions over source files: each returns its faults, one line each, none
 * when the rule holds. They read text only, so a test can feed them files that do not exist.
 * @module
 */

import { blank, functionsOf, importsOf } from "./source_text.ts";

/** One source file. */
export interface Module {
  /** Path below `src/`: `verify/mod.ts`. */
  path: string;
  source: string;
}

/** What the modules of one room may import beside their own room. */
export interface RoomRule {
  rooms: readonly string[];
  /** Beginnings of specifiers that are no paths. */
  packages: readonly string[];
}

/** A text that only some modules may hold. */
export interface PlaceRule {
  /** What it is called in a fault. */
  name: string;
  pattern: RegExp;
  /** Beginnings of paths; the rule holds there. */
  allowed: readonly string[];
  /** Beginnings of paths that the rule is about; all when absent. */
  within?: readonly string[];
}

/** Longest file. */
const FILE_LINES_MAX = 500;
/** Longest function. */
const FUNCTION_LINES_MAX = 70;

/** `src/main.ts` is a room of its own. */
function roomOf(path: string): string {
  return path.includes("/") ? path.slice(0, path.indexOf("/")) : path;
}

/** Path below `src/` of a relative import. */
function resolveImport(from: string, specifier: string): string {
  return new URL(specifier, `file:///${from}`).pathname.slice(1);
}

/** Imports that the table does not allow. */
export function importFaults(
  modules: readonly Module[],
  table: Readonly<Record<string, RoomRule>>,
): string[] {
  return modules.flatMap(({ path, source }) => {
    const room = roomOf(path);
    const rule = table[room];
    if (rule === undefined) return [`${path}: the import table has no room ${room}`];
    return importsOf(source).filter((specifier) => {
      if (!specifier.startsWith(".")) {
        return !rule.packages.some((prefix) => specifier.startsWith(prefix));
      }
      const target = roomOf(resolveImport(path, specifier));
      return target !== room && !rule.rooms.includes(target) && !rule.rooms.includes("*");
    }).map((specifier) => `${path}: may not import ${specifier}`);
  });
}

/** Texts in places where they may not be; comments and strings do not count. */
export function placeFaults(modules: readonly Module[], rules: readonly PlaceRule[]): string[] {
  return modules.flatMap(({ path, source }) => {
    const startsPath = (prefix: string): boolean => path.startsWith(prefix);
    const broken = rules.filter(({ allowed, within, pattern }) =>
      !allowed.some(startsPath) && (within === undefined || within.some(startsPath)) &&
      pattern.test(blank(source, { keepStrings: false }))
    );
    return broken.map(({ name, allowed }) => {
      const where = allowed.length === 0 ? "nowhere" : `only in ${allowed.join(", ")}`;
      return `${path}: ${name} is allowed ${where}`;
    });
  });
}

/** Files and functions that are too long. */
export function sizeFaults(modules: readonly Module[]): string[] {
  return modules.flatMap(({ path, source }) => {
    const lines = source.split("\n").length - 1;
    const long = functionsOf(source).filter((f) => f.lines > FUNCTION_LINES_MAX);
    const faults = long.map((f) =>
      `${path}:${f.line}: ${
        f.name || "function"
      } has ${f.lines} lines, at most ${FUNCTION_LINES_MAX}`
    );
    if (lines > FILE_LINES_MAX) {
      faults.unshift(`${path}: ${lines} lines, at most ${FILE_LINES_MAX}`);
    }
    return faults;
  });
}

const MODULE_DOC_REGEXP = /^\/\*\*\n(?: \*[^\n]*\n)*? \* @module\n \*\/\n/;

/** Modules that do not begin with a doc comment that ends with `@module`. */
export function moduleDocFaults(modules: readonly Module[]): string[] {
  return modules
    .filter(({ path, source }) => !isDeclaration(path) && !MODULE_DOC_REGEXP.test(source))
    .map(({ path }) => `${path}: does not begin with a module doc that ends with @module`);
}

/**
 * Modules with logic that no test of their own room reaches, directly or through other modules of
 * that room: a test in `tests/verify/` reaches what it imports of `src/verify/`, and so on.
 *
 * @param tests Test modules, paths below `tests/`.
 * @param exceptions Reason by path below `src/`; one that is not needed is a fault, too.
 */
export function untestedFaults(
  modules: readonly Module[],
  tests: readonly Module[],
  exceptions: Readonly<Record<string, string>>,
): string[] {
  const sources = new Map([
    ...modules.map(({ path, source }): [string, string] => [`src/${path}`, source]),
    ...tests.map(({ path, source }): [string, string] => [`tests/${path}`, source]),
  ]);
  const rooms = new Set(modules.map(({ path }) => roomOf(path)));
  const reached = new Map([...rooms].map((room) => [room, reachedFromTests(sources, room)]));
  const untested = modules.filter(({ path, source }) => {
    if (isDeclaration(path) || !hasLogic(source)) return false;
    return reached.get(roomOf(path))?.has(`src/${path}`) !== true;
  }).map(({ path }) => path);
  const missing = untested.filter((path) => !Object.hasOwn(exceptions, path));
  const needless = Object.keys(exceptions).filter((path) => !untested.includes(path));
  return [
    ...missing.map((path) => `${path}: no test in tests/${roomOf(path)}/ reaches it`),
    ...needless.map((path) => `${path}: needs no exception from having a test`),
  ];
}

/** What the tests of a room reach through that room's own modules and the tests' support. */
function reachedFromTests(sources: ReadonlyMap<string, string>, room: string): Set<string> {
  const reached = new Set<string>();
  const waiting = [...sources.keys()].filter((path) => path.startsWith(`tests/${room}/`));
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const source = sources.get(path);
    const isInside = path.startsWith("tests/") || path.startsWith(`src/${room}/`);
    if (source === undefined || !isInside || reached.has(path)) continue;
    reached.add(path);
    for (const specifier of importsOf(source)) {
      if (specifier.startsWith(".")) waiting.push(resolveImport(path, specifier));
    }
  }
  return reached;
}

function hasLogic(source: string): boolean {
  return /\bfunction\b|=>\s*[^;]|\bclass\b/.test(withoutTypes(source));
}

/** Without type declarations, whose arrows are no logic. */
function withoutTypes(source: string): string {
  return blank(source, { keepStrings: false })
    .replaceAll(/^(?:export )?interface [^{]*\{[\s\S]*?^\}/gm, "")
    .replaceAll(/^(?:export )?type [\s\S]*?;$/gm, "");
}

/** Modules that nothing reaches from the entries. */
export function deadFaults(modules: readonly Module[], entries: readonly string[]): string[] {
  const sources = new Map(modules.map(({ path, source }) => [path, source]));
  const reached = new Set<string>();
  const waiting = [...entries];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const source = sources.get(path);
    if (source === undefined || reached.has(path)) continue;
    reached.add(path);
    // Any quoted relative path counts: imports, worker URLs and declaration files named in comments.
    for (const [, specifier = ""] of source.matchAll(/"(\.{1,2}\/[^"\n]+\.ts)"/g)) {
      waiting.push(resolveImport(path, specifier));
    }
  }
  return modules.filter(({ path }) => !reached.has(path))
    .map(({ path }) => `${path}: no entry reaches it`);
}

const EXPORT_REGEXP = /^export (?:async )?(?:function\*?|class|const) (\w+)/gm;

/**
 * Functions, classes and constants that are exported though no other module names them. Types are
 * free: what an exported signature speaks of can be imported.
 *
 * @param exceptions Names that may stay.
 */
export function exportFaults(modules: readonly Module[], exceptions: readonly string[]): string[] {
  const usersOf = new Map<string, number>();
  for (const { source } of modules) {
    for (const name of new Set(source.match(/\b\w+\b/g))) {
      usersOf.set(name, (usersOf.get(name) ?? 0) + 1);
    }
  }
  return modules.flatMap(({ path, source }) =>
    [...blank(source, { keepStrings: false }).matchAll(EXPORT_REGEXP)]
      .map(([, name = ""]) => name)
      .filter((name) => usersOf.get(name) === 1 && !exceptions.includes(name))
      .map((name) => `${path}: exports ${name}, which nothing imports`)
  );
}

/** Words that may not stay in the source, and characters outside ASCII. */
export function wordFaults(modules: readonly Module[]): string[] {
  return modules.flatMap(({ path, source }) =>
    source.split("\n").flatMap((line, k) => {
      const word = /\bFIXME\b|\bXXX\b|\bTODO\b(?!\(#\d+\))/
        // The forms of printed numbers are written with X.
        .exec(line.replace(/pattern: "[^"]*"/, ""))?.[0];
      const faults = word === undefined ? [] : [`${path}:${k + 1}: ${word}`];
      if (/[^\t\x20-\x7e]/.test(line)) faults.push(`${path}:${k + 1}: character outside ASCII`);
      return faults;
    })
  );
}

function isDeclaration(path: string): boolean {
  return path.endsWith(".d.ts");
}
