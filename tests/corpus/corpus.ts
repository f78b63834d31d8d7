/**
 * A labelled corpus of the project's own: about 1,700 documents in 26 languages, made anew from a
 * fixed seed. Nobody in it exists; numbers are published test numbers or made up with check digits
 * that `check_digits.ts` computes on its own. Nothing here is taken from the detector's examples.
 * @module
 */

import { randomFrom } from "../support/random.ts";
import { dataDrafts } from "./data.ts";
import type { CorpusDocument, Draft, Kind } from "./document.ts";
import { finish } from "./draft.ts";
import { evasionDrafts } from "./evasions.ts";
import { longDrafts, negativeDrafts } from "./negatives.ts";
import { categoryDrafts, cleanDrafts, languageDrafts } from "./prose.ts";

/** Seed of the corpus that the floors are about. */
export const CORPUS_SEED = 20261125;

/** Rounds over every category in every shape of data. */
const DATA_ROUNDS = 2;
const NEGATIVES_PER_TRAIT = 14;
const CLEAN_PER_LANGUAGE = 3;
const LONG_CHARS = 40_000;
const EVASION_TIMES = 2;

/** The whole corpus of a seed. */
export function makeCorpus(seed: number = CORPUS_SEED): CorpusDocument[] {
  const random = randomFrom(seed);
  const drafts: Draft[] = [...languageDrafts(random), ...categoryDrafts(random)];
  for (let round = 0; round < DATA_ROUNDS; round++) drafts.push(...dataDrafts(random));
  drafts.push(
    ...cleanDrafts(random, CLEAN_PER_LANGUAGE),
    ...negativeDrafts(random, NEGATIVES_PER_TRAIT),
    ...longDrafts(random, LONG_CHARS),
    ...evasionDrafts(random, EVASION_TIMES),
  );
  const counts = new Map<Kind, number>();
  return drafts.map(({ language, kind, trait = "", text }) => {
    const number = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, number);
    const id = `${kind}-${String(number).padStart(3, "0")}`;
    return { id, language, kind, trait, ...finish(text) };
  });
}
