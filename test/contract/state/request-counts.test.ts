import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { SharedCounts } from '../../../src/http/plugins/shared-counts.ts';
import type { RequestCounts } from '../../../src/operations/resources/access/request-counts.ts';
import type { Database } from '../../../src/state/database.ts';
import { createRequestCounts } from '../../../src/state/request-counts.ts';
import { engines } from '../../support/databases.ts';

/** Half past a minute. */
const NOW = 30_000_000 * 60_000 + 30_000;

describe.each(engines())('requests of all replicas on $name', (engine) => {
  let database: Database;
  let counts: RequestCounts;
  const replicas: SharedCounts[] = [];
  const replica = (): SharedCounts => {
    const one = new SharedCounts(counts);
    replicas.push(one);
    return one;
  };
  beforeAll(() => engine.start());
  afterAll(() => engine.stop());
  beforeEach(async () => {
    database = await engine.open();
    counts = createRequestCounts(database.db);
  });
  afterEach(async () => {
    for (const each of replicas.splice(0)) each.close();
    await database.close();
  });

  test('what comes to one is counted at the other from the next exchange on, each request once', async () => {
    const [one, other] = [replica(), replica()];
    for (let request = 0; request < 7; request += 1) one.count('10.0.0.1', NOW);
    await one.exchange();
    expect(other.count('10.0.0.1', NOW)).toEqual({ current: 1, ttl: 30_000 });
    await other.exchange();
    expect(other.count('10.0.0.1', NOW).current).toBe(9);
    expect(other.count('10.0.0.2', NOW).current).toBe(1);
    await other.exchange();
    await one.exchange();
    expect(one.count('10.0.0.1', NOW).current).toBe(8);
    await one.exchange();
    expect(one.count('10.0.0.1', NOW).current).toBe(11);
  });

  test('a minute begins anew, and the counts of past ones are deleted', async () => {
    const one = replica();
    one.count('a', NOW);
    await one.exchange();
    expect(one.count('a', NOW + 40 * 60_000).current).toBe(1);
    await one.exchange();
    expect(await database.db.selectFrom('request_count').select('requests').execute()).toEqual([{ requests: 1 }]);
  });

  test('who asked is not written down', async () => {
    const one = replica();
    one.count('10.0.0.1', NOW);
    await one.exchange();
    expect(JSON.stringify(await database.db.selectFrom('request_count').selectAll().execute())).not.toContain('10.0.0');
  });
});

test('a database that is away leaves the counts of the replica, which are handed over once it is back', async () => {
  const given: number[] = [];
  let isAway = true;
  const one = new SharedCounts({
    async add(counts) {
      if (isAway) throw new Error('away');
      given.push(...counts.map(({ requests }) => requests));
      return counts.map(({ requests }) => requests);
    },
  });
  one.count('a', NOW);
  await one.exchange();
  expect(one.count('a', NOW).current).toBe(2);
  isAway = false;
  await one.exchange();
  await one.exchange();
  expect(given).toEqual([2]);
  one.close();
});
