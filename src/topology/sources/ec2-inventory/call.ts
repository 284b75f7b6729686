import type { DirectConnectClient } from '@aws-sdk/client-direct-connect';
import type { EC2Client, Filter } from '@aws-sdk/client-ec2';
import type { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Route53Client } from '@aws-sdk/client-route-53';
import type { Inventory, InventoryPart } from './schema.ts';

/** The answer of a service for which no SDK client is kept: its JSON as it comes. Throws errors named as AWS names them. */
export type JsonAnswer = Readonly<Record<string, unknown>>;

export interface Clients {
  readonly ec2: EC2Client;
  readonly elb: ElasticLoadBalancingV2Client;
  readonly route53: Route53Client;
  readonly directConnect: DirectConnectClient;
  /** Route 53 Profiles: a page of the list at a path. */
  readonly profiles: (path: string, nextToken: string | undefined) => Promise<JsonAnswer>;
  /** Route 53 Resolver: an action with its parameters. */
  readonly resolver: (action: string, parameters: object) => Promise<JsonAnswer>;
}

/** One page of a call. Throws what the SDK throws. */
export type Page = { readonly items: readonly unknown[]; readonly nextToken?: string | undefined };

/** One part of the inventory and the call that tells it. */
export interface Call {
  readonly part: InventoryPart;
  /** The IAM action, as docs/guides/permissions.md lists it. */
  readonly action: string;
  readonly privateLink: boolean;
  /** What is not known without it: the guards that are not evaluated, or the question that stays open. */
  readonly tells: string;
  /** Requests to page through, made from what is known so far; none = nothing to ask. */
  requests(known: Partial<Inventory>): readonly ((clients: Clients, nextToken: string | undefined) => Promise<Page>)[];
}

/** Values EC2 takes in one filter. */
export const FILTER_VALUES = 200;
export const MAX_RESULTS = 1000;

export const chunks = <Item>(items: readonly Item[], size: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));

export const unique = (values: readonly (string | undefined)[]): string[] =>
  [...new Set(values.filter((value) => value !== undefined && value !== ''))].sort() as string[];

/** One paged request for each 200 values of a filter. */
export function filtered(
  name: string,
  values: readonly (string | undefined)[],
  send: (clients: Clients, filters: Filter[], nextToken: string | undefined) => Promise<Page>,
): ReturnType<Call['requests']> {
  return chunks(unique(values), FILTER_VALUES).map(
    (Values) => (clients, nextToken) => send(clients, [{ Name: name, Values }], nextToken),
  );
}

export const page = (items: readonly unknown[] | undefined, nextToken: string | undefined): Page => ({
  items: items ?? [],
  nextToken,
});
