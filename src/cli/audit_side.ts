/**
 * Wires the audit: shared memory, journal thread, audit workers.
 * @module
 */

import { post } from "../anchor/http.ts";
import type { WitnessAddress } from "../anchor/witness_client.ts";
import { utf8 } from "../base/bytes.ts";
import { canonicalJson } from "../base/canonical_json.ts";
import { SYSTEM_CLOCK } from "../base/clock.ts";
import { NODE_SUITE, sha256Hex } from "../base/digest.ts";
import { DECODED_BYTES_MAX, EXCHANGES_MAX, LEASE_ORDINALS } from "../base/limits.ts";
import type { Logger } from "../base/log.ts";
import { yieldPermission } from "../base/priority.ts";
import { Recorder, type StateChange } from "../capture/recorder.ts";
import { allocateShared, type SharedBuffers, viewShared } from "../capture/shared.ts";
import type { PolicyInForce } from "../controls/status.ts";
import { EXEC_PREFIX, SHELL } from "../evidence/exec_signer.ts";
import { listKeys } from "../evidence/key_ring.ts";
import { PASSPHRASE_VARIABLE } from "../evidence/passphrase.ts";
import type { ServeConfig } from "../format/config.ts";
import { SYSTEM_DISK } from "../journal/disk.ts";
import type { UpstreamTarget } from "../proxy/upstream.ts";
import { Crew } from "../worker/crew.ts";
import { Anchoring, readWitnesses } from "./anchoring.ts";
import { JournalLink, type JournalOpened } from "./journal_link.ts";
import type { JournalSettings } from "./journal_messages.ts";

/** How often released memory is collected, and workers are looked at. */
const MAINTAIN_MS = 50;
/** Longest wait for the last drafts, the last seal and the last telemetry lines. */
const SETTLE_MS = 60_000;
/** Longest wait, at the end, for witnesses and time-stamps. */
const ANCHOR_MS_MAX = 5_000;

/** Puts the thread's entry into the static graph for check, cache and compile; never called. */
export function auditGraph(): Promise<unknown> {
  return import("./audit_thread.ts");
}

/** Files that the operator wrote. */
interface Declared {
  rules: string | null;
  policy: PolicyInForce | null;
}

/** The running audit; absent with `--audit-capacity=0`. */
export interface AuditSide {
  recorder: Recorder;
  journal: JournalLink;
  opened: JournalOpened;
  crew: Crew;
  maintainer: ReturnType<typeof setInterval>;
  workers: number;
  /** Null when no witness and no time-stamp authority is named. */
  anchoring: Anchoring | null;
}

/**
 * Starts journal and workers; resolves when all have answered.
 *
 * @param parts.rules Content of the file of a user's detection rules, checked; null without one.
 * @param parts.policy The declared policy, checked; null without one.
 * @throws {OutbandError} With the journal's own line, if the log cannot be opened.
 */
export async function startAudit(
  config: ServeConfig,
  { target, log, ...declared }: { target: UpstreamTarget; log: Logger } & Declared,
): Promise<AuditSide> {
  const buffers = allocateShared({
    poolBytes: config.auditCapacity,
    slotBytes: config.auditBlockSize,
    workers: config.workers,
  });
  const views = viewShared(buffers);
  const witnesses = readWitnesses(NODE_SUITE, config.witnesses);
  const journal = new JournalLink({ log, permissions: journalPermissions(config) });
  const anchoring = newAnchoring({ config, witnesses, journal, log });
  try {
    const opened = await journal.open(buffers, journalSettings(config, { target, ...declared }));
    const recorder = new Recorder(views, {
      firstOrdinal: opened.nextOrdinal,
      captureBytesMax: config.maxPayloadSize,
      nowMs: () => SYSTEM_CLOCK.nowMs(),
      onState: (change) => reportState(change, { journal, log }),
    });
    const crew = newCrew({ config, declared, buffers, views, journal, recorder, log });
    await crew.start();
    const maintainer = setInterval(() => {
      recorder.maintain();
      crew.maintain();
    }, MAINTAIN_MS);
    return { recorder, journal, opened, crew, maintainer, workers: config.workers, anchoring };
  } catch (error) {
    journal.terminate();
    throw error;
  }
}

