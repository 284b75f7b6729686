import type { Hop } from './graph.ts';

/** Rows of a column that stay readable; what is smaller folds into one, and search brings it out. */
const MOST_ROWS = 40;

export type Place = 'from' | 'path' | 'service';
export type Named = Readonly<Record<Place, ReadonlySet<string>>>;

const PLACES: readonly Place[] = ['from', 'path', 'service'];
const OTHERS: Readonly<Record<Place, string>> = { from: 'others', path: 'other paths', service: 'other services' };

/** The names that are shown: the largest by bytes in any of the states, and whatever is looked for. */
export function namedOf(states: readonly (readonly Hop[])[], sought: string): Named {
  const named = (place: Place): ReadonlySet<string> => {
    const most = new Map<string, number>();
    for (const hops of states) {
      const sums = new Map<string, number>();
      for (const hop of hops) sums.set(hop[place], (sums.get(hop[place]) ?? 0) + (hop.gb ?? 0));
      for (const [name, gb] of sums) most.set(name, Math.max(most.get(name) ?? 0, gb));
    }
    const ordered = [...most].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([name]) => name);
    if (ordered.length <= MOST_ROWS) return new Set(ordered);
    const words = sought.trim().toLowerCase();
    const found = words === '' ? [] : ordered.filter((name) => name.toLowerCase().includes(words));
    return new Set([...found.slice(0, MOST_ROWS), ...ordered.slice(0, MOST_ROWS - 1)]);
  };
  return { from: named('from'), path: named('path'), service: named('service') };
}

/** How many names of each column are folded. */
export const foldedCounts = (hops: readonly Hop[], named: Named): Readonly<Record<Place, number>> => {
  const count = (place: Place): number =>
    new Set(hops.map((hop) => hop[place]).filter((name) => !named[place].has(name))).size;
  return { from: count('from'), path: count('path'), service: count('service') };
};

/** Every hop with the names that are shown. */
export const folded = (hops: readonly Hop[], named: Named): readonly Hop[] =>
  hops.map((hop) => {
    const next: { -readonly [Key in keyof Hop]: Hop[Key] } = { ...hop };
    for (const place of PLACES) if (!named[place].has(hop[place])) next[place] = OTHERS[place];
    return next;
  });
