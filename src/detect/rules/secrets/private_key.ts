/**
 * Private keys: PEM and OpenPGP blocks, PuTTY files, age identities, base64 of any of these, and
 * bare keys that their name gives away. A header that is merely mentioned is none: there must be a
 * body of some length behind it.
 * @module
 */

import { codeAt, isAlphanumeric } from "../../text/character.ts";
import { type Hit, type MatcherRule, RANK, type Span } from "../../rule.ts";
import type { Scan } from "../../context/scan.ts";
import { valueAfter } from "./assignment.ts";
import {
  BASE64,
  decodeBase64,
  HEX_ANY,
  isOf,
  isPlaceholder,
  looksRandom,
  runEnd,
  UPPER36,
} from "./secret_text.ts";

/** Base64 in a body; an Ed25519 key has 64 characters, of which a cut one may have lost some. */
const BODY_MIN = 40;
/** Shortest line of base64 that counts. */
const LINE_MIN = 16;
const LINE_REGEXP = /[A-Za-z0-9+/=]{16,}/g;
/** Longest block, with all that JSON and code put between its lines. */
const BLOCK_MAX = 0x1_0000;
/** Longest run of what stands between two lines of base64. */
const GAP_MAX = 64;

/** RFC 7468 section 2 and RFC 9580 section 6.2, with the labels of OpenSSL and OpenSSH. */
const BEGIN_REGEXP = /^-----BEGIN ([A-Z0-9 ]{0,32})PRIVATE KEY( BLOCK)?-----/;
const END_REGEXP = /^-----END [A-Z0-9 ]{0,32}PRIVATE KEY(?: BLOCK)?-----/;
const DASHES = "-----";
/** Fields before the base64: `Proc-Type: 4,ENCRYPTED`, `DEK-Info: ...`, `Version: ...`. */
const FIELD_REGEXP =
  /^(?:Proc-Type|DEK-Info|Version|Comment|Hash|Charset|MessageID):[^\n\\]{0,120}/;
