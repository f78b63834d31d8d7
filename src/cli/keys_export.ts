/**
 * `outband keys export`: a log's public key in the formats of other tools.
 * @module
 */

import { resolve } from "node:path";
import { concat, toBase64, utf8 } from "../base/bytes.ts";
import { OutbandError } from "../base/errors.ts";
import { canonicalJson } from "../base/canonical_json.ts";
import { publicPem } from "../evidence/log_keys.ts";
import { replaceFile } from "../format/disk.ts";
import { SYSTEM_DISK } from "../journal/disk.ts";
import { formatVkey, type Vkey } from "../tlog/note.ts";
import type { Arguments } from "./arguments.ts";
import type { CommandIo } from "./command.ts";
import { fileFault } from "./input.ts";
import { exists, keyIdHex, publishedKeys, spkiOf, usage } from "./key_text.ts";

const SSH_TYPE = "ssh-ed25519";
const NUMBER_REGEXP = /^[1-9]\d{0,5}$/;

/** How each format writes a key. */
const FORMATS: Readonly<Record<string, (vkey: Vkey) => string>> = {
  /** SubjectPublicKeyInfo, RFC 7468. */
  pem: ({ publicKey }) => publicPem(spkiOf(publicKey)),
  /** c2sp.org/signed-note. */
  vkey: (vkey) => `${formatVkey(vkey)}\n`,
  /** RFC 8037. */
  jwk: ({ publicKey }) => {
    const x = toBase64(publicKey).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
    return `${canonicalJson({ kty: "OKP", crv: "Ed25519", x, kid: keyIdHex(publicKey) })}\n`;
  },
  /** RFC 8709: a line of authorized_keys. */
  ssh: ({ publicKey, name }) => {
    const blob = concat(sshString(utf8(SSH_TYPE)), sshString(publicKey));
    return `${SSH_TYPE} ${toBase64(blob)} ${name}\n`;
  },
  /** c2sp.org/tlog-policy: this log, and no witness. */
  policy: (vkey) => `log ${formatVkey(vkey)}\nquorum none\n`,
};

/** Runs it. */
export async function exportKey(given: Arguments, io: CommandIo): Promise<void> {
  const evidenceDir = given.value("evidence-dir");
  if (evidenceDir === undefined) throw usage("Flag --evidence-dir is required");
  const format = given.value("format") ?? "pem";
  const write = Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined;
  if (write === undefined) {
    throw usage(`Flag --format must be one of ${Object.keys(FORMATS).join(", ")}`);
  }
  const number = given.value("number");
  if (number !== undefined && !NUMBER_REGEXP.test(number)) {
    throw usage("Flag --number must be a whole number from 1");
  }
  const keys = await publishedKeys(evidenceDir, io, null);
  const key = number === undefined ? keys.at(-1) : keys.find(({ n }) => n === Number(number));
  if (key === undefined) {
    throw new OutbandError("CONFIG", `Cannot export key ${number}: the log has ${keys.length}`);
  }
  output(given, io, write(key.vkey));
}

function output(given: Arguments, io: CommandIo, text: string): void {
  const file = given.value("output");
  if (file === undefined) {
    io.out(text);
    return;
  }
  const path = resolve(file);
  if (exists(path)) {
    throw new OutbandError("CONFIG", `Cannot write ${file}: it exists, and is kept`);
  }
  try {
    replaceFile(SYSTEM_DISK, path, { bytes: utf8(text) });
  } catch (error) {
    throw new OutbandError("IO", `Cannot write ${file}: ${fileFault(error)}`, { cause: error });
  }
}

/** Length in four bytes, then the bytes (RFC 4251 section 5). */
function sshString(bytes: Uint8Array): Uint8Array {
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, bytes.length);
  return concat(length, bytes);
}
