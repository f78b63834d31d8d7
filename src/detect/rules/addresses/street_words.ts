/**
 * Words that streets are called by, in some thirty languages, by where they stand: after a name,
 * at the end of a word, or before a name.
 * @module
 */

import { foldWord } from "../../engine/lexicon.ts";
import { phrases } from "../phrases.ts";

/** A set of folded words. */
function foldedSet(words: readonly string[]): ReadonlySet<string> {
  return new Set(words.map((word) => foldWord(word)));
}

/** After an English name and house number, beyond doubt. */
export const STREET_SUFFIXES: ReadonlySet<string> = foldedSet(phrases([
  "street|st|str|avenue|ave|av|road|rd|boulevard|blvd|lane|ln|terrace|ter|terr|parkway|pkwy",
  "highway|hwy|turnpike|tpke|expressway|causeway|broadway|crescent|cres|mews",
]));
/** The same, for words that also end other names; see Publication 28 of the Postal Service. */
export const WEAK_SUFFIXES: ReadonlySet<string> = foldedSet(phrases([
  "drive|dr|court|ct|place|pl|way|circle|cir|square|sq|close|trail|trl|loop|plaza|plz|alley|aly",
  "park|gardens|gdns|grove|grv|hill|heights|hts|ridge|rdg|run|walk|row|path|pass|pike|point|pt",
  "crossing|xing|bend|cove|cv|creek|glen|green|grn|landing|meadow|meadows|mill|knoll|hollow",
  "oval|quay|rise|view|vista|vale|wharf|yard|estate|estates|parade|esplanade|promenade|junction",
  "freeway|route|bypass|center|ctr|common|commons|end|field|fields|gate|island|key|lake|manor",
  "spur|station|valley|villas|village|woods|drove|garth|side",
]));
/** Names that end like streets. */
export const NO_STREETS: ReadonlySet<string> = foldedSet(phrases([
  "google drive|one drive|hard drive|flash drive|usb drive|disk drive|tape drive|test drive",
  "ssd drive|network drive|supreme court|high court|district court|federal court|county court",
  "circuit court|appeals court|tennis court|food court|first place|second place|third place",
  "national park|central park|amusement park|theme park|car park|data center|shopping center",
  "business center|service center|milky way|wall street journal|foreign key|primary key|api key",
  "public key|private key|unit test run|dry run|test run|green field|square root|front end",
  "back end|week end|high end|low end|dead end|tech park",
]));

/** Before a name, after the house number: French, Vietnamese, Arabic. */
export const NUMBER_FIRST_WORDS: ReadonlySet<string> = foldedSet(phrases([
  "rue|avenue|av|ave|boulevard|boul|bd|bld|blvd|place|pl|chemin|ch|all\u00e9e|all\u00e9es",
  "impasse|imp|quai|route|rte|square|passage|faubourg|fg|sentier|r\u00e9sidence|lotissement",
  "hameau|ruelle|voie|esplanade|promenade|cit\u00e9|cours|mont\u00e9e|villa|venelle",
  "\u0111\u01b0\u1eddng|ph\u1ed1|ng\u00f5|h\u1ebbm|\u0634\u0627\u0631\u0639",
  "\u0637\u0631\u064a\u0642|jalan|jln",
]));

/** Words for streets that have a number, or a letter, instead of a name. */
export const NUMBERED_STREETS: ReadonlySet<string> = foldedSet(
  "rue avenue ave boulevard blvd bd jalan jln \u0111\u01b0\u1eddng ph\u1ed1 ng\u00f5 h\u1ebbm \u0634\u0627\u0631\u0639 \u0637\u0631\u064a\u0642"
    .split(" "),
);
/** With these begin names of streets in German: `Am M\u00fchlgraben`, `An der Alten Gasse`. */
export const PREPOSITION_REGEXP =
  /(?:^|[^\p{L}\p{M}\d-])((?:Am|Im|Zum|Zur|Beim|(?:An|Auf|In|Unter|Hinter|Vor|Bei|Ob|Neben|\u00dcber|Zwischen) d(?:er|en|em|ie)) (?:(?:Alt|Neu|Gro\u00df|Klein|Ober|Unter|Lang|Kurz|Hoh|Breit|Rot|Wei\u00df|Gr\u00fcn)en )?)$/u;
