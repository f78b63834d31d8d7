/**
 * Keys and tokens that only their name gives away: `api_key = ...`, `"client_secret": "..."`,
 * `my token is ...`. The name asks for the value, and the value must look like a secret: random
 * enough, and neither a stand-in nor code nor the identifier of something.
 * @module
 */

import { foldWord } from "../../engine/lexicon.ts";
import { cellAt } from "../../context/row_sets.ts";
import { type Hit, type MatcherRule, RANK, type Span } from "../../rule.ts";
import type { Scan } from "../../context/scan.ts";
import { isAwsSecret } from "./aws_secret.ts";
import { type Given, isInName, isReference, valueAfter } from "./assignment.ts";
import { SecretColumns } from "../../context/columns.ts";
import {
  COMPOUNDS,
  FIELD_NAMES,
  FOREIGN_NOUNS,
  KEY_NOUNS,
  OTHER_HEADS,
  PUBLIC_HEADS,
  STRONG_HEADS,
  STRONG_NAMES,
  VENDORS,
  WEAK_NAMES,
} from "./generic_key_words.ts";
import { BETWEEN_REGEXP, remarked } from "./key_remark.ts";
import {
  countChars,
  HEX_ANY,
  isOf,
  isPlaceholder,
  isRecordId,
  isUuid,
  looksRandom,
  runEnd,
  URL64,
  wordiness,
} from "./secret_text.ts";

/** Longest value; session tokens of AWS have over a thousand characters. */
const VALUE_CHARS_MAX = 1_600;
/** Shortest value after a strong name, after a weak one, and of one that just stands near. */
const STRONG_MIN = 8;
const WEAK_MIN = 16;
const NEARBY_MIN = 20;
/** A shorter value than this needs digits in several places. */
const SHORT_MAX = 15;
/** Hexadecimal text of fewer characters is an identifier or a colour. */
const HEX_MIN = 32;

/** Columns whose heading is a strong name, and a weak one. */
const COLUMNS = new SecretColumns();
const WEAK_COLUMNS = new SecretColumns();

const NUMBER_REGEXP = /^v?\d+(?:[.:_-]\d+)+|^\d{4}-\d{2}/;
const FILE_REGEXP =
  /\.(?:pem|key|crt|cer|json|txt|env|ya?ml|toml|ini|js|mjs|ts|tsx|py|rb|go|java|md|html?|png|svg)$/i;
const PRINTABLE_REGEXP = /^[!-~]+$/;

/** What no value of a secret is, whatever its name. */
function isOther(value: Readonly<Given>, text: string): boolean {
  const found = value.text;
  if (!PRINTABLE_REGEXP.test(found) || isReference(value, text) || isPlaceholder(found)) {
    return true;
  }
  // One in sixty-four secret keys begins with a slash.
  const isPath = /^[./~\\]|^[A-Za-z]:\\/.test(found) &&
    !(isAwsSecret(found) && looksRandom(found));
  if (found.includes("://") || isPath) return true;
  return NUMBER_REGEXP.test(found) || FILE_REGEXP.test(found) || /@[\w-]+\.\w/.test(found);
}

