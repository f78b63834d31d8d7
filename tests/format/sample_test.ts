import {
  isInStratum,
  type Opening,
  openingsText,
  parseOpenings,
  parseSample,
  type Sample,
  sampleText,
} from "../../src/format/sample.ts";
import { assertEquals } from "../support/std.ts";

const SAMPLE: Sample = {
  format: "outband/sample/v1",
  checkpoint: "example.com/log\n1\nAAAA\n",
  nonce: "1".repeat(20),
  seed: "0".repeat(64),
  count: 2,
  plan: { risk: "5", tolerable: "5", deviations: 0 },
  stratum: { provider: "openai", model: "m", class: "full", category: "SSN" },
  records: [7, 3],
};
const OPENINGS: Opening[] = [
  { i: 7, part: "req", k: "00", data: "{}" },
  { i: 7, part: "orig.req", k: "00", sha256: "0".repeat(64) },
];

Deno.test("parseSample() reads what sampleText() writes, and nothing else", () => {
  const text = sampleText(SAMPLE);
  assertEquals(parseSample(text), SAMPLE);
  for (let end = 0; end < text.length; end++) assertEquals(parseSample(text.slice(0, end)), null);
  const faults = [
    `${text} `,
    text.replace('"count":2', '"count": 2'),
    text.replace('"count":2', '"count":-2'),
    text.replace('"count":2', '"count":2,"more":1'),
    text.replace("v1", "v2"),
    text.replace("[7,3]", '[7,"3"]'),
    "null\n",
  ];
  for (const fault of faults) assertEquals(parseSample(fault), null, fault);
});

Deno.test("parseOpenings() reads what openingsText() writes, and nothing else", () => {
  const text = openingsText(OPENINGS);
  assertEquals(parseOpenings(text), OPENINGS);
  assertEquals(parseOpenings(""), []);
  const ends = new Set([0, text.indexOf("\n") + 1]);
  for (let end = 0; end < text.length; end++) {
    if (!ends.has(end)) assertEquals(parseOpenings(text.slice(0, end)), null, `${end}`);
  }
  for (
    const fault of [`${text}\n`, text.replace("orig.req", "orig"), text.replace('"i":7', '"i":7.5')]
  ) {
    assertEquals(parseOpenings(fault), null, fault);
  }
});

Deno.test("isInStratum() wants all fields to fit", () => {
  const call = { provider: "openai", model: "m", class: "full", found: { req: { SSN: 1 } } };
  assertEquals(isInStratum(undefined, {}), true);
  assertEquals(isInStratum(SAMPLE.stratum, call), true);
  assertEquals(isInStratum({ category: "EMAIL" }, call), false);
  assertEquals(isInStratum({ category: "toString" }, call), false);
  assertEquals(isInStratum({ model: "n" }, call), false);
});
