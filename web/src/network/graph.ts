import type { EstimateDocument, HeadroomDocument, Topology } from '../api/queries.ts';
import { gbOf } from '../format/costs.ts';
import { sum } from '../format/text.ts';
import type { Level } from '../parts/level.tsx';

export type Column = 'vpc' | 'path' | 'service';

export interface GraphNode {
  readonly id: string;
  readonly column: Column;
  readonly name: string;
  /** Money of what lies in it, with the lines that leaves out; paths and services cost, VPCs send. */
  readonly monthly: string | undefined;
  readonly unknownLines: number;
  readonly members: readonly string[];
}

export interface GraphLink {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  /** Billed GB a month; what no source reports adds to `unknown` instead. */
  readonly gb: number;
  readonly unknown: number;
  readonly level: Level;
}

export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly links: readonly GraphLink[];
}

export type Fold = 'vpc' | 'account' | 'team';

/** VPCs above which they fold by account or team. */
export const MOST_VPCS = 40;

const ORDER: readonly Level[] = ['unknown', 'ok', 'watch', 'warning', 'critical'];
const worse = (a: Level, b: Level): Level => (ORDER.indexOf(a) >= ORDER.indexOf(b) ? a : b);

/** The word for a VPC in a fold. */
export function groupNames(topology: Topology, fold: Fold): (vpc: string | undefined) => string {
  const vpcs = new Map((topology.vpcs ?? []).map((vpc) => [vpc.id, vpc]));
  return (id) => {
    if (id === undefined) return 'VPC unknown';
    const vpc = vpcs.get(id);
    if (fold === 'account') return vpc?.account ?? 'account unknown';
    if (fold === 'team') return vpc?.tags?.['team'] ?? 'no team';
    return vpc?.name ?? id;
  };
}

const KINDS: readonly (readonly [string, RegExp])[] = [
  ['tgw', /transit/],
  ['peering', /peering/],
  ['nat', /nat/],
];

/** Bytes from a VPC over a path to a service, before anything is folded. */
export interface Hop {
  readonly from: string;
  readonly path: string;
  readonly service: string;
  readonly gb: number | undefined;
  readonly level: Level;
  readonly endpoint: string;
}

/** What flows in a network, by VPC (or what they fold to), path and service. */
export function hopsOf(
  topology: Topology,
  estimate: EstimateDocument,
  headroom: HeadroomDocument | undefined,
  fold: Fold,
): readonly Hop[] {
  const sent = Map.groupBy(topology.flows ?? [], ({ endpoint }) => endpoint);
  const groupOf = groupNames(topology, fold);
  const levels = new Map(headroom?.endpoints.map(({ id, level }) => [id, level as Level]));
  const costs = new Map(estimate.endpoints.map((part) => [part.id, part]));
  const hops = topology.endpoints.flatMap((endpoint) => {
    const part = costs.get(endpoint.id);
    const service = part?.service ?? endpoint.service?.split('.').slice(3).join('.') ?? endpoint.type;
    const level = levels.get(endpoint.id) ?? 'unknown';
    const own = sent.get(endpoint.id) ?? [];
    const flows: Hop[] = own.map(({ from, via, monthlyGb }) => ({
      from: groupOf(from.vpc),
      path: pathOf(topology, via, from.vpc === endpoint.vpc),
      service,
      gb: Number(monthlyGb),
      level,
      endpoint: endpoint.id,
    }));
    const stated = part && gbOf(part);
    const told = flows.reduce((all, { gb = 0 }) => all + gb, 0);
    const rest = stated === undefined ? undefined : Math.max(0, stated - told);
    const isTold = flows.length > 0 && (rest === undefined || rest < 0.005 * told);
    if (isTold) return flows;
    const path = endpoint.type === 'Gateway' ? 'Gateway endpoint' : 'Own endpoint';
    return [...flows, { from: groupOf(endpoint.vpc), path, service, gb: rest, level, endpoint: endpoint.id }];
  });
  const nat = (topology.natGateways ?? []).flatMap(({ vpc, monthlyGb, destinations, id }): Hop[] => {
    const known = destinations ?? [];
    if (known.length === 0) {
      const gb = monthlyGb === undefined ? undefined : Number(monthlyGb);
      return [{ from: groupOf(vpc), path: 'NAT gateway', service: 'elsewhere', gb, level: 'unknown', endpoint: id }];
    }
    return known.map(({ service, monthlyGb: gb }) => ({
      from: groupOf(vpc),
      path: 'NAT gateway',
      service: service.split('.').slice(3).join('.') || service,
      gb: Number(gb),
      level: 'unknown',
      endpoint: id,
    }));
  });
  return [...hops, ...nat];
}

