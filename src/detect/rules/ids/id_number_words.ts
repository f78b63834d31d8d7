/**
 * Words for the numbers that authorities give to people, in the languages that the rules know. They
 * name no country, so several rows share them.
 * @module
 */

import { NATION_WORDS } from "./national_id_words.ts";

/** Words for a number that tax offices give; whose it is, form and check have to say. */
export const TAX_WORDS: readonly string[] = [
  // English
  ...["tax id", "tax ids", "taxid", "tax identification"],
  ...["tax identifier", "tax number"],
  ...["tax no", "taxnumber", "taxno", "tax ref", "tax reference"],
  ...["tax code", "taxpayer", "taxpayer identification"],
  ...["taxpayerid", "=TIN", "=tin", "tin number", "tin no"],
  ...["fiscal code", "fiscal number", "fiscal id", "fiscal identification number", "irs"],
  ...["personal tax number"],
  // German, Dutch
  ...["steuernummer", "steuer nummer", "steuer nr", "steuernr", "steuerkennung"],
  ...["belastingnummer", "fiscaal nummer", "fiscaalnummer", "belasting id"],
  // French, Spanish, Portuguese, Italian, Romanian
  ...["num\u00e9ro fiscal", "identifiant fiscal", "num\u00e9ro d identification fiscale"],
  ...["identification fiscale", "num\u00e9ro fiscal de r\u00e9f\u00e9rence"],
  ...["c\u00f3digo fiscal", "n\u00famero fiscal", "identificaci\u00f3n fiscal"],
  ...["n\u00famero de identificaci\u00f3n fiscal"],
  ...["n\u00famero de identificaci\u00f3n tributaria", "identificaci\u00f3n tributaria"],
  ...["n\u00famero de contribuinte", "contribuinte", "n\u00famero de contribuyente"],
  ...["contribuyente", "identifica\u00e7\u00e3o fiscal"],
  ...["n\u00famero de identifica\u00e7\u00e3o fiscal", "codice fiscale", "codice tributario"],
  ...["identificativo fiscale", "cod fiscal", "codul fiscal"],
  ...["cod de identificare fiscal\u0103", "codi fiscal"],
  // Nordic languages
  ...["skattenummer", "skatte id", "skatteregistreringsnummer", "verotunniste", "veronumero"],
  ...["verotunnus", "kennitala"],
  // Polish, Czech, Slovak, Slovenian, Croatian, Hungarian
  ...["numer podatkowy", "numer identyfikacji podatkowej", "identyfikator podatkowy"],
  ...["da\u0148ov\u00e9 identifika\u010dn\u00ed \u010d\u00edslo"],
  ...["da\u0148ov\u00e9 \u010d\u00edslo"],
  ...["da\u0148ov\u00e9 identifika\u010dn\u00e9 \u010d\u00edslo", "dav\u010dna \u0161tevilka"],
  ...["porezni broj", "ad\u00f3azonos\u00edt\u00f3", "ad\u00f3azonos\u00edt\u00f3 jel"],
  ...["ad\u00f3sz\u00e1m", "ad\u00f3sz\u00e1ma"],
  // Baltic languages, Turkish, Greek
  ...["maksukohustuslase number", "nodok\u013cu numurs"],
  ...["mokes\u010di\u0173 mok\u0117tojo kodas", "vergi", "vergi numaras\u0131"],
  ...["vergi numaram", "vergi kimlik", "vergi kimlik numaras\u0131", "\u03b1\u03c6\u03bc"],
  ...[
    "\u03c6\u03bf\u03c1\u03bf\u03bb\u03bf\u03b3\u03b9\u03ba\u03cc \u03bc\u03b7\u03c4\u03c1\u03ce\u03bf",
  ],
  ...[
    "\u03b1\u03c1\u03b9\u03b8\u03bc\u03cc\u03c2 \u03c6\u03bf\u03c1\u03bf\u03bb\u03bf\u03b3\u03b9\u03ba\u03bf\u03cd \u03bc\u03b7\u03c4\u03c1\u03ce\u03bf\u03c5",
  ],
  // Russian, Ukrainian, Bulgarian
  ...["\u043d\u0430\u043b\u043e\u0433\u043e\u0432\u044b\u0439 \u043d\u043e\u043c\u0435\u0440"],
  ...[
    "\u043d\u0430\u043b\u043e\u0433\u043e\u0432\u044b\u0439 \u0438\u0434\u0435\u043d\u0442\u0438\u0444\u0438\u043a\u0430\u0442\u043e\u0440",
  ],
  ...[
    "\u043d\u043e\u043c\u0435\u0440 \u043d\u0430\u043b\u043e\u0433\u043e\u043f\u043b\u0430\u0442\u0435\u043b\u044c\u0449\u0438\u043a\u0430",
  ],
  ...[
    "\u0438\u0434\u0435\u043d\u0442\u0438\u0444\u0438\u043a\u0430\u0446\u0438\u043e\u043d\u043d\u044b\u0439 \u043d\u043e\u043c\u0435\u0440 \u043d\u0430\u043b\u043e\u0433\u043e\u043f\u043b\u0430\u0442\u0435\u043b\u044c\u0449\u0438\u043a\u0430",
  ],
  ...[
    "\u043d\u0430\u043b\u043e\u0433\u043e\u043f\u043b\u0430\u0442\u0435\u043b\u044c\u0449\u0438\u043a\u0430",
  ],
  ...[
    "\u043f\u043e\u0434\u0430\u0442\u043a\u043e\u0432\u0438\u0439 \u043d\u043e\u043c\u0435\u0440",
  ],
  ...[
    "\u0456\u0434\u0435\u043d\u0442\u0438\u0444\u0456\u043a\u0430\u0446\u0456\u0439\u043d\u0438\u0439 \u043d\u043e\u043c\u0435\u0440 \u043f\u043b\u0430\u0442\u043d\u0438\u043a\u0430 \u043f\u043e\u0434\u0430\u0442\u043a\u0456\u0432",
  ],
  ...[
    "\u043f\u043b\u0430\u0442\u043d\u0438\u043a\u0430 \u043f\u043e\u0434\u0430\u0442\u043a\u0456\u0432",
  ],
  ...["\u0434\u0430\u043d\u044a\u0447\u0435\u043d \u043d\u043e\u043c\u0435\u0440"],
  ...["\u043f\u043e\u0440\u0435\u0441\u043a\u0438 \u0431\u0440\u043e\u0458"],
  // Arabic, Persian, Urdu, Hebrew
  ...["\u0627\u0644\u0631\u0642\u0645 \u0627\u0644\u0636\u0631\u064a\u0628\u064a"],
  ...["\u0631\u0642\u0645 \u0636\u0631\u064a\u0628\u064a"],
  ...[
    "\u0631\u0642\u0645 \u0627\u0644\u062a\u0639\u0631\u064a\u0641 \u0627\u0644\u0636\u0631\u064a\u0628\u064a",
  ],
  ...["\u0631\u0642\u0645 \u0627\u0644\u0636\u0631\u064a\u0628\u0629"],
  ...["\u0634\u0645\u0627\u0631\u0647 \u0645\u0627\u0644\u06cc\u0627\u062a\u06cc"],
  ...["\u0634\u0646\u0627\u0633\u0647 \u0645\u0627\u0644\u06cc\u0627\u062a\u06cc"],
  ...["\u06a9\u062f \u0645\u0627\u0644\u06cc\u0627\u062a\u06cc"],
  ...["\u0679\u06cc\u06a9\u0633 \u0646\u0645\u0628\u0631"],
  ...["\u05de\u05e1\u05e4\u05e8 \u05de\u05e1"],
  ...["\u05de\u05e1\u05e4\u05e8 \u05d6\u05d9\u05d4\u05d5\u05d9 \u05de\u05e1"],
  ...["\u05ea\u05d9\u05e7 \u05de\u05e1"],
  // India, East and South-East Asia
  ...["\u0915\u0930 \u092a\u0939\u091a\u093e\u0928"],
  ...["\u0915\u0930 \u092a\u0939\u091a\u093e\u0928 \u0938\u0902\u0916\u094d\u092f\u093e"],
  ...["\u091f\u0948\u0915\u094d\u0938 \u0906\u0908\u0921\u0940"],
  ...["\u099f\u09bf\u0986\u0987\u098f\u09a8", "\u7a0e\u53f7", "\u7a05\u865f"],
  ...["\u7eb3\u7a0e\u4eba\u8bc6\u522b\u53f7", "\u7d0d\u7a05\u4eba\u8b58\u5225\u865f"],
  ...["\u7a0e\u52a1\u8bc6\u522b\u53f7", "\u7a0e\u52a1\u53f7", "\u7d0d\u7a0e\u8005\u756a\u53f7"],
  ...["\u7d0d\u7a0e\u8005\u8b58\u5225\u756a\u53f7", "\u7a0e\u52d9\u756a\u53f7"],
  ...["\uc138\uae08 \ubc88\ud638", "\ub0a9\uc138\uc790", "\ub0a9\uc138\uc790\ubc88\ud638"],
  ...["m\u00e3 s\u1ed1 thu\u1ebf"],
  ...[
    "\u0e40\u0e25\u0e02\u0e1b\u0e23\u0e30\u0e08\u0e33\u0e15\u0e31\u0e27\u0e1c\u0e39\u0e49\u0e40\u0e2a\u0e35\u0e22\u0e20\u0e32\u0e29\u0e35",
  ],
  ...["nomor pokok wajib pajak", "npwp", "nomor pajak", "nombor cukai"],
];

