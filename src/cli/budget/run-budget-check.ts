import { Amount } from '../../core/amount.ts';
import { TollgateError } from '../../core/errors.ts';
import { withCapacityInputs } from '../../operations/inputs/capacity-inputs.ts';
import type { Services } from '../../operations/services.ts';
import { checkBudgets } from '../../operations/shared/budgets/check-budgets.ts';
import { readBudgetDocuments } from '../../operations/shared/budgets/read-budget-documents.ts';
import { estimateNetwork } from '../../operations/shared/estimate-network.ts';
import type { BudgetDocument } from '../../report/budget-document.ts';
import { buildReport } from '../../report/build-report.ts';
import { viewBudgetEvaluation } from '../../report/views/budget-evaluation.ts';
import { type CapacityFileOptions, capacityRequest } from '../capacity/capacity-request.ts';
import { type PrintOptions, printDocument } from '../capacity/print-document.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';

export interface BudgetCheckOptions extends CapacityFileOptions, PrintOptions {
  readonly budget: readonly string[];
  readonly bill?: readonly string[] | undefined;
  readonly failOnUnknown?: boolean | undefined;
}

/** Checks budgets and prints where they stand: 2 when one is crossed, 3 when one is unknown and `--fail-on-unknown` is given. */
export async function runBudgetCheck(options: BudgetCheckOptions, host: Host, services: Services): Promise<ExitCode> {
  const budgets: BudgetDocument[] = [];
  for (const path of options.budget) budgets.push(...(await readBudgetDocuments(path, await services.readFile(path))));
  const request = await capacityRequest(options, host, services);
  const estimate = await withCapacityInputs(request, async ({ reading, profile, findings }) =>
    buildReport(
      await estimateNetwork({ reading, traffic: profile && { profile, findings } }, services.rates),
      services.rates.kind,
    ),
  );
  const bill = options.bill && (await billOf(options.bill, request, services));
  const forecast = budgets.some(wantsForecast) ? await forecastOf(request, services) : undefined;
  const evaluation = checkBudgets(budgets, { estimate, bill, forecast });
  await printDocument(evaluation, viewBudgetEvaluation, options, host);
  if (evaluation.budgets.some(({ state }) => state === 'crossed')) return EXIT.gateExceeded;
  const isUnknown = evaluation.budgets.some(({ state }) => state === 'unknown');
  return isUnknown && options.failOnUnknown === true ? EXIT.unknownData : EXIT.done;
}

type Request = Awaited<ReturnType<typeof capacityRequest>>;

async function billOf(patterns: readonly string[], request: Request, services: Services) {
  const { findBills } = await import('../../traffic/sources/billing-export/find-bills.ts');
  const { reconciliationDocument } = await import('../../operations/reconcile/reconciliation-document.ts');
  const bills = (await findBills(patterns)).map(({ name, path }) => ({
    name,
    path,
    read: () => services.readFile(path),
  }));
  return reconciliationDocument({ ...request, bills }, services);
}

const wantsForecast = ({ thresholds }: BudgetDocument): boolean =>
  (thresholds ?? []).some(({ on }) => on === 'forecast');

/** The months ahead; undefined where no history tells them, which leaves a budget of the forecast unknown. */
async function forecastOf(request: Request, services: Services): Promise<ReadonlyMap<string, Amount> | undefined> {
  const { forecastDocument } = await import('../../operations/forecast/forecast-document.ts');
  const document = await forecastDocument(request, {}, services).catch((error: unknown) => {
    if (error instanceof TollgateError && error.code === 'TG3005') return undefined;
    throw error;
  });
  return (
    document &&
    new Map(document.months.map(({ month, monthly, unknownLines }) => [month, Amount.of(monthly, unknownLines)]))
  );
}
