/**
 * `outband sigstore`: writes the statements of sealed windows as Sigstore bundles, beside them. It
 * signs nothing and needs no key.
 * @module
 */

import { utf8 } from "../base/bytes.ts";
import { EXIT, OutbandError } from "../base/errors.ts";
import { replaceFile } from "../format/disk.ts";
import { BUNDLE_FILE, STATEMENT_FILE } from "../format/layout.ts";
import { SYSTEM_DISK } from "../journal/disk.ts";
import { type Envelope, parseEnvelope } from "../tlog/dsse.ts";
import { formatSigstoreBundle } from "../tlog/sigstore_bundle.ts";
import { readArguments } from "./arguments.ts";
import type { Command, CommandIo } from "./command.ts";
import { fileFault, readText } from "./input.ts";
import { findParts, type PartFile } from "./log_parts.ts";

const USAGE = `Usage: outband sigstore DIR [--window W]

Writes the signed statement of every sealed window below DIR once more, as ${BUNDLE_FILE}
(Sigstore bundle 0.3) beside it, for tools that read nothing else. It holds the same signature and
proves nothing more; outband verify checks that it says what the statement says.

  --window W   only this window

sigstore-js (@sigstore/verify) reads bundles with Ed25519 keys. cosign takes such a key for the
prehashed kind there, so give it the statement itself:

  cosign verify-blob-attestation --key log.pub.pem --signature ${STATEMENT_FILE} \\
    --type https://jsr.io/@outband/proxy/window/v1 --insecure-ignore-tlog segment.jsonl
`;

const STATEMENT_BYTES_MAX = 65_536;
const WINDOW_REGEXP = /^\d{1,15}$/;

/** `outband sigstore`. */
export const SIGSTORE_COMMAND: Command = {
  name: "sigstore",
  summary: "write the statements of sealed windows as Sigstore bundles",
  usage: USAGE,
  run: runSigstore,
};

async function runSigstore(args: readonly string[], io: CommandIo): Promise<number> {
  const given = readArguments("sigstore", args, { values: ["window"] });
  const [dir, extra] = given.rest;
  if (dir === undefined || extra !== undefined) {
    throw new OutbandError("USAGE", "Name one directory; see outband sigstore --help");
  }
  const window = given.value("window");
  if (window !== undefined && !WINDOW_REGEXP.test(window)) {
    throw new OutbandError("CONFIG", `Flag --window is "${window}" and must be a window's number`);
  }
  const parts = (await findParts(dir, io)).filter(({ isSealed, w }) =>
    isSealed && (window === undefined || w === Number(window))
  );
  if (parts.length === 0) {
    const what = window === undefined ? "sealed window" : `sealed window ${window}`;
    throw new OutbandError("IO", `Cannot write a bundle: there is no ${what} in ${dir}`);
  }
  // All are read before the first is written, so that a bad statement leaves nothing half done.
  const bundles: { path: string; text: string }[] = [];
  for (const part of parts) bundles.push(await bundleOf(part, io));
  for (const { path, text } of bundles) {
    try {
      replaceFile(SYSTEM_DISK, path, { bytes: utf8(text) });
    } catch (error) {
      throw new OutbandError("IO", `Cannot write ${path}: ${fileFault(error)}`, { cause: error });
    }
    io.out(`${path}\n`);
  }
  return EXIT.OK;
}

async function bundleOf(part: PartFile, io: CommandIo): Promise<{ path: string; text: string }> {
  const directory = part.path.slice(0, part.path.lastIndexOf("/"));
  const path = `${directory}/${STATEMENT_FILE}`;
  const text = await readText(path, io, { bytesMax: STATEMENT_BYTES_MAX });
  const envelope: Envelope | null = parseEnvelope(text.replace(/\n$/, ""));
  if (envelope === null || envelope.signatures.length !== 1) {
    throw new OutbandError("IO", `Cannot use ${path}: it is no statement with one signature`);
  }
  return { path: `${directory}/${BUNDLE_FILE}`, text: formatSigstoreBundle(envelope) };
}
