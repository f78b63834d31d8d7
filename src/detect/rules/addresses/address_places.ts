/**
 * What follows a street and its house number: an apartment, a town, a region, a postcode, a
 * country. Reads a slice of fixed length.
 * @module
 */

/** Longest such part. */
const TAIL_CHARS_MAX = 110;

const STATES =
  "A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]" +
  "|AB|BC|MB|NB|NL|NS|ON|PE|QC|SK|YT|NSW|VIC|QLD|TAS|ACT|NT";
const STATE_NAMES =
  "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia" +
  "|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts" +
  "|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New (?:Hampshire|Jersey" +
  "|Mexico|York|South Wales)|(?:North|South) (?:Carolina|Dakota)|Ohio|Oklahoma|Oregon" +
  "|Pennsylvania|Rhode Island|Tennessee|Texas|Utah|Vermont|(?:West )?Virginia|Washington" +
  "|Wisconsin|Wyoming|Ontario|Quebec|Victoria|Queensland|Tasmania";
const COUNTRIES =
  "USA|U\\.S\\.A\\.|US|United States(?: of America)?|UK|United Kingdom|England|Scotland|Wales" +
  "|Ireland|Canada|Australia|Germany|Deutschland|Austria|\u00d6sterreich|Switzerland|Schweiz" +
  "|France|Spain|Espa\u00f1a|Italy|Italia|Portugal|Brasil|Brazil|M\u00e9xico|Mexico|Argentina" +
  "|Colombia|Chile|Netherlands|Nederland|Belgium|Belgi\u00eb|Belgique|Sweden|Sverige|Denmark" +
  "|Danmark|Norway|Norge|Finland|Suomi|Poland|Polska|Czech Republic|\u010cesko|Slovensko" +
  "|Hungary|Magyarorsz\u00e1g|Romania|Rom\u00e2nia|Greece|T\u00fcrkiye|Turkey|India|Japan|China" +
  "|\u0420\u043e\u0441\u0441\u0438\u044f|\u0423\u043a\u0440\u0430\u0457\u043d\u0430|Indonesia" +
  "|\u0395\u03bb\u03bb\u03ac\u03b4\u03b1|Vi\u1ec7t Nam|Israel|Thailand|Singapore";
/** A dot ends a sentence, unless it is that of one of these. */
const SAME_TOWN =
  "(?<!\\.|\\.-)(?=[ -])|(?<=(?<![\\p{L}\\p{M}])(?:St|Ste|Sta|Sto|Sv|Gr|Kl|Mt|Ft|Pt|Pto|Cd|Gral|Gen|Cnel|Ntra|Sra|Dr|Gl|Nr|Sdr|Ndr)\\.)";
/** A town of one to four words. */
const TOWN =
  `(?:\\p{Lu}\\. ?(?=\\p{Lu}\\p{Ll}))?\\p{Lu}[\\p{L}\\p{M}.'\u2019-]*(?:(?:${SAME_TOWN})[ -](?:(?:am|an der|im|a\\.|sur|les?|la|de|del|do|da|dos|der|upon|on|under|of|i|nad|di|in|bei|los|las|sous|en|den|aan)[ -])?(?:d['\u2019]|l['\u2019])?\\p{Lu}[\\p{L}\\p{M}.'\u2019-]*){0,3}`;
const GAP = "(?:\\s?,\\s{1,3}|,|[ \\t]{0,2}\\r?\\n[ \\t]{0,8}|\\s[-\u2013]\\s|\\s|\\\\n)";
const ZIP = "\\d{5}(?:-\\d{4})?|[A-Z]\\d[A-Z] ?\\d[A-Z]\\d|\\d{4}";
const BRITISH = "[A-Z]{1,2}\\d[A-Z\\d]? ?\\d[A-Z]{2}";
/** Postcodes that stand before the town. */
const LEADING =
  "(?:(?:D|A|CH|F|I|E|B|NL|L|DK|S|SE|N|FI|FIN|PL|CZ|SK|RO|H|HU|GR|P|PT|LT|LV|EE|BG)-)?(?:\\d{5}-\\d{3}|\\d{3} \\d{2}|\\d{2}-\\d{3}|\\d{4}-\\d{3}|\\d{4} ?[A-Z]{2}|\\d{4,6})";

