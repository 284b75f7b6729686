import { counted } from '../../../core/counted.ts';
import { placeholderZone } from '../../../core/ids.ts';
import { ENDPOINT_TYPES, type Endpoint, type EndpointType } from '../../topology.ts';
import type { PlanContext } from './context.ts';
import type { EndpointSubnetFinder } from './endpoint-subnets.ts';
import { disclosed, type Instance, isUnknown, known } from './instances.ts';
import { real, regionOf } from './region.ts';
import { tagFields } from './tags.ts';
import { labelOf } from './targets.ts';
import { flagOf, listOf, recordOf, textOf, textsOf } from './words.ts';

/** An `aws_vpc_endpoint` as an endpoint; undefined where its type is none of EC2's, which is said. */
export function toEndpoint(
  instance: Instance,
  subnets: EndpointSubnetFinder,
  context: PlanContext,
): Endpoint | undefined {
  const type = typeOf(instance, context);
  if (type === undefined) return undefined;
  const zones =
    type === 'Gateway' || isUnknown(instance, 'vpc_endpoint_type') ? {} : zoneFields(instance, type, subnets, context);
  const region = regionOf(instance, context.scope, zones.azs);
  const id = textOf(known(instance, 'id'));
  const vpc = context.vpcs.one(instance, 'vpc_id');
  const service = textOf(known(instance, 'service_name'));
  const serviceRegion = real(textOf(known(instance, 'service_region')));
  if (isUnknown(instance, 'service_region') && context.subnets.sets(instance, 'service_region')) {
    const message = `Whether ${instance.address} reaches another Region is not known before apply, so such a transfer is left out.`;
    context.note('TG1184', instance, message);
  }
  return {
    id: instance.address,
    address: instance.address,
    ...(id !== undefined && { awsId: id }),
    ...tagFields(instance),
    ...(region !== undefined && { region }),
    ...(vpc !== undefined && { vpc: labelOf(vpc) }),
    type,
    ...(service !== undefined && { service }),
    ...(serviceRegion !== undefined && serviceRegion !== region && { serviceRegion }),
    ...zones,
    ...interfaceFields(instance, context),
  };
}

/** Endpoints of OpenSearch Serverless: a network interface in each subnet, as an interface endpoint has. */
export function toServerlessEndpoints(subnets: EndpointSubnetFinder, context: PlanContext): Endpoint[] {
  return context.scope.instances.ofType('aws_opensearchserverless_vpc_endpoint').map((instance) => {
    const { address } = instance;
    context.note(
      'TG1180',
      instance,
      `${address} is priced as an interface endpoint: no price list names endpoints of OpenSearch Serverless.`,
    );
    const zones = zoneFields(instance, 'Interface', subnets, context);
    const region = regionOf(instance, context.scope, zones.azs);
    const vpc = context.vpcs.one(instance, 'vpc_id');
    const id = textOf(known(instance, 'id'));
    return {
      id: address,
      address,
      ...(id !== undefined && { awsId: id }),
      ...tagFields(instance),
      ...(region !== undefined && { region, service: `com.amazonaws.${region}.aoss` }),
      ...(vpc !== undefined && { vpc: labelOf(vpc) }),
      type: 'Interface' as const,
      ...zones,
    };
  });
}

/** The provider's default type is Gateway: a plan that leaves the type out says so. */
function typeOf(instance: Instance, { note, subnets }: PlanContext): EndpointType | undefined {
  const { address } = instance;
  if (isUnknown(instance, 'vpc_endpoint_type') && subnets.sets(instance, 'vpc_endpoint_type')) {
    note('TG1175', instance, `The type of ${address} is not known before apply, so it is not priced.`);
    return 'Interface';
  }
  const stated = textOf(known(instance, 'vpc_endpoint_type'));
  if (stated === undefined) {
    note('TG1153', instance, `${address} states no endpoint type, so it is a Gateway endpoint, which is free.`);
    return 'Gateway';
  }
  const type = ENDPOINT_TYPES.find((each) => each === stated);
  if (!type) note('TG5061', instance, `${address} is of an endpoint type that Tollgate does not know and is left out.`);
  return type;
}

