import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { coverSpans, readCoverage, without } from '../../../src/history/coverage.ts';
import { scopePath } from '../../../src/history/paths.ts';

describe('coverage', () => {
  test('it is stored and read back; absent means nothing is covered', async () => {
    const root = mkdtempSync(join(tmpdir(), 'tollgate-coverage-'));
    const scope = { account: '111122223333', region: 'eu-west-1' };
    expect(await readCoverage(root, scope)).toEqual(new Map());
    await coverSpans(root, scope, [{ target: 'vpce-1', span: [0, 60] }]);
    await coverSpans(root, scope, [{ target: 'vpce-1', span: [60, 120] }]);
    expect(await readCoverage(root, scope)).toEqual(new Map([['vpce-1', [[0, 120]]]]));
    writeFileSync(join(scopePath(root, scope), '_coverage.2.json'), '{');
    await expect(readCoverage(root, scope)).rejects.toMatchObject({ code: 'TG2102' });
    rmSync(root, { recursive: true });
  });

  test('what was stored before generations were numbered is read, and the next change replaces it', async () => {
    const root = mkdtempSync(join(tmpdir(), 'tollgate-coverage-'));
    const scope = { account: '111122223333', region: 'eu-west-1' };
    mkdirSync(scopePath(root, scope), { recursive: true });
    const old = { schema: 'tollgate/history-coverage@1', endpoints: { 'vpce-1': [[0, 60]] } };
    writeFileSync(join(scopePath(root, scope), 'coverage.json'), JSON.stringify(old));
    await coverSpans(root, scope, [{ target: 'vpce-2', span: [0, 60] }]);
    expect([...(await readCoverage(root, scope)).keys()]).toEqual(['vpce-1', 'vpce-2']);
    expect(readdirSync(scopePath(root, scope))).toEqual(['_coverage.1.json']);
    rmSync(root, { recursive: true });
  });

  test('times are taken out', () => {
    const coverage = new Map([
      ['a', [[0, 100] as const, [200, 300] as const]],
      ['b', [[20, 30] as const]],
    ]);
    expect([
      ...without(coverage, [
        [250, 260],
        [10, 40],
      ]),
    ]).toEqual([
      [
        'a',
        [
          [0, 10],
          [40, 100],
          [200, 250],
          [260, 300],
        ],
      ],
    ]);
  });
});
