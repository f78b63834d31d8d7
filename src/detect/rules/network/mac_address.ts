/**
 * MAC addresses (EUI-48, IEEE 802): six pairs with colons or dashes, three groups of four with
 * dots, and other spellings next to a word. Longer runs of pairs are fingerprints and keys.
 * @module
 */

import { codeAt, isAlphanumeric, isDash, isHex, isSpace } from "../../text/character.ts";
import type { Hit, MatcherRule, Need, Span } from "../../rule.ts";
import type { Scan } from "../../context/scan.ts";
import { standsFree } from "../digit_run.ts";

/** Characters of six pairs with separators, and of three groups of four. */
const PAIRS_CHARS = 17;
const QUADS_CHARS = 14;
const BARE_CHARS = 12;
const HALF_CHARS = 6;
/** Pairs in the header that firewalls log as `MAC=`: two addresses and the type of the frame. */
const FRAME_PAIRS = 14;

const DOT = 0x2e;
const COLON = 0x3a;
const SLASH = 0x2f;
const UNDERSCORE = 0x5f;

function matchMac(text: string, anchor: Readonly<Span>): Hit | null {
  if (codeAt(text, anchor.start) === COLON) {
    return hitAt(text, pairsAt(text, anchor.start - 2, COLON)) ?? short(text, anchor.start);
  }
  const length = anchor.end - anchor.start;
  if (length === HALF_CHARS) return halves(text, anchor);
  if (length === 2 && codeAt(text, anchor.end) === DOT) return dotted(text, anchor);
  if (length === 4) return quads(text, anchor);
  if (length === BARE_CHARS) return bare(text, anchor);
  if (length === 2) return spaced(text, anchor);
  return dashed(text, anchor);
}

function hitAt(text: string, span: Span | null): Hit | null {
  if (span === null) return null;
  const need = needOf(text.slice(span.start, span.end));
  return need === null ? null : { ...span, need };
}

/** None for addresses of nobody; a word for digits alone, which may be a time. */
function needOf(found: string): Need | null {
  const digits = found.replaceAll(/[^0-9a-f]/gi, "").toLowerCase();
  if (/^(?:0+|f+)$/.test(digits)) return null;
  return /[a-f]/.test(digits) || isUntimed(found) ? "none" : "context";
}

/** Highest number in a time. */
const MINUTES_MAX = 59;

/** Figures alone, of which several are too high for a time, and which do not ascend. */
function isUntimed(found: string): boolean {
  if (!/^\d\d(?::\d\d){5}$/.test(found)) return false;
  const pairs = found.split(":").map(Number);
  return pairs.filter((pair) => pair > MINUTES_MAX).length > 1 &&
    pairs.some((pair, k) => k > 0 && pair < (pairs[k - 1] as number));
}

/** Six pairs from `start`, and no seventh before or behind. */
function pairsAt(text: string, start: number, separator: number): Span | null {
  if (start < 0 || !isPair(text, start) || !mayStart(text, start, separator)) return null;
  let count = 1;
  let at = start + 2;
  while (count <= FRAME_PAIRS && codeAt(text, at) === separator && isPair(text, at + 1)) {
    at += 3;
    count++;
  }
  if (isAlphanumeric(codeAt(text, at))) return null;
  const isFrame = count === FRAME_PAIRS && text.startsWith("MAC=", start - 4);
  if (isFrame) return { start, end: start + 2 * PAIRS_CHARS + 1 };
  if (count !== 6 || codeAt(text, at) === separator && isAlphanumeric(codeAt(text, at + 1))) {
    return null;
  }
  return { start, end: at };
}

/** No letter or digit before, and no other pair; a key is allowed: `ether:00:1a:...`. */
function mayStart(text: string, start: number, separator: number): boolean {
  if (!standsFree(text, start)) return false;
  const before = codeAt(text, start - 1);
  if (before !== separator) return true;
  return !isPair(text, start - 3) || isAlphanumeric(codeAt(text, start - 4));
}

