/**
 * The detector with a user's rules: the table without what is switched off, the user's rows, and
 * nothing that is allowed.
 * @module
 */

import { utf8 } from "../base/bytes.ts";
import { canonicalJson } from "../base/canonical_json.ts";
import { sha256Hex } from "../base/digest.ts";
import type { Detector, Finding } from "./detector.ts";
import { Engine } from "./engine.ts";
import { Events } from "./events.ts";
import { settle } from "./settle.ts";
import { NEGATIVE_WORDS, RULES } from "./table.ts";
import type { UserRules } from "./user_rules.ts";

/** A detector over the table and a user's rules. */
export function createUserDetector(base: Detector, user: UserRules): Detector {
  const isOn = (category: string): boolean => !user.disabled.includes(category);
  const rules = [...RULES, ...user.rules].filter(({ category }) => isOn(category));
  const engine = new Engine(rules, NEGATIVE_WORDS);
  const events = new Events();
  const own = user.rules.map(({ category }) => category);
  return {
    digest: sha256Hex(utf8(canonicalJson({ table: base.digest, user: user.digest }))),
    categories: [...new Set([...base.categories, ...own])].filter(isOn).sort(),
    notCovered: [...base.notCovered, ...user.disabled].sort(),
    scan(text, label = ""): Finding[] {
      // Rows may tell several categories apart, so what is off is taken out of the hits, too.
      const hits = engine.hits(text, { label, events }).filter(({ category, start, end }) =>
        isOn(category) && !user.allow.has(category, text.slice(start, end))
      );
      return settle(hits).map(({ start, end, category }) => ({ start, end, category }));
    },
  };
}
