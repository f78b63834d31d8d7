/**
 * Reads the value that belongs to a keyword, in all the ways in which people and programs write
 * the two next to each other:
 *
 *     password: hunter2           "password":"..."        PASSWORD='...'     --password ...
 *     <password>...</password>    name: TOKEN, value: ...  password "..."     the password is ...
 *
 * It says how the value was given and leaves it to the rule to judge the value. Everything is read
 * in slices of fixed length after the keyword.
 *
 * @module
 */

import { codeAt, isAlphanumeric } from "../../text/character.ts";
import type { Span } from "../../rule.ts";

/**
 * How a value was given, from the surest way to the least sure.
 *
 * - `assigned`: after a colon, an equals sign, an arrow, or as the content of an element.
 * - `flag`: after an option of a command, with a space between.
 * - `quoted`: in quotes right after the keyword.
 * - `said`: after a verb, as in `the password is`.
 * - `bare`: right after the keyword, in the next cell, or on the next line.
 */
export type Form = "assigned" | "flag" | "quoted" | "said" | "bare";

/** A value and how it was given. */
export interface Given extends Span {
  form: Form;
  text: string;
  isQuoted: boolean;
  /** Right after the value and its closing quote. */
  next: number;
}

/** What a rule wants. */
export interface Wanted {
  /** Longest value; longer ones are lost. */
  charsMax: number;
  /** An equals sign inside a value without quotes says that it is no value, but more pairs. */
  isToken?: boolean;
}

/** What is read after a keyword up to the value. */
const HEAD_CHARS_MAX = 96;

/**
 * What may follow a keyword inside the same name: `API_KEY_PROD`, `password2`. Anything else makes
 * it another thing: `password_hash`, `tokenType`, `secretName`. The last few are Indonesian.
 */
const SUFFIX_REGEXP =
  /^(?:[_-]?(?:v?\d{1,2}|value|val|prod|production|dev|development|stage|staging|test|testing|live|sandbox|local|old|new|current|primary|secondary|main|default|admin|root|b64|base64|plain|plaintext|text|raw|str|string|ro|rw|readonly|backup|temp|tmp|here|nya|ku|mu|smtp|imap|pop3?|ftp|sftp|ldap|db|bd|bdd|sql|mysql|mariadb|pg|postgres|redis|mongo|user|wifi|wlan|vpn|ssh|mail|email|app|web|portal|panel|panelu|bazy|poczty|proxy|sudo|oracle|api|server|serveur|servidor|correo|base|banco|usuario|utilisateur|database))?(?![A-Za-z0-9]|[_.-][A-Za-z0-9])/i;

