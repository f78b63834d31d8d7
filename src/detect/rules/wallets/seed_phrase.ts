/**
 * Seed phrases of wallets (BIP 39): 12, 15, 18, 21 or 24 words of a list of 2,048 after a word for
 * them. The list is not here: all its words have three to eight letters, and most of the words
 * that hold English sentences together are not in it, which tells phrases from sentences.
 * @module
 */

import { type Hit, type MatcherRule, RANK, type Span } from "../../rule.ts";
import type { Scan } from "../../context/scan.ts";

const COUNTS: ReadonlySet<number> = new Set([12, 15, 18, 21, 24]);
const COUNT_MAX = 24;

/** Quotes that close the keyword, a remark, a verb or a sign, brackets that open. */
const HEAD_REGEXP =
  /(?:\\{0,3}["'`*\])])?(?:[ \t]\([^()\n]{1,24}\))?(?:[ \t](?:is|was|are|words|for (?:my|the) [a-z]{2,12}(?: wallet)?|ist|lautet|est|es|\u00e9|jest))?\s{0,3}(?:=>|[:=\uff1a\u2014\u2013-])?\s{0,8}(?:\\{0,3}["'`*(\u201c[]\s{0,4}){0,3}/y;
/** A number, and a word. */
const WORD_REGEXP = /(?:\d{1,2}[.):]? ?)?\\{0,3}["']?([a-zA-Z]{3,8})\\{0,3}["']?/y;
const GAP_REGEXP = /(?:, {0,2}|[ \t]{1,4}|,?(?:\r?\n|\\+n)[ \t]{0,8}(?:[-*] )?)/y;

/** Words of sentences that BIP 39 does not have. */
const SENTENCE_WORDS: ReadonlySet<string> = new Set(
  "the and for are was not but his her your its our their with from has have had will would could"
    .concat(" should shall might been were being did does doing done got get gets into onto than")
    .concat(" them these those which whose whom while until upon among each any many some such")
    .concat(" same because before whether although however please never write keep make sure store")
    .concat(" stored safe words phrase seed phrases anyone anybody someone access lose losing lost")
    .concat(" must can may how who why all its use used using take taken give given")
    .split(" "),
);
/** The few of these that the list has after all do not count against a phrase. */
const LISTED_WORDS: ReadonlySet<string> = new Set(
  "have will can all any use keep make write safe seed phrase because access lose must someone"
    .split(" "),
);

function matchPhrase(text: string, key: Readonly<Span>): Span | null {
  let at = key.end + lengthAt(HEAD_REGEXP, text, key.end);
  let count = 0;
  let first = -1;
  let end = at;
  while (count <= COUNT_MAX) {
    WORD_REGEXP.lastIndex = at;
    const found = WORD_REGEXP.exec(text);
    if (found === null || !isListed(found[1] as string)) break;
    if (first < 0) first = at + found[0].search(/[A-Za-z]/);
    count++;
    end = at + found[0].length;
    const gap = lengthAt(GAP_REGEXP, text, end);
    if (gap === 0) break;
    at = end + gap;
  }
  if (!COUNTS.has(count)) return null;
  while ("\\\"'".includes(text.charAt(end - 1))) end--;
  return { start: first, end };
}

/** Length of a sticky expression's match at a place; 0 without one. */
function lengthAt(regexp: RegExp, text: string, at: number): number {
  regexp.lastIndex = at;
  return regexp.exec(text)?.[0].length ?? 0;
}

function isListed(word: string): boolean {
  const lower = word.toLowerCase();
  if (word !== lower && word !== word.toUpperCase()) return false;
  return !SENTENCE_WORDS.has(lower) || LISTED_WORDS.has(lower);
}

/** From the test vectors of BIP 39. */
const PHRASE = "legal winner thank year wave sausage worth useful legal winner thank yellow";

/** The rule for seed phrases. */
export const SEED_PHRASE_RULE: MatcherRule = {
  anchor: "matcher",
  category: "CRYPTO_WALLET",
  finds: "seed phrase of a wallet: 12 to 24 short words after a word for it",
  at: ["word"],
  triggers: [
    ...["seed phrase", "seed words", "recovery phrase", "secret recovery phrase", "backup phrase"],
    ...["mnemonic", "mnemonic phrase", "wallet seed", "recovery words", "wallet phrase", "bip39"],
    ...[
      "seed",
      "recovery seed",
      "wiederherstellungsphrase",
      "seed w\u00f6rter",
      "phrase de r\u00e9cup\u00e9ration",
    ],
    ...["phrase de recuperation", "frase semilla", "frase de recuperaci\u00f3n", "frase semente"],
    ...[
      "frase de recupera\u00e7\u00e3o",
      "frase seed",
      "frase di recupero",
      "herstelzin",
      "fraza seed",
    ],
    ...[
      "\u0441\u0438\u0434 \u0444\u0440\u0430\u0437\u0430",
      "\u0441\u0438\u0434 \u0444\u0440\u0430\u0437\u0443",
      "\u043c\u043d\u0435\u043c\u043e\u043d\u0438\u0447\u0435\u0441\u043a\u0430\u044f \u0444\u0440\u0430\u0437\u0430",
      "\u0444\u0440\u0430\u0437\u0430 \u0432\u043e\u0441\u0441\u0442\u0430\u043d\u043e\u0432\u043b\u0435\u043d\u0438\u044f",
      "kurtarma ifadesi",
    ],
    ...[
      "\u52a9\u8bb0\u8bcd",
      "\u52a9\u8a18\u8a5e",
      "\u30b7\u30fc\u30c9\u30d5\u30ec\u30fc\u30ba",
      "\u30ea\u30ab\u30d0\u30ea\u30fc\u30d5\u30ec\u30fc\u30ba",
      "\uc2dc\ub4dc \ubb38\uad6c",
      "\ubcf5\uad6c \ubb38\uad6c",
      "\ub2c8\ubaa8\ub2c9",
    ],
  ],
  words: [],
  revision: 1,
  match: ({ text }: Scan, anchor: Readonly<Span>): Hit | null => {
    const span = matchPhrase(text, anchor);
    return span === null ? null : { ...span, need: "none", rank: RANK.CHECKED };
  },
  hits: [
    [`seed phrase: ${PHRASE}`, PHRASE],
    [`{"seed_phrase":"${PHRASE}"}`, PHRASE],
    [`{\\"mnemonic\\":\\"${PHRASE}\\"}`, PHRASE],
    [`My recovery phrase is ${PHRASE}.`, PHRASE],
    [`Meine Wiederherstellungsphrase lautet ${PHRASE}`, PHRASE],
    [`frase semilla: ${PHRASE}\n`, PHRASE],
    [`INFO import mnemonic=\"${PHRASE}\" ok`, PHRASE],
    [`\u52a9\u8bb0\u8bcd\uff1a${PHRASE}`, PHRASE],
    [`seed words:\n${PHRASE}\n`, PHRASE],
  ],
  misses: [
    "write the seed phrase on paper and keep it in a safe place away from other people",
    "mnemonic: a word or short phrase that helps you remember something important later on",
    "seed phrase: <12 words>",
    "seed: 42",
    "the seed phrase has 12 words",
    "seed phrase: word word word",
    "mnemonic(text, options)",
    "legal winner thank year wave sausage worth useful legal winner thank yellow",
    "seed phrase: legal winner thank year wave sausage worth useful legal winner thank",
  ],
};
