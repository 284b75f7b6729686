import { isRecord, listOf, own, textOf, type Values } from './words.ts';

/** Types of the Cloud Control provider (awscc), which follow CloudFormation's names, as the AWS provider calls the same thing. */
const NAMES: Readonly<Record<string, string>> = {
  awscc_ec2_vpc_endpoint: 'aws_vpc_endpoint',
  awscc_ec2_subnet: 'aws_subnet',
  awscc_ec2_vpc: 'aws_vpc',
  awscc_ec2_nat_gateway: 'aws_nat_gateway',
  awscc_ec2_security_group: 'aws_security_group',
  awscc_ec2_security_group_ingress: 'aws_vpc_security_group_ingress_rule',
  awscc_ec2_transit_gateway: 'aws_ec2_transit_gateway',
  awscc_ec2_transit_gateway_attachment: 'aws_ec2_transit_gateway_vpc_attachment',
  awscc_ec2_transit_gateway_vpc_attachment: 'aws_ec2_transit_gateway_vpc_attachment',
  awscc_ec2_vpc_peering_connection: 'aws_vpc_peering_connection',
  awscc_ec2_vpc_endpoint_service: 'aws_vpc_endpoint_service',
  awscc_elasticloadbalancingv2_load_balancer: 'aws_lb',
  awscc_route53_hosted_zone: 'aws_route53_zone',
  awscc_route53profiles_profile: 'aws_route53profiles_profile',
  awscc_route53profiles_profile_association: 'aws_route53profiles_association',
  awscc_route53profiles_profile_resource_association: 'aws_route53profiles_resource_association',
  awscc_route53resolver_resolver_endpoint: 'aws_route53_resolver_endpoint',
  awscc_opensearchserverless_vpc_endpoint: 'aws_opensearchserverless_vpc_endpoint',
  awscc_cloudformation_stack: 'aws_cloudformation_stack',
  awscc_cloudformation_stack_set: 'aws_cloudformation_stack_set',
  awscc_servicecatalog_cloudformation_provisioned_product: 'aws_servicecatalog_provisioned_product',
};

/** Attributes that Cloud Control calls otherwise, by the AWS provider's type: ours, then theirs. */
const ATTRIBUTES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  aws_lb: { load_balancer_type: 'type' },
  aws_route53_zone: { vpc: 'vp_cs' },
};

/** The AWS provider's name of a type. */
export const awsType = (type: string): string => (Object.hasOwn(NAMES, type) ? (NAMES[type] ?? type) : type);

const ID_NAMES: Readonly<Record<string, string>> = {
  aws_vpc_endpoint: 'vpc_endpoint_id',
  aws_subnet: 'subnet_id',
  aws_vpc: 'vpc_id',
  aws_security_group: 'group_id',
  aws_ec2_transit_gateway: 'transit_gateway_id',
  aws_lb: 'load_balancer_arn',
  aws_route53_zone: 'hosted_zone_id',
  aws_route53profiles_profile: 'profile_id',
};

/** Whether an attribute of a resource is what others refer to it by. */
export const isIdentity = (type: string, attribute: string): boolean =>
  attribute === 'id' || attribute === 'arn' || (type.startsWith('awscc_') && ID_NAMES[awsType(type)] === attribute);

/** Values (or their unknown marks) of a Cloud Control resource under the AWS provider's names. */
export function awsValues(type: string, values: Values): Values {
  if (!type.startsWith('awscc_')) return values;
  const name = awsType(type);
  const renamed: Record<string, unknown> = { ...values };
  for (const [ours, theirs] of Object.entries(ATTRIBUTES[name] ?? {})) {
    if (Object.hasOwn(values, theirs)) renamed[ours] = values[theirs];
  }
  const id = ID_NAMES[name];
  if (id !== undefined && textOf(values[id]) !== undefined) renamed.id = values[id];
  const tags = listOf(values.tags).filter(isRecord);
  if (tags.length > 0) {
    renamed.tags = Object.fromEntries(
      tags.flatMap((tag) => {
        const [key, value] = [textOf(own(tag, 'key')), own(tag, 'value')];
        return key === undefined || key === '__proto__' ? [] : [[key, value]];
      }),
    );
  }
  return renamed;
}
