/**
 * What stands between a name of the date of birth and the date where a sentence says both: some
 * words of where it is written, and a verb.
 *
 *     The date of birth in our system is 12/03/1985     Das Geburtsdatum in der Akte lautet ...
 *                       \___ where ___/ \/
 *
 * @module
 */

/** By language: words that begin to say where it is written, and verbs, with an article perhaps. */
const SENTENCES: readonly (readonly [where: string, verbs: string])[] = [
  [
    "in|on|at|there|here|per|from|we have|we hold|you gave|as recorded|recorded|registered|listed|stored|given|held|shown",
    "is|was|reads|shows|says|is listed as|is recorded as|shows as|comes up as",
  ],
  ["im|in|auf|bei|laut|dort|hier|aus|hinterlegt", "ist|war|lautet|ist der|war der|lautet der"],
  [
    "dans|sur|au|chez|enregistr\u00e9e|inscrite|indiqu\u00e9e|renseign\u00e9e|qui figure",
    "est|est le|\u00e9tait|\u00e9tait le",
  ],
  [
    "en|registrada|que consta|que figura|que aparece|que tenemos|seg\u00fan|del",
    "es|es el|era|era el|figura como|consta como",
  ],
  [
    "nel|nella|sul|sulla|in|registrata|indicata|che risulta|presente",
    "\u00e8|\u00e8 il|era|era il|risulta|risulta il",
  ],
  [
    "no|na|em|registrada|registada|que consta|que temos|cadastrada|do",
    "\u00e9|\u00e9 o|era|consta como",
  ],
  ["in|op|bij|volgens|geregistreerd", "is|was|luidt|staat als"],
  [
    "i|p\u00e5|hos|enligt|if\u00f8lge|registrerad|registrert|registreret",
    "\u00e4r|er|var|st\u00e5r som",
  ],
  ["j\u00e4rjestelm\u00e4ss\u00e4|rekisteriss\u00e4|lomakkeessa|tiedoissa|meill\u00e4", "on|oli"],
  ["w|we|na|wpisana|podana|zapisana|wed\u0142ug|widniej\u0105ca", "to|jest|brzmi"],
  ["v|ve|na|podle|pod\u013ea|uveden\u00e9|zapsan\u00e9|u|prema|po", "je|byl|bol|stoji"],
  ["din|\u00een|la|pe|\u00eenregistrat\u0103|trecut\u0103", "este|e|era"],
  [
    "\u0432|\u0432\u043e|\u0443|\u043d\u0430|\u043f\u043e|\u0443\u043a\u0430\u0437\u0430\u043d\u043d\u0430\u044f|\u0437\u0430\u043f\u0438\u0441\u0430\u043d\u043d\u0430\u044f",
    "\u0443\u043a\u0430\u0437\u0430\u043d\u0430|\u0437\u043d\u0430\u0447\u0438\u0442\u0441\u044f|\u0437\u0430\u043f\u0438\u0441\u0430\u043d\u0430|\u0441\u0442\u043e\u0438\u0442|\u044d\u0442\u043e|[-\u2013\u2014]",
  ],
  [
    "\u0432|\u0443|\u043d\u0430|\u0437\u0430|\u0432\u043a\u0430\u0437\u0430\u043d\u0430|\u0437\u0430\u043f\u0438\u0441\u0430\u043d\u0430",
    "\u0432\u043a\u0430\u0437\u0430\u043d\u0430|\u0437\u0430\u0437\u043d\u0430\u0447\u0435\u043d\u0430|\u0437\u0430\u043f\u0438\u0441\u0430\u043d\u0430|\u0446\u0435|[-\u2013\u2014]",
  ],
  [
    "\u0432|\u0432\u044a\u0432|\u043d\u0430|\u043f\u043e|\u0443|\u043f\u0440\u0435\u043c\u0430",
    "\u0435|\u0458\u0435",
  ],
  [
    "\u03c3\u03c4\u03bf|\u03c3\u03c4\u03b7|\u03c3\u03c4\u03b7\u03bd|\u03c3\u03b5|\u03c0\u03bf\u03c5",
    "\u03b5\u03af\u03bd\u03b1\u03b9|\u03ae\u03c4\u03b1\u03bd",
  ],
  [
    "(?:\u05e9?\u05d1|\u05d4)[\u05d0-\u05ea]{2,14}|\u05e9\u05dd|\u05d0\u05e6\u05dc\u05e0\u05d5|\u05e9\u05e8\u05e9\u05d5\u05dd",
    "\u05d4\u05d5\u05d0|\u05d4\u05d9\u05d0|\u05d4\u05d9\u05e0\u05d5",
  ],
  [
    "\u0641\u064a|\u0644\u062f\u064a\u0646\u0627|\u0639\u0646\u062f\u0646\u0627|\u0627\u0644\u0645\u0633\u062c\u0644|\u0627\u0644\u0645\u062f\u0648\u0646|\u062d\u0633\u0628|\u0647\u0646\u0627",
    "\u0647\u0648|\u0647\u064a|\u0643\u0627\u0646",
  ],
  ["trong|ghi|tr\u00ean|theo|\u0111\u00e3 \u0111\u0103ng k\u00fd|\u1edf", "l\u00e0"],
  ["di|dalam|pada|menurut|yang", "adalah|ialah|yaitu"],
];
/** Where it is written, in languages whose verb stands behind the date or not at all. */
const PLACES =
  "a (?:rendszerben|nyilv\u00e1ntart\u00e1sban|pap\u00edron|szerz\u0151d\u00e9sben)|rendszer\u00fcnkben|sistemde|sistemimizde|kay\u0131tlarda|kay\u0131tlar\u0131m\u0131zda|dosyada|formda|\u0432 (?:\u0441\u0438\u0441\u0442\u0435\u043c\u0435|\u0431\u0430\u0437\u0435|\u0430\u043d\u043a\u0435\u0442\u0435|\u043a\u0430\u0440\u0442\u0435|\u0434\u043e\u0433\u043e\u0432\u043e\u0440\u0435)|\u0432 (?:\u0441\u0438\u0441\u0442\u0435\u043c\u0456|\u0431\u0430\u0437\u0456|\u0430\u043d\u043a\u0435\u0442\u0456|\u043a\u0430\u0440\u0442\u0446\u0456)|\u062f\u0631 (?:\u0633\u06cc\u0633\u062a\u0645|\u067e\u0631\u0648\u0646\u062f\u0647|\u0641\u0631\u0645)|(?:\u0938\u093f\u0938\u094d\u091f\u092e|\u0930\u093f\u0915\u0949\u0930\u094d\u0921|\u092b\u0949\u0930\u094d\u092e|\u0926\u0938\u094d\u0924\u093e\u0935\u0947\u091c\u093c) \u092e\u0947\u0902|trong h\u1ec7 th\u1ed1ng";
