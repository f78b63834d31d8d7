import { assert, assertEquals, assertStringIncludes, assertThrows } from "../support/std.ts";
import { OutbandError } from "../../src/base/errors.ts";
import { openSealer } from "../../src/evidence/sealer.ts";
import type { Sealer } from "../../src/format/sealing.ts";
import { checkLog } from "../journal/log_check.ts";
import { seededBytes } from "../support/drafts.ts";
import { FakeDisk } from "../support/fake_disk.ts";
import { EVIDENCE_DIR, finish, logOf, sealerOptions } from "./parts.ts";

const HEAD = `${EVIDENCE_DIR}/checkpoint`;

Deno.test("openSealer() is what the journal asks for", () => {
  const { disk } = logOf([]);
  const sealer: Sealer = openSealer(sealerOptions(disk));
  assertEquals(sealer.signedSize, 0);
});

Deno.test("openSealer() tells of a key that it made, once", () => {
  const disk = new FakeDisk();
  disk.makeDirectory("/private");
  disk.makeDirectory(EVIDENCE_DIR);
  const made: string[] = [];
  const keyCreated = (key: { path: string; vkey: string }): void => void made.push(key.vkey);
  const { vkey } = openSealer(sealerOptions(disk, { keyCreated }));
  openSealer(sealerOptions(disk, { keyCreated }));
  assertEquals(made, [vkey]);
});

Deno.test("openSealer() never makes a key at a path of the user's, or for a log with records", () => {
  for (const changes of [{ keyFile: "/private/own.pem" }, { isNew: false }]) {
    const disk = new FakeDisk();
    disk.makeDirectory("/private");
    disk.makeDirectory(EVIDENCE_DIR);
    const options = sealerOptions(disk, changes);
    assertThrows(() => openSealer(options), OutbandError, "it is missing");
  }
});

Deno.test("LogSealer.seal() seals parts in order, also with the files of an earlier run", () => {
  const { disk, sealer, parts } = logOf([3, 400, 0, 2]);
  for (const [k, part] of parts.entries()) {
    const current = k % 2 === 0 ? sealer : openSealer(sealerOptions(disk, { isNew: false }));
    const before = current.signedSize;
    assert("note" in finish(current.seal(part)), "it is sealed");
    assert(current.signedSize === part.endIndex && before <= part.before.size, "it has grown");
  }
  checkLog(disk, EVIDENCE_DIR, { isFinished: true });
  assertEquals(openSealer(sealerOptions(disk, { isNew: false })).signedSize, parts[3]?.endIndex);
});

Deno.test("LogSealer.seal() starts over after a fault at any call", () => {
  const sample = logOf([3, 300]);
  for (const part of sample.parts) finish(sample.sealer.seal(part));
  for (let number = 0; number < sample.disk.calls.length; number++) {
    const { disk, sealer, parts } = logOf([3, 300]);
    disk.fails = (_, at): boolean => at === number;
    for (const part of parts) {
      try {
        finish(sealer.seal(part));
      } catch {
        assert("note" in finish(sealer.seal(part)), "the second attempt works");
      }
    }
    checkLog(disk, EVIDENCE_DIR, { isFinished: true });
  }
});

Deno.test("LogSealer.seal() makes lost tree files again from the segments", () => {
  const { disk, sealer, parts } = logOf([300, 5, 5]);
  const [first, second, third] = parts;
  assert(first !== undefined && second !== undefined && third !== undefined, "there are parts");
  finish(sealer.seal(first));
  finish(sealer.seal(second));
  for (const path of disk.paths()) if (path.includes("/tile/")) disk.remove(path);
  const again = openSealer(sealerOptions(disk, { isNew: false }));
  assert("note" in finish(again.seal(third)), "it is sealed");
  checkLog(disk, EVIDENCE_DIR, { isFinished: true });
});

Deno.test("LogSealer.seal() refuses when neither tiles nor segments give the signed tree", () => {
  const { disk, sealer, parts } = logOf([3, 3]);
  const [first, second] = parts;
  assert(first !== undefined && second !== undefined, "there are parts");
  finish(sealer.seal(first));
  for (const path of disk.paths()) if (path.includes("/tile/")) disk.remove(path);
  const segment = `${EVIDENCE_DIR}/${first.directory}/segment.jsonl`;
  disk.put(segment, disk.text(segment).replace('"n":1', '"n":2'));
  const outcome = finish(openSealer(sealerOptions(disk, { isNew: false })).seal(second));
  assertEquals(outcome, { problem: "the parts before it are not what was signed" });
});

Deno.test("LogSealer.seal() never signs less than it signed before", () => {
  const { disk, sealer, parts } = logOf([3, 3]);
  for (const part of parts) finish(sealer.seal(part));
  const [first] = parts;
  assert(first !== undefined, "there is a part");
  const head = disk.text(HEAD);
  for (const current of [sealer, openSealer(sealerOptions(disk, { isNew: false }))]) {
    const outcome = finish(current.seal(first));
    assertStringIncludes("problem" in outcome ? outcome.problem : "", "was signed before");
    assertEquals(disk.text(HEAD), head);
  }
});

Deno.test("openSealer() refuses a head that its key did not sign", () => {
  const { disk, sealer, parts } = logOf([3]);
  for (const part of parts) finish(sealer.seal(part));
  const head = disk.text(HEAD);
  const faults = [
    "",
    head.slice(0, -2),
    head.replace("\n9\n", "\n8\n"),
    head.replaceAll("outband-test", "outband-best"),
    head.replace(/[A-Za-z0-9](?=.{10}=\n$)/, (letter) => letter === "A" ? "B" : "A"),
  ];
  for (const fault of faults) {
    assert(fault !== head, "it was changed");
    disk.put(HEAD, fault);
    const error = assertThrows(
      () => openSealer(sealerOptions(disk, { isNew: false })),
      OutbandError,
      HEAD,
    );
    assertEquals(error.code, "CONFIG");
  }
  const other = sealerOptions(disk, { privateDir: "/other", randomBytes: seededBytes(9) });
  disk.makeDirectory("/other");
  disk.put(HEAD, head);
  assertThrows(() => openSealer(other), OutbandError, "is not signed by the signing key");
});

Deno.test("openSealer() begins no log under a name of which heads were signed, and makes no file", () => {
  const { disk, sealer, parts } = logOf([3]);
  for (const part of parts) finish(sealer.seal(part));
  for (const path of disk.paths()) if (path.startsWith(EVIDENCE_DIR)) disk.remove(path);
  const paths = disk.paths();
  const begin = (): unknown => openSealer(sealerOptions(disk));
  const error = assertThrows(begin, OutbandError, "it has no records, but 9 were signed");
  assertEquals([error.code, disk.paths()], ["CONFIG", paths]);
});
