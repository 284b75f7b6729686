import type { Command } from './arguments.ts';
import { type Cloud, Refusal, type SimZone } from './cloud.ts';

type Handler = (cloud: Cloud, command: Command) => unknown;

const zoneOf = (cloud: Cloud, id: string | undefined): SimZone => cloud.get(cloud.zones, id, 'NoSuchHostedZone');

function vpcOf(cloud: Cloud, command: Command): string {
  const [, region, vpc = ''] = /^VPCRegion=([^,]+),VPCId=(.+)$/.exec(command.one('vpc') ?? '') ?? [];
  if (region !== cloud.region) throw new Refusal('InvalidVPCId', String(command.one('vpc')));
  cloud.get(cloud.vpcs, vpc, 'InvalidVPCId');
  return vpc;
}

const callerOf = (cloud: Cloud, { profile }: Command, vpc: string): string => profile ?? cloud.account(vpc);

function changeRecords(cloud: Cloud, command: Command): unknown {
  const zone = zoneOf(cloud, command.one('hosted-zone-id'));
  const batch = JSON.parse(command.one('change-batch') ?? '') as {
    Changes: {
      Action: string;
      ResourceRecordSet: { Name: string; Type: string; AliasTarget: { HostedZoneId: string; DNSName: string } };
    }[];
  };
  for (const { Action, ResourceRecordSet: record } of batch.Changes) {
    const name = record.Name.replace(/\.$/, '');
    if (name !== zone.name && !name.endsWith(`.${zone.name}`))
      throw new Refusal('InvalidChangeBatch', `${name} is not in ${zone.name}`);
    const target = record.AliasTarget.DNSName.replace('.vpce.example', '');
    if (record.AliasTarget.HostedZoneId !== 'ZVPCE')
      throw new Refusal('InvalidChangeBatch', 'the zone of the alias target');
    if (Action === 'DELETE') {
      if (zone.records.get(name) !== target) throw new Refusal('InvalidChangeBatch', `no such record ${name}`);
      zone.records.delete(name);
      continue;
    }
    if (!cloud.endpoints.has(target)) throw new Refusal('InvalidChangeBatch', `${target} does not exist`);
    if (Action === 'CREATE' && zone.records.has(name)) throw new Refusal('InvalidChangeBatch', `${name} exists`);
    zone.records.set(name, target);
  }
  return {};
}

function associate(cloud: Cloud, command: Command): unknown {
  const zone = zoneOf(cloud, command.one('hosted-zone-id'));
  const vpc = vpcOf(cloud, command);
  const owner = cloud.account(vpc);
  if (callerOf(cloud, command, vpc) !== owner)
    throw new Refusal('NotAuthorizedException', `${vpc} belongs to ${owner}`);
  if (owner !== zone.account && !zone.authorized.has(vpc))
    throw new Refusal('NotAuthorizedException', `${vpc} is not let in to ${zone.id}`);
  cloud.refuseConflict(vpc, [zone.name], 'ConflictingDomainExists');
  zone.vpcs.add(vpc);
  return {};
}

/** Private hosted zones, with the rules on names, on conflicts and on the last VPC. */
export const ROUTE53: Readonly<Record<string, Handler>> = {
  'create-hosted-zone': (cloud, command) => {
    const name = command.one('name') ?? '';
    if (!/^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(name)) throw new Refusal('InvalidDomainName', name);
    const vpc = vpcOf(cloud, command);
    cloud.refuseConflict(vpc, [name], 'ConflictingDomainExists');
    const id = cloud.newId('/hostedzone/Z');
    cloud.zones.set(id, {
      id,
      name,
      account: callerOf(cloud, command, vpc),
      vpcs: new Set([vpc]),
      authorized: new Set(),
      records: new Map(),
    });
    return { HostedZone: { Id: id } };
  },
  'delete-hosted-zone': (cloud, command) => {
    const zone = zoneOf(cloud, command.one('id'));
    if (zone.records.size > 0) throw new Refusal('HostedZoneNotEmpty', zone.id);
    cloud.zones.delete(zone.id);
    return {};
  },
  'change-resource-record-sets': changeRecords,
  'list-hosted-zones-by-vpc': (cloud, command) => ({
    HostedZoneSummaries: [...cloud.zones.values()]
      .filter((zone) => zone.vpcs.has(command.one('vpc-id') ?? ''))
      .map((zone) => ({ HostedZoneId: zone.id, Name: `${zone.name}.` })),
  }),
  'create-vpc-association-authorization': (cloud, command) => {
    const zone = zoneOf(cloud, command.one('hosted-zone-id'));
    if (command.profile !== undefined && command.profile !== zone.account) throw new Refusal('AccessDenied', zone.id);
    zone.authorized.add(vpcOf(cloud, command));
    return {};
  },
  'delete-vpc-association-authorization': (cloud, command) => {
    const zone = zoneOf(cloud, command.one('hosted-zone-id'));
    if (!zone.authorized.delete(vpcOf(cloud, command)))
      throw new Refusal('VPCAssociationAuthorizationNotFound', zone.id);
    return {};
  },
  'associate-vpc-with-hosted-zone': associate,
  'disassociate-vpc-from-hosted-zone': (cloud, command) => {
    const zone = zoneOf(cloud, command.one('hosted-zone-id'));
    const vpc = vpcOf(cloud, command);
    if (!zone.vpcs.has(vpc)) throw new Refusal('VPCAssociationNotFound', vpc);
    if (zone.vpcs.size === 1) throw new Refusal('LastVPCAssociation', zone.id);
    zone.vpcs.delete(vpc);
    return {};
  },
};

const endpointOfArn = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);

/** Route 53 Profiles that hold endpoints. */
export const PROFILES: Readonly<Record<string, Handler>> = {
  'list-profile-resource-associations': (cloud, command) => ({
    ProfileResourceAssociations: [
      ...cloud.get(cloud.profiles, command.one('profile-id'), 'ResourceNotFoundException').endpoints,
    ].map((id) => ({
      ResourceArn: `arn:aws:ec2:${cloud.region}:${cloud.account(cloud.endpoints.get(id)?.vpc ?? '')}:vpc-endpoint/${id}`,
    })),
  }),
  'associate-resource-to-profile': (cloud, command) => {
    const profile = cloud.get(cloud.profiles, command.one('profile-id'), 'ResourceNotFoundException');
    const id = endpointOfArn(command.one('resource-arn') ?? '');
    if (!cloud.endpoints.has(id)) throw new Refusal('ResourceNotFoundException', id);
    if (profile.endpoints.has(id)) throw new Refusal('ConflictException', id);
    profile.endpoints.add(id);
    return { ProfileResourceAssociation: { Id: `rpr-${id}` } };
  },
  'disassociate-resource-from-profile': (cloud, command) => {
    const profile = cloud.get(cloud.profiles, command.one('profile-id'), 'ResourceNotFoundException');
    if (!profile.endpoints.delete(endpointOfArn(command.one('resource-arn') ?? '')))
      throw new Refusal('ResourceNotFoundException', '');
    return {};
  },
};
