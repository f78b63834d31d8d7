/**
 * A disk in memory that fails and crashes on demand. It knows what would survive a power failure:
 * the content that was synced, under the names whose directories were synced.
 * @module
 */

import type { Disk, DiskFile, DiskLock } from "../../src/format/disk.ts";

/** One changing call: its name and the path it was about. */
export interface DiskCall {
  name: string;
  path: string;
}

/** What is left after a crash: `all` of a killed process, `synced` only, or `torn` halves. */
export type Survival = "all" | "synced" | "torn";

interface Node {
  isDirectory: boolean;
  mode: number;
  bytes: Uint8Array<ArrayBuffer>;
  synced: Uint8Array<ArrayBuffer>;
}

/** Thrown by every call once the disk has died. */
class DiskDied extends Error {
  override name = "DiskDied";
}

/** Thrown by a call that was told to fail. */
export class DiskFault extends Error {
  override name = "DiskFault";
}

const FILE_MODE = 0o644;
const PRIVATE_FILE_MODE = 0o600;

/** Files in memory. */
export class FakeDisk implements Disk {
  /** Changing calls so far. */
  readonly calls: DiskCall[] = [];
  /** Decides for each changing call, by its number from 0, whether it fails. */
  fails: (call: DiskCall, number: number) => boolean = () => false;
  /** Number of the changing call at which the disk dies. */
  diesAt: number = Number.POSITIVE_INFINITY;
  #nodes = new Map<string, Node>([["", directory()]]);
  #synced = new Map<string, Node>([["", directory()]]);
  #locked = new Set<string>();

  /** Starts the machine again after a crash; faults are gone. */
  restart(survival: Survival): void {
    this.diesAt = Number.POSITIVE_INFINITY;
    this.fails = () => false;
    this.#locked = new Set();
    if (survival === "synced") {
      const alive = [...this.#synced].filter(([path]) => hasAncestors(this.#synced, path));
      this.#nodes = new Map(alive);
    }
    for (const node of this.#nodes.values()) {
      if (survival === "synced") node.bytes = node.synced.slice();
      if (survival === "torn" && node.bytes.length > node.synced.length) {
        const length = Math.floor((node.bytes.length + node.synced.length) / 2);
        node.bytes = node.bytes.slice(0, length);
      }
      node.synced = node.bytes.slice();
    }
    this.#synced = new Map(this.#nodes);
  }

  /** Paths of all files, sorted. */
  paths(): string[] {
    return [...this.#nodes].filter(([, node]) => !node.isDirectory).map(([path]) => path).sort();
  }

  /** Content of a file. */
  bytes(path: string): Uint8Array<ArrayBuffer> {
    return this.#file(path).bytes.slice();
  }

  /** Text of a file. */
  text(path: string): string {
    return new TextDecoder().decode(this.bytes(path));
  }

  /** Puts a file in place, durable at once and never failing; its directory must exist. */
  put(path: string, content: Uint8Array | string, mode: number = FILE_MODE): void {
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    const node = { isDirectory: false, mode, bytes: bytes.slice(), synced: bytes.slice() };
    this.#nodes.set(path, node);
    this.#synced.set(path, node);
  }

  openRead(path: string): DiskFile | null {
    this.#mustLive();
    const node = this.#nodes.get(path);
    return node === undefined || node.isDirectory ? null : this.#handle(path, node);
  }

  openWrite(path: string, options: { isPrivate?: boolean; mustExist?: boolean } = {}): DiskFile {
    this.#mustLive();
    const found = this.#nodes.get(path);
    if (found !== undefined) return this.#handle(path, found);
    if (options.mustExist === true) throw new DiskFault(`${path} is missing`);
    this.#change({ name: "create", path });
    this.#mustHaveParent(path);
    const mode = options.isPrivate === true ? PRIVATE_FILE_MODE : FILE_MODE;
    const node = { isDirectory: false, mode, bytes: new Uint8Array(0), synced: new Uint8Array(0) };
    this.#nodes.set(path, node);
    return this.#handle(path, node);
  }

  list(path: string): { name: string; isFile: boolean; isDirectory: boolean }[] | null {
    this.#mustLive();
    if (this.#nodes.get(path)?.isDirectory !== true) return null;
    return this.#children(this.#nodes, path).map(([child, node]) => ({
      name: child.slice(path.length + 1),
      isFile: !node.isDirectory,
      isDirectory: node.isDirectory,
    })).reverse();
  }

