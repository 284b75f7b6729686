import { describe, expect, test } from 'vitest';
import { Decimal } from '../../../../src/core/decimal.ts';
import { syncUsageFile } from '../../../../src/operations/usage-sync/sync-file.ts';

const measured = (address: string, gb: number | string, source: 'cloudwatch' | 'throughput-file' = 'cloudwatch') => ({
  address,
  traffic: {
    monthlyGb: new Decimal(gb),
    provenance: { source, window: { start: '2026-11-01T00:00:00Z', end: '2026-11-15T12:00:00Z' } },
  },
});
const sync = (text: string | undefined, ...usage: ReturnType<typeof measured>[]) =>
  syncUsageFile(text === undefined ? undefined : { name: 'usage.yml', text }, usage, '2026-11-23');

const MARK = '# tollgate: measured by cloudwatch 2026-11-01 to 2026-11-15, written 2026-11-23';

test('a new file: version, address, GB with window and day', () => {
  expect(sync(undefined, measured('aws_vpc_endpoint.ssm', '1234.56789'))).toEqual({
    text: `version: 0.1\nresource_usage:\n  aws_vpc_endpoint.ssm:\n    monthly_data_processed_gb: 1234.568 ${MARK}\n`,
    written: 1,
    kept: 0,
  });
});

test('everything of the user stays: values, comments, order, other resources, defaults', () => {
  const mine = `# ours
version: 0.1
resource_type_default_usage:
  aws_vpc_endpoint:
    monthly_data_processed_gb: 7 # a guess
resource_usage:
  aws_vpc_endpoint.kms:
    monthly_data_processed_gb: 42 # agreed with the team
  aws_nat_gateway.this:
    monthly_data_processed_gb: 5
  # monthly_data_processed_gb: 0
`;
  const { text, written, kept } = sync(mine, measured('aws_vpc_endpoint.kms', 1), measured('aws_vpc_endpoint.ssm', 2));
  expect({ written, kept }).toEqual({ written: 1, kept: 1 });
  const lines = text.split('\n');
  expect(mine.split('\n').filter((line) => !lines.includes(line))).toEqual([]);
  expect(text).toContain(`  aws_vpc_endpoint.ssm:\n    monthly_data_processed_gb: 2 ${MARK}`);
});

test('what was written here is renewed, and only then', () => {
  const first = sync(undefined, measured('a.b', 1), measured('c.d', 1)).text;
  const edited = first.replace(
    `c.d:\n    monthly_data_processed_gb: 1 ${MARK}`,
    'c.d:\n    monthly_data_processed_gb: 9 # mine now',
  );
  const { text, written, kept } = sync(edited, measured('a.b', 5), measured('c.d', 5));
  expect({ written, kept }).toEqual({ written: 1, kept: 1 });
  expect(text).toContain(`monthly_data_processed_gb: 5 ${MARK}`);
  expect(text).toContain('monthly_data_processed_gb: 9 # mine now');
});

test('the same again changes nothing', () => {
  const first = sync(undefined, measured('module.a.aws_vpc_endpoint.x["k"]', 3)).text;
  expect(sync(first, measured('module.a.aws_vpc_endpoint.x["k"]', 3)).text).toBe(first);
});

test('a wildcard of the user covers its resources', () => {
  const mine = 'version: 0.1\nresource_usage:\n  aws_vpc_endpoint.x[*]:\n    monthly_data_processed_gb: 1\n';
  const { text, kept, written } = sync(
    mine,
    measured('aws_vpc_endpoint.x["a"]', 3),
    measured('aws_vpc_endpoint.y[0]', 4),
  );
  expect({ kept, written }).toEqual({ kept: 1, written: 1 });
  expect(text).not.toContain('x["a"]');
});

test('an entry without a value of ours gets one', () => {
  const mine = 'version: 0.1\nresource_usage:\n  a.b: # soon\n  c.d:\n    other: 1\n';
  const { text, written } = sync(mine, measured('a.b', 1), measured('c.d', 2));
  expect(written).toBe(2);
  expect(text).toContain(`    other: 1\n    monthly_data_processed_gb: 2 ${MARK}`);
});

describe('files that are none', () => {
  test.each([
    ['resource_usage: {}\n', 'TG1201'],
    ['version: 0.2\n', 'TG1201'],
    ['version: 0.1\nresource_usage: [1]\n', 'TG1201'],
    ['version: 0.1\n  bad: [\n', 'TG1003'],
    ['- 1\n', 'TG1201'],
  ])('%j', (text, code) => {
    expect(() => sync(text)).toThrow(expect.objectContaining({ code }));
  });

  test('an empty one is begun', () => {
    expect(sync('# nothing yet\n', measured('a.b', 1)).written).toBe(1);
  });
});
