/**
 * `head.json`: what the log's own next start needs. It is local state and proves nothing; a copy
 * that is older than the newest signed head is recognised and refused.
 *
 * ```json
 * {"after":{...},"before":{...},"boot":1,"ord":7,"origin":"localhost/outband-1f2e3d4c","part":0,
 *  "period":3600,"root":"<64 hex>","size":14,"w":498686}
 * ```
 *
 * `before` and `after` are resume points at the start and at the end of the newest sealed part:
 * the log goes on from `after`, or seals that part again from `before`.
 *
 * @module
 */

import { fromHex, toHex } from "../base/bytes.ts";
import { canonicalJson } from "../base/canonical_json.ts";
import { formatTime, parseTime } from "../base/clock.ts";
import type { WindowPart } from "../format/layout.ts";
import type { Software } from "../format/record.ts";
import type { OrdinalRange } from "./ordinals.ts";
import type { ResumePoint } from "./log_state.ts";

/** Longer ones are refused; a frontier has at most 53 hashes, the open ranges are few. */
export const HEAD_BYTES_MAX: number = 16 * 1024 * 1024;

/** Content of the file. */
export interface HeadFile {
  origin: string;
  /** Root at `after.size`, 32 bytes. */
  root: Uint8Array;
  /** The newest part that was sealed, or was about to be. */
  window: WindowPart;
  before: ResumePoint;
  after: ResumePoint;
}

/** Text of the file, with its line feed. */
export function headText(head: HeadFile): string {
  const text = canonicalJson({
    origin: head.origin,
    size: head.after.size,
    root: toHex(head.root),
    ...head.window,
    ord: head.after.ord,
    boot: head.after.boot,
    before: pointFields(head.before),
    after: pointFields(head.after),
  });
  return `${text}\n`;
}

function pointFields(point: ResumePoint): Record<string, unknown> {
  return {
    size: point.size,
    prev: point.prev,
    t: formatTime(point.lastMs),
    frontier: point.frontier.map(toHex),
    ord: point.ord,
    open: point.open.map(({ start, end }) => [start, end]),
    boot: point.boot,
    software: point.software === null ? null : { ...point.software },
    window: point.window === null ? null : { ...point.window },
    keys: point.keys.map(({ n, vkey, index }) => [n, vkey, index]),
  };
}

/** Reads the file; null unless {@linkcode headText} writes exactly this text. */
export function parseHead(text: string): HeadFile | null {
  try {
    const value = asObject(JSON.parse(text));
    const head: HeadFile = {
      origin: asText(value["origin"]),
      root: asHash(value["root"]),
      window: asWindow(value),
      before: asPoint(asObject(value["before"])),
      after: asPoint(asObject(value["after"])),
    };
    return headText(head) === text ? head : null;
  } catch {
    return null; // Not JSON, or a field of another kind.
  }
}

function asPoint(value: Fields): ResumePoint {
  const open: OrdinalRange[] = asList(value["open"]).map((pair) => {
    const [start, end] = asList(pair);
    return { start: asCount(start), end: asCount(end) };
  });
  return {
    size: asCount(value["size"]),
    prev: toHex(asHash(value["prev"])),
    lastMs: asTime(value["t"]),
    frontier: asList(value["frontier"]).map(asHash),
    ord: asCount(value["ord"]),
    open,
    boot: asCount(value["boot"]),
    software: value["software"] === null ? null : asSoftware(asObject(value["software"])),
    window: value["window"] === null ? null : asWindow(asObject(value["window"])),
    keys: asList(value["keys"]).map((key) => {
      const [n, vkey, index] = asList(key);
      return { n: asCount(n), vkey: asText(vkey), index: asCount(index) };
    }),
  };
}

type Fields = Readonly<Record<string, unknown>>;

function asWindow(value: Fields): WindowPart {
  return {
    w: asCount(value["w"]),
    part: asCount(value["part"]),
    period: asCount(value["period"]),
  };
}

function asSoftware(value: Fields): Software {
  const named = { name: asText(value["name"]), version: asText(value["version"]) };
  return value["runtime"] === undefined ? named : { ...named, runtime: asText(value["runtime"]) };
}

function asObject(value: unknown): Fields {
  if (typeof value !== "object" || value === null) throw new TypeError("Not an object");
  return value as Fields;
}

function asList(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new TypeError("Not a list");
  return value;
}

function asText(value: unknown): string {
  if (typeof value !== "string") throw new TypeError("Not a text");
  return value;
}

function asCount(value: unknown): number {
  if (!Number.isSafeInteger(value) || value as number < 0) throw new TypeError("Not a count");
  return value as number;
}

function asTime(value: unknown): number {
  const timeMs = parseTime(asText(value));
  if (timeMs === null) throw new TypeError("Not a time");
  return timeMs;
}

function asHash(value: unknown): Uint8Array {
  const hash = fromHex(asText(value));
  if (hash === null || hash.length !== 32) throw new TypeError("Not a hash");
  return hash;
}
