/**
 * What numbers of papers and of parts are called, in some thirty languages: a sheet, a drawing, a
 * part; a file, a case, a policy. Right before a number such a word says that it is no number of a
 * person and no telephone, whatever its groups look like.
 *
 * @module
 */

import type { Scan } from "../context/scan.ts";
import { type Names, namesOf, namingBefore } from "./named.ts";
import { phrases } from "./phrases.ts";

/** What files, cases, contracts and policies are called; one word each. */
export const FILE_WORDS: readonly string[] = phrases([
  "protocol|docket|policy|contract|case|dossier|matter|voucher|permit",
  "aktenzeichen|akte|gesch\u00e4ftszeichen|protokoll|protokollnummer|protokollnr|vorgang",
  "vorgangsnummer|vertrag|vertragsnummer|vertragsnr|policennummer|versicherungsnummer",
  "schadennummer|schadensnummer|vorgangsnr|urkunde|urkundennummer|bescheid|kassenzeichen",
  "protocole|proc\u00e8s|contrat|sinistre|r\u00e9c\u00e9piss\u00e9|bordereau|mandat",
  "protocolo|expediente|expte|exp|contrato|p\u00f3liza|siniestro|atestado|escritura|registro",
  "protocollo|prot|pratica|fascicolo|contratto|polizza|sinistro|delibera|determina|repertorio",
  "processo|ap\u00f3lice|alvar\u00e1|of\u00edcio|requerimento|dossiernummer|zaaknummer|zaak|polisnummer",
  "contractnummer|schadenummer|kenmerk|\u00e4rende|\u00e4rendenummer|diarienummer|dnr|avtal",
  "avtalsnummer|f\u00f6rs\u00e4kringsnummer|skadenummer|sag|sagsnummer|sagsnr|journalnummer|journalnr|policenummer|sak",
  "saksnummer|saksnr|avtalenummer|asianumero|diaarinumero|sopimus|sopimusnumero",
  "vakuutusnumero|vahinkonumero|sygnatura|sygn|polisa|polisy|umowa|umowy|akta|akt|sprawy|sprawa",
  "protok\u00f3\u0142|protoko\u0142u|spis|smlouva|smlouvy|pojistka|pojistky|jednac\u00ed|\u010dj|zmluva|zmluvy|poistka",
  "\u00fcgysz\u00e1m|iktat\u00f3sz\u00e1m|iktat\u00e1si|szerz\u0151d\u00e9s|szerz\u0151d\u00e9ssz\u00e1m|szerz\u0151d\u00e9ssz\u00e1ma|k\u00f6tv\u00e9ny|k\u00f6tv\u00e9nysz\u00e1m|\u00fcgyiratsz\u00e1m",
  "dosar|dosarul|contractul|poli\u021ba|\u00eenregistrare|predmet|ugovor|polica|pogodba|zadeva|leping|toimik",
  "\u043f\u0440\u043e\u0442\u043e\u043a\u043e\u043b|\u043f\u0440\u043e\u0442\u043e\u043a\u043e\u043b\u0430|\u0434\u0435\u043b\u043e|\u0434\u0435\u043b\u0430|\u0434\u0435\u043b\u0443|\u0434\u043e\u0433\u043e\u0432\u043e\u0440|\u0434\u043e\u0433\u043e\u0432\u043e\u0440\u0430|\u043f\u043e\u043b\u0438\u0441|\u043f\u043e\u043b\u0438\u0441\u0430|\u0441\u043f\u0440\u0430\u0432\u0430|\u0441\u043f\u0440\u0430\u0432\u0438|\u0434\u043e\u0433\u043e\u0432\u0456\u0440",
  "\u0434\u043e\u0433\u043e\u0432\u043e\u0440\u0443|\u043f\u043e\u043b\u0456\u0441|\u043f\u0440\u0435\u043f\u0438\u0441\u043a\u0430|\u043f\u043e\u043b\u0438\u0446\u0430|\u043f\u0440\u0435\u0434\u043c\u0435\u0442|\u0443\u0433\u043e\u0432\u043e\u0440|\u0432\u0445|\u0438\u0441\u0445",
  "\u03c0\u03c1\u03c9\u03c4\u03cc\u03ba\u03bf\u03bb\u03bb\u03bf|\u03c0\u03c1\u03c9\u03c4\u03bf\u03ba\u03cc\u03bb\u03bb\u03bf\u03c5|\u03c0\u03c1\u03c9\u03c4|\u03c6\u03ac\u03ba\u03b5\u03bb\u03bf\u03c2|\u03c6\u03b1\u03ba\u03ad\u03bb\u03bf\u03c5|\u03c3\u03c5\u03bc\u03b2\u03cc\u03bb\u03b1\u03b9\u03bf|\u03c3\u03c5\u03bc\u03b2\u03bf\u03bb\u03b1\u03af\u03bf\u03c5|\u03c5\u03c0\u03cc\u03b8\u03b5\u03c3\u03b7|\u03c5\u03c0\u03cc\u03b8\u03b5\u03c3\u03b7\u03c2|\u03c3\u03cd\u03bc\u03b2\u03b1\u03c3\u03b7",
  "dosya|poli\u00e7e|evrak|s\u00f6zle\u015fme|esas|karar|protokol|protokolu",
  "\u05ea\u05d9\u05e7|\u05e4\u05d5\u05dc\u05d9\u05e1\u05d4|\u05d7\u05d5\u05d6\u05d4|\u05d4\u05e1\u05db\u05dd|\u05d0\u05e1\u05de\u05db\u05ea\u05d0|\u0627\u0644\u0645\u0644\u0641|\u0645\u0644\u0641|\u0627\u0644\u0642\u0636\u064a\u0629|\u0642\u0636\u064a\u0629|\u0627\u0644\u0648\u062b\u064a\u0642\u0629|\u0648\u062b\u064a\u0642\u0629|\u0627\u0644\u0639\u0642\u062f|\u0639\u0642\u062f|\u0627\u0644\u0628\u0648\u0644\u064a\u0635\u0629|\u0627\u0644\u0645\u0639\u0627\u0645\u0644\u0629",
  "\u0645\u0639\u0627\u0645\u0644\u0629|\u067e\u0631\u0648\u0646\u062f\u0647|\u0642\u0631\u0627\u0631\u062f\u0627\u062f|\u0628\u06cc\u0645\u0647\u200c\u0646\u0627\u0645\u0647|\u0641\u0627\u0626\u0644|\u0645\u0642\u062f\u0645\u06c1|\u092b\u093e\u0907\u0932|\u092b\u093c\u093e\u0907\u0932|\u092a\u0949\u0932\u093f\u0938\u0940|\u092a\u094d\u0930\u0915\u0930\u0923|\u0905\u0928\u0941\u092c\u0902\u0927|\u092e\u0941\u0915\u0926\u092e\u093e",
  "berkas|perkara|kontrak|nopol|fail|kes|mkataba|saaknommer|polisnommer",
]);

