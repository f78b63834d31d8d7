/**
 * The detector that the rest of the program uses: the engine over the table, and a second look at
 * texts whose characters or escapes disguise something.
 * @module
 */

import { utf8 } from "../base/bytes.ts";
import { canonicalJson } from "../base/canonical_json.ts";
import { sha256Hex } from "../base/digest.ts";
import { Engine } from "./engine.ts";
import { CATEGORIES, NEGATIVE_WORDS, NOT_COVERED, RULES } from "./table.ts";

/** Rises with every change of the engine that changes what it finds. */
const ENGINE_VERSION = 2;

/** One finding. */
export interface Finding {
  /** First UTF-16 code unit. */
  start: number;
  /** One past the last. */
  end: number;
  /** Category of the rule. */
  category: string;
}

/** Finds personal data and secrets in text. */
export interface Detector {
  /** SHA-256 over the canonical rule table and the engine's version, 64 hex characters. */
  readonly digest: string;
  /** What it can find, sorted. */
  readonly categories: readonly string[];
  /** What it does not look for. */
  readonly notCovered: readonly string[];
  /**
   * Findings in ascending order, never overlapping.
   *
   * @param label What the text is the value of, `customer.ssn`: its words speak for the text as if
   * they stood before it. Empty when there is none.
   */
  scan(text: string, label?: string): Finding[];
}

/** A detector over the rules of `table.ts`; keeps no text from one scan to the next. */
export function createDetector(): Detector {
  const engine = new Engine(RULES, NEGATIVE_WORDS);
  return {
    digest: tableDigest(),
    categories: CATEGORIES,
    notCovered: NOT_COVERED,
    scan(text, label = ""): Finding[] {
      return engine.scan(text, label).map(({ start, end, category }) => ({ start, end, category }));
    },
  };
}

function tableDigest(): string {
  const rows = RULES.map((rule) => JSON.parse(JSON.stringify(rule)));
  const table = {
    engine: ENGINE_VERSION,
    rules: rows,
    negative: NEGATIVE_WORDS,
    not_covered: NOT_COVERED,
  };
  return sha256Hex(utf8(canonicalJson(table)));
}
