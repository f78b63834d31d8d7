/**
 * Files of a drop or of a file input, with their paths below the folder that was given.
 * @module
 */

/// <reference lib="dom" />
/// <reference lib="dom.asynciterable" />

import type { GivenFile } from "./file_source.ts";

/** As the command line's bounds. */
const FILES_MAX = 2_000_000;
const DEPTH_MAX = 32;

/** In Chromium; the only way to a dropped folder in a page that was opened from a file. */
interface HandleItem {
  getAsFileSystemHandle?(): Promise<FileSystemHandle | null>;
}

/**
 * Files of a drop; folders are read whole. Call it while the event is handled: afterwards the
 * browser takes the items away.
 *
 * @throws {Error} If there are too many files, or they are nested too deep.
 */
export async function droppedFiles(transfer: DataTransfer): Promise<GivenFile[]> {
  // All are asked for before anything is awaited.
  const asked = [...transfer.items].filter(({ kind }) => kind === "file").map((item) => ({
    handle: (item as HandleItem).getAsFileSystemHandle?.(),
    entry: item.webkitGetAsEntry(),
  }));
  const files: GivenFile[] = [];
  for (const { handle, entry } of asked) {
    const opened = await handle ?? null;
    if (opened !== null) await addHandle(files, opened, { path: opened.name, depth: 0 });
    else if (entry !== null) await addEntry(files, entry, 0);
  }
  return files;
}

/** Files of an input; those of a folder carry its path. */
export function chosenFiles(list: FileList | null): GivenFile[] {
  return [...list ?? []].map((file) => ({
    path: file.webkitRelativePath === "" ? file.name : file.webkitRelativePath,
    blob: file,
  }));
}

async function addHandle(
  files: GivenFile[],
  handle: FileSystemHandle,
  { path, depth }: { path: string; depth: number },
): Promise<void> {
  if (isFileHandle(handle)) add(files, { path, blob: await handle.getFile() });
  else if (isDirectoryHandle(handle)) {
    checkDepth(path, depth);
    for await (const child of handle.values()) {
      await addHandle(files, child, { path: `${path}/${child.name}`, depth: depth + 1 });
    }
  }
}

async function addEntry(files: GivenFile[], entry: FileSystemEntry, depth: number): Promise<void> {
  const path = entry.fullPath.slice(1);
  if (isFileEntry(entry)) {
    const blob = await new Promise<File>((done, fail) => entry.file(done, fail));
    add(files, { path, blob });
  } else if (isDirectoryEntry(entry)) {
    checkDepth(path, depth);
    for (const child of await childrenOf(entry)) await addEntry(files, child, depth + 1);
  }
}

function add(files: GivenFile[], file: GivenFile): void {
  if (files.push(file) > FILES_MAX) throw new Error(`These are more than ${FILES_MAX} files`);
}

function checkDepth(path: string, depth: number): void {
  if (depth > DEPTH_MAX) throw new Error(`${path} is nested deeper than ${DEPTH_MAX}`);
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

function isFileHandle(handle: FileSystemHandle): handle is FileSystemFileHandle {
  return handle.kind === "file";
}

function isDirectoryHandle(handle: FileSystemHandle): handle is FileSystemDirectoryHandle {
  return handle.kind === "directory";
}

function isFileEntry(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isDirectoryEntry(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}
