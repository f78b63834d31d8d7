/**
 * Passwords: what stands next to a word for one, in some thirty languages. A password may be
 * anything, so the way in which it is given decides how much it must look like one: after
 * `password=` nearly anything will do, after `the password is` it takes digits or signs.
 * @module
 */

import { foldWord } from "../../engine/lexicon.ts";
import { cellAt } from "../../context/row_sets.ts";
import { type Hit, type MatcherRule, RANK, type Span } from "../../rule.ts";
import type { Scan } from "../../context/scan.ts";
import { type Given, isInName, valueAfter, wordBefore } from "./assignment.ts";
import { SecretColumns } from "../../context/columns.ts";
import { isUnlikeWords, passphraseAfter, valueBefore, valueSaidAfter } from "./password_said.ts";
import { foldKey } from "./password_spellings.ts";
import {
  AMBIGUOUS_WORDS,
  PAIR_WORDS,
  PASSWORD_HINTS,
  PASSWORD_WORDS,
  UNSURE_WORDS,
} from "./password_words.ts";
import {
  isAssigned,
  isDigits,
  isJoinedName,
  isNoPassword,
  isPassword,
  isPhrase,
  isProperty,
  isStrong,
  NUMBER_REGEXP,
} from "./password_value.ts";
import { countChars, isUuid } from "./secret_text.ts";

/** Longest password; passphrases are shorter. */
const VALUE_CHARS_MAX = 128;
const COLUMNS = new SecretColumns();

/** Words before a keyword that make the value something else than a password. */
const OTHER_WORDS: ReadonlySet<string> = new Set(
  "hash hashed encrypted crypted has is no min max require requires required show hide toggle"
    .concat(" validate check verify compare allow needs public type salted num count format")
    .split(" "),
);

