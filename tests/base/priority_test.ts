/** Threads of the audit give way, and keep no right they do not need. */

import { yieldPermission, yieldToTraffic } from "../../src/base/priority.ts";
import { MAIN_MODULE } from "../support/program.ts";
import { TempDir } from "../support/temp_dir.ts";
import { assertEquals } from "../support/std.ts";

const PRIORITY_MODULE = new URL("./base/priority.ts", `file://${MAIN_MODULE}`).href;

/** What a thread says of itself after it has given way, and how nice the threads are then. */
interface Report {
  yields: boolean;
  state: string;
  again: boolean;
  main: number;
  nicest: number;
}

/** A thread that gives way twice and tells how that went. */
const THREAD = `
  import { yieldToTraffic } from ${JSON.stringify(PRIORITY_MODULE)};
  globalThis.onmessage = ({ data: isSandboxed }) => {
    const yields = yieldToTraffic({ nice: 7, isSandboxed });
    const { state } = Deno.permissions.querySync({ name: "sys", kind: "setPriority" });
    const again = yieldToTraffic({ nice: 8, isSandboxed: false });
    globalThis.postMessage({ yields, state, again });
  };
`;

/** Starts the thread, and prints its report with the nice values of all threads. */
const PROGRAM = `
  const [permissions, isSandboxed] = JSON.parse(Deno.args[0]);
  const url = new URL("./thread.ts", import.meta.url);
  const worker = new Worker(url, { type: "module", deno: { permissions } });
  worker.postMessage(isSandboxed);
  const report = await new Promise((resolve) => worker.onmessage = ({ data }) => resolve(data));
  // The 19th field of a stat file, see proc(5); the first thread is the one that forwards.
  const nice = (id) => {
    const stat = Deno.readTextFileSync("/proc/self/task/" + id + "/stat");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[16]);
  };
  const all = [...Deno.readDirSync("/proc/self/task")].map(({ name }) => nice(name));
  console.log(JSON.stringify({ ...report, main: nice(Deno.pid), nicest: Math.max(...all) }));
  Deno.exit(0);
`;

async function report(permissions: unknown, isSandboxed: boolean): Promise<Report> {
  await using dir = await TempDir.make();
  await Deno.writeTextFile(dir.join("thread.ts"), THREAD);
  await Deno.writeTextFile(dir.join("program.ts"), PROGRAM);
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--quiet", "--no-check", "--unstable-worker-options"].concat(
      dir.join("program.ts"),
      JSON.stringify([permissions, isSandboxed]),
    ),
  }).output();
  const text = new TextDecoder().decode(stdout);
  if (text === "") throw new Error(new TextDecoder().decode(stderr));
  return JSON.parse(text);
}

const linuxOnly = { ignore: Deno.build.os !== "linux" };

Deno.test({
  name: "yieldToTraffic() lowers one thread and gives the right back (Linux only)",
  ...linuxOnly,
  async fn(): Promise<void> {
    const got = await report({ sys: ["setPriority"], read: true }, true);
    const { main, nicest, ...rest } = got;
    assertEquals(rest, { yields: true, state: "prompt", again: false });
    assertEquals(nicest, Math.min(19, Math.max(7, main)), "one thread gave way, and not twice");
  },
});

Deno.test({
  name: "yieldToTraffic() leaves the right of a thread that inherits it (Linux only)",
  ...linuxOnly,
  async fn(): Promise<void> {
    const got = await report("inherit", false);
    assertEquals([got.yields, got.state, got.again], [true, "granted", true]);
  },
});

Deno.test({
  name: "yieldToTraffic() is no fault where it is not permitted (Linux only)",
  ...linuxOnly,
  async fn(): Promise<void> {
    const got = await report({ read: true }, true);
    assertEquals([got.yields, got.again, got.nicest], [false, false, got.main]);
  },
});

Deno.test({
  name: "yieldPermission() asks for what the process has to give, and no more",
  permissions: { sys: false },
  fn(): void {
    assertEquals(yieldPermission(), { sys: false });
    assertEquals(yieldToTraffic({ nice: 1, isSandboxed: false }), false);
  },
});
