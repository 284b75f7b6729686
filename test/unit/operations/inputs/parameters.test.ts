import { expect, test } from 'vitest';
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
