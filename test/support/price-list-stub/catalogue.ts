import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RateCard } from '../../../src/rates/rate-card.ts';
import { decoysOf } from './decoys.ts';
import type { StubRow } from './rows.ts';
import { ANYWHERE, rowsOfCard } from './rows-of-card.ts';

/** The bundled snapshot of the repository. */
export const BUNDLED_DIR = join(import.meta.dirname, '../../../pricing-cache');

/** Every rate card of the bundled snapshot. */
export const bundledCards = (): readonly RateCard[] =>
  ['aws', 'aws-cn', 'aws-us-gov'].flatMap((partition) =>
    readdirSync(join(BUNDLED_DIR, partition)).map((file) => {
      const text = readFileSync(join(BUNDLED_DIR, partition, file), 'utf8');
      return JSON.parse(text) as RateCard;
    }),
  );

/** The pseudo-Region that holds what belongs to no Region. */
export const NO_REGION = 'aws-other';

/** The price lists of the world: GovCloud prices are in the commercial one, China has its own. */
export type PriceListName = 'aws' | 'cn';

/** Rows by Region, for each price list. */
export type Catalogue = Readonly<Record<PriceListName, ReadonlyMap<string, readonly StubRow[]>>>;

/** The price list that says what these cards say, with decoys between the rows. */
export function catalogueOf(cards: readonly RateCard[]): Catalogue {
  const catalogue = { aws: new Map<string, StubRow[]>(), cn: new Map<string, StubRow[]>() };
  for (const card of cards) {
    const list = catalogue[card.partition === 'aws-cn' ? 'cn' : 'aws'];
    const byPlace = Map.groupBy([...decoysOf(card), ...rowsOfCard(card)], (row) =>
      row.attributes.location === ANYWHERE ? NO_REGION : card.region,
    );
    list.set(card.region, byPlace.get(card.region) ?? []);
    const global = byPlace.get(NO_REGION);
    if (global) list.set(NO_REGION, global);
  }
  return catalogue;
}

/** The same catalogue with every row changed, or left out where `edit` gives nothing. */
export const edited = (catalogue: Catalogue, edit: (row: StubRow) => readonly StubRow[]): Catalogue => {
  const each = (list: Catalogue['aws']) => new Map([...list].map(([region, rows]) => [region, rows.flatMap(edit)]));
  return { aws: each(catalogue.aws), cn: each(catalogue.cn) };
};
