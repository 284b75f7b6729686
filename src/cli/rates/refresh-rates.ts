import { regionNamed } from '../../core/regions.ts';
import { LISTED_REGIONS } from '../../core/usage-type.ts';
import { refreshRates } from '../../operations/rates/refresh-rates.ts';
import type { Services } from '../../operations/services.ts';
import type { LiveRateSourceKind } from '../../rates/registry.ts';
import { viewRateRefresh } from '../../report/views/rate-refresh.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { watchedNetworks } from './watched-networks.ts';
import { type DocumentOutput, writeDocument } from './write-document.ts';

export interface RefreshRatesOptions extends DocumentOutput {
  /** Absent = every Region that a price list can be asked for. */
  readonly region?: readonly string[] | undefined;
  readonly source?: LiveRateSourceKind | undefined;
  readonly force?: boolean | undefined;
  /** Networks whose month is priced before and after; absent = the newest kept scans. */
  readonly path?: readonly string[] | undefined;
}

/**
 * Reads the live price list and keeps it; on a terminal each Region is told as it is done. Ends with 1 when a Region failed, after
 * the print. Throws TG1102 or TG1514.
 */
export async function runRefreshRates(
  { region, source, force, path, ...output }: RefreshRatesOptions,
  host: Host,
  services: Services,
): Promise<ExitCode> {
  const regions = region?.map((name) => regionNamed(name).region) ?? LISTED_REGIONS;
  const { rates, rateStore, liveRates, now } = services;
  const networks = await watchedNetworks(path, host, services);
  const live = await liveRates(source);
  const refreshed = await refreshRates(
    {
      regions,
      isForced: force,
      signal: host.signal,
      onRegion: ({ region: done, status }) => {
        if (host.stderr.isTerminal) void host.stderr.write(`${done}: ${status}\n`);
      },
    },
    { live, rates, store: rateStore, now },
  );
  const document = await networks.watch(refreshed);
  await writeDocument(document, () => viewRateRefresh(document), output, host);
  return document.totals.failed === 0 ? EXIT.done : EXIT.error;
}
