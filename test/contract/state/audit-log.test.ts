import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AuditLog } from '../../../src/operations/resources/access/audit-log.ts';
import { createAuditLog } from '../../../src/state/audit-log.ts';
import type { Database } from '../../../src/state/database.ts';
import { engines } from '../../support/databases.ts';

const entry = (who: string, objectId: string | null) => ({
  at: '2026-11-23T08:00:00.000Z',
  who,
  method: 'PUT',
  route: '/v1/budgets/:id',
  objectId,
  status: 200,
  requestId: 'build-42',
});

describe.each(engines())('audit log on $name', (engine) => {
  let database: Database;
  let log: AuditLog;
  beforeAll(() => engine.start());
  afterAll(() => engine.stop());
  beforeEach(async () => {
    database = await engine.open();
    log = createAuditLog(database.db);
  });
  afterEach(() => database.close());

  test('keeps what it was told, newest first, by page, person and thing', async () => {
    await log.add(entry('key:a', 'x'));
    await log.add(entry('token:anna "o\'hara"', null));
    await log.add(entry('key:a', 'y'));
    const all = await log.list({}, { limit: 10 });
    expect(all.map(({ id: _, ...rest }) => rest)).toEqual([
      entry('key:a', 'y'),
      entry('token:anna "o\'hara"', null),
      entry('key:a', 'x'),
    ]);
    expect(await log.list({}, { limit: 2, after: all[0]?.id })).toEqual(all.slice(1));
    expect(await log.list({ who: 'key:a' }, { limit: 10 })).toEqual([all[0], all[2]]);
    expect(await log.list({ who: 'key:a', objectId: 'x' }, { limit: 10 })).toEqual([all[2]]);
  });
});
