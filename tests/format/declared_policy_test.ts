import {
  categoryRule,
  type DeclaredPolicy,
  isListed,
  parseDeclaredPolicy,
  POLICY_CHARS_MAX,
  signalRule,
} from "../../src/format/declared_policy.ts";
import { SIGNAL_IDS } from "../../src/format/signal_rules.ts";
import { assert, assertEquals } from "../support/std.ts";

const NAMES = {
  frameworks: ["soc2"],
  controls: ["soc2:CC7.2"],
  tests: ["COVERAGE", "RECON"],
  signals: SIGNAL_IDS,
};

const FULL = `{
  "version": 1, // of the form
  "name": "ai-use",
  "upstreams": ["api.openai.com", "*.openai.azure.com"],
  "models": ["gpt-4o-*"],
  "categories": { "SSN": "deny", "EMAIL": "alert" },
  "purposes": [{ "id": "PUR-7", "title": "answers" }, { "id": "PUR-8" }],
  "review": { "everyDays": 7, "graceDays": 3 },
  "dispositionDays": 2,
  "retentionDays": 400,
  "reviewers": [{ "name": "A", "role": "reviewer", "vkey": "example.com/a+00000000+AAAA" }],
  "keyCustody": "separate",
  "instances": ["example.com/gw-0"],
  "signals": { "injection.override": "ignore", "drift.*": "ignore", "*": "exception" },
  "canaries": [{ "tenant": "acme", "marker": "CANARY-7f3a9c" }],
  "frameworks": ["soc2"],
  "thresholds": { "COVERAGE": { "pass": 0.999, "partial": 0.99 } },
  "notApplicable": [{ "control": "soc2:CC7.2", "reason": "none" }],
}`;

function policyOf(text: string): DeclaredPolicy {
  const read = parseDeclaredPolicy(text, NAMES);
  assert("policy" in read, JSON.stringify(read));
  return read.policy;
}

function faultsOf(text: string): string[] {
  const read = parseDeclaredPolicy(text, NAMES);
  assert("faults" in read, text);
  return read.faults;
}

Deno.test("parseDeclaredPolicy() reads everything, and digests the content, not its form", () => {
  const read = parseDeclaredPolicy(FULL, NAMES);
  assert("policy" in read, JSON.stringify(read));
  assertEquals(read.policy.purposes, [{ id: "PUR-7", title: "answers" }, {
    id: "PUR-8",
    title: "",
  }]);
  const bare = parseDeclaredPolicy(
    JSON.stringify(JSON.parse(new TextDecoder().decode(read.bytes))),
    NAMES,
  );
  assert("policy" in bare);
  assertEquals(bare.bytes, read.bytes);
});

Deno.test("parseDeclaredPolicy() leaves out what was not declared", () => {
  const { version, name, reviewers, canaries, notApplicable, signals, thresholds, ...rest } =
    policyOf('{"version":1,"name":"a"}');
  assertEquals([version, name], [1, "a"]);
  assertEquals([reviewers, canaries, notApplicable, signals, thresholds], [[], [], [], {}, {}]);
  for (const [key, value] of Object.entries(rest)) assertEquals(value, null, key);
});

Deno.test("parseDeclaredPolicy() tells every fault at once, with its place", () => {
  const faults = faultsOf('{"version":2,"upstreams":[""],"review":{"everyDays":0},"more":1}');
  for (const place of ["version", "name", "upstreams[0]", "review.everyDays", "more"]) {
    assert(faults.some((fault) => fault.includes(place)), `${place}: ${faults.join("; ")}`);
  }
});

Deno.test("parseDeclaredPolicy() refuses names that do not exist, and entries that repeat", () => {
  const rows: [fields: string, fault: string][] = [
    ['"frameworks":["soc3"]', 'frameworks[0]: there is no "soc3"'],
    [
      '"notApplicable":[{"control":"soc2:X","reason":"r"}]',
      "notApplicable[0].control: there is no",
    ],
    ['"thresholds":{"TLS":{"pass":1,"partial":1}}', 'thresholds.TLS: there is no "TLS"'],
    ['"thresholds":{"COVERAGE":{"pass":0.5,"partial":0.6}}', "the stricter of the two"],
    ['"thresholds":{"RECON":{"pass":0.5,"partial":0.4}}', "the stricter of the two"],
    ['"thresholds":{"COVERAGE":{"pass":2,"partial":0}}', "thresholds.COVERAGE.pass"],
    ['"signals":{"no.rule":"ignore"}', 'signals.no.rule: there is no "no.rule"'],
    ['"signals":{"no.*":"ignore"}', 'signals.no.*: there is no "no.*"'],
    ['"purposes":[{"id":"a"},{"id":"a"}]', 'purposes: "a" stands there twice'],
    ['"canaries":[{"tenant":"a","marker":"short"}]', "canaries[0].marker"],
    ['"categories":{"SSN":"block"}', "categories.SSN"],
    ['"keyCustody":"mine"', "keyCustody"],
  ];
  for (const [fields, fault] of rows) {
    const faults = faultsOf(`{"version":1,"name":"a",${fields}}`);
    assert(faults.some((text) => text.includes(fault)), `${fields}: ${faults.join("; ")}`);
  }
});

Deno.test("parseDeclaredPolicy() refuses the file cut at every place, and a file too long", () => {
  for (let end = 0; end < FULL.length; end++) faultsOf(FULL.slice(0, end));
  faultsOf(`${" ".repeat(POLICY_CHARS_MAX)}${FULL}`);
  faultsOf('{"version":1,"name":"\\ud800"}');
  assertEquals(faultsOf("[]").length, 1);
});

Deno.test("isListed() takes names, beginnings and domains", () => {
  const list = ["api.openai.com", "*.azure.com", "gpt-4o*"];
  for (const name of ["api.openai.com", "a.b.azure.com", "gpt-4o", "gpt-4o-mini"]) {
    assert(isListed(list, name), name);
  }
  for (const name of ["xapi.openai.com", "azure.com", "evilazure.com", "gpt-4", ""]) {
    assert(!isListed(list, name), name);
  }
});

Deno.test("categoryRule() and signalRule() take the most special entry", () => {
  const policy = policyOf(FULL);
  assertEquals(categoryRule(policy, "SSN"), "deny");
  assertEquals(categoryRule(policy, "PHONE"), "allow");
  assertEquals(categoryRule({ ...policy, categories: { "*": "deny" } }, "PHONE"), "deny");
  assertEquals(categoryRule({ ...policy, categories: null }, "SSN"), null);
  assertEquals(signalRule(policy, "injection.override"), "ignore");
  assertEquals(signalRule(policy, "drift.served_model"), "ignore");
  assertEquals(signalRule(policy, "refusal.model"), "exception");
  assertEquals(signalRule(null, "refusal.model"), "exception");
});

Deno.test("parseDeclaredPolicy() reads the example of the README", async () => {
  const readme = await Deno.readTextFile(new URL("../../README.md", import.meta.url));
  const section = readme.slice(readme.indexOf("## Policy, controls and answers"));
  const example = /```jsonc\n([^`]*)```/.exec(section)?.[1] ?? "";
  const names = { ...NAMES, tests: ["COVERAGE"], controls: ["euaiact:Art. 19(1)"] };
  const read = parseDeclaredPolicy(example, names);
  assert("policy" in read, JSON.stringify(read));
  assertEquals(read.policy.keyCustody, "separate");
});
