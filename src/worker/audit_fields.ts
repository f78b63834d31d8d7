/**
 * Takes the text fields of one body: scans and redacts each, counts findings, and keeps the
 * redacted text by path. The text itself is not kept, but for the last one until the next has come.
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
import { isPlainKey } from "../wire/walk.ts";
import type { FieldSink, Where } from "../wire/wire_format.ts";
import { type HeldText, joinSeam } from "./seams.ts";

/** Text fields of one body that are kept; real conversations have a few hundred. */
const FIELDS_MAX = 10_000;
/** Text fields that are looked at. */
const TEXTS_MAX = 1_000_000;
/** Structural values of one body that are looked at. */
const IDENTIFIERS_MAX = 100_000;
/** Characters of a path: a deep value must not make the record larger than the body. */
const PATH_LENGTH_MAX = 512;
/** Texts up to this are scanned once. */
const SHORT_CHARS_MAX = 64;
/** Characters of a key inside a path. */
const KEY_LENGTH_MAX = 64;
const PLAIN_KEY_REGEXP = /^[A-Za-z0-9_-]+$/;
/** Written names of keys that are remembered. */
const NAMES_MAX = 4_096;
const DIGITS_REGEXP = /^[0-9]+$/;
const REPEAT_REGEXP = /#[0-9]{1,2}$/;

interface Tally {
  count: number;
  fields: number;
  /** The last field or key that was counted, so that a category counts once for each. */
  lastPlace: number;
}

/** Hears what is visited, before it is redacted. */
export interface TextObserver {
  text(text: string): void;
  value(category: string, value: string): void;
}

/** Collects the fields of one body. */
export class FieldAudit implements FieldSink {
  readonly #detector: Detector;
  readonly #style: MarkerStyle;
  readonly #signals: TextObserver | null;
  readonly #redacted = Object.create(null) as Record<string, string>;
  readonly #names = new Map<string, string>();
  readonly #repeats = new Map<string, number>();
  readonly #tallies = new Map<string, Tally>();
  /** The last text, which waits for the next: a value may go on there. */
  #held: HeldText | null = null;
  #fieldsScanned = 0;
  #kept = 0;
  #identifiers = 0;
  #fieldsUnvisited = 0;
  #places = 0;
  #reason: CaptureReason | null = null;
  #notInspected: string | null = null;

  constructor(
    { detector, style, signals }: {
      detector: Detector;
      style: MarkerStyle;
      signals?: TextObserver;
    },
  ) {
    this.#detector = detector;
    this.#style = style;
    this.#signals = signals ?? null;
  }

  /** Why not all fields were visited: `too_deep`, `limit`, or null. */
  get reason(): CaptureReason | null {
    this.#flush();
    return this.#reason;
  }

  /** The first kind of content that was not inspected, as it was named; null when none. */
  get uninspected(): string | null {
    return this.#notInspected;
  }

