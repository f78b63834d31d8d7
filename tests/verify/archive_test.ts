import { concat, utf8 } from "../../src/base/bytes.ts";
import { ArchiveError, DEFAULT_LIMITS } from "../../src/verify/archive_file.ts";
import { archiveKind, archiveSource } from "../../src/verify/archive.ts";
import { verifyEvidence } from "../../src/verify/verifier.ts";
import { NODE_SUITE } from "../../src/base/digest.ts";
import {
  byteFile,
  compressed,
  filesIn,
  paxField,
  type TarEntry,
  tarOf,
  type ZipEntry,
  zipOf,
} from "../support/archives.ts";
import { smallLog } from "../support/log_builder.ts";
import { assert, assertEquals, assertRejects } from "../support/std.ts";
import { testKey } from "../support/test_keys.ts";

const DATA = utf8("line one\nline two\n");
const PAIR = [{ name: "a/one", data: DATA }, { name: "a/b/two", data: utf8("2") }];

/** Reading ends with this code, and never with another kind of error. */
async function refused(
  bytes: Uint8Array,
  code: ArchiveError["code"],
  words: string,
): Promise<void> {
  const error = await assertRejects(() => filesIn(bytes), ArchiveError, words);
  assertEquals(error.code, code);
}

Deno.test("archiveSource() reads stored and deflated files, directories and large numbers", async () => {
  const files = await filesIn(
    await zipOf([{ name: "a/", mode: 0o40755 }, ...PAIR, { name: "c", data: DATA, method: 0 }]),
  );
  assertEquals([...files.keys()], ["a/one", "a/b/two", "c"]);
  assertEquals(files.get("a/one"), DATA);
  assertEquals(files.get("c"), DATA);
  assertEquals((await filesIn(await zipOf([]))).size, 0);
  assertEquals((await filesIn(await zipOf(PAIR, { comment: "of some tool" }))).size, 2);
});

Deno.test("archiveSource() reads ustar, pax and GNU names", async () => {
  const long = `${"d".repeat(90)}/${"f".repeat(90)}`;
  const entries: TarEntry[] = [
    { name: "pax_global_header", kind: "g", data: paxField("comment", "1234") },
    { name: "./", kind: "5" },
    { name: "./a/", kind: "5" },
    { name: "./a/one", data: DATA },
    {
      name: "PaxHeaders/x",
      kind: "x",
      data: concat(paxField("mtime", "1"), paxField("path", long)),
    },
    { name: "cut", data: utf8("pax") },
    { name: "././@LongLink", kind: "L", data: utf8(`${long}2\0`) },
    { name: "cut", data: utf8("gnu") },
  ];
  const files = await filesIn(tarOf(entries));
  assertEquals([...files.keys()], ["a/one", long, `${long}2`]);
  assertEquals(files.get("a/one"), DATA);
  assertEquals(files.get(`${long}2`), utf8("gnu"));
});

Deno.test("archiveKind() tells kinds by their first bytes", async () => {
  const tar = tarOf(PAIR);
  assertEquals(await archiveKind(byteFile(await zipOf(PAIR))), "zip");
  assertEquals(await archiveKind(byteFile(tar)), "tar");
  assertEquals(await archiveKind(byteFile(await compressed(tar, "gzip"))), "gzip");
  for (const text of ["", "PK", "no archive"]) {
    assertEquals(await archiveKind(byteFile(utf8(text))), null);
  }
});

