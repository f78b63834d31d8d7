/**
 * Names that are asked for in one message and stand alone in the next.
 *
 *     support: in whose name is the bill?
 *     me: Leonor Brito
 *
 * @module
 */

import type { Hit, MatcherRule, Span } from "../../rule.ts";
import type { Scan } from "../../context/scan.ts";
import { CASELESS_CLOSINGS, CLOSINGS, SALUTATIONS } from "./name_letters.ts";
import { type Name, NAME_ROW, nameAt, nameHit } from "./name_text.ts";
import { isOfOrganisation } from "./organisation_words.ts";
import { compact, phrases } from "../phrases.ts";

/** How far the question goes on, and how far the answer may reach. */
const TURN_CHARS_MAX = 150;
const NAME_CHARS_MAX = 64;

/** Asks for a name. */
const QUESTIONS: readonly string[] = phrases([
  "what name|which name|whose name|your name|your full name|name please|who am i speaking with|who am i speaking to|name on the account|name on the booking",
  "auf welchen namen|unter welchem namen|wie hei\u00dfen sie|wie heisst du|wie ist ihr name|ihr name|ihren namen|op welke naam|onder welke naam|wat is uw naam|uw naam|hoe heet u",
  "\u00e0 quel nom|au nom de qui|quel nom|votre nom|comment vous appelez vous|a nombre de qui\u00e9n|a qu\u00e9 nombre|c\u00f3mo se llama|c\u00f3mo te llamas|su nombre|tu nombre",
  "em que nome|em nome de quem|qual o seu nome|seu nome|o teu nome|como se chama|a che nome|a nome di chi|come si chiama|come ti chiami|il suo nome",
  "pe numele cui|pe ce nume|cum v\u0103 numi\u021bi|cum v\u0103 cheam\u0103|cum te cheam\u0103|numele dumneavoastr\u0103|na jakie nazwisko|na czyje nazwisko|jak si\u0119 pan nazywa|jak si\u0119 pani nazywa|pana nazwisko|pani nazwisko",
  "jak se jmenujete|na jak\u00e9 jm\u00e9no|va\u0161e jm\u00e9no|ako sa vol\u00e1te|na ak\u00e9 meno|va\u0161e meno|kako se zovete|na \u010dije ime|va\u0161e ime|milyen n\u00e9vre|milyen n\u00e9ven|hogy h\u00edvj\u00e1k|mi a neve|kinek a nev\u00e9re",
  "vad heter du|vilket namn|ditt namn|hvad hedder du|hvilket navn|dit navn|hva heter du|ditt navn|mik\u00e4 on nimesi|mill\u00e4 nimell\u00e4|kenen nimell\u00e4|nimesi|nimenne",
  "ad\u0131n\u0131z nedir|kimin ad\u0131na|ad\u0131n\u0131z soyad\u0131n\u0131z|isminiz nedir|isminiz|\u043a\u0430\u043a \u0432\u0430\u0441 \u0437\u043e\u0432\u0443\u0442|\u043a\u0430\u043a \u0442\u0435\u0431\u044f \u0437\u043e\u0432\u0443\u0442|\u043d\u0430 \u0447\u044c\u0451 \u0438\u043c\u044f|\u043d\u0430 \u0447\u044c\u0435 \u0438\u043c\u044f|\u043d\u0430 \u043a\u0430\u043a\u043e\u0435 \u0438\u043c\u044f|\u0432\u0430\u0448\u0435 \u0438\u043c\u044f|\u043a\u0430\u043a \u043a \u0432\u0430\u043c \u043e\u0431\u0440\u0430\u0449\u0430\u0442\u044c\u0441\u044f|\u0432\u0430\u0448\u0430 \u0444\u0430\u043c\u0438\u043b\u0438\u044f|\u043d\u0430 \u043a\u0430\u043a\u0443\u044e \u0444\u0430\u043c\u0438\u043b\u0438\u044e",
  "\u044f\u043a \u0432\u0430\u0441 \u0437\u0432\u0430\u0442\u0438|\u043d\u0430 \u0447\u0438\u0454 \u0456\u043c \u044f|\u0432\u0430\u0448\u0435 \u0456\u043c \u044f|\u044f\u043a \u0434\u043e \u0432\u0430\u0441 \u0437\u0432\u0435\u0440\u0442\u0430\u0442\u0438\u0441\u044f|\u043d\u0430 \u044f\u043a\u0435 \u043f\u0440\u0456\u0437\u0432\u0438\u0449\u0435|\u043a\u0430\u043a \u0441\u0435 \u043a\u0430\u0437\u0432\u0430\u0442\u0435|\u043d\u0430 \u0447\u0438\u0435 \u0438\u043c\u0435|\u0432\u0430\u0448\u0435\u0442\u043e \u0438\u043c\u0435|\u03c3\u03b5 \u03c0\u03bf\u03b9\u03bf \u03cc\u03bd\u03bf\u03bc\u03b1|\u03c0\u03ce\u03c2 \u03c3\u03b1\u03c2 \u03bb\u03ad\u03bd\u03b5|\u03c4\u03bf \u03cc\u03bd\u03bf\u03bc\u03ac \u03c3\u03b1\u03c2|\u03c0\u03bf\u03b9\u03bf \u03cc\u03bd\u03bf\u03bc\u03b1",
  "\u0628\u0627\u0633\u0645 \u0645\u064a\u0646|\u0628\u0627\u0633\u0645 \u0645\u0646|\u0645\u0627 \u0627\u0633\u0645\u0643|\u0634\u0648 \u0627\u0633\u0645\u0643|\u0627\u0633\u0645 \u062d\u0636\u0631\u062a\u0643|\u0627\u0633\u0645 \u0645\u064a\u0646|\u05e2\u05dc \u05e9\u05dd \u05de\u05d9|\u05de\u05d4 \u05d4\u05e9\u05dd|\u05d0\u05d9\u05da \u05e7\u05d5\u05e8\u05d0\u05d9\u05dd \u05dc\u05da|\u05de\u05d4 \u05e9\u05de\u05da|\u05d1\u05d0\u05d9\u05d6\u05d4 \u05e9\u05dd",
  "atas nama siapa|siapa namanya|nama anda|t\u00ean g\u00ec|t\u00ean l\u00e0 g\u00ec|\u0111\u1ee9ng t\u00ean ai|t\u00ean c\u1ee7a b\u1ea1n",
]);

