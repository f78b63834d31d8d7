import { TelemetryLines } from "../../src/verify/telemetry_lines.ts";
import { assertEquals } from "../support/std.ts";

const OBJECT = { index: 7, log: "a.example/x", redacted_key: "00", type: "call" };
const TEXT = JSON.stringify(OBJECT);
const TIME = "2026-11-21T00:00:00.000000000Z";

/** The objects in these lines. */
function objects(...lines: string[]): unknown[] {
  const telemetry = new TelemetryLines();
  return lines.map((line) => telemetry.next(line)).filter((object) => object !== null);
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
