/** The word that differs least from another one; undefined where none is near (more than a third of its letters differ). */
export function nearestWord(word: string, among: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.max(Math.ceil(word.length / 3), 2) + 1;
  for (const each of among) {
    if (Math.abs(each.length - word.length) >= least) continue;
    const changes = changesBetween(word.toLowerCase(), each.toLowerCase());
    if (changes < least) [best, least] = [each, changes];
  }
  return best;
}

/** Letters to insert, remove or replace to make one word of another (Levenshtein). */
function changesBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
