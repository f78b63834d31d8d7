import { sha256 } from "../../src/base/digest.ts";
import { meetsQuorum, parsePolicy, type Policy } from "../../src/tlog/policy.ts";
import { assert, assertEquals, assertStringIncludes } from "../support/std.ts";
import { testKey } from "../support/test_keys.ts";
import { TestWitness } from "../support/test_witness.ts";

const LOG = testKey(1).text;
const KEYS = [11, 12, 13, 14, 15, 16].map((seed) => new TestWitness(seed).text);

/** The example of the document, with keys. */
const EXAMPLE = `log ${LOG}

witness X1 ${KEYS[0]}
witness X2 ${KEYS[1]}  https://x2.example
\twitness X3 ${KEYS[2]}
group X-witnesses 2 X1 X2 X3

# Another organisation.
witness Y1 ${KEYS[3]}
witness Y2 ${KEYS[4]}
witness Y3 ${KEYS[5]}
group Y-witnesses any Y1 Y2 Y3

group X-and-Y all X-witnesses Y-witnesses
quorum X-and-Y
`;

function parsed(text: string): Policy {
  const policy = parsePolicy(sha256, text);
  if (typeof policy === "string") throw new Error(policy);
  return policy;
}

Deno.test("parsePolicy() reads the example of the document", () => {
  const policy = parsed(EXAMPLE);
  assertEquals(policy.logs, [LOG]);
  assertEquals(policy.witnesses.map(({ name }) => name), ["X1", "X2", "X3", "Y1", "Y2", "Y3"]);
  assertEquals(policy.witnesses.map(({ url }) => url), [
    null,
    "https://x2.example",
    null,
    null,
    null,
    null,
  ]);
  assertEquals([...policy.groups.keys()], ["X-witnesses", "Y-witnesses", "X-and-Y"]);
  assertEquals(policy.quorum, "X-and-Y");
});

Deno.test("meetsQuorum() asks for every set of witnesses what the example says", () => {
  const policy = parsed(EXAMPLE);
  const names = policy.witnesses.map(({ name }) => name);
  for (let bits = 0; bits < 64; bits++) {
    const cosigned = names.filter((_, k) => (bits >> k) & 1);
    const x = cosigned.filter((name) => name.startsWith("X")).length;
    const y = cosigned.length - x;
    assertEquals(meetsQuorum(policy, new Set(cosigned)), x >= 2 && y >= 1, cosigned.join());
  }
  assertEquals(meetsQuorum(policy, new Set(["X-and-Y"])), false, "a group cannot cosign");
});

Deno.test("meetsQuorum() takes one witness, or none", () => {
  const one = parsed(`witness a ${KEYS[0]}\nquorum a\n`);
  assertEquals(meetsQuorum(one, new Set(["a"])), true);
  assertEquals(meetsQuorum(one, new Set()), false);
  assertEquals(meetsQuorum(parsed("quorum none\n"), new Set()), true);
});

const FAULTS: readonly [text: string, words: string][] = [
  ["", "line feed"],
  ["quorum none", "line feed"],
  ["# nothing\n", "no quorum"],
  ["quorum none\nquorum none\n", "line 2"],
  ["quorum a\n", "not defined above"],
  ["quorum\n", "it must be"],
  ["quorum none none\n", "it must be"],
  ["quorum\u00a0none\n", "none of log"],
  ["quorum none\r\n", "control character"],
  ["quorum none\u0000\n", "control character"],
  ["trust none\n", "none of log, witness"],
  ["log\nquorum none\n", "it must be: log"],
  [`log ${LOG} https://a b\nquorum none\n`, "it must be: log"],
  [`log ${KEYS[0]}\nquorum none\n`, "no key of a log"],
  [`log ${LOG}\nlog ${LOG}\nquorum none\n`, "the same key"],
  [`log ${LOG.replace(/\+[0-9a-f]{8}\+/, "+00000000+")}\nquorum none\n`, "key id"],
  [`witness a ${LOG}\nquorum none\n`, "no key of a witness"],
  [`witness a\nquorum none\n`, "it must be: witness"],
  [`witness a ${KEYS[0]} u v\nquorum none\n`, "it must be: witness"],
  [`witness none ${KEYS[0]}\nquorum none\n`, "reserved"],
  [`witness a ${KEYS[0]}\nwitness a ${KEYS[1]}\nquorum none\n`, "defined twice"],
  [`witness a ${KEYS[0]}\nwitness b ${KEYS[0]}\nquorum none\n`, "the same key"],
  [`witness a ${KEYS[0]}\ngroup a all a\nquorum none\n`, "defined twice"],
  [`witness a ${KEYS[0]}\ngroup g all b\nquorum none\n`, "not defined above"],
  [`witness a ${KEYS[0]}\ngroup g all none\nquorum none\n`, "not defined above"],
  [`witness a ${KEYS[0]}\ngroup g all a a\nquorum none\n`, "member already"],
  [`witness a ${KEYS[0]}\ngroup g all a\ngroup h all a\nquorum none\n`, "member already"],
  [`witness a ${KEYS[0]}\ngroup g 0 a\nquorum none\n`, "threshold"],
  [`witness a ${KEYS[0]}\ngroup g 2 a\nquorum none\n`, "threshold"],
  [`witness a ${KEYS[0]}\ngroup g 01 a\nquorum none\n`, "threshold"],
  [`witness a ${KEYS[0]}\ngroup g all\nquorum none\n`, "it must be: group"],
];

Deno.test("parsePolicy() names every rule that is broken", () => {
  for (const [text, words] of FAULTS) {
    const problem = parsePolicy(sha256, text);
    assert(typeof problem === "string", text);
    assertStringIncludes(problem, words);
    assertEquals(problem.includes("\n"), false);
  }
});

Deno.test("parsePolicy() takes no policy that was cut before its quorum", () => {
  const quorum = EXAMPLE.lastIndexOf("quorum");
  for (let length = 0; length < EXAMPLE.length; length++) {
    assertEquals(
      typeof parsePolicy(sha256, EXAMPLE.slice(0, length)),
      "string",
      `cut at ${length}`,
    );
  }
  assert(quorum > 0);
});

Deno.test("parsePolicy() is bounded", () => {
  const groups = Array.from({ length: 1_100 }, (_, k) => `group g${k + 1} all g${k}\n`).join("");
  const text = `witness g0 ${KEYS[0]}\n${groups}quorum g1100\n`;
  assertStringIncludes(String(parsePolicy(sha256, text)), "more than 1024");
  assertStringIncludes(String(parsePolicy(sha256, `#${"x".repeat(300_000)}\n`)), "longer");
});
