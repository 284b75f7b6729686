import type { Region } from '../../../core/regions.ts';
import type { RateCard } from '../../rate-card.ts';
import { sha256 } from './checksum.ts';
import { userFiles } from './paths.ts';
import { parsed, readIfPresent } from './read-file.ts';
import { isCachedCard, isRefreshFailure, type RefreshFailure } from './schema.ts';

/** A card of the user's cache. */
export interface RefreshedCard {
  readonly card: RateCard;
  readonly fetchedAt: string;
}

/** What the user's cache holds of a Region. `damaged` names the copies that could not be used. */
export interface Refreshed {
  readonly found: RefreshedCard | undefined;
  readonly damaged: readonly ('current' | 'previous')[];
  readonly failure: RefreshFailure | undefined;
}

/** Reads the current copy of a Region, or the one before it when that is torn or tampered with. */
export async function readRefreshed(userDir: string, region: Region): Promise<Refreshed> {
  const files = userFiles(userDir, region);
  const damaged: ('current' | 'previous')[] = [];
  const failure = await readFailure(files.failure);
  for (const which of ['current', 'previous'] as const) {
    const text = await readIfPresent(files[which]);
    if (text === undefined) continue;
    const found = await cardIn(text, region);
    if (found) return { found, damaged, failure };
    damaged.push(which);
  }
  return { found: undefined, damaged, failure };
}

async function readFailure(path: string): Promise<RefreshFailure | undefined> {
  const text = await readIfPresent(path);
  const value = text === undefined ? undefined : parsed(text);
  return isRefreshFailure(value) ? value : undefined;
}

async function cardIn(text: string, region: Region): Promise<RefreshedCard | undefined> {
  const entry = parsed(text);
  if (!isCachedCard(entry) || sha256(entry.card) !== entry.sha256) return undefined;
  // Loaded only where there is a refreshed card: the schema library would slow every start down.
  const { rateCardSchema } = await import('../../rate-card.ts');
  const card = rateCardSchema.safeParse(parsed(entry.card));
  if (!card.success || card.data.region !== region.region || Number.isNaN(Date.parse(entry.fetchedAt)))
    return undefined;
  return { card: card.data as RateCard, fetchedAt: entry.fetchedAt };
}
