import { createDetector } from "../../src/detect/detector.ts";
import { FieldAudit } from "../../src/worker/audit_fields.ts";
import { freshSeed, randomFrom } from "../support/detect_corpus.ts";
import { mixedText } from "../support/detect_mix.ts";
import { assert, assertEquals, assertLess } from "../support/std.ts";

function create(): FieldAudit {
  return new FieldAudit({ detector: createDetector(), style: "plain" });
}

Deno.test("FieldAudit text() redacts, counts instances and fields, and sorts paths", () => {
  const fields = create();
  fields.text("messages[1].content", "a@b.org and c@d.org");
  fields.text("messages[0].content", "123-45-6789, a@b.org");
  fields.text("system", "clean");
  assertEquals(fields.results(), {
    redacted: '{"messages[0].content":"[REDACTED:SSN], [REDACTED:EMAIL]",' +
      '"messages[1].content":"[REDACTED:EMAIL] and [REDACTED:EMAIL]","system":"clean"}',
    found: { EMAIL: { count: 3, fields: 2 }, SSN: { count: 1, fields: 1 } },
    fieldsScanned: 3,
  });
  assertEquals([fields.reason, fields.uninspected], [null, null]);
});

Deno.test("FieldAudit text() keeps what another redaction leaves as it is", () => {
  const seed = freshSeed();
  const detector = createDetector();
  for (let round = 0; round < 20; round++) {
    const fields = new FieldAudit({ detector, style: "plain" });
    fields.text("p", mixedText(randomFrom(seed + round), 3_000));
    const { p } = JSON.parse(fields.results().redacted);
    assertEquals(detector.scan(p), [], `seed ${seed + round}`);
  }
});

Deno.test("FieldAudit text() ignores empty texts", () => {
  const fields = create();
  fields.text("system", "");
  assertEquals(fields.results(), { redacted: "{}", found: {}, fieldsScanned: 0 });
});

Deno.test("FieldAudit text() scans around lone surrogates and replaces them", () => {
  const fields = create();
  fields.text("p", "\ud800 123-45-6789 \udc00");
  assertEquals(fields.results().redacted, '{"p":"\ufffd [REDACTED:SSN] \ufffd"}');
});

Deno.test("FieldAudit text() numbers a path that comes again", () => {
  const fields = create();
  for (const text of ["x", "y", "z"]) fields.text("p", text);
  fields.text("__proto__", "w");
  assertEquals(fields.results().redacted, '{"__proto__":"w","p":"x","p#2":"y","p#3":"z"}');
});

Deno.test("FieldAudit text() cuts a long path, and never into half a character", () => {
  const fields = create();
  const path = `${"p".repeat(511)}\u{1f600}tail`;
  fields.text(path, "x");
  fields.text(path, "y");
  const paths = Object.keys(JSON.parse(fields.results().redacted));
  assertEquals(paths, [`${"p".repeat(511)}\ufffd~`, `${"p".repeat(511)}\ufffd~#2`]);
});

Deno.test("FieldAudit text() stops at 10,000 fields and says so", () => {
  const fields = create();
  for (let k = 0; k < 10_000; k++) fields.text(`p[${k}]`, "x");
  assertEquals(fields.reason, null);
  fields.text("p", "123-45-6789");
  assertEquals(fields.reason, "limit");
  assertEquals(fields.results().fieldsScanned, 10_000);
  assertEquals(fields.results().found, {});
});

Deno.test("FieldAudit key() writes plain keys plainly and quotes others", () => {
  const fields = create();
  assertEquals(fields.key("city_1-b"), ".city_1-b");
  assertEquals(fields.key("a b"), '["a b"]');
  assertEquals(fields.key(""), '[""]');
  assertEquals(fields.key('"\n\ud800'), '["\\"\\n\ufffd"]');
  assertEquals(fields.results().found, {});
});

Deno.test("FieldAudit key() redacts keys, counts them, and bounds their length", () => {
  const fields = create();
  assertEquals(fields.key("a@b.org"), '["[REDACTED:EMAIL]"]');
  assertEquals(fields.key("123-45-6789"), '["[REDACTED:SSN]"]');
  assertEquals(fields.key("k".repeat(65)), `["${"k".repeat(64)}~"]`);
  assertLess(fields.key(`${"k ".repeat(31)}123-45-6789`).length, 80);
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
  for (let k = 0; k < 10_001; k++) fields.text("p", "x");
  assertEquals([fields.reason, fields.uninspected], ["too_deep", "part:image"]);
  assert(fields.results().redacted.includes('"p#10000"'));
});
