import { describe, expect, test } from 'vitest';
import { readTemplate } from '../../../../support/read-template.ts';
import { sample } from '../../../../support/samples.ts';

/** Streams worked out by hand from the files: interface endpoints x their subnets, each subnet in a GetAZs zone of its own. */
const SAMPLES = [
  { file: 'cfn/logs-in-two-subnets.yml', streams: 2, services: ['logs'] },
  {
    file: 'cfn/container-vpc.yaml',
    streams: 14,
    services: ['ecr.api', 'ecr.dkr', 'ecs', 'ecs-agent', 'ecs-telemetry', 'logs', 'states'],
  },
  { file: 'cfn/cdk-isolated-vpc.template.json', streams: 4, services: ['bedrock', 'sqs'] },
];

describe.each(SAMPLES)('$file', ({ file, streams, services }) => {
  test(`gives ${streams} zone-hour streams`, async () => {
    const { topology } = await readTemplate(sample(file).toString('utf8'), { region: 'us-east-1' });
    const interfaces = topology.endpoints.filter((each) => each.type === 'Interface');
    expect(interfaces.map((each) => each.service)).toEqual(services.map((name) => `com.amazonaws.us-east-1.${name}`));
    expect(interfaces.flatMap((each) => each.azs ?? [])).toHaveLength(streams);
    expect(new Set(interfaces.flatMap((each) => each.azs ?? []))).toEqual(
      new Set(['zone:us-east-1[0]', 'zone:us-east-1[1]']),
    );
  });
});

test('a gateway endpoint beside them stays a gateway endpoint', async () => {
  const { endpoint } = await readTemplate(sample('cfn/container-vpc.yaml').toString('utf8'));
  expect(endpoint('FlourStore')).toMatchObject({ type: 'Gateway', vpc: 'Bakery' });
});

test('without a Region the service is still named, and the Region is not made up', async () => {
  const { endpoint, codes } = await readTemplate(sample('cfn/logs-in-two-subnets.yml').toString('utf8'));
  expect(endpoint('LogsEndpoint').service).toBe('com.amazonaws.logs');
  expect(endpoint('LogsEndpoint').region).toBeUndefined();
  expect(codes).toContain('TG1152');
});
