/** Tests for `src/detect/context/table_header.ts` and `src/detect/context/heading_words.ts`. @module */

import { createDetector } from "../../../src/detect/detector.ts";
import { spelledOut } from "../../../src/detect/context/heading_words.ts";
import { blockHeading } from "../../../src/detect/context/table_header.ts";
import { assertEquals } from "../../support/std.ts";

const DETECTOR = createDetector();

function found(text: string): string[] {
  return DETECTOR.scan(text).map(({ start, end, category }) =>
    `${category} ${text.slice(start, end)}`
  );
}

/** Rows whose last one is so far from the heading that only its column speaks for it. */
function rows(lead: string, separator: string): string {
  const line = (cells: readonly string[]): string => `${cells.join(separator)}\n`;
  const filler = "a remark that is long enough to be far";
  return lead + line(["id", "remark", "ssn"]) + line(["7", filler, "none"]) +
    line(["8", filler, "421378890"]);
}

Deno.test("the detector knows columns whatever separates them", () => {
  for (const separator of [",", ";", "\t", "|", "^", "~", "\u00a6", "\uff0c", "\uff1b", " | "]) {
    assertEquals(found(rows("", separator)), ["SSN 421378890"], separator);
  }
  assertEquals(found("id^password^city\n7^tulip-41x^Ulm\n"), ["PASSWORD tulip-41x"]);
  assertEquals(found("id~full_name~city\n7~Corwin Ashdale~Ulm\n"), ["PERSON_NAME Corwin Ashdale"]);
});

Deno.test("the heading of a table may stand below titles and remarks", () => {
  const leads = [
    ...["Customers, as of today:\n", "# batch 7 of 2026-11-25\n", "sep=;\n", "```csv\n"],
    ...["Export\nof Monday\n", "user: the table\n"],
  ];
  for (const lead of leads) assertEquals(found(rows(lead, ";")), ["SSN 421378890"], lead);
});

Deno.test("a line below the first that is no heading names no columns", () => {
  const texts = [
    "Totals\nid;sum\n7;421378890\n",
    "Notes\nThe ssn, he said, is gone.\nPart, or all, 421378890\n",
    "One\ntwo\nthree\nfour\nid;remark;ssn\n",
  ];
  for (const text of texts) assertEquals(found(text), [], text);
});

Deno.test("blockHeading() gives the lines up to the heading", () => {
  const text = "x\n\nTitle\nid;ssn\n7;1\n8;2\n9;3\n";
  assertEquals(blockHeading(text, text.indexOf("9")), "Title\nid;ssn\n7;1\n8;2");
  assertEquals(blockHeading(text, text.indexOf("7")), "Title\nid;ssn");
  assertEquals(blockHeading("a\nb\nc\n", 4), "");
  assertEquals(blockHeading(text, 0), "");
});

Deno.test("spelledOut() reads short headings in the language of the others", () => {
  assertEquals(spelledOut(["nom", "Port.", "ville"]), ["nom", "portable", "ville"]);
  assertEquals(spelledOut(["host", "port"]), ["host", "port"]);
  assertEquals(spelledOut(["nome", "tlm"]), ["nome", "telem\u00f3vel"]);
  assertEquals(spelledOut(["\uc774\ub984", "\ud3f0"]), ["\uc774\ub984", "\ud734\ub300\ud3f0"]);
  assertEquals(found("id;nom;port;ville\n7;Luc Abel;06 71 20 48 93;Lyon\n"), [
    ...["PERSON_NAME Luc Abel", "PHONE 06 71 20 48 93"],
  ]);
  assertEquals(found("id;host;port\n7;web1;0671204893\n"), []);
});
