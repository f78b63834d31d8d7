/**
 * Checks of the doctor that look at directories, key and evidence. They leave nothing behind.
 * @module
 */

import { utf8 } from "../base/bytes.ts";
import { NODE_SUITE } from "../base/digest.ts";
import { messageOf } from "../base/errors.ts";
import { listKeys, openNewest, openOwnKey } from "../evidence/key_ring.ts";
import { isPublic } from "../evidence/owner_only.ts";
import { PASSPHRASE_VARIABLE, passphraseSource } from "../evidence/passphrase.ts";
import { openSealer } from "../evidence/sealer.ts";
import type { ServeConfig } from "../format/config.ts";
import { readFile, writeAll } from "../format/disk.ts";
import { SYSTEM_DISK } from "../journal/disk.ts";
import { findLog } from "../journal/log_scan.ts";
import { type CheckResult, fail, ok, skip, warn } from "./check_result.ts";
import { diskSpace } from "./disk_space.ts";
import type { Environment } from "./environment.ts";

const OTHERS_BITS = 0o077;
const MIB = 1024 * 1024;
/** Less free space than this fails, and less than these warns. */
const FREE_FAIL_BYTES = 64 * MIB;
const FREE_WARN_BYTES = 1024 * MIB;
const FREE_WARN_SHARE = 0.1;
/** File systems that are gone with the container or the machine: statfs(2). */
const FLEETING: Readonly<Record<number, string>> = {
  0x01021994: "tmpfs, which is memory",
  0x858458f6: "ramfs, which is memory",
  0x794c7630: "the container's own layer, which goes with it",
};
const PROBE_NAME = ".outband-doctor";

type DirectoryCheck = "evidence-dir" | "private-dir" | "log-dir";

/** The directories that `serve` writes to, and whether they lie apart. */
export function checkDirectories(config: ServeConfig): CheckResult[] {
  const { evidenceDir, privateDir, logDir, logOutput } = config;
  const results = [checkDirectory("evidence-dir", evidenceDir)];
  if (`${absolute(privateDir)}/`.startsWith(`${absolute(evidenceDir)}/`)) {
    const seen = `${privateDir} lies in the evidence directory, which auditors get`;
    results.push(fail("private-dir", seen, "choose another --private-dir"));
  } else results.push(checkPrivate(privateDir));
  if (logOutput === "file") results.push(checkDirectory("log-dir", logDir));
  return results;
}

function absolute(path: string): string {
  const base = path.startsWith("/") ? "file:///" : `file://${workingDirectory()}/`;
  return decodeURIComponent(new URL(encodeURI(path), base).pathname).replace(/\/+$/, "");
}

/** Asking for it needs a permission; without it, paths are compared as they are. */
function workingDirectory(): string {
  try {
    return Deno.cwd();
  } catch {
    return "";
  }
}

function checkPrivate(path: string): CheckResult {
  const mode = attempt(() => SYSTEM_DISK.mode(path));
  if (typeof mode === "number" && (mode & OTHERS_BITS) !== 0) {
    const seen = `others may look into ${path} (mode ${mode.toString(8)})`;
    return fail("private-dir", seen, `run chmod 700 ${path}`);
  }
  return checkDirectory("private-dir", path);
}

/** Tries everything that the journal does with a directory. */
function checkDirectory(check: DirectoryCheck, path: string): CheckResult {
  const place = nearestDirectory(path);
  const todo = `give the user that runs outband write access to it, or choose another --${check}`;
  if (place === null) return fail(check, `${path} is no directory, and cannot become one`, todo);
  const probe = `${place}/${PROBE_NAME}-${crypto.randomUUID()}`;
  let step = "write to";
  try {
    const file = SYSTEM_DISK.openWrite(`${probe}.tmp`, { isPrivate: true });
    try {
      writeAll(file, utf8("probe\n"), 0);
      step = "sync a file in";
      file.sync();
    } finally {
      file.close();
    }
    step = "rename a file in";
    SYSTEM_DISK.rename(`${probe}.tmp`, probe);
    step = "sync";
    SYSTEM_DISK.syncDirectory(place);
    step = "lock a file in";
    const lock = SYSTEM_DISK.lock(probe);
    if (lock === null) throw new Error("a new file cannot be locked");
    lock.release();
  } catch (error) {
    return fail(check, `cannot ${step} ${place}: ${messageOf(error)}`, todo);
  } finally {
    for (const left of [`${probe}.tmp`, probe]) attempt(() => SYSTEM_DISK.remove(left));
  }
  return checkSpace(check, { path, place });
}

/** The directory itself, or the one above it in which it would be made; null for neither. */
function nearestDirectory(path: string): string | null {
  const names = path.replace(/\/+$/, "").split("/");
  for (let count = names.length; count > 0; count--) {
    const place = names.slice(0, count).join("/") || "/";
    const info = attempt(() => Deno.statSync(place));
    if (info !== null) return info.isDirectory ? place : null;
  }
  return ".";
}

