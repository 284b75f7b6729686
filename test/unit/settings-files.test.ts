import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { withSettingsFiles } from '../../src/settings-files.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tollgate-settings-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (content: string): string => {
  const path = join(folder, 'settings.env');
  writeFileSync(path, content);
  return path;
};

test('settings come from a file, and the environment overrules it', () => {
  const path = file('# of the service\nTOLLGATE_PORT=9000\nTOLLGATE_HISTORY_DAYS="400"\n');
  const { service, history } = readConfig(withSettingsFiles({ TOLLGATE_CONFIG: path, TOLLGATE_PORT: '9001' }));
  expect([service.port, history.keepDays]).toEqual([9001, 400]);
});

test('a secret comes from a file of its own, also where the settings name it', () => {
  const secret = join(folder, 'keys');
  writeFileSync(secret, 'read:sixteen-letters-x\n');
  const path = file(`TOLLGATE_API_KEYS_FILE=${secret}\n`);
  expect(readConfig(withSettingsFiles({ TOLLGATE_CONFIG: path })).service.apiKeys).toEqual([
    { scope: 'read', key: 'sixteen-letters-x' },
  ]);
});

test.each([
  ['a file that is not there', { TOLLGATE_CONFIG: '/nowhere/settings.env' }, 'TG1550'],
  ['a secret that is not there', { DATABASE_URL_FILE: '/nowhere/secret' }, 'TG1550'],
])('%s is refused by the name of its variable', (_title, environment, code) => {
  expect(() => withSettingsFiles(environment)).toThrowError(expect.objectContaining({ code }));
});

test('what is given twice or is no setting is refused without its value', () => {
  const secret = join(folder, 'url');
  writeFileSync(secret, 'postgres://x');
  expect(() => withSettingsFiles({ DATABASE_URL: 'postgres://secret', DATABASE_URL_FILE: secret })).toThrowError(
    expect.objectContaining({ code: 'TG1551', message: expect.not.stringContaining('secret') }),
  );
  expect(() => withSettingsFiles({ TOLLGATE_CONFIG: file('AWS_SECRET_ACCESS_KEY=hidden\n') })).toThrowError(
    expect.objectContaining({ code: 'TG1551', message: expect.not.stringContaining('hidden') }),
  );
});