/** Words before the number of an apartment, a floor, a staircase, a block. */
const UNIT_WORDS =
  "lgh|bte|bo\u00eete|\u043f\u0456\u0434['\u2019\u02bc]\u0457\u0437\u0434|\u043f\u0430\u0440\u0430\u0434\u043d\u0430\u044f|\u0432\u0445\u0456\u0434|vchod|apt|apartment|unit|suite|ste|floor|fl|room|rm|flat|bldg|building|lot|trlr|wohnung|whg|top|appt|app|" +
  "appartement|b\u00e2t|\u00e9tage|esc|escalera|piso|planta|pta|puerta|apto|apartamento|depto|dpto|departamento|interno|int|" +
  "scala|sala|bloco|bloque|conj|casa|lote|galp\u00e3o|nave|local|portal|andar|fra\u00e7\u00e3o|kat|daire|d|bl|bloc|blok|ap|sc|et|lok|" +
  "lokal|mieszk|m|em|emelet|ajt\u00f3|lh|lph|l\u00e9pcs\u0151h\u00e1z|st|stuen|tv|th|as|\u043a\u0432|\u043a\u0432\u0430\u0440\u0442\u0438\u0440\u0430|\u043a\u043e\u0440\u043f|\u043a\u043e\u0440\u043f\u0443\u0441|\u043a|\u0441\u0442\u0440|\u0441\u0442\u0440\u043e\u0435\u043d\u0438\u0435|\u043e\u0444|\u043e\u0444\u0438\u0441|\u043f\u0456\u0434|\u043f\u043e\u0434|\u043f\u043e\u0434\u044a\u0435\u0437\u0434|\u044d\u0442|\u044d\u0442\u0430\u0436|\u0432\u0445|" +
  "\u0430\u043f|\u03cc\u03c1\u03bf\u03c6\u03bf\u03c2|\u03b4\u03b9\u03b1\u03bc|kv|rt|rw|no|unit no|apt no|door|tower|wing|block|phase|level|" +
  "\u0435\u0442|\u0435\u0442\u0430\u0436|\u0431\u043b|\u0431\u043b\u043e\u043a|\u0432\u0445\u043e\u0434|\u0434\u0438\u0440|\u05d3\u05d9\u05e8\u05d4|\u05db\u05e0\u05d9\u05e1\u05d4|\u05e7\u05d5\u05de\u05d4|\u05d1\u05e0\u05d9\u05d9\u05df|\u05d3\u05dc\u05ea|\u0634\u0642\u0629|\u0627\u0644\u062f\u0648\u0631|\u0627\u0644\u0637\u0627\u0628\u0642|\u0637\u0627\u0628\u0642|\u0627\u0644\u0634\u0642\u0629|\u0648\u0627\u062d\u062f|\u0637\u0628\u0642\u0647|\u0628\u0644\u0648\u06a9|\u0628\u0644\u0648\u0643|\u0641\u064a\u0644\u0627|\u0627\u0644\u0645\u0628\u0646\u0649|\u0639\u0645\u0627\u0631\u0629|\u0645\u0628\u0646\u0649";
