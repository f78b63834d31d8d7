/**
 * Names of people at both ends of a letter: `Dear Jane Doe,` and the line below `Best regards`.
 * @module
 */

import type { Hit, MatcherRule, Span } from "../../rule.ts";
import type { Scan } from "../../context/scan.ts";
import { isOffice, isOfOrganisation } from "./organisation_words.ts";
import {
  CLOSINGS,
  isVocative,
  SALUTATIONS,
  SLAVIC_SALUTATIONS,
  WEAK_SALUTATIONS,
} from "./name_letters.ts";
import { type Name, NAME_ROW, nameAt, nameHit } from "./name_text.ts";
import { compact, phrases } from "../phrases.ts";

/** What is read between a closing and a name. */
const GAP_CHARS_MAX = 48;

const SALUTATION_GAP_REGEXP = new RegExp(
  "^[,.:]? (?:(?:(?:Mr|Mrs|Ms|Dr|Prof|Herrn?|Frau|Mme|M|Sra?|Srta|Dra|heer|mevrouw|Pan|Pani|Signora?|Lic|Ing|" +
    "Arq|Dott|Dott\\.ssa|Avv|Mag|Don|Do\u00f1a|D|D\u00f1a|Dom|Dona|Panie|[Pp]ane|[Pp]an[\u00edi]|[Pp]\u00e1novi|[Pp]\u00e1n|[Gg]ospod(?:in[ea]?)?|[Gg]ospo(?:\u0111|dj|j)[oa]|[Gg]ospa|[Gg]osp|[Gg]\u0111[ao]|Bapak|Ibu|Bpk|Sdr|Sdri|anh|ch\u1ecb|\u00f4ng|" +
    "b\u00e0|em|b\u1ea1n|c\u00f4|ch\u00fa|\u0433-\u043d|\u0433-\u0436[\u0430\u043e]|[\u0413\u0433]\u043e\u0441\u043f\u043e\u0452[\u043e\u0430]|[\u041f\u043f]\u0430\u043d(?:\u0435|\u0456|\u0438)|\u0433\u043e\u0441\u043f\u043e\u0434\u0438\u043d|\u0433\u043e\u0441\u043f\u043e\u0436\u0430|\u0433\u043e\u0441\u043f\u043e\u0434\u0438\u043d\u0435|\u0433\u043e\u0441\u043f\u043e\u0436\u043e|\u043f\u0430\u043d\u0435|\u043f\u0430\u043d\u0456|\u03ba\u03cd\u03c1\u03b9\u03b5|\u03ba\u03c5\u03c1\u03af\u03b1|\u03ba)\\.? ){1,3}" +
    // `Dear subscriber Jane Doe`: two names must follow.
    "|(\\p{Ll}{4,14}) )?",
  "u",
);
const SALUTATION_END_REGEXP = /^\s?[,:!;\uff0c\u2014]|^\s*(?:\r?\n|\\n|$)| [\u2013-] |^["'<]/;
/** Slavic titles, whose language bends the name behind them. */
const TITLED_GAP_REGEXP =
  /(?<!\p{L})(?:Pani?e?|pane|pan\u00ed|pani|p\u00e1n|gospod|gospodin[ea]?|gospo(?:\u0111|dj|j)[oa]|gospa|\u0433-\u043d|\u0433-\u0436[\u0430\u043e]|\u0433\u043e\u0441\u043f\u043e\u0434\u0438\u043d[\u0435]?|\u0433\u043e\u0441\u043f\u043e(?:\u0436\u0430|\u0436\u043e|\u0452\u043e|\u0452\u0430)|\u043f\u0430\u043d[\u0435\u0456\u0438])\.? $/iu;
/** Titles that stand behind a name. */
const TITLE_BEHIND_REGEXP =
  /^ (?:\u00far|\u00dar|asszony|Asszony|kisasszony|bey|Bey|han\u0131m|Han\u0131m|[Ss]ir|[Mm]adam|[Mm]a'am|ji|san|sama)(?![\p{L}])/u;

function matchSalutation({ text }: Scan, anchor: Readonly<Span>): Hit | null {
  const before = text.slice(Math.max(0, anchor.start - 3), anchor.start);
  if (!/(?:^|[\n"'>.!?:(*]|\\n)[ \t]*$/.test(before)) return null;
  const gap = SALUTATION_GAP_REGEXP.exec(text.slice(anchor.end, anchor.end + GAP_CHARS_MAX));
  if (gap === null) return null;
  const name = nameAt(text, anchor.end + gap[0].length);
  if (name === null || name.parts.length > 4) return null;
  if (gap[1] !== undefined && name.parts.length < 2) return null;
  const next = text.slice(name.end, name.end + 16);
  const behind = TITLE_BEHIND_REGEXP.exec(next)?.[0].length ?? 0;
  const end = next.slice(behind);
  if (!SALUTATION_END_REGEXP.test(end) && !(name.isKnown && /^(?:\.| and )/.test(end))) {
    return null;
  }
  const word = compact(text.slice(anchor.start, anchor.end));
  // A title leaves no doubt: `Dzie\u0144 dobry Panie Kowal,`.
  const isTitled = TITLED_GAP_REGEXP.test(gap[0]) || /^panie?$/.test(word);
  const isSure = !WEAK_SALUTATIONS.has(word) ||
    (!SLAVIC_SALUTATIONS.has(word) && isCalled(text, anchor, name)) || name.isKnown ||
    behind > 0 || isTitled ||
    (SLAVIC_SALUTATIONS.has(word) && name.parts.length === 1 &&
      isVocative(name.parts[0] as string));
  return isSure ? nameHit(name) : null;
}

/** Who is greeted and is no person, besides those that no name is. */
const NOT_CALLED: ReadonlySet<string> = new Set(phrases([
  "claude|chatgpt|gpt|alexa|siri|copilot|gemini|bard|llama|mistral|grok|bot|assistant|support|kund",
  "kunde|kunder|kunden|asiakas|asiakkaat|alla|alle|allesammen|kaikki|folks|everyone|everybody",
  "there|zusammen|leute|tous|toutes|todos|todas|tutti|wszyscy|vsichni|toti|mindenki|herkes|iedereen",
  "allemaal|kollega|kollegor|kolleger|kollegat|gruppe|gruppen|teamet|tiimi|venner|ystavat|vanner",
  "friend|friends|amigo|amigos|amis|freunde|freund|mate|buddy|guys|sir|madam|user|users|world|admin",
  "redaktion|redaktionen|studenter|medlem|medlemmer|jasen|jasenet|medlemmar|foraldrar|vanhemmat",
]));

/** `Hej Malin,` that is the first line of a letter. */
function isCalled(text: string, { start }: Readonly<Span>, { end, parts }: Name): boolean {
  const [first = ""] = parts;
  if (parts.length > 1 || first.length < 3 || NOT_CALLED.has(first) || isOfOrganisation(first)) {
    return false;
  }
  return /(?:^|\n|\\n)[ \t]*$/.test(text.slice(Math.max(0, start - 3), start)) &&
    /^,[ \t]*(?:\r?\n|\\n)/.test(text.slice(end, end + 6));
}

const CLOSING_GAP_REGEXP =
  /^(?:[,.!:;]? ?(?:so much|again|in advance|for your (?:help|time)|hochachtungsvoll)?[,.!:;]?[ \t]*(?:(?:\r?\n|\\n)[ \t]*){1,3}|, {1,2})(?:-- ?(?:\r?\n|\\n)[ \t]*|[-\u2013\u2014~*] ?)?\*{0,2}(?:(?:Mr|Mrs|Ms|Dr|Prof|Ing|Lic|Dipl\.-Ing|Mag|Mgr|Dott|Dott\.ssa|Avv|Dra|Sr|Sra|Herr|Frau|Mme|M|mgr|in\u017c|i\. ?A|i\. ?V|ppa|gez)\.? ){0,2}/;
/** A few words more: `Viele Gr\u00fc\u00dfe vom Deich`. */
const WORDY_GAP_REGEXP =
  /^(?: \p{L}[\p{L}\p{M}'\u2019-]{0,15}){1,4}[,.!]?[ \t]*(?:\r?\n|\\n){1,2}[ \t]*/u;
/** The end of a line, and a line with a telephone below it. */
const LINE_END_REGEXP = /^\.?[ \t]*(?:\r?\n|\\n|$|")/;
const PHONE_BELOW_REGEXP =
  /^[ \t]*(?:\r?\n|\\n)[ \t]*(?:(?:ext|tel|t|m|mob|mobile|cell|phone|ph|p)\b[.:]{0,2} ?)?[+(]{0,2}\d{2}/i;
const CLOSING_END_REGEXP = /^\*{0,2}\s*(?:\r?\n|\\n|$|[,|"'<(]|,? [-\u2013|]| {2,})/;
/** A line that is a department or a firm, and the next one. */
const DEPARTMENT_REGEXP = /^[^\n\\]{3,40}(?:\r?\n|\\n)[ \t]{0,8}/;
/** Closings that are also other words. */
const WEAK_CLOSINGS: ReadonlySet<string> = new Set(phrases([
  "thanks|thankyou|best|love|cheers|merci|gracias|grazie|obrigado|obrigada|multumesc|salam",
  "terimakasih|tesekkurler|salutations|saluti|saludos|yours|takecare|talksoon|speaksoon|obliged",
  "blessings|fondly|faithfully|groet|bises|amities|att|atte|abraco|abrazos|grato|grata|apresto",
  "infede|vh|kh|lp|terv|pozdr|pozdrav|dekuji|dziekuje|zdravim|udv|koszonom|selamlar|saygilar",
  "\u0441\u043f\u0430\u0441\u0438\u0431\u043e|\u0434\u044f\u043a\u0443\u044e",
  "\u0449\u0438\u0440\u043e|\u0431\u043b\u0430\u0433\u043e\u0434\u0430\u0440\u044f|camon|xincamon",
  "muchasgracias|muitoobrigado|muitoobrigada",
  "buonagiornata|bonnejournee|hezkyden|iyigunler|tesekkurederim|saudacoes|kolaygelsin|lieve",
]));

function matchClosing({ text }: Scan, anchor: Readonly<Span>): Hit | null {
  const gap = CLOSING_GAP_REGEXP.exec(text.slice(anchor.end, anchor.end + GAP_CHARS_MAX))?.[0];
  if (gap === undefined) return wordyClosing(text, anchor);
  const isBelow = /\n|\\n/.test(gap);
  const cue = text.slice(anchor.start, anchor.end);
  const isWeak = WEAK_CLOSINGS.has(compact(cue));
  const before = text.slice(Math.max(0, anchor.start - 3), anchor.start);
  // `... my kindest regards` in a sentence: only a phrase that ends its line.
  const isOpen = /(?:^|[\n.!?,"]|\\n)[ \t]*$/.test(before);
  if (!isOpen && !(isBelow && !isWeak && cue.includes(" "))) return null;
  const at = anchor.end + gap.length;
  const name = nameAt(text, at);
  if (name === null) return isBelow && !isWeak ? belowDepartment(text, at) : null;
  if (name.parts.length > 4) return null;
  if (!CLOSING_END_REGEXP.test(text.slice(name.end, name.end + 6))) {
    return isBelow && !isWeak ? belowDepartment(text, at) : null;
  }
  if ((isBelow && (!isWeak || name.parts.length > 1)) || name.isKnown) return nameHit(name);
  // `Thanks,\nShiv\next. 22`; `Regards, A. Sorrel` that ends its line.
  const rest = text.slice(name.end, name.end + GAP_CHARS_MAX);
  if (isBelow) return gap.startsWith(",") && PHONE_BELOW_REGEXP.test(rest) ? nameHit(name) : null;
  const isPair = !isWeak && name.parts.length > 1 && !name.parts.some(isOfOrganisation);
  return isPair && LINE_END_REGEXP.test(rest) ? nameHit(name) : null;
}

/** Two names that are the line below a closing with a few words more. */
function wordyClosing(text: string, { start, end }: Readonly<Span>): Hit | null {
  const gap = WORDY_GAP_REGEXP.exec(text.slice(end, end + GAP_CHARS_MAX))?.[0];
  if (gap === undefined || WEAK_CLOSINGS.has(compact(text.slice(start, end)))) return null;
  if (!/(?:^|\n|\\n)[ \t]*$/.test(text.slice(Math.max(0, start - 3), start))) return null;
  const name = nameAt(text, end + gap.length);
  if (name === null || name.parts.length < 2 || name.parts.length > 4) return null;
  const isLine = LINE_END_REGEXP.test(text.slice(name.end, name.end + 6));
  return isLine && !name.parts.some(isOfOrganisation) ? nameHit(name) : null;
}

/** The line before a telephone, below a blank one. */
const SIGNED_REGEXP =
  /([.!?)][ \t]*|^)(?:(?:\r?\n|\\n)[ \t]*){2}(\p{Lu}[^\n\\:;|\d]{3,40})(?:\r?\n|\\n)[ \t]*(?:(?:tel|t|m|mob|mobile|cell|phone|ph|p)[.:]{0,2} ?)?[+(]{0,2}$/iu;

/** `...\n\nJane Doe\n+44 131 ...`: who signs without a word, above a telephone. */
function matchSigned({ text }: Scan, { start, end }: Readonly<Span>): Hit | null {
  if (!/[\n n+(.:]/.test(text.charAt(start - 1))) return null;
  const before = text.slice(Math.max(0, start - 2 * GAP_CHARS_MAX), start);
  const [whole, stop = "", line = ""] = SIGNED_REGEXP.exec(before) ?? [];
  if (whole === undefined) return null;
  const name = nameAt(text, start - whole.length + whole.indexOf(line, stop.length));
  if (name === null || name.parts.length < 2 || name.parts.length > 4) return null;
  if (!/^(?:, [^\n]{2,24})?[ \t]*(?:\r?\n|\\n)/.test(text.slice(name.end, name.end + 32))) {
    return null;
  }
  // Without a given name that many have only at the end of a message.
  const isLast = stop !== "" && /^[\d ()\/.-]{4,20}\s*(?:$|")/.test(text.slice(end, end + 24));
  return name.isKnown || (isLast && !name.parts.some(isOfOrganisation)) ? nameHit(name) : null;
}

/** A name on the line below that of a department: a whole line, of two words or more. */
function belowDepartment(text: string, at: number): Hit | null {
  const line = DEPARTMENT_REGEXP.exec(text.slice(at, at + GAP_CHARS_MAX))?.[0];
  if (line === undefined || /[:@\d]/.test(line)) return null;
  const name = nameAt(text, at + line.length);
  if (name === null || name.parts.length < 2 || name.parts.length > 4) return null;
  return /^[ \t]*(?:\r?\n|\\n|$)/.test(text.slice(name.end, name.end + 6)) ? nameHit(name) : null;
}

/** Before the address of a sender or recipient. */
const MAILBOX_REGEXP =
  /(?:^|[\n:,;(>]|\bby|\bfrom|\bto|\bcc)[ \t]?(?:\\?["'])?((?:\p{Lu}[\p{L}\p{M}.'\u2019-]*,? ){1,4}?\p{Lu}[\p{L}\p{M}.'\u2019-]*)(?:\\?["'])? (?:<|&lt;|\\u003c)[\w.+-]{1,64}$/u;

/** The address up to its `@`. */
const LOCAL_REGEXP = /[\w.+-]{1,64}$/;

/** `Jane Doe <jane@example.org>` */
function matchMailbox({ text }: Scan, anchor: Readonly<Span>): Hit | null {
  const before = text.slice(Math.max(0, anchor.start - 2 * GAP_CHARS_MAX), anchor.start);
  if (!before.includes("<") && !/&lt;|003c/.test(before)) return null;
  const found = MAILBOX_REGEXP.exec(before)?.[1];
  if (found === undefined) return null;
  const start = anchor.start - before.length + before.lastIndexOf(found);
  const name = nameAt(text, start, { isTitled: found.includes(",") });
  const isListed = found.includes(", ");
  const isWhole = name?.end === start + found.length || isListed;
  if (name === null || !isWhole || name.parts.some(isOfOrganisation)) return null;
  // From `reception@` writes a practice, unless it is somebody with a given name that many have.
  if (!name.isKnown && !isListed && isOffice(before.slice(before.search(LOCAL_REGEXP)))) {
    return null;
  }
  return nameHit({ start, end: start + found.length });
}

/** The rule for openings of letters. */
export const SALUTATION_NAME_RULE: MatcherRule = {
  ...NAME_ROW,
  finds: "name in the opening of a letter; after hi and hello a known given name",
  triggers: SALUTATIONS,
  match: matchSalutation,
  hits: [
    ["Dear Jane Doe,\nthank you", "Jane Doe"],
    ["Dear Bob,\n", "Bob"],
    ["Hi Sarah, how are you?", "Sarah"],
    ["Liebe Anna,\nvielen Dank", "Anna"],
    ["Ch\u00e8re Claire,", "Claire"],
    ["Estimado Carlos Ruiz:", "Carlos Ruiz"],
    [
      "\u0423\u0432\u0430\u0436\u0430\u0435\u043c\u044b\u0439 \u0418\u0432\u0430\u043d \u041f\u0435\u0442\u0440\u043e\u0432\u0438\u0447!",
      "\u0418\u0432\u0430\u043d \u041f\u0435\u0442\u0440\u043e\u0432\u0438\u0447",
    ],
    ['{"body":"Dear Jane Doe,\\nthanks"}', "Jane Doe"],
    ["Szanowna Anna Nowak,", "Anna Nowak"],
    ["Estimada Lic. Ximena Arriaga:", "Ximena Arriaga"],
    ["Dear member Ottavia Brunelli,", "Ottavia Brunelli"],
    ["Tisztelt Kov\u00e1cs \u00dar!", "Kov\u00e1cs"],
    ["Merhaba G\u00fcl\u015fen Han\u0131m,", "G\u00fcl\u015fen"],
    ["Dzie\u0144 dobry Panie Skowronek,\ndzi\u0119kuj\u0119", "Skowronek"],
    ["Panie Skowronek,\ndzi\u0119kuj\u0119", "Skowronek"],
    ["Dobr\u00fd de\u0148 pani Kov\u00e1\u010dov\u00e1,\nposielam", "Kov\u00e1\u010dov\u00e1"],
    ["Po\u0161tovani gospodine Juri\u0107,\n\u0161aljem", "Juri\u0107"],
    ["Spo\u0161tovana gospa Zupan,\npo\u0161iljam", "Zupan"],
    [
      "\u0414\u043e\u0431\u0440\u043e\u0433\u043e \u0434\u043d\u044f, \u043f\u0430\u043d\u0435 \u0428\u0435\u0432\u0447\u0443\u043a!\n\u0434\u044f\u043a\u0443\u044e",
      "\u0428\u0435\u0432\u0447\u0443\u043a",
    ],
    ["Ahoj Jano,\npos\u00edl\u00e1m", "Jano"],
    ["Hej Malvina,\ntack f\u00f6r", "Malvina"],
    ["Hei Tyyne,\nkiitos", "Tyyne"],
    ["Dear Malati ma'am,\n", "Malati"],
    ["Cze\u015b\u0107 Tomaszu,\nwysy\u0142am", "Tomaszu"],
  ],
  misses: [
    "Dear Customer,",
    "Dear Sir or Madam,",
    "Hello World!",
    "Hi Team,",
    "Hi Claude, help me",
    "Hello Kitty, the brand",
    "Liebe Kolleginnen und Kollegen,",
    "oh dear God,",
    "Dear Hiring Manager,",
    "Liebe Nachbarn, unser Hund",
    "Sehr geehrter Herr Kollege,",
    "Tisztelt Uram!",
    "Dear valued customer,",
    "Panie Prezesie,\ndzi\u0119kuj\u0119",
    "Dzie\u0144 dobry Panie Doktorze,\ndzi\u0119kuj\u0119",
    "Dzie\u0144 dobry Pa\u0144stwu,\ndzi\u0119kuj\u0119",
    "Po\u0161tovani Kupci,\n\u0161aljem",
    "Szanowny Panie Dyrektorze,\ndzi\u0119kuj\u0119",
    "\u0428\u0430\u043d\u043e\u0432\u043d\u0438\u0439 \u043f\u0430\u043d\u0435 \u0414\u0438\u0440\u0435\u043a\u0442\u043e\u0440\u0435!\n\u0434\u044f\u043a\u0443\u044e",
    "Hi Claude,\nhelp me",
    "Hej Kund,\ntack",
    "Hei Asiakas,\nkiitos",
    "Hi Everyone,\nsee below",
    "Ahoj Praho,\npos\u00edl\u00e1m",
  ],
};

/** The rule for the ends of letters. */
export const CLOSING_NAME_RULE: MatcherRule = {
  ...NAME_ROW,
  finds: "name on the line below best regards and the like",
  triggers: CLOSINGS,
  match: matchClosing,
  hits: [
    ["Best regards,\nJane Doe", "Jane Doe"],
    ["Kind regards\n\nJ. R. Watson\nAcme", "J. R. Watson"],
    ["Thanks,\nBob", "Bob"],
    ["Mit freundlichen Gr\u00fc\u00dfen\nAnna Schmidt", "Anna Schmidt"],
    ["Cordialement,\nPierre Dubois", "Pierre Dubois"],
    ["Un saludo,\nMar\u00eda L\u00f3pez", "Mar\u00eda L\u00f3pez"],
    [
      "\u0421 \u0443\u0432\u0430\u0436\u0435\u043d\u0438\u0435\u043c,\n\u0418\u0432\u0430\u043d \u041f\u0435\u0442\u0440\u043e\u0432",
      "\u0418\u0432\u0430\u043d \u041f\u0435\u0442\u0440\u043e\u0432",
    ],
    ['{"body":"bye.\\nRegards,\\nJane Doe"}', "Jane Doe"],
    ["V/r,\nTobias Ekwueme", "Tobias Ekwueme"],
    ["Best regards,\nPurchasing Department\nOttavia Brunelli", "Ottavia Brunelli"],
    ["mes sentiments distingu\u00e9s.\n\nSolange Pelletier", "Solange Pelletier"],
    ["Mit freundlichen Gr\u00fc\u00dfen\n\ni. A. D\u00f6rte Quast", "D\u00f6rte Quast"],
    ["Sayg\u0131lar\u0131m\u0131zla,\nG\u00fcl\u015fen Aksoy\nMuhasebe", "G\u00fcl\u015fen Aksoy"],
    ["Viele Gr\u00fc\u00dfe von der Ostsee\nDorte Quast\n", "Dorte Quast"],
    ["Saludos cordiales desde Vigo,\nXimena Arriaga", "Ximena Arriaga"],
    [
      "\u0421 \u0443\u0432\u0430\u0436\u0435\u043d\u0438\u0435\u043c, \u041d. \u0417\u0432\u0435\u0440\u0435\u0432",
      "\u041d. \u0417\u0432\u0435\u0440\u0435\u0432",
    ],
    ["Cordialement,\n--\nSolange Pelletier, notaire\n", "Solange Pelletier"],
    ["Thanks,\nMorv\next. 2207", "Morv"],
    ["Hormat kami,\nYohanes Manurung", "Yohanes Manurung"],
  ],
  misses: [
    "Best regards,\nThe Team",
    "Thanks,\nGoogle",
    "Thanks, I will do that",
    "Sincerely,\n[Your Name]",
    "Regards,\nCustomer Support",
    "Best\nPractices Guide",
    "Thank you\nNext steps",
    "Love\nis all",
    "Kind regards\nAcme Support Team",
    "thank you for your kind regards\nto the family",
    "Best regards to the team\nNext Steps",
    "Best regards, Customer Support",
    "Viele Gr\u00fc\u00dfe vom Verein\nStadtwerke Lindenau",
    "thanks to all of you\nAlder Grove",
    "Atenciosamente,\nEquipe de Suporte",
  ],
};

/** The rule for names above a telephone that ends a message. */
export const SIGNED_NAME_RULE: MatcherRule = {
  ...NAME_ROW,
  at: ["number"],
  groupedMin: 7,
  finds: "name that is a line of its own above a telephone, below a blank line",
  match: matchSigned,
  hits: [
    ["the balance is due.\n\nEwart Drummle\n+44 131 496 0284", "Ewart Drummle"],
    ["see you.\n\nSarah Wexford\nTel: 0131 496 0284\nmore", "Sarah Wexford"],
    ["that is all!\n\nSolange Pelletier\n06 12 34 56 78", "Solange Pelletier"],
    ["I'll wait.\n\nEwart Drummle, clerk\n(0131) 496 0284\n", "Ewart Drummle"],
    ["bye.\n\nAnna Nowak\ntel. 601 234 567", "Anna Nowak"],
  ],
  misses: [
    "Call us.\n\nCustomer Service\n+44 131 496 0284",
    "Call us.\n\nElm Park Surgery\n0131 496 0284",
    "Call us.\n\nOpening Hours\n0131 496 0284 and more",
    "the list\n\nAlder Grove\n0131 496 0284",
    "Sarah Wexford called\n0131 496 0284",
    "see you.\n\nsarah and i\n0131 496 0284",
    "see you.\n\nTotal Amount: 7\n0131 496 0284",
  ],
};

/** The rule for names before an e-mail address in angle brackets. */
export const MAILBOX_NAME_RULE: MatcherRule = {
  ...NAME_ROW,
  at: ["at"],
  finds: "name before an e-mail address in angle brackets",
  match: matchMailbox,
  hits: [
    ["From: Dana Scully <dana@example.org>", "Dana Scully"],
    ['To: "Fox Mulder" <fox@example.org>', "Fox Mulder"],
    ["Cc: Scully, Dana <dana@example.org>", "Scully, Dana"],
    ["by Ann Lee <ann@example.org> on Monday", "Ann Lee"],
    ["Von: J\u00f6rg M\u00fcller <jm@example.org>", "J\u00f6rg M\u00fcller"],
    ['{"sent_by":"Dana Scully <dana@example.org>"}', "Dana Scully"],
    [
      "\u041e\u0442: \u0418\u0432\u0430\u043d \u041f\u0435\u0442\u0440\u043e\u0432 <ivan@example.org>",
      "\u0418\u0432\u0430\u043d \u041f\u0435\u0442\u0440\u043e\u0432",
    ],
    ["a@example.org, Ann Lee <ann@example.org>", "Ann Lee"],
    ["From: Sarah Wexford <reception@example.org>", "Sarah Wexford"],
    ["From: Marlow Wexford <m.wexford@example.org>", "Marlow Wexford"],
  ],
  misses: [
    "Acme Support <support@example.org>",
    "From: <dana@example.org>",
    "mail dana@example.org",
    "List<Foo Bar> x@y",
    "The Team <team@example.org>",
    "if A < b@c",
    "noreply <no@example.org>",
    "From: Customer Service <cs@example.org>",
    "From: Elm Park Surgery <desk@example.org>",
    "Von: Kanzlei Brenner <post@example.org>",
    "De: Cabinet Dentaire Lacroix <rdv@example.org>",
    "Da: Poliambulatorio Aurora <salute@example.org>",
    "Od: Przychodnia Rumianek <rejestracja@example.org>",
    "\u041e\u0442: \u0428\u043a\u043e\u043b\u0430 \u0420\u043e\u0434\u043d\u0438\u043a <mail@example.org>",
    "From: Marlow Wexford <reception@example.org>",
    "Von: Tierarztpraxis Lindenau <termin@example.org>",
    "From: Harbour Savings Bank <letters@example.org>",
  ],
};
