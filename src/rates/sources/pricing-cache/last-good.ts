import { TollgateError } from '../../../core/errors.ts';
import type { Region } from '../../../core/regions.ts';
import type { RateCard } from '../../rate-card.ts';
import type { RefreshFailure } from '../../rate-store.ts';
import type { Bundled } from './bundled.ts';
import { userFiles } from './paths.ts';
import { readCopy, readFailure } from './refreshed.ts';
import type { ManifestFile } from './schema.ts';

/** The best copy of a Region's card, and what was wrong with better ones. */
export interface LastGood {
  readonly card: RateCard;
  readonly copy: 'current' | 'previous' | 'bundled';
  /** When a refreshed copy was read live; absent for the snapshot. */
  readonly fetchedAt?: string;
  readonly damaged: readonly ('current' | 'previous' | 'bundled')[];
  readonly failure: RefreshFailure | undefined;
}

/**
 * The last good card of a Region: the refreshed copy, else the one before it, else the snapshot. A copy older than the
 * snapshot of a newer Tollgate gives way to it. Throws TG1303 when there is none, TG1306 when only a damaged snapshot is left.
 */
export async function lastGood(region: Region, bundled: Bundled, userDir: string | undefined): Promise<LastGood> {
  const damaged: ('current' | 'previous' | 'bundled')[] = [];
  const files = userDir === undefined ? undefined : userFiles(userDir, region);
  const failure = files && (await readFailure(files));
  const entry = await snapshotEntry(region, bundled);
  if (files) {
    for (const copy of ['current', 'previous'] as const) {
      const read = await readCopy(files[copy], region);
      if (read.state === 'damaged') damaged.push(copy);
      if (read.state !== 'good') continue;
      if (entry instanceof TollgateError) damaged.push('bundled');
      else if (entry && entry.publishedAt > read.card.publishedAt) break;
      return { card: read.card, copy, fetchedAt: read.fetchedAt, damaged, failure };
    }
  }
  if (entry instanceof TollgateError) throw entry;
  if (entry) return { card: await bundled.card(entry), copy: 'bundled', damaged, failure };
  throw new TollgateError('TG1303', `No rates are known for ${region.region}.`, {
    hint: 'Run `tollgate rates refresh` with access to the price list.',
  });
}

async function snapshotEntry(region: Region, bundled: Bundled): Promise<ManifestFile | TollgateError | undefined> {
  try {
    return await bundled.entry(region);
  } catch (error) {
    if (error instanceof TollgateError) return error;
    throw error;
  }
}
