import { describe, expect, test } from 'vitest';
import { loadNetwork } from '../../../src/operations/inputs/load-network.ts';
import { errorFrom } from '../../support/expect-error.ts';

const failure = (content: string | Uint8Array) => errorFrom(() => loadNetwork({ name: 'input', content }));

describe('input that is none of ours gets its own answer', () => {
  test.each<[string, string, string, RegExp]>([
    ['an empty file', '', 'TG1001', /is empty/],
    ['white space', ' \n\t', 'TG1001', /is empty/],
    ['a cut plan', '{ "format_version": "1.2", "resource_changes": [', 'TG1002', /not valid JSON at line 1/],
    ['a number', '42', 'TG1004', /unrecognized format/],
    ['null', 'null', 'TG1004', /unrecognized format/],
    ['a list', '[{}]', 'TG1004', /unrecognized format/],
    ['any JSON', '{ "a": 1 }', 'TG1004', /unrecognized format/],
    ['prose', 'once upon a time', 'TG1004', /unrecognized format/],
    [
      'a state file',
      '{ "version": 4, "terraform_version": "1.9.0", "serial": 3, "lineage": "x", "resources": [] }',
      'TG1009',
      /state/,
    ],
    ['a wrapped plan', '{ "plan": { "format_version": "1.2" } }', 'TG1004', /wraps a document in the key "plan"/],
    [
      'the log of a plan',
      '{"@level":"info","@message":"Terraform 1.9"}\n{"@level":"info"}',
      'TG1004',
      /log of "terraform plan -json"/,
    ],
    ['a saved plan', 'PK\u0003\u0004xxxx', 'TG1004', /binary/],
    ['HCL', '# network\nresource "aws_vpc_endpoint" "a" {\n  vpc_id = "x"\n}\n', 'TG1010', /HCL/],
    ['HCL of providers', 'terraform {\n  required_version = ">= 1"\n}\n', 'TG1010', /HCL/],
    ['a saved estimate', '{ "schema": "tollgate/estimate@1", "endpoints": [] }', 'TG1004', /unrecognized format/],
  ])('%s', async (_, content, code, message) => {
    const error = await failure(content);
    expect(error.code).toBe(code);
    expect(error.message).toMatch(message);
    expect(error.location?.file).toBe('input');
    expect(error.hint).not.toBe('');
  });

  test('text that is no text (TG1014)', async () => {
    expect((await failure(Uint8Array.of(0x7b, 0xc3, 0x28))).code).toBe('TG1014');
  });

  test('a template is not taken for a plan or a topology', async () => {
    const content = '{ "AWSTemplateFormatVersion": "2010-09-09", "Resources": {}, "endpoints": [] }';
    expect((await loadNetwork({ name: 'input', content })).topology.endpoints).toEqual([]);
  });
});

describe('a kind that the sender states', () => {
  const value = { schema: 'tollgate/topology@1', endpoints: [] };

  test('is taken', async () => {
    expect((await loadNetwork({ name: 'body', value }, { kind: 'topology-file' })).topology.endpoints).toEqual([]);
    expect((await errorFrom(() => loadNetwork({ name: 'body', value: [] }, { kind: 'terraform-plan' }))).code).toBe(
      'TG1005',
    );
  });

  test.each(['bicep', '__proto__', 'constructor'])('%s is refused with the list (TG1012)', async (kind) => {
    const error = await errorFrom(() => loadNetwork({ name: 'body', value }, { kind }));
    expect(error.code).toBe('TG1012');
    expect(error.hint).toContain('topology-file');
  });
});

describe('options', () => {
  const value = {
    schema: 'tollgate/topology@1',
    endpoints: [],
    pool: { 'us-east-1': { interfaceEndpointGb: '1', resourceEndpointGb: '2' } },
  };

  test('a Region that does not exist is refused (TG1102)', async () => {
    expect((await errorFrom(() => loadNetwork({ name: 'body', value }, { region: 'us-east-9' }))).code).toBe('TG1102');
  });

  test('a given pool wins over that of the document, Region by Region', async () => {
    const poolGb = new Map([
      ['us-east-1', '900000'],
      ['eu-west-1', '5'],
    ]);
    expect((await loadNetwork({ name: 'body', value }, { poolGb })).topology.pool).toEqual({
      'us-east-1': { interfaceEndpointGb: '900000', resourceEndpointGb: '2' },
      'eu-west-1': { interfaceEndpointGb: '5' },
    });
  });
});

test('a hundred thousand problems are ten lines and a count', async () => {
  const endpoints = Array.from({ length: 100_000 }, (_, index) => ({ id: `e${index}`, type: 'No' }));
  const error = await errorFrom(() =>
    loadNetwork({ name: 'body', value: { schema: 'tollgate/topology@1', endpoints } }),
  );
  expect(error.message).toContain('100000 problems');
  expect(error.message.split('\n')).toHaveLength(12);
});

test('a hundred thousand findings are kept by their reading', async () => {
  const endpoints = Array.from({ length: 100_000 }, (_, index) => ({ id: `e${index}`, type: 'Interface' }));
  const { findings } = await loadNetwork({
    name: 'body',
    value: { schema: 'tollgate/topology@1', region: 'us-east-1', endpoints },
  });
  expect(findings).toHaveLength(100_000);
});
