import { printable, recordText, windowText } from "../../src/cli/window_text.ts";
import { computeControls } from "../../src/controls/status.ts";
import type { RecordBody } from "../../src/format/record.ts";
import { WindowTotals } from "../../src/format/window_totals.ts";
import { callBody, closingBody, LOG, openingBodies } from "../support/segment_text.ts";
import { assert, assertEquals, assertFalse, assertStringIncludes } from "../support/std.ts";

const W = 498_686;

function textFor(bodies: readonly RecordBody[], change = {}): string {
  const totals = new WindowTotals();
  for (const body of bodies) totals.add(body);
  return windowText(totals, {
    path: "/evidence/part",
    log: LOG,
    first: 0,
    last: 1_204,
    isSealed: true,
    controls: computeControls(totals),
    badLines: 0,
    ...change,
  });
}

const BODIES: readonly RecordBody[] = [
  ...openingBodies(W),
  callBody(0, { found: { req: { SSN: 2 } } }),
  callBody(1, {
    capture: { req: "full", res: "partial" },
    why: { res: "cut" },
    not_inspected: { res: "part:image" },
    status: 429,
    usage: { input: 12_000, output: 5 },
  }),
  { kind: "gap", ord: 2, n: 2, why: "disk" },
  closingBody(W, {
    ord: 4,
    counts: { processed: 4, audited_full: 1, audited_partial: 1, dropped: 2 },
  }),
];

Deno.test("windowText() says what a closed part holds", () => {
  const text = textFor(BODIES);
  for (
    const line of [
      `Window 498686, part 0, of ${LOG}`,
      "  /evidence/part",
      "Period          2026-11-21 14:00:00 to 2026-11-21 15:00:00 UTC",
      "Records         index 0 to 1,204",
      "State           closed and sealed",
      "Calls           4 settled: 1 audited whole, 1 in part, 2 without record",
      "In flight       0 carried in, 4 accepted, 0 carried out",
      "Coverage        25.00 % audited whole",
      "Without record  disk 2",
      "Findings        request SSN 2; response none",
      "Not whole       request none; response cut 1",
      "Not inspected   request none; response part:image 1",
      "Not looked for  NAME",
      "Statuses        200 1, 429 1",
      "Tokens          12,000 in, 5 out, reported by 1 calls",
      "Added latency   p50 0.099 ms, p95 0.099 ms, p99 0.099 ms",
    ]
  ) assert(text.split("\n").includes(line), `${line}\n--\n${text}`);
  assertStringIncludes(
    text,
    "soc2:CC6.6       partial        Threats from outside the boundary (NO_",
  );
  assertStringIncludes(text, "Nothing was verified here: run outband verify.");
});

Deno.test("windowText() says when a part is open, unsealed, early or without calls", () => {
  const open = textFor(openingBodies(W), { isSealed: false });
  assertStringIncludes(open, "open: the figures are those so far");
  assertStringIncludes(open, "Coverage        no calls to cover");
  assertFalse(open.includes("In flight"));
  const close = { ...closingBody(W, {}), partial: true } as RecordBody;
  const closed = textFor([...openingBodies(W), close], { isSealed: false });
  assertStringIncludes(closed, "UTC, closed early");
  assertStringIncludes(closed, "closed, not sealed");
  assertStringIncludes(textFor([], { controls: [] }), "A window part of");
});

Deno.test("windowText() adds up what is too much to name, and counts bad lines", () => {
  const calls = Array.from({ length: 20 }, (_, k) => callBody(k, { host: `h${k % 10}.example` }));
  const text = textFor([...openingBodies(W), ...calls], { badLines: 3 });
  assertStringIncludes(text, "h7.example 2, 2 more 4\n");
  assertStringIncludes(text, "Lines that are no records, not counted: 3.");
});

Deno.test("windowText() never writes a word that claims too much", () => {
  for (const word of ["satisfied", "compliant", "certified", "tamper-proof", "guaranteed"]) {
    assertFalse(textFor(BODIES).includes(word), word);
  }
});

Deno.test("windowText() lets no text of the log move the cursor or add a line", () => {
  const host = "a\u001b[2Jb\nState           forged\u202e";
  const text = textFor([...openingBodies(W), callBody(0, { host })]);
  assertStringIncludes(text, "a\\u001b[2Jb\\u000aState           forged\\u202e 1");
  assertFalse(text.split("\n").includes("State           forged"));
});

const RECORD = { i: 7, log: LOG, kind: "call", us: { added: 1 }, host: "x\ny" };
const FRAME = { path: "/evidence/segment.jsonl", line: 3, leaf: "ab", record: RECORD };

Deno.test("recordText() shows place, leaf hash and fields", () => {
  const text = recordText({ ...FRAME, telemetry: undefined });
  assertEquals(text.split("\n").slice(0, 3), [
    `Record 7 of ${LOG}: call`,
    "  /evidence/segment.jsonl line 3",
    "  leaf ab",
  ]);
  assertStringIncludes(text, '  us    {"added":1}\n  host  x\\u000ay\n');
  assertFalse(text.includes("elemetry"));
});

Deno.test("recordText() shows the telemetry line with its texts unfolded", () => {
  const telemetry = {
    model_requested: "m",
    redacted_payload: JSON.stringify({ "messages[0].content": "one\n[REDACTED:SSN]\u001b" }),
    response_redacted_payload: "{}",
  };
  const text = recordText({ ...FRAME, telemetry });
  assertStringIncludes(text, "  model_requested  m\n");
  assertStringIncludes(
    text,
    "redacted_payload\n  messages[0].content\n    one\n    [REDACTED:SSN]\\u001b\n",
  );
  assertStringIncludes(text, "response_redacted_payload\n  none\n");
});

Deno.test("recordText() says when there is no telemetry line, and shows a cut payload as it is", () => {
  assertStringIncludes(recordText({ ...FRAME, telemetry: null }), "No telemetry line for this");
  const cut = recordText({ ...FRAME, telemetry: { redacted_payload: '{"a":"b' } });
  assertStringIncludes(cut, '  (not JSON)\n    {"a":"b\n');
});

Deno.test("printable() escapes what a terminal acts on and leaves other text", () => {
  assertEquals(
    printable("caf\u00e9 \u{1F600} \u0007\u009b\u2066"),
    "caf\u00e9 \u{1F600} \\u0007\\u009b\\u2066",
  );
});
