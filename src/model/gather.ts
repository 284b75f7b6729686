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

type Results = readonly (readonly ChargedLine[])[];

/** Brings the lines of all charges back to what they belong to: every endpoint in the network's order, resources as they came. */
export function gather(network: Network, results: Results): Gathered {
  const lines = linesByEndpoint(network, results);
  return {
    endpoints: network.endpoints.map((joined, index) => {
      const own = lines[index] ?? [];
      return { joined, lines: own, totals: totalsOf(own) };
    }),
    resources: resourceCosts(results),
  };
}

/** Lists are made in their final length: lists that grow would take several times the room, for thousands of endpoints. */
function linesByEndpoint({ endpoints }: Network, results: Results): readonly (readonly CostLine[])[] {
  const counts = new Uint32Array(endpoints.length);
  for (const result of results) {
    for (const charged of result) {
      if ('endpoint' in charged) counts[charged.endpoint.index] = (counts[charged.endpoint.index] ?? 0) + 1;
    }
  }
  const lists = Array.from(counts, (count) => new Array<CostLine>(count));
  counts.fill(0);
  for (const result of results) {
    for (const charged of result) {
      if (!('endpoint' in charged)) continue;
      const { index } = charged.endpoint;
      const place = counts[index] ?? 0;
      const list = lists[index];
      if (list) list[place] = charged.line;
      counts[index] = place + 1;
    }
  }
  return lists;
}

function resourceCosts(results: Results): readonly ResourceCost[] {
  const byResource = new Map<string, { resource: NetworkResource; lines: CostLine[] }>();
  for (const result of results) {
    for (const charged of result) {
      if ('endpoint' in charged) continue;
      const key = `${charged.resource.kind} ${charged.resource.id}`;
      const entry = byResource.get(key);
      if (entry) entry.lines.push(charged.line);
      else byResource.set(key, { resource: charged.resource, lines: [charged.line] });
    }
  }
  return Array.from(byResource.values(), (entry) => ({ ...entry, totals: totalsOf(entry.lines) }));
}
