import type { Flow } from '../../topology/topology.ts';
import type { Client } from '../region/client.ts';
import { exactText } from './exact-text.ts';
import type { NewNames } from './names.ts';
import type { NetworkState } from './state.ts';

/** The flows of a client to where it goes; traffic inside the VPC that no flow explained needs none. */
export function flowsOf(client: Client, state: NetworkState, names: NewNames): readonly Flow[] {
  const way = state.ways[client.index];
  if (way?.kind !== 'endpoint') return [];
  const to = { endpoint: names.place(way.place), ...(way.path.via !== undefined && { via: way.path.via }) };
  const own = client.flows.map(({ flow }): Flow => {
    const { via: _, ...rest } = flow;
    const inside = flow.from.vpc === undefined && client.vpc !== undefined;
    return { ...rest, from: inside ? { ...flow.from, vpc: client.vpc } : flow.from, ...to };
  });
  if (own.length > 0 || way.path.kind === 'inside-vpc') return own;
  return [{ from: { ...(client.vpc !== undefined && { vpc: client.vpc }) }, ...to, monthlyGb: exactText(client.gb) }];
}
