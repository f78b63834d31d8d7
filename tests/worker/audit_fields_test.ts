import { createDetector } from "../../src/detect/detector.ts";
import { FieldAudit } from "../../src/worker/audit_fields.ts";
import { freshSeed, randomFrom } from "../support/random.ts";
import { mixedText } from "../support/detect_mix.ts";
import type { Where } from "../../src/wire/wire_format.ts";
import { assert, assertEquals, assertLess } from "../support/std.ts";

function at(path: string): Where {
  return { path, label: path.replaceAll(/\[[0-9]+\]/g, "") };
}

/** The written name of a key that is visited. */
function nameOf(fields: FieldAudit, key: string): string {
  fields.key(key);
  return fields.nameOf(key);
}

function create(): FieldAudit {
  return new FieldAudit({ detector: createDetector(), style: "plain" });
}

Deno.test("FieldAudit text() redacts, counts instances and fields, and sorts paths", () => {
  const fields = create();
  fields.text(at("messages[1].content"), "a@b.org and c@d.org");
  fields.text(at("messages[0].content"), "123-45-6789, a@b.org");
  fields.text(at("system"), "clean");
  assertEquals(fields.results(), {
    redacted: '{"messages[0].content":"[REDACTED:SSN], [REDACTED:EMAIL]",' +
      '"messages[1].content":"[REDACTED:EMAIL] and [REDACTED:EMAIL]","system":"clean"}',
    found: { EMAIL: { count: 3, fields: 2 }, SSN: { count: 1, fields: 1 } },
    fieldsScanned: 3,
    fieldsUnvisited: 0,
  });
  assertEquals([fields.reason, fields.uninspected], [null, null]);
});

Deno.test("FieldAudit text() keeps what another redaction leaves as it is", () => {
  const seed = freshSeed();
  const detector = createDetector();
  for (let round = 0; round < 20; round++) {
    const fields = new FieldAudit({ detector, style: "plain" });
    fields.text(at("p"), mixedText(randomFrom(seed + round), 3_000));
    const { p } = JSON.parse(fields.results().redacted);
    assertEquals(detector.scan(p), [], `seed ${seed + round}`);
  }
});

Deno.test("FieldAudit text() ignores empty texts", () => {
  const fields = create();
  fields.text(at("system"), "");
  assertEquals(fields.results(), {
    redacted: "{}",
    found: {},
    fieldsScanned: 0,
    fieldsUnvisited: 0,
  });
});

Deno.test("FieldAudit text() scans around lone surrogates and replaces them", () => {
  const fields = create();
  fields.text(at("p"), "\ud800 123-45-6789 \udc00");
  assertEquals(fields.results().redacted, '{"p":"\ufffd [REDACTED:SSN] \ufffd"}');
});

Deno.test("FieldAudit text() numbers a path that comes again", () => {
  const fields = create();
  for (const text of ["x", "y", "z"]) fields.text(at("p"), text);
  fields.text(at("__proto__"), "w");
  assertEquals(fields.results().redacted, '{"__proto__":"w","p":"x","p#2":"y","p#3":"z"}');
});

Deno.test("FieldAudit text() cuts a long path, and never into half a character", () => {
  const fields = create();
  const path = `${"p".repeat(511)}\u{1f600}tail`;
  fields.text(at(path), "x");
  fields.text(at(path), "y");
  const paths = Object.keys(JSON.parse(fields.results().redacted));
  assertEquals(paths, [`${"p".repeat(511)}\ufffd~`, `${"p".repeat(511)}\ufffd~#2`]);
});

Deno.test("FieldAudit text() keeps 10,000 fields, looks at all, and says so", () => {
  const fields = create();
  for (let k = 0; k < 10_000; k++) fields.text(at(`p[${k}]`), "x");
  assertEquals(fields.reason, null);
  fields.text(at("p"), "123-45-6789");
  assertEquals(fields.reason, "limit");
  assertEquals(fields.results().fieldsScanned, 10_001);
  assertEquals(fields.results().found, { SSN: { count: 1, fields: 1 } });
  assertEquals(Object.keys(JSON.parse(fields.results().redacted)).length, 10_000);
});

