/**
 * Journeys of directories that change under the running program: moved away and back, removed for
 * good, in the way of a rename, restored from a backup. Traffic never notices.
 */

import { untilFound } from "../support/deadline.ts";
import { assert, assertEquals, assertStringIncludes } from "../support/std.ts";
import {
  chat,
  chatUpstream,
  contradictions,
  filesBelow,
  verify,
  vkeyOf,
} from "../support/journey.ts";
import { launchServe, runCommand, type ServeProcess, startServe } from "../support/program.ts";
import { TempDir } from "../support/temp_dir.ts";
import type { GapBody } from "../../src/format/record.ts";

const DROPPED = '"event":"audit.dropped"';
/** Many more calls than can wait. */
const CALLS_MAX = 60_000;

async function readyText(serve: ServeProcess): Promise<string> {
  const answer = await fetch(`${serve.metricsUrl}/readyz`);
  assertEquals(answer.status, 200, "an audit fault takes no pod out of service");
  return await answer.text();
}

/**
 * Waits until `/readyz` gives this reason, maybe beside others (a seal that was under way fails with
 * its directory): the thread that answers hears of it a little after the log.
 */
async function untilDegraded(serve: ServeProcess, reason: string): Promise<void> {
  const isSaid = async (): Promise<boolean> => {
    const [, reasons = ""] = (await readyText(serve)).match(/degraded: (.*)/) ?? [];
    return reasons.split(", ").includes(reason);
  };
  const log = (): string => serve.stderrLines.join("\n");
  await untilFound(isSaid, { describe: () => `/readyz never gives ${reason}:\n${log()}` });
}

/** Waits for an event of this reason. */
async function heard(serve: ServeProcess, event: string, reason: string): Promise<string> {
  const line = await serve.waitForLog(event, (fields) => fields["reason"] === reason);
  return String(line["message"] ?? "");
}

async function send(serve: ServeProcess, count: number): Promise<void> {
  for (let k = 0; k < count; k++) assertEquals(await chat(serve.url, `call ${k}`), 200);
}

/** The log verifies, and holds so many calls, all of them fully audited. */
async function verifyWhole(evidenceDir: string, vkey: string, calls: number): Promise<void> {
  const { code, report } = await verify(evidenceDir, ["--key", vkey]);
  assertEquals(contradictions(report), []);
  assertEquals(code, 0);
  assertEquals([report.totals.processed, report.totals.audited_full], [calls, calls]);
}

Deno.test("serve waits for an evidence directory that was moved away, and goes on when it is back", async () => {
  await using upstream = chatUpstream();
  await using dir = await TempDir.make();
  const evidenceDir = dir.join("evidence");
  const args = ["--summary-interval=2s"];
  await using serve = await startServe({ target: upstream.url, evidenceDir, args });
  const vkey = await vkeyOf(serve);
  await send(serve, 5);
  await Deno.rename(evidenceDir, dir.join("away"));
  const message = await heard(serve, "audit.degraded", "directory");
  assertStringIncludes(message, "was moved or removed; put it back");
  await send(serve, 20);
  await untilDegraded(serve, "directory");
  await Deno.rename(dir.join("away"), evidenceDir);
  await heard(serve, "audit.recovered", "directory");
  await send(serve, 5);
  assertEquals((await serve.stop()).code, 0);
  await verifyWhole(evidenceDir, vkey, 30);
});

Deno.test("serve that cannot write for long drops calls, and declares each when it can", async () => {
  await using upstream = chatUpstream();
  await using dir = await TempDir.make();
  const evidenceDir = dir.join("evidence");
  await using serve = await startServe({ target: upstream.url, evidenceDir });
  const vkey = await vkeyOf(serve);
  await Deno.rename(evidenceDir, dir.join("away"));
  await heard(serve, "audit.degraded", "directory");
  // The table of calls that wait has 16,384 places; once it is full, calls pass unaudited.
  let answered = 0;
  const hasDropped = (): boolean => serve.stderrLines.some((line) => line.includes(DROPPED));
  const client = async (): Promise<void> => {
    while (!hasDropped() && answered < CALLS_MAX) {
      const answer = await fetch(`${serve.url}/v1/models`);
      await answer.bytes();
      assertEquals(answer.status, 200);
      answered++;
    }
  };
  await Promise.all(Array.from({ length: 32 }, client));
  assert(hasDropped(), `${answered} calls found room`);
  await Deno.rename(dir.join("away"), evidenceDir);
  await heard(serve, "audit.recovered", "directory");
  assertEquals((await serve.stop()).code, 0);

  const { code, report } = await verify(evidenceDir, ["--key", vkey]);
  assertEquals(contradictions(report), []);
  assertEquals(code, 0);
  const { totals } = report;
  assertEquals([totals.processed, totals.unknown_at_crash], [answered, 0]);
  assert(totals.dropped > 0 && totals.dropped < answered, `${totals.dropped} dropped`);
  const reasons = new Set(gapsIn(evidenceDir).map(({ why }) => why));
  // On a busy machine calls come faster than the audit takes them to where the disk is missed.
  reasons.delete("table_full");
  assertEquals([...reasons], ["disk"]);
});

