/**
 * Witnesses of others and our own: `litewitness` cosigns our checkpoints, and `outband witness`
 * answers the same requests the same way.
 */

import { post } from "../../src/anchor/http.ts";
import { askWitness, type WitnessAddress } from "../../src/anchor/witness_client.ts";
import { utf8 } from "../../src/base/bytes.ts";
import { NODE_SUITE, sha256 } from "../../src/base/digest.ts";
import {
  cosignatureTime,
  formatAddCheckpoint,
  parseSignatureLines,
} from "../../src/tlog/cosignature.ts";
import {
  consistencyProof,
  type HashSource,
  leafHash,
  leavesSource,
  rootAt,
} from "../../src/tlog/merkle.ts";
import {
  formatCheckpoint,
  type Note,
  parseCheckpoint,
  parseNote,
  parseVkey,
} from "../../src/tlog/note.ts";
import { startWitness } from "../support/anchored_log.ts";
import { Litewitness, LITEWITNESS_MISSING } from "../support/litewitness.ts";
import { peerTest } from "../support/peers.ts";
import { assert, assertEquals, assertStringIncludes } from "../support/std.ts";
import { TempDir } from "../support/temp_dir.ts";
import { ORIGIN, signedNote, testKey } from "../support/test_keys.ts";

const KEY = testKey(1);
function treeOf(word: string): HashSource {
  return leavesSource(
    sha256,
    Array.from({ length: 400 }, (_, k) => leafHash(sha256, utf8(`${word} ${k}`))),
  );
}

const TREE = treeOf("line");
const FORK = treeOf("lie");

interface Step {
  name: string;
  old: number;
  size: number;
  tree?: typeof TREE;
  key?: typeof KEY;
  origin?: string;
  proof?: Uint8Array[];
  /** Status, and for 409 the size. */
  expected: string;
  /** What litewitness 0.9.0 answers where it is not what the protocol says. */
  litewitness?: string;
}

/** One after the other, each against what the ones before left behind. */
const STEPS: readonly Step[] = [
  { name: "first contact", old: 0, size: 7, expected: "200" },
  { name: "the same again", old: 7, size: 7, expected: "200" },
  { name: "growth", old: 7, size: 257, expected: "200" },
  { name: "a wrong old size", old: 7, size: 300, expected: "409 257" },
  { name: "going back", old: 7, size: 200, expected: "409 257" },
  { name: "going back to nothing", old: 0, size: 7, expected: "409 257" },
  { name: "old above new", old: 257, size: 200, proof: [], expected: "400" },
  { name: "a fork", old: 257, size: 300, tree: FORK, expected: "422" },
  { name: "no proof", old: 257, size: 300, proof: [], expected: "422" },
  { name: "a stranger's key", old: 257, size: 300, key: testKey(2), expected: "403" },
  {
    name: "a stranger's log",
    old: 0,
    size: 300,
    origin: "other.example/log",
    key: testKey(1, "other.example/log"),
    expected: "404",
    litewitness: "403",
  },
  { name: "growth after all that", old: 257, size: 400, expected: "200" },
];

function noteOf({ size, tree = TREE, key = KEY, origin = ORIGIN }: Step): Note {
  const text = formatCheckpoint({ origin, size, root: rootAt(tree, size) });
  const note = parseNote(signedNote(text, [key]));
  assert(note !== null);
  return note;
}

async function answerTo({ url, vkey }: WitnessAddress, step: Step): Promise<string> {
  const { old, size, tree = TREE } = step;
  const note = noteOf(step);
  const proof = step.proof ?? consistencyProof(tree, old, size);
  const reply = await post({
    url: `${url}/add-checkpoint`,
    contentType: "text/plain",
    body: utf8(formatAddCheckpoint({ oldSize: old, proof, note })),
    timeoutMs: 10_000,
    bytesMax: 10_000,
  });
  const body = new TextDecoder().decode(reply.body);
  if (reply.status === 409) {
    assertEquals(reply.contentType, "text/x.tlog.size");
    return `409 ${body.trim()}`;
  }
  if (reply.status === 200) {
    const [line] = parseSignatureLines(body) ?? [];
    assert(line !== undefined, body);
    const time = await cosignatureTime(NODE_SUITE, vkey, { text: note.text, line });
    assert(time !== null && Math.abs(Date.now() / 1_000 - time) < 60, `${step.name}: ${time}`);
  }
  return `${reply.status}`;
}

async function play(witness: WitnessAddress, isOurs: boolean): Promise<void> {
  for (const step of STEPS) {
    const expected = isOurs ? step.expected : step.litewitness ?? step.expected;
    assertEquals(await answerTo(witness, step), expected, step.name);
  }
}

async function askAll(witness: WitnessAddress): Promise<void> {
  const ask = (step: Step, known: number) => {
    const note = noteOf(step);
    const checkpoint = parseCheckpoint(note.text);
    assert(checkpoint !== null);
    const proof = (oldSize: number, newSize: number): Promise<Uint8Array[]> =>
      Promise.resolve(consistencyProof(step.tree ?? TREE, oldSize, newSize));
    const tools = { suite: NODE_SUITE, post, proof };
    return askWitness(tools, witness, { note, checkpoint, known });
  };
  const step = { name: "", old: 0, expected: "" };
  for (const [size, known] of [[5, 0], [300, 5], [310, 0], [310, 310]] as const) {
    const answer = await ask({ ...step, size }, known);
    assertEquals(answer.kind, "cosigned", JSON.stringify(answer));
  }
  const back = await ask({ ...step, size: 300 }, 0);
  assert(back.kind === "conflict");
  assertStringIncludes(back.message, "seen 310 records");
  const fork = await ask({ ...step, size: 310, tree: FORK }, 310);
  assert(fork.kind !== "cosigned", JSON.stringify(fork));
}

const LOGS = [{ origin: ORIGIN, vkey: KEY.text }];

peerTest(
  "litewitness cosigns our checkpoints and refuses what it must",
  LITEWITNESS_MISSING,
  async () => {
    await using witness = await Litewitness.start(LOGS);
    await play(witness, false);
  },
);

peerTest("askWitness() gets on with litewitness", LITEWITNESS_MISSING, async () => {
  await using witness = await Litewitness.start(LOGS);
  await askAll(witness);
});

Deno.test("outband witness answers the same requests as litewitness does", async () => {
  await using dir = await TempDir.make();
  const { process, vkey: text, url } = await startWitness({ dir, log: KEY.text, port: 0 });
  await using _process = process;
  const vkey = parseVkey(text);
  assert(vkey !== null);
  await play({ url, vkey }, true);
});

Deno.test("askWitness() gets on with outband witness", async () => {
  await using dir = await TempDir.make();
  const { process, vkey: text, url } = await startWitness({ dir, log: KEY.text, port: 0 });
  await using _process = process;
  const vkey = parseVkey(text);
  assert(vkey !== null);
  await askAll({ url, vkey });
});
