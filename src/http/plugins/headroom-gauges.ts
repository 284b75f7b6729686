import { Gauge, type Registry } from 'prom-client';
import { LEVELS } from '../../capacity/level.ts';
import type { EndpointRecord } from '../../operations/resources/scans/endpoint-record.ts';
import type { ScanService } from '../../operations/resources/scans/scan-service.ts';
import { remembered } from './remembered.ts';

/** Endpoints that are told at most: a scrape must stay small. */
const MOST_ENDPOINTS = 5000;
const PAGE = 500;

const LABELS = ['account', 'region', 'endpoint', 'az'] as const;

/** Where the scans are, if anybody has used them yet: a scrape must not open a database. */
export type ScansInUse = () => Promise<Pick<ScanService, 'endpoints'> | undefined>;

interface ZoneGauge {
  readonly name: string;
  readonly help: string;
  readonly value: (zone: NonNullable<EndpointRecord['headroom']>['zones'][number]) => number | null;
}

const ZONE_GAUGES: readonly ZoneGauge[] = [
  {
    name: 'tollgate_endpoint_utilisation_ratio',
    help: 'Share of the bandwidth ceiling of a zone that an endpoint used in its newest scan (p99).',
    value: (zone) => zone.utilisation,
  },
  {
    name: 'tollgate_endpoint_zone_failure_utilisation_ratio',
    help: 'The same after the failure of the zone that affects this one most.',
    value: (zone) => zone.n1Utilisation,
  },
  {
    name: 'tollgate_endpoint_headroom_bits_per_second',
    help: 'Bandwidth left in a zone below the ceiling at p99.',
    value: (zone) => zone.headroomBps,
  },
];

/** Gauges of the newest scans, by endpoint and zone. What is not known has no value: unknown is not zero. */
export function registerHeadroomGauges(registry: Registry, scansInUse: ScansInUse, now: () => Date): void {
  const registers = [registry];
  const records = remembered(() => recordsOf(scansInUse), now);
  for (const { name, help, value } of ZONE_GAUGES) {
    new Gauge({
      name,
      help,
      labelNames: LABELS,
      registers,
      async collect() {
        this.reset();
        for (const { account, region, id, headroom } of await records()) {
          for (const zone of headroom?.zones ?? []) {
            const figure = value(zone);
            if (figure !== null) this.set({ account, region, endpoint: id, az: zone.az }, figure);
          }
        }
      },
    });
  }
  new Gauge({
    name: 'tollgate_endpoints',
    help: 'Endpoints of the newest scans by headroom level, today and if a zone fails.',
    labelNames: ['level', 'zone_failure'],
    registers,
    async collect() {
      this.reset();
      const known = (await records()).flatMap(({ headroom }) => headroom ?? []);
      for (const level of known.length === 0 ? [] : [...LEVELS, 'unknown']) {
        this.set({ level, zone_failure: 'false' }, known.filter((each) => each.level === level).length);
        this.set({ level, zone_failure: 'true' }, known.filter((each) => each.n1Level === level).length);
      }
    },
  });
}

async function recordsOf(scansInUse: ScansInUse): Promise<readonly EndpointRecord[]> {
  const scans = await scansInUse();
  const records: EndpointRecord[] = [];
  for (let more = scans !== undefined; more && records.length < MOST_ENDPOINTS; ) {
    const page = (await scans?.endpoints({}, { limit: PAGE, after: records.at(-1)?.id })) ?? [];
    records.push(...page);
    more = page.length === PAGE;
  }
  return records;
}
