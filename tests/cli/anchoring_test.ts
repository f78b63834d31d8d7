import type { Posting, Reply } from "../../src/anchor/http.ts";
import { WitnessLedger } from "../../src/anchor/witness_ledger.ts";
import { decodeUtf8, utf8 } from "../../src/base/bytes.ts";
import { NODE_SUITE } from "../../src/base/digest.ts";
import { OutbandError } from "../../src/base/errors.ts";
import { readConsistencyProof } from "../../src/cli/anchor_files.ts";
import { Anchoring, readWitnesses } from "../../src/cli/anchoring.ts";
import type { AnchorBody } from "../../src/format/record.ts";
import { signatureLines } from "../../src/tlog/cosignature.ts";
import { verifyConsistency } from "../../src/tlog/merkle.ts";
import { FakeDisk } from "../support/fake_disk.ts";
import { LogBuilder } from "../support/log_builder.ts";
import { assert, assertEquals, assertRejects, assertThrows } from "../support/std.ts";
import { TempDir } from "../support/temp_dir.ts";
import { testKey } from "../support/test_keys.ts";
import { TestWitness } from "../support/test_witness.ts";
import { fileText } from "../support/verify_rig.ts";

const [ALICE, BOB] = [new TestWitness(11), new TestWitness(12)];

/** A log of windows of these many calls, on disk; directories of the windows, and sizes. */
async function logIn(
  dir: TempDir,
  calls: readonly number[],
): Promise<{ log: LogBuilder; dirs: string[]; sizes: number[] }> {
  const log = new LogBuilder().begin();
  const made = { log, dirs: [] as string[], sizes: [] as number[] };
  for (const [k, count] of calls.entries()) {
    if (k > 0) log.openWindow();
    for (let call = 0; call < count; call++) log.call();
    made.dirs.push(log.directory);
    log.closeWindow().seal();
    made.sizes.push(log.size);
  }
  for (const [path, bytes] of log.files) {
    const file = dir.join("evidence", path);
    await Deno.mkdir(file.slice(0, file.lastIndexOf("/")), { recursive: true });
    await Deno.writeFile(file, bytes);
  }
  return made;
}

function ledger(witness: TestWitness): WitnessLedger {
  const disk = new FakeDisk();
  disk.makeDirectory("/state");
  return new WitnessLedger({
    disk,
    suite: NODE_SUITE,
    clock: { nowMs: () => Date.UTC(2026, 10, 22), monotonicMs: () => 0 },
    stateDir: "/state",
    signer: witness,
    logs: [testKey(1).vkey],
  });
}

interface Rig {
  anchoring: Anchoring;
  records: AnchorBody[];
  logged: string[];
}

function rig(dir: TempDir, post: (posting: Posting) => Reply | Promise<Reply>): Rig {
  const [records, logged]: [AnchorBody[], string[]] = [[], []];
  const anchoring = new Anchoring({
    suite: NODE_SUITE,
    post: async (posting) => await post(posting),
    log: (level, event, fields) => logged.push(`${level} ${event} ${JSON.stringify(fields)}`),
    evidenceDir: dir.join("evidence"),
    witnesses: [
      { url: "http://alice", vkey: ALICE.vkey },
      { url: "http://bob", vkey: BOB.vkey },
    ],
    tsa: null,
    randomBytes: (count) => new Uint8Array(count),
    record: (body) => records.push(body),
  });
  return { anchoring, records, logged };
}

Deno.test("readConsistencyProof() makes proofs from the files of a log", async () => {
  await using dir = await TempDir.make();
  const { log, sizes } = await logIn(dir, [3, 300, 40]);
  const newSize = sizes[2] as number;
  for (const oldSize of [1, ...sizes]) {
    const range = { oldSize, newSize };
    const proof = await readConsistencyProof(NODE_SUITE.sha256, dir.join("evidence"), range);
    const claim = { ...range, proof, oldRoot: log.root(oldSize), newRoot: log.root(newSize) };
    assertEquals(verifyConsistency(NODE_SUITE.sha256, claim), true, `from ${oldSize}`);
  }
  await Deno.remove(dir.join("evidence", "tile"), { recursive: true });
  const failing = (): Promise<unknown> =>
    readConsistencyProof(NODE_SUITE.sha256, dir.join("evidence"), { oldSize: 5, newSize });
  await assertRejects(failing, OutbandError, "is missing");
});

