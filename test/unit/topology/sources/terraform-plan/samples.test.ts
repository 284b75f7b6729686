import { describe, expect, test } from 'vitest';
import { loadNetwork } from '../../../../../src/operations/inputs/load-network.ts';
import { sharedSample } from '../../../../support/shared-samples.ts';

const ssm = sharedSample('plans/ssm-project-plan.json');
const read = (content: Uint8Array | string, side?: 'before') => loadNetwork({ name: 'plan.json', content }, { side });

describe('a real plan of two endpoints that exist', () => {
  test('gives them with their zones, VPC and AWS ids', async () => {
    const { topology, findings } = await read(ssm);
    expect(
      topology.endpoints.map(({ id, awsId, azs, azsFrom, region, vpc, service }) => ({
        id,
        awsId,
        azs,
        azsFrom,
        region,
        vpc,
        service,
      })),
    ).toEqual(
      ['ssm', 'ssmmessages'].map((service) => ({
        id: `aws_vpc_endpoint.vpc_endpoints["${service}"]`,
        awsId: service === 'ssm' ? 'vpce-0bce91598847da15b' : 'vpce-08fc99a5fe57997cc',
        azs: ['use1-az1', 'use1-az2'],
        azsFrom: 'stated',
        region: 'us-east-1',
        vpc: 'vpc-029a8ca1f47edfd4e',
        service: `com.amazonaws.us-east-1.${service}`,
      })),
    );
    expect(findings).toEqual([]);
  });

  test('knows its NAT gateways as paths that are there anyway', async () => {
    const { topology } = await read(ssm);
    expect(topology.natGateways?.map(({ az, existing }) => ({ az, existing }))).toEqual([
      { az: 'use1-az1', existing: true },
      { az: 'use1-az2', existing: true },
    ]);
  });

  test('is the same before the change, as nothing changes', async () => {
    expect((await read(ssm, 'before')).topology.endpoints).toEqual((await read(ssm)).topology.endpoints);
  });

  test.each([
    ['UTF-8 with a byte order mark', (text: string) => Buffer.from(`\ufeff${text}`, 'utf8')],
    ['UTF-16 LE with one, as PowerShell redirects write', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 LE without', (text: string) => Buffer.from(text, 'utf16le')],
    ['UTF-16 BE with one', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
  ])('is read in %s', async (_, encode) => {
    expect(await read(encode(ssm.toString('utf8')))).toEqual(await read(ssm));
  });
});

test('an endpoint without a type is a Gateway endpoint, and the reading says why', async () => {
  const { topology, findings } = await read(sharedSample('plans/checkov-plan-vpc-endpoint.json'));
  expect(topology.endpoints.map(({ id, type, azs }) => ({ id, type, azs }))).toEqual([
    { id: 'aws_vpc_endpoint.test', type: 'Gateway', azs: undefined },
  ]);
  expect(findings.map(({ code, subject }) => [code, subject])).toEqual([['TG1153', 'aws_vpc_endpoint.test']]);
});
