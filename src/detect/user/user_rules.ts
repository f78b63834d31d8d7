/**
 * Rules that users add to the table, from a file in JSON with comments:
 *
 *     {
 *       "version": 1,
 *       // Categories of one's own.
 *       "categories": [{
 *         "name": "EMPLOYEE_NUMBER",
 *         "finds": "number of an employee",
 *         "patterns": ["EMP-[0-9]{6}", { "pattern": "\\d{8}", "need": "context" }],
 *         "dictionary": ["Project Falcon"],
 *         "context": ["employee", "staff no"]
 *       }],
 *       // More words that speak for categories of the table.
 *       "context": { "US_EIN": ["firm number"] },
 *       // What is no finding, in all categories or in one.
 *       "allow": ["press@example.com", { "category": "EMAIL", "pattern": "\\w{1,40}@example\\.org" }],
 *       // Categories that are not looked for.
 *       "off": ["IP_ADDRESS"]
 *     }
 *
 * Every fault is told at once, each in one line that names its place; none quotes a dictionary.
 *
 * @module
 */

import { utf8 } from "../../base/bytes.ts";
import { canonicalJson } from "../../base/canonical_json.ts";
import { sha256Hex } from "../../base/digest.ts";
import { JsoncError, type JsonValue, parseJsonc } from "../../base/jsonc.ts";
import { PHRASE_CHARS_MAX } from "../engine/lexicon.ts";
import type { Need, Rule } from "../rule.ts";
import { dictionaryRules, patternRule, type UserCategory, wordsRule } from "./user_rows.ts";
import { compileUserPattern, PatternError, type UserPattern } from "./user_pattern.ts";

/** Longest file, in UTF-16 code units. */
export const USER_RULES_CHARS_MAX = 256 * 1024;
/** Most categories, patterns of all of them, words of all lists, and entries of `allow` and `off`. */
const CATEGORIES_MAX = 64;
const PATTERNS_MAX = 128;
const WORDS_MAX = 4_096;
const ALLOW_MAX = 1_024;
const FINDS_CHARS_MAX = 200;
const ALLOWED_CHARS_MAX = 256;
/** Faults that are told; more are counted. */
const FAULTS_SHOWN_MAX = 20;

const NAME_REGEXP = /^[A-Z][A-Z0-9_]{2,39}$/;
const NEEDS: readonly Need[] = ["none", "soft", "context"];

/** Values that are no findings. */
export interface AllowList {
  /** Whether a value of a category is one. */
  has(category: string, value: string): boolean;
}

/** What a file of rules says. */
export interface UserRules {
  /** Rows to look for with those of the table. */
  readonly rules: readonly Rule[];
  /** Categories that are not looked for. */
  readonly disabled: readonly string[];
  readonly allow: AllowList;
  /** SHA-256 over the canonical JSON of the file's content, 64 hex characters. */
  readonly digest: string;
}

/** One entry of `allow`. */
interface Allowed {
  category: string | null;
  text: string | null;
  patterns: readonly UserPattern[];
}

/**
 * Reads a file of rules.
 *
 * @param known Categories of the table.
 * @returns The rules, or every fault, each in one line.
 */
export function parseUserRules(
  text: string,
  known: readonly string[],
): { rules: UserRules } | { faults: string[] } {
  if (text.length > USER_RULES_CHARS_MAX) {
    return { faults: [`the file is longer than ${USER_RULES_CHARS_MAX} characters`] };
  }
  let content: JsonValue;
  try {
    content = parseJsonc(text);
  } catch (error) {
    if (error instanceof JsoncError) return { faults: [error.message] };
    throw error;
  }
  const reader = new FileReader(known);
  const rules = reader.read(content);
  const { faults } = reader;
  if (faults.length === 0) return { rules };
  const more = faults.length - FAULTS_SHOWN_MAX;
  return {
    faults: more <= 0 ? faults : [...faults.slice(0, FAULTS_SHOWN_MAX), `and ${more} more faults`],
  };
}

type JsonObject = { [key: string]: JsonValue };

/** Reads the content and notes faults; after one it goes on with what is left. */
class FileReader {
  readonly faults: string[] = [];
  readonly #known: readonly string[];
  readonly #own: string[] = [];
  readonly #rules: Rule[] = [];
  #patternCount = 0;
  #wordCount = 0;

  constructor(known: readonly string[]) {
    this.#known = known;
  }

