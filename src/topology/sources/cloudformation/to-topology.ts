import { regionNamed } from '../../../core/regions.ts';
import { dnsOf } from '../../dns-of.ts';
import type { Topology } from '../../topology.ts';
import { certain, type Declared, declaredOf, placeOf } from './declared.ts';
import type { Note } from './note.ts';
import type { StackScope } from './scope.ts';
import { toConnectivity } from './to-connectivity.ts';
import { toEndpoint } from './to-endpoint.ts';
import { toEndpointServices } from './to-endpoint-services.ts';
import { toHostedZones } from './to-hosted-zones.ts';
import { toNatGateways } from './to-nat-gateways.ts';
import { toProfiles, toResolverEndpoints } from './to-route53.ts';
import { toSecurityGroups } from './to-security-group.ts';
import { tagsOf } from './to-words.ts';
import { textOf } from './value.ts';

type Vpc = NonNullable<Topology['vpcs']>[number];

/** The network that the stacks declare, in the order of the templates. Throws TG1102 for a Region no table knows. */
export function toTopology(stacks: readonly StackScope[], note: Note): Topology {
  for (const { region } of stacks) if (region !== undefined) regionNamed(region);
  const byPath = new Map(stacks.map((stack) => [stack.input.path, stack]));
  const endpoints = declaredOf(stacks, 'AWS::EC2::VPCEndpoint').map((each) => toEndpoint(each, byPath, note));
  for (const each of declaredOf(stacks, 'AWS::OpenSearchServerless::VpcEndpoint')) {
    const message = `${each.id} is priced as an interface endpoint: no price list names endpoints of OpenSearch Serverless.`;
    note('TG1180', each.id, message, { file: each.stack.input.document.name });
    endpoints.push({ ...toEndpoint(asInterface(each), byPath, note) });
  }
  const vpcs = certain(declaredOf(stacks, 'AWS::EC2::VPC'), note, 'TG1174').map(toVpc);
  const securityGroups = toSecurityGroups(stacks, endpoints);
  const endpointServices = toEndpointServices(stacks, byPath, note);
  const natGateways = toNatGateways(stacks, byPath, note);
  const dns = dnsOf({
    hostedZones: toHostedZones(stacks, note),
    profiles: toProfiles(stacks, note),
    resolverEndpoints: toResolverEndpoints(stacks, byPath, note),
  });
  const connectivity = toConnectivity(stacks, note);
  const [region, ...others] = new Set(stacks.map((stack) => stack.region));
  return {
    schema: 'tollgate/topology@1',
    ...(others.length === 0 && region !== undefined && { region }),
    ...(vpcs.length > 0 && { vpcs }),
    endpoints,
    ...(endpointServices.length > 0 && { endpointServices }),
    ...(natGateways.length > 0 && { natGateways }),
    ...(securityGroups.length > 0 && { securityGroups }),
    ...(connectivity && { connectivity }),
    ...(dns && { dns }),
  };
}

function toVpc(vpc: Declared): Vpc {
  const tags = tagsOf(vpc.property('Tags'));
  const cidr = textOf(vpc.property('CidrBlock'));
  return {
    id: vpc.id,
    ...(tags.Name !== undefined && { name: tags.Name }),
    ...placeOf(vpc),
    ...(cidr !== undefined && { cidrs: [cidr] }),
    ...(Object.keys(tags).length > 0 && { tags }),
  };
}

/** An OpenSearch Serverless endpoint has the subnets and groups of an interface endpoint, and one service. */
function asInterface(endpoint: Declared): Declared {
  const region = endpoint.stack.region;
  const fixed: Readonly<Record<string, string>> = {
    VpcEndpointType: 'Interface',
    ServiceName: region === undefined ? 'aoss' : `com.amazonaws.${region}.aoss`,
  };
  return { ...endpoint, property: (name) => fixed[name] ?? endpoint.property(name) };
}
