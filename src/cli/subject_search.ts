/**
 * Looks for the records of a person by a value: in what the application said of its calls, in
 * telemetry lines, and by whole originals. It says what it looked at, and so what it could not see.
 *
 * ```text
 * attribution   the record holds HMAC(pseudonym key, SHA-256 of the value): made again, compared
 * telemetry     the value, in any text of the line or of the redacted payloads in it
 * original      the record holds HMAC(its key, SHA-256 of the whole body): made again, compared
 * ```
 * @module
 */

import { toHex, utf8 } from "../base/bytes.ts";
import { NODE_SUITE } from "../base/digest.ts";
import type { CallBody } from "../format/record.ts";
import { type Disk, readFile } from "../format/disk.ts";
import { type KeptPart, OriginalKeys } from "../journal/original_keys.ts";
import { Pseudonyms } from "../journal/pseudonyms.ts";
import { parseSecret, SECRET_TEXT_BYTES_MAX } from "../journal/secrets.ts";
import { commitment } from "../tlog/commitment.ts";
import type { CommandIo } from "./command.ts";
import { directorySource } from "./evidence_source.ts";
import { findWholeLog, logLines } from "./log_lines.ts";
import { type LineFields, visitLines } from "./record_content.ts";

/** What is looked for, and where. */
export interface SubjectOrder {
  evidenceDir: string;
  privateDir: string;
  /** Null to look for originals only. */
  value: string | null;
  /** SHA-256 of whole bodies, by part. */
  originals: ReadonlyMap<string, Uint8Array>;
  telemetry: readonly string[];
}

/** A call that was found. */
export interface SubjectCall {
  /** Index of its record. */
  index: number;
  t: string;
  /** Why: `attribution:user`, `telemetry:redacted_payload`, `original:orig.req`. */
  by: string[];
  /** Everything that it committed to is declared erased already. */
  isErased: boolean;
}

/** What a search saw. */
export interface SubjectSearch {
  origin: string;
  calls: SubjectCall[];
  /** What was looked at, and what could not be. */
  seen: {
    calls: number;
    /** Calls of which the application said something. */
    attributed: number;
    /** The key of pseudonyms was there. */
    hasPseudonymKey: boolean;
    /** Calls with a telemetry line here, and those without one although it is not erased. */
    lines: number;
    withoutLine: number;
    /** Commitments to originals whose key is gone, where originals were looked for. */
    originalsWithoutKey: number;
  };
}

/** Deepest and longest that is looked into; a line has at most a mebibyte. */
const DEPTH_MAX = 64;

/** Looks for the value. @throws {OutbandError} IO if evidence or telemetry cannot be read. */
export async function searchSubject(
  order: SubjectOrder,
  { io, disk }: { io: CommandIo; disk: Disk },
): Promise<SubjectSearch> {
  const source = directorySource(order.evidenceDir);
  const log = await findWholeLog(source, order.evidenceDir);
  const reader = new SubjectReader(order, { origin: log.origin, disk });
  for await (const { index, parsed } of logLines(source, log)) {
    if (parsed?.form !== "outband") continue;
    const { record } = parsed;
    if (record.kind === "window.open") reader.open(record);
    else if (record.kind === "erase") reader.erase(record.target, record.parts);
    else if (record.kind === "call") reader.call(index, record);
  }
  const lines = new Set<number>();
  const { value } = order;
  if (value !== null) {
    await visitLines(order.telemetry, io, {
      origin: log.origin,
      take(index, line): void {
        lines.add(index);
        for (const field of fieldsWith(line, value)) reader.note(index, `telemetry:${field}`);
      },
    });
  }
  return reader.result(log.origin, lines);
}

class SubjectReader {
  readonly #order: SubjectOrder;
  readonly #origin: string;
  readonly #pseudonym: string | null;
  readonly #keys: OriginalKeys;
  readonly #by = new Map<number, string[]>();
  readonly #calls = new Map<number, { t: string; parts: string[] }>();
  readonly #erased = new Map<number, Set<string>>();
  #keyOf: ReturnType<OriginalKeys["ofPart"]> = null;
  #attributed = 0;
  #withoutKey = 0;

