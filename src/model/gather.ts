import type { ChargedLine, NetworkResource } from './charge.ts';
import type { CostLine } from './cost-line.ts';
import type { JoinedEndpoint, Network } from './join.ts';
import { type Totals, totalsOf } from './totals.ts';

export interface EndpointCost {
  readonly joined: JoinedEndpoint;
  readonly lines: readonly CostLine[];
  readonly totals: Totals;
}

export interface ResourceCost {
  readonly resource: NetworkResource;
  readonly lines: readonly CostLine[];
  readonly totals: Totals;
}

export interface Gathered {
  readonly endpoints: readonly EndpointCost[];
  readonly resources: readonly ResourceCost[];
}

/** Brings the lines of all charges back to what they belong to: every endpoint in the network's order, resources as they came. */
export function gather(network: Network, lines: readonly ChargedLine[]): Gathered {
  const byEndpoint = new Map<JoinedEndpoint, CostLine[]>();
  for (const joined of network.endpoints) byEndpoint.set(joined, []);
  const byResource = new Map<string, { resource: NetworkResource; lines: CostLine[] }>();
  for (const charged of lines) {
    if ('endpoint' in charged) {
      byEndpoint.get(charged.endpoint)?.push(charged.line);
      continue;
    }
    const key = `${charged.resource.kind} ${charged.resource.id}`;
    const entry = byResource.get(key);
    if (entry) entry.lines.push(charged.line);
    else byResource.set(key, { resource: charged.resource, lines: [charged.line] });
  }
  return {
    endpoints: Array.from(byEndpoint, ([joined, own]) => ({ joined, lines: own, totals: totalsOf(own) })),
    resources: Array.from(byResource.values(), (entry) => ({ ...entry, totals: totalsOf(entry.lines) })),
  };
}
