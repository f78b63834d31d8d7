import type { Posting, Reply } from "../../src/anchor/http.ts";
import { askWitness, type WitnessAnswer } from "../../src/anchor/witness_client.ts";
import { WitnessLedger } from "../../src/anchor/witness_ledger.ts";
import { decodeUtf8, utf8 } from "../../src/base/bytes.ts";
import { NODE_SUITE, sha256 } from "../../src/base/digest.ts";
import { signatureLines } from "../../src/tlog/cosignature.ts";
import { consistencyProof, leafHash, leavesSource, rootAt } from "../../src/tlog/merkle.ts";
import { formatCheckpoint, parseCheckpoint, parseNote } from "../../src/tlog/note.ts";
import { FakeDisk } from "../support/fake_disk.ts";
import { assert, assertEquals, assertStringIncludes } from "../support/std.ts";
import { ORIGIN, signedNote, testKey } from "../support/test_keys.ts";
import { TestWitness } from "../support/test_witness.ts";

const WITNESS = new TestWitness(11);
const ADDRESS = { url: "http://witness.example/prefix", vkey: WITNESS.vkey };
const SOURCE = leavesSource(
  sha256,
  Array.from({ length: 40 }, (_, k) => leafHash(sha256, utf8(`line ${k}`))),
);

/** Asks about the tree of so many leaves, through this network. */
async function ask(
  size: number,
  post: (posting: Posting) => Reply | Promise<Reply>,
  known = 0,
): Promise<WitnessAnswer> {
  const text = formatCheckpoint({ origin: ORIGIN, size, root: rootAt(SOURCE, size) });
  const note = parseNote(signedNote(text, [testKey(1)]));
  const checkpoint = parseCheckpoint(text);
  assert(note !== null && checkpoint !== null);
  const tools = {
    suite: NODE_SUITE,
    post: async (posting: Posting): Promise<Reply> => await post(posting),
    proof: (oldSize: number, newSize: number) =>
      Promise.resolve(consistencyProof(SOURCE, oldSize, newSize)),
  };
  return await askWitness(tools, ADDRESS, { note, checkpoint, known });
}

function reply(status: number, text: string, contentType = "text/plain"): Reply {
  return { status, contentType, body: utf8(text) };
}

Deno.test("askWitness() gets a cosignature, and finds out what the witness has seen", async () => {
  const disk = new FakeDisk();
  disk.makeDirectory("/state");
  const ledger = new WitnessLedger({
    disk,
    suite: NODE_SUITE,
    clock: { nowMs: () => 1_795_000_000_000, monotonicMs: () => 0 },
    stateDir: "/state",
    signer: WITNESS,
    logs: [testKey(1).vkey],
  });
  const bodies: string[] = [];
  const post = ({ url, body }: Posting): Reply => {
    assertEquals(url, "http://witness.example/prefix/add-checkpoint");
    bodies.push(decodeUtf8(body).split("\n", 1)[0] ?? "");
    const { status, contentType, body: text } = ledger.answer(body);
    return reply(status, text, contentType);
  };
  const kinds: string[] = [];
  for (const [size, known] of [[5, 0], [17, 5], [40, 0], [40, 40]] as const) {
    const answer = await ask(size, post, known);
    kinds.push(answer.kind);
    if (answer.kind === "cosigned") assertEquals(answer.time, 1_795_000_000);
  }
  assertEquals(kinds, ["cosigned", "cosigned", "cosigned", "cosigned"]);
  assertEquals(bodies, ["old 0", "old 5", "old 0", "old 17", "old 40"]);
  const back = await ask(17, post, 40);
  assert(back.kind === "conflict");
  assertStringIncludes(back.message, "It has seen 40 records of this log, and only 17 are here");
});

Deno.test("askWitness() says that a witness has seen another history", async () => {
  const answer = await ask(17, () => reply(409, "17\n", "text/x.tlog.size; charset=utf-8"), 17);
  assert(answer.kind === "conflict");
  assertStringIncludes(answer.message, "another history");
});

Deno.test("askWitness() takes no answer that is not a good signature by its witness", async () => {
  const text = formatCheckpoint({ origin: ORIGIN, size: 17, root: rootAt(SOURCE, 17) });
  const note = signedNote(text, [testKey(1)]);
  const good = signatureLines([WITNESS.line(note, 5_000)]);
  const answers: readonly [answer: Reply, words: string][] = [
    [reply(200, ""), "no signature lines"],
    [reply(200, good.slice(0, -1)), "no signature lines"],
    [reply(200, signatureLines([new TestWitness(12).line(note, 1)])), "no good signature"],
    [reply(200, good.replace(/.{8}\n/, "AAAAAAA=\n")), "no"],
    [{ ...reply(200, ""), body: Uint8Array.of(0xff) }, "no signature lines"],
    [reply(500, "oops"), "It answered 500"],
    [reply(302, good), "It answered 302"],
    [reply(409, "5\n"), "It answered 409"],
    [reply(409, "05\n", "text/x.tlog.size"), "It answered 409"],
    [reply(409, "5", "text/x.tlog.size"), "It answered 409"],
    [reply(422, ""), "It answered 422"],
  ];
  for (const [answer, words] of answers) {
    const seen = await ask(17, () => answer);
    assert(seen.kind === "failed", words);
    assertStringIncludes(seen.message, words);
  }
  const others = signatureLines([new TestWitness(12).line(note, 1), WITNESS.line(note, 5_000)]);
  assertEquals((await ask(17, () => reply(200, others))).kind, "cosigned");
});

Deno.test("askWitness() asks at most twice, and reports what the network says", async () => {
  let size = 1;
  let count = 0;
  const answer = await ask(17, () => {
    count++;
    return reply(409, `${size++}\n`, "text/x.tlog.size");
  });
  assertEquals([answer.kind, count], ["failed", 2]);
  const failed = await ask(17, () => Promise.reject(new Error("no route")));
  assertEquals(failed, { kind: "failed", message: "no route" });
});
