import { discountedRates } from '../../rates/discounts.ts';
import type { RateSource } from '../../rates/rate-source.ts';
import type { ComputePorts } from '../operation.ts';
import { type Given, networkInput, trafficFileOf } from './given.ts';
import type { NetworkInputs } from './network-inputs.ts';
import { type Parameters, readParameters, withAccount } from './parameters.ts';
import { parseDiscounts } from './parse-discounts.ts';
import { planSource } from './plan-source.ts';
import { type GivenPool, parsePoolGb } from './pool-gb.ts';
import { terraformVariables } from './terraform-variables.ts';
import { rowsAsFile } from './traffic-rows.ts';

/** The documents that tell of one network. */
export interface NetworkGiven {
  readonly network?: readonly Given[] | undefined;
  readonly parameterFiles?: readonly Given[] | undefined;
  readonly terraformVarFiles?: readonly Given[] | undefined;
  readonly plan?: readonly Given[] | undefined;
  readonly traffic?: readonly Given[] | undefined;
  readonly usage?: readonly Given[] | undefined;
}

/** How they are read. */
export interface NetworkWords {
  readonly region?: string | undefined;
  readonly kind?: string | undefined;
  readonly parameters?: Parameters | undefined;
  readonly terraformVars?: readonly string[] | undefined;
  readonly account?: string | undefined;
  readonly poolGb?: GivenPool | undefined;
}

/** What a face was given of a network, as every operation reads it. Throws TG1005, TG1007, TG1012, TG1202 and what reading files throws. */
export async function givenNetwork(inputs: NetworkGiven, words: NetworkWords): Promise<NetworkInputs> {
  const [network] = inputs.network ?? [];
  if (!network) throw new RangeError('an operation that needs a network declares it as required');
  const { region, poolGb } = words;
  const [usage] = inputs.usage ?? [];
  const parameters = await readParameters(inputs.parameterFiles ?? [], withAccount(words.parameters, words.account));
  const [plan] = inputs.plan ?? [];
  return {
    network: await networkInput(plan ?? network),
    networkOptions: {
      region,
      kind: words.kind ?? network.kind,
      ...(plan ? { source: planSource(network) } : { sibling: network.sibling }),
      ...(Object.keys(parameters).length > 0 && { parameters }),
      terraform: await terraformVariables(inputs.terraformVarFiles, words.terraformVars),
      ...(poolGb && { poolGb: parsePoolGb(poolGb) }),
    },
    files: (inputs.traffic ?? []).map((given) =>
      Array.isArray(given.value) ? rowsAsFile(given.value) : trafficFileOf(given),
    ),
    usageFile: usage && trafficFileOf(usage),
  };
}

/** The ports with rates at what is paid, where discounts are given as words or as a file. Throws TG1012 and TG6007. */
export async function atGivenDiscounts<P extends Pick<ComputePorts, 'rates'>>(
  ports: P,
  inputs: { readonly discounts?: readonly Given[] | undefined },
  { discount = [] }: { readonly discount?: readonly string[] | undefined },
): Promise<P & { readonly rates: RateSource }> {
  const discounts = [...parseDiscounts(discount)];
  for (const file of inputs.discounts ?? []) {
    const { readDiscounts } = await import('./read-discounts.ts');
    discounts.unshift(...(await readDiscounts(await networkInput(file))));
  }
  return discounts.length === 0 ? ports : { ...ports, rates: discountedRates(ports.rates, discounts) };
}
