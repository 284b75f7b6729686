import { PRODUCT_KEYS, PRODUCTS } from '../../../core/products.ts';
import { pricedRegion } from '../../price-list/priced-region.ts';
import { toRateCard } from '../../price-list/to-rate-card.ts';
import type { RateSource } from '../../rate-source.ts';
import { type DownloadOptions, downloader } from './download.ts';
import { readService, type ServiceReading } from './read-service.ts';
import { rootOf } from './roots.ts';

export interface PriceListBulkOptions extends DownloadOptions {
  /** Origin of the offer files instead of AWS's own: a mirror, a proxy, a test. */
  readonly origin?: string | undefined;
}

const SERVICE_CODES: readonly string[] = [...new Set(PRODUCT_KEYS.map((key) => PRODUCTS[key].serviceCode))];

/**
 * Rate cards from the public offer files: no account needed. An offer whose version the known card was read from is not
 * fetched again; AmazonEC2, hundreds of megabytes, is streamed and left as soon as the NAT gateway prices are read.
 */
export function createPriceListBulkSource(options: PriceListBulkOptions = {}): RateSource {
  const download = downloader(options);
  return {
    kind: 'price-list-bulk',
    async rateCard(name, signal, known) {
      const { region, root } = pricedRegion(name, (partition) => rootOf(partition, options.origin));
      const readings = new Map<string, ServiceReading>();
      // One after the other: memory and the line carry one offer at a time.
      for (const serviceCode of SERVICE_CODES) {
        const reading = await readService({ serviceCode, region, root, known }, download, signal);
        if (reading) readings.set(serviceCode, reading);
      }
      const all = [...readings.values()];
      return toRateCard({
        region,
        source: 'AWS price list, offer files',
        entries: all.flatMap((reading) => reading.entries),
        offers: new Map([...readings].map(([serviceCode, { offer }]) => [serviceCode, offer])),
        unchanged: all.flatMap((reading) => reading.unchanged),
        skippedRows: all.reduce((sum, reading) => sum + reading.skippedRows, 0),
        malformed: all.reduce((sum, reading) => sum + reading.malformed, 0),
      });
    },
  };
}
