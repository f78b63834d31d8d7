/**
 * Which programs took part: a figure belongs to a version.
 * @module
 */

import { ROOT_DIR } from "../../tests/support/program.ts";
import type { SubjectInfo } from "./results.ts";
import { ownVersion } from "./subjects.ts";

/** One line each: the checkout, and the peers that ran. */
export async function programVersions(infos: readonly SubjectInfo[]): Promise<string[]> {
  const peers = infos.filter(({ id, took_part }) =>
    took_part && ["nginx", "haproxy", "portkey"].includes(id)
  );
  const names = peers.map(({ what }) => what.replace(", plain proxy, no log", ""));
  const openssl = await outputOf("openssl", ["version"]);
  const others = [...names, ...(openssl === null ? [] : [openssl])];
  return [
    `Outband ${await ownVersion()}, ${await commitText()}`,
    `Beside it: ${others.join("; ")}`,
  ];
}

/** Commit of this checkout, and whether files differ from it. */
async function commitText(): Promise<string> {
  const commit = await outputOf("git", ["-C", ROOT_DIR, "rev-parse", "--short=12", "HEAD"]);
  if (commit === null) return "commit unknown";
  const changes = await outputOf("git", ["-C", ROOT_DIR, "status", "--porcelain", "src"]);
  return `commit ${commit}${changes === "" ? "" : " with changes in src/"}`;
}

/** Standard output of a program, or null when it is missing or fails. */
async function outputOf(program: string, args: string[]): Promise<string | null> {
  try {
    const command = new Deno.Command(program, { args, stdin: "null", stderr: "null" });
    const { success, stdout } = await command.output();
    return success ? new TextDecoder().decode(stdout).trim() : null;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}
