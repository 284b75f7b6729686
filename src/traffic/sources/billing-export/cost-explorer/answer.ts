import { z } from 'zod';
import { Decimal } from '../../../../core/decimal.ts';
import { TollgateError } from '../../../../core/errors.ts';
import { parseJson } from '../../../../core/json-document.ts';
import { ASK, type CostExplorerLine, type CostFile } from './lines.ts';

const amountSchema = z.object({
  Amount: z.string().refine((text) => /^-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(text), 'is no number'),
  Unit: z.string().default(''),
});
const metricsSchema = z.record(z.string(), amountSchema);
const timeSchema = z.string().regex(/^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}Z)?$/);
/** GetCostAndUsage, API reference of Cost Explorer (2017-10-25). */
const answerSchema = z.object({
  GroupDefinitions: z.array(z.object({ Type: z.string(), Key: z.string() })).default([]),
  ResultsByTime: z.array(
    z.object({
      TimePeriod: z.object({ Start: timeSchema, End: timeSchema }),
      Total: metricsSchema.nullish(),
      Groups: z.array(z.object({ Keys: z.array(z.string()), Metrics: metricsSchema })).default([]),
      Estimated: z.boolean().default(false),
    }),
  ),
  NextPageToken: z.string().nullish(),
});
const fileSchema = z.union([answerSchema.transform((answer) => [answer]), z.array(answerSchema).min(1)]);
type Answer = z.infer<typeof answerSchema>;

/**
 * What is paid, the first that is there counts. They are views of one cost: endpoints have neither reservations nor upfront fees, so
 * an amortised cost is the same. A blended cost is an average over accounts, and what nobody pays.
 */
const COSTS = ['UnblendedCost', 'AmortizedCost', 'NetUnblendedCost', 'NetAmortizedCost'] as const;

/** Reads `aws ce get-cost-and-usage` as JSON: one answer, or a list of its pages. Throws TG1002 and TG4071. */
export function readAnswers(text: string, name: string): readonly CostFile[] {
  const parsed = fileSchema.safeParse(parseJson(text, name).value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw unreadable(
      name,
      `is no answer of GetCostAndUsage (${issue?.path.join('.') || 'the document'}: ${issue?.message})`,
    );
  }
  return parsed.data.map((answer) => costFile(answer, name));
}

function costFile(answer: Answer, name: string): CostFile {
  const { GroupDefinitions, ResultsByTime, NextPageToken } = answer;
  const by = GroupDefinitions.map(({ Type, Key }) => ({ type: Type, key: Key }));
  const lines = ResultsByTime.flatMap((result) => linesOf(result, by.length, name));
  return {
    name,
    by,
    lines,
    start: ResultsByTime[0]?.TimePeriod.Start,
    end: ResultsByTime.at(-1)?.TimePeriod.End,
    estimated: ResultsByTime.flatMap(({ Estimated, TimePeriod }) => (Estimated ? [TimePeriod.Start] : [])),
    hasNext: (NextPageToken ?? '') !== '',
    hasOpenEnd: false,
  };
}

function linesOf(
  { TimePeriod, Total, Groups }: Answer['ResultsByTime'][number],
  keys: number,
  name: string,
): CostExplorerLine[] {
  if (Groups.length === 0 && Object.keys(Total ?? {}).length > 0)
    throw unreadable(name, `has one total for ${TimePeriod.Start}, and no usage types`);
  return Groups.map(({ Keys, Metrics }) => {
    if (Keys.length !== keys) throw unreadable(name, `has a group of ${Keys.length} keys, and is grouped by ${keys}`);
    const cost = COSTS.map((metric) => Metrics[metric]).find((metric) => metric !== undefined);
    if (cost === undefined) throw unreadable(name, `has none of ${COSTS.join(', ')}`);
    const quantity = Metrics['UsageQuantity'];
    return {
      start: TimePeriod.Start,
      end: TimePeriod.End,
      keys: Keys,
      cost: new Decimal(cost.Amount),
      quantity: quantity && new Decimal(quantity.Amount),
      currency: cost.Unit,
    };
  });
}

const unreadable = (name: string, why: string): TollgateError =>
  new TollgateError('TG4071', `${name} ${why}.`, { location: { file: name }, hint: ASK });
