/**
 * What journeys share: a chat upstream, a client, and the verdict of the real `verify`.
 * @module
 */

import { assertEquals } from "./std.ts";
import { runCommand, type ServeProcess } from "./program.ts";
import { answerJson, RawUpstream } from "./raw_upstream.ts";
import type { VerifyReport } from "../../src/verify/report.ts";

/** An answer of the chat API. */
export const CHAT_ANSWER: Readonly<Record<string, unknown>> = {
  id: "chatcmpl-1",
  object: "chat.completion",
  model: "test-model-1",
  choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", content: "Hello." } }],
  usage: { prompt_tokens: 5, completion_tokens: 2, total_tokens: 7 },
};

/** An upstream that answers every call with {@linkcode CHAT_ANSWER}. */
export function chatUpstream(): RawUpstream {
  return new RawUpstream(answerJson(CHAT_ANSWER));
}

/** A chat request with this text. */
export function chatBody(content: string): string {
  return JSON.stringify({ model: "test-model", messages: [{ role: "user", content }] });
}

/** Sends one chat call; returns the status. The answer is read whole. */
export async function chat(url: string, content: string): Promise<number> {
  const answer = await fetch(`${url}/v1/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: chatBody(content),
  });
  await answer.bytes();
  return answer.status;
}

/** The key that a running `serve` logged. */
export async function vkeyOf(serve: ServeProcess): Promise<string> {
  const line = await serve.waitForLog("server.listening");
  return String(line["vkey"]);
}

/** Runs the real `verify --json`. */
export async function verify(
  evidenceDir: string,
  flags: readonly string[] = [],
): Promise<{ code: number; report: VerifyReport }> {
  const { code, stdout, stderr } = await runCommand(["verify", evidenceDir, ...flags, "--json"]);
  let report: VerifyReport;
  try {
    report = JSON.parse(stdout) as VerifyReport;
  } catch {
    throw new Error(`verify printed no JSON; exit ${code}, stderr ${stderr}, stdout ${stdout}`);
  }
  assertEquals(report.exit, code, "The exit code is the one in the report");
  return { code, report };
}

/** Codes of all findings that contradict the evidence. */
export function contradictions(report: VerifyReport): string[] {
  return report.findings.filter((f) => f.weight === "contradiction").map((f) =>
    `${f.code} ${f.where}:${f.line ?? ""} ${f.message}`
  );
}

/** All files below a directory, as paths relative to it, sorted. */
export function filesBelow(dir: string, prefix = ""): string[] {
  const files: string[] = [];
  for (const entry of Deno.readDirSync(`${dir}/${prefix}`)) {
    const path = `${prefix}${entry.name}`;
    if (entry.isDirectory) files.push(...filesBelow(dir, `${path}/`));
    else if (entry.isFile) files.push(path);
  }
  // Name by name: what lies in "w" comes before what lies in "w.1", as windows do that began again.
  const key = (path: string): string => path.replaceAll("/", "\0");
  return files.sort((a, b) => key(a) < key(b) ? -1 : 1);
}

/** The JSON lines of all files below a directory whose names end like this. */
export function jsonLines(dir: string, suffix: string): Record<string, unknown>[] {
  return filesBelow(dir).filter((file) => file.endsWith(suffix)).flatMap((file) =>
    Deno.readTextFileSync(`${dir}/${file}`).trim().split("\n").map((line) => JSON.parse(line))
  );
}
