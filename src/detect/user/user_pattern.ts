/**
 * Patterns that users write, in a subset of regular expressions that is matched in linear time:
 *
 *     literals  a  \.  \-          classes  [A-Z0-9_]  [^"]  \d \w \s .
 *     groups    (abc|de)           repeats  ?  {4}  {2,8}, at most 64
 *     lines     ^ at the begin, $ at the end
 *
 * No `*` and no `+`: every pattern has a longest match, 128 characters at most. A pattern becomes
 * a small automaton whose states are all followed at once, so nothing is tried twice.
 *
 * The engine looks for a pattern only where a number or a word of the pattern stands, so each must
 * hold a digit (`\d`, `[0-9]`) or a word of at least two letters that nothing else is part of.
 *
 * @module
 */

import { CLASS, DIGIT, LOWER, UPPER } from "../text/alphabet.ts";
import { codeAt } from "../text/character.ts";
import type { Span } from "../rule.ts";

/** Longest pattern as written, longest match, most states and most of one repeat. */
export const PATTERN_CHARS_MAX = 256;
const MATCH_CHARS_MAX = 128;
const STATES_MAX = 1_024;
const REPEAT_MAX = 64;
const DEPTH_MAX = 8;

const LINE_FEED = 0x0a;
const ASCII = 128;

/** Why a pattern is none. */
export class PatternError extends Error {
  override name = "PatternError";
}

/** A set of characters. */
interface CharSet {
  /** 1 for each ASCII character that belongs to it. */
  ascii: Uint8Array;
  /** Other code units that belong to it, or, when inverted, that do not. */
  others: ReadonlySet<number>;
  isInverted: boolean;
}

type Node =
  | { kind: "set"; set: CharSet; literal: string }
  | { kind: "group"; branches: Node[][] }
  | { kind: "repeat"; node: Node; min: number; max: number }
  | { kind: "line_start" }
  | { kind: "line_end" };

/** Where the engine has to look: at runs with digits, or at a word. */
export interface PatternAnchor {
  /** The word, folded by the lexicon; null for runs with digits. */
  word: string | null;
  /** Most characters of a match before it. */
  leadChars: number;
}

/** How a pattern is read. */
export interface PatternOptions {
  ignoreCase: boolean;
  /** The text is taken as it is, without any special character. */
  isLiteral?: boolean;
}

class Parser {
  readonly #text: string;
  readonly #options: PatternOptions;
  #at = 0;

  constructor(text: string, options: PatternOptions) {
    this.#text = text;
    this.#options = options;
  }

