/**
 * Checks telemetry lines against the commitments in the chain: the records are read first, then
 * each line finds its record by log and index.
 * @module
 */

import { equalBytes, fromHex, utf8 } from "../base/bytes.ts";
import { canonicalJson } from "../base/canonical_json.ts";
import type { CryptoSuite } from "../base/crypto_suite.ts";
import { timingSafeEqual } from "../base/std_crypto.ts";
import { REDACTED_KEY } from "../format/telemetry.ts";
import { commitment } from "../tlog/commitment.ts";
import type { Findings, Place } from "./findings.ts";
import { LineSplitter } from "./line_splitter.ts";
import { reasonOf, textOf } from "./source.ts";
import { TelemetryLines, withoutAdded } from "./telemetry_lines.ts";

/** A file with telemetry lines, as the program wrote it or as a log collector kept it. */
export interface TelemetryFile {
  /** Name in findings. */
  name: string;
  /** The file in pieces. */
  stream(): AsyncIterable<Uint8Array>;
}

/** Longest line of a telemetry file: a mebibyte, escaped once more by a collector. */
const LINE_BYTES_MAX = 8 * 1024 * 1024;
const HASH_BYTES = 32;
const KEY_CHARS = 64;
/** Parts that a telemetry line opens, in the order in which they are held. */
const PARTS = ["line", "req", "res"] as const;
const ENTRY_BYTES = PARTS.length * HASH_BYTES;
const NO_HASH = new Uint8Array(HASH_BYTES);

/** Commitments of all calls of a log: 104 bytes each. */
export class CallCommitments {
  readonly #indexes: number[] = [];
  #hashes = new Uint8Array(1024 * ENTRY_BYTES);

  /** How many calls there are. */
  get size(): number {
    return this.#indexes.length;
  }

