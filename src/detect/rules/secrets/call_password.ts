/**
 * Passwords that calls take without a name: the second text of a call for HTTP Basic, of a login,
 * of a connection to a database.
 *
 *     Credentials.basic("svc", "...")     auth=("svc", "...")      req.SetBasicAuth("svc", "...")
 *     new NetworkCredential("svc", "...") smtp.login("svc", "...") getConnection(url, "svc", "...")
 *
 * @module
 */

import { type Hit, type MatcherRule, RANK, type Span } from "../../rule.ts";
import type { Scan } from "../../context/scan.ts";
import type { Given } from "./assignment.ts";
import { isNoPassword, isPhrase, isStrong } from "./password_value.ts";

/** What is read behind the name of a call. */
const CALL_CHARS_MAX = 400;

/** Opens a list of arguments: `(`, ` = (`, `: [`, `=> [`, or a space before a quote as in Ruby. */
const OPEN =
  /(?:s|64)?\\{0,3}["'`]?(?:\s{0,2}(?:=>|[:=])\s{0,2}[[({]|\(|[ \t](?=\\{0,3}["']))\s{0,12}/
    .source;
/** An argument: a text in quotes, or a name or a call without arguments. */
const ARGUMENT =
  /(?:\\{0,3}"[^"\n]{0,200}?\\{0,3}"|\\{0,3}'[^'\n]{0,200}?\\{0,3}'|[\w.$>-]{1,64}(?:\(\))?)\s{0,2},\s{0,12}/
    .source;
/** The password: a text in quotes that ends the argument. */
const SECRET =
  /(?:u8?|b|r|@|L)?(?:(\\{0,3}")([^"\\\n]{4,128})\\{0,3}"|(\\{0,3}')([^'\\\n]{4,128})\\{0,3}')(?=\s{0,12}(?:[,)\]};.]|$|[\r\n]))/
    .source;
/** The second argument, and the third of those that take an address first. */
const SECOND_REGEXP = new RegExp(`^${OPEN}${ARGUMENT}${SECRET}`);
const THIRD_REGEXP = new RegExp(`^${OPEN}${ARGUMENT}${ARGUMENT}${SECRET}`);
const CALL_REGEXP = /^(?:s|64)?\(|^[ \t]\\{0,3}["']/;
const LIST_END_REGEXP = /^\s{0,12},?\s{0,12}[)\]}]/;
/** `CURLOPT_USERPWD, "svc:..."`. */
const PAIR_REGEXP = /^\s{0,2}(?:,|=>)\s{0,2}(["'])([^:"'\s]{1,64}:)([^"'\n]{4,128})\1/;

/** Names that nothing but credentials is given to. */
const SURE_NAMES: readonly string[] = [
  ...["basic auth", "basicauth", "http basic auth", "httpbasic auth", "http digest auth"],
  ...["httpdigest auth", "digest auth", "digestauth", "ntlm auth", "httpntlm auth"],
  ...["http ntlm auth", "proxy basic auth", "httpproxy auth", "http proxy auth"],
  ...["credentials basic", "network credential", "networkcredential"],
  ...["basic authentication", "basic credentials", "basic auth credentials"],
  ...["username password credentials", "username password credential", "password credentials"],
  ...["usernamepasswordcredentials", "password authentication", "aws basic credentials"],
  ...["username password authentication token", "http basic", "basic auth provider"],
  ...["simple bind", "simple bind s"],
  ...["basic auth interceptor", "basic authentication interceptor"],
];
/** Names that are given other pairs, too: the value must look like a password. */
const OTHER_NAMES: readonly string[] = [
  ...["basic", "auth", "login", "log in", "sign in", "authenticate"],
];
/** Names whose first argument says where, or as whom. */
const CONNECTING_NAMES: readonly string[] = [
  ...["get connection", "mysqli", "mysqli connect", "pdo", "plain auth", "mysql connect", "=FTP"],
  ...["pymysql connect", "mysqldb connect"],
];
const PAIR_NAMES: readonly string[] = ["userpwd", "proxyuserpwd"];

