import { toBase64, toHex, utf8 } from "../../src/base/bytes.ts";
import { canonicalJson } from "../../src/base/canonical_json.ts";
import { NODE_SUITE } from "../../src/base/digest.ts";
import {
  PREDICATE_TYPE,
  STATEMENT_PAYLOAD_TYPE,
  STATEMENT_TYPE,
} from "../../src/format/statement.ts";
import { formatEnvelope, pae } from "../../src/tlog/dsse.ts";
import { Findings } from "../../src/verify/findings.ts";
import type { LogKey } from "../../src/verify/key_chain.ts";
import { PartTally } from "../../src/verify/part_tally.ts";
import { checkStatement, type StatementFacts } from "../../src/verify/statement_check.ts";
import { SOFTWARE } from "../support/log_builder.ts";
import { assertEquals } from "../support/std.ts";
import { ORIGIN, signWith, type TestKey, testKey } from "../support/test_keys.ts";
import { addedCodes, parsedRecord } from "../support/verify_rig.ts";

const KEY = testKey(1);
const NAMES = ["segment.jsonl", "checkpoint", "summary.json"];
const DIGESTS = new Map(NAMES.map((name, k) => [name, String(k).repeat(64)]));
const HEAD = { size: 9, root: toBase64(new Uint8Array(32)) };
const BEFORE = { size: 3, root: toBase64(new Uint8Array(32).fill(1)) };
const START = "2026-11-21T00:00:00.000Z";

function tally(): PartTally {
  const sum = new PartTally();
  const open = { kind: "window.open", w: 7, part: 1, period: 60, start: START };
  sum.add(parsedRecord({ ...open, ord: 0, carried_in: 0 }));
  sum.software = SOFTWARE;
  return sum;
}

const FACTS: StatementFacts = {
  attesters: [],
  path: "statement.dsse.json",
  digests: DIGESTS,
  keys: [logKey(KEY)],
  origin: ORIGIN,
  first: 3,
  end: 9,
  tally: tally(),
  checkpoint: HEAD,
  previous: BEFORE,
};

function logKey({ text, vkey }: TestKey): LogKey {
  return {
    text,
    vkey,
    after: -1,
    upTo: Infinity,
    hasSigned: true,
    largest: { size: 0, where: "" },
  };
}

function predicate(): Record<string, unknown> {
  return {
    log: ORIGIN,
    window: 7,
    part: 1,
    openedAt: START,
    closedAt: "",
    firstIndex: 3,
    endIndex: 9,
    checkpoint: HEAD,
    previous: BEFORE,
    counts: FACTS.tally.counts,
    software: SOFTWARE,
    configDigest: "",
  };
}

function payload(fields: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    _type: STATEMENT_TYPE,
    predicateType: PREDICATE_TYPE,
    subject: NAMES.map((name) => ({ name, digest: { sha256: DIGESTS.get(name) ?? "" } })),
    predicate: predicate(),
    ...fields,
  };
}

function signed(
  text: string,
  options: { type?: string; key?: TestKey; keyid?: string } = {},
): string {
  const { type = STATEMENT_PAYLOAD_TYPE, key = KEY } = options;
  const body = utf8(text);
  const keyid = options.keyid ?? toHex(NODE_SUITE.sha256(key.spki));
  const signatures = [{ keyid, sig: signWith(key, pae(type, body)) }];
  return formatEnvelope({ payload: body, payloadType: type, signatures });
}

/** Whether it holds, and the codes. */
async function check(
  text: string,
  facts: Partial<StatementFacts> = {},
): Promise<[boolean, string[]]> {
  const findings = new Findings();
  const tools = { suite: NODE_SUITE, findings };
  const holds = await checkStatement(tools, utf8(text), { ...FACTS, ...facts });
  return [holds, addedCodes(findings)];
}

Deno.test("checkStatement() accepts a statement that is true, with or without a line feed", async () => {
  const text = signed(canonicalJson(payload()));
  assertEquals(await check(text), [true, []]);
  assertEquals(await check(`${text}\n`), [true, []]);
});

Deno.test("checkStatement() wants one canonical form of envelope and payload", async () => {
  const text = signed(canonicalJson(payload()));
  const two = JSON.parse(text);
  two.signatures.push(two.signatures[0]);
  const bad = [
    "",
    "{}",
    `${text}\n\n`,
    text.replace(",", ", "),
    canonicalJson(two),
    signed("not json"),
    signed("[]"),
    signed(JSON.stringify(payload())),
  ];
  for (const envelope of bad) assertEquals(await check(envelope), [false, ["DSSE_FORMAT"]]);
});

Deno.test("checkStatement() wants the types of a window statement", async () => {
  const text = canonicalJson(payload());
  assertEquals((await check(signed(text, { type: "text/plain" })))[1], ["DSSE_TYPE"]);
  for (const fields of [{ _type: "a" }, { predicateType: "a" }, { more: 1 }]) {
    assertEquals((await check(signed(canonicalJson(payload(fields)))))[1], ["DSSE_TYPE"]);
  }
});

Deno.test("checkStatement() wants a signature by a key in force", async () => {
  const text = canonicalJson(payload());
  const other = testKey(2);
  const bad = [false, ["DSSE_SIGNATURE_BAD"]];
  assertEquals(await check(signed(text, { key: other })), bad);
  const keyid = toHex(NODE_SUITE.sha256(KEY.spki));
  assertEquals(await check(signed(text, { key: other, keyid })), bad);
  assertEquals(await check(signed(text), { keys: [] }), [false, []]);
  assertEquals(await check(signed(text, { key: other }), { keys: [logKey(other)] }), [true, []]);
});

Deno.test("checkStatement() wants exactly the files that are here, in order", async () => {
  const subjects = payload()["subject"] as unknown[];
  const bad = [false, ["SUBJECT_DIGEST_MISMATCH"]];
  for (
    const subject of [
      [],
      null,
      subjects.slice(1),
      subjects.toReversed(),
      [...subjects, subjects[0]],
      [{ name: "segment.jsonl", digest: { sha256: "ff".repeat(32) } }, ...subjects.slice(1)],
    ]
  ) assertEquals(await check(signed(canonicalJson(payload({ subject })))), bad);
  const digests = new Map(DIGESTS);
  digests.delete("summary.json");
  assertEquals(await check(signed(canonicalJson(payload())), { digests }), [false, []]);
});

Deno.test("checkStatement() computes every field of the predicate", async () => {
  for (const name of Object.keys(predicate())) {
    const lie = { ...predicate(), [name]: "another" };
    const [, codes] = await check(signed(canonicalJson(payload({ predicate: lie }))));
    assertEquals(codes, ["PREDICATE_MISMATCH"], name);
    const { [name]: _, ...silent } = predicate();
    const [, missing] = await check(signed(canonicalJson(payload({ predicate: silent }))));
    assertEquals(missing, ["PREDICATE_MISMATCH"], name);
  }
  const more = { ...predicate(), more: 1 };
  assertEquals((await check(signed(canonicalJson(payload({ predicate: more })))))[1], [
    "PREDICATE_MISMATCH",
  ]);
  assertEquals((await check(signed(canonicalJson(payload({ predicate: null })))))[1], [
    "PREDICATE_MISMATCH",
  ]);
});

Deno.test("checkStatement() says which fields cannot be computed here", async () => {
  const text = signed(canonicalJson(payload()));
  assertEquals(await check(text, { previous: null }), [true, ["PREDICATE_NOT_CHECKED"]]);
});
