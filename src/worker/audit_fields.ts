/**
 * Takes the text fields of one body: scans and redacts each, counts findings, and keeps the
 * redacted text by path. The text itself is not kept.
 *
 * ```
 * {"messages[0].content":"My SSN is [REDACTED:SSN]","messages[1].content[0].text":"..."}
 * ```
 *
 * @module
 */

import { canonicalJson } from "../base/canonical_json.ts";
import type { Detector, Finding } from "../detect/detector.ts";
import { type MarkerStyle, redact, redactUntilClean } from "../detect/redaction.ts";
import type { BodyDraft, CaptureReason } from "../format/draft.ts";
import type { FieldSink } from "../wire/wire_format.ts";

/** Text fields of one body; real conversations have a few hundred. */
const FIELDS_MAX = 10_000;
/** Characters of a path: a deep value must not make the record larger than the body. */
const PATH_LENGTH_MAX = 512;
/** Texts up to this are scanned once. */
const SHORT_CHARS_MAX = 64;
/** Characters of a key inside a path. */
const KEY_LENGTH_MAX = 64;
const PLAIN_KEY_REGEXP = /^[A-Za-z0-9_-]+$/;

interface Tally {
  count: number;
  fields: number;
  /** The last field or key that was counted, so that a category counts once for each. */
  lastPlace: number;
}

/** Collects the fields of one body. */
export class FieldAudit implements FieldSink {
  readonly #detector: Detector;
  readonly #style: MarkerStyle;
  readonly #redacted = Object.create(null) as Record<string, string>;
  readonly #repeats = new Map<string, number>();
  readonly #tallies = new Map<string, Tally>();
  #fieldsScanned = 0;
  #places = 0;
  #reason: CaptureReason | null = null;
  #notInspected: string | null = null;

  constructor({ detector, style }: { detector: Detector; style: MarkerStyle }) {
    this.#detector = detector;
    this.#style = style;
  }

  /** Why not all fields were visited: `too_deep`, `limit`, or null. */
  get reason(): CaptureReason | null {
    return this.#reason;
  }

  /** The first kind of content that was not inspected, as it was named; null when none. */
  get uninspected(): string | null {
    return this.#notInspected;
  }

  text(path: string, text: string): void {
    if (text === "") return;
    if (this.#fieldsScanned >= FIELDS_MAX) {
      this.#reason ??= "limit";
      return;
    }
    this.#fieldsScanned++;
    this.#redacted[this.#freePath(path)] = this.#redactedText(text);
  }

  key(key: string): string {
    let name = this.#redact(key);
    if (name.length > KEY_LENGTH_MAX) name = `${name.slice(0, KEY_LENGTH_MAX).toWellFormed()}~`;
    return PLAIN_KEY_REGEXP.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
  }

  notInspected(what: string): void {
    this.#notInspected ??= what;
  }

  tooDeep(): void {
    this.#reason ??= "too_deep";
  }

  /** What the journal keeps. */
  results(): Pick<BodyDraft, "redacted" | "found" | "fieldsScanned"> {
    const found: BodyDraft["found"] = {};
    for (const [category, { count, fields }] of this.#tallies) found[category] = { count, fields };
    return { redacted: canonicalJson(this.#redacted), found, fieldsScanned: this.#fieldsScanned };
  }

  /**
   * A redacted text is redacted again until nothing is found in it, so that what is kept stays as it
   * is when somebody redacts it once more. Measured: nothing without findings, else the time of a
   * second scan. Keys and short texts hold hardly more than a value, and are scanned once.
   */
  #redactedText(text: string): string {
    if (text.length <= SHORT_CHARS_MAX) return this.#redact(text);
    const place = ++this.#places;
    return redactUntilClean(text, {
      detector: this.#detector,
      style: this.#style,
      found: (findings) => this.#count(findings, place),
    }).toWellFormed();
  }

  #redact(text: string): string {
    const findings = this.#detector.scan(text);
    if (findings.length > 0) this.#count(findings, ++this.#places);
    return redact(text, findings, this.#style).toWellFormed();
  }

  #count(findings: readonly Finding[], place: number): void {
    for (const { category } of findings) {
      let tally = this.#tallies.get(category);
      if (tally === undefined) {
        tally = { count: 0, fields: 0, lastPlace: 0 };
        this.#tallies.set(category, tally);
      }
      tally.count++;
      if (tally.lastPlace !== place) tally.fields++;
      tally.lastPlace = place;
    }
  }

  /** The path, or the path and `#2`, `#3`, ... when it is taken: a repeated key, or a cut path. */
  #freePath(whole: string): string {
    const path = whole.length > PATH_LENGTH_MAX
      ? `${whole.slice(0, PATH_LENGTH_MAX).toWellFormed()}~`
      : whole;
    if (!(path in this.#redacted)) return path;
    const repeat = (this.#repeats.get(path) ?? 1) + 1;
    this.#repeats.set(path, repeat);
    return `${path}#${repeat}`;
  }
}
