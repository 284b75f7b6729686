import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readCoverage, writeCoverage } from '../../../src/history/coverage.ts';
import { scopePath } from '../../../src/history/paths.ts';

describe('coverage', () => {
  test('it is stored and read back; absent means nothing is covered', async () => {
    const root = mkdtempSync(join(tmpdir(), 'tollgate-coverage-'));
    const scope = { account: '111122223333', region: 'eu-west-1' };
    expect(await readCoverage(root, scope)).toEqual(new Map());
    mkdirSync(scopePath(root, scope), { recursive: true });
    const coverage = new Map([['vpce-1', [[0, 60]] as const]]);
    await writeCoverage(root, scope, coverage);
    expect(await readCoverage(root, scope)).toEqual(coverage);
    writeFileSync(join(scopePath(root, scope), 'coverage.json'), '{');
    await expect(readCoverage(root, scope)).rejects.toMatchObject({ code: 'TG2102' });
    rmSync(root, { recursive: true });
  });
});