type ZoneFields = Pick<Endpoint, 'azs' | 'azsFrom' | 'azsAtLeast' | 'subnets'>;

function zoneFields(
  instance: Instance,
  type: EndpointType,
  finder: EndpointSubnetFinder,
  { zones, note }: PlanContext,
): ZoneFields {
  const { address } = instance;
  const { subnets, derived, atLeast } = finder.of(instance);
  const isOpen = !subnets || atLeast < subnets.length;
  if (type === 'GatewayLoadBalancer' && isOpen) {
    const message = `The subnet of ${address} is not known before apply; a Gateway Load Balancer endpoint has exactly one.`;
    note('TG1151', instance, message);
    return { azs: [placeholderZone(address)], azsFrom: 'derived' };
  }
  if (!subnets) {
    note(
      'TG1150',
      instance,
      `The subnets of ${address} are not known before apply, so its hours are left out of the total.`,
    );
    return {};
  }
  const { azs, named } = zones.of(subnets);
  const pairs = subnets.map((subnet, index) => ({ az: azs[index] ?? '', subnet: labelOf(subnet) }));
  pairs.sort((a, b) => (a.az < b.az ? -1 : Number(a.az > b.az)));
  const most = new Set(azs).size;
  const isRange = atLeast < most;
  if (isRange) noteRange(instance, atLeast, most, note);
  else if (derived) {
    note(
      'TG1151',
      instance,
      `The subnets of ${address} are not known before apply; the configuration gives ${counted(most, 'zone')}.`,
    );
  } else if (!named) {
    note(
      'TG1151',
      instance,
      `${address} is in ${counted(azs.length, 'subnet')}, one zone each; the plan does not name the zones.`,
    );
  }
  return {
    azs: pairs.map((pair) => pair.az),
    azsFrom: derived || !named ? 'derived' : 'stated',
    ...(isRange && { azsAtLeast: atLeast }),
    subnets: pairs.map((pair) => pair.subnet),
  };
}

/** A plan lists the references of an expression, not what it does with them: `slice` and a splat read the same. */
function noteRange(instance: Instance, atLeast: number, most: number, note: PlanContext['note']): void {
  const message =
    `The expression for the subnets of ${instance.address} refers to subnets in ${counted(most, 'zone')}, and the plan does not tell ` +
    `how many of them it takes: its hours are priced for ${most}, with the low bound at ${atLeast}. The source beside the plan ` +
    '(--path FOLDER --plan FILE), the applied plan or a scan tells the exact number.';
  note('TG1159', instance, message);
}

function interfaceFields(instance: Instance, { groups }: PlanContext): Partial<Endpoint> {
  const privateDns = flagOf(known(instance, 'private_dns_enabled'));
  const [dns] = listOf(known(instance, 'dns_options')).map(recordOf);
  const inboundOnly = flagOf(dns?.private_dns_only_for_inbound_resolver_endpoint);
  const networkInterfaces = textsOf(known(instance, 'network_interface_ids'));
  const securityGroups = groups.list(instance, 'security_group_ids')?.targets.map(labelOf) ?? [];
  const requesterManaged = flagOf(known(instance, 'requester_managed'));
  const state = textOf(known(instance, 'state'));
  const policy = disclosed(instance, 'policy');
  return {
    ...(networkInterfaces.length > 0 && { networkInterfaces }),
    ...(securityGroups.length > 0 && { securityGroups }),
    ...(state !== undefined && { state }),
    ...(requesterManaged !== undefined && { requesterManaged }),
    ...(privateDns !== undefined && { privateDns }),
    ...(inboundOnly !== undefined && { privateDnsInboundResolverOnly: inboundOnly }),
    ...(textOf(policy) !== undefined && { policy }),
  };
}
