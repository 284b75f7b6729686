/** What to look for: resource types, and the form of their AWS ids. */
export interface Wanted {
  readonly types: ReadonlySet<string>;
  readonly id: RegExp;
}

export const SUBNETS: Wanted = {
  types: new Set(['aws_subnet', 'aws_default_subnet', 'data.aws_subnet', 'data.aws_subnets', 'data.aws_subnet_ids']),
  id: /^subnet-[0-9a-z]+$/,
};

export const VPCS: Wanted = {
  types: new Set(['aws_vpc', 'aws_default_vpc', 'data.aws_vpc']),
  id: /^vpc-[0-9a-z]+$/,
};

export const ENDPOINTS: Wanted = { types: new Set(['aws_vpc_endpoint']), id: /^vpce-[0-9a-z]+$/ };

export const SECURITY_GROUPS: Wanted = {
  types: new Set(['aws_security_group', 'aws_default_security_group', 'data.aws_security_group']),
  id: /^sg-[0-9a-z]+$/,
};

export const LOAD_BALANCERS: Wanted = {
  types: new Set(['aws_lb', 'aws_alb', 'data.aws_lb', 'data.aws_alb']),
  id: /^arn:[\w-]+:elasticloadbalancing:[\w-]+:\d+:loadbalancer\//,
};

export const TRANSIT_GATEWAYS: Wanted = {
  types: new Set(['aws_ec2_transit_gateway', 'data.aws_ec2_transit_gateway']),
  id: /^tgw-[0-9a-z]+$/,
};

export const HOSTED_ZONES: Wanted = {
  types: new Set(['aws_route53_zone', 'data.aws_route53_zone']),
  id: /^Z[0-9A-Z]+$/,
};

export const PROFILES: Wanted = {
  types: new Set(['aws_route53profiles_profile', 'data.aws_route53profiles_profile']),
  id: /^rp-[0-9a-z]+$/,
};
