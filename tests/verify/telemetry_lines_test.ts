import type { TelemetryLine } from "../../src/format/telemetry.ts";
import { type AddedField, TelemetryLines, withoutAdded } from "../../src/verify/telemetry_lines.ts";
import { assertEquals } from "../support/std.ts";

const OBJECT = { index: 7, log: "a.example/x", redacted_key: "00", type: "call" };
const TEXT = JSON.stringify(OBJECT);
const TIME = "2026-11-21T00:00:00.000000000Z";

/** The objects in these lines. */
function objects(...lines: string[]): unknown[] {
  const telemetry = new TelemetryLines();
  return lines.flatMap((line) => telemetry.all(line));
}

Deno.test("TelemetryLines gives plain lines as they are", () => {
  assertEquals(objects(TEXT), [OBJECT]);
  assertEquals(objects("starting", "", "[1]", '"text"', "{"), []);
});

Deno.test("TelemetryLines unwraps what collectors wrap", () => {
  const lines = [
    JSON.stringify({ log: `${TEXT}\n`, stream: "stdout", time: TIME }),
    JSON.stringify({ date: 1_795_219_200.5, log: TEXT }),
    JSON.stringify({ message: TEXT, ddsource: "outband" }),
    JSON.stringify({ attributes: OBJECT, service: "gw" }),
    JSON.stringify({ message: JSON.stringify({ log: `${TEXT}\n`, stream: "stderr" }) }),
    `${TIME} stdout F ${TEXT}`,
  ];
  for (const line of lines) assertEquals(objects(line), [OBJECT], line);
});

Deno.test("TelemetryLines does not mistake the line's own log for a wrapper", () => {
  const own = { ...OBJECT, message: "{}" };
  assertEquals(objects(JSON.stringify(own)), [own]);
});

Deno.test("TelemetryLines joins what Docker and the CRI split", () => {
  const docker = (log: string, stream = "stdout"): string => JSON.stringify({ log, stream });
  assertEquals(
    objects(
      docker(TEXT.slice(0, 10)),
      docker("other\n", "stderr"),
      docker(`${TEXT.slice(10)}\n`),
      docker(`${TEXT}\n`),
    ).filter((object) => JSON.stringify(object) === TEXT),
    [OBJECT, OBJECT],
  );
  assertEquals(
    objects(
      `${TIME} stdout P ${TEXT.slice(0, 10)}`,
      `${TIME} stderr F other`,
      `${TIME} stdout P ${TEXT.slice(10, 20)}`,
      `${TIME} stdout F ${TEXT.slice(20)}`,
    ),
    [OBJECT],
  );
});

Deno.test("TelemetryLines drops a split line that never ends", () => {
  const telemetry = new TelemetryLines();
  const piece = `${TIME} stdout P ${"x".repeat(1024 * 1024)}`;
  for (let k = 0; k < 20; k++) assertEquals(telemetry.next(piece), null);
  assertEquals(telemetry.next(`${TIME} stdout F end`), null);
  assertEquals(telemetry.next(TEXT), OBJECT);
});

Deno.test("TelemetryLines looks three wrappings deep and no further", () => {
  const wrap = (value: unknown): unknown => ({ attributes: value });
  assertEquals(objects(JSON.stringify(wrap(wrap(OBJECT)))), [OBJECT]);
  const deep = objects(JSON.stringify(wrap(wrap(wrap(wrap(OBJECT))))));
  assertEquals(deep, [wrap(OBJECT)]);
});

Deno.test("TelemetryLines finds the events of other collectors, and lists of them", () => {
  const events = [
    { line: TEXT, labels: { app: "gw" }, timestamp: TIME }, // Loki
    { MESSAGE: TEXT, _SYSTEMD_UNIT: "outband.service" }, // journald
    { event: OBJECT, sourcetype: "_json" }, // Splunk
    { jsonPayload: OBJECT, logName: "x" }, // Google Cloud
    { stream: "stdout", logtag: "F", message: TEXT }, // Fluentd's CRI parser
    { stream: "stdout", _p: "F", log: TEXT }, // Fluent Bit's
    { log: TEXT, stream: "stdout", container_id: "c" }, // A parser that took the line feed
  ];
  for (const event of events) assertEquals(objects(JSON.stringify(event)), [OBJECT]);
  const datadog = { attributes: { attributes: OBJECT, service: "gw" }, id: "1", type: "log" };
  const list = [datadog, { attributes: { message: TEXT } }, "x", { other: 1 }];
  const other = { other: 1 };
  assertEquals(objects(JSON.stringify({ data: list })), [OBJECT, OBJECT, other]);
  assertEquals(objects(JSON.stringify(list)), [OBJECT, OBJECT, other]);
  assertEquals(objects("[", "]", "[1]", '{"data":[', '{"data":1}').length, 1);
});

Deno.test("TelemetryLines joins what collectors say is split, container by container", () => {
  const cri = (logtag: string, message: string): string =>
    JSON.stringify({ logtag, message, stream: "stdout" });
  assertEquals(objects(cri("P", TEXT.slice(0, 9)), cri("F", TEXT.slice(9))), [OBJECT]);
  const docker = (id: string, text: string, last: boolean): string =>
    JSON.stringify({
      container_id: "c",
      log: text,
      partial_id: id,
      partial_last: String(last),
      partial_message: "true",
      source: "stdout",
    });
  assertEquals(
    objects(
      docker("1", TEXT.slice(0, 9), false),
      docker("2", TEXT.slice(0, 20), false),
      docker("1", TEXT.slice(9), true),
      docker("2", TEXT.slice(20), true),
    ),
    [OBJECT, OBJECT],
  );
  // Of very many containers that never end a line only some are remembered.
  const many = Array.from({ length: 500 }, (_, k) => docker(String(k), TEXT.slice(0, 9), false));
  const found = objects(...many, docker("0", TEXT.slice(9), true));
  assertEquals(found.some((object) => JSON.stringify(object) === TEXT), false);
});

Deno.test("withoutAdded() takes away what collectors add, and nothing else", () => {
  const added = { date: 1.5, kubernetes: { pod_name: "x" }, source: "stdout", time: TIME };
  assertEquals(withoutAdded({ ...OBJECT, ...added, more: 1 }), { ...OBJECT, more: 1 });
  // No field of a line may be among them: this does not compile otherwise.
  const isDisjoint: [Extract<AddedField, keyof TelemetryLine>] extends [never] ? true : false =
    true;
  assertEquals(isDisjoint, true);
});
