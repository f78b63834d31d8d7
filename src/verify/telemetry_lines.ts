/**
 * Finds telemetry lines in what log collectors make of them: plain, in Docker's or the CRI's
 * wrapping (joined where those split long lines), or as a field of Fluent Bit and Datadog events.
 *
 * ```text
 * {"type":"call",...}
 * {"log":"{\"type\":\"call\",...}\n","stream":"stdout","time":"..."}
 * 2026-11-21T00:00:00.000000000Z stdout P {"type":"call",
 * 2026-11-21T00:00:00.000000000Z stdout F "index":7,...}
 * {"date":1795219200.0,"message":"{\"type\":\"call\",...}"}
 * ```
 * @module
 */

const CRI_REGEXP = /^\S{20,40} (stdout|stderr) ([FP]) /;
/** Fields that collectors put a line, or what they parsed it to, into. */
const WRAPPERS: readonly string[] = ["log", "message", "msg", "attributes"];
const STREAMS: ReadonlySet<string> = new Set(["stdout", "stderr"]);
/** Longest line that is put together again, in UTF-16 code units. */
const JOINED_CHARS_MAX = 8 * 1024 * 1024;
const WRAPPERS_DEEP_MAX = 3;

/** Takes wrapped lines, gives objects. */
export class TelemetryLines {
  readonly #parts = new Map<string, string>();

  /**
   * Takes the next line of a file.
   *
   * @returns The object that the program wrote; null when the line holds none, or not all of it.
   */
  next(line: string): Readonly<Record<string, unknown>> | null {
    const match = CRI_REGEXP.exec(line);
    if (match === null) return this.#unwrap(parseObject(line), WRAPPERS_DEEP_MAX);
    const [head, stream = "", flag] = match;
    const whole = this.#join(stream, line.slice(head.length), { isLast: flag === "F" });
    return whole === null ? null : parseObject(whole);
  }

  #unwrap(
    value: Readonly<Record<string, unknown>> | null,
    deep: number,
  ): Readonly<Record<string, unknown>> | null {
    if (value === null || deep === 0 || "redacted_key" in value) return value;
    for (const name of WRAPPERS) {
      const inner = value[name];
      if (isObject(inner)) return this.#unwrap(inner, deep - 1);
      if (typeof inner !== "string") continue;
      const stream = value["stream"];
      const text = typeof stream === "string"
        ? this.#join(stream, inner, { isLast: inner.endsWith("\n") })
        : inner;
      if (text === null) return null;
      const object = parseObject(text);
      if (object !== null) return this.#unwrap(object, deep - 1);
    }
    return value;
  }

  /** The whole text, or null while its end is still to come. */
  #join(stream: string, text: string, { isLast }: { isLast: boolean }): string | null {
    if (!STREAMS.has(stream)) return text;
    const whole = (this.#parts.get(stream) ?? "") + text;
    if (isLast) this.#parts.delete(stream);
    else this.#parts.set(stream, whole.length <= JOINED_CHARS_MAX ? whole : "");
    return isLast ? whole : null;
  }
}

function parseObject(text: string): Readonly<Record<string, unknown>> | null {
  if (!text.includes("{")) return null;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null; // Not JSON: some other program's line.
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