const WORD = "[\\p{L}\\p{M}'\u2019.\u05f4\"-]{1,20}";

/** The date as something gives it: `your date of birth as 12/03/1985`, `... was entered as ...` */
const AS_REGEXP = new RegExp(
  `^(?: ${WORD}){0,3} (?:as|als|comme|como|come|jako|olarak|som|sebagai|ca|kao|\u043a\u0430\u043a|\u044f\u043a|\u043a\u0430\u0442\u043e|\u043a\u0430\u043e|\u03c9\u03c2)(?: el| le| il| o| der)?[: ]{1,2}["'\u201e\u00ab]?$`,
  "iu",
);
const SAID_REGEXP = new RegExp(
  `^ (?:${
    SENTENCES.map(([where, verbs]) => `(?:${where})(?: ${WORD}){0,4}? (?:${verbs})`).join("|")
  }|${PLACES})[: ]{1,2}["'\u201e\u00ab]?$`,
  "iu",
);

/** Whether such words are what stands between. */
export function isSaidOf(gap: string): boolean {
  return SAID_REGEXP.test(gap) || AS_REGEXP.test(gap);
}

/** Whose date it is, behind a name of the date, in languages that say so without a preposition. */
const OWNERS =
  "dele|dela|deles|delas|hans|hennes|hendes|h\u00e4nen|lui|ei|lor|klienta|klientky|klientki|pacjenta|pacjentki|pacienta|pacientky|z\u00e1kazn\u00edka|pana|pani|pan\u00ed|dziecka|d\u00edt\u011bte|die\u0165a\u0165a|syna|c\u00f3rki|dcery|pracownika|zam\u011bstnance|zamestnanca|\u043a\u043b\u0438\u0435\u043d\u0442\u0430|\u043f\u0430\u0446\u0438\u0435\u043d\u0442\u0430|\u043f\u0430\u0446\u0438\u0435\u043d\u0442\u043a\u0438|\u0437\u0430\u044f\u0432\u0438\u0442\u0435\u043b\u044f|\u0440\u0435\u0431[\u0435\u0451]\u043d\u043a\u0430|\u0441\u044b\u043d\u0430|\u0434\u043e\u0447\u0435\u0440\u0438|\u0435\u0433\u043e|\u0435[\u0435\u0451]|\u043a\u043b\u0456\u0454\u043d\u0442\u0430|\u043f\u0430\u0446\u0456\u0454\u043d\u0442\u0430|\u0434\u0438\u0442\u0438\u043d\u0438|\u0441\u0438\u043d\u0430|\u0439\u043e\u0433\u043e|\u0457\u0457|\u03c4\u03bf\u03c5|\u03c4\u03b7\u03c2";
const OWNED_REGEXP = new RegExp(
  `^(?:\\s(?:(?:of|for|del?|dell[ao'\u2019]|du|des|der|von|van|di|do|da|dos|das|fra|til|av|till|\u00e0|de la|\u03c4\u03bf\u03c5|\u03c4\u03b7\u03c2)(?:\\s${WORD}){1,3}?|${OWNERS}))?(?:,\\s|\\s\\()(?:(?:der|den|le|el|il|o|the)\\s)?$`,
  "iu",
);

/** `data de nascimento dele, ...`, `das Geburtsdatum des Kunden (...`: whose it is, then the date. */
export function isOwned(gap: string): boolean {
  return OWNED_REGEXP.test(gap);
}
