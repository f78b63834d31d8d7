/**
 * Logs whose first key was revoked with the recovery key.
 * @module
 */

import { utf8 } from "../../src/base/bytes.ts";
import { recoveryName } from "../../src/tlog/key_names.ts";
import { formatRevocation } from "../../src/tlog/revocation.ts";
import { FIRST_W, LogBuilder, PERIOD } from "./log_builder.ts";
import { ORIGIN, signedNote, type TestKey, testKey } from "./test_keys.ts";
import type { Files } from "./verify_rig.ts";

/** Records of the first window of {@linkcode revoked}'s log, which both keys sign. */
export const SIZE_AT_CHANGE = 7;
const RECOVERY_KEY = testKey(4, recoveryName(ORIGIN));
const SECOND_KEY = testKey(2);

/** A revocation of a log's first key, as `outband keys revoke` writes it. */
export function revocation(change: { lastGoodSize: number; vkey?: string; by?: TestKey }): string {
  const { lastGoodSize, vkey = testKey(1).text, by = RECOVERY_KEY } = change;
  const sinceMs = FIRST_W * PERIOD * 1000;
  return signedNote(formatRevocation({ origin: ORIGIN, vkey, lastGoodSize, sinceMs }), [by]);
}

/** A log with a recovery key that changes its key in the first of two windows; the old one is revoked. */
export function revoked(lastGoodSize: number): Files {
  const log = new LogBuilder().begin({ fields: { recovery_vkey: RECOVERY_KEY.text } });
  log.rotate(SECOND_KEY);
  log.closeWindow().seal();
  log.openWindow().closeWindow().seal().writeKeys([log.key, SECOND_KEY]);
  log.files.set("keys/revoked-1.note", utf8(revocation({ lastGoodSize })));
  return log.files;
}