Deno.test("FieldAudit key() writes plain keys plainly and quotes others", () => {
  const fields = create();
  assertEquals(nameOf(fields, "city_1-b"), ".city_1-b");
  assertEquals(nameOf(fields, "a b"), '["a b"]');
  assertEquals(nameOf(fields, ""), '[""]');
  assertEquals(nameOf(fields, '"\n\ud800'), '["\\"\\n\ufffd"]');
  assertEquals(fields.results().found, {});
});

Deno.test("FieldAudit key() redacts keys, counts them, and bounds their length", () => {
  const fields = create();
  assertEquals(nameOf(fields, "a@b.org"), '["[REDACTED:EMAIL]"]');
  assertEquals(nameOf(fields, "123-45-6789"), '["[REDACTED:SSN]"]');
  assertEquals(nameOf(fields, "k".repeat(65)), `["${"k".repeat(64)}~"]`);
  assertLess(nameOf(fields, `${"k ".repeat(31)}123-45-6789`).length, 80);
  assertEquals(fields.results().found, {
    EMAIL: { count: 1, fields: 1 },
    SSN: { count: 2, fields: 2 },
  });
});

Deno.test("FieldAudit keeps the first reason and the first kind", () => {
  const fields = create();
  fields.tooDeep();
  fields.notInspected("part:image");
  fields.notInspected("part:audio");
  for (let k = 0; k < 10_001; k++) fields.text(at("p"), "x");
  assertEquals([fields.reason, fields.uninspected], ["too_deep", "part:image"]);
  assert(fields.results().redacted.includes('"p#10000"'));
});

Deno.test("FieldAudit identifier() keeps only what holds something that no identifier is", () => {
  const fields = create();
  fields.identifier(at("role"), "assistant");
  fields.identifier(at("workspace_id"), "4532015112830366");
  fields.identifier(at("user"), "user-4532015112830366");
  assertEquals(fields.results(), {
    redacted: "{}",
    found: {},
    fieldsScanned: 0,
    fieldsUnvisited: 0,
  });
  fields.identifier(at("user"), "jo@example.com");
  assertEquals(fields.results().redacted, '{"user":"[REDACTED:EMAIL]"}');
});

Deno.test("FieldAudit number() keeps a number in which something is found", () => {
  const fields = create();
  fields.number(at("input.created"), "1763700000");
  fields.number(at("input.card"), "4532015112830366");
  assertEquals(fields.results().redacted, '{"input.card":"[REDACTED:CC_NUMBER]"}');
});

Deno.test("FieldAudit finds what is split between two texts of a kind, and counts it once", () => {
  const fields = create();
  fields.text({ path: "parts[0].text", label: "parts.text" }, "My SSN is 123-45-");
  fields.text({ path: "parts[1].text", label: "parts.text" }, "6789, thanks");
  fields.text({ path: "parts[2].text", label: "parts.text" }, "and my mail is jo@exam");
  fields.text({ path: "parts[3].text", label: "parts.text" }, "ple.com");
  const { redacted, found } = fields.results();
  assertEquals(JSON.parse(redacted), {
    "parts[0].text": "My SSN is [REDACTED:SSN]",
    "parts[1].text": "[REDACTED:SSN], thanks",
    "parts[2].text": "and my mail is [REDACTED:EMAIL]",
    "parts[3].text": "[REDACTED:EMAIL]",
  });
  assertEquals(found, { SSN: { count: 1, fields: 1 }, EMAIL: { count: 1, fields: 1 } });
});

Deno.test("FieldAudit does not join texts of different kinds", () => {
  const fields = create();
  fields.text({ path: "a", label: "a" }, "123-45-");
  fields.text({ path: "b", label: "b" }, "6789");
  assertEquals(fields.results().found, {});
});