/** The rest of the question, who answers and a few words of the answer. */
const TURN_REGEXP =
  /^[^\n\\?\uff1f\u061f\u037e"]{0,56}[?\uff1f\u061f\u037e;][^\n\\"]{0,24}(?:\r?\n|\\n){1,2}[ \t>*\u2022-]{0,4}(?:\[?\d{1,4}[\d.,:/ T-]{2,20}[\d\u0660-\u0669]\]?[ ,-]{0,3}|\[[\d\u0660-\u0669:]{4,8}\] )?(?:[*_~@]{0,2}[\p{L}][\p{L}\p{M}\w. ]{0,24}\*{0,2}[:>]\*{0,2} ?|<[^<>\n]{1,24}> )?(?:(?:pe|na|no nome de|em nome de|a nombre de|au nom de|a nome di|auf|op naam van|it's|it is|for|\u043d\u0430|\u043c\u0435\u043d\u044f|\u0628\u0627\u0633\u0645|\u0639\u0644\u0649 \u0627\u0633\u0645|\u05e2\u05dc \u05e9\u05dd|\u03c3\u03c4\u03bf \u03cc\u03bd\u03bf\u03bc\u03b1) )?/iu;
/** The end of an answer. */
const END_REGEXP = /^[ \t]*(?:\r?\n|\\n|$|[.,!("])/;
const CASELESS_REGEXP =
  /^(?:[\u05d0-\u05ea'"-]{2,14}(?: [\u05d0-\u05ea'"-]{2,14}){1,3}|[\u0620-\u06cc]{2,14}(?: [\u0620-\u06cc]{2,14}){1,3})(?=[ \t]*(?:\r?\n|\\n|$|[.,\u060c!"]))/;
/** What is answered instead of a name. */
const NO_ANSWERS: ReadonlySet<string> = new Set(
  [
    ...SALUTATIONS,
    ...CLOSINGS,
    ...CASELESS_CLOSINGS,
    ...phrases([
      "yes|no|none|nope|sure|ok|okay|why|what|who|same|mine|me|myself|nobody|ja|nein|warum|nee|oui|non",
      "s\u00ed|si|n\u00e3o|sim|da|nu|tak|nie|ano|ne|igen|nem|ei|nej|joo|kyll\u00e4|evet|hay\u0131r|\u0434\u0430|\u043d\u0435\u0442|\u0442\u0430\u043a|\u043d\u0456",
      "\u03bd\u03b1\u03b9|\u03cc\u03c7\u03b9|agent|anonymous|anonym|unknown|assistant|claude",
    ]),
  ].map(compact),
);

function matchAnswer({ text }: Scan, { end }: Readonly<Span>): Hit | null {
  const turn = TURN_REGEXP.exec(text.slice(end, end + TURN_CHARS_MAX))?.[0];
  if (turn === undefined) return null;
  const at = end + turn.length;
  const caseless = CASELESS_REGEXP.exec(text.slice(at, at + NAME_CHARS_MAX))?.[0];
  if (caseless !== undefined) {
    const isName = !NO_ANSWERS.has(compact(caseless.split(" ")[0] ?? ""));
    return isName ? nameHit({ start: at, end: at + caseless.length }) : null;
  }
  const name = nameAt(text, at);
  return name !== null && isPerson(text, name) ? nameHit(name) : null;
}

function isPerson(text: string, { end, parts, isKnown }: Name): boolean {
  if (parts.length > 4 || parts.some(isOfOrganisation)) return false;
  if (NO_ANSWERS.has(compact(parts[0] as string)) || NO_ANSWERS.has(compact(parts.join("")))) {
    return false;
  }
  const rest = text.slice(end, end + 6);
  if (parts.length > 1 || isKnown) return END_REGEXP.test(rest);
  // A single word is the whole answer.
  return (parts[0] as string).length > 2 && /^[ \t.]*(?:\r?\n|\\n|$)/.test(rest);
}

/** The rule for names that are asked for in a chat. */
export const ASKED_NAME_RULE: MatcherRule = {
  ...NAME_ROW,
  finds: "name that the next message answers to a question for it, in thirty languages",
  triggers: QUESTIONS,
  match: matchAnswer,
  hits: [
    ["agent: What's your name, please?\nme: Tamsyn Oyelade", "Tamsyn Oyelade"],
    ["em que nome est\u00e1 a conta?\neu: Iara Bentes Lima\nsuporte: ok", "Iara Bentes Lima"],
    ["A: Comanda e pe numele cui?\nB> pe Matei Dobre\nA> ok", "Matei Dobre"],
    ["jak se jmenujete na zvonku?\n> Hanzalov\u00e1\n", "Hanzalov\u00e1"],
    [
      "\u043a\u0430\u043a \u0432\u0430\u0441 \u0437\u043e\u0432\u0443\u0442?\n\u044f: \u041b\u044e\u0434\u043c\u0438\u043b\u0430\n",
      "\u041b\u044e\u0434\u043c\u0438\u043b\u0430",
    ],
    [
      "\u03a3\u03b5 \u03c0\u03bf\u03b9\u03bf \u03cc\u03bd\u03bf\u03bc\u03b1 \u03b5\u03af\u03bd\u03b1\u03b9;\n\u0391\u03c0.: \u0394\u03ad\u03c3\u03c0\u03bf\u03b9\u03bd\u03b1 \u0392\u03bb\u03ac\u03c7\u03bf\u03c5\n",
      "\u0394\u03ad\u03c3\u03c0\u03bf\u03b9\u03bd\u03b1 \u0392\u03bb\u03ac\u03c7\u03bf\u03c5",
    ],
    [
      "\u0627\u0644\u0637\u0644\u0628 \u0628\u0627\u0633\u0645 \u0645\u064a\u0646\u061f\n\u0627\u0644\u0632\u0628\u0648\u0646: \u0628\u0627\u0633\u0645 \u0644\u064a\u0644\u0649 \u062d\u062f\u0627\u062f\n",
      "\u0644\u064a\u0644\u0649 \u062d\u062f\u0627\u062f",
    ],
    [
      "\u05e2\u05dc \u05e9\u05dd \u05de\u05d9?\n\u05d0\u05e0\u05d9: \u05d3\u05e0\u05d4 \u05db\u05d4\u05df\n",
      "\u05d3\u05e0\u05d4 \u05db\u05d4\u05df",
    ],
  ],
  misses: [
    "what is your name?\nbot: I am a program",
    "What's your name?\nUser: Hello\n",
    "\u00c0 quel nom ?\nclient: Bonjour\n",
    "in whose name?\nme: Acme Support\n",
    "What name?\n\nReturns The Value",
    "jak se jmenujete?\n> ano\n",
    "your name, and what else?\nThe next step follows",
  ],
};
