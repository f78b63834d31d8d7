/**
 * Words for a new version, before or behind its number: an update, a release, a patch, a driver.
 * Four groups next to one of these are a version; an address there is told by a word for addresses.
 *
 * @module
 */

import { CLASS, LOWER, UPPER } from "../../text/alphabet.ts";
import { codeAt } from "../../text/character.ts";
import { type Names, namesOf, namingBefore } from "../named.ts";
import { phrases } from "../phrases.ts";
import { isCalledVersion, isSaidOfVersion } from "./version_words.ts";

/** Words of one part each. */
const UPDATES: readonly string[] = phrases([
  "update|updates|updated|updating|upgrade|upgraded|upgrading|downgrade|downgraded|driver|drivers",
  "hotfix|rollback|rolled|rollout|bump|bumped|installed|sp|pack",
  "aktualisierung|aktualisiert|aktualisieren|treiber|aktualisierte|freigabe|softwarestand|firmwarestand|versionsstand",
  "jour|niveau|pilote|pilotes|correctif|correctifs|passage|mouture|actualizaci\u00f3n",
  "actualizado|actualizada|actualizar|controlador|controladores|parche|publicaci\u00f3n",
  "atualiza\u00e7\u00e3o|atualizado|atualizada|atualizar|corre\u00e7\u00e3o|lan\u00e7amento|aggiornamento",
  "aggiornamenti|aggiornato|aggiornata|aggiornare|rilascio|rilasciata|correttivo|bijgewerkt",
  "bijwerken|stuurprogramma|uitgave|ge\u00fcpdatet|uppdatering|uppdaterad|uppdatera|uppdaterat",
  "uppgradering|drivrutin|utg\u00e5va|opdatering|opdateret|opgradering|udgivelse|oppdatering|oppdatert",
  "oppgradering|utgivelse|p\u00e4ivitys|p\u00e4ivitetty|p\u00e4ivitettiin|julkaisu|ajuri|aktualizacja",
  "aktualizacji|zaktualizowano|uaktualnienie|sterownik|sterownika|wydanie|poprawka|aktualizace",
  "aktualizaci|aktualizov\u00e1no|ovlada\u010d|ovlada\u010de|vyd\u00e1n\u00ed|oprava|aktualiz\u00e1cia|aktualiz\u00e1cie|ovl\u00e1da\u010d",
  "vydanie|friss\u00edt\u00e9s|friss\u00edtve|illeszt\u0151program|kiad\u00e1s|jav\u00edt\u00e1s|actualizare|actualizarea|actualizat",
  "lansare|a\u017euriranje|a\u017eurirano|nadogradnja|posodobitev|nadgradnja|atnaujinimas|atjaunin\u0101jums",
  "uuendus|\u043e\u0431\u043d\u043e\u0432\u043b\u0435\u043d\u0438\u0435|\u043e\u0431\u043d\u043e\u0432\u043b\u0435\u043d\u0438\u044f|\u043e\u0431\u043d\u043e\u0432\u043b\u0451\u043d|\u043e\u0431\u043d\u043e\u0432\u043b\u0435\u043d|\u043e\u0431\u043d\u043e\u0432\u043b\u0435\u043d\u0430|\u043e\u0431\u043d\u043e\u0432\u0438\u043b\u0438|\u043e\u0431\u043d\u043e\u0432\u043b\u0435\u043d\u043e|\u0434\u0440\u0430\u0439\u0432\u0435\u0440|\u0434\u0440\u0430\u0439\u0432\u0435\u0440\u0430",
  "\u0440\u0435\u043b\u0438\u0437|\u0440\u0435\u043b\u0438\u0437\u0430|\u0441\u0431\u043e\u0440\u043a\u0430|\u0441\u0431\u043e\u0440\u043a\u0438|\u043f\u0430\u0442\u0447|\u0445\u043e\u0442\u0444\u0438\u043a\u0441|\u0430\u043f\u0434\u0435\u0439\u0442|\u043e\u043d\u043e\u0432\u043b\u0435\u043d\u043d\u044f|\u043e\u043d\u043e\u0432\u043b\u0435\u043d\u043e|\u043e\u043d\u043e\u0432\u043b\u0435\u043d\u0430|\u043e\u043d\u043e\u0432\u0438\u043b\u0438|\u0437\u0431\u0456\u0440\u043a\u0430",
  "\u0440\u0435\u043b\u0456\u0437|\u0430\u043a\u0442\u0443\u0430\u043b\u0438\u0437\u0430\u0446\u0438\u044f|\u043e\u0431\u043d\u043e\u0432\u044f\u0432\u0430\u043d\u0435|\u0430\u0436\u0443\u0440\u0438\u0440\u0430\u045a\u0435|\u03b5\u03bd\u03b7\u03bc\u03ad\u03c1\u03c9\u03c3\u03b7|\u03b5\u03bd\u03b7\u03bc\u03b5\u03c1\u03ce\u03b8\u03b7\u03ba\u03b5|\u03b1\u03bd\u03b1\u03b2\u03ac\u03b8\u03bc\u03b9\u03c3\u03b7|\u03b1\u03bd\u03b1\u03b2\u03b1\u03b8\u03bc\u03af\u03c3\u03c4\u03b7\u03ba\u03b5",
  "\u03ba\u03c5\u03ba\u03bb\u03bf\u03c6\u03bf\u03c1\u03af\u03b1|g\u00fcncelleme|g\u00fcncellendi|g\u00fcncellemesi|y\u00fckseltme|y\u00fckseltildi|s\u00fcr\u00fcc\u00fc|yama",
  "\u05e2\u05d3\u05db\u05d5\u05df|\u05e9\u05d3\u05e8\u05d5\u05d2|\u05ea\u05d9\u05e7\u05d5\u05df|\u05e9\u05d5\u05d3\u05e8\u05d2|\u05e2\u05d5\u05d3\u05db\u05df|\u05d3\u05e8\u05d9\u05d9\u05d1\u05e8|\u062a\u062d\u062f\u064a\u062b|\u0627\u0644\u062a\u062d\u062f\u064a\u062b|\u062a\u0631\u0642\u064a\u0629|\u0627\u0644\u062a\u0631\u0642\u064a\u0629|\u0625\u0635\u062f\u0627\u0631\u0629|\u062a\u0639\u0631\u064a\u0641|\u062a\u0635\u062d\u064a\u062d",
  "\u0631\u0648\u0632\u0631\u0633\u0627\u0646\u06cc|\u0628\u0647\u200c\u0631\u0648\u0632\u0631\u0633\u0627\u0646\u06cc|\u0628\u0631\u0648\u0632\u0631\u0633\u0627\u0646\u06cc|\u0627\u0631\u062a\u0642\u0627|\u062f\u0631\u0627\u06cc\u0648\u0631|\u0905\u092a\u0921\u0947\u091f|\u0905\u092a\u0917\u094d\u0930\u0947\u0921|\u0930\u093f\u0932\u0940\u091c\u093c|\u0921\u094d\u0930\u093e\u0907\u0935\u0930|nh\u1eadt|c\u1ea5p",
  "pembaruan|diperbarui|pemutakhiran|dikemas|kemaskini|rilis|sasisho|opdateer",
]);
/** Between such a word and the number. */
const FILLERS: readonly string[] = phrases([
  "to|is|in|into|back|up|auf|zu|die|der|vers|version|la|le|en|a|al|alla|per|para|pour|op",
  "naar|till|til|do|na|verze|ra|re|az|la|spre|pe|\u0434\u043e|\u043d\u0430|\u043a|\u0432|\u0443|\u0437|\u03c3\u03b5|\u03c3\u03c4\u03b7\u03bd|\u03c3\u03c4\u03b7|\u03b3\u03b9\u03b1|ke|l\u00ean|th\u00e0nh|\u0625\u0644\u0649",
  "\u0627\u0644\u0649|\u0628\u0647|\u05dc|\u0915\u094b|kwa|jadi|menjadi|versiunea|wersji|version|today|edition|sur",
]);

