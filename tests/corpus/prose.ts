/**
 * Prose and chat of the corpus.
 * @module
 */

import { pick } from "../support/detect_corpus.ts";
import type { Random } from "../support/random.ts";
import type { Draft } from "./document.ts";
import { mark } from "./draft.ts";
import type { LanguagePack } from "./language.ts";
import { fillIn, LANGUAGES } from "./languages.ts";
import { SUBJECTS } from "./subjects.ts";

/** A list in another order. */
export function shuffled<T>(random: Random, list: readonly T[]): T[] {
  return list.map((item) => ({ item, at: random(1_000_000) }))
    .sort((a, b) => a.at - b.at).map(({ item }) => item);
}

/** A list in pieces of one of some lengths. */
function pieces<T>(random: Random, list: readonly T[], sizes: readonly number[]): T[][] {
  const all: T[][] = [];
  for (let at = 0; at < list.length;) {
    const size = pick(random, sizes);
    all.push(list.slice(at, at + size));
    at += size;
  }
  return all;
}

/** Sentences with clean ones between them. */
function mixed(random: Random, pack: LanguagePack, sentences: readonly string[]): string {
  const clean = shuffled(random, pack.clean).slice(0, 1 + random(2));
  return shuffled(random, [...sentences, ...clean]).join(pick(random, [" ", " ", "\n\n", "\n"]));
}

function asChat(random: Random, pack: LanguagePack, sentences: readonly string[]): string {
  const turns = sentences.flatMap((sentence) => [
    ["user", sentence],
    ["assistant", pick(random, pack.clean)],
  ]);
  if (random(2) === 0) {
    return turns.map(([who, text]) => `${who === "user" ? "User" : "Assistant"}: ${text}`)
      .join("\n");
  }
  return JSON.stringify(
    { messages: turns.map(([role, content]) => ({ role, content })) },
    null,
    random(2) * 2,
  );
}

/** Every sentence of every language twice, in prose and in chats. */
export function languageDrafts(random: Random): Draft[] {
  return LANGUAGES.flatMap((pack) => {
    const twice = [...shuffled(random, pack.says), ...shuffled(random, pack.says)];
    return pieces(random, twice, [1, 2, 2, 3]).map((templates, k): Draft => {
      const sentences = templates.map((template) => fillIn(random, pack, template));
      return k % 3 === 2
        ? { language: pack.code, kind: "chat", text: asChat(random, pack, sentences) }
        : { language: pack.code, kind: "prose", text: mixed(random, pack, sentences) };
    });
  });
}

/** Every English sentence of every category once. */
export function categoryDrafts(random: Random): Draft[] {
  const english = LANGUAGES.find(({ code }) => code === "en") as LanguagePack;
  return SUBJECTS.flatMap(({ category, make, says }) =>
    says.map((template, k): Draft => {
      const sentence = template.replace("%", () => mark(category, make(random)));
      return k === 1
        ? { language: "en", kind: "chat", text: asChat(random, english, [sentence]) }
        : { language: "en", kind: "prose", text: mixed(random, english, [sentence]) };
    })
  );
}

/** Prose without anything to find, in every language. */
export function cleanDrafts(random: Random, perLanguage: number): Draft[] {
  return LANGUAGES.flatMap((pack) =>
    Array.from({ length: perLanguage }, (): Draft => ({
      language: pack.code,
      kind: "clean_prose",
      text: shuffled(random, pack.clean).slice(0, 4).join(pick(random, [" ", "\n"])),
    }))
  );
}
