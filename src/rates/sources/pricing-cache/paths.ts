import { join } from 'node:path';
import { TollgateError } from '../../../core/errors.ts';
import { findRegion, type Region } from '../../../core/regions.ts';

/** Files of one Region in the user's cache. */
export interface UserFiles {
  readonly current: string;
  /** The version before `current`, kept in case that one is damaged. */
  readonly previous: string;
  /** Present while refreshing the Region fails. */
  readonly failure: string;
}

/** A Region of the table. Throws TG1303: an unknown name never becomes a path. */
export function cachedRegion(name: string): Region {
  const region = findRegion(name);
  if (region) return region;
  throw new TollgateError(
    'TG1303',
    `No rates are known for "${name}", which is not an AWS Region that Tollgate knows.`,
    {
      hint: 'Give a Region such as us-east-1.',
    },
  );
}

export function userFiles(userDir: string, region: Region): UserFiles {
  const stem = join(userDir, region.partition, region.region);
  return { current: `${stem}.json`, previous: `${stem}.previous.json`, failure: `${stem}.failure.json` };
}
