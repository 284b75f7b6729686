import { describe, expect, test } from 'vitest';
import { readTemplate } from '../../../../support/read-template.ts';
import { sharedSample } from '../../../../support/shared-samples.ts';

/** Streams worked out by hand from the files: interface endpoints x their subnets, each subnet in a GetAZs zone of its own. */
const SAMPLES = [
  { file: 'cfn/localstack-ec2-vpc-endpoint.yml', streams: 2, services: ['logs'] },
  {
    file: 'cfn/stepfunctions-fargate-vpc.yaml',
    streams: 14,
    services: ['ecr.api', 'ecr.dkr', 'ecs', 'ecs-agent', 'ecs-telemetry', 'logs', 'states'],
  },
  { file: 'cfn/cdk-facvpc-endpoints.template.json', streams: 4, services: ['bedrock', 'sqs'] },
];

describe.each(SAMPLES)('$file', ({ file, streams, services }) => {
  test(`gives ${streams} zone-hour streams`, async () => {
    const { topology } = await readTemplate(sharedSample(file).toString('utf8'), { region: 'us-east-1' });
    const interfaces = topology.endpoints.filter((each) => each.type === 'Interface');
    expect(interfaces.map((each) => each.service)).toEqual(services.map((name) => `com.amazonaws.us-east-1.${name}`));
    expect(interfaces.flatMap((each) => each.azs ?? [])).toHaveLength(streams);
    expect(new Set(interfaces.flatMap((each) => each.azs ?? []))).toEqual(
      new Set(['zone:us-east-1[0]', 'zone:us-east-1[1]']),
    );
  });
});

test('the gateway endpoint of the Fargate sample stays a gateway endpoint', async () => {
  const { endpoint } = await readTemplate(sharedSample('cfn/stepfunctions-fargate-vpc.yaml').toString('utf8'));
  expect(endpoint('S3Endpoint')).toMatchObject({ type: 'Gateway', vpc: 'VPC' });
});

test('without a Region the service is still named, and the Region is not made up', async () => {
  const { endpoint, codes } = await readTemplate(sharedSample('cfn/localstack-ec2-vpc-endpoint.yml').toString('utf8'));
  expect(endpoint('CWLInterfaceEndpoint').service).toBe('com.amazonaws.logs');
  expect(endpoint('CWLInterfaceEndpoint').region).toBeUndefined();
  expect(codes).toContain('TG1152');
});
