/**
 * Disguised values in sentences that say what they are.
 * @module
 */

import { pick } from "../support/detect_corpus.ts";
import type { Random } from "../support/random.ts";
import type { Draft } from "./document.ts";
import { DISGUISES } from "./disguises.ts";
import { mark } from "./draft.ts";
import { iban } from "./subjects_general.ts";
import { patterned } from "./subject.ts";
import { subjectOf } from "./subjects.ts";

/** Values whose separators a disguise can change. */
const MAKERS: Readonly<Record<string, (random: Random) => string>> = {
  SSN: (random) => patterned(random, pick(random, ["5^#-^#-^###", "2^#-1^-^###"])),
  CC_NUMBER: (random) =>
    pick(random, ["4111 1111 1111 1111", "5555-5555-5555-4444", "4012 8888 8888 1881"]),
  PHONE: (random) =>
    patterned(random, pick(random, ["(415) 555-01##", "+1 646-555-01##", "312-555-01##"])),
  IP_ADDRESS: (random) => `203.0.113.${1 + random(254)}`,
  EMAIL: (random) => subjectOf("EMAIL").make(random).toLowerCase(),
  IBAN: (random) => iban(random).replaceAll(" ", "").replace(/.{4}(?=.)/g, "$& "),
};

const FRAMES: Readonly<Record<string, readonly string[]>> = {
  SSN: ["My SSN is % if you need it.", "social security number: %", "Mi SSN es %, gracias."],
  CC_NUMBER: ["card number % please", "Meine Kreditkarte: %", "pay with visa % today"],
  PHONE: ["call me on % tonight", "Telefon: %", "my phone number is %"],
  IP_ADDRESS: ["the server ip % is down", "client address %", "IP-Adresse: %"],
  EMAIL: ["my email is % ok?", "write to %", "E-Mail: %"],
  IBAN: ["the IBAN is % at the bank", "Konto (IBAN): %"],
};

/** Each disguise on each category that it suits, some times over. */
export function evasionDrafts(random: Random, times: number): Draft[] {
  return DISGUISES.flatMap(({ name, suits, dress, frame }) =>
    suits.flatMap((category) =>
      Array.from({ length: times }, (): Draft => {
        const value = (MAKERS[category] as (random: Random) => string)(random);
        const around = frame ?? pick(random, FRAMES[category] as readonly string[]);
        const text = around.replace("%", () => mark(category, dress(value, random)));
        return { language: "en", kind: "evasion", trait: name, text };
      })
    )
  );
}