  constructor(order: SubjectOrder, { origin, disk }: { origin: string; disk: Disk }) {
    const { privateDir, value } = order;
    this.#order = order;
    this.#origin = origin;
    const key = pseudonymKey(disk, privateDir);
    this.#pseudonym = key === null || value === null
      ? null
      : new Pseudonyms(NODE_SUITE, key).ofAttribute(NODE_SUITE.sha256(utf8(value)));
    this.#keys = new OriginalKeys({ disk, suite: NODE_SUITE, privateDir, origin });
  }

  open(part: KeptPart): void {
    this.#keyOf = this.#order.originals.size === 0 ? null : this.#keys.ofPart(part);
  }

  erase(target: number, parts: readonly string[]): void {
    const known = this.#erased.get(target) ?? new Set();
    this.#erased.set(target, new Set([...known, ...parts]));
  }

  call(index: number, { attribution, parts, ...record }: CallBody & { t: string }): void {
    this.#calls.set(index, { t: record.t, parts: Object.keys(parts) });
    if (attribution !== undefined) this.#attributed++;
    for (const [name, pseudonym] of Object.entries(attribution ?? {})) {
      if (pseudonym === this.#pseudonym) this.note(index, `attribution:${name}`);
    }
    for (const [part, data] of this.#order.originals) {
      const committed = parts[part];
      if (committed === undefined) continue;
      const key = this.#keyOf?.({ index, part }) ?? null;
      if (key === null) this.#withoutKey++;
      else {
        const made = commitment(NODE_SUITE, { origin: this.#origin, index, part, key, data });
        if (toHex(made) === committed) this.note(index, `original:${part}`);
      }
    }
  }

  note(index: number, by: string): void {
    const known = this.#by.get(index) ?? [];
    if (!known.includes(by)) this.#by.set(index, [...known, by]);
  }

  result(origin: string, lines: ReadonlySet<number>): SubjectSearch {
    const isErased = (index: number): boolean => {
      const gone = this.#erased.get(index);
      return gone !== undefined &&
        (this.#calls.get(index)?.parts ?? []).every((part) => gone.has(part));
    };
    const calls = [...this.#by].filter(([index]) => this.#calls.has(index))
      .sort(([a], [b]) => a - b)
      .map(([index, by]) => ({
        index,
        t: this.#calls.get(index)?.t ?? "",
        by: by.sort(),
        isErased: isErased(index),
      }));
    const withoutLine =
      [...this.#calls].filter(([index, { parts }]) =>
        parts.includes("line") && !lines.has(index) && this.#erased.get(index)?.has("line") !== true
      ).length;
    return {
      origin,
      calls,
      seen: {
        calls: this.#calls.size,
        attributed: this.#attributed,
        hasPseudonymKey: this.#pseudonym !== null,
        lines: [...lines].filter((index) => this.#calls.has(index)).length,
        withoutLine,
        originalsWithoutKey: this.#withoutKey,
      },
    };
  }
}

/** The key is read, never made: a new one would find nothing and spoil later names. */
function pseudonymKey(disk: Disk, privateDir: string): Uint8Array | null {
  const path = `${privateDir}/pseudonym.key`;
  const bytes = readFile(disk, path, { bytesMax: SECRET_TEXT_BYTES_MAX });
  return bytes === null ? null : parseSecret(bytes, path);
}

/** Names of the fields of a line that hold a text; letter case does not count. */
export function fieldsWith(line: LineFields, value: string): string[] {
  const wanted = folded(value);
  return Object.entries(line).filter(([, field]) => holds(field, { wanted, depth: 0 })).map((
    [name],
  ) => name);
}

function holds(value: unknown, { wanted, depth }: { wanted: string; depth: number }): boolean {
  if (depth > DEPTH_MAX) return false;
  if (typeof value === "string") {
    return folded(value).includes(wanted) ||
      (value.startsWith("{") && holds(parsedOrNull(value), { wanted, depth: depth + 1 }));
  }
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([name, item]) =>
    folded(name).includes(wanted) || holds(item, { wanted, depth: depth + 1 })
  );
}

function folded(text: string): string {
  return text.normalize("NFC").toLowerCase();
}

function parsedOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // A text that only looks like an object.
  }
}
