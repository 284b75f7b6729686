import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ScanService } from '../../src/operations/resources/scans/scan-service.ts';
import { endpointRecord } from '../support/endpoint-record.ts';
import { testApp } from '../support/http-app.ts';
import { FIGURES } from '../support/scope-figures.ts';
import { stateServices } from '../support/state-services.ts';

interface Dashboard {
  readonly templating: { readonly list: readonly { readonly definition?: string }[] };
  readonly panels: readonly {
    readonly title: string;
    readonly targets: readonly { readonly expr: string; readonly legendFormat: string }[];
  }[];
}

const dashboard = JSON.parse(readFileSync('examples/grafana-dashboard.json', 'utf8')) as Dashboard;
const targets = dashboard.panels.flatMap(({ title, targets: own }) => own.map((target) => ({ title, ...target })));
const METRIC = /\btollgate_[a-z0-9_]+/g;

const zone = { az: 'use1-az1', level: 'ok' as const, utilisation: 0.5, headroomBps: 5e10, n1Utilisation: 1 };
const headroom = { level: 'ok' as const, n1Level: 'ok' as const, utilisation: 0.5, n1Utilisation: 1, zones: [zone] };

/** The label names of every metric that the service exports with a value. */
async function exported(): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const scans = {
    endpoints: async () => [endpointRecord('vpce-1', { headroom })],
    keptRegions: async () => ['us-east-1'],
  } as unknown as ScanService;
  const figures = { keep: async () => undefined, list: async () => [FIGURES] };
  const app = await testApp({ services: stateServices({ scans, figures }) });
  await app.inject('/healthz');
  const { body } = await app.inject('/metrics');
  const labels = new Map<string, Set<string>>();
  for (const [, name = '', own = ''] of body.matchAll(/^(tollgate_[a-z0-9_]+)(?:\{(.*)\})? /gm)) {
    const names = [...own.matchAll(/([a-z_]+)="/g)].map((match) => match[1] ?? '');
    labels.set(name, new Set([...(labels.get(name) ?? []), ...names]));
  }
  return labels;
}

describe('examples/grafana-dashboard.json', () => {
  test('has a query in every panel', () => {
    expect(targets.length).toBeGreaterThanOrEqual(dashboard.panels.length);
    expect(targets.filter(({ expr }) => !expr.match(METRIC)).map(({ title }) => title)).toEqual([]);
  });

  test('asks only for metrics that the service exports', async () => {
    const labels = await exported();
    const asked = [
      ...targets.map(({ expr }) => expr),
      ...dashboard.templating.list.flatMap(({ definition = [] }) => definition),
    ];
    const names = new Set(asked.flatMap((text) => text.match(METRIC) ?? []));
    expect(names.size).toBeGreaterThan(10);
    expect([...names].filter((name) => !labels.has(name))).toEqual([]);
  });

  test('and only by labels that they have', async () => {
    const labels = await exported();
    for (const { title, expr, legendFormat } of targets) {
      const [metric = ''] = expr.match(METRIC) ?? [];
      const used = [
        ...[...legendFormat.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? ''),
        ...[...expr.matchAll(/by \(([^)]*)\)/g)].flatMap((match) => (match[1] ?? '').split(', ')),
        ...[...expr.matchAll(/(\w+)=~?"/g)].map((match) => match[1] ?? ''),
      ];
      expect([title, used.filter((label) => !labels.get(metric)?.has(label))]).toEqual([title, []]);
    }
  });

  test('shows what an operator asks: cost, pool, price, utilisation, days left, age of rates and scans', () => {
    const asked = targets.map(({ expr }) => expr).join(' ');
    for (const name of [
      'tollgate_cost_per_hour',
      'tollgate_pool_gb',
      'tollgate_pool_marginal_price',
      'tollgate_endpoint_utilisation_ratio',
      'tollgate_endpoint_days_to_threshold',
      'tollgate_rates_published_age_days',
      'tollgate_scan_lag_seconds',
    ])
      expect(asked).toContain(name);
  });
});
