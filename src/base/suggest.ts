/**
 * What somebody meant who wrote a name that does not exist.
 * @module
 */

/** Longest name that is compared. */
const CHARS_MAX = 64;

/**
 * The name that is nearest to a wrong one; null when none is near enough to be meant.
 *
 * @param wrong As it was written; letter case, `-` and `_` do not count.
 */
export function nearestName(wrong: string, names: readonly string[]): string | null {
  const folded = fold(wrong);
  if (folded.length > CHARS_MAX) return null;
  let nearest: string | null = null;
  let least = Math.max(1, Math.floor(folded.length / 3)) + 1;
  for (const name of names) {
    const distance = editDistance(folded, fold(name));
    if (distance >= least) continue;
    least = distance;
    nearest = name;
  }
  return nearest;
}

function fold(name: string): string {
  return name.toLowerCase().replaceAll("_", "-");
}

/** Letters to add, remove or change (Levenshtein); two rows of the table are kept. */
function editDistance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, k) => k);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const changed = (above[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const added = (current[column - 1] ?? 0) + 1;
      current.push(Math.min(changed, added, (above[column] ?? 0) + 1));
    }
    above = current;
  }
  return above[b.length] ?? 0;
}
