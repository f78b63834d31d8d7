/**
 * Words for versions, and what is said behind them. Four groups that belong to one of these are a
 * version and no address.
 *
 * @module
 */

import { type Names, namesOf, namingBefore } from "../named.ts";
import { phrases } from "../phrases.ts";

/** Words for versions. */
const VERSIONS: readonly string[] = phrases([
  "ver|version|versions|firmware|versionen|versione|versao|wersja|verze|verzia|versiyon",
  "surum|versie|versi|versjon|versio|verzio|\u0432\u0435\u0440\u0441\u0438\u044f",
  "\u0432\u0435\u0440\u0441\u0438\u0438|versionsnummer|versionsnr|versionnumber",
  "verziou|verzi\u00ed|verzij|verzija|verzije|verziju|verzijo|verzijom|razli\u010dica|razli\u010dice",
  "versiossa|versioon|versionin|versionsnumre|modulversion|moduleversion|treiberversion",
  "biosversion|agentversion|pluginversion|driverversion|driverversie",
  "versienummer|versjonsnummer|versionsnumret|firmwareversion|firmwareversie|firmwaren",
  "firmver|softwareversion|micrologiciel|programvara|programvare|laiteohjelmisto|ohjelmisto",
  "oprogramowanie|oprogramowania|versiunea|versiune|verziu|surumu|yazilim|yazilimi",
  "\u043f\u0440\u043e\u0448\u0438\u0432\u043a\u0430",
  "\u043f\u0440\u043e\u0448\u0438\u0432\u043a\u0438",
  "\u043f\u0440\u043e\u0448\u0438\u0432\u043a\u0435",
  "\u043f\u0440\u043e\u0448\u0438\u0432\u043a\u0443|\u0432\u0435\u0440\u0441\u0456\u044f",
  "\u0432\u0435\u0440\u0441\u0456\u0457|\u0432\u0435\u0440\u0441\u0438\u044e",
  "\u043f\u0440\u043e\u0448\u0438\u0432\u0446\u0456",
  "\u043c\u0438\u043a\u0440\u043e\u043f\u0440\u043e\u0433\u0440\u0430\u043c\u043c\u0430",
  "\u03b5\u03ba\u03b4\u03bf\u03c3\u03b7",
  "\u03c5\u03bb\u03b9\u03ba\u03bf\u03bb\u03bf\u03b3\u03b9\u03c3\u03bc\u03b9\u03ba\u03bf",
  "\u03bb\u03bf\u03b3\u03b9\u03c3\u03bc\u03b9\u03ba\u03bf|\u05e7\u05d5\u05e9\u05d7\u05d4",
  "\u05e7\u05d5\u05e9\u05d7\u05ea|\u05d4\u05e7\u05d5\u05e9\u05d7\u05d4",
  "\u05d2\u05e8\u05e1\u05d4|\u05d2\u05e8\u05e1\u05ea|\u05d2\u05d9\u05e8\u05e1\u05d4",
  "\u05ea\u05d5\u05db\u05e0\u05d4|\u0627\u0644\u0625\u0635\u062f\u0627\u0631",
  "\u0625\u0635\u062f\u0627\u0631|\u0627\u0635\u062f\u0627\u0631|\u0646\u0633\u062e\u0629",
  "\u0627\u0644\u0646\u0633\u062e\u0629|\u0646\u0633\u062e\u0647",
  "\u0938\u0902\u0938\u094d\u0915\u0930\u0923",
  "\u092b\u0930\u094d\u092e\u0935\u0947\u092f\u0930|versi\u00f3n|vers\u00f5es|versioni",
  "versies|versjonen|wersji|wersj\u0105|wersj\u0119|verz\u00ed|verzi|verzi\u00f3ja",
  "verzi\u00f3j\u00e1t|verzi\u00f3sz\u00e1m|verzie|verzii|s\u00fcr\u00fcm\u00fc",
  "s\u00fcr\u00fcm\u00fcn|s\u00fcr\u00fcm\u00fcn\u00fc|firmwarestand|softwarestand",
  "softwareversionen|programversion|programversjon|appversion|appversie|appversjon",
  "clientversion|kernelversion|szoftververzi\u00f3|firmwarov\u00fd|firmwaru",
  "j\u00e4rjestelm\u00e4versio|ohjelmistoversio|\u0432\u0435\u0440\u0441\u0438\u0435\u0439",
  "\u0432\u0435\u0440\u0441\u0438\u044f\u0445|\u0432\u0435\u0440\u0441\u0438\u0439",
  "\u0441\u0431\u043e\u0440\u043a\u0430|\u0441\u0431\u043e\u0440\u043a\u0438",
  "\u0441\u0431\u043e\u0440\u043a\u0443|\u0441\u0431\u043e\u0440\u043a\u0435",
  "\u0432\u0435\u0440\u0441\u0456\u0454\u044e|\u0432\u0435\u0440\u0441\u0456\u0439",
  "\u0432\u0435\u0440\u0441\u0456\u044e|\u03ad\u03ba\u03b4\u03bf\u03c3\u03b7\u03c2",
  "\u03ad\u03ba\u03b4\u03bf\u03c3\u03b7|\u03b5\u03ba\u03b4\u03cc\u03c3\u03b5\u03b9\u03c2",
  "\u03bb\u03bf\u03b3\u03b9\u03c3\u03bc\u03b9\u03ba\u03bf\u03cd",
  "\u03bb\u03bf\u03b3\u03b9\u03c3\u03bc\u03b9\u03ba\u03cc",
  "\u03c5\u03bb\u03b9\u03ba\u03bf\u03bb\u03bf\u03b3\u03b9\u03c3\u03bc\u03b9\u03ba\u03bf\u03cd",
  "\u05d2\u05e8\u05e1\u05d0\u05d5\u05ea|\u05d2\u05e8\u05e1\u05ea\u05d5",
  "\u05d4\u05d2\u05e8\u05e1\u05d4|\u05d1\u05d2\u05e8\u05e1\u05d4",
  "\u05dc\u05d2\u05e8\u05e1\u05d4|\u05ea\u05d5\u05db\u05e0\u05ea",
  "\u05d4\u05ea\u05d5\u05db\u05e0\u05d4|\u0627\u0644\u0627\u0635\u062f\u0627\u0631",
  "\u0625\u0635\u062f\u0627\u0631\u0627\u062a",
  "\u0627\u0644\u0625\u0635\u062f\u0627\u0631\u0627\u062a",
  "\u0625\u0635\u062f\u0627\u0631\u0629|\u0644\u0644\u0625\u0635\u062f\u0627\u0631",
  "\u0628\u0627\u0644\u0625\u0635\u062f\u0627\u0631|\u0646\u0633\u062e\u062a\u0643",
  "\u0627\u0644\u0646\u0633\u062e\u0647|\u0935\u0930\u094d\u091c\u093c\u0928",
  "\u0935\u0930\u094d\u091c\u0928|\u0938\u0902\u0938\u094d\u0915\u0930\u0923\u094b\u0902",
  "\u0938\u0949\u092b\u093c\u094d\u091f\u0935\u0947\u092f\u0930",
  "\u0938\u0949\u092b\u094d\u091f\u0935\u0947\u092f\u0930",
]);
/** Words for what has a version, and more besides. */
const VERSIONED: readonly string[] = phrases([
  "v|release|build|rev|revision|bios|patch|software|logiciel|betriebssystem|logiciels",
  "softwarem|szoftver|szoftveres|softwaru|sistemi|k\u00e4ytt\u00f6j\u00e4rjestelm\u00e4",
  "\u0441\u043e\u0444\u0442|\u0646\u0633\u062e",
  "\u0627\u0644\u0628\u0631\u0646\u0627\u0645\u062c|edition|editions|\u00e9dition",
  "edici\u00f3n|edizione|edi\u00e7\u00e3o|vyd\u00e1n\u00ed|kernel|j\u00e1dro|noyau",
  "n\u00facleo|kjerne|ydin",
]);
/** Words for parts of a text, which are numbered alike. */
const NUMBERINGS: readonly string[] = phrases([
  "notes|section|chapter|clause|oid|tag|appendix|article|pci|dss|requirement|requirements",
  "req|annex|control|figure|table|abschnitt|kapitel|paragraph|kapitola|fejezet",
  "rozdzia\u0142|cap\u00edtulo|chapitre|capitolo|hoofdstuk|kapitlet|luku|b\u00f6l\u00fcm",
  "\u0440\u0430\u0437\u0434\u0435\u043b|\u0440\u043e\u0437\u0434\u0456\u043b",
  "\u03b5\u03bd\u03cc\u03c4\u03b7\u03c4\u03b1",
]);
/** Words that lead to an address: `version 3 answered from 12.3.4.5`. */
const PLACES: readonly string[] = phrases([
  "from|at|on|by|via|host|ip|von|bei|auf|unter|an|\u00fcber|sur|sous|chez|desde|en|da|su",
  "presso|van|bij|op|fr\u00e5n|p\u00e5|vid|fra|ved|hos|osoitteesta|osoitteessa|z|ze|na",
  "przez|pod|pe|la|din|\u043e\u0442|\u0441|\u0438\u0437|\u043d\u0430|\u0437\u0430",
  "\u03b1\u03c0\u03cc|\u03c3\u03c4\u03bf|\u03c3\u03c4\u03b7|\u0645\u0646|\u0639\u0644\u0649",
  "\u0641\u064a|\u0639\u0628\u0631|\u05de|\u05e2\u05dc|\u05d1|\u0938\u0947|\u092a\u0930",
  "dari|di",
]);

