/**
 * Words for the documents that carry a number, in the languages that the rules know. They name no
 * country, so several rows share them.
 * @module
 */

/** Words for a passport; whose it is, the form of its number has to say. */
export const PASSPORT_WORDS: readonly string[] = [
  // English
  ...["passport", "passports"],
  ...["passportno", "passportnumber", "passport document"],
  ...["passport details", "travel document", "passport page", "passport copy", "passport scan"],
  ...["passport ending", "passport num", "passports no", "passport series", "passport holder"],
  // German, Dutch
  ...["paspoort", "paspoortnummer", "paspoortnr"],
  // French, Spanish, Portuguese, Italian, Romanian
  ...["passeport", "passeports", "num\u00e9ro de passeport", "pasaporte", "pasaportes"],
  ...["n\u00famero de pasaporte", "passaporte", "passaportes", "n\u00famero do passaporte"],
  ...["passaporto", "numero di passaporto", "numero passaporto", "pa\u0219aport"],
  ...["pa\u0219aportul", "pa\u0219aportului", "passaport"],
  // Nordic languages
  ...["passnummer", "passnumret", "passnummeret", "pasnummer", "passi", "passin", "passini"],
  ...["passin numero", "passinumero", "vegabr\u00e9f"],
  // Polish, Czech, Slovak, Slovenian, Croatian, Hungarian
  ...["paszport", "paszportu", "paszportem", "numer paszportu", "nr paszportu"],
  ...["\u010d\u00edslo pasu", "cestovn\u00ed pas", "cestovn\u00edho pasu", "cestovn\u00fd pas"],
  ...["cestovn\u00e9ho pasu", "potni list", "potnega lista", "putovnica", "putovnice"],
  ...["broj putovnice", "paso\u0161", "paso\u0161a", "\u00fatlev\u00e9l", "\u00fatlevelem"],
  ...["\u00fatlev\u00e9lsz\u00e1m", "\u00fatlev\u00e9lsz\u00e1mom"],
  ...["\u00fatlev\u00e9lsz\u00e1ma"],
  // Baltic languages, Turkish, Greek
  ...["pases numurs", "pases numuru", "paso numeris", "pasaport", "pasaportu"],
  ...["pasaportum", "pasaport numaras\u0131", "pasaport numaram"],
  ...["\u03b4\u03b9\u03b1\u03b2\u03b1\u03c4\u03ae\u03c1\u03b9\u03bf"],
  ...["\u03b4\u03b9\u03b1\u03b2\u03b1\u03c4\u03b7\u03c1\u03af\u03bf\u03c5"],
  ...["\u03b4\u03b9\u03b1\u03b2\u03b1\u03c4\u03b7\u03c1\u03b9\u03bf"],
  ...[
    "\u03b1\u03c1\u03b9\u03b8\u03bc\u03cc\u03c2 \u03b4\u03b9\u03b1\u03b2\u03b1\u03c4\u03b7\u03c1\u03af\u03bf\u03c5",
  ],
  // Russian, Ukrainian, Bulgarian, Serbian
  ...["\u043f\u0430\u0441\u043f\u043e\u0440\u0442"],
  ...["\u043f\u0430\u0441\u043f\u043e\u0440\u0442\u0430"],
  ...["\u043f\u0430\u0441\u043f\u043e\u0440\u0442\u0443"],
  ...["\u043f\u0430\u0441\u043f\u043e\u0440\u0442\u043e\u043c"],
  ...["\u043f\u0430\u0441\u043f\u043e\u0440\u0442\u0435"],
  ...["\u0437\u0430\u0433\u0440\u0430\u043d\u043f\u0430\u0441\u043f\u043e\u0440\u0442"],
  ...["\u0437\u0430\u0433\u0440\u0430\u043d\u043f\u0430\u0441\u043f\u043e\u0440\u0442\u0430"],
  ...["\u043d\u043e\u043c\u0435\u0440 \u043f\u0430\u0441\u043f\u043e\u0440\u0442\u0430"],
  ...[
    "\u0437\u0430\u043a\u043e\u0440\u0434\u043e\u043d\u043d\u0438\u0439 \u043f\u0430\u0441\u043f\u043e\u0440\u0442",
  ],
  ...["\u043f\u0430\u0441\u043f\u043e\u0440\u0442\u043d\u0456"],
  ...["\u043f\u0430\u0441\u043e\u0448", "\u043f\u0430\u0441\u043e\u0448\u0430"],
  ...["\u043f\u0430\u0441\u043f\u043e\u0440\u0442\u044a\u0442"],
  // Arabic, Persian, Urdu, Hebrew
  ...["\u062c\u0648\u0627\u0632 \u0633\u0641\u0631"],
  ...["\u062c\u0648\u0627\u0632 \u0627\u0644\u0633\u0641\u0631"],
  ...["\u0631\u0642\u0645 \u0627\u0644\u062c\u0648\u0627\u0632"],
  ...["\u062c\u0648\u0627\u0632 \u0633\u0641\u0631\u064a"],
  ...["\u06af\u0630\u0631\u0646\u0627\u0645\u0647"],
  ...["\u067e\u0627\u0633\u067e\u0648\u0631\u062a"],
  ...["\u0634\u0645\u0627\u0631\u0647 \u06af\u0630\u0631\u0646\u0627\u0645\u0647"],
  ...["\u067e\u0627\u0633\u067e\u0648\u0631\u0679", "\u05d3\u05e8\u05db\u05d5\u05df"],
  ...["\u05d3\u05e8\u05db\u05d5\u05e0\u05d9"],
  ...["\u05de\u05e1\u05e4\u05e8 \u05d3\u05e8\u05db\u05d5\u05df"],
  ...["\u05d4\u05d3\u05e8\u05db\u05d5\u05df"],
  // India, East and South-East Asia
  ...["\u092a\u093e\u0938\u092a\u094b\u0930\u094d\u091f"],
  ...["\u092a\u093e\u0938\u092a\u094b\u0930\u094d\u091f \u0928\u0902\u092c\u0930"],
  ...["\u092a\u093e\u0938\u092a\u094b\u0930\u094d\u091f \u0938\u0902\u0916\u094d\u092f\u093e"],
  ...["\u09aa\u09be\u09b8\u09aa\u09cb\u09b0\u09cd\u099f"],
  ...["\u09aa\u09be\u09b8\u09aa\u09cb\u09b0\u09cd\u099f \u09a8\u09ae\u09cd\u09ac\u09b0"],
  ...["\u0baa\u0bbe\u0bb8\u0bcd\u0baa\u0bcb\u0bb0\u0bcd\u0b9f\u0bcd"],
  ...["\u0c2a\u0c3e\u0c38\u0c4d\u0c2a\u0c4b\u0c30\u0c4d\u0c1f\u0c4d", "\u62a4\u7167"],
  ...["\u8b77\u7167", "\u30d1\u30b9\u30dd\u30fc\u30c8", "\u65c5\u5238", "\uc5ec\uad8c"],
  ...["h\u1ed9 chi\u1ebfu", "s\u1ed1 h\u1ed9 chi\u1ebfu"],
  ...["\u0e2b\u0e19\u0e31\u0e07\u0e2a\u0e37\u0e2d\u0e40\u0e14\u0e34\u0e19\u0e17\u0e32\u0e07"],
  ...["\u0e1e\u0e32\u0e2a\u0e1b\u0e2d\u0e23\u0e4c\u0e15", "paspor", "nomor paspor", "pasport"],
];

