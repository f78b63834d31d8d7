/**
 * Connection strings: addresses with a password before the host, and lists of `name=value` pairs
 * that say where to connect, as whom, and with which password. The whole string is the finding.
 * @module
 */

import { codeAt, isAlphanumeric, isDigit } from "../../text/character.ts";
import { type Hit, type MatcherRule, RANK, type Span } from "../../rule.ts";
import type { Scan } from "../../context/scan.ts";
import { isTemplate } from "./secret_text.ts";
import { isVendorToken } from "./vendor_key.ts";

/** Longest scheme, with what JDBC puts before it. */
const SCHEME_MAX = 40;
/** Longest user name and password: database tokens of AWS have about a thousand characters. */
const USERINFO_MAX = 2_048;
/** Shortest password that is taken for one: manuals write `a:b@host`. */
const PASSWORD_MIN = 4;
/** Longest rest: hosts, path, parameters. */
const REST_MAX = 2_048;

const SLASH = 0x2f;
const AT = 0x40;
const COMMA = 0x2c;
const SEMICOLON = 0x3b;

/** Characters that end an address wherever it stands. */
const ENDS = " \t\r\n\"'`<>\\|\u00a0\u201c\u201d\u00ab\u00bb";
/** A parameter behind a semicolon; anything else is the next cell of a row. */
const PAIR_REGEXP = /^;\s?[A-Za-z][\w.-]{0,40}\s?=/;
/** Another host behind a comma. */
const NEXT_HOST_REGEXP =
  /^,(?:\[[0-9A-Fa-f:.]{2,45}\]|[\w-]{1,63}(?:\.[\w-]{1,63}){0,8})(?::\d|\/)|^,[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}(?=[,/:])/;