/** Right before the number. */
const NEAR: Names = namesOf({
  own: [],
  other: [...VERSIONS, ...VERSIONED, ...NUMBERINGS],
  wordsMax: 1,
});
/** Two more words between: `version of the control system 12.0.4.199`. */
const FAR: Names = namesOf({ own: PLACES, other: VERSIONS, wordsMax: 3 });
/** The same in scripts without spaces; right before the number. */
const DENSE_VERSION_REGEXP =
  /(?:\u7248\u672c|\u30d0\u30fc\u30b8\u30e7\u30f3|\ubc84\uc804|\u56fa\u4ef6|\u97cc\u9ad4|\u97e7\u4f53|\u8edf\u9ad4|\u8f6f\u4ef6|\u30d5\u30a1\u30fc\u30e0\u30a6\u30a7\u30a2|\u30d5\u30a1\u30fc\u30e0|\ud38c\uc6e8\uc5b4|\uc18c\ud504\ud2b8\uc6e8\uc5b4|\u0e40\u0e27\u0e2d\u0e23\u0e4c\u0e0a\u0e31\u0e19|\u0e40\u0e27\u0e2d\u0e23\u0e4c\u0e0a\u0e31\u0e48\u0e19|\u0e40\u0e1f\u0e34\u0e23\u0e4c\u0e21\u0e41\u0e27\u0e23\u0e4c|\u0e23\u0e38\u0e48\u0e19)(?:\u53f7|\u865f)?(?:\uc740|\ub294|\uc774|\uac00|\u306e|\u306f|\u304c|\u4e3a|\u70ba|\u662f)?["'\s:\uff1a]{0,4}$/;
/** Behind the number: that later ones will do, and what one does. */
const BEHIND_REGEXP = new RegExp(
  "^[)\"'`]?[ ,]{0,2}(?:" + [
    "or (?:later|newer|higher|above|greater|older|earlier|below)",
    "and (?:later|newer|above|up|older|earlier|below)",
    "oder (?:neuer|h\u00f6her|sp\u00e4ter|\u00e4lter)",
    "und (?:neuer|h\u00f6her|\u00e4lter)",
    "ou (?:plus|ult\u00e9rieure?|sup\u00e9rieure?|ant\u00e9rieure?|superior|posterior|mais|anterior)",
    "et (?:plus|ult\u00e9rieure?|sup\u00e9rieure?|ant\u00e9rieure?)",
    "[oy] (?:posterior|superior|m\u00e1s|anterior)",
    "[oe] (?:successiv[ae]|superior[ei]|precedent[ei]|pi\u00f9)",
    "of (?:hoger|nieuwer|later|ouder|lager)",
    "en (?:hoger|nieuwer|ouder)",
    "eller (?:senere|nyere|h\u00f8jere|h\u00f8yere|senare|nyare|h\u00f6gre|\u00e6ldre|\u00e4ldre|eldre)",
    "tai (?:uudempi|uudemmat|vanhempi)",
    "lub (?:nowsz|wy\u017csz|p\u00f3\u017aniejsz|starsz)",
    "i (?:nowsz|wy\u017csz|starsz)",
    "nebo (?:nov\u011bj|vy\u0161\u0161\u00ed|star\u0161\u00ed)",
    "a (?:nov\u011bj|vy\u0161\u0161\u00ed|nov\u0161)",
    "alebo (?:nov\u0161|vy\u0161\u0161)",
    "vagy (?:\u00fajabb|k\u00e9s\u0151bbi|magasabb|r\u00e9gebbi)",
    "sau (?:mai|ulterioar|superioar)",
    "ve(?:ya)? (?:\u00fczeri|\u00fcst\u00fc|sonras\u0131|daha)",
    "(?:\u0438\u043b\u0438|\u0438) (?:\u0432\u044b\u0448\u0435|\u043d\u043e\u0432\u0435\u0435|\u0441\u0442\u0430\u0440\u0448\u0435|\u043d\u0438\u0436\u0435|\u043f\u043e\u0437\u0436\u0435|\u0431\u043e\u043b\u0435\u0435)",
    "(?:\u0430\u0431\u043e|\u0456|\u0442\u0430) (?:\u0432\u0438\u0449\u0435|\u043d\u043e\u0432\u0456\u0448|\u043d\u0438\u0436\u0447|\u043f\u0456\u0437\u043d\u0456\u0448|\u0441\u0442\u0430\u0440\u0448)",
    "[\u03ae\u03ba](?:\u03b1\u03b9)? (?:\u03bd\u03b5\u03cc\u03c4\u03b5\u03c1|\u03bc\u03b5\u03c4\u03b1\u03b3\u03b5\u03bd\u03ad\u03c3\u03c4\u03b5\u03c1|\u03c0\u03b1\u03bb\u03b1\u03b9\u03cc\u03c4\u03b5\u03c1)",
    "(?:\u05d5\u05de\u05e2\u05dc\u05d4|\u05d0\u05d5 \u05d7\u05d3\u05e9|\u05d5\u05d0\u05d9\u05dc\u05da)",
    "(?:\u0623\u0648|\u0648) ?(?:\u0623\u062d\u062f\u062b|\u0623\u0639\u0644\u0649|\u0623\u0642\u062f\u0645|\u0644\u0627\u062d\u0642)",
    "(?:\u092f\u093e|\u0914\u0930) (?:\u0928\u090f|\u092c\u093e\u0926|\u0909\u091a\u094d\u091a|\u092a\u0941\u0930\u093e\u0928\u0947)",
    "(?:\u4ee5\u964d|\u4ee5\u4e0a|\u4ee5\u524d|\u53ca\u4ee5\u4e0a|\u53ca\u4ee5\u5f8c|\u6216\u66f4|\u6216\u4ee5\u4e0a|\uc774\uc0c1|\uc774\ud558|\uc774\uc804|\uc774\ud6c4)",
    "is (?:no longer supported|out now|released|deprecated|end of life)",
    "(?:changelog|release notes|hotfix)(?![a-z])",
  ].join("|") + ")",
  "iu",
);
const LEAD_CHARS_MAX = 24;
const BEHIND_CHARS_MAX = 32;

/** Whether four groups are called a version, a section or the like, by the word right before. */
export function isCalledVersion(text: string, at: number): boolean {
  return namingBefore(text, at, NEAR) === "other" ||
    DENSE_VERSION_REGEXP.test(text.slice(Math.max(0, at - LEAD_CHARS_MAX), at));
}

/**
 * Whether a word for versions stands further before four groups, or what is said behind one. Both
 * are weaker: the caller asks whether something else speaks for an address.
 */
export function isSaidOfVersion(
  text: string,
  { start, end }: { start: number; end: number },
): boolean {
  return namingBefore(text, start, FAR) === "other" ||
    BEHIND_REGEXP.test(text.slice(end, end + BEHIND_CHARS_MAX));
}
