/**
 * Words for the numbers of persons and firms in Australia.
 * @module
 */

/** Medicare number. */
export const MEDICARE_WORDS: readonly string[] = [
  // English, and words of others around the same name
  ...["medicare", "medicare no", "medicare number", "medicare num", "medicare card"],
  ...["medicare card number", "medicare card no", "medicare id", "medicareno", "medicarenumber"],
  ...["medicarecard", "medicare australia", "australian medicare", "health insurance card"],
  ...["medicare irn", "num\u00e9ro medicare", "carte medicare", "medicare nummer"],
  ...["medicare karte", "n\u00famero de medicare", "tarjeta medicare", "numero medicare"],
  ...["tessera medicare", "medicare k\u00e1rtya", "karta medicare"],
  ...["\u043a\u0430\u0440\u0442\u0430 medicare", "\u043d\u043e\u043c\u0435\u0440 medicare"],
  ...["medicare\u756a\u53f7", "medicare \u30ab\u30fc\u30c9", "\u533b\u7597\u4fdd\u9669\u53f7"],
  ...["\u533b\u7597\u5361\u53f7", "\u533b\u4fdd\u5361\u53f7", "\u30e1\u30c7\u30a3\u30b1\u30a2"],
  ...["\uba54\ub514\ucf00\uc5b4", "\u30e1\u30c7\u30a3\u30b1\u30a2\u756a\u53f7"],
  ...["\u0645\u064a\u062f\u064a\u0643\u064a\u0631"],
];

/** Business number. */
export const ABN_WORDS: readonly string[] = [
  // English, and what others call it
  ...["abn", "a b n", "abn no", "abn number", "abn num", "abnnumber", "abn acn"],
  ...["australian business number", "australian business no", "business number", "business no"],
  ...["business registration number", "business registration no", "business registration"],
  ...["business id", "business identification number", "company registration number"],
  ...["num\u00e9ro d entreprise", "num\u00e9ro d entreprise australien", "unternehmensnummer"],
  ...["australische unternehmensnummer", "n\u00famero de empresa", "n\u00famero comercial"],
  ...["n\u00famero de negocio", "n\u00famero empresarial", "numero aziendale"],
  ...["numero di impresa", "bedrijfsnummer", "ondernemingsnummer", "f\u00f6retagsnummer"],
  ...["organisationsnummer", "virksomhedsnummer", "bedriftsnummer", "yritystunnus"],
  ...["numer firmy", "numer przedsi\u0119biorstwa", "obchodn\u00ed \u010d\u00edslo"],
  ...["c\u00e9gsz\u00e1m", "num\u0103r de firm\u0103", "i\u015fletme numaras\u0131"],
  ...[
    "\u043d\u043e\u043c\u0435\u0440 \u043f\u0440\u0435\u0434\u043f\u0440\u0438\u044f\u0442\u0438\u044f",
  ],
  ...["\u0431\u0438\u0437\u043d\u0435\u0441 \u043d\u043e\u043c\u0435\u0440"],
  ...["\u0431\u0456\u0437\u043d\u0435\u0441 \u043d\u043e\u043c\u0435\u0440"],
  ...[
    "\u0430\u0432\u0441\u0442\u0440\u0430\u043b\u0438\u0439\u0441\u043a\u0438\u0439 \u0431\u0438\u0437\u043d\u0435\u0441 \u043d\u043e\u043c\u0435\u0440",
  ],
  ...["\u0631\u0642\u0645 \u0627\u0644\u0623\u0639\u0645\u0627\u0644"],
  ...["\u0627\u0644\u0631\u0642\u0645 \u0627\u0644\u062a\u062c\u0627\u0631\u064a"],
  ...["\u05de\u05e1\u05e4\u05e8 \u05e2\u05e1\u05e7"],
  ...["\u0935\u094d\u092f\u0935\u0938\u093e\u092f \u0938\u0902\u0916\u094d\u092f\u093e"],
  ...["\u0935\u094d\u092f\u093e\u092a\u093e\u0930 \u0938\u0902\u0916\u094d\u092f\u093e"],
  ...["\u5546\u4e1a\u53f7\u7801", "\u5546\u696d\u865f\u78bc", "\u4f01\u4e1a\u7f16\u53f7"],
  ...["\u6fb3\u5927\u5229\u4e9a\u5546\u4e1a\u53f7\u7801", "\u4e8b\u696d\u8005\u756a\u53f7"],
  ...["\u30d3\u30b8\u30cd\u30b9\u756a\u53f7", "\uc0ac\uc5c5\uc790\ubc88\ud638"],
  ...["\uc0ac\uc5c5\uc790 \ubc88\ud638", "\uc0ac\uc5c5\uc790\ub4f1\ub85d\ubc88\ud638"],
  ...["\u0e2b\u0e21\u0e32\u0e22\u0e40\u0e25\u0e02\u0e18\u0e38\u0e23\u0e01\u0e34\u0e08"],
  ...["m\u00e3 s\u1ed1 doanh nghi\u1ec7p", "s\u1ed1 doanh nghi\u1ec7p", "nomor bisnis"],
];

