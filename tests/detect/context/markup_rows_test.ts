/** Tests for `src/detect/context/markup_rows.ts`. @module */

import { createDetector } from "../../../src/detect/detector.ts";
import { markupRowsOf } from "../../../src/detect/context/markup_rows.ts";
import { columnNamed, rowLead } from "../../../src/detect/context/row_sets.ts";
import { STEP_CHARS, StreamScan } from "../../../src/detect/stream.ts";
import { assert, assertEquals } from "../../support/std.ts";

const DETECTOR = createDetector();
const HEADING = "<tr><th>Id</th><th>SSN</th></tr>";

function cells(text: string): string[] {
  return markupRowsOf(text).flatMap((set) =>
    set.cells.map(({ start, end, column }) => `${set.names[column]}=${text.slice(start, end)}`)
  );
}

function found(text: string): string[] {
  return DETECTOR.scan(text).map(({ start, end, category }) =>
    `${category} ${text.slice(start, end)}`
  );
}

Deno.test("markupRowsOf() names the cells below a row of headings", () => {
  const cases: readonly (readonly [text: string, ...cells: string[]])[] = [
    [`<table>${HEADING}<tr><td>7</td><td>x</td></tr></table>`, "Id=7", "SSN=x"],
    [`${HEADING}\n<tr>\n<td> 7\n</td><td><b>x</b></td></tr>`, "Id=7", "SSN=x"],
    ["<tr><th>a<th>b<tr><td>1<td>2<tr><td>3<td>4", "a=1", "b=2", "a=3", "b=4"],
    ['<TR class="h"><TH scope="col">a</TH></TR><TR><TD class="c">1</TD></TR>', "a=1"],
    ["<thead><tr><td>a</td></tr></thead><tbody><tr><td>1</td></tr></tbody>", "a=1"],
    ["<tr><th><b>a</b></th></tr><tr><td><a href='/1'>1</a></td></tr>", "a=1"],
    ["<tr><th>a</th><th>b</th></tr><tr><th>1</th><td>2</td></tr>", "a=1", "b=2"],
    ["<tr><th>a</th></tr><tr><td></td></tr><tr><td>&nbsp;2</td></tr>", "a=2"],
    ['{"x":"<tr><th>a<\\/th><\\/tr>\\n<tr><td>1<\\/td><\\/tr>"}', "a=1"],
    ["<tr><th>a</th></tr><tr><td>1</td></tr><tr><th>b</th></tr><tr><td>2</td></tr>", "a=1", "b=2"],
  ];
  for (const [text, ...wanted] of cases) assertEquals(cells(text), wanted, text);
});

Deno.test("markupRowsOf() takes nothing else for such rows", () => {
  const texts = [
    "the 5th of <this> is <that>",
    "<tr><th>a</th><td>1</td></tr>",
    "<tr><td>a</td></tr><tr><td>1</td></tr>",
    `${HEADING}<tr><td>7</td></tr>`,
    `<table>${HEADING}</table><table><tr><td>7</td><td>x</td></tr></table>`,
    "<thing>a</thing><trial>1</trial>",
  ];
  for (const text of texts) assertEquals(cells(text), [], text);
});

Deno.test("markupRowsOf() may be cut at any character", () => {
  const text = `<table>${HEADING}<tr><td>7</td><td><i>421378890</i></td></tr></table>`;
  for (let at = 0; at <= text.length; at++) {
    for (const { start, end } of markupRowsOf(text.slice(0, at)).flatMap((set) => set.cells)) {
      assert(start < end && end <= at, `Cell ${start} to ${end} of ${at}`);
    }
  }
});

Deno.test("columnNamed() counts the names before a place", () => {
  const text = `${HEADING}<tr><td>7</td><td>x</td></tr>`;
  const [set] = markupRowsOf(text);
  assert(set !== undefined, "There is a table");
  assertEquals(columnNamed(text, set, text.indexOf("Id")), 0);
  assertEquals(columnNamed(text, set, text.indexOf("SSN")), 1);
});

Deno.test("rowLead() gives the headings of a table in HTML that is cut", () => {
  const text = `<table>${HEADING}<tr><td>7</td><td>x</td></tr></table>`;
  const start = text.indexOf("<tr><td>");
  assertEquals(rowLead(text, text.indexOf("x<")), { lead: HEADING, start });
  assertEquals(rowLead(text, 3), null);
});

Deno.test("the detector knows cells of HTML by their headings", () => {
  const table = (names: readonly string[], values: readonly string[]): string =>
    `<table>\n<tr>${names.map((name) => `<th>${name}</th>`).join("")}</tr>\n<tr>${
      values.map((value) => `<td>${value}</td>`).join("\n")
    }</tr>\n</table>`;
  assertEquals(found(table(["Id", "SSN"], ["7", "421378890"])), ["SSN 421378890"]);
  assertEquals(found(table(["Routing", "Account"], ["021000021", "123456789"])), [
    ...["US_ROUTING 021000021", "US_BANK_ACCOUNT 123456789"],
  ]);
  assertEquals(found(table(["Patient", "DOB"], ["Corwin Ashdale", "03/04/1985"])), [
    ...["PERSON_NAME Corwin Ashdale", "DATE_OF_BIRTH 03/04/1985"],
  ]);
  assertEquals(found(table(["\uc131\uba85", "id"], ["\uae40\ub3c4\uc724", "7"])), [
    "PERSON_NAME \uae40\ub3c4\uc724",
  ]);
  assertEquals(found(table(["Id", "Password"], ["7", "tulip-41x"])), ["PASSWORD tulip-41x"]);
  const nothing = [
    table(["Id", "Total"], ["7", "421378890"]),
    table(["Product name", "Price"], ["Blue Widget", "9.99"]),
    table(["Setting", "Password"], ["Minimum", "required"]),
    table(["Release", "Date"], ["Ashdale", "03/04/1985"]),
  ];
  for (const text of nothing) assertEquals(found(text), [], text);
});

Deno.test("a table in HTML gives the same in pieces", () => {
  const rows = Array.from(
    { length: 900 },
    (_, k) => `<tr><td>${k}</td><td>42137${1000 + k}</td></tr>`,
  );
  const text = `<table>${HEADING}\n${rows.join("\n")}\n</table>`;
  assert(text.length > 2 * STEP_CHARS, "It takes several steps");
  const stream = new StreamScan(DETECTOR);
  const pieces: string[] = [];
  for (let at = 0; at < text.length; at += 1_000) {
    for (const { start, end } of stream.push(text.slice(at, at + 1_000))) {
      pieces.push(`${start} ${end}`);
    }
  }
  for (const { start, end } of stream.end()) pieces.push(`${start} ${end}`);
  assertEquals(pieces, DETECTOR.scan(text).map(({ start, end }) => `${start} ${end}`));
  assertEquals(pieces.length, rows.length);
});
