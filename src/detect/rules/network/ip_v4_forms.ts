/**
 * IPv4 addresses that are not dotted quads of decimal numbers: in hexadecimal or octal, zero-padded,
 * or as one number. Programs read all of them as the same address, and filters often do not.
 *
 *     0xCB.0x00.0x71.0x09     0313.0000.0161.0011     http://3405803785/     ip in hex CB007109
 *
 * @module
 */

import { codeAt, isAlphanumeric, isDigit, isHex } from "../../text/character.ts";
import type { Hit, MatcherRule, Span } from "../../rule.ts";
import type { Scan } from "../../context/scan.ts";
import { standsFree } from "../digit_run.ts";
import { isNobodys } from "./ip_v4.ts";

const DOT = 0x2e;
const ZERO = 0x30;
const AT = 0x40;
const SMALL_X = 0x78;
const GROUPS = 4;
/** One past the highest address, and past the highest octet. */
const ADDRESSES = 2 ** 32;
const OCTETS = 256;
/** The first address that one number is taken for: below it the first octet is 0. */
const NUMBER_MIN = 2 ** 24;
/** Longest part of an address, `037700000001`. */
const PART_CHARS_MAX = 12;
/** Length of an octet in octal with all its digits, and of one in decimal with all its zeros. */
const OCTAL_CHARS = 4;
const PADDED_CHARS = 3;
/** Longest name of a user before the host of an address of the web. */
const USER_CHARS_MAX = 64;

/** Schemes behind which a host stands; `tel://` has a number of its own. */
const SCHEME_REGEXP = /(?:^|[^A-Za-z])(?:h(?:tt|xx)ps?|ftp|wss?)$/i;
const SCHEME_CHARS_MAX = 6;
/** What may stand behind a host. */
const HOST_ENDS = "/:?#\"'`)>]},; \t\r\n";

/** One part of an address as `inet_aton` of POSIX reads it. */
interface Part extends Span {
  value: number;
  base: 8 | 10 | 16;
}

function partAt(text: string, start: number): Part | null {
  const isLed = codeAt(text, start) === ZERO;
  if (isLed && (codeAt(text, start + 1) | 0x20) === SMALL_X) {
    let end = start + 2;
    while (end - start < PART_CHARS_MAX && isHex(codeAt(text, end))) end++;
    if (end === start + 2) return null;
    return { start, end, value: parseInt(text.slice(start + 2, end), 16), base: 16 };
  }
  let end = start;
  while (end - start <= PART_CHARS_MAX && isDigit(codeAt(text, end))) end++;
  if (end === start || end - start > PART_CHARS_MAX) return null;
  const digits = text.slice(start, end);
  const base = isLed && digits.length > 1 && !/[89]/.test(digits) ? 8 : 10;
  return { start, end, value: parseInt(digits, base), base };
}

/** Up to four parts with dots between them. */
function partsAt(text: string, start: number): Part[] {
  const parts: Part[] = [];
  let at = start;
  while (parts.length < GROUPS) {
    const part = partAt(text, at);
    if (part === null) break;
    parts.push(part);
    if (codeAt(text, part.end) !== DOT || !isDigit(codeAt(text, part.end + 1))) break;
    at = part.end + 1;
  }
  return parts;
}

/** The octets of an address: the last part stands for all that are left; null when it is none. */
function octetsOf(parts: readonly Part[]): number[] | null {
  const last = parts.at(-1);
  const lead = parts.slice(0, -1).map(({ value }) => value);
  const left = GROUPS - lead.length;
  if (last === undefined || left < 1 || lead.some((value) => value >= OCTETS)) return null;
  if (last.value >= OCTETS ** left) return null;
  const rest: number[] = [];
  for (let k = left - 1; k >= 0; k--) rest.push(Math.floor(last.value / OCTETS ** k) % OCTETS);
  return [...lead, ...rest];
}

