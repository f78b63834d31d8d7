/**
 * Short headings of columns that mean something else everywhere else: `port` is a mobile telephone
 * between `nom` and `montant`. Which language a table is in, its other headings say.
 * @module
 */

import { foldWord } from "../engine/lexicon.ts";

interface Language {
  /** Folded headings that only tables in the language have, or some more. */
  signs: ReadonlySet<string>;
  /** Folded headings and what they are short for, in the words of the lexicon. */
  short: ReadonlyMap<string, string>;
}

const LANGUAGES: readonly Language[] = [
  language(
    "nom pr\u00e9nom nom_client montant ville adresse naissance cp salari\u00e9 matricule soci\u00e9t\u00e9 commune solde carte",
    "n\u00e9(e)le=date de naissance|n\u00e9e=date de naissance|port=portable|fixe=t\u00e9l\u00e9phone|dom=t\u00e9l\u00e9phone|mob=portable|portab=portable",
  ),
  language(
    "ad soyad ad_soyad isim adres \u015fehir il tutar tckn tc m\u00fc\u015fteri do\u011fum ad\u0131 ad_soyad\u0131",
    "ad=ad\u0131|do\u011fum=do\u011fum tarihi|cep=cep telefonu|gsm=cep telefonu|sabit=telefon",
  ),
  language(
    "nome morada nif localidade cliente apelido valor freguesia nascimento utente",
    "tlm=telem\u00f3vel|tm=telem\u00f3vel|tlf=telefone|tel=telefone",
  ),
  language(
    "nombre apellidos apellido importe ciudad direcci\u00f3n dni cliente saldo domicilio fecha",
    "nac=fecha de nacimiento|tfno=tel\u00e9fono|tfn=tel\u00e9fono|tlf=tel\u00e9fono|mov=m\u00f3vil|fijo=tel\u00e9fono",
  ),
  language(
    "nome cognome importo citt\u00e0 indirizzo cliente cf residenza comune",
    "nasc=data di nascita|nato=data di nascita|cell=cellulare|fisso=telefono|mob=cellulare",
  ),
  language(
    "name vorname nachname betrag ort plz stra\u00dfe anschrift kunde wohnort kundennr",
    "funk=mobiltelefon|mobil=mobiltelefon|festnetz=telefon|priv=telefon",
  ),
  language(
    "imi\u0119 nazwisko imi\u0119_i_nazwisko kwota miasto adres klient miejscowo\u015b\u0107",
    "ur=data urodzenia|urodz=data urodzenia|kom=telefon|tel=telefon|stac=telefon",
  ),
  language(
    "jm\u00e9no p\u0159\u00edjmen\u00ed \u010d\u00e1stka m\u011bsto adresa klient meno priezvisko mesto suma",
    "nar=datum narozen\u00ed|mob=mobil|tel=telefon",
  ),
  language(
    "\u0444\u0438\u043e \u0438\u043c\u044f \u0444\u0430\u043c\u0438\u043b\u0438\u044f \u0441\u0443\u043c\u043c\u0430 \u0433\u043e\u0440\u043e\u0434 \u0430\u0434\u0440\u0435\u0441 \u043a\u043b\u0438\u0435\u043d\u0442 \u043e\u0442\u0447\u0435\u0441\u0442\u0432\u043e",
    "\u0440\u043e\u0436\u0434=\u0434\u0430\u0442\u0430 \u0440\u043e\u0436\u0434\u0435\u043d\u0438\u044f|\u0434\u0440=\u0434\u0430\u0442\u0430 \u0440\u043e\u0436\u0434\u0435\u043d\u0438\u044f|\u0441\u043e\u0442=\u0442\u0435\u043b\u0435\u0444\u043e\u043d|\u043c\u043e\u0431=\u0442\u0435\u043b\u0435\u0444\u043e\u043d|\u0434\u043e\u043c=\u0442\u0435\u043b\u0435\u0444\u043e\u043d|\u0440\u0430\u0431=\u0442\u0435\u043b\u0435\u0444\u043e\u043d|\u0442\u0435\u043b=\u0442\u0435\u043b\u0435\u0444\u043e\u043d",
  ),
  language(
    "\u043f\u0456\u0431 \u043f\u0440\u0456\u0437\u0432\u0438\u0449\u0435 \u0441\u0443\u043c\u0430 \u043c\u0456\u0441\u0442\u043e \u0430\u0434\u0440\u0435\u0441\u0430 \u043a\u043b\u0456\u0454\u043d\u0442",
    "\u043c\u043e\u0431=\u0442\u0435\u043b\u0435\u0444\u043e\u043d|\u0434\u043e\u043c=\u0442\u0435\u043b\u0435\u0444\u043e\u043d|\u0442\u0435\u043b=\u0442\u0435\u043b\u0435\u0444\u043e\u043d",
  ),
  language(
    "\uc774\ub984 \uc131\uba85 \uc131\ud568 \uace0\uac1d\uba85 \uc8fc\uc18c \uae08\uc561 \ud68c\uc6d0\uba85",
    "\ud3f0=\ud734\ub300\ud3f0|\ud578\ud3f0=\ud734\ub300\ud3f0|hp=\ud734\ub300\ud3f0",
  ),
  language(
    "naam voornaam achternaam bedrag adres plaats klant woonplaats",
    "mob=mobiele telefoon|vast=telefoon|06=mobiele telefoon",
  ),
  language(
    "navn fornavn etternavn efternavn namn f\u00f6rnamn efternamn belopp bel\u00f8p ort by adress",
    "mob=mobil|tlf=telefon|tel=telefon",
  ),
  language(
    "n\u00e9v vezet\u00e9kn\u00e9v keresztn\u00e9v \u00f6sszeg c\u00edm v\u00e1ros \u00fcgyf\u00e9l",
    "sz\u00fcl=sz\u00fclet\u00e9si d\u00e1tum|mob=mobil|tel=telefon",
  ),
  language(
    "nume prenume sum\u0103 adres\u0103 ora\u0219 client",
    "nasc=data na\u0219terii|mob=mobil|tel=telefon",
  ),
];

/** @param short Headings and what they are short for: `port=portable|fixe=...`. */
function language(signs: string, short: string): Language {
  return {
    signs: new Set(signs.split(" ").map(folded)),
    short: new Map(
      short.split("|").map((pair): [string, string] => {
        const [word = "", phrase = ""] = pair.split("=");
        return [folded(word), phrase];
      }),
    ),
  };
}

/** A heading without its quotes, spaces and dots. */
function folded(heading: string): string {
  return foldWord(heading.replace(/[\s"'.:*_]+/g, ""));
}

/** Longest heading that is looked at. */
const HEADING_CHARS_MAX = 24;

/** The headings of a table, with those that are short for something spelled out. */
export function spelledOut(cells: readonly string[]): readonly string[] {
  const words = cells.map((cell) => cell.length > HEADING_CHARS_MAX ? "" : folded(cell));
  const spoken = LANGUAGES.find(({ signs, short }) =>
    words.some((word) => signs.has(word)) && words.some((word) => short.has(word))
  );
  if (spoken === undefined) return cells;
  return cells.map((cell, k) => spoken.short.get(words[k] as string) ?? cell);
}
