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

/** Longest text of a list, and of any other value. */
const LIST_CHARS_MAX = 65_536;

/**
 * A value that is text at its source. What editors are told of its form is metadata, so that the
 * message for a wrong value is always the one given here.
 */
export function text(form: { problem?: string; pattern?: string } = {}): z.ZodType<string, string> {
  const { problem = "must be text", pattern } = form;
  return z.string(problem).meta(pattern === undefined ? {} : { pattern });
}

/** Milliseconds of a duration with a unit: `500ms`, `5s`, `60m`, `1h`, `90d`; null for another text. */
export function parseDuration(text: string): number | null {
  const match = DURATION_REGEXP.exec(text);
  if (match === null) return null;
  return Number(match[1]) * (DURATION_UNIT_MS[match[2] as string] as number);
}

/** A duration with a unit, in milliseconds. */
export function duration(minMs: number): z.ZodType<number> {
  const problem = "must be a duration such as 500ms, 5s, 60m, 1h or 90d";
  return text({ problem, pattern: DURATION_REGEXP.source }).transform((given, context) => {
    const ms = parseDuration(given) ?? NaN;
    if (Number.isNaN(ms)) context.addIssue(problem);
    else if (ms < minMs) context.addIssue(minMs === 1 ? "must be > 0" : `must be >= ${minMs}ms`);
    return ms;
  });
}

/** A whole number within bounds; in the file also as a number. */
export function whole(min: number, max: number): z.ZodType<number> {
  const problem = "must be a whole number";
  const number = z.number().meta({ type: "integer", minimum: min, maximum: max });
  const digits = z.string().meta({ pattern: WHOLE_REGEXP.source });
  return z.union([number, digits], problem).transform((given, context) => {
    const value = Number(given);
    if (!WHOLE_REGEXP.test(String(given))) context.addIssue(problem);
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
  const problem = "must be host:port, such as 127.0.0.1:8080 or [::1]:8080";
  return text({ problem, pattern: LISTEN_REGEXP.source }).transform((given, context) => {
    const address = listenAddress(given);
    if (address !== null) return address;
    context.addIssue(problem);
    return { hostname: "", port: 0 };
  });
}

/** An address to listen on, or `off`, which reads as null. */
export function listenOrOff(): z.ZodType<ListenAddress | null> {
  const problem = "must be host:port, such as 127.0.0.1:9090, or off";
  return text({ problem }).transform((given, context) => {
    const address = listenAddress(given);
    if (address === null && given !== "off") context.addIssue(problem);
    return address;
  });
}

/** A path; empty means none, and reads as null. */
export function optionalPath(): z.ZodType<string | null> {
  return z.string("must be text").max(4_096, "is too long")
    .transform((given) => given === "" ? null : given);
}

/** A switch; in the file also as `true` or `false`. */
export function onOff(): z.ZodType<boolean> {
  return z.union([z.boolean(), z.enum(["true", "false"])], "must be true or false")
    .transform((given) => given === true || given === "true");
}

/** One of some words. */
export function choice<const Word extends string>(...words: readonly Word[]): z.ZodType<Word> {
  return z.enum(words, `must be ${words.join(" or ")}`);
}

/** A path that must be there. */
export function path(): z.ZodType<string> {
  return z.string("must be text").min(1, "must not be empty").max(4_096, "is too long");
}

/** Some texts, with commas between them, or in the file as a list; none of them holds a comma. */
export function list(): z.ZodType<string[]> {
  return z.union([z.string(), z.array(z.string())], "must be text or a list of texts")
    .transform((given, context) => {
      const joined = typeof given === "string" ? given : given.join(",");
      if (joined.length > LIST_CHARS_MAX) context.addIssue("is too long");
      return joined === "" ? [] : joined.split(",");
    });
}
