import type { BudgetStore } from '../analysis/budgets/budget-store.ts';
import { tellBudgets } from '../analysis/budgets/tell-budgets.ts';
import type { EventSink } from '../analysis/events/event-sink.ts';
import type { AfterScan } from '../analysis/scan/after-scan.ts';
import type { ScanStore } from '../analysis/scan/service-ports.ts';
import { tellLevels } from '../analysis/scan/tell-levels.ts';

interface AfterScanPorts {
  readonly store: ScanStore;
  readonly budgets: BudgetStore;
  readonly events: EventSink;
}

/** What follows every scan, in order. */
export const afterScan = ({ store, budgets, events }: AfterScanPorts): readonly AfterScan[] => [
  tellBudgets({ budgets, scans: store, events }),
  tellLevels({ store, events }),
];
