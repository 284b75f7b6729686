import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, aws_ec2 as ec2, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { expect, test } from 'vitest';
import { TollgateError } from '../../../../../src/core/errors.ts';
import { loadNetwork } from '../../../../../src/operations/inputs/load-network.ts';
import { openInput } from '../../../../../src/operations/inputs/open-input.ts';
import { temporaryDirectory } from '../../../../support/run-tollgate.ts';

const env = { account: '111122223333', region: 'eu-west-1' };
const SERVICES = ec2.InterfaceVpcEndpointAwsService;
const ZONES = ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'];

/** Synthesises and reads the assembly as a command does that is given its folder. */
async function synthesised(build: (app: App) => void) {
  const outdir = temporaryDirectory();
  const app = new App({ outdir, analyticsReporting: false });
  build(app);
  app.synth();
  const missing = async (path: string): Promise<Uint8Array> => {
    throw new TollgateError('TG1007', `${path} is a directory.`);
  };
  const read = async (path: string): Promise<Uint8Array> => {
    try {
      return readFileSync(path);
    } catch {
      return missing(path);
    }
  };
  const { input, sibling } = await openInput(outdir, missing, read);
  const { topology, findings } = await loadNetwork(input, { sibling });
  const zones = topology.endpoints.map(({ service, azs }) => [service?.split('.').at(-1), azs]);
  return { topology, zones, codes: findings.map((each) => each.code), manifest: join(outdir, 'manifest.json') };
}

// The library's types are not made for exactOptionalPropertyTypes.
const networkIn = (stack: Stack): ec2.IVpc =>
  new ec2.Vpc(stack, 'Vpc', {
    availabilityZones: ZONES,
    natGateways: 0,
    subnetConfiguration: [{ name: 'isolated', subnetType: ec2.SubnetType.PRIVATE_ISOLATED, cidrMask: 24 }],
  }) as ec2.IVpc;

test('subnet filters decide the zones', async () => {
  const { zones, codes } = await synthesised((app) => {
    const vpc = networkIn(new Stack(app, 'Net', { env }));
    vpc.addInterfaceEndpoint('All', { service: SERVICES.SSM });
    vpc.addInterfaceEndpoint('Filtered', {
      service: SERVICES.KMS,
      subnets: { subnetFilters: [ec2.SubnetFilter.availabilityZones(['eu-west-1c'])] },
    });
    vpc.addInterfaceEndpoint('ByCidr', {
      service: SERVICES.SQS,
      subnets: { subnetFilters: [ec2.SubnetFilter.containsIpAddresses(['10.0.0.7', '10.0.1.7'])] },
    });
    vpc.addGatewayEndpoint('S3', { service: ec2.GatewayVpcEndpointAwsService.S3 });
  });
  expect(zones).toEqual([
    ['ssm', ZONES],
    ['kms', ['eu-west-1c']],
    ['sqs', ['eu-west-1a', 'eu-west-1b']],
    ['s3', undefined],
  ]);
  expect(codes).toEqual([]);
});

test('endpoints of another stack, of a nested one and of a stage stand in the subnets of the network stack', async () => {
  const { topology, zones } = await synthesised((app) => {
    const net = new Stack(app, 'Net', { env });
    const vpc = networkIn(net);
    new ec2.InterfaceVpcEndpoint(new Stack(app, 'App', { env }), 'Ssm', { vpc, service: SERVICES.SSM });
    const nested = new NestedStack(net, 'Nested');
    new ec2.InterfaceVpcEndpoint(nested, 'Kms', { vpc, service: SERVICES.KMS });
    const prod = new Stage(app, 'Prod', { env: { ...env, region: 'eu-central-1' } });
    new ec2.InterfaceVpcEndpoint(new Stack(prod, 'Far'), 'Sqs', {
      vpc: ec2.Vpc.fromVpcAttributes(prod.node.children[0] as Stack, 'Given', {
        vpcId: 'vpc-0123456789abcdef0',
        vpcCidrBlock: '10.9.0.0/16',
        availabilityZones: ['eu-central-1a', 'eu-central-1b'],
        privateSubnetIds: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'],
      }),
      service: SERVICES.SQS,
    });
  });
  expect(new Map(zones as [string, string[]][])).toEqual(
    new Map([
      ['ssm', ZONES],
      ['kms', ZONES],
      ['sqs', ['zone:subnet-0123456789abcdef0', 'zone:subnet-0123456789abcdef1']],
    ]),
  );
  expect(topology.endpoints.map(({ region, account }) => `${account} ${region}`).sort()).toEqual([
    '111122223333 eu-central-1',
    '111122223333 eu-west-1',
    '111122223333 eu-west-1',
  ]);
});
