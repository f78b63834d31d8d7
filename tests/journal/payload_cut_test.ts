import { assert, assertEquals } from "../support/std.ts";
import { utf8 } from "../../src/base/bytes.ts";
import { NODE_SUITE } from "../../src/base/digest.ts";
import type { TelemetryLine } from "../../src/format/telemetry.ts";
import { callLines } from "../../src/journal/call_record.ts";
import { Committer } from "../../src/journal/committer.ts";
import { FirstSeen } from "../../src/journal/first_seen.ts";
import { Pseudonyms } from "../../src/journal/pseudonyms.ts";
import { sampleDraft } from "../support/drafts.ts";

const KEY = new Uint8Array(32).fill(9);

/** The written line of a call with these payloads. */
function lineOf(request: string, response: string, lineBytesMax: number): {
  line: TelemetryLine;
  bytes: number;
} {
  const draft = sampleDraft(1, { req: { redacted: request }, res: { redacted: response } });
  const { line } = callLines(
    {
      suite: NODE_SUITE,
      committer: new Committer("localhost/x"),
      origin: "localhost/x",
      secret: KEY,
      pseudonyms: new Pseudonyms(NODE_SUITE, KEY),
      purposes: new Set<string>(),
      firstSeen: new FirstSeen(),
      commitment: "hmac",
      level: "pattern-based",
      version: "0.1.0",
      window: "1",
      lineBytesMax,
    },
    draft,
    { index: 0, key: KEY },
  );
  return { line: JSON.parse(line), bytes: utf8(line).length };
}

Deno.test("fitPayloads() leaves a line alone that is exactly as long as allowed", () => {
  const { bytes } = lineOf("a".repeat(9_000), "b".repeat(9_000), 1 << 20);
  const { line } = lineOf("a".repeat(9_000), "b".repeat(9_000), bytes);
  assertEquals([line.truncated, line.redacted_payload.length], [undefined, 9_000]);
  const cut = lineOf("a".repeat(9_000), "b".repeat(9_000), bytes - 1);
  assertEquals(cut.line.truncated, ["redacted_payload", "response_redacted_payload"]);
  assert(cut.bytes < bytes, "it is shorter");
});

Deno.test("fitPayloads() gives each payload half, and what the other leaves of its half", () => {
  const long = "x".repeat(50_000);
  const both = lineOf(long, long, 20_000);
  assertEquals(both.line.truncated, ["redacted_payload", "response_redacted_payload"]);
  const lengths = [both.line.redacted_payload, both.line.response_redacted_payload];
  assertEquals(lengths[0]?.length, lengths[1]?.length);
  assert(19_990 < both.bytes && both.bytes <= 20_000, `${both.bytes} of 20000`);
  const request = lineOf(long, "{}", 20_000);
  assertEquals(request.line.truncated, ["redacted_payload"]);
  assertEquals(request.line.response_redacted_payload, "{}");
  assert(19_930 < request.bytes && request.bytes <= 20_000, `${request.bytes} of 20000`);
  const response = lineOf("{}", long, 20_000);
  assertEquals(response.line.truncated, ["response_redacted_payload"]);
  assert(19_930 < response.bytes && response.bytes <= 20_000, `${response.bytes} of 20000`);
});

Deno.test("fitPayloads() counts escapes and bytes, and never cuts a code point", () => {
  for (const unit of ["\u0000", '"', "\u00e9", "\u4f60", "\u{1f600}", "a\u{1f600}"]) {
    for (let limit = 20_000; limit < 20_016; limit++) {
      const { line, bytes } = lineOf(unit.repeat(20_000), unit.repeat(20_000), limit);
      assert(bytes <= limit && bytes > limit - 40, `${bytes} of ${limit}`);
      assert(line.redacted_payload.isWellFormed(), "whole code points");
    }
  }
});

Deno.test("fitPayloads() empties the payloads when the rest alone is too long", () => {
  const { line } = lineOf("a".repeat(5_000), "b".repeat(5_000), 100);
  assertEquals([line.redacted_payload, line.response_redacted_payload], ["", ""]);
});
