/**
 * Phrases that try to turn a model, as steps of words: each word of a text is looked at once, and a
 * rule is hit when its steps come after each other, each within a few words of the one before.
 * @module
 */

/** One step: words, any of which will do, and how many words may lie since the step before. */
interface Step {
  words: readonly string[];
  /** Words from the step before, at most; of the first step without meaning. */
  within: number;
}

/** Steps of one rule. */
export interface PhraseRule {
  /** Of `format/signal_rules.ts`. */
  id: string;
  steps: readonly Step[];
}

function list(text: string): readonly string[] {
  return text.split(" ");
}

const TURN_AWAY = list(
  "ignore disregard forget override bypass neglect ignoriere ignorieren vergiss ignorez oubliez " +
    "ignora olvida dimentica ignoreer vergeet",
);
const EARLIER = list(
  "previous prior earlier above preceding all any every your system vorherigen bisherigen alle " +
    "allen pr\u00e9c\u00e9dentes toutes anteriores todas precedenti tutte vorige eerdere",
);
const INSTRUCTIONS = list(
  "instructions instruction prompt prompts rules guidelines directions directives programming " +
    "anweisungen anweisung regeln consignes instrucciones reglas istruzioni regole instructies",
);
const SHOW = list("reveal show print repeat output display leak disclose dump recite");
const HIDDEN = list("your system hidden initial original developer secret");
const PROMPTS = list("prompt prompts instructions");
const SEND = list("send post upload forward exfiltrate transmit append embed encode submit");
const KNOWN = list(
  "conversation history chat secrets credentials password passwords prompt instructions",
);
const PLACES = list("http https url webhook endpoint email markdown image link server domain");
const PLAY = list("act pretend roleplay imagine behave become simulate play answer respond");
const LAWLESS = list(
  "dan unrestricted unfiltered uncensored jailbroken jailbreak amoral unethical lawless",
);
const WITHOUT = list("without no zero remove disable bypass bypassing ignore ignoring");
const MORAL = list("ethical moral safety content censorship usage openai anthropic google");
const LIMITS = list(
  "restrictions restriction filters filter guidelines constraints policies policy limitations " +
    "considerations guardrails safeguards",
);

/** The rules. */
export const PHRASE_RULES: readonly PhraseRule[] = [
  {
    id: "injection.override",
    steps: [
      { words: TURN_AWAY, within: 0 },
      { words: EARLIER, within: 4 },
      { words: INSTRUCTIONS, within: 4 },
    ],
  },
  {
    id: "injection.prompt_leak",
    steps: [
      { words: SHOW, within: 0 },
      { words: HIDDEN, within: 4 },
      { words: PROMPTS, within: 3 },
    ],
  },
  {
    id: "injection.exfiltration",
    steps: [
      { words: SEND, within: 0 },
      { words: KNOWN, within: 6 },
      { words: PLACES, within: 8 },
    ],
  },
  {
    id: "jailbreak.persona",
    steps: [{ words: PLAY, within: 0 }, { words: LAWLESS, within: 8 }],
  },
  {
    id: "jailbreak.persona",
    steps: [
      { words: ["do"], within: 0 },
      { words: ["anything"], within: 1 },
      { words: ["now"], within: 1 },
    ],
  },
  {
    id: "jailbreak.persona",
    steps: [
      { words: ["developer", "debug", "god"], within: 0 },
      { words: ["mode"], within: 1 },
      { words: list("enabled on activated unlocked"), within: 3 },
    ],
  },
  {
    id: "jailbreak.no_limits",
    steps: [
      { words: WITHOUT, within: 0 },
      { words: MORAL, within: 3 },
      { words: LIMITS, within: 3 },
    ],
  },
];

/** A place in a rule that a word can stand for. */
export interface Place {
  rule: number;
  step: number;
}

/** Hash of a lower-case word; equal for words that differ in the case of ASCII letters only. */
export function wordHash(word: string): number {
  let hash = HASH_START;
  for (let k = 0; k < word.length; k++) hash = nextHash(hash, word.charCodeAt(k));
  return hash;
}

/** FNV-1a, 32 bits. */
export const HASH_START = 0x811c_9dc5;

/** Takes one more code unit; upper-case ASCII counts as lower case. */
export function nextHash(hash: number, code: number): number {
  const low = code >= 0x41 && code <= 0x5a ? code | 0x20 : code;
  return Math.imul(hash ^ low, 0x0100_0193) | 0;
}

/** Places by hash of the word, and the word, so that equal hashes do not deceive. */
export const PLACES_BY_HASH: ReadonlyMap<number, { word: string; places: readonly Place[] }> =
  placesByHash();

function placesByHash(): Map<number, { word: string; places: Place[] }> {
  const found = new Map<number, { word: string; places: Place[] }>();
  for (const [rule, { steps }] of PHRASE_RULES.entries()) {
    // The last step first: a word that is in two steps of a rule must not serve for both at once.
    for (let step = steps.length - 1; step >= 0; step--) {
      for (const word of steps[step]?.words ?? []) {
        const hash = wordHash(word);
        const entry = found.get(hash) ?? { word, places: [] };
        if (entry.word !== word) throw new RangeError(`Words ${word} and ${entry.word} hash alike`);
        entry.places.push({ rule, step });
        found.set(hash, entry);
      }
    }
  }
  return found;
}