/** Company number. */
export const ACN_WORDS: readonly string[] = [
  // English, and what others call it
  ...["acn", "a c n", "acn no", "acn number", "acn num", "acnnumber", "abn acn", "arbn"],
  ...["australian company number", "australian company no", "company number", "company no"],
  ...["company registration number", "company reg no", "company registration no"],
  ...["companynumber", "asic", "asic number", "num\u00e9ro de soci\u00e9t\u00e9"],
  ...["num\u00e9ro d entreprise", "firmennummer", "unternehmensnummer", "handelsregisternummer"],
  ...["n\u00famero de empresa", "n\u00famero de compa\u00f1\u00eda", "n\u00famero da empresa"],
  ...["numero di societ\u00e0", "numero societ\u00e0", "bedrijfsnummer", "ondernemingsnummer"],
  ...["f\u00f6retagsnummer", "organisationsnummer", "virksomhedsnummer", "selskabsnummer"],
  ...["selskapsnummer", "yritysnumero", "numer sp\u00f3\u0142ki", "numer firmy"],
  ...["\u010d\u00edslo spole\u010dnosti", "\u010d\u00edslo spolo\u010dnosti"],
  ...["c\u00e9gsz\u00e1m", "num\u0103r de companie", "num\u0103rul companiei"],
  ...["\u015firket numaras\u0131"],
  ...["\u043d\u043e\u043c\u0435\u0440 \u043a\u043e\u043c\u043f\u0430\u043d\u0438\u0438"],
  ...["\u043d\u043e\u043c\u0435\u0440 \u043a\u043e\u043c\u043f\u0430\u043d\u0456\u0457"],
  ...[
    "\u03b1\u03c1\u03b9\u03b8\u03bc\u03cc\u03c2 \u03b5\u03c4\u03b1\u03b9\u03c1\u03b5\u03af\u03b1\u03c2",
  ],
  ...["\u0631\u0642\u0645 \u0627\u0644\u0634\u0631\u0643\u0629"],
  ...["\u05de\u05e1\u05e4\u05e8 \u05d7\u05d1\u05e8\u05d4"],
  ...["\u0915\u0902\u092a\u0928\u0940 \u0938\u0902\u0916\u094d\u092f\u093e"],
  ...["\u516c\u53f8\u7f16\u53f7", "\u516c\u53f8\u865f\u78bc", "\u516c\u53f8\u6ce8\u518c\u53f7"],
  ...["\u4f1a\u793e\u756a\u53f7", "\ud68c\uc0ac\ubc88\ud638", "\ud68c\uc0ac \ubc88\ud638"],
  ...["\u0e2b\u0e21\u0e32\u0e22\u0e40\u0e25\u0e02\u0e1a\u0e23\u0e34\u0e29\u0e31\u0e17"],
  ...["m\u00e3 s\u1ed1 c\u00f4ng ty", "s\u1ed1 c\u00f4ng ty", "nomor perusahaan"],
];
