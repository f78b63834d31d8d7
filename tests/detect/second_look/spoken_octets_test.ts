/** Tests for `spoken_octets.ts`: network addresses in words. @module */

import { createDetector } from "../../../src/detect/detector.ts";
import { assertEquals } from "../../support/std.ts";

const DETECTOR = createDetector();

function found(text: string): string[] {
  return DETECTOR.scan(text).map(({ start, end, category }) =>
    `${category} ${text.slice(start, end)}`
  );
}

/** Addresses as they are said: with hundreds, in one word or more, digit by digit. */
const SPOKEN: readonly string[] = [
  "one hundred ninety-two dot one hundred sixty-eight dot four dot twenty",
  "two hundred and three dot zero dot one hundred and thirteen dot seventy-seven",
  "ninety-one point two oh seven point eighteen point one four",
  "cent quatre-vingt-douze point cent soixante-huit point un point deux cent cinquante-quatre",
  "einhundertzweiundneunzig Punkt einhundertachtundsechzig Punkt null Punkt siebzehn",
  "zweihundertdrei Punkt null Punkt hundertdreizehn Punkt siebenundsiebzig",
  "ciento noventa y dos punto ciento sesenta y ocho punto cero punto doce",
  "doscientos tres punto cero punto ciento trece punto setenta y siete",
  "centonovantadue punto centosessantotto punto uno punto dieci",
  "duzentos e três ponto zero ponto cento e treze ponto setenta e sete",
  "honderdtweeënnegentig punt honderdachtenzestig punt nul punt zeventien",
  "hundranittiotvå punkt hundrasextioåtta punkt noll punkt sjutton",
  "hundrede tooghalvfems punktum hundrede otteogtres punktum nul punktum sytten",
  "sto dziewięćdziesiąt dwa kropka sto sześćdziesiąt osiem kropka zero kropka siedemnaście",
  "sto devadesát dva tečka sto šedesát osm tečka nula tečka sedmnáct",
  "сто девяносто два точка сто шестьдесят восемь точка ноль точка семнадцать",
  "двести три точка ноль точка сто тринадцать точка семьдесят семь",
  "yüz doksan iki nokta yüz altmış sekiz nokta sıfır nokta on yedi",
  "seratus sembilan puluh dua titik seratus enam puluh delapan titik nol titik tujuh belas",
  "százkilencvenkettő pont százhatvannyolc pont nulla pont tizenhét",
  "satayhdeksänkymmentäkaksi piste satakuusikymmentäkahdeksan piste nolla piste seitsemäntoista",
  "εκατόν ενενήντα δύο τελεία εκατόν εξήντα οκτώ τελεία μηδέν τελεία δεκαεπτά",
  "o sută nouăzeci și doi punct o sută șaizeci și opt punct zero punct șaptesprezece",
];

Deno.test("scan() reads network addresses in words", () => {
  for (const spoken of SPOKEN) {
    for (const [before, after] of [["IP: ", " ok"], ["", "."], ["(", ")"], ["palvelin on ", "!"]]) {
      assertEquals(found(before + spoken + after), [`IP_ADDRESS ${spoken}`], spoken);
    }
  }
});

Deno.test("scan() reads no network address in sentences with points", () => {
  for (
    const text of [
      "version two point four point one point nine, and then some more",
      "at some point ninety one point five percent, two point three and four point one",
      "drei Punkt zwei, vier Punkt fünf, sechs Punkt sieben",
      "quatre-vingt-onze pour cent et deux cent sept euros, dix-huit points",
      "three hundred point two hundred point one hundred point ninety",
      "one hundred dot two hundred dot one hundred",
      "it went up a point, then a point, then a point, one hundred in all",
    ]
  ) assertEquals(found(text), [], text);
});