function isPair(text: string, at: number): boolean {
  return isHex(codeAt(text, at)) && isHex(codeAt(text, at + 1));
}

/** `00-1A-2B-3C-4D-5E`, alone or behind a name (`wlan_00-1A-...`). */
function dashed(text: string, token: Readonly<Span>): Hit | null {
  const start = token.end - PAIRS_CHARS;
  if (start < token.start) return null;
  const isOwn = start === token.start || codeAt(text, start - 1) === UNDERSCORE ||
    (start === token.start + 1 && standsFree(text, start));
  return isOwn ? hitAt(text, pairsAt(text, start, 0x2d)) : null;
}

/** `001a.2b3c.4d5e`; with dashes only next to a word. */
function quads(text: string, run: Readonly<Span>): Hit | null {
  let start = run.start;
  // A first group of letters alone is no event.
  if (isHexRun(text, start - 5, 4) && isQuadSeparator(codeAt(text, start - 1))) start -= 5;
  const separator = codeAt(text, start + 4);
  if (!isQuadSeparator(separator) || !isHexRun(text, start, 4)) return null;
  if (!isHexRun(text, start + 5, 4) || codeAt(text, start + 9) !== separator) return null;
  if (!isHexRun(text, start + 10, 4)) return null;
  const span = { start, end: start + QUADS_CHARS };
  if (!standsAlone(text, span)) return null;
  const hit = hitAt(text, span);
  return hit !== null && separator !== DOT ? { ...hit, need: "context" } : hit;
}

function isQuadSeparator(code: number): boolean {
  return code === DOT || isDash(code);
}

/** `0:1b:63:84:45:e6`, without leading zeros as some systems print it; only next to a word. */
function short(text: string, colon: number): Span & { need: Need } | null {
  let start = colon;
  while (colon - start < 2 && isHex(codeAt(text, start - 1))) start--;
  const before = codeAt(text, start - 1);
  if (start === colon || isAlphanumeric(before) || before === COLON || before === DOT) return null;
  let at = start;
  let size = 0;
  for (let group = 0; group < 6; group++) {
    if (group > 0 && codeAt(text, at++) !== COLON) return null;
    const from = at;
    while (at - from < 2 && isHex(codeAt(text, at))) at++;
    if (at === from) return null;
    size += at - from;
  }
  if (size === BARE_CHARS || isAlphanumeric(codeAt(text, at)) || codeAt(text, at) === COLON) {
    return null;
  }
  const hit = hitAt(text, { start, end: at });
  return hit === null ? null : { start, end: at, need: "context" };
}

/** `E848B8-C82000`; only next to a word. */
function halves(text: string, run: Readonly<Span>): Hit | null {
  if (!isHexRun(text, run.start, HALF_CHARS) || !isDash(codeAt(text, run.end))) return null;
  if (!isHexRun(text, run.end + 1, HALF_CHARS)) return null;
  const span = { start: run.start, end: run.end + 1 + HALF_CHARS };
  const hit = standsAlone(text, span) ? hitAt(text, span) : null;
  return hit === null ? null : { ...hit, need: "context" };
}

/** `00.1A.2B.3C.4D.5E`; only next to a word. */
function dotted(text: string, run: Readonly<Span>): Hit | null {
  const span = isPair(text, run.end + 1) ? pairsAt(text, run.start, DOT) : null;
  const hit = span !== null && standsAlone(text, span) ? hitAt(text, span) : null;
  return hit === null ? null : { ...hit, need: "context" };
}

/** Twelve digits without separators; only next to a word. */
function bare(text: string, run: Readonly<Span>): Hit | null {
  if (!isHexRun(text, run.start, BARE_CHARS) || !standsAlone(text, run)) return null;
  const hit = hitAt(text, { start: run.start, end: run.end });
  return hit === null ? null : { ...hit, need: "context" };
}

