import { z } from 'zod';

const text = z.string();
const list = <T extends z.ZodType>(item: T) => z.array(item).optional();

const endpointsSchema = z.looseObject({
  central: z.boolean().optional(),
  /** Names of subnets of the VPC, one to a zone. */
  subnets: list(text),
  endpoints: list(z.looseObject({ service: text, serviceName: text.optional(), policy: text.optional() })),
});

const vpcSchema = z.looseObject({
  name: text,
  account: text.optional(),
  /** Of a template: the accounts and organizational units that it is made in. */
  deploymentTargets: z.unknown().optional(),
  region: text.optional(),
  cidrs: list(text),
  subnets: list(z.looseObject({ name: text, availabilityZone: z.union([text, z.number()]).optional() })),
  natGateways: list(z.looseObject({ name: text, subnet: text })),
  transitGatewayAttachments: list(
    z.looseObject({ name: text, transitGateway: z.looseObject({ name: text, account: text.optional() }) }),
  ),
  gatewayEndpoints: z.looseObject({ endpoints: list(z.looseObject({ service: text })) }).optional(),
  interfaceEndpoints: endpointsSchema.optional(),
  useCentralEndpoints: z.boolean().optional(),
});

/** The parts of `network-config.yaml` that cost something or place what costs (Landing Zone Accelerator on AWS, network configuration). */
export const networkConfigSchema = z.looseObject({
  homeRegion: text.optional(),
  vpcs: list(vpcSchema),
  vpcTemplates: list(vpcSchema),
  transitGateways: list(z.looseObject({ name: text, account: text.optional(), region: text.optional() })),
  vpcPeering: list(z.looseObject({ name: text, vpcs: z.array(text) })),
  centralNetworkServices: z.looseObject({}).optional(),
});
export type NetworkConfig = z.infer<typeof networkConfigSchema>;
export type ConfigVpc = z.infer<typeof vpcSchema>;