/** Whether a value that a strong name asks for is a secret and no word. */
function isStrongValue(found: string, isSaid: boolean): boolean {
  if (found.length < STRONG_MIN) return false;
  if (isUuid(found)) return !isSaid;
  const { digits, digitRuns, lower, upper, distinct } = countChars(found);
  if (lower + upper === 0 || distinct < 6) return false;
  if (looksRandom(found)) return !isSaid || found.length > SHORT_MAX;
  if (isSaid || digits === 0) return false;
  // Signs that no name has: keys of web frameworks are drawn from all that the keyboard offers.
  if (/[!@#$%^&*].*[!@#$%^&*].*[!@#$%^&*]/.test(found)) return true;
  const words = wordiness(found);
  if (found.length <= SHORT_MAX) return digitRuns >= 2 && words < 0.7;
  return words < 0.6 || (digitRuns >= 2 && words < 0.75);
}

const STRONG_SET: ReadonlySet<string> = folded(STRONG_NAMES);
const FOREIGN_SET: ReadonlySet<string> = folded(FOREIGN_NOUNS);
/** `API` after a noun: `cl\u00e9 API`, `clave de la API`, `\u043a\u043b\u044e\u0447 API`. */
const API_REGEXP =
  /^[ _-](?:d['\u2019]|(?:de|da|di|za|\u0437\u0430)[ _-](?:la[ _-])?)?(?:api|\u0430\u043f\u0438)(?![A-Za-z\d])/i;

function folded(words: readonly string[]): ReadonlySet<string> {
  return new Set(words.map(foldName));
}

/** A name as names compare: `secret_key`, `secretKey` and `Secret Key` are one. */
function foldName(name: string): string {
  return foldWord(name).replace(/[\s_.'\u2019/\\-]+/g, "");
}

/** How much a name says. */
type Strength = "strong" | "weak" | "none";

/** A name and how much it says, with the `API` that may follow it. */
function nameAt(text: string, anchor: Readonly<Span>): { end: number; strength: Strength } {
  const name = foldName(text.slice(anchor.start, anchor.end));
  const head = headOf(text, anchor.start);
  const api = API_REGEXP.exec(text.slice(anchor.end, anchor.end + 16))?.[0].length ?? 0;
  const end = anchor.end + api;
  if (PUBLIC_HEADS.has(head)) return { end, strength: "none" };
  if (api > 0 || STRONG_SET.has(name) || STRONG_HEADS.has(head)) return { end, strength: "strong" };
  if (OTHER_HEADS.has(head)) return { end, strength: "none" };
  // A checksum of everybody's, but that of a shop that signs its payments.
  if (name === "crc") return { end, strength: PAYMENT_HEADS.has(head) ? "strong" : "none" };
  // A signature is a secret in the address that it opens, and nowhere else.
  if (name === "sig") {
    const isParameter = "?&".includes(text.charAt(anchor.start - 1) || " ");
    return { end, strength: isParameter ? "weak" : "none" };
  }
  // A key alone opens doors, maps and databases; a key in a name is a secret more often than not.
  const isKey = name === "key" || name === "keys";
  const isMeant = !isKey || isInName(text, anchor.start) || OWNERS.has(head);
  return { end, strength: isMeant ? "weak" : "none" };
}

/** Services for payments whose secret is called a CRC. */
const PAYMENT_HEADS: ReadonlySet<string> = new Set(["p24", "przelewy24", "24"]);

/** Words before a key alone that make it somebody's: `my key`, `this key`. */
const OWNERS: ReadonlySet<string> = new Set(
  "my the this your our his her their new old prod production test live staging backup dev".split(
    " ",
  ),
);

/** The last part of the name before a noun: `access` of `secretAccessKey`; folded, or empty. */
function headOf(text: string, at: number): string {
  const before = text.slice(Math.max(0, at - 24), at);
  const word = /([A-Za-z0-9]+)[ _.-]?$/.exec(before)?.[1] ?? "";
  return (/[A-Z]?[a-z0-9]+$|[A-Z0-9]+$/.exec(word)?.[0] ?? word).toLowerCase();
}

function matchKey(scan: Scan, anchor: Readonly<Span>): Hit | null {
  const { text } = scan;
  const { end, strength } = nameAt(text, anchor);
  if (strength === "none") return null;
  const name = { start: anchor.start, end };
  (strength === "strong" ? COLUMNS : WEAK_COLUMNS).note(scan, name);
  const earlier = strength === "strong" ? matchEarlier(text, name) ?? remarkedIn(text, name) : null;
  if (earlier !== null) return earlier;
  const value = valueAfter(text, name, { charsMax: VALUE_CHARS_MAX, isToken: true });
  // `define('API_KEY', '...')` is as good as an assignment.
  const isArgument = value?.isQuoted === true && strength === "strong";
  if (value === null || (value.form === "bare" && !isArgument)) {
    return strength === "strong" ? matchNearby(text, name) : matchBare(value, text);
  }
  if (isOther(value, text) || isArtifact(text, value)) return null;
  const isSecret = strength === "strong"
    ? isStrongValue(value.text, value.form === "said")
    : isWeakValue(value.text, isPlainKey(text, anchor));
  // `clave de API` begins with a word for passwords; what is said last decides.
  return isSecret ? { ...hit(value), rank: RANK.DEFAULT + 1 } : null;
}

/** `com.google.auth:google-auth-library`: a group and its artifact. */
function isArtifact(text: string, value: Given): boolean {
  return /^[a-z\d.-]+$/.test(value.text) &&
    /(?:^|[\s"'(])[a-z]\w{0,31}(?:\.\w{1,32}){1,6}:$/.test(
      text.slice(Math.max(0, value.start - 96), value.start),
    );
}

/**
 * The value stands before its name: `SET value = '...' WHERE name = 'api_key'`, or a member
 * `value` before a member `name`.
 */
const EARLIER_REGEXP =
  /(?:\bset\s{1,3}[\w.`"]{1,32}\s?=\s?'([^'\n]{8,200})'\s{1,3}where\s{1,3}[\w.`"]{1,32}\s?(?:=|like)\s?'|["'](?:value|val|content)\\{0,3}["']\s?:\s?\\{0,3}["']([^"'\\\n]{8,200})\\{0,3}["']\s?,\s{0,12}\\{0,3}["'](?:name|key|label|field)\\{0,3}["']\s?:\s?\\{0,3}["'])[\w.-]{0,40}$/i;
const EARLIER_CHARS_MAX = 320;

function matchEarlier(text: string, name: Readonly<Span>): Hit | null {
  // Only a name in quotes that ends there.
  if (!/^\\{0,3}['"]/.test(text.slice(name.end, name.end + 4))) return null;
  const from = Math.max(0, name.start - EARLIER_CHARS_MAX);
  const found = EARLIER_REGEXP.exec(text.slice(from, name.start));
  const secret = found?.[1] ?? found?.[2];
  if (found === null || secret === undefined) return null;
  const start = from + found.index + found[0].indexOf(secret);
  const value: Given = {
    start,
    end: start + secret.length,
    text: secret,
    form: "assigned",
    isQuoted: true,
    next: start + secret.length + 1,
  };
  return !isOther(value, text) && isStrongValue(secret, false) ? hit(value) : null;
}

/** The value that a remark, or a clause behind it, names. */
function remarkedIn(text: string, name: Readonly<Span>): Hit | null {
  const found = remarked(text, name);
  if (found === null) return null;
  const { start, end } = found;
  const value: Given = {
    ...{ start, end, text: text.slice(start, end), form: "assigned", isQuoted: true },
    next: end + 1,
  };
  return !isOther(value, text) && isStrongValue(value.text, false) ? hit(value) : null;
}

function matchBare(value: Given | null, text: string): Hit | null {
  if (value === null || value.text.length < NEARBY_MIN || isOther(value, text)) return null;
  return isWeakValue(value.text, true) ? hit(value) : null;
}

/** A key that is nobody's: its value may be the digest of what it is the key of. */
function isPlainKey(text: string, anchor: Readonly<Span>): boolean {
  const name = foldName(text.slice(anchor.start, anchor.end));
  const isKey = name === "key" || name === "keys" || FOREIGN_SET.has(name);
  return isKey && !OWNERS.has(headOf(text, anchor.start));
}

/** Whether a value that a weak name asks for is random beyond doubt. */
function isWeakValue(found: string, isKey: boolean): boolean {
  if (found.length < (isKey ? NEARBY_MIN : WEAK_MIN) || isRecordId(found) || isUuid(found)) {
    return false;
  }
  if (isOf(found, HEX_ANY) && (isKey || found.length < HEX_MIN)) return false;
  return hasEnoughLetters(found) && looksRandom(found);
}

/** Dates, versions and names of models have digits mostly. */
function hasEnoughLetters(found: string): boolean {
  const { lower, upper } = countChars(found);
  return lower + upper >= 0.25 * found.length;
}

function isWeakCell(found: string): boolean {
  return found.length <= VALUE_CHARS_MAX && !/\s/.test(found) && !isPlaceholder(found) &&
    isWeakValue(found, true);
}

function hit(value: Readonly<Span>): Hit {
  return { start: value.start, end: value.end, need: "none", rank: RANK.DEFAULT };
}

/** How far after a name a token may stand that no sign leads to. */
const NEARBY_CHARS_MAX = 64;
const NEARBY_REGEXP = /[A-Za-z0-9_-]{20,}/g;
/** Another name right before the token, whose value it is. */
const OTHER_NAME_REGEXP =
  /(?:=\s{0,2}|["'\]]\s{0,2}:\s{0,2}|[\n,{;(]\s{0,8}[\w-]{1,24}:\s{0,2})\\{0,3}["'`]?$/;
/** Characters beside a run that make it a part of a path, an address, or base64 of something. */
const PART_SIGNS = "/\\.+=@%#&(";

/** A random token that stands near a name, a few words on. */
function matchNearby(text: string, name: Readonly<Span>): Hit | null {
  const rest = text.slice(name.end, name.end + NEARBY_CHARS_MAX);
  NEARBY_REGEXP.lastIndex = 0;
  const run = NEARBY_REGEXP.exec(rest);
  if (run === null) return null;
  const between = rest.slice(0, run.index);
  if (BETWEEN_REGEXP.test(between) || OTHER_NAME_REGEXP.test(between)) return null;
  const start = name.end + run.index;
  const end = runEnd(text, start, { of: URL64, max: VALUE_CHARS_MAX });
  return isLoneToken(text, { start, end }) ? { start, end, need: "none", rank: RANK.WEAK } : null;
}

/** Whether a run is random beyond doubt, and no part of something longer. */
function isLoneToken(text: string, { start, end }: Span): boolean {
  const found = text.slice(start, end);
  const before = text.charAt(start - 1);
  const after = text.charAt(end);
  if (found.length < NEARBY_MIN || (before !== "" && PART_SIGNS.includes(before))) return false;
  const isGlued = after !== "" && PART_SIGNS.includes(after) && /[^\s]/.test(text.charAt(end + 1));
  if (isGlued || isUuid(found) || isRecordId(found) || isPlaceholder(found)) return false;
  if (isOf(found, HEX_ANY) && found.length < HEX_MIN) return false;
  return countChars(found).digits >= 2 && hasEnoughLetters(found) && looksRandom(found);
}

/** Longest row that is looked at for the name of a vendor, to either side. */
const ROW_CHARS_MAX = 160;

/** Whether a cell of a row is a vendor's name, and the one in question random beyond doubt. */
function isOfVendor(text: string, { start, end }: Readonly<Span>): boolean {
  const found = text.slice(start, end);
  if (found.length < HEX_MIN || found.length > VALUE_CHARS_MAX || isUuid(found)) return false;
  if (!isOf(found, URL64) || isPlaceholder(found) || !looksRandom(found)) return false;
  const before = text.slice(Math.max(0, start - ROW_CHARS_MAX), start);
  const after = text.slice(end, end + ROW_CHARS_MAX);
  const row = before.slice(before.lastIndexOf("\n") + 1) + "," + (after.split("\n")[0] ?? "");
  return row.split(/[,;\t|]/).some((cell) => VENDORS.has(foldName(cell.replace(/["' ]/g, ""))));
}

/** The cell of a column for keys, or the whole text when the name of its field asks for a key. */
function matchPlace(scan: Scan, anchor: Readonly<Span>): Hit | null {
  const { text } = scan;
  const cell = COLUMNS.next(scan, anchor.start);
  if (cell !== null && cell.end - cell.start <= VALUE_CHARS_MAX) {
    const found = text.slice(cell.start, cell.end);
    const value: Given = { ...cell, text: found, form: "assigned", isQuoted: true, next: cell.end };
    return !isOther(value, text) && isStrongValue(found, false) ? hit(value) : null;
  }
  const weak = WEAK_COLUMNS.next(scan, anchor.start);
  if (weak !== null && isWeakCell(text.slice(weak.start, weak.end))) return hit(weak);
  if (weak !== null && isOfVendor(text, weak)) return hit(weak);
  const { start, end } = anchor;
  if (start !== 0 || end !== text.length || !isStrongValue(text, false)) return null;
  return { start, end, need: "context", rank: RANK.DEFAULT };
}

/** The cell of a column that a list names: `INSERT INTO t (id, api_token) VALUES (...)`. */
function matchRow(scan: Scan, value: Readonly<Span>): Hit | null {
  const { text } = scan;
  if (cellAt(scan.rowSets, value.start) === null) return null;
  const found = text.slice(value.start, value.end);
  if (found.length > VALUE_CHARS_MAX || /\s/.test(found)) return null;
  const column = scan.fieldName;
  const noun = /[A-Za-z]+$/.exec(column.replace(/[\s"'`\])_\d]+$/, ""));
  if (noun === null) return null;
  const key = /(?:[A-Z]?[a-z]+|[A-Z]+)$/.exec(noun[0])?.[0] ?? noun[0];
  const end = noun.index + noun[0].length;
  const { strength } = nameAt(column, { start: end - key.length, end });
  if (strength === "none") return null;
  const cell: Given = { ...value, text: found, form: "assigned", isQuoted: true, next: value.end };
  const isSecret = strength === "strong" ? isStrongValue(found, false) : isWeakValue(found, false);
  return isSecret && !isOther(cell, text) ? hit(cell) : null;
}

/** Made-up keys, in pieces, so that no scanner takes this file for a leak. */
const HEX_KEY = "a283478d664edb06" + "704c8852ae713757";
const MIXED_KEY = "4w21CtWdU0T0" + "yyn7PH0xZxHf";
const LONG_KEY = "ogvd6qEom2QoMjjuHZJk" + "bid87Pr9FkDF2vS0NHog";
const SIGNED_KEY = "cTe9AgupY2nou2Z0ET74rWsf" + "zn+89sQ9U3hiAmTRevx5oxxs7PRewZ6FqtqxNWP/8w==";

/** The rule for values next to a name. */
export const NAMED_KEY_RULE: MatcherRule = {
  anchor: "matcher",
  category: "API_KEY",
  finds: "value next to a name for an API key, an access token, a client secret, in many languages",
  at: ["word"],
  triggers: [...KEY_NOUNS, ...FOREIGN_NOUNS, ...STRONG_NAMES, ...WEAK_NAMES],
  words: [],
  revision: 2,
  match: matchKey,
  hits: [
    [
      "define( 'AUTH_KEY',        'W4|vcLfTNL_JmrAcTCc|eIS,7ZEVd!|Mdv53cza@a^fMKL' );",
      "W4|vcLfTNL_JmrAcTCc|eIS,7ZEVd!|Mdv53cza@a^fMKL",
    ],
    ["NONCE_SALT = 'pV8#kd|2Lq^7xw!RzT'", "pV8#kd|2Lq^7xw!RzT"],
    [`api_key = "${HEX_KEY}"`, HEX_KEY],
    [`{"client_secret":"${LONG_KEY}"}`, LONG_KEY],
    [`{\\"apiKey\\":\\"${MIXED_KEY}\\"}`, MIXED_KEY],
    [`X-Api-Key: ${HEX_KEY}`, HEX_KEY],
    [`export SERVICE_KEY=${MIXED_KEY}`, MIXED_KEY],
    [`my api key: ${HEX_KEY}, keep it`, HEX_KEY],
    [`The token is ${LONG_KEY}.`, LONG_KEY],
    [`Mein API-Schl\u00fcssel lautet ${MIXED_KEY}`, MIXED_KEY],
    [`ma cl\u00e9 d'API est ${HEX_KEY}`, HEX_KEY],
    [
      `\u0442\u043e\u043a\u0435\u043d \u0434\u043e\u0441\u0442\u0443\u043f\u0430: ${LONG_KEY}`,
      LONG_KEY,
    ],
    [`API\u5bc6\u94a5\uff1a${HEX_KEY}`, HEX_KEY],
    [`https://a.example/?api_key=${HEX_KEY}&page=2`, HEX_KEY],
    [`INFO auth_token=${MIXED_KEY} accepted`, MIXED_KEY],
    [`- name: API_TOKEN\n  value: ${MIXED_KEY}`, MIXED_KEY],
    [`UPDATE settings SET value = '${HEX_KEY}' WHERE name = 'mail_api_key';`, HEX_KEY],
    [`{"value":"${MIXED_KEY}","name":"MAIL_API_KEY"}`, MIXED_KEY],
    [`betaling_klienthemmelighet: "${MIXED_KEY}"`, MIXED_KEY],
    ["define('PRZELEWY24_CRC', '957186b3a87e4130');", "957186b3a87e4130"],
    [`storageAccountKey: ${SIGNED_KEY}`, SIGNED_KEY],
    [`k := "${HEX_KEY}" // weather api key\n`, HEX_KEY],
    [`k = '${MIXED_KEY}'  # the access token`, MIXED_KEY],
    [`DD=${HEX_KEY} # datadog api key`, HEX_KEY],
    [`${HEX_KEY} is the weather api key`, HEX_KEY],
    [`// weather api key\nconst K = "${HEX_KEY}";\n`, HEX_KEY],
    [`# access token\nWX=${MIXED_KEY}\n`, MIXED_KEY],
    ["HEROKU_API_KEY=0f8fad5b-d9cb-469f-a165-70867728950e", "0f8fad5b-d9cb-469f-a165-70867728950e"],
    [`Here is the access token for the build, as promised: ${MIXED_KEY}`, MIXED_KEY],
  ],
  misses: [
    "com.google.auth:google-auth-library-oauth2-http",
    "api_key = os.environ['API_KEY']",
    "apiKey: process.env.API_KEY",
    "api_key=YOUR_API_KEY_12345",
    'api_key: "<api-key>"',
    "max_tokens: 4096",
    "UPDATE t SET value = 'a283478d664edb06704c8852ae713757' WHERE name = 'checksum';",
    "CRC = '957186b3a87e4130'",
    `x = "${HEX_KEY}" // hash of the api key`,
    `x = "${HEX_KEY}" // api key file digest`,
    `${HEX_KEY} is the hash of the api key`,
    `git checkout commit ${HEX_KEY} # the api key`,
    `// api key, and its checksum\nconst SUM = "${HEX_KEY}";`,
    "next_page_token: CAESBQjA3sEWGgkKBwj0x5qL2Z8",
    "token: 0f8fad5b-d9cb-469f-a165-70867728950e",
    "cache_key: 9e107d9d372bb6826bd81d3542a419d6",
    "secret: my-kubernetes-secret-name",
    "primary_key: user_id_2024",
    "public key: MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE",
    "the token of the commit 9fceb02d0ae598e95dc970b74767f19372d61af8",
    "secretName: database-credentials-7f9c",
    '"key": "d41d8cd98f00b204e9800998ecf8427e"',
    "token: call_abc123XYZ789def456GHI",
  ],
};

/** The rule for cells below a heading that means a key, and for fields that are named for one. */
export const KEY_PLACE_RULE: MatcherRule = {
  anchor: "matcher",
  category: "API_KEY",
  finds: "cell below a heading for API keys or access tokens; whole text of a field named for one",
  at: ["token", "mixed"],
  needsMention: true,
  words: FIELD_NAMES,
  revision: 1,
  match: matchPlace,
  hits: [
    [`name,api_key\nops,${MIXED_KEY}\n`, MIXED_KEY],
    [`api_key;name\n${HEX_KEY};ops\n`, HEX_KEY],
    [`name\tclient_secret\nops\t${LONG_KEY}\n`, LONG_KEY],
    [`| name | API key |\n|---|---|\n| ops | ${MIXED_KEY} |\n`, MIXED_KEY],
    [`id,access_token,at\n1,${LONG_KEY},2026\n`, LONG_KEY],
    [`"name","apiKey"\n"ops","${HEX_KEY}"\n`, HEX_KEY],
    [`name,refresh_token\n\"ops\",${LONG_KEY}\n`, LONG_KEY],
    [`vendor,token\ndatadog,${HEX_KEY}\n`, HEX_KEY],
    [`team,secret_key\nEinkauf,${MIXED_KEY}\n`, MIXED_KEY],
  ],
  misses: [
    "name,api_key\nops,none\n",
    "name,api_key\nops,0\n",
    "name,api_key_id\nops,1234567890\n",
    "name,public_key\nops,MFkwEwYHKoZIzj0CAQYIKoZI\n",
    "name,key\nops,9e107d9d372bb6826bd81d3542a419d6\n",
    "file,key\ndatadog.tar,9e107d9d372bb6826bd81d3542a419d6\n",
    "a283478d664edb06704c8852ae713757",
    "name,commit\nops,9fceb02d0ae598e95dc970b74767f19372d61af8\n",
    "pick a name, an api key\nand go on with a1b2c3d4e5f6g7h8\n",
  ],
};

/** The rule for columns that a list names. */
export const KEY_ROW_RULE: MatcherRule = {
  anchor: "matcher",
  category: "API_KEY",
  finds: "value of a column for keys, tokens or secrets in rows whose columns a list names",
  at: ["field"],
  triggers: [...KEY_NOUNS, ...FIELD_NAMES, ...COMPOUNDS],
  words: [],
  revision: 1,
  match: matchRow,
  hits: [
    [`INSERT INTO links (id, api_token) VALUES (7, '${MIXED_KEY}');`, MIXED_KEY],
    [`INSERT INTO k (owner, secret) VALUES ('ann', '${HEX_KEY}');`, HEX_KEY],
    [`insert into oauth (client_secret, app) values ('${LONG_KEY}', 'web');`, LONG_KEY],
    [`INSERT INTO "t" ("id", "accessToken") VALUES (1, '${LONG_KEY}')`, LONG_KEY],
    [`INSERT INTO t (n, webhook_secret) VALUES (1, 'x'), (2, '${MIXED_KEY}');`, MIXED_KEY],
    [`COPY keys (id, api_key) FROM stdin;\n1\t${MIXED_KEY}\n\\.\n`, MIXED_KEY],
    [`REPLACE INTO konto (firma, token) VALUES ('Kern', '${MIXED_KEY}')`, MIXED_KEY],
    [`INSERT INTO t (a, secret_key) VALUES (NULL, '${HEX_KEY}')`, HEX_KEY],
  ],
  misses: [
    `INSERT INTO t (id, sha) VALUES (4, '${HEX_KEY}');`,
    `INSERT INTO t (id, cache_key) VALUES (4, '${MIXED_KEY}');`,
    `INSERT INTO t (id, public_key) VALUES (4, '${MIXED_KEY}');`,
    "INSERT INTO t (id, api_key) VALUES (4, 'YOUR_API_KEY_HERE');",
    "INSERT INTO t (id, api_key) VALUES (4, NULL);",
    "INSERT INTO t (id, token) VALUES (4, 'page-two');",
    "INSERT INTO t (id, token) VALUES (?, ?);",
    "INSERT INTO settings (key, value) VALUES ('api_key', 'off');",
  ],
};