/**
 * Lets workers and journal finish; gives up on a journal that cannot (a disk that hangs).
 *
 * @returns true when every call is settled and the window is sealed.
 */
export async function settleAudit(audit: AuditSide, log: Logger): Promise<boolean> {
  clearInterval(audit.maintainer);
  const late = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => late.resolve(false), SETTLE_MS);
  audit.crew.stop();
  const clean = await Promise.race([audit.journal.close(audit.workers), late.promise]);
  clearTimeout(timer);
  if (!clean) log("error", "journal.error", { effect: "the last calls may be missing" });
  await audit.anchoring?.finish(ANCHOR_MS_MAX);
  audit.crew.terminate();
  audit.journal.terminate();
  return clean;
}

/** Why the audit is not at its best, as `/readyz` and the metrics say it. */
export function degradedReasons(audit: AuditSide | null): string[] {
  if (audit === null) return ["audit_off"];
  const { recorder, journal, crew, workers, anchoring } = audit;
  const reasons = [...journal.degraded, ...anchoring?.failing ?? []];
  if (recorder.state === "metadata") reasons.push("capture_metadata_only");
  if (recorder.state === "gap") reasons.push("capture_gap");
  if (crew.running < workers) reasons.push("workers_missing");
  return reasons;
}

/** The capture got worse, or better: a record of its own, a line in the log. */
function reportState(
  { from, to, why, ord }: StateChange,
  parts: { journal: JournalLink; log: Logger },
): void {
  parts.journal.reportState({ from, to, why: why ?? "none", ord });
  if (to === "full") parts.log("info", "audit.recovered", { reason: "capture", from });
  else parts.log("warn", "audit.degraded", { reason: "capture", from, to, short_of: why });
}

function newAnchoring(parts: {
  config: ServeConfig;
  witnesses: WitnessAddress[];
  journal: JournalLink;
  log: Logger;
}): Anchoring | null {
  const { config: { evidenceDir, tsa }, witnesses, journal, log } = parts;
  if (witnesses.length === 0 && tsa === null) return null;
  const anchoring = new Anchoring({
    suite: NODE_SUITE,
    post,
    log,
    evidenceDir,
    witnesses,
    tsa,
    randomBytes: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
    record: (body) => journal.recordAnchor(body),
  });
  journal.onSealed = (part): void => anchoring.sealed(part);
  return anchoring;
}

function newCrew(parts: {
  config: ServeConfig;
  declared: Declared;
  buffers: SharedBuffers;
  views: ReturnType<typeof viewShared>;
  journal: JournalLink;
  recorder: Recorder;
  log: Logger;
}): Crew {
  const { config, journal, recorder, log } = parts;
  return new Crew({
    url: new URL("./audit_thread.ts", import.meta.url),
    buffers: parts.buffers,
    views: parts.views,
    options: {
      markerStyle: config.markerStyle,
      decodedBytesMax: DECODED_BYTES_MAX,
      isSandboxed: config.sandboxWorkers,
      rules: parts.declared.rules,
      canaries: parts.declared.policy?.policy.canaries ?? [],
    },
    clock: SYSTEM_CLOCK,
    events: {
      lost(worker, reason): void {
        const ordinals = recorder.loseWorker(worker);
        journal.reportLost(ordinals);
        log("error", "worker.lost", { worker, reason, calls_lost: ordinals.length });
      },
      ready(worker, { isYielding }): void {
        const { sandboxWorkers: sandboxed } = config;
        log("info", "worker.ready", { worker, sandboxed, gives_way: isYielding });
      },
    },
    openPort: (worker) => journal.openPort(worker),
  });
}

