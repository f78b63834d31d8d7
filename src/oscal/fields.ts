/**
 * Small pieces of an OSCAL document: texts as its data types want them, properties, and names.
 * @module
 */

import { printable } from "../base/printable.ts";
import { type Sha1, URL_NAMESPACE, uuidV5 } from "./uuid.ts";

/** Namespace of our properties; a name, not a place to look. */
const PROPERTY_NS = "https://jsr.io/@outband/proxy/oscal/v1";

/** One property; values are always texts. */
export interface Property {
  name: string;
  ns: string;
  value: string;
}

/** A property of ours. */
export function property(name: string, value: string | number): Property {
  return { name, ns: PROPERTY_NS, value: line(String(value)) };
}

/** Text on one line, never empty and without white space at its ends. */
export function line(text: string): string {
  const safe = printable(text).replaceAll(/\s+/g, " ").trim();
  return safe === "" ? "-" : safe;
}

/** A field that is left out when it would be empty: OSCAL knows no empty lists. */
export function listed<K extends string, T>(
  name: K,
  items: readonly T[],
): Partial<Record<K, readonly T[]>> {
  return items.length === 0 ? {} : { [name]: items } as Partial<Record<K, readonly T[]>>;
}

/** Makes names for the parts of one document. */
export class Names {
  readonly #sha1: Sha1;
  readonly #namespace: string;

  /** @param seed What the document is made of, as one text. */
  constructor(sha1: Sha1, seed: string) {
    this.#sha1 = sha1;
    const own = uuidV5(sha1, { namespace: URL_NAMESPACE, name: PROPERTY_NS });
    this.#namespace = uuidV5(sha1, { namespace: own, name: seed });
  }

  /** The UUID of a part; the same words give the same one. */
  of(...words: readonly (string | number)[]): string {
    return uuidV5(this.#sha1, { namespace: this.#namespace, name: words.join("\n") });
  }
}