function matchGroups(text: string, run: Readonly<Span>): Hit | null {
  const isLed = codeAt(text, run.start) === ZERO;
  if (!isLed && run.end - run.start !== PADDED_CHARS) return null;
  if (!standsFree(text, run.start) || codeAt(text, run.start - 1) === DOT) return null;
  const parts = partsAt(text, run.start);
  if (parts.length !== GROUPS) return null;
  const end = (parts[GROUPS - 1] as Part).end;
  const after = codeAt(text, end);
  if (isAlphanumeric(after) || (after === DOT && isAlphanumeric(codeAt(text, end + 1)))) {
    return null;
  }
  const octets = octetsOf(parts);
  if (octets === null || isNobodys(octets)) return null;
  const hit = { start: run.start, end };
  if (parts.some(({ base }) => base === 16)) return { ...hit, need: "none" };
  const sizes = new Set(parts.map((part) => part.end - part.start));
  if (sizes.size > 1) return null;
  // Sections and articles have zeros before small numbers.
  const isOctal = sizes.has(OCTAL_CHARS) && parts.every(({ base }) => base === 8);
  if (isOctal) {
    const large = parts.filter(({ value }) => value >= 64).length;
    return { ...hit, need: large > 1 ? "none" : "context" };
  }
  return sizes.has(PADDED_CHARS) && isPadded(text, parts) ? { ...hit, need: "context" } : null;
}

/** `192.168.001.042`, read as decimal numbers. */
function isPadded(text: string, parts: readonly Part[]): boolean {
  const octets = parts.map(({ start, end }) => Number(text.slice(start, end)));
  return octets.some((octet) => octet < 100) && octets.every((octet) => octet < OCTETS) &&
    !isNobodys(octets);
}

/** The host of an address of the web, when it is a number or has parts that are no octets. */
function matchHost(text: string, scheme: Readonly<Span>): Hit | null {
  const lead = text.slice(Math.max(0, scheme.start - SCHEME_CHARS_MAX), scheme.start);
  const start = hostStart(text, scheme.end);
  if (!isDigit(codeAt(text, start)) || !SCHEME_REGEXP.test(lead)) return null;
  const parts = partsAt(text, start);
  const octets = octetsOf(parts);
  if (octets === null || isNobodys(octets)) return null;
  const end = (parts.at(-1) as Part).end;
  if (end < text.length && !HOST_ENDS.includes(text.charAt(end))) {
    if (codeAt(text, end) !== DOT || isAlphanumeric(codeAt(text, end + 1))) return null;
  }
  const value = octets.reduce((sum, octet) => sum * OCTETS + octet, 0);
  const isPlain = parts.length === GROUPS && parts.every(({ base }) => base === 10);
  if (isPlain || value < NUMBER_MIN || value >= ADDRESSES) return null;
  return { start, end, need: "none" };
}

/** Where the host begins: behind the name of a user, if there is one. */
function hostStart(text: string, from: number): number {
  if (isDigit(codeAt(text, from)) && codeAt(text, from + 1) !== AT) return from;
  const most = Math.min(text.length, from + USER_CHARS_MAX);
  for (let at = from; at < most; at++) {
    const code = text.charCodeAt(at);
    if (code === AT) return at + 1;
    if (code <= 0x20 || code === 0x2f) break;
  }
  return from;
}

