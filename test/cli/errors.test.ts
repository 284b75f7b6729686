import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { tollgateInProcess as tollgate } from '../support/run-in-process.ts';
import { temporaryDirectory } from '../support/run-tollgate.ts';

const topology = (endpoint: string, rest = ''): string =>
  `schema: tollgate/topology@1\nregion: us-east-1\n${rest}endpoints:\n  - ${endpoint}\n`;
const ssm = '{ id: a, type: Interface, service: com.amazonaws.us-east-1.ssm, azs: [use1-az1]';

/** A YAML document of 9 levels of 9 aliases each: 9^9 nodes when written out. */
const bomb = ['a: &a [x]']
  .concat(
    'bcdefghij'
      .split('')
      .map((name, index) => `${name}: &${name} [${`*${'abcdefghi'[index]},`.repeat(9).slice(0, -1)}]`),
  )
  .join('\n');

/** Input by name: its text, the code it must end with and a word the message must hold. */
const BAD: Readonly<Record<string, readonly [content: string | Uint8Array, code: string, word: RegExp]>> = {
  'an empty file': ['', 'TG1001', /is empty/],
  'white space': [' \n\t\n', 'TG1001', /is empty/],
  'truncated JSON': ['{"schema":"tollgate/topology@1","endpoints":[{"id":"a"', 'TG1002', /line 1/],
  'JSON with a fault on its third line': ['{\n"schema":\n"tollgate/topology@1",,}', 'TG1002', /line 3/],
  'YAML with a fault': ['schema: tollgate/topology@1\nendpoints: [a, {b', 'TG1003', /line \d/],
  'a YAML bomb': [bomb, 'TG1008', /alias/],
  'some other document': ['{"hello":"world"}', 'TG1004', /unrecognized format/],
  'Terraform state': [
    '{"version":4,"terraform_version":"1.9.0","serial":3,"lineage":"x","resources":[]}',
    'TG1009',
    /state/,
  ],
  'Terraform source': ['resource "aws_vpc_endpoint" "ssm" {\n  vpc_id = "vpc-1"\n}\n', 'TG1010', /plan/],
  'a prototype key': [
    '{"schema":"tollgate/topology@1","endpoints":[],"__proto__":{"polluted":true}}',
    'TG1013',
    /__proto__/,
  ],
  'bytes that are no text': [new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe, 0xfd]), 'TG1014', /text/],
  'an unknown key': [topology(`${ssm}, colour: red }`), 'TG1005', /colour/],
  'a negative quantity': [topology(`${ssm}, traffic: { monthlyGb: "-1" } }`), 'TG1005', /plain decimal/],
  'a quantity that is no number': [topology(`${ssm}, traffic: { monthlyGb: .nan } }`), 'TG1005', /plain decimal/],
  'a quantity with an exponent': [topology(`${ssm}, traffic: { monthlyGb: "1e9" } }`), 'TG1005', /plain decimal/],
  'a huge quantity': [topology(`${ssm}, traffic: { monthlyGb: "1${'0'.repeat(30)}" } }`), 'TG1005', /plain decimal/],
  'an unknown Region': [topology('{ id: a, region: mars-north-1, type: Interface }'), 'TG1102', /mars-north-1/],
  'two endpoints of one id': [topology(`${ssm} }\n  - ${ssm} }`), 'TG1101', /"?a"?/],
  'a zone of another Region': [topology('{ id: a, type: Interface, azs: [euw1-az1] }'), 'TG1103', /euw1-az1/],
};

describe.each(Object.entries(BAD))('%s', (_name, [content, code, word]) => {
  test(`is ${code}: what, where, what to do, and nothing on standard output`, async () => {
    const path = join(temporaryDirectory(), 'input');
    writeFileSync(path, content);
    const run = await tollgate(['breakdown', '--path', path]);
    expect(run.code).toBe(1);
    expect(run.out).toBe('');
    expect(run.err).toMatch(new RegExp(`^error ${code}: `));
    expect(run.err).toMatch(word);
    expect(run.err).toContain(`see docs/errors.md, ${code}`);
    expect(run.err).not.toMatch(/^\s+at /m);
  });
});

