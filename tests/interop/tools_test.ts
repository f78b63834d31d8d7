/**
 * One log that the real program made, and what programs say of it that nobody here wrote: OpenSSL,
 * Go's checksum database, cosign, sigstore-js, securesystemslib. Each is also shown something that
 * is not so.
 */

import { createPublicKey } from "node:crypto";
import { bundleFromJSON } from "@sigstore/bundle";
import { toSignedEntity, Verifier } from "@sigstore/verify";

import { fromBase64, toBase64, utf8 } from "../../src/base/bytes.ts";
import { sha256 } from "../../src/base/digest.ts";
import { LineSplitter } from "../../src/verify/line_splitter.ts";
import { pae, parseEnvelope } from "../../src/tlog/dsse.ts";
import { consistencyProof, inclusionProof, leafHash, leavesSource } from "../../src/tlog/merkle.ts";
import { parseCheckpoint, parseNote } from "../../src/tlog/note.ts";
import { type AnchoredLog, anchoredLog } from "../support/anchored_log.ts";
import { filesBelow } from "../support/journey.ts";
import { HAVE_OPENSSL } from "../support/openssl_server.ts";
import { canRun, goProgram, outcome, peerTest, succeed } from "../support/peers.ts";
import { ROOT_DIR, runCommand } from "../support/program.ts";
import { assert, assertEquals, assertStringIncludes, assertThrows } from "../support/std.ts";

const STATEMENT_TYPE = "https://jsr.io/@outband/proxy/window/v1";
const OPENSSL = HAVE_OPENSSL ? null : "openssl";
const GO = OPENSSL ?? (canRun("go", ["version"]) ? null : "go");
const COSIGN = goProgram("cosign", ["version"]);
const PYTHON = ["/usr/bin/python3", "python3"].find((python) =>
  canRun(python, ["-c", "import securesystemslib, cryptography"])
);

let made: Promise<AnchoredLog> | undefined;

/** Made by the first test that needs it. Calls enough for a full tile of 256 records. */
function theLog(): Promise<AnchoredLog> {
  return made ??= anchoredLog(300);
}

Deno.test.afterAll(async () => {
  if (made !== undefined) await (await made.catch(() => null))?.[Symbol.asyncDispose]();
});

/** Directories of the windows, in order. */
function windowsOf(log: AnchoredLog): string[] {
  return filesBelow(log.evidence).filter((path) => path.endsWith("/checkpoint.cosigned"))
    .map((path) => `${log.evidence}/${path.slice(0, path.lastIndexOf("/"))}`);
}

function lastWindow(log: AnchoredLog): string {
  const window = windowsOf(log).at(-1);
  assert(window !== undefined);
  return window;
}

function publicKey(log: AnchoredLog): string {
  return `${log.evidence}/keys/log-1.pub.pem`;
}

async function opensslVerify(
  log: AnchoredLog,
  { message, signature }: { message: Uint8Array; signature: Uint8Array },
): Promise<number> {
  const [text, sig] = [log.dir.join("message"), log.dir.join("signature")];
  await Deno.writeFile(text, message);
  await Deno.writeFile(sig, signature);
  const files = ["-inkey", publicKey(log), "-sigfile", sig, "-in", text];
  const { code } = await outcome("openssl", ["pkeyutl", "-verify", "-rawin", "-pubin", ...files]);
  return code;
}

peerTest("openssl pkeyutl verifies every checkpoint and every statement", OPENSSL, async () => {
  const log = await theLog();
  const windows = windowsOf(log);
  assert(windows.length >= 3, `${windows.length} windows`);
  for (const window of windows) {
    const note = parseNote(await Deno.readTextFile(`${window}/checkpoint`));
    const signature = note?.signatures[0]?.signature ?? new Uint8Array(0);
    const message = utf8(note?.text ?? "");
    assertEquals(await opensslVerify(log, { message, signature }), 0);
    const text = (await Deno.readTextFile(`${window}/statement.dsse.json`)).trimEnd();
    const envelope = parseEnvelope(text);
    assert(envelope !== null);
    const signed = pae(envelope.payloadType, envelope.payload);
    const sig = envelope.signatures[0]?.sig ?? new Uint8Array(0);
    assertEquals(await opensslVerify(log, { message: signed, signature: sig }), 0);
    message[0] = (message[0] as number) ^ 1;
    assert(await opensslVerify(log, { message, signature }) !== 0, "a changed origin");
    assert(await opensslVerify(log, { message: signed.slice(1), signature: sig }) !== 0);
  }
});

