import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { forecastDocumentSchema } from '../../src/report/forecast-document.ts';
import { headroomDocumentSchema } from '../../src/report/headroom-document.ts';
import { example } from '../support/capacity.ts';
import { EXAMPLES, exampleThroughput } from '../support/example-throughput.ts';
import { tollgateInProcess } from '../support/run-in-process.ts';

const scratch = mkdtempSync(join(tmpdir(), 'tollgate-capacity-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const HUB = ['--path', 'examples/hub.yaml', '--traffic', 'examples/hub-throughput.csv'];

const tollgate = (...args: readonly string[]) => tollgateInProcess(args);

test('headroom from a topology file and a throughput file alone', async () => {
  const { code, out, err } = await tollgate('headroom', ...HUB, '--format', 'json');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const document = headroomDocumentSchema.parse(JSON.parse(out));
  expect(document.endpoints.map(({ id, level, n1Level }) => [id, level, n1Level])).toEqual([
    ['hub-s3', 'ok', 'critical'],
    ['hub-kinesis', 'ok', 'ok'],
  ]);
});

test('headroom as a table names the risk, and thresholds can be set as shares or percent', async () => {
  const { out } = await tollgate('headroom', ...HUB);
  expect(out).toContain('2 endpoints: none near its capacity; 1 critical if a zone fails');
  expect(out).toMatch(/hub-s3 is ok today and critical if use1-az2 fails/);
  const strict = await tollgate('headroom', ...HUB, '--critical', '50%', '--warning', '0.4', '--watch', '0.3');
  expect(strict.out).toContain('2 endpoints: 1 critical');
});

test('a template takes its parameters from a file, as the AWS CLI writes it', async () => {
  const template = join(scratch, 'template.yaml');
  const parameters = join(scratch, 'parameters.json');
  writeFileSync(
    template,
    'Parameters: { Subnets: { Type: CommaDelimitedList } }\nResources: { Ssm: { Type: AWS::EC2::VPCEndpoint, Properties: { VpcEndpointType: Interface, VpcId: v, ServiceName: com.amazonaws.us-east-1.ssm, SubnetIds: !Ref Subnets } } }\n',
  );
  writeFileSync(parameters, JSON.stringify([{ ParameterKey: 'Subnets', ParameterValue: 's-1,s-2,s-3' }]));
  const args = ['--path', template, '--parameter-file', parameters, '--region', 'us-east-1', '--format', 'json'];
  const { out } = await tollgate('headroom', ...args);
  expect(headroomDocumentSchema.parse(JSON.parse(out)).endpoints[0]?.zones).toHaveLength(3);
});

test('forecast from the same files', async () => {
  const { code, out, err } = await tollgate('forecast', ...HUB, '--months', '6', '--format', 'json');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const document = forecastDocumentSchema.parse(JSON.parse(out));
  expect(document.months).toHaveLength(6);
  expect(document.endpoints[0]?.zones[0]?.thresholds.map((each) => each.at)).toEqual([0.6, 0.75, 0.9]);
});

test('the format follows the ending of the file', async () => {
  const file = join(scratch, 'headroom.html');
  expect(await tollgate('headroom', ...HUB, '--out-file', file)).toMatchObject({ code: 0, out: '' });
  expect(readFileSync(file, 'utf8')).toContain('<svg');
});

test.each([
  [['headroom', ...HUB, '--critical', 'much'], 'Give a share above zero'],
  [['headroom', ...HUB, '--statistic', 'p42'], 'p50, p95, p99, peak'],
  [['headroom', ...HUB, '--watch', '0.95'], 'TG3001'],
  [['forecast', '--path', 'examples/hub.yaml'], 'TG3005'],
  [['forecast', ...HUB, '--months', '0'], 'whole number of one or more'],
  [['headroom', '--traffic', 'examples/hub-throughput.csv'], 'TG1012'],
])('refuses %j', async (args, text) => {
  const { code, out, err } = await tollgate(...args);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toContain(text);
  expect(err).not.toMatch(/at .*\.ts:\d/);
});

test('a bad row is counted and reported, a bad file is a clear error', async () => {
  const rows = join(scratch, 'rows.csv');
  writeFileSync(rows, `${example('hub-throughput.csv')}hub-s3,use1-az1,not a time,3600,5\n`);
  const { out } = await tollgate('headroom', '--path', 'examples/hub.yaml', '--traffic', rows);
  expect(out).toContain('1 row was rejected');
  const bad = join(scratch, 'bad.csv');
  writeFileSync(bad, 'this,is\nnot,it\n');
  expect(await tollgate('headroom', '--path', 'examples/hub.yaml', '--traffic', bad)).toMatchObject({
    code: 1,
    out: '',
  });
});

test.each(EXAMPLES)('examples/$file is what its generator writes', (one) => {
  expect(example(one.file)).toBe(exampleThroughput(one));
});
