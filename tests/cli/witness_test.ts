import { WitnessLedger } from "../../src/anchor/witness_ledger.ts";
import { NODE_SUITE } from "../../src/base/digest.ts";
import { OutbandError } from "../../src/base/errors.ts";
import { respond, WITNESS_COMMAND } from "../../src/cli/witness.ts";
import { RecordedIo } from "../support/command_io.ts";
import { FakeDisk } from "../support/fake_disk.ts";
import { assertEquals, assertMatch, assertRejects } from "../support/std.ts";
import { TempDir } from "../support/temp_dir.ts";
import { testKey } from "../support/test_keys.ts";
import { TestWitness } from "../support/test_witness.ts";

const LOG = `--log=${testKey(1).text}`;

async function fails(code: string, words: string, ...args: string[]): Promise<void> {
  const failing = (): Promise<number> => WITNESS_COMMAND.run(args, new RecordedIo());
  const error = await assertRejects(failing, OutbandError, words);
  assertEquals([error.code, error.message.includes("\n")], [code, false], error.message);
}

Deno.test("witness names what is wrong with its command line", async () => {
  await using dir = await TempDir.make();
  const state = `--state-dir=${dir.join("state")}`;
  await fails("USAGE", "--name is required", state, LOG);
  await fails("USAGE", "--state-dir is required", "--name=w.example/w", LOG);
  await fails("USAGE", "--log is required", "--name=w.example/w", state);
  await fails("USAGE", "Unknown argument", "--name=w.example/w", state, LOG, "x");
  await fails("USAGE", "Unknown flag", "--names=w.example/w", state, LOG);
  await fails("CONFIG", "--name must be", "--name=W x", state, LOG);
  await fails("CONFIG", "--listen must be", "--name=w.example/w", state, LOG, "--listen=80");
  await fails("IO", "does not exist", "--name=w.example/w", state, `--log=${dir.join("none")}`);
  const witness = `--log=${new TestWitness(11).text}`;
  await fails("CONFIG", "Cannot trust the key", "--name=w.example/w", state, witness);
  await fails(
    "CONFIG",
    "it is missing",
    "--name=w.example/w",
    state,
    LOG,
    `--key-file=${dir.join("none")}`,
  );
});

Deno.test("witness refuses a state directory that another one uses, and a key that others may read", async () => {
  await using dir = await TempDir.make();
  await Deno.mkdir(dir.join("state"));
  const args = ["--name=w.example/w", `--state-dir=${dir.join("state")}`, LOG];
  {
    using file = await Deno.open(dir.join("state", "lock"), { create: true, write: true });
    await file.lock(true);
    await fails("IO", "another witness has its lock", ...args);
  }
  await Deno.writeTextFile(dir.join("state", "witness.key.pem"), "x", { mode: 0o644 });
  await Deno.chmod(dir.join("state", "witness.key.pem"), 0o644);
  await fails("CONFIG", "others may read it", ...args);
});

Deno.test("respond() takes POST /add-checkpoint and nothing else, and logs no more than sizes", async () => {
  const disk = new FakeDisk();
  disk.makeDirectory("/state");
  const ledger = new WitnessLedger({
    disk,
    suite: NODE_SUITE,
    clock: { nowMs: () => 0, monotonicMs: () => 0 },
    stateDir: "/state",
    signer: new TestWitness(11),
    logs: [testKey(1).vkey],
  });
  const logged: string[] = [];
  const ask = async (path: string, init: RequestInit = {}): Promise<string> => {
    const request = new Request(`http://127.0.0.1${path}`, init);
    const response = await respond(ledger, request, (level, event, fields) => {
      logged.push(`${level} ${event} ${JSON.stringify(fields)}`);
    });
    return `${response.status} ${(await response.text()).trim()}`;
  };
  assertEquals(await ask("/healthz"), "200 ok");
  assertEquals(await ask("/x"), "404 not found");
  assertEquals(await ask("/add-checkpoint"), "405 use POST");
  const post = (body: string): RequestInit => ({ method: "POST", body });
  assertMatch(await ask("/add-checkpoint", post("secret")), /^400 /);
  assertEquals(await ask("/add-checkpoint", post("x".repeat(200_000))), "413 too long");
  assertEquals(logged.length, 1);
  assertEquals(logged.join().includes("secret"), false);
});

Deno.test("witness names an address that is taken, and leaves its state free", async () => {
  await using dir = await TempDir.make();
  using taken = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const listen = `--listen=127.0.0.1:${taken.addr.port}`;
  const args = ["--name=w.example/w", `--state-dir=${dir.join("state")}`, LOG, listen];
  await fails("NETWORK", "Cannot listen on 127.0.0.1", ...args);
  await fails("NETWORK", "Cannot listen on 127.0.0.1", ...args);
});
