/**
 * What is said of a value before it or behind it, by a verb: a pronoun that refers to a word before
 * (`... Insurance Number was wrong. It should read 790...`), and a word that the value is said to be
 * (`790..., which is the SIN of the tenant`).
 *
 * @module
 */

import { codeAt, isDigit } from "../text/character.ts";

/** How far before a value its pronoun begins. */
const PRONOUN_CHARS_MAX = 48;
const PRONOUN_REGEXP =
  /(?:^|[\s,;.])(?:(?:[Ii]t|[Tt]hat|[Tt]his|mine|hers|his|which|[Tt]he number|[Tt]he (?:(?:correct|right|real|actual|new) )?one|[Tt]he (?:correct|right) (?:number|value))(?:'s| is| was| reads| (?:should|must|ought to|has to|needs to) (?:be|read|say)| goes)(?: [a-z]{2,12}){0,2}|(?:[Ss]ie|[Ee]r|[Ee]s|diese|die nummer) (?:lautet|ist|m\u00fcsste|muss|sollte)|(?:lautet|ist) (?:[Ss]ie|[Ee]r|[Ee]s)|[Rr]ichtig (?:ist|w\u00e4re)|is het|(?:[Ee]lle|[Ii]l|[Cc]['\u2019]) ?est(?: le)?|(?:[Ee]lle|[Ii]l) devrait \u00eatre(?: le)?|(?:il|le) num\u00e9ro est(?: le)?|(?:el m\u00edo|la m\u00eda|el n\u00famero|es el|el correcto|la correcta|lo correcto)(?: es)?(?: el)?|deb(?:e|er\u00eda) ser|dev(?:e|eria|ia) ser|o corre[ct]?to \u00e9|dovrebbe essere|(?:quello|il numero) (?:giusto|corretto) \u00e8|(?:il numero|\u00e8) \u00e8(?: il)?|(?:o n\u00famero|o meu|\u00e9 o) \u00e9(?: o)?|(?:het|dat) is|(?:het|dat) moet(?: zijn)?|(?:det|den) \u00e4r|(?:det|den) ska (?:vara|st\u00e5)|(?:det|den) skal (?:v\u00e6re|st\u00e5)|(?:det|den|det) er|se on|to jest|powin(?:no|ien|na) by\u0107|je to|m\u00e1 b\u00fdt|\u044d\u0442\u043e|\u043e\u043d|\u0446\u0435|\u0434\u043e\u043b\u0436\u043d\u043e \u0431\u044b\u0442\u044c|(?:kay[\u0131i]tl[\u0131i]|belirtilen|yaz[\u0131i]l[\u0131i]) olan|(?:recorded|registered|on file|stored|entered) as|hinterlegt(?:e|en)? ist|enregistr\u00e9e? est|registrad[oa] como|registrat[oa] come)\s$/;

/** Whether a place is what a pronoun stands for: `so it is keyed as ...`. */
export function isPronounBefore(text: string, place: number): boolean {
  if (codeAt(text, place - 1) > 0x20 || codeAt(text, place - 2) < 0x40) return false;
  // Small numbers are the most common ones.
  if (!isDigit(codeAt(text, place + 2)) && !isDigit(codeAt(text, place + 3))) return false;
  return PRONOUN_REGEXP.test(text.slice(Math.max(0, place - PRONOUN_CHARS_MAX), place));
}

/** How far behind a value the word may begin that it is said to be. */
export const STATED_CHARS_MAX = 44;
/**
 * From a value to the word that it is said to be: perhaps a relative, a verb, and a few words that
 * deny nothing.
 */
const STATED_REGEXP =
  /^["'`)\]*_]{0,2}(?:,?[ \t](?:which|that|this|it|das|dies|die|der|qui|ce|que|che|wat|dat|som|\u043a\u043e\u0442\u043e\u0440\u044b\u0439))?,?[ \t](?:is|was|being|are|would be|should be|must be|ist|war|w\u00e4re|est|\u00e9tait|\u00e9tant|es|era|fue|siendo|\u00e9|foi|sendo|\u00e8|essendo|zijnde|\u00e4r|er|var|on|oli|to|jest|je|byl|bolo|este|fiind|\u0435|\u0454|\u044d\u0442\u043e|\u0446\u0435|\u03b5\u03af\u03bd\u03b1\u03b9)[ \t](?:(?!(?:not?|never|nicht|kein|keine|pas|nie|non|niet|geen|inte|ikke|n\u00e3o|\u043d\u0435|in|on|at|from|for|to|by|with|like|per|under|via|as|when|where|how|why|who|wann|wo|quand|cuando|quando|about|above|below|before|after|near|outside|against|without|over|\u00fcber|unter|sur|sobre|su)[ \t])[\p{L}\p{M}'\u2019-]{1,18}[ \t]){0,3}$/u;

/** Whether what stands between a value and a word says that the value is that. */
export function isStated(between: string): boolean {
  return between.length <= STATED_CHARS_MAX && STATED_REGEXP.test(between);
}
