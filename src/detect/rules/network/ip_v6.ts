/**
 * IPv6 addresses in every textual form of RFC 4291 section 2.2: full, compressed, with an IPv4
 * tail. Zone, brackets, port and prefix length stay outside of the hit.
 *
 *     [2001:db8::1]:443   fe80::1%eth0   ::ffff:192.0.2.1   2001:db8::/32
 *      ^.........^        ^.....^        ^..............^   ^........^
 *
 * @module
 */

import { codeAt, isAlphanumeric, isDigit, isHex } from "../../text/character.ts";
import type { Hit, MatcherRule, Need, Span } from "../../rule.ts";
import type { Scan } from "../../context/scan.ts";
import { standsFree } from "../digit_run.ts";
import { isNobodys } from "./ip_v4.ts";

/** Groups of an address, and digits of a group. */
const GROUPS = 8;
const GROUP_CHARS = 4;

const DOT = 0x2e;
const SLASH = 0x2f;
const COLON = 0x3a;
const OPEN = 0x5b;
const CLOSE = 0x5d;
const UNDERSCORE = 0x5f;

/** `::`, `::1`, and both in full. */
const NOBODYS_REGEXP = /^[0:]*:(?:0{0,4}|0{0,3}1)$/;

/** What the text of an address looks like. */
interface Parsed {
  end: number;
  /** Groups written out; an IPv4 tail counts two. */
  groups: number;
  isCompressed: boolean;
  hasTail: boolean;
  /** Longest group. */
  groupCharsMax: number;
}

function matchIp(text: string, colon: number): Hit | null {
  const start = startAt(text, colon);
  if (start < 0) return null;
  const parsed = parse(text, start);
  if (parsed === null) return null;
  const need = needOf(text, start, parsed);
  return need === null ? null : { start, end: parsed.end, need };
}

/** Where an address begins whose first colon is this one, or -1. */
function startAt(text: string, colon: number): number {
  let start = colon;
  while (colon - start <= GROUP_CHARS && isHex(codeAt(text, start - 1))) start--;
  if (colon - start > GROUP_CHARS) return -1;
  if (!standsFree(text, start)) return -1;
  const before = codeAt(text, start - 1);
  if (start === colon) return mayOpen(text, colon) ? colon : -1;
  if (before !== COLON) return start;
  // A key may stand before the colon: `src:2001:db8::1`. An earlier group may not.
  let key = start - 1;
  while (start - key <= GROUP_CHARS + 1 && isHex(codeAt(text, key - 1))) key--;
  const isGroup = key < start - 1 || codeAt(text, key - 1) === COLON;
  return isGroup && !isAlphanumeric(codeAt(text, key - 1)) ? -1 : start;
}

/** Whether an address may begin with the two colons here: not `std::vector`, `x[::2]`, `:::80`. */
function mayOpen(text: string, at: number): boolean {
  if (codeAt(text, at + 1) !== COLON) return false;
  const before = codeAt(text, at - 1);
  if (before === UNDERSCORE || before === COLON || before === 0x29 || before === 0x3e) return false;
  if (before !== OPEN) return before !== CLOSE;
  const owner = codeAt(text, at - 2);
  return !isAlphanumeric(owner) && owner !== UNDERSCORE && owner !== 0x29 && owner !== CLOSE;
}

/** Reads the longest address from `start`, at most eight groups, or null. */
function parse(text: string, start: number): Parsed | null {
  const parsed = { end: start, groups: 0, isCompressed: false, hasTail: false, groupCharsMax: 0 };
  let at = start;
  if (codeAt(text, at) === COLON) {
    parsed.isCompressed = true;
    at += 2;
    parsed.end = at;
  }
  while (parsed.groups < GROUPS) {
    const end = groupEnd(text, at);
    if (end === at) break;
    if (end - at > GROUP_CHARS) return null;
    const tail = codeAt(text, end) === DOT ? quadEnd(text, at) : -1;
    if (tail >= 0) {
      parsed.groups += 2;
      parsed.hasTail = true;
      parsed.end = tail;
      break;
    }
    parsed.groups++;
    parsed.groupCharsMax = Math.max(parsed.groupCharsMax, end - at);
    parsed.end = end;
    if (codeAt(text, end) !== COLON) break;
    at = end + 1;
    if (codeAt(text, at) === COLON) {
      if (parsed.isCompressed) return null;
      parsed.isCompressed = true;
      at++;
      parsed.end = at;
    } else if (!isHex(codeAt(text, at))) break;
  }
  return isWhole(text, parsed) ? parsed : null;
}

function isWhole(text: string, parsed: Parsed): boolean {
  const { end, groups, isCompressed } = parsed;
  if (isCompressed ? groups >= GROUPS : groups !== GROUPS) return false;
  const next = codeAt(text, end);
  if (isAlphanumeric(next) || next === UNDERSCORE) return false;
  if (next === DOT) return !isAlphanumeric(codeAt(text, end + 1));
  return next !== COLON || !isAlphanumeric(codeAt(text, end + 1));
}

