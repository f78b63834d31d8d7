/**
 * Keys that have no prefix but a shape that only one issuer uses. Each shape is looked for at a
 * long run of letters and digits, by what stands before it, after it, or at a fixed place in it.
 * @module
 */

import { codeAt, isAlphanumeric } from "../../text/character.ts";
import type { Span } from "../../rule.ts";
import {
  BASE62,
  DECIMAL,
  decodeBase64,
  HEX,
  isOf,
  isPlaceholder,
  looksRandom,
  runStart,
  URL64,
} from "./secret_text.ts";

/** A shape that begins where the run begins. */
interface Shape {
  what: string;
  /** Characters of the run of letters, digits, dashes and underscores that it begins with. */
  run: number;
  regexp: RegExp;
  /** Checks what the expression cannot. */
  isValid?: (found: string) => boolean;
}

const SHAPES: readonly Shape[] = [
  { what: "Airtable personal token", run: 17, regexp: /pat[A-Za-z0-9]{14}\.[0-9a-f]{64}/y },
  { what: "Mailgun signing key", run: 50, regexp: /[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8}/y },
  { what: "Mailchimp key", run: 36, regexp: /[0-9a-f]{32}-us\d{1,2}/y },
  {
    what: "1Password secret key",
    run: 39,
    regexp: /A3-[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})(?:-[A-Z0-9]{5}){3}/y,
  },
  {
    what: "New Relic licence key",
    run: 40,
    regexp: /(?:[0-9a-f]{36}|[a-z]{2}\d\dxx[0-9a-f]{30})NRAL/y,
  },
  { what: "MaxMind licence key", run: 40, regexp: /[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk/y },
  {
    what: "Discord bot token",
    run: 23,
    regexp: /[A-Za-z0-9_-]{23,28}\.[A-Za-z0-9_-]{6,7}\.[A-Za-z0-9_-]{27,40}/y,
    isValid: beginsWithSnowflake,
  },
  {
    what: "Zhipu key",
    run: 32,
    regexp: /[0-9a-f]{32}\.[A-Za-z0-9]{16}/y,
    isValid: (found) => looksRandom(found.slice(33)),
  },
  {
    what: "Mercado Pago access token",
    run: 66,
    regexp: /(?:APP_USR|TEST)-\d{13,20}-\d{6}-[0-9a-f]{32}-\d{6,12}/y,
  },
  { what: "Azure DevOps token", run: 84, regexp: /[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}/y },
  {
    what: "Azure key with a common annotation",
    run: 84,
    regexp: /[A-Za-z0-9]{52}JQQJ9[A-Za-z0-9]{27}/y,
  },
];

/** The first part is a user id, 17 to 20 digits, in base64url (Discord developer reference). */
function beginsWithSnowflake(found: string): boolean {
  const id = decodeBase64(found.slice(0, found.indexOf(".")));
  return id !== null && /^\d{17,20}$/.test(id);
}

/** A shape that what stands before the run tells. */
interface Led {
  what: string;
  /** Text right before the run. */
  before: string;
  /** Characters of one more part before that, and how many. */
  head?: { of: number; least: number; most: number };
  body: RegExp;
  /** Checks what the expression cannot. */
  isValid?: (found: string) => boolean;
}

const LED: readonly Led[] = [
  {
    what: "Telegram bot token",
    before: ":",
    head: { of: DECIMAL, least: 8, most: 10 },
    body: /AA[A-Za-z0-9_-]{33}/y,
  },
  {
    what: "Firebase server key",
    before: ":",
    head: { of: URL64, least: 11, most: 11 },
    body: /APA91b[A-Za-z0-9_-]{128,140}/y,
  },
  { what: "Twitch token", before: "oauth:", body: /[0-9a-z]{30}/y },
  { what: "OpenShift token", before: "sha256~", body: /[A-Za-z0-9_-]{43}/y },
  { what: "Google refresh token", before: "1//", body: /0[A-Za-z0-9_-]{40,200}/y },
  {
    what: "Terraform Cloud token",
    before: ".atlasv1.",
    head: { of: BASE62, least: 14, most: 14 },
    body: /[A-Za-z0-9_-]{60,70}/y,
  },
  {
    what: "Braintree token",
    before: "access_token$production$",
    body: /[0-9a-z]{16}\$[0-9a-f]{32}/y,
  },
  { what: "Braintree token", before: "access_token$sandbox$", body: /[0-9a-z]{16}\$[0-9a-f]{32}/y },
  {
    what: "Amazon MWS token",
    before: "amzn.mws.",
    body: /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/y,
  },
  {
    what: "Salesforce session",
    before: "!",
    head: { of: BASE62, least: 15, most: 18 },
    body: /[A-Za-z0-9._]{80,130}/y,
  },
  {
    what: "Asaas key",
    before: "$",
    body: /aact_[A-Za-z0-9_]{40,240}(?:::[0-9a-f-]{36}(?:::\$aach_[0-9a-f-]{36})?)?/y,
  },
  {
    what: "PagerDuty user token",
    before: "u+",
    body: /[A-Za-z0-9_-]{18}/y,
    isValid: (found) => looksRandom(found) && /[a-z]/.test(found) && /[A-Z]/.test(found),
  },
  {
    what: "Harness token",
    before: "pat.",
    body: /[A-Za-z0-9_-]{22}\.[A-Za-z0-9]{24}\.[A-Za-z0-9]{20}/y,
  },
];