describe('files', () => {
  test.each(['nowhere.json', 'nowhere/at/all.json'])('%s does not exist', async (path) => {
    const run = await tollgate(['breakdown', '--path', path]);
    expect(run).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining(`error TG1007: ${path} cannot be read: it does not exist.`),
    });
  });

  test('a directory is no file', async () => {
    const run = await tollgate(['breakdown', '--path', temporaryDirectory()]);
    expect(run).toMatchObject({ code: 1, out: '', err: expect.stringContaining('it is a directory') });
  });

  test('an error in a usage file names that file', async () => {
    const usage = join(temporaryDirectory(), 'usage.yml');
    writeFileSync(usage, 'version: 9.9\n');
    const run = await tollgate(['breakdown', '--path', 'examples/app.yaml', '--usage-file', usage]);
    expect(run).toMatchObject({ code: 1, out: '', err: expect.stringContaining('error TG1201') });
    expect(run.err).toContain(usage);
  });

  test('an output that cannot be written is said, and what was there stays', async () => {
    const directory = temporaryDirectory();
    const run = await tollgate([
      'breakdown',
      '--path',
      'examples/app.yaml',
      '--out-file',
      join(directory, 'no', 'such', 'dir.json'),
    ]);
    expect(run).toMatchObject({ code: 1, out: '', err: expect.stringContaining('error TG1521') });
    mkdirSync(join(directory, 'folder'));
    const onFolder = await tollgate([
      'breakdown',
      '--path',
      'examples/app.yaml',
      '--out-file',
      join(directory, 'folder'),
    ]);
    expect(onFolder).toMatchObject({ code: 1, out: '', err: expect.stringContaining('it is a directory') });
  });

  test('bad input leaves the output file alone', async () => {
    const output = join(temporaryDirectory(), 'out.json');
    writeFileSync(output, 'before');
    expect(await tollgate(['breakdown', '--path', 'nowhere', '--out-file', output])).toMatchObject({ code: 1 });
    expect(readFileSync(output, 'utf8')).toBe('before');
  });
});

describe('arguments', () => {
  test.each([
    [['breakdwn'], 'Did you mean breakdown?'],
    [['breakdown', '--frmat', 'json'], 'Did you mean --format?'],
    [['breakdown', '--path', 'x', '--format', 'xml'], 'Allowed choices are table'],
    [['breakdown'], 'No --path is given.'],
    [['breakdown', '--path', ''], 'The --path is empty.'],
    [['breakdown', '--path', 'examples/app.yaml', '--region', 'us-est-1'], 'Did you mean one of us-east-1'],
    [['breakdown', '--path', 'examples/app.yaml', '--pool-gb', 'us-east-1'], 'A pool is given as REGION=GB.'],
    [['breakdown', '--path', 'examples/app.yaml', '--pool-gb', 'us-east-1=-5'], 'error TG1202'],
    [['breakdown', '--path', 'examples/app.yaml', '--hours', '0'], 'error TG1202'],
    [['breakdown', '--path', 'examples/app.yaml', '--group-by', 'colour'], 'tag:KEY'],
    [['breakdown', '--path', 'examples/app.yaml', '--billing-date', 'yesterday'], 'error TG1012'],
    [['breakdown', '--path', 'examples/app.yaml', '--top', '-3'], 'whole number'],
    [['breakdown', '--path', 'examples/app.yaml', 'extra'], 'Too many arguments'],
    [['schema', 'nothing'], 'Give one of topology'],
    [['--error-format', 'xml', 'breakdown'], 'Allowed choices are text, json'],
  ])('%j ends with 1 and helps', async (args, help) => {
    const run = await tollgate(args);
    expect(run).toMatchObject({ code: 1, out: '' });
    expect(run.err).toContain(help);
    expect(run.err).not.toMatch(/^\s+at /m);
  });

  test('errors are one line of JSON on request', async () => {
    const run = await tollgate(['breakdown', '--path', 'nowhere.json', '--error-format', 'json']);
    expect(JSON.parse(run.err)).toEqual({
      code: 'TG1007',
      title: 'The file cannot be read',
      detail: 'nowhere.json cannot be read: it does not exist.',
      hint: expect.any(String),
      location: { file: 'nowhere.json' },
    });
    expect(run.err.trimEnd().split('\n')).toHaveLength(1);
    const argument = await tollgate(['breakdwn', '--error-format=json']);
    expect(JSON.parse(argument.err)).toMatchObject({ code: 'TG1012' });
  });

  test('a bad setting is named and its value is not repeated', async () => {
    const run = await tollgate(['breakdown', '--path', 'examples/app.yaml'], {
      env: { TOLLGATE_PRICE_LIST_URL: 'hunter2' },
    });
    expect(run).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('TG1520: TOLLGATE_PRICE_LIST_URL is not valid'),
    });
    expect(run.err).not.toContain('hunter2');
  });

  test('a setting of the service does not stop a breakdown', async () => {
    const run = await tollgate(['breakdown', '--path', 'examples/app.yaml'], { env: { TOLLGATE_PORT: 'eighty' } });
    expect(run).toMatchObject({ code: 0, err: '' });
  });
});

