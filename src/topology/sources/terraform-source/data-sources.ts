import { isUnknown, type SourceValue } from './value.ts';

/**
 * What a data source says without asking AWS: the Region of its provider, and the name of a service in it. Undefined for everything
 * that only AWS knows. Zones of a Region are not guessed: accounts see different ones.
 */
export function dataAttribute(
  type: string,
  name: string,
  given: (attribute: string) => SourceValue,
  region: () => SourceValue,
): SourceValue | undefined {
  if (type === 'aws_region' && ['id', 'name', 'region'].includes(name)) return region();
  if (type === 'aws_partition' && name === 'partition') return partitionOf(region());
  if (type === 'aws_vpc_endpoint_service' && name === 'service_name') return serviceName(given, region());
  return undefined;
}

function partitionOf(region: SourceValue): SourceValue | undefined {
  if (typeof region !== 'string') return undefined;
  return region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

/** `service = "s3"` is the AWS service of that name in the provider's Region; a full name stays what it is. */
function serviceName(given: (attribute: string) => SourceValue, region: SourceValue): SourceValue | undefined {
  const full = given('service_name');
  if (typeof full === 'string') return full;
  const service = given('service');
  if (typeof service !== 'string' || isUnknown(region) || typeof region !== 'string') return undefined;
  return `com.amazonaws.${region}.${service}`;
}