Deno.test("archives are refused when names lead out, are strange, or occur twice", async () => {
  const names = ["../x", "a/../../x", "/x", "a//b", "a/./b", "C:/x", "a\\b", "a\nb", "a\x00b"];
  for (const name of [...names, ".", "x".repeat(1_025), "d/".repeat(40) + "x"]) {
    await refused(await zipOf([{ name, data: DATA }]), "ARCHIVE_UNSAFE", "");
    const pax = { name: "p", kind: "x", data: paxField("path", name) };
    await refused(tarOf([pax, { name: "x", data: DATA }]), "ARCHIVE_UNSAFE", "");
  }
  const twice = [{ name: "x", data: DATA }, { name: "x", data: DATA }];
  await refused(await zipOf(twice), "ARCHIVE_UNSAFE", "twice");
  await refused(tarOf(twice), "ARCHIVE_UNSAFE", "twice");
  await refused(
    tarOf([twice[0] as TarEntry, { name: "./x", data: DATA }]),
    "ARCHIVE_UNSAFE",
    "twice",
  );
  for (const pair of [[{ name: "x" }, { name: "x/y" }], [{ name: "x/y" }, { name: "x" }]]) {
    await refused(tarOf(pair), "ARCHIVE_UNSAFE", "a file and a directory");
    await refused(await zipOf(pair), "ARCHIVE_UNSAFE", "a file and a directory");
  }
  await refused(await zipOf([{ name: Uint8Array.of(0xff) }]), "ARCHIVE_UNSAFE", "UTF-8");
});

Deno.test("archives are refused when they hold links, devices or encrypted files", async () => {
  for (const kind of ["1", "2", "3", "4", "6", "7", "S", "K", "V"]) {
    await refused(tarOf([{ name: "x", kind, link: "/etc/passwd" }]), "ARCHIVE_UNSAFE", "");
  }
  for (const type of [0o120000, 0o020000, 0o060000, 0o010000, 0o140000, 0o040000]) {
    const entry = { name: "x", data: utf8("/etc/passwd"), mode: type | 0o777 };
    await refused(await zipOf([entry]), "ARCHIVE_UNSAFE", "link");
  }
  const sparse = [paxField("GNU.sparse.major", "1"), paxField("linkpath", "y")];
  for (const data of sparse) {
    await refused(
      tarOf([{ name: "p", kind: "x", data }, { name: "x" }]),
      "ARCHIVE_UNSAFE",
      "field",
    );
  }
  const global = { name: "g", kind: "g", data: paxField("path", "y") };
  await refused(tarOf([global, { name: "x" }]), "ARCHIVE_UNSAFE", "one name");
  await refused(await zipOf([{ name: "x", flags: 1 }]), "ARCHIVE_UNSAFE", "encrypted");
  await refused(await zipOf([{ name: "x", method: 12 }]), "ARCHIVE_UNSAFE", "method 12");
  await refused(await zipOf([{ name: "x/", data: DATA, mode: 0 }]), "ARCHIVE_UNSAFE", "content");
});

Deno.test("zips are refused when directory and data do not agree", async () => {
  const one: ZipEntry = { name: "a", data: DATA };
  await refused(await zipOf([{ ...one, localName: "b" }]), "ARCHIVE_UNSAFE", "another header");
  await refused(await zipOf([one, { ...one, name: "b", at: 0 }]), "ARCHIVE_UNSAFE", "overlaps");
  await refused(
    await zipOf([one], { before: utf8("#!/bin/sh\n") }).then(atFront),
    "ARCHIVE_UNSAFE",
    "before",
  );
  await refused(await zipOf([one], { count: 0 }), "ARCHIVE_UNSAFE", "more entries");
  await refused(await zipOf([one], { count: 2 }), "FILE_UNREADABLE", "ends too early");
  await refused(await zipOf([{ ...one, crc: 7 }]), "FILE_UNREADABLE", "check sum");
  await refused(await zipOf([{ ...one, size: 5 }]), "ARCHIVE_UNSAFE", "longer");
  await refused(await zipOf([{ ...one, size: 500 }]), "FILE_UNREADABLE", "shorter");
  await refused(await zipOf([{ ...one, method: 0, size: 5 }]), "ARCHIVE_UNSAFE", "two sizes");
  const second = Uint8Array.of(0x75, 0x70, 5, 0, 1, 0, 0, 0, 0);
  await refused(await zipOf([{ ...one, extra: second }]), "ARCHIVE_UNSAFE", "second name");
});

/** A zip behind other bytes begins as a zip all the same; only its first file is elsewhere. */
function atFront(bytes: Uint8Array): Uint8Array {
  const copy = bytes.slice();
  copy.set([0x50, 0x4b, 0x03, 0x04]);
  return copy;
}

