import { expect, test } from 'vitest';
import type { ScanRecord } from '../../../../../src/operations/resources/scans/scan-record.ts';
import { tellLevels } from '../../../../../src/operations/resources/scans/tell-levels.ts';
import type { TollgateEvent } from '../../../../../src/report/event-document.ts';
import type { Snapshot } from '../../../../../src/report/snapshot-document.ts';
import { measuredSnapshot } from '../../../../support/snapshot.ts';

const SCAN = { id: 'scan-2', account: 'self', region: 'us-east-1' } as ScanRecord;

/** What a scan with one snapshot emits after one with another. */
async function emitted(before: Snapshot | undefined, after: Snapshot): Promise<readonly TollgateEvent[]> {
  const events: TollgateEvent[] = [];
  const step = tellLevels({
    store: {
      keptBefore: async () => before && 'scan-1',
      snapshot: async (id) => (id === 'scan-1' ? JSON.stringify(before) : undefined),
    },
    events: { emit: async (more) => void events.push(...more) },
  });
  await step({ scan: SCAN, snapshot: after, isNewest: true }, new AbortController().signal);
  return events;
}

// The ceiling of a zone is 100 Gbps: 0.55 is ok, 0.62 watch, 0.92 critical. Of two zones, one takes the other's load when it fails.
const at = (first: number, second?: number) =>
  measuredSnapshot({ 'use1-az1': first * 1e9, ...(second !== undefined && { 'use1-az2': second * 1e9 }) });
const unmeasured = (): Snapshot => {
  const { traffic: _, ...inventory } = at(1);
  return inventory;
};
const levels = async (before: Snapshot | undefined, after: Snapshot) =>
  (await emitted(before, after)).map(({ data }) => data);

test('tells from which level to which', async () => {
  const [event, ...others] = await emitted(at(55), at(92));
  expect(others).toEqual([]);
  expect(event).toMatchObject({
    type: 'headroom.level-changed',
    occurredAt: '2026-10-31T00:00:00.000Z',
    data: { endpoint: 'vpce-a', account: 'self', region: 'us-east-1', from: 'ok', to: 'critical' },
  });
  expect((await emitted(at(55), at(92)))[0]?.id).toBe(event?.id);
});

test('a zone failure that would now hurt more is told though the level stays', async () => {
  // 0.30 + 0.20 = 0.50 is ok, 0.40 + 0.40 = 0.80 is warning.
  expect(await levels(at(30, 20), at(40, 40))).toEqual([
    expect.objectContaining({ from: 'ok', to: 'ok', zoneFailure: { from: 'ok', to: 'warning' } }),
  ]);
});

test('the same level, the first scan, and coming and going of what is ok are no news', async () => {
  expect(await levels(at(61), at(62))).toEqual([]);
  expect(await levels(undefined, at(92))).toEqual([]);
  expect(await levels(unmeasured(), at(10, 10))).toEqual([]);
  expect(await levels(at(10, 10), unmeasured())).toEqual([]);
});

test('what was full and is not measured any more is news, and so is a new endpoint that is full', async () => {
  expect(await levels(at(92), unmeasured())).toMatchObject([{ from: 'critical', to: 'unknown' }]);
  const without = { ...at(1), topology: { ...at(1).topology, endpoints: [] } };
  expect(await levels(without, at(92))).toMatchObject([{ from: null, to: 'critical' }]);
  expect(await levels(without, at(10, 10))).toEqual([]);
});