peerTest("openssl ts verifies every time-stamp over the checkpoint's file", OPENSSL, async () => {
  const log = await theLog();
  for (const window of windowsOf(log)) {
    const flags = ["-in", `${window}/anchors/checkpoint.tsr`, "-CAfile", log.tsa.caFile];
    const verify = (file: string): string[] => ["ts", "-verify", "-data", file, ...flags];
    const output = await succeed("openssl", verify(`${window}/checkpoint`));
    assertStringIncludes(output, "Verification: OK");
    assert((await outcome("openssl", verify(`${window}/summary.json`))).code !== 0);
  }
});

peerTest(
  "Go opens the notes and checks records, windows and our proofs through the tiles",
  GO,
  async () => {
    const log = await theLog();
    const lines = await proofLines(log);
    assert(lines.length > 40, `${lines.length} proofs`);
    const good = await goCheck(log, { dir: log.evidence, stdin: lines.join("\n") });
    assertEquals(good.code, 0, good.output);
    assertStringIncludes(good.output, ` ${lines.length} proofs`);
    const [first = "", ...rest] = lines;
    const wrong = first.replace(/.{4}=$/, (end) => end === "AAAA=" ? "BBBA=" : "AAAA=");
    const bad = await goCheck(log, { dir: log.evidence, stdin: [wrong, ...rest].join("\n") });
    assert(bad.code !== 0, "a proof with a changed hash");
    const other = await goCheck(log, { dir: log.evidence, stdin: "", vkey: log.witnessVkey });
    assert(other.code !== 0, "another key");
    const tile = filesBelow(log.evidence).find((path) => path.startsWith("tile/0/"));
    const path = `${log.evidence}/${tile}`;
    const bytes = await Deno.readFile(path);
    await Deno.writeFile(path, bytes.map((byte, at) => at === 40 ? byte ^ 1 : byte));
    const flipped = await goCheck(log, { dir: log.evidence, stdin: "" });
    await Deno.writeFile(path, bytes);
    assert(flipped.code !== 0, "a flipped bit in a tile");
  },
);

/** Proofs that this program makes, for some records and all windows. */
async function proofLines(log: AnchoredLog): Promise<string[]> {
  const leaves: Uint8Array[] = [];
  const heads: number[] = [];
  const all = filesBelow(log.evidence).filter((path) => path.endsWith("/segment.jsonl"));
  for (const path of all) {
    const splitter = new LineSplitter({
      bytesMax: 16_384,
      line: (bytes) => leaves.push(leafHash(sha256, bytes)),
      tooLong: () => assert(false),
    });
    splitter.push(await Deno.readFile(`${log.evidence}/${path}`));
    heads.push(leaves.length);
  }
  const note = parseNote(await Deno.readTextFile(`${log.evidence}/checkpoint`));
  const size = parseCheckpoint(note?.text ?? "")?.size;
  assertEquals(size, leaves.length);
  const source = leavesSource(sha256, leaves);
  const line = (kind: string, at: number, proof: readonly Uint8Array[]): string =>
    [kind, leaves.length, at, ...proof.map(toBase64)].join(" ");
  return [
    ...heads.slice(0, -1).map((old) =>
      line("tree", old, consistencyProof(source, old, leaves.length))
    ),
    ...leaves.keys().filter((index) => index % 7 === 0).map((index) =>
      line("record", index, inclusionProof(source, index, leaves.length))
    ),
  ];
}

