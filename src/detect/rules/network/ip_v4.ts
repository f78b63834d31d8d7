/**
 * IPv4 addresses as dotted quads. Versions, section numbers and object identifiers look alike and
 * are left alone where the surroundings give them away. Private, loopback and documentation
 * addresses are addresses as well.
 * @module
 */

import {
  codeAt,
  isAlphanumeric,
  isDash,
  isDigit,
  isLetter,
  startsWord,
} from "../../text/character.ts";
import type { Hit, MatcherRule, Span } from "../../rule.ts";
import type { Scan } from "../../context/scan.ts";
import { digitsStart } from "../digit_run.ts";
import { isUpdate } from "./update_words.ts";
import { isCalledVersion } from "./version_words.ts";

const DOT = 0x2e;
const SLASH = 0x2f;
const PLUS = 0x2b;
const COMMA = 0x2c;
const LINE_FEED = 0x0a;
const GROUPS = 4;
/** Zone of the names of addresses, whose octets stand backwards (RFC 1035, section 3.5). */
const REVERSE_ZONE = ".in-addr.arpa";
/** Highest number of a section. */
const SECTION_MAX = 30;

/** Products that name their version behind a slash, in user agents and server headers. */
const PRODUCT_REGEXP = new RegExp(
  "(?:" + [
    ...["chrome", "chromium", "crios", "safari", "firefox", "fxios", "edge?", "edga", "edgios"],
    ...["opr", "opera", "version", "mozilla", "applewebkit", "samsungbrowser", "yabrowser"],
    ...["vivaldi", "ucbrowser", "miuibrowser", "electron", "brave", "gsa", "fbav", "curl", "wget"],
    ...["trident", "webview", "jre", "jdk", "java", "dotnet", "nginx", "apache", "sdk"],
  ].join("|") + ")/$",
  "i",
);
/** Behind a quad: a version of a package (`-rc1`, `-1ubuntu2`, `-1.el7`, `-SNAPSHOT`). */
const PACKAGE_TAIL_REGEXP =
  /^[-~](?:rc|beta|alpha|snapshot|release|dev|final|ga|sp|r|p|b|pre|hotfix|\d+(?:ubuntu|deb|[.+~](?:el|fc|deb)|_))/i;
