/**
 * A directory that lives as long as one test: `await using dir = await TempDir.make()`.
 * @module
 */

import { join } from "node:path";

/** Temporary directory, removed with everything in it when disposed. */
export class TempDir implements AsyncDisposable {
  /** Absolute path. */
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  /** Makes a new empty directory under the system's temporary directory. */
  static async make(): Promise<TempDir> {
    return new TempDir(await Deno.makeTempDir({ prefix: "outband-" }));
  }

  /** Path of an entry below the directory; nothing is created. */
  join(...names: string[]): string {
    return join(this.path, ...names);
  }

  /** Removes the directory; one that the test removed itself is fine. */
  async [Symbol.asyncDispose](): Promise<void> {
    try {
      await Deno.remove(this.path, { recursive: true });
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
}
