/** What endpoints are told apart by. */
export interface Matchable {
  readonly id: string;
  readonly address?: string | undefined;
  readonly type: string;
  readonly service?: string | undefined;
  readonly region?: string | undefined;
  readonly account?: string | undefined;
  readonly vpc?: string | undefined;
  readonly azCount?: number | undefined;
}

export interface Pair<T> {
  readonly base: T | undefined;
  readonly head: T | undefined;
  /** Whether an address or id says so: only what is likely the same can have been renamed. */
  readonly sure: boolean;
}

/** The id AWS gave an entry, where its own id is another name. */
type AwsIdOf = (entry: Matchable) => string | undefined;

/** A key two entries share when they are the same thing; undefined = the entry cannot be told that way. */
type Key = (entry: Matchable, awsIdOf: AwsIdOf) => string | undefined;

const joined = (...parts: readonly (string | undefined)[]): string => parts.map((part) => part ?? '').join('\u0000');

/** Keys that name one thing; the one after them does so only where it is unique, the rest pair those of equal zones first. */
const SURE = 2;

/** From sure to likely. */
const KEYS: readonly Key[] = [
  (entry) => entry.address ?? entry.id,
  (entry, awsIdOf) => awsIdOf(entry) ?? entry.id,
  (entry) => joined(entry.type, logicalId(entry.address ?? entry.id)),
  (entry) => inVpc(entry, entry.vpc),
  (entry) => inVpc(entry, entry.vpc === undefined ? undefined : logicalId(entry.vpc)),
];

const inVpc = (entry: Matchable, vpc: string | undefined): string | undefined =>
  entry.service === undefined ? undefined : joined(entry.account, entry.region, vpc, entry.type, entry.service);

/** The last word of an address: `module.net.aws_vpc_endpoint.ssm["a"]` is `ssm["a"]`, `Stack/Ssm` is `Ssm`. */
export function logicalId(address: string): string {
  const resource = /(?:^|\.)aws_[a-z0-9_]+\.([^.[]+(?:\[.*\])?)$/.exec(address)?.[1];
  return resource ?? address.slice(address.lastIndexOf('/') + 1);
}

/**
 * Pairs the entries of base with those of head: by address, id (AWS's too), logical id, then by VPC and service, so that a rename is not a
 * delete and a create. What finds no partner stands alone. Order: head's, then what only base has.
 */
export function matchEntries<T extends Matchable>(
  base: readonly T[],
  head: readonly T[],
  awsIdOf: (entry: T) => string | undefined = () => undefined,
): readonly Pair<T>[] {
  const partners = new Map<T, { readonly base: T; readonly sure: boolean }>();
  let openBase = base;
  let openHead = head;
  KEYS.forEach((key, stage) => {
    if (openBase.length === 0 || openHead.length === 0) return;
    for (const [one, other] of pairsBy((entry) => key(entry, awsIdOf as AwsIdOf), openBase, openHead, stage === SURE)) {
      partners.set(other, { base: one, sure: stage < SURE });
    }
    const taken = new Set([...partners.values()].map((each) => each.base));
    openBase = openBase.filter((each) => !taken.has(each));
    openHead = openHead.filter((each) => !partners.has(each));
  });
  return [
    ...head.map((each) => ({ base: partners.get(each)?.base, head: each, sure: partners.get(each)?.sure ?? true })),
    ...openBase.map((each) => ({ base: each, head: undefined, sure: true })),
  ];
}

function pairsBy<T extends Matchable>(
  key: (entry: T) => string | undefined,
  base: readonly T[],
  head: readonly T[],
  uniqueOnly: boolean,
): readonly (readonly [T, T])[] {
  const groups = Map.groupBy(base, key);
  return [...Map.groupBy(head, key)].flatMap(([shared, heads]) => {
    const bases = shared === undefined ? undefined : groups.get(shared);
    if (!bases || (uniqueOnly && (bases.length > 1 || heads.length > 1))) return [];
    return pairsOf(bases, heads);
  });
}

/** Within a group: those with as many zones first, then the rest in order. */
function pairsOf<T extends Matchable>(bases: readonly T[], heads: readonly T[]): readonly (readonly [T, T])[] {
  const rest = [...bases];
  const pairs: (readonly [T, T])[] = [];
  const later: T[] = [];
  for (const each of heads) {
    const index = rest.findIndex((other) => other.azCount === each.azCount);
    const [partner] = index === -1 ? [] : rest.splice(index, 1);
    if (partner) pairs.push([partner, each]);
    else later.push(each);
  }
  for (const each of later) {
    const partner = rest.shift();
    if (partner) pairs.push([partner, each]);
  }
  return pairs;
}