/** Line ends as such or escaped, indentation, quotes, what joins strings in code, quoting marks. */
const GAP_REGEXP = /^(?:\\+[nrt]|[\s"'`+,;>|#*\\.-]){1,64}/;

function matchPem(text: string, dashes: Readonly<Span>): Span | null {
  const begin = BEGIN_REGEXP.exec(text.slice(dashes.start, dashes.start + 64))?.[0];
  if (begin === undefined) return null;
  const from = dashes.start + begin.length;
  // The next dashes end the body, whatever they belong to: so each is looked for only once.
  const found = text.indexOf(DASHES, from);
  const next = found < 0 ? text.length : found;
  const ending = END_REGEXP.exec(text.slice(next, next + 80))?.[0];
  if (ending !== undefined && next - from <= BLOCK_MAX) {
    const body = text.slice(from, next);
    return hasBody(body) ? { start: dashes.start, end: next + ending.length } : null;
  }
  const end = cutEnd(text, { start: from, end: Math.min(next, from + BLOCK_MAX) });
  return end < 0 ? null : { start: dashes.start, end };
}

/** Whether enough of a body is base64, and no stand-in. */
function hasBody(body: string): boolean {
  const base64 = (body.match(LINE_REGEXP) ?? []).join("");
  return base64.length >= BODY_MIN && !isStandIn(base64);
}

function isStandIn(base64: string): boolean {
  return new Set(base64).size < 10 || /x{8}|X{8}|EXAMPLE|example|YOUR/.test(base64);
}

/** Where a body without an end line ends: after its last line of base64; -1 if it is too short. */
function cutEnd(text: string, body: Readonly<Span>): number {
  let at = body.start;
  let end = -1;
  let length = 0;
  while (at < body.end) {
    const gap = GAP_REGEXP.exec(text.slice(at, Math.min(body.end, at + GAP_MAX)))?.[0].length ?? 0;
    at += gap;
    const field = FIELD_REGEXP.exec(text.slice(at, at + 140))?.[0];
    if (field !== undefined) {
      at += field.length;
      continue;
    }
    const line = runEnd(text, at, { of: BASE64, max: body.end - at });
    if (line - at < LINE_MIN) break;
    length += line - at;
    end = line;
    at = line;
  }
  const isLong = length >= BODY_MIN && end >= 0;
  return isLong && !isStandIn(text.slice(body.start, end).replace(/[^A-Za-z0-9+/]/g, ""))
    ? end
    : -1;
}

/** Beginnings of base64 whose text is a private key. */
const ENCODED: readonly string[] = [
  "LS0tLS1CRUdJTi", // -----BEGIN
  "b3BlbnNzaC1rZXktdjEA", // openssh-key-v1
];

function matchEncoded(text: string, run: Readonly<Span>): Span | null {
  const { start } = run;
  if (!ENCODED.some((beginning) => text.startsWith(beginning, start))) return null;
  const end = runEnd(text, start, { of: BASE64, max: BLOCK_MAX });
  if (end - start < 2 * BODY_MIN) return null;
  const head = decodeBase64(text.slice(start, start + 96)) ?? "";
  const isKey = head.includes("PRIVATE KEY") || head.startsWith("openssh-key-v1");
  return isKey ? { start, end } : null;
}

const AGE_BEGINNING = "AGE-SECRET-KEY-1";
/** Bech32 of 32 bytes, in upper case (age format, section "X25519 recipient"). */
const AGE_BODY = 58;

function matchAge(text: string, run: Readonly<Span>): Span | null {
  const { start } = run;
  if (!text.startsWith(AGE_BEGINNING, start)) return null;
  const from = start + AGE_BEGINNING.length;
  const end = runEnd(text, from, { of: UPPER36, max: AGE_BODY + 1 });
  const isWhole = end - from === AGE_BODY && !isAlphanumeric(codeAt(text, end));
  return isWhole && !isPlaceholder(text.slice(from, end)) ? { start, end } : null;
}

/** PuTTY key files: from their first word to the authentication code in their last line. */
const PUTTY_MAX = 0x2000;
const PUTTY_NAME = "PuTTY-User-Key-File";
const PUTTY_MAC_REGEXP = /Private-(?:MAC|Hash): ?[0-9a-f]{40,64}/;

function matchPutty(text: string, start: number): Span | null {
  if (!text.startsWith(PUTTY_NAME, start)) return null;
  // The next file, if there is one, ends this: so that each is looked through only once.
  const next = text.indexOf(PUTTY_NAME, start + 1);
  const last = Math.min(next < 0 ? text.length : next, start + PUTTY_MAX);
  const file = text.slice(start, last);
  const lines = file.indexOf("Private-Lines:");
  const mac = lines < 0 ? null : PUTTY_MAC_REGEXP.exec(file.slice(lines));
  return mac === null ? null : { start, end: start + lines + mac.index + mac[0].length };
}

/** Characters of 32 bytes in hexadecimal, and in base64 with its padding. */
const KEY_HEX_CHARS = 64;
const KEY_BASE64_CHARS = 44;

/** `private_key: 0x...`, `PrivateKey = ...`: a bare key of 32 bytes or more. */
function matchNamed(text: string, name: Readonly<Span>): Span | null {
  if (text.startsWith("PuTTY", name.start)) return matchPutty(text, name.start);
  const value = valueAfter(text, name, { charsMax: 4_096, isToken: true });
  if (value === null || value.form === "bare") return null;
  const found = value.text.replace(/^0x/, "");
  if (isPlaceholder(found) || !looksRandom(found.slice(0, 128))) return null;
  const isHex = isOf(found, HEX_ANY) && found.length >= KEY_HEX_CHARS;
  const isBase64 = isOf(found, BASE64) && found.length >= KEY_BASE64_CHARS &&
    /[0-9]/.test(found) && /[A-Z]/.test(found) && /[a-z]/.test(found);
  return isHex || isBase64 ? { start: value.start, end: value.end } : null;
}

function sure(span: Span | null): Hit | null {
  return span === null ? null : { ...span, need: "none", rank: RANK.SURE };
}

/** Made-up bodies, in pieces, so that no scanner takes this file for a leak. */
const LINES: readonly string[] = [
  "QaKYjoFGmeOfglb2Ct7XxHykjj6JI+py" + "fHNjQG0wQs7sBeV81HpGzPC4agaoe2Q0",
  "FmtpP2OrVwVAQSBzkXzYLnyJx84bWfUL" + "BzsI4x/7oAwMwSQXTWwbKFlS3iVUXMv3",
  "MGTh3Kp9WuKlu1qcNW4gNHTmdpLo1tT4eLtVAF5c",
];

function block(label: string, joint: string): string {
  return [`-----BEGIN ${label}-----`, ...LINES, `-----END ${label}-----`].join(joint);
}

const RSA = block("RSA PRIVATE KEY", "\n");
const ESCAPED = block("PRIVATE KEY", "\\n");
const ONE_LINE = block("EC PRIVATE KEY", " ");
const PGP = block("PGP PRIVATE KEY BLOCK", "\n");
const CUT = `-----BEGIN OPENSSH PRIVATE KEY-----\n${LINES.join("\n")}`;

/** The rule for blocks in PEM and OpenPGP armour. */
export const PRIVATE_KEY_BLOCK_RULE: MatcherRule = {
  anchor: "matcher",
  category: "PRIVATE_KEY",
  finds: "block of a private key in PEM or OpenPGP armour, also escaped, on one line, or cut",
  at: ["dashes"],
  words: [],
  revision: 1,
  match: (scan: Scan, anchor: Readonly<Span>): Hit | null => sure(matchPem(scan.text, anchor)),
  hits: [
    [`${RSA}\n`, RSA],
    [`{"private_key":"${ESCAPED}\\n"}`, ESCAPED],
    [`KEY='${ESCAPED}'`, ESCAPED],
    [`key: ${ONE_LINE}`, ONE_LINE],
    [`Mein Schl\u00fcssel:\n${PGP}\nBitte.`, PGP],
    [`the log ends in ${CUT}`, CUT],
    [`INFO read ${ESCAPED} ok`, ESCAPED],
    [`a,b\n"${ESCAPED}",2\n`, ESCAPED],
  ],
  misses: [
    "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEQaKYjoFGmeOfglb2Ct7XxHykjj6JI\n-----END PUBLIC KEY-----",
    "The file starts with -----BEGIN PRIVATE KEY----- and a body follows.",
    "-----BEGIN RSA PRIVATE KEY-----\n...\n-----END RSA PRIVATE KEY-----",
    "-----BEGIN PRIVATE KEY-----\nMIIE...\n-----END PRIVATE KEY-----",
    "-----BEGIN CERTIFICATE-----\nMIIBvjCCAWOgAwIBAgIUAPRSujG0zQaKYjoFGmeOfglb2Ct7XxHykjj6JI\n-----END CERTIFICATE-----",
    "-----BEGIN PRIVATE KEY-----\nXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX\n-----END PRIVATE KEY-----",
    'if (pem.startsWith("-----BEGIN PRIVATE KEY-----")) {',
    "--------------------",
    "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmQENBF\n-----END PGP PUBLIC KEY BLOCK-----",
  ],
};

const AGE = "AGE-SECRET-KEY-1" + "6JQWWRKP5LMWA5PFSFC9E4T6JP29UWPJTPW2L9TNMVCXKUEW3T3NV6AW3Q";
/** Base64 of a header, and of what stands for the rest. */
const BLOB = `${btoa("-----BEGIN PRIVATE KEY-----")}${LINES.slice(0, 2).join("")}`;

/** The rule for keys that are one long token. */
export const PRIVATE_KEY_TOKEN_RULE: MatcherRule = {
  anchor: "matcher",
  category: "PRIVATE_KEY",
  finds: "identity of age, or base64 of a private key in PEM or OpenSSH form",
  at: ["token"],
  words: [],
  revision: 1,
  match: (scan: Scan, anchor: Readonly<Span>): Hit | null =>
    sure(matchAge(scan.text, anchor) ?? matchEncoded(scan.text, anchor)),
  hits: [
    [`${AGE}\n`, AGE],
    [`{"identity":"${AGE}"}`, AGE],
    [`# created: 2026\n${AGE}`, AGE],
    [`Die Identit\u00e4t ist ${AGE}.`, AGE],
    [`KEY_B64=${BLOB}\n`, BLOB],
    [`{"key":"${BLOB}"}`, BLOB],
    [`{\\"key\\":\\"${BLOB}\\"}`, BLOB],
    [`id,key\n1,${AGE}\n`, AGE],
  ],
  misses: [
    "AGE-SECRET-KEY-1",
    "age1qyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqs3290gq",
    "AGE-SECRET-KEY-1XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX",
    "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUJ2akNDQVdPZ0F3SUJBZ0lVQVBSU3VqRzB6TUlJQnZqQ0NBV09nQXdJQkFnSVVBUFJTdWpHMHpNSUlCdmpDQ0FXT2dBd0lCQWdJVUE=",
    "LS0tLS1CRUdJTiBQUklW",
    "b3BlbnNzaC1rZXktdjE",
    "SECRET-KEY-1 of age",
    "base64 of -----BEGIN is LS0tLS1CRUdJTi",
  ],
};

const HEX_KEY = "9851c4a71e794433411bb9df92ec41d2" + "363efe7361e1fdc8d95b2bb41100751e";
const WIREGUARD = "a4WszvFFdczNt5w0hjU7wEjX" + "o9cFgKxbdLpQlTN25q8=";
const PUTTY = [
  "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nComment: bob\nPublic-Lines: 1\nAAAAC3",
  `Private-Lines: 1\n${LINES[2]}\nPrivate-MAC: ${HEX_KEY}`,
].join("\n");

/** The rule for bare keys with a name, and for PuTTY's files. */
export const PRIVATE_KEY_NAMED_RULE: MatcherRule = {
  anchor: "matcher",
  category: "PRIVATE_KEY",
  finds: "32 bytes and more in hexadecimal or base64 after a word for private key; PuTTY key file",
  at: ["word"],
  triggers: [
    ...["private key", "privatekey", "priv key", "privkey", "secret key hex", "signer key"],
    ...["putty user key file", "presharedkey", "wireguard key", "privater schl\u00fcssel"],
    ...["privaten schl\u00fcssel", "cl\u00e9 priv\u00e9e", "clave privada", "llave privada"],
    ...["chave privada", "chiave privata", "klucz prywatny", "soukrom\u00fd kl\u00ed\u010d"],
    ...["\u043f\u0440\u0438\u0432\u0430\u0442\u043d\u044b\u0439 \u043a\u043b\u044e\u0447"],
    ...["\u043f\u0440\u0438\u0432\u0430\u0442\u043d\u0438\u0439 \u043a\u043b\u044e\u0447"],
    ...["\u00f6zel anahtar", "priv\u00e9 sleutel", "privat nyckel", "privat n\u00f8gle"],
    ...["\u0627\u0644\u0645\u0641\u062a\u0627\u062d \u0627\u0644\u062e\u0627\u0635"],
    ...[
      "\u79c1\u94a5",
      "\u79c1\u9470",
      "\u79d8\u5bc6\u9375",
      "\uac1c\uc778\ud0a4",
      "\uac1c\uc778 \ud0a4",
    ],
  ],
  words: [],
  revision: 1,
  match: (scan: Scan, anchor: Readonly<Span>): Hit | null => sure(matchNamed(scan.text, anchor)),
  hits: [
    [`private_key: 0x${HEX_KEY}`, `0x${HEX_KEY}`],
    [`PRIVATE_KEY=${HEX_KEY}\n`, HEX_KEY],
    [`{"privateKey":"${HEX_KEY}"}`, HEX_KEY],
    [`{\\"privateKey\\":\\"${HEX_KEY}\\"}`, HEX_KEY],
    [`[Interface]\nPrivateKey = ${WIREGUARD}\n`, WIREGUARD],
    [`my private key is ${HEX_KEY}.`, HEX_KEY],
    [`clave privada: ${HEX_KEY}`, HEX_KEY],
    [`${PUTTY}\n`, PUTTY],
    [`\u79c1\u94a5\uff1a${HEX_KEY}`, HEX_KEY],
  ],
  misses: [
    "public key: 9851c4a71e794433411bb9df92ec41d2363efe7361e1fdc8d95b2bb41100751e",
    "private key: <key>",
    "private_key_path: /etc/ssl/key.pem",
    "private_key_id: 9fceb02d0ae598e95dc970b74767f19372d61af8",
    "privateKey: process.env.PRIVATE_KEY",
    "the private key is stored in the vault",
    "PuTTY-User-Key-File-3: ssh-ed25519 is the first line",
    "private key: 9851c4a7",
  ],
};
