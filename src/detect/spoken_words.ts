/**
 * Words that spell a sign or a digit, in the languages in which people dictate addresses and
 * numbers. Words that are too common for it (`to`, Danish for two) are left out.
 * @module
 */

/** Kinds 1 to 10 are the digits 0 to 9. */
export const DIGIT_KIND_MAX = 10;
/** `@` */
export const AT_KIND = 11;
/** `.` */
export const DOT_KIND = 12;
/** `-` */
export const DASH_KIND = 13;
/** `_` */
export const UNDERSCORE_KIND = 14;
/** `+` */
export const PLUS_KIND = 15;
/** `double five` */
export const DOUBLE_KIND = 16;
/** `triple five` */
export const TRIPLE_KIND = 17;

/** English, German, French, Spanish, Italian, Portuguese, Dutch; Swedish, Polish, Russian; more. */
const DIGITS: readonly string[] = [
  "zero oh nought null zero cero nul nolla noll zer\u00f3 nula nulla s\u0131f\u0131r \u043d\u043e\u043b\u044c \u043d\u0443\u043b\u044c",
  "one eins un une uno una um uma een ett en jeden jedna egy yksi bir \u043e\u0434\u0438\u043d \u043e\u0434\u043d\u0430",
  "two zwei zwo deux dos due dois duas twee tv\u00e5 dwa dva kett\u0151 kaksi iki doi \u0434\u0432\u0430",
  "three drei trois tres tre tr\u00eas drie trzy t\u0159i h\u00e1rom kolme \u00fc\u00e7 trei \u0442\u0440\u0438",
  "four vier quatre cuatro quattro quatro fyra fire cztery \u010dty\u0159i n\u00e9gy nelj\u00e4 d\u00f6rt patru " +
  "\u0447\u0435\u0442\u044b\u0440\u0435",
  "five f\u00fcnf cinq cinco cinque vijf fem pi\u0119\u0107 p\u011bt \u00f6t viisi be\u015f cinci \u043f\u044f\u0442\u044c",
  "six sechs seis sei zes sex seks sze\u015b\u0107 \u0161est hat kuusi alt\u0131 \u015fase \u0448\u0435\u0441\u0442\u044c",
  "seven sieben sept siete sette sete zeven sju syv siedem sedm h\u00e9t seitsem\u00e4n yedi \u015fapte " +
  "\u0441\u0435\u043c\u044c",
  "eight acht huit ocho otto oito \u00e5tta \u00e5tte otte osiem osm nyolc kahdeksan sekiz opt " +
  "\u0432\u043e\u0441\u0435\u043c\u044c",
  "nine neun neuf nueve nove negen nio ni dziewi\u0119\u0107 dev\u011bt kilenc yhdeks\u00e4n dokuz nou\u0103 " +
  "\u0434\u0435\u0432\u044f\u0442\u044c",
];

const SIGNS: readonly (readonly [kind: number, words: string])[] = [
  [
    AT_KIND,
    "at \u00e4t arobase arobas arrobe arroba chiocciola chiocciolina apenstaartje apestaart " +
    "klammeraffe snabela ma\u0142pa zavin\u00e1\u010d kukac afna \u0441\u043e\u0431\u0430\u043a\u0430 \u0441\u043e\u0431\u0430\u0447\u043a\u0430 \u0435\u0442 \u03c0\u03b1\u03c0\u03ac\u03ba\u03b9",
  ],
  [
    DOT_KIND,
    "dot period punkt punkti point punto ponto punt prik piste kropka te\u010dka bodka pont nokta punct " +
    "\u0442\u043e\u0447\u043a\u0430 \u043a\u0440\u0430\u043f\u043a\u0430 \u03c4\u03b5\u03bb\u03b5\u03af\u03b1",
  ],
  [
    DASH_KIND,
    "dash hyphen minus bindestrich tiret trait guion gui\u00f3n trattino h\u00edfen tra\u00e7o streepje " +
    "bindestreck my\u015blnik kreska poml\u010dka k\u00f6t\u0151jel tire \u0434\u0435\u0444\u0438\u0441 \u0442\u0438\u0440\u0435 \u043c\u0438\u043d\u0443\u0441",
  ],
  [UNDERSCORE_KIND, "underscore unterstrich understreck podkre\u015blenie liggendstreepje"],
  [PLUS_KIND, "plus pi\u00f9 m\u00e1s mais \u043f\u043b\u044e\u0441"],
  [DOUBLE_KIND, "double doppel"],
  [TRIPLE_KIND, "triple"],
];

/** Each word with its kind. A word of two languages has the first of its kinds. */
export const SPOKEN_WORDS: readonly (readonly [word: string, kind: number])[] = [
  ...SIGNS.flatMap(([kind, words]) => words.split(" ").map((word) => [word, kind] as const)),
  ...DIGITS.flatMap((words, digit) => words.split(" ").map((word) => [word, digit + 1] as const)),
];