/** Ends of words that are streets beyond doubt, and the words themselves, as parts of a pattern. */
const ENDINGS: readonly string[] = phrases([
  "stra\u00dfe|strasse|str\\.?|allee|gasse|chaussee|g\u00e4sschen|straat|gracht|laan|plein|singel",
  "kade|steenweg|straatweg|gatan|gata|gr\u00e4nd|gr\u00e4nden|v\u00e4gen|gade|str\u00e6de|vej",
  "veien",
  "vegen|gate|gaten|katu|kadun|kuja|polku|raitti|utca|utc\u00e1ja|k\u00f6r\u00fat|krt\\.?",
  "s\u00e9t\u00e1ny|caddesi|caddesi\\.|cad\\.?|soka\u011f\u0131|sokak|sok\\.?|bulvar\u0131|blv\\.?",
  "iela|gatv\u0117|prospektas|ulica|n\u00e1mestie|n\u00e1m\u011bst\u00ed|n\u00e1b\u0159e\u017e\u00ed",
  "n\u00e1bre\u017eie|n\u00e1m\\.|t\u0159\u00edda|trieda|t\u0159\\.|n\u00e1b\u0159\\.|n\u00e1br\\.",
]);
/** The same of words that also mean something else. */
const WEAK_ENDINGS: readonly string[] = phrases([
  "weg|platz|ring|damm|ufer|steig|pfad|hof|markt|berg|graben|wall|park|dijk|steeg|dreef|baan",
  "torget|torg|plads|plass|stigen|backen|all\u00e9n|all\u00e9|tie|tori|kaari|ranta|\u00fat",
  "\u00fatja",
  "t\u00e9r|tere|k\u00f6z|sor|fasor|mahallesi|mah\\.?|yolu|meydan\u0131|dorf|heide|feld|kamp",
  "twiete",
  "stieg|stubben|u\\.|sk\\.|cesta|trg",
]);
export const SUFFIX_REGEXP: RegExp = endingRegexp(ENDINGS);
export const WEAK_SUFFIX_REGEXP: RegExp = endingRegexp(WEAK_ENDINGS);
/** The ends of both, without dots. */
export const STREET_ENDINGS: readonly string[] = [...ENDINGS, ...WEAK_ENDINGS]
  .map((ending) => ending.replace(/\\\.\??$/, ""));

function endingRegexp(endings: readonly string[]): RegExp {
  return new RegExp(`(?:${endings.join("|")})$`, "iu");
}

export const NO_SUFFIXED: ReadonlySet<string> = foldedSet(phrases([
  "umweg|heimweg|hinweg|r\u00fcckweg|ausweg|weg|arbeitsplatz|arbeitspl\u00e4tze|sitzplatz",
  "stellplatz|speicherplatz|platz|ring|hof|markt|park|berg|wall|feld|tie|sor|ter|out|about",
  "router|center|computer|editor|monitor|register|parameter|filter|letter|water|after|chapter",
  "platter|enter|string|str|substr|aggregate|delegate|navigate|propagate|gate|investigate",
  "mitigate|interrogate|strong|spring|during|tor|debug|sok|cad|plan|update|date",
]));

