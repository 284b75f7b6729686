import type { FastifyBaseLogger } from 'fastify';
import type { RefreshRequest } from '../../operations/rates-refresh/refresh-rates.ts';
import { watchPrices } from '../../operations/resources/price-watch/watch-prices.ts';
import type { Services } from '../../operations/services.ts';
import type { RateRefreshDocument } from '../../report/rate-refresh.ts';
import { loggedError } from '../problem/logged-error.ts';
import type { WorkPool } from '../work/work-pool.ts';

interface WatchedRefreshParts {
  readonly pool: () => Promise<WorkPool>;
  readonly stateInUse: Services['stateInUse'];
  readonly logger: FastifyBaseLogger;
}

/** Refreshes rates in a worker, and watches what that does to the newest kept scans. Prices that were read stay read if the watch fails. */
export const watchedRefresh =
  ({ pool, stateInUse, logger }: WatchedRefreshParts) =>
  async (request: RefreshRequest, signal: AbortSignal): Promise<RateRefreshDocument> => {
    const workers = await pool();
    const document = await workers.refresh(request, signal);
    try {
      const state = await stateInUse();
      return await watchPrices(document, {
        events: state?.webhooks,
        async impactOf({ region, changes }) {
          const snapshots = (await state?.scans.newestSnapshots(region)) ?? [];
          return snapshots.length === 0 ? undefined : workers.impact({ region, changes, snapshots }, signal);
        },
      });
    } catch (error) {
      if (!signal.aborted) logger.error({ err: loggedError(error) }, 'the effect of changed rates is not known');
      return document;
    }
  };
