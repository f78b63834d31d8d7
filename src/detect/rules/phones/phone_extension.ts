/**
 * Extensions behind a telephone number, which belong to it.
 *
 *     212-867-5309 x12    +1 212 867 5309 ext. 42    tel:+1-212-867-5309;ext=7    Durchwahl 12
 *
 * @module
 */

/** Longest text in which an extension ends. */
const CHARS_MAX = 28;

const WORDS = [
  ...["extension", "extn", "ext", "x", "durchwahl", "dw", "poste", "interno", "interna", "int"],
  ...[
    "anexo",
    "ramal",
    "toestel",
    "linka",
    "klapka",
    "wew",
    "dahili",
    "m\u1eddi nh\u00e1nh",
    "m\u00e1y l\u1ebb",
    "\u0e15\u0e48\u0e2d",
  ],
  ...["\u0434\u043e\u0431\u0430\u0432\u043e\u0447\u043d\u044b\u0439", "\u0434\u043e\u0431"],
  ...["\u0432\u043d\u0443\u0442\u0440", "\u5185\u7dda", "\u5167\u7dda", "\u5206\u673a"],
  ...["\u5206\u6a5f", "\u8f6c", "\u8f49", "\ub0b4\uc120", "\u062a\u062d\u0648\u064a\u0644\u0629"],
].join("|");

const EXTENSION_REGEXP = new RegExp(
  `^(?:;ext=\\d{1,7}|\\s?[,;(]?\\s?(?:${WORDS})\\.?\\s?[:#]?\\s?\\d{1,6}|#\\d{2,6})` +
    "(?![\\p{L}\\d_%]|[.:/-]\\d)",
  "iu",
);

/** Where the extension behind a number ends, or `at` when there is none. */
export function extensionEnd(text: string, at: number): number {
  const found = EXTENSION_REGEXP.exec(text.slice(at, at + CHARS_MAX));
  if (found === null) return at;
  const end = at + found[0].length;
  if (!found[0].includes("(")) return end;
  // `(ext. 12)`
  return text.charAt(end) === ")" ? end + 1 : at;
}
