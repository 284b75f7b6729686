import { TollgateError } from '../../core/errors.ts';
import { parseGroupKey } from '../../model/group-key.ts';
import { buildReport } from '../../report/build-report.ts';
import type { EstimateDocument } from '../../report/report.ts';
import { type CurrencyWords, inGivenCurrency } from '../inputs/exchange-rates.ts';
import { type Given, networkInput } from '../inputs/given.ts';
import { atGivenDiscounts, givenNetwork, type NetworkGiven, type NetworkWords } from '../inputs/given-network.ts';
import { documentOf } from '../inputs/load-network.ts';
import { isPlan, readWithTraffic } from '../inputs/network-inputs.ts';
import { parseHours } from '../inputs/parse-hours.ts';
import { isSavedEstimate, readSavedEstimate } from '../inputs/saved-estimate.ts';
import type { Answer, ComputePorts } from '../operation.ts';
import { estimateNetwork } from '../shared/estimate-network.ts';
import { planStep } from '../shared/plan-step.ts';

interface EstimateInputs extends NetworkGiven {
  readonly discounts?: readonly Given[] | undefined;
}

interface EstimateWords extends NetworkWords, CurrencyWords {
  readonly hours?: string | undefined;
  readonly billingDate?: string | undefined;
  readonly discount?: readonly string[] | undefined;
  readonly groupBy?: readonly string[] | undefined;
}

/** The estimate of a network; a saved one comes back as it is. Throws TG1012 and what reading networks, traffic and discounts throws. */
export async function estimateDocument(
  inputs: EstimateInputs,
  words: EstimateWords,
  ports: ComputePorts,
): Promise<Answer<EstimateDocument>> {
  const [network] = inputs.network ?? [];
  if (network) {
    const document = await documentOf(await networkInput(network));
    if (isSavedEstimate(document)) {
      refusePricing(inputs, words);
      return { document: await readSavedEstimate(document) };
    }
    // Parsed once: a large plan is not read again.
    inputs = { ...inputs, network: [{ ...network, document }] };
  }
  const { hours, billingDate, groupBy } = words;
  const { rates } = await atGivenDiscounts(inGivenCurrency(ports, words), inputs, words);
  const request = await givenNetwork(inputs, words);
  const { reading, traffic } = await readWithTraffic(request);
  const month = { hours: hours === undefined ? undefined : parseHours(hours), billingDate };
  const estimate = await estimateNetwork({ reading, traffic, ...month, asOf: ports.now().toISOString() }, rates);
  const document = buildReport(estimate, rates.kind, { groupBy: groupBy?.map(parseGroupKey) });
  return { document, ...(isPlan(request) && { also: { step: () => planStep({ ...inputs }, { ...words }, ports) } }) };
}

/** What changes the price of a network, beside its documents. */
const PRICING = [
  'region',
  'kind',
  'account',
  'parameters',
  'terraformVars',
  'poolGb',
  'hours',
  'billingDate',
  'discount',
  'currency',
  'exchangeRate',
  'groupBy',
] as const;
const READ = ['parameterFiles', 'terraformVarFiles', 'plan', 'traffic', 'usage', 'discounts'] as const;

/** A saved estimate is priced already: what would change the price is refused, not ignored. */
function refusePricing(inputs: EstimateInputs, words: EstimateWords): void {
  const given =
    PRICING.some((name) => words[name] !== undefined) || READ.some((name) => (inputs[name] ?? []).length > 0);
  if (!given) return;
  throw new TollgateError('TG1012', 'The input is a saved estimate, which is priced already.', {
    hint: 'Give the network it came from, or leave out what changes the price.',
  });
}