function pathOf(topology: Topology, via: string | undefined, isOwn: boolean): string {
  if (via === undefined) return isOwn ? 'Own endpoint' : 'Path unknown';
  const isGateway = topology.connectivity?.transitGateways?.some(({ id }) => id === via);
  return isGateway ? `Transit Gateway ${via}` : `Peering ${via}`;
}

/** VPCs, paths and services of a network with what flows between them. */
export function graphOf(hops: readonly Hop[], estimate: EstimateDocument): Graph {
  const links = new Map<string, { gb: number; unknown: number; level: Level; source: string; target: string }>();
  const members = new Map<string, Set<string>>();
  const add = (source: string, target: string, { gb, level, endpoint }: Hop): void => {
    const id = `${source} ${target}`;
    const known = links.get(id) ?? { gb: 0, unknown: 0, level: 'unknown', source, target };
    links.set(id, {
      ...known,
      gb: known.gb + (gb ?? 0),
      unknown: known.unknown + Number(gb === undefined),
      level: worse(known.level, level),
    });
    for (const node of [source, target]) members.set(node, (members.get(node) ?? new Set()).add(endpoint));
  };
  for (const hop of hops) {
    add(`vpc:${hop.from}`, `path:${hop.path}`, hop);
    add(`path:${hop.path}`, `service:${hop.service}`, hop);
  }
  const kinds = [...members.keys()].filter((id) => id.startsWith('path:')).map((id) => kindOfPath(id.slice(5)));
  const nodes = [...members].map(([id, own]): GraphNode => {
    const at = id.indexOf(':');
    const [column, name] = [id.slice(0, at) as Column, id.slice(at + 1)];
    return { id, column, name, members: [...own].sort(), ...moneyOf(column, name, own, estimate, kinds) };
  });
  return { nodes, links: [...links].map(([id, link]) => ({ id, ...link })) };
}

/** A service costs what its endpoints cost, a path what its attachments and gateways cost; together they are the total. */
function moneyOf(
  column: Column,
  name: string,
  own: ReadonlySet<string>,
  estimate: EstimateDocument,
  kinds: readonly (string | undefined)[],
) {
  if (column === 'vpc') return { monthly: undefined, unknownLines: 0 };
  const parts =
    column === 'service' ? estimate.endpoints.filter(({ id }) => own.has(id)) : costsOfPath(name, estimate, kinds);
  if (parts.length === 0) return { monthly: undefined, unknownLines: 0 };
  return {
    monthly: sum(parts.map(({ monthly }) => monthly)),
    unknownLines: parts.reduce((all, { unknownLines }) => all + unknownLines, 0),
  };
}

/** What is of one gateway or peering alone; where one path of its kind is drawn, everything of that kind. */
function costsOfPath(name: string, { resources }: EstimateDocument, kinds: readonly (string | undefined)[]) {
  const kind = kindOfPath(name);
  const same = resources.filter((resource) => KINDS.some(([word, of]) => word === kind && of.test(resource.kind)));
  const via = name.split(' ').at(-1) ?? name;
  const exact = same.filter(({ id }) => id === via || id.split(/[\s/:>]+/).includes(via));
  if (exact.length > 0) return exact;
  return kinds.filter((each) => each === kind).length === 1 ? same : [];
}

const kindOfPath = (name: string): string | undefined => {
  if (name.startsWith('Transit')) return 'tgw';
  if (name.startsWith('Peering')) return 'peering';
  return name.startsWith('NAT') ? 'nat' : undefined;
};
