import { describe, expect, test } from 'vitest';
import { parameterWords, readParameters } from '../../../../src/operations/inputs/parameters.ts';

const FILES: Readonly<Record<string, string>> = {
  'cli.json': '[{"ParameterKey": "A", "ParameterValue": "1"}, {"ParameterKey": "B", "ParameterValue": "2"}]',
  'pipeline.json': '{"Parameters": {"A": "p", "List": ["x", "y"]}}',
  'plain.yaml': 'A: 7\nFlag: true\n',
  'odd.json': '{"A": {"deep": 1}}',
};
const readFile = async (path: string) => Buffer.from(FILES[path] ?? '');
const read = (files: string[], words?: string[]) =>
  readParameters(
    files.map((name) => ({ name, read: () => readFile(name) })),
    words,
    { B: 'settings' },
  );

test('the files of the AWS CLI, of CodePipeline and plain mappings are read; later ones win, words win over all', async () => {
  expect(await read(['cli.json', 'pipeline.json'])).toEqual({ A: 'p', B: 'settings', List: 'x,y' });
  expect(await read(['cli.json', 'plain.yaml'], ['A=given=with=equals'])).toEqual({
    A: 'given=with=equals',
    B: 'settings',
    Flag: 'true',
  });
});

test('any other shape is refused', async () => {
  await expect(read(['odd.json'])).rejects.toMatchObject({ code: 'TG1005' });
});

test.each(['A', '=x', ''])('a word without a name or value is refused and not quoted: %j', (word) => {
  expect(() => parameterWords([word])).toThrow(expect.objectContaining({ code: 'TG1012' }));
});

describe('every form of a file', () => {
  const toml = (text: string) => `version = 0.1\n${text}\n`;
  test.each<[string, string, string, Readonly<Record<string, string>>]>([
    [
      'the list of create-stack',
      'p.json',
      '[{"ParameterKey": "Size", "ParameterValue": ""}, {"ParameterKey": "List", "ParameterValue": "x,y"}]',
      { Size: '', List: 'x,y' },
    ],
    [
      'a previous value is known to AWS only',
      'p.json',
      '[{"ParameterKey": "Kept", "UsePreviousValue": true}, {"ParameterKey": "Set", "ParameterValue": "1", "UsePreviousValue": false}]',
      { Kept: '{{resolve:previous:Kept}}', Set: '1' },
    ],
    [
      'describe-stacks: what a stored parameter came to',
      'p.json',
      '[{"ParameterKey": "Subnets", "ParameterValue": "/net/subnets", "ResolvedValue": "subnet-1,subnet-2"}]',
      { Subnets: 'subnet-1,subnet-2' },
    ],
    [
      'the skeleton of update-stack',
      'p.json',
      '{"StackName": "net", "Parameters": [{"ParameterKey": "Size", "ParameterValue": "1"}], "Capabilities": []}',
      { Size: '1' },
    ],
    ['the list as YAML', 'p.yaml', '- ParameterKey: Size\n  ParameterValue: 1\n', { Size: '1' }],
    [
      'CodePipeline',
      'p.json',
      '{"Parameters": {"Size": 1, "List": ["x", "y"]}, "Tags": {"team": "net"}, "StackPolicy": {}}',
      { Size: '1', List: 'x,y' },
    ],
    [
      'words of deploy as JSON',
      'p.json',
      '["Size=1", "List=x,y", "Text=a=b"]',
      { Size: '1', List: 'x,y', Text: 'a=b' },
    ],
    ['words as text', 'p.txt', `Size=1 Text="a b" List='x, y'`, { Size: '1', Text: 'a b', List: 'x, y' }],
    [
      'samconfig.toml: deploy before global',
      'samconfig.toml',
      toml(
        '[default.global.parameters]\nparameter_overrides = "Size=1"\n[default.deploy.parameters]\nparameter_overrides = "Size=2 List=\\"x, y\\""',
      ),
      { Size: '2', List: 'x, y' },
    ],
    [
      'samconfig.toml: global alone, as a list',
      'samconfig.toml',
      toml('[default.global.parameters]\nparameter_overrides = ["Size=1", "List=x,y"]'),
      { Size: '1', List: 'x,y' },
    ],
    [
      'samconfig.toml: the long form',
      'samconfig.toml',
      toml('[default.deploy.parameters]\nparameter_overrides = "ParameterKey=List,ParameterValue=x,y"'),
      { List: 'x,y' },
    ],
    [
      'samconfig.toml: a table',
      'samconfig.toml',
      toml('[default.deploy.parameters.parameter_overrides]\nSize = 1'),
      { Size: '1' },
    ],
    [
      'samconfig.yaml',
      'samconfig.yaml',
      'version: 0.1\ndefault:\n  global: { parameters: { stack_name: net } }\n  deploy:\n    parameters:\n      parameter_overrides: [Size=2, "List=x,y"]\n',
      { Size: '2', List: 'x,y' },
    ],
    ['samconfig.toml without any', 'samconfig.toml', toml('[default.deploy.parameters]\nstack_name = "net"'), {}],
  ])('%s', async (_name, name, text, expected) => {
    expect(await readParameters([{ name, read: async () => Buffer.from(text) }])).toEqual(expected);
  });

  test.each([
    ['an item without a value', '[{"ParameterKey": "Size"}]'],
    ['a value that CodePipeline looks up', '{"Parameters": {"Size": {"Fn::GetParam": ["a", "b.json", "c"]}}}'],
    ['a word without a value', '["Size"]'],
    ['a number', '7'],
  ])('%s is refused', async (_name, text) => {
    const file = { name: 'p.json', read: async () => Buffer.from(text) };
    await expect(readParameters([file])).rejects.toMatchObject({ code: 'TG1005' });
  });
});