/** All `gap` records. */
function gapsIn(evidenceDir: string): GapBody[] {
  return filesBelow(evidenceDir).filter((path) => path.endsWith("/segment.jsonl")).flatMap((path) =>
    Deno.readTextFileSync(`${evidenceDir}/${path}`).trimEnd().split("\n")
      .map((line): GapBody => JSON.parse(line)).filter(({ kind }) => kind === "gap")
  );
}

Deno.test("serve whose evidence was removed forwards on, says so, and begins a new log at its next start", async () => {
  await using upstream = chatUpstream();
  await using dir = await TempDir.make();
  const evidenceDir = dir.join("evidence");
  const options = { target: upstream.url, evidenceDir };
  await using serve = await startServe(options);
  const first = await vkeyOf(serve);
  await send(serve, 5);
  await Deno.remove(evidenceDir, { recursive: true });
  await heard(serve, "audit.degraded", "directory");
  await send(serve, 5);
  await untilDegraded(serve, "directory");
  const { code, stderr } = await serve.stop();
  assertEquals([code, filesOf(evidenceDir)], [5, []], stderr);

  // Its name has signed heads only when one was signed; a random name is new anyway.
  await using again = await startServe(options);
  const second = await vkeyOf(again);
  assert(first !== second, "another log");
  await send(again, 1);
  assertEquals((await again.stop()).code, 0);
  await verifyWhole(evidenceDir, second, 1);
});

function filesOf(directory: string): string[] {
  try {
    return filesBelow(directory);
  } catch {
    return [];
  }
}

Deno.test("serve seals a window when what was in the way of its files is gone", async () => {
  await using upstream = chatUpstream();
  await using dir = await TempDir.make();
  const evidenceDir = dir.join("evidence");
  const args = ["--summary-interval=3s"];
  await using serve = await startServe({ target: upstream.url, evidenceDir, args });
  const vkey = await vkeyOf(serve);
  await send(serve, 3);
  // Of a directory with an entry no rename makes a file. This one the program can do without.
  const path = `${evidenceDir}/head.json`;
  if (filesBelow(evidenceDir).includes("head.json")) await Deno.remove(path);
  await Deno.mkdir(`${path}/in the way`, { recursive: true });
  await heard(serve, "audit.degraded", "seal");
  await send(serve, 3);
  await untilDegraded(serve, "seal");
  await Deno.remove(path, { recursive: true });
  await heard(serve, "audit.recovered", "seal");
  await send(serve, 3);
  assertEquals((await serve.stop()).code, 0);
  await verifyWhole(evidenceDir, vkey, 9);
});

Deno.test("serve refuses a log that went backwards, and two processes one directory", async () => {
  await using upstream = chatUpstream();
  await using dir = await TempDir.make();
  const evidenceDir = dir.join("evidence");
  const options = { target: upstream.url, evidenceDir };
  await using serve = await startServe(options);
  await send(serve, 1);
  await using rival = launchServe(options);
  const other = await rival.ended();
  assertEquals(other.code, 5);
  assertStringIncludes(other.stderr, "another outband process holds its lock");
  await serve.kill();

  const copied = await runBash(`cp -a ${evidenceDir} ${dir.join("backup")}`);
  assertEquals(copied, 0);
  await using later = await startServe(options);
  await send(later, 1);
  assertEquals((await later.stop()).code, 0);
  await Deno.remove(evidenceDir, { recursive: true });
  await Deno.rename(dir.join("backup"), evidenceDir);
  const serveArgs = ["serve", `--target=${upstream.url}`, "--listen=127.0.0.1:0"];
  const more = [`--evidence-dir=${evidenceDir}`, `--log-dir=${dir.join("logs")}`];
  const refused = await runCommand([...serveArgs, "--metrics-listen=127.0.0.1:0", ...more]);
  assertEquals(refused.code, 3);
  assertStringIncludes(refused.stderr, "it went backwards, it has ");
});

async function runBash(command: string): Promise<number> {
  const { code } = await new Deno.Command("bash", { args: ["-c", command] }).output();
  return code;
}