/** Words for a driver's licence; whose it is, the form of its number has to say. */
export const LICENCE_WORDS: readonly string[] = [
  // English
  ...["driver license", "drivers license", "driver s license", "driver licence"],
  ...["drivers licence", "driver s licence", "driving license", "driving licence"],
  ...["driving lic", "driverlicense", "driverslicense", "driverlicence", "drivinglicence"],
  ...["drivinglicense", "driverslicence"],
  ...["driver lic", "drivers lic", "driver s lic", "driver permit"],
  ...["driver s permit", "license number", "licence number", "license no", "licence no"],
  ...["license num", "licencenumber", "licensenumber"],
  ...["operator license", "operator s license", "=DL", "=dl", "=DLN"],
  ...["dl number", "dl no", "dl num", "dl nr", "dlno", "dlnumber", "state dl", "=DMV"],
  ...["state id card", "state issued id", "motor vehicle id"],
  // German, Dutch
  ...["f\u00fchrerschein", "f\u00fchrerscheins", "f\u00fchrerscheinnummer"],
  ...["f\u00fchrerscheinnr", "fuehrerschein", "fuehrerscheinnummer"],
  ...["fahrerlaubnis", "lenkerausweis", "rijbewijs", "rijbewijsnummer", "rijbewijsnr"],
  // French, Spanish, Portuguese, Italian, Romanian
  ...["permis de conduire", "num\u00e9ro de permis", "licencia de conducir"],
  ...["licencia de manejo", "permiso de conducir", "carnet de conducir"],
  ...["permiso de conducci\u00f3n", "licencia de conducci\u00f3n"],
  ...["carta de condu\u00e7\u00e3o", "carteira de motorista"],
  ...["carteira de habilita\u00e7\u00e3o", "patente di guida", "numero patente"],
  ...["numero di patente", "patente n", "permis de conducere", "permisul de conducere"],
  ...["permis de conduir"],
  // Nordic languages
  ...["k\u00f6rkort", "k\u00f6rkortet", "k\u00f6rkortsnummer", "k\u00f8rekort"],
  ...["k\u00f8rekortnummer", "k\u00f8rekortet", "f\u00f8rerkort", "f\u00f8rerkortnummer"],
  ...["f\u00f8rerkortet", "ajokortti", "ajokortin", "ajokorttini", "ajokortin numero"],
  ...["\u00f6kusk\u00edrteini"],
  // Polish, Czech, Slovak, Slovenian, Croatian, Hungarian
  ...["prawo jazdy", "prawa jazdy", "numer prawa jazdy", "\u0159idi\u010dsk\u00fd pr\u016fkaz"],
  ...["\u0159idi\u010dsk\u00e9ho pr\u016fkazu", "\u0159idi\u010d\u00e1k"],
  ...["vodi\u010dsk\u00fd preukaz", "vodi\u010dsk\u00e9ho preukazu"],
  ...["vozni\u0161ko dovoljenje", "voza\u010dka dozvola", "voza\u010dke dozvole"],
  ...["jogos\u00edtv\u00e1ny", "jogos\u00edtv\u00e1nyom", "jogos\u00edtv\u00e1nysz\u00e1m"],
  ...["vezet\u0151i enged\u00e9ly"],
  // Baltic languages, Turkish, Greek
  ...["juhiluba", "juhiloa", "vad\u012bt\u0101ja apliec\u012bba"],
  ...["vairuotojo pa\u017eym\u0117jimas", "ehliyet", "ehliyetim"],
  ...["ehliyet numaras\u0131", "s\u00fcr\u00fcc\u00fc belgesi"],
  ...["\u03ac\u03b4\u03b5\u03b9\u03b1 \u03bf\u03b4\u03ae\u03b3\u03b7\u03c3\u03b7\u03c2"],
  ...[
    "\u03b4\u03af\u03c0\u03bb\u03c9\u03bc\u03b1 \u03bf\u03b4\u03ae\u03b3\u03b7\u03c3\u03b7\u03c2",
  ],
  ...[
    "\u03b4\u03b9\u03c0\u03bb\u03ce\u03bc\u03b1\u03c4\u03bf\u03c2 \u03bf\u03b4\u03ae\u03b3\u03b7\u03c3\u03b7\u03c2",
  ],
  // Russian, Ukrainian, Bulgarian
  ...[
    "\u0432\u043e\u0434\u0438\u0442\u0435\u043b\u044c\u0441\u043a\u043e\u0435 \u0443\u0434\u043e\u0441\u0442\u043e\u0432\u0435\u0440\u0435\u043d\u0438\u0435",
  ],
  ...[
    "\u0432\u043e\u0434\u0438\u0442\u0435\u043b\u044c\u0441\u043a\u043e\u0433\u043e \u0443\u0434\u043e\u0441\u0442\u043e\u0432\u0435\u0440\u0435\u043d\u0438\u044f",
  ],
  ...[
    "\u0432\u043e\u0434\u0438\u0442\u0435\u043b\u044c\u0441\u043a\u0438\u0435 \u043f\u0440\u0430\u0432\u0430",
  ],
  ...[
    "\u0432\u043e\u0434\u0438\u0442\u0435\u043b\u044c\u0441\u043a\u0438\u0445 \u043f\u0440\u0430\u0432",
  ],
  ...["\u043d\u043e\u043c\u0435\u0440 \u043f\u0440\u0430\u0432"],
  ...[
    "\u043f\u043e\u0441\u0432\u0456\u0434\u0447\u0435\u043d\u043d\u044f \u0432\u043e\u0434\u0456\u044f",
  ],
  ...[
    "\u0432\u043e\u0434\u0456\u0439\u0441\u044c\u043a\u0435 \u043f\u043e\u0441\u0432\u0456\u0434\u0447\u0435\u043d\u043d\u044f",
  ],
  ...["\u0432\u043e\u0434\u0456\u0439\u0441\u044c\u043a\u0456 \u043f\u0440\u0430\u0432\u0430"],
  ...[
    "\u0448\u043e\u0444\u044c\u043e\u0440\u0441\u043a\u0430 \u043a\u043d\u0438\u0436\u043a\u0430",
  ],
  ...[
    "\u0441\u0432\u0438\u0434\u0435\u0442\u0435\u043b\u0441\u0442\u0432\u043e \u0437\u0430 \u0443\u043f\u0440\u0430\u0432\u043b\u0435\u043d\u0438\u0435",
  ],
  ...["\u0432\u043e\u0437\u0430\u0447\u043a\u0430 \u0434\u043e\u0437\u0432\u043e\u043b\u0430"],
  // Arabic, Persian, Urdu, Hebrew
  ...["\u0631\u062e\u0635\u0629 \u0627\u0644\u0642\u064a\u0627\u062f\u0629"],
  ...["\u0631\u062e\u0635\u0629 \u0642\u064a\u0627\u062f\u0629"],
  ...["\u0631\u062e\u0635\u0629 \u0627\u0644\u0633\u064a\u0627\u0642\u0629"],
  ...["\u06af\u0648\u0627\u0647\u06cc\u0646\u0627\u0645\u0647"],
  ...[
    "\u06af\u0648\u0627\u0647\u06cc\u0646\u0627\u0645\u0647 \u0631\u0627\u0646\u0646\u062f\u06af\u06cc",
  ],
  ...["\u0688\u0631\u0627\u0626\u06cc\u0648\u0646\u06af \u0644\u0627\u0626\u0633\u0646\u0633"],
  ...["\u05e8\u05d9\u05e9\u05d9\u05d5\u05df \u05e0\u05d4\u05d9\u05d2\u05d4"],
  ...["\u05e8\u05e9\u05d9\u05d5\u05df \u05e0\u05d4\u05d9\u05d2\u05d4"],
  ...["\u05e8\u05d9\u05e9\u05d9\u05d5\u05df \u05d4\u05e0\u05d4\u05d9\u05d2\u05d4"],
  // India, East and South-East Asia
  ...[
    "\u0921\u094d\u0930\u093e\u0907\u0935\u093f\u0902\u0917 \u0932\u093e\u0907\u0938\u0947\u0902\u0938",
  ],
  ...["\u0921\u094d\u0930\u093e\u0907\u0935\u0930 \u0932\u093e\u0907\u0938\u0947\u0902\u0938"],
  ...[
    "\u09a1\u09cd\u09b0\u09be\u0987\u09ad\u09bf\u0982 \u09b2\u09be\u0987\u09b8\u09c7\u09a8\u09cd\u09b8",
  ],
  ...["\u9a7e\u9a76\u8bc1", "\u9a7e\u7167", "\u99d5\u7167", "\u9a7e\u9a76\u6267\u7167"],
  ...["\u99d5\u99db\u57f7\u7167", "\u904b\u8ee2\u514d\u8a31", "\u514d\u8a31\u8a3c"],
  ...["\uc6b4\uc804\uba74\ud5c8", "gi\u1ea5y ph\u00e9p l\u00e1i xe", "b\u1eb1ng l\u00e1i xe"],
  ...["\u0e43\u0e1a\u0e02\u0e31\u0e1a\u0e02\u0e35\u0e48"],
  ...["\u0e43\u0e1a\u0e2d\u0e19\u0e38\u0e0d\u0e32\u0e15\u0e02\u0e31\u0e1a\u0e02\u0e35\u0e48"],
  ...["surat izin mengemudi", "lesen memandu"],
];

