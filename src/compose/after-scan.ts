import type { Advisor } from '../analysis/advice/advice-of.ts';
import type { AdviceStore } from '../analysis/advice/advice-store.ts';
import { keepAdvice } from '../analysis/advice/keep-advice.ts';
import type { EventSink } from '../analysis/events/event-sink.ts';
import type { AfterScan } from '../analysis/scan/after-scan.ts';

/** What the steps are given. */
export interface AfterScanParts {
  readonly advice: AdviceStore;
  readonly advise: Advisor;
  readonly events: EventSink;
  readonly now: () => Date;
}

/** What follows every scan, in order. */
export const afterScan = ({ advice: store, advise, events, now }: AfterScanParts): readonly AfterScan[] => [
  keepAdvice({ store, advise, events, now }),
];
