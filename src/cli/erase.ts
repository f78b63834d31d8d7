/**
 * `outband erase`: destroys what opens the content of single records, and says so in the log. The
 * chain stays whole; what is gone is declared, signed, and cannot be opened by anybody.
 *
 * Order: the keys that stay are written, then the `erase` records, and only when those are durable
 * the secrets and lines go. A crash in between leaves content that is declared erased: the same
 * command again ends it.
 *
 * @module
 */

import { SYSTEM_CLOCK } from "../base/clock.ts";
import { canonicalJson } from "../base/canonical_json.ts";
import { NODE_SUITE, sha256Hex } from "../base/digest.ts";
import { utf8 } from "../base/bytes.ts";
import { EXIT, OutbandError } from "../base/errors.ts";
import { TELEMETRY_LINE_BYTES_MAX } from "../base/limits.ts";
import { PROGRAM, VERSION } from "../base/version.ts";
import { computeControls } from "../controls/status.ts";
import { readHoldFile, readHoldState } from "../retain/retention.ts";
import { createDetector } from "../detect/detector.ts";
import { openSealer, type SealerOptions } from "../evidence/sealer.ts";
import { SYSTEM_DISK } from "../journal/disk.ts";
import { type Journal, openJournal } from "../journal/journal.ts";
import { OriginalKeys } from "../journal/original_keys.ts";
import { eraseLines } from "../journal/telemetry_erase.ts";
import { type Arguments, readArguments } from "./arguments.ts";
import type { Command, CommandIo } from "./command.ts";
import { type ErasurePlan, planErasure } from "./erasure_plan.ts";
import { PASSPHRASE_FLAGS, passphraseOf } from "./key_text.ts";

const USAGE = `Usage: outband erase DIR --record I [--record I]... --why TEXT [--ref TEXT]
                     [--originals-only] [--log-dir DIR | --log-output stdout]
                     [--private-dir DIR] [flags of the key, as in outband serve]

Erases the content of single records: destroys the keys that open what they committed to, takes
their lines out of the telemetry files, and adds an erase record to the log, which is then sealed.
DIR is the evidence directory of a log that no outband serve is writing: stop that first.

  --record I           index of a call; outband inspect --record shows it
  --why TEXT           reason, at most 200 characters; it stays in the log for good
  --ref TEXT           number of the request or ticket, at most 200 characters
  --originals-only     only what opens the original bytes; the redacted content stays
  --log-dir DIR        telemetry files, as in outband serve
  --log-output stdout  telemetry went to a log collector: delete the lines there yourself
  --private-dir DIR    as in outband serve [DIR.private]

The erase records are signed by the log's key, so say where it is as outband serve is told:

  --key-file FILE|exec:COMMAND    key, or a command: message in, signature out [in --private-dir]
  --public-key-file FILE          public key of that command, PEM or vkey
  --key-passphrase-file FILE      passphrase of encrypted key files, mode 0600
  --key-passphrase-command CMD    the same from a command; else from OUTBAND_KEY_PASSPHRASE

This cannot be undone. Copies are not reached: backups of the private directory and of telemetry
files, and what a log collector keeps, must lose the same records.
`;

const TEXT_CHARS_MAX = 200;
const INDEX_REGEXP = /^(?:0|[1-9]\d{0,15})$/;
/** Most records of one command. */
export const RECORDS_MAX = 1_000;
/** Flags that say where the key of the log is. */
export const KEY_FLAGS: readonly string[] = ["key-file", "public-key-file", ...PASSPHRASE_FLAGS];
const DETECTION_LEVEL = "pattern-based";

/** `outband erase`. */
export const ERASE_COMMAND: Command = {
  name: "erase",
  summary: "destroy the content of a record, and say so in the log",
  usage: USAGE,
  run: runErase,
};

/** Where the key of the log is, as the sealer takes it. */
type KeyOptions = Pick<SealerOptions, "keyFile" | "publicKeyFile" | "passphrase">;

/** What was asked for. */
interface Order {
  evidenceDir: string;
  privateDir: string;
  /** Null when telemetry went elsewhere. */
  logDir: string | null;
  keys: KeyOptions;
  records: ReadonlySet<number>;
  isOriginalsOnly: boolean;
  why: string;
  ref: string | null;
}

