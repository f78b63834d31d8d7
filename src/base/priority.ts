/**
 * Lets a thread of the audit give way to the thread that forwards.
 *
 * With few cores they share one, and the scheduler lets a busy thread go on for some milliseconds
 * before the forwarding one gets its turn (measured on two cores, 8 connections flat out: a third
 * more calls per second, and the slowest tenth in half the time).
 *
 * @module
 */

import { setPriority } from "node:os";

const RIGHT: Deno.SysPermissionDescriptor = { name: "sys", kind: "setPriority" };

/** The permission that a sandboxed thread needs to give way, where the process has it to give. */
export function yieldPermission(): Deno.PermissionOptionsObject {
  const isGranted = Deno.permissions.querySync(RIGHT).state === "granted";
  return { sys: isGranted ? ["setPriority"] : false };
}

/**
 * Lowers the priority of the calling thread, for good.
 *
 * On Linux the call concerns one thread; elsewhere it would concern the whole process, the thread
 * that forwards included, so there it does nothing.
 *
 * @param options.nice 1 to 19, see setpriority(2).
 * @param options.isSandboxed The thread has permissions of its own: it gives this one back, and is
 *   without any then. A thread that inherits must not, because it would take it from all.
 * @returns Whether the thread gives way now.
 */
export function yieldToTraffic(options: { nice: number; isSandboxed: boolean }): boolean {
  if (Deno.build.os !== "linux") return false;
  try {
    setPriority(0, options.nice);
  } catch {
    return false; // Not permitted: then it competes, and the log says so.
  }
  if (options.isSandboxed) Deno.permissions.revokeSync(RIGHT);
  return true;
}
