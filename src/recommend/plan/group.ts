import { MOVES, type Move } from '../move.ts';

/** Changes that are carried out together: nothing smaller keeps the network whole and pays for what it needs. */
export interface Group {
  /** What it mainly does; other moves that come with it are in `moves`. */
  readonly move: Move;
  readonly moves: readonly Move[];
  readonly clients: readonly number[];
  /** Places whose zones change, or that are made. */
  readonly places: readonly number[];
}

/** One change before it is grouped: its key says what belongs together at least, its ties what it shares with others. */
export interface Change {
  readonly move: Move;
  readonly key: string;
  readonly ties: readonly string[];
  readonly client?: number;
  readonly place?: number;
}

/** Joins changes that have a key or a tie in common. The group's move is the one most of its changes make, the first on a tie. */
export function groupsOf(changes: readonly Change[]): readonly Group[] {
  const parent = new Map<string, string>();
  const root = (key: string): string => {
    let at = key;
    for (let above = parent.get(at); above !== undefined && above !== at; above = parent.get(at)) at = above;
    return at;
  };
  const join = (a: string, b: string): void => {
    parent.set(a, root(a));
    parent.set(root(b), root(a));
  };
  for (const { key, ties } of changes) for (const tie of ties) join(key, tie);
  return [...Map.groupBy(changes, (change) => root(change.key)).values()].map(groupOf);
}

/** Two groups as one, called after the first. */
export const together = (main: Group, other: Group): Group => ({
  move: main.move,
  moves: [...new Set([...main.moves, ...other.moves])],
  clients: [...main.clients, ...other.clients],
  places: [...new Set([...main.places, ...other.places])],
});

function groupOf(changes: readonly Change[]): Group {
  const counts = Map.groupBy(changes, (change) => change.move);
  const moves = [...counts.keys()].sort(
    (a, b) => (counts.get(b)?.length ?? 0) - (counts.get(a)?.length ?? 0) || MOVES.indexOf(a) - MOVES.indexOf(b),
  );
  const [move = 'share-across-vpcs'] = moves;
  return {
    move,
    moves,
    clients: changes.flatMap((change) => change.client ?? []),
    places: [...new Set(changes.flatMap((change) => change.place ?? []))],
  };
}
