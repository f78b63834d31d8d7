/**
 * Words that stand for their first letter when a code is spelled: those of the International Civil
 * Aviation Organization, and of post offices and telephone operators.
 * @module
 */

/** By alphabet; each word stands for the letter that it begins with. */
export const SPELLING_WORDS: readonly string[] = [
  "alpha alfa bravo charlie delta echo foxtrot golf hotel india juliet juliett kilo lima mike november " +
  "oscar papa quebec romeo sierra tango uniform victor whiskey whisky xray yankee zulu",
  // Germany, Austria and Switzerland.
  "anton berta c\u00e4sar dora emil friedrich gustav heinrich ida julius kaufmann konrad ludwig " +
  "martha nordpol paula quelle richard samuel siegfried theodor ulrich viktor wilhelm xanthippe " +
  "ypsilon zacharias zeppelin zeppelin z\u00fcrich",
  // France.
  "anatole berthe c\u00e9lestin d\u00e9sir\u00e9 eug\u00e8ne fran\u00e7ois gaston henri irma joseph " +
  "kl\u00e9ber louis marcel nicolas pierre quintal raoul suzanne th\u00e9r\u00e8se ursule " +
  "william xavier yvonne zo\u00e9",
  // Italy.
  "ancona bologna como domodossola empoli firenze genova imola jolly kursaal livorno milano napoli " +
  "otranto palermo quarto roma savona torino udine venezia washington xilofono york zara",
  // Spain.
  "antonio barcelona carmen dolores enrique francia gerona historia in\u00e9s jos\u00e9 lorenzo " +
  "madrid navarra oviedo par\u00eds querido ram\u00f3n s\u00e1bado tarragona ulises valencia " +
  "xiquena yegua zaragoza",
  // The Netherlands and Poland.
  "bernard cornelis dirk eduard ferdinand gerard hendrik izaak johan karel lodewijk maria nico " +
  "pieter quotient rudolf simon teunis utrecht wilhelmina xantippe zaandam",
  "adam barbara celina dorota ewa franciszek gra\u017cyna halina irena jadwiga karol leon natalia " +
  "olga pawe\u0142 roman stanis\u0142aw tadeusz urszula wanda zygmunt",
];
