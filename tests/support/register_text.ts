/**
 * Registers as people sign them, written apart from the program.
 * @module
 */

import { toBase64 } from "../../src/base/bytes.ts";
import { canonicalJson } from "../../src/base/canonical_json.ts";
import { NODE_SUITE } from "../../src/base/digest.ts";
import {
  type RegisterBody,
  type RegisterEntry,
  registerGenesis,
  registerLink,
  registerMessage,
} from "../../src/format/register.ts";
import { signWith, type TestKey, testKey } from "./test_keys.ts";

/** Name of the person whose key signs. */
export const PERSON = "test.example/people/ann";

/** The key of that person. */
export function personKey(seed = 77): TestKey {
  return testKey(seed, PERSON);
}

/** Entries as they would be signed, one after the other. */
export function registerEntries(
  origin: string,
  head: { size: number; root: Uint8Array },
  bodies: readonly (RegisterBody & { t?: string })[],
): RegisterEntry[] {
  const key = personKey();
  const { sha256 } = NODE_SUITE;
  const entries: RegisterEntry[] = [];
  let prev = registerGenesis(sha256, origin);
  for (const [n, { t = "2026-11-22T00:00:00.000Z", ...body }] of bodies.entries()) {
    const unsigned = {
      v: 1 as const,
      log: origin,
      n,
      prev,
      t,
      by: PERSON,
      vkey: key.text,
      head: { size: head.size, root: toBase64(head.root) },
      ...(body as RegisterBody),
    };
    const entry: RegisterEntry = {
      ...unsigned,
      sig: toBase64(signWith(key, registerMessage(unsigned))),
    };
    entries.push(entry);
    prev = registerLink(sha256, canonicalJson(entry));
  }
  return entries;
}

/** The same as the text of `register.jsonl`. */
export function registerText(...parts: Parameters<typeof registerEntries>): string {
  return registerEntries(...parts).map((entry) => `${canonicalJson(entry)}\n`).join("");
}
