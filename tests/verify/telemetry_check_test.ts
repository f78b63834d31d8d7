import { utf8 } from "../../src/base/bytes.ts";
import { NODE_SUITE } from "../../src/base/digest.ts";
import { Findings } from "../../src/verify/findings.ts";
import { CallCommitments, checkTelemetry } from "../../src/verify/telemetry_check.ts";
import { smallLog } from "../support/log_builder.ts";
import { assertEquals } from "../support/std.ts";
import { addedCodes, telemetryOf } from "../support/verify_rig.ts";

const LOG = smallLog();

/** The calls of the log, from its segments. */
function calls(): CallCommitments {
  const all = new CallCommitments();
  for (const [path, bytes] of LOG.files) {
    if (!path.endsWith("segment.jsonl")) continue;
    for (const line of new TextDecoder().decode(bytes).trimEnd().split("\n")) {
      const record = JSON.parse(line);
      if (record.kind === "call") all.add(record.i, record.parts);
    }
  }
  return all;
}

/** Calls matched, and codes. */
async function check(text: string, erased: number[] = []): Promise<[number, string[]]> {
  const findings = new Findings();
  const matched = await checkTelemetry({
    suite: NODE_SUITE,
    findings,
    origin: LOG.origin,
    calls: calls(),
    first: 0,
    end: LOG.size,
    erased: new Set(erased),
  }, [telemetryOf(text)]);
  return [matched, addedCodes(findings)];
}

/** All lines, the first with other fields. */
function changed(fields: Record<string, unknown>): string {
  const [first = "", ...rest] = LOG.telemetry;
  return [JSON.stringify({ ...JSON.parse(first), ...fields }), ...rest].join("\n");
}

Deno.test("checkTelemetry() matches every call with its line", async () => {
  assertEquals(await check(LOG.telemetry.join("\n")), [5, []]);
  assertEquals(await check(`${LOG.telemetry.toReversed().join("\n")}\n`), [5, []]);
});

Deno.test("checkTelemetry() takes lines that a collector wrote again, or twice", async () => {
  const spaced = LOG.telemetry.map((line) => {
    const fields = Object.entries(JSON.parse(line)).toReversed();
    return JSON.stringify(Object.fromEntries(fields), null, 1).replaceAll("\n", " ");
  });
  assertEquals(await check([...spaced, ...LOG.telemetry].join("\n")), [5, []]);
});

Deno.test("checkTelemetry() finds any field that was changed, added or removed", async () => {
  const cases = [
    { request_id: 9 },
    { params: {} },
    { redacted_payload: '{"messages[0].content":"other"}' },
    { response_redacted_payload: "{}" },
    { more: 1 },
    { redacted_key: "00".repeat(32) },
    { index: 6 },
    { index: 0 },
    { redacted_payload: undefined },
  ];
  for (const fields of cases) {
    const [, codes] = await check(changed(fields));
    assertEquals(codes[0], "COMMITMENT_MISMATCH", JSON.stringify(fields));
  }
});

Deno.test("checkTelemetry() takes lines that a collector parsed and put fields beside", async () => {
  const added = { date: 1_795_219_200.5, kubernetes: { pod_name: "gw-0" } };
  assertEquals(await check(changed(added)), await check(changed({})));
});

Deno.test("checkTelemetry() wants a key of 32 bytes", async () => {
  for (const key of ["", "00".repeat(31), "00".repeat(33), "zz".repeat(32), 7, undefined]) {
    const [matched, codes] = await check(changed({ redacted_key: key }));
    assertEquals([matched, codes[0]], [4, "OPENING_KEY_LENGTH"]);
  }
});

Deno.test("checkTelemetry() passes over other lines, and notes calls without one", async () => {
  const text = ["hello", changed({ log: "other.example/x" }), '{"type":"checkpoint"}'].join("\n");
  assertEquals(await check(text), [4, ["TELEMETRY_SKIPPED", "TELEMETRY_MISSING"]]);
  assertEquals(await check(changed({ index: 999 })), [
    4,
    ["TELEMETRY_SKIPPED", "TELEMETRY_MISSING"],
  ]);
  assertEquals(await check(""), [0, ["TELEMETRY_NONE"]]);
});

Deno.test("checkTelemetry() does not miss the lines of erased records", async () => {
  const [first = "", ...rest] = LOG.telemetry;
  const { index } = JSON.parse(first);
  assertEquals(await check(rest.join("\n")), [4, ["TELEMETRY_MISSING"]]);
  assertEquals(await check(rest.join("\n"), [index]), [4, []]);
});

Deno.test("checkTelemetry() says which file cannot be read, and skips what is too long", async () => {
  const findings = new Findings();
  const facts = { suite: NODE_SUITE, findings, origin: LOG.origin, calls: calls(), first: 0 };
  const broken = {
    name: "gone.jsonl",
    // deno-lint-ignore require-yield -- it fails before its first piece
    async *stream(): AsyncIterable<Uint8Array> {
      await Promise.reject(new Error("no such file"));
    },
  };
  const long = telemetryOf(`${"x".repeat(9 * 1024 * 1024)}\n${LOG.telemetry[0]}`);
  await checkTelemetry({ ...facts, end: 16, erased: new Set() }, [broken, long]);
  assertEquals(addedCodes(findings), ["FILE_UNREADABLE", "TELEMETRY_SKIPPED", "TELEMETRY_MISSING"]);
});

Deno.test("CallCommitments holds the hashes of thousands of calls", () => {
  const all = new CallCommitments();
  const hash = (text: string): string => NODE_SUITE.sha256(utf8(text)).toHex();
  for (let k = 0; k < 3_000; k++) {
    all.add(3 * k, k % 2 === 0 ? { line: hash(`l${k}`), req: hash(`r${k}`) } : {});
  }
  assertEquals(all.size, 1_500);
  assertEquals(all.find(3), -1);
  assertEquals(all.find(-1), -1);
  const position = all.find(6 * 700);
  assertEquals([position, all.indexAt(position)], [700, 4_200]);
  assertEquals(all.hash(position, "line")?.toHex(), hash("l1400"));
  assertEquals(all.hash(position, "req")?.toHex(), hash("r1400"));
  assertEquals(all.hash(position, "res"), null);
  all.add(5, { line: hash("late") });
  assertEquals(all.size, 1_500);
});
