import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFiguresStore } from '../../../src/state/figures-store.ts';
import { engines } from '../../support/databases.ts';
import { FIGURES } from '../../support/scope-figures.ts';

describe.each(engines())('figures of scans on $name', (engine) => {
  beforeAll(() => engine.start());
  afterAll(() => engine.stop());

  test('the newest of each account and Region stay, in one order', async () => {
    const database = await engine.open();
    const store = createFiguresStore(database.db);
    await store.keep({ ...FIGURES, region: 'us-west-2' });
    await store.keep({ ...FIGURES, monthly: '1.00' });
    await store.keep(FIGURES);
    expect(await store.list()).toEqual([FIGURES, { ...FIGURES, region: 'us-west-2' }]);
    await database.close();
  });
});
