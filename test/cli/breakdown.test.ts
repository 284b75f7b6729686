import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryDirectory, tollgate } from '../support/run-tollgate.ts';
import { SAMPLES } from '../support/samples.ts';

const APP = ['breakdown', '--path', 'examples/app.yaml'];
const golden = (name: string): string => readFileSync(join('test', 'golden', 'breakdown-app', name), 'utf8');

describe('what breakdown prints of the bundled example', () => {
  test.each([
    ['table', 'app.golden.txt'],
    ['markdown', 'app.golden.md'],
    ['csv', 'app.golden.csv'],
  ])('as %s, to the letter', async (format, file) => {
    const { code, out, err } = await tollgate([...APP, '--format', format, '--group-by', 'tag:team']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    // The foot names the age of the prices, which grows by the day.
    expect(out.replace(/ The list prices are \d+ days old: [^\n<]*?today’s\./, '')).toBe(golden(file));
  });

  test('a table without colour when nobody looks at it', async () => {
    const { out } = await tollgate(APP);
    expect(out).toContain('2 AZ x 730 h');
    expect(out).not.toContain('\u001b');
  });

  test('json is the document and nothing else', async () => {
    const { out } = await tollgate([...APP, '--format', 'json']);
    expect(JSON.parse(out)).toMatchObject({
      schema: 'tollgate/estimate@1',
      totals: { monthly: '95.305', baseline: '58.40', usage: '36.905', unknownLines: 1 },
    });
  });

  test('infracost carries the totals that scripts read', async () => {
    const { out } = await tollgate([...APP, '--format', 'infracost']);
    expect(JSON.parse(out)).toMatchObject({ version: '0.2', currency: 'USD', totalMonthlyCost: '95.305' });
  });

  test('html is one page', async () => {
    const { out } = await tollgate([...APP, '--format', 'html']);
    expect(out).toMatch(/^<!doctype html>[\s\S]*<\/html>\n$/);
  });

  test('a saved estimate prints again as it was', async () => {
    const saved = await tollgate([...APP, '--format', 'json']);
    const again = await tollgate(['breakdown', '--path', '-', '--format', 'json'], { input: saved.out });
    expect(again).toEqual(saved);
    const repriced = await tollgate(['breakdown', '--path', '-', '--hours', '100'], { input: saved.out });
    expect(repriced).toMatchObject({ code: 1, out: '', err: expect.stringContaining('priced already') });
  });
});

describe('options', () => {
  test('--pool-gb fills the lower tiers first: 36,905 cents of bytes are charged at the last price', async () => {
    const { out } = await tollgate([...APP, '--pool-gb', 'us-east-1=5242880', '--format', 'json']);
    // 3,690.5 GB at 0.004.
    expect(JSON.parse(out).totals).toMatchObject({ usage: '14.762', baseline: '58.40' });
  });

  test('--hours bills another month', async () => {
    const { out } = await tollgate([...APP, '--hours', '744', '--format', 'json']);
    // 4 endpoints x 2 AZ x 744 h x 0.01.
    expect(JSON.parse(out).totals.baseline).toBe('59.52');
  });

  test('--usage-file states what the network does not', async () => {
    const usage = join(temporaryDirectory(), 'usage.yml');
    writeFileSync(usage, 'version: 0.1\nresource_usage:\n  app-ecr-api:\n    monthly_data_processed_gb: 100\n');
    const { out } = await tollgate([...APP, '--usage-file', usage, '--format', 'json']);
    expect(JSON.parse(out).totals).toMatchObject({ usage: '37.905', unknownLines: 0 });
  });

  test('--traffic counts measured bytes', async () => {
    const csv = join(temporaryDirectory(), 'throughput.csv');
    const rows = Array.from({ length: 730 }, (_, hour) => {
      const start = new Date(Date.UTC(2026, 9, 1, hour)).toISOString();
      return `app-ecr-api,use1-az1,${start},3600,1073741824`;
    });
    writeFileSync(csv, `endpoint_id,az,start,period_seconds,bytes\n${rows.join('\n')}\n`);
    const { code, out } = await tollgate([...APP, '--traffic', csv, '--format', 'json']);
    expect(code).toBe(0);
    // 730 GB of 2^30 bytes in 730 h.
    expect(JSON.parse(out).totals).toMatchObject({ usage: '44.205', unknownLines: 0 });
  });

  test('--top lists so many; the others are one row, and everything still adds up', async () => {
    const { out } = await tollgate([...APP, '--top', '1']);
    expect(out).toMatch(/^app-logs .* 38\.60$/m);
    expect(out).toMatch(/^4 others, not listed .* ≥ 56\.70$/m);
    expect(out).toMatch(/^Total .* ≥ 95\.30$/m);
  });

  test('--fail-on-unknown prints first and then ends with 3', async () => {
    const { code, out, err } = await tollgate([...APP, '--fail-on-unknown']);
    expect(code).toBe(3);
    expect(out).toContain('At least $95.30 a month');
    expect(err).toBe('1 cost line is unknown and --fail-on-unknown is given.\n');
  });
});

describe('plans of Terraform', () => {
  const plans = join(SAMPLES, 'plans');

  test('two interface endpoints in two zones: 29.20, and two lines nobody can know', async () => {
    const { out } = await tollgate([
      'breakdown',
      '--path',
      join(plans, 'two-existing-endpoints.json'),
      '--format',
      'json',
    ]);
    const { totals, endpoints } = JSON.parse(out);
    expect(totals).toMatchObject({ monthly: '29.20', baseline: '29.20', usage: '0.00', unknownLines: 2 });
    expect(endpoints.map((each: { region: string; azCount: number }) => [each.region, each.azCount])).toEqual([
      ['us-east-1', 2],
      ['us-east-1', 2],
    ]);
  });

  test('an endpoint without a type is the default, a free gateway, and the report says so', async () => {
    const { code, out } = await tollgate(['breakdown', '--path', join(plans, 'endpoint-without-type.json')]);
    expect(code).toBe(0);
    expect(out).toMatch(/^aws_vpc_endpoint\.archive +Gateway +free$/m);
    expect(out).toContain(
      'TG1153  aws_vpc_endpoint.archive states no endpoint type, so it is a Gateway endpoint, which is free.',
    );
  });
});
