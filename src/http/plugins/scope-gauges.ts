import { Gauge, type Registry } from 'prom-client';
import { HOURS_PER_MONTH } from '../../core/quantity.ts';
import type { KeptFigures } from '../../operations/resources/scans/keep-figures.ts';
import { remembered } from './remembered.ts';

/** The figures of the newest scans, if anybody has used the database yet: a scrape must not open it. */
export type FiguresInUse = () => Promise<readonly KeptFigures[]>;

interface ScopeGauge {
  readonly name: string;
  readonly help: string;
  readonly labels: readonly string[];
  readonly values: (
    figures: KeptFigures,
    now: Date,
  ) => readonly (readonly [Readonly<Record<string, string>>, number])[];
}

const perHour = (monthly: string): number => Number(monthly) / HOURS_PER_MONTH.toNumber();

const SCOPE_GAUGES: readonly ScopeGauge[] = [
  {
    name: 'tollgate_cost_per_hour',
    help: 'Run-rate at list price by the newest scan, everything beside the endpoints included.',
    labels: ['account', 'region', 'currency'],
    values: ({ account, region, currency, monthly }) => [[{ account, region, currency }, perHour(monthly)]],
  },
  {
    name: 'tollgate_cost_unknown_lines',
    help: 'Cost lines that the run-rate leaves out because a rate or the bytes are not known.',
    labels: ['account', 'region'],
    values: ({ account, region, unknownLines }) => [[{ account, region }, unknownLines]],
  },
  {
    name: 'tollgate_service_cost_per_hour',
    help: 'Run-rate at list price of the endpoints of one service.',
    labels: ['account', 'region', 'service', 'currency'],
    values: ({ account, region, currency, services }) =>
      services.map(({ service, monthly }) => [{ account, region, service, currency }, perHour(monthly)]),
  },
  {
    name: 'tollgate_service_cost_unknown_lines',
    help: 'Cost lines that the run-rate of one service leaves out because a rate or the bytes are not known.',
    labels: ['account', 'region', 'service'],
    values: ({ account, region, services }) =>
      services.map(({ service, unknownLines = 0 }) => [{ account, region, service }, unknownLines]),
  },
  {
    name: 'tollgate_pool_gb',
    help: 'Billed GB a month of a tiered pool: its position in the tiers.',
    labels: ['account', 'region', 'product'],
    values: (figures) => ofPools(figures, ({ gb }) => gb),
  },
  {
    name: 'tollgate_pool_next_tier_gb',
    help: 'Billed GB a month at which the next tier of a pool begins; none in the last tier.',
    labels: ['account', 'region', 'product'],
    values: (figures) => ofPools(figures, ({ nextTierGb }) => nextTierGb),
  },
  {
    name: 'tollgate_pool_marginal_price',
    help: 'Price of the next GB of a pool.',
    labels: ['account', 'region', 'product', 'currency'],
    values: (figures) =>
      ofPools(figures, ({ marginalPrice }) => marginalPrice).map(([labels, value]) => [
        { ...labels, currency: figures.currency },
        value,
      ]),
  },
  {
    name: 'tollgate_endpoint_days_to_threshold',
    help: 'Days from the newest scan until a zone is expected to reach a share of its ceiling; none where that is not forecast.',
    labels: ['account', 'region', 'endpoint', 'az', 'threshold'],
    values: ({ account, region, crossings }) =>
      crossings.map(({ endpoint, az, at, days }) => [{ account, region, endpoint, az, threshold: String(at) }, days]),
  },
  {
    name: 'tollgate_scan_lag_seconds',
    help: 'Seconds since the newest scan looked at AWS.',
    labels: ['account', 'region'],
    values: ({ account, region, capturedAt }, now) => [
      [{ account, region }, Math.max(0, (now.getTime() - Date.parse(capturedAt)) / 1000)],
    ],
  },
];

const ofPools = (
  { account, pools }: KeptFigures,
  figure: (pool: KeptFigures['pools'][number]) => string | null,
): readonly (readonly [Readonly<Record<string, string>>, number])[] =>
  pools.flatMap((pool) => {
    const value = figure(pool);
    return value === null ? [] : [[{ account, region: pool.region, product: pool.product }, Number(value)] as const];
  });

/** Gauges of what the newest scans say of whole accounts and Regions. */
export function registerScopeGauges(registry: Registry, figuresInUse: FiguresInUse, now: () => Date): void {
  const figures = remembered(figuresInUse, now);
  for (const { name, help, labels, values } of SCOPE_GAUGES) {
    new Gauge({
      name,
      help,
      labelNames: [...labels],
      registers: [registry],
      async collect() {
        this.reset();
        for (const each of await figures()) for (const [own, value] of values(each, now())) this.set(own, value);
      },
    });
  }
}
