/**
 * Words for the numbers of taxpayers and of social insurance, in the languages that the rules know.
 * They belong to every category that they fit; form and check decide which it is.
 * @module
 */

/** Words for the number of a taxpayer. */
export const TAX_ID_WORDS: readonly string[] = [
  // English
  ...["tax id", "tax id number", "tax id no", "tax identification", "tax identification number"],
  ...["tax identification no", "tax identifier", "tax number", "tax no", "tax code", "tax ref"],
  ...["tax reference number", "taxid", "taxpayer", "taxpayer id", "taxpayer number"],
  ...["taxpayer identification", "taxpayer identification number", "taxpayer no", "tin"],
  ...["tin number", "tin no", "vat", "vat id", "vat no", "vat number", "vat reg no"],
  ...["vat registration", "vat registration number", "fiscal number", "fiscal code", "fiscal id"],
  ...["fiscal identification number", "gst", "gst number", "gst no", "gst registration"],
  // German, Dutch
  ...["steuernummer", "steuer nr", "steuernr", "steuer id", "steueridentifikationsnummer"],
  ...["steuerliche identifikationsnummer", "umsatzsteuer id", "ust id", "ust id nr"],
  ...["mwst nummer", "belastingnummer", "fiscaal nummer", "btw nummer", "btw nr"],
  ...["fiscaal identificatienummer"],
  // French, Spanish, Portuguese, Italian, Romanian
  ...["codul meu fiscal", "codul s\u0103u fiscal", "num\u0103rul meu fiscal"],
  ...["cod unic de \u00eenregistrare", "cui", "num\u00e9ro fiscal"],
  ...["num\u00e9ro d identification fiscale", "identifiant fiscal", "identification fiscale"],
  ...["num\u00e9ro de tva", "num\u00e9ro d imp\u00f4t", "num\u00e9ro de contribuable", "tva"],
  ...["n\u00famero de identificaci\u00f3n fiscal", "identificaci\u00f3n fiscal"],
  ...["n\u00famero fiscal", "id fiscal", "identificador fiscal"],
  ...["n\u00famero de identificaci\u00f3n tributaria", "identificaci\u00f3n tributaria"],
  ...["rol \u00fanico tributario", "n\u00famero tributario", "clave fiscal", "nif"],
  ...["n\u00famero de contribuyente", "contribuyente", "nit"],
  ...["n\u00famero de identifica\u00e7\u00e3o fiscal", "identifica\u00e7\u00e3o fiscal"],
  ...["contribuinte", "n\u00famero de contribuinte", "no contribuinte", "codice fiscale"],
  ...["numero fiscale", "partita iva", "p iva", "identificativo fiscale"],
  ...["numero di identificazione fiscale", "cod fiscal", "codul fiscal"],
  ...["cod de identificare fiscal\u0103", "num\u0103r fiscal"],
  ...["num\u0103r de identificare fiscal\u0103"],
  // Nordic languages
  ...["verotunnisteeni", "verotunnisteensa", "veronumeroni", "verotunnuksen", "verotunnus"],
  ...["skattenummer", "skatteregistreringsnummer", "skatteidentifikationsnummer", "skatte id"],
  ...["skattenr", "momsnummer", "momsregistreringsnummer", "moms nr", "verotunniste"],
  ...["veronumero", "alv numero"],
  // Slavic and Baltic languages, Hungarian, Greek, Turkish
  ...["ad\u00f3sz\u00e1mom", "ad\u00f3sz\u00e1mod", "ad\u00f3azonos\u00edt\u00f3m"],
  ...["ad\u00f3azonos\u00edt\u00f3ja", "ad\u00f3azonos\u00edt\u00f3 jelem"],
  ...["ad\u00f3azonos\u00edt\u00f3 jele"],
  ...["\u0434\u0430\u043d\u044a\u0447\u043d\u0438\u044f\u0442 \u043d\u043e\u043c\u0435\u0440"],
  ...[
    "\u0434\u0430\u043d\u044a\u0447\u043d\u0438\u044f\u0442 \u043c\u0438 \u043d\u043e\u043c\u0435\u0440",
  ],
  ...[
    "\u0434\u0430\u043d\u044a\u0447\u0435\u043d \u0438\u0434\u0435\u043d\u0442\u0438\u0444\u0438\u043a\u0430\u0446\u0438\u043e\u043d\u0435\u043d \u043d\u043e\u043c\u0435\u0440",
  ],
  ...["\u0434\u0430\u043d\u044a\u0447\u043d\u0438\u044f \u043d\u043e\u043c\u0435\u0440"],
  ...["porezni identifikacijski broj"],
  ...[
    "\u043d\u0430\u043b\u043e\u0433\u043e\u0432\u043e\u0433\u043e \u043d\u043e\u043c\u0435\u0440\u0430",
  ],
  ...[
    "\u043f\u043e\u0434\u0430\u0442\u043a\u043e\u0432\u043e\u0433\u043e \u043d\u043e\u043c\u0435\u0440\u0430",
  ],
  ...["vergi numaram", "vergi numaran\u0131z", "vergi kimlik numaram", "numer podatkowy"],
  ...["numer identyfikacji podatkowej", "identyfikator podatkowy", "nip"],
  ...["da\u0148ov\u00e9 identifika\u010dn\u00ed \u010d\u00edslo"],
  ...["da\u0148ov\u00e9 \u010d\u00edslo"],
  ...["da\u0148ov\u00e9 identifika\u010dn\u00e9 \u010d\u00edslo", "di\u010d"],
  ...["ad\u00f3sz\u00e1m", "ad\u00f3azonos\u00edt\u00f3", "ad\u00f3azonos\u00edt\u00f3 jel"],
  ...["ad\u00f3sz\u00e1ma", "porezni broj", "poreski broj", "dav\u010dna \u0161tevilka"],
  ...["\u0434\u0430\u043d\u044a\u0447\u0435\u043d \u043d\u043e\u043c\u0435\u0440"],
  ...["\u0438\u043d\u043d"],
  ...[
    "\u0438\u0434\u0435\u043d\u0442\u0438\u0444\u0438\u043a\u0430\u0446\u0438\u043e\u043d\u043d\u044b\u0439 \u043d\u043e\u043c\u0435\u0440 \u043d\u0430\u043b\u043e\u0433\u043e\u043f\u043b\u0430\u0442\u0435\u043b\u044c\u0449\u0438\u043a\u0430",
  ],
  ...["\u043d\u0430\u043b\u043e\u0433\u043e\u0432\u044b\u0439 \u043d\u043e\u043c\u0435\u0440"],
  ...[
    "\u043d\u043e\u043c\u0435\u0440 \u043d\u0430\u043b\u043e\u0433\u043e\u043f\u043b\u0430\u0442\u0435\u043b\u044c\u0449\u0438\u043a\u0430",
  ],
  ...[
    "\u043d\u0430\u043b\u043e\u0433\u043e\u043f\u043b\u0430\u0442\u0435\u043b\u044c\u0449\u0438\u043a\u0430",
  ],
  ...[
    "\u043f\u043e\u0434\u0430\u0442\u043a\u043e\u0432\u0438\u0439 \u043d\u043e\u043c\u0435\u0440",
  ],
  ...["\u0456\u043f\u043d", "\u0440\u043d\u043e\u043a\u043f\u043f"],
  ...[
    "\u043d\u043e\u043c\u0435\u0440 \u043f\u043b\u0430\u0442\u043d\u0438\u043a\u0430 \u043f\u043e\u0434\u0430\u0442\u043a\u0456\u0432",
  ],
  ...["\u03b1\u03c6\u03bc"],
  ...[
    "\u03b1\u03c1\u03b9\u03b8\u03bc\u03cc\u03c2 \u03c6\u03bf\u03c1\u03bf\u03bb\u03bf\u03b3\u03b9\u03ba\u03bf\u03cd \u03bc\u03b7\u03c4\u03c1\u03ce\u03bf\u03c5",
  ],
  ...[
    "\u03c6\u03bf\u03c1\u03bf\u03bb\u03bf\u03b3\u03b9\u03ba\u03cc\u03c2 \u03b1\u03c1\u03b9\u03b8\u03bc\u03cc\u03c2",
  ],
  ...["vergi", "vergi no", "vergi numaras\u0131", "vergi kimlik", "vergi kimlik no"],
  ...["vergi kimlik numaras\u0131", "maksukohustuslase number"],
  // Other scripts
  ...["\u0631\u0642\u0645\u064a \u0627\u0644\u0636\u0631\u064a\u0628\u064a"],
  ...["\u0631\u0642\u0645\u0647 \u0627\u0644\u0636\u0631\u064a\u0628\u064a"],
  ...["\u0631\u0642\u0645\u0647\u0627 \u0627\u0644\u0636\u0631\u064a\u0628\u064a"],
  ...["\u05de\u05e1\u05e4\u05e8 \u05d4\u05de\u05e1"],
  ...["\u05de\u05e1\u05e4\u05e8 \u05ea\u05d9\u05e7 \u05d1\u05de\u05e1"],
  ...["\u0627\u0644\u0631\u0642\u0645 \u0627\u0644\u0636\u0631\u064a\u0628\u064a"],
  ...["\u0631\u0642\u0645 \u0636\u0631\u064a\u0628\u064a"],
  ...[
    "\u0627\u0644\u0631\u0642\u0645 \u0627\u0644\u0636\u0631\u064a\u0628\u064a \u0627\u0644\u0645\u0648\u062d\u062f",
  ],
  ...[
    "\u0631\u0642\u0645 \u0627\u0644\u062a\u0639\u0631\u064a\u0641 \u0627\u0644\u0636\u0631\u064a\u0628\u064a",
  ],
  ...["\u05de\u05e1\u05e4\u05e8 \u05e2\u05d5\u05e1\u05e7"],
  ...["\u05ea\u05d9\u05e7 \u05d1\u05de\u05e1", "\u05de\u05e1\u05e4\u05e8 \u05de\u05e1"],
  ...["\u0915\u0930 \u092a\u0939\u091a\u093e\u0928 \u0938\u0902\u0916\u094d\u092f\u093e"],
  ...["\u0915\u0930 \u0938\u0902\u0916\u094d\u092f\u093e"],
  ...["\u0915\u0930\u0926\u093e\u0924\u093e", "\u091c\u0940\u090f\u0938\u091f\u0940"],
  ...["\u091f\u0948\u0915\u094d\u0938 \u0906\u0908\u0921\u0940", "\u7a0e\u53f7", "\u7a05\u865f"],
  ...["\u7eb3\u7a0e\u4eba\u8bc6\u522b\u53f7", "\u7d0d\u7a05\u4eba\u8b58\u5225\u865f"],
  ...["\u7a0e\u52a1\u767b\u8bb0\u53f7", "\u7a0e\u52a1\u8bc6\u522b\u53f7"],
  ...["\u7a0e\u52a1\u7f16\u53f7", "\u7d71\u4e00\u7de8\u865f", "\u7d0d\u7a0e\u8005\u756a\u53f7"],
  ...["\u7d0d\u7a0e\u8005\u8b58\u5225\u756a\u53f7", "\u7a0e\u52d9\u756a\u53f7"],
  ...["\u7a0e\u756a\u53f7", "\ub0a9\uc138\uc790", "\ub0a9\uc138\uc790 \ubc88\ud638"],
  ...["\ub0a9\uc138\uc790\ubc88\ud638", "\uc138\uae08 \ubc88\ud638", "\uc138\uae08 \uc2dd\ubcc4"],
  ...["\uc138\uae08 ID", "\uc138\uae08ID"],
  ...[
    "\u0e40\u0e25\u0e02\u0e1b\u0e23\u0e30\u0e08\u0e33\u0e15\u0e31\u0e27\u0e1c\u0e39\u0e49\u0e40\u0e2a\u0e35\u0e22\u0e20\u0e32\u0e29\u0e35",
  ],
  ...["\u0e1c\u0e39\u0e49\u0e40\u0e2a\u0e35\u0e22\u0e20\u0e32\u0e29\u0e35"],
  ...["m\u00e3 s\u1ed1 thu\u1ebf", "mst", "nomor pokok wajib pajak", "npwp", "nomor pajak"],
  ...["cukai"],
];

