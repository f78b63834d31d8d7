/**
 * Words that say that a number is something that nobody looks for: an order, a version, a hash.
 * Next to a number they outweigh a form that needs no other word.
 *
 * Compared folded, so that accents are left out. A word is listed only where it means nothing else
 * that stands next to a number: French "ligne" is a telephone's, too.
 *
 * @module
 */

/** Words for orders and invoices. */
export const ORDER_WORDS: readonly string[] = [
  ...["order", "order id", "order no", "order number", "invoice", "invoice no", "invoice number"],
  // German, French, Spanish, Italian, Portuguese
  ...["bestellung", "bestellnummer", "bestellnr", "auftragsnummer", "auftrag", "auftragsnr"],
  ...["rechnung", "rechnungsnummer", "rechnungsnr", "lieferschein", "sendungsnummer"],
  ...["commande", "num\u00e9ro de commande", "facture", "num\u00e9ro de facture", "colis"],
  ...["pedido", "n\u00famero de pedido", "factura", "n\u00famero de factura", "albar\u00e1n"],
  ...["ordine", "numero d ordine", "numero ordine", "fattura", "numero fattura", "spedizione"],
  ...[
    "encomenda",
    "n\u00famero do pedido",
    "n\u00famero da encomenda",
    "fatura",
    "n\u00famero da fatura",
  ],
  // Dutch, Swedish, Danish, Norwegian, Finnish
  ...["bestelling", "bestelnummer", "bestelnr", "ordernummer", "factuur", "factuurnummer"],
  ...["best\u00e4llning", "best\u00e4llningsnummer", "ordernr", "faktura", "fakturanummer"],
  ...["bestilling", "bestillingsnummer", "ordrenummer", "ordre", "fakturanr"],
  ...["tilaus", "tilausnumero", "tilauksen", "lasku", "laskun numero", "laskunumero"],
  // Polish, Czech, Hungarian, Romanian, Greek
  ...["zam\u00f3wienie", "zam\u00f3wienia", "numer zam\u00f3wienia", "faktury", "numer faktury"],
  ...[
    "objedn\u00e1vka",
    "objedn\u00e1vky",
    "\u010d\u00edslo objedn\u00e1vky",
    "\u010d\u00edslo faktury",
  ],
  ...["rendel\u00e9s", "rendel\u00e9st", "rendel\u00e9si", "rendel\u00e9ssz\u00e1m", "sz\u00e1mla"],
  ...[
    "sz\u00e1mlasz\u00e1ma",
    "comanda",
    "comenzii",
    "num\u0103r comand\u0103",
    "num\u0103rul comenzii",
  ],
  ...["\u03c0\u03b1\u03c1\u03b1\u03b3\u03b3\u03b5\u03bb\u03af\u03b1"],
  ...["\u03c0\u03b1\u03c1\u03b1\u03b3\u03b3\u03b5\u03bb\u03af\u03b1\u03c2"],
  ...["\u03c4\u03b9\u03bc\u03bf\u03bb\u03cc\u03b3\u03b9\u03bf"],
  // Russian, Ukrainian, Turkish
  ...["\u0437\u0430\u043a\u0430\u0437", "\u0437\u0430\u043a\u0430\u0437\u0430"],
  ...["\u043d\u043e\u043c\u0435\u0440 \u0437\u0430\u043a\u0430\u0437\u0430"],
  ...["\u0441\u0447\u0451\u0442 \u0444\u0430\u043a\u0442\u0443\u0440\u0430"],
  ...["\u043d\u0430\u043a\u043b\u0430\u0434\u043d\u0430\u044f"],
  ...["\u0437\u0430\u043c\u043e\u0432\u043b\u0435\u043d\u043d\u044f"],
  ...["\u0440\u0430\u0445\u0443\u043d\u043e\u043a \u0444\u0430\u043a\u0442\u0443\u0440\u0430"],
  ...["sipari\u015f", "sipari\u015f numaras\u0131", "sipari\u015fi", "fatura numaras\u0131"],
  // Japanese, Chinese, Korean
  ...["\u6ce8\u6587\u756a\u53f7", "\u3054\u6ce8\u6587", "\u6ce8\u6587", "\u8acb\u6c42\u66f8"],
  ...["\u8ba2\u5355", "\u8ba2\u5355\u53f7", "\u8a02\u55ae", "\u8a02\u55ae\u7de8\u865f"],
  ...["\u53d1\u7968", "\u767c\u7968", "\u8fd0\u5355"],
  ...[
    "\u5feb\u9012\u5355",
    "\u5feb\u9012\u5355\u53f7",
    "\u904b\u55ae",
    "\u7269\u6d41\u5355\u53f7",
    "\u7269\u6d41\u55ae\u865f",
    "\u6258\u904b\u55ae\u865f",
    "\u8ca8\u904b\u55ae\u865f",
  ],
  ...[
    "\u9001\u308a\u72b6\u756a\u53f7",
    "\u304a\u554f\u3044\u5408\u308f\u305b\u756a\u53f7",
    "\u8ffd\u8de1\u756a\u53f7",
    "\u4f1d\u7968\u756a\u53f7",
  ],
  ...["\uc6b4\uc1a1\uc7a5", "\uc6b4\uc1a1\uc7a5\ubc88\ud638", "\uc1a1\uc7a5"],
  ...[
    "\uc8fc\ubb38\ubc88\ud638",
    "\uc8fc\ubb38",
    "\uc1a1\uc7a5\ubc88\ud638",
    "\uc138\uae08\uacc4\uc0b0\uc11c",
  ],
  // Arabic, Hebrew, Hindi, Thai
  ...[
    "\u0637\u0644\u0628",
    "\u0627\u0644\u0637\u0644\u0628",
    "\u0641\u0627\u062a\u0648\u0631\u0629",
  ],
  ...[
    "\u0627\u0644\u0641\u0627\u062a\u0648\u0631\u0629",
    "\u0627\u0644\u0637\u0644\u0628\u064a\u0629",
  ],
  ...[
    "\u05d4\u05d6\u05de\u05e0\u05d4",
    "\u05d4\u05d4\u05d6\u05de\u05e0\u05d4",
    "\u05d7\u05e9\u05d1\u05d5\u05e0\u05d9\u05ea",
  ],
  ...["\u0911\u0930\u094d\u0921\u0930", "\u0911\u0930\u094d\u0921\u0930 \u0928\u0902\u092c\u0930"],
  ...["\u092c\u093f\u0932 \u0928\u0902\u092c\u0930", "\u091a\u093e\u0932\u093e\u0928"],
  ...[
    "\u0e04\u0e33\u0e2a\u0e31\u0e48\u0e07\u0e0b\u0e37\u0e49\u0e2d",
    "\u0e43\u0e1a\u0e41\u0e08\u0e49\u0e07\u0e2b\u0e19\u0e35\u0e49",
  ],
];