function groupEnd(text: string, at: number): number {
  let end = at;
  while (end - at <= GROUP_CHARS && isHex(codeAt(text, end))) end++;
  return end;
}

/** End of a dotted quad from `at`, or -1. */
function quadEnd(text: string, at: number): number {
  let from = at;
  for (let group = 0; group < 4; group++) {
    if (group > 0 && codeAt(text, from++) !== DOT) return -1;
    let end = from;
    let value = 0;
    while (end - from < 3 && isDigit(codeAt(text, end))) {
      value = value * 10 + codeAt(text, end++) - 0x30;
    }
    if (end === from || value > 255) return -1;
    from = end;
  }
  return from;
}

/**
 * Nothing more for an address in the blocks that are in use (IANA IPv6 address space); a word for
 * the rest, which is mostly code: `a::b2`, `x[1::2]`. Null when it is something else: eight pairs
 * are an EUI-64, and the loopback and the unspecified address, also those of IPv4, nobody's.
 */
function needOf(text: string, start: number, parsed: Parsed): Need | null {
  const found = text.slice(start, parsed.end).toLowerCase();
  if (NOBODYS_REGEXP.test(found)) return null;
  if (parsed.hasTail) {
    const tail = found.slice(found.lastIndexOf(":") + 1).split(".").map(Number);
    return isNobodys(tail) ? null : "none";
  }
  if (found.startsWith("::ffff:")) return "none";
  if (!parsed.isCompressed) {
    if (parsed.groupCharsMax <= 2) return found.length === 23 ? null : "context";
    return "none";
  }
  const isRouted = /^[23][0-9a-f]{3}:/.test(found) &&
    (parsed.groups > 1 || codeAt(text, parsed.end) === SLASH);
  if (isRouted || found.startsWith("64:ff9b:")) return "none";
  // Link-local, unique local, multicast.
  return /^(?:fe[89ab][0-9a-f]|f[cd][0-9a-f]{2}|ff0[0-9a-f]):/.test(found) && /\d/.test(found)
    ? "none"
    : "context";
}

/** The rule for IPv6 `IP_ADDRESS`; the words stand with the rule for IPv4. */
export const IP_V6_RULE: MatcherRule = {
  anchor: "matcher",
  category: "IP_ADDRESS",
  finds: "IPv6 address; not ::1 and ::",
  at: ["colon"],
  words: ["ipv", "ip", "inet", "ip address"],
  revision: 3,
  match: (scan: Scan, anchor: Readonly<Span>): Hit | null => matchIp(scan.text, anchor.start),
  hits: [
    ["from 2001:0db8:85a3:0000:0000:8a2e:0370:7334.", "2001:0db8:85a3:0000:0000:8a2e:0370:7334"],
    ["http://[2001:db8::1]:443/x", "2001:db8::1"],
    ["fe80::1ff:fe23:4567:890a%eth2", "fe80::1ff:fe23:4567:890a"],
    ["2001:db8::/32", "2001:db8::"],
    ["peer ::ffff:192.0.2.128 closed", "::ffff:192.0.2.128"],
    ['{"ip":"2001:DB8:0:0:8:800:200C:417A"}', "2001:DB8:0:0:8:800:200C:417A"],
    ["src:2001:db8::7", "2001:db8::7"],
    ["source:2001:db8::7", "2001:db8::7"],
    ["inet6 fd12:3456:789a:1::1/64 scope global", "fd12:3456:789a:1::1"],
    ["64:ff9b::192.0.2.33", "64:ff9b::192.0.2.33"],
    ["IPv6-Adresse abcd::12", "abcd::12"],
    ["Server [2a02:2f0b::5], weiter", "2a02:2f0b::5"],
    ["\u5730\u57402001:db8::8\u3002", "2001:db8::8"],
    ["name,ip\nweb,2001:db8:1::3", "2001:db8:1::3"],
    ["\\n2001:db8::1\\n", "2001:db8::1"],
    ["http://[2001:db8::1]/x", "2001:db8::1"],
    ['for="[2001:db8:cafe::17]:4711"', "2001:db8:cafe::17"],
    ["sshd: connection from 2001:db8::9: closed", "2001:db8::9"],
  ],
  misses: [
    "::1 localhost",
    "listen [::]:80;",
    "0:0:0:0:0:0:0:1",
    "0000:0000:0000:0000:0000:0000:0000:0000",
    "::ffff:127.0.0.1",
    "std::vector<int>",
    "a::before { }",
    "Abc::Def",
    "x[::2] and x[1::2] and y[:, ::1]",
    "12:30:45",
    "2024-01-01T12:30:45",
    "00:1a:2b:3c:4d:5e",
    "00:1a:2b:3c:4d:5e:6f:70",
    "aa:bb:cc:dd:ee:ff:00:11:22:33:44:55:66:77:88:99",
    "2001:db8::1::2",
    "1:2:3:4:5:6:7:8:9",
    "2001:db8:1",
    "tcp6 0 0 :::80 :::* LISTEN",
    "use crate::cafe::b0b;",
    "x :: Int",
    "2001:db8::12345",
    "g2001:db8::1",
  ],
};
