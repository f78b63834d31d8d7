/**
 * Everything the engine looks for, and what it does not look for. A category exists because it has
 * a row here; nothing else names one.
 * @module
 */

import type { Rule } from "./rule.ts";
import { CONTACT_RULES } from "./rules/contact.ts";
import { NATIONAL_ID_RULES } from "./rules/national_ids.ts";
import { PERSON_RULES } from "./rules/persons.ts";
import { SECRET_RULES } from "./rules/secrets.ts";
import { WORLD_ID_RULES } from "./rules/world_ids.ts";

/** The rows; of two that fit equally well the first counts. */
export const RULES: readonly Rule[] = [
  ...NATIONAL_ID_RULES,
  ...CONTACT_RULES,
  ...SECRET_RULES,
  ...WORLD_ID_RULES,
  ...PERSON_RULES,
];

/** The categories that can be found, sorted. */
export const CATEGORIES: readonly string[] = [...new Set(RULES.map((rule) => rule.category))]
  .sort();

/**
 * Words that say that a number is something that nobody looks for: an order, a version, a hash.
 * Next to a number they outweigh a form that needs no other word.
 */
export const NEGATIVE_WORDS: readonly string[] = [
  ...["order", "order id", "order no", "order number", "invoice", "version", "ver", "build"],
  ...["release", "tracking", "sku", "isbn", "issn", "doi", "part no", "part number", "serial"],
  ...["commit", "sha", "hash", "checksum", "uuid", "guid", "trace id", "span id", "request id"],
  ...["timestamp", "epoch", "offset", "port", "pid", "line", "row", "page", "chapter", "section"],
  ...["lat", "lon", "latitude", "longitude", "coordinates", "price", "total", "amount", "score"],
];

/** What nothing here looks for. A report that names no finding says nothing about these. */
export const NOT_COVERED: readonly string[] = [
  "IMAGE_AUDIO_FILE",
  "MEDICAL",
  "NAME",
];
