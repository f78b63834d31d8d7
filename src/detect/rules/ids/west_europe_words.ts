/**
 * Words for the numbers of persons in Belgium, Portugal, Switzerland and Ireland.
 * @module
 */

/** Numero de registre national. */
export const BELGIAN_WORDS: readonly string[] = [
  // Dutch, French, German, English
  ...["rijksregisternummer", "rijksregisternummers", "rijksregister", "rijksregister nr"],
  ...["rijksregisternr", "riksregister", "rrn", "rr nummer", "rr nr", "insz", "insz nummer"],
  ...["niss", "num\u00e9ro niss", "nrn", "nn", "num\u00e9ro de registre national"],
  ...["num\u00e9ro du registre national", "registre national", "no national"],
  ...["num\u00e9ro national", "num\u00e9ro bis", "bisnummer", "bis number", "bis nummer"],
  ...["nationalregisternummer", "nationalregister", "national register number"],
  ...["national register no", "national register", "national registry number"],
  ...["nationaal nummer", "identificatienummer van het rijksregister"],
  ...["identificatienummer sociale zekerheid", "belgian national number", "belgian id"],
  ...["belgian ssn", "belgische rijksregisternummer", "registro nacional"],
  ...["n\u00famero de registro nacional", "numero di registro nazionale", "registro nazionale"],
  ...["n\u00famero de registo nacional", "eid nummer"],
];

/** Numero de identificacao fiscal. */
export const PORTUGUESE_WORDS: readonly string[] = [
  // Portuguese, English
  ...["nif", "nifs", "nif no", "nif number", "n\u00famero nif", "n\u00famero de nif"],
  ...["contribuinte", "contribuintes", "n\u00famero contribuinte", "num contribuinte"],
  ...["n\u00famero de contribuinte", "nr contribuinte", "no contribuinte", "nipc"],
  ...["n\u00famero de identifica\u00e7\u00e3o fiscal", "n\u00famero fiscal"],
  ...["cart\u00e3o de contribuinte", "autoridade tribut\u00e1ria", "portuguese nif"],
  ...["portuguese tax number", "portuguese tax id", "nif portugu\u00eas", "finan\u00e7as"],
  ...["fatura com contribuinte"],
];

/** AHV-Nummer. */
export const SWISS_WORDS: readonly string[] = [
  // German, French, Italian, Romansh, English
  ...["ahv", "ahv nr", "ahv nummer", "ahvnr", "ahvn13", "ahvn", "ahv n13", "ahvnummer"],
  ...["ahv number", "ahv no", "ahv iv", "avs", "num\u00e9ro avs", "no avs", "avs no"],
  ...["avs number", "avs nummer", "navs", "navs13", "numero avs", "nr avs", "oasi"],
  ...["oasi number", "alters und hinterlassenenversicherung", "versichertennummer"],
  ...["versicherten nr", "num\u00e9ro d assur\u00e9", "numero d assicurato", "numero assicurato"],
  ...["assurance vieillesse", "swiss social security", "swiss ssn", "swiss ahv"],
  ...["schweizer sozialversicherungsnummer"],
];

/** Personal public service number. */
export const IRISH_WORDS: readonly string[] = [
  // English, Irish
  ...["pps", "pps no", "pps num", "pps number", "ppsn", "ppsno", "ppsnumber", "ppsn number"],
  ...["personal public service", "personal public service number", "personal public service no"],
  ...["public services card", "psc number", "rsi number", "rsi no", "irish pps"],
  ...["irish tax number", "irish ppsn", "uimhir psp", "upsp", "psp"],
  ...["uimhir phearsanta seirbh\u00edse poibl\u00ed", "num\u00e9ro pps", "n\u00famero pps"],
  ...["numero pps", "pps nummer"],
];
