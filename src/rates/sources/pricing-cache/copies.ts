import type { Region } from '../../../core/regions.ts';
import type { RateCopy } from '../../rate-store.ts';
import type { Bundled } from './bundled.ts';
import { type UserFiles, userFiles } from './paths.ts';
import { readCopy } from './refreshed.ts';

/** Every copy of a Region's card, best first. */
export const copiesOf = (region: Region, bundled: Bundled, userDir: string): Promise<readonly RateCopy[]> => {
  const files = userFiles(userDir, region);
  return Promise.all([
    refreshedCopy('current', files, region),
    refreshedCopy('previous', files, region),
    bundledCopy(bundled, region),
  ]);
};

async function refreshedCopy(copy: 'current' | 'previous', files: UserFiles, region: Region): Promise<RateCopy> {
  const read = await readCopy(files[copy], region);
  if (read.state !== 'good') return { copy, state: read.state };
  return { copy, state: 'good', card: read.card, fetchedAt: read.fetchedAt };
}

async function bundledCopy(bundled: Bundled, region: Region): Promise<RateCopy> {
  const read = await bundled(region);
  return { copy: 'bundled', state: read.state, ...(read.state === 'good' && { card: read.card }) };
}
