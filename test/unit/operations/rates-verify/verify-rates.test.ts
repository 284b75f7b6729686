import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { TollgateError } from '../../../../src/core/errors.ts';
import { verifyRates } from '../../../../src/operations/rates-verify/verify-rates.ts';
import { createPricingCache } from '../../../../src/rates/sources/pricing-cache/index.ts';
import { rateVerificationDocumentSchema } from '../../../../src/report/rate-verification.ts';
import { BUNDLED_DIR } from '../../../support/price-list-stub/catalogue.ts';
import { scratchDir } from '../../../support/pricing-cache-dirs.ts';
import { rate, rateCard } from '../../../support/rate-cards.ts';

function setUp() {
  const userDir = scratchDir();
  const { source, store } = createPricingCache({ bundledDir: BUNDLED_DIR, userDir, recheckMs: 0 });
  return { userDir, rates: source, store };
}

describe('verifyRates', () => {
  test('finds the snapshot whole, and counts how sure its rates are', async () => {
    const document = await verifyRates(['us-east-1', 'cn-north-1'], setUp());
    expect(rateVerificationDocumentSchema.parse(document)).toEqual(document);
    expect(document).toMatchObject({
      ok: true,
      regions: [
        { region: 'us-east-1', ok: true },
        { region: 'cn-north-1', ok: true },
      ],
    });
    const [first, china] = document.regions;
    expect(first?.copies.map(({ copy, state }) => `${copy} ${state}`)).toEqual([
      'current absent',
      'previous absent',
      'bundled good',
    ]);
    const counts = Object.values(first?.confidence ?? {});
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(first?.copies[2]?.rates);
    expect(china?.confidence).toMatchObject({ low: 2 });
  });

  test('names a damaged copy although a good one stands in for it', async () => {
    const ports = setUp();
    await ports.store.save(rateCard(), new Date('2026-09-18T00:00:00Z'));
    writeFileSync(join(ports.userDir, 'aws', 'us-east-1.json'), 'torn');
    const document = await verifyRates(['us-east-1'], ports);
    expect(document.ok).toBe(false);
    expect(document.regions[0]).toMatchObject({
      ok: false,
      copies: [{ copy: 'current', state: 'damaged' }, {}, {}],
      errors: [],
    });
  });

  test('compares with the live list where one is given, and writes nothing', async () => {
    const ports = setUp();
    const price = [{ from: '0', to: null, price: '0.011' }];
    const live = {
      kind: 'price-list-bulk',
      rateCard: async () => ({ card: rateCard({ rates: [rate({ tiers: price })] }), findings: [] }),
    };
    const document = await verifyRates(['us-east-1'], { ...ports, live });
    expect(document).toMatchObject({
      ok: false,
      liveSource: 'price-list-bulk',
      regions: [{ ok: false, differences: [{ product: 'interface-endpoint-hours', change: 'changed', after: price }] }],
    });
    expect(document.regions[0]?.differences).toHaveLength(1);
    expect(await ports.store.refreshedAt('us-east-1')).toBeUndefined();
  });

  test('a live list that cannot be reached is an error of the Region, not of the others', async () => {
    const live = {
      kind: 'price-list-bulk',
      async rateCard(region: string) {
        if (region === 'eu-west-1') throw new TollgateError('TG1305', 'not today');
        return { card: rateCard({ region }), findings: [] };
      },
    };
    const { regions } = await verifyRates(['us-east-1', 'eu-west-1'], { ...setUp(), live });
    expect(regions.map(({ ok, errors }) => [ok, errors.map((error) => error.code)])).toEqual([
      [true, []],
      [false, ['TG1305']],
    ]);
  });

  test('a Region without rates is named', async () => {
    const { ok, regions } = await verifyRates(['eusc-de-east-1', 'mars-north-1'], setUp());
    expect(ok).toBe(false);
    expect(regions.map(({ errors }) => errors.map((error) => error.code))).toEqual([['TG1303'], ['TG1303']]);
  });
});
