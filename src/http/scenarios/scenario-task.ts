import { z } from 'zod';
import { documentOf, loadNetwork } from '../../analysis/load-network.ts';
import {
  compareVariants,
  MOST_MONTHS,
  MOST_VARIANTS,
  type Variant,
} from '../../analysis/scenarios/compare-variants.ts';
import type { Services } from '../../analysis/services.ts';
import { Decimal } from '../../core/decimal.ts';
import { drawView } from '../../report/formats/index.ts';
import { viewComparison } from '../../report/views/comparison.ts';
import { parseWith } from '../estimates/envelope.ts';
import type { EstimateFormat } from '../estimates/formats.ts';

/** Variants of a network and how their bytes grow, in one body. */
export const scenarioSchema = z
  .strictObject({
    variants: z
      .array(
        z.strictObject({
          name: z.string().min(1).max(100),
          kind: z.string().optional().describe('Kind of the document; absent = recognised.'),
          document: z.looseObject({}).describe('A topology file, a Terraform plan, a template or a snapshot.'),
        }),
      )
      .min(2)
      .max(MOST_VARIANTS),
    months: z.number().int().min(1).max(MOST_MONTHS).default(12),
    growth: z
      .string()
      .regex(/^-?(?:0|[1-9])(?:\.\d{1,6})?$/)
      .default('0')
      .describe('Growth of the bytes a month: "0.02" = 2 %. Above -1.'),
    region: z.string().min(1).max(32).optional().describe('Region of entries that name none.'),
  })
  .refine(({ growth }) => Number(growth) > -1, { path: ['growth'], message: 'must be above -1' })
  .meta({ id: 'Scenario', description: 'Variants of a network to compare.' });

/** A comparison as plain data: it runs in a worker. */
export interface ScenarioTask {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly format: Exclude<EstimateFormat, 'infracost'>;
}

/** Compares, and writes the answer in the format asked for. Throws TG1005, TG1012 and what reading networks throws. */
export async function scenarioTask({ name, bytes, format }: ScenarioTask, services: Services): Promise<string> {
  const body = await documentOf({ name, content: bytes });
  const { variants: given, months, growth, region } = parseWith(scenarioSchema, body.value, body);
  const variants: Variant[] = [];
  for (const variant of given) {
    const network = { name: variant.name, value: variant.document };
    variants.push({ name: variant.name, reading: await loadNetwork(network, { region, kind: variant.kind }) });
  }
  const document = await compareVariants(variants, { months, growth: new Decimal(growth) }, services);
  return format === 'json' ? JSON.stringify(document) : drawView(format, viewComparison(document));
}

/** Runs a comparison, until the signal is aborted. */
export type ScenarioRunner = (task: ScenarioTask, signal: AbortSignal) => Promise<Uint8Array>;
