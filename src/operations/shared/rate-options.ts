import { z } from 'zod';
import { regionNamed } from '../../core/regions.ts';
import { LISTED_REGIONS } from '../../core/usage-type.ts';
import { LIVE_RATE_SOURCES } from '../../rates/registry.ts';
import { option } from '../options/common.ts';
import { words } from '../options/schemas.ts';

/** Which Regions' prices. */
export const rateRegionOptions = {
  region: option({
    schema: words,
    says: 'Region, several times for several',
    default: 'every Region',
    value: 'region',
    many: true,
  }),
} as const;

/** Which live price list. */
export const rateSourceOptions = {
  source: option({
    schema: z.enum(LIVE_RATE_SOURCES),
    says: 'live price list',
    default: 'TOLLGATE_PRICE_SOURCE, else price-list-bulk, which needs no account',
    value: 'source',
    choices: LIVE_RATE_SOURCES,
  }),
} as const;

/** Regions by their names; none = every Region that a price list can be asked for. Throws TG1102. */
export const rateRegions = (names: readonly string[] | undefined): readonly string[] =>
  names?.map((name) => regionNamed(name).region) ?? LISTED_REGIONS;