function checkSpace(
  check: DirectoryCheck,
  { path, place }: { path: string; place: string },
): CheckResult {
  const there = place === path ? path : `${path} can be made`;
  const space = diskSpace(place);
  if (space === null) return ok(check, `${there}: writes, syncs, locks; free space not known`);
  const seen = `${there}: writes, syncs, locks; ${bytesText(space.freeBytes)} free`;
  const fleeting = FLEETING[space.type];
  if (space.freeBytes < FREE_FAIL_BYTES) {
    return fail(check, seen, "make room: calls are forwarded, but soon nothing is recorded");
  }
  if (fleeting !== undefined && check !== "log-dir") {
    return warn(check, `${seen}; on ${fleeting}`, `choose a lasting volume for --${check}`);
  }
  const isLow = space.freeBytes < FREE_WARN_BYTES ||
    space.freeBytes < FREE_WARN_SHARE * space.totalBytes;
  return isLow ? warn(check, seen, "make room, or shorten the retention") : ok(check, seen);
}

/** `1.5 GiB`. */
export function bytesText(bytes: number): string {
  const units = ["bytes", "KiB", "MiB", "GiB", "TiB"];
  let value = bytes;
  let unit = 0;
  for (; value >= 1024 && unit < units.length - 1; unit++) value /= 1024;
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit]}`;
}

/** Whether the signing key can be used, and is the one that signed the log. */
export function checkKey(config: ServeConfig, env: Environment): CheckResult {
  const { evidenceDir, privateDir, keyFile, publicKeyFile } = config;
  try {
    const place = { disk: SYSTEM_DISK, suite: NODE_SUITE, evidenceDir };
    const found = findLog(place);
    const ring = {
      ...place,
      privateDir,
      origin: found?.origin ?? config.origin ?? "localhost/outband",
      passphrase: passphraseSource({
        disk: SYSTEM_DISK,
        file: config.keyPassphraseFile,
        command: config.keyPassphraseCommand,
        variable: () => env(PASSPHRASE_VARIABLE),
      }),
      ...(keyFile === null ? {} : { keyFile }),
      ...(publicKeyFile === null ? {} : { publicKeyFile }),
    };
    if (found?.hasRecords === true) {
      const randomBytes = (): Uint8Array => {
        throw new Error("the key is missing");
      };
      const controls = (): [] => [];
      const sealer = openSealer({ ...ring, isNew: false, randomBytes, controls });
      const seen = `${shortName(sealer.vkey)} signed the log up to ${sealer.signedSize} records`;
      return ok("key", seen);
    }
    if (keyFile !== null) {
      const { vkeyText } = openOwnKey({ ...ring, keyFile });
      return ok("key", `${shortName(vkeyText)} can sign`);
    }
    if (listKeys(SYSTEM_DISK, privateDir).length === 0) {
      return ok("key", `the first start makes one in ${privateDir}`);
    }
    const newest = openNewest(ring).at(-1)?.signer.vkeyText ?? "";
    return ok("key", `${shortName(newest)} can sign`);
  } catch (error) {
    return keyFault(messageOf(error));
  }
}

/** A vkey without the key itself, which no terminal has room for. */
function shortName(vkey: string): string {
  return vkey.split("+", 2).join("+");
}

/** Our own lines say what to do behind the last semicolon. */
function keyFault(message: string): CheckResult {
  const cut = message.lastIndexOf(";");
  if (cut > 0) return fail("key", message.slice(0, cut), message.slice(cut + 1).trim());
  return fail("key", message, "see outband keys --help, and Keys in the README");
}

/** Whether somebody writes the log. @param isServing A running serve answers on the metrics address. */
export function checkLock(evidenceDir: string, { isServing }: { isServing: boolean }): CheckResult {
  const path = `${evidenceDir}/lock`;
  if (attempt(() => SYSTEM_DISK.mode(path)) === null) return ok("lock", "no log was begun here");
  try {
    const lock = SYSTEM_DISK.lock(path);
    if (lock !== null) {
      lock.release();
      return ok("lock", "no process writes the log");
    }
  } catch (error) {
    return fail("lock", `${path}: ${messageOf(error)}`, "give this user access to it");
  }
  if (isServing) return ok("lock", "the running outband serve writes the log");
  const todo = "find it with fuser or lsof and stop it, or choose another --evidence-dir: two " +
    "processes cannot share a log";
  return warn("lock", "another process writes the log, and no outband serve answers", todo);
}

/** The file of the webhook's secret, which only its owner may read. */
export function checkWebhookSecret({ webhookSecretFile: path }: ServeConfig): CheckResult {
  if (path === null) return skip("webhook", "none is set");
  const mode = attempt(() => SYSTEM_DISK.mode(path));
  const bytes = attempt(() => readFile(SYSTEM_DISK, path, { bytesMax: 4_096 }));
  if (bytes === null) return fail("webhook", `${path} cannot be read`, "make it, with mode 600");
  if (mode !== null && isPublic(mode)) {
    const seen = `others may use ${path} (mode ${mode.toString(8)})`;
    return fail("webhook", seen, `run chmod 600 ${path}`);
  }
  return ok("webhook", `${path} is there, and not everybody's`);
}

/** What a call gives, or null when it fails: the checks say in their own words what that means. */
function attempt<T>(call: () => T): T | null {
  try {
    return call();
  } catch {
    return null;
  }
}