/** `v4 is ...`: the version of the protocol. */
const FAMILY_REGEXP = /(?:^|[^A-Za-z0-9.])v4(?:\s(?:is|was|addr))?[\s:=]{1,3}$/i;
/** The date behind the version that a list of changes begins with. */
const CHANGES_REGEXP = /^\]?\s[(\u2013\u2014-]\s?\d{4}-\d\d-\d\d/;
/** Both versions of a change of version. */
const UPGRADE_REGEXP =
  /(?:up|down)grad\w{0,3} (?:\S{1,20} )?(?:from|to) (?:v?[\d.]{1,15} (?:to |\(from ))?$/i;
/** Numbers of a drawing: `c0 1.52-.87 2.83-2.12 `. */
const DRAWING_CHARS_MAX = 24;
const DRAWING_REGEXP = /(?:^|[\s"a-z])-?\d{0,3}\.\d{1,3}-\d{0,3}\.?\d{1,3}[\s,]$/i;
/** A package whose version is raised, lowered or pinned: `bump keyring 1.2.3.4 to `. */
const PACKAGE_REGEXP =
  /(?:^|[^\p{L}])(?:(?:bump|pin)(?:s|p?ed|ned|p?ing|ning)?|(?:up|down)grad(?:es?|ed|ing)|roll(?:s|ed|ing)? back) ((?:[^\s:=/@]{1,40} ){0,2}?)((?:from |to |\(|@)?(?:v?[\d.]{1,15}(?: to | ?-> ?| ?\u2192 ?))?)$/iu;
/** An operator of a list of packages, and a package that is installed. */
const PINNED_REGEXP =
  /(?:^|[\s"'`,([])[A-Za-z][\w.-]{1,40}(?:\[\w,]{1,24}\])?\s?(?:[=~<>!]=|===)\s?$|\b(?:install|add|npx|dlx)\s(?:-\S{1,16}\s){0,2}@?[a-z][\w./-]{1,40}@$/;
/** The version that follows when it changes. */
const NEXT_VERSION_REGEXP =
  /^(?: to | ?-> ?| ?\u2192 ?)v?(\d{1,2})\.(\d{1,2})\.\d{1,2}\.\d{1,3}(?![\d.]\d)/;
/** Short words for a program, its client, an agent by its name, and lists of goods and trades. */
const PROGRAM_REGEXP =
  /(?<![\p{L}\d])(?:[fs]w(?:\s\p{Ll}{3,16})?|(?:vpn|mail|sync|desktop)[- ][ck]lient(?:en)?|pkwiu|\u043e\u043a\u043f\u0434 ?2?|\u043e\u043a\u0432\u044d\u0434 ?2?|cpa|nace|ateco|cnae|te\u00e1or|["'][a-z]\w{1,20}-(?:sync|client|agent|sdk|app|bot|lib|cli)\/)[ :]{0,2}$/iu;
const PROGRAM_CHARS_MAX = 40;
/** A port or the length of a prefix. */
const PORT_REGEXP = /^[:/]\d/;
/** What only an address does. */
const CONNECTED_REGEXP =
  /^[^\n]{0,12}\b(?:connect|disconnect|verbunden|ansluten|logged|timed out)/i;
/** Names of what has an address. */
const HOST_REGEXP =
  /(?:^|[^a-z])(?:ip|ips|ipv4|dns|hosts?|servers?|records?|addr(?:ess(?:es)?)?|gateway|router|firewall|nodes?|peer|proxy|vm|machine|vpn|switch|device|cluster|balancer|resolver|upstream|endpoint|instance|pod|appliance|camera|printer|src|dst|source|dest|remote|client|net|subnet)(?:[^a-z]|$)/i;
/** The number of a heading, then its text. */
const HEADING_REGEXP = /^\.?\s+["'(]?[A-Z][a-z]/;

function matchIp(text: string, run: Readonly<Span>): Hit | null {
  // Inside a longer row, of which the first number was looked at.
  if (codeAt(text, run.start - 1) === DOT && isDigit(codeAt(text, run.start - 2))) return null;
  const octets = [0, 0, 0, 0];
  const start = digitsStart(text, run);
  if (start < 0) return null;
  let at = start;
  for (let group = 0; group < GROUPS; group++) {
    if (group > 0 && codeAt(text, at++) !== DOT) return null;
    const end = octetEnd(text, at);
    if (end < 0) return null;
    octets[group] = Number(text.slice(at, end));
    at = end;
  }
  if (!mayStart(text, start, octets)) return null;
  const hit = { start, end: at };
  if (isReverseName(text, at)) {
    return isNobodys(octets.toReversed()) ? null : { ...hit, need: "none" };
  }
  if (!mayEnd(text, at) || isNobodys(octets)) return null;
  if (
    isVersion(text, hit) || isPackage(text, hit, octets) || isAmount(text, hit) ||
    isHeading(text, hit, octets)
  ) return null;
  if (isUpdate(text, hit, octets[0] as number)) return null;
  const isNumbering = isObjectIdentifier(octets) || maybeSection(text, hit, octets);
  return { ...hit, need: isNumbering ? "context" : "none" };
}

/**
 * `3.5.1.1`: small numbers that differ are mostly sections of a document; an address of that sort
 * is seldom seen without a word, a port, a prefix length or a scheme. `1.2.3.4` is an example.
 */
function maybeSection(text: string, { start, end }: Span, octets: readonly number[]): boolean {
  // Nobody has such an address.
  if (octets[0] === 0 && octets.some((octet) => octet > 0)) return true;
  if (octets.some((octet) => octet > SECTION_MAX) || octets[0] === 10) return false;
  if (new Set(octets).size < 3 && octets[0] === octets[1]) return false;
  const isExample = octets.every((octet, k) => octet === (octets[0] as number) + k);
  if (isExample) return false;
  const next = codeAt(text, end);
  const hasPort = (next === 0x3a || next === SLASH) && isDigit(codeAt(text, end + 1));
  const before = codeAt(text, start - 1);
  return !hasPort && before !== SLASH && before !== 0x40;
}

/** End of a decimal number from 0 to 255 without leading zeros, or -1. */
function octetEnd(text: string, at: number): number {
  let end = at;
  let value = 0;
  while (end - at < 4 && isDigit(codeAt(text, end))) {
    value = value * 10 + codeAt(text, end) - 0x30;
    end++;
  }
  const leadingZero = end - at > 1 && codeAt(text, at) === 0x30;
  return end === at || value > 255 || leadingZero ? -1 : end;
}

function mayStart(text: string, at: number, octets: readonly number[]): boolean {
  if (!startsWord(text, at)) return false;
  const before = codeAt(text, at - 1);
  // `openssl-1.0.2.1` is a package; `server-10.0.0.5` a host.
  if (isDash(before) && isLetter(codeAt(text, at - 2))) return isPrivate(octets);
  return before !== DOT || !isAlphanumeric(codeAt(text, at - 2));
}

/**
 * Addresses that nobody has, so that they are no personal data: loopback, unspecified, broadcast and
 * netmasks.
 */
export function isNobodys([a, b, c, d]: readonly number[]): boolean {
  return a === 127 || a === 255 || (a === 0 && b === 0 && c === 0 && d === 0);
}

/** RFC 1918 and link-local. */
function isPrivate([a, b]: readonly number[]): boolean {
  if (a === 10) return true;
  if (a === undefined || b === undefined) return false;
  return (a === 172 && b >= 16 && b <= 31) || (a === 192 && b === 168) || (a === 169 && b === 254);
}

/** Not a fifth group or a file name (`1.2.3.4.tar`). */
function mayEnd(text: string, at: number): boolean {
  const next = codeAt(text, at);
  if (next === DOT || next === PLUS) return !isAlphanumeric(codeAt(text, at + 1));
  return !isAlphanumeric(next);
}

/** `9.113.0.203.in-addr.arpa`: the name that an address has in the domain name system. */
function isReverseName(text: string, at: number): boolean {
  return codeAt(text, at) === DOT && (codeAt(text, at + 1) | 0x20) === 0x69 &&
    text.slice(at, at + REVERSE_ZONE.length).toLowerCase() === REVERSE_ZONE;
}

/** `version 1.2.3.4`, `Chrome/120.0.0.0` in a browser's user agent, `1.2.3.4-rc1`. */
function isVersion(text: string, hit: Span): boolean {
  if (codeAt(text, hit.start - 1) === SLASH && isLetter(codeAt(text, hit.start - 2))) {
    if (text.startsWith(".0.0", hit.end - 4) || isProgram(text, hit)) return true;
    return PRODUCT_REGEXP.test(text.slice(Math.max(0, hit.start - 20), hit.start));
  }
  if (PACKAGE_TAIL_REGEXP.test(text.slice(hit.end, hit.end + 16))) return true;
  const isNamed = isCalledVersion(text, hit.start);
  if (isNamed && !FAMILY_REGEXP.test(text.slice(Math.max(0, hit.start - 16), hit.start))) {
    return true;
  }
  if (isProgram(text, hit)) return true;
  const lead = text.slice(Math.max(0, hit.start - 60), hit.start);
  return UPGRADE_REGEXP.test(lead) ||
    DRAWING_REGEXP.test(lead.slice(-DRAWING_CHARS_MAX));
}

/** `fw 4.41.17.2`, `"crm-sync/7.12.0.3"`: of numbers that begin low. */
function isProgram(text: string, { start, end }: Span): boolean {
  const octets = text.slice(start, end).split(".").map(Number);
  if ((octets[0] as number) > SECTION_MAX || isPrivate(octets)) return false;
  return PROGRAM_REGEXP.test(text.slice(Math.max(0, start - PROGRAM_CHARS_MAX), start)) &&
    !PORT_REGEXP.test(text.slice(end, end + 2)) &&
    !CONNECTED_REGEXP.test(text.slice(end, end + PROGRAM_CHARS_MAX));
}

/** Headings of columns that hold versions. */
const COLUMN_REGEXP =
  /(?:^|[\s_-])(?:versi[o\u00f3]n?e?|version|vers\u00e3o|wersja|verze|verzi\u00f3|verzia|s\u00fcr\u00fcm|build|release|firmware|driver|treiber|\u0432\u0435\u0440\u0441\u0438\u044f|\u0432\u0435\u0440\u0441\u0456\u044f|\u03ad\u03ba\u03b4\u03bf\u03c3\u03b7|\u7248\u672c|\u30d0\u30fc\u30b8\u30e7\u30f3|\ubc84\uc804|\u0e40\u0e27\u0e2d\u0e23\u0e4c\u0e0a\u0e31\u0e19|\u05d2\u05e8\u05e1\u05d4|\u0627\u0644\u0625\u0635\u062f\u0627\u0631)["'\s]*$/i;

/** Whether the column of a place holds versions. */
function isVersionColumn(scan: Scan, at: number): boolean {
  const name = scan.columnNames(at)?.name;
  return name !== undefined && COLUMN_REGEXP.test(name.slice(-32));
}

/** A version of a package that is named before it: small numbers, and nothing that has an address. */
function isPackage(text: string, hit: Span, octets: readonly number[]): boolean {
  // `1.1.1.1` and `8.8.4.4` are addresses that everybody knows.
  const isPair = octets[0] === octets[1] && new Set(octets).size < 3;
  if (isPair || (octets[0] as number) > SECTION_MAX) return false;
  const lead = text.slice(Math.max(0, hit.start - 80), hit.start);
  const named = PACKAGE_REGEXP.exec(lead);
  const isChanged = (named?.[2] ?? "") !== "" ||
    NEXT_VERSION_REGEXP.test(text.slice(hit.end, hit.end + 20));
  if (!isChanged && octets.some((octet) => octet > SECTION_MAX)) return false;
  if (named !== null) {
    const [whole, , change = ""] = named;
    return !HOST_REGEXP.test(whole) && (octets[0] !== 10 || change !== "");
  }
  if (octets[0] === 10) return false;
  const pinned = PINNED_REGEXP.exec(lead)?.[0];
  if (pinned !== undefined) return !HOST_REGEXP.test(pinned);
  const next = NEXT_VERSION_REGEXP.exec(text.slice(hit.end, hit.end + 20));
  return next !== null && Number(next[1]) === octets[0] && Number(next[2]) === octets[1] &&
    /[A-Za-z][\w.-]* $/.test(lead) && !HOST_REGEXP.test(lead);
}

/** `1.250.200.100,00` and `Rp 1.250.200.100`. */
function isAmount(text: string, hit: Span): boolean {
  const tail = text.slice(hit.start, hit.end);
  if (!/^\d{1,3}\.\d{3}\.\d{3}\.\d{3}$/.test(tail)) return false;
  if (/^,\d\d(?![\d,.])/.test(text.slice(hit.end, hit.end + 4))) return !isCell(text, hit.start);
  return /(?:[$\u20a0-\u20cf\u00a3\u00a5]|Rp\.?|R\$|EUR|IDR|VND|COP|CLP)\s?$/
    .test(text.slice(Math.max(0, hit.start - 5), hit.start));
}

/** Behind a comma without a space: a cell, and no amount with decimals. */
function isCell(text: string, at: number): boolean {
  return codeAt(text, at - 1) === COMMA;
}

/** A line that begins `4.1.2.3 Definitions`. */
function isHeading(text: string, hit: Span, octets: readonly number[]): boolean {
  if (/#\s\[?v?$/.test(text.slice(Math.max(0, hit.start - 4), hit.start))) {
    if (CHANGES_REGEXP.test(text.slice(hit.end, hit.end + 16))) return true;
  }
  if (octets.some((octet) => octet > 30) || octets[0] === 10 || new Set(octets).size < 3) {
    return false;
  }
  let at = hit.start;
  while (at > 0 && hit.start - at < 8 && " \t#*|".includes(text.charAt(at - 1))) at--;
  if (at > 0 && codeAt(text, at - 1) !== LINE_FEED) return false;
  return HEADING_REGEXP.test(text.slice(hit.end, hit.end + 12));
}

/** Arcs of object identifiers: attributes and extensions of certificates, and management. */
function isObjectIdentifier([a, b, c, d]: readonly number[]): boolean {
  return (a === 2 && b === 5 && (c === 4 || c === 29)) ||
    (a === 1 && b === 3 && ((c === 6 && d === 1) || c === 101 || c === 14 || c === 132));
}

/** The rule for IPv4 `IP_ADDRESS`. */
export const IP_V4_RULE: MatcherRule = {
  anchor: "matcher",
  category: "IP_ADDRESS",
  finds: "IPv4 address as a dotted quad; not loopback, 0.0.0.0, broadcast or netmasks",
  at: ["number"],
  followedBy: ".",
  words: [
    ...["ip", "ipv", "ips", "ip address", "ip addresses", "inet", "addr"],
    ...[
      "remote addr",
      "client ip",
      "source ip",
      "host",
      "hostname",
      "gateway",
      "nameserver",
      "dns",
    ],
    ...[
      "subnet",
      "cidr",
      "netmask",
      "ping",
      "traceroute",
      "peer",
      "bind",
      "listen",
      "x forwarded for",
    ],
    ...["ip adresse", "adresse ip", "direcci\u00f3n ip", "endere\u00e7o ip", "indirizzo ip"],
    ...["ip adres", "adres ip", "ip adresi", "ip osoite", "ip \u0430\u0434\u0440\u0435\u0441"],
  ],
  revision: 7,
  match: (scan: Scan, anchor: Readonly<Span>): Hit | null => {
    const hit = matchIp(scan.text, anchor);
    return hit !== null && isVersionColumn(scan, hit.start) ? null : hit;
  },
  hits: [
    ["from 192.168.1.1 port 22", "192.168.1.1"],
    ["http://10.0.0.1:8080/x", "10.0.0.1"],
    ["10.0.0.0/8", "10.0.0.0"],
    ["It was 254.255.255.255.", "254.255.255.255"],
    ["db/10.1.2.3", "10.1.2.3"],
    ["ip_8.8.8.8", "8.8.8.8"],
    ["version from 8.8.8.8", "8.8.8.8"],
    ['{"remote_addr":"203.0.113.7","status":200}', "203.0.113.7"],
    ['198.51.100.23 - - [10/Oct/2026:13:55:36 +0000] "GET / HTTP/1.1" 200', "198.51.100.23"],
    ["time,client,bytes\n12:00,203.0.113.9,17", "203.0.113.9"],
    ["Die Anfrage kam von 203.0.113.54, danach Stille.", "203.0.113.54"],
    ["\u8bbf\u95ee\u6765\u81ea203.0.113.5\u3002", "203.0.113.5"],
    ["root@10.20.30.40:~#", "10.20.30.40"],
    ["OID host 2.5.4.3", "2.5.4.3"],
    ["128.0.0.1 remotehost", "128.0.0.1"],
    ["\\n192.0.2.1\\n", "192.0.2.1"],
    ["[203.0.113.7]", "203.0.113.7"],
    ["9.113.0.203.in-addr.arpa. 3600 IN PTR web7", "9.113.0.203"],
    ["filter ip.src==8.8.4.4", "8.8.4.4"],
    ["ping 8.8.4.4", "8.8.4.4"],
    ["pin it to 1.1.1.1", "1.1.1.1"],
    ["ping 1.2.3.4 twice", "1.2.3.4"],
    ["upgraded the firewall 1.1.1.1 tonight", "1.1.1.1"],
    ["ssh root@1.2.3.4", "1.2.3.4"],
    ["the rig's v4 is 203.0.113.9 today", "203.0.113.9"],
    ["the update came from 10.3.0.17", "10.3.0.17"],
    ["IP-Adresse aktualisiert auf 10.3.0.17", "10.3.0.17"],
    ["agent installed on 10.3.0.17", "10.3.0.17"],
    ["fw 10.3.0.17 rebooted", "10.3.0.17"],
    ["fw 203.0.113.17 rebooted", "203.0.113.17"],
    ["vpn client 24.30.41.70 connected", "24.30.41.70"],
    ["bump the gateway 12.30.41.7 once", "12.30.41.7"],
    ["driver 10.3.0.17:7077 is up", "10.3.0.17"],
    ["update to 192.168.4.2 failed", "192.168.4.2"],
    ["version check: peer 12.30.41.7 said no", "12.30.41.7"],
    ["the new version runs on 12.30.41.7", "12.30.41.7"],
    ["build agent connected 12.30.41.7", "12.30.41.7"],
  ],
  misses: [
    'd="M0 0c0 1.52-.87 2.83-2.12 3.51.98.32 1 2"',
    "Upgrade to 4.4.63.30 (from 4.4.63.26)",
    "127.0.0.1 localhost",
    "http://127.0.0.53:8080/x",
    "bind 0.0.0.0:80",
    "broadcast 255.255.255.255",
    "netmask 255.255.240.0",
    "999.999.999.999",
    "01.02.03.04",
    "1.2.3.4.5",
    "300.1.2.3.4",
    "v1.2.3.4",
    "chore: bump libsecret 1.2.3.4 to 1.2.4.1",
    "Bumps foo-bar from 10.2.3.4 to 10.2.4.1.",
    "pinned numpy-ext==1.2.3.4",
    "npm install some-kit@1.2.3.4",
    "libsecret 1.2.3.4 -> 1.2.4.1",
    "version 2.10.3.1",
    '"Version": "2.10.3.1"',
    "Chrome/120.0.0.0 Safari/537.36",
    "Edg/120.0.210.91",
    "lib-1.2.3.4.tar.gz",
    "1.0.0.127.in-addr.arpa",
    "113.0.203.in-addr.arpa",
    "1.2.3",
    "1.2.3.256",
    "a.1.2.3.4",
    "1.2.3.4b",
    "version number is 4.0.30.1",
    "openssl-1.0.2.1",
    "libfoo 1.2.3.4-1ubuntu2",
    "upgraded to 1.8.0.201",
    "upgrade nginx from 1.2.3.4",
    "\u7248\u672c\uff1a3.2.1.7",
    "4.1.2.3 Definitions",
    "extension 2.5.29.17",
    'ED25519 = Identifier("1.3.101.112")',
    "changed in:: 0.7.100.3",
    "only keyed hashes (3.5.1.1)",
    "PCI DSS 10.2.1.6",
    "1.2.3.4-rc1",
    "## 4.11.0.250 (2024-08-02)",
    "Rp 1.250.200.100",
    "d81f0a bump lettuce 3.0.0.61 -> 3.0.0.62 (#91)",
    "rev. D, fw 3.52.16.4",
    "sw banco 5.3.0.127",
    'agent: "shop-sync/6.11.0.4"',
    "VPN-klient 4.2.7.118, sedan omstart",
    "PKWiU 28.13.41.0",
    "Aggiornamento alla 10.3.0.17 stanotte",
    "Treiber 10.3.0.17 eingespielt",
    "mise \u00e0 jour vers la 10.3.0.17",
    "rolled back to 10.3.0.17",
    "\u56fa\u4ef6\u5347\u7ea7\u5230 10.3.0.17",
    "\u043e\u0431\u043d\u043e\u0432\u0438\u043b\u0438 \u0434\u043e 10.3.0.17",
    "id,version,size\n7,10.3.0.17,8\n",
    "chore: bump lettuce 4.3.2.9 to 4.3.3.0",
    "Verze \u0159\u00edd\u00edc\u00edho syst\u00e9mu 12.0.4.199",
    "\uc571 \ubc84\uc804\uc740 7.1.0.33",
    "agent 10.4.2.88 or later",
    "Software 9.11.0.6, error in 9.10.2.41 mended",
    "10.3.0.17 \u306b\u30a2\u30c3\u30d7\u30c7\u30fc\u30c8",
  ],
};
