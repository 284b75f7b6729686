import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type AdviceStore, placeOf } from '../../../src/operations/resources/recommendations/advice-store.ts';
import { createAdviceStore } from '../../../src/state/advice-store.ts';
import type { Database } from '../../../src/state/database.ts';
import { engines } from '../../support/databases.ts';
import { advice, laterScan, proposal, SCAN } from '../../support/recommend/advice.ts';

const NOW = new Date('2026-11-10T00:00:00Z');
const LATER = new Date('2026-12-10T00:00:00Z');
const [WEEK, FORTNIGHT] = [laterScan(1), laterScan(2)];
const told = ({ id, capturedAt }: typeof SCAN) => ({ id, capturedAt });
const OPEN = { status: 'open', reason: null, expiresAt: null } as const;
const ACCEPTED = { ...OPEN, status: 'accepted' } as const;

describe.each(engines())('store of recommendations on $name', (engine) => {
  let database: Database;
  let store: AdviceStore;
  beforeAll(() => engine.start());
  afterAll(() => engine.stop());
  beforeEach(async () => {
    database = await engine.open();
    store = createAdviceStore(database.db);
  });
  afterEach(() => database.close());

  const listed = async (filter: Parameters<AdviceStore['list']>[0] = {}, now = NOW): Promise<readonly string[]> =>
    (await store.list(filter, { limit: 100 }, now)).map((each) => each.id);

  test('what a scan proposes is kept open, and told as new however often it is kept', async () => {
    const first = await store.keep(SCAN, proposal(advice('rec-a'), advice('rec-b', '100.00')), NOW);
    expect(first.map((each) => each.id)).toEqual(['rec-b', 'rec-a']);
    expect(first[1]).toEqual({
      ...OPEN,
      id: 'rec-a',
      account: '111122223333',
      region: 'us-east-1',
      decidedAt: null,
      proposed: true,
      firstScan: told(SCAN),
      lastScan: told(SCAN),
      currency: 'USD',
      recommendation: advice('rec-a'),
      realised: null,
      version: 1,
    });
    const again = await store.keep(SCAN, proposal(advice('rec-a'), advice('rec-b', '100.00')), NOW);
    expect(again).toEqual(first);
    expect(await store.get('rec-a', NOW)).toEqual(first[1]);
    expect(await store.get('rec-z', NOW)).toBeUndefined();
  });

  test('a later scan renews what it proposes, marks the rest, and is first only with what is new', async () => {
    await store.keep(SCAN, proposal(advice('rec-a'), advice('rec-b')), NOW);
    const first = await store.keep(WEEK, proposal(advice('rec-a', '13.00'), advice('rec-c')), NOW);
    expect(first.map((each) => each.id)).toEqual(['rec-c']);
    expect(await store.get('rec-a', NOW)).toMatchObject({
      proposed: true,
      firstScan: told(SCAN),
      lastScan: told(WEEK),
      recommendation: { saving: { monthly: '13.00' } },
    });
    expect(await store.get('rec-b', NOW)).toMatchObject({ proposed: false, lastScan: told(SCAN) });
    expect([await listed({ proposed: true }), await listed({ proposed: false })]).toEqual([
      ['rec-a', 'rec-c'],
      ['rec-b'],
    ]);
    // It comes back under its own id, and is not new.
    expect(await store.keep(FORTNIGHT, proposal(advice('rec-b')), NOW)).toEqual([]);
    expect(await store.get('rec-b', NOW)).toMatchObject({ proposed: true, firstScan: told(SCAN) });
  });

  test('scans of another account or Region leave it alone', async () => {
    await store.keep(SCAN, proposal(advice('rec-a')), NOW);
    await store.keep({ ...WEEK, scope: '444455556666', account: '444455556666' }, proposal(), NOW);
    await store.keep({ ...FORTNIGHT, region: 'eu-west-1' }, proposal(), NOW);
    expect(await store.get('rec-a', NOW)).toMatchObject({ proposed: true });
  });

  test('from accepted on the promise stays as it was, and reopening renews it', async () => {
    await store.keep(SCAN, proposal(advice('rec-a')), NOW);
    expect(await store.decide('rec-a', ACCEPTED, NOW)).toMatchObject({
      status: 'accepted',
      decidedAt: NOW.toISOString(),
    });
    await store.keep(WEEK, proposal(advice('rec-a', '99.00')), NOW);
    expect(await store.get('rec-a', NOW)).toMatchObject({
      lastScan: told(WEEK),
      recommendation: { saving: { monthly: '12.60' } },
    });
    await store.decide('rec-a', OPEN, NOW);
    await store.keep(FORTNIGHT, proposal(advice('rec-a', '99.00')), NOW);
    expect(await store.get('rec-a', NOW)).toMatchObject({ recommendation: { saving: { monthly: '99.00' } } });
    expect(await store.decide('rec-z', OPEN, NOW)).toBeUndefined();
  });

  test('what was agreed to is compared; other decisions are not, and reopening forgets the comparison', async () => {
    const realised = { monthly: '7.00', promised: '12.60', seen: '8.00', done: 0.5, scan: told(WEEK) };
    await store.keep(SCAN, proposal(advice('rec-a'), advice('rec-b'), advice('rec-c')), NOW);
    await store.decide('rec-a', ACCEPTED, NOW);
    await store.decide('rec-b', { ...OPEN, status: 'done' }, NOW);
    expect((await store.agreed(SCAN, NOW)).map((each) => each.id)).toEqual(['rec-a', 'rec-b']);
    expect(await store.agreed({ ...SCAN, region: 'eu-west-1' }, NOW)).toEqual([]);
    for (const id of ['rec-a', 'rec-b', 'rec-c']) await store.compare(id, realised);
    expect((await store.get('rec-a', NOW))?.realised).toEqual(realised);
    expect((await store.decide('rec-a', { ...OPEN, status: 'done' }, NOW))?.realised).toEqual(realised);
    expect((await store.get('rec-c', NOW))?.realised).toBeNull();
    expect((await store.decide('rec-a', OPEN, NOW))?.realised).toBeNull();
  });

  test('a dismissal holds until it expires; then it is open again, in the list too', async () => {
    await store.keep(SCAN, proposal(advice('rec-a'), advice('rec-b')), NOW);
    const expiresAt = '2026-12-01T00:00:00.000Z';
    await store.decide('rec-a', { status: 'dismissed', reason: 'frozen until December', expiresAt }, NOW);
    await store.decide('rec-b', { status: 'dismissed', reason: 'never', expiresAt: null }, NOW);
    expect(await store.get('rec-a', NOW)).toMatchObject({
      status: 'dismissed',
      reason: 'frozen until December',
      expiresAt,
    });
    expect(await listed({ status: 'dismissed' })).toEqual(['rec-a', 'rec-b']);
    expect(await listed({ status: 'open' })).toEqual([]);
    expect(await store.get('rec-a', LATER)).toMatchObject({ status: 'open', reason: 'frozen until December' });
    expect([await listed({ status: 'open' }, LATER), await listed({ status: 'dismissed' }, LATER)]).toEqual([
      ['rec-a'],
      ['rec-b'],
    ]);
    // Another scan that proposes it neither shortens nor lengthens the dismissal.
    await store.keep(WEEK, proposal(advice('rec-a')), NOW);
    expect(await store.get('rec-a', NOW)).toMatchObject({ status: 'dismissed', expiresAt, proposed: true });
  });

  test('the list pages from the largest saving on, each once, and filters', async () => {
    const all = ['9.00', '100.00', '100.00', '20.5', '-1.00'].map((monthly, index) => advice(`rec-${index}`, monthly));
    await store.keep(SCAN, proposal(...all, advice('rec-x', '1.00', { move: 'remove-idle' })), NOW);
    const pages: string[] = [];
    for (let after: string | undefined; ; ) {
      const page = await store.list({}, { limit: 2, after }, NOW);
      pages.push(...page.map((each) => each.id));
      const last = page.at(-1);
      if (!last) break;
      after = placeOf(last);
    }
    expect(pages).toEqual(['rec-1', 'rec-2', 'rec-3', 'rec-0', 'rec-x', 'rec-4']);
    expect(await listed({ move: 'remove-idle' })).toEqual(['rec-x']);
    expect(await listed({ account: '444455556666' })).toEqual([]);
    expect(await listed({ region: "us-east-1' or 1=1 --" })).toEqual([]);
    await expect(store.list({}, { limit: 1, after: '1; drop table recommendation' }, NOW)).rejects.toMatchObject({
      code: 'TG1012',
    });
  });
});
