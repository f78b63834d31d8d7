import { canonicalJson } from "../../src/base/canonical_json.ts";
import {
  committedText,
  REDACTED_KEY,
  type TelemetryLine,
  writtenLine,
} from "../../src/format/telemetry.ts";
import { assertEquals } from "../support/std.ts";

const KEY = "ab".repeat(32);

/** A line whose texts try to look like its fields. */
function line(payload: string): TelemetryLine {
  return {
    request_id: 7,
    log: 'x","redacted_payload":"y',
    path: ',"redacted_payload":',
    redacted_hash: "h",
    redacted_payload: payload,
    response_redacted_payload: payload,
  } as unknown as TelemetryLine;
}

Deno.test("writtenLine() adds the key, keeps the line canonical, and takes nothing away", () => {
  for (const payload of ["{}", '{"a":"b"}', ',"redacted_payload":"', '\\","redacted_payload":']) {
    const committed = committedText(line(payload));
    const written = writtenLine(committed, KEY);
    const value = JSON.parse(written);
    assertEquals(value[REDACTED_KEY], KEY);
    assertEquals(canonicalJson(value), written);
    delete value[REDACTED_KEY];
    assertEquals(canonicalJson(value), committed);
  }
});
