import type { BudgetStore } from '../analysis/budgets/budget-store.ts';
import { tellBudgets } from '../analysis/budgets/tell-budgets.ts';
import type { EventSink } from '../analysis/events/event-sink.ts';
import type { AfterScan } from '../analysis/scan/after-scan.ts';
import { type FiguresStore, keepFigures } from '../analysis/scan/keep-figures.ts';
import type { ScanStore } from '../analysis/scan/service-ports.ts';
import { tellLevels } from '../analysis/scan/tell-levels.ts';
import type { RateSource } from '../rates/rate-source.ts';

interface AfterScanPorts {
  readonly store: ScanStore;
  readonly budgets: BudgetStore;
  readonly events: EventSink;
  readonly figures: FiguresStore;
  readonly rates: RateSource;
}

/** What follows every scan, in order. */
export const afterScan = ({ store, budgets, events, ...ports }: AfterScanPorts): readonly AfterScan[] => [
  tellBudgets({ budgets, scans: store, events }),
  tellLevels({ store, events }),
  keepFigures(ports),
];