/** The rule for an IPv4 `IP_ADDRESS` whose parts are not decimal, or that is one number. */
export const IP_V4_FORMS_RULE: MatcherRule = {
  anchor: "matcher",
  category: "IP_ADDRESS",
  finds: "IPv4 address in hexadecimal or octal parts, or as a number that is a host",
  at: ["number", "mixed", "scheme"],
  groups: [[3, PART_CHARS_MAX, "* -./_9|", "."]],
  words: [],
  revision: 1,
  match: ({ text }: Scan, anchor: Readonly<Span>): Hit | null =>
    codeAt(text, anchor.start) === 0x3a ? matchHost(text, anchor) : matchGroups(text, anchor),
  hits: [
    ["blocked 0xCB.0x00.0x71.0x09 twice", "0xCB.0x00.0x71.0x09"],
    ["http://0xcb.0.0x71.9/login", "0xcb.0.0x71.9"],
    ["denied 0313.0000.0161.0011, then quiet", "0313.0000.0161.0011"],
    ["client ip 0012.0000.0000.0005", "0012.0000.0000.0005"],
    ["ip address 010.020.030.040 (padded)", "010.020.030.040"],
    ["curl http://3405803785/login", "3405803785"],
    ["hxxps://3405803785:8443", "3405803785"],
    ["open https://shop.example@3405803785/", "3405803785"],
    ["see http://0xCB007109/ok", "0xCB007109"],
    ["see http://203.0.28937/ok", "203.0.28937"],
  ],
  misses: [
    "http://127.0.0.1/",
    "http://2130706433/ is the machine itself",
    "0x7F.0x00.0x00.0x01",
    "tel://4155550123/",
    "http://404/ and http://8080/",
    "http://3405803785.example.com/",
    "http://9405803785/",
    "article 0001.0002.0003.0004 of the code",
    "the sum is 0313.0000.0161",
    "0xCB.0x00.0x71",
    "0x1CB.0x00.0x71.0x09",
    "file 010.020.030.040 of the archive",
    "ip 0313.0000.0161.0011.0001",
  ],
};

/** Words for eight digits that are hexadecimal, and names of a value that may be so written. */
const HEX_WORDS: readonly string[] = [
  ...["hex", "hexa", "hexadecimal", "hexad\u00e9cimal", "hexadezimal", "esadecimale"],
];
const NAME_WORDS: readonly string[] = ["ip", "ip addr", "ip address", "ipaddr", "ipaddress"];
/** An address before the word. */
const ADDRESS_REGEXP =
  /\b(?:ipv?4?|v4|address|addr|adresse|direcci\u00f3n|indirizzo|endere\u00e7o|adres|adress|host)(?:\b|_)[^\n]{0,64}$/i;
const ADDRESS_CHARS_MAX = 80;
/** The digits behind the word, and perhaps what they are. */
const DIGITS_REGEXP =
  /^([^\n0-9]{0,24}?)(?<![0-9a-z])((?:0x)?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2}))(?![0-9a-z])/i;
