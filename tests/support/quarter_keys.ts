/**
 * The next key of a synthetic log, made from seeded bytes; never for real logs.
 * @module
 */

import { NODE_SUITE } from "../../src/base/digest.ts";
import { keyPath } from "../../src/evidence/key_ring.ts";
import { openSigningKey } from "../../src/evidence/signing_key.ts";
import type { Disk } from "../../src/format/disk.ts";

/** Puts key `n` into the private directory, where the journal finds it. */
export function makeNextKey(
  place: {
    disk: Disk;
    origin: string;
    privateDir: string;
    randomBytes: (count: number) => Uint8Array;
  },
  n: number,
): void {
  openSigningKey({ ...place, suite: NODE_SUITE, path: keyPath(place.privateDir, n) });
}
