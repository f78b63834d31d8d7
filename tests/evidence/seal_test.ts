import { assert, assertEquals, assertStringIncludes, assertThrows } from "../support/std.ts";
import { sealPart } from "../../src/evidence/seal.ts";
import { openSigningKey } from "../../src/evidence/signing_key.ts";
import { TreeFiles } from "../../src/evidence/tree_files.ts";
import { TILE_WIDTH } from "../../src/tlog/tiles.ts";
import { NODE_SUITE } from "../../src/base/digest.ts";
import { OutbandError } from "../../src/base/errors.ts";
import type { ClosedPart } from "../../src/format/sealing.ts";
import type { FakeDisk } from "../support/fake_disk.ts";
import { checkLog } from "../journal/log_check.ts";
import { EVIDENCE_DIR, finish, logOf, sealerOptions } from "./parts.ts";

function seal(disk: FakeDisk, part: ClosedPart): ReturnType<typeof finish> {
  const options = sealerOptions(disk);
  const path = "/private/log-1.key.pem";
  const signer = openSigningKey({ ...options, path });
  const place = { disk, evidenceDir: EVIDENCE_DIR, hash: NODE_SUITE.sha256 };
  const tree = TreeFiles.open(place, part.before.size, part.before.frontier);
  assert(tree !== null, "the tree can be opened");
  return finish(
    sealPart(
      { ...options, signers: [signer], attester: signer, mayBlock: false, signed: (): void => {} },
      part,
      tree,
    ),
  );
}

Deno.test("sealPart() makes evidence that holds, and says the same when it is done again", () => {
  const { disk, parts } = logOf([3, 500]);
  for (const part of parts) {
    const outcome = seal(disk, part);
    const files = disk.paths().map((path) => [path, disk.text(path)]);
    assertEquals(outcome, { note: disk.text(`${EVIDENCE_DIR}/checkpoint`) });
    assertEquals(seal(disk, part), outcome);
    assertEquals(disk.paths().map((path) => [path, disk.text(path)]), files);
  }
  const log = checkLog(disk, EVIDENCE_DIR, { isFinished: true });
  assertEquals(log.parts.map(({ isSealed }) => isSealed), [true, true]);
  assertEquals(disk.text(`${EVIDENCE_DIR}/head.json`), parts[1]?.headText);
});

Deno.test("sealPart() works in slices", () => {
  const { disk, parts } = logOf([9_000]);
  const [part] = parts;
  assert(part !== undefined, "there is a part");
  const options = sealerOptions(disk);
  const signer = openSigningKey({ ...options, path: "/private/log-1.key.pem" });
  const place = { disk, evidenceDir: EVIDENCE_DIR, hash: NODE_SUITE.sha256 };
  const steps = sealPart(
    { ...options, signers: [signer], attester: signer, mayBlock: false, signed: (): void => {} },
    part,
    TreeFiles.empty(place),
  );
  let count = 0;
  let seen = disk.calls.length;
  for (let isDone = false; !isDone; count++) {
    isDone = steps.next().done === true;
    const syncs = disk.calls.slice(seen).filter(({ name }) => name.startsWith("sync"));
    // A file and the directory that names it; the journal waits for no more than that.
    assert(syncs.length <= 2, `step ${count}: ${syncs.map(({ path }) => path).join(", ")}`);
    seen = disk.calls.length;
  }
  const tiles = 2 * Math.ceil(9_000 / TILE_WIDTH) + 1;
  assert(count > tiles, `${count} steps`);
});

Deno.test("sealPart() signs nothing when the segment is not what was written", () => {
  const faults: [change: (text: string) => string, problem: string][] = [
    [(text) => text.replace('"n":1', '"n":2'), "not what was written"],
    [(text) => text.slice(0, -1), "not what was written"],
    [(text) => `${text}x`, "not what was written"],
    [(text) => `${text}{}\n`, "has grown"],
    [(text) => text.replace("\n", "\n\n"), "has grown"],
    [(text) => text.split("\n").slice(1).join("\n"), "not what was written"],
    [() => "", "not what was written"],
  ];
  for (const [change, problem] of faults) {
    const { disk, parts } = logOf([3]);
    const [part] = parts;
    assert(part !== undefined, "there is a part");
    const path = `${EVIDENCE_DIR}/${part.directory}/segment.jsonl`;
    disk.put(path, change(disk.text(path)));
    const outcome = seal(disk, part);
    assertStringIncludes("problem" in outcome ? outcome.problem : "", problem);
    const written = disk.paths().filter((name) => /checkpoint|json$|SUMS/.test(name));
    assertEquals(written, []);
  }
});

Deno.test("sealPart() fails when the segment is not there, which may be for a while only", () => {
  const { disk, parts } = logOf([3]);
  const [part] = parts;
  assert(part !== undefined, "there is a part");
  disk.remove(`${EVIDENCE_DIR}/${part.directory}/segment.jsonl`);
  const error = assertThrows(() => seal(disk, part), OutbandError, "it has gone");
  assertEquals(error.code, "IO");
});

Deno.test("sealPart() has head.json durable before any signature, and the log's head last", () => {
  const { disk, parts } = logOf([3]);
  const [part] = parts;
  assert(part !== undefined, "there is a part");
  disk.calls.length = 0;
  seal(disk, part);
  const renames = disk.calls.filter(({ name, path }) => name === "rename" && !path.includes("tile"))
    .map(({ path }) => path.split("/").at(-1));
  assertEquals(renames, [
    "head.json",
    "summary.json",
    "statement.dsse.json",
    "SHA256SUMS",
    "checkpoint",
    "checkpoint",
  ]);
  const order = disk.calls.map(({ name, path }) => `${name} ${path}`);
  const head = order.indexOf(`rename ${EVIDENCE_DIR}/head.json`);
  const synced = order.indexOf(`syncDirectory ${EVIDENCE_DIR}`, head);
  const first = order.findIndex((call) => call.endsWith("/statement.dsse.json"));
  assert(head < synced && synced < first, "the head is durable first");
});
