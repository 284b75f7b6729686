import type { PlanDocument } from '../../../report/plan-document.ts';
import type { Snapshot } from '../../../report/snapshot-document.ts';
import { profileOfMeasured } from '../../../traffic/measured.ts';
import { planDocument } from '../../recommend/plan-document.ts';
import type { Services } from '../../services.ts';
import { loadCards } from '../../shared/estimate-network.ts';
import type { AdviceRecord, RealisedSaving } from './advice-record.ts';
import { realisedSaving } from './realised.ts';

/** A snapshot, and what was agreed to before it, as plain data that can be handed to a worker thread. */
export interface AdviceRequest {
  readonly snapshot: Snapshot;
  readonly agreed: readonly Pick<AdviceRecord, 'id' | 'recommendation' | 'firstScan'>[];
}

export interface Advice {
  readonly plan: Pick<PlanDocument, 'currency' | 'recommendations'>;
  /** By id; where a scan cannot tell, there is none. */
  readonly realised: readonly (Omit<RealisedSaving, 'scan'> & { readonly id: string })[];
}

/** Port: computes advice off the event loop. Throws what planning throws. */
export type Advisor = (request: AdviceRequest, signal: AbortSignal) => Promise<Advice>;

/** The plan of a snapshot, and what the steps agreed to before it save by now. */
export async function adviceOf(
  { snapshot, agreed }: AdviceRequest,
  services: Pick<Services, 'rates' | 'forecasters'>,
): Promise<Advice> {
  const { currency, recommendations } = await planDocument(
    { network: { name: 'snapshot', value: snapshot } },
    { asOf: snapshot.capturedAt },
    services,
  );
  const regions = new Set(agreed.map((each) => each.recommendation.region));
  const { cards } = await loadCards([...regions], services.rates);
  const { topology, traffic } = snapshot;
  const found = { topology, cards, profile: traffic ? profileOfMeasured(traffic) : new Map() };
  const realised = agreed.flatMap(({ id, recommendation, firstScan }) => {
    const saving = realisedSaving(recommendation, firstScan.capturedAt, found);
    return saving ? [{ id, ...saving }] : [];
  });
  return { plan: { currency, recommendations }, realised };
}
