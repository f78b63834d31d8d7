/**
 * Everything the engine looks for, and what it does not look for. A category exists because it has
 * a row here; nothing else names one.
 * @module
 */

export { NEGATIVE_WORDS } from "./negative_words.ts";
import type { Rule } from "./rule.ts";
import { CONTACT_RULES } from "./rules/contact.ts";
import { NATIONAL_ID_RULES } from "./rules/ids/national_ids.ts";
import { OWN_WORD_RULES } from "./rules/ids/own_words.ts";
import { PERSON_RULES } from "./rules/persons.ts";
import { SECRET_RULES } from "./rules/secrets/secrets.ts";
import { WORLD_ID_RULES } from "./rules/ids/world_ids.ts";

/** The rows; of two that fit equally well the first counts. */
export const RULES: readonly Rule[] = [
  ...OWN_WORD_RULES,
  ...NATIONAL_ID_RULES,
  ...CONTACT_RULES,
  ...SECRET_RULES,
  ...WORLD_ID_RULES,
  ...PERSON_RULES,
];

/** The categories that can be found, sorted. */
export const CATEGORIES: readonly string[] = [...new Set(RULES.map((rule) => rule.category))]
  .sort();

/** What nothing here looks for. A report that names no finding says nothing about these. */
export const NOT_COVERED: readonly string[] = [
  "IMAGE_AUDIO_FILE",
  "MEDICAL",
  "NAME",
];
