import { expect, test } from 'vitest';
import { loadNetwork } from '../../../../../src/operations/inputs/load-network.ts';

const subnet = (index: number) => ({
  address: `module.net.aws_subnet.p[${index}]`,
  mode: 'managed',
  type: 'aws_subnet',
  name: 'p',
  index,
  values: { id: `subnet-0000000000000000${index}`, availability_zone: `us-east-1${'ab'[index]}` },
});
const state = {
  format_version: '1.0',
  terraform_version: '1.11.4',
  values: {
    root_module: {
      resources: [
        {
          address: 'aws_vpc_endpoint.e',
          mode: 'managed',
          type: 'aws_vpc_endpoint',
          name: 'e',
          values: {
            id: 'vpce-00000000000000001',
            vpc_endpoint_type: 'Interface',
            service_name: 'com.amazonaws.us-east-1.ssm',
            subnet_ids: ['subnet-00000000000000000', 'subnet-00000000000000001'],
          },
        },
      ],
      child_modules: [{ address: 'module.net', resources: [subnet(0), subnet(1)] }],
    },
  },
};

test.each(['after', 'before'] as const)('what stands in state is the network on the side %s', async (side) => {
  const { topology } = await loadNetwork({ name: 'state.json', value: state }, { side });
  expect(topology.endpoints).toMatchObject([
    { address: 'aws_vpc_endpoint.e', awsId: 'vpce-00000000000000001', azs: ['us-east-1a', 'us-east-1b'] },
  ]);
});

test('empty state is a network without endpoints', async () => {
  const value = { format_version: '1.0', terraform_version: '1.11.4', values: { root_module: {} } };
  expect((await loadNetwork({ name: 'state.json', value })).topology.endpoints).toEqual([]);
});
