/**
 * First and last time of each name in one log: vendors, models, prompts, tools, rules, versions.
 * @module
 */

/** Most values of one sort that are followed; further ones are counted under `other`. */
export const SEEN_VALUES_MAX = 10_000;

/** One name. */
export interface SeenRow {
  /** `host`, `model`, `served`, `system_prompt`, ... */
  what: string;
  value: string;
  firstMs: number;
  firstIndex: number;
  lastMs: number;
  lastIndex: number;
  /** How often. */
  times: number;
}

/** Follows the names of one log. */
export class SeenLedger {
  readonly #sorts = new Map<string, Map<string, SeenRow>>();

  /** Takes one sighting. */
  add(what: string, value: string | undefined, at: { ms: number; index: number }): void {
    if (value === undefined) return;
    let rows = this.#sorts.get(what);
    if (rows === undefined) this.#sorts.set(what, rows = new Map());
    const key = rows.has(value) || rows.size < SEEN_VALUES_MAX ? value : "other";
    const row = rows.get(key);
    if (row === undefined) {
      rows.set(key, {
        what,
        value: key,
        ...{ firstMs: at.ms, firstIndex: at.index, lastMs: at.ms, lastIndex: at.index, times: 1 },
      });
      return;
    }
    row.lastMs = at.ms;
    row.lastIndex = at.index;
    row.times++;
  }

  /** All names, in the order of their first sight within a sort. */
  *rows(): Generator<SeenRow> {
    for (const rows of this.#sorts.values()) yield* rows.values();
  }
}