const VERSIONS: readonly string[] = [
  ...["version", "ver", "build", "release", "versi\u00f3n", "vers\u00e3o", "versione", "versie"],
  ...["versjon", "versio", "wersja", "wersji", "verze", "verzi\u00f3", "versiunea", "versiune"],
  ...[
    "s\u00fcr\u00fcm",
    "\u03ad\u03ba\u03b4\u03bf\u03c3\u03b7",
    "\u0432\u0435\u0440\u0441\u0438\u044f",
  ],
  ...["\u0432\u0435\u0440\u0441\u0438\u0438", "\u0432\u0435\u0440\u0441\u0456\u044f"],
  ...["\u0627\u0644\u0625\u0635\u062f\u0627\u0631", "\u05d2\u05e8\u05e1\u05d4"],
  ...[
    "\u0938\u0902\u0938\u094d\u0915\u0930\u0923",
    "\u0e40\u0e27\u0e2d\u0e23\u0e4c\u0e0a\u0e31\u0e19",
  ],
  ...["\u7248\u672c", "\u30d0\u30fc\u30b8\u30e7\u30f3", "\ubc84\uc804"],
];

const TECHNICAL: readonly string[] = [
  ...["tracking", "sku", "isbn", "issn", "doi", "part no", "part number", "pn", "p n", "serial"],
  ...["commit", "sha", "hash", "checksum", "uuid", "guid", "trace id", "span id", "request id"],
  ...["timestamp", "epoch", "offset", "port", "pid", "line", "row", "page", "chapter", "section"],
  ...["lat", "lon", "latitude", "longitude", "coordinates", "price", "total", "amount", "score"],
];

