/**
 * Puts a canary, an address that nothing else holds, into one string of a fixture after another, so
 * that a test can see whether each of them is read.
 * @module
 */

import { utf8 } from "../../src/base/bytes.ts";
import { concat } from "../../src/base/bytes.ts";
import { frameBytes } from "./frame_bytes.ts";
import type { WireFixture } from "./fixtures/fixture.ts";

/** A string of a fixture. */
export interface Position {
  /** `request`, `response` or `stream`. */
  part: "request" | "response" | "stream";
  /** Keys and indices from the part's value on. */
  path: (string | number)[];
}

/** The canary of a position. */
export function canaryOf(index: number): string {
  return `canary.${index}@aviary-example.com`;
}

/** Every string position of a fixture; keys are no positions. */
export function positionsOf(fixture: WireFixture): Position[] {
  const positions: Position[] = [];
  const parts = [
    ["request", fixture.request],
    ["response", fixture.response],
    ["stream", typeof fixture.stream?.events === "string" ? null : fixture.stream?.events],
  ] as const;
  for (const [part, value] of parts) {
    collect(value, [], (path) => positions.push({ part, path }));
  }
  return positions;
}

function collect(
  value: unknown,
  path: (string | number)[],
  onString: (path: (string | number)[]) => void,
): void {
  if (typeof value === "string") {
    if (value !== "[DONE]") onString(path);
  } else if (Array.isArray(value)) {
    value.forEach((item, k) => collect(item, [...path, k], onString));
  } else if (typeof value === "object" && value !== null) {
    for (const [key, item] of Object.entries(value)) collect(item, [...path, key], onString);
  }
}

/** A deep copy with the canary at the end of the string at a path. */
export function withCanary(
  value: unknown,
  path: readonly (string | number)[],
  canary: string,
): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return withText(value as string, canary);
  if (Array.isArray(value)) {
    return value.map((item, k) => k === step ? withCanary(item, rest, canary) : item);
  }
  return Object.fromEntries(
    Object.entries(value as object).map(([key, item]) => [
      key,
      key === step ? withCanary(item, rest, canary) : item,
    ]),
  );
}

/** JSON in a string stays JSON; anything else gets the canary behind it. */
function withText(text: string, canary: string): string {
  if (/^[{[]/.test(text)) {
    try {
      const value: unknown = JSON.parse(text);
      const paths: (string | number)[][] = [];
      collect(value, [], (path) => paths.push(path));
      const [first] = paths;
      if (first !== undefined) return JSON.stringify(withCanary(value, first, canary));
    } catch {
      return `${text} ${canary} `;
    }
  }
  // In a stream the next piece follows at once.
  return text === "" ? `${canary} ` : `${text} ${canary} `;
}

/** A body as bytes: JSON of a value, or a text as it is. */
export function bodyBytes(body: unknown): Uint8Array<ArrayBuffer> {
  return utf8(typeof body === "string" ? body : JSON.stringify(body));
}

/** A stream as bytes, with its media type. */
export function streamBytes(
  stream: NonNullable<WireFixture["stream"]>,
): { type: string; bytes: Uint8Array<ArrayBuffer> } {
  const { type, events } = stream;
  if (type === "sse") return { type: "text/event-stream", bytes: utf8(sseText(events)) };
  if (typeof events === "string") throw new Error(`A stream of ${type} is a list of events`);
  if (type === "list") return { type: "application/json", bytes: utf8(JSON.stringify(events)) };
  if (type === "lines") {
    const lines = events.map((event) => `${JSON.stringify(event)}\n`);
    return { type: "application/x-ndjson", bytes: utf8(lines.join("")) };
  }
  const frames = events.map((event) => {
    const { name, payload } = event as { name: string; payload: unknown };
    return frameBytes(name, JSON.stringify(payload));
  });
  return { type: "application/vnd.amazon.eventstream", bytes: concat(...frames) };
}

/** Events as server-sent ones; `{event, data}` names one, and a text is its data. */
function sseText(events: unknown[] | string): string {
  if (typeof events === "string") return events;
  // What ends the streams of some says nothing in those of others.
  return [...events, "[DONE]"].map((event) => {
    if (typeof event === "string") return `data: ${event}\n\n`;
    const { type } = event as { type?: unknown };
    const name = typeof type === "string" ? `event: ${type.split(" ")[0]}\n` : "";
    return `${name}data: ${JSON.stringify(event)}\n\n`;
  }).join("");
}
