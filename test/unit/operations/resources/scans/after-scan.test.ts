import { expect, test } from 'vitest';
import { type KeptScan, ofNewest, runAfterScan } from '../../../../../src/operations/resources/scans/after-scan.ts';

const kept = {} as KeptScan;
const signal = new AbortController().signal;

test('a step that fails stops no other, and the job is tried again', async () => {
  const done: string[] = [];
  const steps = [
    async () => Promise.reject(new Error('the first')),
    async () => void done.push('second'),
    async () => Promise.reject(new Error('the third')),
  ];
  await expect(runAfterScan(steps, kept, signal)).rejects.toThrow('the first');
  expect(done).toEqual(['second']);
});

test('a service that stops begins no further step', async () => {
  const stopping = new AbortController();
  const done: string[] = [];
  const steps = [async () => stopping.abort(), async () => void done.push('second')];
  await expect(runAfterScan(steps, kept, stopping.signal)).rejects.toThrow();
  expect(done).toEqual([]);
});

test('a step of the newest is left to the newer scan where there is one', async () => {
  const done: boolean[] = [];
  const step = ofNewest(async ({ isNewest }) => void done.push(isNewest));
  for (const isNewest of [true, false]) await step({ ...kept, isNewest }, signal);
  expect(done).toEqual([true]);
});