async function goCheck(
  log: AnchoredLog,
  options: { dir: string; stdin: string; vkey?: string },
): Promise<{ code: number; output: string }> {
  const binary = log.dir.join("interop");
  const cwd = `${ROOT_DIR}tests/interop/go`;
  await succeed("go", ["build", "-o", binary, "."], { cwd });
  const child = new Deno.Command(binary, {
    args: [options.vkey ?? log.vkey, options.dir],
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  // It ends before it has read everything when something is wrong.
  await writer.write(utf8(options.stdin)).then(() => writer.close()).catch(() => {});
  const { code, stdout, stderr } = await child.output();
  const decoder = new TextDecoder();
  return { code, output: decoder.decode(stdout) + decoder.decode(stderr) };
}

peerTest(
  "cosign verifies the statement of a window",
  OPENSSL ?? (COSIGN === null ? "cosign" : null),
  async () => {
    const log = await theLog();
    const window = lastWindow(log);
    const verify = (
      file: string,
      type = STATEMENT_TYPE,
    ): Promise<{ code: number; output: string }> =>
      outcome(COSIGN ?? "cosign", [
        "verify-blob-attestation",
        "--key",
        publicKey(log),
        "--signature",
        `${window}/statement.dsse.json`,
        "--type",
        type,
        "--insecure-ignore-tlog=true",
        file,
      ]);
    for (const name of ["segment.jsonl", "checkpoint", "summary.json"]) {
      const { code, output } = await verify(`${window}/${name}`);
      assertEquals(code, 0, output);
      assertStringIncludes(output, "Verified OK");
    }
    assert((await verify(`${window}/SHA256SUMS`)).code !== 0, "a file that is no subject");
    assert((await verify(`${window}/checkpoint`, "slsaprovenance")).code !== 0, "another type");
  },
);

/** Writes the bundles of all windows; @returns their text, oldest first. */
async function sigstoreBundles(log: AnchoredLog): Promise<string[]> {
  const { code, stdout, stderr } = await runCommand(["sigstore", log.evidence]);
  assertEquals(code, 0, stderr);
  const paths = stdout.trimEnd().split("\n");
  return await Promise.all(paths.map((path) => Deno.readTextFile(path)));
}

peerTest("@sigstore/verify accepts the bundle of every window", OPENSSL, async () => {
  const log = await theLog();
  const bundles = await sigstoreBundles(log);
  assert(bundles.length >= windowsOf(log).length);
  const key = createPublicKey(await Deno.readTextFile(publicKey(log)));
  const keyid = await crypto.subtle.digest(
    "SHA-256",
    Uint8Array.from(key.export({ type: "spki", format: "der" })),
  );
  const hints: string[] = [];
  const trust = {
    certificateAuthorities: [],
    timestampAuthorities: [],
    tlogs: [],
    ctlogs: [],
    publicKey: (hint: string) => {
      hints.push(hint);
      return { publicKey: key, validFor: (): boolean => true };
    },
  };
  const verifier = new Verifier(trust, {
    tlogThreshold: 0,
    ctlogThreshold: 0,
    timestampThreshold: 0,
  });
  for (const text of bundles) {
    verifier.verify(toSignedEntity(bundleFromJSON(JSON.parse(text))));
    const other = JSON.parse(text);
    const payload = fromBase64(other.dsseEnvelope.payload) ?? new Uint8Array(0);
    payload[payload.length - 2] = (payload.at(-2) as number) ^ 1;
    other.dsseEnvelope.payload = toBase64(payload);
    assertThrows(() => verifier.verify(toSignedEntity(bundleFromJSON(other))), Error, "signature");
  }
  assertEquals(new Set(hints), new Set([new Uint8Array(keyid).toHex()]));
});

peerTest(
  "securesystemslib verifies the statement, sha256sum its subjects",
  OPENSSL ?? (PYTHON === undefined ? "python3-securesystemslib" : null),
  async () => {
    const log = await theLog();
    for (const window of windowsOf(log)) {
      const path = `${window}/statement.dsse.json`;
      const text = await Deno.readTextFile(path);
      const { signatures } = JSON.parse(text);
      const script = `${ROOT_DIR}tests/interop/statement.py`;
      const check = (envelope: string): Promise<{ code: number; output: string }> =>
        outcome(PYTHON ?? "python3", [script, envelope, publicKey(log), signatures[0].keyid]);
      const { code, output } = await check(path);
      assertEquals(code, 0, output);
      await Deno.writeTextFile(log.dir.join("sums"), output);
      await succeed("sha256sum", ["-c", log.dir.join("sums")], { cwd: window });
      const payload = fromBase64(JSON.parse(text).payload) ?? new Uint8Array(0);
      const changed = new TextDecoder().decode(payload).replace('"processed":', '"processed":1');
      await Deno.writeTextFile(
        log.dir.join("changed"),
        JSON.stringify({ ...JSON.parse(text), payload: toBase64(utf8(changed)) }),
      );
      assert((await check(log.dir.join("changed"))).code !== 0, "a changed count");
    }
  },
);