/** Before a name, with the house number at the end. */
export const PREFIX_WORDS: readonly string[] = phrases([
  // Spanish, Portuguese.
  "calle|avenida|avda|av|paseo|plaza|carrera|cra|ronda|camino|traves\u00eda|carretera|glorieta",
  "pasaje|callej\u00f3n|carrer|passeig|pla\u00e7a|diagonal|jir\u00f3n|calzada|bulevar",
  "urbanizaci\u00f3n|rua|travessa|alameda|pra\u00e7a|largo|estrada|rodovia|ladeira|cal\u00e7ada",
  "beco|rotonda|bajada|prolongaci\u00f3n|privada|andador|cuesta|costanilla|rambla|via de",
  // French, in Belgium and Switzerland, where the number is last.
  "rue|avenue|chemin|place|boulevard|quai|all\u00e9e|route|impasse|chauss\u00e9e|ruelle|cours",
  // Italian, Romanian.
  "via|viale|piazza|corso|vicolo|piazzale|strada|contrada|lungomare|salita|vico|v le|p zza|c so",
  "strada provinciale|strada statale|borgo|localit\u00e0|rione|campo|fondamenta",
  "bd|b dul|bld|p le|str|bulevardul|bdul|calea|aleea|\u0219oseaua|sos|splaiul|intrarea|pia\u021ba",
  // Polish, Czech, Slovak, Croatian, Serbian.
  "ul|ulica|ulicy|ulice|aleja|aleje|alei|alejach|al|pl|placu|rynek|rynku|osiedlu|skwer|bulwar",
  "aleji|plac|osiedle|os|n\u00e1m\u011bst\u00ed|n\u00e1m",
  "trieda|t\u0159\u00edda|n\u00e1mestie|trg|bulevar|n\u00e1b\u0159e\u017e\u00ed|n\u00e1bre\u017eie",
  // Russian, Ukrainian, Bulgarian.
  "\u0443\u043b|\u0443\u043b\u0438\u0446\u0430|\u0443\u043b\u0438\u0446\u0435",
  "\u0443\u043b\u0438\u0446\u044b|\u043f\u0440\u043e\u0441\u043f\u0435\u043a\u0442",
  "\u043f\u0440\u043e\u0441\u043f|\u043f\u0440 \u0442|\u043f\u0440 \u043a\u0442|\u043f\u0440",
  "\u043f\u0435\u0440\u0435\u0443\u043b\u043e\u043a|\u043f\u0435\u0440",
  "\u0431\u0443\u043b\u044c\u0432\u0430\u0440|\u0448\u043e\u0441\u0441\u0435",
  "\u043d\u0430\u0431\u0435\u0440\u0435\u0436\u043d\u0430\u044f|\u043d\u0430\u0431",
  "\u043f\u043b\u043e\u0449\u0430\u0434\u044c|\u043f\u0440\u043e\u0435\u0437\u0434",
  "\u0442\u0443\u043f\u0438\u043a|\u0432\u0443\u043b|\u0432\u0443\u043b\u0438\u0446\u044f",
  "\u0432\u0443\u043b\u0438\u0446\u0456|\u043f\u0440\u043e\u0432\u0443\u043b\u043e\u043a",
  "\u043f\u0440\u043e\u0432|\u0431\u0443\u043b|\u0431\u0443\u043b\u0435\u0432\u0430\u0440\u0434",
  "\u043f\u043b\u043e\u0449\u0430|\u043f\u043b|\u0436 \u043a|\u0436\u043a",
  // Greek, Arabic, Hebrew, Indonesian, Vietnamese.
  "\u03bf\u03b4\u03cc\u03c2|\u03bf\u03b4\u03bf\u03c2",
  "\u03bb\u03b5\u03c9\u03c6\u03cc\u03c1\u03bf\u03c2|\u03bb\u03b5\u03c9\u03c6",
  "\u03c0\u03bb\u03b1\u03c4\u03b5\u03af\u03b1|\u0634\u0627\u0631\u0639|\u0637\u0631\u064a\u0642",
  "\u05e8\u05d7\u05d5\u05d1|\u05d1\u05e8\u05d7\u05d5\u05d1|\u05de\u05e8\u05d7\u05d5\u05d1",
  "\u05dc\u05e8\u05d7\u05d5\u05d1|\u05d1\u05e8\u05d7|\u05e8\u05d7",
  "\u05d1\u05e9\u05d3\u05e8\u05d5\u05ea|\u05db\u05d9\u05db\u05e8|\u05e1\u05de\u05d8\u05ea",
  "\u05e9\u05d3\u05e8\u05d5\u05ea|\u05e9\u05d3|jalan|jl",
  "jln|\u0111\u01b0\u1eddng|ph\u1ed1|perum|perumahan|komplek|kompleks",
  // German, where the word stands alone.
  "stra\u00dfe des|platz der|platz des",
]);

/** Prefix words that mean something else in other languages, or are abbreviations. */
export const WEAK_PREFIXES: ReadonlySet<string> = foldedSet(phrases([
  "via|str|al|os|pr|plaza|corso|largo|camino|carrera|diagonal|bulevar|strada|plac|\u043f\u0440",
  "\u043f\u043b|\u043f\u0435\u0440|\u043f\u0440\u043e\u0432|sos|\u043f\u0440 \u0442|ronda|trg",
  "cra|paseo|salita|bd|b dul|bld|trieda|ph\u1ed1|camino|pl|skwer|rynek|bulwar|aleji|campo|borgo|cuesta",
  "rue|avenue|chemin|place|boulevard|quai|all\u00e9e|route|impasse|chauss\u00e9e|ruelle|cours",
  "perum|perumahan|komplek|kompleks",
  "rotonda|bajada|privada|andador|rambla|rione|localit\u00e0|via de|placu|osiedlu",
]));