  parse(): Node[][] {
    if (this.#options.isLiteral === true) {
      return [this.#text.split("").map((unit) => this.#literal(unit))];
    }
    const branches = this.#branches(0);
    if (this.#at < this.#text.length) throw new PatternError("a ) has no (");
    return branches;
  }

  #branches(depth: number): Node[][] {
    if (depth > DEPTH_MAX) throw new PatternError(`groups nest deeper than ${DEPTH_MAX}`);
    const branches: Node[][] = [[]];
    for (;;) {
      const char = this.#text.charAt(this.#at);
      if (char === "" || char === ")") return branches;
      if (char === "|") {
        this.#at++;
        branches.push([]);
      } else branches.at(-1)?.push(this.#repeated(this.#item(depth)));
    }
  }

  #item(depth: number): Node {
    const char = this.#text.charAt(this.#at++);
    switch (char) {
      case "(": {
        if (this.#text.startsWith("?:", this.#at)) this.#at += 2;
        else if (this.#text.charAt(this.#at) === "?") {
          throw new PatternError("(? is not supported, but for (?:");
        }
        const branches = this.#branches(depth + 1);
        if (this.#text.charAt(this.#at++) !== ")") throw new PatternError("a ( has no )");
        return { kind: "group", branches };
      }
      case "[":
        return { kind: "set", set: this.#class(), literal: "" };
      case ".":
        return { kind: "set", set: setOf("\n", true), literal: "" };
      case "^":
        return { kind: "line_start" };
      case "$":
        return { kind: "line_end" };
      case "\\":
        return this.#escape();
      case "*":
      case "+":
        throw new PatternError(`${char} has no bound; write {0,40} or {1,40}`);
      case "?":
      case "{":
        throw new PatternError(
          `${char} has nothing before it to repeat; a literal one is \\${char}`,
        );
      default:
        return this.#literal(char);
    }
  }

  #literal(char: string): Node {
    return { kind: "set", set: setOf(this.#cases(char), false), literal: char };
  }

  #cases(chars: string): string {
    if (!this.#options.ignoreCase) return chars;
    const others = [...chars].flatMap((char) => [char.toLowerCase(), char.toUpperCase()])
      .filter((char) => char.length === 1);
    return chars + others.join("");
  }

  #escape(): Node {
    const char = this.#text.charAt(this.#at++);
    const named = NAMED_CLASSES[char];
    if (named !== undefined) return { kind: "set", set: setOf(named, false), literal: "" };
    if (char === "t") return this.#literal("\t");
    if (char === "n") return this.#literal("\n");
    if (char === "" || /[A-Za-z0-9]/.test(char)) {
      throw new PatternError(`\\${char} is not supported; there are \\d \\w \\s \\t \\n`);
    }
    return this.#literal(char);
  }

  /** After `[`. */
  #class(): CharSet {
    const isInverted = this.#text.charAt(this.#at) === "^";
    if (isInverted) this.#at++;
    let members = "";
    for (let isFirst = true;; isFirst = false) {
      const char = this.#text.charAt(this.#at++);
      if (char === "") throw new PatternError("a [ has no ]");
      if (char === "]") {
        if (isFirst) throw new PatternError("a class is empty");
        break;
      }
      if (char === "\\") {
        const escaped = this.#text.charAt(this.#at++);
        const named = NAMED_CLASSES[escaped];
        if (named === undefined && /[A-Za-z0-9]/.test(escaped)) {
          throw new PatternError(`\\${escaped} is not supported; there are \\d \\w \\s`);
        }
        members += named ?? escaped;
        continue;
      }
      const isRange = this.#text.charAt(this.#at) === "-" &&
        !["]", ""].includes(this.#text.charAt(this.#at + 1));
      members += isRange ? this.#range(char) : char;
    }
    return setOf(this.#cases(members), isInverted);
  }

  /** After the first character of `a-z`. */
  #range(first: string): string {
    const last = this.#text.charAt(this.#at + 1);
    this.#at += 2;
    const from = first.charCodeAt(0);
    const to = last.charCodeAt(0);
    if (last === "\\" || to < from || to - from > 0x800) {
      throw new PatternError(`the range ${first}-${last} is not one`);
    }
    return String.fromCharCode(...Array.from({ length: to - from + 1 }, (_, k) => from + k));
  }

  #repeated(node: Node): Node {
    const rest = this.#text.slice(this.#at, this.#at + 8);
    const match = /^(?:\?|\{(\d{1,2})(?:,(\d{1,2}))?\})/.exec(rest);
    if (match === null) {
      if (rest.startsWith("{")) throw new PatternError("a repeat is {n} or {n,m}, at most 64");
      return node;
    }
    if (charsMin(node) === 0) throw new PatternError("what may be empty cannot be repeated");
    this.#at += match[0].length;
    if (/^[?*+{]/.test(this.#text.slice(this.#at, this.#at + 1))) {
      throw new PatternError("a repeat follows a repeat");
    }
    const min = match[1] === undefined ? 0 : Number(match[1]);
    const max = match[2] === undefined ? (match[1] === undefined ? 1 : min) : Number(match[2]);
    if (max < min || max === 0 || max > REPEAT_MAX) {
      throw new PatternError(`a repeat is {n} or {n,m}, n up to m, m from 1 to ${REPEAT_MAX}`);
    }
    return { kind: "repeat", node, min, max };
  }
}

const DIGITS = "0123456789";
const NAMED_CLASSES: Readonly<Record<string, string>> = {
  d: DIGITS,
  w: `${DIGITS}ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_`,
  s: " \t\r\n\u00a0",
};

function setOf(members: string, isInverted: boolean): CharSet {
  const ascii = new Uint8Array(ASCII).fill(isInverted ? 1 : 0);
  const others = new Set<number>();
  for (let k = 0; k < members.length; k++) {
    const code = members.charCodeAt(k);
    if (code < ASCII) ascii[code] = isInverted ? 0 : 1;
    else others.add(code);
  }
  return { ascii, others, isInverted };
}

function holds({ ascii, others, isInverted }: CharSet, code: number): boolean {
  return code < ASCII ? ascii[code] === 1 : others.has(code) !== isInverted;
}

/** Longest match of a part, in characters; line borders have none. */
function charsMax(node: Node): number {
  if (node.kind === "set") return 1;
  if (node.kind === "repeat") return node.max * charsMax(node.node);
  return node.kind === "group" ? Math.max(...node.branches.map(sumMax)) : 0;
}

function charsMin(node: Node): number {
  if (node.kind === "set") return 1;
  if (node.kind === "repeat") return node.min * charsMin(node.node);
  return node.kind === "group" ? Math.min(...node.branches.map(sumMin)) : 0;
}

function sumMax(nodes: readonly Node[]): number {
  return nodes.reduce((sum, node) => sum + charsMax(node), 0);
}

function sumMin(nodes: readonly Node[]): number {
  return nodes.reduce((sum, node) => sum + charsMin(node), 0);
}

/** Most characters before the first digit that every match has, or -1. */
function digitLead(nodes: readonly Node[]): number {
  let lead = 0;
  for (const node of nodes) {
    const inside = node.kind === "repeat" && node.min > 0 ? node.node : node;
    if (inside.kind === "set" && isDigits(inside.set)) return lead;
    if (inside.kind === "group") {
      const leads = inside.branches.map(digitLead);
      if (leads.every((one) => one >= 0)) return lead + Math.max(...leads);
    }
    lead += charsMax(node);
  }
  return -1;
}

function isDigits({ ascii, others, isInverted }: CharSet): boolean {
  if (isInverted || others.size > 0) return false;
  return ascii.every((member, code) => member === 0 || DIGITS.includes(String.fromCharCode(code)));
}

/** The first word of at least two letters that every match of a branch has. */
function wordOf(nodes: readonly Node[]): PatternAnchor | null {
  let lead = 0;
  for (let at = 0; at < nodes.length;) {
    let end = at;
    while (isLetterLiteral(nodes[end])) end++;
    if (end - at >= 2 && !canBeLetter(nodes[at - 1]) && !canBeLetter(nodes[end])) {
      const word = nodes.slice(at, end).map((node) => node.kind === "set" ? node.literal : "")
        .join("");
      // The first pass takes capitals and then small letters for one word.
      if (/^\p{Lu}*[^\p{Lu}]*$/u.test(word)) return { word, leadChars: lead };
    }
    lead += sumMax(nodes.slice(at, Math.max(end, at + 1)));
    at = Math.max(end, at + 1);
  }
  return null;
}

function isLetterLiteral(node: Node | undefined): boolean {
  return node?.kind === "set" && /^\p{L}$/u.test(node.literal);
}

function canBeLetter(node: Node | undefined): boolean {
  if (node === undefined || node.kind === "line_start" || node.kind === "line_end") return false;
  if (node.kind !== "set") return true;
  const { ascii, others, isInverted } = node.set;
  return isInverted || others.size > 0 ||
    ascii.some((member, code) => member === 1 && /[A-Za-z0-9]/.test(String.fromCharCode(code)));
}

/** A state: takes a character, goes two ways, asks for a line border, or is the end. */
interface State {
  set: CharSet | null;
  border: "line_start" | "line_end" | null;
  next: number;
  /** The other way; -1 when there is none. */
  other: number;
}

const ACCEPT = 0;

/** A compiled pattern; one branch of the outermost alternation. */
export class UserPattern {
  readonly anchor: PatternAnchor | null;
  /** Fewest and most characters of a match. */
  readonly charsMin: number;
  readonly charsMax: number;
  readonly #states: State[] = [{ set: null, border: null, next: -1, other: -1 }];
  readonly #first: number;
  /** Round in which a state was last reached, to reach it once only. */
  readonly #reached: Float64Array;
  #round = 0;

  constructor(nodes: readonly Node[]) {
    this.charsMin = sumMin(nodes);
    this.charsMax = sumMax(nodes);
    if (this.charsMin === 0) throw new PatternError("it matches an empty text");
    if (this.charsMax > MATCH_CHARS_MAX) {
      throw new PatternError(`its longest match is longer than ${MATCH_CHARS_MAX} characters`);
    }
    const lead = digitLead(nodes);
    this.anchor = lead >= 0 ? { word: null, leadChars: lead } : wordOf(nodes);
    this.#first = this.#sequence(nodes, ACCEPT);
    this.#reached = new Float64Array(this.#states.length);
  }

  /**
   * The match that begins first, and of those the longest, which stands alone: no letter and no
   * digit is next to its own.
   *
   * @param place First and last place where a match may begin.
   */
  match(text: string, place: Readonly<Span>): Span | null {
    let best: Span | null = null;
    let threads: Thread[] = [];
    for (let at = place.start; at <= text.length; at++) {
      if (at <= place.end && best === null && !isInsideWord(text, at)) {
        if (threads.length === 0) this.#round++;
        this.#reach({ state: this.#first, start: at }, { text, at, threads });
      }
      if (threads.length === 0) {
        if (at >= place.end || best !== null) return best;
        continue;
      }
      for (const { state, start } of threads) {
        if (state !== ACCEPT || isInsideWord(text, at)) continue;
        if (best === null || start < best.start || (start === best.start && at > best.end)) {
          best = { start, end: at };
        }
      }
      threads = this.#step(threads, text, at);
    }
    return best;
  }

  /** Whether the whole text is a match. */
  matchesAll(text: string): boolean {
    this.#round++;
    let threads: Thread[] = [];
    this.#reach({ state: this.#first, start: 0 }, { text, at: 0, threads });
    for (let at = 0; at < text.length; at++) threads = this.#step(threads, text, at);
    return threads.some(({ state }) => state === ACCEPT);
  }

  #step(threads: readonly Thread[], text: string, at: number): Thread[] {
    this.#round++;
    const next: Thread[] = [];
    const code = codeAt(text, at);
    if (at >= text.length) return next;
    for (const { state, start } of threads) {
      const { set, next: to } = this.#states[state] as State;
      if (set !== null && holds(set, code)) {
        this.#reach({ state: to, start }, { text, at: at + 1, threads: next });
      }
    }
    return next;
  }

  /** Adds a state and all that are reached from it without a character. */
  #reach(thread: Thread, here: { text: string; at: number; threads: Thread[] }): void {
    const waiting = [thread.state];
    for (let state = waiting.pop(); state !== undefined; state = waiting.pop()) {
      if (this.#reached[state] === this.#round) continue;
      this.#reached[state] = this.#round;
      const { set, border, next, other } = this.#states[state] as State;
      if (set !== null || state === ACCEPT) here.threads.push({ state, start: thread.start });
      else if (border === null || isBorder(here.text, here.at, border)) {
        if (other >= 0) waiting.push(other);
        waiting.push(next);
      }
    }
  }

  /** Compiles a sequence that goes on at a state; returns where it begins. */
  #sequence(nodes: readonly Node[], to: number): number {
    let at = to;
    for (const node of [...nodes].reverse()) at = this.#node(node, at);
    return at;
  }

  #node(node: Node, to: number): number {
    switch (node.kind) {
      case "set":
        return this.#add({ set: node.set, border: null, next: to, other: -1 });
      case "line_start":
      case "line_end":
        return this.#add({ set: null, border: node.kind, next: to, other: -1 });
      case "group": {
        let at = -1;
        for (const branch of node.branches) {
          const next = this.#sequence(branch, to);
          at = at < 0 ? next : this.#add({ set: null, border: null, next, other: at });
        }
        return at;
      }
      case "repeat": {
        let at = to;
        for (let k = node.min; k < node.max; k++) {
          at = this.#add({ set: null, border: null, next: this.#node(node.node, at), other: to });
        }
        for (let k = 0; k < node.min; k++) at = this.#node(node.node, at);
        return at;
      }
    }
  }

  #add(state: State): number {
    if (this.#states.length >= STATES_MAX) throw new PatternError("it is too large");
    return this.#states.push(state) - 1;
  }
}

interface Thread {
  state: number;
  start: number;
}

function isBorder(text: string, at: number, border: "line_start" | "line_end"): boolean {
  if (border === "line_start") return at === 0 || codeAt(text, at - 1) === LINE_FEED;
  return at === text.length || codeAt(text, at) === LINE_FEED;
}

/** Whether letters or digits stand on both sides of a place. */
function isInsideWord(text: string, at: number): boolean {
  return at > 0 && at < text.length && isWordUnit(text.charCodeAt(at - 1)) &&
    isWordUnit(text.charCodeAt(at));
}

function isWordUnit(code: number): boolean {
  const kind = CLASS[code];
  return kind === LOWER || kind === UPPER || kind === DIGIT;
}

/**
 * Compiles a pattern, each branch of its outermost alternation for itself.
 *
 * @throws {PatternError} If it is not in the subset; the message does not quote the pattern whole.
 */
export function compileUserPattern(text: string, options: PatternOptions): UserPattern[] {
  if (text === "") throw new PatternError("it is empty");
  if (text.length > PATTERN_CHARS_MAX) {
    throw new PatternError(`it is longer than ${PATTERN_CHARS_MAX} characters`);
  }
  return new Parser(text, options).parse().map((nodes) => new UserPattern(nodes));
}
