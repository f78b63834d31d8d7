/**
 * The public keys of a log in its directory: `keys/log-1.vkey` and `keys/log-1.pub.pem`, and so on
 * for the keys that followed the first.
 * @module
 */

import { toBase64, utf8 } from "../base/bytes.ts";
import { equalBytes } from "../base/bytes.ts";
import { OutbandError } from "../base/errors.ts";
import { type Disk, makeBelow, readFile, replaceFile } from "../format/disk.ts";
import type { Signer } from "./signer.ts";

const FILE_BYTES_MAX = 1024;

/** Text of the PEM file of a public key (RFC 7468 section 13). */
export function publicPem(spki: Uint8Array): string {
  return `-----BEGIN PUBLIC KEY-----\n${toBase64(spki)}\n-----END PUBLIC KEY-----\n`;
}

/**
 * Writes the public half of a log's key where it is missing.
 *
 * @param log `n` is the key's number; `isNew` lets it replace that of a log that never began.
 * @throws {OutbandError} CONFIG if there is another already.
 */
export function publishKey(
  disk: Disk,
  signer: Pick<Signer, "vkeyText" | "spki">,
  log: { evidenceDir: string; n: number; isNew: boolean },
): void {
  const directory = `${log.evidenceDir}/keys`;
  makeBelow(disk, { root: log.evidenceDir, below: "keys" });
  const files = {
    [`log-${log.n}.vkey`]: `${signer.vkeyText}\n`,
    [`log-${log.n}.pub.pem`]: publicPem(signer.spki),
  };
  for (const [name, text] of Object.entries(files)) {
    const path = `${directory}/${name}`;
    const bytes = utf8(text);
    const found = readFile(disk, path, { bytesMax: FILE_BYTES_MAX });
    if (found !== null && equalBytes(found, bytes)) continue;
    if (found !== null && !log.isNew) {
      throw new OutbandError(
        "CONFIG",
        `Cannot continue the log in ${log.evidenceDir}: the signing key is not that of ${path}; ` +
          "restore the key or choose another --evidence-dir",
      );
    }
    replaceFile(disk, path, { bytes });
  }
  disk.syncDirectory(directory);
  disk.syncDirectory(log.evidenceDir);
}
