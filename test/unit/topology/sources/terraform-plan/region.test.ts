import { describe, expect, test } from 'vitest';
import {
  configModule,
  constant,
  creates,
  keeps,
  type PlanParts,
  readPlan,
  references,
} from '../../../../support/terraform-plan.ts';

const ENDPOINT = 'aws_vpc_endpoint.a';
const endpoint = (more: object = {}) => creates(ENDPOINT, { vpc_endpoint_type: 'Interface', ...more });
const provider = (region: object, more: object = {}) => ({ aws: { name: 'aws', expressions: { region }, ...more } });

const regionOf = async (parts: PlanParts, address = ENDPOINT) => {
  const { endpoint: at, codes } = await readPlan(parts);
  return at(address).region ?? codes;
};

describe('the Region of an endpoint', () => {
  test.each<[string, PlanParts]>([
    ['its own argument, over the provider', { changes: [endpoint({ region: 'eu-west-1' })] }],
    ['the provider, written out', { changes: [endpoint()], providers: provider(constant('eu-west-1')) }],
    [
      'the provider, through a variable of the plan',
      { changes: [endpoint()], providers: provider(references('var.region')), variables: { region: 'eu-west-1' } },
    ],
    [
      'the provider, through the default of a variable',
      {
        changes: [endpoint()],
        providers: provider(references('var.region')),
        root: configModule({}, { variables: { region: { default: 'eu-west-1' } } }),
      },
    ],
    [
      'the provider over the ARN',
      {
        changes: [keeps(ENDPOINT, { vpc_endpoint_type: 'Interface', arn: 'arn:aws:ec2:us-west-2:1:vpc-endpoint/x' })],
        providers: provider(constant('eu-west-1')),
      },
    ],
    [
      'the ARN',
      {
        changes: [keeps(ENDPOINT, { vpc_endpoint_type: 'Interface', arn: 'arn:aws:ec2:eu-west-1:1:vpc-endpoint/x' })],
        providers: provider(references('data.x_y.z')),
      },
    ],
    [
      'the zone names of its subnets',
      {
        changes: [
          endpoint({ subnet_ids: ['subnet-1'] }),
          keeps('aws_subnet.s', { id: 'subnet-1', availability_zone: 'eu-west-1b' }),
        ],
        providers: {},
      },
    ],
    [
      'the zone ids of its subnets',
      {
        changes: [
          endpoint({ subnet_ids: ['subnet-1'] }),
          keeps('aws_subnet.s', { id: 'subnet-1', availability_zone_id: 'euw1-az2' }),
        ],
        providers: {},
      },
    ],
  ])('is %s', async (_, parts) => {
    expect(await regionOf(parts)).toBe('eu-west-1');
  });

  test('follows the provider that the configuration names', async () => {
    const providers = {
      aws: { name: 'aws', expressions: { region: constant('us-east-1') } },
      'aws.west': { name: 'aws', alias: 'west', expressions: { region: constant('us-west-2') } },
    };
    const root = { resources: [{ address: ENDPOINT, provider_config_key: 'aws.west', expressions: {} }] };
    expect(await regionOf({ changes: [endpoint()], providers, root })).toBe('us-west-2');
  });

  test('follows a provider inside a module, through its variable', async () => {
    const address = 'module.m["x"].aws_vpc_endpoint.a';
    const providers = {
      'module.m:aws': { name: 'aws', module_address: 'module.m', expressions: { region: references('var.region') } },
    };
    const module = { resources: [{ address: ENDPOINT, provider_config_key: 'module.m:aws', expressions: {} }] };
    const root = configModule({}, { calls: { m: { expressions: { region: references('var.where') }, module } } });
    const changes = [creates(address, { vpc_endpoint_type: 'Interface' })];
    expect(await regionOf({ changes, providers, root, variables: { where: 'eu-west-1' } }, address)).toBe('eu-west-1');
  });

  test.each<[string, object]>([
    ['a local', references('local.region')],
    ['two variables', references('var.a', 'var.b')],
    ['a circle', references('var.loop')],
    ['a name that is no Region', constant('us-east-9')],
  ])('is not known from %s, which is said', async (_, region) => {
    const parts = { changes: [endpoint()], providers: provider(region), variables: { a: 'us-east-1', b: 'us-east-1' } };
    expect(await regionOf(parts)).toContain('TG1152');
  });

  test('is the given one where the plan knows none, and only there', async () => {
    const unknown = await readPlan({ changes: [endpoint()], providers: {} }, { region: 'eu-west-1' });
    const known = await readPlan({ changes: [endpoint()] }, { region: 'eu-west-1' });
    expect([unknown.topology.region, known.topology.region]).toEqual(['eu-west-1', 'us-east-1']);
    expect(unknown.codes).not.toContain('TG1152');
  });

  test('is no one Region of the network where endpoints differ', async () => {
    const changes = [
      endpoint(),
      creates('aws_vpc_endpoint.b', { vpc_endpoint_type: 'Interface', region: 'eu-west-1' }),
    ];
    const { topology } = await readPlan({ changes });
    expect(topology.region).toBeUndefined();
    expect(topology.endpoints.map((each) => each.region)).toEqual(['us-east-1', 'eu-west-1']);
  });

  test('differs from the Region of a cross-Region service', async () => {
    const { endpoint: at } = await readPlan({ changes: [endpoint({ service_region: 'eu-west-1' })] });
    expect(at(ENDPOINT)).toMatchObject({ region: 'us-east-1', serviceRegion: 'eu-west-1' });
  });
});
