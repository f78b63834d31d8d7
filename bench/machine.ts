/**
 * What a figure is worthless without: the machine, its load, and what a process used of it. Reads
 * `/proc`; elsewhere the values are null.
 * @module
 */

/** Where the figures were taken. */
export interface Machine {
  cpu: string | null;
  /** Logical cores that this process may use. */
  cores: number;
  memory_mib: number;
  os: string;
  deno: string;
  /** Load average over one minute before the run: above 0.5 others had a say in the figures. */
  load: number | null;
}

/** Memory of a process, in KiB as the kernel states it. */
export interface Memory {
  /** Resident now. */
  rss_kib: number;
  /** Highest ever resident. */
  peak_kib: number;
}

/** Length of a clock tick in `/proc/<pid>/stat`: USER_HZ is 100 on every Linux that Deno runs on. */
const TICK_MS = 10;

/** Describes this machine. */
export function describeMachine(): Machine {
  const cpuinfo = readText("/proc/cpuinfo");
  return {
    cpu: cpuinfo === null ? null : /^model name\s*: (.+)$/m.exec(cpuinfo)?.[1] ?? null,
    cores: navigator.hardwareConcurrency,
    memory_mib: Math.round(Deno.systemMemoryInfo().total / 2 ** 20),
    os: `${Deno.build.os} ${Deno.osRelease()} ${Deno.build.arch}`,
    deno: Deno.version.deno,
    load: Deno.build.os === "windows" ? null : Deno.loadavg()[0] ?? null,
  };
}

/** One line of text about the machine. */
export function machineLine(machine: Machine): string {
  const { cpu, cores, memory_mib, os, deno, load } = machine;
  return `${cpu ?? "unknown CPU"}, ${cores} cores, ${memory_mib} MiB, ${os}, Deno ${deno}, ` +
    `load ${load?.toFixed(2) ?? "unknown"} before the run`;
}

/** CPU time of all threads of a process in milliseconds, in steps of 10; null without `/proc`. */
export function cpuMs(pid: number): number | null {
  const stat = readText(`/proc/${pid}/stat`);
  if (stat === null) return null;
  // Fields are counted after the command name, which may hold spaces: utime is 14, stime 15.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/** Memory of a process; null without `/proc`. */
export function memoryOf(pid: number): Memory | null {
  const status = readText(`/proc/${pid}/status`);
  if (status === null) return null;
  return { rss_kib: statusField(status, "VmRSS"), peak_kib: statusField(status, "VmHWM") };
}

function statusField(status: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s*(\\d+) kB$`, "m").exec(status)?.[1]);
}

function readText(path: string): string | null {
  try {
    return Deno.readTextFileSync(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}