describe('help', () => {
  test.each([['--help'], ['help'], ['breakdown', '--help'], ['help', 'breakdown'], ['rates', '--help']])(
    '%s %s is a result: standard output, 0',
    async (...args) => {
      const run = await tollgate(args.filter((each) => each !== undefined));
      expect(run).toMatchObject({ code: 0, err: '' });
      expect(run.out).toMatch(/^Usage: tollgate/);
    },
  );

  test('without a command the help is on standard error, and 1', async () => {
    const run = await tollgate([]);
    expect(run).toMatchObject({ code: 1, out: '' });
    expect(run.err).toMatch(/^Usage: tollgate/);
  });

  test('--version prints the version of the package', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(await tollgate(['--version'])).toMatchObject({ code: 0, out: `${version}\n`, err: '' });
  });
});

test('several problems of one document are listed line by line', async () => {
  const input = topology('{ id: a, type: gateway, colour: red }', 'vpcs: [{ id: v, account: 111122223333 }]\n');
  const { err } = await tollgate(['breakdown', '--path', '-'], { input });
  const lines = err.split('\n');
  expect(lines[0]).toMatch(/^error TG1005: standard input has 3 problems:$/);
  expect(lines.slice(1, 4).map((line) => /line \d+, [\w[\].]+/.exec(line)?.[0])).toEqual([
    'line 3, vpcs[0].account',
    'line 5, endpoints[0].type',
    'line 5, endpoints[0]',
  ]);
});

describe('what is odd but no error is reported', () => {
  test('usage of resources that do not exist is not lost', async () => {
    const usage = join(temporaryDirectory(), 'usage.yml');
    writeFileSync(usage, 'version: 0.1\nresource_usage:\n  aws_vpc_endpoint.gone:\n    monthly_data_processed_gb: 9\n');
    const { code, out } = await tollgate(['breakdown', '--path', 'examples/app.yaml', '--usage-file', usage]);
    expect(code).toBe(0);
    expect(out).toMatch(/^warning TG1204 .*aws_vpc_endpoint\.gone/m);
  });

  test('a flood of findings is capped and counted, and a large network is cut to its costliest', async () => {
    const endpoints = Array.from({ length: 20_000 }, (_, index) => ({
      id: `e${index}`,
      type: 'Interface',
      azs: ['use1-az1'],
    }));
    const input = JSON.stringify({ schema: 'tollgate/topology@1', region: 'us-east-1', endpoints });
    const { out } = await tollgate(['breakdown', '--path', '-'], { input });
    // 20,000 x 730 h x 0.01.
    expect(out).toMatch(/^At least \$146,000\.00 a month for 20,000 endpoints /);
    expect(out).toContain('The 100 costliest of 20000 are listed; --all lists every one.');
    expect(out).toMatch(/^19,900 others, not listed .* ≥ 145,270\.00$/m);
    expect(out).toMatch(/^TG1203: \d+ more like it\.$/m);
    expect(out).toMatch(/^\d+ further findings were counted but not kept\.$/m);
    expect(out.split('\n').length).toBeLessThan(450);
    const whole = await tollgate(['breakdown', '--path', '-', '--all'], { input });
    expect(whole.out).toMatch(/^e19999 /m);
  });
});
