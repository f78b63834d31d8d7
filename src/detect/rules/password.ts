/**
 * Passwords: what stands next to a word for one, in some thirty languages. A password may be
 * anything, so the way in which it is given decides how much it must look like one: after
 * `password=` nearly anything will do, after `the password is` it takes digits or signs.
 * @module
 */

import { RANK } from "../engine.ts";
import { foldWord } from "../lexicon.ts";
import type { Hit, MatcherRule, Span } from "../rule.ts";
import type { Scan } from "../scan.ts";
import { type Given, isInName, isReference, valueAfter, wordBefore } from "./assignment.ts";
import { SecretColumns } from "./columns.ts";
import {
  AMBIGUOUS_WORDS,
  NO_PASSWORDS,
  PAIR_WORDS,
  PASSWORD_HINTS,
  PASSWORD_WORDS,
  SENTENCE_WORDS,
} from "./password_words.ts";
import { countChars, isTemplate, isUuid } from "./secret_text.ts";

/** Longest password; passphrases are shorter. */
const VALUE_CHARS_MAX = 128;
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

const COLUMNS = new SecretColumns();

/** Words before a keyword that make the value something else than a password. */
const OTHER_WORDS: ReadonlySet<string> = new Set(
  "hash hashed encrypted crypted has is no min max require requires required show hide toggle"
    .concat(" validate check verify compare allow needs public type salted num count format")
    .split(" "),
);

