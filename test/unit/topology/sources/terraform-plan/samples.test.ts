import { describe, expect, test } from 'vitest';
import { loadNetwork } from '../../../../../src/operations/inputs/load-network.ts';
import { sample } from '../../../../support/samples.ts';

const existing = sample('plans/two-existing-endpoints.json');
const read = (content: Uint8Array | string, side?: 'before') => loadNetwork({ name: 'plan.json', content }, { side });

describe('a plan of two endpoints that exist', () => {
  test('gives them with their zones, VPC and AWS ids', async () => {
    const { topology, findings } = await read(existing);
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
      ['kms', 'sqs'].map((service) => ({
        id: `aws_vpc_endpoint.private["${service}"]`,
        awsId: service === 'kms' ? 'vpce-0a1b2c3d4e5f60718' : 'vpce-0918273645546372a',
        azs: ['use1-az4', 'use1-az6'],
        azsFrom: 'stated',
        region: 'us-east-1',
        vpc: 'vpc-0d15c0bea7c0ffee1',
        service: `com.amazonaws.us-east-1.${service}`,
      })),
    );
    expect(findings).toEqual([]);
  });

  test('knows its NAT gateways as paths that are there anyway', async () => {
    const { topology } = await read(existing);
    expect(topology.natGateways?.map(({ az, existing }) => ({ az, existing }))).toEqual([
      { az: 'use1-az4', existing: true },
      { az: 'use1-az6', existing: true },
    ]);
  });

  test('is the same before the change, as nothing changes', async () => {
    expect((await read(existing, 'before')).topology.endpoints).toEqual((await read(existing)).topology.endpoints);
  });

  test.each([
    ['UTF-8 with a byte order mark', (text: string) => Buffer.from(`\ufeff${text}`, 'utf8')],
    ['UTF-16 LE with one, as PowerShell redirects write', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 LE without', (text: string) => Buffer.from(text, 'utf16le')],
    ['UTF-16 BE with one', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
  ])('is read in %s', async (_, encode) => {
    expect(await read(encode(existing.toString('utf8')))).toEqual(await read(existing));
  });
});

test('an endpoint without a type is a Gateway endpoint, and the reading says why', async () => {
  const { topology, findings } = await read(sample('plans/endpoint-without-type.json'));
  expect(topology.endpoints.map(({ id, type, azs }) => ({ id, type, azs }))).toEqual([
    { id: 'aws_vpc_endpoint.archive', type: 'Gateway', azs: undefined },
  ]);
  expect(findings.map(({ code, subject }) => [code, subject])).toEqual([['TG1153', 'aws_vpc_endpoint.archive']]);
});
