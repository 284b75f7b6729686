import { TollgateError } from '../../core/errors.ts';
import { findRegion, type Region } from '../../core/regions.ts';

/** A Region whose prices a live source can ask for, and where. Throws TG1303 when it cannot. */
export function pricedRegion(
  name: string,
  rootOf: (partition: string) => string | undefined,
): { readonly region: Region; readonly root: string } {
  const region = findRegion(name);
  if (!region) throw none(`"${name}" is not an AWS Region that Tollgate knows.`);
  const root = rootOf(region.partition);
  if (root === undefined) throw none(`No price list is known for the partition ${region.partition}.`);
  if (region.usagePrefix === null) throw none(`How the price list names usage in ${name} is not known.`);
  return { region, root };
}

const none = (detail: string): TollgateError =>
  new TollgateError('TG1303', detail, { hint: 'Give a Region such as us-east-1.' });
