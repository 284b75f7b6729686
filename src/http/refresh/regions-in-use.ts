import type { Services } from '../../operations/services.ts';
import type { RateSource } from '../../rates/rate-source.ts';

interface WatchedRates {
  readonly rates: RateSource;
  /** Regions whose rates were asked for; more may be added. */
  readonly regions: Set<string>;
}

/** Notes the Regions whose rates are asked for: those the service keeps fresh. */
export function watchRegions(rates: RateSource): WatchedRates {
  const regions = new Set<string>();
  return {
    regions,
    rates: {
      kind: rates.kind,
      async rateCard(region, signal, known) {
        const reading = await rates.rateCard(region, signal, known);
        regions.add(region);
        return reading;
      },
    },
  };
}

/** The Regions whose rates were asked for, and those of kept scans; without the latter while the database cannot be asked. */
export const regionsInUse =
  (asked: ReadonlySet<string>, stateInUse: Services['stateInUse']) => async (): Promise<readonly string[]> => {
    const kept = async () => (await (await stateInUse())?.scans.keptRegions()) ?? [];
    return [...new Set([...asked, ...(await kept().catch(() => []))])];
  };
