import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TollgateError } from '../../src/core/errors.ts';
import { rateCardSchema } from '../../src/rates/rate-card.ts';
import type { RateSource } from '../../src/rates/rate-source.ts';

const FOLDER = join(import.meta.dirname, '..', 'golden', 'rates');

/** The rates of the goldens, which no refresh moves. */
export function frozenRates(): RateSource {
  const cards = new Map(
    readdirSync(FOLDER).map((file) => {
      const card = rateCardSchema.parse(JSON.parse(readFileSync(join(FOLDER, file), 'utf8')));
      return [card.region, card];
    }),
  );
  return {
    kind: 'frozen',
    rateCard: async (region) => {
      const card = cards.get(region);
      if (!card) throw new TollgateError('TG1303', `No frozen rates of ${region}.`);
      return { card, findings: [] };
    },
  };
}
