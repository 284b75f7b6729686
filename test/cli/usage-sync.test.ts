import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filesIn, topologyText } from '../support/change-files.ts';
import { tollgateInProcess } from '../support/run-in-process.ts';
import { keeps, plan } from '../support/terraform-plan.ts';

const GB = 2 ** 30;
const csv = `endpoint_id,az,start,period_seconds,bytes
ssm,use1-az1,2026-11-01T00:00:00Z,3600,${3 * GB}
ssm,use1-az2,2026-11-01T00:00:00Z,3600,${GB}
kms,use1-az1,2026-11-01T00:00:00Z,3600,${GB}
`;

const endpoint = (service: string, id: string) => ({
  id,
  vpc_id: 'app',
  vpc_endpoint_type: 'Interface',
  service_name: `com.amazonaws.us-east-1.${service}`,
  subnet_ids: ['subnet-1', 'subnet-2'],
});

test('fills a file from measured traffic under the addresses of a plan, and Tollgate reads it back', async () => {
  const directory = filesIn({
    'net.json': topologyText({ ssm: 2, kms: 1 }, false),
    'traffic.csv': csv,
    'plan.json': JSON.stringify(plan({ changes: [keeps('aws_vpc_endpoint.this["ssm"]', endpoint('ssm', 'vpce-1'))] })),
  });
  const at = (name: string) => join(directory, name);
  const args = [
    'usage',
    'sync',
    '--path',
    at('net.json'),
    '--traffic',
    at('traffic.csv'),
    '--plan',
    at('plan.json'),
    '--out-file',
    at('usage.yml'),
  ];
  const { code, out, err } = await tollgateInProcess(args);
  expect({ code, out }).toEqual({ code: 0, out: '' });
  expect(err).toContain('Wrote the usage of 1 endpoint; 1 measured endpoint not in the plan.');
  // 4 GB in one hour of a month of 730 h
  expect(readFileSync(at('usage.yml'), 'utf8')).toContain(
    'aws_vpc_endpoint.this["ssm"]:\n    monthly_data_processed_gb: 2920 # tollgate: measured',
  );
  const priced = await tollgateInProcess([
    'breakdown',
    '--path',
    at('plan.json'),
    '--usage-file',
    at('usage.yml'),
    '--format',
    'json',
  ]);
  expect(JSON.parse(priced.out).totals).toMatchObject({ usage: '29.20', unknownLines: 0 });
});

test('nothing measured is an error, and no file is written', async () => {
  const directory = filesIn({ 'net.json': topologyText({ ssm: 2 }) });
  const out = join(directory, 'usage.yml');
  const result = await tollgateInProcess(['usage', 'sync', '--path', join(directory, 'net.json'), '--out-file', out]);
  expect(result).toMatchObject({ code: 1, err: expect.stringContaining('TG5030') });
  expect(existsSync(out)).toBe(false);
});
