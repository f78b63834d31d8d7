/**
 * Checks the register of a log: form, chain and signature of each line, and that the heads which
 * people had before them belong to this history. Whose keys count is for the declared policy, and
 * for the reader.
 * @module
 */

import { fromBase64, toBase64 } from "../base/bytes.ts";
import type { CryptoSuite } from "../base/crypto_suite.ts";
import {
  parseRegisterLine,
  REGISTER_BYTES_MAX,
  type RegisterEntry,
  registerGenesis,
  registerLink,
  registerMessage,
} from "../format/register.ts";
import { isStrictPublicKey, verifyStrict } from "../tlog/ed25519.ts";
import { KEY_TYPE_ED25519, keyIdOf, parseVkey, type Vkey } from "../tlog/note.ts";
import type { Findings, Place } from "./findings.ts";
import type { LogState } from "./log_state.ts";
import { type EvidenceSource, readWhole, textOf } from "./source.ts";

/** What a record of the log says of the register. */
export interface RegisterClaim {
  /** Lines that it had. */
  n: number;
  /** Leaf hash of the newest of them, hex. */
  head: string;
  place: Place;
}

/** Most claims that are compared, the newest; each covers all lines before it. */
export const REGISTERS_MAX = 10_000;

/**
 * Compares the register with what the log saw of it: lines that a record names must be there, even
 * when the whole file is gone.
 *
 * @param register Null when there is none.
 */
export function checkRegisterClaims(log: LogState, register: RegisterText | null): void {
  const lines = register?.text?.split("\n").slice(0, -1) ?? [];
  for (const { n, head, place } of log.registers) {
    const line = lines[n - 1];
    if (line !== undefined && registerLink(log.suite.sha256, line) === head) continue;
    const seen = line === undefined
      ? `it has ${lines.length} lines`
      : `line ${n} is another one than the log saw`;
    log.findings.add("REGISTER_CUT", place, `The register had ${n} lines, and ${seen}`);
  }
}

/** A register that was read and not judged yet. */
export interface RegisterText {
  path: string;
  /** Null when it is not UTF-8. */
  text: string | null;
  /** Sizes that its lines name: roots to remember while the log is read. */
  sizes: readonly number[];
}

/** Reads the register of a log, before the log itself; null when it cannot be read. */
export async function readRegister(
  source: EvidenceSource,
  findings: Findings,
  path: string,
): Promise<RegisterText | null> {
  const bytes = await readWhole(source, findings, { path, bytesMax: REGISTER_BYTES_MAX });
  if (bytes === null) return null;
  const text = textOf(bytes);
  const entries = (text ?? "").split("\n").slice(0, -1).map(parseRegisterLine);
  const sizes = entries.flatMap((entry) => typeof entry === "string" ? [] : [entry.head.size]);
  return { path, text, sizes };
}

/**
 * Checks a register, after the log was read.
 *
 * @returns Its entries whose form, chain and signature hold.
 */
export async function checkRegister(
  log: LogState,
  { path, text }: RegisterText,
): Promise<RegisterEntry[]> {
  const { findings, suite, origin } = log;
  const lines = text?.split("\n") ?? [];
  if (lines.pop() !== "") {
    findings.add("REGISTER_FORMAT", { where: path }, "It is not UTF-8 with a final line feed");
  }
  const good: RegisterEntry[] = [];
  let prev = registerGenesis(suite.sha256, origin);
  let lastTime = "";
  for (const [k, line] of lines.entries()) {
    const place = { where: path, line: k + 1 };
    const entry = parseRegisterLine(line);
    if (typeof entry === "string") {
      findings.add("REGISTER_FORMAT", place, entry);
      prev = registerLink(suite.sha256, line);
      continue;
    }
    const broken = chainProblem(entry, { origin, n: k, prev, lastTime });
    if (broken !== null) findings.add("REGISTER_CHAIN_BROKEN", place, broken);
    const forged = await signatureProblem(suite, entry);
    if (forged !== null) findings.add("REGISTER_SIGNATURE_BAD", place, forged);
    const strange = headProblem(log, entry);
    if (strange !== null) findings.add("REGISTER_HEAD_MISMATCH", place, strange);
    if (broken === null && forged === null && strange === null) good.push(entry);
    prev = registerLink(suite.sha256, line);
    lastTime = entry.t;
  }
  return good;
}

function chainProblem(
  entry: RegisterEntry,
  expected: { origin: string; n: number; prev: string; lastTime: string },
): string | null {
  const { origin, n, prev, lastTime } = expected;
  if (entry.log !== origin) return `It is of ${entry.log}, not of ${origin}`;
  if (entry.n !== n) return `It is number ${entry.n}, and must be ${n}`;
  if (entry.prev !== prev) return `prev is ${entry.prev}, and the line before makes it ${prev}`;
  return entry.t < lastTime ? `Its time ${entry.t} is before that of the line before` : null;
}

async function signatureProblem(
  suite: CryptoSuite,
  entry: RegisterEntry,
): Promise<string | null> {
  const key = soundKey(suite, entry.vkey);
  if (key === null) return `${entry.vkey} is no sound Ed25519 key`;
  if (key.name !== entry.by) return `It is by ${entry.by}, and the key is that of ${key.name}`;
  const signature = fromBase64(entry.sig) ?? new Uint8Array(0);
  const message = registerMessage(entry);
  const isGood = await verifyStrict(suite, { publicKey: key.publicKey, message, signature });
  return isGood ? null : `The signature by ${entry.by} is bad`;
}

function soundKey(suite: CryptoSuite, text: string): Vkey | null {
  const key = parseVkey(text);
  if (key === null || key.type !== KEY_TYPE_ED25519) return null;
  const id = keyIdOf(suite.sha256, key.name, key.type, key.publicKey);
  return key.id === id && isStrictPublicKey(key.publicKey) ? key : null;
}

function headProblem(log: LogState, { by, head }: RegisterEntry): string | null {
  if (head.size > log.next) {
    return `${by} saw ${head.size} records, and only ${log.next} are here`;
  }
  const root = head.size < log.first ? null : log.rootAt(head.size);
  if (root === null || toBase64(root) === head.root) return null;
  return `${by} saw root ${head.root} at ${head.size} records, and here it is ${toBase64(root)}`;
}
