import type { TollgateEvent } from '../../../report/event-document.ts';
import type { EventSink } from '../events/event-sink.ts';
import { newEvent } from '../events/new-event.ts';
import type { AfterScan, KeptScan } from '../scans/after-scan.ts';
import type { Advisor } from './advice-of.ts';
import type { AdviceRecord } from './advice-record.ts';
import type { AdviceScan, AdviceStore } from './advice-store.ts';

interface Ports {
  readonly store: AdviceStore;
  readonly advise: Advisor;
  readonly events: EventSink;
  readonly now: () => Date;
}

/** After a scan: keeps what it proposes, compares what was agreed to with its promise, and tells of what is new. */
export const keepAdvice =
  ({ store, advise, events, now }: Ports): AfterScan =>
  async (kept, signal) => {
    const scan = scanOf(kept);
    const agreed = await store.agreed(scan, now());
    const { plan, realised } = await advise({ snapshot: kept.snapshot, agreed }, signal);
    const first = await store.keep(scan, plan, now());
    const { id, capturedAt } = scan;
    for (const { id: advice, ...saving } of realised)
      await store.compare(advice, { ...saving, scan: { id, capturedAt } });
    if (first.length > 0) await events.emit(first.map(eventOf));
  };

function scanOf({ scan, snapshot }: KeptScan): AdviceScan {
  const [scope] = snapshot.provenance.scopes;
  const { id, account, region } = scan;
  return { id, region, scope: account, account: scope?.account ?? account, capturedAt: snapshot.capturedAt };
}

const eventOf = ({ id, account, region, firstScan, currency, recommendation }: AdviceRecord): TollgateEvent =>
  newEvent('recommendation.new', [account, region, id], {
    occurredAt: firstScan.capturedAt,
    data: {
      recommendation: id,
      account,
      region,
      move: recommendation.move,
      title: recommendation.title,
      monthlySaving: recommendation.saving.monthly,
      currency,
    },
  });
