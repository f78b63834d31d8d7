/**
 * Words that stand in a dictation beside numbers and signs: the names of letters, and what is said
 * between two pieces.
 * @module
 */

import { foldWord } from "../engine/lexicon.ts";
import { NAME_KIND, SPOKEN_WORDS } from "./spoken_words.ts";

/** Kind of each word that spells something, as `spoken_words.ts` has them; by folded word. */
const KINDS: ReadonlyMap<string, number> = kinds();

function kinds(): Map<string, number> {
  const map = new Map<string, number>();
  for (const [word, kind] of SPOKEN_WORDS) {
    const folded = foldWord(word);
    if (!map.has(folded)) map.set(folded, kind);
  }
  // Too short, or too common elsewhere, to be looked for.
  for (const [word, kind] of [["to", 3], ["ni", 10], ["on", 30]] as const) {
    if (!map.has(word)) map.set(word, kind);
  }
  return map;
}

/** By letter: its names in Spanish, French, German, Italian, Portuguese, English and Polish. */
const LETTERS: Readonly<Record<string, string>> = {
  B: "b\u00e9 b\u00ea bee",
  C: "c\u00e9 c\u00ea cee",
  D: "d\u00e9 d\u00ea dee",
  F: "efe effe eff",
  G: "g\u00e9 g\u00ea gee",
  H: "hache acca ag\u00e1 aitch haitch",
  J: "jota jott jay ji",
  K: "cappa kay ka c\u00e1",
  L: "ele elle ell",
  M: "eme emme emm",
  N: "ene enne enn",
  P: "pee p\u00e9 p\u00ea",
  Q: "cu qu\u00ea queue cue",
  R: "erre err",
  S: "ese esse ess",
  T: "tee t\u00e9 t\u00ea",
  V: "uve vau vee v\u00e9 v\u00ea",
  W: "d\u00e1blio",
  X: "equis ics iks ixe xis",
  Y: "ypsilon ipsilon \u00edpsilon igrek griega grec greca",
  Z: "zeta zett z\u00e8de zed zee zet z\u00ea",
};

const LETTER_NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries(LETTERS).flatMap(([letter, names]) =>
    names.split(" ").map((name) => [foldWord(name), letter] as const)
  ),
);

/** Words between two pieces. */
const FILLERS: ReadonlySet<string> = new Set(
  ("letter letra lettre lettera buchstabe litera then and the next followed by again space comma pause dann danach und komma leerzeichen " +
    "puis ensuite et virgule espace y luego despu\u00e9s coma espacio e poi virgola spazio " +
    "depois v\u00edrgula espa\u00e7o daarna dan spatie sedan d\u00e4refter och s\u00e5 mellanslag og " +
    "derefter potem nast\u0119pnie przecinek pak potom sitten sonra apoi azt\u00e1n " +
    "\u043f\u043e\u0442\u043e\u043c \u0437\u0430\u0442\u0435\u043c \u0434\u0430\u043b\u0435\u0435 " +
    "\u0437\u0430\u043f\u044f\u0442\u0430\u044f \u043f\u043e\u0442\u0456\u043c")
    .split(" ").map(foldWord),
);

/** Plurals behind a two: `deux points`, `dos puntos`. */
const POINTS: ReadonlySet<string> = new Set(["points", "puntos", "punti", "pontos"]);

/** What is said between groups of numerals in scripts without spaces. */
const DENSE_JOINTS: readonly string[] = [
  ..."\u306e\uc5d0\uc758\u6760\u2014\u30fc",
  "\ub2e4\uc2dc",
  "\u30cf\u30a4\u30d5\u30f3",
  "\u30c0\u30c3\u30b7\u30e5",
  "\u6a2a\u7ebf",
  "\u6a2a\u6760",
];

/** What a word of a dictation says. */
export type Said =
  | { readonly is: "kind"; readonly kind: number }
  | { readonly is: "letter"; readonly letter: string }
  | { readonly is: "filler" };

/** What a word says in a dictation, or null when it is none of these. */
export function saidBy(word: string): Said | null {
  const folded = foldWord(word);
  const letter = LETTER_NAMES.get(folded);
  const kind = KINDS.get(folded);
  if (kind === undefined && FILLERS.has(folded)) return { is: "filler" };
  if (letter !== undefined && kind === NAME_KIND) return { is: "letter", letter };
  if (kind !== undefined) return { is: "kind", kind };
  return letter === undefined ? null : { is: "letter", letter };
}

/** Whether a word behind a two makes it a colon. */
export function isPoints(word: string): boolean {
  return POINTS.has(foldWord(word));
}

/** Length of what joins two groups of numerals at a place; 0 when nothing does. */
export function denseJointAt(text: string, at: number): number {
  return DENSE_JOINTS.find((joint) => text.startsWith(joint, at))?.length ?? 0;
}

/** Length of what joins two groups of numerals and ends at a place; 0 when nothing does. */
export function denseJointBefore(text: string, end: number): number {
  return DENSE_JOINTS.find((joint) => text.startsWith(joint, end - joint.length))?.length ?? 0;
}
