import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadNetwork } from '../../../../../src/operations/inputs/load-network.ts';

const content = readFileSync('test/fixtures/landing-zone/network-config.yaml');

test('VPCs, endpoints, NAT gateways and attachments of a network-config.yaml', async () => {
  const { topology, findings } = await loadNetwork({ name: 'network-config.yaml', content });
  expect(topology.endpoints.map(({ id, type, azs }) => [id, type, azs])).toEqual([
    ['shared/s3-gateway', 'Gateway', undefined],
    ['shared/kms', 'Interface', ['eu-central-1a', 'eu-central-1b']],
    ['shared/logs', 'Interface', ['eu-central-1a', 'eu-central-1b']],
  ]);
  expect(topology.natGateways).toMatchObject([{ id: 'shared/nat-a', az: 'eu-central-1a' }]);
  expect(topology.connectivity?.transitGateways).toEqual([
    { id: 'core', region: 'eu-central-1', vpcs: ['shared'], added: ['shared'] },
  ]);
  expect(findings.map((each) => [each.code, each.subject])).toEqual([['TG1182', 'workload']]);
});
