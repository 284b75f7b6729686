import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { imageOf, makeOnce } from '../../../src/state/first-start.ts';
import { temporaryDirectory } from '../../support/run-tollgate.ts';

const never = async (): Promise<void> => {
  throw new Error('made anew');
};

test('a folder begins with the image, with its empty folders', async () => {
  const root = temporaryDirectory();
  mkdirSync(join(root, 'made', 'base', 'empty'), { recursive: true });
  writeFileSync(join(root, 'made', 'PG_VERSION'), '18');
  writeFileSync(join(root, 'made', 'base', '1'), Buffer.from([0, 255]));
  writeFileSync(join(root, 'image'), await imageOf(join(root, 'made')));
  mkdirSync(join(root, 'state'));
  await makeOnce(join(root, 'state'), join(root, 'image'), never);
  const files = (folder: string) => readdirSync(join(root, folder), { recursive: true }).map(String).sort();
  expect(files('state')).toEqual(files('made'));
  await makeOnce(join(root, 'state'), undefined, never);
});

test('what a killed process left is made anew, and a failed making leaves no database', async () => {
  const root = temporaryDirectory();
  const state = join(root, 'state');
  mkdirSync(state);
  mkdirSync(`${state}.making`);
  writeFileSync(join(`${state}.making`, 'PG_VERSION'), 'half');
  await expect(makeOnce(state, join(root, 'no image'), never)).rejects.toThrow('made anew');
  expect(existsSync(join(state, 'PG_VERSION'))).toBe(false);
  await makeOnce(state, undefined, async (folder) => {
    expect(existsSync(folder)).toBe(false);
    mkdirSync(folder);
    writeFileSync(join(folder, 'PG_VERSION'), '18');
  });
  expect(readdirSync(state)).toEqual(['PG_VERSION']);
});