/** Quotes, brackets and emphasis that close the keyword, a remark, a sign, emphasis again. */
const ASSIGNED_REGEXP =
  /^(?:\\{0,3}["'`]|[\])*_]){0,4}(?:[ \t]\([^()\n]{1,24}\))?\??[ \t\u00a0]{0,40}(?::=|={1,3}>|-{1,3}>|~>|={1,2}|:|\uff1a|\uff1d|[\u2192\u21d2\u2794\u279c\u279d\u27a1\u27f6])(?!:)(?:\*\*|[*_]|<\/\w{1,8}>)?[ \t\u00a0]{0,12}(?:<code>|\*\*|\*(?!\*))?/;
/** Dots, dashes or lines that lead to the other column of a form: `Password ......... hunter2`. */
const LEADER_REGEXP =
  /^(?:[ \t]{1,8}(?:\.{2,40}|\u2026{1,20})|\.{4,40}|\u2026{2,20}|[ \t]{0,8}(?:_{3,40}|\u00b7{2,40}|(?:\. ){3,20}\.?))[ \t]{0,4}(?::[ \t]{0,4}|(?<=[ \t]))(?=[^\s.])/;
/** The value of another member: `"name":"TOKEN","value":"..."`, `- name: TOKEN` and `value: ...`. */
const MEMBER_REGEXP =
  /^(?:\\{0,3}["'])?\s{0,3},?\s{0,24}(?:\\{0,3}["'])?(?:value|val|content|defaultValue)(?:\\{0,3}["'])?\s{0,3}[:=]\s{0,3}/i;
/** The next argument: `define('DB_PASSWORD', '...')`. */
const ARGUMENT_REGEXP = /^\]?\\{0,3}["']\s?,\s{0,16}(?=\\{0,3}["'])/;
/** What is typed into the field that was found: `find("#password").fill("...")`. */
const TYPED_REGEXP =
  /^\]?\\{0,3}["']\s?\)\.(?:type|fill|send_?keys|set_?value|val|press_?sequentially|set)\(\s?(?=\\{0,3}["'])/i;
/** The content of an element: `<password>...`, `<string name="token">...`. */
const ELEMENT_REGEXP = /^(?:\\{0,3}["'])?\s?>/;
/** The next cell of a table in Markdown or HTML. */
const CELL_REGEXP =
  /^[ \t*_`:]{0,6}(?:\|[ \t*_]{0,6}|<\/(?:th|td|dt|b|strong|span|label)>\s{0,8}<(?:td|dd|span|code)[^<>]{0,40}>(?:<code>)?)/;
const BELOW_REGEXP =
  /^[*_"'`]{0,3}[ \t]{0,2}[:\uff1a][*_]{0,2}[ \t]{0,4}\r?\n[ \t>]{0,12}(?!\S+\s*[:=])/;
const QUOTED_REGEXP = /^(?:[ \t\u00a0]{1,3}|\()(?=\\{0,3}["'`\u201c\u201e\u00ab\u2018\u300c])/;
const FLAG_REGEXP = /^[ \t]{1,4}(?=[^\s-])/;
/** Some space, as wide as a form has it, and the kind of a password that routers write before it. */
const BARE_REGEXP = /^(?:[ \t](?:level 15[ \t])?[05789](?=[ \t]\S))?[ \t\u00a0]{1,16}(?=\S)/;
/** Particles after a keyword in scripts that write no spaces: kana, Hangul, Han, Thai. */
const PARTICLE_REGEXP =
  /^(?:\u306f\u3001?|\u304c|\u3092|\ub294|\uc740|\uc774|\uac00|\u5c31\u662f|\u662f|\u4e3a|\u70ba|\u0e04\u0e37\u0e2d)[ \t]{0,2}[:\uff1a]?[ \t]{0,2}/;

/**
 * Verbs and signs between a keyword and its value, folded: "is", "was" and "to" in the languages
 * whose keywords the rules know, and the dash that Slavic languages write for them.
 */
const VERBS: ReadonlySet<string> = new Set([
  ..."is was to from by as are be will equals ist lautet war sind est etait es era e sera".split(
    " ",
  ),
  ..."eh foi jest to byl je bylo byla ar var er on oli este era van volt zijn luidt".split(" "),
  ..."adalah ialah la thi dir olarak su ini nu ni :".split(" "),
  "\u0435",
  "\u0454",
  "\u044d\u0442\u043e",
  "\u0431\u044b\u043b",
  "\u0446\u0435",
  "\u03b5\u03b9\u03bd\u03b1\u03b9",
  "\u03b7\u03c4\u03b1\u03bd",
  "\u0647\u064a",
  "\u0647\u0648",
  "\u05d4\u05d9\u05d0",
  "\u05d4\u05d5\u05d0",
  "\u0939\u0948",
  "\u2013",
  "\u2014",
  "-",
  "->",
  "=>",
]);
/** Prepositions that lead to what the value is for, before the verb: `password for the lab is`. */
const FOR_REGEXP =
  /^[ \t](?:for|of|on(?![ \t]\S{0,64}\d)|to|at|in|f\u00fcr|zum|zur|para|del?|d[aeou]s?|pour|du|voor|f\u00f6r|til|till|dla|do|per|pentru|\u0434\u043b\u044f|\u043e\u0442|\u043a)[ \t][^\n.!?;:="]{1,48}?(?:[ \t](?:is|was|ist|lautet|est|es|\u00e9|e|\u00e8|jest|je|\u00e4r|er|on|este|(?<=(?:do|dla) \S{2,32}[ \t])to)[ \t:]{1,2}|:[ \t]{0,2}|[ \t]?=[ \t]?|[ \t][\u2013\u2014-][ \t])/i;
/** `my password's hunter2`, `le mdp c'est ...`: the verb as an ending of a word. */
const CONTRACTED_REGEXP =
  /^(?:['\u2019]s|[ \t]{1,2}(?:c['\u2019]est|it['\u2019]s|that['\u2019]s|that[ \t]is))(?=[ \t\u00a0])/i;
const VERB_WORD_REGEXP = /^[ \t\u00a0]([^\s"'`]{1,8})(?=[ \t\u00a0])/;
/** Verbs and fillers that may stand in a row: "is now set to". */
const VERBS_MAX = 5;
const FILLERS: ReadonlySet<string> = new Set([
  ...["set", "now", "currently", "still", "just", "probably", "changed", "reset", "temporarily"],
  ...["aktuell", "jetzt", "bisher", "noch", "derzeit", "momentan", "vorerst", "immer"],
  ...["toujours", "encore", "ahora", "todavia", "sigue", "agora", "ainda", "adesso", "ora", "nu"],
  ...["nog", "teraz", "obecnie", "nyni", "ted", "most", "acum", "nyt", "stadig", "fortfarande"],
]);

/** The value that belongs to a keyword, or null when none is given next to it. */
export function valueAfter(text: string, key: Readonly<Span>, wanted: Wanted): Given | null {
  const head = text.slice(key.end, key.end + HEAD_CHARS_MAX);
  const suffix = SUFFIX_REGEXP.exec(head);
  if (suffix === null) return null;
  const from = key.end + suffix[0].length;
  const rest = head.slice(suffix[0].length);
  const place = placeOf(text, rest, key);
  if (place === null) return null;
  const at = from + place.length;
  if (place.form === "quoted" || place.isArgument) {
    return quotedAt(text, at, { ...wanted, ...place });
  }
  return quotedAt(text, at, { ...wanted, ...place }) ??
    plainAt(text, at, { ...wanted, ...place });
}

interface Place {
  form: Form;
  /** Characters up to the value. */
  length: number;
  isArgument?: boolean;
  /** The value ends at this, besides the usual: `<` of the closing tag, `|` of the cell. */
  until?: string;
}

function placeOf(text: string, rest: string, key: Readonly<Span>): Place | null {
  const assigned = ASSIGNED_REGEXP.exec(rest)?.[0];
  if (assigned !== undefined && !isAtLineEnd(rest, assigned.length)) {
    return { form: "assigned", length: assigned.length };
  }
  const leader = LEADER_REGEXP.exec(rest)?.[0];
  if (leader !== undefined) return { form: "assigned", length: leader.length };
  const below = BELOW_REGEXP.exec(rest)?.[0];
  if (below !== undefined) return { form: "bare", length: below.length };
  const member = MEMBER_REGEXP.exec(rest)?.[0];
  if (member !== undefined) return { form: "assigned", length: member.length };
  const element = ELEMENT_REGEXP.exec(rest)?.[0];
  if (element !== undefined && isInTag(text, key.start)) {
    return { form: "assigned", length: element.length, until: "<" };
  }
  const argument = (ARGUMENT_REGEXP.exec(rest) ?? TYPED_REGEXP.exec(rest))?.[0];
  if (argument !== undefined) {
    const isCall = /\((?:\s?[\w.]{1,16},)?\s?\\{0,3}["'][\w.#[=-]*$/.test(
      text.slice(Math.max(0, key.start - 40), key.start),
    );
    return isCall ? { form: "bare", length: argument.length, isArgument: true } : null;
  }
  const cell = CELL_REGEXP.exec(rest)?.[0];
  if (cell !== undefined) return { form: "bare", length: cell.length, until: "|<" };
  const particle = PARTICLE_REGEXP.exec(rest)?.[0];
  if (particle !== undefined) return { form: "said", length: particle.length };
  return spokenPlaceOf(text, rest, key);
}

function spokenPlaceOf(text: string, rest: string, key: Readonly<Span>): Place | null {
  const flag = FLAG_REGEXP.exec(rest)?.[0];
  if (flag !== undefined && isOption(text, key.start)) return { form: "flag", length: flag.length };
  const quoted = QUOTED_REGEXP.exec(rest)?.[0];
  if (quoted !== undefined) return { form: "quoted", length: quoted.length };
  const purpose = FOR_REGEXP.exec(rest)?.[0];
  if (purpose !== undefined) return { form: "said", length: purpose.length };
  const verbs = verbsLength(rest);
  if (verbs > 0) return { form: "said", length: verbs };
  const bare = BARE_REGEXP.exec(rest)?.[0];
  return bare === undefined ? null : { form: "bare", length: bare.length };
}

/** Characters of the verbs after a keyword and the space or colon after them; 0 without a verb. */
function verbsLength(rest: string): number {
  let length = CONTRACTED_REGEXP.exec(rest)?.[0].length ?? 0;
  let hasVerb = length > 0;
  for (let k = 0; k < VERBS_MAX; k++) {
    const word = VERB_WORD_REGEXP.exec(rest.slice(length))?.[1];
    if (word === undefined) break;
    const bare = word.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
    const folded = bare.endsWith(":") ? bare.slice(0, -1) : bare;
    const isVerb = VERBS.has(folded);
    if (!isVerb && !(hasVerb && FILLERS.has(folded))) break;
    hasVerb ||= isVerb;
    length += 1 + word.length;
  }
  if (!hasVerb) return 0;
  while (length < rest.length && " \t\u00a0".includes(rest.charAt(length))) length++;
  return length;
}

function isAtLineEnd(rest: string, at: number): boolean {
  const code = codeAt(rest, at);
  return at >= rest.length || code === 0x0a || code === 0x0d;
}

/** `<password>` or `<string name="password">`: an open angle bracket and no closing one. */
function isInTag(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 64), at);
  if (before.endsWith("/") || /\btype=\\{0,3}["']?$/.test(before)) return false;
  return before.lastIndexOf("<") > before.lastIndexOf(">");
}

/** `--password`, `-Password`, `--db-password`. */
function isOption(text: string, at: number): boolean {
  return /(?:^|[\s"'`([])--?(?:[A-Za-z0-9]+[-_]){0,4}$/.test(text.slice(Math.max(0, at - 40), at));
}

const OPENING = "\"'`\u201c\u201e\u00ab\u2018\u300c";
const CLOSING: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  "`": "`",
  "\u201c": "\u201d",
  "\u201e": "\u201c\u201d",
  "\u00ab": "\u00bb",
  "\u2018": "\u2019",
  "\u300c": "\u300d",
};
const PREFIX_REGEXP = /^(?:[brfuRBFU]{1,2}|@|\$)?(\\{0,3})$/;

/** The text in the quotes that open at `at`; null when none do, or they do not close in time. */
function quotedAt(text: string, at: number, how: Wanted & Place): Given | null {
  let open = at;
  while (open - at < 5 && open < text.length && !OPENING.includes(text.charAt(open))) open++;
  const prefix = PREFIX_REGEXP.exec(text.slice(at, open));
  if (prefix === null || open >= text.length || !OPENING.includes(text.charAt(open))) return null;
  const escape = prefix[1] ?? "";
  const closing = CLOSING[text.charAt(open)] ?? '"';
  const last = Math.min(text.length, open + 1 + how.charsMax + escape.length + 1);
  for (let k = open + 1; k < last; k++) {
    const code = codeAt(text, k);
    if (code === 0x0a || code === 0x0d) return null;
    if (closing.includes(text.charAt(k)) && text.startsWith(escape, k - escape.length)) {
      const value = withoutSpace(text, { start: open + 1, end: k - escape.length });
      if (value.end <= value.start) return null;
      return given(text, value, { ...how, isQuoted: true, next: k + 1 });
    }
    // An escaped character, unless the quotes themselves are.
    if (code === 0x5c && escape === "") k++;
  }
  return null;
}

/** French sets spaces inside its quotes. */
function withoutSpace(text: string, { start, end }: Span): Span {
  if (text.charAt(start - 1) !== "\u00ab") return { start, end };
  const inside = text.slice(start, end);
  return {
    start: start + inside.length - inside.trimStart().length,
    end: end - inside.length + inside.trimEnd().length,
  };
}

/** The text in the quotes at a place, or else to the next space or sign that ends it; or null. */
export function textAt(text: string, at: number, charsMax: number): Given | null {
  const how = { charsMax, form: "said", length: 0 } as const;
  return quotedAt(text, at, how) ?? plainAt(text, at, how);
}

/** Characters that end a value without quotes. */
const ENDS = "\"'`<>,;|)]}\u201c\u201d\u00ab\u00bb\u300c\u300d";
const OPENING_OF: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };
/** From here on: the scripts that write no spaces, with their punctuation. */
const DENSE_MIN = 0x2e80;
const QUERY_REGEXP = /^&[A-Za-z_][\w.-]{0,40}=/;
const TAIL_REGEXP = /[.:?\u2026*]+$/;

/** The text from `at` to the next space or sign that ends it. */
function plainAt(text: string, at: number, how: Wanted & Place): Given | null {
  const last = Math.min(text.length, at + how.charsMax + 1);
  let end = at;
  while (end < last) {
    const code = codeAt(text, end);
    const char = text.charAt(end);
    if (code <= 0x20 || code === 0xa0 || isDense(code)) break;
    if (ENDS.includes(char) && !isInnerBracket(text, at, end)) break;
    if (how.until?.includes(char) === true) break;
    if (code === 0x5c && /^\\+["'nrt]/.test(text.slice(end, end + 5))) break;
    if (code === 0x3d && how.isToken === true && isAlphanumeric(codeAt(text, end + 1))) return null;
    if (code === 0x26 && QUERY_REGEXP.test(text.slice(end, end + 48))) break;
    end++;
  }
  const value = text.slice(at, end);
  const tail = TAIL_REGEXP.exec(value)?.[0] ?? "";
  // Dots are of the value when nothing else is: `....`; the rule knows that they mask something.
  const cut = tail.length < value.length ? end - tail.length : end;
  if (cut <= at || end - at > how.charsMax) return null;
  return given(text, { start: at, end: cut }, { ...how, isQuoted: false, next: end });
}

/** Whether a bracket closes inside a value: `Moss[7]Bay`. */
function isInnerBracket(text: string, from: number, at: number): boolean {
  const opening = OPENING_OF[text.charAt(at)];
  if (opening === undefined || !isAlphanumeric(codeAt(text, at + 1))) return false;
  return text.slice(from + 1, at).includes(opening);
}

function isDense(code: number): boolean {
  return code >= DENSE_MIN && code < 0xd800 || code >= 0xff00 || (code >= 0x0e00 && code < 0x0e80);
}

function given(
  text: string,
  value: Span,
  how: { form: Form; isQuoted: boolean; next: number },
): Given {
  const { form, isQuoted, next } = how;
  return { ...value, form, text: text.slice(value.start, value.end), isQuoted, next };
}

const REFERENCE_REGEXP =
  /^[$@&*!]?[A-Za-z_$][\w$]*(?:(?:\.|->|::|\?\.)[A-Za-z_$][\w$]*)*(?:[.?!;]|->)?$/;

/** A group in brackets with letters on both sides, and digits or a sign: no code is written so. */
const INNER_BRACKETS_REGEXP =
  /^(?=.*[A-Z])(?=.*\d)[A-Za-z\d!#%&@~_+-]+(?:\[[^()[\]{}"'$]+\]|\([^()[\]{}"'$]+\)|\{[^()[\]{}"'$]+\})[A-Za-z\d][^()[\]{}]*$/;

/**
 * Whether a value without quotes is code that yields the value: a call, an index, a path of names,
 * a name in several parts.
 */
export function isReference(value: Readonly<Given>, text: string): boolean {
  if (value.isQuoted) return false;
  if (/[([{]/.test(value.text)) return !INNER_BRACKETS_REGEXP.test(value.text);
  if ("([{".includes(text.charAt(value.next)) && text.charAt(value.next) !== "") return true;
  if (text.startsWith("->", value.next - 1)) return true;
  if (!REFERENCE_REGEXP.test(value.text)) return false;
  if (/^[$@&]/.test(value.text)) return true;
  const isPath = /[A-Za-z_$](?:\.|->|::|\?\.)[A-Za-z_$]/.test(value.text);
  const isCompound = /[a-z]_[a-z]|[A-Z]_[A-Z]/.test(value.text);
  const hasHumps = /[a-z][A-Z][a-z]/.test(value.text) && !/\d/.test(value.text);
  return hasHumps || ((isPath || isCompound) && !/\d\D*\d/.test(value.text));
}

const LED_REGEXP = /(?:\.{2}|__|\u2026|\u00b7{2}|\. \.)[ \t]{0,4}:?[ \t]{0,4}["']?$/;
const LED_CHARS_MAX = 12;

/** Whether a row of dots leads to a value: a form for people, and no code. */
export function isLedTo(text: string, start: number): boolean {
  return LED_REGEXP.test(text.slice(Math.max(0, start - LED_CHARS_MAX), start));
}

/** The word of the name right before a keyword: `hashed` of `hashedPassword`; folded, or empty. */
export function wordBefore(text: string, at: number): string {
  const before = text.slice(Math.max(0, at - 24), at);
  return (/([A-Za-z]+)[ _.-]?$/.exec(before)?.[1] ?? "").toLowerCase();
}

/** Whether a keyword is part of a longer name: `DB_PASS`, `userPass`, `smtp-pass`. */
export function isInName(text: string, at: number): boolean {
  const before = codeAt(text, at - 1);
  return isAlphanumeric(before) || ((before === 0x5f || before === 0x2d) &&
    isAlphanumeric(codeAt(text, at - 2)));
}
