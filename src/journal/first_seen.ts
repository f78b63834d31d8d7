/**
 * Remembers which system prompts and tool definitions passed, so that a record can say that one is
 * new: a change of either changes what the model does.
 * @module
 */

/** Names remembered of each kind; beyond them nothing is called new, because nobody could know. */
const REMEMBERED_MAX = 4_096;

/** Names since the program started. */
export class FirstSeen {
  readonly #names = new Map<string, Set<string>>();

  /**
   * Whether a name of a kind comes for the first time.
   *
   * @param name Pseudonym; null is never new.
   */
  isNew(kind: string, name: string | null): boolean {
    if (name === null) return false;
    let names = this.#names.get(kind);
    if (names === undefined) {
      names = new Set();
      this.#names.set(kind, names);
    }
    if (names.has(name) || names.size >= REMEMBERED_MAX) return false;
    names.add(name);
    return true;
  }
}
