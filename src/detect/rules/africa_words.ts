/**
 * Words for the numbers of persons in South Africa and Nigeria.
 * @module
 */

/** Identity number. */
export const SOUTH_AFRICAN_WORDS: readonly string[] = [
  // English, Afrikaans, Zulu, Xhosa, Sotho
  ...["south african id", "south african id number", "south african identity", "south africa id"],
  ...["sa id", "sa id number", "sa id no", "said", "rsa id", "rsa id number", "rsaid", "za id"],
  ...["id book", "smart id", "smart id card", "green id book", "identity number", "id number"],
  ...["id no", "identiteitsnommer", "id nommer", "identiteitsboek", "inombolo kamazisi"],
  ...["inombolo yesazisi", "umazisi", "isazisi", "nomoro ya boitsebiso", "nomoro ya boitsebisho"],
  ...["boitsebiso", "s\u00fcdafrikanische id", "num\u00e9ro d identit\u00e9 sud africain"],
];

/** National identification number; only words for it, as its digits have no check. */
export const NIGERIAN_WORDS: readonly string[] = [
  // English, Hausa, Yoruba, Igbo
  ...["nin", "nin no", "nin number", "nin num", "ninnumber", "nin slip", "nin id", "nimc"],
  ...["nigerian nin", "nigerian id", "nigerian national id", "nigeria national id"],
  ...["virtual nin", "vnin", "national id", "national id no", "national id number", "nationalid"],
  ...["national identity", "national identity no", "national identity number"],
  ...["national identification", "national identification no", "national identification number"],
  ...["national identity card", "national id card", "lambar shaida", "lambar shaidar dan kasa"],
  ...["lambar nin", "n\u1ecdmba idanim\u1ecd", "n\u1ecdmba nin", "n\u1ecdmba njirimara"],
  // Others
  ...["num\u00e9ro d identification national", "num\u00e9ro d identification nationale"],
  ...["num\u00e9ro national d identification", "num\u00e9ro d identit\u00e9 nationale"],
  ...["identit\u00e9 nationale", "num\u00e9ro national d identit\u00e9"],
  ...["nationale identifikationsnummer", "nationale id", "nationale identit\u00e4tsnummer"],
  ...["nationalen identifikationsnummer", "n\u00famero de identificaci\u00f3n nacional"],
  ...["n\u00famero nacional de identificaci\u00f3n", "n\u00famero nacional de identidad"],
  ...["n\u00famero de identidad nacional", "identificaci\u00f3n nacional", "identidad nacional"],
  ...["n\u00famero de identifica\u00e7\u00e3o nacional"],
  ...["n\u00famero nacional de identifica\u00e7\u00e3o", "n\u00famero nacional de identidade"],
  ...["numero di identificazione nazionale", "numero identificativo nazionale"],
  ...["numero nazionale di identificazione", "nationaal identificatienummer"],
  ...["nationellt identifikationsnummer", "nationellt id nummer", "nationellt id"],
  ...["nationalt id nummer", "nationalt identifikationsnummer"],
  ...["nasjonalt identifikasjonsnummer", "kansallinen henkil\u00f6tunnus"],
  ...["kansallinen tunnistenumero", "krajowy numer identyfikacyjny"],
  ...["narodowy numer identyfikacyjny", "krajowy numer identyfikacji"],
  ...["n\u00e1rodn\u00ed identifika\u010dn\u00ed \u010d\u00edslo"],
  ...["n\u00e1rodn\u00e9 identifika\u010dn\u00e9 \u010d\u00edslo"],
  ...["nemzeti azonos\u00edt\u00f3 sz\u00e1m", "nemzeti azonos\u00edt\u00f3sz\u00e1m"],
  ...["num\u0103r na\u021bional de identificare"],
  ...["num\u0103r de identificare na\u021bional\u0103"],
  ...["num\u0103r de identificare na\u021bional"],
  ...[
    "\u043d\u0430\u0446\u0438\u043e\u043d\u0430\u043b\u044c\u043d\u044b\u0439 \u0438\u0434\u0435\u043d\u0442\u0438\u0444\u0438\u043a\u0430\u0446\u0438\u043e\u043d\u043d\u044b\u0439 \u043d\u043e\u043c\u0435\u0440",
  ],
  ...[
    "\u043d\u0430\u0446\u0438\u043e\u043d\u0430\u043b\u044c\u043d\u044b\u0439 \u043d\u043e\u043c\u0435\u0440",
  ],
  ...["\u043d\u0430\u0446\u0438\u043e\u043d\u0430\u043b\u044c\u043d\u044b\u0439 id"],
  ...[
    "\u043d\u0430\u0446\u0438\u043e\u043d\u0430\u043b\u044c\u043d\u043e\u0433\u043e \u0438\u0434\u0435\u043d\u0442\u0438\u0444\u0438\u043a\u0430\u0446\u0438\u043e\u043d\u043d\u043e\u0433\u043e \u043d\u043e\u043c\u0435\u0440\u0430",
  ],
  ...[
    "\u043d\u0430\u0446\u0456\u043e\u043d\u0430\u043b\u044c\u043d\u0438\u0439 \u0456\u0434\u0435\u043d\u0442\u0438\u0444\u0456\u043a\u0430\u0446\u0456\u0439\u043d\u0438\u0439 \u043d\u043e\u043c\u0435\u0440",
  ],
  ...[
    "\u03b5\u03b8\u03bd\u03b9\u03ba\u03cc\u03c2 \u03b1\u03c1\u03b9\u03b8\u03bc\u03cc\u03c2 \u03c4\u03b1\u03c5\u03c4\u03cc\u03c4\u03b7\u03c4\u03b1\u03c2",
  ],
  ...["ulusal kimlik numaras\u0131", "ulusal kimlik", "ulusal kimlik no"],
  ...[
    "\u0631\u0642\u0645 \u0627\u0644\u0647\u0648\u064a\u0629 \u0627\u0644\u0648\u0637\u0646\u064a\u0629",
  ],
  ...[
    "\u0631\u0642\u0645 \u0627\u0644\u0647\u0648\u064a\u0629 \u0627\u0644\u0648\u0637\u0646\u064a",
  ],
  ...["\u0627\u0644\u0631\u0642\u0645 \u0627\u0644\u0648\u0637\u0646\u064a"],
  ...[
    "\u0631\u0642\u0645 \u0627\u0644\u062a\u0639\u0631\u064a\u0641 \u0627\u0644\u0648\u0637\u0646\u064a",
  ],
  ...["\u0627\u0644\u0647\u0648\u064a\u0629 \u0627\u0644\u0648\u0637\u0646\u064a\u0629"],
  ...["\u05de\u05e1\u05e4\u05e8 \u05d6\u05d4\u05d5\u05ea \u05dc\u05d0\u05d5\u05de\u05d9"],
  ...[
    "\u05ea\u05e2\u05d5\u05d3\u05ea \u05d6\u05d4\u05d5\u05ea \u05dc\u05d0\u05d5\u05de\u05d9\u05ea",
  ],
  ...[
    "\u0930\u093e\u0937\u094d\u091f\u094d\u0930\u0940\u092f \u092a\u0939\u091a\u093e\u0928 \u0938\u0902\u0916\u094d\u092f\u093e",
  ],
  ...["\u0930\u093e\u0937\u094d\u091f\u094d\u0930\u0940\u092f \u092a\u0939\u091a\u093e\u0928"],
  ...["\u091c\u093e\u0924\u0940\u092f \u092a\u0939\u091a\u093e\u0928"],
  ...["\u56fd\u6c11\u8eab\u4efd\u53f7\u7801", "\u56fd\u5bb6\u8eab\u4efd\u8bc1\u53f7"],
  ...["\u56fd\u6c11\u8eab\u4efd\u8bc1", "\u56fd\u6c11\u8eab\u4efd", "\u56fd\u5bb6\u8eab\u4efd"],
  ...["\u56fd\u6c11\u8b58\u5225\u756a\u53f7", "\u56fd\u6c11ID"],
  ...["\uad6d\ubbfc\uc2dd\ubcc4\ubc88\ud638", "\uad6d\ubbfc \uc2dd\ubcc4 \ubc88\ud638"],
  ...["\uad6d\uac00 \uc2dd\ubcc4 \ubc88\ud638", "\uad6d\uac00\uc2dd\ubcc4\ubc88\ud638"],
  ...["\uad6d\uac00 \uc2e0\ubd84\uc99d"],
  ...[
    "\u0e2b\u0e21\u0e32\u0e22\u0e40\u0e25\u0e02\u0e1b\u0e23\u0e30\u0e08\u0e33\u0e15\u0e31\u0e27\u0e1b\u0e23\u0e30\u0e0a\u0e32\u0e0a\u0e19\u0e41\u0e2b\u0e48\u0e07\u0e0a\u0e32\u0e15\u0e34",
  ],
  ...[
    "\u0e40\u0e25\u0e02\u0e1b\u0e23\u0e30\u0e08\u0e33\u0e15\u0e31\u0e27\u0e1b\u0e23\u0e30\u0e0a\u0e32\u0e0a\u0e19",
  ],
  ...["s\u1ed1 \u0111\u1ecbnh danh qu\u1ed1c gia", "s\u1ed1 nh\u1eadn d\u1ea1ng qu\u1ed1c gia"],
  ...["m\u00e3 \u0111\u1ecbnh danh qu\u1ed1c gia", "nomor identitas nasional"],
  ...["nombor pengenalan nasional"],
];