/** Prefix words before which a name may stand as well; none has a number for its name. */
export const NAME_FIRST_WORDS: ReadonlySet<string> = foldedSet(phrases([
  "n\u00e1m\u011bst\u00ed|n\u00e1mestie|n\u00e1m|t\u0159\u00edda|trieda|trg|bulevar|ulica|ulice",
  "n\u00e1b\u0159e\u017e\u00ed|n\u00e1bre\u017eie",
]));

/** Fields for a whole address or for its street. */
export const ADDRESS_NAMES: readonly string[] = phrases([
  "address|addr|street|street address|address line|addressline|home address|mailing address",
  "postal address|billing address|shipping address|delivery address|residential address",
  "streetaddress|street name|streetname|addr line|street line|residence|place of residence",
  "shipto|ship to|bill to|adresse|anschrift|wohnanschrift|lieferadresse|rechnungsadresse",
  "stra\u00dfe|strasse|strasse und hausnummer|wohnort|lieferanschrift|postanschrift",
  "hausanschrift|privatadresse|adresse postale|adresse de livraison|domicile|rue|direcci\u00f3n",
  "direccion|domicilio|calle|direcci\u00f3n de env\u00edo|direcci\u00f3n postal|endere\u00e7o",
  "endereco|morada|rua|logradouro|indirizzo|residenza|indirizzo di spedizione|via e numero",
  "adres|straat|straatnaam|woonadres|bezorgadres|adress|gatuadress|hemadress|leveransadress",
  "leveringsadresse|vej|gateadresse|bop\u00e6l|osoite|katuosoite|kotiosoite|adres zamieszkania",
  "adres dostawy|ulica|adresa|bydli\u0161t\u011b|ulice|trval\u00e9 bydli\u0161t\u011b|bydlisko",
  "utca h\u00e1zsz\u00e1m|utca hazszam|c\u00edme|home addr|res address|curr address|shiptoaddress",
  "dia chi giao|wohnhaft|domicili\u00e9|alamat ktp|alamat domisili|endere\u00e7o residencial",
  "direcc|strasse nr|str nr|strasse hausnr|addr1|rue et num\u00e9ro|via e n|woonplaats en adres",
  "straat en huisnummer|ulica i numer|ulica nr|gatuadress och postnr|postadress|postadresse",
  "hjemmeadresse|bostadsadress",
  "\u0430\u0434\u0440\u0435\u0441 \u043f\u0440\u043e\u0436\u0438\u0432\u0430\u043d\u0438\u044f",
  "\u0430\u0434\u0440\u0435\u0441 \u0440\u0435\u0433\u0438\u0441\u0442\u0440\u0430\u0446\u0438\u0438",
  "lakc\u00edm|c\u00edm|sz\u00e1ll\u00edt\u00e1si c\u00edm|adres\u0103|adresa de livrare|strada",
  "adrese|adresas|aadress|adresi|ev adresi|teslimat adresi|alamat|alamat rumah|jalan",
  "\u0111\u1ecba ch\u1ec9|dia chi|\u0430\u0434\u0440\u0435\u0441",
  "\u0430\u0434\u0440\u0435\u0441\u0430",
  "\u0430\u0434\u0440\u0435\u0441 \u0434\u043e\u0441\u0442\u0430\u0432\u043a\u0438",
  "\u0443\u043b\u0438\u0446\u0430",
  "\u043c\u0435\u0441\u0442\u043e \u0436\u0438\u0442\u0435\u043b\u044c\u0441\u0442\u0432\u0430",
  "\u043c\u0435\u0441\u0442\u043e \u043f\u0440\u043e\u0436\u0438\u0432\u0430\u043d\u0438\u044f",
  "\u0432\u0443\u043b\u0438\u0446\u044f|\u03b4\u03b9\u03b5\u03cd\u03b8\u03c5\u03bd\u03c3\u03b7",
  "\u03bf\u03b4\u03cc\u03c2|\u0627\u0644\u0639\u0646\u0648\u0627\u0646",
  "\u0639\u0646\u0648\u0627\u0646|\u0639\u0646\u0648\u0627\u0646 \u0627\u0644\u0633\u0643\u0646",
  "\u0627\u0644\u0634\u0627\u0631\u0639|\u05db\u05ea\u05d5\u05d1\u05ea",
  "\u05db\u05ea\u05d5\u05d1\u05ea \u05de\u05d2\u05d5\u05e8\u05d9\u05dd|\u05e8\u05d7\u05d5\u05d1",
  "\u092a\u0924\u093e|\u092a\u0924\u093e \u0939\u0948|\u4f4f\u6240|\u3054\u4f4f\u6240|\u4f4f\u3000\u6240|\u4f4f \u6240|\u3054 \u4f4f \u6240",
  "\u5730\u5740|\u8be6\u7ec6\u5730\u5740|\u6536\u8d27\u5730\u5740|\u5bb6\u5ead\u4f4f\u5740",
  "\u4f4f\u5740|\u901a\u8a0a\u5730\u5740|\uc8fc\uc18c|\uc9d1\uc8fc\uc18c|\ubc30\uc1a1\uc9c0",
  "\ub3c4\ub85c\uba85\uc8fc\uc18c|\u0e17\u0e35\u0e48\u0e2d\u0e22\u0e39\u0e48",
]);