/** What goods and their numbers are called: articles, series, lots, parcels; one word each. */
export const GOODS_WORDS: readonly string[] = phrases([
  "art|artnr|artikelnr|artikelnummern|sachnummer|materialnummer|materialnr|kostenstelle|inventarnummer",
  "seriennummer|seriennr|seriennummern|teilenummer|teilenr|teilnr|charge|chargennummer|chargennr|losnummer",
  "zeichnungsnummer|zeichnungsnr|palette|beleg|buchungsbeleg|ger\u00e4tenummer|article|articles|s\u00e9rie",
  "r\u00e9f\u00e9rence|r\u00e9f|pi\u00e8ce|palette|colis|inventaire|art\u00edculo|art\u00edculos|lote|s\u00e9rie|serie|pieza|albar\u00e1n|articolo",
  "articoli|lotto|matricola|codice|commessa|ricambio|ddt|artigo|pe\u00e7a|rastreio|partij|serienummer|onderdeel",
  "varenr|varenummer|serienr|artnr|kolli|parti|tuotenumero|er\u00e4|sarjanumero|osanumero|partii|seryjny|katalogowy",
  "przewozowy|cz\u0119\u015b\u0107|partia|v\u00fdrobn\u00ed|z\u00e1silky|\u0161ar\u017ee|artikl|d\u00edl|sorozatsz\u00e1m|cikksz\u00e1m|t\u00e9tel|gy\u00e1risz\u00e1m|articol|pies\u0103",
  "\u0441\u0435\u0440\u0438\u0439\u043d\u044b\u0439|\u0441\u0435\u0440\u0438\u0439\u043d\u044b\u043c|\u0430\u0440\u0442\u0438\u043a\u0443\u043b|\u0430\u0440\u0442\u0438\u043a\u0443\u043b\u0430|\u043f\u0430\u0440\u0442\u0438\u044f|\u043f\u0430\u0440\u0442\u0438\u0438|\u0434\u0435\u0442\u0430\u043b\u044c|\u0438\u0437\u0434\u0435\u043b\u0438\u0435|\u0438\u043d\u0432\u0435\u043d\u0442\u0430\u0440\u043d\u044b\u0439|\u0437\u0430\u0432\u043e\u0434\u0441\u043a\u043e\u0439|\u043a\u0430\u0442\u0430\u043b\u043e\u0436\u043d\u044b\u0439",
  "\u0441\u0435\u0440\u0456\u0439\u043d\u0438\u0439|\u043f\u0430\u0440\u0442\u0456\u044f|\u043f\u0430\u0440\u0442\u0456\u0457|\u0432\u0438\u0440\u0456\u0431|\u0437\u0430\u0432\u043e\u0434\u0441\u044c\u043a\u0438\u0439|\u0441\u0435\u0440\u0438\u0435\u043d|\u03c3\u03b5\u03b9\u03c1\u03b9\u03b1\u03ba\u03cc\u03c2|\u03ba\u03c9\u03b4\u03b9\u03ba\u03cc\u03c2|\u03c0\u03b1\u03c1\u03c4\u03af\u03b4\u03b1|\u03c0\u03c1\u03bf\u03ca\u03cc\u03bd\u03c4\u03bf\u03c2|\u03b5\u03be\u03b1\u03c1\u03c4\u03ae\u03bc\u03b1\u03c4\u03bf\u03c2",
  "seri|parti|stok|\u00fcr\u00fcn|par\u00e7a|barkod|\u05e1\u05d9\u05d3\u05d5\u05e8\u05d9|\u05de\u05e9\u05dc\u05d5\u05d7|\u05de\u05d5\u05e6\u05e8|\u05e4\u05e8\u05d9\u05d8|\u05d1\u05e8\u05e7\u05d5\u05d3|\u0627\u0644\u0642\u0637\u0639\u0629|\u0627\u0644\u0634\u062d\u0646\u0629|\u0627\u0644\u062a\u0633\u0644\u0633\u0644\u064a|\u0627\u0644\u0645\u0646\u062a\u062c|\u0627\u0644\u0635\u0646\u0641",
  "\u0938\u0940\u0930\u093f\u092f\u0932|\u092c\u0948\u091a|\u092a\u093e\u0930\u094d\u091f|\u0909\u0924\u094d\u092a\u093e\u0926|seri|resi|suku|barang|produk|katalog|batch|serial",
]);
/** Words for "number" that stand behind one of these. */
export const NUMBER_FILLERS: readonly string[] = phrases([
  "\u043d\u043e\u043c\u0435\u0440|\u043d\u043e\u043c\u0435\u0440\u043e\u043c|\u043d\u043e\u043c\u0435\u0440\u0430|numer|numeru|numerem|\u010d\u00edslo|\u010d\u00edsla|\u03b1\u03c1\u03b9\u03b8\u03bc\u03cc\u03c2|\u03b1\u03c1|numaras\u0131|numara|\u0928\u0902\u092c\u0930|\u0938\u0902\u0916\u094d\u092f\u093e|nomor",
]);

