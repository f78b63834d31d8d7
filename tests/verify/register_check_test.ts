import { utf8 } from "../../src/base/bytes.ts";
import type { VerifyReport } from "../../src/verify/report.ts";
import { NODE_SUITE } from "../../src/base/digest.ts";
import { registerLink } from "../../src/format/register.ts";
import { LogBuilder, smallLog } from "../support/log_builder.ts";
import { PERSON, registerEntries, registerText } from "../support/register_text.ts";
import { assert, assertEquals } from "../support/std.ts";
import { testKey } from "../support/test_keys.ts";
import { type Files, verifyFiles } from "../support/verify_rig.ts";

const EMPTY_ROOT = NODE_SUITE.sha256(new Uint8Array(0));
const T = "2026-11-21T00:00:00.000Z";
const BODIES = [
  { kind: "review" as const, from: T, to: T, note: "one" },
  {
    kind: "ack" as const,
    exception: "9f86d081884c7d65",
    disposition: "fixed" as const,
    reason: "r",
  },
];

function withText(text: string): Files {
  const { files } = smallLog();
  files.set("register.jsonl", utf8(text));
  return files;
}

function goodText(): string {
  const log = smallLog();
  return registerText(log.origin, { size: log.size, root: log.root() }, BODIES);
}

async function check(text: string): Promise<VerifyReport> {
  return await verifyFiles(withText(text), { keys: [testKey(1).text] });
}

function codes(report: VerifyReport): string[] {
  return Object.keys(report.finding_counts).filter((code) => code.startsWith("REGISTER"));
}

Deno.test("checkRegister() takes what people signed, and hands it on", async () => {
  const report = await check(goodText());
  assertEquals([report.exit, codes(report)], [0, []]);
  assertEquals(report.register?.map(({ kind, by }) => [kind, by]), [
    ["review", PERSON],
    ["ack", PERSON],
  ]);
});

Deno.test("checkRegister() says nothing of a log without one", async () => {
  const report = await verifyFiles(smallLog().files, { keys: [testKey(1).text] });
  assertEquals("register" in report, false);
});

Deno.test("checkRegister() finds every flipped bit", async () => {
  const bytes = utf8(goodText());
  for (let at = 0; at < bytes.length; at += 7) {
    const copy = bytes.slice();
    copy[at] = (copy[at] ?? 0) ^ (1 << (at % 8));
    const files = smallLog().files;
    files.set("register.jsonl", copy);
    const report = await verifyFiles(files, { keys: [testKey(1).text] });
    assert(codes(report).length > 0, `byte ${at}`);
    assertEquals(report.exit, 4, `byte ${at}`);
  }
});

Deno.test("checkRegister() refuses lines of other logs, of other people, and out of order", async () => {
  const log = smallLog();
  const head = { size: log.size, root: log.root() };
  const [first, second] = goodText().trimEnd().split("\n");
  const late = registerText(log.origin, head, [
    { ...BODIES[0] as typeof BODIES[0] & { kind: "review" }, t: "2026-11-23T00:00:00.000Z" },
    { ...BODIES[1] as typeof BODIES[1] & { kind: "ack" }, t: "2026-11-22T00:00:00.000Z" },
  ]);
  const cases: [text: string, code: string][] = [
    [`${second}\n${first}\n`, "REGISTER_CHAIN_BROKEN"],
    [`${first}\n${first}\n`, "REGISTER_CHAIN_BROKEN"],
    [late, "REGISTER_CHAIN_BROKEN"],
    [registerText("test.example/other", head, BODIES), "REGISTER_CHAIN_BROKEN"],
    [
      goodText().replaceAll(`"by":"${PERSON}"`, '"by":"test.example/bob"'),
      "REGISTER_SIGNATURE_BAD",
    ],
    [registerText(log.origin, { size: 99, root: log.root() }, BODIES), "REGISTER_HEAD_MISMATCH"],
    [registerText(log.origin, { size: 4, root: log.root() }, BODIES), "REGISTER_HEAD_MISMATCH"],
    [goodText().slice(0, -1), "REGISTER_FORMAT"],
    ["\n", "REGISTER_FORMAT"],
  ];
  for (const [text, code] of cases) {
    const report = await check(text);
    assert(codes(report).includes(code), `${code}: ${codes(report)}`);
    assertEquals(report.exit, 4, code);
  }
  const early = registerText(log.origin, { size: 4, root: log.root(4) }, BODIES);
  assertEquals(codes(await check(early)), []);
  assertEquals(registerEntries(log.origin, head, []).length, 0);
});

/** A log of one window that saw both lines of {@linkcode goodText}, with the register given. */
async function claimed(text: string | null): Promise<string[]> {
  const log = new LogBuilder().begin();
  const both = registerText(log.origin, { size: 0, root: EMPTY_ROOT }, BODIES);
  const last = both.trimEnd().split("\n").at(-1) ?? "";
  log.append({ kind: "register", n: 2, head: registerLink(NODE_SUITE.sha256, last) });
  log.closeWindow().seal().writeKeys();
  if (text !== null) log.files.set("register.jsonl", utf8(text));
  return codes(await verifyFiles(log.files, { keys: [log.key.text] }));
}

Deno.test("checkRegisterClaims() finds each way to cut lines off that the log saw", async () => {
  const head = { size: 0, root: EMPTY_ROOT };
  const text = registerText(smallLog().origin, head, BODIES);
  assertEquals(await claimed(text), []);
  const more = registerText(smallLog().origin, head, [...BODIES, ...BODIES]);
  assertEquals(await claimed(more), [], "Later lines are no contradiction");
  const [first = ""] = text.split("\n");
  assertEquals(await claimed(`${first}\n`), ["REGISTER_CUT"], "The newest line");
  assertEquals(await claimed(null), ["REGISTER_CUT"], "The whole file");
  const other = registerText(smallLog().origin, head, BODIES.toReversed());
  assertEquals(await claimed(other), ["REGISTER_CUT"], "Written again and signed");
});