/** Words for a number that a state gives its people; whose it is, form and check have to say. */
export const NATIONAL_ID_WORDS: readonly string[] = [
  // Longer phrases hide shorter ones, so that those of other rows are words of these, too.
  ...NATION_WORDS,
  // English
  ...["national id", "national ids", "nationalid"],
  ...["national identification", "national identifier"],
  ...["national identity", "national insurance number"],
  ...["national number", "identity number", "identity no", "identification number"],
  ...["identification no", "identity code", "personal id"],
  ...["personal identification number", "personal identity number", "personal number"],
  ...["personal code", "citizen id", "citizen number", "citizen service number"],
  ...["government id", "gov id", "govt id", "id number", "id no", "idnumber", "resident id"],
  ...["social security"],
  // German, Dutch
  ...["identifikationsnummer", "personennummer", "personenkennzahl", "ausweisnummer"],
  ...["identificatienummer", "persoonsnummer", "rijksregisternummer"],
  // French, Spanish, Portuguese, Italian, Romanian
  ...["num\u00e9ro d identit\u00e9", "num\u00e9ro d identification", "identifiant national"],
  ...["num\u00e9ro national", "n\u00famero de identidad", "n\u00famero de identificaci\u00f3n"],
  ...["identidad", "c\u00e9dula", "documento de identidad", "n\u00famero de identidade"],
  ...["n\u00famero de identifica\u00e7\u00e3o", "identidade", "numero d identit\u00e0"],
  ...["numero di identificazione", "identificativo", "cod numeric personal", "cnp"],
  // Nordic languages
  ...["personnummer", "personnumret", "personnummeret", "f\u00f8dselsnummer"],
  ...["henkil\u00f6tunnus", "hetu", "kansallinen tunnus"],
  // Polish, Czech, Slovak, Slovenian, Croatian, Hungarian
  ...["numer identyfikacyjny", "numer ewidencyjny", "numer to\u017csamo\u015bci"],
  ...["rodn\u00e9 \u010d\u00edslo", "identifika\u010dn\u00ed \u010d\u00edslo"],
  ...["identifika\u010dn\u00e9 \u010d\u00edslo", "mati\u010dna \u0161tevilka"],
  ...["mati\u010dni broj", "osobni identifikacijski broj", "szem\u00e9lyi sz\u00e1m"],
  ...["szem\u00e9lyazonos\u00edt\u00f3", "azonos\u00edt\u00f3 sz\u00e1m"],
  // Baltic languages, Turkish, Greek
  ...["isikukood", "personas kods", "asmens kodas", "kimlik no", "kimlik numaras\u0131"],
  ...["kimlik numaram", "tc kimlik"],
  ...[
    "\u03b1\u03c1\u03b9\u03b8\u03bc\u03cc\u03c2 \u03c4\u03b1\u03c5\u03c4\u03cc\u03c4\u03b7\u03c4\u03b1\u03c2",
  ],
  ...["\u03c4\u03b1\u03c5\u03c4\u03cc\u03c4\u03b7\u03c4\u03b1"],
  // Russian, Ukrainian, Bulgarian
  ...[
    "\u0438\u0434\u0435\u043d\u0442\u0438\u0444\u0438\u043a\u0430\u0446\u0438\u043e\u043d\u043d\u044b\u0439 \u043d\u043e\u043c\u0435\u0440",
  ],
  ...["\u043b\u0438\u0447\u043d\u044b\u0439 \u043d\u043e\u043c\u0435\u0440"],
  ...[
    "\u043d\u0430\u0446\u0438\u043e\u043d\u0430\u043b\u044c\u043d\u044b\u0439 \u043d\u043e\u043c\u0435\u0440",
  ],
  ...[
    "\u0443\u0434\u043e\u0441\u0442\u043e\u0432\u0435\u0440\u0435\u043d\u0438\u0435 \u043b\u0438\u0447\u043d\u043e\u0441\u0442\u0438",
  ],
  ...[
    "\u0456\u0434\u0435\u043d\u0442\u0438\u0444\u0456\u043a\u0430\u0446\u0456\u0439\u043d\u0438\u0439 \u043d\u043e\u043c\u0435\u0440",
  ],
  ...["\u043e\u0441\u043e\u0431\u0438\u0441\u0442\u0438\u0439 \u043d\u043e\u043c\u0435\u0440"],
  ...[
    "\u0456\u0434\u0435\u043d\u0442\u0438\u0444\u0456\u043a\u0430\u0446\u0456\u0439\u043d\u0438\u0439 \u043a\u043e\u0434",
  ],
  ...[
    "\u0435\u0434\u0438\u043d\u0435\u043d \u0433\u0440\u0430\u0436\u0434\u0430\u043d\u0441\u043a\u0438 \u043d\u043e\u043c\u0435\u0440",
  ],
  ...["\u0435\u0433\u043d"],
  ...["\u043c\u0430\u0442\u0438\u0447\u043d\u0438 \u0431\u0440\u043e\u0458"],
  // Arabic, Persian, Urdu, Hebrew
  ...["\u0627\u0644\u0631\u0642\u0645 \u0627\u0644\u0642\u0648\u0645\u064a"],
  ...["\u0627\u0644\u0631\u0642\u0645 \u0627\u0644\u0648\u0637\u0646\u064a"],
  ...["\u0631\u0642\u0645 \u0627\u0644\u0647\u0648\u064a\u0629"],
  ...["\u0631\u0642\u0645 \u0647\u0648\u064a\u0629"],
  ...["\u0628\u0637\u0627\u0642\u0629 \u0627\u0644\u0647\u0648\u064a\u0629"],
  ...["\u0627\u0644\u0647\u0648\u064a\u0629 \u0627\u0644\u0648\u0637\u0646\u064a\u0629"],
  ...["\u06a9\u062f \u0645\u0644\u06cc", "\u0634\u0645\u0627\u0631\u0647 \u0645\u0644\u06cc"],
  ...["\u0634\u0645\u0627\u0631\u0647 \u0634\u0646\u0627\u0633\u0627\u06cc\u06cc"],
  ...["\u0634\u0646\u0627\u062e\u062a\u06cc \u06a9\u0627\u0631\u0688"],
  ...["\u05ea\u05e2\u05d5\u05d3\u05ea \u05d6\u05d4\u05d5\u05ea"],
  ...["\u05de\u05e1\u05e4\u05e8 \u05d6\u05d4\u05d5\u05ea"],
  // India, East and South-East Asia
  ...["\u0930\u093e\u0937\u094d\u091f\u094d\u0930\u0940\u092f \u092a\u0939\u091a\u093e\u0928"],
  ...["\u092a\u0939\u091a\u093e\u0928 \u0938\u0902\u0916\u094d\u092f\u093e"],
  ...["\u092a\u0939\u091a\u093e\u0928 \u092a\u0924\u094d\u0930"],
  ...[
    "\u099c\u09be\u09a4\u09c0\u09af\u09bc \u09aa\u09b0\u09bf\u099a\u09af\u09bc\u09aa\u09a4\u09cd\u09b0",
  ],
  ...["\u8eab\u4efd\u8bc1", "\u8eab\u4efd\u8b49", "\u8eab\u5206\u8b49"],
  ...["\u8eab\u4efd\u53f7\u7801", "\u8eab\u5206\u8a3c", "\u500b\u4eba\u756a\u53f7"],
  ...["\u8bc6\u522b\u53f7\u7801", "\uc8fc\ubbfc\ub4f1\ub85d\ubc88\ud638", "\uc2e0\ubd84\uc99d"],
  ...["s\u1ed1 c\u0103n c\u01b0\u1edbc", "c\u0103n c\u01b0\u1edbc c\u00f4ng d\u00e2n"],
  ...["ch\u1ee9ng minh nh\u00e2n d\u00e2n", "s\u1ed1 \u0111\u1ecbnh danh"],
  ...["\u0e40\u0e25\u0e02\u0e1a\u0e31\u0e15\u0e23\u0e1b\u0e23\u0e30\u0e0a\u0e32\u0e0a\u0e19"],
  ...[
    "\u0e40\u0e25\u0e02\u0e1b\u0e23\u0e30\u0e08\u0e33\u0e15\u0e31\u0e27\u0e1b\u0e23\u0e30\u0e0a\u0e32\u0e0a\u0e19",
  ],
  ...["nomor identitas", "nik", "kad pengenalan"],
];

