import type { TollgateEvent } from '../../../report/event-document.ts';
import type { PriceImpact, RateRefreshDocument, RegionRefresh } from '../../../report/rate-refresh.ts';
import type { EventSink } from '../events/event-sink.ts';
import { newEvent } from '../events/new-event.ts';

export interface WatchPorts {
  /** What the changed prices of a Region do to the networks in use; undefined where no network is known. */
  readonly impactOf: (refresh: RegionRefresh) => Promise<PriceImpact | undefined>;
  readonly events?: EventSink | undefined;
}

/** Use case: adds to a refresh what its changes do to the networks in use, and tells of each Region where a price in use changed. */
export async function watchPrices(
  document: RateRefreshDocument,
  { impactOf, events }: WatchPorts,
): Promise<RateRefreshDocument> {
  const regions: RegionRefresh[] = [];
  for (const refresh of document.regions) {
    const impact = refresh.changes.length === 0 ? undefined : await impactOf(refresh);
    regions.push({ ...refresh, ...(impact && { impact }) });
  }
  await events?.emit(regions.flatMap((refresh) => eventOf(refresh, document.startedAt)));
  return { ...document, regions };
}

function eventOf({ region, impact }: RegionRefresh, occurredAt: string): readonly TollgateEvent[] {
  if (impact === undefined || impact.changes.length === 0) return [];
  const changes = impact.changes.map(({ product, toRegion, before, after, from }) => ({
    product: toRegion === undefined ? product : `${product} to ${toRegion}`,
    from: pricesOf(before),
    to: pricesOf(after),
    effectiveFrom: from ?? occurredAt.slice(0, 10),
  }));
  const { monthlyBefore, monthlyAfter, unknownLines, currency } = impact;
  const about = [region, ...impact.changes.map((change) => JSON.stringify(change))];
  const months = { monthlyBefore, monthlyAfter, ...(unknownLines > 0 && { unknownLines }), currency };
  return [newEvent('price.changed', about, { occurredAt, data: { region, changes, ...months } })];
}

/** The prices of all tiers, lowest tier first. */
const pricesOf = (tiers: PriceImpact['changes'][number]['before']): string | null =>
  tiers === undefined ? null : tiers.map(({ price }) => price).join(' / ');
