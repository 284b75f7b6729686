import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openAccess } from '../../../src/compose/access.ts';
import { createKeysInUse } from '../../../src/compose/keys-in-use.ts';
import { keySettingsSchema } from '../../../src/operations/resources/access/key-record.ts';
import type { AccessServices } from '../../../src/operations/services.ts';
import { openEmbedded } from '../../support/state-template.ts';

const settings = keySettingsSchema.parse({ name: 'a', scope: 'read' });

test('an embedded database without keys is not opened to look for them', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'tollgate-keys-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const config = { dataDir, databaseUrl: undefined };
  const keysInUse = createKeysInUse(config, async () => {
    throw new Error('opened');
  });
  expect(await keysInUse()).toBe(false);
  const database = await openEmbedded();
  onTestFinished(() => database.close());
  await (await openAccess(database, config, () => new Date())).keys.create(settings);
  expect(await keysInUse()).toBe(true);
});

test('a server is asked, and not again after a yes; where it is gone nobody is let in', async () => {
  let answer: boolean | Error = new Error('gone');
  let asked = 0;
  const any = async () => {
    asked += 1;
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const access = async () => ({ keys: { any } }) as unknown as AccessServices;
  const inUse = () => createKeysInUse({ dataDir: '/nonexistent', databaseUrl: 'postgres://x' }, access);
  await expect(inUse()()).rejects.toThrow('gone');
  answer = true;
  const keysInUse = inUse();
  expect([await keysInUse(), await keysInUse()]).toEqual([true, true]);
  expect(asked).toBe(2);
});