const UNIT_REGEXP = new RegExp(
  "^[\u201c\u201d\u00bb]?(?:,\\s?|\u060c\\s?|\\s[-\u2013]\\s|\\s|,?\\r?\\n)(?:" +
    "rt\\.?\\s?\\d{1,3}\\s?/\\s?rw\\.?\\s?\\d{1,3}|" +
    `(?:${UNIT_WORDS})(?:\\.\\s?|:\\s?|\\s|\\s?#\\s?)(?:[\\p{L}]?\\d{1,5}[\\p{L}]?(?:[/-]\\d{1,4})?|[A-Z]|[\u05d0-\u05ea]['\u05f3])(?![\\p{L}\\d])|` +
    "#\\s?(?:[A-Z]?\\d{1,3}-\\d{1,5}[A-Z]?|\\d{1,5}[A-Z]?)(?![\\p{L}\\d])|" +
    "\\d{1,2}\\s?[.]?[\u00ba\u00aa\u00b0](?:\\s?(?:izquierda|derecha|izq|izda|dcha|dcho|iz|der|esquerdo|direito|esq|dto|dt|centro|ctro|frente|fte|fr|andar|piso|planta|[A-Z])(?![\\p{L}])\\.?)?|" +
    "(?:\u0432\u0445|\u0432\u0445\u043e\u0434|\u043a\u043e\u0440\u043f|\u043b\u0438\u0442)\\.?\\s?[\u0410-\u042f](?![\\p{L}\\d])|" +
    "r/c(?:\\s?(?:esq|dto|dt|fte|frente|esquerdo|direito)(?![\\p{L}])\\.?)?|" +
    "\\d{1,2}\\.\\s?(?:OG|Stock|Etage|sal|etg|etasje|krs|patro|emelet|em\\.?|tv\\.?|th\\.?|mf\\.?|et\\.)(?![\\p{L}\\d])(?:,? (?:links|rechts|mitte|tv|th|mf)(?![\\p{L}])\\.?)?|" +
    "(?:EG|DG|st\\.|kl\\.|hinterhaus|vorderhaus|HH|VH)(?:,? (?:links|rechts|mitte|tv|th|mf)\\b\\.?)|" +
    "(?:[IVX]{1,4}|fszt|fsz|mfsz)\\.?(?:/| em(?:elet)?\\.? )\\d{1,3}\\.?(?: ?[a-z]\\.)?|fszt?\\.? \\d{1,3}(?!\\d)|" +
    "\\d{1,2}(?:st|nd|rd|th) (?:floor|fl)\\b|bajo(?:\\s(?:[A-Z]|izq|dcha)\\b)?|entlo|principal|floor \\d{1,2})",
  "iu",
);
const QUARTER_REGEXP =
  /^\s?[-\u2013,]\s?\p{Lu}[\p{L} .'-]{2,28}?(?=\s?[,-]\s?(?:\p{Lu}[\p{L} ]{2,24}\s?[-,/]\s?)[A-Z]{2}\b)/u;
const AMERICAN_REGEXP = new RegExp(
  `^${GAP}(?:${TOWN},?\\s)(?:(?:${STATES})\\b|(?:${STATE_NAMES})\\b)\\.?(?:,?\\s{1,2}(?:${ZIP})(?![\\d-]))?`,
  "u",
);
const BRITISH_REGEXP = new RegExp(
  `^(?:${GAP}${TOWN}){0,3}${GAP}(?:${BRITISH})(?![A-Za-z0-9])`,
  "u",
);
const LEADING_REGEXP = new RegExp(
  `^(?:, ${TOWN})?${GAP}(${LEADING})\\s{1,2}${TOWN}(?: \\(?[A-Z]{2}\\)?(?![\\p{L}\\d]))?(?: \\d{1,2}(?!\\d|[.,:]\\d|%))?`,
  "u",
);
const TRAILING_REGEXP = new RegExp(
  `^(?:${GAP}${TOWN}){1,2}(?:\\s?[-,/]\\s?[A-Z]{2})?,?\\s(?:-\\s)?(?:CEP:? )?(?:\\d{5}-\\d{3}|\\d{6}|\\d{5}|(?!19|20)\\d{4})(?![\\d-])`,
  "u",
);
const BRAZIL_REGEXP = new RegExp(
  `^(?:,\\s?|\\s?[-\u2013]\\s?)${TOWN}\\s?[-/,]\\s?[A-Z]{2}(?:\\s?,\\s?(?:CEP:? )?\\d{5}-?\\d{3})?(?![\\p{L}\\d])`,
  "u",
);
const TOWN_REGEXP = new RegExp(
  `^(?:,\\s(?:\u0433\\.\\s?|\u043c\\.\\s?)?${TOWN}){1,3}(?=\\s*(?:[.,;:|<?!\\n")]|'(?!\\p{L})|$|\\\\[n"])| [\u2013\u2014(-])`,
  "u",
);
/** The same before other words, when something else proves that it is an address. */
const LOOSE_TOWN_REGEXP = new RegExp(`^,\\s${TOWN}(?:/${TOWN})?(?= [^\\p{Lu}\\d\\s])`, "u");
/** The same before words in another script. */
const FOREIGN_TOWN_REGEXP = new RegExp(`^,\\s${TOWN}(?= [\\u0370-\\u9fff])`, "u");
/** `34710 Kadikoy/Istanbul`, `Muratpasa/Antalya`. */
const TURKISH_REGEXP = new RegExp(
  "^(?:,? \\d{5})?,? (?:\\p{Lu}[\\p{L}'\u2019-]+ ){0,2}\\p{Lu}[\\p{L}'\u2019-]+\\s?/\\s?\\p{Lu}[\\p{L}'\u2019-]+(?![\\p{L}\\d])",
  "u",
);
/** Towns and regions with their sign, and the postcode at the end. */
const SLAVIC_REGEXP =
  /^(?:,? (?:(?:\u0433|\u043c|\u0433\u0440|\u0441|\u0441\u043c\u0442|\u043f\u043e\u0441|\u043f|\u0434|\u0441\u0442|\u043e\u0431\u043b|\u0440-\u043d|\u0436\.\u043a|\u043a\u0432)\. ?|\u0433\u043e\u0440\u043e\u0434 |\u043c\u0456\u0441\u0442\u043e |\u0441\u0435\u043b\u043e )\p{Lu}[\p{L}'\u2019-]{1,24}(?: \p{Lu}[\p{L}-]{2,20})?(?: (?:\u043e\u0431\u043b|\u0440-\u043d|\u043e\u0431\u043b\u0430\u0441\u0442\u044c|\u0440\u0430\u0439\u043e\u043d)\.?)?){1,3}(?:, ?\d{4,6}(?!\d))?/u;
/** District of Mexico, Chile or Peru, and an abbreviated state. */
const COLONIA_REGEXP =
  /^,? (?:Col|Colonia|Fracc|Urb|Barrio|Bo)\.? \p{Lu}[\p{L}]+(?: (?:de |del |la )?\p{Lu}[\p{L}]+){0,3}(?=,)/u;
const STATE_REGEXP =
  /^,? (?:Jal|N\.? ?L|Qro|Gto|Ver|Pue|Mich|Son|Chih|Coah|Tamps|Oax|Yuc|Ags|CDMX|D\.F|Edomex|B\.C)\b\.?/;
/** Districts of Dublin, Eircodes, Singapore. */
const IRISH_REGEXP =
  /^(?:, ?(?:Co\.? )?\p{Lu}[\p{L}'\u2019-]+(?: \p{Lu}[\p{L}'\u2019-]+){0,2}(?: \d{1,2}W?)?){0,3},? [A-Z]\d[\dW] ?[A-Z\d]{4}(?![\p{L}\d])/u;
/** Post offices of the armed forces of the United States. */
const MILITARY_REGEXP = /^,? (?:APO|FPO|DPO),? A[AEP] \d{5}(?:-\d{4})?(?!\d)/;
const SINGAPORE_REGEXP =
  /^,? (?:Singapore|S'pore) ?\(?\d{6}\)?(?!\d)|^,? \(?S\)? ?\(?\d{6}\)?(?!\d)/;
/** Towns in Hebrew, Arabic and Persian. */
const CASELESS_TOWN_REGEXP =
  /^(?:[,\u060c] ?[\u05d0-\u05ea][\u05d0-\u05ea"'\u05f3\u05f4-]{1,14}(?: [\u05d0-\u05ea"'\u05f3\u05f4-]{2,12}){0,2}(?=\s*(?:[.,\u060c;)\n"]|$|\d{5,7}))(?:,? ?\d{5,7})?|[,\u060c] ?[\u0620-\u06cc]{3,14}(?: [\u0620-\u06cc]{2,12}){0,2}(?=\s*(?:[.,\u060c\u061b;)\n"]|$)))/;
/** Ward, district and city of Vietnam. */
const VIETNAMESE_REGEXP =
  /^(?:, ?(?:[Pp]h\u01b0\u1eddng|[Qq]u\u1eadn|[Hh]uy\u1ec7n|[Tt]h\u00e0nh ph\u1ed1|TP\.?|[Tt]p\.?|[Tt]\u1ec9nh|P\.?|Q\.?|[Xx]\u00e3|[Tt]h\u1ecb x\u00e3|[Tt]h\u1ecb tr\u1ea5n|[Kk]hu ph\u1ed1|KP\.?|[Tt]h\u00f4n|[Tt]\u1ed5) ?(?:\d{1,2}(?!\d)|\p{Lu}\p{L}*(?: \p{Lu}\p{L}*){0,3})){1,5}/u;
const ARABIC_TOWNS =
  "\u0627\u0644\u0631\u064a\u0627\u0636|\u062c\u062f\u0629|\u0645\u0643\u0629(?: \u0627\u0644\u0645\u0643\u0631\u0645\u0629)?|\u0627\u0644\u0645\u062f\u064a\u0646\u0629(?: \u0627\u0644\u0645\u0646\u0648\u0631\u0629)?|\u0627\u0644\u062f\u0645\u0627\u0645|\u0627\u0644\u062e\u0628\u0631|\u0627\u0644\u0637\u0627\u0626\u0641|\u062a\u0628\u0648\u0643|\u0623\u0628\u0647\u0627|\u0628\u0631\u064a\u062f\u0629|\u0627\u0644\u0642\u0627\u0647\u0631\u0629" +
  "|\u0627\u0644\u062c\u064a\u0632\u0629|\u0627\u0644\u0625\u0633\u0643\u0646\u062f\u0631\u064a\u0629|\u0627\u0644\u0627\u0633\u0643\u0646\u062f\u0631\u064a\u0629|\u0627\u0644\u0645\u0646\u0635\u0648\u0631\u0629|\u0637\u0646\u0637\u0627|\u0623\u0633\u064a\u0648\u0637|\u0627\u0644\u0623\u0642\u0635\u0631|\u0623\u0633\u0648\u0627\u0646|\u0628\u0648\u0631\u0633\u0639\u064a\u062f|\u0627\u0644\u0633\u0648\u064a\u0633|\u0627\u0644\u0632\u0642\u0627\u0632\u064a\u0642|\u062f\u0628\u064a" +
  "|\u0623\u0628\u0648 ?\u0638\u0628\u064a|\u0627\u0644\u0634\u0627\u0631\u0642\u0629|\u0639\u062c\u0645\u0627\u0646|\u0627\u0644\u0639\u064a\u0646|\u0628\u064a\u0631\u0648\u062a|\u0637\u0631\u0627\u0628\u0644\u0633|\u0635\u064a\u062f\u0627|\u0639\u0645\u0651?\u0627\u0646|\u0625\u0631\u0628\u062f|\u0627\u0644\u0632\u0631\u0642\u0627\u0621|\u0628\u063a\u062f\u0627\u062f|\u0627\u0644\u0628\u0635\u0631\u0629|\u0623\u0631\u0628\u064a\u0644|\u0627\u0644\u0645\u0648\u0635\u0644" +
  "|\u0627\u0644\u062f\u0648\u062d\u0629|\u0627\u0644\u0643\u0648\u064a\u062a|\u0627\u0644\u0645\u0646\u0627\u0645\u0629|\u0645\u0633\u0642\u0637|\u0635\u0644\u0627\u0644\u0629|\u062f\u0645\u0634\u0642|\u062d\u0644\u0628|\u062d\u0645\u0635|\u0627\u0644\u0631\u0628\u0627\u0637|\u0627\u0644\u062f\u0627\u0631 \u0627\u0644\u0628\u064a\u0636\u0627\u0621|\u0645\u0631\u0627\u0643\u0634|\u0641\u0627\u0633|\u0637\u0646\u062c\u0629|\u0623\u0643\u0627\u062f\u064a\u0631|\u062a\u0648\u0646\u0633" +
  "|\u0635\u0641\u0627\u0642\u0633|\u0633\u0648\u0633\u0629|\u0627\u0644\u062c\u0632\u0627\u0626\u0631|\u0648\u0647\u0631\u0627\u0646|\u0642\u0633\u0646\u0637\u064a\u0646\u0629|\u0627\u0644\u062e\u0631\u0637\u0648\u0645|\u0635\u0646\u0639\u0627\u0621|\u0639\u062f\u0646|\u0631\u0627\u0645 \u0627\u0644\u0644\u0647|\u0646\u0627\u0628\u0644\u0633|\u0627\u0644\u062e\u0644\u064a\u0644|\u063a\u0632\u0629|\u0627\u0644\u0642\u062f\u0633";
const ARABIC_WORD = "[\u0620-\u065f]{2,16}";
/** Quarters and towns behind a flat in Arabic, and a postcode. */
const ARABIC_REGEXP = new RegExp(
  `^(?:[\u060c,] ?(?:(?:\u062d\u064a|\u062d\u0649|\u0645\u0646\u0637\u0642\u0629|\u0645\u062f\u064a\u0646\u0629|\u0645\u062d\u0627\u0641\u0638\u0629|\u0642\u0631\u064a\u0629|\u0645\u0631\u0643\u0632|\u0636\u0627\u062d\u064a\u0629|\u0645\u062d\u0644\u0629) ${ARABIC_WORD}(?: ${ARABIC_WORD})?(?=\\s*(?:[.\u060c,\u061b;)\\n"\u061f?]|$|[0-9\u0660-\u0669]{5}))` +
    `|(?:${ARABIC_TOWNS})(?![\u0620-\u065f])|\u0627\u0644${ARABIC_WORD}(?=[\u060c,] ?(?:${ARABIC_TOWNS})(?![\u0620-\u065f])))){1,4}(?:[\u060c,]? ?[0-9\u0660-\u0669]{5}(?![0-9\u0660-\u0669]))?`,
);
const COUNTRY_REGEXP = new RegExp(`^(?:,\\s?|\\s?\\n)(?:${COUNTRIES})(?![\\p{L}\\d])`, "u");
const DOT_REGEXP = /[.\s]+$/;
/** What a dot belongs to at the end of an address: an abbreviated side or state, a door of Hungary. */
const DOTTED_REGEXP =
  /(?:[ ,](?:tv|th|mf|esq|dto|dt|fte|fr|izq|izda|dcha|dcho|der|ctro|et|em|fszt|fsz|Jal|Qro|Gto|Mich|Ver|Chih|Tamps|Coah|Sin|Son|Pue|Oax|Hgo|Mor|Tab|Yuc|Ags|Zac|Dgo|Nay|Col|Camp|Tlax|obl|\u043e\u0431\u043b)|\u00ba [A-Z]|[IVX]{1,4}(?:\/| em(?:elet)?\.? )\d{1,3}|fsz(?:t)?[. /]{1,2}\d{1,3})$/;

/** Where quarters, towns and a postcode in Arabic end that begin at `from`. */
export function arabicTail(text: string, from: number): number {
  return from + (ARABIC_REGEXP.exec(text.slice(from, from + TAIL_CHARS_MAX))?.[0].length ?? 0);
}

/** What was read. */
export interface Tail {
  end: number;
  /** A postcode, a region or an apartment, which only addresses have. */
  isProof: boolean;
}

/** Where the rest of an address ends whose street ends at `from`. */
export function addressTail(text: string, from: number): Tail {
  const rest = text.slice(from, from + TAIL_CHARS_MAX);
  let at = 0;
  let isProof = false;
  for (let k = 0; k < 5; k++) {
    const unit = UNIT_REGEXP.exec(rest.slice(at));
    if (unit === null) break;
    at += unit[0].length;
    isProof = true;
  }
  for (const regexp of DISTRICTS) at += regexp.exec(rest.slice(at))?.[0].length ?? 0;
  const town = townLength(rest.slice(at));
  if (town > 0) isProof = true;
  else {
    const named = TOWN_REGEXP.exec(rest.slice(at)) ?? CASELESS_TOWN_REGEXP.exec(rest.slice(at)) ??
      (isProof ? LOOSE_TOWN_REGEXP : FOREIGN_TOWN_REGEXP).exec(rest.slice(at));
    at += named?.[0].replace(DOT_REGEXP, "").length ?? 0;
  }
  at += town;
  if (at > 0) at += COUNTRY_REGEXP.exec(rest.slice(at))?.[0].length ?? 0;
  while (rest.charAt(at - 1) === "." && at > 0) at--;
  if (rest.charAt(at) === "." && DOTTED_REGEXP.test(rest.slice(0, at))) at++;
  return { end: from + at, isProof };
}

/** What stands between a street and its town. */
const DISTRICTS: readonly RegExp[] = [
  QUARTER_REGEXP,
  VIETNAMESE_REGEXP,
  COLONIA_REGEXP,
  ARABIC_REGEXP,
];

function townLength(rest: string): number {
  const state = /\/ ?[A-Z]{2},/.test(rest) ? BRAZIL_REGEXP.exec(rest) : null;
  const local = state ?? MILITARY_REGEXP.exec(rest) ?? SINGAPORE_REGEXP.exec(rest) ??
    IRISH_REGEXP.exec(rest) ??
    TURKISH_REGEXP.exec(rest) ?? SLAVIC_REGEXP.exec(rest);
  if (local !== null) return local[0].length;
  const american = AMERICAN_REGEXP.exec(rest);
  if (american !== null) return american[0].length;
  const british = BRITISH_REGEXP.exec(rest);
  if (british !== null) return british[0].length;
  const leading = LEADING_REGEXP.exec(rest);
  // A year and a word are no postcode and town.
  const isYear = /^(?:19|20)\d\d$/.test(leading?.[1] ?? "");
  if (leading !== null && (!isYear || /^[,\s]*\n|^,/.test(rest))) {
    const { length } = leading[0];
    return length + (STATE_REGEXP.exec(rest.slice(length))?.[0].length ?? 0);
  }
  return (TRAILING_REGEXP.exec(rest) ?? BRAZIL_REGEXP.exec(rest))?.[0].length ?? 0;
}
