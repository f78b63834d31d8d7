/** Tests for `literals.ts`: values that programs put together. @module */

import { createDetector } from "../../../src/detect/detector.ts";
import { NUMBER } from "../../../src/detect/engine/events.ts";
import { mayBeJoined } from "../../../src/detect/second_look/literals.ts";
import { assertEquals } from "../../support/std.ts";

const DETECTOR = createDetector();

function found(text: string): string[] {
  return DETECTOR.scan(text).map(({ start, end, category }) =>
    `${category} ${text.slice(start, end)}`
  );
}

/** Signs with which languages join strings; none of them is enough in C and Python. */
const JOINTS = [
  " + ",
  "+",
  " || ",
  " . ",
  " & ",
  " ~ ",
  " .. ",
  " <> ",
  " ++ ",
  " ",
  "\n    + ",
  " +\n    ",
];

Deno.test("scan() puts values together from literals, whatever joins them", () => {
  for (const joint of JOINTS) {
    for (const quote of [`"`, `'`, `\\"`]) {
      const between = quote + joint + quote;
      for (
        const [lead, parts, category] of [
          ["k = ", ["sk_li", "ve_", "4Zr8TqNw1KyB", "c6VhXj3MdPsU"], "API_KEY"],
          ["mail = ", ["jane.", "doe", "@", "example", ".org"], "EMAIL"],
          ["mail = ", ["jane.doe@exam", "ple.org"], "EMAIL"],
          ["ssn = ", ["519-", "38-", "7742"], "SSN"],
          ["ip = ", ["203", ".0.113.9"], "IP_ADDRESS"],
        ] as const
      ) {
        const value = parts.join(between);
        assertEquals(found(`${lead}${quote}${value}${quote};`), [`${category} ${value}`], value);
      }
    }
  }
});

Deno.test("scan() reads the call that stands for an @", () => {
  for (
    const call of [
      ...["chr(64)", "CHR(64 )", "char(64)", "nchar(64)", "unichr(64)", "String.fromCharCode(64)"],
      ...["chr(0x40)", "String.fromCharCode(0x40)"],
    ]
  ) {
    const value = `jane.doe' + ${call} + 'example.org`;
    assertEquals(found(`x = '${value}'`), [`EMAIL ${value}`], value);
  }
});

/** Remarks that stand between literals, and what follows them. */
const REMARKED_JOINTS = [
  "  # the beginning\n    ",
  " /* the middle */ ",
  " + // the rest\n  ",
  " // first\n  + ",
  "\n  # next: \u6b21\n  ",
  " .. -- more\n ",
  " & _\n  ",
  " \\\n  ",
];

Deno.test("scan() puts values together over remarks, and keeps the first part", () => {
  for (const joint of REMARKED_JOINTS) {
    for (
      const [parts, category] of [
        [["gh" + "p_", "n4Kx8Tq2Wm6Rz9Lb", "3VhYc7Jd5Pf1SgU0aEtN"], "API_KEY"],
        [["jane.doe", "@", "example.org"], "EMAIL"],
        [["4532", "0151", "1283", "0366"], "CC_NUMBER"],
      ] as const
    ) {
      const value = parts.join(`"${joint}"`);
      assertEquals(found(`card = (\n  "${value}"\n)`), [`${category} ${value}`], value);
    }
  }
});

Deno.test("scan() puts lists together that a program joins", () => {
  for (
    const [before, joint, after] of [
      ["SELECT CONCAT('", "', '", "') AS t"],
      ['=CONCATENATE("', '";"', '")'],
      ["x = ''.join(['", "', '", "'])"],
      ["x = '-'.join([\n  '", "',\n  '", "'\n])"],
      ["const x = ['", "', '", "'].join('');"],
      ["$x = implode('', ['", "', '", "']);"],
      ['String x = "', '".concat("', '");'],
      ['auto x = std::string("', '") + "', '";'],
    ] as const
  ) {
    for (
      const [parts, category] of [
        [["sk_li" + "ve_", "4Zr8TqNw1KyB", "c6VhXj3MdPsU"], "API_KEY"],
        [["jane.doe", "@", "example.org"], "EMAIL"],
      ] as const
    ) {
      const middle = joint.includes("+") ? [joint, '" + "'] : [joint, joint];
      const value = parts[0] + middle[0] + parts[1] + middle[1] + parts[2];
      assertEquals(found(before + value + after), [`${category} ${value}`], before + value);
    }
  }
});

Deno.test("scan() puts a list of two together", () => {
  const value = "gh" + "p_', 'n4Kx8Tq2Wm6Rz9Lb3VhYc7Jd5Pf1SgU0aEtN";
  for (const text of [`x = ''.join(['${value}'])`, `CONCAT('${value}')`]) {
    assertEquals(found(text), [`API_KEY ${value}`], text);
  }
  assertEquals(found(`x = ['${value}']; y = ''.join(z)`), []);
});