Deno.test("archives are refused when they grow beyond all limits", async () => {
  const limits = { filesMax: 2, bytesMax: 1_000, ratioMax: 200 };
  const three = ["a", "b", "c"].map((name) => ({ name, data: DATA }));
  const large = [{ name: "a", data: new Uint8Array(1_001) }];
  for (const bytes of [await zipOf(three), tarOf(three), await zipOf(large), tarOf(large)]) {
    const error = await assertRejects(() => filesIn(bytes, limits), ArchiveError);
    assertEquals(error.code, "LIMIT_EXCEEDED");
  }
  // A small zip that says it holds 100 MiB is not even begun.
  const bomb = await zipOf([{ name: "a", data: new Uint8Array(100 * 1024 * 1024) }]);
  assert(bomb.length < 200_000, `${bomb.length} bytes`);
  await refused(bomb, "LIMIT_EXCEEDED", "larger than packed");
  // One that lies about it is stopped at the size that it named.
  const liar = await zipOf([{ name: "a", data: new Uint8Array(80 * 1024 * 1024), size: 10 }]);
  let most = 0;
  const stream = archiveSource(byteFile(liar)).stream("a");
  await assertRejects(
    async () => {
      for await (const piece of stream) most = Math.max(most, piece.length);
    },
    ArchiveError,
    "longer",
  );
  assertEquals(most, 0);
  assertEquals(DEFAULT_LIMITS.ratioMax, 200);
});

Deno.test("tars are refused when they go on behind their end", async () => {
  await refused(concat(tarOf(PAIR), utf8("more")), "ARCHIVE_UNSAFE", "follows its end");
  await refused(concat(tarOf(PAIR), new Uint8Array(2 ** 21)), "ARCHIVE_UNSAFE", "follow its end");
  await refused(
    tarOf([{ name: "x", kind: "x", data: paxField("path", "y") }]),
    "FILE_UNREADABLE",
    "missing",
  );
  await refused(tarOf([{ name: "x", size: 10_000 }]), "FILE_UNREADABLE", "inside");
});

Deno.test("archives cut at every byte are refused as damaged, and never otherwise", async () => {
  const zip = await zipOf([...PAIR, { name: "c", data: DATA, method: 0 }]);
  for (let end = 4; end < zip.length; end++) {
    const error = await assertRejects(() => filesIn(zip.slice(0, end)), ArchiveError);
    assertEquals(error.code, "FILE_UNREADABLE", `cut at ${end}`);
  }
  const tar = tarOf([{ name: "p", kind: "x", data: paxField("path", "y") }, ...PAIR]);
  const endAt = tar.length - 512; // One block of zeros is enough of an end.
  for (let end = 512; end < endAt; end++) {
    const error = await assertRejects(() => filesIn(tar.slice(0, end)), ArchiveError);
    assertEquals(error.code, "FILE_UNREADABLE", `cut at ${end}`);
  }
  assertEquals((await filesIn(tar.slice(0, endAt))).size, 2);
});

Deno.test("archives with any one byte changed end in an answer or an ArchiveError", async () => {
  for (const bytes of [await zipOf(PAIR), tarOf(PAIR)]) {
    for (let at = 0; at < bytes.length; at++) {
      const changed = bytes.slice();
      changed[at] = (changed[at] as number) ^ 0x41;
      try {
        await filesIn(changed);
      } catch (error) {
        assert(error instanceof ArchiveError, `byte ${at}: ${error}`);
      }
    }
  }
});

Deno.test("verifyEvidence() says the same of a directory, a zip and a tar", async () => {
  const log = smallLog();
  const entries = [...log.files].map(([name, data]) => ({ name: `evidence/${name}`, data }));
  const options = { suite: NODE_SUITE, keys: [testKey(1).text] };
  for (const bytes of [await zipOf(entries), tarOf(entries)]) {
    const report = await verifyEvidence(archiveSource(byteFile(bytes)), options);
    assertEquals(report.exit, 0);
    assertEquals(report.log?.records, log.size);
  }
  const evil = tarOf([...entries, { name: "evidence/link", kind: "2", link: "/etc" }]);
  const report = await verifyEvidence(archiveSource(byteFile(evil)), options);
  assertEquals(report.exit, 5);
  assertEquals(report.finding_counts, { ARCHIVE_UNSAFE: 1 });
});
