/**
 * A signer behind a command, for keys in a token, an HSM or a key service: the message goes to its
 * standard input, the signature comes from its standard output, raw or in base64. The command runs
 * in `/bin/sh`; every signature is checked against the public key, which is given beside it.
 *
 * ```sh
 * pkcs11-tool --module M --sign -m EDDSA --id 01 --input-file /dev/stdin --output-file /dev/stdout
 * ```
 *
 * It is asked without waiting while the program runs, so a command that hangs stops no record.
 *
 * @module
 */

import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { kill } from "node:process";
import { concat, decodeUtf8, fromBase64 } from "../base/bytes.ts";
import type { CryptoSuite } from "../base/crypto_suite.ts";
import { SPKI_ED25519_PREFIX } from "../base/digest.ts";
import { messageOf, OutbandError } from "../base/errors.ts";
import { SignerError } from "../format/sealing.ts";
import { isStrictPublicKey, verifyStrict } from "../tlog/ed25519.ts";
import { formatVkey, vkeyOf } from "../tlog/note.ts";
import { checkLength, type Signer, type SignTicket } from "./signer.ts";

/** How a key behind a command is named. */
export const EXEC_PREFIX = "exec:";

/** What runs the commands. */
export const SHELL = "/bin/sh";

/** How it is called in messages; the command itself may hold a PIN. */
const SELF = "the command of exec:";

/** A key behind a command. */
export interface ExecKey {
  suite: CryptoSuite;
  /** Name of the key. */
  name: string;
  /** For `/bin/sh -c`. */
  command: string;
  /** 32 bytes. */
  publicKey: Uint8Array;
  /** Longest wait for a signature; 10 seconds when absent. */
  timeoutMs?: number;
}

const TIMEOUT_MS = 10_000;
const SIGNATURE_BYTES = 64;
/** A signature in base64 has 88 characters; the rest is room for line ends. */
const STDOUT_BYTES_MAX = 1_024;
const STDERR_BYTES_MAX = 4_096;
/** As much of what the command complained about as fits a line of the log. */
const REASON_CHARS_MAX = 200;

/** What became of one run. */
interface Ending {
  code: number | null;
  stdout: Uint8Array;
  stderr: Uint8Array;
  /** Why there was no proper end. */
  fault: string | null;
}

/**
 * A signer for a key behind a command; the command is not run yet.
 *
 * @throws {OutbandError} CONFIG if the public key is not a sound one, or there is no command.
 */
export function execSigner(key: ExecKey): Signer {
  const { suite, name, command, publicKey, timeoutMs = TIMEOUT_MS } = key;
  if (command.trim() === "") {
    throw new OutbandError("CONFIG", `Cannot sign with ${SELF} it is empty`);
  }
  if (!isStrictPublicKey(publicKey)) {
    throw new OutbandError(
      "CONFIG",
      `Cannot sign with ${SELF} its public key is not sound`,
    );
  }
  const vkey = vkeyOf(suite.sha256, name, publicKey);
  const signatureOf = (message: Uint8Array, ending: Ending): Uint8Array => {
    const signature = ending.fault === null && ending.code === 0
      ? readSignature(ending.stdout)
      : null;
    if (signature === null) throw failure(reasonOf(ending));
    if (verifyStrict(suite, { publicKey, message, signature }) !== true) {
      throw failure("its signature is not one by the public key given");
    }
    return signature;
  };
  return {
    vkey,
    vkeyText: formatVkey(vkey),
    spki: concat(SPKI_ED25519_PREFIX, publicKey),
    isRemote: true,
    sign(message: Uint8Array): Uint8Array {
      checkLength(message);
      return signatureOf(message, runAndWait(command, message, timeoutMs));
    },
    begin(message: Uint8Array): SignTicket {
      checkLength(message);
      const run = new Run(command, message, timeoutMs);
      return {
        poll: () => run.ending === null ? null : signatureOf(message, run.ending),
        cancel: () => run.cancel(),
      };
    },
  };
}

