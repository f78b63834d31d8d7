/** The arithmetic and parsing behind the published figures. */

import { countsFault, countsLine, readEvidenceCounts } from "../bench/evidence_counts.ts";
import { messageSize } from "../bench/message_size.ts";
import { addedLatency, median } from "../bench/statistics.ts";
import {
  ANSWER_BYTES,
  answerBody,
  answerBytes,
  denseRequestBody,
  REQUEST_BYTES,
  requestBody,
  requestBytes,
} from "../bench/workload.ts";
import { decodeUtf8, utf8 } from "../src/base/bytes.ts";
import { assert, assertEquals, assertNotEquals, assertThrows } from "./support/std.ts";
import { TempDir } from "./support/temp_dir.ts";

Deno.test("messageSize() finds the end at every cut of the head", () => {
  const wire = requestBytes(8080);
  const head = wire.length - REQUEST_BYTES;
  for (let filled = 0; filled <= wire.length; filled++) {
    const expected = filled < head ? null : { head, total: wire.length };
    assertEquals(messageSize(wire, filled), expected);
  }
});

Deno.test("messageSize() reads any case of the name and refuses chunked messages", () => {
  const upper = utf8("HTTP/1.1 200 OK\r\nCONTENT-LENGTH:5\r\n\r\nabcde");
  assertEquals(messageSize(upper, upper.length), { head: 37, total: 42 });
  const chunked = utf8("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n");
  assertThrows(() => messageSize(chunked, chunked.length), Error, "no content length");
});

Deno.test("requestBody() and answerBody() are JSON of the stated size", () => {
  assertEquals(requestBody().length, REQUEST_BYTES);
  assertEquals(answerBody().length, ANSWER_BYTES);
  for (const body of [requestBody(), answerBody(), denseRequestBody("1", 300)]) {
    assertEquals(JSON.parse(decodeUtf8(body)).model.startsWith("gpt-"), true);
  }
  const answer = answerBytes(answerBody());
  assertEquals(messageSize(answer, answer.length)?.total, answer.length);
});

Deno.test("denseRequestBody() differs from call to call but not in its text's length", () => {
  const [a, b] = [denseRequestBody("1-1", 60_000), denseRequestBody("1-2", 60_000)];
  assertEquals(JSON.parse(decodeUtf8(a)).messages[1].content.length, 60_000);
  assertEquals(a.length, b.length);
  assertNotEquals(a, b);
});

Deno.test("median() takes the middle or the mean of two", () => {
  assertEquals([median([3, 1, 2]), median([4, 1, 3, 2]), median([7])], [2, 2.5, 7]);
});

Deno.test("addedLatency() compares round by round, not median with median", () => {
  const direct = [{ p50: 10, p95: 20, p99: 30 }, { p50: 100, p95: 200, p99: 300 }, {
    p50: 20,
    p95: 30,
    p99: 40,
  }];
  const proxied = [{ p50: 15, p95: 27, p99: 39 }, { p50: 107, p95: 207, p99: 308 }, {
    p50: 26,
    p95: 36,
    p99: 50,
  }];
  assertEquals(addedLatency(proxied, direct), { p50: 6, p95: 7, p99: 9, p50_range: [5, 7] });
});

const SUMMARY = {
  total_requests_processed: 21,
  total_requests_dropped: 4,
  audited_full: 1,
  audited_partial: 2,
  metadata_only: 3,
  excluded: 5,
  unknown_at_crash: 6,
};

async function writeSummary(dir: TempDir, part: string, summary: unknown): Promise<void> {
  const path = dir.join("windows", "2026-11-21", part);
  await Deno.mkdir(path, { recursive: true });
  await Deno.writeTextFile(`${path}/summary.json`, JSON.stringify(summary));
}

Deno.test("readEvidenceCounts() adds up all windows, and countsFault() finds what is missing", async () => {
  await using dir = await TempDir.make();
  await writeSummary(dir, "140000Z-1", SUMMARY);
  await writeSummary(dir, "140000Z-1.1", SUMMARY);
  const counts = await readEvidenceCounts(dir.path);
  assertEquals(
    countsLine(counts),
    "processed 42 = audited_full 2 + audited_partial 4 + metadata_only 6 + dropped 8 + " +
      "excluded 10 + unknown_at_crash 12",
  );
  assertEquals([counts.windows, countsFault(counts, 42)], [2, null]);
  assertEquals(countsFault(counts, 43), "43 calls were sent, but 42 processed");
  assertEquals(
    countsFault({ ...counts, dropped: 7 }, 42),
    "42 calls were processed, but 41 accounted for",
  );
});

Deno.test("readEvidenceCounts() refuses a summary without a count", async () => {
  await using dir = await TempDir.make();
  await writeSummary(dir, "140000Z-1", { ...SUMMARY, excluded: "5" });
  const error = await readEvidenceCounts(dir.path).catch((reason: unknown) => reason);
  assert(error instanceof Error && error.message.endsWith("excluded is 5, not a count"));
});