/** What makes a word for passwords that means "key", too, one for keys. */
const API_REGEXP = /^[ _-](?:(?:de|da|di|d')[ _-]?(?:la[ _-])?)?api(?![a-z])/i;

function isForApi(text: string, { start, end }: Readonly<Span>): boolean {
  return API_REGEXP.test(text.slice(end, end + 12)) &&
    AMBIGUOUS_WORDS.has(foldWord(text.slice(start, end)));
}

function matchPassword(scan: Scan, anchor: Readonly<Span>): Hit | null {
  const { text } = scan;
  // `CLAVE_API`, `clave de la API` ask for a key.
  if (isForApi(text, anchor)) return null;
  if (OTHER_WORDS.has(wordBefore(text, anchor.start)) || isDirectory(text, anchor)) return null;
  COLUMNS.note(scan, anchor);
  const phrase = passphraseAfter(text, anchor);
  if (phrase !== null) return hit(phrase);
  return matchValue(text, anchor) ?? matchSaid(text, anchor, 1) ?? matchBefore(text, anchor);
}

/** `$PWD` is where a shell stands. */
function isDirectory(text: string, { start, end }: Readonly<Span>): boolean {
  return text.slice(start, end) === "PWD" &&
    /\$\{?$/.test(text.slice(Math.max(0, start - 2), start));
}

/** The value a few words before the keyword. */
function matchBefore(text: string, anchor: Readonly<Span>): Hit | null {
  const value = valueBefore(text, anchor);
  return value !== null && isStrong(value.text) && !isNoPassword(value, text) ? hit(value) : null;
}

/** The value some words behind the keyword. */
function matchSaid(text: string, anchor: Readonly<Span>, digitsMin: number): Hit | null {
  const value = valueSaidAfter(text, anchor, { charsMax: VALUE_CHARS_MAX, digitsMin });
  return value !== null && isStrong(value.text) && !isNoPassword(value, text) ? hit(value) : null;
}

/** The value right behind the keyword. */
function matchValue(text: string, anchor: Readonly<Span>): Hit | null {
  const value = valueAfter(text, anchor, { charsMax: VALUE_CHARS_MAX });
  if (value === null) return null;
  const typed = afterType(value, text) ?? value;
  if (isNoPassword(typed, text)) return null;
  const key = text.slice(anchor.start, anchor.end);
  if (UNSURE_WORDS.has(foldKey(key)) && !isUnlikeWords(typed.text, 1)) return null;
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
  const isPw = anchor.end - anchor.start === 2;
  return matchHintValue(text, anchor) ?? matchSaid(text, anchor, isPw ? 1 : 2) ??
    (isPw ? matchBefore(text, anchor) : null);
}

function matchHintValue(text: string, anchor: Readonly<Span>): Hit | null {
  const value = valueAfter(text, anchor, { charsMax: VALUE_CHARS_MAX });
  if (value === null || isNoPassword(value, text)) return null;
  const isPw = anchor.end - anchor.start === 2;
  if (value.form === "quoted") return isPw && isStrong(value.text) ? hit(value) : null;
  if (value.form === "bare" && !isPw) return null;
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

const IS_REGEXP =
  /^(?:['\u2019]s|\s(?:is|was|ist|es|est|\u00e9|\u00e8|e|er|\u00e4r|jest|to|l\u00e0|:))[\s:]+(?:(?:still|now|noch|jetzt|nu|immer)\s){0,2}$/;

/** `"pass"` as the name of a member. */
function isQuotedName(text: string, { start, end }: Readonly<Span>): boolean {
  return /^["']$/.test(text.charAt(start - 1)) && /^\\*["']/.test(text.slice(end, end + 4));
}

const PAIR_REGEXP = /^([^\s:/|,"'<>(]{2,64})[ \t]?[:/|][ \t]?([^\s"'<>,;|]{4,64})/;

/** `admin / Heron_77x`, `root:Heron!7`: the user who may do anything, and the password. */
const SUPER_USERS: readonly string[] = ["admin", "root", "administrator", "superadmin", "sysadmin"];
const SUPER_REGEXP = /^(?:[ \t]\/[ \t]|:)([^\s"'<>,;|/\\@:]{6,64})/;

function matchSuper(text: string, { start, end }: Readonly<Span>): Hit | null {
  // Most such words are followed by another one: refused without a look at a slice.
  const next = text.charAt(end);
  if (next !== ":" && !(next === " " && text.charAt(end + 1) === "/")) return null;
  if (/[\w/.@-]/.test(text.charAt(start - 1))) return null;
  const [whole, value = ""] = SUPER_REGEXP.exec(text.slice(end, end + 72)) ?? [];
  if (whole === undefined) return null;
  const found = value.replace(/[.)\]}?]+$/, "");
  const { digits, lower, upper, signs } = countChars(found);
  if (digits < 1 || upper < 1 || lower < 3 || signs < 1) return null;
  const isHard = /[!#$%^&*+=~]/.test(found);
  if (!isHard && (digits < 2 || whole.startsWith(":") || /[.]/.test(found))) return null;
  const at = end + whole.length - value.length;
  const given: Given = {
    ...{ start: at, end: at + found.length, text: found, form: "assigned", isQuoted: true },
    next: at + found.length,
  };
  return isNoPassword(given, text) || /[({[]/.test(found) ? null : hit(given);
}

function matchPair({ text }: Scan, anchor: Readonly<Span>): Hit | null {
  const word = text.slice(anchor.start, anchor.end).toLowerCase();
  if (SUPER_USERS.includes(word)) return matchSuper(text, anchor);
  const value = valueAfter(text, anchor, { charsMax: VALUE_CHARS_MAX });
  if (value === null || NUMBER_REGEXP.test(value.text) || isUuid(value.text)) return null;
  const pair = PAIR_REGEXP.exec(text.slice(value.start, value.start + 2 * VALUE_CHARS_MAX));
  // `ldap.bind.credentials=...`
  if (pair === null) {
    return isProperty(value, text) && isStrong(value.text) && !isNoPassword(value, text)
      ? hit(value)
      : null;
  }
  const [whole, first = "", second = ""] = pair;
  if (/^https?$/i.test(first)) return null;
  const start = value.start + whole.length - second.length;
  const found = second.replace(/[.)\]}]+$/, "");
  const password: Given = { ...value, text: found, start, end: start + found.length };
  password.isQuoted ||= isJoinedName(found);
  password.next = password.end;
  return isStrong(found) && !isUuid(found) && !isNoPassword(password, text) ? hit(password) : null;
}

/** A value that the database computes: `VALUES (1, crypt('x'))`. */
function isCallAt(text: string, at: number): boolean {
  return !/["'`]/.test(text.charAt(at - 1)) && /^\w{1,32}\(/.test(text.slice(at, at + 34));
}

function matchColumn(scan: Scan, anchor: Readonly<Span>): Hit | null {
  const { text } = scan;
  const cell = COLUMNS.next(scan, anchor.start);
  if (cell === null || cell.end <= cell.start) return null;
  const found = text.slice(cell.start, cell.end);
  if (found.length > VALUE_CHARS_MAX || isCallAt(text, cell.start)) return null;
  const value: Given = { ...cell, text: found, form: "assigned", isQuoted: true, next: cell.end };
  return isNoPassword(value, text) || !isPhrase(found) ? null : hit(value);
}

/** The cell of a column that a list names: `INSERT INTO t (login, password) VALUES (...)`. */
function matchRow(scan: Scan, value: Readonly<Span>): Hit | null {
  const { text } = scan;
  if (cellAt(scan.rowSets, value.start) === null) return null;
  const found = text.slice(value.start, value.end);
  if (found.length > VALUE_CHARS_MAX || NUMBER_REGEXP.test(found) && !isDigits(found)) return null;
  const cell: Given = { ...value, text: found, form: "assigned", isQuoted: true, next: value.end };
  const isQuoted = /["']/.test(text.charAt(value.start - 1));
  return isNoPassword(cell, text) || !isPhrase(found) || !isQuoted ? null : hit(value);
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
  revision: 2,
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
    ["the password of the guest wifi is still Moon_Light77", "Moon_Light77"],
    ["passphrase is nine calm foxes nap\n", "nine calm foxes nap"],
    ["app.mail.password=Soft.Falling9\n", "Soft.Falling9"],
    ["they got in with F0xglove.hill (an old password)", "F0xglove.hill"],
    ["Tern#41x is the password for the wifi", "Tern#41x"],
    ["wifi: Tern#41x (password)", "Tern#41x"],
    ["try Tern#41x as the password", "Tern#41x"],
    ["dort ist tern-quay-41 als Passwort eingetragen", "tern-quay-41"],
    ["Ge\u00e7ici parolan\u0131z: Tern*Quay41 ilk", "Tern*Quay41"],
    ["page.fill('#password', 'Tern#41x')", "Tern#41x"],
    ["cy.get('[name=password]').type('Tern#41x')", "Tern#41x"],
    ["Tern#41x, das war das Passwort bis Mai", "Tern#41x"],
    ["passwrod: Tern_41xQ", "Tern_41xQ"],
    ["m\u00ec m\u01ce: Tern_41xQ", "Tern_41xQ"],
    ["the password is (all lower case) tern_hill41", "tern_hill41"],
    ["Passwort ist halt Tern_41xQ", "Tern_41xQ"],
    ["\u015fifre: Tern[41]Quay", "Tern[41]Quay"],
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
    "the passphrase is entered twice during setup",
    "The password policy is SHA256-based",
    "he logged in with OAuth2.0 (the password grant)",
    "built with Node18.x (an old password manager)",
    "page.fill('#password', user.password)",
    "cy.get('#password').type('{enter}')",
    "$('#password').val('')",
    "C# is the password for nothing, F#4 neither",
    "log in as ec2-user, the password for it is in the vault",
    "self.password=cfg.db1\n",
    "password = config[env]value",
    "A password like Summer2024 is weak",
    "WARN bad password user_id=88213 attempt=2",
    "github.com/x/go-password v0.3.1/go.mod h1:Ron",
    'EXTRA_PASSWORD = "dev.tern.vault.extra.PASSWORD"',
    "The password (at least 8 characters) has Digits22",
    "sisma 2016 M6.5 Norcia",
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
  revision: 2,
  match: matchHint,
  hits: [
    ["ftp_pass = 'monkey7'", "monkey7"],
    ["SMTP_PASS=Zx81kk!q\n", "Zx81kk!q"],
    ["user: bob pass: hunter2", "hunter2"],
    ['{"db_pass":"Zx81kk"}', "Zx81kk"],
    ["row\tadmin_pass\tstatus\n1\thunter94\topen\n", "hunter94"],
    ['{\\"dbPass\\":\\"Zx81kk\\"}', "Zx81kk"],
    ["pw: hunter2", "hunter2"],
    ["still TernQuay-41 as PW.", "TernQuay-41"],
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
  triggers: [...PAIR_WORDS, ...SUPER_USERS],
  words: [],
  revision: 2,
  match: matchPair,
  hits: [
    ["credentials: admin / Hunter#22", "Hunter#22"],
    ["login bob:Passw0rd1", "Passw0rd1"],
    ["open the console with admin / Heron_77x today", "Heron_77x"],
    ["router is root:Heron!7x", "Heron!7x"],
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
    "the admin / Panel_2 page",
    "docs (admin / Api.v22)",
    "root:x:0:0:root:/root:/bin/bash",
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

/** The rule for columns that a list names. */
export const PASSWORD_ROW_RULE: MatcherRule = {
  anchor: "matcher",
  category: "PASSWORD",
  finds: "value of a column for passwords in rows whose columns a list names",
  at: ["field"],
  triggers: PASSWORD_WORDS,
  words: [],
  revision: 1,
  match: matchRow,
  hits: [
    ["INSERT INTO users (login, password) VALUES ('ann', 'heronblue');", "heronblue"],
    ["insert into u (id, pwd, at) values (7, 'Zx81kk!', now());", "Zx81kk!"],
    ['INSERT INTO "u" ("id", "user_password") VALUES (1, \'letmein99\')', "letmein99"],
    ["INSERT INTO u (passwd, id) VALUES ('none', 1), ('monkey7', 2);", "monkey7"],
    ["INSERT INTO u (n, Passwort) VALUES (1, 'Sommer26');", "Sommer26"],
    ["INSERT INTO u (n, contrasena) VALUES (1, 'Gato_1987');", "Gato_1987"],
    ["INSERT INTO u (n, haslo) VALUES (1, 'Kawa77x');", "Kawa77x"],
    ["INSERT INTO u (n, senha) VALUES (1, 'Praia#22');", "Praia#22"],
  ],
  misses: [
    "INSERT INTO u (id, password_hash) VALUES (1, '5f4dcc3b5aa765d61d8327deb882cf99');",
    "INSERT INTO u (id, password) VALUES (1, '$2b$12$abcdefghijklmnopqrstuv');",
    "INSERT INTO u (id, password) VALUES (1, NULL);",
    "INSERT INTO u (id, password) VALUES (?, ?);",
    "INSERT INTO u (id, password) VALUES (1, crypt(x));",
    '[[ $PWD == *"bigquery/benchmarks"* ]]',
    "INSERT INTO u (id, password) VALUES (1, '********');",
    "INSERT INTO u (id, city) VALUES (1, 'Zx81kk!');",
    "INSERT INTO u (id, password) VALUES (1, 'password');",
  ],
};