const MASK_REGEXP = /^[*\u2022\u25cf.xX#_?-]+$|\*{3}|x{4}|X{4}|\u2022{2}|\.{3}|\u2026/;
const STAND_IN_REGEXP =
  /^(?:your|enter|replace|insert)|[_-]your|placeholder|example[_-]?pass|pass(?:word)?[_-]?here|change[_-]?(?:me|this|it)\b|redacted/i;
const CRYPT_REGEXP =
  /^\{?\$?(?:\$(?:2[abxy]?|1|5|6|y|7|argon2\w*|pbkdf2[\w-]*|scrypt|bcrypt)\$|\{(?:SSHA|SHA|MD5|CRYPT)\})|^(?:pbkdf2|bcrypt|argon2|scrypt)[_:$]/;
const TERM_REGEXP =
  /^(?:https?\/\d(?:\.\d)?|[*&]?u?int(?:8|16|32|64)(?:_t)?|float\d+|socksv?\d|pkcs#\d+|varchar\d*|sha-?\d+|md[45]|base(?:32|58|64)|oauth2?(?:\.0)?|utf-?(?:8|16)|argon2\w*|pbkdf2|bcrypt\d?|ipv[46]|https?\d?|tls\d?(?:\.\d)?|v\d+(?:\.\d+)*|\d+(?:st|nd|rd|th|x|px|ms|s|kb|mb|gb|k|m|h|d|min|am|pm|bit|char|chars|digit|digits)|\d+-?(?:char(?:acter)?|digit|letter|day|hour|minute|bit|month|year)s?|windows\d+|python\d*|2fa|mfa|u2f|fido2|web3|k8s|s3|ec2|i18n|x509|p12|pkcs\d+|rsa\d*|aes-?\d*|des3|rc4|1password|office365|m365|o365)$/i;
const ADDRESS_REGEXP = /:\/\/|^[\w.+-]+@[\w-]+\.[\w.]+$|^(?:\/|~\/|\.{1,2}\/|[A-Za-z]:\\)/;
const NUMBER_REGEXP = /^[\d.,:/+-]+%?$|^\d{4}-\d{2}-\d{2}/;
const FILE_REGEXP =
  /^[\w-]+\.(?:txt|json|ya?ml|ini|env|toml|js|ts|tsx|py|html?|md|cfg|conf|xml|php)$/i;
const SIGNS_REGEXP = /[!@#$%^&*+=?~|<>{}[\]()\\/:;,"'`\u00a3\u00a7\u20ac]/;
const LETTER_REGEXP = /\p{L}/gu;
const PHRASE_REGEXP = /^[A-Za-z]{2,12}(?:[-_. ][A-Za-z]{2,12}){3,}\d{0,4}[!.?]?$/;

/** What is no password, however it is given. */
function isNoPassword(value: Readonly<Given>, text: string): boolean {
  const found = value.text;
  const bare = found.replace(/[!?.]+$/, "").toLowerCase();
  if (found.length < ASSIGNED_MIN || NO_PASSWORDS.has(bare) || LABELS.has(foldWord(bare))) {
    return true;
  }
  if (MASK_REGEXP.test(found) || isTemplate(found) || STAND_IN_REGEXP.test(found)) return true;
  if (CRYPT_REGEXP.test(found) || ADDRESS_REGEXP.test(found) || isUuid(found)) return true;
  // What is left of code that puts a text together: `"password=" + value`.
  if (/^[+.,)\]}=;\\]|[+(]$|^[A-Za-z_]*passw[A-Za-z_]*$/i.test(found) || FILE_REGEXP.test(found)) {
    return true;
  }
  const isCalled = value.next < text.length && "([{".includes(text.charAt(value.next));
  // `the password is Gatto_nero7`: people who speak do not speak of variables.
  const isSaid = value.form === "said" && /^\p{Lu}.*\d/u.test(found);
  return isReference(value, text) && (isCalled || !(isSaid || isScrambled(found)));
}

/** Whether a text has what only passwords have: digits or signs among letters, or many words. */
function isStrong(found: string): boolean {
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

function isDigits(found: string): boolean {
  return found.length >= DIGITS_MIN && found.length <= 16 && /^\d+$/.test(found);
}

/** Quoted text with spaces: a passphrase, no label and no sentence. */
function isPhrase(found: string): boolean {
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

function isAssigned(value: Readonly<Given>, text: string): boolean {
  const found = value.text;
  if (value.isQuoted) return isPhrase(found) && found.trim() === found;
  if (isStrong(found)) return true;
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
function isPassword(
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

function matchPassword(scan: Scan, anchor: Readonly<Span>): Hit | null {
  const { text } = scan;
  if (OTHER_WORDS.has(wordBefore(text, anchor.start))) return null;
  COLUMNS.note(scan, anchor);
  const value = valueAfter(text, anchor, { charsMax: VALUE_CHARS_MAX });
  if (value === null) return null;
  const typed = afterType(value, text) ?? value;
  if (isNoPassword(typed, text)) return null;
  const key = text.slice(anchor.start, anchor.end);
  const isWord = !typed.isQuoted && !isStrong(typed.text) && !isDigits(typed.text);
  if (isWord && AMBIGUOUS_WORDS.has(foldWord(key))) return null;
  const isShouted = key === key.toUpperCase();
  // `/etc/passwd`
  const isPath = text.charAt(anchor.start - 1) === "/";
  return isPassword(typed, text, { isShouted, isPath }) ? hit(typed) : null;
}

/** `password: str = "..."`: the value after the type. */
function afterType(value: Readonly<Given>, text: string): Given | null {
  if (value.isQuoted || !/^[\w.[\]|? ]{1,24}$/.test(value.text)) return null;
  const isType = /^\s?=\s?\\{0,3}["']/.test(text.slice(value.next, value.next + 6));
  return isType ? valueAfter(text, value, { charsMax: VALUE_CHARS_MAX }) : null;
}

function matchHint(scan: Scan, anchor: Readonly<Span>): Hit | null {
  const { text } = scan;
  if (isInName(text, anchor.start)) COLUMNS.note(scan, anchor);
  const value = valueAfter(text, anchor, { charsMax: VALUE_CHARS_MAX });
  if (value === null || isNoPassword(value, text)) return null;
  const isPw = anchor.end - anchor.start === 2;
  if (value.form === "quoted" || (value.form === "bare" && !isPw)) return null;
  if (value.form === "bare" && !/[0-9]/.test(value.text)) return null;
  // `pass to` and `pass on` are verbs.
  const isVerb = value.form === "said" && !IS_REGEXP.test(text.slice(anchor.end, value.start));
  if (isVerb) return null;
  const isName = isInName(text, anchor.start) || isQuotedName(text, anchor) ||
    anchor.end - anchor.start > 4;
  // `PASS: TestLogin/1` is a report of tests.
  const isReport = text.startsWith("PASS", anchor.start) || /\/|^\w+=/.test(value.text);
  const isAnything = isName && value.form === "assigned";
  const isGiven = isAnything && !(isReport && !isInName(text, anchor.start))
    ? isAssigned(value, text)
    : isStrong(value.text) && !isReport;
  return isGiven ? hit(value) : null;
}

const IS_REGEXP = /^\s(?:is|was|ist|es|est|\u00e9|\u00e8|:)[\s:]+$/;

/** `"pass"` as the name of a member. */
function isQuotedName(text: string, { start, end }: Readonly<Span>): boolean {
  return /^["']$/.test(text.charAt(start - 1)) && /^\\*["']/.test(text.slice(end, end + 4));
}

const PAIR_REGEXP = /^([^\s:/|,"'<>(]{2,64})[ \t]?[:/|][ \t]?([^\s"'<>,;|]{4,64})/;

function matchPair({ text }: Scan, anchor: Readonly<Span>): Hit | null {
  const value = valueAfter(text, anchor, { charsMax: VALUE_CHARS_MAX });
  if (value === null || NUMBER_REGEXP.test(value.text)) return null;
  const pair = PAIR_REGEXP.exec(text.slice(value.start, value.start + 2 * VALUE_CHARS_MAX));
  if (pair === null) return null;
  const [whole, first = "", second = ""] = pair;
  if (/^https?$/i.test(first)) return null;
  const start = value.start + whole.length - second.length;
  const found = second.replace(/[.)\]}]+$/, "");
  const password: Given = { ...value, text: found, start, end: start + found.length };
  password.next = password.end;
  return isStrong(found) && !isNoPassword(password, text) ? hit(password) : null;
}

function matchColumn(scan: Scan, anchor: Readonly<Span>): Hit | null {
  const { text } = scan;
  const cell = COLUMNS.next(scan, anchor.start);
  if (cell === null || cell.end <= cell.start) return null;
  const found = text.slice(cell.start, cell.end);
  if (found.length > VALUE_CHARS_MAX) return null;
  const value: Given = { ...cell, text: found, form: "assigned", isQuoted: true, next: cell.end };
  return isNoPassword(value, text) || !isPhrase(found) ? null : hit(value);
}

/** Longest text that is a password as a whole. */
const WHOLE_CHARS_MAX = 64;

/** The whole text, when the field that it is the value of says so. */
function matchWhole(scan: Scan, anchor: Readonly<Span>): Hit | null {
  const { text } = scan;
  if (scan.at !== 0 || text.length > WHOLE_CHARS_MAX || /\s/.test(text)) return null;
  const end = text.length;
  const value: Given = { start: 0, end, text, form: "assigned", isQuoted: true, next: end };
  if (
    anchor.start > end || isNoPassword(value, text) || NUMBER_REGEXP.test(text) && !isDigits(text)
  ) {
    return null;
  }
  return { start: 0, end, need: "context", rank: RANK.DEFAULT };
}

function hit(value: Readonly<Span>): Hit {
  return { start: value.start, end: value.end, need: "none", rank: RANK.DEFAULT };
}

/** The rule for words that mean a password. */
export const PASSWORD_RULE: MatcherRule = {
  anchor: "matcher",
  category: "PASSWORD",
  finds: "value next to a word for password in thirty languages, unless it is a stand-in or code",
  at: ["word"],
  triggers: [...PASSWORD_WORDS, "identified by"],
  words: [],
  revision: 1,
  match: matchPassword,
  hits: [
    ["password: hunter2", "hunter2"],
    ["my password is hunter2.", "hunter2"],
    ['{"password":"P@ssw0rd!"}', "P@ssw0rd!"],
    ['{\\"password\\":\\"P@ssw0rd!\\"}', "P@ssw0rd!"],
    ["DB_PASSWORD=s3cr3t!Pass\n", "s3cr3t!Pass"],
    ["Passwort lautet Sommer2026!", "Sommer2026!"],
    ["A jelsz\u00f3: lEGdIMwPziRayhvZ A nevem Fekete \u00c1kos", "lEGdIMwPziRayhvZ"],
    ["Has\u0142o: lEGdIMwPziRayhvZ dzi\u0119kuj\u0119", "lEGdIMwPziRayhvZ"],
    ["mot de passe : Soleil#99", "Soleil#99"],
    ["la contrase\u00f1a es Gato_1987", "Gato_1987"],
    ["\u043f\u0430\u0440\u043e\u043b\u044c \u2014 Sobaka77", "Sobaka77"],
    ["\u5bc6\u7801\u662fAbc12345", "Abc12345"],
    ["\u30d1\u30b9\u30ef\u30fc\u30c9\u306fSakura2026\u3067\u3059", "Sakura2026"],
    ["\ube44\ubc00\ubc88\ud638\ub294 Hangul99!\uc785\ub2c8\ub2e4", "Hangul99!"],
    ["\u0e23\u0e2b\u0e31\u0e2a\u0e1c\u0e48\u0e32\u0e19\u0e04\u0e37\u0e2d Siam2026#", "Siam2026#"],
    ["\u0643\u0644\u0645\u0629 \u0627\u0644\u0645\u0631\u0648\u0631: Cairo#2026", "Cairo#2026"],
    ["INFO login user=bob password=hunter2 ip=x", "hunter2"],
    [
      "\u043f\u0430\u0440\u043e\u043b\u044c: \u0412\u0435\u0441\u043d\u04302026",
      "\u0412\u0435\u0441\u043d\u04302026",
    ],
    ["https://a.example/?user=b&password=hunter2&next=/", "hunter2"],
    ["<password>letmein99</password>", "letmein99"],
    ["tool --password hunter22 --verbose", "hunter22"],
    ["CREATE USER x IDENTIFIED BY 'orange7Tree';", "orange7Tree"],
    ['password = "correct horse battery staple"', "correct horse battery staple"],
    ['- name: DB_PASSWORD\n  value: "Kx82!mQ"', "Kx82!mQ"],
    ["The password for the lab is Moon#Light7", "Moon#Light7"],
  ],
  misses: [
    "password required",
    "Password must be at least 8 characters",
    "Forgot your password? Click here",
    "password: string;",
    "password: getUserPasswordFromDb",
    "password = loadAWSSecretFromVAULT",
    "password: lEGdIMwPziRayhvZ(user)",
    '"password": null',
    "password: ${DB_PASSWORD}",
    "password: ********",
    "PASSWORD=changeme",
    "passwordHash: 5f4dcc3b5aa765d61d8327deb882cf99",
    "password: process.env.DB_PASSWORD,",
    "The password is incorrect.",
    "label: 'Password'",
    '"password": "Mot de passe"',
    "password.length >= 8",
    "PWD=/home/bob/src",
    "def check(password: str) -> bool:",
    "--password-stdin",
    "Passwort vergessen?",
    "\u5bc6\u7801\u9519\u8bef",
    "\u043f\u0430\u0440\u043e\u043b\u044c \u043d\u0435\u0432\u0435\u0440\u043d\u044b\u0439",
  ],
};

/** The rule for abbreviations. */
export const PASSWORD_HINT_RULE: MatcherRule = {
  anchor: "matcher",
  category: "PASSWORD",
  finds: "value of DB_PASS and the like; after pass and pw alone only with digits or signs",
  at: ["word"],
  triggers: PASSWORD_HINTS,
  words: [],
  revision: 1,
  match: matchHint,
  hits: [
    ["ftp_pass = 'monkey7'", "monkey7"],
    ["SMTP_PASS=Zx81kk!q\n", "Zx81kk!q"],
    ["user: bob pass: hunter2", "hunter2"],
    ['{"db_pass":"Zx81kk"}', "Zx81kk"],
    ["row\tadmin_pass\tstatus\n1\thunter94\topen\n", "hunter94"],
    ['{\\"dbPass\\":\\"Zx81kk\\"}', "Zx81kk"],
    ["pw: hunter2", "hunter2"],
    ["Benutzer: bob, pw: Sommer#26", "Sommer#26"],
    ["INFO user=bob pass=hunter2 ok", "hunter2"],
    ["tool --pass=hunter2x -v", "hunter2x"],
    ["el pass es Gato1987", "Gato1987"],
  ],
  misses: [
    "pass: 12, fail: 3",
    "1 pass 2 fail",
    "--- PASS: TestLogin/1 (0.00s)",
    "pass: true",
    "pass",
    "first pass: 2x2",
    "pass the salt",
    "pass: test_login_2",
    "bypass=yes",
    "pw",
  ],
};

/** The rule for user names and passwords together. */
export const PASSWORD_PAIR_RULE: MatcherRule = {
  anchor: "matcher",
  category: "PASSWORD",
  finds: "password of a pair user/password or user:password after a word for credentials",
  at: ["word"],
  triggers: PAIR_WORDS,
  words: [],
  revision: 1,
  match: matchPair,
  hits: [
    ["credentials: admin / Hunter#22", "Hunter#22"],
    ["login bob:Passw0rd1", "Passw0rd1"],
    ["Default credentials are admin/admin123", "admin123"],
    ["the db creds: postgres:Sup3rS3cret", "Sup3rS3cret"],
    ["Zugangsdaten: bob / Sommer#26", "Sommer#26"],
    ["identifiants : bob/Soleil#99", "Soleil#99"],
    ["credenciales: ana/Gato_1987!", "Gato_1987!"],
    ["\u043b\u043e\u0433\u0438\u043d: bob/Sobaka77", "Sobaka77"],
    ['{"credentials":"bob:Zx81kk!"}', "Zx81kk!"],
    ["INFO creds=bob:hunter22 used", "hunter22"],
  ],
  misses: [
    "credentials: see the vault",
    "login: bob",
    "login at 10:30",
    "login HTTP/1.1",
    "credentials: user/password",
    "login: https://a.example/x1",
    "creds: none/none",
    "login 12/25",
    "the credentials are expired",
  ],
};

/** The rule for cells below a heading that means a password, and for fields named for one. */
export const PASSWORD_PLACE_RULE: MatcherRule = {
  anchor: "matcher",
  category: "PASSWORD",
  finds: "cell below a heading for passwords; whole text of up to 64 characters of a field for one",
  at: ["number", "mixed", "at"],
  needsMention: true,
  words: PASSWORD_WORDS,
  revision: 1,
  match: (scan: Scan, anchor: Readonly<Span>): Hit | null =>
    matchColumn(scan, anchor) ?? matchWhole(scan, anchor),
  hits: [
    ["user,password,city\nbob,letmein1,Ulm\n", "letmein1"],
    ["email;password\na@b.org;Zx81kk\n", "Zx81kk"],
    ["user\tpassword\nbob\tZx81kk!\n", "Zx81kk!"],
    ["| user | password |\n|---|---|\n| bob | Zx81kk! |\n", "Zx81kk!"],
    ["Benutzer,Passwort\nbob7,Sommer26\n", "Sommer26"],
    ["id,mot de passe\n1,Soleil99\n", "Soleil99"],
    ['"user","password"\n"bob1","Zx81kk"\n', "Zx81kk"],
    ["id,\u043f\u0430\u0440\u043e\u043b\u044c\n1,Sobaka77\n", "Sobaka77"],
    ["user,password,n\nbob,monkey,7\n", "monkey"],
  ],
  misses: [
    "user,password_hash\nbob,5f4dcc3b5aa765d61d8327deb882cf99\n",
    "user,password\nbob,none\n",
    "user,password\nbob,********\n",
    "name, password, and email\nare needed for 2 users\n",
    "    user,\n    password,\n    scope1,\n    realm2,\n",
    "hunter2",
    "user,city\nbob7,Ulm\n",
    "user,password\n\nbob,7,8\n",
  ],
};