/** `00 1A 2B 3C 4D 5E`, and with a sign in the middle; only next to a word. */
function spaced(text: string, run: Readonly<Span>): Hit | null {
  if (!isSpace(codeAt(text, run.end)) || !isPair(text, run.end + 1)) return null;
  const before = codeAt(text, run.start - 1);
  if (
    isSpace(before) && isPair(text, run.start - 3) && !isAlphanumeric(codeAt(text, run.start - 4))
  ) {
    return null;
  }
  let at = run.start;
  for (let pair = 0; pair < 6; pair++) {
    if (pair === 3 && isMiddle(text, at)) at += 2;
    if (!isPair(text, at) || (pair > 0 && !isSpace(codeAt(text, at - 1)))) return null;
    at += 3;
  }
  const span = { start: run.start, end: at - 1 };
  if (!standsAlone(text, span)) return null;
  if (isSpace(codeAt(text, span.end)) && isPair(text, span.end + 1)) {
    if (!isAlphanumeric(codeAt(text, span.end + 3))) return null;
  }
  const hit = hitAt(text, span);
  return hit === null ? null : { ...hit, need: "context" };
}

/** `/ ` between the halves of an address, or another sign. */
function isMiddle(text: string, at: number): boolean {
  const code = codeAt(text, at);
  const isSign = code === SLASH || code === COLON || code === 0x7c || isDash(code);
  return isSign && isSpace(codeAt(text, at + 1));
}

function isHexRun(text: string, at: number, count: number): boolean {
  for (let k = 0; k < count; k++) if (!isHex(codeAt(text, at + k))) return false;
  return true;
}

/** Not part of a longer word, path, version or number. */
function standsAlone(text: string, { start, end }: Span): boolean {
  const before = codeAt(text, start - 1);
  const after = codeAt(text, end);
  if (isAlphanumeric(before) || isAlphanumeric(after)) return false;
  if (before === DOT) return false;
  if (isDash(before) || before === SLASH) {
    if (isAlphanumeric(codeAt(text, start - 2))) return false;
  }
  return !((after === DOT || isDash(after)) && isAlphanumeric(codeAt(text, end + 1)));
}