/** The digits right behind a name. */
const NAMED_REGEXP =
  /^(["']?\s?[=:]\s?["']?)(0x([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2}))(?![0-9a-z])/i;
const DIGITS_CHARS_MAX = 36;

function matchHexIp(text: string, word: Readonly<Span>): Hit | null {
  const rest = text.slice(word.end, word.end + DIGITS_CHARS_MAX);
  const isHex = (codeAt(text, word.start) | 0x20) !== 0x69; // Not `ip`.
  const found = (isHex ? DIGITS_REGEXP : NAMED_REGEXP).exec(rest);
  if (found === null || isNobodys(found.slice(3).map((pair) => parseInt(pair, 16)))) return null;
  const [, between = "", digits = ""] = found;
  const start = word.end + between.length;
  const lead = text.slice(Math.max(0, word.start - ADDRESS_CHARS_MAX), word.start);
  if (isHex && !ADDRESS_REGEXP.test(lead) && !ADDRESS_REGEXP.test(between)) return null;
  return { start, end: start + digits.length, need: "none" };
}

/** The rule for an IPv4 `IP_ADDRESS` in one hexadecimal number. */
export const IP_V4_HEX_RULE: MatcherRule = {
  anchor: "matcher",
  category: "IP_ADDRESS",
  finds: "IPv4 address as eight hexadecimal digits behind words for an address and for hex",
  at: ["word"],
  triggers: [...HEX_WORDS, ...NAME_WORDS],
  words: [],
  revision: 1,
  match: (scan: Scan, anchor: Readonly<Span>): Hit | null => matchHexIp(scan.text, anchor),
  hits: [
    ["the address as hex, 0xCB007109, in the trap", "0xCB007109"],
    ["IP in hex: c0a8012a", "c0a8012a"],
    ["hex ip 0x0A0900FE", "0x0A0900FE"],
    ["ip_hex=0A0900FE", "0A0900FE"],
    ["adresse IP en hexad\u00e9cimal : c0a80129", "c0a80129"],
    ["Die Adresse steht hexadezimal als 0xC0A80117 da", "0xC0A80117"],
    ['host address in hex is "AC10042D"', "AC10042D"],
    ["v4 (hex) = ac1f2c09", "ac1f2c09"],
    ["INFO ip=0xC0A80117 up", "0xC0A80117"],
  ],
  misses: [
    "the address 0xCB007109",
    "colour as hex, 0xCB007109",
    "IP in hex: 0x7F000001",
    "IP in hex: 0xCB00710",
    "IP in hex: 0xCB0071091",
    "the host of the hexagon c0a8012a",
    "the IP of host 7\nas hex 0xCB007109",
    "hex 0xCB007109",
  ],
};

/** Words for a number that is decimal and whole, and names of an address that is one. */
const NUMBER_WORDS: readonly string[] = [
  ...["decimal", "d\u00e9cimal", "d\u00e9cimale", "dezimal", "dezimalzahl", "decimale", "decimaal"],
  ...["integer", "uint32", "int32", "dword", "entero", "entier", "intero", "ganzzahl"],
  ...["ip int", "ip long", "ip num", "ip number", "ip dec", "inet ntoa"],
];
/** An address of the Internet before the number; others are called addresses, too. */
const INTERNET_REGEXP = /(?:^|[^A-Za-z])(?:ip(?:v?4)?|inet)(?![a-z])[^\n]{0,96}$/i;
/** The number behind the word. */
const NUMBER_REGEXP = /^([^\n0-9]{0,24}?)(?<![0-9A-Za-z.,+$-])(\d{8,10})(?![0-9A-Za-z]|[.,-]\d)/;

function matchNumber(text: string, word: Readonly<Span>): Hit | null {
  const found = NUMBER_REGEXP.exec(text.slice(word.end, word.end + DIGITS_CHARS_MAX));
  if (found === null) return null;
  const [, between = "", digits = ""] = found;
  const start = word.end + between.length;
  const lead = text.slice(Math.max(0, word.start - ADDRESS_CHARS_MAX), start);
  const octets = Number(digits) < NUMBER_MIN || digits.startsWith("0")
    ? null
    : octetsOf([{ start, end: start, value: Number(digits), base: 10 }]);
  if (octets === null || isNobodys(octets) || !INTERNET_REGEXP.test(lead)) return null;
  return { start, end: start + digits.length, need: "none" };
}

/** The rule for an IPv4 `IP_ADDRESS` in one decimal number. */
export const IP_V4_NUMBER_RULE: MatcherRule = {
  anchor: "matcher",
  category: "IP_ADDRESS",
  finds: "IPv4 address as one decimal number behind words for an address and for that",
  at: ["word"],
  triggers: NUMBER_WORDS,
  words: [],
  revision: 1,
  match: (scan: Scan, anchor: Readonly<Span>): Hit | null => matchNumber(scan.text, anchor),
  hits: [
    ["the IP as a decimal number is 3405803785", "3405803785"],
    ["ip_int=3405803785", "3405803785"],
    ['"ip_long": 3405803785', "3405803785"],
    ["SELECT INET_NTOA(3405803785)", "3405803785"],
    ["ip_num: 3405803785,", "3405803785"],
    ["IP in integer form: 3405803785.", "3405803785"],
    ["adresse IP en d\u00e9cimal : 3405803785", "3405803785"],
    ["IP-Adresse als Ganzzahl 3405803785", "3405803785"],
  ],
  misses: [
    "the sum as a decimal number is 3405803785",
    "memory address as an integer: 3405803785",
    "IP as integer 2130706433",
    "IP in decimal: 3405803785kb",
    "IP as integer 9405803785",
    "IP as integer 12345",
    "the IP\nas integer 3405803785",
    "ship the integer 3405803785",
    "ip_int=3405803785.25",
  ],
};
