/**
 * Journey: the key of a log changes while it serves, and again at a start; a key is revoked. The
 * real program does it all, and every bit of what it wrote about it counts.
 */

import { assert, assertEquals, assertMatch, assertStringIncludes } from "../support/std.ts";
import {
  chat,
  chatUpstream,
  contradictions,
  filesBelow,
  verify,
  vkeyOf,
} from "../support/journey.ts";
import { runCommand, type ServeProcess, startServe } from "../support/program.ts";
import { TempDir } from "../support/temp_dir.ts";
import { rememberingSuite } from "../support/verify_rig.ts";
import { parseNote } from "../../src/tlog/note.ts";
import { memorySource, verifyEvidence } from "../../src/verify/mod.ts";

const ORIGIN = "example.com/prod/gw-0";

function field(text: string, name: string): string {
  return new RegExp(`^${name} +(.*)$`, "m").exec(text)?.[1] ?? "";
}

/** Prepares the next key; returns its vkey. */
async function prepareNext(evidence: string, flags: readonly string[] = []): Promise<string> {
  const { code, stdout, stderr } = await runCommand([
    "keys",
    "rotate",
    "--evidence-dir",
    evidence,
    ...flags,
  ]);
  assertEquals([code, stderr], [0, ""]);
  return field(stdout, "vkey");
}

/** Waits for the change that SIGHUP asks for, and its checkpoint. */
async function rotated(serve: ServeProcess, vkey: string): Promise<void> {
  const line = await serve.waitForLog("key.rotated", (found) => found["vkey"] === vkey);
  const index = Number(line["index"]);
  await serve.waitForLog("window.sealed", (found) => Number(found["size"]) > index);
}

async function filesOf(evidence: string): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const path of filesBelow(evidence)) {
    files.set(path, await Deno.readFile(`${evidence}/${path}`));
  }
  return files;
}

Deno.test("the key changes while serving: old and new key both identify the whole log", async () => {
  await using upstream = chatUpstream();
  await using dir = await TempDir.make();
  const evidence = dir.join("evidence");
  const options = { target: upstream.url, evidenceDir: evidence };
  const keys: string[] = [];
  {
    await using serve = await startServe(options);
    keys.push(await vkeyOf(serve));
    assertEquals(await chat(serve.url, "before"), 200);
    keys.push(await prepareNext(evidence));
    serve.signal("SIGHUP");
    await rotated(serve, keys[1] as string);
    assertEquals(await chat(serve.url, "after"), 200);
    assertEquals((await serve.stop()).code, 0);
  }
  for (const key of keys) {
    const { code, report } = await verify(evidence, ["--key", key]);
    assertEquals(contradictions(report), []);
    assertEquals(code, 0);
    assertEquals(report.totals.processed, 2);
    assertEquals(report.log?.keys, keys);
    assert(report.findings.some((f) => f.code === "KEY_ROTATED"), "the change is told");
  }
  const files = await filesOf(evidence);
  const signatures = [...files.keys()].filter((path) => path.endsWith("/checkpoint"))
    .map((path) => parseNote(new TextDecoder().decode(files.get(path)))?.signatures.length);
  assertEquals(signatures.sort(), [1, 2]);

  // The old key is not needed any more, and the next key can also come at a start.
  await Deno.remove(`${evidence}.private/log-1.key.pem`);
  keys.push(await prepareNext(evidence));
  {
    await using serve = await startServe(options);
    await rotated(serve, keys[2] as string);
    assertEquals((await serve.stop()).code, 0);
  }
  for (const key of keys) {
    const { code, report } = await verify(evidence, ["--key", key]);
    assertEquals([code, contradictions(report)], [0, []]);
  }
});

Deno.test("a flipped bit in a change of key is never accepted", async () => {
  await using upstream = chatUpstream();
  await using dir = await TempDir.make();
  const evidence = dir.join("evidence");
  await using serve = await startServe({ target: upstream.url, evidenceDir: evidence });
  const first = await vkeyOf(serve);
  const second = await prepareNext(evidence);
  serve.signal("SIGHUP");
  await rotated(serve, second);
  assertEquals((await serve.stop()).code, 0);

  const files = await filesOf(evidence);
  const source = memorySource(files);
  const options = { suite: rememberingSuite(), keys: [first, second] };
  assertEquals((await verifyEvidence(source, options)).exit, 0);
  const record = new TextEncoder().encode('"kind":"key.next"');
  let flips = 0;
  const accepted: string[] = [];
  const flipAll = async (path: string, range: { start: number; end: number }): Promise<void> => {
    const bytes = files.get(path) as Uint8Array<ArrayBuffer>;
    for (let at = range.start; at < range.end; at++) {
      for (const bit of [0, 1, 5]) {
        bytes[at] = (bytes[at] as number) ^ (1 << bit);
        const { exit } = await verifyEvidence(source, options);
        if (exit !== 4) accepted.push(`${path} byte ${at} bit ${bit}: exit ${exit}`);
        bytes[at] = (bytes[at] as number) ^ (1 << bit);
        flips++;
      }
    }
  };
  for (const [path, bytes] of files) {
    if (path.startsWith("keys/log-2.")) await flipAll(path, { start: 0, end: bytes.length });
    if (!path.endsWith("/segment.jsonl")) continue;
    const text = new TextDecoder("latin1").decode(bytes);
    const at = text.indexOf(new TextDecoder().decode(record));
    if (at < 0) continue;
    const start = text.lastIndexOf("\n", at) + 1;
    await flipAll(path, { start, end: text.indexOf("\n", at) + 1 });
    const note = path.replace("segment.jsonl", "checkpoint");
    await flipAll(note, { start: 0, end: (files.get(note) as Uint8Array).length });
  }
  assert(flips > 2_500, `${flips} bits were flipped`);
  assertEquals(accepted, []);
});

