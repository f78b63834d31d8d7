/**
 * Logs from memory as directories, and keys of people as files, for commands.
 * @module
 */

import type { LogBuilder } from "./log_builder.ts";
import type { TestKey } from "./test_keys.ts";

/** Writes the files of a log below a directory. */
export async function writeLog(log: LogBuilder, directory: string): Promise<void> {
  for (const [path, bytes] of log.files) {
    const file = `${directory}/${path}`;
    await Deno.mkdir(file.slice(0, file.lastIndexOf("/")), { recursive: true });
    await Deno.writeFile(file, bytes);
  }
}

/** Writes a private key where only its owner may read it. */
export async function writeKey(key: TestKey, path: string): Promise<void> {
  const pem = key.privateKey.export({ type: "pkcs8", format: "pem" }) as string;
  await Deno.writeTextFile(path, pem, { mode: 0o600 });
}
