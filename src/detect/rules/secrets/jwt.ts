/**
 * JSON Web Tokens: three parts (JWS, RFC 7515) or five (JWE, RFC 7516) in base64url, the first of
 * which is a JSON object with a member `alg`.
 * @module
 */

import { codeAt } from "../../text/character.ts";
import { type Hit, type MatcherRule, RANK, type Span } from "../../rule.ts";
import type { Scan } from "../../context/scan.ts";
import { decodeBase64, runEnd, URL64 } from "./secret_text.ts";

/** Longest header and longest further part. */
const HEADER_CHARS_MAX = 4_096;
const PART_CHARS_MAX = 0x1_0000;
/** Shortest signature, of which a made-up one may be; the shortest real one has 43. */
const SIGNATURE_MIN = 20;
const JWS_PARTS = 3;
const JWE_PARTS = 5;

const DOT = 0x2e;
/** Base64url of `{"`, of `{` and white space. */
const BEGINNINGS: readonly string[] = ["eyJ", "ewo", "ewA", "ey0", "eyA", "ewk", "ew0"];
/** Base64url of `{"alg":"none"`, with or without what comes first. */
const UNSIGNED_REGEXP = /^eyJhbGciOiJub25lI|^eyJ0eXAiOiJKV1QiLCJhbGciOiJub25lI/;
const ALG_REGEXP = /"alg"\s*:\s*"[A-Za-z0-9+_-]{2,32}"/;

/** Whether a part decodes to a JSON object that names an algorithm. */
function isHeader(part: string): boolean {
  const json = decodeBase64(part);
  if (json === null || !ALG_REGEXP.test(json)) return false;
  try {
    const header: unknown = JSON.parse(json);
    return typeof header === "object" && header !== null;
  } catch {
    return false;
  }
}

function matchJwt(text: string, run: Readonly<Span>): Span | null {
  const start = tokenStart(text, run.start);
  if (!BEGINNINGS.includes(text.slice(start, start + 3))) return null;
  const header = runEnd(text, start, { of: URL64, max: HEADER_CHARS_MAX });
  if (codeAt(text, header) !== DOT || !isHeader(text.slice(start, header))) return null;
  const lengths: number[] = [];
  let end = header;
  while (codeAt(text, end) === DOT && lengths.length < JWE_PARTS) {
    const next = runEnd(text, end + 1, { of: URL64, max: PART_CHARS_MAX });
    // The sentence ends here, or the token was cut: `eyJ....`.
    if (next === end + 1 && codeAt(text, next) !== DOT) break;
    lengths.push(next - end - 1);
    end = next;
  }
  // Unsigned (RFC 7518 section 3.6): the last part is empty.
  if (lengths.length === 1 && UNSIGNED_REGEXP.test(text.slice(start, header))) {
    return codeAt(text, end) === DOT ? { start, end: end + 1 } : null;
  }
  const isJws = lengths.length === JWS_PARTS - 1 && (lengths[0] as number) >= 2;
  const isJwe = lengths.length === JWE_PARTS - 1;
  const last = lengths.at(-1) ?? 0;
  return (isJws || isJwe) && last >= SIGNATURE_MIN ? { start, end } : null;
}

/** `\neyJ...` in text that was quoted twice: the letter belongs to the escape. */
function tokenStart(text: string, at: number): number {
  return codeAt(text, at - 1) === 0x5c && "nrt".includes(text.charAt(at)) ? at + 1 : at;
}

/** Made-up parts, in pieces, so that no scanner takes this file for a leak. */
const SIGNATURE = "JBE9GgpjaBv28_JonohM21n3" + "sMNERQSNK7mwh2d96e_";
/** Header: HS256, JWT; payload: one subject. */
const SIGNED = `eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMiJ9.${SIGNATURE}`;
/** Header: dir, A256GCM; no key. */
const SEALED = "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0" +
  `..${SIGNATURE.slice(0, 16)}.${SIGNATURE}.` + SIGNATURE.slice(0, 22);

/** The rule for JSON Web Tokens. */
export const JWT_RULE: MatcherRule = {
  anchor: "matcher",
  category: "JWT",
  finds: "JSON Web Token: three parts or five, the first a JSON object with alg",
  at: ["token"],
  words: [],
  revision: 1,
  match: (scan: Scan, anchor: Readonly<Span>): Hit | null => {
    const span = matchJwt(scan.text, anchor);
    return span === null ? null : { ...span, need: "none", rank: RANK.SURE };
  },
  hits: [
    [`Authorization: Bearer ${SIGNED}`, SIGNED],
    [`{"jwt":"${SIGNED}"}`, SIGNED],
    [`{\\"jwt\\":\\"${SIGNED}\\"}`, SIGNED],
    [`token=${SIGNED}&page=2`, SIGNED],
    [`The session is ${SIGNED}.`, SIGNED],
    [`Das Token lautet ${SIGNED}`, SIGNED],
    [`id,jwt\n1,${SIGNED}\n`, SIGNED],
    [`INFO auth ${SIGNED} ok`, SIGNED],
    [`sealed: ${SEALED}`, SEALED],
    ["jwt: eyJhbGciOiJub25lIn0.eyJzdWIiOiIxMiJ9.", "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxMiJ9."],
  ],
  misses: [
    "eyJpZCI6MTIzLCJjdXJzb3IiOiJhYmMifQ==",
    "cursor: eyJpZCI6IjEyMyJ9.eyJhIjoxfQ.abc",
    "eyJhbGciOiJIUzI1NiJ9...",
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIx",
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9",
    "a.b.c",
    "eyJ is how a token begins",
    "eyJ0eXAiOiJKV1QiLCJraWQiOiIxIn0.eyJzdWIiOiIxMiJ9.JBE9GgpjaBv28JonohM21n3sMNERQSNK7mwh2d96e",
  ],
};
