import { createHash } from 'node:crypto';
import type { Value } from './value.ts';

/** How ids of AWS begin, by type of resource: references are followed by them. */
const ID_PREFIX: Readonly<Record<string, string>> = {
  aws_subnet: 'subnet-',
  aws_default_subnet: 'subnet-',
  aws_vpc: 'vpc-',
  aws_default_vpc: 'vpc-',
  aws_vpc_endpoint: 'vpce-',
  aws_vpc_endpoint_service: 'vpce-svc-',
  aws_security_group: 'sg-',
  aws_default_security_group: 'sg-',
  aws_ec2_transit_gateway: 'tgw-',
  aws_route53_zone: 'Z',
  aws_route53profiles_profile: 'rp-',
};

/** The names under which other resources refer to one. */
const REFERENCES = new Set(['id', 'arn', 'zone_id']);

/**
 * An id that stands for a resource which does not exist yet, always the same for the same address: other resources refer to it by that.
 * It ends with the reading; undefined for attributes that nothing refers by.
 */
export function madeUpAttribute(type: string, address: string, name: string): Value | undefined {
  if (!REFERENCES.has(name)) return undefined;
  const mark = createHash('sha256').update(address).digest('hex').slice(0, 17);
  if (name === 'arn') return `arn:aws:elasticloadbalancing:::loadbalancer/${mark}`;
  const prefix = ID_PREFIX[type];
  return prefix === 'Z' ? `Z${mark.toUpperCase()}` : `${prefix ?? 'made-up-'}${mark}`;
}
