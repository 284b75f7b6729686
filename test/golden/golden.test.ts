import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseText } from '../../src/core/document.ts';
import { CHARGE_KINDS } from '../../src/model/charge-kind.ts';
import { estimate } from '../../src/model/estimate.ts';
import { type RateCard, rateCardSchema } from '../../src/rates/rate-card.ts';
import { buildReport } from '../../src/report/build-report.ts';
import { type EstimateDocument, estimateDocumentSchema } from '../../src/report/report.ts';
import { readNetwork } from '../../src/topology/read-document.ts';

const HERE = import.meta.dirname;
const GOLDENS = readdirSync(HERE).filter((name) => existsSync(join(HERE, name, 'topology.yaml')));

/** Frozen rates: a refreshed price list must not move the goldens, whose arithmetic is worked by hand. */
const cards = new Map<string, RateCard>(
  readdirSync(join(HERE, 'rates')).map((file) => {
    const card = rateCardSchema.parse(JSON.parse(readFileSync(join(HERE, 'rates', file), 'utf8')));
    return [card.region, card];
  }),
);

async function estimateFolder(name: string): Promise<EstimateDocument> {
  const text = readFileSync(join(HERE, name, 'topology.yaml'), 'utf8');
  const { topology, findings } = await readNetwork(await parseText(text, 'topology.yaml'));
  return buildReport(estimate({ topology, cards, findings }), 'frozen');
}

/** Every amount a golden states, lines and totals. */
const amountsOf = (document: EstimateDocument): readonly string[] =>
  [...document.endpoints, ...document.resources]
    .flatMap((owner) => owner.lines.flatMap((line) => [line.monthly, line.low, line.high]))
    .concat(document.totals.monthly, document.totals.low)
    .filter((amount) => amount !== undefined && amount !== '0.00')
    .map(String);

describe('goldens', () => {
  test('every charge has one', () => {
    expect(GOLDENS).toEqual(expect.arrayContaining([...CHARGE_KINDS]));
  });

  test.each(GOLDENS)('%s', async (name) => {
    const document = await estimateFolder(name);
    expect(estimateDocumentSchema.parse(document)).toEqual(document);
    const file = join(HERE, name, 'estimate.golden.json');
    const text = `${JSON.stringify(document, null, 2)}\n`;
    if (process.env.UPDATE_GOLDENS === '1') writeFileSync(file, text);
    expect(text).toBe(readFileSync(file, 'utf8'));
  });

  test.each(GOLDENS)('%s: the arithmetic beside it reaches every amount', async (name) => {
    const arithmetic = readFileSync(join(HERE, name, 'arithmetic.md'), 'utf8');
    const worked = new Set(arithmetic.match(/\d+\.\d+/g));
    expect(amountsOf(await estimateFolder(name)).filter((amount) => !worked.has(amount))).toEqual([]);
  });
});
