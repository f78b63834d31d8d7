/**
 * Passwords that commands take as short options: `mysql -p...`, `sshpass -p ...`,
 * `curl -u user:...`. Long options are words of their own and are found with the others.
 * @module
 */

import { type Hit, type MatcherRule, RANK, type Span } from "../../rule.ts";
import type { Scan } from "../../context/scan.ts";
import { isPlaceholder, isTemplate } from "./secret_text.ts";

/** How much of a command is looked at after its name. */
const COMMAND_CHARS_MAX = 240;
/** Shortest and longest password. */
const VALUE_MIN = 3;
const VALUE_MAX = 128;

/** Options up to the password; the password, quoted or not, stands right after. */
const ATTACHED_REGEXP = /^[^\n|;&]{0,160}?\s-p(?=['"]?[^\s'"-])/;
const SPACED_REGEXP = /^[^\n|;&]{0,160}?\s-p[ =]?(?=['"]?[^\s'"-])/;
const UPPER_REGEXP = /^[^\n|;&]{0,160}?\s-P ?(?=['"]?[^\s'"-])/;
const AUTH_REGEXP = /^[^\n|;&]{0,160}?\s-a ?(?=['"]?[^\s'"-])/;
const BIND_REGEXP = /^[^\n|;&]{0,160}?\s-w ?(?=['"]?[^\s'"-])/;
const USER_REGEXP =
  /^[^\n|;]{0,160}?\s(?:-u ?|-U ?|--user[ =]|--proxy-user[ =])['"]?[^\s:'"]{1,64}:(?=[^\s'"])/;
const PASS_REGEXP = /^['"]? (?:pass:)(?=[^\s'"])/;

/** Commands and the option that takes the password. */
const COMMANDS: readonly (readonly [names: readonly string[], option: RegExp])[] = [
  [["mysql", "mysqldump", "mysqladmin", "mysqlimport", "mariadb", "mysqlsh"], ATTACHED_REGEXP],
  [
    ["sshpass", "docker login", "podman login", "registry login", "mongosh", "mongodump"],
    SPACED_REGEXP,
  ],
  [
    ["mongorestore", "cqlsh", "psexec", "rabbitmqadmin", "az login", "clickhouse client"],
    SPACED_REGEXP,
  ],
  [["sqlcmd", "bcp", "isql", "unzip"], UPPER_REGEXP],
  [["redis cli"], AUTH_REGEXP],
  [["ldapsearch", "ldapadd", "ldapmodify", "ldapwhoami"], BIND_REGEXP],
  [["curl", "wget", "smbclient", "influx"], USER_REGEXP],
  [["passin", "passout"], PASS_REGEXP],
];

const OPTION_OF: ReadonlyMap<string, RegExp> = new Map(
  COMMANDS.flatMap(([names, option]) => names.map((name): [string, RegExp] => [name, option])),
);
/** In quotes, or up to what ends it for the shell, which a backslash takes its meaning. */
const VALUE_REGEXP = /^(?:'([^'\n]+)'|"([^"\n]+)"|((?:[^\s'"`|;&<>()\\]|\\{1,2}[&|;<>()$!#*?])+))/;
/** Words that a manual writes where the password goes. */
const STAND_IN_REGEXP = /^(?:password|passwd|pass|pwd|pw|secret|user|port|file|p|u|none|null)$/i;

function matchCommand({ text }: Scan, anchor: Readonly<Span>): Hit | null {
  const name = text.slice(anchor.start, anchor.end).toLowerCase().replace(/[^a-z]+/g, " ");
  const option = OPTION_OF.get(name);
  const command = text.slice(anchor.end, anchor.end + COMMAND_CHARS_MAX).replaceAll("\\\n", "  ");
  const head = option?.exec(command)?.[0];
  if (head === undefined) return null;
  const value = VALUE_REGEXP.exec(command.slice(head.length, head.length + VALUE_MAX + 2));
  if (value === null) return null;
  const found = value[1] ?? value[2] ?? value[3] ?? "";
  const start = anchor.end + head.length + (value[3] === undefined ? 1 : 0);
  if (found.length < VALUE_MIN || STAND_IN_REGEXP.test(found) || isNone(found)) return null;
  return { start, end: start + found.length, need: "none", rank: RANK.DEFAULT };
}

/** Templates, stand-ins, port mappings and numbers: `-p 8080:80`. */
function isNone(found: string): boolean {
  return isTemplate(found) || isPlaceholder(found) || /^[\d:.,/-]+$/.test(found) ||
    /^\$|^-|^\*+$/.test(found);
}

/** The rule for passwords in short options. */
export const COMMAND_LINE_RULE: MatcherRule = {
  anchor: "matcher",
  category: "PASSWORD",
  finds: "password in a short option of mysql, sshpass, docker login, curl and others",
  at: ["word"],
  triggers: [...OPTION_OF.keys()],
  words: [],
  revision: 1,
  match: matchCommand,
  hits: [
    ["mysql -u root -p'S3cret#1' shop", "S3cret#1"],
    ["mysqldump -uroot -phunter2 shop > x.sql", "hunter2"],
    ["sshpass -p 'Zx9!kk' ssh root@host", "Zx9!kk"],
    ["curl -u admin:Hunter2! https://a.example/", "Hunter2!"],
    ["curl -u admin:Hunter\\&22 https://a.example/", "Hunter\\&22"],
    ["docker login -u bob -p Zx81kk! reg.example", "Zx81kk!"],
    ["redis-cli -h r -a Zx81kk! ping", "Zx81kk!"],
    ["sqlcmd -S db -U sa -P Zx81kk!", "Zx81kk!"],
    ['{"cmd":"sshpass -p Zx81kk! ssh h"}', "Zx81kk!"],
    ["Starte mysql -u root -pSommer26 shop", "Sommer26"],
    ["openssl rsa -passin pass:Zx81kk! -in k", "Zx81kk!"],
    ["INFO run: curl --user bob:Zx81kk! https://a.example", "Zx81kk!"],
  ],
  misses: [
    "mysql -u root -p",
    "mysql -u root -p shop < dump.sql",
    "docker run -p 8080:80 nginx",
    "curl -u user:password https://a.example",
    "curl -u $USER:$PASS https://a.example",
    "curl -u bob https://a.example",
    "sshpass -p <password> ssh h",
    'sshpass -p "$PW" ssh h',
    "redis-cli -a password",
    "mysql is a database; ps -p 4711",
  ],
};
