import { describe, expect, test } from 'vitest';
import { errorFrom } from '../../../support/expect-error.ts';
import { networkOf, readUsage } from '../../../support/traffic-files.ts';

const network = networkOf(
  { id: 'aws_vpc_endpoint.a', address: 'aws_vpc_endpoint.a' },
  { id: 'aws_vpc_endpoint.many["x"]', address: 'aws_vpc_endpoint.many["x"]' },
  { id: 'aws_vpc_endpoint.many["y"]', address: 'aws_vpc_endpoint.many["y"]' },
  { id: 'module.m["a.b[0]"].aws_vpc_endpoint.e[1]', address: 'module.m["a.b[0]"].aws_vpc_endpoint.e[1]' },
);

const usage = (lines: string, defaults = '') => `version: 0.1\n${defaults}resource_usage:\n${lines}`;
const gb = (address: string, value: string | number) => `  ${address}:\n    monthly_data_processed_gb: ${value}\n`;
const read = async (content: string, topology = network) => {
  const { profile, findings } = await readUsage(content, topology);
  return { profile: Object.fromEntries([...profile].map(([id, each]) => [id, each.monthlyGb.toFixed()])), findings };
};

describe('what wins', () => {
  test('an exact address, then the wildcard that leaves least open, then the default of the type', async () => {
    const defaults = 'resource_type_default_usage:\n  aws_vpc_endpoint:\n    monthly_data_processed_gb: 1\n';
    const lines = [
      gb('aws_vpc_endpoint.many[*]', 20),
      gb('aws_vpc_endpoint.many["x"]', 30),
      gb('module.m[*].aws_vpc_endpoint.e[*]', 40),
      gb('module.m["a.b[0]"].aws_vpc_endpoint.e[*]', 50),
    ];
    expect((await read(usage(lines.join(''), defaults))).profile).toEqual({
      'aws_vpc_endpoint.a': '1',
      'aws_vpc_endpoint.many["x"]': '30',
      'aws_vpc_endpoint.many["y"]': '20',
      'module.m["a.b[0]"].aws_vpc_endpoint.e[1]': '50',
    });
  });

  test('a default does not replace what the network states itself', async () => {
    const defaults = 'resource_type_default_usage:\n  aws_vpc_endpoint:\n    monthly_data_processed_gb: 1\n';
    const topology = networkOf({ id: 'stated', traffic: { monthlyGb: '5' } }, { id: 'silent' });
    expect((await read(`version: 0.1\n${defaults}`, topology)).profile).toEqual({ silent: '1' });
  });

  test('ids of a topology file and AWS ids name endpoints too', async () => {
    const topology = networkOf({ id: 'app-ssm' }, { id: 'aws_vpc_endpoint.b', awsId: 'vpce-1' });
    expect((await read(usage(gb('app-ssm', 7) + gb('vpce-1', 8)), topology)).profile).toEqual({
      'app-ssm': '7',
      'aws_vpc_endpoint.b': '8',
    });
  });

  test('no entry leaves the usage unknown', async () => {
    expect((await read(usage(gb('aws_vpc_endpoint.a', 7)))).profile).toEqual({ 'aws_vpc_endpoint.a': '7' });
  });

  test('zero is a quantity, an absent or null key is none', async () => {
    const lines = `${gb('aws_vpc_endpoint.a', 0)}  aws_vpc_endpoint.many["x"]:\n  aws_vpc_endpoint.many["y"]:\n    other_key: 3\n`;
    expect((await read(usage(lines))).profile).toEqual({ 'aws_vpc_endpoint.a': '0' });
  });

  test('the provenance names the file and the entry', async () => {
    const { profile } = await readUsage(usage(gb('aws_vpc_endpoint.many[*]', 2)), network);
    expect(profile.get('aws_vpc_endpoint.many["x"]')?.provenance).toEqual({
      source: 'usage-file',
      from: 'usage.yml: aws_vpc_endpoint.many[*]',
    });
  });
});

describe('what does not fit', () => {
  test('usage of endpoints that do not exist is reported with its line (TG1204)', async () => {
    const { findings } = await read(
      usage(gb('aws_vpc_endpoint.a', 1) + gb('aws_vpc_endpoint.gone', 2) + gb('aws_vpc_endpoint.many["z"]', 3)),
    );
    expect(findings.map(({ code, subject, location }) => [code, subject, location?.line])).toEqual([
      ['TG1204', 'aws_vpc_endpoint.gone', 6],
      ['TG1204', 'aws_vpc_endpoint.many["z"]', 8],
    ]);
  });

  test('resources of other types and unknown keys are none of ours', async () => {
    const lines =
      '  aws_lambda_function.f:\n    monthly_requests: 5\n  module.n.aws_nat_gateway.g[0]:\n    monthly_data_processed_gb: 5\n';
    expect(await read(`${usage(lines)}future_key: { a: 1 }\n`)).toEqual({ profile: {}, findings: [] });
  });

  test.each(['0.2', '"0.1.0"', '1'])('version %s is refused (TG1201)', async (version) => {
    expect((await errorFrom(() => read(`version: ${version}\nresource_usage: {}\n`))).code).toBe('TG1201');
  });

  test.each(['-1', '1e5', '.nan', '.inf', 'lots', '[1]', '99999999999999999999999'])(
    'the quantity %s is refused with its line (TG1202)',
    async (quantity) => {
      const text = quantity === '1e5' ? '"1e5"' : quantity;
      const error = await errorFrom(() =>
        read(usage(gb('aws_vpc_endpoint.a', 1) + gb('aws_vpc_endpoint.many[*]', text))),
      );
      expect([error.code, error.location?.line]).toEqual(['TG1202', 6]);
    },
  );

  test.each([
    ['', 'TG1001'],
    ['resource_usage: {}', 'TG1005'],
    ['version: 0.1\nresource_usage: [1]', 'TG1005'],
    ['[]', 'TG1005'],
    ['version: 0.1\nresource_usage:\n  __proto__: { monthly_data_processed_gb: 1 }', 'TG1013'],
    ['version: [0.1', 'TG1003'],
  ])('%j is refused (%s)', async (content, code) => {
    expect((await errorFrom(() => read(content))).code).toBe(code);
  });
});
