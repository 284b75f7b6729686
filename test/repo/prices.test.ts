import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readPriceList } from '../../scripts/prices/read-price-list.ts';
import { readSnapshot, snapshotTexts, writeSnapshot } from '../../scripts/prices/snapshot.ts';
import { matchRates } from '../../src/rates/find-rate.ts';
import { createPriceListBulkSource } from '../../src/rates/sources/price-list-bulk/index.ts';
import { BUNDLED_DIR, catalogueOf, edited } from '../support/price-list-stub/catalogue.ts';
import { type PriceListStub, startPriceListStub } from '../support/price-list-stub/index.ts';

const before = readSnapshot(BUNDLED_DIR).filter(({ region }) => ['us-east-1', 'us-west-2'].includes(region));
let stub: PriceListStub;

beforeAll(async () => {
  stub = await startPriceListStub({
    catalogue: edited(catalogueOf(before), (row) =>
      // One price has risen since, and one row is not in the list today.
      row.attributes.usagetype === 'USE1-VpcEndpoint-Hours'
        ? [JSON.parse(JSON.stringify(row).replaceAll('"0.01"', '"0.0123"').replaceAll('0.0100000000', '0.0123000000'))]
        : [row],
    ),
  });
});
afterAll(() => stub.close());

test('an outsider rebuilds the snapshot from the public offer files, and it reads back as written', async () => {
  const lines: string[] = [];
  const list = createPriceListBulkSource({ origin: stub.url });
  const cards = await readPriceList(list, before, (line) => lines.push(line));
  const dir = mkdtempSync(join(tmpdir(), 'prices-'));
  writeSnapshot(dir, snapshotTexts(cards, 'AWS Price List, public offer files'));

  expect(readSnapshot(dir)).toEqual(cards);
  const [east] = cards;
  if (!east) throw new Error('no card');
  const [hours] = matchRates(east, 'interface-endpoint-hours');
  expect(hours).toMatchObject({
    tiers: [{ price: '0.0123' }],
    confidence: 'high',
    source: 'AWS price list, offer files',
  });
  expect(east.offers).toMatchObject({ AmazonVPC: '20260917190528' });
  // What no list can be asked for stays, with its own source and day.
  const [profile] = matchRates(east, 'route53-profile-account-hours');
  const [known] = before.flatMap((card) => matchRates(card, 'route53-profile-account-hours'));
  expect(profile).toEqual(known);
  expect(lines[0]).toMatch(/^us-east-1: \d+ prices of 2026-09-17, \d+ kept$/);
  expect(JSON.parse(readFileSync(join(dir, 'manifest.json'), 'utf8'))).toMatchObject({ publishedAt: '2026-09-17' });
});