Deno.test("a revoked key that signs on is found, and one that stopped in time is not", async () => {
  await using upstream = chatUpstream();
  await using dir = await TempDir.make();
  const evidence = dir.join("evidence");
  const keyFile = dir.join("log.key.pem");
  const recoveryFile = dir.join("recovery.key.pem");
  const made = await runCommand([
    "keys",
    "init",
    `--key-file=${keyFile}`,
    `--recovery-key-file=${recoveryFile}`,
    `--origin=${ORIGIN}`,
  ]);
  assertEquals(made.code, 0);
  const recovery = /--recovery-vkey (\S+)/.exec(made.stdout)?.[1] ?? "";
  assertMatch(recovery, /^example\.com\/prod\/gw-0\/recovery\+/);
  const options = {
    target: upstream.url,
    evidenceDir: evidence,
    args: [`--key-file=${keyFile}`, `--origin=${ORIGIN}`, `--recovery-vkey=${recovery}`],
  };
  let old = "";
  let sizeAtChange = 0;
  {
    await using serve = await startServe(options);
    old = await vkeyOf(serve);
    await chat(serve.url, "before");
    const next = await prepareNext(evidence);
    serve.signal("SIGHUP");
    await rotated(serve, next);
    const sealed = await serve.waitForLog("window.sealed");
    sizeAtChange = Number(sealed["size"]);
    assertEquals((await serve.stop()).code, 0);
  }
  const revoke = (size: number, output: string): ReturnType<typeof runCommand> =>
    runCommand([
      "keys",
      "revoke",
      `--recovery-key-file=${recoveryFile}`,
      `--vkey=${old}`,
      `--last-size=${size}`,
      "--since=2026-11-21T08:00:00.000Z",
      output,
    ]);
  const outside = dir.join("revocation.note");
  assertEquals((await revoke(sizeAtChange - 1, `--output=${outside}`)).code, 0);
  const late = await verify(evidence, ["--key", old, "--revocation", outside]);
  assertEquals(late.code, 4);
  assertEquals(contradictions(late.report).map((text) => text.split(" ")[0]), ["KEY_REVOKED"]);

  assertEquals((await revoke(sizeAtChange, `--evidence-dir=${evidence}`)).code, 0);
  const inTime = await verify(evidence, ["--key", old]);
  assertEquals([inTime.code, contradictions(inTime.report)], [0, []]);

  const path = `${evidence}/keys/revoked-1.note`;
  const note = await Deno.readTextFile(path);
  await Deno.writeTextFile(path, note.replace(`\n${sizeAtChange}\n`, `\n${sizeAtChange + 1}\n`));
  assertEquals((await verify(evidence, ["--key", old])).code, 4);
  await Deno.writeTextFile(outside, note.replace("2026-11-21", "2026-11-22"));
  await Deno.writeTextFile(path, note);
  assertEquals((await verify(evidence, ["--key", old, "--revocation", outside])).code, 5);
});

Deno.test("a key that cannot be next is told in one line, and the log goes on with the old one", async () => {
  await using upstream = chatUpstream();
  await using dir = await TempDir.make();
  const evidence = dir.join("evidence");
  await using serve = await startServe({ target: upstream.url, evidenceDir: evidence });
  const key = await vkeyOf(serve);
  const next = `${evidence}.private/log-2.key.pem`;
  await Deno.writeTextFile(next, "garbage", { mode: 0o600 });
  serve.signal("SIGHUP");
  const line = await serve.waitForLog("key.rotation_failed");
  assertStringIncludes(String(line["message"]), "log-2.key.pem: it is not a PKCS#8 PEM file");
  const again = await runCommand(["keys", "rotate", `--evidence-dir=${evidence}`]);
  assertEquals(again.code, 3);
  assertStringIncludes(again.stderr, "waits to be the next");
  await Deno.remove(next);
  assertEquals(await chat(serve.url, "still here"), 200);
  assertEquals((await serve.stop()).code, 0);
  assertEquals((await verify(evidence, ["--key", key])).code, 0);
});
