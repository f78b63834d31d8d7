/**
 * Signs that are spelled in several words: `underscore`, `guion bajo`, `a commercial`.
 * @module
 */

/** Words that go on behind a spoken sign, and what both are. */
export const TAILS: readonly (readonly [word: string, tail: string, sign: string])[] = [
  ["snabel", "-a", "@"],
  ["snabel", " a", "@"],
  ["at", "-sign", "@"],
  ["at", " sign", "@"],
  ["at", " symbol", "@"],
  ["\u00e4t", "-zeichen", "@"],
  ["at", "-zeichen", "@"],
  ["\u00e4t", "-merkki", "@"],
  ["guion", " bajo", "_"],
  ["gui\u00f3n", " bajo", "_"],
  ["trattino", " basso", "_"],
  ["tiret", " bas", "_"],
  ["tra\u00e7o", " baixo", "_"],
  ["tra\u00e7o", " inferior", "_"],
  ["streepje", " laag", "_"],
  ["at", " the rate of", "@"],
  ["at", " the rate", "@"],
  ["at", " i\u015fareti", "@"],
  ["\u043c\u0430\u0439\u043c\u0443\u043d\u0441\u043a\u043e", " \u0430", "@"],
  ["\u043c\u0430\u0439\u043c\u0443\u043d\u0441\u043a\u043e", " a", "@"],
  ["majmunsko", " a", "@"],
  ["kuyruklu", " a", "@"],
  ["\u0634\u0631\u0637\u0629", " \u0633\u0641\u0644\u064a\u0629", "_"],
  ["liniu\u021b\u0103", " jos", "_"],
  ["liniu\u021b\u0103", " de subliniere", "_"],
  ["strip", " laag", "_"],
  ["\u0441\u043d\u0430\u0431\u0435\u043b\u044c", "-\u0430", "@"],
];

/** Words before a spoken sign that are part of it, and what both are. */
export const LEADS: readonly (readonly [word: string, lead: string, sign: string])[] = [
  ["c\u00f2ng", "a ", "@"],
  ["maimu\u021b\u0103", "coad\u0103 de ", "@"],
  ["\u0441\u043e\u0431\u0430\u0447\u043a\u0430", "\u0437\u043d\u0430\u043a ", "@"],
  ["commercial", "a ", "@"],
  ["commercial", "\u00e0 ", "@"],
  ["i\u015fareti", "et ", "@"],
  ["i\u015fareti", "at ", "@"],
  [
    "\u043f\u043e\u0434\u0447\u0435\u0440\u043a\u0438\u0432\u0430\u043d\u0438\u0435",
    "\u043d\u0438\u0436\u043d\u0435\u0435 ",
    "_",
  ],
  [
    "\u043f\u043e\u0434\u0447\u0451\u0440\u043a\u0438\u0432\u0430\u043d\u0438\u0435",
    "\u043d\u0438\u0436\u043d\u0435\u0435 ",
    "_",
  ],
  ["\u0442\u0438\u0440\u0435", "\u043d\u0438\u0436\u043d\u0435\u0435 ", "_"],
  [
    "\u043f\u0456\u0434\u043a\u0440\u0435\u0441\u043b\u0435\u043d\u043d\u044f",
    "\u043d\u0438\u0436\u043d\u0454 ",
    "_",
  ],
  ["\u00e7izgi", "alt ", "_"],
  ["\u00e7izgi", "orta ", "-"],
  ["\u03c0\u03b1\u03cd\u03bb\u03b1", "\u03ba\u03ac\u03c4\u03c9 ", "_"],
  ["d\u01b0\u1edbi", "g\u1ea1ch ", "_"],
  ["ngang", "g\u1ea1ch ", "-"],
  ["bawah", "garis ", "_"],
  ["\u05ea\u05d7\u05ea\u05d5\u05df", "\u05e7\u05d5 ", "_"],
  ["crta", "donja ", "_"],
  ["kreska", "dolna ", "_"],
];

/** Words that are no sign without the word before them. */
export const LED: ReadonlySet<string> = new Set(
  "commercial i\u015fareti \u00e7izgi d\u01b0\u1edbi ngang bawah \u05ea\u05d7\u05ea\u05d5\u05df"
    .split(" "),
);
/** Words that are no sign without the one behind them. */
export const TAILED: ReadonlySet<string> = new Set(["kuyruklu", "strip"]);

/** What may follow an `@` that is named as well: `@-Zeichen`. */
export const SIGN_NAME_REGEXP =
  /^[- ]?(?:zeichen|sign|symbol|tecken|tegn|teken|merkki|jel|znak|teikn)(?![a-z])/i;