/** Characters that a run may have beyond a shape. */
const SPARE_MAX = 12;

/** What may stand before a run that a {@linkcode Led} shape begins. */
const LED_BEFORE = ":~/.$!+";

/** The key of a known shape at a run of letters, digits, dashes and underscores; or null. */
export function shapeAt(text: string, run: Readonly<Span>): Span | null {
  const before = text.charAt(run.start - 1);
  if (before !== "" && LED_BEFORE.includes(before)) {
    const led = ledAt(text, run);
    if (led !== null) return led;
  }
  if (text.startsWith("AAAAAAAAAAAAAAAA", run.start)) return applicationToken(text, run);
  const length = run.end - run.start;
  const isDotted = text.charAt(run.end) === ".";
  // A hash: each shape has a dot behind it, or something else in it.
  if (!isDotted && isOf(text.slice(run.start, run.end), HEX)) return null;
  for (const { run: least, regexp, isValid } of SHAPES) {
    // The run is the shape, or what stands before its dot, give or take a few characters.
    if (length < least || (length > least + SPARE_MAX && !isDotted)) continue;
    regexp.lastIndex = run.start;
    const found = regexp.exec(text)?.[0];
    if (found === undefined) continue;
    const end = run.start + found.length;
    if (standsAlone(text, end) && isValid?.(found) !== false && !isPlaceholder(found)) {
      return { start: run.start, end };
    }
  }
  return null;
}

/** Eighteen letters A or more, and a text that has signs of base64 in the escapes of addresses. */
const APPLICATION_REGEXP = /A{18,28}(?:[A-Za-z0-9_-]|%[23][BDFbdf]){40,140}/y;

/** The token of an application at X, formerly Twitter, that begins where a run does; or null. */
function applicationToken(text: string, run: Readonly<Span>): Span | null {
  APPLICATION_REGEXP.lastIndex = run.start;
  const found = APPLICATION_REGEXP.exec(text)?.[0] ?? "";
  const end = run.start + found.length;
  const body = found.replace(/^A+/, "");
  return found.includes("%") && looksRandom(body) && standsAlone(text, end)
    ? { start: run.start, end }
    : null;
}

function ledAt(text: string, run: Readonly<Span>): Span | null {
  for (const { before, head, body, isValid } of LED) {
    const from = run.start - before.length;
    if (from < 0 || !text.startsWith(before, from)) continue;
    let start = from;
    if (head !== undefined) {
      start = runStart(text, from, { of: head.of, max: head.most + 1 });
      if (from - start < head.least || from - start > head.most) continue;
    }
    body.lastIndex = run.start;
    const found = body.exec(text)?.[0];
    if (found === undefined || isPlaceholder(found) || !/[0-9]/.test(found)) continue;
    const isGlued = isValid !== undefined && isAlphanumeric(codeAt(text, start - 1));
    if (isGlued || isValid?.(found) === false) continue;
    const end = run.start + found.length;
    if (standsAlone(text, end)) return { start, end };
  }
  return null;
}

function standsAlone(text: string, end: number): boolean {
  return !isAlphanumeric(codeAt(text, end));
}

/** Characters of a client secret of Microsoft Entra: three, a digit, `Q~`, and 31 to 34 more. */
const ENTRA_HEAD = 4;
const ENTRA_BODY_MIN = 31;
const ENTRA_BODY_MAX = 34;

/** The client secret of Microsoft Entra whose `Q~` ends a run of letters and digits; or null. */
export function entraSecretAt(text: string, run: Readonly<Span>): Span | null {
  if (codeAt(text, run.end) !== 0x7e || codeAt(text, run.end - 1) !== 0x51) return null;
  const start = run.end - 1 - ENTRA_HEAD;
  if (start < 0 || !/^[\w.~-]{3}\d$/.test(text.slice(start, run.end - 1))) return null;
  if (isAlphanumeric(codeAt(text, start - 1))) return null;
  const from = run.end + 1;
  const last = Math.min(text.length, from + ENTRA_BODY_MAX + 1);
  let end = from;
  while (end < last && /[\w.~-]/.test(text.charAt(end))) end++;
  while (end > from && text.charAt(end - 1) === ".") end--;
  const length = end - from;
  if (length < ENTRA_BODY_MIN || length > ENTRA_BODY_MAX) return null;
  return isPlaceholder(text.slice(from, end)) ? null : { start, end };
}

/** Whether a run is a GitLab token whose version and checksum follow: `.01.0w1a2b3c4`. */
export function routableTailEnd(text: string, at: number): number {
  if (codeAt(text, at) !== 0x2e) return at;
  const tail = text.slice(at, at + 14);
  const length = /^\.\d{2}\.[0-9a-z]{9}(?![0-9a-z])/.exec(tail)?.[0].length ?? 0;
  return at + length;
}
