import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/state/database.ts';
import { openJobQueue } from '../../../src/state/job-queue.ts';
import { engines } from '../../support/databases.ts';
import { until } from '../../support/until.ts';

describe.each(engines())('job queue on $name', (engine) => {
  let database: Database;
  beforeAll(async () => {
    await engine.start();
    database = await engine.open();
  });
  afterAll(async () => {
    await database.close();
    await engine.stop();
  });

  test('a job that fails is told of and tried again', { timeout: 60_000 }, async () => {
    const told: unknown[] = [];
    const done: string[] = [];
    const queue = await openJobQueue(database, {
      onError: (error, doing) => {
        if (doing !== 'upkeep') told.push([doing, error]);
      },
    });
    try {
      const failure = new Error('the first time');
      await queue.work('scan', async ({ scanId }) => {
        if (told.length === 0) throw failure;
        done.push(scanId);
      });
      await queue.enqueue('scan', { scanId: 'one' });
      await until('the second attempt', async () => (done.length > 0 ? true : undefined), 50);
      expect(told).toEqual([['scan', failure]]);
      expect(done).toEqual(['one']);
    } finally {
      await queue.stop();
    }
  });
});
