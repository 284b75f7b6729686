import { Decimal } from '../../core/decimal.ts';
import { documentOf, loadNetwork } from '../../operations/inputs/load-network.ts';
import { atDiscount, parseDiscounts } from '../../operations/inputs/read-discounts.ts';
import { compareVariants, type Variant } from '../../operations/scenarios/compare-variants.ts';
import type { Services } from '../../operations/services.ts';
import { drawView } from '../../report/formats/index.ts';
import { viewComparison } from '../../report/views/comparison.ts';
import { parseWith } from '../estimates/envelope.ts';
import type { EstimateFormat } from '../estimates/formats.ts';
import { scenarioSchema } from './scenario-schema.ts';

/** A comparison as plain data: it runs in a worker. */
export interface ScenarioTask {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly format: Exclude<EstimateFormat, 'infracost'>;
}

/** Compares, and writes the answer in the format asked for. Throws TG1005, TG1012 and what reading networks throws. */
export async function scenarioTask({ name, bytes, format }: ScenarioTask, services: Services): Promise<string> {
  const body = await documentOf({ name, content: bytes });
  const { variants: given, months, growth, region, discount = [] } = parseWith(scenarioSchema, body.value, body);
  const variants: Variant[] = [];
  for (const variant of given) {
    const network = { name: variant.name, value: variant.document };
    variants.push({ name: variant.name, reading: await loadNetwork(network, { region, kind: variant.kind }) });
  }
  const document = await compareVariants(
    variants,
    { months, growth: new Decimal(growth) },
    atDiscount(services, parseDiscounts(discount)),
  );
  return format === 'json' ? JSON.stringify(document) : drawView(format, viewComparison(document));
}

/** Runs a comparison, until the signal is aborted. */
export type ScenarioRunner = (task: ScenarioTask, signal: AbortSignal) => Promise<Uint8Array>;
