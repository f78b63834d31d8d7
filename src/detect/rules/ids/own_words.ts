/**
 * Words that mean one country's number before all others. Most are also in the lists that numbers
 * of several countries share, since people write abroad, too; of the categories that a word stands
 * for and that fit, the first counts, so these rows come before those that find anything.
 *
 * @module
 */

import type { MatcherRule, Rule } from "../../rule.ts";
import { NIGERIAN_WORDS } from "./africa_words.ts";
import { CHINESE_WORDS, JAPANESE_WORDS, KOREAN_WORDS, THAI_WORDS } from "./asia_words.ts";
import { CHILEAN_WORDS, MEXICAN_WORDS } from "./latin_words.ts";
import { ISRAELI_WORDS, TURKISH_WORDS } from "./near_east_words.ts";
import { DANISH_WORDS, FINNISH_WORDS, NORWEGIAN_WORDS, SWEDISH_WORDS } from "./nordic_words.ts";
import { BELGIAN_WORDS, IRISH_WORDS, PORTUGUESE_WORDS, SWISS_WORDS } from "./west_europe_words.ts";

/** Words of several countries, though they are in the list of one. */
const SHARED_REGEXP =
  /^(?:national (?:id|identi\w+)|nationalid|id |identity|c\u00e9dula|carnet|registro nacional|said$|nn$)/;

const OWN: Readonly<Record<string, readonly string[]>> = {
  NL_BSN: ["bsn", "burgerservicenummer", "sofinummer", "sofi", "sofinr"],
  PL_PESEL: ["pesel", "nr pesel", "numer pesel"],
  FR_NIR: [
    ...["nir", "carte vitale", "french social security", "french ssn", "num\u00e9ro s\u00e9cu"],
    ...["s\u00e9curit\u00e9 sociale", "num\u00e9ro de s\u00e9curit\u00e9 sociale"],
  ],
  AU_TFN: ["tfn", "tax file number"],
  BE_NRN: BELGIAN_WORDS,
  PT_NIF: PORTUGUESE_WORDS,
  CH_AHV: SWISS_WORDS,
  IE_PPS: IRISH_WORDS,
  MX_CURP: MEXICAN_WORDS,
  CL_RUT: CHILEAN_WORDS,
  NG_NIN: NIGERIAN_WORDS,
  SE_PERSONNUMMER: SWEDISH_WORDS,
  FI_HETU: FINNISH_WORDS,
  NO_FNR: NORWEGIAN_WORDS,
  DK_CPR: DANISH_WORDS,
  KR_RRN: KOREAN_WORDS,
  CN_RIC: CHINESE_WORDS,
  JP_MYNUMBER: JAPANESE_WORDS,
  TH_PIN: THAI_WORDS,
  TR_TCKN: TURKISH_WORDS,
  IL_ID: ISRAELI_WORDS,
};

/** Rows that find nothing; not part of what is listed. */
export const OWN_WORD_RULES: readonly Rule[] = Object.entries(OWN).map(([category, words]) =>
  ownRow(category, words.filter((word) => !SHARED_REGEXP.test(word)))
);

function ownRow(category: string, words: readonly string[]): MatcherRule {
  return {
    anchor: "matcher",
    category,
    finds: "nothing by itself: words that are its own",
    at: [],
    words,
    revision: 1,
    match: () => null,
    hits: [],
    misses: [],
  };
}