Deno.test("Anchoring asks all witnesses, keeps their lines and records them", async () => {
  await using dir = await TempDir.make();
  const { log, dirs, sizes } = await logIn(dir, [2, 4]);
  const ledgers = new Map([["alice", ledger(ALICE)], ["bob", ledger(BOB)]]);
  const parts = rig(dir, ({ url, body }) => {
    const answer = ledgers.get(new URL(url).hostname)?.answer(body);
    assert(answer !== undefined);
    return { status: answer.status, contentType: answer.contentType, body: utf8(answer.body) };
  });
  const note = fileText(log.files, `${dirs[1]}/checkpoint`);
  parts.anchoring.sealed({ directory: dirs[1] as string, note });
  await parts.anchoring.finish(10_000);
  assertEquals(parts.records.map(({ by, size }) => `${by} ${size}`).toSorted(), [
    `witness11.example/w ${sizes[1]}`,
    `witness12.example/w ${sizes[1]}`,
  ]);
  const path = dir.join("evidence", dirs[1] as string, "checkpoint.cosigned");
  const cosigned = await Deno.readTextFile(path);
  assertEquals(cosigned.startsWith(note), true);
  assertEquals(cosigned.slice(note.length).split("\n").map((line) => line.split(" ")[1]), [
    "witness11.example/w",
    "witness12.example/w",
    undefined,
  ]);
  assertEquals(parts.anchoring.failing, []);
});

Deno.test("Anchoring shows the newest checkpoint, keeps nothing waiting, and says who fails", async () => {
  await using dir = await TempDir.make();
  const { log, dirs } = await logIn(dir, [1, 1, 1, 1]);
  const gate = Promise.withResolvers<void>();
  const seen: string[] = [];
  const parts = rig(dir, async ({ url, body }) => {
    const size = decodeUtf8(body).split("\n")[3];
    if (url.startsWith("http://alice")) seen.push(String(size));
    await gate.promise;
    return { status: 503, contentType: "", body: new Uint8Array(0) };
  });
  for (const directory of dirs) {
    parts.anchoring.sealed({ directory, note: fileText(log.files, `${directory}/checkpoint`) });
  }
  gate.resolve();
  await parts.anchoring.finish(10_000);
  const sizes = dirs.map((directory) =>
    fileText(log.files, `${directory}/checkpoint`).split("\n")[1]
  );
  assertEquals(seen, [sizes[0], sizes[3]], "the first, and then only the newest");
  assertEquals(parts.anchoring.failing, ["witness"]);
  assertEquals(parts.logged.length, 4);
  assertEquals(parts.records, []);
  parts.anchoring.sealed({
    directory: dirs[0] as string,
    note: fileText(log.files, `${dirs[0]}/checkpoint`),
  });
  assertEquals(seen.length, 2, "nothing is asked after the end");
});

Deno.test("readWitnesses() wants sound keys of witnesses", () => {
  const read = (vkey: string): unknown => readWitnesses(NODE_SUITE, [{ url: "http://w", vkey }]);
  read(ALICE.text);
  const wrong = [testKey(1).text, ALICE.text.replace(/\+[0-9a-f]{8}\+/, "+00000000+"), "x"];
  for (const vkey of wrong) assertThrows(() => read(vkey), OutbandError, "--witness http://w");
});

Deno.test("Anchoring survives a witness that claims an impossible time", async () => {
  await using dir = await TempDir.make();
  const { log, dirs } = await logIn(dir, [1]);
  const directory = dirs[0] as string;
  const note = fileText(log.files, `${directory}/checkpoint`);
  const parts = rig(dir, ({ url }) => {
    const line = (url.startsWith("http://alice") ? ALICE : BOB).line(note, 1_000 * 2 ** 52);
    return { status: 200, contentType: "", body: utf8(signatureLines([line])) };
  });
  parts.anchoring.sealed({ directory, note });
  await parts.anchoring.finish(10_000);
  assertEquals(parts.records.length, 2, parts.logged.join("\n"));
});
