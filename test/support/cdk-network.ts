import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, aws_ec2 as ec2, Stack } from 'aws-cdk-lib';

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

/** Synthesises a VPC with isolated subnets and interface endpoints, and gives the files of the assembly to the reader. */
export function withAssembly<T>({ endpoints, zones }: CdkNetwork, use: (outdir: string) => T): T {
  const outdir = mkdtempSync(join(tmpdir(), 'tollgate-cdk-'));
  try {
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
    return use(outdir);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** The template of the stack. */
export const cdkTemplate = (network: CdkNetwork): string =>
  withAssembly(network, (outdir) => readFileSync(join(outdir, 'Net.template.json'), 'utf8'));

/** Every file of the assembly at its top. */
export const cdkFiles = (network: CdkNetwork): Readonly<Record<string, string>> =>
  withAssembly(network, (outdir) =>
    Object.fromEntries(
      ['manifest.json', 'Net.template.json'].map((file) => [file, readFileSync(join(outdir, file), 'utf8')]),
    ),
  );
