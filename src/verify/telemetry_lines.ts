/**
 * Finds telemetry lines in what log collectors make of them: plain, in Docker's or the CRI's
 * wrapping (joined where those split long lines), as a field of Fluent Bit, Fluentd, Datadog,
 * Splunk, Loki or journald events, and in lists of such events.
 *
 * ```text
 * {"type":"call",...}
 * {"log":"{\"type\":\"call\",...}\n","stream":"stdout","time":"..."}
 * 2026-11-21T00:00:00.000000000Z stdout P {"type":"call",
 * 2026-11-21T00:00:00.000000000Z stdout F "index":7,...}
 * {"stream":"stdout","logtag":"P","message":"{\"type\":\"call\","}
 * {"container_id":"...","partial_message":"true","partial_id":"...","partial_last":"false","log":"..."}
 * {"date":1795219200.0,"message":"{\"type\":\"call\",...}"}
 * {"data":[{"attributes":{"attributes":{"type":"call",...}}}]}
 * ```
 *
 * A collector that parses a line may add fields beside its own: `withoutAdded` takes them away. One
 * that overwrites a field of the line (`stream` is one) has lost what was committed to.
 * @module
 */

const CRI_REGEXP = /^\S{20,40} (stdout|stderr) ([FP]) /;
/** Fields that collectors put a line, or what they parsed it to, into. */
const WRAPPERS: readonly string[] = [
  "log",
  "message",
  "msg",
  "attributes",
  "content",
  "event",
  "line",
  "MESSAGE",
  "textPayload",
  "jsonPayload",
  "LogEntry",
];
/** Fields that hold a list of events. */
const LISTS: readonly string[] = ["data", "logs", "events"];
/** Fields that collectors put beside those of a line that they parsed; no line has one itself. */
const ADDED_FIELDS = [
  "@timestamp",
  "@version",
  "_p",
  "agent",
  "container_id",
  "container_name",
  "date",
  "ddsource",
  "ddtags",
  "docker",
  "ecs",
  "hostname",
  "input",
  "kubernetes",
  "logtag",
  "service",
  "source",
  "tag",
  "time",
] as const;
/** Name of one of these fields. */
export type AddedField = typeof ADDED_FIELDS[number];
const ADDED: ReadonlySet<string> = new Set(ADDED_FIELDS);
/** Lines of so many containers are joined at once. */
const JOINS_MAX = 64;
/** Longest line that is put together again, in UTF-16 code units. */
const JOINED_CHARS_MAX = 8 * 1024 * 1024;
const WRAPPERS_DEEP_MAX = 3;

/** Takes wrapped lines, gives objects. */
export class TelemetryLines {
  readonly #parts = new Map<string, string>();

  /**
   * Takes the next line of a file.
   *
   * @returns The objects that the program wrote: one, none, or those of a list of events.
   */
  all(line: string): readonly Readonly<Record<string, unknown>>[] {
    const events = eventsIn(line);
    if (events === null) {
      const value = this.next(line);
      return value === null ? [] : [value];
    }
    return events.map((event) => this.#unwrap(event, WRAPPERS_DEEP_MAX)).filter((value) =>
      value !== null
    );
  }

  /**
   * Takes the next line of a file that holds one event on each.
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
      const text = this.#whole(value, inner);
      if (text === null) return null;
      const object = parseObject(text);
      if (object !== null) return this.#unwrap(object, deep - 1);
    }
    return value;
  }

  /** The text of a line, joined with what came before; null while its end is still to come. */
  #whole(event: Readonly<Record<string, unknown>>, text: string): string | null {
    const stream = event["stream"] ?? event["source"];
    const isMarked = "partial_message" in event || criTag(event) !== null;
    if (typeof stream !== "string" && !isMarked) return text;
    const name = `${event["partial_id"] ?? event["container_id"] ?? ""} ${stream ?? ""}`;
    const isLast = endOf(event) ??
      (text.endsWith("\n") || parseObject((this.#parts.get(name) ?? "") + text) !== null);
    return this.#join(name, text, { isLast });
  }

  /** The whole text, or null while its end is still to come. */
  #join(stream: string, text: string, { isLast }: { isLast: boolean }): string | null {
    const whole = (this.#parts.get(stream) ?? "") + text;
    this.#parts.delete(stream);
    if (isLast) return whole;
    const [oldest] = this.#parts.keys();
    if (this.#parts.size >= JOINS_MAX && oldest !== undefined) this.#parts.delete(oldest);
    this.#parts.set(stream, whole.length <= JOINED_CHARS_MAX ? whole : "");
    return null;
  }
}

/** A line without what a collector put beside its own fields. */
export function withoutAdded(
  line: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(line).filter(([name]) => !ADDED.has(name)));
}

/** Whether an event says that it ends its line; null when it does not say. */
function endOf(event: Readonly<Record<string, unknown>>): boolean | null {
  const tag = criTag(event);
  if (tag !== null) return tag === "F";
  if (!("partial_message" in event)) return null;
  return String(event["partial_last"]) === "true";
}

/** The CRI's flag where a collector made a field of it. */
function criTag(event: Readonly<Record<string, unknown>>): "F" | "P" | null {
  const tag = event["logtag"] ?? event["_p"];
  return tag === "F" || tag === "P" ? tag : null;
}

/** Events of a list; null when the line is no list. */
function eventsIn(line: string): Readonly<Record<string, unknown>>[] | null {
  const isList = line.startsWith("[") ||
    LISTS.some((name) => line.startsWith(`{"${name}":[`) || line.startsWith(`{"${name}": [`));
  if (!isList) return null;
  try {
    const value: unknown = JSON.parse(line.replace(/,\s*$/, ""));
    const list = isObject(value) ? LISTS.map((name) => value[name]).find(Array.isArray) : value;
    return Array.isArray(list) ? list.filter(isObject) : null;
  } catch {
    return null; // Not a list on one line.
  }
}

function parseObject(text: string): Readonly<Record<string, unknown>> | null {
  if (!text.startsWith("{") && !text.trimStart().startsWith("{")) return null;
  if (!text.trimEnd().endsWith("}")) return null; // Parsing a part would cost, and give nothing.
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
