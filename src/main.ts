/**
 * The command `outband`: chooses the subcommand, prints its one-line errors, sets the exit code.
 *
 * ```sh
 * deno run -A jsr:@outband/proxy --target=https://api.openai.com
 * ```
 *
 * @module
 */

import { EXIT, messageOf, OutbandError } from "./base/errors.ts";
import { PROGRAM, VERSION } from "./base/version.ts";
import type { Command, CommandIo } from "./cli/command.ts";

/** Commands in the order of `--help`; loaded when they are needed. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import("./cli/serve.ts")).SERVE_COMMAND,
  config: async () => (await import("./cli/config.ts")).CONFIG_COMMAND,
  demo: async () => (await import("./cli/demo.ts")).DEMO_COMMAND,
  verify: async () => (await import("./cli/verify.ts")).VERIFY_COMMAND,
  inspect: async () => (await import("./cli/inspect.ts")).INSPECT_COMMAND,
  keys: async () => (await import("./cli/keys.ts")).KEYS_COMMAND,
  sample: async () => (await import("./cli/sample.ts")).SAMPLE_COMMAND,
  open: async () => (await import("./cli/open.ts")).OPEN_COMMAND,
  erase: async () => (await import("./cli/erase.ts")).ERASE_COMMAND,
  subject: async () => (await import("./cli/subject.ts")).SUBJECT_COMMAND,
  top: async () => (await import("./cli/top.ts")).TOP_COMMAND,
  doctor: async () => (await import("./cli/doctor.ts")).DOCTOR_COMMAND,
  sigstore: async () => (await import("./cli/sigstore.ts")).SIGSTORE_COMMAND,
  probe: async () => (await import("./cli/probe.ts")).PROBE_COMMAND,
  controls: async () => (await import("./cli/controls.ts")).CONTROLS_COMMAND,
  exceptions: async () => (await import("./cli/exceptions.ts")).EXCEPTIONS_COMMAND,
  ack: async () => (await import("./cli/ack.ts")).ACK_COMMAND,
  review: async () => (await import("./cli/review.ts")).REVIEW_COMMAND,
  incident: async () => (await import("./cli/incident.ts")).INCIDENT_COMMAND,
  witness: async () => (await import("./cli/witness.ts")).WITNESS_COMMAND,
  scan: async () => (await import("./cli/scan.ts")).SCAN_COMMAND,
  schema: async () => (await import("./cli/schema.ts")).SCHEMA_COMMAND,
  report: async () => (await import("./cli/report.ts")).REPORT_COMMAND,
  export: async () => (await import("./cli/export.ts")).EXPORT_COMMAND,
  period: async () => (await import("./cli/period.ts")).PERIOD_COMMAND,
  inventory: async () => (await import("./cli/inventory.ts")).INVENTORY_COMMAND,
  changes: async () => (await import("./cli/changes.ts")).CHANGES_COMMAND,
  reconcile: async () => (await import("./cli/reconcile.ts")).RECONCILE_COMMAND,
  walkthrough: async () => (await import("./cli/walkthrough.ts")).WALKTHROUGH_COMMAND,
  find: async () => (await import("./cli/find.ts")).FIND_COMMAND,
  query: async () => (await import("./cli/query.ts")).QUERY_COMMAND,
  selftest: async () => (await import("./cli/selftest.ts")).SELFTEST_COMMAND,
};

async function helpText(): Promise<string> {
  const lines = [];
  for (const load of Object.values(COMMANDS)) {
    const { name, summary } = await load();
    lines.push(`  ${name.padEnd(12)}${summary}\n`);
  }
  return `Usage: ${PROGRAM} COMMAND [arguments]

Proves what an LLM application sent and received: forwards the calls, audits a copy out of band,
and signs evidence that an auditor checks offline.

Commands:
${lines.join("")}
${PROGRAM} COMMAND --help explains a command; ${PROGRAM} --version prints the version.
`;
}

/** A help text for the terminal; as it was written where there is none. */
async function inWidth(text: string, io: CommandIo): Promise<string> {
  if (!io.isTerminal) return text;
  const { fittedHelp } = await import("./cli/help_text.ts");
  const { terminalStyle } = await import("./cli/terminal.ts");
  return fittedHelp(text, terminalStyle(io, () => null).width);
}

/** Runs the program; never throws. */
async function run(args: readonly string[], io: CommandIo): Promise<number> {
  const [first, ...rest] = args;
  if (first === "--version" || first === "-version") {
    io.out(`${PROGRAM} ${VERSION}\n`);
    return EXIT.OK;
  }
  if (first === undefined || first === "--help" || first === "-help" || first === "-h") {
    const write = first === undefined ? io.err : io.out;
    write(await helpText());
    return first === undefined ? EXIT.USAGE : EXIT.OK;
  }
  const isServe = first.startsWith("-");
  const load = COMMANDS[isServe ? "serve" : first];
  if (load === undefined || (!isServe && !Object.hasOwn(COMMANDS, first))) {
    io.err(`${PROGRAM}: unknown command ${JSON.stringify(first)}; see ${PROGRAM} --help\n`);
    return EXIT.USAGE;
  }
  try {
    const command = await load();
    const commandArgs = isServe ? args : rest;
    if (commandArgs.includes("--help") || commandArgs.includes("-h")) {
      io.out(await inWidth(command.usage, io));
      return EXIT.OK;
    }
    return await command.run(commandArgs, io);
  } catch (error) {
    if (error instanceof Deno.errors.NotCapable) {
      // Deno's own words name the permission and the flag that grants it.
      io.err(`${PROGRAM}: Cannot run ${isServe ? "serve" : first}: ${messageOf(error)}\n`);
      return EXIT.IO;
    }
    if (!(error instanceof OutbandError)) throw error;
    io.err(`${PROGRAM}: ${messageOf(error)}\n`);
    return error.exitCode;
  }
}

if (import.meta.main) {
  const encoder = new TextEncoder();
  const write = (stream: { writeSync(p: Uint8Array): number }, text: string): void => {
    const bytes = encoder.encode(text);
    for (let at = 0; at < bytes.length;) at += stream.writeSync(bytes.subarray(at));
  };
  const code = await run(Deno.args, {
    out: (text) => write(Deno.stdout, text),
    err: (text) => write(Deno.stderr, text),
    errTarget: Deno.stderr,
    stdin: () => Deno.stdin.readable,
    isTerminal: Deno.stdout.isTerminal(),
  });
  Deno.exit(code);
}