/** Words for the number of a social insurance, which in some countries is that of the person. */
export const SOCIAL_WORDS: readonly string[] = [
  // English
  ...["social security number", "social security no", "social security"],
  ...["social insurance number", "social insurance", "social security id"],
  ...["socialsecuritynumber"],
  // German, Dutch
  ...["sozialversicherungsnummer", "sozialversicherungsnr", "sozialversicherung", "sv nummer"],
  ...["burgerservicenummer", "sofinummer", "sociaalzekerheidsnummer", "sociale zekerheid"],
  // French, Spanish, Portuguese, Italian, Romanian
  ...["num\u00e9ro de s\u00e9curit\u00e9 sociale", "s\u00e9curit\u00e9 sociale"],
  ...["assurance sociale", "n\u00famero de seguridad social"],
  ...["n\u00famero de la seguridad social", "seguridad social"],
  ...["n\u00famero de seguran\u00e7a social", "seguran\u00e7a social", "seguro social"],
  ...["numero di previdenza sociale", "previdenza sociale", "sicurezza sociale"],
  ...["assicurazione sociale", "num\u0103r de asigurare social\u0103", "securitate social\u0103"],
  ...["asigurare social\u0103"],
  // Nordic languages
  ...["socialf\u00f6rs\u00e4kringsnummer", "socialsikringsnummer", "sosialforsikringsnummer"],
  ...["trygdenummer", "sosiaaliturvatunnus", "sosiaaliturvatunnuksen", "sosiaaliturvanumero"],
  ...["sotu"],
  // Slavic languages, Hungarian, Greek, Turkish
  ...["numer ubezpieczenia spo\u0142ecznego", "ubezpieczenia spo\u0142ecznego"],
  ...["\u010d\u00edslo soci\u00e1ln\u00edho zabezpe\u010den\u00ed"],
  ...["soci\u00e1ln\u00edho zabezpe\u010den\u00ed", "soci\u00e1lneho zabezpe\u010denia"],
  ...["t\u00e1rsadalombiztos\u00edt\u00e1si sz\u00e1m", "taj sz\u00e1m"],
  ...[
    "\u0441\u043e\u0446\u0438\u0430\u043b\u044c\u043d\u043e\u0433\u043e \u0441\u0442\u0440\u0430\u0445\u043e\u0432\u0430\u043d\u0438\u044f",
  ],
  ...[
    "\u043d\u043e\u043c\u0435\u0440 \u0441\u043e\u0446\u0438\u0430\u043b\u044c\u043d\u043e\u0433\u043e \u0441\u0442\u0440\u0430\u0445\u043e\u0432\u0430\u043d\u0438\u044f",
  ],
  ...[
    "\u0441\u043e\u0446\u0456\u0430\u043b\u044c\u043d\u043e\u0433\u043e \u0441\u0442\u0440\u0430\u0445\u0443\u0432\u0430\u043d\u043d\u044f",
  ],
  ...[
    "\u0441\u043e\u0446\u0438\u0430\u043b\u043d\u043e \u043e\u0441\u0438\u0433\u0443\u0440\u044f\u0432\u0430\u043d\u0435",
  ],
  ...[
    "\u03b1\u03c1\u03b9\u03b8\u03bc\u03cc\u03c2 \u03ba\u03bf\u03b9\u03bd\u03c9\u03bd\u03b9\u03ba\u03ae\u03c2 \u03b1\u03c3\u03c6\u03ac\u03bb\u03b9\u03c3\u03b7\u03c2",
  ],
  ...[
    "\u03ba\u03bf\u03b9\u03bd\u03c9\u03bd\u03b9\u03ba\u03ae\u03c2 \u03b1\u03c3\u03c6\u03ac\u03bb\u03b9\u03c3\u03b7\u03c2",
  ],
  ...["sosyal g\u00fcvenlik", "sosyal g\u00fcvenlik numaras\u0131"],
  // Other scripts
  ...[
    "\u0627\u0644\u0636\u0645\u0627\u0646 \u0627\u0644\u0627\u062c\u062a\u0645\u0627\u0639\u064a",
  ],
  ...[
    "\u0631\u0642\u0645 \u0627\u0644\u0636\u0645\u0627\u0646 \u0627\u0644\u0627\u062c\u062a\u0645\u0627\u0639\u064a",
  ],
  ...["\u05d1\u05d9\u05d8\u05d5\u05d7 \u05dc\u05d0\u05d5\u05de\u05d9"],
  ...["\u0938\u093e\u092e\u093e\u091c\u093f\u0915 \u0938\u0941\u0930\u0915\u094d\u0937\u093e"],
  ...[
    "\u0938\u093e\u092e\u093e\u091c\u093f\u0915 \u0938\u0941\u0930\u0915\u094d\u0937\u093e \u0938\u0902\u0916\u094d\u092f\u093e",
  ],
  ...["\u793e\u4f1a\u4fdd\u969c\u53f7", "\u793e\u4fdd\u53f7", "\u793e\u4f1a\u4fdd\u9669\u53f7"],
  ...["\u793e\u6703\u5b89\u5168\u865f\u78bc", "\u793e\u4f1a\u5b89\u5168\u53f7"],
  ...["\u793e\u4f1a\u4fdd\u969c\u756a\u53f7", "\u793e\u4f1a\u4fdd\u967a\u756a\u53f7"],
  ...["\uc0ac\ud68c\ubcf4\uc7a5\ubc88\ud638", "\uc0ac\ud68c \ubcf4\uc7a5 \ubc88\ud638"],
  ...["\u0e1b\u0e23\u0e30\u0e01\u0e31\u0e19\u0e2a\u0e31\u0e07\u0e04\u0e21"],
  ...["an sinh x\u00e3 h\u1ed9i", "b\u1ea3o hi\u1ec3m x\u00e3 h\u1ed9i", "jaminan sosial"],
];
