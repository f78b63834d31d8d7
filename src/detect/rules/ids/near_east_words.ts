/**
 * Words for the numbers of persons in Turkey and Israel.
 * @module
 */

/** T.C. kimlik numarasi. */
export const TURKISH_WORDS: readonly string[] = [
  // Turkish, and what others call it
  ...["tckn", "tc", "t c", "tc no", "tcno", "tc kimlik", "tc kimlik no", "tc kimlik nosu"],
  ...["tc kimlik numaras\u0131", "tc kimlik numaram", "tc kimlik numaran\u0131z"],
  ...["tc kimlik numaras\u0131n\u0131", "tc numaras\u0131", "tc numaram", "tc numaran\u0131z"],
  ...["t c kimlik", "t c kimlik no", "t c no", "t c kimlik numaras\u0131", "kimlik", "kimlik no"],
  ...["kimlik nosu", "kimlik numaras\u0131", "kimlik numaram", "kimlik numaran\u0131z"],
  ...["kimlik numaras\u0131yla", "kimlik numaram\u0131", "kimlik num", "tckimlik", "tckimlikno"],
  // Persian, Arabic, Russian, Ukrainian
  ...["\u06a9\u06cc\u0645\u0644\u06cc\u06a9", "\u06a9\u0645\u0644\u06cc\u06a9"],
  ...["\u0643\u064a\u0645\u0644\u064a\u0643", "\u0627\u0644\u0643\u0645\u0644\u0643"],
  ...["\u0627\u0644\u0643\u064a\u0645\u0644\u064a\u0643", "\u0643\u0645\u0644\u0643"],
  ...["\u043a\u0438\u043c\u043b\u0438\u043a", "\u043a\u0438\u043c\u043b\u0438\u043a\u0430"],
  ...["\u043a\u0456\u043c\u043b\u0456\u043a", "\u043a\u0456\u043c\u043b\u0456\u043a\u0430"],
  ...["vatanda\u015fl\u0131k", "vatanda\u015fl\u0131k numaras\u0131"],
  ...["n\u00fcfus c\u00fczdan\u0131", "mernis", "turkish id", "turkish national id"],
  ...["turkish identity", "t\u00fcrkische identit\u00e4tsnummer"],
  ...[
    "\u0442\u0443\u0440\u0435\u0446\u043a\u0438\u0439 \u0438\u0434\u0435\u043d\u0442\u0438\u0444\u0438\u043a\u0430\u0446\u0438\u043e\u043d\u043d\u044b\u0439 \u043d\u043e\u043c\u0435\u0440",
  ],
];

/** Mispar zehut. */
export const ISRAELI_WORDS: readonly string[] = [
  // Hebrew, Arabic, English
  ...["\u05ea\u05e2\u05d5\u05d3\u05ea \u05d6\u05d4\u05d5\u05ea"],
  ...["\u05de\u05e1\u05e4\u05e8 \u05d6\u05d4\u05d5\u05ea"],
  ...["\u05de\u05e1\u05e4\u05e8 \u05ea\u05e2\u05d5\u05d3\u05ea \u05d6\u05d4\u05d5\u05ea"],
  ...["\u05ea\u05d6", "\u05ea \u05d6", "\u05de\u05e1 \u05d6\u05d4\u05d5\u05ea"],
  ...["\u05d6\u05d4\u05d5\u05ea", "\u05d4\u05d6\u05d4\u05d5\u05ea"],
  ...["\u05d1\u05d6\u05d4\u05d5\u05ea"],
  ...["\u05de\u05e1\u05e4\u05e8 \u05d4\u05d6\u05d4\u05d5\u05ea"],
  ...["\u05ea\u05e2\u05d5\u05d3\u05ea \u05d4\u05d6\u05d4\u05d5\u05ea"],
  ...["\u05d9\u05e9\u05e8\u05d0\u05dc\u05d9\u05ea"],
  ...["\u05de\u05e1\u05e4\u05e8 \u05d0\u05d9\u05e9\u05d9"],
  ...["\u05de\u05e1 \u05ea\u05e2\u05d5\u05d3\u05ea \u05d6\u05d4\u05d5\u05ea"],
  ...["\u05d1\u05ea\u05e2\u05d5\u05d3\u05ea \u05d6\u05d4\u05d5\u05ea"],
  ...["\u05dc\u05ea\u05e2\u05d5\u05d3\u05ea \u05d6\u05d4\u05d5\u05ea", "teudat zehut"],
  ...[
    "teudat zeut",
    "tehudat zehut",
    "tz",
    "t z",
    "tz number",
    "mispar zehut",
    "misparzehut",
    "zehut",
  ],
  ...["israeli id", "israel id", "israeli identity", "israeli national id", "il id"],
  ...["\u0647\u0648\u064a\u0629 \u0625\u0633\u0631\u0627\u0626\u064a\u0644\u064a\u0629"],
  ...[
    "\u0631\u0642\u0645 \u0627\u0644\u0647\u0648\u064a\u0629 \u0627\u0644\u0625\u0633\u0631\u0627\u0626\u064a\u0644\u064a\u0629",
  ],
  ...["\u0438\u0437\u0440\u0430\u0438\u043b\u044c\u0441\u043a\u0438\u0439 id"],
  ...["\u0442\u0435\u0443\u0434\u0430\u0442 \u0437\u0435\u0443\u0442"],
];
