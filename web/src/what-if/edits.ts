import { placeholderZone, zoneInRegion } from '../../../src/core/ids.ts';
import type { Topology } from '../api/queries.ts';
import { withVpcLike } from './add-vpc.ts';
import { movedTo } from './move-region.ts';

/** One change of the network, as the address holds it. */
export type Edit =
  | { readonly kind: 'zones'; readonly endpoint: string; readonly azs: readonly string[] }
  | { readonly kind: 'gb'; readonly endpoint: string; readonly gb: string }
  | { readonly kind: 'drop'; readonly endpoint: string }
  | {
      readonly kind: 'add';
      readonly service: string;
      readonly vpc: string;
      readonly azs: readonly string[];
      readonly gb: string;
    }
  | { readonly kind: 'scale'; readonly factor: string }
  | { readonly kind: 'vpc'; readonly name: string; readonly like: string }
  | { readonly kind: 'region'; readonly to: string }
  | { readonly kind: 'pin' | 'forbid'; readonly word: string };

/** Edits as text: "zones:id:az1,az2;gb:id:500;drop:id". Names are escaped, so that they may hold any sign. */
export const writeEdits = (edits: readonly Edit[]): string | undefined =>
  edits.length === 0 ? undefined : edits.map((edit) => fieldsOf(edit).map(encodeURIComponent).join(':')).join(';');

function fieldsOf(edit: Edit): readonly string[] {
  switch (edit.kind) {
    case 'zones':
      return ['zones', edit.endpoint, edit.azs.join(',')];
    case 'gb':
      return ['gb', edit.endpoint, edit.gb];
    case 'drop':
      return ['drop', edit.endpoint];
    case 'add':
      return ['add', edit.service, edit.vpc, edit.azs.join(','), edit.gb];
    case 'scale':
      return ['scale', edit.factor];
    case 'vpc':
      return ['vpc', edit.name, edit.like];
    case 'region':
      return ['region', edit.to];
    default:
      return [edit.kind, edit.word];
  }
}

/** What cannot be read is left out: an address may have been cut. */
export const readEdits = (text: string | undefined): readonly Edit[] =>
  (text ?? '').split(';').flatMap((each) => {
    const [kind = '', ...fields] = each.split(':').map(decoded);
    return Object.hasOwn(READERS, kind) ? (READERS[kind as Edit['kind']](fields) ?? []) : [];
  });

const listed = (list: string): string[] => list.split(',').filter((az) => az !== '');

/** Each kind from its fields; undefined = they make no edit. */
const READERS: Readonly<Record<Edit['kind'], (fields: readonly string[]) => Edit | undefined>> = {
  zones: ([endpoint = '', azs = '']) => (endpoint === '' ? undefined : { kind: 'zones', endpoint, azs: listed(azs) }),
  gb: ([endpoint = '', gb = '']) => (isAmount(gb) ? { kind: 'gb', endpoint, gb } : undefined),
  drop: ([endpoint = '']) => (endpoint === '' ? undefined : { kind: 'drop', endpoint }),
  add: ([service = '', vpc = '', azs = '', gb = '']) =>
    isAmount(gb) ? { kind: 'add', service, vpc, azs: listed(azs), gb } : undefined,
  scale: ([factor = '']) => (isAmount(factor) ? { kind: 'scale', factor } : undefined),
  vpc: ([name = '', like = '']) => (name === '' ? undefined : { kind: 'vpc', name, like }),
  region: ([to = '']) => (to === '' ? undefined : { kind: 'region', to }),
  pin: ([word = '']) => (word === '' ? undefined : { kind: 'pin', word }),
  forbid: ([word = '']) => (word === '' ? undefined : { kind: 'forbid', word }),
};

const isAmount = (text: string): boolean => /^\d{1,12}(?:\.\d{1,6})?$/.test(text);

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

/** The network with the edits made, in their order. */
export const applyEdits = (topology: Topology, edits: readonly Edit[]): Topology => edits.reduce(applied, topology);

