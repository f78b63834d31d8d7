/**
 * Wires the webhook: its secret, its spool in the private directory, and what is told. It runs on
 * the main thread, which alone may use the network, so all of its files are asynchronous.
 * @module
 */

import { background } from "../base/background.ts";
import { utf8 } from "../base/bytes.ts";
import { SYSTEM_CLOCK } from "../base/clock.ts";
import { NODE_SUITE } from "../base/digest.ts";
import { messageOf, OutbandError } from "../base/errors.ts";
import type { Logger } from "../base/log.ts";
import { checkNotPublic } from "../evidence/owner_only.ts";
import type { ServeConfig } from "../format/config.ts";
import { TEMPORARY_SUFFIX } from "../format/disk.ts";
import { SUMMARY_FILE } from "../format/layout.ts";
import { SYSTEM_DISK } from "../journal/disk.ts";
import { AlertGate } from "../webhook/alerts.ts";
import { alertBody, parseSecret, sealedBody } from "../webhook/message.ts";
import { type SenderStats, type SpoolFiles, WebhookSender } from "../webhook/sender.ts";
import { httpCall } from "./http_call.ts";

const POST_MS = 15_000;
const ANSWER_BYTES_MAX = 64 * 1024;
const PRIVATE_DIRECTORY_MODE = 0o700;
const PRIVATE_FILE_MODE = 0o600;
const NAME_REGEXP = /^\d{15}-\d{6,9}$/;

/** The running webhook. */
export interface Webhook {
  /** The log's name, once it is known; alerts before it have none. */
  origin: string;
  /** A logger that also tells the receiver what it should know. */
  logger(log: Logger): Logger;
  /** A window was sealed. */
  sealed(part: { directory: string; note: string }): void;
  /** True while the receiver does not take what is sent. */
  readonly isFailing: boolean;
  /** For the metrics. */
  readonly stats: SenderStats;
  /** Delivers what is left, the last window's summary included; the rest stays on disk. */
  finish(waitMs: number): Promise<void>;
}

/**
 * Starts the webhook of the settings; null without one. It says that something leaves.
 *
 * @throws {OutbandError} CONFIG if the secret cannot be used.
 */
export async function startWebhook(config: ServeConfig, log: Logger): Promise<Webhook | null> {
  const { webhookUrl: url, webhookSecretFile, evidenceDir, privateDir } = config;
  if (url === null || webhookSecretFile === null) return null;
  const secret = await readSecret(webhookSecretFile);
  const { host } = new URL(url);
  log("warn", "webhook.enabled", {
    host,
    effect: "each window's summary, its checkpoint and alerts are sent there: counts, sizes, " +
      "hashes, names of models and hosts; no content",
  });
  const sender = new WebhookSender({
    suite: NODE_SUITE,
    clock: SYSTEM_CLOCK,
    log,
    secret,
    host,
    files: spoolIn(`${privateDir}/webhook`),
    post: (fields, body) => postTo(url, fields, body),
    random: () => Math.random(),
    sleep,
  });
  await sender.open();
  return hookOf(sender, { evidenceDir, log });
}

function hookOf(sender: WebhookSender, parts: { evidenceDir: string; log: Logger }): Webhook {
  const { evidenceDir } = parts;
  const gate = new AlertGate();
  const told: Set<Promise<void>> = new Set();
  const tell = (work: Promise<void>): void => {
    told.add(work);
    background(work.finally(() => told.delete(work)), () => {});
  };
  const hook: Webhook = {
    origin: "",
    logger: (log) => (level, event, fields = {}) => {
      log(level, event, fields);
      const nowMs = SYSTEM_CLOCK.nowMs();
      const repeated = gate.pass(event, nowMs);
      if (repeated === null) return;
      tell(sender.enqueue(alertBody({ log: hook.origin, level, event, fields, repeated }, nowMs)));
    },
    sealed: ({ directory, note }) => tell(tellSealed({ directory, note })),
    get isFailing(): boolean {
      return sender.isFailing;
    },
    get stats(): SenderStats {
      return sender.stats;
    },
    finish: async (waitMs) => {
      await Promise.allSettled([...told]);
      const left = await sender.finish(waitMs);
      if (left === 0) return;
      parts.log("warn", "webhook.failed", { waiting: left, effect: "sent after the next start" });
    },
  };
  const tellSealed = async (part: { directory: string; note: string }): Promise<void> => {
    const summary = await readText(`${evidenceDir}/${part.directory}/${SUMMARY_FILE}`);
    const body = sealedBody({ log: hook.origin, ...part, summary }, SYSTEM_CLOCK.nowMs());
    await sender.enqueue(body);
  };
  return hook;
}

async function readSecret(path: string): Promise<Uint8Array> {
  const fault = (what: string): OutbandError =>
    new OutbandError("CONFIG", `Cannot use --webhook-secret-file ${path}: ${what}`);
  let text: string;
  try {
    text = await Deno.readTextFile(path);
  } catch (error) {
    throw fault(messageOf(error));
  }
  checkNotPublic(SYSTEM_DISK, path, "webhook secret");
  const parsed = parseSecret(text);
  if ("problem" in parsed) throw fault(parsed.problem);
  return parsed.secret;
}

async function postTo(
  url: string,
  fields: readonly [string, string][],
  body: string,
): Promise<number> {
  const { status } = await httpCall({
    url,
    method: "POST",
    fields,
    body: utf8(body),
    timeoutMs: POST_MS,
    bytesMax: ANSWER_BYTES_MAX,
  });
  return status;
}

async function readText(path: string): Promise<string | null> {
  try {
    return await Deno.readTextFile(path);
  } catch {
    return null; // Removed meanwhile: the message says null.
  }
}

/** Resolves after a time, or when the signal aborts. */
function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done, { once: true });
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    }
  });
}

/** The spool as files of a directory, one per message. */
function spoolIn(directory: string): SpoolFiles {
  return {
    async list(): Promise<string[]> {
      await Deno.mkdir(directory, { recursive: true, mode: PRIVATE_DIRECTORY_MODE });
      const names: string[] = [];
      for await (const { name, isFile } of Deno.readDir(directory)) {
        if (isFile && NAME_REGEXP.test(name)) names.push(name);
      }
      return names.sort();
    },
    async read(name): Promise<string | null> {
      return await readText(`${directory}/${name}`);
    },
    async write(name, body): Promise<void> {
      const path = `${directory}/${name}`;
      const bytes = utf8(body);
      const file = await Deno.open(`${path}${TEMPORARY_SUFFIX}`, {
        write: true,
        create: true,
        truncate: true,
        mode: PRIVATE_FILE_MODE,
      });
      try {
        for (let at = 0; at < bytes.length;) at += await file.write(bytes.subarray(at));
        await file.syncData();
      } finally {
        file.close();
      }
      await Deno.rename(`${path}${TEMPORARY_SUFFIX}`, path);
      const handle = await Deno.open(directory, { read: true });
      try {
        await handle.sync();
      } finally {
        handle.close();
      }
    },
    async remove(name): Promise<void> {
      try {
        await Deno.remove(`${directory}/${name}`);
      } catch (error) {
        if (!(error instanceof Deno.errors.NotFound)) throw error;
      }
    },
  };
}
