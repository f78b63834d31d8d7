/**
 * `litewitness` (filippo.io/torchwood), with its key in an `ssh-agent` of its own and its logs in
 * its SQLite database.
 * @module
 */

import { DatabaseSync } from "node:sqlite";
import { fromBase64, toBase64 } from "../../src/base/bytes.ts";
import { NODE_SUITE, sha256 } from "../../src/base/digest.ts";
import { KEY_TYPE_COSIGNATURE, type Vkey, vkeyOf } from "../../src/tlog/note.ts";
import { untilFound } from "./deadline.ts";
import { canRun, goProgram, outcome, succeed } from "./peers.ts";
import { freePort } from "./ports.ts";
import { TempDir } from "./temp_dir.ts";

const LITEWITNESS = goProgram("litewitness", ["-h"]);

/** What is not on this machine; null when nothing is missing. */
export const LITEWITNESS_MISSING: string | null = LITEWITNESS === null
  ? "litewitness"
  : canRun("which", ["ssh-agent", "ssh-add", "ssh-keygen"])
  ? null
  : "ssh-agent";

const NAME = "litewitness.example/w";

/** A running litewitness. */
export class Litewitness implements AsyncDisposable {
  readonly url: string;
  readonly vkey: Vkey;
  readonly #dir: TempDir;
  readonly #children: Deno.ChildProcess[];

  constructor(parts: { url: string; vkey: Vkey; dir: TempDir; children: Deno.ChildProcess[] }) {
    this.url = parts.url;
    this.vkey = parts.vkey;
    this.#dir = parts.dir;
    this.#children = parts.children;
  }

  /** Starts one that knows these logs. */
  static async start(logs: readonly { origin: string; vkey: string }[]): Promise<Litewitness> {
    const dir = await TempDir.make();
    const [key, agent, db] = [dir.join("key"), dir.join("agent"), dir.join("db")];
    await succeed("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", key]);
    const children = [spawn("ssh-agent", ["-D", "-a", agent])];
    await untilFound(async () => {
      const { code } = await outcome("ssh-add", [key], { env: { SSH_AUTH_SOCK: agent } });
      return code === 0;
    }, { describe: () => "ssh-agent did not start" });
    const fingerprint = (await succeed("ssh-keygen", ["-lf", `${key}.pub`])).split(" ")[1] ?? "";
    const address = `127.0.0.1:${freePort()}`;
    const flags = ["-name", NAME, "-key", fingerprint, "-ssh-agent", agent, "-db", db];
    children.push(spawn(LITEWITNESS ?? "litewitness", [...flags, "-listen", address]));
    const url = `http://${address}`;
    await untilFound(async () => {
      const answer = await fetch(url).catch(() => null);
      await answer?.body?.cancel();
      return answer !== null;
    }, { describe: () => "litewitness did not start" });
    addLogs(db, logs);
    const blob = fromBase64((await Deno.readTextFile(`${key}.pub`)).split(" ")[1] ?? "");
    const publicKey = (blob ?? new Uint8Array(0)).slice(-32);
    const vkey = vkeyOf(NODE_SUITE.sha256, NAME, publicKey, KEY_TYPE_COSIGNATURE);
    return new Litewitness({ url, vkey, dir, children });
  }

  /** Ends it, and removes its files. */
  async [Symbol.asyncDispose](): Promise<void> {
    for (const child of this.#children.toReversed()) {
      child.kill("SIGKILL");
      await child.status;
    }
    await this.#dir[Symbol.asyncDispose]();
  }
}

/** What its own tool, `witnessctl add-log` and `add-key`, writes. */
function addLogs(path: string, logs: readonly { origin: string; vkey: string }[]): void {
  const db = new DatabaseSync(path);
  try {
    const empty = toBase64(sha256(new Uint8Array(0)));
    for (const { origin, vkey } of logs) {
      db.prepare("INSERT INTO log (origin, tree_size, tree_hash) VALUES (?, 0, ?)")
        .run(origin, empty);
      db.prepare("INSERT INTO key (origin, key) VALUES (?, ?)").run(origin, vkey);
    }
  } finally {
    db.close();
  }
}

function spawn(program: string, args: string[]): Deno.ChildProcess {
  return new Deno.Command(program, { args, stdin: "null", stdout: "null", stderr: "null" }).spawn();
}
