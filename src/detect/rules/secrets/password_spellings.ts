/**
 * Words for passwords as people write them who do not write them properly: in Latin letters instead
 * of their own script, one letter off, or with signs between the characters of a script that writes
 * no spaces. Such words may mean something else, so they only speak for what looks like a password.
 * @module
 */

import { foldWord } from "../../engine/lexicon.ts";

/** In Latin letters: Chinese, Japanese, Korean, Russian, Greek, Arabic, Persian, Hindi, Hebrew, Thai. */
const ROMAN_WORDS: readonly string[] = [
  ...["mima", "mi ma", "mima shi", "mi ma shi", "kouling", "kou ling"],
  ...["pasuwado", "pasuwaado", "pasuwa do", "pasuwaado wa", "aikotoba"],
  ...["bimilbeonho", "bimil beonho", "bimilbunho", "bimilbeonhoneun", "bibeon", "bibun"],
  ...["parol", "parolya", "paroli", "parolj", "parola ot", "kodovoe slovo"],
  ...["kodikos", "kwdikos", "kodiko", "kwdiko", "synthimatiko", "sinthimatiko"],
  ...["kalimat sirr", "kalimat al sirr", "kalimat alsirr", "kalimat al sir", "kalimat as sirr"],
  ...["kalimat murur", "kalimat al murur", "kalimat almurur", "kalimat al mourour"],
  ...["kalimat almurwr", "kelmet el ser", "kelmet el sir", "kelmet elser", "kelmet el serr"],
  ...["kelmet ser", "kelmet sir", "kelmet al sir", "kelmet el morour", "kelma serria", "basword"],
  ...["el basword", "el password", "al basword", "ramz e obur", "ramze obur", "ramz obur"],
  ...["ramz e ubur", "ramz e ubour", "ramze obour", "gozarvazheh", "gozarvazhe", "kalame obur"],
  ...["kalame obour", "gupt shabd", "gupta shabd", "kootshabd", "kut shabd", "paasvard", "pasvard"],
  ...["sisma", "hasisma", "ha sisma", "sismat", "matkhau", "rahat phan", "rahatphan", "rahatpaan"],
  ...["kontrasena", "kontrase\u00f1a", "contrasenia", "contrase\u00f1ia", "kontrasenya"],
];

/** Long words whose misspellings are no other words. */
const LONG_WORDS: readonly string[] = [
  ...["password", "passwort", "passphrase", "passcode", "kennwort", "wachtwoord", "contrasena"],
  ...["losenord", "adgangskode", "slaptazodis", "fjalekalim", "salasana", "katasandi", "nenosiri"],
  ...["\u043f\u0430\u0440\u043e\u043b\u044c", "\u03ba\u03c9\u03b4\u03b9\u03ba\u03bf\u03c2"],
];
const VOWELS = ["aeiou", "\u0430\u0435\u0438\u043e\u0443", "\u03b1\u03b5\u03b9\u03bf\u03c9"];
/** In two parts, over a space, a dash or a dot. */
const SPLIT_WORDS: readonly string[] = [
  ...["pass wort", "kenn wort", "wacht woord", "contra sena", "losen ord", "sala sana", "jel szo"],
  ...[
    "adgangs kode",
    "\u043f\u0430 \u0440\u043e\u043b\u044c",
    "\u043f\u0430\u0440 \u043e\u043b\u044c",
  ],
];
const OTHER_MISSPELT: readonly string[] = [
  ...["watchwoord", "wachtwoort", "wachtwoordt", "wachwoord", "passworld", "passwart", "paswort"],
  ...["passworte", "pasfrase", "passfrase", "passfrase", "contrazena", "contrace\u00f1a"],
  ...[
    "l\u00f6senordt",
    "l\u00f6ssenord",
    "mot de pass",
    "mot de pase",
    "mots de pass",
    "mod de passe",
  ],
  ...["senah", "sehna", "jelzo", "jelsz\u00f3o", "\u015fiffre", "sfire", "siifre"],
];

/** What may stand between the characters of these, each of which is a word alone. */
const PARTED_GAPS = [" ", ".", "-", "_", "*", "/", "|", "\u3000", "\u00b7", "\u30fb"];
const PARTED_WORDS: readonly string[] = [
  ...["\u5bc6\u7801", "\u5bc6\u78bc", "\u53e3\u4ee4", "\u30d1\u30b9\u30ef\u30fc\u30c9"],
  ...["\ube44\ubc00\ubc88\ud638", "\ube44\ubc88", "\u6697\u8a3c\u756a\u53f7"],
];

/** Without one letter, with one twice, with two exchanged, or with another vowel. */
function misspelt(word: string): string[] {
  const found = new Set<string>();
  for (let at = 1; at < word.length; at++) {
    const [head, one, tail] = [word.slice(0, at), word.charAt(at), word.slice(at + 1)];
    found.add(head + tail);
    found.add(head + one + one + tail);
    found.add(head.slice(0, -1) + one + head.slice(-1) + tail);
    const vowels = VOWELS.find((all) => all.includes(one)) ?? "";
    for (const other of vowels) found.add(head + other + tail);
  }
  found.delete(word);
  return [...found].filter((one) => !WORDS_OF_OTHERS.has(one));
}

/** What a misspelling must not be, since it is another word. */
const WORDS_OF_OTHERS: ReadonlySet<string> = new Set([
  ...["passord", "paswoord", "\u043f\u0430\u0440\u043e\u043b", "passwords", "passage"],
]);

const PARTED: readonly string[] = PARTED_WORDS.flatMap((word) =>
  PARTED_GAPS.map((gap) => [...word].join(gap))
);

/** All of them. */
export const MISSPELT_WORDS: readonly string[] = [
  ...new Set([
    ...ROMAN_WORDS,
    ...SPLIT_WORDS,
    ...LONG_WORDS.flatMap(misspelt),
    ...OTHER_MISSPELT,
    ...PARTED,
  ]),
];

/** A key as keys compare: folded, with spaces for what parts its words. */
export function foldKey(key: string): string {
  return foldWord(key).replace(/[ _./'\u2019\u00a0\\-]{1,3}/g, " ");
}