const CONNECTING_REGEXP =
  /^(?:get[ _.-]?connection|(?:py)?mysql(?:i|db)?(?:[ _.-]?connect)?|pdo|ftp|plain[ _.-]?auth)$/i;
const OTHER_REGEXP = /^(?:basic|auth|log[ _.-]?in|sign[ _.-]?in|authenticate)$/i;
const PAIR_NAME_REGEXP = /userpwd$/i;
/** Arguments of a form or a test of one, not of a call for credentials. */
const FORM_REGEXP = /^(?:["'`\s]|\\)*[#.[/]/;

function matchCall({ text }: Scan, anchor: Readonly<Span>): Hit | null {
  // Most words are followed by another one: refused without a look at a slice.
  if (text.charAt(anchor.start) === ":") return tupleAt(text, anchor);
  const next = text.charAt(anchor.end);
  if (!"(\"' =:,s".includes(next) || next === "") return null;
  const call = text.slice(anchor.end, anchor.end + CALL_CHARS_MAX);
  const name = text.slice(anchor.start, anchor.end);
  if (PAIR_NAME_REGEXP.test(name)) return pairIn(text, anchor.end, call);
  const isConnecting = CONNECTING_REGEXP.test(name);
  const found = (isConnecting ? THIRD_REGEXP : SECOND_REGEXP).exec(call);
  if (found === null) return null;
  // A list that is assigned ends with the password; a call may go on.
  const isCall = CALL_REGEXP.test(call);
  const rest = call.slice(found[0].length);
  if (isConnecting ? next !== "(" : !isCall && !LIST_END_REGEXP.test(rest)) return null;
  const [whole, double = "", inDouble, single = "", inSingle] = found;
  const secret = inDouble ?? inSingle ?? "";
  const quote = inDouble === undefined ? single : double;
  const start = anchor.end + whole.lastIndexOf(quote + secret) + quote.length;
  const isSure = !OTHER_REGEXP.test(name);
  if (!isSure && FORM_REGEXP.test(call.slice(1))) return null;
  return hitAt(text, { start, secret, isSure });
}

/** The password behind the colon of a pair in quotes. */
function pairIn(text: string, at: number, call: string): Hit | null {
  const found = PAIR_REGEXP.exec(call);
  const [whole = "", , user = "", secret = ""] = found ?? [];
  if (found === null) return null;
  const start = at + whole.indexOf(user + secret) + user.length;
  return hitAt(text, { start, secret, isSure: true });
}

/** Addresses of what asks for a user and a password. */
const SCHEME_REGEXP =
  /["'`](?:bolt|neo4j|amqp|ldap|mqtt|s?ftp|smb|postgres|postgresql|mysql|mongodb|redis|nats|stomp|imap|smtp|rtsp|clickhouse|cassandra|jdbc:[\w:]{2,20})(?:\+?s{1,2}c?)?$/;
const SCHEME_CHARS_MAX = 32;
const TUPLE_REGEXP =
  /^[^\s"'`]{3,200}["'`]\s{0,2},\s{0,12}["'`][\w.@-]{2,64}["'`]\s{0,2},\s{0,12}(["'`])([^"'`\s]{4,128})\1\s{0,2},?\s{0,2}[)\]}]/;

/** The last text of three: an address, a user, a password. */
function tupleAt(text: string, { start, end }: Readonly<Span>): Hit | null {
  if (!SCHEME_REGEXP.test(text.slice(Math.max(0, start - SCHEME_CHARS_MAX), start))) return null;
  const [whole = "", quote = "", secret = ""] =
    TUPLE_REGEXP.exec(text.slice(end, end + CALL_CHARS_MAX)) ?? [];
  if (secret === "" || !isStrong(secret)) return null;
  const at = end + whole.lastIndexOf(quote + secret) + 1;
  return hitAt(text, { start: at, secret, isSure: false });
}

function hitAt(
  text: string,
  { start, secret, isSure }: { start: number; secret: string; isSure: boolean },
): Hit | null {
  const end = start + secret.length;
  const value: Given = {
    ...{ start, end, text: secret, form: "assigned", isQuoted: true },
    next: end + 1,
  };
  if (isNoPassword(value, text) || /[{}]|^[$:%@]/.test(secret)) return null;
  const isGiven = isSure ? isPhrase(secret) && secret.trim() === secret : isStrong(secret);
  return isGiven ? { start, end, need: "none", rank: RANK.DEFAULT } : null;
}

/** The rule for calls that take a user and a password. */
export const CALL_PASSWORD_RULE: MatcherRule = {
  anchor: "matcher",
  category: "PASSWORD",
  finds:
    "second text of a call for HTTP Basic or a login, third of a connection or after an address",
  at: ["word", "scheme"],
  triggers: [...SURE_NAMES, ...OTHER_NAMES, ...CONNECTING_NAMES, ...PAIR_NAMES],
  words: [],
  revision: 1,
  match: matchCall,
  hits: [
    ['Credentials.basic("svc-mail", "tern&Quay")', "tern&Quay"],
    ['requests.get(url, auth=("svc", "tern7Quay"))', "tern7Quay"],
    ["s.auth = ('svc', 'tern7Quay')", "tern7Quay"],
    ['auth=HTTPBasicAuth("svc", "ternquay")', "ternquay"],
    ['req.SetBasicAuth("svc", "tern7Quay")', "tern7Quay"],
    ["req.basic_auth 'svc', 'tern7Quay'", "tern7Quay"],
    ['new NetworkCredential("svc", "tern7Quay")', "tern7Quay"],
    ['new UsernamePasswordCredentials(user, "tern7Quay".toCharArray())', "tern7Quay"],
    ['{\\"code\\":\\"r.auth = (\\"svc\\", \\"tern7Quay\\")\\"}', "tern7Quay"],
    ['server.login("ann", "tern7Quay")', "tern7Quay"],
    ['DriverManager.getConnection("jdbc:x://db/a", "app", "tern7Quay")', "tern7Quay"],
    ["ftp = FTP('ftp.a.example', 'ann', 'tern7Quay')", "tern7Quay"],
    ["mysql_connect('localhost', 'app', 'tern7Quay')", "tern7Quay"],
    ['smtp.PlainAuth("", "ann@a.example", "tern7Quay", host)', "tern7Quay"],
    ['curl_setopt($ch, CURLOPT_USERPWD, "svc:tern7Quay");', "tern7Quay"],
    ["'auth' => ['svc', 'tern7Quay'],", "tern7Quay"],
    ['GRAPH = ("bolt://g.a.example:7687", "neo4j", "tern7Quay")', "tern7Quay"],
    ["mq = ['amqps://mq.a.example/v', 'svc', 'tern&Quay']", "tern&Quay"],
  ],
  misses: [
    'auth=("user", "password")',
    "requests.get(url, auth=(user, password))",
    'req.SetBasicAuth("username", "password")',
    'req.SetBasicAuth(user, os.Getenv("PW"))',
    'basic("Heading 1", "Heading 2")',
    'page.login("#user", "#pass1")',
    't("auth", "Sign in again")',
    'login("ann", user.secret)',
    'DriverManager.getConnection("jdbc:x://db/a", user, password)',
    "'auth' => ['web', 'throttle'],",
    "'FTP': ('ftp_alloc', 'ftp_append', 'ftp_cdup', 'ftp_chdir'),",
    "auth = ('user1', 'admin2x', 'guest3')",
    'auth: ["read", "write"]',
    'getConnection("db1", "read", "only")',
    'CURLOPT_USERPWD, "$user:$pass"',
    '("bolt://g.a.example", "neo4j", "password")',
    '("https://a.example/x", "title", "Version#2")',
    '["ftp://a.example", "name", "value"]',
  ],
};
