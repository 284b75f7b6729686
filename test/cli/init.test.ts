import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { DESIGNS, PRESETS } from '../../src/cli/init/presets.ts';
import { loadNetwork } from '../../src/operations/inputs/load-network.ts';
import { estimateNetwork } from '../../src/operations/shared/estimate-network.ts';
import { frozenRates } from '../support/frozen-rates.ts';
import { tollgateInProcess } from '../support/run-in-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'tollgate-init-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  // 8 endpoints x 2 zones x 730 h x 0.01 + 526 GB x 0.01.
  ['eks-private', '122.06'],
  // 2 endpoints x 14.60, 730 GB x 0.01, 2 zones x 0.50, Transit Gateway 730 GB x 0.02.
  ['hub', '52.1'],
  // 2 NAT gateways x 730 h x 0.045 + 4,000 GB x 0.045.
  ['central-egress', '245.7'],
  // 12 endpoints x 14.60 + 600 GB x 0.01.
  ['landing-zone', '181.2'],
] as const)('the design %s prices at %s a month', async (preset, monthly) => {
  const reading = await loadNetwork({ name: 'network.yaml', content: DESIGNS[preset].text('us-east-1') });
  const { totals } = await estimateNetwork({ reading }, frozenRates());
  expect(totals.monthly.knownPart.toFixed()).toBe(monthly);
});

test.each(PRESETS)('%s is a topology in every Region', async (preset) => {
  const reading = await loadNetwork({ name: 'network.yaml', content: DESIGNS[preset].text('eu-central-1') });
  expect(reading.findings).toEqual([]);
});

test('without a design or answers it names the choices; the commands are printed', async () => {
  expect((await tollgateInProcess(['init'])).err).toContain('eks-private (a private EKS cluster');
  const printed = await tollgateInProcess(['init', '--from-aws', '--region', 'eu-west-1']);
  expect(printed.out).toContain('aws ec2 describe-vpc-endpoints --region eu-west-1');
});

const FILES: Readonly<Record<string, object>> = {
  'a/one.json': {
    VpcEndpoints: [
      {
        VpcEndpointId: 'vpce-1',
        VpcEndpointType: 'Interface',
        VpcId: 'vpc-1',
        ServiceName: 'com.amazonaws.us-east-1.ssm',
        SubnetIds: ['subnet-1'],
        State: 'available',
        OwnerId: '111122223333',
      },
    ],
  },
  'a/x.json': {
    Subnets: [
      {
        SubnetId: 'subnet-1',
        VpcId: 'vpc-1',
        AvailabilityZone: 'us-east-1a',
        AvailabilityZoneId: 'use1-az4',
        OwnerId: '111122223333',
      },
    ],
  },
  'b/44-of-444455556666.json': {
    data: {
      VpcEndpoints: [
        {
          VpcEndpointId: 'vpce-2',
          VpcEndpointType: 'Interface',
          VpcId: 'vpc-2',
          ServiceName: 'com.amazonaws.eu-west-1.ssm',
          SubnetIds: ['subnet-2'],
          State: 'available',
          OwnerId: '444455556666',
        },
      ],
    },
  },
  'b/eu-west-1/y.json': {
    Subnets: [{ SubnetId: 'subnet-2', VpcId: 'vpc-2', AvailabilityZone: 'eu-west-1b', AvailabilityZoneId: 'euw1-az1' }],
  },
  'b/nat.json': { NatGateways: [{ NatGatewayId: 'nat-2', VpcId: 'vpc-2', SubnetId: 'subnet-2', State: 'available' }] },
  'notes.json': { hello: 'there' },
};

test('a folder of answers of two accounts and Regions is one network, whatever its files are called', async () => {
  for (const [name, value] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), JSON.stringify(value));
  }
  const { out, err, code } = await tollgateInProcess(['init', '--from-aws', folder]);
  expect(code).toBe(0);
  expect(err).toContain('TG2058  notes.json');
  const { topology } = await loadNetwork({ name: 'network.yaml', content: out });
  expect(topology.endpoints.map(({ id, region, account, azs }) => [id, region, account, azs])).toEqual([
    ['vpce-1', 'us-east-1', '111122223333', ['use1-az4']],
    ['vpce-2', 'eu-west-1', '444455556666', ['euw1-az1']],
  ]);
  expect(topology.natGateways).toMatchObject([{ id: 'nat-2', region: 'eu-west-1', az: 'euw1-az1' }]);
});
