import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../../src/state/database.ts';

test('an embedded database is opened by one at a time', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'tollgate-lock-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const first = await openDatabase({ dataDir });
  const told: unknown[] = [];
  const onWait = (error: unknown): void => void told.push(error);
  await expect(openDatabase({ dataDir, waitSeconds: 4, onWait })).rejects.toMatchObject({
    code: 'TG2201',
    message: expect.stringContaining('Another process'),
  });
  // Whoever looks at the log need not wait for the end.
  expect(told).toMatchObject([{ code: 'TG2201', hint: expect.stringContaining('TOLLGATE_DATA_DIR') }]);
  await first.close();
  const second = await openDatabase({ dataDir });
  await second.close();
}, 120_000);
