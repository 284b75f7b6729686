/** The five VPC endpoint types of EC2 (DescribeVpcEndpoints, VpcEndpointType). */
export const ENDPOINT_TYPES = ['Interface', 'Gateway', 'GatewayLoadBalancer', 'Resource', 'ServiceNetwork'] as const;
export type EndpointType = (typeof ENDPOINT_TYPES)[number];