  /** Adds a call; indexes ascend. Calls without a telemetry line of their own are left out. */
  add(index: number, parts: Readonly<Record<string, string>>): void {
    if (parts["line"] === undefined || index <= (this.#indexes.at(-1) ?? -1)) return;
    const at = this.#indexes.length * ENTRY_BYTES;
    if (at === this.#hashes.length) {
      const larger = new Uint8Array(2 * at);
      larger.set(this.#hashes);
      this.#hashes = larger;
    }
    for (const [k, part] of PARTS.entries()) {
      this.#hashes.set(fromHex(parts[part] ?? "") ?? NO_HASH, at + k * HASH_BYTES);
    }
    this.#indexes.push(index);
  }

  /** Position of a call among all calls, or -1. */
  find(index: number): number {
    let low = 0;
    let high = this.#indexes.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = this.#indexes[middle] as number;
      if (found === index) return middle;
      if (found < index) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  /** Index of the record of a call. */
  indexAt(position: number): number {
    return this.#indexes[position] as number;
  }

  /** Commitment to one part; null when the record has none. */
  hash(position: number, part: typeof PARTS[number]): Uint8Array | null {
    const at = position * ENTRY_BYTES + PARTS.indexOf(part) * HASH_BYTES;
    const hash = this.#hashes.subarray(at, at + HASH_BYTES);
    return equalBytes(hash, NO_HASH) ? null : hash;
  }
}

/** What telemetry is checked against. */
export interface TelemetryFacts {
  suite: CryptoSuite;
  findings: Findings;
  /** Name of the log. */
  origin: string;
  calls: CallCommitments;
  /** Index after the last record that is here. */
  end: number;
  /** Index of the first record that is here. */
  first: number;
  /** Records whose content was erased. */
  erased: ReadonlySet<number>;
}

/** Checks all files; @returns how many calls have a line that fits. */
export async function checkTelemetry(
  facts: TelemetryFacts,
  files: readonly TelemetryFile[],
): Promise<number> {
  const check = new TelemetryCheck(facts);
  for (const file of files) {
    try {
      await check.file(file);
    } catch (error) {
      facts.findings.add("FILE_UNREADABLE", { where: file.name }, reasonOf(error));
    }
  }
  return check.finish();
}

class TelemetryCheck {
  readonly #facts: TelemetryFacts;
  readonly #seen: Uint8Array;
  #matched = 0;
  #skipped = 0;
  #checked = 0;

  constructor(facts: TelemetryFacts) {
    this.#facts = facts;
    this.#seen = new Uint8Array(facts.calls.size);
  }

  async file(file: TelemetryFile): Promise<void> {
    const lines = new TelemetryLines();
    const place = { where: file.name, line: 0 };
    const splitter = new LineSplitter({
      bytesMax: LINE_BYTES_MAX,
      line: (bytes) => {
        place.line++;
        this.#line(lines, bytes, place);
      },
      tooLong: () => {
        place.line++;
        this.#skipped++;
      },
    });
    for await (const piece of file.stream()) splitter.push(piece);
    const tail = splitter.end();
    if (tail.length === 0) return;
    place.line++;
    this.#line(lines, tail, place);
  }

  finish(): number {
    const { findings, calls, erased } = this.#facts;
    if (this.#skipped > 0) {
      const message = `${this.#skipped} lines are of other logs, of records that are not here, ` +
        "or no telemetry";
      findings.add("TELEMETRY_SKIPPED", { where: "" }, message);
    }
    let missing = 0;
    for (let k = 0; k < calls.size; k++) {
      if (this.#seen[k] === 0 && !erased.has(calls.indexAt(k))) missing++;
    }
    if (this.#checked === 0) {
      findings.add("TELEMETRY_NONE", { where: "" }, "No line names a record that is here");
    } else if (missing > 0) {
      const message = `${missing} of ${calls.size} calls have no line`;
      findings.add("TELEMETRY_MISSING", { where: "" }, message);
    }
    return this.#matched;
  }

  #line(lines: TelemetryLines, bytes: Uint8Array, place: Place): void {
    const text = textOf(bytes);
    const objects = text === null ? [] : lines.all(text);
    if (objects.length === 0) this.#skipped++;
    for (const value of objects) this.#object(value, place);
  }

  #object(value: Readonly<Record<string, unknown>>, place: Place): void {
    const { origin, first, end, calls } = this.#facts;
    const index = value["index"];
    const isOurs = value["type"] === "call" && value["log"] === origin;
    if (!isOurs || !Number.isSafeInteger(index)) {
      this.#skipped++;
      return;
    }
    const record = index as number;
    if (record < first || record >= end) {
      this.#skipped++;
      return;
    }
    this.#checked++;
    this.#open(value, { position: calls.find(record), index: record }, { ...place, index: record });
  }

  /** Opens the commitments of one record with the key and the texts of its line. */
  #open(
    value: Readonly<Record<string, unknown>>,
    { position, index }: { position: number; index: number },
    place: Place,
  ): void {
    const { suite, findings, origin, calls, erased } = this.#facts;
    const keyHex = value[REDACTED_KEY];
    const key = typeof keyHex === "string" && keyHex.length === KEY_CHARS ? fromHex(keyHex) : null;
    if (key === null) {
      findings.add("OPENING_KEY_LENGTH", place, `${REDACTED_KEY} is not 64 hex characters`);
      return;
    }
    if (position < 0) {
      findings.add("COMMITMENT_MISMATCH", place, `Record ${index} is no call with a line`);
      return;
    }
    if (erased.has(index)) {
      findings.add(
        "ERASED_DECLARED",
        place,
        `Record ${index} was erased, and its line is still here`,
      );
    }
    const { [REDACTED_KEY]: _key, ...committed } = value;
    const isFit = (part: typeof PARTS[number], text: string | null): boolean => {
      const hash = calls.hash(position, part);
      if (hash === null || text === null) return hash === null;
      const opened = commitment(suite, { origin, index, part, key, data: utf8(text) });
      // The comparison that is right for MACs everywhere, so that nobody has to ask why not here.
      return timingSafeEqual(opened, hash);
    };
    const { redacted_payload: req, response_redacted_payload: res } = committed;
    const texts = { req: textOrNull(req), res: textOrNull(res) };
    const bad = PARTS.filter((part) =>
      part === "line"
        ? !isFit(part, lineText(committed)) && !isFit(part, lineText(withoutAdded(committed)))
        : !isFit(part, texts[part])
    );
    if (bad.length > 0) {
      const message = `Record ${index} committed to another ${bad.join(", ")}`;
      findings.add("COMMITMENT_MISMATCH", place, message);
    } else if (this.#seen[position] === 0) {
      this.#seen[position] = 1;
      this.#matched++;
    }
  }
}

function textOrNull(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

/** The text of a line without its key; null when it has no canonical form. */
function lineText(committed: Readonly<Record<string, unknown>>): string | null {
  try {
    return canonicalJson(committed);
  } catch {
    return null; // So the line cannot be what was committed to.
  }
}
