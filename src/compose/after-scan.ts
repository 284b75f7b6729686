import type { Advisor } from '../analysis/advice/advice-of.ts';
import type { AdviceStore } from '../analysis/advice/advice-store.ts';
import { keepAdvice } from '../analysis/advice/keep-advice.ts';
import type { BudgetStore } from '../analysis/budgets/budget-store.ts';
import { tellBudgets } from '../analysis/budgets/tell-budgets.ts';
import type { EventSink } from '../analysis/events/event-sink.ts';
import { type AfterScan, ofNewest } from '../analysis/scan/after-scan.ts';
import { type FiguresStore, keepFigures } from '../analysis/scan/keep-figures.ts';
import type { ScanStore } from '../analysis/scan/service-ports.ts';
import { tellLevels } from '../analysis/scan/tell-levels.ts';
import type { RateSource } from '../rates/rate-source.ts';

/** What the steps are given. */
export interface AfterScanParts {
  readonly scans: ScanStore;
  readonly budgets: BudgetStore;
  readonly advice: AdviceStore;
  readonly advise: Advisor;
  readonly events: EventSink;
  readonly figures: FiguresStore;
  readonly rates: RateSource;
  readonly now: () => Date;
}

/** What follows every scan, in order. */
export const afterScan = ({
  scans,
  budgets,
  advice,
  advise,
  events,
  now,
  ...figures
}: AfterScanParts): readonly AfterScan[] => [
  ofNewest(tellBudgets({ budgets, scans, events })),
  tellLevels({ store: scans, events }),
  ofNewest(keepFigures(figures)),
  ofNewest(keepAdvice({ store: advice, advise, events, now })),
];
