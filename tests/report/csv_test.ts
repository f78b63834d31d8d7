import { csvCell, csvLine, csvText, parseCsv } from "../../src/report/csv.ts";
import { seededNumbers } from "../support/quarter_traffic.ts";
import { assert, assertEquals } from "../support/std.ts";

Deno.test("csvCell() takes the life out of formulas", () => {
  for (const text of ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "=cmd|' /C calc'!A0"]) {
    assert(csvCell(text).replace(/^"/, "").startsWith("'"), text);
  }
  assertEquals(csvCell("a=1"), "a=1");
  assertEquals(csvCell(-5), "-5", "Numbers are no texts");
});

Deno.test("csvLine() quotes what needs it", () => {
  assertEquals(
    csvLine(["a", 1, null, 'say "x", y', "two\nlines"]),
    'a,1,,"say ""x"", y","two\nlines"\r\n',
  );
  assertEquals(csvText({ columns: ["a", "b"], rows: [[1, "x"]] }), "a,b\r\n1,x\r\n");
});

Deno.test("parseCsv() reads back what csvText() writes", () => {
  const seed = 7;
  const random = seededNumbers(seed);
  const units = ["a", " ", ",", '"', "\n", "\r\n", "b;", ""];
  const text = (): string =>
    `t${
      Array.from({ length: Math.floor(random() * 6) }, () => units[Math.floor(random() * 8)]).join(
        "",
      )
    }`;
  for (let round = 0; round < 200; round++) {
    const rows = Array.from({ length: 3 }, () => [text(), text(), text()]);
    assertEquals(
      parseCsv(csvText({ columns: ["x", "y", "z"], rows })),
      [["x", "y", "z"], ...rows],
      `seed ${seed}`,
    );
  }
});

Deno.test("parseCsv() takes bare line feeds and a last line without one", () => {
  assertEquals(parseCsv("a,b\n1,2"), [["a", "b"], ["1", "2"]]);
  assertEquals(parseCsv(""), []);
  assertEquals(parseCsv("a,\n"), [["a", ""]]);
});

Deno.test("parseCsv() says what is wrong, and ends on every beginning of a file", () => {
  assertEquals(parseCsv('a\n"b'), { problem: "row 2 has a quote that is not closed" });
  assertEquals(parseCsv('"a"b\n'), { problem: "row 1 goes on after a closed quote" });
  const whole = 'time,"mo""del"\r\n2026-07-01,"a,b"\r\n';
  for (let end = 0; end <= whole.length; end++) {
    const read = parseCsv(whole.slice(0, end));
    assert(Array.isArray(read) || read.problem !== "", `${end} characters`);
  }
});
