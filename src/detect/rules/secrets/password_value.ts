/**
 * What may be a password, by its characters and by how it was given; see `password.ts`.
 * @module
 */

import { foldWord } from "../../engine/lexicon.ts";
import { type Given, isLedTo, isReference } from "./assignment.ts";
import { NO_PASSWORDS, PASSWORD_WORDS, SENTENCE_WORDS } from "./password_words.ts";
import { countChars, isTemplate, isUuid } from "./secret_text.ts";

/** Shortest password after a sign of assignment, and of one that nothing but the word announces. */
const ASSIGNED_MIN = 4;
const SAID_MIN = 6;
/** Shortest run of digits that is one. */
const DIGITS_MIN = 4;

/** Shortest text of letters alone that is one by its cases, and how long their runs are at most. */
const SCRAMBLED_MIN = 10;
const SCRAMBLED_PART_CHARS = 3;

/** The words themselves are labels: `"password": "Passwort"` translates a form. */
const LABELS: ReadonlySet<string> = new Set(PASSWORD_WORDS.map((word) => foldWord(word)));

const MASK_REGEXP = /^[*\u2022\u25cf.xX#_?-]+$|\*{3}|x{4}|X{4}|\u2022{2}|\.{3}|\u2026/;
const STAND_IN_REGEXP =
  /^(?:your|enter|replace|insert)|[_-]your|placeholder|example[_-]?pass|pass(?:word)?[_-]?here|change[_-]?(?:me|this|it)\b|redacted/i;
const CRYPT_REGEXP =
  /^\{?\$?(?:\$(?:2[abxy]?|1|5|6|y|7|argon2\w*|pbkdf2[\w-]*|scrypt|bcrypt)\$|\{(?:SSHA|SHA|MD5|CRYPT)\})|^(?:pbkdf2|bcrypt|argon2|scrypt)[_:$]/;
const TERM_REGEXP =
  /^(?:https?\/\d(?:\.\d)?|[*&]?u?int(?:8|16|32|64)(?:_t)?|float\d+|socksv?\d|pkcs#\d+|varchar\d*|sha-?\d+|md[45]|base(?:32|58|64)|oauth2?(?:\.0)?|utf-?(?:8|16)|argon2\w*|pbkdf2|bcrypt\d?|ipv[46]|https?\d?|tls\d?(?:\.\d)?|v\d+(?:\.\d+)*|\d+(?:st|nd|rd|th|x|px|ms|s|kb|mb|gb|k|m|h|d|min|am|pm|bit|char|chars|digit|digits)|\d+-?(?:char(?:acter)?|digit|letter|day|hour|minute|bit|month|year)s?|windows\d+|python\d*|2fa|mfa|u2f|fido2|web3|k8s|s3|ec2|i18n|x509|p12|pkcs\d+|rsa\d*|aes-?\d*|des3|rc4|1password|office365|m365|o365)$/i;
/** `base64-encoded`, `SHA256-gehasht`: a term, and what is done with it. */
const TREATED_REGEXP =
  /^(?:sha-?\d+|md[45]|base(?:32|58|64)|utf-?(?:8|16)|aes-?\d+|rsa-?\d+|argon2|bcrypt2?)-[a-z\u00df-\u00ff]{3,}$/i;
const ADDRESS_REGEXP = /:\/\/|^[\w.+-]+@[\w-]+\.[\w.]+$|^(?:\/|~\/|\.{1,2}\/|[A-Za-z]:\\)/;
export const NUMBER_REGEXP = /^[\d.,:/+-]+%?$|^\d{4}-\d{2}-\d{2}/;
const FILE_REGEXP =
  /^[\w-]+\.(?:txt|json|ya?ml|ini|env|toml|js|ts|tsx|py|html?|md|cfg|conf|xml|php)$/i;
const SIGNS_REGEXP = /[!@#$%^&*+=?~|<>{}[\]()\\/:;,"'`\u00a3\u00a7\u20ac]/;
const LETTER_REGEXP = /\p{L}/gu;
const PHRASE_REGEXP = /^[A-Za-z]{2,12}(?:[-_. ][A-Za-z]{2,12}){3,}\d{0,4}[!.?]?$/;

/** What is no password, however it is given. */
export function isNoPassword(value: Readonly<Given>, text: string): boolean {
  const found = value.text;
  const bare = found.replace(/[!?.]+$/, "").toLowerCase();
  if (found.length < ASSIGNED_MIN || NO_PASSWORDS.has(bare) || LABELS.has(foldWord(bare))) {
    return true;
  }
  if (
    MASK_REGEXP.test(found) || isTemplate(found.replace(/^["'`]{1,3}|["'`]{1,3}$/g, "")) ||
    STAND_IN_REGEXP.test(found)
  ) return true;
  if (CRYPT_REGEXP.test(found) || ADDRESS_REGEXP.test(found)) return true;
  // `password: <uuid>` is how some services for mail give theirs; elsewhere it says who asked.
  if (isUuid(found) && value.form !== "assigned") return true;
  // What is left of code that puts a text together: `"password=" + value`.
  if (/^[+.,)\]}=;\\]|[+(]$|^[A-Za-z_]*passw[A-Za-z_]*$/i.test(found) || FILE_REGEXP.test(found)) {
    return true;
  }
  if (!value.isQuoted && TREATED_REGEXP.test(found)) return true;
  // `bad password user_id=88213`, `go-password v0.3.1/go.mod`, and the name of a key of a map.
  if (value.form === "bare" && /^[a-z][\w.-]*=|^v\d+\.\d/i.test(found)) return true;
  if (/^[a-z][\w-]*\.(?:[\w-]+\.)*[A-Z_]*PASSWORD$/.test(found)) return true;
  if (isProperty(value, text)) return false;
  const isCalled = value.next < text.length && "([{".includes(text.charAt(value.next));
  // `the password is Gatto_nero7`: people who speak do not speak of variables.
  const isSaid = value.form === "said" && /^\p{Lu}.*\d/u.test(found);
  if (!isReference(value, text)) return false;
  return isCalled || !(isSaid || isScrambled(found) || isWritten(value, text));
}

/** Words with a joiner between them and a figure behind: `Heron_on_Lake4`, `heron.lake4`. */
const JOINED_REGEXP = /^[\p{L}\p{M}]{2,20}(?:[._-]{1,2}[\p{L}\p{M}]{1,20}){1,4}[._-]?\d{1,4}$/u;
/** The label of a value, a colon and a space, as people write it and seldom code. */
const LABEL_REGEXP =
  /(?:^|[^\p{L}\p{M}])([\p{L}\p{M}]+)[*_]{0,2}[ \u00a0]?[:\uff1a][*_]{0,2}[ \t\u00a0]{0,4}$/u;
const LABEL_CHARS_MAX = 32;
/** Labels of code, in which names are written alike. */
const CODE_LABEL_REGEXP = /^(?:pass|passwd|password|pwd|pw|psk|passphrase|passcode)$/;
/** Names that code gives what it takes a password from. */
const CODE_NAME_REGEXP =
  /(?:^|[._-])(?:a?config|cfg|conf|settings?|env|users?|self|this|data|form|req|request|args?|opts?|options|params?|props|state|cred\w*|pass\w*|pwd|pw|secrets?|auth|db|login|test|vars?|value|default|app|client|server|account|admin|module|local|input|fields?|model|item|row|obj|vault|key)(?=[._\d-]|$)/i;
/** What only code has behind a value. */
const CODE_END_REGEXP = /^[,;]?\s{0,2}[)}\]]|^,[ \t]{0,2}(?:$|[\r\n])|^;|^ [+&|?]/;

/** A cell, the content of an element, the line below a label, or what an arrow leads to. */
const SHOWN_REGEXP =
  /(?:\||<\/?(?:td|dd|span|code|b|strong)[^<>]{0,24}>|[\w-]>|[\u2192\u21d2\u2794\u279c\u279d\u27a1]|[:\uff1a][*_]{0,2}[ \t]{0,4}\r?\n[ \t]{0,8})[ \t]{0,4}[*_`]{0,2}$/;
/** Another word before the label, or nothing but the label and the sign in its line. */
const PHRASE_LABEL_REGEXP = /[\p{L}\d][ -]\p{L}+[ \u00a0]?[:\uff1a][ \t]{1,4}$/u;
const LINE_LABEL_REGEXP = /(?:^|\n)(?:export )?[\w.-]{2,30}=$/;
const GLUED_REGEXP = /(?:^|[\s&?;])[\w.-]{2,30}=$/;
const SPACED_LABEL_REGEXP = /(?:^|\n)\p{Lu}\p{L}*(?: \p{L}+)?[ \t]{1,4}=[ \t]{1,4}$/u;
const LINE_END_REGEXP = /^[ \t]{0,4}(?:$|[\r\n])/;

/** A bracket that no name stands before: a remark, and no call. */
const REMARK_REGEXP = /(?:^|[\s,;:])[([][^()[\]{}\n]{1,64}$/;
const REMARK_CHARS_MAX = 72;

function isInRemark(text: string, start: number, after: string): boolean {
  return /^[)\]]/.test(after) &&
    REMARK_REGEXP.test(text.slice(Math.max(0, start - REMARK_CHARS_MAX), start));
}

/** Whether a text is words with a capital, joiners and a figure, and no name of code. */
export function isJoinedName(found: string): boolean {
  return /^\p{Lu}.*\p{Ll}/u.test(found) && JOINED_REGEXP.test(found) &&
    !CODE_NAME_REGEXP.test(found);
}

/** Whether a value that could be a name of code is one that somebody wrote down for people. */
function isWritten({ form, start, next, text: found }: Readonly<Given>, text: string): boolean {
  if (form === "assigned" && isLedTo(text, start)) return true;
  if (!JOINED_REGEXP.test(found) || CODE_NAME_REGEXP.test(found)) return false;
  const after = text.slice(next, next + 8);
  if (CODE_END_REGEXP.test(after) && !isInRemark(text, start, after)) return false;
  const before = text.slice(Math.max(0, start - LABEL_CHARS_MAX), start);
  if (form === "said" || SHOWN_REGEXP.test(before)) return true;
  const isName = /^\p{Lu}.*\p{Ll}/u.test(found);
  if (form === "bare") return isName;
  const label = LABEL_REGEXP.exec(before)?.[1];
  if (label !== undefined) {
    return isName || !CODE_LABEL_REGEXP.test(label) || PHRASE_LABEL_REGEXP.test(before);
  }
  if (!LINE_END_REGEXP.test(after)) {
    return isName && /^[\s&]/.test(after) && GLUED_REGEXP.test(before);
  }
  return LINE_LABEL_REGEXP.test(before) ||
    isName && (GLUED_REGEXP.test(before) || SPACED_LABEL_REGEXP.test(before));
}

/** The name of a property or of a variable of the environment, at the start of its line. */
const PROPERTY_REGEXP = /(?:^|\n)(?:export )?(?:(?:[a-z][\w-]*\.)+[\w-]*|[A-Z][A-Z0-9_]*)=$/;
const PROPERTY_CHARS_MAX = 96;

/** Whether a value ends the line of a property file, where no code is. */
export function isProperty(
  { start, next, text: found, isQuoted }: Readonly<Given>,
  text: string,
): boolean {
  // `self.password=cfg.db1` is code.
  const isDrawn = (/\d/.test(found) && /[A-Z]/.test(found)) || isScrambled(found);
  if (isQuoted || !isDrawn || !/^(?:$|[\r\n])/.test(text.slice(next, next + 1))) return false;
  return PROPERTY_REGEXP.test(text.slice(Math.max(0, start - PROPERTY_CHARS_MAX), start));
}

/** Whether a text has what only passwords have: digits or signs among letters, or many words. */
export function isStrong(found: string): boolean {
  if (found.length < SAID_MIN || TERM_REGEXP.test(found) || NUMBER_REGEXP.test(found)) return false;
  if (PHRASE_REGEXP.test(found)) return !isSentence(found);
  if (isScrambled(found)) return true;
  const { digits } = countChars(found);
  const letters = found.match(LETTER_REGEXP)?.length ?? 0;
  const others = found.length - letters - digits;
  if (letters + others === 0 || /\s/.test(found)) return false;
  const hasSigns = SIGNS_REGEXP.test(found.slice(0, -1)) || /[!@#$%^&*]$/.test(found);
  return digits > 0 ? letters > 0 || hasSigns : hasSigns && letters > 0 && isMixed(found);
}

/**
 * Letters alone, in a mix of cases that no name has: the words of `getUserNameFromDb` are longer
 * than the parts of `lEGdIMwPziRayhvZ`.
 */
function isScrambled(found: string): boolean {
  if (found.length < SCRAMBLED_MIN || !/^[A-Za-z]+$/.test(found)) return false;
  const parts = found.match(/[A-Z]?[a-z]+|[A-Z]+/g)?.length ?? 1;
  return parts * SCRAMBLED_PART_CHARS >= found.length && /[A-Z]{2}/.test(found);
}

/** Without digits, a sign must stand among letters in a way that no word or path has. */
function isMixed(found: string): boolean {
  if (/^[a-z.]+@[a-z.]+$/i.test(found)) return false;
  return /[A-Za-z][!@#$%^&*+=?~]+[A-Za-z]|[!@#$%^&*+=?~]{2}|[A-Z].*[a-z].*[!@#$%^&*]/.test(found);
}

/** Words that no passphrase of dice has, but a sentence does. */
function isSentence(found: string): boolean {
  return found.toLowerCase().split(/[^a-z]+/).some((word) => SENTENCE_WORDS.has(word));
}

export function isDigits(found: string): boolean {
  return found.length >= DIGITS_MIN && found.length <= 16 && /^\d+$/.test(found);
}

/** Quoted text with spaces: a passphrase, no label and no sentence. */
export function isPhrase(found: string): boolean {
  if (!/\s/.test(found)) return true;
  if (isSentence(found)) return false;
  const { digits } = countChars(found);
  return PHRASE_REGEXP.test(found) ||
    (digits > 0 && SIGNS_REGEXP.test(found) && found.length <= 40);
}

const SOURCE_REGEXP = /\s(?:from|by|as|to)\s{1,2}\S{1,2}$/;
const END_REGEXP = /^[ \t]*(?:$|[\r\n&<"'`|]|\\[nrt"]|[ \t](?:#|\/\/)|\s[\w.-]+\s?[=:])/;

/** Whether nothing follows that would make a word without digits a part of a sentence or of code. */
function standsAtEnd(value: Readonly<Given>, text: string): boolean {
  return END_REGEXP.test(text.slice(value.next, value.next + 48));
}

export function isAssigned(value: Readonly<Given>, text: string): boolean {
  const found = value.text;
  if (value.isQuoted) return isPhrase(found) && found.trim() === found;
  if (isStrong(found)) return true;
  // A row of dots may lead to a page, or to what a check came to.
  if (isLedTo(text, value.start)) return /[a-z][A-Z_][A-Za-z]/.test(found);
  if (isDigits(found)) {
    return !/^[ \t](?:char|digit|letter|day|min|sec|zeichen)/i.test(
      text.slice(value.next, value.next + 8),
    );
  }
  if (NUMBER_REGEXP.test(found) || TERM_REGEXP.test(found)) return false;
  return /[A-Za-z]/.test(found) && found.length > ASSIGNED_MIN && standsAtEnd(value, text) &&
    !/\s=\s{1,3}$/.test(text.slice(value.start - 4, value.start));
}

/** Whether a value is a password, given the way in which it was given. */
export function isPassword(
  value: Readonly<Given>,
  text: string,
  { isShouted, isPath }: { isShouted: boolean; isPath: boolean },
): boolean {
  const found = value.text;
  switch (value.form) {
    case "assigned":
      return isAssigned(value, text);
    case "flag":
      return isStrong(found) || isDigits(found) ||
        (value.isQuoted
          ? isPhrase(found)
          : /^\s*(?:$|[\r\n]|\s-|[|&>;])/.test(text.slice(value.next, value.next + 8)));
    case "quoted":
      // SQL: `PASSWORD '...'`.
      return isStrong(found) || (isShouted && isPhrase(found));
    case "said":
      // `password from 'config'` says where it comes from.
      if (value.isQuoted && !SOURCE_REGEXP.test(text.slice(value.start - 8, value.start))) {
        return isPhrase(found);
      }
      return isStrong(found) || isDigits(found) && found.length > DIGITS_MIN;
    default:
      // Nothing but the word announces it: a sign alone will not do.
      return isStrong(found) && /[0-9]/.test(found) && !PHRASE_REGEXP.test(found) &&
        !/%[0-9A-F%]/.test(found) && !isPath;
  }
}
