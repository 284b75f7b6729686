import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, aws_ec2 as ec2, Stack } from 'aws-cdk-lib';
import { temporaryDirectory } from './run-tollgate.ts';

const SERVICES = ec2.InterfaceVpcEndpointAwsService;

/** Endpoint construct ids with their service and the zones whose subnets they stand in; absent = every zone. */
export type CdkEndpoints = Readonly<
  Record<string, { service: keyof typeof SERVICES & ('SSM' | 'SQS' | 'KMS' | 'ECR_DOCKER'); zones?: readonly string[] }>
>;

export interface CdkNetwork {
  readonly endpoints: CdkEndpoints;
  /** Zones by name; absent = an environment-agnostic stack, which asks `Fn::GetAZs`. */
  readonly zones?: readonly string[];
}

/** Synthesises a VPC with isolated subnets and interface endpoints into a directory of the test's own. */
export function cdkAssembly({ endpoints, zones }: CdkNetwork): string {
  const outdir = temporaryDirectory();
  const app = new App({ outdir, analyticsReporting: false });
  const region = zones?.[0]?.slice(0, -1);
  const stack = new Stack(app, 'Net', region === undefined ? {} : { env: { account: '111122223333', region } });
  const vpc = new ec2.Vpc(stack, 'Vpc', {
    ...(zones && { availabilityZones: [...zones] }),
    natGateways: 0,
    subnetConfiguration: [{ name: 'isolated', subnetType: ec2.SubnetType.PRIVATE_ISOLATED, cidrMask: 24 }],
  });
  for (const [id, endpoint] of Object.entries(endpoints)) {
    vpc.addInterfaceEndpoint(id, {
      service: SERVICES[endpoint.service],
      ...(endpoint.zones && { subnets: { availabilityZones: [...endpoint.zones] } }),
    });
  }
  app.synth();
  return outdir;
}

/** The template of the stack. */
export const cdkTemplate = (network: CdkNetwork): string =>
  readFileSync(join(cdkAssembly(network), 'Net.template.json'), 'utf8');
