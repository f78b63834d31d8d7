/**
 * Words for the personal numbers of the Nordic countries.
 * @module
 */

/** Personnummer. */
export const SWEDISH_WORDS: readonly string[] = [
  // Swedish and the languages of others who write of it
  ...["personnummer", "personnumret", "personnumrets", "personnr", "person nr", "personnum"],
  ...["person nummer", "pers nr", "persnr", "pnr", "samordningsnummer", "samordningsnumret"],
  ...["samordningsnr", "svenskt personnummer", "swedish personal number"],
  ...["swedish personal identity", "swedish id", "swedish ssn", "swedish national id"],
  ...["coordination number", "personal number", "personal no", "personalnumber", "personal nr"],
  ...["f\u00f6delsenummer", "personbeteckning", "schwedische personennummer"],
  ...["num\u00e9ro personnel su\u00e9dois", "n\u00famero personal sueco", "personnumero"],
];

/** Henkilotunnus. */
export const FINNISH_WORDS: readonly string[] = [
  // Finnish, Swedish, English
  ...["hetu", "hetun", "hetuni", "hetusi", "hetunsa", "hetua", "hetulla", "hetuasi"],
  ...["henkil\u00f6tunnus", "henkil\u00f6tunnuksen", "henkil\u00f6tunnukseni"],
  ...["henkil\u00f6tunnuksesi", "henkil\u00f6tunnuksensa", "henkil\u00f6tunnusta"],
  ...["henkil\u00f6tunnuksella", "henkil\u00f6tunnukset", "henkil\u00f6tunnukseksi"],
  ...["henk tunnus", "henkil\u00f6tunnusten", "hl\u00f6tunnus", "personbeteckning"],
  ...["personbeteckningen", "finnish personal identity code", "finnish id", "finnish ssn"],
  ...["finnish personal id", "finsk personbeteckning", "finnische personenkennung"],
  ...["\u043a\u043e\u0434 \u043b\u0438\u0447\u043d\u043e\u0441\u0442\u0438"],
  ...["personal identity code"],
];

/** Fodselsnummer. */
export const NORWEGIAN_WORDS: readonly string[] = [
  // Norwegian
  ...["f\u00f8dselsnummer", "f\u00f8dselsnummeret", "f\u00f8dselsnumre", "f\u00f8dselsnumrene"],
  ...["f\u00f8dselsnr", "f\u00f8dsels nr", "f\u00f8dsels og personnummer", "f\u00f8dselsnummere"],
  ...["foedselsnummer", "fodselsnummer", "fnr", "personnummer", "personnummeret", "personnr"],
  ...["person nr", "d nummer", "d nummeret", "dnummer", "dnr", "d nr", "f\u00f8dselsnummerets"],
  ...["norsk id", "norwegian id", "norwegian birth number", "norwegian national id"],
  ...["norwegian ssn", "birth number", "birth no", "birthnumber", "d number", "personal number"],
  ...["personalnumber", "f\u00f8dselsnummer eller d nummer", "norwegische personennummer"],
  ...["f\u00f8denummer"],
];

/** CPR-nummer. */
export const DANISH_WORDS: readonly string[] = [
  // Danish, Faroese, Greenlandic
  ...["cpr", "cpr nr", "cpr nummer", "cpr nummeret", "cpr numre", "cprnr", "cprnummer"],
  ...["cprnummeret", "cpr no", "cpr number", "cprnumber", "cpr num", "cpr registret"],
  ...["personnummer", "personnummeret", "personnr", "person nr", "personnumre", "danish cpr"],
  ...["danish id", "danish ssn", "danish personal number", "central person register"],
  ...["det centrale personregister", "civil registration number", "civil registration no"],
  ...["personal number", "personalnumber", "p tal", "ptal", "d\u00e4nische cpr"],
  ...["num\u00e9ro cpr", "n\u00famero cpr", "numero cpr", "numer cpr"],
  ...["\u043d\u043e\u043c\u0435\u0440 cpr"],
];
