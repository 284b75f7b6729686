import { createHash } from 'node:crypto';
import type { SourceValue } from './value.ts';

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

/** Ids that stand for resources which do not exist yet: other resources refer to them by these. They end with the reading. */
export class MadeUpIds {
  readonly #addresses = new Map<string, string>();

  /** The id, always the same for the same address; undefined for attributes that nothing refers by. */
  attribute(type: string, address: string, name: string): SourceValue | undefined {
    if (!REFERENCES.has(name)) return undefined;
    const mark = createHash('sha256').update(address).digest('hex').slice(0, 17);
    const prefix = ID_PREFIX[type] ?? 'made-up-';
    const id =
      name === 'arn'
        ? `arn:aws:elasticloadbalancing:::loadbalancer/${mark}`
        : `${prefix}${prefix === 'Z' ? mark.toUpperCase() : mark}`;
    this.#addresses.set(id, address);
    return id;
  }

  /** A value with each made-up id replaced by the address that it stands for: nobody is shown an id that no resource has. */
  withAddresses<Part>(part: Part): Part {
    return this.#named(part) as Part;
  }

  #named(value: unknown): unknown {
    if (typeof value === 'string') return this.#addresses.get(value) ?? value;
    if (Array.isArray(value)) return value.map((each) => this.#named(each));
    if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, this.#named(each)]));
  }
}