  text(at: Where, text: string): void {
    if (text === "") return;
    if (this.#fieldsScanned >= TEXTS_MAX) return this.#beyond();
    this.#fieldsScanned++;
    this.#signals?.text(text);
    const { label } = at;
    const findings = this.#scan(text, label);
    const next = { path: at.path, text, label, findings, continued: 0 };
    const last = this.#held;
    if (last !== null) {
      if (label !== "" && lastKey(last.label) === lastKey(label)) {
        joinSeam(this.#detector, last, next);
      }
      this.#keep(last);
    }
    this.#held = next;
  }

  identifier(at: Where, text: string): void {
    if (this.#identifiers >= IDENTIFIERS_MAX) return this.#beyond();
    this.#identifiers++;
    if (isPlainKey(text)) return;
    const findings = this.#scan(text, at.label)
      .filter(({ start, end }) => !DIGITS_REGEXP.test(text.slice(start, end)));
    this.#keepFound(at, text, findings);
  }

  number(at: Where, text: string): void {
    if (this.#identifiers >= IDENTIFIERS_MAX) return this.#beyond();
    this.#identifiers++;
    this.#keepFound(at, text, this.#scan(text, at.label));
  }

  key(key: string): void {
    const findings = this.#scan(key, "");
    if (findings.length > 0) this.#count(findings, 0);
  }

  nameOf(key: string): string {
    if (isPlainKey(key)) return `.${key}`;
    const known = this.#names.get(key);
    if (known !== undefined) return known;
    const name = this.#nameOf(key);
    if (this.#names.size < NAMES_MAX) this.#names.set(key, name);
    return name;
  }

  notInspected(what: string): void {
    this.#notInspected ??= what;
  }

  unvisited(): void {
    this.#fieldsUnvisited++;
  }

  tooDeep(): void {
    this.#reason ??= "too_deep";
    this.#fieldsUnvisited++;
  }

  /** What the journal keeps. */
  results(): Pick<BodyDraft, "redacted" | "found" | "fieldsScanned" | "fieldsUnvisited"> {
    this.#flush();
    const found: BodyDraft["found"] = {};
    for (const [category, { count, fields }] of this.#tallies) found[category] = { count, fields };
    return {
      redacted: canonicalJson(this.#redacted),
      found,
      fieldsScanned: this.#fieldsScanned,
      fieldsUnvisited: this.#fieldsUnvisited,
    };
  }

  #nameOf(key: string): string {
    const findings = this.#scan(key, "");
    const bare = key.replace(REPEAT_REGEXP, "");
    if (findings.length === 0 && PLAIN_KEY_REGEXP.test(bare) && key.length <= KEY_LENGTH_MAX) {
      return `.${key}`;
    }
    let name = redact(key, findings, this.#style).toWellFormed();
    if (name.length > KEY_LENGTH_MAX) name = `${name.slice(0, KEY_LENGTH_MAX).toWellFormed()}~`;
    return PLAIN_KEY_REGEXP.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
  }

  #keepFound(at: Where, text: string, findings: Finding[]): void {
    if (findings.length === 0) return;
    this.#fieldsScanned++;
    this.#keep({ path: at.path, text, label: at.label, findings, continued: 0 });
  }

  #flush(): void {
    if (this.#held !== null) this.#keep(this.#held);
    this.#held = null;
  }

  #beyond(): void {
    this.#reason ??= "limit";
    this.#fieldsUnvisited++;
  }

  #scan(text: string, label: string): Finding[] {
    // A key that came twice is `key#2`: for the detector it is the key.
    const plain = label.includes("#") ? label.replace(REPEAT_REGEXP, "") : label;
    return this.#detector.scan(text, plain);
  }

  #keep({ path, text, findings, continued }: HeldText): void {
    if (findings.length > continued) this.#count(findings, continued);
    if (this.#signals !== null) {
      for (const { category, start, end } of findings) {
        this.#signals.value(category, text.slice(start, end));
      }
    }
    if (this.#kept >= FIELDS_MAX) {
      this.#reason ??= "limit";
      return;
    }
    this.#kept++;
    this.#redacted[this.#freePath(path)] = this.#redactedText(text, findings).toWellFormed();
  }

  /**
   * A redacted text is redacted again until nothing is found in it, so that what is kept stays as it
   * is when somebody redacts it once more. Measured: nothing without findings, else the time of a
   * second scan. Short texts hold hardly more than a value, and are scanned once.
   */
  #redactedText(text: string, findings: readonly Finding[]): string {
    const redacted = redact(text, findings, this.#style);
    if (findings.length === 0 || text.length <= SHORT_CHARS_MAX) return redacted;
    return redactUntilClean(redacted, {
      detector: this.#detector,
      style: this.#style,
      found: (more) => this.#count(more, 0),
    });
  }

  /** @param skipped Findings at the beginning that were counted in the text before. */
  #count(findings: readonly Finding[], skipped: number): void {
    const place = ++this.#places;
    for (const { category } of findings.slice(skipped)) {
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

function lastKey(label: string): string {
  return label.slice(label.lastIndexOf(".") + 1);
}
