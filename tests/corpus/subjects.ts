/**
 * All categories of the corpus, in groups whose floors differ.
 * @module
 */

import type { Subject } from "./subject.ts";
import { EUROPE_SUBJECTS } from "./subjects_europe.ts";
import { GENERAL_SUBJECTS } from "./subjects_general.ts";
import { SECRET_SUBJECTS } from "./subjects_secrets.ts";
import { US_SUBJECTS } from "./subjects_us.ts";
import { WORLD_SUBJECTS } from "./subjects_world.ts";

/** Every category. */
export const SUBJECTS: readonly Subject[] = [
  ...GENERAL_SUBJECTS,
  ...SECRET_SUBJECTS,
  ...US_SUBJECTS,
  ...EUROPE_SUBJECTS,
  ...WORLD_SUBJECTS,
];

/** What a group of categories is called. */
export type Group = "core" | "required" | "context" | "extended";

const CORE = ["SSN", "CC_NUMBER", "EMAIL", "PHONE", "IP_ADDRESS"];
const REQUIRED = [
  ...["MAC_ADDRESS", "API_KEY", "PASSWORD", "CONNECTION_STRING", "JWT", "PRIVATE_KEY", "IBAN"],
  ...["US_ROUTING", "CRYPTO_WALLET", "US_ITIN", "US_EIN", "US_PASSPORT", "US_DRIVER_LICENSE"],
  ...["UK_NINO", "UK_NHS", "DE_STEUER_ID", "DE_RVNR", "DE_ID_CARD", "FR_NIR", "ES_DNI_NIE"],
  ...["IT_CODICE_FISCALE", "PL_PESEL", "NL_BSN", "IN_AADHAAR", "IN_PAN", "BR_CPF", "BR_CNPJ"],
  ...["AU_TFN", "CA_SIN"],
];
const CONTEXT = ["DATE_OF_BIRTH", "STREET_ADDRESS", "PERSON_NAME"];

/** Group of a category. */
export function groupOf(category: string): Group {
  if (CORE.includes(category)) return "core";
  if (REQUIRED.includes(category)) return "required";
  return CONTEXT.includes(category) ? "context" : "extended";
}

/** A category by its name. */
export function subjectOf(category: string): Subject {
  const found = SUBJECTS.find((subject) => subject.category === category);
  if (found === undefined) throw new Error(`There is no category ${category}`);
  return found;
}
