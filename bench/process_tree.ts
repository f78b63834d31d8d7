/**
 * A process with all its descendants, read from `/proc`: some proxies do their work in children.
 * @module
 */

import { cpuMs, memoryOf } from "./machine.ts";

/** A process and its parent. */
export interface ProcessParent {
  pid: number;
  parent: number;
}

/** The process and all its descendants among the given ones, itself first. */
export function treeOf(root: number, processes: readonly ProcessParent[]): number[] {
  const tree = [root];
  for (let at = 0; at < tree.length; at++) {
    for (const { pid, parent } of processes) {
      if (parent === tree[at] && !tree.includes(pid)) tree.push(pid);
    }
  }
  return tree;
}

/** Parent in the text of `/proc/<pid>/stat`: the second field after the name, which may hold spaces. */
export function parentIn(stat: string): number {
  return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
}

/** The process and all its descendants now. */
export function processTree(root: number): number[] {
  const processes: ProcessParent[] = [];
  for (const entry of Deno.readDirSync("/proc")) {
    if (!/^\d+$/.test(entry.name)) continue;
    const stat = readStat(entry.name);
    if (stat !== null) processes.push({ pid: Number(entry.name), parent: parentIn(stat) });
  }
  return treeOf(root, processes);
}

/** CPU time of several processes in milliseconds; those that have ended count nothing. */
export function cpuMsOf(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + (cpuMs(pid) ?? 0), 0);
}

/** Resident memory of several processes in MiB; pages that they share are counted for each. */
export function rssMibOf(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + (memoryOf(pid)?.rss_kib ?? 0), 0) / 1024;
}

function readStat(pid: string): string | null {
  try {
    return Deno.readTextFileSync(`/proc/${pid}/stat`);
  } catch {
    // It has ended in the meantime: NotFound, or ESRCH from the kernel.
    return null;
  }
}