  makeDirectory(path: string, options: { isLastOnly?: boolean } = {}): void {
    this.#mustLive();
    if (this.#nodes.has(path)) return;
    const parent = parentOf(path);
    if (options.isLastOnly === true) this.#mustHaveParent(path);
    else this.makeDirectory(parent);
    this.#change({ name: "mkdir", path });
    const node = directory();
    this.#nodes.set(path, node);
    if (parent === "") this.#synced.set(path, node); // Nobody syncs what lies above a log.
  }

  rename(from: string, to: string): void {
    this.#change({ name: "rename", path: to });
    this.#mustHaveParent(to);
    if (this.#nodes.get(from)?.isDirectory === true) return this.#moveDirectory(from, to);
    const node = this.#file(from);
    this.#nodes.delete(from);
    this.#nodes.set(to, node);
  }

  /** A whole directory, durable at once: whoever does that is no journal. */
  #moveDirectory(from: string, to: string): void {
    for (const nodes of [this.#nodes, this.#synced]) {
      for (const [path, node] of [...nodes]) {
        if (path !== from && !path.startsWith(`${from}/`)) continue;
        nodes.delete(path);
        nodes.set(`${to}${path.slice(from.length)}`, node);
      }
    }
  }

  remove(path: string): void {
    this.#mustLive();
    if (!this.#nodes.has(path)) return;
    this.#change({ name: "remove", path });
    if (this.#children(this.#nodes, path).length > 0) throw new DiskFault(`${path} is not empty`);
    this.#nodes.delete(path);
  }

  syncDirectory(path: string): void {
    this.#change({ name: "syncDirectory", path });
    if (this.#nodes.get(path)?.isDirectory !== true) throw new DiskFault(`${path} is missing`);
    for (const [child] of this.#children(this.#synced, path)) this.#synced.delete(child);
    for (const [child, node] of this.#children(this.#nodes, path)) this.#synced.set(child, node);
  }

  mode(path: string): number | null {
    this.#mustLive();
    return this.#nodes.get(path)?.mode ?? null;
  }

  lock(path: string): DiskLock | null {
    this.openWrite(path).close();
    if (this.#locked.has(path)) return null;
    const locked = this.#locked;
    locked.add(path);
    const node = this.#nodes.get(path);
    return {
      isThere: (): boolean => this.#nodes.get(path) === node,
      release: (): void => void locked.delete(path),
    };
  }

  #handle(path: string, node: Node): DiskFile {
    return {
      size: (): number => {
        this.#mustLive();
        return node.bytes.length;
      },
      read: (into, at): number => {
        this.#mustLive();
        const part = node.bytes.subarray(at, at + into.length);
        into.set(part);
        return part.length;
      },
      write: (bytes, at): number => {
        // Odd calls are short, and a failing one leaves half of its bytes behind.
        const count = this.calls.length % 2 === 0 ? bytes.length : Math.ceil(bytes.length / 2);
        try {
          this.#change({ name: "write", path });
        } catch (error) {
          put(node, bytes.subarray(0, Math.floor(bytes.length / 2)), at);
          throw error;
        }
        put(node, bytes.subarray(0, count), at);
        return count;
      },
      truncate: (length): void => {
        this.#change({ name: "truncate", path });
        const bytes = new Uint8Array(length);
        bytes.set(node.bytes.subarray(0, length));
        node.bytes = bytes;
      },
      sync: (): void => {
        this.#change({ name: "sync", path });
        node.synced = node.bytes.slice();
      },
      whereabouts: (name): "here" | "moved" | "removed" => {
        this.#mustLive();
        if (this.#nodes.get(name) === node) return "here";
        return [...this.#nodes.values()].includes(node) ? "moved" : "removed";
      },
      close: (): void => this.#mustLive(),
    };
  }

  #change(call: DiskCall): void {
    this.#mustLive();
    const number = this.calls.length;
    this.calls.push(call);
    this.#mustLive();
    if (this.fails(call, number)) throw new DiskFault(`${call.name} ${call.path} failed`);
  }

  #mustLive(): void {
    if (this.calls.length > this.diesAt) throw new DiskDied("The disk has died");
  }

  #mustHaveParent(path: string): void {
    if (this.#nodes.get(parentOf(path))?.isDirectory !== true) {
      throw new DiskFault(`${parentOf(path)} is no directory`);
    }
  }

  #file(path: string): Node {
    const node = this.#nodes.get(path);
    if (node === undefined || node.isDirectory) throw new DiskFault(`${path} is no file`);
    return node;
  }

  #children(nodes: Map<string, Node>, path: string): [string, Node][] {
    return [...nodes].filter(([child]) => child !== "" && parentOf(child) === path);
  }
}

function directory(): Node {
  return {
    isDirectory: true,
    mode: 0o755,
    bytes: new Uint8Array(0),
    synced: new Uint8Array(0),
  };
}

function put(node: Node, bytes: Uint8Array, at: number): void {
  const grown = new Uint8Array(Math.max(node.bytes.length, at + bytes.length));
  grown.set(node.bytes);
  grown.set(bytes, at);
  node.bytes = grown;
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}

function hasAncestors(nodes: ReadonlyMap<string, Node>, path: string): boolean {
  for (let at = path; at !== ""; at = parentOf(at)) if (!nodes.has(at)) return false;
  return true;
}
