/** Everything the advice can change, in the order it is best carried out: what frees room comes before what fills it. */
export const MOVES = [
  'remove-idle',
  'fix-routing',
  'gateway-instead',
  'merge-duplicates',
  'nat-instead-of-endpoint',
  'localise',
  'share-across-vpcs',
  'endpoint-instead-of-nat',
  'split',
  'move-az',
  'add-az',
  'drop-az',
] as const;
export type Move = (typeof MOVES)[number];

/** What keeps advice safe; each can be lifted by name. */
export const GUARDS = [
  'clients',
  'nat-instead-of-endpoint',
  'walls',
  'endpoint-policy',
  'security-groups',
  'network-acls',
  'cidr-overlap',
  'sensitive-data',
  'private-dns',
  'service-zones',
  'region-scope',
  'ownership',
  'routes',
  'transit-routes',
  'dns-support',
  'resilience',
  'evidence',
  'headroom',
  'moved-flows',
] as const;
export type GuardName = (typeof GUARDS)[number];
