import { PRODUCT_KEYS, PRODUCTS } from '../../../core/products.ts';
import type { Region } from '../../../core/regions.ts';
import { classifierFor } from '../../price-list/classify.ts';
import type { Offer, PriceListEntry } from '../../price-list/entry.ts';
import type { Rate, RateCard } from '../../rate-card.ts';
import type { Download } from './download.ts';
import { readOffer } from './read-offer.ts';
import { readRegionIndex } from './read-region-index.ts';

/** What one service's offer tells of a Region. */
export interface ServiceReading {
  readonly offer: Offer;
  readonly entries: readonly PriceListEntry[];
  /** Rates of the known card, where the offer has not been published anew since. */
  readonly unchanged: readonly Rate[];
  readonly skippedRows: number;
  readonly malformed: number;
}

export interface ServiceRequest {
  readonly serviceCode: string;
  readonly region: Region;
  /** Root of the partition's offer files, ending in "/". */
  readonly root: string;
  readonly known: RateCard | undefined;
}

/** The pseudo-Region of the index that holds what belongs to no Region, such as hosted zones. */
const NO_REGION = 'aws-other';

const isGlobal = (serviceCode: string): boolean =>
  PRODUCT_KEYS.some((key) => PRODUCTS[key].serviceCode === serviceCode && PRODUCTS[key].scope === 'global');

/** Reads a service's current offer of a Region; undefined when the service has none there. */
export async function readService(
  request: ServiceRequest,
  download: Download,
  signal: AbortSignal | undefined,
): Promise<ServiceReading | undefined> {
  const { serviceCode, region, root, known } = request;
  const indexUrl = `${root}${serviceCode}/current/region_index.json`;
  const index = await download(indexUrl, (body) => readRegionIndex(body, indexUrl), signal);
  const names = isGlobal(serviceCode) ? [region.region, NO_REGION] : [region.region];
  const files = names.flatMap((name) => index.get(name) ?? []);
  const [first] = files;
  if (first === undefined) return undefined;
  const none = { entries: [], unchanged: [], skippedRows: 0, malformed: 0 };
  if (known?.offers?.[serviceCode] === first.version) {
    const unchanged = known.rates.filter((rate) => rate.serviceCode === serviceCode);
    return { ...none, offer: { version: first.version, publishedAt: timeOf(first.version) }, unchanged };
  }
  const classify = classifierFor(region);
  const reading = { ...none, entries: [] as PriceListEntry[], offer: { version: first.version, publishedAt: '' } };
  for (const { url } of files) {
    const isOurs = (attributes: PriceListEntry['attributes']): boolean =>
      classify(serviceCode, attributes) !== undefined;
    const content = await download(url, (body) => readOffer(body, url, serviceCode, isOurs), signal);
    reading.entries.push(...content.entries);
    reading.offer.publishedAt ||= content.publishedAt;
    reading.skippedRows += content.skippedRows;
    reading.malformed += content.malformed;
  }
  return reading;
}

/** The time of publication that a version spells: 20260917190528 is 2026-09-17T19:05:28Z in every pair seen. */
const timeOf = (version: string): string =>
  version.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3T$4:$5:$6Z');
