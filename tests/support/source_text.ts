/**
 * Reads TypeScript just well enough for the house rules: blanks comments and literals, finds
 * imports, measures functions. It is no parser; it leans on formatted source.
 * @module
 */

const SPECIFIER_REGEXP = /(?<!["-])\b(?:from|import)\s*\(?\s*"([^"\n]+)"/g;
const FUNCTION_REGEXP = /\bfunction\b\s*\*?\s*(\w*)\s*(?=[<(])/g;
const METHOD_REGEXP = /^ {2}(?:(?:static|async|override|get|set)\s+|\*)*(#?\w+)\s*(?=[<(])/gm;
const NO_METHODS = new Set(["if", "for", "while", "switch", "catch", "return", "function"]);
/** What stands before a slash that begins a regular expression. */
const BEFORE_REGEXP = /(?:^|[(,=:[!&|?{};+*%~^<>-]|\b(?:return|typeof|case|of|in))\s*$/;
const REGEXP_LITERAL_REGEXP = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/[a-z]*/y;
const STRING_REGEXP = /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/y;
const OPENING = "([{<";
const CLOSING = ")]}>";

/** Where one function begins and how long it is. */
export interface FunctionSize {
  name: string;
  /** From 1. */
  line: number;
  /** From its first line to its closing brace. */
  lines: number;
}

/** Specifiers of all static and dynamic imports and re-exports, in order. */
export function importsOf(source: string): string[] {
  const code = blank(source, { keepStrings: true });
  return [...code.matchAll(SPECIFIER_REGEXP)].map(([, specifier = ""]) => specifier);
}

/** The same text, lines and columns, with comments and the insides of literals as spaces. */
export function blank(source: string, { keepStrings }: { keepStrings: boolean }): string {
  const out = source.split("");
  let at = 0;
  function hide(from: number, to: number): void {
    for (let k = from; k < to; k++) if (out[k] !== "\n") out[k] = " ";
  }
  function endOf(literal: RegExp): number | null {
    literal.lastIndex = at;
    return literal.test(source) ? literal.lastIndex : null;
  }
  function after(mark: string): number {
    const found = source.indexOf(mark, at + 1);
    return found < 0 ? source.length : found + mark.length;
  }
  /** Moves over one comment or literal; false when there is none here. */
  function skip(): boolean {
    const start = at;
    const isSlash = source[at] === "/";
    if (source.startsWith("//", at) || source.startsWith("/*", at)) {
      at = source[at + 1] === "/" ? after("\n") : after("*/");
      hide(start, at);
      return true;
    }
    const isRegExp = isSlash && BEFORE_REGEXP.test(out.slice(Math.max(0, at - 200), at).join(""));
    const end = endOf(isRegExp ? REGEXP_LITERAL_REGEXP : STRING_REGEXP);
    if (end === null) return false;
    at = end;
    if (isRegExp || !keepStrings) hide(start + 1, at - 1);
    return true;
  }
  function template(): void {
    for (at++; at < source.length && source[at] !== "`";) {
      if (source.startsWith("${", at)) {
        at += 2;
        code();
      } else {
        const width = source[at] === "\\" ? 2 : 1;
        hide(at, at + width);
        at += width;
      }
    }
    at++;
  }
  /** Moves to the end, or past the brace that closes a template's expression. */
  function code(): void {
    let depth = 0;
    while (at < source.length && depth >= 0) {
      if (source[at] === "`") template();
      else if (!skip()) {
        if (source[at] === "{") depth++;
        if (source[at] === "}") depth--;
        at++;
      }
    }
  }
  while (at < source.length) code();
  return out.join("");
}

/** Sizes of all `function` declarations and expressions, and of methods indented by two. */
export function functionsOf(source: string): FunctionSize[] {
  const code = blank(source, { keepStrings: false });
  const heads = [...code.matchAll(FUNCTION_REGEXP), ...code.matchAll(METHOD_REGEXP)];
  const sizes: FunctionSize[] = [];
  for (const head of heads) {
    const name = head[1] ?? "";
    if (NO_METHODS.has(name)) continue;
    const end = bodyEnd(code, head.index + head[0].length);
    if (end === null) continue;
    const line = lineAt(code, head.index + head[0].length);
    sizes.push({ name, line, lines: lineAt(code, end) - line + 1 });
  }
  return sizes.sort((a, b) => a.line - b.line);
}

/** End of a function's body; null for an overload, a call, or a type. */
function bodyEnd(code: string, parametersAt: number): number | null {
  let at = parametersAt;
  if (code[at] === "<") at = afterSpace(code, groupEnd(code, at));
  if (code[at] !== "(") return null;
  at = afterSpace(code, groupEnd(code, at));
  if (code[at] === "{") return groupEnd(code, at) - 1;
  if (code[at] !== ":") return null;
  // In the return type a group is followed by more type; the body is followed by something else.
  while (at < code.length && code[at] !== ";") {
    if (!OPENING.includes(code.charAt(at))) {
      at++;
      continue;
    }
    const end = groupEnd(code, at);
    const next = code.charAt(afterSpace(code, end));
    const isType = code[at] !== "{" || (next !== "" && "{[|&>".includes(next));
    if (!isType) return end - 1;
    at = end;
  }
  return null;
}

/** One past the bracket that closes the group at `open`. */
function groupEnd(code: string, open: number): number {
  const left = code.charAt(open);
  const right = CLOSING.charAt(OPENING.indexOf(left));
  let depth = 0;
  for (let at = open; at < code.length; at++) {
    if (code[at] === left) depth++;
    // `=>` closes nothing.
    else if (code[at] === right && !(right === ">" && code[at - 1] === "=")) depth--;
    if (depth === 0) return at + 1;
  }
  return code.length;
}

function afterSpace(code: string, from: number): number {
  let at = from;
  while (at < code.length && code.charAt(at).trim() === "") at++;
  return at;
}

function lineAt(code: string, at: number): number {
  return code.slice(0, at).split("\n").length;
}
