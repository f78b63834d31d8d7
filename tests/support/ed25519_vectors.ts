/**
 * The published Ed25519 cases, each with the verdict of the strict rule.
 * @module
 */

import { toHex, utf8 } from "../../src/base/bytes.ts";
import { vectorText } from "./vectors.ts";

/** One case; all bytes in hex. */
export interface SignatureCase {
  name: string;
  key: string;
  message: string;
  signature: string;
  /** What the strict rule says. */
  isGood: boolean;
}

/** The only one of the CCTV cases without any flag: verifiers may differ on all others. */
const CCTV_SOUND = 305;

/** The 151 cases of Wycheproof, with their own verdicts. */
export function wycheproofCases(): SignatureCase[] {
  interface Group {
    publicKey: { pk: string };
    tests: { msg: string; sig: string; result: string; tcId: number }[];
  }
  const { testGroups }: { testGroups: Group[] } = JSON.parse(
    vectorText("wycheproof/ed25519_test.json"),
  );
  return testGroups.flatMap(({ publicKey: { pk }, tests }) =>
    tests.map(({ msg, sig, result, tcId }) => ({
      name: `Wycheproof ${tcId}`,
      key: pk,
      message: msg,
      signature: sig,
      isGood: result === "valid",
    }))
  );
}

/**
 * The 914 cases of CCTV. They have no one right answer, by design of the set; the strict rule takes
 * exactly one of them.
 */
export function cctvCases(): SignatureCase[] {
  interface Case {
    number: number;
    key: string;
    sig: string;
    msg: string;
    flags: string[] | null;
  }
  const cases: Case[] = JSON.parse(vectorText("cctv-ed25519/ed25519vectors.json"));
  const sound = cases.filter(({ flags }) => flags === null || flags.length === 0);
  if (sound.length !== 1 || sound[0]?.number !== CCTV_SOUND) {
    throw new Error(`The sound CCTV cases are ${sound.map(({ number }) => number).join()}`);
  }
  return cases.map(({ number, key, sig, msg }) => ({
    name: `CCTV ${number}`,
    key,
    message: toHex(utf8(msg)),
    signature: sig,
    isGood: number === CCTV_SOUND,
  }));
}
