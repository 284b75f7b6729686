import { TollgateError } from './errors.ts';
import table from './regions.json' with { type: 'json' };

/** One AWS Region. `usagePrefix` starts its usage types ("EU" for eu-west-1), `azIdPrefix` its zone ids ("euw1"); both are tables, never derived. */
export interface Region {
  readonly region: string;
  readonly partition: string;
  readonly currency: string;
  readonly usagePrefix: string | null;
  readonly azIdPrefix: string | null;
  readonly location: string;
  /** Number of zones AWS lists; null where no source tells. New accounts may see fewer. */
  readonly azCount: number | null;
}

export const REGIONS: readonly Region[] = table;

const BY_NAME = new Map(REGIONS.map((region) => [region.region, region]));

export const findRegion = (name: string): Region | undefined => BY_NAME.get(name);

/** The Region of that name. Throws TG1102, naming the nearest spellings. */
export function regionNamed(name: string): Region {
  const region = BY_NAME.get(name);
  if (region) return region;
  const [area] = name.split('-');
  const near = REGIONS.filter((each) => each.region.startsWith(`${area}-`)).map((each) => each.region);
  throw new TollgateError('TG1102', `"${name}" is not an AWS Region that Tollgate knows.`, {
    hint: near.length > 0 ? `Did you mean one of ${near.join(', ')}?` : 'Give a Region such as us-east-1.',
  });
}