async function runErase(args: readonly string[], io: CommandIo): Promise<number> {
  const order = readOrder(args);
  const { evidenceDir, privateDir } = order;
  checkUnlocked(evidenceDir);
  checkHold(privateDir);
  const plan = await planErasure(order);
  const keys = new OriginalKeys({
    disk: SYSTEM_DISK,
    suite: NODE_SUITE,
    privateDir,
    origin: plan.origin,
  });
  const heads: string[] = [];
  const journal = openForErasure(order, { plan, heads });
  let found = new Set<number>();
  let isDone = false;
  try {
    attempt("Cannot erase", () => {
      for (const { part, stay } of plan.parts) keys.keep(part, stay);
      declare(journal, order, plan);
      for (const { part } of plan.parts) keys.destroySecret(part);
      const lines = { origin: plan.origin, records: order.records };
      const { logDir, isOriginalsOnly } = order;
      if (!isOriginalsOnly && logDir !== null) found = eraseLines(SYSTEM_DISK, logDir, lines);
    });
    isDone = true;
  } finally {
    const { clean } = journal.close();
    if (isDone && !clean) io.err("The erase records are written, but not signed yet.\n");
  }
  io.out(resultText(order, plan, { found, heads }));
  return EXIT.OK;
}

function readOrder(args: readonly string[]): Order {
  const given = readArguments("erase", args, {
    switches: ["originals-only"],
    values: ["why", "ref", "log-dir", "log-output", "private-dir", ...KEY_FLAGS],
    lists: ["record"],
  });
  const [path, extra] = given.rest;
  if (path === undefined || extra !== undefined) throw usage("Name the evidence directory");
  const evidenceDir = path.replace(/\/+$/, "") || path;
  const records = given.list("record");
  if (records.length === 0) throw usage("Name a record with --record");
  const strange = records.find((text) => !INDEX_REGEXP.test(text));
  if (strange !== undefined || records.length > RECORDS_MAX) {
    const problem = strange === undefined ? `${records.length} records` : `"${strange}"`;
    throw new OutbandError(
      "CONFIG",
      `Flag --record has ${problem} and must be indexes from 0, at most ${RECORDS_MAX}`,
    );
  }
  const why = given.value("why");
  if (why === undefined) throw usage("Say why with --why");
  return {
    evidenceDir,
    privateDir: given.value("private-dir") ?? `${evidenceDir}.private`,
    logDir: readLogDir(given),
    keys: readKeyOptions(given),
    records: new Set(records.map(Number)),
    isOriginalsOnly: given.has("originals-only"),
    why: shortText("why", why),
    ref: given.value("ref") === undefined ? null : shortText("ref", given.value("ref") as string),
  };
}

function readKeyOptions(given: Arguments): KeyOptions {
  const keyFile = given.value("key-file");
  const publicKeyFile = given.value("public-key-file");
  return {
    ...(keyFile === undefined ? {} : { keyFile }),
    ...(publicKeyFile === undefined ? {} : { publicKeyFile }),
    passphrase: passphraseOf(given),
  };
}

/** Where the lines are must be said, so that nobody believes them erased when they were not. */
function readLogDir(given: Arguments): string | null {
  const directory = given.value("log-dir") ?? null;
  const output = given.value("log-output");
  if (output !== undefined && output !== "stdout" && output !== "file") {
    throw new OutbandError("CONFIG", `Flag --log-output is "${output}" and must be file or stdout`);
  }
  if ((directory === null) === (output === "stdout")) return directory;
  throw usage("Say where the telemetry lines are with --log-dir DIR or --log-output stdout");
}

function shortText(flag: string, text: string): string {
  // deno-lint-ignore no-control-regex
  if (text.length <= TEXT_CHARS_MAX && !/[\x00-\x1f\x7f]/.test(text) && text.isWellFormed()) {
    return text;
  }
  throw new OutbandError(
    "CONFIG",
    `Flag --${flag} must be one line of at most ${TEXT_CHARS_MAX} characters`,
  );
}

function usage(problem: string): OutbandError {
  return new OutbandError("USAGE", `${problem}; see outband erase --help`);
}

