/**
 * The binary form of what is known of one exchange, in the shared descriptor table.
 *
 *     bytes    0 .. 127    16 numbers (Float64), see the constants
 *            128 .. 3071   request texts, separated by line feeds, UTF-8, then a zero byte
 *           3072 .. 4095   response texts, likewise
 *
 * The main thread writes the request part when the request was read, the response part at the end;
 * a worker reads each part after its job was pushed.
 *
 * @module
 */

import type { BodyTap, EndCode } from "./body_tap.ts";
import { DESCRIPTOR_BYTES, type SharedViews } from "./shared.ts";

const NUMBERS = DESCRIPTOR_BYTES / Float64Array.BYTES_PER_ELEMENT;
const ORD = 0;
const ACCEPTED_AT = 1;
const REQUEST_BODY = 2;
const RESPONSE_BODY = 7;
const STATUS = 12;
const ADDED_US = 13;
const TTFB_US = 14;
const TOTAL_US = 15;

/** Flags of a body, in the last of its five numbers. */
const FLAGS = 4;
const BEGAN = 1;
const DEGRADED = 2;

const REQUEST_TEXT_AT = 128;
const RESPONSE_TEXT_AT = 3_072;
const TEXT_MAX = RESPONSE_TEXT_AT - REQUEST_TEXT_AT - 1;
const RESPONSE_TEXT_MAX = DESCRIPTOR_BYTES - RESPONSE_TEXT_AT - 1;

/** Longest kept prefixes, in characters. */
const PATH_MAX = 1_024;
const SHORT_MAX = 96;
/** What the application says of a call, or the upstream of its limits. */
const ATTRIBUTION_MAX = 1_280;
const RATE_LIMITS_MAX = 512;
/** A credential is told apart by its end (a token's signature), so the end is kept. */
const CREDENTIAL_MAX = 160;

/**
 * Several names with values as one text: `name IS value END name IS value END`. Header fields can
 * hold neither character. {@linkcode ATTRIBUTION_CUT} at the end says that there were more.
 */
export const ATTRIBUTION_IS = "\x1f";
export const ATTRIBUTION_END = "\x1e";
export const ATTRIBUTION_CUT = "\x1d";

const ENCODER = new TextEncoder();
const DECODER = new TextDecoder();
const LINE_FEED_REGEXP = /\n/g;

/** Texts known when the request has been read. */
export interface RequestTexts {
  method: string;
  path: string;
  host: string;
  contentType: string;
  contentEncoding: string;
  clientAddress: string;
  traceparent: string;
  credential: string;
  /** Names and values, see {@linkcode ATTRIBUTION_IS}. */
  attribution: string;
  /** Tries before this one, as the client's SDK counts them; empty when it does not. */
  retry: string;
}

/** Texts and numbers known at the end. */
export interface ResponseFacts {
  status: number;
  contentType: string;
  contentEncoding: string;
  upstreamRequestId: string;
  /** Names and values, see {@linkcode ATTRIBUTION_IS}. */
  rateLimits: string;
  errorType: string;
  addedUs: number;
  ttfbUs: number;
  totalUs: number;
}

/** One body as the worker finds it. */
export interface BodyRef {
  /** First slot of the chain, or -1. */
  first: number;
  /** Bytes copied. */
  captured: number;
  /** Bytes that passed. */
  total: number;
  end: EndCode;
  /** False when not even the head of this direction was seen. */
  began: boolean;
}

/** The request part, read by a worker. */
export interface ReadRequest {
  ord: number;
  acceptedAtMs: number;
  texts: RequestTexts;
  body: BodyRef;
  /** Copies were switched off when the request was accepted. */
  isDegraded: boolean;
}

/** Writes the request part. */
export function writeRequest(
  views: SharedViews,
  descriptor: number,
  request: {
    ord: number;
    acceptedAtMs: number;
    texts: RequestTexts;
    body: BodyTap;
    end: EndCode;
    began: boolean;
    isDegraded: boolean;
  },
): void {
  const at = descriptor * NUMBERS;
  views.descriptorNumbers[at + ORD] = request.ord;
  views.descriptorNumbers[at + ACCEPTED_AT] = request.acceptedAtMs;
  writeBody(views, at + REQUEST_BODY, request);
  if (request.isDegraded) {
    const flags = at + REQUEST_BODY + FLAGS;
    views.descriptorNumbers[flags] = (views.descriptorNumbers[flags] as number) + DEGRADED;
  }
  const { texts } = request;
  // The path is last: where the room is short, more of it is cut, and nothing else.
  const text = `${texts.method.slice(0, SHORT_MAX)}\n${texts.host.slice(0, SHORT_MAX)}\n` +
    `${texts.contentType.slice(0, SHORT_MAX)}\n${texts.contentEncoding.slice(0, SHORT_MAX)}\n` +
    `${texts.clientAddress.slice(0, SHORT_MAX)}\n${texts.traceparent.slice(0, SHORT_MAX)}\n` +
    `${texts.credential.slice(-CREDENTIAL_MAX)}\n${texts.retry.slice(0, SHORT_MAX)}\n` +
    `${texts.attribution.slice(0, ATTRIBUTION_MAX)}\n${texts.path.slice(0, PATH_MAX)}`;
  writeText(views, { at: descriptor * DESCRIPTOR_BYTES + REQUEST_TEXT_AT, text, max: TEXT_MAX });
}

