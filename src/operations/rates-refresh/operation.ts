import { networkInputs } from '../inputs/catalogue.ts';
import { type ComputePorts, operation } from '../operation.ts';
import { option } from '../options/common.ts';
import { flag } from '../options/schemas.ts';
import type { KeptPorts, LongWorkPorts, RatePorts } from '../ports.ts';
import { rateRegionOptions, rateRegions, rateSourceOptions } from '../shared/rate-options.ts';

export const ratesRefresh = operation({
  name: 'rates-refresh',
  command: ['rates', 'refresh'],
  summary: 'read the live price list and keep it in the user cache',
  description:
    'Read the live price list and keep it in the user cache. A Region that fails keeps the prices it has. The output shows what changed prices do to the newest kept scans, or to the networks of --path.',
  document: 'rate-refresh',
  noun: 'a refresh of rates',
  changes: 'it replaces the kept prices',
  inputs: {
    networks: {
      ...networkInputs.network,
      says: 'network to price before and after; repeatable',
      required: false,
      many: true,
    },
  },
  options: {
    ...rateRegionOptions,
    ...rateSourceOptions,
    force: option({ schema: flag, says: 'read even what has not been published anew since it was read' }),
  },
  rest: { not: 'POST /v1/rates/refresh reads them in the background' },
  run: async ({ networks }, { region, source, force }, ports: ComputePorts & RatePorts & KeptPorts & LongWorkPorts) => {
    const { watchedNetworks } = await import('./watched-networks.ts');
    const { refreshRates } = await import('./refresh-rates.ts');
    const { rates, rateStore: store, liveRates, now, signal } = ports;
    const regions = rateRegions(region);
    const progress = await ports.progress();
    const watched = await watchedNetworks(networks, { ...ports, say: progress.say });
    const live = await liveRates(source);
    const refreshed = await refreshRates(
      { regions, isForced: force, signal, onRegion: ({ region: done, status }) => progress.note(`${done}: ${status}`) },
      { live, rates, store, now },
    );
    return { document: await watched.watch(refreshed) };
  },
  view: async (document) => (await import('../../report/views/rate-refresh.ts')).viewRateRefresh(document),
  judge: ({ totals }) => ({ exceeded: [], judged: false, failed: totals.failed > 0 }),
});
