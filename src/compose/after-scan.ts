import type { ExchangeRates } from '../operations/inputs/exchange-rates.ts';
import type { BilledMonths } from '../operations/resources/bills/billed-so-far.ts';
import type { BudgetStore } from '../operations/resources/budgets/budget-store.ts';
import { tellBudgets } from '../operations/resources/budgets/tell-budgets.ts';
import type { CostStore } from '../operations/resources/costs/cost-store.ts';
import { keepCosts } from '../operations/resources/costs/keep-costs.ts';
import type { EventSink } from '../operations/resources/events/event-sink.ts';
import type { Advisor } from '../operations/resources/recommendations/advice-of.ts';
import type { AdviceStore } from '../operations/resources/recommendations/advice-store.ts';
import { keepAdvice } from '../operations/resources/recommendations/keep-advice.ts';
import { type AfterScan, ofNewest } from '../operations/resources/scans/after-scan.ts';
import { type FiguresStore, keepFigures } from '../operations/resources/scans/keep-figures.ts';
import type { ScanStore } from '../operations/resources/scans/service-ports.ts';
import { tellLevels } from '../operations/resources/scans/tell-levels.ts';
import type { RateSource } from '../rates/rate-source.ts';

/** What the steps are given. */
export interface AfterScanParts {
  readonly scans: ScanStore;
  readonly budgets: BudgetStore;
  readonly advice: AdviceStore;
  readonly advise: Advisor;
  readonly events: EventSink;
  readonly figures: FiguresStore;
  readonly costs: CostStore;
  readonly rates: RateSource;
  readonly now: () => Date;
  readonly billed: BilledMonths;
  readonly exchangeRates: ExchangeRates;
}

/** What follows every scan, in order. */
export const afterScan = ({
  scans,
  budgets,
  advice,
  advise,
  events,
  now,
  costs,
  billed,
  exchangeRates,
  ...figures
}: AfterScanParts): readonly AfterScan[] => [
  ofNewest(tellBudgets({ budgets, scans, events, billed, exchangeRates })),
  tellLevels({ store: scans, events }),
  ofNewest(keepFigures(figures)),
  ofNewest(keepCosts({ costs, scans, rates: figures.rates })),
  ofNewest(keepAdvice({ store: advice, advise, events, now })),
];