/** Words for a number of social insurance; whose it is, form and check have to say. */
export const SOCIAL_SECURITY_WORDS: readonly string[] = [
  // English
  ...["social security"],
  ...["socialsecurity", "socialsecuritynumber", "socialsecurityno"],
  ...["soc sec", "socsec", "social sec"],
  ...["social number", "ss number", "ss no", "ssno"],
  // German, Dutch
  ...["sozialversicherung", "sozialversicherungsnummer", "sozialversicherungsnr"],
  ...["sozialversicherungs nr", "sozialversicherungs nummer", "us sozialversicherungsnummer"],
  ...["sv nummer", "svnr", "sv nr", "socialezekerheidsnummer", "sociaalzekerheidsnummer"],
  ...["sociale zekerheid", "sociaal zekerheidsnummer"],
  // French, Spanish, Portuguese, Italian, Romanian
  ...["s\u00e9curit\u00e9 sociale", "num\u00e9ro de s\u00e9curit\u00e9 sociale"],
  ...["no de s\u00e9curit\u00e9 sociale", "n de s\u00e9curit\u00e9 sociale", "s\u00e9cu"],
  ...["num\u00e9ro de s\u00e9cu", "assurance sociale", "seguridad social"],
  ...["n\u00famero de la seguridad social", "n\u00famero de seguridad social"],
  ...["n\u00famero de seguro social", "seguro social", "nss", "n\u00fam seguridad social"],
  ...["seguran\u00e7a social", "n\u00famero de seguran\u00e7a social"],
  ...["n\u00famero da seguran\u00e7a social", "seguridade social", "previdenza sociale"],
  ...["numero di previdenza sociale", "sicurezza sociale", "numero di sicurezza sociale"],
  ...["securitate social\u0103", "num\u0103r de securitate social\u0103"],
  ...["asigurare social\u0103", "seguretat social"],
  // Nordic languages
  ...["socialf\u00f6rs\u00e4kringsnummer", "personnummer"],
  ...["socialsikringsnummer", "trygdenummer", "sosiaaliturvatunnus", "sosiaaliturvatunnukseni"],
  ...["henkil\u00f6tunnus", "kennitala"],
  // Polish, Czech, Slovak, Slovenian, Croatian, Hungarian
  ...["ubezpieczenia spo\u0142ecznego", "numer ubezpieczenia spo\u0142ecznego"],
  ...["numer ubezpieczenia", "soci\u00e1ln\u00edho zabezpe\u010den\u00ed"],
  ...["\u010d\u00edslo soci\u00e1ln\u00edho zabezpe\u010den\u00ed"],
  ...["soci\u00e1ln\u00ed poji\u0161t\u011bn\u00ed", "soci\u00e1lneho zabezpe\u010denia"],
  ...["socialnega zavarovanja", "socijalnog osiguranja", "broj socijalnog osiguranja"],
  ...["t\u00e1rsadalombiztos\u00edt\u00e1si sz\u00e1m", "t\u00e1rsadalombiztos\u00edt\u00e1si"],
  ...["taj sz\u00e1m", "tb sz\u00e1m"],
  // Baltic languages, Turkish, Greek
  ...["sotsiaalkindlustuse number", "soci\u0101l\u0101s apdro\u0161in\u0101\u0161anas"],
  ...["socialinio draudimo", "sosyal g\u00fcvenlik"],
  ...["sosyal g\u00fcvenlik numaras\u0131", "sosyal g\u00fcvenlik numaram", "sgk no"],
  ...[
    "\u03ba\u03bf\u03b9\u03bd\u03c9\u03bd\u03b9\u03ba\u03ae\u03c2 \u03b1\u03c3\u03c6\u03ac\u03bb\u03b9\u03c3\u03b7\u03c2",
  ],
  ...[
    "\u03b1\u03c1\u03b9\u03b8\u03bc\u03cc\u03c2 \u03ba\u03bf\u03b9\u03bd\u03c9\u03bd\u03b9\u03ba\u03ae\u03c2 \u03b1\u03c3\u03c6\u03ac\u03bb\u03b9\u03c3\u03b7\u03c2",
  ],
  ...["\u03b1\u03bc\u03ba\u03b1"],
  // Russian, Ukrainian, Bulgarian
  ...[
    "\u0441\u043e\u0446\u0438\u0430\u043b\u044c\u043d\u043e\u0433\u043e \u0441\u0442\u0440\u0430\u0445\u043e\u0432\u0430\u043d\u0438\u044f",
  ],
  ...[
    "\u043d\u043e\u043c\u0435\u0440 \u0441\u043e\u0446\u0438\u0430\u043b\u044c\u043d\u043e\u0433\u043e \u0441\u0442\u0440\u0430\u0445\u043e\u0432\u0430\u043d\u0438\u044f",
  ],
  ...[
    "\u0441\u043e\u0446\u0438\u0430\u043b\u044c\u043d\u043e\u0433\u043e \u043e\u0431\u0435\u0441\u043f\u0435\u0447\u0435\u043d\u0438\u044f",
  ],
  ...[
    "\u043d\u043e\u043c\u0435\u0440 \u0441\u043e\u0446\u0441\u0442\u0440\u0430\u0445\u043e\u0432\u0430\u043d\u0438\u044f",
  ],
  ...["\u0441\u043e\u0446\u0441\u0442\u0440\u0430\u0445\u043e\u0432\u0430\u043d\u0438\u044f"],
  ...[
    "\u0441\u043e\u0446\u0456\u0430\u043b\u044c\u043d\u043e\u0433\u043e \u0441\u0442\u0440\u0430\u0445\u0443\u0432\u0430\u043d\u043d\u044f",
  ],
  ...[
    "\u043d\u043e\u043c\u0435\u0440 \u0441\u043e\u0446\u0456\u0430\u043b\u044c\u043d\u043e\u0433\u043e \u0441\u0442\u0440\u0430\u0445\u0443\u0432\u0430\u043d\u043d\u044f",
  ],
  ...[
    "\u0441\u043e\u0446\u0456\u0430\u043b\u044c\u043d\u043e\u0433\u043e \u0437\u0430\u0431\u0435\u0437\u043f\u0435\u0447\u0435\u043d\u043d\u044f",
  ],
  ...[
    "\u0441\u043e\u0446\u0438\u0430\u043b\u043d\u0430 \u0441\u0438\u0433\u0443\u0440\u043d\u043e\u0441\u0442",
  ],
  ...[
    "\u043e\u0441\u0438\u0433\u0443\u0440\u0438\u0442\u0435\u043b\u0435\u043d \u043d\u043e\u043c\u0435\u0440",
  ],
  ...[
    "\u0441\u043e\u0446\u0438\u0458\u0430\u043b\u043d\u043e\u0433 \u043e\u0441\u0438\u0433\u0443\u0440\u0430\u045a\u0430",
  ],
  // Arabic, Persian, Urdu, Hebrew
  ...[
    "\u0627\u0644\u0636\u0645\u0627\u0646 \u0627\u0644\u0627\u062c\u062a\u0645\u0627\u0639\u064a",
  ],
  ...[
    "\u0631\u0642\u0645 \u0627\u0644\u0636\u0645\u0627\u0646 \u0627\u0644\u0627\u062c\u062a\u0645\u0627\u0639\u064a",
  ],
  ...["\u0631\u0642\u0645 \u0627\u0644\u0636\u0645\u0627\u0646"],
  ...[
    "\u0627\u0644\u062a\u0623\u0645\u064a\u0646 \u0627\u0644\u0627\u062c\u062a\u0645\u0627\u0639\u064a",
  ],
  ...["\u062a\u0623\u0645\u06cc\u0646 \u0627\u062c\u062a\u0645\u0627\u0639\u06cc"],
  ...[
    "\u0634\u0645\u0627\u0631\u0647 \u062a\u0623\u0645\u06cc\u0646 \u0627\u062c\u062a\u0645\u0627\u0639\u06cc",
  ],
  ...["\u0633\u0648\u0634\u0644 \u0633\u06cc\u06a9\u06cc\u0648\u0631\u0679\u06cc"],
  ...["\u05d1\u05d9\u05d8\u05d5\u05d7 \u05dc\u05d0\u05d5\u05de\u05d9"],
  ...["\u05de\u05e1\u05e4\u05e8 \u05d1\u05d9\u05d8\u05d5\u05d7 \u05dc\u05d0\u05d5\u05de\u05d9"],
  // India, East and South-East Asia
  ...["\u0938\u093e\u092e\u093e\u091c\u093f\u0915 \u0938\u0941\u0930\u0915\u094d\u0937\u093e"],
  ...[
    "\u0938\u093e\u092e\u093e\u091c\u093f\u0915 \u0938\u0941\u0930\u0915\u094d\u0937\u093e \u0938\u0902\u0916\u094d\u092f\u093e",
  ],
  ...[
    "\u0938\u093e\u092e\u093e\u091c\u093f\u0915 \u0938\u0941\u0930\u0915\u094d\u0937\u093e \u0928\u0902\u092c\u0930",
  ],
  ...[
    "\u09b8\u09be\u09ae\u09be\u099c\u09bf\u0995 \u09a8\u09bf\u09b0\u09be\u09aa\u09a4\u09cd\u09a4\u09be",
  ],
  ...[
    "\u09b8\u09be\u09ae\u09be\u099c\u09bf\u0995 \u09a8\u09bf\u09b0\u09be\u09aa\u09a4\u09cd\u09a4\u09be \u09a8\u09ae\u09cd\u09ac\u09b0",
  ],
  ...[
    "\u0b9a\u0bae\u0bc2\u0b95 \u0baa\u0bbe\u0ba4\u0bc1\u0b95\u0bbe\u0baa\u0bcd\u0baa\u0bc1 \u0b8e\u0ba3\u0bcd",
  ],
  ...["\u793e\u4f1a\u5b89\u5168\u53f7", "\u793e\u4f1a\u5b89\u5168\u53f7\u7801"],
  ...["\u793e\u4f1a\u5b89\u5168\u865f\u78bc", "\u793e\u6703\u5b89\u5168\u865f\u78bc"],
  ...["\u793e\u6703\u5b89\u5168\u78bc", "\u793e\u4f1a\u4fdd\u969c\u53f7"],
  ...["\u793e\u6703\u4fdd\u969c\u865f\u78bc", "\u793e\u4fdd\u53f7"],
  ...["\u793e\u4f1a\u4fdd\u969c\u756a\u53f7", "\u793e\u4f1a\u4fdd\u967a\u756a\u53f7"],
  ...["\uc0ac\ud68c\ubcf4\uc7a5\ubc88\ud638", "\uc0ac\ud68c \ubcf4\uc7a5 \ubc88\ud638"],
  ...["an sinh x\u00e3 h\u1ed9i", "s\u1ed1 an sinh x\u00e3 h\u1ed9i"],
  ...["b\u1ea3o hi\u1ec3m x\u00e3 h\u1ed9i"],
  ...["\u0e1b\u0e23\u0e30\u0e01\u0e31\u0e19\u0e2a\u0e31\u0e07\u0e04\u0e21"],
  ...[
    "\u0e2b\u0e21\u0e32\u0e22\u0e40\u0e25\u0e02\u0e1b\u0e23\u0e30\u0e01\u0e31\u0e19\u0e2a\u0e31\u0e07\u0e04\u0e21",
  ],
  ...["jaminan sosial", "nomor jaminan sosial", "keselamatan sosial"],
];