function runAndWait(command: string, message: Uint8Array, timeoutMs: number): Ending {
  const { status, signal, stdout, stderr, error } = spawnSync(SHELL, argumentsOf(command), {
    input: message,
    timeout: timeoutMs,
    killSignal: "SIGKILL",
    maxBuffer: STDERR_BYTES_MAX,
  });
  const isLate = signal === "SIGKILL";
  return {
    code: status,
    stdout: Uint8Array.from(stdout ?? []),
    stderr: Uint8Array.from(stderr ?? []),
    fault: isLate ? lateness(timeoutMs) : error === undefined ? null : messageOf(error),
  };
}

/** One run of a command that nobody waits for. */
class Run {
  /** Null until it has ended. */
  ending: Ending | null = null;
  readonly #child: ChildProcess;
  readonly #timer: ReturnType<typeof setTimeout>;
  #fault: string | null = null;
  #stdout = new Uint8Array(0);
  #stderr = new Uint8Array(0);

  constructor(command: string, message: Uint8Array, timeoutMs: number) {
    // In a group of its own, so that what the shell started ends with it.
    this.#child = spawn(SHELL, argumentsOf(command), { stdio: "pipe", detached: true });
    this.#timer = setTimeout(() => this.#kill(lateness(timeoutMs)), timeoutMs);
    this.#child.on("error", (error) => {
      this.#fault = messageOf(error);
      this.#end(null);
    });
    this.#child.on("exit", (code) => {
      if (this.#fault !== null) this.#end(code); // Its output does not matter any more.
    });
    this.#child.on("close", (code) => this.#end(code));
    this.#child.stdout?.on("data", (bytes: Uint8Array) => {
      this.#stdout = concat(this.#stdout, bytes).subarray(0, STDOUT_BYTES_MAX + 1);
      if (this.#stdout.length > STDOUT_BYTES_MAX) this.#kill("it prints too much");
    });
    this.#child.stderr?.on("data", (bytes: Uint8Array) => {
      this.#stderr = concat(this.#stderr, bytes).subarray(0, STDERR_BYTES_MAX);
    });
    // A shell that cannot start breaks the pipe; how it ends says enough.
    this.#child.stdin?.on("error", () => {});
    this.#child.stdin?.end(message);
  }

  /** Ends it where it still runs. */
  cancel(): void {
    this.#kill("it is not wanted any more");
  }

  #kill(fault: string): void {
    clearTimeout(this.#timer);
    if (this.ending !== null || this.#fault !== null) return;
    this.#fault = fault;
    try {
      kill(-(this.#child.pid as number), "SIGKILL");
    } catch {
      this.#child.kill("SIGKILL"); // No such group any more, or no permission for one.
    }
    this.#child.stdout?.destroy();
    this.#child.stderr?.destroy();
  }

  #end(code: number | null): void {
    if (this.ending !== null) return;
    clearTimeout(this.#timer);
    this.ending = { code, fault: this.#fault, stdout: this.#stdout, stderr: this.#stderr };
  }
}

/** Arguments of the shell: it reads what the command leaves, so that writing cannot fail. */
function argumentsOf(command: string): string[] {
  return ["-c", '(eval "$1"); code=$?; cat >/dev/null; exit $code', "sh", command];
}

/** 64 raw bytes, or their base64 with white space around it. */
function readSignature(stdout: Uint8Array): Uint8Array | null {
  if (stdout.length === SIGNATURE_BYTES) return stdout;
  if (stdout.length > STDOUT_BYTES_MAX) return null;
  try {
    const bytes = fromBase64(decodeUtf8(stdout).replaceAll(/\s+/g, ""));
    return bytes?.length === SIGNATURE_BYTES ? bytes : null;
  } catch {
    return null; // Not UTF-8, so no base64 either.
  }
}

function reasonOf({ code, fault, stderr, stdout }: Ending): string {
  if (fault !== null) return fault;
  const said = new TextDecoder().decode(stderr).replaceAll(/\s+/g, " ").trim();
  const suffix = said === "" ? "" : `: ${said.slice(-REASON_CHARS_MAX)}`;
  if (code !== 0) return `it ended with ${code ?? "a signal"}${suffix}`;
  return `it printed ${stdout.length} bytes, no signature of 64${suffix}`;
}

function lateness(timeoutMs: number): string {
  return `it gave no answer within ${timeoutMs} ms`;
}

function failure(what: string): SignerError {
  return new SignerError(`Cannot sign with ${SELF} ${what}`);
}
