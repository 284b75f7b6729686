import { placeholderZone, zoneKind } from '../../../core/ids.ts';
import { findRegion } from '../../../core/regions.ts';
import type { Endpoint, NatGateway, Topology, TransitGateway } from '../../topology.ts';
import type { ConfigVpc, NetworkConfig } from './schema.ts';

type Vpc = NonNullable<Topology['vpcs']>[number];
type Note = (code: 'TG1182' | 'TG1150', subject: string, message: string) => void;

export interface Parts {
  readonly vpcs: Vpc[];
  readonly endpoints: Endpoint[];
  readonly natGateways: NatGateway[];
}

/** VPCs with their endpoints and NAT gateways. Accounts are names of the accelerator, not ids, so they stand as tags. */
export function toVpcs(configs: readonly ConfigVpc[], home: string | undefined, note: Note): Parts {
  const parts: Parts = { vpcs: [], endpoints: [], natGateways: [] };
  for (const config of configs) {
    const region = regionOf(config, home);
    const zones = zonesOf(config, region);
    const tags = config.account === undefined ? {} : { tags: { account: config.account } };
    const placed = { ...(region !== undefined && { region }), ...tags };
    const azs = [...new Set(zones.values())];
    parts.vpcs.push({
      id: config.name,
      ...placed,
      ...(config.cidrs && { cidrs: config.cidrs }),
      ...(azs.length > 0 && { azs }),
    });
    parts.endpoints.push(...endpointsOf(config, region, zones, placed, note));
    for (const { name, subnet } of config.natGateways ?? []) {
      const az = zones.get(subnet);
      parts.natGateways.push({
        id: `${config.name}/${name}`,
        vpc: config.name,
        ...placed,
        ...(az !== undefined && { az }),
      });
    }
  }
  return parts;
}

const regionOf = ({ region }: ConfigVpc, home: string | undefined): string | undefined =>
  region !== undefined && findRegion(region) ? region : home;

/** Zone of each subnet: a letter or number of the Region, or a full name. */
function zonesOf({ subnets = [] }: ConfigVpc, region: string | undefined): Map<string, string> {
  return new Map(
    subnets.flatMap(({ name, availabilityZone: zone }): [string, string][] => {
      if (zone === undefined) return [];
      if (typeof zone === 'number' || /^\d$/.test(zone)) return [[name, placeholderZone(`zone ${zone}`)]];
      if (/^[a-z]$/.test(zone)) return [[name, region === undefined ? placeholderZone(zone) : region + zone]];
      return [[name, zoneKind(zone) === 'unknown' ? placeholderZone(zone) : zone]];
    }),
  );
}

function endpointsOf(
  config: ConfigVpc,
  region: string | undefined,
  zones: ReadonlyMap<string, string>,
  placed: Pick<Endpoint, 'region' | 'tags'>,
  note: Note,
): Endpoint[] {
  const { interfaceEndpoints, gatewayEndpoints, name } = config;
  const nameOf = (service: string): string => (region === undefined ? service : `com.amazonaws.${region}.${service}`);
  const gateways = (gatewayEndpoints?.endpoints ?? []).map(
    ({ service }): Endpoint => ({
      id: `${name}/${service}-gateway`,
      ...placed,
      vpc: name,
      type: 'Gateway',
      service: nameOf(service),
    }),
  );
  const subnets = interfaceEndpoints?.subnets ?? [];
  const azs = subnets.map((subnet) => zones.get(subnet));
  const known = azs.every((zone) => zone !== undefined) && subnets.length > 0;
  const interfaces = (interfaceEndpoints?.endpoints ?? []).map(({ service, serviceName }): Endpoint => {
    const id = `${name}/${service}`;
    if (!known)
      note(
        'TG1150',
        id,
        `The subnets of ${id} are not all listed with a zone, so its hours are left out of the total.`,
      );
    return {
      id,
      ...placed,
      vpc: name,
      type: 'Interface',
      service: serviceName ?? nameOf(service),
      ...(known && { azs: azs.filter((zone) => zone !== undefined), subnets, azsFrom: 'stated' as const }),
    };
  });
  return [...gateways, ...interfaces];
}

/** Attachments by gateway: the file makes them, so their hours belong to the design. */
export function attachmentsOf(config: NetworkConfig, home: string | undefined): TransitGateway[] {
  const gateways = new Map<string, { region: string | undefined; vpcs: string[] }>();
  for (const vpc of config.vpcs ?? []) {
    for (const { transitGateway } of vpc.transitGatewayAttachments ?? []) {
      const entry = gateways.get(transitGateway.name) ?? { region: regionOf(vpc, home), vpcs: [] };
      entry.vpcs.push(vpc.name);
      gateways.set(transitGateway.name, entry);
    }
  }
  return [...gateways].map(([id, { region, vpcs }]) => ({
    id,
    ...(region !== undefined && { region }),
    vpcs,
    added: vpcs,
  }));
}
