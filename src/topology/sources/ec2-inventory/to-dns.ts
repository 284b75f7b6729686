import type { Topology } from '../../topology.ts';
import type { Inventory } from './schema.ts';

type Dns = NonNullable<Topology['dns']>;

/** The endpoint in a DNS name that AWS gives one: vpce-0a1b2c3d-e4f5.ssm.us-east-1.vpce.amazonaws.com. */
const ENDPOINT_NAME = /^(?:\*\.)?(vpce-[0-9a-z]+)-/;

/** Hosted zones, profiles, resolver endpoints and rules; undefined where no call told any. */
export function dnsOf(inventory: Inventory): Dns | undefined {
  const dns: Dns = {
    ...some('hostedZones', hostedZonesOf(inventory)),
    ...some('profiles', profilesOf(inventory)),
    ...some('resolverEndpoints', resolverEndpointsOf(inventory)),
    ...some('resolverRules', resolverRulesOf(inventory)),
  };
  return Object.keys(dns).length === 0 ? undefined : dns;
}

/** One entry for each zone, with every VPC that it answers and the endpoint that its alias records lead to. */
function hostedZonesOf({ HostedZones = [], HostedZoneRecords = [] }: Inventory): NonNullable<Dns['hostedZones']> {
  const records = Map.groupBy(HostedZoneRecords, (record) => record.HostedZoneId);
  return [...Map.groupBy(HostedZones, (zone) => zone.HostedZoneId)].map(([id, entries]) => {
    const endpoint = (records.get(id) ?? [])
      .flatMap((record) => ENDPOINT_NAME.exec(record.AliasTarget?.DNSName ?? '')?.[1] ?? [])
      .at(0);
    return {
      id,
      ...(entries[0]?.Name !== undefined && { name: entries[0].Name.replace(/\.$/, '') }),
      vpcs: [...new Set(entries.map((entry) => entry.VpcId))].sort(),
      ...(endpoint !== undefined && { endpoint }),
    };
  });
}

function profilesOf({
  Region,
  ProfileAssociations = [],
  ProfileResources = [],
}: Inventory): NonNullable<Dns['profiles']> {
  const resources = Map.groupBy(ProfileResources, (each) => each.ProfileId);
  const complete = ProfileAssociations.filter((each) => (each.Status ?? 'COMPLETE') === 'COMPLETE');
  return [...Map.groupBy(complete, (each) => each.ProfileId)].map(([id, associations]) => {
    const arns = (resources.get(id) ?? []).flatMap((each) => each.ResourceArn ?? []);
    return {
      id,
      ...(Region !== undefined && { region: Region }),
      vpcs: [...new Set(associations.flatMap((each) => each.ResourceId ?? []))].sort(),
      ...(arns.length > 0 && { resources: arns.sort() }),
    };
  });
}

const resolverEndpointsOf = ({ ResolverEndpoints = [] }: Inventory): NonNullable<Dns['resolverEndpoints']> =>
  ResolverEndpoints.flatMap(({ Id, HostVPCId, Direction, IpAddressCount }) =>
    HostVPCId === undefined
      ? []
      : [
          {
            id: Id,
            vpc: HostVPCId,
            direction: Direction === 'OUTBOUND' ? ('outbound' as const) : ('inbound' as const),
            ...(IpAddressCount !== undefined && { networkInterfaces: IpAddressCount }),
          },
        ],
  );

/** Rules that forward a domain, with the VPCs they hold for; AWS's own system rules forward nothing. */
function resolverRulesOf({
  ResolverRules = [],
  ResolverRuleAssociations = [],
}: Inventory): NonNullable<Dns['resolverRules']> {
  const vpcs = Map.groupBy(ResolverRuleAssociations, (each) => each.ResolverRuleId);
  return ResolverRules.flatMap(({ Id, DomainName, RuleType }) =>
    RuleType !== 'FORWARD' || DomainName === undefined
      ? []
      : [
          {
            id: Id,
            domain: DomainName.replace(/\.$/, ''),
            vpcs: (vpcs.get(Id) ?? []).flatMap((each) => each.VPCId ?? []).sort(),
          },
        ],
  );
}

const some = <Key extends keyof Dns>(key: Key, items: Dns[Key] & readonly unknown[]): Pick<Dns, Key> | object =>
  items.length === 0 ? {} : { [key]: items };
