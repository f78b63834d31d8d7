/**
 * The declared policies that somebody handed over: which was in force in a window, and which is the
 * newest. A window names its policy by digest; a rule that is declared today is no measure of it.
 * @module
 */

import type { DeclaredPolicy } from "../format/declared_policy.ts";
import type { PolicyInForce } from "./status.ts";

/** Policies by digest. */
export class PolicyBook {
  /** The one whose thresholds and declarations count for a period; null for none. */
  readonly newest: PolicyInForce | null;
  readonly #byDigest: ReadonlyMap<string, DeclaredPolicy>;

  /**
   * @param given Policies that were handed over, in any order.
   * @param named Digests that windows name, in the order of time.
   */
  constructor(given: readonly PolicyInForce[], named: readonly string[] = []) {
    this.#byDigest = new Map(given.map(({ policy, digest }) => [digest, policy]));
    const last = named.findLast((digest) => this.#byDigest.has(digest));
    this.newest = given.find(({ digest }) => digest === last) ?? given.at(-1) ?? null;
  }

  /** The policy with that digest; null when a window names none, or one that is not here. */
  of(digest: string | null): DeclaredPolicy | null {
    return digest === null ? null : this.#byDigest.get(digest) ?? null;
  }
}
