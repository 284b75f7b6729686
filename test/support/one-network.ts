import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadNetwork, type NetworkInput } from '../../src/operations/inputs/load-network.ts';
import { estimateNetwork } from '../../src/operations/shared/estimate-network.ts';
import { buildReport } from '../../src/report/build-report.ts';
import { type EstimateDocument, estimateDocumentSchema } from '../../src/report/report.ts';
import { usageFile } from '../../src/traffic/sources/usage-file/index.ts';
import { frozenRates } from './frozen-rates.ts';
import { fileOf } from './traffic-files.ts';

const FOLDER = join(import.meta.dirname, '..', 'golden', 'one-network');
export const oneNetworkFile = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');

/** Prices a description of the network with the frozen rates. */
export async function priceOneNetwork(input: NetworkInput, usage?: string): Promise<EstimateDocument> {
  const reading = await loadNetwork(input);
  const traffic =
    usage === undefined ? undefined : await usageFile.read([fileOf('usage.yml', usage)], reading.topology.endpoints);
  const rates = frozenRates();
  return buildReport(await estimateNetwork({ reading, traffic }, rates), rates.kind);
}

/** What must not depend on who describes the network: ids and provenance do. */
export const whatItCosts = ({ totals, endpoints, pools, resources }: EstimateDocument) => ({
  totals,
  pools,
  resources,
  endpoints: endpoints
    .map(({ service, type, region, azCount, monthly, unknownLines, lines }) => ({
      service,
      type,
      region,
      azCount,
      monthly,
      unknownLines,
      lines: lines.map(({ charge, status, category, quantity, unit, unitPrice, monthly: amount }) => ({
        charge,
        status,
        category,
        quantity,
        unit,
        unitPrice,
        monthly: amount,
      })),
    }))
    .sort((a, b) => ((a.service ?? '') < (b.service ?? '') ? -1 : 1)),
});

/** The golden: the estimate of topology.yaml, whose amounts arithmetic.md works out by hand. */
export const oneNetworkGolden = () =>
  whatItCosts(estimateDocumentSchema.parse(JSON.parse(oneNetworkFile('estimate.golden.json'))));