/** Writes the response part. */
export function writeResponse(
  views: SharedViews,
  descriptor: number,
  response: { facts: ResponseFacts; body: BodyTap; end: EndCode; began: boolean },
): void {
  const at = descriptor * NUMBERS;
  const { facts } = response;
  writeBody(views, at + RESPONSE_BODY, response);
  views.descriptorNumbers[at + STATUS] = facts.status;
  views.descriptorNumbers[at + ADDED_US] = facts.addedUs;
  views.descriptorNumbers[at + TTFB_US] = facts.ttfbUs;
  views.descriptorNumbers[at + TOTAL_US] = facts.totalUs;
  const text = `${facts.errorType.slice(0, SHORT_MAX)}\n` +
    `${facts.contentType.slice(0, SHORT_MAX)}\n${facts.contentEncoding.slice(0, SHORT_MAX)}\n` +
    `${facts.upstreamRequestId.slice(0, SHORT_MAX)}\n` +
    `${facts.rateLimits.slice(0, RATE_LIMITS_MAX)}`;
  writeText(views, {
    at: descriptor * DESCRIPTOR_BYTES + RESPONSE_TEXT_AT,
    text,
    max: RESPONSE_TEXT_MAX,
  });
}

/** The request part, read by a worker. */
export function readRequest(
  views: SharedViews,
  descriptor: number,
): ReadRequest {
  const at = descriptor * NUMBERS;
  const fields = readText(views, descriptor * DESCRIPTOR_BYTES + REQUEST_TEXT_AT, TEXT_MAX);
  return {
    ord: views.descriptorNumbers[at + ORD] as number,
    acceptedAtMs: views.descriptorNumbers[at + ACCEPTED_AT] as number,
    texts: {
      method: fields[0] ?? "",
      host: fields[1] ?? "",
      contentType: fields[2] ?? "",
      contentEncoding: fields[3] ?? "",
      clientAddress: fields[4] ?? "",
      traceparent: fields[5] ?? "",
      credential: fields[6] ?? "",
      retry: fields[7] ?? "",
      attribution: fields[8] ?? "",
      path: fields[9] ?? "",
    },
    body: readBody(views, at + REQUEST_BODY),
    isDegraded: ((views.descriptorNumbers[at + REQUEST_BODY + FLAGS] as number) & DEGRADED) !== 0,
  };
}

/** The response part, read by a worker. */
export function readResponse(
  views: SharedViews,
  descriptor: number,
): { facts: ResponseFacts; body: BodyRef } {
  const at = descriptor * NUMBERS;
  const fields = readText(
    views,
    descriptor * DESCRIPTOR_BYTES + RESPONSE_TEXT_AT,
    RESPONSE_TEXT_MAX,
  );
  return {
    facts: {
      status: views.descriptorNumbers[at + STATUS] as number,
      contentType: fields[1] ?? "",
      contentEncoding: fields[2] ?? "",
      upstreamRequestId: fields[3] ?? "",
      rateLimits: fields[4] ?? "",
      errorType: fields[0] ?? "",
      addedUs: views.descriptorNumbers[at + ADDED_US] as number,
      ttfbUs: views.descriptorNumbers[at + TTFB_US] as number,
      totalUs: views.descriptorNumbers[at + TOTAL_US] as number,
    },
    body: readBody(views, at + RESPONSE_BODY),
  };
}

function writeBody(
  views: SharedViews,
  at: number,
  direction: { body: BodyTap; end: EndCode; began: boolean },
): void {
  const { body } = direction;
  views.descriptorNumbers[at] = body.first;
  views.descriptorNumbers[at + 1] = body.captured;
  views.descriptorNumbers[at + 2] = body.total;
  views.descriptorNumbers[at + 3] = direction.end;
  views.descriptorNumbers[at + FLAGS] = direction.began ? BEGAN : 0;
}

function readBody(views: SharedViews, at: number): BodyRef {
  return {
    first: views.descriptorNumbers[at] as number,
    captured: views.descriptorNumbers[at + 1] as number,
    total: views.descriptorNumbers[at + 2] as number,
    end: views.descriptorNumbers[at + 3] as EndCode,
    began: ((views.descriptorNumbers[at + FLAGS] as number) & BEGAN) !== 0,
  };
}

function writeText(views: SharedViews, target: { at: number; text: string; max: number }): void {
  const { at, max } = target;
  const room = views.descriptorBytes.subarray(at, at + max);
  const { written } = ENCODER.encodeInto(target.text, room);
  views.descriptorBytes[at + written] = 0;
}

function readText(views: SharedViews, at: number, max: number): string[] {
  const end = views.descriptorBytes.indexOf(0, at);
  const text = DECODER.decode(views.descriptorBytes.slice(at, Math.min(end, at + max)));
  return text.split("\n");
}

/** The text without line feeds, which separate texts in a descriptor. */
export function oneLine(text: string): string {
  return text.includes("\n") ? text.replaceAll(LINE_FEED_REGEXP, " ") : text;
}
