import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createPricingCacheSource } from '../../../../../src/rates/sources/pricing-cache/index.ts';
import { BUNDLED_DIR } from '../../../../support/price-list-stub/catalogue.ts';
import { snapshotCopy } from '../../../../support/pricing-cache-dirs.ts';

describe('the bundled snapshot', () => {
  const source = createPricingCacheSource({ bundledDir: BUNDLED_DIR });

  test('gives the card of a Region without findings, and the same object again', async () => {
    const { card, findings } = await source.rateCard('us-east-1');
    expect(card).toMatchObject({ region: 'us-east-1', currency: 'USD', publishedAt: '2025-11-04' });
    expect(findings).toEqual([]);
    expect((await source.rateCard('us-east-1')).card).toBe(card);
  });

  test.each([
    ['mars-north-1', /"mars-north-1", which is not an AWS Region/],
    ['../../package', /not an AWS Region/],
    ['__proto__', /not an AWS Region/],
    ['', /not an AWS Region/],
    ['eusc-de-east-1', /No rates are known for eusc-de-east-1/],
  ])('%j has no rates (TG1303)', async (region, message) => {
    await expect(source.rateCard(region)).rejects.toMatchObject({
      code: 'TG1303',
      message: expect.stringMatching(message),
    });
  });

  test('reading one Region touches no other file', async () => {
    const dir = snapshotCopy();
    for (const file of ['aws/eu-west-1.json', 'aws-cn/cn-north-1.json']) rmSync(join(dir, file));
    const copy = createPricingCacheSource({ bundledDir: dir });
    expect((await copy.rateCard('us-east-1')).card.region).toBe('us-east-1');
  });

  test.each([
    ['one byte more', (dir: string) => appendFileSync(join(dir, 'aws/us-east-1.json'), ' ')],
    ['a file that is gone', (dir: string) => rmSync(join(dir, 'aws/us-east-1.json'))],
    ['a torn manifest', (dir: string) => writeFileSync(join(dir, 'manifest.json'), '{"schema":')],
    ['no manifest', (dir: string) => rmSync(join(dir, 'manifest.json'))],
    ['another manifest', (dir: string) => writeFileSync(join(dir, 'manifest.json'), '{"files":[]}')],
  ])('%s is TG1306, never a price', async (_name, damage) => {
    const dir = snapshotCopy();
    damage(dir);
    await expect(createPricingCacheSource({ bundledDir: dir }).rateCard('us-east-1')).rejects.toMatchObject({
      code: 'TG1306',
      hint: expect.stringContaining('Reinstall'),
    });
  });

  test('an aborted call reads nothing', async () => {
    await expect(source.rateCard('us-east-1', AbortSignal.abort())).rejects.toThrow(/abort/i);
  });
});