/** The rule for `MAC_ADDRESS`. */
export const MAC_RULE: MatcherRule = {
  anchor: "matcher",
  category: "MAC_ADDRESS",
  finds: "hardware address of a network interface, 48 bits",
  at: ["colon", "token", "mixed", "number"],
  groups: [[2, 2, "* -/_9|", " ."], [6, 6, "* -./_9|", "-"], [4, 4, "* -./_9|", "-."], [
    12,
    12,
    "* -./_9|",
    "* -./",
  ]],
  words: [
    ...["mac", "mac address", "macs", "mac addr", "macaddr", "macaddress", "hwaddr", "hw addr"],
    ...[
      "hardware address",
      "ethernet address",
      "ethernet adresse",
      "ethernetadresse",
      "adresse ethernet",
      "physical address",
      "physical addr",
      "bssid",
    ],
    ...["ether", "lladdr", "link ether", "bd addr", "bdaddr", "bluetooth address", "wlan", "wifi"],
    ...["wi fi", "nic", "station", "oui", "mac adresse", "macadresse", "hardwareadresse"],
    ...["physische adresse", "adresse mac", "adresse physique", "direcci\u00f3n mac"],
    ...["direcci\u00f3n f\u00edsica", "endere\u00e7o mac", "endere\u00e7o f\u00edsico"],
    ...["indirizzo mac", "indirizzo fisico", "mac adres", "adres mac", "mac adresi", "mac osoite"],
    ...["mac \u0430\u0434\u0440\u0435\u0441", "\u043c\u0430\u043a \u0430\u0434\u0440\u0435\u0441"],
    ...[
      "\u0444\u0438\u0437\u0438\u0447\u0435\u0441\u043a\u0438\u0439 \u0430\u0434\u0440\u0435\u0441",
    ],
    ...["\u7269\u7406\u5730\u5740", "\u7269\u7406\u30a2\u30c9\u30ec\u30b9"],
  ],
  revision: 4,
  match: (scan: Scan, anchor: Readonly<Span>): Hit | null => matchMac(scan.text, anchor),
  hits: [
    ["its mac is 00 1A 2B / 3C 4D 5E", "00 1A 2B / 3C 4D 5E"],
    ["device 00:1A:2B:3C:4D:5E joined", "00:1A:2B:3C:4D:5E"],
    ["00-1a-2b-3c-4d-5e", "00-1a-2b-3c-4d-5e"],
    ["AA-BB-CC-DD-EE-01", "AA-BB-CC-DD-EE-01"],
    ["Vlan10 001a.2b3c.4d5e DYNAMIC Gi0/1", "001a.2b3c.4d5e"],
    ["dead.2b3c.4d5e", "dead.2b3c.4d5e"],
    ['{"mac":"001A2B3C4D5E"}', "001A2B3C4D5E"],
    ["ether:00:1a:2b:3c:4d:5e", "00:1a:2b:3c:4d:5e"],
    ["link/ether 52:54:00:12:34:5f brd ff:ff:ff:ff:ff:ff", "52:54:00:12:34:5f"],
    ["host,mac\nweb,a0b1c2d3e4f5", "a0b1c2d3e4f5"],
    ["MAC address 00 1A 2B 3C 4D 5E", "00 1A 2B 3C 4D 5E"],
    ["MAC-Adresse: 52:54:00:12:34:56", "52:54:00:12:34:56"],
    ["direcci\u00f3n MAC 001a-2b3c-4d5e", "001a-2b3c-4d5e"],
    ["MAC=00:16:3e:5e:6c:00:fe:54:00:8a:1b:2c:08:00 SRC=", "00:16:3e:5e:6c:00:fe:54:00:8a:1b:2c"],
    ["\u8bbe\u590700:1a:2b:3c:4d:5e\u4e0a\u7ebf", "00:1a:2b:3c:4d:5e"],
    ["\\n00:1a:2b:3c:4d:5e\\n", "00:1a:2b:3c:4d:5e"],
    ["\\n00-1a-2b-3c-4d-5e", "00-1a-2b-3c-4d-5e"],
    ["sticker: MAC E848B8-C82001", "E848B8-C82001"],
    ["MAC adresi 00.1A.2B.3C.4D.5E", "00.1A.2B.3C.4D.5E"],
    ["name,mac,vlan\ncam,0:1b:63:84:45:e6,60", "0:1b:63:84:45:e6"],
    ["[dhcp] 82:74:16:63:90:21 -> leased", "82:74:16:63:90:21"],
    ["wlan_00-1A-2B-3C-4D-5E", "00-1A-2B-3C-4D-5E"],
  ],
  misses: [
    "SHA1 aa:bb:cc:dd:ee:ff:00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd",
    "00:1a:2b:3c:4d",
    "00:1a:2b:3c:4d:5e:6f",
    "00:1a:2b:3c:4d:5g",
    "12:30:45:10:20:30",
    "marks at 10:20:30:40:65:70",
    "20-12-31-10-20-30",
    "commit 001a2b3c4d5e",
    "2024.1201.1530",
    "[.1FA3.0020.0002]",
    "a001a.2b3c.4d5e.9f",
    "550e8400-e29b-41d4-a716-446655440000",
    "brd ff:ff:ff:ff:ff:ff",
    "00:00:00:00:00:00",
    "key 00-1A-2B-3C-4D-5E-6F-70",
    "x00:1A:2B:3C:4D:5E",
    "00:1A-2B:3C:4D:5E",
    "0:1b:63:84:45:e6",
    "part E848B8-C82001",
    "mac 0:1b:63:84:45",
    "wifi at 7:30:15:20:1:2:3",
  ],
};
