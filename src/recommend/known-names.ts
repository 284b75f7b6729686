import { TollgateError } from '../core/errors.ts';
import { nearestWord } from '../core/nearest-word.ts';
import type { Topology } from '../topology/topology.ts';
import type { DecisionOptions } from './options.ts';

/** An option that names nothing of the network would do nothing in silence. Throws TG4004 with the nearest name. */
export function checkNames(options: DecisionOptions, topology: Topology): void {
  const endpoints = new Set(topology.endpoints.map((endpoint) => endpoint.id));
  const nats = new Set((topology.natGateways ?? []).map((gateway) => gateway.id));
  const vpcs = new Set([
    ...(topology.vpcs ?? []).map((vpc) => vpc.id),
    ...topology.endpoints.flatMap((endpoint) => endpoint.vpc ?? []),
    ...(topology.natGateways ?? []).flatMap((gateway) => gateway.vpc ?? []),
  ]);
  for (const hub of options.hubs ?? []) check('hub', hub, vpcs, 'a VPC');
  for (const pin of options.pins) check('pin', pin, endpoints, 'an endpoint');
  const subjects = new Set([...endpoints, ...vpcs, ...nats]);
  for (const { subject } of options.forbid)
    if (subject !== undefined) check('forbid', subject, subjects, 'an endpoint, a NAT gateway or a VPC');
  const keys = new Set(tagKeys(topology));
  for (const wall of options.walls)
    if (![...keys].some((key) => key.toLowerCase() === wall.toLowerCase())) check('wall', wall, keys, 'a tag');
}

function check(option: string, name: string, known: ReadonlySet<string>, what: string): void {
  if (known.has(name)) return;
  const near = nearestWord(name, known);
  throw new TollgateError('TG4004', `The option ${option} names "${name}", which is not ${what} of this network.`, {
    hint: near === undefined ? `Give ${what} that the network describes.` : `Did you mean "${near}"?`,
  });
}

function* tagKeys({ vpcs = [], endpoints }: Topology): Iterable<string> {
  for (const { tags } of [...vpcs, ...endpoints]) yield* Object.keys(tags ?? {});
}
