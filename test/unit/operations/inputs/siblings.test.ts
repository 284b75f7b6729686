import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { TollgateError } from '../../../../src/core/errors.ts';
import { siblingsOf } from '../../../../src/operations/inputs/siblings.ts';

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

test('a link that leads outside is not followed, one that stays inside is', async () => {
  const root = mkdtempSync(join(tmpdir(), 'tollgate-siblings-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(join(root, 'app'));
  writeFileSync(join(root, 'secret.yaml'), 'secret: 1');
  writeFileSync(join(root, 'app', 'child.yaml'), 'a: 1');
  symlinkSync(join(root, 'secret.yaml'), join(root, 'app', 'link.yaml'));
  symlinkSync(join(root, 'app', 'child.yaml'), join(root, 'app', 'inner.yaml'));
  symlinkSync(root, join(root, 'app', 'up'));
  const sibling = siblingsOf(join(root, 'app', 'template.yaml'), readFile);
  opened.length = 0;
  for (const path of ['link.yaml', 'up/secret.yaml']) expect(await sibling(path)).toBeUndefined();
  expect(opened).toEqual([]);
  expect((await sibling('inner.yaml'))?.value).toEqual({ a: 1 });
});
