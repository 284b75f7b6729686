// The files of the bundled price snapshot: one rate card per partition and Region, and a manifest with checksums.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { requireUnambiguous } from '../../src/rates/carry-over.ts';
import { type RateCard, rateCardSchema } from '../../src/rates/rate-card.ts';

/** The folders of `pricing-cache/` that hold rate cards; `source/` beside them holds facts. */
const PARTITIONS = ['aws', 'aws-cn', 'aws-us-gov'];

const manifestSchema = z.object({ files: z.array(z.object({ path: z.string() })) });

/** Every file of the snapshot by its path inside `pricing-cache/`. Throws TG1302 where a product has two prices. */
export function snapshotTexts(cards: readonly RateCard[], source: string): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const files = cards.map((card) => {
    requireUnambiguous(card);
    const path = `${card.partition}/${card.region}.json`;
    const text = cardText(card);
    texts.set(path, text);
    const { region, currency, publishedAt } = card;
    const sha256 = createHash('sha256').update(text).digest('hex');
    return { path, region, currency, publishedAt, rates: card.rates.length, sha256 };
  });
  const publishedAt = cards
    .map((card) => card.publishedAt)
    .sort()
    .at(-1);
  const manifest = { schema: 'tollgate/pricing-manifest@1', formatVersion: 1, source, publishedAt, files };
  return texts.set('manifest.json', `${JSON.stringify(manifest, null, 1)}\n`);
}

/** A rate a line: a changed price is one changed line. */
function cardText({ rates, ...head }: RateCard): string {
  const start = JSON.stringify(head, null, 1).replace(/\n}$/, '');
  return `${start},\n "rates": [\n${rates.map((rate) => `  ${JSON.stringify(rate)}`).join(',\n')}\n ]\n}\n`;
}

/** Replaces the rate cards in a folder; the facts beside them stay. */
export function writeSnapshot(dir: string, texts: ReadonlyMap<string, string>): void {
  for (const partition of PARTITIONS) rmSync(join(dir, partition), { recursive: true, force: true });
  for (const [path, text] of texts) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
}

/** The rate cards that a snapshot folder holds now. */
export function readSnapshot(dir: string): readonly RateCard[] {
  const { files } = manifestSchema.parse(JSON.parse(readFileSync(join(dir, 'manifest.json'), 'utf8')));
  return files.map(({ path }) => rateCardSchema.parse(JSON.parse(readFileSync(join(dir, path), 'utf8'))));
}
