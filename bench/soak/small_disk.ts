/**
 * A small file system in memory that can be filled up; only root may mount one.
 * @module
 */

const LARGE_BLOCK_BYTES = 1 << 20;
const SMALL_BLOCK_BYTES = 512;

/** A mounted file system; unmounted when disposed. */
export class SmallDisk implements AsyncDisposable {
  /** Where it is mounted. */
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  /** Mounts one at a new directory; null when that is not allowed here. */
  static async mount(path: string, sizeMib: number): Promise<SmallDisk | null> {
    await Deno.mkdir(path);
    const args = ["-t", "tmpfs", "-o", `size=${sizeMib}m`, "tmpfs", path];
    return await run("mount", args) ? new SmallDisk(path) : null;
  }

  /** Takes every free byte. */
  async fill(): Promise<void> {
    using file = await Deno.open(this.#filler, { write: true, create: true });
    for (const size of [LARGE_BLOCK_BYTES, SMALL_BLOCK_BYTES]) {
      while (await hasWritten(file, new Uint8Array(size)));
    }
  }

  /** Gives the bytes back. */
  async free(): Promise<void> {
    await Deno.remove(this.#filler);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await run("umount", ["-l", this.path]);
  }

  get #filler(): string {
    return `${this.path}/filler`;
  }
}

/** False when there is no space left. */
async function hasWritten(file: Deno.FsFile, block: Uint8Array): Promise<boolean> {
  try {
    return await file.write(block) > 0;
  } catch (error) {
    if (error instanceof Error && /space/i.test(error.message)) return false;
    throw error;
  }
}

/** True when the program exists and ends well. */
async function run(name: string, args: string[]): Promise<boolean> {
  try {
    return (await new Deno.Command(name, { args, stdout: "null", stderr: "null" }).output())
      .success;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
