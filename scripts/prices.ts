// Rebuilds pricing-cache/: by default from the public AWS price list (no account), with --collected from pricing-cache/source.
// Usage: npm run prices -- [--collected] [--origin URL] [--dir FOLDER]
import { parseArgs } from 'node:util';
import { createPriceListBulkSource } from '../src/rates/sources/price-list-bulk/index.ts';
import { compileFacts } from './prices/compile-facts.ts';
import { readPriceList } from './prices/read-price-list.ts';
import { readSnapshot, snapshotTexts, writeSnapshot } from './prices/snapshot.ts';

const { values } = parseArgs({
  options: {
    collected: { type: 'boolean', default: false },
    origin: { type: 'string' },
    dir: { type: 'string', default: 'pricing-cache' },
  },
});
const { collected, origin, dir } = values;

if (collected) {
  const cards = compileFacts('pricing-cache/source');
  writeSnapshot(dir, snapshotTexts(cards, 'public copies of the AWS Price List, collected 2026-11-23 and 2026-11-30'));
  console.log(`${cards.length} rate cards from the collected facts`);
} else {
  const list = createPriceListBulkSource({ origin });
  const cards = await readPriceList(list, readSnapshot(dir), console.error);
  writeSnapshot(dir, snapshotTexts(cards, 'AWS Price List, public offer files'));
  console.log(`${cards.length} rate cards from the AWS price list`);
}