/** Addresses of repositories and registries, which take tokens for passwords. */
const WEB_REGEXP = /^(?:git\+)?https?:/i;
const SCHEME_REGEXP = /(?:jdbc:|r2dbc:|odbc:)?[A-Za-z][A-Za-z0-9+.-]{1,24}$/;
const HOST_REGEXP = /^(?:\[[0-9A-Fa-f:.]{2,45}\]|[\w.-]{1,255})(?:[:/?#,;]|$)/;
/** What a manual writes for the password. */
const STAND_IN_REGEXP =
  /^(?:pass(?:word|wd)?|pwd|pw|secret|p|x+|y+|\*+|\.+|redacted|hidden|mypass(?:word)?|my[-_]?password|db[-_]?pass(?:word)?|user[-_]?pass(?:word)?|token|api[-_]?key|key|changeme|change[-_]me|placeholder|example|\u2026|#+|_+|-+|pwd123|passwort|contrase.a|clave|senha|motdepasse)$/i;
const STAND_IN_PART_REGEXP =
  /your|<|\{|\$\(|example[-_]?pass|placeholder|redacted|xxxx|\*{3}|\.{3}/i;
const LOCAL_REGEXP =
  /^(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\]|host\.docker\.internal|db|postgres|mysql|redis|mongo|mongodb|rabbitmq|database|example|host|hostname|server|myhost)(?:[:/?]|$)/i;

/** Whether a password of an address is one, and not what a manual or a template writes. */
function isPassword(password: string, user: string, host: string): boolean {
  if (
    password.length < PASSWORD_MIN || STAND_IN_REGEXP.test(password) ||
    STAND_IN_PART_REGEXP.test(password)
  ) {
    return false;
  }
  if (isTemplate(password) || isTemplate(user) || /[{}<>$]/.test(user)) return false;
  if (/^%[sdv]$|^%\(|^\$|^:/.test(password)) return false;
  // The defaults of a server on the own machine: `postgres:postgres@localhost`.
  return !(password === user && LOCAL_REGEXP.test(host));
}

/** The end of an address: before what ends it anywhere, and before what ends the sentence. */
function addressEnd(text: string, at: number): number {
  const last = Math.min(text.length, at + REST_MAX);
  let end = at;
  let hasPath = false;
  for (; end < last; end++) {
    const code = codeAt(text, end);
    if (ENDS.includes(text.charAt(end)) || code >= 0x2e80) break;
    if (code === SLASH) hasPath = true;
    if (code === SEMICOLON && !PAIR_REGEXP.test(text.slice(end, end + 64))) break;
    // A list of hosts goes on; a row of cells does not.
    if (code === COMMA && (hasPath || !NEXT_HOST_REGEXP.test(text.slice(end, end + 300)))) break;
  }
  while (end > at && ".,;:!?)]}*_".includes(text.charAt(end - 1))) {
    const isPair = text.charAt(end - 1) === ")" && text.slice(at, end).includes("(");
    if (isPair || (text.charAt(end - 1) === "]" && text.slice(at, end).includes("["))) break;
    end--;
  }
  return end;
}

/** Where the scheme before `://` begins, or -1. */
function schemeStart(text: string, at: number): number {
  const before = text.slice(Math.max(0, at - SCHEME_MAX), at);
  const scheme = SCHEME_REGEXP.exec(before);
  if (scheme === null) return -1;
  const start = at - scheme[0].length;
  return isAlphanumeric(codeAt(text, start - 1)) ? -1 : start;
}

/**
 * The last `@` before the path, or before the end if the password has a slash in it; -1 without.
 */
function userInfoEnd(text: string, from: number): number {
  const last = Math.min(text.length, from + USERINFO_MAX);
  let found = -1;
  let colon = -1;
  for (let at = from; at < last; at++) {
    const code = codeAt(text, at);
    if (ENDS.includes(text.charAt(at))) break;
    if (code === 0x3a && colon < 0) colon = at;
    if (code === AT) found = at;
    if (code !== SLASH && code !== 0x3f && code !== 0x23) continue;
    // A path begins, unless what came before can only be a user and a part of a password.
    if (found >= 0 || colon < 0 || isDigit(codeAt(text, colon + 1))) break;
    if (at === colon + 1) break;
  }
  return found;
}

function matchAddress(text: string, scheme: Readonly<Span>): Span | null {
  const start = schemeStart(text, scheme.start);
  if (start < 0) return null;
  const from = scheme.end;
  const at = userInfoEnd(text, from);
  if (at < 0) return matchParameters(text, { start, end: from });
  const userInfo = text.slice(from, at);
  const colon = userInfo.indexOf(":");
  if (colon < 0) return null;
  const rest = text.slice(at + 1, at + 1 + 300);
  const host = HOST_REGEXP.exec(rest.slice(0, addressEnd(rest, 0)))?.[0];
  if (host === undefined) return null;
  const password = userInfo.slice(colon + 1);
  const user = userInfo.slice(0, colon);
  if (!isPassword(password, user, host)) return null;
  // `https://oauth2:glpat-...@host`: the token is the secret, and good without the address.
  const isWeb = WEB_REGEXP.test(text.slice(start, from));
  if (isWeb && (isVendorToken(password) || isVendorToken(user))) return null;
  return { start, end: addressEnd(text, at + 1) };
}

const PARAMETER_REGEXP = /[?&;](?:password|passwd|pwd|authPassword|sslpassword)=([^&;\s]{1,128})/i;
const DATABASE_REGEXP =
  /^(?:jdbc:|r2dbc:|postgres|mysql|mariadb|sqlserver|mongodb|oracle|snowflake)/;

/** `jdbc:mysql://host/db?user=...&password=...`. */
function matchParameters(text: string, scheme: Readonly<Span>): Span | null {
  if (!DATABASE_REGEXP.test(text.slice(scheme.start, scheme.end))) return null;
  const end = addressEnd(text, scheme.end);
  const password = PARAMETER_REGEXP.exec(text.slice(scheme.end, end))?.[1];
  if (password === undefined || !isPassword(password, "", "")) return null;
  return { start: scheme.start, end };
}

/** How far the pairs of a list may reach to either side of the password. */
const LIST_MAX = 640;
/** What a list does not reach across. */
const LIST_ENDS = "\n\r\"'`<>";
/** Names of several words; all others are one. */
const NAMES =
  "data source|initial catalog|user id|network address|network library|integrated security|" +
  "persist security info|trust server certificate|account endpoint|application name|" +
  "connect timeout|connection timeout|workstation id|failover partner";
/** Names that say that a list of pairs is about a connection. */
const PLACES =
  "data source|initial catalog|user id|network address|account endpoint|server|datasource|" +
  "hostname|host|address|addr|driver|dsn|provider|databasename|database|uid|userid|username|user|" +
  "endpoint|accountname|defaultendpointsprotocol|accountendpoint|port|service";
const PLACE_REGEXP = new RegExp(`(?:^|[^A-Za-z])(?:${PLACES}) ?=`, "i");
const FIRST_REGEXP = new RegExp(`(?:^|[^A-Za-z])((?:${NAMES}|[A-Za-z]\\w*) ?=)`, "i");
const AFTER_REGEXP =
  /^(?:; ?[A-Za-z]\w*(?: [A-Za-z]+){0,3} ?= ?(?:[^;\n"'`=]{0,80}(?=;)|[^;\n"'`\s]{0,200}))*;?/;
const VALUE_REGEXP = /^ ?= ?([^;\n"'`\s]{1,512})/;

/** Where the pairs before a name begin; the name itself when there are none. */
function listStart(text: string, name: number): number {
  const least = Math.max(0, name - LIST_MAX);
  let start = name;
  for (;;) {
    let end = start;
    while (end > least && text.charAt(end - 1) === " ") end--;
    if (text.charAt(end - 1) !== ";") return start;
    let from = end - 1;
    while (
      from > least && !LIST_ENDS.includes(text.charAt(from - 1)) && text.charAt(from - 1) !== ";"
    ) {
      from--;
    }
    const pair = text.slice(from, end - 1);
    const place = PLACE_REGEXP.exec(pair) ?? FIRST_REGEXP.exec(pair);
    if (place === null) return start;
    const lead = /^[^A-Za-z]/.test(place[0]) ? 1 : 0;
    start = from + place.index + lead;
    // Something else stood before the name: the list began here.
    if (pair.slice(0, place.index + lead).trim() !== "") return start;
  }
}

/** `Server=...;User Id=...;Password=...;` around the name of its password. */
function matchList(text: string, name: Readonly<Span>): Span | null {
  const value = VALUE_REGEXP.exec(text.slice(name.end, name.end + 560));
  if (value === null) return null;
  const [whole, password = ""] = value;
  if (!isPassword(password.replace(/=+$/, ""), "", "")) return null;
  const start = listStart(text, name.start);
  const valueEnd = name.end + whole.length;
  const after = AFTER_REGEXP.exec(text.slice(valueEnd, valueEnd + LIST_MAX))?.[0] ?? "";
  const isComplete = PLACE_REGEXP.test(text.slice(start, name.start)) || PLACE_REGEXP.test(after);
  if (!isComplete) return null;
  let end = valueEnd + after.length;
  while (end > name.end && ".,)\\".includes(text.charAt(end - 1))) end--;
  return { start, end };
}

const KEYWORDS =
  "host|hostaddr|port|dbname|user|sslmode|connect_timeout|application_name|options|sslrootcert|target_session_attrs|db";
const WORDS_BEFORE_REGEXP = new RegExp(
  `(?:^|[\\s"'\`=:(])((?:(?:${KEYWORDS})=[^\\s"'\`]{1,128} )+)$`,
);
const WORDS_AFTER_REGEXP = new RegExp(`^(?: (?:${KEYWORDS})=[^\\s"'\`]{1,128})*`);

/** `host=... user=... password=...` of libpq, which spaces separate. */
function matchWords(text: string, name: Readonly<Span>): Span | null {
  const value = /^=([^\s"'`;,&]{1,256})/.exec(text.slice(name.end, name.end + 260));
  if (value === null || !isPassword(value[1] ?? "", "", "")) return null;
  const before = text.slice(Math.max(0, name.start - 320), name.start);
  const pairs = WORDS_BEFORE_REGEXP.exec(before)?.[1] ?? "";
  const valueEnd = name.end + value[0].length;
  const after = WORDS_AFTER_REGEXP.exec(text.slice(valueEnd, valueEnd + 320))?.[0] ?? "";
  const isComplete = /\bhost(?:addr)?=/.test(pairs + after) &&
    /\b(?:user|dbname)=/.test(pairs + after);
  return isComplete ? { start: name.start - pairs.length, end: valueEnd + after.length } : null;
}

/** `user:password@tcp(host:3306)/db` of Go's MySQL driver, around its `tcp`. */
function matchGo(text: string, protocol: Readonly<Span>): Span | null {
  if (codeAt(text, protocol.start - 1) !== AT || text.charAt(protocol.end) !== "(") return null;
  const before = text.slice(Math.max(0, protocol.start - 200), protocol.start - 1);
  const pair = /(?:^|[\s"'`=])(([\w.-]{1,64}):(\S{1,128}))$/.exec(before);
  const after = /^\([^()\s]{1,255}\)\/[\w-]*(?:\?[^\s"'`<>]{0,256})?/.exec(
    text.slice(protocol.end, protocol.end + 600),
  );
  if (pair === null || after === null) return null;
  const [, whole = "", user = "", password = ""] = pair;
  if (!isPassword(password, user, after[0].slice(1))) return null;
  return { start: protocol.start - 1 - whole.length, end: protocol.end + after[0].length };
}

const SERVICE_REGEXP = /(?:\/\/)?[\w.-]{1,255}:\d{2,5}[:/][\w.$-]{1,64}/y;

/** `user/password@host:1521/service` of Oracle, around its `@`. */
function matchOracle(text: string, at: Readonly<Span>): Span | null {
  SERVICE_REGEXP.lastIndex = at.end;
  const after = SERVICE_REGEXP.exec(text);
  if (after === null) return null;
  const before = text.slice(Math.max(0, at.start - 220), at.start);
  const pair = /(?:^|[\s"'`=])((?:jdbc:oracle:thin:)?([\w$.-]{1,64})\/([^\s"'`/@]{1,128}))$/.exec(
    before,
  );
  if (pair === null) return null;
  const [, whole = "", user = "", password = ""] = pair;
  if (!isPassword(password, user, after[0])) return null;
  return { start: at.start - whole.length, end: at.end + after[0].length };
}

function sure(span: Span | null): Hit | null {
  return span === null ? null : { ...span, need: "none", rank: RANK.SURE };
}

/** The rule for addresses with a password in them. */
export const CONNECTION_ADDRESS_RULE: MatcherRule = {
  anchor: "matcher",
  category: "CONNECTION_STRING",
  finds: "address of any scheme with user and password before the host, or of JDBC with a password",
  at: ["scheme"],
  words: [],
  revision: 1,
  match: (scan: Scan, anchor: Readonly<Span>): Hit | null => sure(matchAddress(scan.text, anchor)),
  hits: [
    [
      "DATABASE_URL=postgres://app:S3cr3t!@db.internal:5432/prod?sslmode=require\n",
      "postgres://app:S3cr3t!@db.internal:5432/prod?sslmode=require",
    ],
    ["use redis://:p4ssw0rd@cache:6379/0.", "redis://:p4ssw0rd@cache:6379/0"],
    [
      '{"uri":"mongodb+srv://u:Zx81k@c0.ab.mongodb.net/x"}',
      "mongodb+srv://u:Zx81k@c0.ab.mongodb.net/x",
    ],
    [
      '{\\"u\\":\\"amqps://svc:Zx81kk@mq.internal/vhost\\"}',
      "amqps://svc:Zx81kk@mq.internal/vhost",
    ],
    [
      "Die Datenbank ist mysql://app:Sommer26@10.0.0.5/shop im Test",
      "mysql://app:Sommer26@10.0.0.5/shop",
    ],
    ["le proxy <https://bob:Zx81kk@proxy:3128>", "https://bob:Zx81kk@proxy:3128"],
    ["name,url\nx,ftp://bob:Zx81kk@files.example/pub\n", "ftp://bob:Zx81kk@files.example/pub"],
    [
      "INFO connect mongodb://a:Zx81kk@h1:27017,h2:27017/db?replicaSet=rs ok",
      "mongodb://a:Zx81kk@h1:27017,h2:27017/db?replicaSet=rs",
    ],
    [
      "url: jdbc:mysql://h:3306/db?user=a&password=Zx81kk9",
      "jdbc:mysql://h:3306/db?user=a&password=Zx81kk9",
    ],
    [
      "(smtp://user%40x.com:pw1234@smtp.example:587)",
      "smtp://user%40x.com:pw1234@smtp.example:587",
    ],
  ],
  misses: [
    "http://${USER}:${PASS}@host",
    "postgres://user:password@example.com/db",
    "postgres://postgres:postgres@localhost:5432/test",
    "mongodb://<user>:<password>@host",
    "https://example.com:8080/path@v1",
    "http://localhost:3000/@user",
    "https://github.com/org/repo@v1.2.3",
    "git clone https://oauth2:glpat" + "-Qx7rT2mVb9KdLw4ZsHn8@git.example/a.git",
    "redis://localhost:6379",
    "amqp://guest:guest@localhost:5672/",
    "ssh://git@host:22/repo",
    "https://user:****@host/",
    "postgres://{user}:{password}@{host}/db",
  ],
};

/** A made-up storage key, in pieces, so that no scanner takes this file for a leak. */
const ACCOUNT = "DefaultEndpointsProtocol=https;AccountName=acc;" +
  "AccountKey=cTe9AgupY2nou2Z0ET74" +
  "rWsfzn+89sQ9U3hiAmTRevx5oxxs7PRewZ6FqtqxNWP/8wyBw5bExGRivAC/XxaKrB==;" +
  "EndpointSuffix=core.windows.net";

/** The rule for lists of pairs. */
export const CONNECTION_LIST_RULE: MatcherRule = {
  anchor: "matcher",
  category: "CONNECTION_STRING",
  finds: "name=value pairs of ODBC, ADO, Azure and libpq with a password or key, as a whole",
  at: ["word"],
  triggers: [
    "password",
    "pwd",
    "account key",
    "accountkey",
    "shared access key",
    "sharedaccesskey",
  ],
  words: [],
  revision: 1,
  match: ({ text }: Scan, anchor: Readonly<Span>): Hit | null =>
    /^ ?=/.test(text.slice(anchor.end, anchor.end + 2))
      ? sure(matchList(text, anchor) ?? matchWords(text, anchor))
      : null,
  hits: [
    [
      "Server=tcp:db.example,1433;Initial Catalog=shop;User Id=sa;Password=Zx81!kk;Encrypt=True;",
      "Server=tcp:db.example,1433;Initial Catalog=shop;User Id=sa;Password=Zx81!kk;Encrypt=True;",
    ],
    [
      'conn = "Driver={ODBC Driver 17 for SQL Server};Server=db;Uid=a;Pwd=Zx81!kk;"',
      "Driver={ODBC Driver 17 for SQL Server};Server=db;Uid=a;Pwd=Zx81!kk;",
    ],
    [
      '{"db":"Data Source=db;User ID=sa;Password=Zx81kk"}',
      "Data Source=db;User ID=sa;Password=Zx81kk",
    ],
    [
      '{\\"db\\":\\"Host=db;Username=app;Password=Zx81kk;Database=x\\"}',
      "Host=db;Username=app;Password=Zx81kk;Database=x",
    ],
    ["DSN host=db user=app password=Zx81kk dbname=x", "host=db user=app password=Zx81kk dbname=x"],
    [
      "Verbindung: Server=db;Database=shop;User Id=bob;Password=Sommer26;",
      "Server=db;Database=shop;User Id=bob;Password=Sommer26;",
    ],
    ["INFO open Server=db;Uid=a;Pwd=Zx81kk", "Server=db;Uid=a;Pwd=Zx81kk"],
    [`AZURE=${ACCOUNT}\n`, ACCOUNT],
  ],
  misses: [
    "Server=db;Database=x;Integrated Security=true;",
    "Server=db;Uid=a;Pwd={password};",
    "Server=db;Uid=a;Password=<password>;",
    "Server=db;Uid=a;Password=********;",
    "password=hunter2",
    "AccountKey=...;",
    "a=1;b=2;password",
    "host=db user=app dbname=x",
  ],
};

/** The rule for the forms of drivers that are no addresses. */
export const CONNECTION_DRIVER_RULE: MatcherRule = {
  anchor: "matcher",
  category: "CONNECTION_STRING",
  finds:
    "user:password@tcp(host)/db of Go's MySQL driver, user/password@host:port/service of Oracle",
  at: ["word", "at"],
  triggers: ["=tcp"],
  words: [],
  revision: 1,
  match: ({ text }: Scan, anchor: Readonly<Span>): Hit | null =>
    sure(codeAt(text, anchor.start) === AT ? matchOracle(text, anchor) : matchGo(text, anchor)),
  hits: [
    ['dsn := "app:Zx81kk@tcp(db:3306)/shop"', "app:Zx81kk@tcp(db:3306)/shop"],
    [
      "app:Zx81kk@tcp(10.0.0.5:3306)/shop?parseTime=true",
      "app:Zx81kk@tcp(10.0.0.5:3306)/shop?parseTime=true",
    ],
    ['{"dsn":"app:Zx81kk@tcp(db:3306)/shop"}', "app:Zx81kk@tcp(db:3306)/shop"],
    ["sqlplus scott/T1ger9x@dbhost:1521/ORCL", "scott/T1ger9x@dbhost:1521/ORCL"],
    [
      "url=jdbc:oracle:thin:scott/T1ger9x@dbhost:1521:ORCL",
      "jdbc:oracle:thin:scott/T1ger9x@dbhost:1521:ORCL",
    ],
    ["Die Datenbank: scott/T1ger9x@//db.example:1521/ORCL", "scott/T1ger9x@//db.example:1521/ORCL"],
    ["INFO root:Zx81kk!@tcp(127.0.0.1:3306)/x open", "root:Zx81kk!@tcp(127.0.0.1:3306)/x"],
    ["MYSQL_DSN=app:Zx81kk@tcp(db:3306)/shop\n", "app:Zx81kk@tcp(db:3306)/shop"],
  ],
  misses: [
    "user:password@tcp(localhost:3306)/db",
    "${USER}:${PASS}@tcp(db:3306)/shop",
    "tcp(db:3306)",
    "tcp/ip",
    "org/image@sha256:1234",
    "a/b@example.com",
    "bob@tcp(db:3306)/shop",
    "scott/password@dbhost:1521/ORCL",
  ],
};
