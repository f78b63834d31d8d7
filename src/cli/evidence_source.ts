/**
 * Evidence in a directory of this machine. It reads regular files only: a link, a pipe or a device
 * in evidence is refused, because nobody can say what it will be when it is read again.
 * @module
 */

import { OutbandError } from "../base/errors.ts";
import type { EvidenceSource } from "../verify/mod.ts";
import { fileFault } from "./input.ts";

/** Deepest directory below the root; a log of this program needs 7. */
const DEPTH_MAX = 32;
/** Most files: centuries of hourly windows. */
const FILES_MAX = 2_000_000;
/** Bytes read at once. */
const PIECE_BYTES = 256 * 1024;

/**
 * The files below a directory.
 *
 * @param root Path of the directory; this itself may be a link, because the user named it.
 */
export function directorySource(root: string): EvidenceSource {
  return {
    async list(): Promise<string[]> {
      const paths: string[] = [];
      await listInto(paths, { root, below: "", depth: 0 });
      return paths;
    },
    // Nothing else runs beside a verification, so a read that blocks is the cheaper one.
    size(path: string): number {
      return guarded(path, () => Deno.statSync(`${root}/${path}`)).size;
    },
    read(path: string): Promise<Uint8Array> {
      return Promise.try(guarded, path, () => Deno.readFileSync(`${root}/${path}`));
    },
    async *stream(path: string): AsyncIterable<Uint8Array> {
      using file = guarded(path, () => openToRead(`${root}/${path}`));
      const piece = new Uint8Array(PIECE_BYTES);
      for (;;) {
        const length = guarded(path, () => file.readSync(piece));
        if (length === null) return;
        yield piece.subarray(0, length);
      }
    },
  };
}

async function listInto(
  paths: string[],
  at: { root: string; below: string; depth: number },
): Promise<void> {
  const { root, below, depth } = at;
  if (depth > DEPTH_MAX) throw refused(root, `${below} is nested deeper than ${DEPTH_MAX}`);
  const directory = below === "" ? root : `${root}/${below}`;
  for await (const entry of await entriesOf(directory)) {
    const path = below === "" ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory) await listInto(paths, { root, below: path, depth: depth + 1 });
    else if (!entry.isFile) throw refused(root, `${path} is a link or no regular file`);
    else if (paths.push(path) > FILES_MAX) throw refused(root, `more than ${FILES_MAX} files`);
  }
}

/** Opens a directory, so that one which cannot be read is reported by its name. */
async function entriesOf(directory: string): Promise<Deno.DirEntry[]> {
  try {
    return await Array.fromAsync(Deno.readDir(directory));
  } catch (error) {
    const reason = error instanceof Deno.errors.NotADirectory
      ? "it is not a directory"
      : fileFault(error);
    throw new OutbandError("IO", `Cannot read ${directory}: ${reason}`, { cause: error });
  }
}

function openToRead(path: string): Deno.FsFile {
  return Deno.openSync(path, { read: true });
}

function guarded<T>(path: string, call: () => T): T {
  try {
    return call();
  } catch (error) {
    throw new OutbandError("IO", `Cannot read ${path}: ${fileFault(error)}`, { cause: error });
  }
}

function refused(root: string, reason: string): OutbandError {
  return new OutbandError("IO", `Cannot verify ${root}: ${reason}`);
}
