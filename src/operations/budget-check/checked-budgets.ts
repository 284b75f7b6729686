import { Amount } from '../../core/amount.ts';
import { TollgateError } from '../../core/errors.ts';
import type { BudgetDocument, BudgetEvaluation } from '../../report/budget-document.ts';
import type { ForecastDocument } from '../../report/forecast-document.ts';
import type { ReconciliationDocument } from '../../report/reconciliation-document.ts';
import type { EstimateDocument } from '../../report/report.ts';
import { parseExchangeRates } from '../inputs/exchange-rates.ts';
import type { Given } from '../inputs/given.ts';
import type { ComputePorts } from '../operation.ts';
import { checkBudgets } from '../shared/budgets/check-budgets.ts';
import { readBudgetDocuments } from '../shared/budgets/read-budget-documents.ts';

type Inputs = Readonly<Record<string, readonly Given[] | undefined>>;
type Words = Readonly<Record<string, unknown>>;

/** Where budgets stand: on what the network costs, on a bill, and on a forecast where a history tells one. Throws TG6010 and what those operations throw. */
export async function checkedBudgets(
  { budgets: files = [], bills, ...inputs }: Inputs,
  { failOnUnknown: _, exchangeRate, ...words }: Words,
  ports: ComputePorts,
): Promise<BudgetEvaluation> {
  const budgets: BudgetDocument[] = [];
  for (const { name, read } of files) budgets.push(...(await readBudgetDocuments(name, await read())));
  const answerOf = async <Document>(operation: string, given: Inputs, options: Words): Promise<Document> =>
    (await (await ports.operation(operation)).run(given, options, ports)).document as Document;
  const estimate = await answerOf<EstimateDocument>('estimate', inputs, words);
  const { hours: _hours, ...monthly } = words;
  const { region, kind, account, parameters, terraformVars } = words;
  const given = (exchangeRate as readonly string[] | undefined) ?? [];
  const rates = parseExchangeRates(given);
  const ofBudgets = new Set(budgets.map(({ currency }) => currency));
  const others = given.filter((word) => !ofBudgets.has(word.slice(0, 3)));
  if (others.length > 0 && !bills) {
    throw new TollgateError('TG6008', 'An --exchange-rate is given without a bill or a budget in its currency.', {
      hint: 'Give --bill, or leave it out.',
    });
  }
  const reconciled = (words: readonly string[]) =>
    answerOf<ReconciliationDocument>(
      'reconcile',
      { ...inputs, bills },
      { region, kind, account, parameters, terraformVars, ...(words.length > 0 && { exchangeRate: words }) },
    );
  // A rate to the currency of a budget may have nothing to do with the bill, which refuses what it does not use.
  const bill =
    bills &&
    (await reconciled(given).catch((error: unknown) => {
      const isUnused = error instanceof TollgateError && error.code === 'TG6008';
      if (!isUnused || others.length === given.length) throw error;
      return reconciled(others);
    }));
  const forecast = budgets.some(wantsForecast)
    ? await answerOf<ForecastDocument>('forecast', inputs, monthly).catch(withoutHistory)
    : undefined;
  return checkBudgets(budgets, { estimate, bill, rates, forecast: forecast && monthsOf(forecast) });
}

const wantsForecast = ({ thresholds }: BudgetDocument): boolean =>
  (thresholds ?? []).some(({ on }) => on === 'forecast');

/** No history: a budget of the forecast stays unknown. */
function withoutHistory(error: unknown): undefined {
  if (error instanceof TollgateError && error.code === 'TG3005') return undefined;
  throw error;
}

const monthsOf = ({ months }: ForecastDocument): ReadonlyMap<string, Amount> =>
  new Map(months.map(({ month, monthly, unknownLines }) => [month, Amount.of(monthly, unknownLines)]));