function applied(topology: Topology, edit: Edit): Topology {
  const change = (
    id: string,
    to: (endpoint: Topology['endpoints'][number]) => Topology['endpoints'][number],
  ): Topology => ({
    ...topology,
    endpoints: topology.endpoints.map((endpoint) => (endpoint.id === id ? to(endpoint) : endpoint)),
  });
  switch (edit.kind) {
    case 'zones':
      return change(edit.endpoint, ({ subnets: _, azsAtLeast: __, ...endpoint }) => ({
        ...endpoint,
        azs: zonesIn(endpoint.region ?? topology.region, edit.azs),
      }));
    case 'gb':
      return {
        ...change(edit.endpoint, (endpoint) => ({ ...endpoint, traffic: { ...endpoint.traffic, monthlyGb: edit.gb } })),
        // Flows tell who sends; the stated total of the endpoint replaces them.
        ...(topology.flows && { flows: topology.flows.filter(({ endpoint }) => endpoint !== edit.endpoint) }),
      };
    case 'drop':
      return {
        ...topology,
        endpoints: topology.endpoints.filter(({ id }) => id !== edit.endpoint),
        ...(topology.flows && { flows: topology.flows.filter(({ endpoint }) => endpoint !== edit.endpoint) }),
      };
    case 'add':
      return { ...topology, endpoints: [...topology.endpoints, added(topology, edit)] };
    case 'scale':
      return scaled(topology, edit.factor);
    case 'vpc':
      return withVpcLike(topology, edit.name, edit.like);
    case 'region':
      return movedTo(topology, edit.to);
    default:
      return topology;
  }
}

/** Zones named while the network stood in another Region: each stays one of its own. */
const zonesIn = (region: string | undefined, azs: readonly string[]): string[] =>
  azs.map((az) => (region === undefined || zoneInRegion(az, region) ? az : placeholderZone(az)));

function added(topology: Topology, { service, vpc, azs, gb }: Edit & { kind: 'add' }): Topology['endpoints'][number] {
  const region = topology.vpcs?.find(({ id }) => id === vpc)?.region ?? topology.region;
  const taken = topology.endpoints.filter(({ id }) => id.startsWith(`new-${vpc}-${service}`)).length;
  return {
    id: `new-${vpc}-${service}${taken === 0 ? '' : `-${taken + 1}`}`,
    vpc,
    type: 'Interface',
    ...(region !== undefined && { region, service: `com.amazonaws.${region}.${service}` }),
    azs: zonesIn(region, azs),
    traffic: { monthlyGb: gb },
  };
}

/** Every stated byte by a factor in hundredths, exactly: whole numbers of millionths. */
function scaled(topology: Topology, factor: string): Topology {
  const of = (gb: string): string => times(gb, factor);
  return {
    ...topology,
    endpoints: topology.endpoints.map((endpoint) =>
      endpoint.traffic?.monthlyGb === undefined
        ? endpoint
        : { ...endpoint, traffic: { ...endpoint.traffic, monthlyGb: of(endpoint.traffic.monthlyGb) } },
    ),
    ...(topology.flows && { flows: topology.flows.map((flow) => ({ ...flow, monthlyGb: of(flow.monthlyGb) })) }),
  };
}

const PLACES = 10;

function times(a: string, b: string): string {
  const [x, y] = [micro(a), micro(b)];
  const text = ((x * y) / 10n ** BigInt(PLACES)).toString().padStart(PLACES + 1, '0');
  const [whole, rest] = [text.slice(0, -PLACES), text.slice(-PLACES).replace(/0+$/, '')];
  return rest === '' ? whole : `${whole}.${rest}`;
}

function micro(text: string): bigint {
  const [whole = '0', rest = ''] = text.split('.');
  return BigInt(whole + rest.slice(0, PLACES).padEnd(PLACES, '0'));
}
