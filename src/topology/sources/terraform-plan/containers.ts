import { parseText } from '../../../core/document.ts';
import type { Finding } from '../../../core/finding.ts';
import { dnsOf } from '../../dns-of.ts';
import type { Topology } from '../../topology.ts';
import type { TopologyReading, TopologyReadOptions } from '../../topology-source.ts';
import type { PlanContext } from './context.ts';
import { disclosed, type Instance, isUnknown } from './instances.ts';
import { regionOf } from './region.ts';
import { recordOf, textOf } from './words.ts';

/** Resources that make others which the plan does not list. */
const CONTAINERS: ReadonlyMap<string, string> = new Map([
  ['aws_cloudformation_stack', 'a CloudFormation stack'],
  ['aws_cloudformation_stack_set', 'a CloudFormation StackSet'],
  ['aws_servicecatalog_provisioned_product', 'a Service Catalog product'],
]);

/** Networks inside the resources of a plan: the template of a stack is read where the plan holds it; all others are named (TG1179). */
export async function readContainers(context: PlanContext, options: TopologyReadOptions): Promise<TopologyReading[]> {
  const readings: TopologyReading[] = [];
  for (const [type, what] of CONTAINERS) {
    for (const instance of context.scope.instances.ofType(type)) {
      const reading = type === 'aws_cloudformation_stack' ? await readStack(instance, context, options) : undefined;
      if (reading) readings.push(reading);
      else context.note('TG1179', instance, `${instance.address} is ${what}; endpoints that it makes are not seen.`);
    }
  }
  return readings;
}

async function readStack(
  instance: Instance,
  { scope }: PlanContext,
  options: TopologyReadOptions,
): Promise<TopologyReading | undefined> {
  const body = textOf(disclosed(instance, 'template_body'));
  if (body === undefined || isUnknown(instance, 'template_body') || !options.inner) return undefined;
  const document = await parseText(body, instance.address, { repeatedKeys: 'collect' }).catch(() => undefined);
  if (!document) return undefined;
  const given = Object.entries(recordOf(disclosed(instance, 'parameters')));
  const parameters = Object.fromEntries(given.filter((each): each is [string, string] => typeof each[1] === 'string'));
  const region = regionOf(instance, scope) ?? options.region;
  const reading = await options.inner(document, { region, parameters }).catch(() => undefined);
  return reading && { findings: reading.findings, topology: inside(instance.address, reading.topology) };
}

/** The network of a stack: its address before each name, so that it meets none of the plan's own, and its Region at each entry. */
function inside(address: string, { region, dns, connectivity, ...topology }: Topology): Topology {
  const own = <T extends { id: string; region?: string | undefined }>(each: T): T => ({
    ...each,
    id: `${address}/${each.id}`.slice(-512),
    ...(region !== undefined && { region: each.region ?? region }),
  });
  return {
    ...topology,
    endpoints: topology.endpoints.map((each) => ({ ...own(each), address: own(each).id })),
    natGateways: topology.natGateways?.map(own) ?? [],
    endpointServices: topology.endpointServices?.map(own) ?? [],
    dns: {
      ...dns,
      profiles: dns?.profiles?.map(own) ?? [],
      resolverEndpoints: dns?.resolverEndpoints?.map(own) ?? [],
    },
    connectivity: { ...connectivity, transitGateways: connectivity?.transitGateways?.map(own) ?? [] },
  };
}

/** The plan's network with those inside its resources. */
export function joinReadings(own: TopologyReading, inner: readonly TopologyReading[]): TopologyReading {
  if (inner.length === 0) return own;
  const findings: Finding[] = [...own.findings, ...inner.flatMap((each) => each.findings)];
  const all = [own.topology, ...inner.map(({ topology }) => topology)];
  const natGateways = all.flatMap((each) => each.natGateways ?? []);
  const endpointServices = all.flatMap((each) => each.endpointServices ?? []);
  const transitGateways = all.flatMap((each) => each.connectivity?.transitGateways ?? []);
  const peerings = all.flatMap((each) => each.connectivity?.peerings ?? []);
  const dns = dnsOf({
    hostedZones: all.flatMap((each) => each.dns?.hostedZones ?? []),
    profiles: all.flatMap((each) => each.dns?.profiles ?? []),
    resolverEndpoints: all.flatMap((each) => each.dns?.resolverEndpoints ?? []),
  });
  return {
    findings,
    topology: {
      ...own.topology,
      endpoints: all.flatMap((each) => each.endpoints),
      ...(natGateways.length > 0 && { natGateways }),
      ...(endpointServices.length > 0 && { endpointServices }),
      ...(dns && { dns }),
      ...(transitGateways.length + peerings.length > 0 && {
        connectivity: {
          ...(transitGateways.length > 0 && { transitGateways }),
          ...(peerings.length > 0 && { peerings }),
        },
      }),
    },
  };
}