const NAMES: Names = namesOf({ own: [], other: UPDATES, fillers: FILLERS, wordsMax: 1 });

/** The same in scripts without spaces; right before the number. */
const DENSE_REGEXP =
  /(?:\u66f4\u65b0|\u5347\u7ea7|\u5347\u7d1a|\u8865\u4e01|\u88dc\u4e01|\u4fee\u8865|\u4fee\u88dc|\u53d1\u5e03|\u767c\u5e03|\u9a71\u52a8|\u9a45\u52d5|\u56de\u6eda|\u56de\u6efe|\u964d\u7ea7|\u964d\u7d1a|\u30a2\u30c3\u30d7\u30c7\u30fc\u30c8|\u30a2\u30c3\u30d7\u30b0\u30ec\u30fc\u30c9|\u30ea\u30ea\u30fc\u30b9|\u30d3\u30eb\u30c9|\u30c9\u30e9\u30a4\u30d0\u30fc?|\u30d1\u30c3\u30c1|\uc5c5\ub370\uc774\ud2b8|\uc5c5\uadf8\ub808\uc774\ub4dc|\ub9b4\ub9ac\uc2a4|\ub9b4\ub9ac\uc988|\ud328\uce58|\ube4c\ub4dc|\ub4dc\ub77c\uc774\ubc84|\u0e2d\u0e31\u0e1b\u0e40\u0e14\u0e15|\u0e2d\u0e31\u0e1e\u0e40\u0e14\u0e15|\u0e2d\u0e31\u0e1b\u0e40\u0e01\u0e23\u0e14|\u0e2d\u0e31\u0e1e\u0e40\u0e01\u0e23\u0e14|\u0e44\u0e14\u0e23\u0e40\u0e27\u0e2d\u0e23\u0e4c|\u0e41\u0e1e\u0e15\u0e0a\u0e4c)(?:\u7a0b\u5e8f|\u7a0b\u5f0f|\u30d7\u30ed\u30b0\u30e9\u30e0)?(?:\u7248|\u3055\u308c\u305f)?(?:\u5230|\u81f3|\u4e3a|\u70ba|\u4e86|\u6210|\u306e|\u3092|\u306b|\u306f|\uac00|\ub97c|\uc744|\ub294|\uc740|\u0e40\u0e1b\u0e47\u0e19|\u0e16\u0e36\u0e07)?[\s"'::]{0,4}$/;
/** Behind the number. */
const BEHIND_REGEXP =
  /^[\s"'\u300d]{0,2}(?:\u306b|\u3078|\u3078\u306e|\u3092|\u306e|\ub85c|\uc73c\ub85c)?\s?(?:\u30a2\u30c3\u30d7\u30c7\u30fc\u30c8|\u30a2\u30c3\u30d7\u30b0\u30ec\u30fc\u30c9|\u66f4\u65b0|\u5347\u7ea7|\u5347\u7d1a|\u30ea\u30ea\u30fc\u30b9|\u30d0\u30fc\u30b8\u30e7\u30f3|\u30d3\u30eb\u30c9|\uc5c5\ub370\uc774\ud2b8|\uc5c5\uadf8\ub808\uc774\ub4dc|\ubc84\uc804|\u7248\u672c|\u7248)|^ ?s[\u00fcu]r[\u00fcu]m|^-r[ae] friss[i\u00ed]t/i;
/** Words for addresses and for what has one. */
const ADDRESS_REGEXP =
  /(?<![a-z])ip(?:v4|s)?(?![a-z])|addr|adre[sz]|indirizz|direcc|endere|host|serv(?:er|eu|id)|dns|gateway|proxy|router|subnet|vpn|peer|\u5730\u5740|\u30a2\u30c9\u30ec\u30b9|\uc8fc\uc18c|\u0430\u0434\u0440\u0435\u0441|\u0441\u0435\u0440\u0432\u0435\u0440|\u0443\u0437\u0435\u043b|\u03b4\u03b9\u03b5\u03cd\u03b8\u03c5\u03bd\u03c3\u03b7|\u05db\u05ea\u05d5\u05d1\u05ea|\u0639\u0646\u0648\u0627\u0646|\u092a\u0924\u093e|\u0111\u1ecba ch\u1ec9|alamat|osoite|c\u00edm|serwer/i;
/** Parts of a program, in their cases: the version of one is told with that of the whole. */
const PART_REGEXP =
  /^(?:modu[l\u0142]|plug-?in|[ck]omponent|add-?on|agent|[ck]lient|librar|bibliot|packa?g|pa[qk]u?et|pakiet|pakk|(?:boot)?loader|[ck]ontroll?er|engine|codec|\u043c\u043e\u0434\u0443\u043b|\u043f\u043b\u0430\u0433[\u0438\u0456]\u043d|\u043a\u043e\u043c\u043f\u043e\u043d\u0435\u043d\u0442|\u0430\u0433\u0435\u043d\u0442|\u043a\u043b[\u0438\u0456][\u0435\u0454]\u043d\u0442|\u0431[\u0438\u0456]\u0431\u043b[\u0438\u0456]\u043e\u0442\u0435|\u043f\u0430\u043a\u0435\u0442|\u0437\u0430\u0433\u0440\u0443\u0437\u0447|\u043a\u043e\u043d\u0442\u0440\u043e\u043b\u043b?\u0435\u0440|\u03bc\u03bf\u03bd\u03ac\u03b4|\u03b1\u03c1\u03b8\u03c1\u03ce\u03bc)\p{L}{0,6}$/iu;
/** Words for versions, and a version that stands before. */
const VERSION_STEM_REGEXP =
  /(?:versi|verz[ie\u00ed]|wersj|s[u\u00fc]r[u\u00fc]m|firmware|\u0432\u0435\u0440\u0441[\u0438\u0456]|\u043f\u0440\u043e\u0448\u0438\u0432|[\u03ad\u03b5]\u03ba\u03b4[\u03bf\u03cc]\u03c3|\u05d2\u05d9?\u05e8\u05e1|[\u0625\u0627]\u0635\u062f\u0627\u0631)[^\n]*\d\.\d/iu;
/** First group from which on it is no version. */
const MAJOR_MAX = 99;
/** A port or the length of a prefix. */
const PORT_REGEXP = /^[:/]\d/;
/** Four groups before, on the same line. */
const PREVIOUS_REGEXP = /(?<![\d.])(\d{1,2})\.\d{1,3}\.\d{1,3}\.\d{1,3}(?![\d.]\d)[^\n]*$/;
const LEAD_CHARS_MAX = 40;
const BEHIND_CHARS_MAX = 16;

/**
 * Whether four groups, of which the first is given, are the number of a new version, or of one whose
 * word stands further away.
 */
export function isUpdate(
  text: string,
  { start, end }: { start: number; end: number },
  major: number,
): boolean {
  if (major > MAJOR_MAX || PORT_REGEXP.test(text.slice(end, end + 2))) return false;
  const lead = text.slice(Math.max(0, start - LEAD_CHARS_MAX), start);
  const isNamed = namingBefore(text, start, NAMES) === "other" || DENSE_REGEXP.test(lead) ||
    BEHIND_REGEXP.test(text.slice(end, end + BEHIND_CHARS_MAX)) ||
    isSaidOfVersion(text, { start, end }) || isNextVersion(text, start, major) ||
    (PART_REGEXP.test(wordBefore(text, start)) && VERSION_STEM_REGEXP.test(lead));
  return isNamed && !ADDRESS_REGEXP.test(lead.slice(lead.lastIndexOf("\n") + 1));
}

/** Most signs and letters of the word right before a number. */
const SIGNS_MAX = 3;
const WORD_CHARS_MAX = 24;

/** The word right before a place, one space or sign between them; empty without one. */
function wordBefore(text: string, at: number): string {
  let end = at;
  while (at - end < SIGNS_MAX && " :=\"'".includes(text.charAt(end - 1)) && end > 0) end--;
  if (end === at) return "";
  let start = end;
  while (end - start < WORD_CHARS_MAX && isWordUnit(codeAt(text, start - 1))) start--;
  return text.slice(start, end);
}

function isWordUnit(code: number): boolean {
  const kind = CLASS[code] as number;
  return kind === LOWER || kind === UPPER;
}

/** `Version 9.11.0.6, which mends what 9.10.2.41 broke`: a neighbour of one that is called so. */
function isNextVersion(text: string, start: number, major: number): boolean {
  const from = Math.max(0, start - LEAD_CHARS_MAX);
  const before = PREVIOUS_REGEXP.exec(text.slice(from, start));
  if (before === null || Math.abs(Number(before[1]) - major) > 1) return false;
  return isCalledVersion(text, from + before.index);
}
