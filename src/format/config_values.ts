/**
 * Kinds of values that settings have: how each is written as text, and what is said of a wrong one.
 * @module
 */

import { z } from "zod";

/** A host name or address with a port. */
export interface ListenAddress {
  hostname: string;
  /** 0 lets the system choose. */
  port: number;
}

const DURATION_REGEXP = /^(\d{1,9})(ms|s|m|h|d)$/;
const DURATION_UNIT_MS: Record<string, number> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};
const WHOLE_REGEXP = /^-?\d{1,15}$/;
const LISTEN_REGEXP = /^(?:\[([0-9a-fA-F:.]+)\]|([^:[\]\s]*)):(\d{1,5})$/;

/** Milliseconds of a duration with a unit: `500ms`, `5s`, `60m`, `1h`, `90d`; null for another text. */
export function parseDuration(text: string): number | null {
  const match = DURATION_REGEXP.exec(text);
  if (match === null) return null;
  return Number(match[1]) * (DURATION_UNIT_MS[match[2] as string] as number);
}

/** A duration with a unit, in milliseconds. */
export function duration(minMs: number): z.ZodType<number> {
  return z.string().transform((text, context) => {
    const ms = parseDuration(text) ?? NaN;
    if (Number.isNaN(ms)) context.addIssue("must be a duration such as 500ms, 5s, 60m, 1h or 90d");
    else if (ms < minMs) context.addIssue(minMs === 1 ? "must be > 0" : `must be >= ${minMs}ms`);
    return ms;
  });
}

/** A whole number within bounds. */
export function whole(min: number, max: number): z.ZodType<number> {
  return z.string().transform((text, context) => {
    const value = Number(text);
    if (!WHOLE_REGEXP.test(text)) context.addIssue("must be a whole number");
    else if (value < min) context.addIssue(min === 1 ? "must be > 0" : `must be >= ${min}`);
    else if (value > max) context.addIssue(`must be <= ${max}`);
    return value;
  });
}

/** Reads `host:port`; null when it is something else. */
export function listenAddress(text: string): ListenAddress | null {
  const match = LISTEN_REGEXP.exec(text);
  const port = Number(match?.[3]);
  if (match === null || port > 65_535) return null;
  return { hostname: match[1] ?? (match[2] === "" ? "0.0.0.0" : match[2] as string), port };
}

/** An address to listen on. */
export function listen(): z.ZodType<ListenAddress> {
  return z.string().transform((text, context) => {
    const address = listenAddress(text);
    if (address !== null) return address;
    context.addIssue("must be host:port, such as 127.0.0.1:8080 or [::1]:8080");
    return { hostname: "", port: 0 };
  });
}

/** A path; empty means none, and reads as null. */
export function optionalPath(): z.ZodType<string | null> {
  return z.string().max(4_096, "is too long").transform((text) => text === "" ? null : text);
}

/** A switch. */
export function onOff(): z.ZodType<boolean> {
  return z.enum(["true", "false"], "must be true or false").transform((text) => text === "true");
}

/** A path that must be there. */
export function path(): z.ZodType<string> {
  return z.string().min(1, "must not be empty").max(4_096, "is too long");
}