/** What goods, parts and machines are numbered by. */
const GOODS: readonly string[] = [
  ...["artikelnummer", "artikelnr", "artnr", "teilenummer", "teilenr", "materialnummer"],
  ...["seriennummer", "r\u00e9f\u00e9rence article", "code article", "num\u00e9ro de s\u00e9rie"],
  ...[
    "c\u00f3digo de art\u00edculo",
    "n\u00famero de serie",
    "n\u00famero de pieza",
    "codice articolo",
  ],
  ...["numero di serie", "c\u00f3digo do artigo", "n\u00famero de s\u00e9rie", "onderdeelnummer"],
  ...["serienummer", "varenummer", "varenr", "artikkelinumero", "tuotenumero", "osanumero"],
  ...[
    "sarjanumero",
    "numer katalogowy",
    "nr katalogowy",
    "numer seryjny",
    "katalogov\u00e9 \u010d\u00edslo",
  ],
  ...[
    "\u010d\u00edslo d\u00edlu",
    "v\u00fdrobn\u00ed \u010d\u00edslo",
    "s\u00e9riov\u00e9 \u010d\u00edslo",
  ],
  ...["cikksz\u00e1m", "rendel\u00e9si sz\u00e1m", "sorozatsz\u00e1m", "alkatr\u00e9szsz\u00e1m"],
  ...[
    "cod articol",
    "num\u0103r de serie",
    "\u03b1\u03c1\u03b9\u03b8\u03bc\u03cc\u03c2 \u03b5\u03be\u03b1\u03c1\u03c4\u03ae\u03bc\u03b1\u03c4\u03bf\u03c2",
  ],
  ...[
    "\u03c3\u03b5\u03b9\u03c1\u03b9\u03b1\u03ba\u03cc\u03c2 \u03b1\u03c1\u03b9\u03b8\u03bc\u03cc\u03c2",
  ],
  ...[
    "\u0430\u0440\u0442\u0438\u043a\u0443\u043b",
    "\u043d\u043e\u043c\u0435\u0440 \u0434\u0435\u0442\u0430\u043b\u0438",
  ],
  ...["\u0441\u0435\u0440\u0438\u0439\u043d\u044b\u0439 \u043d\u043e\u043c\u0435\u0440"],
  ...["\u0441\u0435\u0440\u0456\u0439\u043d\u0438\u0439 \u043d\u043e\u043c\u0435\u0440"],
  ...[
    "\u0430\u0440\u0442\u0438\u043a\u0443\u043b\u0443",
    "par\u00e7a no",
    "par\u00e7a numaras\u0131",
  ],
  ...[
    "stok kodu",
    "seri no",
    "seri numaras\u0131",
    "\u05de\u05e7 \u05d8",
    "\u05de\u05e1\u05e4\u05e8 \u05e1\u05d9\u05d3\u05d5\u05e8\u05d9",
  ],
  ...[
    "\u0631\u0642\u0645 \u0627\u0644\u0642\u0637\u0639\u0629",
    "\u0627\u0644\u0631\u0642\u0645 \u0627\u0644\u062a\u0633\u0644\u0633\u0644\u064a",
  ],
  ...["\u54c1\u756a", "\u578b\u756a", "\u90e8\u54c1\u756a\u53f7", "\u88fd\u9020\u756a\u53f7"],
  ...["\u30b7\u30ea\u30a2\u30eb\u756a\u53f7", "\u8d27\u53f7", "\u8ca8\u865f", "\u96f6\u4ef6\u53f7"],
  ...[
    "\u96f6\u4ef6\u865f",
    "\u5e8f\u5217\u53f7",
    "\u5e8f\u865f",
    "\ud488\ubc88",
    "\ubd80\ud488\ubc88\ud638",
  ],
  ...[
    "\uc2dc\ub9ac\uc5bc\ubc88\ud638",
    "\u0e23\u0e2b\u0e31\u0e2a\u0e2a\u0e34\u0e19\u0e04\u0e49\u0e32",
  ],
  ...["\u0e2b\u0e21\u0e32\u0e22\u0e40\u0e25\u0e02\u0e40\u0e04\u0e23\u0e37\u0e48\u0e2d\u0e07"],
  ...["m\u00e3 h\u00e0ng"],
];

/** The words. */
export const NEGATIVE_WORDS: readonly string[] = [
  ...new Set([...ORDER_WORDS, ...VERSIONS, ...TECHNICAL, ...GOODS]),
];
