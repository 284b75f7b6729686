import { placeholderZone, regionOfService, regionOfZone } from '../../../core/ids.ts';
import { findRegion } from '../../../core/regions.ts';
import { ENDPOINT_TYPES, type Endpoint, type EndpointType } from '../../topology.ts';
import type { Declared } from './declared.ts';
import type { Note } from './note.ts';
import type { StackScope } from './scope.ts';
import { flagOf, labelsOf, tagsOf } from './to-words.ts';
import { type TemplateZones, zonesOf } from './to-zones.ts';
import { PartialText, plainOf, textOf, Unknown, type Value } from './value.ts';

/** Types that put a network interface into each subnet. */
const WITH_INTERFACES: ReadonlySet<EndpointType> = new Set([
  'Interface',
  'GatewayLoadBalancer',
  'Resource',
  'ServiceNetwork',
]);

/** An AWS::EC2::VPCEndpoint as an endpoint. `exists` undefined = a condition nobody can settle, so its hours stay unknown. */
export function toEndpoint(
  { stack, logicalId, id, exists, property }: Declared,
  stacks: ReadonlyMap<string, StackScope>,
  note: Note,
): Endpoint {
  const file = stack.input.document.name;
  const line = stack.input.document.lineOf(['Resources', logicalId]);
  const say: Note = (code, subject, message) =>
    note(code, subject, message, { file, ...(line !== undefined && { line }) });
  const type = typeOf(property('VpcEndpointType'), id, say);
  const zones = WITH_INTERFACES.has(type.type) ? zonesOf(property('SubnetIds'), stacks) : undefined;
  if (exists === undefined) {
    say(
      'TG1174',
      id,
      `Whether ${id} exists depends on a condition that is not known, so its hours are left out of the total.`,
    );
  }
  const service = serviceOf(property('ServiceName'));
  const serviceRegion = textOf(property('ServiceRegion'));
  const region = stack.region ?? regionFrom(zones, property('ServiceRegion') === undefined ? service : undefined);
  const tags = tagsOf(property('Tags'));
  const vpc = labelsOf([property('VpcId') ?? null])[0];
  const securityGroups = property('SecurityGroupIds');
  const policy = property('PolicyDocument');
  return {
    id,
    address: id,
    ...(tags.Name !== undefined && { name: tags.Name }),
    ...(region !== undefined && { region }),
    ...(stack.input.account !== undefined && { account: stack.input.account }),
    ...(vpc !== undefined && { vpc }),
    type: type.type,
    ...(service !== undefined && { service }),
    ...(serviceRegion !== undefined && serviceRegion !== region && { serviceRegion }),
    ...(zones && type.known && exists && zoneFields(zones, { id, type: type.type }, say)),
    ...(securityGroups !== undefined && { securityGroups: labelsOf(securityGroups) }),
    ...dnsFields(property('PrivateDnsEnabled'), property('DnsOptions')),
    ...(policy !== undefined && { policy: plainOf(policy) }),
    ...(Object.keys(tags).length > 0 && { tags }),
  };
}

function typeOf(
  value: Value | undefined,
  id: string,
  say: Note,
): { readonly type: EndpointType; readonly known: boolean } {
  if (value === undefined) {
    say('TG1153', id, `${id} states no VpcEndpointType, so it is a Gateway endpoint (the default).`);
    return { type: 'Gateway', known: true };
  }
  const type = ENDPOINT_TYPES.find((each) => each === textOf(value));
  if (type) return { type, known: true };
  say('TG1175', id, `The endpoint type of ${id} is not known, so its hours are left out of the total.`);
  return { type: 'Interface', known: false };
}

function zoneFields(
  zones: TemplateZones,
  { id, type }: Pick<Endpoint, 'id' | 'type'>,
  say: Note,
): Pick<Endpoint, 'azs' | 'azsFrom' | 'subnets'> {
  if (!zones.azs && type === 'GatewayLoadBalancer') {
    say('TG1151', id, `The subnet of ${id} is not known; a Gateway Load Balancer endpoint has exactly one.`);
    return { azs: [placeholderZone(id)], azsFrom: 'derived' };
  }
  if (!zones.azs) {
    say('TG1150', id, `The number of subnets of ${id} is not known, so its hours are left out of the total.`);
    return {};
  }
  if (!zones.stated) {
    say(
      'TG1151',
      id,
      `The zones of ${id} are counted from its ${zones.azs.length} subnets; the template does not name them.`,
    );
  }
  return {
    azs: zones.azs,
    azsFrom: zones.stated ? 'stated' : 'derived',
    ...(zones.subnets && { subnets: zones.subnets }),
  };
}

/** The service name. Where only the Region inside it is not known, the name is kept without it: it still says which service. */
function serviceOf(value: Value | undefined): string | undefined {
  if (!(value instanceof PartialText)) return textOf(value);
  const parts = value.parts.map((part) => (part instanceof Unknown && part.label === 'AWS::Region' ? '' : part));
  return parts.every((part) => typeof part === 'string') ? parts.join('').replaceAll('..', '.') : undefined;
}

/** Without a stated Region: that of a zone name, else that of an AWS service name, which lies in the endpoint's own Region. */
function regionFrom(zones: TemplateZones | undefined, service: string | undefined): string | undefined {
  const named = zones?.azs?.map(regionOfZone).find((region) => region !== undefined && findRegion(region));
  return named ?? (service === undefined ? undefined : regionOfService(service));
}

function dnsFields(enabled: Value | undefined, options: Value | undefined): Partial<Endpoint> {
  const privateDns = flagOf(enabled);
  const only =
    options !== undefined &&
    options !== null &&
    typeof options === 'object' &&
    'PrivateDnsOnlyForInboundResolverEndpoint' in options
      ? textOf(options.PrivateDnsOnlyForInboundResolverEndpoint as Value)
      : undefined;
  return {
    ...(privateDns !== undefined && { privateDns }),
    ...(only !== undefined && { privateDnsInboundResolverOnly: only === 'OnlyInboundResolver' || only === 'true' }),
  };
}
