/**
 * Where the name in a value ends when the label of the next value follows on the same line.
 * @module
 */

import { foldWord } from "../engine/lexicon.ts";
import { FAMILY_NAMES, GIVEN_NAMES, NO_NAMES } from "./names/given_names.ts";
import type { LineValue } from "./line_value.ts";
import { phrases } from "./phrases.ts";

const NEXT_LABEL_REGEXP = /^,?\s+[\p{L}_][\p{L}\p{M}\w.-]{0,24}\s?[:=\uff1a\uff1d]/u;
/** First words of labels of two, folded. */
const LABEL_WORDS: ReadonlySet<string> = new Set(
  phrases([
    "fecha|data|datum|dato|geb|tel|telefon|telefono|telefone|numero|num|nr|no|correo|adresse|direccion",
    "indirizzo|endereco|adres|adresa|date|social|codice|codigo|code|kod|pesel|id|numer|cislo|rodne",
    "numar|dogum|kimlik|szuletesi|syntyma|\u0434\u0430\u0442\u0430|\u043d\u043e\u043c\u0435\u0440|\u0442\u0435\u043b\u0435\u0444\u043e\u043d|\u043f\u0430\u0441\u043f\u043e\u0440\u0442|\u0430\u0434\u0440\u0435\u0441|\u0441\u0435\u0440\u0438\u044f|\u043c\u043e\u0431\u0438\u043b\u044c\u043d\u044b\u0439|\u043a\u043e\u043d\u0442\u0430\u043a\u0442\u043d\u044b\u0439",
    "\u05ea\u05d0\u05e8\u05d9\u05da|\u05de\u05e1\u05e4\u05e8|\u05ea\u05e2\u05d5\u05d3\u05ea|\u05db\u05ea\u05d5\u05d1\u05ea|\u05de\u05e1|\u0631\u0642\u0645|\u062a\u0627\u0631\u064a\u062e|\u0639\u0646\u0648\u0627\u0646|\u0627\u0644\u0628\u0631\u064a\u062f|\u062a\u0644\u0641\u0646|\u0634\u0645\u0627\u0631\u0647|ng\u00e0y|s\u1ed1|\u0111\u1ecba|\u0111i\u1ec7n|tanggal|tgl|nomor",
    "alamat|\u091c\u0928\u094d\u092e|\u092b\u094b\u0928|\u092e\u094b\u092c\u093e\u0907\u0932|\u0906\u0927\u093e\u0930|\u092a\u0948\u0928|\u0e27\u0e31\u0e19\u0e40\u0e14\u0e37\u0e2d\u0e19\u0e1b\u0e35|\u0e2b\u0e21\u0e32\u0e22\u0e40\u0e25\u0e02|\u0e40\u0e25\u0e02\u0e1a\u0e31\u0e15\u0e23|\u0e40\u0e1a\u0e2d\u0e23\u0e4c|place|lieu|luogo|lugar|local|ort",
  ]).map((word) => foldWord(word)),
);

/** A value without the first words of the label behind it: `Jane Doe Date of birth: ...`. */
export function beforeLabel(text: string, value: LineValue): LineValue {
  if (!NEXT_LABEL_REGEXP.test(text.slice(value.end, value.end + 32))) return value;
  const words = text.slice(value.start, value.end).split(" ");
  let { end } = value;
  for (let last = words.pop(); last !== undefined && words.length > 0; last = words.pop()) {
    const word = foldWord(last);
    const isName = GIVEN_NAMES.has(word) || FAMILY_NAMES.has(word);
    const isLabel = LABEL_WORDS.has(word) || (NO_NAMES.has(word) && !isName) ||
      /^\p{Ll}[\p{L}.]*$/u.test(last);
    if (!isLabel) break;
    end -= last.length + 1;
  }
  return { ...value, end };
}