/** Words for an identity card; whose it is, the form of its number has to say. */
export const ID_CARD_WORDS: readonly string[] = [
  // English
  ...["id card", "id cards", "idcard", "idcardnumber"],
  ...["identity card"],
  ...["identification card", "identity document", "id passport"],
  ...["id document", "id doc"],
  ...["document number", "document no", "documentnumber", "proof of identity", "id number"],
  ...["national id", "german id"],
  // German, Dutch
  ...["personalausweis", "personalausweises", "personalausweisnummer"],
  ...["personalausweisnr", "ausweis", "ausweisnummer"],
  ...["ausweisnr", "perso", "persoausweis", "neuer personalausweis", "npa"],
  ...["dokumentennummer", "dokumentnummer", "ausweisdokument", "identiteitskaart"],
  ...["identiteitskaartnummer", "identiteitsbewijs", "id kaart", "documentnummer"],
  // French, Spanish, Portuguese, Italian, Romanian
  ...["carte d identit\u00e9", "carte d identit\u00e9 allemande", "cni"],
  ...["pi\u00e8ce d identit\u00e9", "num\u00e9ro de carte d identit\u00e9"],
  ...["documento de identidad", "documento nacional", "documento nacional de identidad"],
  ...["carnet de identidad", "c\u00e9dula de identidad", "tarjeta de identidad"],
  ...["tarjeta de identificaci\u00f3n", "bilhete de identidade", "carteira de identidade"],
  ...["cart\u00e3o de cidad\u00e3o", "documento de identidade", "carta d identit\u00e0"],
  ...["numero carta d identit\u00e0", "documento d identit\u00e0", "carte de identitate"],
  ...["buletin"],
  // Nordic languages
  ...["identitetskort", "id kort", "legitimation", "identitetsbevis", "legitimasjon"],
  ...["henkil\u00f6kortti", "henkil\u00f6kortin", "henkil\u00f6kortin numero"],
  ...["nafnsk\u00edrteini"],
  // Polish, Czech, Slovak, Slovenian, Croatian, Hungarian
  ...["dow\u00f3d osobisty", "dowodu osobistego", "dow\u00f3d to\u017csamo\u015bci"],
  ...["ob\u010dansk\u00fd pr\u016fkaz", "ob\u010dansk\u00e9ho pr\u016fkazu"],
  ...["ob\u010diansk\u00fd preukaz", "osebna izkaznica", "osobna iskaznica"],
  ...["li\u010dna karta", "szem\u00e9lyi igazolv\u00e1ny"],
  ...["szem\u00e9lyi igazolv\u00e1nysz\u00e1m"],
  // Baltic languages, Turkish, Greek
  ...["isikutunnistus", "id kaart", "personas apliec\u012bba"],
  ...["asmens tapatyb\u0117s kortel\u0117", "kimlik", "kimlik kart\u0131", "kimlik belgesi"],
  ...[
    "\u03b4\u03b5\u03bb\u03c4\u03af\u03bf \u03c4\u03b1\u03c5\u03c4\u03cc\u03c4\u03b7\u03c4\u03b1\u03c2",
  ],
  ...["\u03c4\u03b1\u03c5\u03c4\u03cc\u03c4\u03b7\u03c4\u03b1\u03c2"],
  ...["\u03c4\u03b1\u03c5\u03c4\u03cc\u03c4\u03b7\u03c4\u03b1"],
  // Russian, Ukrainian, Bulgarian
  ...[
    "\u0443\u0434\u043e\u0441\u0442\u043e\u0432\u0435\u0440\u0435\u043d\u0438\u0435 \u043b\u0438\u0447\u043d\u043e\u0441\u0442\u0438",
  ],
  ...[
    "\u0443\u0434\u043e\u0441\u0442\u043e\u0432\u0435\u0440\u0435\u043d\u0438\u044f \u043b\u0438\u0447\u043d\u043e\u0441\u0442\u0438",
  ],
  ...[
    "\u043f\u043e\u0441\u0432\u0456\u0434\u0447\u0435\u043d\u043d\u044f \u043e\u0441\u043e\u0431\u0438",
  ],
  ...["\u043b\u0438\u0447\u043d\u0430 \u043a\u0430\u0440\u0442\u0430"],
  ...["\u043b\u0438\u0447\u043d\u0430\u0442\u0430 \u043a\u0430\u0440\u0442\u0430"],
  // Arabic, Persian, Urdu, Hebrew
  ...["\u0628\u0637\u0627\u0642\u0629 \u0627\u0644\u0647\u0648\u064a\u0629"],
  ...["\u0628\u0637\u0627\u0642\u0629 \u0647\u0648\u064a\u0629"],
  ...[
    "\u0631\u0642\u0645 \u0627\u0644\u0628\u0637\u0627\u0642\u0629 \u0627\u0644\u0634\u062e\u0635\u064a\u0629",
  ],
  ...["\u06a9\u0627\u0631\u062a \u0634\u0646\u0627\u0633\u0627\u06cc\u06cc"],
  ...["\u06a9\u0627\u0631\u062a \u0645\u0644\u06cc"],
  ...["\u0634\u0646\u0627\u062e\u062a\u06cc \u06a9\u0627\u0631\u0688"],
  ...["\u05ea\u05e2\u05d5\u05d3\u05ea \u05d6\u05d4\u05d5\u05ea"],
  // India, East and South-East Asia
  ...["\u092a\u0939\u091a\u093e\u0928 \u092a\u0924\u094d\u0930"],
  ...["\u09aa\u09b0\u09bf\u099a\u09af\u09bc\u09aa\u09a4\u09cd\u09b0", "\u8eab\u4efd\u8bc1"],
  ...["\u8eab\u4efd\u8b49", "\u8eab\u5206\u8b49", "\u8eab\u5206\u8a3c\u660e\u66f8"],
  ...["\u8eab\u5206\u8a3c", "\u8a3c\u660e\u66f8\u756a\u53f7", "\uc2e0\ubd84\uc99d"],
  ...["th\u1ebb c\u0103n c\u01b0\u1edbc", "ch\u1ee9ng minh th\u01b0"],
  ...["\u0e1a\u0e31\u0e15\u0e23\u0e1b\u0e23\u0e30\u0e0a\u0e32\u0e0a\u0e19", "kartu identitas"],
  ...["kartu tanda penduduk", "kad pengenalan"],
];
