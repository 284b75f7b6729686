import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { pacer } from '../../../../../src/rates/sources/price-list-query/pacer.ts';
import { DOCUMENTED_QUOTA, tokenBucket } from '../../../../support/price-list-stub/quota.ts';

describe('pacer', () => {
  test('never draws more than the documented bucket holds, and lets the burst through at once', async () => {
    const take = tokenBucket(DOCUMENTED_QUOTA);
    const paced = pacer();
    const begun = performance.now();
    const taken = await Promise.all(
      Array.from({ length: 18 }, () => paced(async () => ({ granted: take(), after: performance.now() - begun }))),
    );
    expect(taken.filter((call) => !call.granted)).toEqual([]);
    expect(taken.filter((call) => call.after < 500)).toHaveLength(10);
  });

  test('a failing call is the caller’s error and does not stop the others', async () => {
    const paced = pacer();
    const failing = paced(() => Promise.reject(new Error('planned')));
    await expect(failing).rejects.toThrow('planned');
    await expect(paced(async () => 'next')).resolves.toBe('next');
  });

  test('a process does not end while its calls wait for their turn', async () => {
    const script = join(import.meta.dirname, '../../../../fixtures/paced-calls.ts');
    const { stdout } = await promisify(execFile)(process.execPath, [script]);
    expect(stdout).toBe('12');
  });
});
