/**
 * `outband demo`: everything once, on this machine, with nothing to prepare: an upstream, real
 * calls through a real proxy, a sealed window, its verification, and a tampered copy refused.
 * @module
 */

import { SYSTEM_CLOCK } from "../base/clock.ts";
import { EXIT, messageOf, OutbandError } from "../base/errors.ts";
import { jsonLogger } from "../base/log.ts";
import { listenAddress } from "../format/config_values.ts";
import { SEGMENT_FILE, TELEMETRY_CURRENT } from "../format/layout.ts";
import { readArguments } from "./arguments.ts";
import type { Command, CommandIo } from "./command.ts";
import { DEMO_CALLS, startDemoUpstream } from "./demo_upstream.ts";
import { type Running, startOutband } from "./runtime.ts";
import { permittedEnvironment } from "./environment.ts";
import { readServeConfig } from "./settings.ts";
import { VERIFY_COMMAND } from "./verify.ts";

/** `outband demo`. */
export const DEMO_COMMAND: Command = {
  name: "demo",
  summary: "show the whole path once: calls, findings, a sealed window, verify, tampering",
  usage: `Usage: outband demo [--dir DIR] [--verbose]
       outband demo --upstream HOST:PORT

Starts an upstream and a proxy on free loopback ports, sends four calls with invented personal
data, seals the window, verifies it, then changes one byte in a copy and shows that it is refused.
Needs nothing, talks to nothing outside this machine, and leaves its files for you to look at.

  --dir DIR             Where to put them; must not exist yet. Default: a new temporary directory.
  --verbose             Show the log of the proxy.
  --upstream HOST:PORT  Only the upstream, there, until it is stopped: a stand-in for a vendor, to
                        try outband serve --target http://HOST:PORT without an account.
`,
  async run(args, io): Promise<number> {
    const given = readArguments("demo", args, {
      switches: ["verbose"],
      values: ["dir", "upstream"],
    });
    const upstream = given.value("upstream");
    if (upstream !== undefined) return await runUpstream(upstream, io);
    const dir = await makeDirectory(given.value("dir"));
    return await new Demo(io, { dir, isVerbose: given.has("verbose") }).run();
  },
};

/** Runs the upstream alone until a signal. */
async function runUpstream(text: string, io: CommandIo): Promise<number> {
  const address = listenAddress(text);
  if (address === null) {
    const seen = JSON.stringify(text);
    throw new OutbandError("CONFIG", `Flag --upstream is ${seen} and must be host:port`);
  }
  const stopped = Promise.withResolvers<void>();
  const stop = (): void => stopped.resolve();
  for (const signal of SIGNALS) Deno.addSignalListener(signal, stop);
  try {
    const upstream = startDemoUpstream(address);
    io.err(`The demo's upstream listens on ${upstream.url}; it answers with fixed texts.\n`);
    await stopped.promise;
    await upstream.stop();
    return EXIT.OK;
  } catch (error) {
    throw new OutbandError("NETWORK", `Cannot listen on ${text}: ${messageOf(error)}`);
  } finally {
    for (const signal of SIGNALS) Deno.removeSignalListener(signal, stop);
  }
}

const SIGNALS: readonly Deno.Signal[] = ["SIGINT", "SIGTERM"];

async function makeDirectory(dir: string | undefined): Promise<string> {
  if (dir === undefined) return await Deno.makeTempDir({ prefix: "outband-demo-" });
  try {
    await Deno.mkdir(dir);
    return dir;
  } catch (error) {
    throw new OutbandError("CONFIG", `Cannot make --dir ${dir}: ${messageOf(error)}`);
  }
}

interface TelemetryView {
  index: number;
  format: string;
  model_served: string | null;
  findings: { direction: string; category: string; count: number }[];
  redacted_payload: string;
  response_redacted_payload: string;
}

class Demo {
  readonly #io: CommandIo;
  readonly #dir: string;
  readonly #isVerbose: boolean;

  constructor(io: CommandIo, options: { dir: string; isVerbose: boolean }) {
    this.#io = io;
    this.#dir = options.dir;
    this.#isVerbose = options.isVerbose;
  }

  async run(): Promise<number> {
    const evidence = `${this.#dir}/evidence`;
    const upstream = startDemoUpstream();
    try {
      const running = await this.#startProxy(upstream.url, evidence);
      this.#say(`\n1. A proxy listens on ${running.address} and forwards to ${upstream.url}.\n`);
      await this.#sendCalls(running);
      const vkey = running.log?.vkey ?? "";
      if (!(await running.stop())) throw new OutbandError("IO", "Cannot seal the demo's window");
      const telemetry = await this.#showTelemetry();
      return await this.#showVerification(evidence, { vkey, telemetry });
    } finally {
      await upstream.stop();
    }
  }