Deno.test("scan() puts nothing together from lists that nothing joins, and lone beginnings", () => {
  for (
    const text of [
      'PREFIXES = ["gh" "p_", "sk_li" "ve_"]',
      'x = ["jane.doe", "@", "example.org"]',
      'x = ["sk_li' + 've_", "4Zr8TqNw1KyB", "c6VhXj3MdPsU"]; y.join(",", z)',
      'prefix = "gh' + 'p_"  # of tokens\nname = "n4Kx8Tq2Wm6Rz9Lb3VhYc7Jd5Pf1SgU0aEtN"',
      '"a1b2"  # one\n"c3d4"  # two\n',
      'f("a1").then("b2", "c3")',
    ]
  ) assertEquals(found(text), [], text);
});

Deno.test("scan() puts nothing together from lists, sentences and numbers", () => {
  for (
    const text of [
      ...[
        '["a1b2c3d4", "e5f6a7b8"]',
        '"x1" + y2 + "z3"',
        '"on " + "12 of " + "40 "',
        "a + '1' + b",
      ],
      ...['print("total" + "40" + "12")', "'jane' + chr(65) + 'example.org'", 'f("a1", "b2")'],
      ...["chr(64)", "'64' + chr(64)", '"1" . "2" ssn', '{"a":"1","b":"2"}', '"v1" "v2" said he'],
    ]
  ) assertEquals(found(text), [], text);
});

Deno.test("scan() finds a number whose groups are in a list, as one", () => {
  for (
    const [name, groups, category] of [
      ["card", ["4532", "0151", "1283", "0366"], "CC_NUMBER"],
      ["ssn", ["519", "38", "7742"], "SSN"],
      ["phone", ["212", "867", "5309"], "PHONE"],
      ["iban", ["DE89", "3704", "0044", "0532", "0130", "00"], "IBAN"],
      ["SSN", [..."519387742"], "SSN"],
    ] as const
  ) {
    for (const separator of [",", ", ", ",\n    "]) {
      const list = groups.map((group) => JSON.stringify(group)).join(separator);
      const value = list.slice(1, -1);
      assertEquals(found(`{"${name}":[${list}],"n":1}`), [`${category} ${value}`], list);
      assertEquals(found(`{"${name}": [\n    ${list}\n  ]}`), [`${category} ${value}`], list);
    }
    const list = groups.map((group) => JSON.stringify(group)).join(",");
    const text = JSON.stringify({ a: `{"${name}":[${list}]}` });
    const value = JSON.stringify(list.slice(1, -1)).slice(1, -1);
    assertEquals(found(text), [`${category} ${value}`], text);
  }
  for (
    const text of [
      ...['"card": ["10", "20", "30"]', '"sizes":["4532","0151","1283","0366"]', "[1,2,3]"],
      ...['"ibans": ["DE89", "FR76", "GB29"]', '"karta": [453201, 511283, 1366]'],
      ...[
        '"card_prefixes": ["4532", "5412"]',
        '"iban": ["DE89", "3704", "0044", "0532", "0130", "01"]',
      ],
    ]
  ) {
    assertEquals(found(text), [], text);
  }
});

Deno.test("scan() finds passwords in literals without a digit, over remarks", () => {
  for (
    const parts of [
      ["'Jandaia", "-Cedro", "#8127'"],
      ["'Jandaia", "-Cedro'"],
      ["'Wintergr\u00fcn", "Sessel", "Papagei'"],
    ]
  ) {
    for (const joint of ["' + /* meio */ '", "' + '", "' . '", "'\n  + '", "'  # first\n  '"]) {
      const value = parts.join(joint);
      assertEquals(found(`const senha = ${value};`), [`PASSWORD ${value.slice(1, -1)}`], value);
    }
  }
  assertEquals(found("senha = 'Jandaia-Cedro' + x + 'oi'"), ["PASSWORD Jandaia-Cedro"]);
});

Deno.test("mayBeJoined() looks at what stands beside a literal", () => {
  assertEquals(mayBeJoined("'12' + '3'", 1, 3, NUMBER), true);
  for (const text of ["'12', '3'", "'12': 3", "'12'", "12 + 3"]) {
    assertEquals(mayBeJoined(text, text.indexOf("1"), text.indexOf("2") + 1, NUMBER), false, text);
  }
});

Deno.test("scan() asks for what joins a list beside it, not somewhere in the text", () => {
  const items = '"sk_li", "ve_", "4Zr8TqNw1KyB", "c6VhXj3MdPsU"';
  const value = items.slice(1, -1);
  const far = `a = words.join(" ");\n${"x = 1;\n".repeat(400)}`;
  assertEquals(found(`parts = join([${items}], "")`), [`API_KEY ${value}`]);
  assertEquals(found(`parts = f([${items}], "")`), []);
  assertEquals(found(`${far}parts = f([${items}], "")`), []);
});
