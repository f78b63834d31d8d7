/** Tests for `src/detect/context/row_sets.ts`. @module */

import { createDetector } from "../../../src/detect/detector.ts";
import { rowLead, rowSetsOf } from "../../../src/detect/context/row_sets.ts";
import { STEP_CHARS, StreamScan } from "../../../src/detect/stream.ts";
import { assert, assertEquals } from "../../support/std.ts";

const DETECTOR = createDetector();

/** Cells by the names of their columns. */
function cells(text: string): string[] {
  return rowSetsOf(text).flatMap((set) =>
    set.cells.map(({ start, end, column }) => `${set.names[column]}=${text.slice(start, end)}`)
  );
}

function found(text: string): string[] {
  return DETECTOR.scan(text).map(({ start, end, category }) =>
    `${category} ${text.slice(start, end)}`
  );
}

Deno.test("rowSetsOf() names the cells of INSERT, however it is written", () => {
  const cases: readonly (readonly [text: string, ...cells: string[]])[] = [
    ["INSERT INTO t (a, `b`) VALUES (1, 'x'), (2, 'y')", "a=1", "b=x", "a=2", "b=y"],
    ["insert into s.t(a,b)values('O''Hara, A','(x)')", "a=O''Hara, A", "b=(x)"],
    ["INSERT INTO [t] ([Full Name], [b]) VALUES (N'\u00c4', NULL)", "Full Name=\u00c4"],
    [
      "REPLACE INTO t (a, b)\nVALUES\n  (DATE '1990-01-02', now()),\n  (E'x\\'y', 7);",
      "a=1990-01-02",
    ]
      .concat(["b=now()", "a=x\\'y", "b=7"]) as [string, ...string[]],
    ["INSERT INTO t (a, b) VALUES (TO_DATE('1990-01-02','YYYY'), CAST('z' AS x))", "a=1990-01-02"]
      .concat(["b=z"]) as [string, ...string[]],
    ['{"q":"INSERT INTO t (a)\\nVALUES (\\"x\\")"}', "a=x"],
    ['run("INSERT INTO t (a, b) VALUES (?, ?)", ["x", "y"])', "a=x", "b=y"],
    ["INSERT INTO t (a, b) VALUES ($1, $2) -- ('x', 'y')", "a=x", "b=y"],
    ["INSERT INTO t (a, b) VALUES (1, 2), -- first\n(3, 4)", "a=1", "b=2", "a=3", "b=4"],
  ];
  for (const [text, ...wanted] of cases) assertEquals(cells(text), wanted, text);
});

Deno.test("rowSetsOf() names the cells of COPY up to the line that ends it", () => {
  assertEquals(cells("COPY t (a, b) FROM stdin;\n1\tx\n2\ty\n\\.\n3\tz\n"), [
    ...["a=1", "b=x", "a=2", "b=y"],
  ]);
  assertEquals(cells("COPY t (a, b) FROM STDIN WITH CSV;\n1,x\n"), ["a=1", "b=x"]);
});

Deno.test("rowSetsOf() takes nothing else for such rows", () => {
  const texts = [
    "the values (1, 2) are small",
    "CHECK (a IN (1)) VALUES (1)",
    "INSERT INTO t VALUES (1, 2)",
    "INSERT INTO t (a, b) VALUES (1, 2, 3)",
    "INSERT INTO t (a, b) VALUES (?, ?)",
    "INSERT INTO t (a, b) VALUES ('x, 2",
    "insert into t (a = 1) values (2)",
  ];
  for (const text of texts) assertEquals(cells(text), [], text);
});

Deno.test("rowSetsOf() may be cut at any character", () => {
  const text =
    "INSERT INTO t (a, b) VALUES ('x''y', f(1, 2)), (?, ?) ['z', '\\'']; COPY t (a) FROM stdin;\n1\n";
  for (let at = 0; at <= text.length; at++) {
    for (const { start, end } of rowSetsOf(text.slice(0, at)).flatMap((set) => set.cells)) {
      assert(start >= 0 && start < end && end <= at, `${start}..${end} at ${at}`);
    }
  }
});

Deno.test("the names of columns speak for the values in rows of SQL", () => {
  const head = "INSERT INTO person (id, full_name, ssn, dob, order_no) VALUES";
  assertEquals(found(`${head}\n(1, 'Stone, Ann', '219099991', DATE '1980-01-02', 219099992)`), [
    "PERSON_NAME Stone, Ann",
    "SSN 219099991",
    "DATE_OF_BIRTH 1980-01-02",
  ]);
  assertEquals(found("INSERT INTO part (id, sku) VALUES (1, '219099991')"), []);
});

Deno.test("StreamScan remembers which columns the rows have that it cuts", () => {
  const rows = Array.from({ length: 1_500 }, (_, k) => `(${k}, 'x;y', ${201_230_001 + 11 * k})`);
  for (const gap of [", ", ",\n"]) {
    const text = `SET x = 1;\nINSERT INTO t (id, note, ssn) VALUES ${rows.join(gap)};\nselect 1;\n`;
    assert(text.length > 2 * STEP_CHARS, `${text.length} characters`);
    const whole = found(text);
    assert(whole.length > 1_200, `${whole.length} found`);
    const stream = new StreamScan(DETECTOR);
    const findings = [];
    for (let at = 0; at < text.length; at += 3_000) {
      findings.push(...stream.push(text.slice(at, at + 3_000)));
    }
    findings.push(...stream.end());
    const pieces = findings.map(({ start, end, category }) =>
      `${category} ${text.slice(start, end)}`
    );
    assertEquals(pieces, whole);
  }
});

Deno.test("rowLead() gives what names the columns of the row that is cut, and its place", () => {
  const text = "INSERT INTO t (a, b) VALUES (1, 'x'), (2, 'y')";
  assertEquals(rowLead(text, text.indexOf("y")), {
    lead: 'INSERT INTO t ("a", "b") VALUES ',
    start: text.indexOf("(2"),
  });
  assertEquals(rowLead(text, 3), null);
  assertEquals(rowLead("1, 2", 2), null);
});

Deno.test("the detector knows secrets by the names of their columns", () => {
  assertEquals(
    found("INSERT INTO u (id, password) VALUES (7, 'tulip-41x'), (8, NULL), (9, 'oak_77q')"),
    [
      ...["PASSWORD tulip-41x", "PASSWORD oak_77q"],
    ],
  );
  assertEquals(found("COPY u (id, password) FROM stdin;\n7\ttulip-41x\n\\.\n"), [
    "PASSWORD tulip-41x",
  ]);
  assertEquals(found("INSERT INTO u (id, password_hint) VALUES (7, 'tulip-41x')"), []);
  assertEquals(found("INSERT INTO u (password, id) VALUES ('required', 'tulip-41x')"), []);
});
