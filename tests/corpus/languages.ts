/**
 * The 26 languages of the corpus, and how their sentences are filled.
 * @module
 */

import { pick } from "../support/detect_corpus.ts";
import type { Random } from "../support/random.ts";
import { mark } from "./draft.ts";
import type { LanguagePack } from "./language.ts";
import { ASIA } from "./languages_asia.ts";
import { EAST } from "./languages_east.ts";
import { NORTH } from "./languages_north.ts";
import { WEST } from "./languages_west.ts";
import { birthday, patterned } from "./subject.ts";
import { subjectOf } from "./subjects.ts";

/** All languages. */
export const LANGUAGES: readonly LanguagePack[] = [...WEST, ...NORTH, ...EAST, ...ASIA];

/** Names of the months as the forms of dates want them (`MES`). */
const MONTH_NAMES: Readonly<Record<string, string>> = {
  es: "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
  it: "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre " +
    "dicembre",
  pt: "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
  nl: "januari februari maart april mei juni juli augustus september oktober november december",
  sv: "januari februari mars april maj juni juli augusti september oktober november december",
  nb: "januar februar mars april mai juni juli august september oktober november desember",
  da: "januar februar marts april maj juni juli august september oktober november december",
};

const SLOT_REGEXP = /\{([A-Z_]+)\}/g;

/** A value of a category as people of a language write it, with its marks. */
export function valueIn(random: Random, pack: LanguagePack, category: string): string {
  const made = nativeValue(random, pack, category);
  return mark(category, made ?? subjectOf(category).make(random));
}

function nativeValue(random: Random, pack: LanguagePack, category: string): string | null {
  switch (category) {
    case "PERSON_NAME":
      return pick(random, pack.names);
    case "PHONE":
      return patterned(random, pick(random, pack.phones));
    case "STREET_ADDRESS":
      // No house has the number 0.
      return patterned(random, pick(random, pack.streets)).replaceAll(/(?<!\d)0/g, "3");
    case "DATE_OF_BIRTH":
      return dateIn(random, pack);
    default:
      return null;
  }
}

function dateIn(random: Random, pack: LanguagePack): string {
  const { year, month, day } = birthday(random);
  const name = MONTH_NAMES[pack.code]?.split(" ")[Number(month) - 1] ?? "";
  return pick(random, pack.births).replace(
    /MES|YYYY|MM|DD|M|D/g,
    (part) =>
      ({ MES: name, YYYY: year, MM: month, DD: day })[part] ??
        String(Number(part === "M" ? month : day)),
  );
}

/** A sentence with marked values for its slots. */
export function fillIn(random: Random, pack: LanguagePack, sentence: string): string {
  return sentence.replaceAll(
    SLOT_REGEXP,
    (_slot, category: string) => valueIn(random, pack, category),
  );
}
