import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { RateRefresher } from '../../../src/http/refresh/rate-refresher.ts';
import { watchRegions } from '../../../src/http/refresh/regions-in-use.ts';
import { keepFresh } from '../../../src/http/refresh/schedule.ts';
import type { RefreshRequest } from '../../../src/operations/rates-refresh/refresh-rates.ts';
import { bundledCards } from '../../support/price-list-stub/catalogue.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

const done = {
  schema: 'tollgate/rate-refresh@1' as const,
  source: 'test',
  startedAt: '2026-11-23T08:00:00.000Z',
  totals: { regions: 0, changed: 0, unchanged: 0, fresh: 0, failed: 0 },
  regions: [],
};

function refresherOf(refresh: (request: RefreshRequest, signal: AbortSignal) => Promise<typeof done>) {
  return new RateRefresher({ refresh, offline: false, now: () => new Date(), logger: pino({ level: 'silent' }) });
}

describe('keeping the rates fresh', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('asks for the Regions in use past the age limit, a minute after the start and then every quarter of an hour', async () => {
    const asked: RefreshRequest[] = [];
    const refresher = refresherOf(async (request) => {
      asked.push(request);
      return done;
    });
    const regions = new Set<string>();
    const stop = keepFresh(refresher, async () => [...regions]);
    await vi.advanceTimersByTimeAsync(MINUTE_MS);
    expect(asked).toEqual([]);
    regions.add('eu-west-1').add('us-east-1');
    await vi.advanceTimersByTimeAsync(14 * MINUTE_MS);
    expect(asked).toEqual([{ regions: ['eu-west-1', 'us-east-1'], maxAgeMs: DAY_MS }]);
    await vi.advanceTimersByTimeAsync(15 * MINUTE_MS);
    expect(asked).toHaveLength(2);
    stop();
    await vi.advanceTimersByTimeAsync(DAY_MS);
    expect(asked).toHaveLength(2);
  });

  test('never runs two refreshes at a time, and goes on after one that failed', async () => {
    let running = 0;
    let most = 0;
    let started = 0;
    const refresher = refresherOf(async () => {
      started += 1;
      running += 1;
      most = Math.max(most, running);
      await new Promise((over) => setTimeout(over, 40 * MINUTE_MS));
      running -= 1;
      throw new Error('the price list is gone');
    });
    const stop = keepFresh(refresher, async () => ['us-east-1']);
    await vi.advanceTimersByTimeAsync(120 * MINUTE_MS);
    stop();
    expect(most).toBe(1);
    expect(started).toBeGreaterThan(1);
    expect(refresher.state.status).toMatch(/failed|running/);
  });

  test('closing ends the refresh that runs', async () => {
    let ended = false;
    const refresher = refresherOf(
      (_request, signal) =>
        new Promise((_done, failed) =>
          signal.addEventListener('abort', () => {
            ended = true;
            failed(new Error('aborted'));
          }),
        ),
    );
    refresher.start({ regions: ['us-east-1'] });
    await refresher.close();
    expect([ended, refresher.state.status]).toEqual([true, 'failed']);
  });
});

test('Regions are in use once their rates were read, not when that failed', async () => {
  const [card] = bundledCards();
  if (!card) throw new Error('the snapshot has no card');
  const { rates, regions } = watchRegions({
    kind: 'test',
    rateCard: async (region) => {
      if (region === 'nowhere') throw new Error('no such Region');
      return { card, findings: [] };
    },
  });
  await rates.rateCard('us-east-1');
  await expect(rates.rateCard('nowhere')).rejects.toThrow();
  expect([...regions]).toEqual(['us-east-1']);
});
