/**
 * Restricted Damerau–Levenshtein distance (optimal string alignment): the number of insertions,
 * deletions, substitutions and swaps of adjacent letters that turn one word into the other, if no
 * letter is edited twice.
 * @example distance('nubmer', 'number') // 1
 */
export function distance(from: string, to: string): number {
  let before: number[] = [];
  let above = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const same = from[i - 1] === to[j - 1];
      let edits = Math.min(
        (above[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (above[j - 1] ?? 0) + (same ? 0 : 1),
      );
      if (!same && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1])
        edits = Math.min(edits, (before[j - 2] ?? 0) + 1);
      row.push(edits);
    }
    before = above;
    above = row;
  }
  return above[to.length] ?? 0;
}

/**
 * The candidate with the fewest edits, at most two; the first one of several. Ignores case. Words
 * of one or two letters must be closer: fewer edits than they have letters.
 * @example nearest('nubmer', ['label', 'number']) // 'number'
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  let found: string | undefined;
  let limit = Math.min(3, word.length);
  // Known keys are shorter than this. The time for a distance grows with the product of the
  // lengths.
  if (word.length > 64) return undefined;
  for (const candidate of candidates) {
    const edits = distance(word.toLowerCase(), candidate.toLowerCase());
    if (edits < limit) [found, limit] = [candidate, edits];
  }
  return found;
}
