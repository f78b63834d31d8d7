/**
 * Texts by number, so that a row of ten million holds a number where the same host stands again.
 * @module
 */

/** Most texts that are kept apart; what comes later is `other`. Clients choose model names. */
export const NAMES_MAX = 100_000;
const OTHER = "other";

/** Gives each text a number from 1 on. */
export class Names {
  readonly #ids = new Map<string, number>();
  readonly #added: (id: number, text: string) => void;

  /** @param added Told of each new text, once. */
  constructor(added: (id: number, text: string) => void) {
    this.#added = added;
  }

  /** The number of a text. */
  of(text: string): number {
    const known = this.#ids.get(text);
    if (known !== undefined) return known;
    if (this.#ids.size >= NAMES_MAX - 1 && text !== OTHER) return this.of(OTHER);
    const id = this.#ids.size + 1;
    this.#ids.set(text, id);
    this.#added(id, text);
    return id;
  }

  /** The number of a text, or null for none. */
  orNull(text: string | undefined): number | null {
    return text === undefined ? null : this.of(text);
  }
}
