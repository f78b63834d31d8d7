import {
  readAnthropicUsage,
  readOpenaiUsage,
  readUsageCsv,
  type UsageExportResult,
} from "../../src/report/usage_export.ts";
import { assert, assertEquals, assertStringIncludes } from "../support/std.ts";

const HOUR_S = 3_600;
const START_S = 1_782_864_000; // 2026-07-01
const START_MS = START_S * 1000;

/** A page of OpenAI's usage API with one bucket, of which something may be changed. */
function openaiPage(
  bucket: Record<string, unknown> = {},
  page: Record<string, unknown> = {},
): string {
  const result = {
    ...{ object: "organization.usage.completions.result", input_tokens: 1000, output_tokens: 500 },
    ...{ num_model_requests: 5, model: "gpt-5-2025-08-07", project_id: null },
  };
  const data = [{
    ...{ object: "bucket", start_time: START_S, end_time: START_S + HOUR_S, results: [result] },
    ...bucket,
  }];
  return JSON.stringify({ object: "page", data, has_more: false, next_page: null, ...page });
}

function problemOf(result: UsageExportResult): string {
  assert("problem" in result, "It was taken");
  return result.problem;
}

Deno.test("readOpenaiUsage() reads requests by bucket and model", () => {
  const row = { fromMs: START_MS, toMs: START_MS + HOUR_S * 1000, n: 5 };
  assertEquals(readOpenaiUsage(openaiPage()), {
    rows: [{ ...row, model: "gpt-5-2025-08-07", measure: "requests" }],
  });
  const two = readOpenaiUsage(`[${openaiPage()},${openaiPage()}]`);
  const lines = readOpenaiUsage(`${openaiPage()}\n${openaiPage()}\n`);
  assertEquals([two, lines].map((read) => "rows" in read ? read.rows.length : 0), [2, 2]);
});

Deno.test("readOpenaiUsage() reads costs, and adds minutes to their hour", () => {
  const results = [{
    object: "organization.costs.result",
    amount: { value: 0.06, currency: "usd" },
  }];
  const cost = readOpenaiUsage(openaiPage({ results }));
  assertEquals("rows" in cost ? cost.rows[0]?.measure : "", "cost");
  const minute = readOpenaiUsage(openaiPage({ start_time: START_S + 60, end_time: START_S + 120 }));
  assertEquals("rows" in minute ? minute.rows[0]?.fromMs : 0, START_MS);
});

Deno.test("readOpenaiUsage() says which rule a file breaks", () => {
  const cases: [string, string][] = [
    ["", "no JSON object"],
    ["[1]", "no JSON object"],
    ['{"data":1}', 'no list "data"'],
    [openaiPage({ results: 1 }), 'no list "results"'],
    [openaiPage({ results: [{}] }), "neither num_model_requests nor amount"],
    [openaiPage({ results: [{ num_model_requests: 1.5 }] }), "neither num_model_requests"],
    [openaiPage({ start_time: START_S + 60, end_time: START_S + 2 * HOUR_S }), "not whole hours"],
    [openaiPage({ end_time: START_S }), "not whole hours"],
    [openaiPage({}, { has_more: true }), "further pages"],
  ];
  for (const [text, part] of cases) assertStringIncludes(problemOf(readOpenaiUsage(text)), part);
});

Deno.test("readOpenaiUsage() never throws on a cut file", () => {
  const whole = openaiPage();
  for (let end = 0; end < whole.length; end++) problemOf(readOpenaiUsage(whole.slice(0, end)));
});

Deno.test("readAnthropicUsage() reads output tokens, because requests are not counted", () => {
  const result = {
    uncached_input_tokens: 7,
    output_tokens: 40,
    model: "claude-sonnet-4-5-20250929",
  };
  const data = [{
    ...{ starting_at: "2026-07-01T00:00:00Z", ending_at: "2026-07-02T00:00:00Z" },
    results: [result],
  }];
  assertEquals(readAnthropicUsage(JSON.stringify({ data, has_more: false, next_page: null })), {
    rows: [{
      ...{ fromMs: START_MS, toMs: START_MS + 24 * HOUR_S * 1000 },
      ...{ model: "claude-sonnet-4-5-20250929", measure: "output_tokens", n: 40 },
    }],
  });
  const broken = JSON.stringify({ data: [{ ...data[0], results: [{ model: "x" }] }] });
  assertStringIncludes(problemOf(readAnthropicUsage(broken)), "no output_tokens");
});

Deno.test("readUsageCsv() adds rows up by hour, in whatever form times are", () => {
  const text = "when,m,n\n2026-07-01T00:10:00Z,a,2\n2026-07-01 02:20:00+02:00,a,3\n" +
    `${START_S + 5},a,1\n${START_MS + 10},b,4\n`;
  const read = readUsageCsv(text, { time: "when", model: "m", count: "n" });
  assertEquals("rows" in read ? read.rows.map(({ model, n }) => [model, n]) : read, [["a", 6], [
    "b",
    4,
  ]]);
  const calls = readUsageCsv("when\n2026-07-01T00:10:00Z\n2026-07-01T00:11:00Z\n", {
    time: "when",
  });
  assertEquals("rows" in calls ? calls.rows[0]?.n : calls, 2);
});

Deno.test("readUsageCsv() refuses what it cannot be sure of", () => {
  const columns = { time: "t", count: "n" };
  const cases: [string, string][] = [
    ["x,n\n", 'no column "t"'],
    ["t,n\n2026-07-01T00:00:00,1\n", 'the time "2026-07-01T00:00:00"'],
    ["t,n\n01/07/2026,1\n", "row 2 has the time"],
    ["t,n\n2026-07-01,-1\n", 'row 2 has the count "-1"'],
    ["t,n\n2026-07-01,\n", 'row 2 has the count ""'],
    ['t,n\n"2026-07-01,1\n', "not closed"],
  ];
  for (const [text, part] of cases) {
    assertStringIncludes(problemOf(readUsageCsv(text, columns)), part);
  }
});
