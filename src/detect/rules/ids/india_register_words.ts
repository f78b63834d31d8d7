/**
 * Words for the numbers of taxpayers and voters in India.
 * @module
 */

/** Goods and services tax number. */
export const GSTIN_WORDS: readonly string[] = [
  // English, Hindi
  ...["gstin", "gstin no", "gstin number", "gst", "gst no", "gst number", "gst in", "gst id"],
  ...["gst registration", "gst registration number", "gstn", "gstno", "gst uin"],
  ...["goods and services tax", "goods and services tax number"],
  ...["\u091c\u0940\u090f\u0938\u091f\u0940"],
  ...["\u091c\u0940\u090f\u0938\u091f\u0940\u0906\u0908\u090f\u0928"],
  ...["\u091c\u0940\u090f\u0938\u091f\u0940 \u0928\u0902\u092c\u0930"],
  ...["\u091c\u0940\u090f\u0938\u091f\u0940 \u0938\u0902\u0916\u094d\u092f\u093e"],
  ...["\u091c\u0940\u090f\u0938\u091f\u0940\u090f\u0928"],
];

/** Number of the elector's photo identity card. */
export const VOTER_WORDS: readonly string[] = [
  // English
  ...["voter id", "voter id no", "voter id number", "voter id card", "voterid", "voterid no"],
  ...["voters id", "voter s id", "voter card", "voter card no", "voter card number"],
  ...["voter identity", "voter identity card", "voter no", "voter number"],
  ...["voter identification", "voter identification number", "voter registration"],
  ...["voter registration number", "elector id", "elector photo identity"],
  ...["electors photo identity", "electors photo identity card", "elector s photo identity card"],
  ...["elector photo identity card", "electoral photo id", "electoral id", "electoral card"],
  ...["epic no", "epic number", "epic id", "epic card", "epic num", "epicno", "epicnumber"],
  ...["=EPIC", "indian voter id"],
  // Languages of India
  ...["\u092e\u0924\u0926\u093e\u0924\u093e"],
  ...[
    "\u092e\u0924\u0926\u093e\u0924\u093e \u092a\u0939\u091a\u093e\u0928 \u092a\u0924\u094d\u0930",
  ],
  ...["\u092e\u0924\u0926\u093e\u0924\u093e \u092a\u0939\u091a\u093e\u0928"],
  ...["\u092e\u0924\u0926\u093e\u0924\u093e \u0906\u0908\u0921\u0940"],
  ...["\u092e\u0924\u0926\u093e\u0924\u093e \u0938\u0902\u0916\u094d\u092f\u093e"],
  ...["\u0935\u094b\u091f\u0930 \u0906\u0908\u0921\u0940"],
  ...["\u0935\u094b\u091f\u0930 \u0915\u093e\u0930\u094d\u0921"],
  ...["\u0935\u094b\u091f\u0930 \u0906\u0908\u0921\u0940 \u0915\u093e\u0930\u094d\u0921"],
  ...["\u092e\u0924\u0926\u093e\u0924\u093e \u092a\u0924\u094d\u0930"],
  ...["\u092e\u0924\u0926\u093e\u0928 \u0913\u0933\u0916\u092a\u0924\u094d\u0930"],
  ...["\u09ad\u09cb\u099f\u09be\u09b0 \u0986\u0987\u09a1\u09bf"],
  ...["\u09ad\u09cb\u099f\u09be\u09b0 \u0995\u09be\u09b0\u09cd\u09a1"],
  ...[
    "\u0bb5\u0bbe\u0b95\u0bcd\u0b95\u0bbe\u0bb3\u0bb0\u0bcd \u0b85\u0b9f\u0bc8\u0baf\u0bbe\u0bb3 \u0b85\u0b9f\u0bcd\u0b9f\u0bc8",
  ],
  ...["\u0bb5\u0bbe\u0b95\u0bcd\u0b95\u0bbe\u0bb3\u0bb0\u0bcd"],
  ...["\u0c13\u0c1f\u0c30\u0c41 \u0c17\u0c41\u0c30\u0c4d\u0c24\u0c3f\u0c02\u0c2a\u0c41"],
  ...["\u0c2e\u0c24\u0c26\u0c3e\u0c30", "\u0aae\u0aa4\u0aa6\u0abe\u0ab0 \u0a93\u0ab3\u0a96"],
  ...["\u0648\u0648\u0679\u0631 \u0622\u0626\u06cc \u0688\u06cc"],
  // Others
  ...["carte d \u00e9lecteur", "num\u00e9ro d \u00e9lecteur", "identifiant d \u00e9lecteur"],
  ...["id d \u00e9lecteur", "credencial de elector", "n\u00famero de votante"],
  ...["n\u00famero de elector", "identificaci\u00f3n de votante", "tarjeta de votante"],
  ...["id de votante", "id de elector", "t\u00edtulo de eleitor"],
  ...["identifica\u00e7\u00e3o de eleitor", "cart\u00e3o de eleitor", "id de eleitor"],
  ...["n\u00famero de eleitor", "tessera elettorale", "id elettore", "w\u00e4hlerausweis"],
  ...["w\u00e4hlernummer", "w\u00e4hler id", "w\u00e4hler identifikationsnummer", "kiezers id"],
  ...["kiezersnummer", "kiezerskaart", "v\u00e4ljar id", "r\u00f6stkort", "v\u00e6lger id"],
  ...["velger id", "\u00e4\u00e4nest\u00e4j\u00e4tunnus", "identyfikator wyborcy"],
  ...["karta wyborcy", "numer wyborcy", "volebn\u00ed pr\u016fkaz", "id voli\u010de"],
  ...["voli\u010d", "id voli\u010da", "v\u00e1laszt\u00f3i azonos\u00edt\u00f3"],
  ...["id aleg\u0103tor", "se\u00e7men kimli\u011fi", "se\u00e7men kart\u0131"],
  ...["se\u00e7men kimlik", "se\u00e7men no"],
  ...[
    "\u0443\u0434\u043e\u0441\u0442\u043e\u0432\u0435\u0440\u0435\u043d\u0438\u0435 \u0438\u0437\u0431\u0438\u0440\u0430\u0442\u0435\u043b\u044f",
  ],
  ...["\u0438\u0437\u0431\u0438\u0440\u0430\u0442\u0435\u043b\u044f"],
  ...[
    "\u043a\u0430\u0440\u0442\u0430 \u0438\u0437\u0431\u0438\u0440\u0430\u0442\u0435\u043b\u044f",
  ],
  ...[
    "\u043f\u043e\u0441\u0432\u0456\u0434\u0447\u0435\u043d\u043d\u044f \u0432\u0438\u0431\u043e\u0440\u0446\u044f",
  ],
  ...["\u0432\u0438\u0431\u043e\u0440\u0446\u044f"],
  ...[
    "\u03b1\u03bd\u03b1\u03b3\u03bd\u03c9\u03c1\u03b9\u03c3\u03c4\u03b9\u03ba\u03cc \u03c8\u03b7\u03c6\u03bf\u03c6\u03cc\u03c1\u03bf\u03c5",
  ],
  ...[
    "\u03b5\u03ba\u03bb\u03bf\u03b3\u03b9\u03ba\u03cc \u03b2\u03b9\u03b2\u03bb\u03b9\u03ac\u03c1\u03b9\u03bf",
  ],
  ...["\u03c8\u03b7\u03c6\u03bf\u03c6\u03cc\u03c1\u03bf\u03c5"],
  ...["\u0628\u0637\u0627\u0642\u0629 \u0627\u0644\u0646\u0627\u062e\u0628"],
  ...["\u0631\u0642\u0645 \u0627\u0644\u0646\u0627\u062e\u0628"],
  ...["\u0647\u0648\u064a\u0629 \u0627\u0644\u0646\u0627\u062e\u0628"],
  ...["\u05ea\u05e2\u05d5\u05d3\u05ea \u05d1\u05d5\u05d7\u05e8", "\u9009\u6c11\u8bc1"],
  ...["\u9078\u6c11\u8b49", "\u9009\u6c11\u8eab\u4efd\u8bc1", "\u9009\u6c11\u7f16\u53f7"],
  ...["\u9009\u6c11id", "\u9009\u6c11ID", "\u6709\u6a29\u8005", "\u6709\u6a29\u8005\u8a3c"],
  ...["\u6709\u6a29\u8005ID", "\uc720\uad8c\uc790", "\uc720\uad8c\uc790 \ub4f1\ub85d"],
  ...["\uc720\uad8c\uc790 ID"],
  ...[
    "\u0e1c\u0e39\u0e49\u0e21\u0e35\u0e2a\u0e34\u0e17\u0e18\u0e34\u0e40\u0e25\u0e37\u0e2d\u0e01\u0e15\u0e31\u0e49\u0e07",
  ],
  ...[
    "\u0e1a\u0e31\u0e15\u0e23\u0e1c\u0e39\u0e49\u0e21\u0e35\u0e2a\u0e34\u0e17\u0e18\u0e34\u0e4c\u0e40\u0e25\u0e37\u0e2d\u0e01\u0e15\u0e31\u0e49\u0e07",
  ],
  ...["th\u1ebb c\u1eed tri", "c\u1eed tri", "id pemilih", "kartu pemilih", "nomor pemilih"],
  ...["kad pengundi"],
];
