import { TollgateError } from '../../../core/errors.ts';
import type { Region } from '../../../core/regions.ts';
import { carryOver } from '../../carry-over.ts';
import type { RateCard } from '../../rate-card.ts';
import type { RefreshFailure } from '../../rate-store.ts';
import type { Bundled, BundledCopy } from './bundled.ts';
import { userFiles } from './paths.ts';
import { type RefreshedCopy, readCopy, readFailure } from './refreshed.ts';

type CopyName = 'current' | 'previous' | 'bundled';

/** The best copy of a Region's card, and what was wrong with better ones. */
export interface LastGood {
  readonly card: RateCard;
  readonly copy: CopyName;
  /** When a refreshed copy was read live; absent for the snapshot. */
  readonly fetchedAt?: string;
  readonly damaged: readonly CopyName[];
  readonly failure: RefreshFailure | undefined;
}

/**
 * The last good card of a Region: the refreshed copy, else the one before it, else the snapshot. A copy older than the
 * snapshot of a newer Tollgate gives way to it; what a copy does not name, the snapshot adds. Throws TG1303 when there is
 * none, TG1306 when only a damaged snapshot is left.
 */
export async function lastGood(region: Region, bundled: Bundled, userDir: string | undefined): Promise<LastGood> {
  const snapshot = await bundled(region);
  if (userDir === undefined) return { ...fromSnapshot(region, snapshot), damaged: [], failure: undefined };
  const files = userFiles(userDir, region);
  const failure = await readFailure(files);
  const damaged: CopyName[] = [];
  for (const copy of ['current', 'previous'] as const) {
    const read = await readCopy(files[copy], region);
    if (read.state === 'damaged') damaged.push(copy);
    if (read.state !== 'good' || isOlder(read, snapshot)) continue;
    if (snapshot.state === 'damaged') damaged.push('bundled');
    const { card } = carryOver(snapshot.state === 'good' ? snapshot.card : undefined, read.card);
    return { card, copy, fetchedAt: read.fetchedAt, damaged, failure };
  }
  return { ...fromSnapshot(region, snapshot), damaged, failure };
}

const isOlder = (read: RefreshedCopy & { state: 'good' }, snapshot: BundledCopy): boolean =>
  snapshot.state === 'good' && snapshot.card.publishedAt > read.card.publishedAt;

function fromSnapshot(region: Region, snapshot: BundledCopy): Pick<LastGood, 'card' | 'copy'> {
  if (snapshot.state === 'good') return { card: snapshot.card, copy: 'bundled' };
  if (snapshot.state === 'damaged') {
    throw new TollgateError('TG1306', snapshot.problem, {
      hint: 'Reinstall Tollgate, or run `tollgate rates refresh`.',
    });
  }
  throw new TollgateError('TG1303', `No rates are known for ${region.region}.`, {
    hint: 'Run `tollgate rates refresh` with access to the price list.',
  });
}
