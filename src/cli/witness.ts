/**
 * `outband witness`: cosigns the checkpoints of other teams' logs, over HTTP.
 * @module
 */

import { concatAll } from "../base/bytes.ts";
import { SYSTEM_CLOCK } from "../base/clock.ts";
import { NODE_SUITE } from "../base/digest.ts";
import { EXIT, messageOf, OutbandError } from "../base/errors.ts";
import type { Logger } from "../base/log.ts";
import { WitnessLedger } from "../anchor/witness_ledger.ts";
import { openSigningKey } from "../evidence/signing_key.ts";
import { type ListenAddress, listenAddress } from "../format/config_values.ts";
import type { DiskLock } from "../format/disk.ts";
import { SYSTEM_DISK } from "../journal/disk.ts";
import { formatAddress } from "../proxy/server.ts";
import { type Cosigner, REQUEST_BYTES_MAX } from "../tlog/cosignature.ts";
import {
  formatVkey,
  isOrigin,
  KEY_TYPE_COSIGNATURE,
  parseVkey,
  type Vkey,
  vkeyOf,
} from "../tlog/note.ts";
import { type Arguments, readArguments } from "./arguments.ts";
import type { Command, CommandIo } from "./command.ts";
import { readKeyArgument } from "./key_argument.ts";
import { openLog } from "./log_output.ts";

const STOP_SIGNALS: readonly Deno.Signal[] = ["SIGINT", "SIGTERM"];
const KEY_FILE = "witness.key.pem";
/** Logs of one witness; each costs a file and a few hundred bytes of memory. */
const LOGS_MAX = 10_000;

const USAGE = `Usage: outband witness --name NAME --state-dir DIR --log VKEY|FILE... [flags]

Witnesses the logs of other teams: remembers the newest checkpoint of each, cosigns a newer one when
a proof shows that the log only grew, and refuses (409) whatever would go back or fork. It sees
sizes and hashes, no content, and contacts nobody. The protocol is c2sp.org/tlog-witness: POST
/add-checkpoint. Run it where the log's operator cannot reach its files.

  --name NAME         name of the witness, such as audit.example.com/witness
  --state-dir DIR     newest heads, and the witness's key if --key-file is not given; mode 0700.
                      Never restore it from a backup: a witness must not forget what it signed
  --log VKEY|FILE     key of a log to witness: the text itself, or a file that holds it (repeat for
                      several logs, or for several keys of one)
  --listen HOST:PORT  where logs send their checkpoints [127.0.0.1:8091]
  --key-file FILE     Ed25519 signing key, PKCS#8 PEM, mode 0600

Standard output has one line, the witness's key; give it to those who run the logs (outband serve
--witness URL+VKEY) and to auditors (outband verify --policy FILE).
`;

/** `outband witness`. */
export const WITNESS_COMMAND: Command = {
  name: "witness",
  summary: "cosign the checkpoints of other teams' logs",
  usage: USAGE,
  run: runWitness,
};

async function runWitness(args: readonly string[], io: CommandIo): Promise<number> {
  const given = readArguments("witness", args, {
    values: ["name", "state-dir", "listen", "key-file"],
    lists: ["log"],
  });
  const [stray] = given.rest;
  if (stray !== undefined) throw usage(`Unknown argument ${JSON.stringify(stray)}`);
  const name = required(given, "name");
  if (!isOrigin(name)) {
    throw new OutbandError(
      "CONFIG",
      "Flag --name must be a lower-case host name, then /segments: audit.example.com/witness",
    );
  }
  const stateDir = required(given, "state-dir");
  const listen = listenAddress(given.value("listen") ?? "127.0.0.1:8091");
  if (listen === null) {
    throw new OutbandError("CONFIG", "Flag --listen must be host:port, such as 127.0.0.1:8091");
  }
  const logs = await readLogs(given.list("log"), io);
  const lock = lockState(stateDir);
  const output = openLog(io);
  try {
    const path = given.value("key-file") ?? `${stateDir}/${KEY_FILE}`;
    const signer = openSigner({ name, path, mayMake: given.value("key-file") === undefined });
    const ledger = new WitnessLedger({
      disk: SYSTEM_DISK,
      suite: NODE_SUITE,
      clock: SYSTEM_CLOCK,
      stateDir,
      signer,
      logs,
    });
    io.out(`${formatVkey(signer.vkey)}\n`);
    return await serve(ledger, listen, output.log);
  } finally {
    await output.flush();
    lock.release();
  }
}

