/**
 * Reads the names of people: one to five capitalised words, with initials, particles and suffixes.
 *
 *     Jane Doe    J. R. R. Tolkien    Ludwig van Beethoven    Mar\u00eda de la Cruz    O'Neil-Smith Jr.
 *
 * @module
 */

import { codeAt } from "../../text/character.ts";
import { foldWord } from "../../engine/lexicon.ts";
import type { Hit, Span } from "../../rule.ts";
import { FAMILY_NAMES, GIVEN_NAMES, NO_NAMES } from "./given_names.ts";

/** What the rows for names beside a word have in common. */
export const NAME_ROW = {
  anchor: "matcher",
  category: "PERSON_NAME",
  at: ["word"],
  words: [],
  revision: 1,
} as const;

/** A name that needs nothing else to speak for it. */
export function nameHit({ start, end }: Readonly<Span>): Hit {
  return { start, end, need: "none" };
}

/** Most words of a name, and longest word. */
const PARTS_MAX = 5;
const PART_CHARS_MAX = 32;

const PART_REGEXP =
  /^(?:(?:al|el|as|abu|ibn|bin|ben|abd|ul|[dlODNM])(?:''|['\u2019-]))?\p{Lu}[\p{L}\p{M}]*(?:['\u2019-]\p{L}[\p{L}\p{M}]+)*/u;
const INITIAL_REGEXP =
  /^(?:\p{Lu}\.(?:-?\p{Lu}\.)*)(?= ?\p{Lu}| (?:van|von|vom|den|der|de|da|das|do|dos|di|du|des|del|della|le|la|ten|ter|te|zu|zur|af|av|al|el|bin) (?:(?:la|las|los|der|den|de|het) )?\p{Lu})/u;
const PARTICLE_REGEXP =
  /^(?:(?:van (?:der|den|de|het|'t)|von (?:der|dem|den|und zu)|de (?:la|las|los|le)|van|von|vom|zu|zum|zur|der|den|ter|ten|te|de|du|des|da|das|do|dos|di|del|della|delle|dei|degli|dalla|la|le|lo|el|al|bin|ibn|bint|ben|abu|y|e|i|af|av|ap|zu|san|st\.) )+(?=\p{Lu}|[dl]['\u2019])/u;
/** Particles that begin a name, in the value of a field: `De Wit`, `Van den Berg`. */
const FIRST_PARTICLE_REGEXP =
  /^(?:Van (?:der|den|de|het)|Von (?:der|dem)|De (?:la|los|las)|De|Van|Von|Den|Di|Da|Del|Della|Du|Le|La|Lo|El|Al|Ten|Ter) (?=\p{Lu})/u;
const SUFFIX_REGEXP = /^,? (?:Jr|Sr)\b\.?|^ (?:II|III|IV)\b|^,? (?:Ph\.?D|M\.?D|MD|Esq)\b\.?/;
/** Small and large letters as no name has them: `JavaScript`, `iPhone`. */
const HUMP_REGEXP = /^(?!Mc|Mac|De|Di|Du|La|Le|Van|Von|Fitz|O')\p{Lu}\p{Ll}+\p{Lu}/u;
/** Initials that end a name, and the dot of one that does. */
const LAST_INITIALS_REGEXP = /^(?:\.|,? (?:\p{Lu}\.[ -]?){0,3}\p{Lu}\.?)$/u;
/** `I. O.` behind a family name. */
const CYRILLIC_INITIALS_REGEXP = /^ [\u0400-\u042f]\. ?[\u0400-\u042f]\.(?=[^\p{L}]|$)/u;
/** Folded. */
const PATRONYMIC_REGEXP =
  /\p{L}{3}(?:\u043e\u0432\u0438\u0447|\u0435\u0432\u0438\u0447|\u044c\u0438\u0447|\u0438\u043e\u0432\u0438\u0447|\u043e\u0432\u043d\u0430|\u0435\u0432\u043d\u0430|\u0438\u0447\u043d\u0430|\u0456\u0432\u043d\u0430|\u043b\u043b\u0456\u0447)$/u;
/** Right after a name: it was a part of something else. */
const GLUE_REGEXP = /^(?:[\p{L}\p{M}\d_@/\\=<([+]|[.:-][\p{L}\d_]|\.\.\.)/u;

/** A name that was read. */
export interface Name extends Span {
  /** Its words, folded, without particles. */
  parts: readonly string[];
  /** The first word is a given name that many have. */
  isKnown: boolean;
}

/** How a name is read. */
export interface NameOptions {
  /** A title stands before it: a family name may come first. */
  isTitled?: boolean;
  /** It is the value of a field: a family name in capitals may come first. */
  isListed?: boolean;
}

/** The name that begins at `at`, or null. */
export function nameAt(text: string, at: number, options: NameOptions = {}): Name | null {
  const parts: string[] = [];
  let end = at;
  let pos = at;
  let isShouted = false;
  while (parts.length < PARTS_MAX) {
    const rest = text.slice(pos, pos + PART_CHARS_MAX + 16);
    const first = parts.length > 0 || options.isListed === true
      ? FIRST_PARTICLE_REGEXP.exec(rest)?.[0]
      : undefined;
    const particle = first ?? PARTICLE_REGEXP.exec(rest)?.[0] ?? "";
    const initial = INITIAL_REGEXP.exec(rest)?.[0];
    const part = initial ?? PART_REGEXP.exec(rest.slice(particle.length))?.[0];
    if (part === undefined || part.length > PART_CHARS_MAX) break;
    // The initials behind a family name are none of its words.
    const isLast = part.length === 1 && codeAt(text, pos + particle.length + 1) === 0x2e;
    if (isLast && parts.length > 0) break;
    const folded = foldWord(part);
    const isAllowed = isName(folded, parts.length > 0 || options.isTitled === true);
    if (initial === undefined && (!isAllowed || HUMP_REGEXP.test(part))) break;
    const isUpper = part.length > 1 && part === part.toUpperCase() && initial === undefined;
    if (isUpper && parts.length > 0 && !isShouted && part.length < 6) break;
    // `AWS Batch`
    if (isShouted && !isUpper && initial === undefined && parts[0]?.length !== 2) {
      if (options.isListed !== true || parts.length > 2 || (parts[0] as string).length < 3) {
        return null;
      }
    }
    if (parts.length === 0) isShouted = isUpper;
    parts.push(folded);
    pos += (initial === undefined ? particle.length : 0) + part.length;
    if (initial === undefined) end = pos;
    if (initial !== undefined && codeAt(text, pos) !== 0x20) continue;
    if (codeAt(text, pos) !== 0x20 && codeAt(text, pos) !== 0xa0) break;
    pos++;
  }
  if (end === at) return null;
  // `Rev. C` of a drawing; one letter is nobody's name.
  if (end - at === 1 && codeAt(text, end) !== 0x20) return null;
  const initials = parts.length === 1 && at === end - (parts[0] as string).length
    ? CYRILLIC_INITIALS_REGEXP.exec(text.slice(end, end + 8))?.[0].length ?? 0
    : 0;
  end += initials;
  const suffix = SUFFIX_REGEXP.exec(text.slice(end, end + 8));
  if (suffix !== null) end += suffix[0].length;
  if (GLUE_REGEXP.test(text.slice(end, end + 3))) return null;
  // A single word in capitals is an abbreviation.
  if (isShouted && parts.length === 1 && !GIVEN_NAMES.has(parts[0] as string)) return null;
  const isKnown = GIVEN_NAMES.has(parts[0] as string) || isPatronymic(parts) || initials > 0;
  return { start: at, end, parts, isKnown };
}

/** A father's name in Russian or Ukrainian: nothing but a name has one. */
function isPatronymic(parts: readonly string[]): boolean {
  return parts.slice(1, 3).some((part) => PATRONYMIC_REGEXP.test(part));
}

function isName(folded: string, mayBeFamily: boolean): boolean {
  if (!NO_NAMES.has(folded) || GIVEN_NAMES.has(folded)) return true;
  return mayBeFamily && FAMILY_NAMES.has(folded);
}

/** Whether a whole text is a name: in the usual order, or the family name and a comma first. */
export function isWholeName(value: string, options: NameOptions = {}): Name | null {
  if (!/^[\p{L}\p{M}'\u2019., -]{2,64}$/u.test(value)) return null;
  const first = nameAt(value, 0, {
    ...options,
    isTitled: options.isTitled === true || value.includes(","),
  });
  if (first === null) return null;
  if (first.end === value.length) return first;
  const comma = /^, /.exec(value.slice(first.end));
  // `Kowal S. N.`, `Maria Lopez M.`
  if (LAST_INITIALS_REGEXP.test(value.slice(first.end))) return { ...first, end: value.length };
  if (comma === null) return null;
  const second = nameAt(value, first.end + 2, { isTitled: true });
  // The last initial: `Doe, Jane A.`
  const end = second === null ? first.end : second.end;
  if (second === null || !/^(?: \p{Lu}\.?)?$/u.test(value.slice(end))) return null;
  return { start: 0, end: value.length, parts: [...first.parts, ...second.parts], isKnown: true };
}

/** Ends of sentences, and "because of". */
const JAPANESE_SPEECH_REGEXP =
  /(?:\u307e\u3059|\u307e\u3057\u305f|\u307e\u305b\u3093|\u3067\u3057\u305f|\u304f\u3060\u3055\u3044|\u4e0b\u3055\u3044|\u306e\u305f\u3081)$/;

/** Whether a text in Japanese is what somebody says, where a role before it may be who speaks. */
export function isJapaneseSpeech(text: string): boolean {
  return JAPANESE_SPEECH_REGEXP.test(text);
}
