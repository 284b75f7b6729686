import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { siblingsOf } from '../../../src/analysis/siblings.ts';
import { TollgateError } from '../../../src/core/errors.ts';

const opened: string[] = [];
const readFile = async (path: string) => {
  opened.push(path);
  if (path.endsWith('gone.yaml')) throw new TollgateError('TG1007', 'gone');
  return Buffer.from('a: 1');
};

test('files below the folder of the input or the working directory are read, nothing else is even opened', async () => {
  const sibling = siblingsOf('/srv/app/net/template.yaml', readFile);
  expect((await sibling('nested/child.yaml'))?.value).toEqual({ a: 1 });
  expect(await sibling('gone.yaml')).toBeUndefined();
  expect((await sibling(resolve('examples/any.yaml')))?.value).toEqual({ a: 1 });
  opened.length = 0;
  for (const path of ['../secret.yaml', '/etc/passwd', 'nested/../../secret.yaml', '..'])
    expect(await sibling(path)).toBeUndefined();
  expect(opened).toEqual([]);
});
