import { roundReport } from '../../../src/report/round-report.ts';
import type { EstimateDocument } from '../api/queries.ts';

export type CostPart = EstimateDocument['endpoints'][number] | EstimateDocument['resources'][number];

/** One owner of cost with its amounts in cents: parts add up to their whole, as in every report. */
export interface RoundedCost {
  readonly part: CostPart;
  readonly monthly: string;
  readonly lines: readonly (string | undefined)[];
}

export function roundedCosts(document: EstimateDocument): readonly RoundedCost[] {
  const { parts } = roundReport(document);
  return [...document.endpoints, ...document.resources].map((part, index) => ({
    part,
    monthly: parts[index]?.monthly.toFixed(2) ?? part.monthly,
    lines: parts[index]?.lines.map((line) => line?.toFixed(2)) ?? [],
  }));
}

/** Billed GB a month of an endpoint; undefined = no source reports it. */
export function gbOf({ lines }: CostPart): number | undefined {
  const line = lines.find(({ charge, unit }) => charge === 'data-processed' && unit === 'GB');
  return line?.quantity === undefined ? undefined : Number(line.quantity);
}