/** A running `serve` has the secret in memory and the segment open: it must stop first. */
function checkUnlocked(evidenceDir: string): void {
  attempt(`Cannot erase in ${evidenceDir}`, () => {
    if (SYSTEM_DISK.list(evidenceDir) === null) throw new Error("there is no such directory");
    const lock = SYSTEM_DISK.lock(`${evidenceDir}/lock`);
    if (lock === null) throw new Error("an outband serve is writing it; stop that first");
    lock.release();
  });
}

/** What is on hold may be needed by a court, whoever asks for its erasure. */
function checkHold(privateDir: string): void {
  let hold: string | null = null;
  attempt("Cannot see whether the log is on hold", () => {
    hold = readHoldFile(SYSTEM_DISK, privateDir) ?? readHoldState(SYSTEM_DISK, privateDir);
  });
  if (hold === null) return;
  throw new OutbandError(
    "CONFIG",
    `Cannot erase: the log is on hold (${hold}); end the hold first, see Retention in the README`,
  );
}

function attempt(action: string, call: () => void): void {
  try {
    call();
  } catch (error) {
    if (error instanceof OutbandError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new OutbandError("IO", `${action}: ${reason}`, { cause: error });
  }
}

/** The log, open for one part that holds nothing but what this command did. */
function openForErasure(
  { evidenceDir, privateDir, logDir, keys }: Order,
  { plan, heads }: { plan: ErasurePlan; heads: string[] },
): Journal {
  const detector = createDetector();
  const common = {
    disk: SYSTEM_DISK,
    suite: NODE_SUITE,
    evidenceDir,
    privateDir,
    randomBytes: (bytes: number): Uint8Array => crypto.getRandomValues(new Uint8Array(bytes)),
  };
  return openJournal({
    ...common,
    logDir,
    periodSeconds: plan.periodSeconds,
    clock: SYSTEM_CLOCK,
    software: { name: PROGRAM, version: VERSION, runtime: `deno ${Deno.version.deno}` },
    config: {
      config: sha256Hex(utf8(canonicalJson({ command: "erase" }))),
      upstreams: [],
      tls: true,
      limits: {},
      commitment: "hmac",
      sandbox: false,
      on_audit_failure: "pass",
    },
    detector: {
      detector: detector.digest,
      level: DETECTION_LEVEL,
      categories: [...detector.categories],
      not_covered: [...detector.notCovered],
    },
    commitment: "hmac",
    telemetryLineMax: TELEMETRY_LINE_BYTES_MAX,
    sink: { line: (text): void => void heads.push(text) },
    openSealer: (log) =>
      openSealer({
        ...common,
        ...log,
        ...keys,
        controls: (totals) => computeControls(totals),
      }),
    log: (): void => {},
    firstOrdinalReady: (): void => {},
  });
}

/** Writes the `erase` records; nothing is destroyed before they are durable. */
function declare(journal: Journal, order: Order, plan: ErasurePlan): void {
  const before = journal.stats.recordsWritten;
  for (const { target, parts } of plan.declarations) {
    const { why, ref } = order;
    journal.note({ kind: "erase", target, parts, why, ...(ref === null ? {} : { ref }) });
  }
  journal.tick();
  const written = journal.stats.recordsWritten - before;
  const isStuck = journal.degraded().includes("disk");
  if (!isStuck && written >= plan.declarations.length) return;
  throw new OutbandError(
    "IO",
    `Cannot erase in ${order.evidenceDir}: the disk does not take the records; nothing was erased`,
  );
}

function resultText(
  { records, logDir, isOriginalsOnly }: Order,
  plan: ErasurePlan,
  { found, heads }: { found: ReadonlySet<number>; heads: readonly string[] },
): string {
  const lines = [...records].map((index) => {
    const declared = plan.declarations.find(({ target }) => target === index);
    const what = declared === undefined
      ? "was declared erased before; made sure of it"
      : `erased: ${declared.parts.join(", ")}`;
    const line = isOriginalsOnly
      ? "; its telemetry line stays"
      : logDir === null
      ? "; delete its telemetry line where your log collector keeps it"
      : found.has(index)
      ? "; its telemetry line is gone"
      : `; no telemetry line of it was found in ${logDir}`;
    return `record ${index} ${what}${line}\n`;
  });
  return [...lines, ...heads.map((head) => `${head}\n`)].join("");
}
