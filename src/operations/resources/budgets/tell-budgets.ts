import { TollgateError } from '../../../core/errors.ts';
import type { TollgateEvent } from '../../../report/event-document.ts';
import type { ExchangeRates } from '../../inputs/exchange-rates.ts';
import { type BudgetFigures, evaluateBudget } from '../../shared/budgets/evaluate-budget.ts';
import type { BilledMonths } from '../bills/billed-so-far.ts';
import type { EventSink } from '../events/event-sink.ts';
import { newEvent } from '../events/new-event.ts';
import type { AfterScan } from '../scans/after-scan.ts';
import type { BudgetRecord, BudgetStore } from './budget-store.ts';
import { figuresOfScans, type ScannedEndpoints } from './budgets-of-scans.ts';

interface TellBudgetsPorts {
  readonly budgets: Pick<BudgetStore, 'list'>;
  readonly scans: ScannedEndpoints;
  readonly events: EventSink;
  /** What imported bills charge. */
  readonly billed?: BilledMonths | undefined;
  readonly exchangeRates?: ExchangeRates | undefined;
}

/** Budgets asked for at a time. */
const PAGE = 500;

/**
 * After a scan: tells of every threshold that is crossed. Its event is one of the budget, the threshold with its limit and the
 * month, so it happens once, however many scans notice it.
 */
export const tellBudgets =
  ({ budgets, scans, events, billed, exchangeRates }: TellBudgetsPorts): AfterScan =>
  async ({ scan, snapshot }, signal) => {
    const occurredAt = snapshot.capturedAt;
    const now = occurredAt.slice(0, 7);
    for (let after: string | undefined; ; ) {
      const page = await budgets.list({ limit: PAGE, after });
      signal.throwIfAborted();
      const own = page.filter(
        ({ budget: { month = now, scope } }) => month >= now && (scope?.region ?? scan.region) === scan.region,
      );
      const figures = await figuresOfScans(
        own.map(({ budget }) => budget),
        scans,
        now,
        billed,
        exchangeRates,
      );
      await events.emit(own.flatMap((record, index) => crossings(record, figures[index], { occurredAt, now })));
      after = page.at(-1)?.id;
      if (page.length < PAGE || after === undefined) return;
    }
  };

function crossings(
  { id, budget }: BudgetRecord,
  figures: BudgetFigures | undefined,
  { occurredAt, now }: { readonly occurredAt: string; readonly now: string },
): readonly TollgateEvent[] {
  const month = budget.month ?? now;
  return verdictsOf(budget, figures).flatMap(({ on, share, limit, spent, unknownLines, state }) =>
    state !== 'crossed' || spent === null
      ? []
      : newEvent('budget.crossed', [id, month, on, share, limit], {
          occurredAt,
          data: {
            budget: budget.name,
            on,
            share,
            limit,
            spent,
            ...(unknownLines > 0 && { unknownLines }),
            currency: budget.currency,
          },
        }),
  );
}

/** A budget in another currency cannot be judged, and stops no other. */
function verdictsOf(budget: BudgetRecord['budget'], figures: BudgetFigures | undefined) {
  try {
    return figures ? evaluateBudget(budget, figures).thresholds : [];
  } catch (error) {
    if (error instanceof TollgateError && error.code === 'TG6010') return [];
    throw error;
  }
}
