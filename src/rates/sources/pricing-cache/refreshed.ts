import type { Region } from '../../../core/regions.ts';
import type { RateCard } from '../../rate-card.ts';
import type { RefreshFailure } from '../../rate-store.ts';
import { sha256 } from './checksum.ts';
import type { UserFiles } from './paths.ts';
import { parsed, readText } from './read-text.ts';
import { isCachedCard, isFailureFile } from './schema.ts';

/** A copy of the user's cache as it lies on disk. */
export type RefreshedCopy =
  | { readonly state: 'good'; readonly card: RateCard; readonly fetchedAt: string; readonly text: string }
  | { readonly state: 'damaged' | 'absent' };

/** Reads one copy and holds it to its checksum, its schema and its Region. Never throws. */
export async function readCopy(path: string, region: Region): Promise<RefreshedCopy> {
  const file = await readText(path);
  if (file.state === 'absent') return { state: 'absent' };
  const entry = file.state === 'present' ? parsed(file.text) : undefined;
  if (!isCachedCard(entry) || sha256(entry.card) !== entry.sha256 || Number.isNaN(Date.parse(entry.fetchedAt))) {
    return { state: 'damaged' };
  }
  // Loaded only where there is a refreshed card: the schema library would slow every start down.
  const { rateCardSchema } = await import('../../rate-card.ts');
  const card = rateCardSchema.safeParse(parsed(entry.card));
  if (!card.success || card.data.region !== region.region) return { state: 'damaged' };
  return { state: 'good', card: card.data, fetchedAt: entry.fetchedAt, text: entry.card };
}

/** The failure a refresh left behind; a damaged note is no note. */
export async function readFailure(files: UserFiles): Promise<RefreshFailure | undefined> {
  const file = await readText(files.failure);
  const value = file.state === 'present' ? parsed(file.text) : undefined;
  return isFailureFile(value) ? { at: value.at, code: value.code } : undefined;
}