  async #startProxy(target: string, evidence: string): Promise<Running> {
    const flags = [
      `--target=${target}`,
      "--listen=127.0.0.1:0",
      "--metrics-listen=off",
      `--evidence-dir=${evidence}`,
      `--log-dir=${this.#dir}/telemetry`,
    ];
    const { config } = readServeConfig(flags, () => undefined);
    const log = jsonLogger((line) => {
      if (this.#isVerbose) this.#io.err(line);
    }, SYSTEM_CLOCK);
    const output = { log, linesLost: () => 0 };
    return await startOutband(config, { output, env: permittedEnvironment });
  }

  async #sendCalls(running: Running): Promise<void> {
    for (const call of DEMO_CALLS) {
      const answer = await fetch(`http://${running.address}${call.path}`, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: "Bearer demo-credential" },
        body: JSON.stringify(call.body),
      });
      const bytes = (await answer.bytes()).length;
      this.#say(
        `   ${call.title.padEnd(28)}POST ${call.path.padEnd(22)}${answer.status}  ${bytes} bytes\n`,
      );
    }
  }

  /** Prints the findings; returns the telemetry file. */
  async #showTelemetry(): Promise<string> {
    this.#say(
      "\n2. What the audit found in the copy it took (the calls themselves were untouched):\n",
    );
    const file = await this.#telemetryFile();
    const text = await Deno.readTextFile(file);
    for (const line of text.split("\n").filter((part) => part !== "")) {
      const view = JSON.parse(line) as TelemetryView;
      const found = view.findings.map((f) => `${f.category} x${f.count} (${f.direction})`);
      this.#say(`   record ${view.index}, ${view.format}: ${found.join(", ") || "nothing"}\n`);
      for (const payload of [view.redacted_payload, view.response_redacted_payload]) {
        if (payload.includes("[REDACTED")) this.#say(`      ${payload}\n`);
      }
    }
    return file;
  }

  async #telemetryFile(): Promise<string> {
    const directory = `${this.#dir}/telemetry`;
    for await (const { name } of Deno.readDir(directory)) {
      if (name.endsWith(".jsonl") && name !== TELEMETRY_CURRENT) return `${directory}/${name}`;
    }
    throw new OutbandError("IO", `Cannot find the telemetry below ${directory}`);
  }

  async #showVerification(
    evidence: string,
    log: { vkey: string; telemetry: string },
  ): Promise<number> {
    const segment = await findSegment(evidence);
    this.#say(`\n3. The window is sealed: ${segment.slice(0, -SEGMENT_FILE.length - 1)}\n`);
    const flags = ["--key", log.vkey, "--telemetry", log.telemetry];
    this.#say(`\n4. outband verify ${[evidence, ...flags].join(" ")}\n\n`);
    const good = await VERIFY_COMMAND.run([evidence, ...flags], this.#io);

    const tampered = `${this.#dir}/tampered`;
    await copyTree(evidence, tampered);
    const where = await tamper(`${tampered}${segment.slice(evidence.length)}`);
    this.#say(`\n5. The same on a copy with ${where}:\n\n`);
    const bad = await VERIFY_COMMAND.run([tampered, ...flags], this.#io);

    const isRight = good === EXIT.OK && bad === EXIT.REJECTED;
    this.#say(`\n6. verify said ${good} for the evidence and ${bad} for the tampered copy: `);
    this.#say(isRight ? "as it must.\n" : "THAT IS WRONG, please report it.\n");
    this.#say(
      `   Everything lies in ${this.#dir}: evidence/ (for auditors), evidence.private/ (the\n`,
    );
    this.#say("   key: never hand it over), telemetry/ (redacted content), tampered/.\n");
    return isRight ? EXIT.OK : EXIT.IO;
  }

  #say(text: string): void {
    this.#io.out(text);
  }
}

async function findSegment(dir: string): Promise<string> {
  for await (const entry of Deno.readDir(dir)) {
    const path = `${dir}/${entry.name}`;
    if (entry.isFile && entry.name === SEGMENT_FILE) return path;
    if (!entry.isDirectory) continue;
    const found = await findSegment(path).catch(() => "");
    if (found !== "") return found;
  }
  throw new OutbandError("IO", `Cannot find a segment below ${dir}`);
}

/** Changes one digit of the first finding count, as someone who wants fewer findings would. */
async function tamper(segment: string): Promise<string> {
  const text = await Deno.readTextFile(segment);
  const at = text.indexOf('"SSN":1') + '"SSN":'.length;
  await Deno.writeTextFile(segment, `${text.slice(0, at)}0${text.slice(at + 1)}`);
  return `one byte changed (byte ${at} of ${SEGMENT_FILE}: the count of SSN findings, 1 to 0)`;
}

async function copyTree(from: string, to: string): Promise<void> {
  await Deno.mkdir(to);
  for await (const entry of Deno.readDir(from)) {
    const [source, copy] = [`${from}/${entry.name}`, `${to}/${entry.name}`];
    if (entry.isDirectory) await copyTree(source, copy);
    else if (entry.isFile) await Deno.copyFile(source, copy);
  }
}
