import { Gauge, type Registry } from 'prom-client';
import type { RateSource } from '../../rates/rate-source.ts';

const DAY_MS = 24 * 3600 * 1000;

interface Gauged {
  /** Estimates that run or wait in workers. */
  readonly workLoad: () => number;
  /** Bytes of request bodies in memory. */
  readonly bodyBytes: () => number;
  /** Regions whose rates are in use. */
  readonly regions: () => Promise<readonly string[]>;
  readonly rates: RateSource;
  readonly now: () => Date;
}

/** Values that are looked up when they are asked for. */
export function registerGauges(registry: Registry, { workLoad, bodyBytes, regions, rates, now }: Gauged): void {
  const registers = [registry];
  new Gauge({
    name: 'tollgate_large_estimates',
    help: 'Large estimates that run or wait in the worker pool.',
    registers,
    collect() {
      this.set(workLoad());
    },
  });
  new Gauge({
    name: 'tollgate_request_body_bytes',
    help: 'Bytes of request bodies in memory.',
    registers,
    collect() {
      this.set(bodyBytes());
    },
  });
  new Gauge({
    name: 'tollgate_rates_published_age_days',
    help: 'Days since the rates in use of a Region were published.',
    labelNames: ['region'],
    registers,
    async collect() {
      for (const region of await regions()) {
        const { card } = await rates.rateCard(region);
        this.set({ region }, Math.floor((now().getTime() - Date.parse(card.publishedAt)) / DAY_MS));
      }
    },
  });
}