/** What sheets, drawings, parts, articles and their catalogues are called. */
const PART_WORDS: readonly string[] = phrases([
  "sheet|sheets|drawing|drawings|dwg|part|parts|article|articles|catalogue|catalog|cat|model|item",
  "items|lot|batch|kit|asset|pn|partno|spec|specification|revision|rev|map|chart|blueprint",
  "schematic|diagram|component|assembly|spare|replaces|supersedes|bolt|valve|gasket|bearing",
  "manual|bulletin|blatt|zeichnung|zeichnungsnummer|zeichnungsnr|artikel|artikelnummer|artikelnr",
  "teil|teile|teilenummer|teilenr|teilnr|ersatzteil|ersatzteilnummer|katalog|bauteil|baugruppe|st\u00fcckliste|charge",
  "chargennummer|sachnummer|materialnummer|materialnr|bauplan|karte|ersetzt|planche|pi\u00e8ce|pi\u00e8ces",
  "plans|sch\u00e9ma|r\u00e9f|r\u00e9f\u00e9rence|feuille|feuillet|mod\u00e8le|dessin|remplace|composant|notice|plano",
  "planos|pieza|piezas|ref|referencia|art\u00edculo|art\u00edculos|l\u00e1mina|hoja|repuesto|recambio|modelo|lote|cat\u00e1logo",
  "sustituye|reemplaza|disegno|disegni|tavola|articolo|articoli|ricambio|ricambi|codice|foglio",
  "catalogo|pezzo|componente|modello|lotto|sostituisce|desenho|desenhos|pe\u00e7a|pe\u00e7as|artigo|folha|prancha",
  "refer\u00eancia|substitui|tekening|tekeningnummer|onderdeel|onderdeelnummer|onderdelen|artikelnummer|blad|catalogus",
  "bestek|partij|vervangt|ritning|ritningsnummer|reservdel|detalj|blad|ers\u00e4tter|tegning|tegningsnummer",
  "reservedel|varenummer|varenr|komponent|ark|erstatter|piirustus|piirustusnumero|osa|osanumero|varaosa|tuote",
  "tuotenumero|korvaa|rysunek|rysunku|cz\u0119\u015b\u0107|cz\u0119\u015bci|arkusz|detal|podzesp\u00f3\u0142|zast\u0119puje|katalogowy",
  "v\u00fdkres|v\u00fdkresu|d\u00edl|d\u00edlu|sou\u010d\u00e1stka|polo\u017eka|nahrazuje|diel|s\u00fa\u010diastka|rajz|rajzsz\u00e1m|alkatr\u00e9sz|cikksz\u00e1m",
  "tervlap|helyettes\u00edti|desen|desenul|plan\u0219a|pies\u0103|piesa|reper|articol|\u00eenlocuie\u0219te|crte\u017e|nacrt|dio",
  "na\u010drt|br\u0117\u017einys|detal\u0117|ras\u0113jums|joonis|\u0447\u0435\u0440\u0442\u0451\u0436|\u0447\u0435\u0440\u0442\u0435\u0436|\u0447\u0435\u0440\u0442\u0435\u0436\u0430|\u0430\u0440\u0442\u0438\u043a\u0443\u043b|\u0430\u0440\u0442\u0438\u043a\u0443\u043b\u0430|\u0434\u0435\u0442\u0430\u043b\u044c|\u0434\u0435\u0442\u0430\u043b\u0438|\u043b\u0438\u0441\u0442",
  "\u043b\u0438\u0441\u0442\u0430|\u0437\u0430\u043f\u0447\u0430\u0441\u0442\u044c|\u043a\u0430\u0442\u0430\u043b\u043e\u0433|\u0438\u0437\u0434\u0435\u043b\u0438\u0435|\u0438\u0437\u0434\u0435\u043b\u0438\u044f|\u0437\u0430\u043c\u0435\u043d\u044f\u0435\u0442|\u0441\u0445\u0435\u043c\u0430|\u043f\u0430\u0440\u0442\u0438\u044f|\u043a\u0440\u0435\u0441\u043b\u0435\u043d\u0438\u043a|\u043a\u0440\u0435\u0441\u043b\u0435\u043d\u043d\u044f|\u0430\u0440\u043a\u0443\u0448|\u0434\u0435\u0442\u0430\u043b\u0456|\u0437\u0430\u043f\u0447\u0430\u0441\u0442\u0438\u043d\u0430",
  "\u0432\u0438\u0440\u0456\u0431|\u0437\u0430\u043c\u0456\u043d\u044e\u0454|\u043f\u0430\u0440\u0442\u0456\u044f|\u0447\u0435\u0440\u0442\u0435\u0436\u044a\u0442|\u0447\u0430\u0441\u0442|\u0446\u0440\u0442\u0435\u0436|\u03c3\u03c7\u03ad\u03b4\u03b9\u03bf|\u03c3\u03c7\u03b5\u03b4\u03af\u03bf\u03c5|\u03b5\u03be\u03ac\u03c1\u03c4\u03b7\u03bc\u03b1|\u03b1\u03bd\u03c4\u03b1\u03bb\u03bb\u03b1\u03ba\u03c4\u03b9\u03ba\u03cc|\u03c6\u03cd\u03bb\u03bb\u03bf|\u03ac\u03c1\u03b8\u03c1\u03bf",
  "\u03ba\u03b1\u03c4\u03ac\u03bb\u03bf\u03b3\u03bf\u03c2|\u03ba\u03c9\u03b4\u03b9\u03ba\u03cc\u03c2|\u00e7izim|par\u00e7a|pafta|\u00fcr\u00fcn|malzeme|katalog|resim|parti|\u0631\u0633\u0645|\u0627\u0644\u0631\u0633\u0645|\u0642\u0637\u0639\u0629|\u0627\u0644\u0642\u0637\u0639\u0629|\u0645\u062e\u0637\u0637|\u0645\u0648\u062f\u064a\u0644",
  "\u0627\u0644\u0645\u062e\u0637\u0637|\u0646\u0642\u0634\u0647|\u0642\u0637\u0639\u0647|\u05e9\u05e8\u05d8\u05d5\u05d8|\u05d7\u05dc\u05e7|\u05ea\u05e8\u05e9\u05d9\u05dd|\u05d3\u05d2\u05dd|\u05de\u05e4\u05e8\u05d8|\u092d\u093e\u0917|\u0921\u094d\u0930\u093e\u0907\u0902\u0917|\u0928\u0915\u094d\u0936\u093e|\u092a\u0941\u0930\u094d\u091c\u093e|\u092e\u0949\u0921\u0932|gambar|suku|katalog|komponen|lukisan",
  "mchoro|tekening|shelf|shelves|microfilm|reel|bin|slot|rack|dims|dim|dimensions|size|sku|hs|regal",
  "lagerplatz|lagerort|fach|\u00e9tag\u00e8re|emplacement|estante|estanter\u00eda|ubicaci\u00f3n|scaffale|prateleira|schap|hylla|hylle",
  "hylde|hylly|p\u00f3\u0142ka|polc|rakt\u00e1r|raft|\u043f\u043e\u043b\u043a\u0430|\u044f\u0447\u0435\u0439\u043a\u0430|\u03c1\u03ac\u03c6\u03b9|raf|\u05de\u05d3\u05e3|\u0631\u0641|rak",
]);