/** Evidence, telemetry and private directories; nothing else. Only where Deno lets us ask. */
function journalPermissions(config: ServeConfig): Deno.PermissionOptions | undefined {
  if (!config.sandboxWorkers) return undefined;
  const directories = [config.evidenceDir, config.privateDir, config.logDir];
  const { keyFile, publicKeyFile, keyPassphraseFile, keyPassphraseCommand } = config;
  const hasCommand = keyFile?.startsWith(EXEC_PREFIX) === true;
  const files = [hasCommand ? null : keyFile, publicKeyFile, keyPassphraseFile]
    .filter((path) => path !== null);
  // A key that a rotation brings may be behind a command, too; only this thread can run one.
  const mayRun = hasCommand || keyPassphraseCommand !== null || hasSigners(config.privateDir);
  return {
    read: [...directories, ...files],
    write: directories,
    net: false,
    ...commandPermissions(mayRun),
    ffi: false,
    import: false,
    ...yieldPermission(),
  };
}

/**
 * The passphrase's variable, and the shell where a command is needed, which gets the whole
 * environment. What this process may not do cannot be passed on; signing says then what is missing.
 */
function commandPermissions(mayRun: boolean): Pick<Deno.PermissionOptionsObject, "env" | "run"> {
  const isGranted = (descriptor: Deno.PermissionDescriptor): boolean =>
    Deno.permissions.querySync(descriptor).state === "granted";
  const env = isGranted({ name: "env", variable: PASSPHRASE_VARIABLE }) && [PASSPHRASE_VARIABLE];
  return {
    env: mayRun && isGranted({ name: "env" }) ? true : env,
    run: mayRun && isGranted({ name: "run", command: SHELL }) ? [SHELL] : false,
  };
}

function hasSigners(privateDir: string): boolean {
  return listKeys(SYSTEM_DISK, privateDir).some(({ path }) => path.endsWith(".signer"));
}

function journalSettings(
  config: ServeConfig,
  { target, rules, policy }: { target: UpstreamTarget } & Declared,
): JournalSettings {
  // A command may hold a PIN or passphrase, which a digest would give away to guessing.
  const { target: _url, keyPassphraseCommand, keyFile, ...settings } = config;
  const keySource = keyFile?.startsWith(EXEC_PREFIX) === true ? EXEC_PREFIX : keyFile;
  return {
    evidenceDir: config.evidenceDir,
    privateDir: config.privateDir,
    logDir: config.logOutput === "stdout" ? null : config.logDir,
    keys: {
      keyFile,
      publicKeyFile: config.publicKeyFile,
      passphraseFile: config.keyPassphraseFile,
      passphraseCommand: keyPassphraseCommand,
      recoveryVkey: config.recoveryVkey,
    },
    origin: config.origin,
    periodSeconds: config.summaryIntervalMs / 1000,
    commitment: config.commitment,
    telemetryLineMax: config.telemetryMaxLine,
    isSandboxed: config.sandboxWorkers,
    rules,
    policy,
    config: {
      config: sha256Hex(
        utf8(canonicalJson({ ...settings, keyFile: keySource, upstream: target.host })),
      ),
      upstreams: [target.host],
      tls: target.tls,
      limits: limitsOf(config),
      commitment: config.commitment,
      sandbox: config.sandboxWorkers,
      on_audit_failure: "pass",
      ...(policy === null ? {} : { policy: policy.digest }),
    },
  };
}

function limitsOf(config: ServeConfig): Record<string, number> {
  return {
    pool_bytes: config.auditCapacity,
    slot_bytes: config.auditBlockSize,
    exchanges: EXCHANGES_MAX,
    capture_bytes: config.maxPayloadSize,
    decoded_bytes: DECODED_BYTES_MAX,
    telemetry_line_bytes: config.telemetryMaxLine,
    lease_ordinals: LEASE_ORDINALS,
    workers: config.workers,
    connections: config.maxConnections,
    header_bytes: config.maxHeaderSize,
    header_read_timeout_ms: config.headerReadTimeoutMs,
    client_idle_timeout_ms: config.clientIdleTimeoutMs,
    connect_timeout_ms: config.connectTimeoutMs,
    header_timeout_ms: config.headerTimeoutMs,
    stream_idle_timeout_ms: config.streamIdleTimeoutMs,
  };
}