/** Names of fields that are addresses of something else than a place, before `address`. */
export const OTHER_ADDRESSES: ReadonlySet<string> = foldedSet(phrases([
  "ip|ips|mac|email|mail|e|memory|mem|wallet|bitcoin|btc|eth|ethereum|crypto|contract|token",
  "http|https|web|base|bus|network|net|server|host|remote|local|bind|listen|client|peer|public",
  "private|virtual|physical|hardware|start|end|load|jump|return|register|hex|byte|pointer",
  "source|src|dest|destination|target|proxy|gateway|dns|url|uri|tcp|udp|socket|broadcast",
  "multicast|loopback|node|cluster|service|endpoint|advertise|internal|external|link|block|page",
  "fault|deposit|payment|recipient|sender|from|to|receiver|reply|of|by|cell|map|get|set|has|is",
  "no|validate|verify|add|update|edit|delete|remove|new|old|s3|rpc|api|grpc|metrics|admin|ipv4",
  "ipv6|i2c|spi|pci|usb|bluetooth|ble|device|image|function|instruction|stack|heap|entry",
]));

/** Boxes at the post office. */
export const BOX_WORDS: readonly string[] = phrases([
  "po box|p o box|post office box|pobox|gpo box|locked bag|private bag|postfach|postbus",
  "postboks|bo\u00eete postale|apartado de correos|apartado postal|casilla postal|caixa postal",
  "casella postale|skrytka pocztowa|casuta postala|c\u0103su\u021ba po\u0219tal\u0103",
  "po\u0161tovn\u00ed p\u0159ihr\u00e1dka|postafi\u00f3k|posta kutusu|pk kutusu",
  "\u0430\u0431\u043e\u043d\u0435\u043d\u0442\u0441\u043a\u0438\u0439 \u044f\u0449\u0438\u043a",
  "\u0430 \u044f|\u0430 \u0441",
  "\u03c4\u03b1\u03c7\u03c5\u03b4\u03c1\u03bf\u03bc\u03b9\u03ba\u03ae \u03b8\u03c5\u03c1\u03af\u03b4\u03b1",
  "\u03c4 \u03b8|\u0635 \u0628|\u0635\u0646\u062f\u0648\u0642 \u0628\u0631\u064a\u062f",
  "\u05ea \u05d3|\u79c1\u66f8\u7bb1|\u90ae\u653f\u4fe1\u7bb1|\u90f5\u653f\u4fe1\u7bb1",
  "\uc0ac\uc11c\ud568|\u0e15\u0e39\u0e49 \u0e1b\u0e13|h\u1ed9p th\u01b0",
]);

/** What numbers follow that are no streets. */
export const NUMBERED: ReadonlySet<string> = foldedSet(
  ("table figure fig section sec version page chapter step item part line row column no nr number room level phase " +
    "article art day week year top over under about only age aged vol volume issue lot unit apt kapitel seite tabelle abschnitt " +
    "bild january february march april may june july august september october november december januar februar mai juni juli oktober dezember " +
    "the and or of for with to in on at is are was port error code id windows python node java release build order invoice case")
    .split(" "),
);
