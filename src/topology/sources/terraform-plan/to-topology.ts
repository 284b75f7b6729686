import { type Finding, finding } from '../../../core/finding.ts';
import type { InputDocument } from '../../../core/input-document.ts';
import { dnsOf } from '../../dns-of.ts';
import type { Topology } from '../../topology.ts';
import type { TopologyReading, TopologyReadOptions } from '../../topology-source.ts';
import { collect } from './collect.ts';
import { readConfiguration } from './configuration.ts';
import { joinReadings, readContainers } from './containers.ts';
import { planContext } from './context.ts';
import { EndpointSubnetFinder } from './endpoint-subnets.ts';
import type { TerraformPlan } from './schema.ts';
import { toConnectivity } from './to-connectivity.ts';
import { toEndpoint, toServerlessEndpoints } from './to-endpoint.ts';
import { toEndpointServices } from './to-endpoint-services.ts';
import { toHostedZones } from './to-hosted-zones.ts';
import { toNatGateways } from './to-nat-gateways.ts';
import { toProfiles } from './to-profiles.ts';
import { toResolverEndpoints } from './to-resolver-endpoints.ts';
import { toSecurityGroups } from './to-security-groups.ts';
import { toVpcs } from './to-vpcs.ts';

/** The network on one side of a plan. */
export async function toTopology(
  plan: TerraformPlan,
  document: InputDocument,
  options: TopologyReadOptions,
): Promise<TopologyReading> {
  const findings: Finding[] = [];
  const { instances, removed, forgotten, unreadable } = collect(plan, options.side ?? 'after');
  const scope = { instances, configuration: readConfiguration(plan.configuration), variables: plan.variables ?? {} };
  const context = planContext(scope, document, findings);
  const subnets = new EndpointSubnetFinder(scope, removed);
  const endpoints = instances.ofType('aws_vpc_endpoint').flatMap((each) => toEndpoint(each, subnets, context) ?? []);
  endpoints.push(...toServerlessEndpoints(subnets, context));
  for (const each of forgotten) {
    context.note('TG1122', each, `${each.address} leaves the Terraform state and is still there and billed.`);
  }
  for (const message of gaps(plan, unreadable)) {
    findings.push(finding('TG1154', document.name, message, { file: document.name }));
  }
  const region = regionOfAll(endpoints) ?? options.region;
  const vpcs = toVpcs(context);
  const endpointServices = toEndpointServices(context);
  const natGateways = toNatGateways(context);
  const dns = dnsOf({
    hostedZones: toHostedZones(context),
    profiles: toProfiles(context),
    resolverEndpoints: toResolverEndpoints(context),
  });
  const securityGroups = toSecurityGroups(context, endpoints);
  const connectivity = toConnectivity(context);
  const topology: Topology = {
    schema: 'tollgate/topology@1',
    ...(region !== undefined && { region }),
    ...(vpcs.length > 0 && { vpcs }),
    endpoints,
    ...(endpointServices.length > 0 && { endpointServices }),
    ...(natGateways.length > 0 && { natGateways }),
    ...(securityGroups.length > 0 && { securityGroups }),
    ...(connectivity && { connectivity }),
    ...(dns && { dns }),
  };
  const inner = await readContainers(context, options);
  return joinReadings({ topology, findings }, inner);
}

/** The one Region of all endpoints; undefined where they differ or one is not known. */
function regionOfAll(endpoints: Topology['endpoints']): string | undefined {
  const regions = new Set(endpoints.map((endpoint) => endpoint.region));
  return regions.size === 1 ? [...regions][0] : undefined;
}

function gaps(plan: TerraformPlan, unreadable: number): string[] {
  const messages: string[] = [];
  if (plan.complete === false) messages.push('The plan is incomplete: applying it leaves changes for a later plan.');
  const deferred = plan.deferred_changes?.length ?? 0;
  if (deferred > 0) messages.push(`The plan defers ${deferred} changes, which are left out.`);
  if (unreadable > 0) messages.push(`${unreadable} entries of the plan cannot be read and are left out.`);
  return messages;
}
