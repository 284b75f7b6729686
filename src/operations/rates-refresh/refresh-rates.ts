import { TollgateError } from '../../core/errors.ts';
import { carryOver, requireUnambiguous } from '../../rates/carry-over.ts';
import { compareCards, confirmedBy } from '../../rates/compare-cards.ts';
import type { RateSource } from '../../rates/rate-source.ts';
import type { RateStore } from '../../rates/rate-store.ts';
import type { RateRefreshDocument, RegionRefresh } from '../../report/rate-refresh.ts';
import { eachLimited } from '../shared/each-limited.ts';
import { documentError, rateCardInUse } from '../shared/rate-card-in-use.ts';

export interface RefreshPorts {
  /** The live price list. */
  readonly live: RateSource;
  /** The rates in use. */
  readonly rates: RateSource;
  readonly store: RateStore;
  readonly now: () => Date;
}

export interface RefreshRequest {
  readonly regions: readonly string[];
  /** Leaves out Regions read live less than this many milliseconds ago; absent = every Region is asked. */
  readonly maxAgeMs?: number | undefined;
  /** Reads every offer anew, even one that has not been published again since. */
  readonly isForced?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Told of each Region as soon as it is done. */
  readonly onRegion?: ((done: RegionRefresh) => void) | undefined;
}

/** Regions asked at the same time. */
const AT_ONCE = 4;

/**
 * Use case: read the live price list and keep it. A Region that fails keeps its rates, is noted as failed for readers (TG1351)
 * and takes nothing from the others. Throws only when aborted; what was read until then is kept.
 */
export async function refreshRates(request: RefreshRequest, ports: RefreshPorts): Promise<RateRefreshDocument> {
  const startedAt = ports.now().toISOString();
  const regions = await eachLimited([...new Set(request.regions)], AT_ONCE, async (region) => {
    const done = await refreshRegion(region, request, ports);
    request.onRegion?.(done);
    return done;
  });
  const count = (status: RegionRefresh['status']): number => regions.filter((each) => each.status === status).length;
  return {
    schema: 'tollgate/rate-refresh@1',
    source: ports.live.kind,
    startedAt,
    totals: {
      regions: regions.length,
      changed: count('changed'),
      unchanged: count('unchanged'),
      fresh: count('fresh'),
      failed: count('failed'),
    },
    regions,
  };
}

async function refreshRegion(region: string, request: RefreshRequest, ports: RefreshPorts): Promise<RegionRefresh> {
  const nothing = { region, changes: [], confirmed: 0, keptRates: 0, skippedRows: 0, findings: [] };
  try {
    request.signal?.throwIfAborted();
    if (await isFresh(region, request, ports)) return { ...nothing, status: 'fresh' };
    return { ...nothing, ...(await readLive(region, request, ports)) };
  } catch (error) {
    if (!(error instanceof TollgateError)) throw error;
    await noteFailure(region, error, ports);
    return { ...nothing, status: 'failed', error: documentError(error) };
  }
}

async function isFresh(region: string, { maxAgeMs }: RefreshRequest, { store, now }: RefreshPorts): Promise<boolean> {
  if (maxAgeMs === undefined) return false;
  const readAt = await store.refreshedAt(region);
  return readAt !== undefined && now().getTime() - readAt.getTime() < maxAgeMs;
}

async function readLive(
  region: string,
  { isForced, signal }: RefreshRequest,
  { live, rates, store, now }: RefreshPorts,
): Promise<Omit<RegionRefresh, 'region'>> {
  const inUse = await rateCardInUse(rates, region);
  const reading = await live.rateCard(region, signal, isForced === true ? undefined : inUse);
  const { card, kept } = carryOver(inUse, reading.card);
  requireUnambiguous(card);
  await store.save(card, now());
  const changes = compareCards(inUse, card);
  return {
    status: changes.length === 0 ? 'unchanged' : 'changed',
    publishedAt: card.publishedAt,
    version: card.version,
    changes,
    confirmed: confirmedBy(inUse, card),
    keptRates: kept.length,
    skippedRows: reading.skippedRows ?? 0,
    findings: reading.findings,
  };
}

/** Where even the note cannot be written, the result of the refresh still says what failed. */
async function noteFailure(region: string, error: TollgateError, { store, now }: RefreshPorts): Promise<void> {
  try {
    await store.saveFailure(region, { at: now().toISOString(), code: error.code });
  } catch (noteError) {
    if (!(noteError instanceof TollgateError)) throw noteError;
  }
}
