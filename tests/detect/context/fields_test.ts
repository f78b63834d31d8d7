/** Tests for `src/detect/context/fields.ts`. @module */

import { Engine } from "../../../src/detect/engine/engine.ts";
import { entryOfName, tableAt } from "../../../src/detect/context/fields.ts";
import { Lexicon } from "../../../src/detect/engine/lexicon.ts";
import type { Hit, MatcherRule, Span } from "../../../src/detect/rule.ts";
import type { Scan } from "../../../src/detect/context/scan.ts";
import { assertEquals } from "../../support/std.ts";

/** A rule that takes whatever a field named for a colour holds, and notes the names it was given. */
function colourRule(names: string[]): MatcherRule {
  return {
    anchor: "matcher",
    category: "COLOUR",
    finds: "anything",
    at: ["field"],
    triggers: ["colour", "\u8272"],
    words: [],
    revision: 1,
    hits: [],
    misses: [],
    match(scan: Scan, field: Readonly<Span>): Hit | null {
      names.push(scan.fieldName);
      return { start: field.start, end: field.end, need: "none" };
    },
  };
}

function found(text: string, label = ""): string[] {
  const engine = new Engine([colourRule([])], []);
  return engine.scan(text, label).map(({ start, end }) => text.slice(start, end));
}

Deno.test("entryOfName() finds the phrase that a name ends in, and no other", () => {
  const lexicon = new Lexicon();
  lexicon.add("colour", 0);
  lexicon.add("\u8272", 0);
  const names = [
    ...["colour", "carColour", "car_colour", "car.colour[0]", "colour_2", "Colour *"],
    ...["Colour (of the car)", "COLOUR", "\u8eca\u306e\u8272"],
  ];
  for (const name of names) assertEquals(entryOfName(name, lexicon) >= 0, true, name);
  const others = ["", "colour_name", "colourful", "discolour", "\u8272\u5f69", "[0]", "colour.x"];
  for (const name of others) assertEquals(entryOfName(name, lexicon), -1, name);
});

Deno.test("tableAt() ends a table where a row has another number of cells", () => {
  const text = "a,colour\n1,red\n2,blue\nno more\n3,green\n";
  const key = { start: 2, end: 8 };
  const table = tableAt(text, key, (name) => name === "colour");
  assertEquals(table?.fields.map(({ value }) => text.slice(value.start, value.end)), [
    "red",
    "blue",
  ]);
  assertEquals(table?.end, text.indexOf("no more"));
  assertEquals(tableAt("the colour\n", { start: 4, end: 10 }, () => true), null);
});

Deno.test("tableAt() takes no line of labels and values for a heading", () => {
  const isWanted = (name: string): boolean => name === "colour" || name === "size";
  const cells = (text: string): string[] | null => {
    const start = text.indexOf("colour");
    const table = tableAt(text, { start, end: start + 6 }, isWanted);
    return table?.fields.map(({ value }) => text.slice(value.start, value.end)) ?? null;
  };
  const none = [
    "| what | value |\n|---|---|\n| colour | red |\n| place | Ulm |\n",
    "| colour | red |\n| size | 12 |\n",
    "| colour | red |\n|---|---|\n| size | 12 |\n",
    "colour\tred\nsize\t12\n",
  ];
  for (const text of none) assertEquals(cells(text), null, text);
  assertEquals(cells("| colour | age |\n|---|---|\n| red | 1 |\n| blue | 2 |\n"), ["red", "blue"]);
  assertEquals(cells("| a list | |\n| colour | age |\n|---|---|\n| red | 1 |\n"), ["red"]);
  assertEquals(cells("| id | colour |\n| 1 | red |\n| 2 | blue |\n"), ["red", "blue"]);
  assertEquals(cells("colour;age\nred;1\nblue;2\n"), ["red", "blue"]);
});

Deno.test("Engine calls a field rule with a whole text, trimmed, by its label", () => {
  assertEquals(found(" red \n", "car.colour"), ["red"]);
  assertEquals(found("red", "car.colours"), []);
  assertEquals(found("red"), []);
  assertEquals(found("", "car.colour"), []);
});

Deno.test("Engine calls a field rule with each cell of a column, and says which column", () => {
  const names: string[] = [];
  const text = "id\tcar colour\tcolour\n1\tred\tblue\n2\t\tgreen\n";
  const hits = new Engine([colourRule(names)], []).scan(text, "");
  assertEquals(hits.map(({ start, end }) => text.slice(start, end)), ["red", "blue", "green"]);
  assertEquals(names, ["car colour", "colour", "colour"]);
});

Deno.test("tableAt() takes the cells behind a label for its values where a table lies on its side", () => {
  const isWanted = (name: string): boolean => name === "colour" || /^car \d$/.test(name);
  const values = (text: string): string[] | undefined => {
    const start = text.indexOf("colour");
    const table = tableAt(text, { start, end: start + 6 }, isWanted);
    return table?.fields.map(({ value }) => text.slice(value.start, value.end));
  };
  for (
    const text of [
      "field;car 1;car 2\ncolour;red;blue\nseats;4;5\n",
      'field,car 1,car 2\n"colour","red","blue"\nseats,4,5\n',
      "item\tA\tB\ncolour\tred\tblue\n",
      "| item | A | B |\n|---|---|---|\n| colour | red | blue |\n",
    ]
  ) assertEquals(values(text), ["red", "blue"], text);
  // The heading of a table that stands upright.
  assertEquals(values("colour;seats;doors\nred;4;5\n"), ["red"]);
  assertEquals(values("a remark\ncolour;seats;doors\nred;4;5\n"), ["red"]);
  // Data that hold the word, below a heading that knows it.
  assertEquals(values("name;colour\ncolour;blue\n"), ["blue"]);
});