const PAPERS: Names = namesOf({
  own: [],
  other: [...PART_WORDS, ...GOODS_WORDS, ...FILE_WORDS, "ticket", "claim", "police"],
  fillers: NUMBER_FILLERS,
  wordsMax: 1,
});

/** What stands between such a word and the number in scripts without spaces. */
const DENSE_LINK = "[\"'\\s:#.=\\uff1a(\\uff08\\u3010\\u300c]{0,4}$";
/** The same in scripts without spaces, and of two words. */
const DENSE_FILES = [
  "(?:\u4fdd\u5355|\u4fdd\u55ae|\u5408\u540c|\u5408\u7d04|\u6848|\u6848\u4ef6|\u53d7\u7406|\u5de5\u5355|\u5de5\u55ae|\u6863\u6848|\u6a94\u6848|\u5377\u5b97|\u6587\u4ef6|\u534f\u8bae|\u534f\u5b9a|\u7533\u8bf7|\u7533\u8acb|\u767b\u8bb0|\u767b\u8a18|\u5907\u6848|\u5099\u6848|\u7406\u8d54|\u7406\u8ce0|\u62a5\u6848|\u5831\u6848|\u6295\u4fdd|\u6d41\u6c34|\u4ea4\u6613|\u51ed\u8bc1|\u6191\u8b49|\u5355\u636e|\u6536\u636e|\u6536\u64da|\u6279\u6b21|\u62a5\u4ef7|\u5831\u50f9|\u8bb8\u53ef|\u8a31\u53ef|\u6267\u7167|\u6279\u51c6|\u6838\u51c6|\u6587|\u516c\u8bc1|\u516c\u8b49|\u5224\u51b3\u4e66|\u5224\u6c7a)(?:\u5355|\u55ae|\u4e66|\u66f8|\u8bc1|\u8b49)?(?:\u53f7\u7801|\u865f\u78bc|\u7f16\u53f7|\u7de8\u865f|\u53f7|\u865f)",
  "(?:\u53d7\u4ed8|\u5951\u7d04|\u8a3c\u5238|\u6574\u7406|\u7ba1\u7406|\u767b\u9332|\u4f1a\u54e1|\u9867\u5ba2|\u4e88\u7d04|\u88fd\u9020|\u6848\u4ef6|\u4e8b\u4ef6|\u7533\u8acb|\u7533\u8fbc|\u627f\u8a8d|\u53d6\u5f15|\u8acb\u6c42|\u898b\u7a4d|\u4fdd\u967a|\u8a3c\u66f8|\u66f8\u985e|\u6587\u66f8|\u8a31\u53ef|\u8a3c\u660e|\u51e6\u7406|\u767a\u884c|\u6c7a\u88c1)(?:\u66f8|\u8a3c)?\u756a\u53f7",
  "(?:\uc99d\uad8c|\uc811\uc218|\uacc4\uc57d|\uc0ac\uac74|\ubb38\uc11c|\ubbfc\uc6d0|\ucc98\ub9ac|\uad00\ub9ac|\ub4f1\ub85d|\ubcf4\ud5d8|\uccad\uad6c|\uc2e0\uccad|\uc608\uc57d|\uace0\uac1d|\ud68c\uc6d0|\uc2b9\uc778|\uac70\ub798|\uc601\uc218\uc99d|\ubc1c\uae09|\ud5c8\uac00|\uacf5\ubb38|\uacb0\uc7ac|\uacac\uc801|\ubc1c\uc8fc|\ubcf4\ud5d8\uc99d\uad8c|\ud074\ub808\uc784|\ucf00\uc774\uc2a4|\ud30c\uc77c) ?\ubc88\ud638",
  "(?:\u0e40\u0e25\u0e02\u0e17\u0e35\u0e48|\u0e2b\u0e21\u0e32\u0e22\u0e40\u0e25\u0e02)(?:\u0e01\u0e23\u0e21\u0e18\u0e23\u0e23\u0e21\u0e4c|\u0e2a\u0e31\u0e0d\u0e0d\u0e32|\u0e04\u0e33\u0e02\u0e2d|\u0e40\u0e2d\u0e01\u0e2a\u0e32\u0e23|\u0e2b\u0e19\u0e31\u0e07\u0e2a\u0e37\u0e2d|\u0e04\u0e14\u0e35|\u0e40\u0e04\u0e25\u0e21|\u0e41\u0e1f\u0e49\u0e21|\u0e2d\u0e49\u0e32\u0e07\u0e2d\u0e34\u0e07|\u0e43\u0e1a\u0e40\u0e2a\u0e23\u0e47\u0e08|\u0e23\u0e31\u0e1a\u0e40\u0e23\u0e37\u0e48\u0e2d\u0e07)|\u0e01\u0e23\u0e21\u0e18\u0e23\u0e23\u0e21\u0e4c(?:\u0e40\u0e25\u0e02\u0e17\u0e35\u0e48)?",
  "(?:h\u1ed3 s\u01a1|h\u1ee3p \u0111\u1ed3ng|v\u1ee5 \u00e1n|b\u1ea3o hi\u1ec3m|bi\u00ean nh\u1eadn|c\u00f4ng v\u0103n)(?: s\u1ed1)?",
];
const DENSE_PARTS = [
  "(?:\u56fe\u7eb8|\u5716\u7d19|\u56fe|\u5716|\u96f6\u4ef6|\u90e8\u4ef6|\u914d\u4ef6|\u578b|\u8d27|\u8ca8|\u4ef6|\u6599|\u7269\u6599|\u4ea7\u54c1|\u7522\u54c1|\u6279|\u54c1|\u76ee\u5f55|\u56fe\u6837)(?:\u53f7\u7801|\u865f\u78bc|\u7f16\u53f7|\u7de8\u865f|\u53f7|\u865f)|\u56fe\u7eb8|\u5716\u7d19|\u5716\u9762",
  "\u56f3\u9762(?:\u756a\u53f7)?|\u54c1\u756a|\u578b\u756a|\u90e8\u54c1(?:\u756a\u53f7)?|\u88fd\u54c1\u756a\u53f7|\u90e8\u756a|\u56f3\u756a|\u5546\u54c1\u756a\u53f7|\u54c1\u76ee(?:\u756a\u53f7|\u30b3\u30fc\u30c9)?",
  "\ub3c4\uba74(?: ?\ubc88\ud638)?|\ubd80\ud488(?: ?\ubc88\ud638)?|\ud488\ubc88|\uc81c\ud488 ?\ubc88\ud638|\ubaa8\ub378(?: ?\ubc88\ud638)?|\ub3c4\ubc88|\uc790\uc7ac ?\ubc88\ud638",
  "\u0e41\u0e1a\u0e1a(?:\u0e40\u0e25\u0e02\u0e17\u0e35\u0e48)?|\u0e0a\u0e34\u0e49\u0e19\u0e2a\u0e48\u0e27\u0e19|\u0e2d\u0e30\u0e44\u0e2b\u0e25\u0e48|\u0e23\u0e2b\u0e31\u0e2a\u0e2a\u0e34\u0e19\u0e04\u0e49\u0e32",
  'b\u1ea3n v\u1ebd(?: s\u1ed1)?|linh ki\u1ec7n|ph\u1ee5 t\u00f9ng|m\u00e3 h\u00e0ng|\u05de\u05e7["\u05f4]\u05d8',
  "(?:\u30b7\u30ea\u30a2\u30eb|\u30ed\u30c3\u30c8|\u5546\u54c1|\u6a5f\u5668|\u7ba1\u7406|\u5728\u5eab|\u578b\u5f0f|\u6a5f\u68b0)(?:\u756a\u53f7|\u30b3\u30fc\u30c9|No\\.?)|\u6a5f\u756a",
  "(?:\uc77c\ub828|\ub85c\ud2b8|\uc81c\uc870|\uc81c\ud488|\uc790\uc7ac|\ubc14\ucf54\ub4dc|\uae30\uae30|\uc0c1\ud488|\uc7ac\uace0|\ud488\ubaa9) ?(?:\ubc88\ud638|\ucf54\ub4dc)",
  "(?:\u5e8f\u5217|\u6279|\u673a\u8eab|\u673a\u5668|\u6a5f\u8eab|\u8a2d\u5099|\u8bbe\u5907|\u6761\u5f62\u7801|\u689d\u78bc|\u5546\u54c1|\u5e93\u5b58|\u5eab\u5b58|\u8fd0\u5355|\u904b\u55ae|\u5feb\u9012|\u51fa\u5382|\u751f\u4ea7)(?:\u53f7\u7801|\u865f\u78bc|\u7f16\u53f7|\u7de8\u865f|\u53f7|\u865f|\u5355\u53f7)",
  "(?:\u0e2b\u0e21\u0e32\u0e22\u0e40\u0e25\u0e02|\u0e40\u0e25\u0e02|\u0e23\u0e2b\u0e31\u0e2a)(?:\u0e40\u0e04\u0e23\u0e37\u0e48\u0e2d\u0e07|\u0e1e\u0e31\u0e2a\u0e14\u0e38|\u0e2a\u0e34\u0e19\u0e04\u0e49\u0e32|\u0e25\u0e47\u0e2d\u0e15|\u0e0b\u0e35\u0e40\u0e23\u0e35\u0e22\u0e25|\u0e2d\u0e30\u0e44\u0e2b\u0e25\u0e48|\u0e0a\u0e34\u0e49\u0e19\u0e2a\u0e48\u0e27\u0e19|\u0e04\u0e33\u0e2a\u0e31\u0e48\u0e07\u0e0b\u0e37\u0e49\u0e2d)",
  "(?<![A-Za-z])[PSCD]/N|(?<![A-Za-z])no\\. de pi\u00e8ce",
];
const PAPER_REGEXP = new RegExp(
  `(?:${[...DENSE_FILES, ...DENSE_PARTS].join("|")})${DENSE_LINK}`,
  "i",
);
/** How much is read before a number. */
const LEAD_CHARS_MAX = 24;

/** Whether a word for a paper or a part stands right before a number. */
function isPaperBefore(text: string, at: number): boolean {
  return namingBefore(text, at, PAPERS) === "other" ||
    endsInPaper(text.slice(Math.max(0, at - LEAD_CHARS_MAX), at));
}

/** Whether a word for a paper or a part stands before a number or heads its column. */
export function isOfPaper(scan: Scan, at: number): boolean {
  if (isPaperBefore(scan.text, at)) return true;
  const heading = scan.columnNames(at)?.name.trimEnd();
  return heading !== undefined && isPaperBefore(heading, heading.length);
}

/** Whether such words that stand together, or in a script without spaces, end a text. */
export function endsInPaper(lead: string): boolean {
  return PAPER_REGEXP.test(lead.slice(-LEAD_CHARS_MAX));
}
