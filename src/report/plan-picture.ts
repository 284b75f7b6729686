import { shortService } from '../core/ids.ts';
import { htmlText } from './formats/html-text.ts';
import type { PlanDocument } from './plan-document.ts';
import { counted } from './words.ts';

type Topology = PlanDocument['topologyAfter'];

const ROW = 22;
const LEFT = 10;
const VPC_WIDTH = 190;
const RIGHT = 420;
const HOST_WIDTH = 230;
const WIDTH = RIGHT + HOST_WIDTH + 10;
const TOP = 44;
/** Rows of one picture: more would be no picture. */
const MOST_ROWS = 40;
/** Colours with at least 3:1 against light and dark paper. */
const INK = '#7a7f87';
const ROAD = '#2f81c7';
const FREE = '#2f9e62';

interface Node {
  readonly name: string;
  readonly note: string;
}

interface Road {
  readonly from: string;
  readonly to: string;
  readonly services: ReadonlySet<string>;
  readonly colour: string;
}

/** Who reaches what through what: VPCs and their own endpoints left, what they use outside themselves right. Deterministic SVG. */
export function networkPicture(title: string, topology: Topology): string {
  const roads = roadsOf(topology);
  const vpcs = vpcNodes(topology);
  const hosts = [...new Map(roads.map((road) => [road.to, hostNode(road.to, roads)])).values()];
  const shown = vpcs.slice(0, MOST_ROWS);
  const height = TOP + ROW * Math.max(shown.length, hosts.length * 2, 1) + (vpcs.length > shown.length ? ROW : 0) + 6;
  const y = new Map([...shown.map((node, row) => [node.name, TOP + row * ROW + ROW / 2] as const)]);
  const gap = (height - TOP) / (hosts.length + 1);
  const hostY = new Map(hosts.map((node, row) => [node.name, TOP + gap * (row + 1)] as const));
  const lines = roads.map((road) => roadLine(road, y.get(road.from), hostY.get(road.to)));
  const left = shown.map((node) => box(node, LEFT, y.get(node.name) ?? 0, VPC_WIDTH));
  const right = hosts.map((node) => box(node, RIGHT, hostY.get(node.name) ?? 0, HOST_WIDTH));
  const more =
    vpcs.length > shown.length
      ? text(LEFT, height - 10, 11, `and ${counted(vpcs.length - shown.length, 'more VPC')}`)
      : '';
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" width="${WIDTH}" height="${round(height)}" viewBox="0 0 ${WIDTH} ${round(height)}">` +
    `<title>${htmlText(title)}</title>${text(LEFT, 16, 13, title)}` +
    `${text(LEFT, 34, 11, 'VPC: endpoints of its own')}${text(RIGHT, 34, 11, 'what it uses elsewhere')}` +
    `${lines.join('')}${left.join('')}${right.join('')}${more}</svg>`
  );
}

function vpcNodes(topology: Topology): readonly Node[] {
  const names = new Set([
    ...(topology.vpcs ?? []).map((vpc) => vpc.id),
    ...topology.endpoints.flatMap((endpoint) => endpoint.vpc ?? []),
    ...(topology.flows ?? []).flatMap((flow) => flow.from.vpc ?? []),
  ]);
  return [...names].map((name) => {
    const own = topology.endpoints.filter((endpoint) => endpoint.vpc === name && endpoint.type === 'Interface');
    const interfaces = own.reduce((count, endpoint) => count + (endpoint.azs?.length ?? 0), 0);
    return { name, note: own.length === 0 ? 'none' : `${own.length} in ${counted(interfaces, 'zone')}` };
  });
}

/** Paths out of a VPC: to endpoints of other VPCs, to its gateway endpoints, to NAT gateways that carry service traffic. */
function roadsOf(topology: Topology): readonly Road[] {
  const endpoints = new Map(topology.endpoints.map((endpoint) => [endpoint.id, endpoint]));
  const uses: (readonly [from: string, to: string, service: string, colour: string])[] = [];
  for (const { from, endpoint: id } of topology.flows ?? []) {
    const endpoint = endpoints.get(id);
    if (from.vpc === undefined || endpoint?.vpc === undefined || from.vpc === endpoint.vpc) continue;
    uses.push([from.vpc, `endpoints of ${endpoint.vpc}`, endpoint.service ?? '', ROAD]);
  }
  for (const endpoint of topology.endpoints) {
    if (endpoint.type === 'Gateway' && endpoint.vpc !== undefined) {
      uses.push([endpoint.vpc, 'gateway endpoints', endpoint.service ?? '', FREE]);
    }
  }
  for (const gateway of topology.natGateways ?? []) {
    for (const { service } of gateway.destinations ?? []) {
      if (gateway.vpc !== undefined) uses.push([gateway.vpc, 'NAT gateways', service, INK]);
    }
  }
  const groups = Map.groupBy(uses, ([from, to]) => `${from}\u0000${to}`);
  return [...groups.values()].flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    const services = new Set(same.map(([, , service]) => shortService(service)));
    return [{ from: first[0], to: first[1], services, colour: first[3] }];
  });
}

function hostNode(name: string, roads: readonly Road[]): Node {
  const users = roads.filter((road) => road.to === name);
  const services = new Set(users.flatMap((road) => [...road.services]));
  return { name, note: `${counted(users.length, 'VPC')}, ${counted(services.size, 'service')}` };
}

function roadLine(road: Road, from: number | undefined, to: number | undefined): string {
  if (from === undefined || to === undefined) return '';
  const x1 = LEFT + VPC_WIDTH;
  const middle = (x1 + RIGHT) / 2;
  const width = Math.min(1 + Math.log2(road.services.size + 1), 5).toFixed(1);
  const label = `${road.from} to ${road.to}: ${[...road.services].join(', ')}`;
  return (
    `<path d="M${x1} ${round(from)} C${middle} ${round(from)} ${middle} ${round(to)} ${RIGHT} ${round(to)}" fill="none" ` +
    `stroke="${road.colour}" stroke-width="${width}" stroke-opacity="0.7"><title>${htmlText(label)}</title></path>`
  );
}

const box = ({ name, note }: Node, x: number, y: number, width: number): string =>
  `<rect x="${x}" y="${round(y - ROW / 2 + 2)}" width="${width}" height="${ROW - 4}" rx="3" fill="none" stroke="${INK}"/>` +
  `${text(x + 6, y + 4, 11, cut(name, 22))}` +
  `<text x="${x + width - 6}" y="${round(y + 4)}" font-size="10" fill="${INK}" text-anchor="end">${htmlText(note)}</text>`;

const text = (x: number, y: number, size: number, words: string): string =>
  `<text x="${x}" y="${round(y)}" font-size="${size}" fill="currentColor">${htmlText(words)}</text>`;

const cut = (words: string, most: number): string => (words.length <= most ? words : `${words.slice(0, most - 1)}…`);

const round = (value: number): number => Math.round(value * 10) / 10;