  read(content: JsonValue): UserRules {
    const file = this.#object(content, {
      at: "the file",
      keys: ["version", "categories", "context", "allow", "off"],
    });
    if (file["version"] !== 1) this.#fault("version", "must be 1");
    for (const [k, item] of this.#list(file, "categories", CATEGORIES_MAX).entries()) {
      this.#category(item, `categories[${k}]`);
    }
    this.#contextWords(file["context"]);
    const allowed = this.#list(file, "allow", ALLOW_MAX).map((item, k) =>
      this.#allowed(item, `allow[${k}]`)
    );
    const disabled = this.#list(file, "off", ALLOW_MAX).map((item, k) =>
      this.#categoryName(item, `off[${k}]`)
    );
    return {
      rules: this.#rules,
      disabled,
      allow: { has: (category, value) => isAllowed(allowed, category, value) },
      digest: this.faults.length > 0 ? "" : digestOf(content, this.faults),
    };
  }

  #category(item: JsonValue, at: string): void {
    const row = this.#object(item, {
      at,
      keys: ["name", "finds", "patterns", "dictionary", "context", "ignore_case"],
    });
    const name = typeof row["name"] === "string" ? row["name"] : "";
    if (!NAME_REGEXP.test(name)) {
      this.#fault(`${at}.name`, "must be 3 to 40 of A-Z, 0-9 and _, the first a letter");
    } else if (this.#known.includes(name) || this.#own.includes(name)) {
      this.#fault(`${at}.name`, `is taken: ${name}`);
    } else this.#own.push(name);
    const finds = this.#text(row["finds"] ?? name, `${at}.finds`, FINDS_CHARS_MAX);
    const words = this.#words(row, { key: "context", at, charsMax: PHRASE_CHARS_MAX });
    const category: UserCategory = { name, finds, words };
    const ignoreCase = row["ignore_case"] ?? false;
    if (typeof ignoreCase !== "boolean") this.#fault(`${at}.ignore_case`, "must be true or false");
    const patterns = this.#list(row, "patterns", PATTERNS_MAX, at);
    for (const [k, pattern] of patterns.entries()) {
      const place = `${at}.patterns[${k}]`;
      const { compiled, need } = this.#pattern(pattern, place, ignoreCase === true);
      for (const one of compiled) this.#rules.push(patternRule(category, one, need));
    }
    const terms = this.#words(row, { key: "dictionary", at, charsMax: ALLOWED_CHARS_MAX });
    if (patterns.length === 0 && terms.length === 0) {
      this.#fault(at, "has neither patterns nor a dictionary");
    }
    this.#dictionary(category, terms, `${at}.dictionary`);
  }

  #dictionary(category: UserCategory, terms: readonly string[], at: string): void {
    const { rules, patternCount, faults } = dictionaryRules(category, terms);
    this.#patternCount += patternCount;
    if (this.#patternCount > PATTERNS_MAX) {
      this.#fault(
        at,
        `there are more than ${PATTERNS_MAX} patterns and terms with digits or signs`,
      );
    }
    this.#rules.push(...rules);
    for (const { index, problem } of faults) this.#fault(`${at}[${index}]`, problem);
  }

  #pattern(
    item: JsonValue,
    at: string,
    ignoreCase: boolean,
  ): { compiled: UserPattern[]; need: Need } {
    const row = typeof item === "string"
      ? { pattern: item }
      : this.#object(item, { at, keys: ["pattern", "need"] });
    const need = row["need"] ?? "none";
    if (!NEEDS.includes(need as Need)) this.#fault(`${at}.need`, `must be ${NEEDS.join(", ")}`);
    if (++this.#patternCount === PATTERNS_MAX + 1) {
      this.#fault(at, `there are more than ${PATTERNS_MAX} patterns`);
    }
    const compiled = this.#compiled(row["pattern"], at, ignoreCase);
    if (compiled.some(({ anchor }) => anchor === null)) {
      this.#fault(at, "must hold a digit or a word of two letters that stands alone in it");
      return { compiled: [], need: "none" };
    }
    return { compiled, need: need as Need };
  }

  #compiled(pattern: JsonValue | undefined, at: string, ignoreCase: boolean): UserPattern[] {
    if (typeof pattern !== "string") {
      this.#fault(at, "must be a pattern");
      return [];
    }
    if (this.#patternCount > PATTERNS_MAX) return [];
    try {
      return compileUserPattern(pattern, { ignoreCase });
    } catch (error) {
      if (!(error instanceof PatternError)) throw error;
      this.#fault(at, error.message);
      return [];
    }
  }

  #contextWords(item: JsonValue | undefined): void {
    if (item === undefined) return;
    const byCategory = this.#object(item, { at: "context", keys: null });
    for (const name of Object.keys(byCategory)) {
      this.#categoryName(name, `context.${name.slice(0, 40)}`);
      const words = this.#words(byCategory, {
        key: name,
        at: "context",
        charsMax: PHRASE_CHARS_MAX,
      });
      if (words.length > 0) this.#rules.push(wordsRule(name, words));
    }
  }

  #allowed(item: JsonValue, at: string): Allowed {
    if (typeof item === "string") {
      return { category: null, text: this.#text(item, at, ALLOWED_CHARS_MAX), patterns: [] };
    }
    const row = this.#object(item, { at, keys: ["category", "text", "pattern"] });
    const category = row["category"] === undefined
      ? null
      : this.#categoryName(row["category"], `${at}.category`);
    if ((row["text"] === undefined) === (row["pattern"] === undefined)) {
      this.#fault(at, "must have either a text or a pattern");
    }
    if (row["pattern"] !== undefined) {
      return { category, text: null, patterns: this.#compiled(row["pattern"], at, false) };
    }
    const text = this.#text(row["text"] ?? "", `${at}.text`, ALLOWED_CHARS_MAX);
    return { category, text, patterns: [] };
  }

  #categoryName(item: JsonValue, at: string): string {
    const name = typeof item === "string" ? item : "";
    if (!this.#known.includes(name) && !this.#own.includes(name)) {
      this.#fault(at, "is no category; see outband scan --list");
    }
    return name;
  }

  #words(
    row: JsonObject,
    { key, at, charsMax }: { key: string; at: string; charsMax: number },
  ): string[] {
    const list = this.#list(row, key, WORDS_MAX, at);
    this.#wordCount += list.length;
    if (this.#wordCount > WORDS_MAX) {
      this.#fault(`${at}.${key}`, `there are more than ${WORDS_MAX} words in all`);
      return [];
    }
    return list.map((item, k) => {
      const word = this.#text(item, `${at}.${key}[${k}]`, charsMax);
      if (key !== "dictionary" && !/^=?\p{L}/u.test(word)) {
        this.#fault(`${at}.${key}[${k}]`, "must begin with a letter");
        return "x";
      }
      return word;
    });
  }

  #text(item: JsonValue, at: string, charsMax: number): string {
    if (typeof item === "string" && item.trim() === item && item !== "") {
      if (item.length > charsMax) this.#fault(at, `is longer than ${charsMax} characters`);
      else if (/[\p{Cc}\p{Cs}]/u.test(item)) this.#fault(at, "has control characters");
      else return item;
    } else this.#fault(at, "must be a text without spaces at its ends");
    return "x";
  }

  #list(row: JsonObject, key: string, countMax: number, at = ""): JsonValue[] {
    const item = row[key];
    if (item === undefined) return [];
    const place = at === "" ? key : `${at}.${key}`;
    if (!Array.isArray(item)) this.#fault(place, "must be a list");
    else if (item.length > countMax) this.#fault(place, `has more than ${countMax} entries`);
    else return item;
    return [];
  }

  #object(
    item: JsonValue,
    { at, keys }: { at: string; keys: readonly string[] | null },
  ): JsonObject {
    if (typeof item !== "object" || item === null || Array.isArray(item)) {
      this.#fault(at, "must be an object");
      return {};
    }
    const unknown = keys === null ? [] : Object.keys(item).filter((key) => !keys.includes(key));
    for (const key of unknown) {
      this.#fault(at, `has an unknown key ${JSON.stringify(key.slice(0, 40))}`);
    }
    return item;
  }

  #fault(at: string, problem: string): void {
    this.faults.push(`${at} ${problem}`);
  }
}

function isAllowed(allowed: readonly Allowed[], category: string, value: string): boolean {
  return allowed.some((one) =>
    (one.category === null || one.category === category) &&
    (one.text === value || one.patterns.some((pattern) => pattern.matchesAll(value)))
  );
}

function digestOf(content: JsonValue, faults: string[]): string {
  try {
    return sha256Hex(utf8(canonicalJson(content)));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    faults.push("the file has a text that is not well formed");
    return "";
  }
}
