/**
 * Files of a drop or of a file input, with their paths below the folder that was given.
 * @module
 */

/// <reference lib="dom" />

import type { GivenFile } from "./file_source.ts";

/** As the command line's bound. */
const FILES_MAX = 2_000_000;
const DEPTH_MAX = 32;

/**
 * Files of a drop; folders are read whole. Call it while the event is handled: afterwards the
 * browser takes the entries away.
 */
export async function droppedFiles(transfer: DataTransfer): Promise<GivenFile[]> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry())
    .filter((entry) => entry !== null);
  const files: GivenFile[] = [];
  for (const entry of entries) await addEntry(files, entry, 0);
  return files;
}

/** Files of an input; those of a folder carry its path. */
export function chosenFiles(list: FileList | null): GivenFile[] {
  return [...list ?? []].map((file) => ({
    path: file.webkitRelativePath === "" ? file.name : file.webkitRelativePath,
    blob: file,
  }));
}

async function addEntry(files: GivenFile[], entry: FileSystemEntry, depth: number): Promise<void> {
  if (depth > DEPTH_MAX) throw new Error(`${entry.fullPath} is nested deeper than ${DEPTH_MAX}.`);
  if (isFile(entry)) {
    const blob = await new Promise<File>((done, fail) => entry.file(done, fail));
    if (files.push({ path: entry.fullPath.slice(1), blob }) > FILES_MAX) {
      throw new Error(`These are more than ${FILES_MAX} files.`);
    }
  } else if (isDirectory(entry)) {
    for (const child of await childrenOf(entry)) await addEntry(files, child, depth + 1);
  }
}

/** A reader gives a hundred at a time, and none when it is done. */
async function childrenOf(directory: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = directory.createReader();
  const children: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((done, fail) =>
      reader.readEntries(done, fail)
    );
    if (some.length === 0) return children;
    children.push(...some);
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}