async function serve(
  ledger: WitnessLedger,
  listen: ListenAddress,
  log: Logger,
): Promise<number> {
  // Before it listens, so that no signal finds nobody home.
  const heard = Promise.withResolvers<void>();
  const stop = (): void => heard.resolve();
  for (const signal of STOP_SIGNALS) Deno.addSignalListener(signal, stop);
  try {
    const server = listenOn(listen, { ledger, log });
    await heard.promise;
    await server.shutdown();
  } finally {
    for (const signal of STOP_SIGNALS) Deno.removeSignalListener(signal, stop);
  }
  log("info", "server.stopped", { clean: true });
  return EXIT.OK;
}

function listenOn(
  listen: ListenAddress,
  { ledger, log }: { ledger: WitnessLedger; log: Logger },
): Deno.HttpServer {
  try {
    return Deno.serve({
      ...listen,
      automaticCompression: false,
      onListen: ({ hostname, port }) =>
        log("info", "server.listening", { address: formatAddress(hostname, port) }),
    }, (request) => respond(ledger, request, log));
  } catch (cause) {
    const where = formatAddress(listen.hostname, listen.port);
    throw new OutbandError("NETWORK", `Cannot listen on ${where}: ${messageOf(cause)}`, { cause });
  }
}

/** One request; exported for tests without a socket. */
export async function respond(
  ledger: WitnessLedger,
  request: Request,
  log: Logger,
): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (pathname === "/healthz") return new Response("ok\n");
  if (pathname !== "/add-checkpoint") return new Response("not found\n", { status: 404 });
  if (request.method !== "POST") {
    return new Response("use POST\n", { status: 405, headers: { allow: "POST" } });
  }
  const body = await bodyOf(request);
  if (body === null) return new Response("too long\n", { status: 413 });
  const answer = ledger.answer(body);
  const { status, contentType } = answer;
  log(status === 200 ? "info" : "warn", "witness.answered", { status, ...answer.fields });
  return new Response(answer.body, { status, headers: { "content-type": contentType } });
}

async function bodyOf(request: Request): Promise<Uint8Array | null> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of request.body ?? []) {
    length += piece.length;
    if (length > REQUEST_BYTES_MAX) return null;
    pieces.push(piece);
  }
  return concatAll(pieces);
}

function openSigner(key: { name: string; path: string; mayMake: boolean }): Cosigner {
  const signer = openSigningKey({
    disk: SYSTEM_DISK,
    suite: NODE_SUITE,
    origin: key.name,
    path: key.path,
    ...(key.mayMake
      ? { randomBytes: (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes)) }
      : {}),
  });
  const { publicKey } = signer.vkey;
  return {
    vkey: vkeyOf(NODE_SUITE.sha256, key.name, publicKey, KEY_TYPE_COSIGNATURE),
    sign: (message) => signer.sign(message),
  };
}

function lockState(stateDir: string): DiskLock {
  let lock: DiskLock | null = null;
  try {
    SYSTEM_DISK.makeDirectory(stateDir, { isPrivate: true });
    lock = SYSTEM_DISK.lock(`${stateDir}/lock`);
  } catch (cause) {
    throw new OutbandError("IO", `Cannot use --state-dir ${stateDir}: ${messageOf(cause)}`, {
      cause,
    });
  }
  if (lock !== null) return lock;
  throw new OutbandError("IO", `Cannot use --state-dir ${stateDir}: another witness has its lock`);
}

async function readLogs(values: readonly string[], io: CommandIo): Promise<Vkey[]> {
  if (values.length === 0) throw usage("Flag --log is required");
  if (values.length > LOGS_MAX) throw usage(`Flag --log is given more than ${LOGS_MAX} times`);
  const logs: Vkey[] = [];
  for (const value of values) {
    const vkey = parseVkey(await readKeyArgument(value, io));
    if (vkey !== null) logs.push(vkey);
  }
  return logs;
}

function required(given: Arguments, flag: string): string {
  const value = given.value(flag);
  if (value === undefined) throw usage(`Flag --${flag} is required`);
  return value;
}

function usage(message: string): OutbandError {
  return new OutbandError("USAGE", `${message}; see outband witness --help`);
}
